"""One transaction's worth of change: some articles written or taken back, and all that follows from it.

The order matters. Articles and actors are locked first, in order of id, so that two writers on Neo4j
cannot both sum up a relation without the other's events; then the old goes, the new comes, and what
depends on either is derived again.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from neo4j import ManagedTransaction

from graph import writes
from graph.errors import StoreError
from graph.merge import merged_actor, merged_event, merged_tie, relation_standing
from graph.model import Coding
from graph.rows import Row, Rows, rows_of

ROWS_AT_ONCE = 1_000

Relation = tuple[str, str, str, str]  # key, type, source, target


@dataclass
class Touched:
    """What must be derived again."""

    events: set[str] = field(default_factory=set)
    relations: set[Relation] = field(default_factory=set)
    ties: set[Relation] = field(default_factory=set)
    forms: dict[str, list[Row]] = field(default_factory=dict)  # of actors, as the old codings gave them


@dataclass(frozen=True)
class Done:
    """What one transaction wrote."""

    replaced: int
    sentences: int
    mentions: int
    events: int
    claims: int
    affiliations: int
    actors: int


def apply(tx: ManagedTransaction, codings: Sequence[Coding], gone: Sequence[str]) -> Done:
    """Write `codings` in place of what their articles gave before, and take back the articles `gone`."""
    rows = rows_of(codings)
    ids = sorted({row["id"] for row in rows.articles} | set(gone))
    held = [row["id"] for row in _ask(tx, writes.HELD, ids)]
    touched = _touched(tx, held)
    _ask(tx, writes.LOCK_ACTORS, sorted(rows.actor_ids() | touched.forms.keys()))
    for statement in writes.DROPS:
        _ask(tx, statement, held)
    _ask(tx, writes.DROP_ARTICLES, sorted(set(held) & set(gone)))
    _write(tx, rows.articles, writes.ARTICLES)
    _write_actors(tx, rows.names, touched.forms)
    _write_record(tx, rows)
    _note_new(touched, rows.events.values(), rows.affiliations.values())
    _derive(tx, touched)
    return Done(
        replaced=len(set(held) - set(gone)),
        sentences=len(rows.sentences),
        mentions=len(rows.mentions),
        events=len(rows.events),
        claims=len(rows.claims),
        affiliations=len(rows.affiliations),
        actors=len(rows.actor_ids()),
    )


def _ask(tx: ManagedTransaction, statement: str, rows: Sequence[Any]) -> list[Row]:
    """The answer of a statement over `$rows`, sent a thousand at a time."""
    found: list[Row] = []
    for start in range(0, len(rows), ROWS_AT_ONCE):
        answer = tx.run(statement, rows=rows[start : start + ROWS_AT_ONCE])
        found += answer.data()
    return found


def _write(tx: ManagedTransaction, rows: Iterable[Row], statement: str) -> None:
    """Write rows, in order of id, and count them."""
    ordered = sorted(rows, key=lambda row: str(row.get("id") or row.get("actor")))
    written = sum(answer["n"] for answer in _ask(tx, statement, ordered))
    if written != len(ordered):
        what = statement.partition("\n")[2].strip()[:80]
        raise StoreError(f"the database wrote {written} of {len(ordered)} rows ({what}); nothing was kept")


def _touched(tx: ManagedTransaction, held: Sequence[str]) -> Touched:
    touched = Touched()
    for row in _ask(tx, writes.HELD_EVENTS, held):
        touched.events.add(row["id"])
        if row["relation"]:
            touched.relations.add((row["relation"], row["type"], row["source"], row["target"]))
    for row in _ask(tx, writes.HELD_TIES, held):
        touched.ties.add((row["tie"], row["type"], row["source"], row["target"]))
    for row in _ask(tx, writes.HELD_NAMES, held):
        touched.forms.setdefault(row["actor"], []).append(row["form"])
    return touched


def _write_actors(tx: ManagedTransaction, names: Sequence[Row], old: Mapping[str, Sequence[Row]]) -> None:
    """Write actors and who names them; an actor that nobody names any more goes."""
    new: dict[str, list[Row]] = defaultdict(list)
    for row in names:
        new[row["actor"]].append(row["form"])
    lost = [
        actor for actor, forms in old.items() if not all(form in new[actor] for form in map(_whole, forms))
    ]
    forms = {actor: list(given) for actor, given in new.items()}
    for row in _ask(tx, writes.ACTOR_FORMS, sorted(lost)):
        forms.setdefault(row["actor"], []).append(row["form"])
    for row in _ask(tx, writes.ACTORS_NOW, sorted(new.keys() - set(lost))):
        forms[row["actor"]].append(row["form"])
    _write(
        tx, [{"id": actor} | merged_actor(given) for actor, given in forms.items() if given], writes.ACTORS
    )
    _write(tx, names, writes.NAMES)
    _ask(tx, writes.DROP_ACTORS, sorted(actor for actor in lost if not forms.get(actor)))


def _whole(form: Row) -> Row:
    """A form as it was sent: the database keeps no nulls."""
    empty: Row = {"country": None, "sector": None, "wikidata": None, "aliases": []}
    return empty | form


def _write_record(tx: ManagedTransaction, rows: Rows) -> None:
    events, claims = list(rows.events.values()), list(rows.claims.values())
    _write(tx, [row for row in rows.articles if row["publisher"]], writes.PUBLISHED_BY)
    _write(tx, rows.sentences, writes.SENTENCES)
    _write(tx, rows.mentions, writes.MENTIONS)
    _write(tx, events, writes.EVENTS)
    _write(tx, [row for row in events if row["source"] is not None], writes.SOURCES)
    _write(tx, [row for row in events if row["target"] is not None], writes.TARGETS)
    _write(tx, claims, writes.CLAIMS)
    _write(tx, [row for row in claims if row["speaker"] is not None], writes.SAID_BY)
    _write(tx, rows.affiliations.values(), writes.AFFILIATIONS)


def _note_new(touched: Touched, events: Iterable[Row], ties: Iterable[Row]) -> None:
    for row in events:
        touched.events.add(row["id"])
        if row["relation"]:
            touched.relations.add((row["relation"], row["type"], row["source"], row["target"]))
    for row in ties:
        touched.ties.add((row["tie"], row["relation"], row["source"], row["target"]))


def _derive(tx: ManagedTransaction, touched: Touched) -> None:
    _derive_events(tx, sorted(touched.events))
    events = {row.pop("key"): row for row in _by_key(tx, writes.RELATION_EVENTS, touched.relations)}
    claims = {row.pop("key"): row for row in _by_key(tx, writes.RELATION_CLAIMS, touched.relations)}
    for row in events.values():
        row["standing"] = relation_standing(row.pop("standings"))
    _keep_edges(tx, touched.relations, {key: row | claims[key] for key, row in events.items()})
    statements: dict[str, list[Row]] = defaultdict(list)
    for row in _by_key(tx, writes.TIE_STATEMENTS, touched.ties):
        statements[row["key"]].append(row)
    _keep_edges(tx, touched.ties, {key: merged_tie(told) for key, told in statements.items()})


def _derive_events(tx: ManagedTransaction, ids: Sequence[str]) -> None:
    claims: dict[str, list[Row]] = defaultdict(list)
    for row in _ask(tx, writes.EVENT_CLAIMS, ids):
        claims[row["event"]] += [row] if row["stance"] is not None else []
    _write(tx, [{"id": key} | merged_event(told) for key, told in claims.items() if told], writes.SET_EVENTS)
    _ask(tx, writes.DROP_EVENTS, sorted(key for key, told in claims.items() if not told))


def _by_key(tx: ManagedTransaction, statement: str, edges: Iterable[Relation]) -> list[Row]:
    return _ask(tx, statement, sorted({edge[0] for edge in edges}))


def _keep_edges(tx: ManagedTransaction, edges: Iterable[Relation], values: Mapping[str, Row]) -> None:
    """Write the edges that have values, and take away the others."""
    by_type: dict[str, list[Row]] = defaultdict(list)
    for key, type, source, target in sorted(edges):
        row = {"id": key, "source": source, "target": target, "values": values.get(key)}
        by_type[type].append(row)
    for type, rows in by_type.items():
        _ask(tx, writes.drop_relation(type), [row for row in rows if row["values"] is None])
        _write(tx, [row for row in rows if row["values"] is not None], writes.set_relation(type))
