"""The label set of gold sets that were made from CAMEO, and what an act of ours is called in it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from graph.model import Event, EventType, Status
from ingest.lexicon import Construction, Lexicon


@dataclass(frozen=True)
class Line:
    """Acts of one type, told by mode or by words, that the label set puts elsewhere."""

    type: str
    to: str
    mode: str | None
    words: frozenset[str]

    def holds(self, act: "Act") -> bool:
        if self.type != act.type:
            return False
        return act.mode == self.mode if self.mode else not self.words.isdisjoint(act.words)


@dataclass(frozen=True)
class Act:
    """What decides over the label of an act."""

    type: EventType
    mode: str | None
    words: tuple[str, ...]
    status: Status


def by_construction(construction: Construction, status: Status) -> Act:
    """The act that a construction tells."""
    words = (construction.head, *construction.words)
    return Act(construction.type, construction.mode, words, status)


def by_event(event: Event) -> Act:
    """The act of an event that was coded, by the rule of its first claim."""
    words = event.claims[0].rule.partition(":")[2].split()
    return Act(event.type, event.mode, tuple(words), event.status)


@dataclass(frozen=True)
class Scheme:
    """A label set, as `data/plover15.toml` tells it."""

    decisions: frozenset[str]
    types: Mapping[str, str]
    by_status: Mapping[tuple[str, str], str]
    lines: tuple[Line, ...]

    def label(self, act: Act) -> str:
        """What an act is called there."""
        other = self.by_status.get((act.status, act.type))
        line = next((line.to for line in self.lines if line.holds(act)), None)
        return other or line or self.types.get(act.type, act.type)

    def words(self, lexicon: Lexicon) -> Lexicon:
        """The lexicon in which a decision is an act."""
        governors = {word: s for word, s in lexicon.governors.items() if word not in self.decisions}
        return replace(lexicon, governors=governors)


@cache
def plover15() -> Scheme:
    """PLOVER with fifteen types.

    >>> plover15().label(Act("RETREAT", None, ("withdraw",), "actual"))
    'YIELD'
    >>> plover15().label(Act("RETREAT", None, ("withdraw",), "planned"))
    'AGREE'
    """
    raw = tomllib.loads(files("ingest").joinpath("data/plover15.toml").read_text("utf-8"))
    by_status = {
        (status, type): label
        for status in ("planned", "hypothetical", "negated")
        for label, types in raw[status].items()
        for type in types
    }
    lines = tuple(
        Line(one["from"], one["to"], one.get("mode"), frozenset(one.get("words", ()))) for one in raw["acts"]
    )
    return Scheme(frozenset(raw["decisions"]), raw["types"], by_status, lines)
