"""What the product's reading queries answer: one frozen record a row, in the words of DESIGN §2."""

from datetime import date as Date
from typing import NamedTuple

from graph.model import EventType, Kind, Precision, Record, Stance, Standing, Status, Tie, TieStatus


class Counts(Record):
    """How much is in the graph."""

    articles: int
    actors: int
    events: int
    claims: int
    contested: int
    denied: int
    publishers: int
    first: Date | None = None
    last: Date | None = None


class ActorRow(Record):
    """An actor, with the number of events it takes part in where that was asked for."""

    id: str
    name: str
    kind: Kind
    country: str | None = None
    sector: str | None = None
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None
    events: int = 0


class PairRow(Record):
    """One actor towards another, over all types. `intensity` is the mean over their events."""

    source: str
    source_name: str
    target: str
    target_name: str
    events: int
    claims: int
    denials: int
    intensity: float
    cooperation: int
    conflict: int
    last: Date | None = None


class RelationRow(Record):
    """The events of one type from one actor to another; `events` are those that the filter lets through.

    `origins` is None where a time was asked for that has too many events to count them in.
    """

    type: EventType
    source: str
    source_name: str
    source_kind: Kind
    target: str
    target_name: str
    target_kind: Kind
    events: int
    claims: int
    denials: int
    origins: int | None
    intensity: float
    standing: Standing
    first: Date | None = None
    last: Date | None = None


class NetworkActor(NamedTuple):
    """An actor as a node; what is not known is an empty text."""

    id: str
    name: str
    kind: str
    country: str
    sector: str


class Relation(NamedTuple):
    """A relation as an edge, with plain values: dates are ISO texts, an empty one where there is none."""

    source: str
    target: str
    type: str
    events: int
    claims: int
    denials: int
    standing: str
    intensity: float
    first: str
    last: str


class EventRow(Record):
    """An event; either side may be unknown."""

    id: str
    type: EventType
    status: Status
    standing: Standing
    mutual: bool
    intensity: float
    date: Date | None = None
    precision: Precision
    place: str | None = None
    source: str | None = None
    source_name: str | None = None
    target: str | None = None
    target_name: str | None = None
    claims: int = 0
    denials: int = 0


class ClaimRow(Record):
    """A claim with its event, its voice, and the place of its words in an article."""

    id: str
    event: str
    type: EventType
    status: Status
    source: str | None = None
    source_name: str | None = None
    target: str | None = None
    target_name: str | None = None
    speaker: str | None = None
    speaker_name: str | None = None
    stance: Stance
    hedged: bool
    cue: str | None = None
    confidence: float
    rule: str
    quote: str
    start: int
    end: int
    article: str
    origin: str | None = None
    title: str | None = None
    url: str | None = None
    published: Date | None = None
    publisher: str | None = None


class DisputeRow(Record):
    """An event that somebody denies, with who asserts it and who denies it; None is the article itself."""

    event: EventRow
    asserted_by: tuple[str, ...] = ()
    denied_by: tuple[str, ...] = ()
    articles_assert: int = 0


class TieRow(Record):
    """An affiliation between two actors."""

    relation: Tie
    source: str
    source_name: str
    target: str
    target_name: str
    status: TieStatus
    first: Date | None = None
    last: Date | None = None


class TieEvidence(Record):
    """Words that state an affiliation."""

    relation: Tie
    status: TieStatus
    quote: str
    start: int
    end: int
    article: str
    title: str | None = None
    url: str | None = None
    published: Date | None = None
    publisher: str | None = None


class ArticleRow(Record):
    """An article without its text."""

    id: str
    title: str | None = None
    publisher: str | None = None
    published: Date | None = None
    language: str | None = None
    url: str | None = None
    origin: str | None = None
    claims: int = 0


class ArticleText(Record):
    """An article as it was published."""

    id: str
    text: str
    title: str | None = None
    publisher: str | None = None
    published: Date | None = None
    language: str | None = None
    url: str | None = None
    origin: str | None = None
    extractor: str | None = None
