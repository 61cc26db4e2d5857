"""Events, relations and ties derived again of all that tells them: where something was taken away, or where
two groups of copies became one. What is only added is summed up without this (`graph.sums`).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from neo4j import ManagedTransaction

from graph import writes
from graph.merge import merged_event, merged_tie, relation_standing
from graph.rows import Row
from graph.sending import ask, write

Edge = tuple[str, str, str, str]  # key, type, source, target


@dataclass(frozen=True)
class Touched:
    """What some articles tell: events with their sides, relations and ties."""

    events: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    relations: set[Edge] = field(default_factory=set)
    ties: set[Edge] = field(default_factory=set)


def touched_by(tx: ManagedTransaction, articles: Sequence[str]) -> Touched:
    """What these articles tell now."""
    found = Touched()
    for row in ask(tx, writes.HELD_EVENTS, articles):
        found.events[row["id"]] = (row["source"], row["target"])
        if row["relation"]:
            found.relations.add(_edge(row))
    found.ties.update(_edge(row) for row in ask(tx, writes.HELD_TIES, articles))
    return found


def derive(tx: ManagedTransaction, touched: Touched) -> Counter[str]:
    """Derive all of it again. An event without claims goes; given is in how many of those that went each
    actor was a side."""
    gone = _derive_events(tx, sorted(touched.events))
    _derive_relations(tx, touched.relations)
    _derive_ties(tx, touched.ties)
    return Counter(side for key in gone for side in {*touched.events[key]} if side is not None)


def _edge(row: Row) -> Edge:
    return row["relation"], row["type"], row["source"], row["target"]


def _derive_events(tx: ManagedTransaction, ids: Sequence[str]) -> list[str]:
    claims: dict[str, list[Row]] = defaultdict(list)
    for row in ask(tx, writes.EVENT_CLAIMS, ids):
        claims[row["event"]] += [row] if row["stance"] is not None else []
    told = [{"id": key, "values": merged_event(rows)} for key, rows in claims.items() if rows]
    write(tx, told, writes.SET_EVENTS)
    gone = sorted(key for key, rows in claims.items() if not rows)
    ask(tx, writes.DROP_EVENTS, gone)
    return gone


def _derive_relations(tx: ManagedTransaction, edges: Iterable[Edge]) -> None:
    edges = sorted(edges)
    keys = sorted({edge[0] for edge in edges})
    origins = {row["key"]: row["origins"] for row in ask(tx, writes.RELATION_ORIGINS, keys)}
    values = {}
    for row in ask(tx, writes.RELATION_EVENTS, keys):
        key = row.pop("key")
        counts = (row["events"], row["corroborated"], row["contested"], row["denied"])
        row |= {"origins": origins[key], "standing": relation_standing(*counts)}
        values[key] = row | {"intensity": row["net"] / row["events"]}
    _keep(tx, edges, values)


def _derive_ties(tx: ManagedTransaction, edges: Iterable[Edge]) -> None:
    edges = sorted(edges)
    statements: dict[str, list[Row]] = defaultdict(list)
    for row in ask(tx, writes.TIE_STATEMENTS, sorted({edge[0] for edge in edges})):
        statements[row["key"]].append(row)
    _keep(tx, edges, {key: merged_tie(told) for key, told in statements.items()})


def _keep(tx: ManagedTransaction, edges: Sequence[Edge], values: Mapping[str, Row]) -> None:
    """Write the edges that have values, and take away the others."""
    by_type: dict[str, list[Row]] = defaultdict(list)
    for key, type, source, target in edges:
        by_type[type].append({"source": source, "target": target, "values": values.get(key)})
    for type, rows in by_type.items():
        ask(tx, writes.DROP_RELATIONS[type], [row for row in rows if row["values"] is None])
        write(tx, [row for row in rows if row["values"] is not None], writes.SET_RELATIONS[type])
