"""All Cypher that writes. Every value is a parameter; labels and types come from our own closed lists.

Habits, all measured: a node that is new is created with its relationships in one statement; rows are nested
under what they hang on; a relationship is made from the side with few of them; between two hubs there is one
aggregated relation, merged by its type. Every writing statement returns how many rows it wrote, as `n`.
"""

from collections.abc import Mapping
from typing import get_args

from graph.model import EventType, Tie

LABELS = ("Article", "Sentence", "Actor", "Event", "Claim", "Affiliation", "Schema")
NEAR = tuple(f"near{place}" for place in range(12))  # keys of graph.likeness.bands, one property each
INDEXED = {
    "Event": ("relation", "date", "standing"),
    "Affiliation": ("tie",),
    "Actor": ("name", "events"),
    "Article": ("published", "origin", "own_origin", *NEAR),
}
EVENT_TYPES: tuple[str, ...] = get_args(EventType)
TIES: tuple[str, ...] = get_args(Tie)

CONSTRAINTS = tuple(
    f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE"
    for label in LABELS
)
INDEXES = tuple(
    f"CREATE INDEX {label.lower()}_{name} IF NOT EXISTS FOR (n:{label}) ON (n.{name})"
    for label, names in INDEXED.items()
    for name in names
)
FULL_TEXT = "CREATE FULLTEXT INDEX sentence_text IF NOT EXISTS FOR (n:Sentence) ON EACH [n.text]"

# One writer at a time: the SET takes a lock that is held until the transaction ends.
LOCK = """MERGE (s:Schema {id: 'layout'}) ON CREATE SET s.version = $version
SET s.id = s.id RETURN s.version AS version"""
HELD = "UNWIND $rows AS id MATCH (a:Article {id: id}) RETURN a.id AS id, a.origin AS origin"
PRINTS = """UNWIND $rows AS id MATCH (a:Article {id: id})
RETURN a.id AS id, a.content AS content, a.coding AS coding, a.extractor AS extractor"""

# Which articles are copies.
SAME_ORIGIN = """UNWIND $rows AS own MATCH (a:Article {own_origin: own})
RETURN DISTINCT own, a.origin AS origin"""
OWN_ORIGIN_IS_ID = """UNWIND $rows AS own MATCH (a:Article {id: own}) WHERE a.own_origin IS NULL
RETURN own, a.origin AS origin"""
TEXTS = """UNWIND $rows AS id MATCH (a:Article {id: id})
RETURN a.id AS id, a.origin AS origin, a.title AS title, a.text AS text"""
MEMBERS = """UNWIND $rows AS origin MATCH (a:Article {origin: origin})
RETURN a.id AS id, a.origin AS origin, a.own_origin AS own_origin, a.title AS title, a.text AS text"""
SET_ORIGINS = """UNWIND $rows AS row MATCH (a:Article {id: row.id}) SET a.origin = row.origin
RETURN count(*) AS n"""
TOLD_BY_ORIGIN = """UNWIND $rows AS origin
MATCH (a:Article {origin: origin})<-[:IN_ARTICLE]-(:Sentence)<-[:QUOTES]-(:Claim)-[:ABOUT]->(e:Event)
RETURN DISTINCT origin, e.id AS event, e.relation AS relation"""

# What hangs on articles, before it is taken away or derived again.
HELD_EVENTS = """UNWIND $rows AS id
MATCH (:Article {id: id})<-[:IN_ARTICLE]-(:Sentence)<-[:QUOTES]-(:Claim)-[:ABOUT]->(e:Event)
WITH DISTINCT e OPTIONAL MATCH (e)<-[:SOURCE_OF]-(s:Actor) OPTIONAL MATCH (e)-[:AIMED_AT]->(t:Actor)
RETURN e.id AS id, e.type AS type, e.relation AS relation, s.id AS source, t.id AS target"""
HELD_TIES = """UNWIND $rows AS id
MATCH (:Article {id: id})<-[:IN_ARTICLE]-(:Sentence)<-[:QUOTES]-(f:Affiliation)
MATCH (s:Actor)-[:TIED_BY]->(f)-[:TIED_TO]->(t:Actor)
RETURN DISTINCT f.tie AS relation, f.relation AS type, s.id AS source, t.id AS target"""
HELD_ACTORS = "UNWIND $rows AS id MATCH (:Article {id: id})-[:NAMES]->(a:Actor) RETURN DISTINCT a.id AS id"
ACTOR_FORMS = """UNWIND $rows AS id MATCH (a:Actor {id: id}) OPTIONAL MATCH (a)<-[n:NAMES]-(:Article)
RETURN DISTINCT a.id AS actor, n.name AS name, n.kind AS kind, n.country AS country, n.sector AS sector,
       n.aliases AS aliases, n.wikidata AS wikidata"""
