"""Events one side of which stands elsewhere: in the charge or demand that is answered ("which S denied"), or
where the act was told before ("the sanctions", "Norland's request").
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from graph.model import EventType
from ingest.arguments_nouns import aimed_at
from ingest.document import Sentence
from ingest.lexicon import Construction, Lexicon
from ingest.predicates_nouns import noun_sources, stands_for
from ingest.reading import Reading
from ingest.sides import Side, Sides
from ingest.status import status_of
from ingest.told import Told

CHALLENGES: dict[EventType, frozenset[EventType]] = {
    "REJECT": frozenset({"ACCUSE", "REQUEST", "AGREE", "THREATEN"}),
    "AGREE": frozenset({"REQUEST", "AGREE"}),
}
SHARING = frozenset({"THREATEN", "SANCTION", "REQUEST", "ACCUSE", "REJECT"})
LONG_AGO = 60


@dataclass(frozen=True)
class Before:
    """What the article told up to here, the latest last, and where it tells on."""

    events: Sequence[Told]
    sides: Sides
    sentence: Sentence
    words: Lexicon

    def latest(self, within: int) -> Iterator[Told]:
        """The events of this sentence and of so many before it, the latest first."""
        return (e for e in reversed(self.events) if self.sentence.index - e.sentence.index <= within)


def replies(readings: Sequence[Reading], before: Before) -> Iterator[Told]:
    """Answers without an object of their own: they answer whoever accused or asked the one who answers."""
    for reading in (r for r in readings if r.construction.form == "reply"):
        for source in before.sides.of(list(reading.sources)):
            asked = _challenge(reading, source, before)
            if asked:
                yield _told(reading.token, reading.construction, (source, asked), before)


def _challenge(reading: Reading, source: Side, before: Before) -> Side | None:
    wanted = CHALLENGES[reading.construction.type]
    found = (
        e.source
        for e in before.latest(0)
        if e.type in wanted and e.target and e.target.actor == source.actor and e.token < reading.token.i
    )
    return next((side for side in found if side and side.actor != source.actor), None)


def carried(readings: Sequence[Reading], before: Before) -> Iterator[Told]:
    """Acts that share the target of the verb they are joined to: "accused T and threatened action"."""
    for reading in readings:
        verb, c = reading.token, reading.construction
        if c.type not in SHARING or c.form == "reply" or verb.dep_ != "conj":
            continue
        for source in before.sides.of(list(reading.sources)):
            shared = _shared_target(verb.head.i, source, before)
            if shared:
                yield _told(verb, c, (source, shared), before)
                break


def _shared_target(head: int, source: Side, before: Before) -> Side | None:
    targets = (
        e.target for e in before.latest(0) if e.token == head and e.source and e.source.actor == source.actor
    )
    return next((target for target in targets if target and target.actor != source.actor), None)


def again(noun: Token, before: Before) -> Told | None:
    """An act that was told before with both sides, and is now named with one or none."""
    for c in before.words.nouns.get(noun.lemma_.lower(), ()):
        if c.form in ("noun", "mutual_noun") and stands_for(noun, c):
            found = _told_before(noun, c, before)
            if found:
                return found
    return None


def _told_before(noun: Token, c: Construction, before: Before) -> Told | None:
    sources = before.sides.of(noun_sources(noun, c))
    targets = before.sides.of(aimed_at(noun, c.preposition)) if c.preposition else []
    if (sources and targets) or len(sources) > 1 or len(targets) > 1:
        return None
    if not sources and not targets:
        return None
    for earlier in before.latest(LONG_AGO):
        pair = _completed(earlier, c, sources, targets)
        if pair:
            fresh = earlier.sentence.index != before.sentence.index
            return _told(noun, c, pair, before, mutual=earlier.mutual) if fresh else None
    return None


def _completed(
    earlier: Told, c: Construction, sources: list[Side], targets: list[Side]
) -> tuple[Side, Side] | None:
    """The sides of an earlier event of this type, if they agree with those that are known."""
    a, b = earlier.source, earlier.target
    if earlier.type != c.type or a is None or b is None:
        return None
    if earlier.mutual and sources and sources[0].actor == b.actor:
        a, b = b, a
    if (sources and sources[0].actor != a.actor) or (targets and targets[0].actor != b.actor):
        return None
    if c.head not in (earlier.construction.head, *earlier.construction.words):
        return None
    return (sources[0] if sources else a, targets[0] if targets else b)


def _told(
    token: Token, c: Construction, pair: tuple[Side, Side], before: Before, mutual: bool = False
) -> Told:
    form = replace(c, form="again") if c.form in ("noun", "mutual_noun") else c
    status = status_of(token, before.words)
    return Told(c.type, form, *pair, mutual, status, token.i, before.sentence)
