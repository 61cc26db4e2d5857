"""What a sentence could also have told: the readings and events that were weighed and lost, and why."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ingest.document import Sentence
from ingest.reading import Reading
from ingest.told import Told

ANOTHER_READING = "another reading of the word was chosen"
NO_ACTOR = "its sides are no actors, or the same one twice"
SPOKEN_FOR = "the word is part of an act that another word tells"
ASKED = "it is only what a demand, threat or promise is about"
HALF = "the sentence tells the same act with both sides"
TWICE = "the sentence tells the same event already"


@dataclass(frozen=True)
class Weighed:
    """The stages of choice in one sentence: all readings, the words `spoken_for` by others, the events
    `chosen` of them, those left `standing` without what is only asked for, and the `found` without halves.
    """

    sentence: Sentence
    alternatives: Sequence[Sequence[Reading]]
    spoken_for: frozenset[int]
    chosen: Sequence[Told]
    standing: Sequence[Told]
    found: Sequence[Told]


Weigh = Callable[[Weighed], None]


def unweighed(_: Weighed) -> None:
    """Nobody asks what was rejected."""


@dataclass(frozen=True)
class Rejected:
    """A reading, or the event that came of it, and why it was not taken."""

    sentence: Sentence
    reading: Reading | Told
    why: str


def rejections(weighed: Weighed, told: Sequence[Told]) -> Iterator[Rejected]:
    """All that was weighed in a sentence and is not among the events that were told in the end."""
    for many in weighed.alternatives:
        yield from _readings(many, weighed, told)
    for one in _without(weighed.chosen, weighed.standing):
        yield Rejected(weighed.sentence, one, ASKED)
    for one in _without(weighed.standing, weighed.found):
        yield Rejected(weighed.sentence, one, HALF)
    for one in _without(weighed.found, told):
        yield Rejected(weighed.sentence, one, TWICE)


def _readings(many: Sequence[Reading], weighed: Weighed, told: Sequence[Told]) -> Iterator[Rejected]:
    """The readings of one word from which no event came; those before the chosen one lacked actors."""
    token = many[0].token.i
    taken = [one.construction for one in (*weighed.chosen, *told) if one.token == token]
    at = next((n for n, one in enumerate(many) if any(_same(one, c) for c in taken)), len(many))
    for n, reading in enumerate(many):
        if n != at:
            why = ANOTHER_READING if n > at else SPOKEN_FOR if token in weighed.spoken_for else NO_ACTOR
            yield Rejected(weighed.sentence, reading, why)


def _same(reading: Reading, construction: object) -> bool:
    """Whether an event came of this reading, also where its type was turned by the words round it."""
    mine = reading.construction
    said = ("head", "words", "preposition", "form")
    return all(getattr(mine, name) == getattr(construction, name) for name in said)


def _without(all: Sequence[Told], kept: Sequence[Told]) -> Iterator[Told]:
    return (one for one in all if one not in kept)