ACTORS_NOW = """UNWIND $rows AS id MATCH (a:Actor {id: id})
RETURN a.id AS actor, properties(a) AS form"""

# Take away.
DROPS = (
    "UNWIND $rows AS id MATCH (:Article {id: id})<-[:IN_ARTICLE]-(:Sentence)<-[:QUOTES]-(c:Claim) "
    "DETACH DELETE c",
    "UNWIND $rows AS id MATCH (:Article {id: id})<-[:IN_ARTICLE]-(:Sentence)<-[:QUOTES]-(f:Affiliation) "
    "DETACH DELETE f",
    "UNWIND $rows AS id MATCH (:Article {id: id})<-[:IN_ARTICLE]-(s:Sentence) DETACH DELETE s",
    "UNWIND $rows AS id MATCH (a:Article {id: id}) DETACH DELETE a",
)
DROP_EVENTS = "UNWIND $rows AS id MATCH (e:Event {id: id}) DETACH DELETE e"
DROP_ACTORS = "UNWIND $rows AS id MATCH (a:Actor {id: id}) DETACH DELETE a"

# Add. A node with few relationships is created, one that may be there is merged on its id.
ACTORS = """UNWIND $rows AS row MERGE (a:Actor {id: row.id})
SET a += row.values SET a.events = coalesce(a.events, 0) + row.events RETURN count(*) AS n"""
ARTICLES = "UNWIND $rows AS row CREATE (a:Article) SET a = row.values RETURN count(*) AS n"
PUBLISHED_BY = """UNWIND $rows AS row MATCH (a:Article {id: row.id}) MATCH (p:Actor {id: row.publisher})
CREATE (a)-[:PUBLISHED_BY {name: row.name}]->(p) RETURN count(*) AS n"""
NAMES = """UNWIND $rows AS row MATCH (a:Article {id: row.id})
UNWIND row.inner AS form MATCH (x:Actor {id: form.actor})
CREATE (a)-[n:NAMES]->(x) SET n = form.values RETURN count(*) AS n"""
SENTENCES = """UNWIND $rows AS row MATCH (a:Article {id: row.id}) UNWIND row.inner AS sentence
CREATE (s:Sentence)-[:IN_ARTICLE]->(a) SET s = sentence.values
WITH s, sentence UNWIND sentence.mentions AS mention MATCH (x:Actor {id: mention.actor})
CREATE (s)-[m:MENTIONS]->(x) SET m = mention.values RETURN count(*) AS n"""
EVENTS = {
    (True, True): """UNWIND $rows AS row MATCH (x:Actor {id: row.source}) MATCH (y:Actor {id: row.target})
CREATE (x)-[:SOURCE_OF]->(e:Event)-[:AIMED_AT]->(y) SET e = row.values RETURN count(*) AS n""",
    (True, False): """UNWIND $rows AS row MATCH (x:Actor {id: row.source})
CREATE (x)-[:SOURCE_OF]->(e:Event) SET e = row.values RETURN count(*) AS n""",
    (False, True): """UNWIND $rows AS row MATCH (y:Actor {id: row.target})
CREATE (e:Event)-[:AIMED_AT]->(y) SET e = row.values RETURN count(*) AS n""",
}
CLAIMS = """UNWIND $rows AS row MATCH (e:Event {id: row.event}) MATCH (s:Sentence {id: row.sentence})
CREATE (s)<-[:QUOTES]-(c:Claim)-[b:ABOUT]->(e) SET c = row.values SET b = row.about RETURN count(*) AS n"""
SPOKEN_CLAIMS = """UNWIND $rows AS row MATCH (e:Event {id: row.event}) MATCH (s:Sentence {id: row.sentence})
MATCH (x:Actor {id: row.speaker})
CREATE (s)<-[:QUOTES]-(c:Claim)-[b:ABOUT]->(e), (c)-[:SAID_BY]->(x)
SET c = row.values SET b = row.about RETURN count(*) AS n"""
AFFILIATIONS = """UNWIND $rows AS row MATCH (s:Sentence {id: row.sentence})
MATCH (x:Actor {id: row.source}) MATCH (y:Actor {id: row.target})
CREATE (f:Affiliation)-[:QUOTES]->(s), (x)-[:TIED_BY]->(f)-[:TIED_TO]->(y)
SET f = row.values RETURN count(*) AS n"""

# What events, relations and ties are, of all that tells them.
EVENTS_NOW = "UNWIND $rows AS id MATCH (e:Event {id: id}) RETURN properties(e) AS event"
EVENT_CLAIMS = """UNWIND $rows AS id MATCH (e:Event {id: id})
OPTIONAL MATCH (e)<-[b:ABOUT]-(c:Claim)-[:QUOTES]->(:Sentence)-[:IN_ARTICLE]->(a:Article)
RETURN e.id AS event, c.stance AS stance, a.origin AS origin,
       b.mode AS mode, b.place AS place, b.intensity AS intensity"""
