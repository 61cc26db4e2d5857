"""Every reading query of the product, as small typed functions over a store; the Cypher is in `reads`."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date as Date
from datetime import timedelta
from itertools import accumulate
from typing import Any, Protocol, TypeVar, get_args

from graph import reads
from graph.answers import (
    ActorRow,
    ArticleRow,
    ArticleText,
    ClaimRow,
    Counts,
    DisputeRow,
    EventRow,
    PairRow,
    RelationRow,
    TieEvidence,
    TieRow,
)
from graph.merge import relation_standing
from graph.model import EventType, Kind, Record, Status, relation_key

EVENT_TYPES: tuple[EventType, ...] = get_args(EventType)
KINDS: tuple[Kind, ...] = get_args(Kind)
STATUSES: tuple[Status, ...] = get_args(Status)
FIRST_DAY, LAST_DAY = Date(1, 1, 2), Date(9999, 12, 30)
BACK = (7, 60, 700)  # days
COUNTED_EVENTS = 2_000

Row = TypeVar("Row", bound=Record)


class Reader(Protocol):
    """What these queries need of a store."""

    def rows(self, cypher: str, **parameters: Any) -> list[dict[str, Any]]:
        """The answer of one reading query, as plain values."""


class Filter(Record):
    """Which relations to show. `actors` are ids of which one has to take part; empty means any."""

    types: tuple[EventType, ...] = EVENT_TYPES
    kinds: tuple[Kind, ...] = KINDS
    statuses: tuple[Status, ...] = STATUSES
    since: Date | None = None
    until: Date | None = None
    actors: tuple[str, ...] = ()

    def is_dated(self) -> bool:
        """Whether it asks for a time, so that events have to be counted rather than relations read."""
        return self.since is not None or self.until is not None

    def parameters(self) -> dict[str, Any]:
        """What the queries of `reads` want to know."""
        values = self.model_dump() | {"anyone": not self.actors}
        values |= {"since": self.since or FIRST_DAY, "until": self.until or LAST_DAY}
        return {key: list(value) if isinstance(value, tuple) else value for key, value in values.items()}


def counts(store: Reader) -> Counts:
    """How much is in the graph, and from which days."""
    found: dict[str, Any] = {}
    for cypher in reads.COUNTS:
        found |= store.rows(cypher)[0]
    return Counts(**found)


def strongest_pairs(store: Reader, limit: int) -> list[PairRow]:
    """The pairs of actors with most events, each direction on its own; negated events do not count."""
    found: list[PairRow] = []
    for least in _busy(store):
        found = _read(store, PairRow, reads.STRONGEST_PAIRS, limit=limit, least=least)
        if len(found) == limit and found[-1].events >= least:
            break  # a pair has no more events than the less busy of the two
    return found


def _busy(store: Reader) -> Iterator[int]:
    """How many events the 100th busiest actor has, then the 1,000th, then none: where to look first."""
    for place in (100, 1_000):
        for row in store.rows(reads.EVENTS_OF_PLACE, before=place - 1):
            yield row["events"]
    yield 0


def latest_events(store: Reader, limit: int) -> list[EventRow]:
    """The latest dated events."""
    for since in _further_back(store):
        found = _read(store, EventRow, reads.LATEST_EVENTS, limit=limit, since=since)
        if len(found) == limit:
            break
    return found


def _further_back(store: Reader) -> Iterator[Date]:
    """Days to look back to, until there is enough: events are asked for by date, which has an index."""
    (last,) = store.rows(reads.LAST_DAY)
    if last["day"] is not None:
        for days in BACK:
            yield Date.fromisoformat(last["day"]) - timedelta(days)
    yield FIRST_DAY


def disputes(store: Reader, limit: int) -> list[DisputeRow]:
    """The latest events that somebody denies, with who says what."""
    rows = store.rows(reads.DISPUTES, limit=limit)
    names = ("asserted_by", "denied_by", "articles_assert")
    return [DisputeRow(event=EventRow(**_without(row, names)), **{n: row[n] for n in names}) for row in rows]


def relations(store: Reader, chosen: Filter, limit: int) -> list[RelationRow]:
    """The strongest relations that a filter lets through, each with the events that it lets through."""
    asked = chosen.parameters()
    if not chosen.is_dated():
        cypher = reads.RELATIONS_OF_ACTORS if chosen.actors else reads.STRONGEST_RELATIONS
        return _read(store, RelationRow, cypher, **asked, limit=limit)
    rows = store.rows(_in_time(chosen), **asked, limit=limit)
    origins = _origins_in_time(store, rows, asked)
    found = (_relation(row, origins) for row in rows)
    return sorted(found, key=lambda r: (-r.events, -r.claims, r.source, r.target, r.type))


def _in_time(chosen: Filter) -> str:
    if chosen.actors:
        return reads.RELATIONS_OF_ACTORS_IN_TIME
    return (
        reads.ANY_RELATIONS_IN_TIME if set(chosen.kinds) == set(KINDS) else reads.RELATIONS_OF_KINDS_IN_TIME
    )


def _origins_in_time(
    store: Reader, rows: Sequence[dict[str, Any]], asked: Mapping[str, Any]
) -> dict[str, int]:
    """How many origins tell the events of the strongest relations, as far as they are counted quickly."""
    told = accumulate(row["events"] for row in rows)
    some = [row["relation"] for row, sum in zip(rows, told, strict=True) if sum <= COUNTED_EVENTS]
    found = store.rows(reads.ORIGINS_IN_TIME, **asked, relations=some)
    return {row["relation"]: row["origins"] for row in found}


def _relation(row: dict[str, Any], origins: Mapping[str, int]) -> RelationRow:
    counts = [row["events"], *(row.pop(name) for name in ("corroborated", "contested", "denied"))]
    known = row["origins"] if row["events"] == 1 else None
    row["origins"] = origins.get(row.pop("relation"), known)
    return RelationRow(**row, standing=relation_standing(*counts))


def find_actors(store: Reader, text: str, limit: int) -> list[ActorRow]:
    """Actors whose name or an alias contains `text`; exact names first, then the busiest."""
    return _read(store, ActorRow, reads.FIND_ACTORS, text=text.strip().lower(), limit=limit)


def actor(store: Reader, id: str) -> ActorRow | None:
    """One actor, or None where there is no such id."""
    return next(iter(_read(store, ActorRow, reads.ACTOR, id=id)), None)


def actors(store: Reader, ids: Iterable[str]) -> list[ActorRow]:
    """The actors with these ids."""
    return _read(store, ActorRow, reads.ACTORS, ids=sorted(set(ids)))


def affiliations(store: Reader, id: str) -> list[TieRow]:
    """The affiliations of an actor, in both directions."""
    return _read(store, TieRow, reads.AFFILIATIONS, id=id)


def affiliation_evidence(store: Reader, source: str, target: str, limit: int) -> list[TieEvidence]:
    """The words that state how `source` is affiliated with `target`."""
    return _read(store, TieEvidence, reads.TIE_EVIDENCE, source=source, target=target, limit=limit)


def actor_events(store: Reader, id: str, limit: int) -> list[EventRow]:
    """The latest events that an actor takes part in."""
    return _read(store, EventRow, reads.ACTOR_EVENTS, id=id, limit=limit)


def event(store: Reader, id: str) -> EventRow | None:
    """One event, or None where there is no such id."""
    return next(iter(_read(store, EventRow, reads.EVENT, id=id)), None)


def pair_events(
    store: Reader, source: str, target: str, types: Sequence[EventType], limit: int
) -> list[EventRow]:
    """The events from one actor to another, the latest first; mutual ones in either direction."""
    there = [relation_key(type, source, target) for type in types]
    back = [relation_key(type, target, source) for type in types]
    return _read(store, EventRow, reads.PAIR_EVENTS, there=there, keys=sorted({*there, *back}), limit=limit)


def claims(store: Reader, events: Iterable[str], limit: int) -> list[ClaimRow]:
    """The claims about some events, the latest article first."""
    return _read(store, ClaimRow, reads.CLAIMS, events=sorted(set(events)), limit=limit)


def claims_by(store: Reader, actor: str, limit: int) -> list[ClaimRow]:
    """What an actor says."""
    return _read(store, ClaimRow, reads.CLAIMS_BY, id=actor, limit=limit)


def claims_about(store: Reader, actor: str, limit: int) -> list[ClaimRow]:
    """What named voices say of an actor's own deeds."""
    return _read(store, ClaimRow, reads.CLAIMS_ABOUT, id=actor, limit=limit)


