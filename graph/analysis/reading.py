"""Reads a whole view of the graph for computing with it: all relations, not the strongest alone.

It asks in slices (one type, or a month of events), so that no single question comes near the time limit.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from datetime import date as Date
from datetime import timedelta
from typing import Any, NamedTuple

from graph import reads
from graph.answers import NetworkActor, Relation
from graph.merge import relation_standing
from graph.queries import Filter, Reader

SLICE = timedelta(days=30)
ACTORS_AT_ONCE = 2_000


class Told(NamedTuple):
    """One event between two actors, as far as a relation sums it up."""

    source: str
    target: str
    type: str
    claims: int
    denials: int
    standing: str
    intensity: float
    date: str


def relations(store: Reader, chosen: Filter) -> list[Relation]:
    """All relations that a filter lets through, in order of source, target and type.

    Without dates, `events` counts what the filter lets through, and the other numbers are those that the
    graph keeps, over all statuses. With dates, all numbers are of the events in that time.
    """
    return sorted(_in_time(store, chosen) if chosen.is_dated() else _stored(store, chosen))


def actors(store: Reader, ids: Iterable[str]) -> list[NetworkActor]:
    """The actors with these ids."""
    wanted = sorted(set(ids))
    parts = (wanted[at : at + ACTORS_AT_ONCE] for at in range(0, len(wanted), ACTORS_AT_ONCE))
    rows = (row for part in parts for row in store.rows(reads.NETWORK_ACTORS, ids=part))
    return [NetworkActor(*values) for row in rows for values in zip(*row.values(), strict=True)]


def _stored(store: Reader, chosen: Filter) -> Iterator[Relation]:
    for type in chosen.types:
        for values in _unpacked(store.rows(reads.NETWORK_OF_TYPE[type], **chosen.parameters())):
            yield Relation(*values)


def _in_time(store: Reader, chosen: Filter) -> Iterator[Relation]:
    told: dict[tuple[str, str, str], list[Told]] = defaultdict(list)
    asked = chosen.parameters()
    for since, until in _slices(store, asked):
        rows = store.rows(reads.NETWORK_IN_TIME, **asked | {"since": since, "until": until})
        for values in _unpacked(rows):
            told[values[0], values[1], values[2]].append(Told(*values))
    return (_summed(events) for events in told.values())


def _slices(store: Reader, asked: dict[str, Any]) -> Iterator[tuple[Date, Date]]:
    """The days of which there are events, a month at a time."""
    (days,) = store.rows(reads.EVENT_DAYS, since=asked["since"], until=asked["until"])
    if days["first"] is None:
        return
    start, end = Date.fromisoformat(days["first"]), Date.fromisoformat(days["last"])
    while start <= end:
        until = min(end, start + SLICE)
        yield start, until
        start = until + timedelta(days=1)


def _summed(events: list[Told]) -> Relation:
    dates = sorted(event.date for event in events)
    standings = Counter(event.standing for event in events)
    disputed = (standings[name] for name in ("corroborated", "contested", "denied"))
    return Relation(
        *events[0][:3],
        events=len(events),
        claims=sum(event.claims for event in events),
        denials=sum(event.denials for event in events),
        standing=relation_standing(len(events), *disputed),
        intensity=sum(event.intensity for event in events) / len(events),
        first=dates[0],
        last=dates[-1],
    )


def _unpacked(rows: Iterable[dict[str, Any]]) -> Iterator[tuple[Any, ...]]:
    """The rows that were sent as lists under one source."""
    for row in rows:
        source, *lists = row.values()
        for values in zip(*lists, strict=True):
            yield source, *values