SET_EVENTS = """UNWIND $rows AS row MATCH (e:Event {id: row.id}) SET e += row.values
RETURN count(*) AS n"""
RELATION_EVENTS = """UNWIND $rows AS key MATCH (e:Event {relation: key})
RETURN key, count(e) AS events, sum(e.claims) AS claims, sum(e.denials) AS denials,
       min(e.date) AS first, max(e.date) AS last, sum(e.intensity) AS net,
       sum(CASE e.status WHEN 'actual' THEN 1 ELSE 0 END) AS actual,
       sum(CASE e.status WHEN 'planned' THEN 1 ELSE 0 END) AS planned,
       sum(CASE e.status WHEN 'hypothetical' THEN 1 ELSE 0 END) AS hypothetical,
       sum(CASE e.status WHEN 'negated' THEN 1 ELSE 0 END) AS negated,
       sum(CASE e.standing WHEN 'corroborated' THEN 1 ELSE 0 END) AS corroborated,
       sum(CASE e.standing WHEN 'contested' THEN 1 ELSE 0 END) AS contested,
       sum(CASE e.standing WHEN 'denied' THEN 1 ELSE 0 END) AS denied"""
RELATION_ORIGINS = """UNWIND $rows AS key
MATCH (e:Event {relation: key})<-[:ABOUT]-(:Claim)-[:QUOTES]->(:Sentence)-[:IN_ARTICLE]->(a:Article)
RETURN key, count(DISTINCT a.origin) AS origins"""
TIE_STATEMENTS = """UNWIND $rows AS key
MATCH (f:Affiliation {tie: key})-[:QUOTES]->(:Sentence)-[:IN_ARTICLE]->(a:Article)
RETURN key, f.status AS status, a.published AS published"""

COUNTED = (
    *("events", "claims", "denials", "origins", "net"),
    *("actual", "planned", "hypothetical", "negated"),
    *("corroborated", "contested", "denied"),
)
_FIRST = "first = CASE WHEN r.first IS NULL OR row.first < r.first THEN row.first ELSE r.first END"
_LAST = "last = CASE WHEN r.last IS NULL OR row.last > r.last THEN row.last ELSE r.last END"
_SUMS = ", ".join(f"r.{name} = coalesce(r.{name}, 0) + row.{name}" for name in COUNTED)
_SETS = {
    "relation": f"""SET {_SUMS}, r.{_FIRST}, r.{_LAST}
SET r.intensity = r.net / r.events,
    r.standing = CASE WHEN r.denied = r.events THEN 'denied' WHEN r.contested + r.denied > 0 THEN 'contested'
                      WHEN r.corroborated > 0 THEN 'corroborated' ELSE 'single' END""",
    "tie": f"""SET r.statements = coalesce(r.statements, 0) + row.statements,
    r.status = CASE WHEN r.status IS NULL OR row.last > r.last OR (r.last IS NULL AND row.last IS NOT NULL)
                    THEN row.status
                    WHEN (row.last = r.last OR (r.last IS NULL AND row.last IS NULL))
                         AND row.status < r.status THEN row.status ELSE r.status END
SET r.{_FIRST}, r.{_LAST}""",
}


def _per_type(statement: str) -> Mapping[str, str]:
    """A statement for each type of relation and tie."""
    return {type: statement.replace("TYPE", type) for type in (*EVENT_TYPES, *TIES)}


_SIDES = "UNWIND $rows AS row MATCH (x:Actor {id: row.source}) MATCH (y:Actor {id: row.target})"
ADD_RELATIONS = {
    type: f"{_SIDES}\nMERGE (x)-[r:{type}]->(y)\n{_SETS[kind]} RETURN count(*) AS n"
    for types, kind in ((EVENT_TYPES, "relation"), (TIES, "tie"))
    for type in types
}
SET_RELATIONS = _per_type(f"{_SIDES}\nMERGE (x)-[r:TYPE]->(y) SET r = row.values RETURN count(*) AS n")
DROP_RELATIONS = _per_type(
    "UNWIND $rows AS row MATCH (:Actor {id: row.source})-[r:TYPE]->(:Actor {id: row.target}) DELETE r"
)


def near_statement(place: str) -> str:
    """The statement that finds articles with the same key in one of `NEAR`."""
    if place not in NEAR:
        raise ValueError(f"{place!r} is no key of near copies")
    return f"""UNWIND $rows AS row MATCH (a:Article {{{place}: row.key}})
RETURN row.id AS article, a.id AS id"""