def articles(store: Reader, text: str, limit: int) -> list[ArticleRow]:
    """The latest articles whose title, text or publisher contains `text`."""
    return _read(store, ArticleRow, reads.ARTICLES, text=text.strip().lower(), limit=limit)


def article(store: Reader, id: str) -> ArticleText | None:
    """One article with its text, or None where there is no such id."""
    return next(iter(_read(store, ArticleText, reads.ARTICLE_TEXTS, ids=[id])), None)


def article_texts(store: Reader, ids: Iterable[str]) -> dict[str, ArticleText]:
    """Articles with their texts, by id."""
    found = _read(store, ArticleText, reads.ARTICLE_TEXTS, ids=sorted(set(ids)))
    return {row.id: row for row in found}


def article_claims(store: Reader, id: str) -> list[ClaimRow]:
    """The claims of an article, in the order of its text."""
    return _read(store, ClaimRow, reads.ARTICLE_CLAIMS, id=id)


def copies(store: Reader, id: str) -> list[ArticleRow]:
    """The other articles that print the same text."""
    return _read(store, ArticleRow, reads.COPIES, id=id)


def _read(store: Reader, row: type[Row], cypher: str, **parameters: Any) -> list[Row]:
    return [row(**found) for found in store.rows(cypher, **parameters)]


def _without(row: dict[str, Any], names: Sequence[str]) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key not in names}
