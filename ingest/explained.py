"""Why an article was coded as it was, and what was rejected, in plain words: for `actorgraph explain`."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from graph.model import Claim, Coding
from ingest.catalogue import Catalogue
from ingest.confidence import KEPT, leg, measured
from ingest.extract import Stages
from ingest.lexicon import lexicon
from ingest.rejected import Rejected, Weighed, rejections
from ingest.resolve_pronouns import PRONOUNS
from ingest.sides import Side
from ingest.status import decided
from ingest.told import Told

SIGNS = frozenset({"aux", "auxpass", "neg", "mark", "det", "preconj", "cc"})


@dataclass(frozen=True)
class Resolved:
    """One side of an event: who, by which words, and how these words came to mean this actor."""

    actor: str
    name: str
    words: str
    how: str


@dataclass(frozen=True)
class Voice:
    """Who says so (None: the article), with which stance, and the words that tell it."""

    speaker: str | None
    stance: str
    hedged: bool
    cue: str | None


@dataclass(frozen=True)
class Why:
    """One event as one sentence tells it, with all that led to it; or, with `rejected`, why it was not
    taken.
    """

    sentence: int
    word: str
    type: str
    rule: str
    source: Resolved | None = None
    target: Resolved | None = None
    mutual: bool = False
    status: str | None = None
    status_cue: str | None = None
    chance: float | None = None
    confidence: float | None = None
    parts: dict[str, float] | None = None
    voices: tuple[Voice, ...] = ()
    rejected: str | None = None


@dataclass(frozen=True)
class Explained:
    """Explains the events of one article; `weighed` is what its stages weighed."""

    stages: Stages
    weighed: Sequence[Weighed]
    catalogue: Catalogue

    def taken(self) -> Iterator[Why]:
        """The events that are coded, in the order of the text."""
        return (self._event(one) for one in self.stages.told if measured().keeps(one))

    def rejected(self) -> Iterator[Why]:
        """What was weighed and not coded, in the order of the text; of rules alike only the first."""
        found = [r for one in self.weighed for r in rejections(one, self.stages.told)]
        unsure = (t for t in self.stages.told if not measured().keeps(t))
        found += [Rejected(t.sentence, t, f"its confidence is below {KEPT[leg(t)]}") for t in unsure]
        losers = [self._loser(one) for one in sorted(found, key=lambda r: r.sentence.index)]
        first = {(one.sentence, one.word, one.type, one.rejected): one for one in reversed(losers)}
        return reversed(first.values())

    def _loser(self, one: Rejected) -> Why:
        if isinstance(one.reading, Told):
            return self._event(one.reading, one.why)
        reading = one.reading
        sides = [
            ", ".join(t.text for t in tokens) or "nobody" for tokens in (reading.sources, reading.targets)
        ]
        return Why(
            sentence=one.sentence.index,
            word=reading.token.text,
            type=reading.construction.type,
            rule=reading.construction.name,
            rejected=f"{one.why} ({sides[0]} → {sides[1]})",
        )

    def _event(self, told: Told, rejected: str | None = None) -> Why:
        return Why(
            sentence=told.sentence.index,
            word=self.stages.document.doc[told.token].text,
            type=told.type,
            rule=told.construction.name,
            source=self._side(told.source),
            target=self._side(told.target),
            mutual=told.mutual,
            status=told.status,
            status_cue=self._cue(told),
            chance=None if told.chance is None else round(told.chance, 3),
            confidence=measured().of(told),
            parts=measured().parts(told),
            voices=() if rejected else tuple(self._voices(told)),
            rejected=rejected,
        )

    def _cue(self, told: Told) -> str | None:
        """The words at which the status is decided: the verb with its auxiliaries, and what stands above."""
        if leg(told) == "model":
            return "the pair model"
        _, word = decided(self.stages.document.doc[told.token], lexicon())
        if word is None:
            return None
        said = " ".join(t.text for t in [*(c for c in word.lefts if c.dep_ in SIGNS), word])
        return said if word.head == word else f"{said}, below {word.head.text}"

    def _side(self, side: Side | None) -> Resolved | None:
        if side is None:
            return None
        words = self.stages.document.words(side.first, side.last)
        actor = self.stages.cast.actors[side.actor]
        how = _how(words, actor.name, actor.aliases)
        known = "in the catalogue" if actor.id in self.catalogue.entries else "known from this text"
        behind = "" if not side.steps else ", to whom the word's own side belongs"
        return Resolved(actor.id, actor.name, words, f"{how}, {known}{behind}")

    def _voices(self, told: Told) -> Iterator[Voice]:
        for claim in _claims(self.stages.coding, told):
            name = self.stages.cast.actors[claim.speaker].name if claim.speaker else None
            yield Voice(name, claim.stance, claim.hedged, claim.cue)


def _how(words: str, name: str, aliases: Sequence[str]) -> str:
    if words.lower() in PRONOUNS:
        return "a pronoun"
    bare = words.lower().removeprefix("the ")
    if bare == name.lower().removeprefix("the "):
        return "its name"
    return "another name of it" if bare in {alias.lower() for alias in aliases} else "a description"


def _claims(coding: Coding, told: Told) -> Iterator[Claim]:
    """The claims that stand in the sentence of an event, by its rule and sides."""
    sides = [side.actor if side else None for side in (told.source, told.target)]
    for event in coding.events:
        if [event.source, event.target] == sides and event.type == told.type:
            for claim in event.claims:
                if claim.evidence.start == told.sentence.start and claim.rule == told.construction.name:
                    yield claim
