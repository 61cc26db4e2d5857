"""Layout 1 to 2: articles get their own origin, the digests of today and the keys of near copies; copies are
found among them; events, relations, ties and actors are derived again.

Layout 1 did not keep how a publisher's name was printed (it becomes the name of the outlet), what words
named the sides of a claim, how many sentences were unread, or the note of an article that was not coded.
"""

from collections.abc import Sequence

from neo4j import ManagedTransaction
from pydantic import ValidationError

from graph import writes
from graph.copies import link
from graph.derive import Touched, derive
from graph.merge import merged_actor
from graph.migrating import Graph, plain_rows
from graph.model import Article
from graph.record import Page, made, page_of
from graph.rows import ArticleRows, Row, near, rows_of
from graph.sending import ask, write

ARTICLES = "MATCH (a:Article) RETURN a.id AS id, a.unread IS NOT NULL AS done ORDER BY id"
UNDONE = "UNWIND $rows AS id MATCH (a:Article {id: id}) WHERE a.unread IS NULL RETURN a.id AS id"
HELD = "UNWIND $rows AS id MATCH (a:Article {id: id}) RETURN properties(a) AS article"
SET_ARTICLES = """UNWIND $rows AS row MATCH (a:Article {id: row.id}) SET a += row.values
RETURN count(*) AS n"""
SET_PRINTED = """UNWIND $rows AS row MATCH (a:Article {id: row.id})-[p:PUBLISHED_BY]->(:Actor)
SET p.name = row.name RETURN count(*) AS n"""
EVENTS = """MATCH (e:Event)
OPTIONAL MATCH (e)<-[:SOURCE_OF]-(x:Actor) OPTIONAL MATCH (e)-[:AIMED_AT]->(y:Actor)
RETURN e.id AS id, x.id AS source, y.id AS target ORDER BY id"""
RELATIONS = """MATCH (x:Actor)-[:SOURCE_OF]->(e:Event)-[:AIMED_AT]->(y:Actor)
RETURN DISTINCT e.relation AS key, e.type AS type, x.id AS source, y.id AS target ORDER BY key"""
TIES = """MATCH (x:Actor)-[:TIED_BY]->(f:Affiliation)-[:TIED_TO]->(y:Actor)
RETURN DISTINCT f.tie AS key, f.relation AS type, x.id AS source, y.id AS target ORDER BY key"""
ACTORS = "MATCH (a:Actor) RETURN a.id AS id ORDER BY id"
ACTOR_EVENTS = """UNWIND $rows AS id MATCH (:Actor {id: id})-[:SOURCE_OF|AIMED_AT]-(e:Event)
RETURN id, count(DISTINCT e) AS events"""
SET_ACTORS = """UNWIND $rows AS row MATCH (a:Actor {id: row.id}) SET a += row.values
RETURN count(*) AS n"""
PAGE, ROWS = 200, 1_000


def to_2(graph: Graph) -> None:
    """The step. Which articles are done shows in them; all that is derived is derived anew where a step that
    was killed is done again."""
    articles = graph.rows(ARTICLES)
    graph.pages([row["id"] for row in articles if not row["done"]], PAGE, _write_articles, (0, 50))
    graph.pages([row["id"] for row in articles], PAGE, _link, (50, 70))
    graph.pages(graph.rows(EVENTS), ROWS, _derive_events, (70, 85))
    graph.pages(graph.rows(RELATIONS), PAGE, _derive_relations, (85, 95))
    graph.pages(graph.rows(TIES), PAGE, _derive_ties, (95, 97))
    graph.pages([row["id"] for row in graph.rows(ACTORS)], ROWS, _derive_actors, (97, 100))


def _write_articles(tx: ManagedTransaction, ids: Sequence[str]) -> None:
    undone = [row["id"] for row in ask(tx, UNDONE, ids)]
    page = page_of(lambda statement, rows: plain_rows(tx, statement, rows=list(rows)), undone)
    rows, printed = [], []
    for key, held in page.articles.items():
        _complete(held, page)
        values = _values(page, key)
        rows.append({"id": key, "values": values | {"origin": held["article"].get("origin") or key}})
        if held["outlet"]:
            printed.append({"id": key, "name": held["publisher"]})
    write(tx, rows, SET_ARTICLES)
    write(tx, printed, SET_PRINTED)


def _complete(held: Row, page: Page) -> None:
    """What layout 2 keeps of an article, put into what layout 1 held of it."""
    held["article"]["own_origin"] = held["article"].get("origin")
    for form in page.forms.get(held["id"], ()):
        if form["actor"] == held["outlet"]:
            held["publisher"] = form["form"]["name"] if form["form"]["kind"] == "media" else form["actor"]


def _values(page: Page, key: str) -> Row:
    """The article's own properties. One that does not fit together is kept as it is, without the digests, so
    that an export names it and the next ingest writes it anew."""
    held = page.articles[key]["article"]
    try:
        values = rows_of(made(page, key)).article
    except (ValidationError, KeyError):
        text = Article(id=key, text=held.get("text") or "", title=held.get("title") or "")
        return near(text) | {"own_origin": held["own_origin"], "unread": 0, "content": None, "coding": None}
    return {name: value for name, value in values.items() if name != "id"}


def _link(tx: ManagedTransaction, ids: Sequence[str]) -> None:
    held = [row["article"] for row in ask(tx, HELD, ids)]
    rows = [ArticleRows({"own_origin": None, "title": ""} | article, None, None) for article in held]
    origins = link(tx, rows).origins
    write(tx, [{"id": key, "origin": origin} for key, origin in origins.items()], writes.SET_ORIGINS)


def _derive_events(tx: ManagedTransaction, rows: Sequence[Row]) -> None:
    derive(tx, Touched(events={row["id"]: (row["source"], row["target"]) for row in rows}))


def _derive_relations(tx: ManagedTransaction, rows: Sequence[Row]) -> None:
    derive(tx, Touched(relations={(row["key"], row["type"], row["source"], row["target"]) for row in rows}))


def _derive_ties(tx: ManagedTransaction, rows: Sequence[Row]) -> None:
    derive(tx, Touched(ties={(row["key"], row["type"], row["source"], row["target"]) for row in rows}))


def _derive_actors(tx: ManagedTransaction, ids: Sequence[str]) -> None:
    events = {row["id"]: row["events"] for row in ask(tx, ACTOR_EVENTS, ids)}
    forms: dict[str, list[Row]] = {}
    for row in ask(tx, writes.ACTOR_FORMS, ids):
        if row["name"] is not None:
            forms.setdefault(row.pop("actor"), []).append(row)
    told = [{"id": key, "values": merged_actor(forms[key]) | {"events": events.get(key, 0)}} for key in forms]
    write(tx, told, SET_ACTORS)
