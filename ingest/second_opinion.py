"""The pair model's opinion of what the rules told, and what it reads by itself.

Each event of the rules gets the model's probability (`chance`); actors of whom the rules told nothing get the
type that the model finds likely, with the word at which it looked most as its predicate.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import product

import numpy as np

from graph.model import EventType, Status
from ingest.broken import why_broken
from ingest.document import Cast, Document, Sentence, Spot
from ingest.lexicon import Construction, lexicon
from ingest.model.pairs import TYPE, TYPES, Pairs, pairs
from ingest.model.paths import SOURCE, TARGET
from ingest.model.reader import PairModel, Read
from ingest.sides import Side
from ingest.told import Told

LEAST = 0.15  # what the model finds less likely is not told at all
PREDICATES = frozenset({"VERB", "NOUN", "ADJ"})


def second_opinion(
    document: Document, cast: Cast, events: tuple[Told, ...], model: PairModel
) -> Iterator[Told]:
    """The events of the rules with the model's probability, and after them those that it adds."""
    told: dict[int, list[Told]] = defaultdict(list)
    for event in events:
        told[event.sentence.index].append(event)
    for sentence in document.sentences:
        here = told[sentence.index]
        seen = _seen(document, cast, sentence, here, model)
        yield from (seen.event(event) for event in here) if seen else here
        yield from seen.more(here) if seen else ()


def _seen(
    document: Document, cast: Cast, sentence: Sentence, events: list[Told], model: PairModel
) -> "_Seen | None":
    """The model's reading of a sentence; none where there are no two actors."""
    named = {actor for spot in cast.within(sentence.first, sentence.last) for actor in spot.actors}
    if len(named) < 2 or why_broken(document.doc[sentence.first : sentence.last]):
        return None
    one = pairs(document, cast, sentence, events)
    read = model.read(one)
    return _Seen(document, sentence, one, read, model.statuses) if read else None


@dataclass(frozen=True)
class _Seen:
    """One sentence with what the model read in it."""

    document: Document
    sentence: Sentence
    pairs: Pairs
    read: Read
    statuses: tuple[Status, ...]

    @cached_property
    def everyone(self) -> list[tuple[str | None, ...]]:
        """The actors of each mention, the first of whom is nobody."""
        return [(None,), *(spot.actors for spot in self.pairs.spots)]

    def event(self, told: Told) -> Told:
        """An event of the rules with the model's probability; its status stays the rules'."""
        cells = self._cells(told)
        if not cells:
            return told
        kind = TYPE[told.type]
        i, j = max(cells, key=lambda cell: self.read.types[cell][kind])
        return replace(told, chance=float(self.read.types[i, j, kind]))

    def _cells(self, told: Told) -> list[tuple[int, int]]:
        source, target = told.actors
        found = list(product(self._of(source), self._of(target)))
        if told.mutual:
            found += [(j, i) for i, j in found]
        return [(i, j) for i, j in found if i != j]

    def _of(self, actor: str | None) -> list[int]:
        return [n for n, actors in enumerate(self.everyone) if actor in actors]

    def _status(self, i: int, j: int) -> Status:
        return self.statuses[int(self.read.status[i, j].argmax())]

    def more(self, told: list[Told]) -> Iterator[Told]:
        """What the model reads between actors of whom the rules told nothing; the surest first. A mention
        inside another one ("US" in "US troops") takes no part in what that one does already.
        """
        known = list(told)
        for i, j, kind in self._likely():
            sources, targets = self.everyone[i], self.everyone[j]
            for a, b in product(sources, targets):
                if a is None or b is None or a == b or {a, b} <= set(sources) & set(targets):
                    continue
                event = self._made((i, j), kind, a, b)
                if not any(_same_pair(event, other) for other in known):
                    known.append(event)
                    yield event

    def _likely(self) -> list[tuple[int, int, int]]:
        """(source, target, type) of all that is likely enough, the likeliest first."""
        chances = self.read.types[:, :, : len(TYPES)]
        cells = [(int(i), int(j), int(kind)) for i, j, kind in np.argwhere(chances >= LEAST) if i != j]
        return sorted(cells, key=lambda cell: -chances[cell])

    def _made(self, cell: tuple[int, int], kind: int, source: str, target: str) -> Told:
        i, j = cell
        word = self._word(i, j)
        chance, back = float(self.read.types[i, j, kind]), float(self.read.types[j, i, kind])
        return Told(
            type=TYPES[kind],
            construction=_construction(TYPES[kind], self.document.doc[word].lemma_.lower()),
            source=self._side(i, source),
            target=self._side(j, target),
            mutual=back >= max(LEAST, chance / 2),
            status=self._status(i, j),
            token=word,
            sentence=self.sentence,
            chance=chance,
        )

    def _side(self, n: int, actor: str) -> Side:
        spot: Spot = self.pairs.spots[n - 1]
        return Side(actor, spot.first, spot.last, 0)

    def _word(self, i: int, j: int) -> int:
        """The token at which the model looked most, outside the two mentions."""
        looked = self.read.looked[i, j].copy()
        inside = np.isin(self.pairs.relation[i, j], (SOURCE, TARGET))
        tokens = self.document.doc[self.sentence.first : self.sentence.last]
        telling = np.array([token.pos_ in PREDICATES for token in tokens])
        looked[inside | ~telling] -= 1
        return self.sentence.first + int(looked.argmax())


def _same_pair(one: Told, other: Told) -> bool:
    """Whether two events are between the same actors, or between mentions of which one holds the other."""
    sides = ((one.source, other.source), (one.target, other.target))
    crossed = ((one.source, other.target), (one.target, other.source))
    mutual = one.mutual or other.mutual
    return all(_alike(*pair) for pair in sides) or (mutual and all(_alike(*pair) for pair in crossed))


def _alike(one: Side | None, other: Side | None) -> bool:
    if one is None or other is None:
        return one == other
    return one.actor == other.actor or (one.first < other.last and other.first < one.last)


def _construction(type: EventType, word: str) -> Construction:
    """How a claim of the model names its rule: "ASSAULT/model:raid"; the mode is the lexicon's."""
    words = lexicon()
    known = (*words.verbs.get(word, ()), *words.nouns.get(word, ()), *words.adjectives.get(word, ()))
    mode = next((c.mode for c in known if c.type == type and c.mode), None)
    return Construction("model", type, mode, None, word, (), None, frozenset())
