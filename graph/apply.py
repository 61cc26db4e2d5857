"""One transaction's worth of change: some articles written or taken back, and all that follows from it.

There is one writer at a time. What an article gave before is taken away first, and what else told of it is
derived again; then the new comes, and is added to what is there.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from neo4j import ManagedTransaction

from graph import writes
from graph.copies import Linked, link, unlink
from graph.derive import derive, touched_by
from graph.errors import StoreError
from graph.layout import VERSION
from graph.merge import merged_actor
from graph.rows import ArticleRows, Row
from graph.sending import ask, write, write_nested
from graph.sums import Known, Sums, sums


@dataclass(frozen=True)
class Done:
    """What one transaction wrote."""

    articles: int = 0
    replaced: int = 0
    sentences: int = 0
    mentions: int = 0
    events: int = 0
    claims: int = 0
    affiliations: int = 0
    actors: int = 0


def apply(tx: ManagedTransaction, rows: Sequence[ArticleRows], gone: Sequence[str]) -> Done:
    """Write `rows` in place of what their articles gave before, and take back the articles `gone`."""
    _lock(tx)
    held = ask(tx, writes.HELD, sorted({article.id for article in rows} | set(gone)))
    if held:
        _take_back(tx, [row["id"] for row in held], {row["origin"] for row in held})
    if rows:
        _add(tx, rows)
    return Done(
        articles=len(rows),
        replaced=len({row["id"] for row in held} - set(gone)),
        sentences=sum(len(article.sentences) for article in rows),
        mentions=sum(len(told["mentions"]) for article in rows for told in article.sentences),
        events=len({key for article in rows for key in article.events}),
        claims=sum(len(article.claims) for article in rows),
        affiliations=sum(len(article.affiliations) for article in rows),
        actors=len({key for article in rows for key in article.forms}),
    )


def _lock(tx: ManagedTransaction) -> None:
    """Keep other writers out until this transaction ends; an empty graph gets our layout."""
    found = tx.run(writes.LOCK, version=VERSION).single(strict=True)["version"]
    if found != VERSION:
        raise StoreError(f"the graph has layout {found} and this program writes {VERSION}; open it again")


def _take_back(tx: ManagedTransaction, ids: Sequence[str], origins: Iterable[str]) -> None:
    """Take away articles with all that only they support."""
    touched = touched_by(tx, ids)
    actors = [row["id"] for row in ask(tx, writes.HELD_ACTORS, ids)]
    for statement in writes.DROPS:
        ask(tx, statement, ids)
    parted = touched_by(tx, unlink(tx, origins))
    touched.events.update(parted.events)
    touched.relations.update(parted.relations)
    lost = derive(tx, touched)
    forms: dict[str, list[Row]] = {actor: [] for actor in actors}
    for row in ask(tx, writes.ACTOR_FORMS, actors):
        forms[row.pop("actor")] += [row] if row["name"] is not None else []
    named = [
        {"id": actor, "values": merged_actor(told), "events": -lost[actor]}
        for actor, told in forms.items()
        if told
    ]
    write(tx, named, writes.ACTORS)
    ask(tx, writes.DROP_ACTORS, sorted(actor for actor, told in forms.items() if not told))


def _add(tx: ManagedTransaction, rows: Sequence[ArticleRows]) -> None:
    """Add articles that are not there."""
    linked = link(tx, rows)
    ids = sorted({key for article in rows for key in article.events})
    events = {row["event"]["id"]: row["event"] for row in ask(tx, writes.EVENTS_NOW, ids)}
    added = sums(rows, Known(linked.origins, events, linked.told))
    _write_actors(tx, rows, added.actors)
    _write_articles(tx, rows, linked)
    _write_sums(tx, added)
    claims = [claim for article in rows for claim in article.claims.values()]
    write(tx, [claim for claim in claims if claim["speaker"] is None], writes.CLAIMS)
    write(tx, [claim for claim in claims if claim["speaker"] is not None], writes.SPOKEN_CLAIMS)
    if linked.joined:
        derive(tx, touched_by(tx, linked.joined))


def _write_actors(tx: ManagedTransaction, rows: Sequence[ArticleRows], events: Mapping[str, int]) -> None:
    """Write the actors that are new, that are told of otherwise than before, or that took part in more."""
    forms: dict[str, list[Row]] = defaultdict(list)
    for article in rows:
        for actor, form in article.forms.items():
            forms[actor].append(form)
    now = {row["actor"]: row["form"] for row in ask(tx, writes.ACTORS_NOW, sorted(forms))}
    changed = []
    for actor, told in forms.items():
        before = [now[actor]] if actor in now else []
        values = merged_actor([*before, *told])
        if not before or events.get(actor) or values != merged_actor(before):
            changed.append({"id": actor, "values": values, "events": events.get(actor, 0)})
    write(tx, changed, writes.ACTORS)


def _write_articles(tx: ManagedTransaction, rows: Sequence[ArticleRows], linked: Linked) -> None:
    """Articles, whom they name, and their sentences with mentions and statements of ties."""
    values = [{"id": a.id, "values": a.article | {"origin": linked.origins[a.id]}} for a in rows]
    write(tx, values, writes.ARTICLES)
    printed = [{"id": a.id, "publisher": a.publisher, "name": a.printed} for a in rows if a.publisher]
    write(tx, printed, writes.PUBLISHED_BY)
    names = {a.id: [{"actor": key, "values": form} for key, form in a.forms.items()] for a in rows}
    write_nested(tx, names, writes.NAMES)
    write_nested(tx, {a.id: a.sentences for a in rows}, writes.SENTENCES, "mentions")
    write(tx, [tie for a in rows for tie in a.affiliations.values()], writes.AFFILIATIONS)


def _write_sums(tx: ManagedTransaction, added: Sums) -> None:
    by_sides: dict[tuple[bool, bool], list[Row]] = defaultdict(list)
    for row in added.new_events:
        by_sides[row["source"] is not None, row["target"] is not None].append(row)
    for sides, rows in by_sides.items():
        write(tx, rows, writes.EVENTS[sides])
    write(tx, added.grown_events, writes.SET_EVENTS)
    for type, rows in (added.relations | added.ties).items():
        write(tx, rows, writes.ADD_RELATIONS[type])
