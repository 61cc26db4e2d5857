"""All Cypher that writes. Every value is a parameter; labels and types come from our own closed lists.

Two habits, both measured: a node is merged on its id alone and gets its properties after; a relationship
is made from the side with few of them. Every statement returns how many rows it wrote, as `n`.
"""

from typing import get_args

from graph.model import EventType, Tie

LABELS = ("Article", "Sentence", "Actor", "Event", "Claim", "Affiliation")
INDEXED = {
    "Event": ("relation", "date"),
    "Affiliation": ("tie",),
    "Actor": ("name",),
    "Article": ("published",),
}
RELATION_TYPES: tuple[str, ...] = (*get_args(EventType), *get_args(Tie))

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

# What is there of the articles that are written again. The SET takes the lock that keeps two writers apart.
HELD = "UNWIND $rows AS id MATCH (a:Article {id: id}) SET a.id = id RETURN a.id AS id"
PRINTS = """UNWIND $rows AS id MATCH (a:Article {id: id})
RETURN a.id AS id, a.content AS content, a.coding AS coding, a.extractor AS extractor"""
HELD_EVENTS = """UNWIND $rows AS id
MATCH (:Article {id: id})<-[:IN_ARTICLE]-(:Sentence)<-[:QUOTES]-(:Claim)-[:ABOUT]->(e:Event)
WITH DISTINCT e OPTIONAL MATCH (e)<-[:SOURCE_OF]-(s:Actor) OPTIONAL MATCH (e)-[:AIMED_AT]->(t:Actor)
RETURN e.id AS id, e.type AS type, e.relation AS relation, s.id AS source, t.id AS target"""
HELD_TIES = """UNWIND $rows AS id
MATCH (:Article {id: id})<-[:IN_ARTICLE]-(:Sentence)<-[:QUOTES]-(f:Affiliation)
MATCH (s:Actor)-[:TIED_BY]->(f)-[:TIED_TO]->(t:Actor)
RETURN DISTINCT f.tie AS tie, f.relation AS type, s.id AS source, t.id AS target"""
HELD_NAMES = """UNWIND $rows AS id MATCH (:Article {id: id})-[n:NAMES]->(a:Actor)
RETURN a.id AS actor, properties(n) AS form"""
ACTOR_FORMS = """UNWIND $rows AS id MATCH (a:Actor {id: id})<-[n:NAMES]-(:Article)
RETURN a.id AS actor, properties(n) AS form"""
ACTORS_NOW = """UNWIND $rows AS id MATCH (a:Actor {id: id})
RETURN a.id AS actor, properties(a) AS form"""

# Take away what the articles gave before.
DROPS = (
    "UNWIND $rows AS id MATCH (:Article {id: id})<-[:IN_ARTICLE]-(:Sentence)<-[:QUOTES]-(c:Claim) "
    "DETACH DELETE c",
    "UNWIND $rows AS id MATCH (:Article {id: id})<-[:IN_ARTICLE]-(:Sentence)<-[:QUOTES]-(f:Affiliation) "
    "DETACH DELETE f",
    "UNWIND $rows AS id MATCH (:Article {id: id})<-[:IN_ARTICLE]-(s:Sentence) DETACH DELETE s",
    "UNWIND $rows AS id MATCH (:Article {id: id})-[r:NAMES|PUBLISHED_BY]->(:Actor) DELETE r",
)
DROP_ARTICLES = "UNWIND $rows AS id MATCH (a:Article {id: id}) DETACH DELETE a"
DROP_EVENTS = "UNWIND $rows AS id MATCH (e:Event {id: id}) DETACH DELETE e"
DROP_ACTORS = "UNWIND $rows AS id MATCH (a:Actor {id: id}) DETACH DELETE a"

# Write.
ACTORS = """UNWIND $rows AS row MERGE (a:Actor {id: row.id})
SET a.name = row.name, a.kind = row.kind, a.country = row.country, a.sector = row.sector,
    a.aliases = row.aliases, a.wikidata = row.wikidata
RETURN count(*) AS n"""
LOCK_ACTORS = "UNWIND $rows AS id MATCH (a:Actor {id: id}) SET a.id = id RETURN count(*) AS n"
ARTICLES = """UNWIND $rows AS row MERGE (a:Article {id: row.id})
SET a.url = row.url, a.title = row.title, a.published = row.published, a.language = row.language,
    a.text = row.text, a.origin = row.origin, a.extractor = row.extractor,
    a.content = row.content, a.coding = row.coding
RETURN count(*) AS n"""
PUBLISHED_BY = """UNWIND $rows AS row MATCH (a:Article {id: row.id}) MATCH (p:Actor {id: row.publisher})
CREATE (a)-[:PUBLISHED_BY]->(p) RETURN count(*) AS n"""
NAMES = """UNWIND $rows AS row MATCH (a:Article {id: row.article}) MATCH (x:Actor {id: row.actor})
CREATE (a)-[n:NAMES]->(x) SET n += row.form RETURN count(*) AS n"""
SENTENCES = """UNWIND $rows AS row MATCH (a:Article {id: row.article}) MERGE (s:Sentence {id: row.id})
SET s.index = row.index, s.start = row.start, s.end = row.end, s.text = row.text
CREATE (s)-[:IN_ARTICLE]->(a) RETURN count(*) AS n"""
MENTIONS = """UNWIND $rows AS row MATCH (s:Sentence {id: row.sentence}) MATCH (x:Actor {id: row.actor})
CREATE (s)-[:MENTIONS {start: row.start, end: row.end, text: row.text}]->(x) RETURN count(*) AS n"""
EVENTS = """UNWIND $rows AS row MERGE (e:Event {id: row.id})
SET e.type = row.type, e.quad = row.quad, e.status = row.status, e.mutual = row.mutual,
    e.date = row.date, e.precision = row.precision, e.relation = row.relation
RETURN count(*) AS n"""
SOURCES = """UNWIND $rows AS row MATCH (e:Event {id: row.id}) MATCH (x:Actor {id: row.source})
MERGE (e)<-[:SOURCE_OF]-(x) RETURN count(*) AS n"""
TARGETS = """UNWIND $rows AS row MATCH (e:Event {id: row.id}) MATCH (x:Actor {id: row.target})
MERGE (e)-[:AIMED_AT]->(x) RETURN count(*) AS n"""
CLAIMS = """UNWIND $rows AS row MATCH (e:Event {id: row.event}) MATCH (s:Sentence {id: row.sentence})
MERGE (c:Claim {id: row.id})
SET c.stance = row.stance, c.hedged = row.hedged, c.cue = row.cue, c.start = row.start, c.end = row.end,
    c.quote = row.quote, c.confidence = row.confidence, c.rule = row.rule
CREATE (c)-[b:ABOUT]->(e) SET b += row.about
CREATE (c)-[:QUOTES]->(s) RETURN count(*) AS n"""
SAID_BY = """UNWIND $rows AS row MATCH (c:Claim {id: row.id}) MATCH (x:Actor {id: row.speaker})
CREATE (c)-[:SAID_BY]->(x) RETURN count(*) AS n"""
AFFILIATIONS = """UNWIND $rows AS row MATCH (s:Sentence {id: row.sentence})
MATCH (x:Actor {id: row.source}) MATCH (y:Actor {id: row.target})
MERGE (f:Affiliation {id: row.id})
SET f.relation = row.relation, f.status = row.status, f.start = row.start, f.end = row.end,
    f.quote = row.quote, f.tie = row.tie
CREATE (f)-[:QUOTES]->(s) CREATE (f)<-[:TIED_BY]-(x) CREATE (f)-[:TIED_TO]->(y) RETURN count(*) AS n"""

# Derive: standings, relations and ties from the record.
EVENT_CLAIMS = """UNWIND $rows AS id MATCH (e:Event {id: id})
OPTIONAL MATCH (e)<-[b:ABOUT]-(c:Claim)-[:QUOTES]->(:Sentence)-[:IN_ARTICLE]->(a:Article)
RETURN e.id AS event, c.stance AS stance, coalesce(a.origin, a.id) AS origin,
       b.mode AS mode, b.place AS place, b.intensity AS intensity"""
SET_EVENTS = """UNWIND $rows AS row MATCH (e:Event {id: row.id})
SET e.standing = row.standing, e.mode = row.mode, e.place = row.place, e.intensity = row.intensity
RETURN count(*) AS n"""
RELATION_EVENTS = """UNWIND $rows AS key MATCH (e:Event {relation: key})
RETURN key, count(e) AS events, min(e.date) AS first, max(e.date) AS last, avg(e.intensity) AS intensity,
       collect(DISTINCT e.standing) AS standings,
       sum(CASE e.status WHEN 'actual' THEN 1 ELSE 0 END) AS actual,
       sum(CASE e.status WHEN 'planned' THEN 1 ELSE 0 END) AS planned,
       sum(CASE e.status WHEN 'hypothetical' THEN 1 ELSE 0 END) AS hypothetical,
       sum(CASE e.status WHEN 'negated' THEN 1 ELSE 0 END) AS negated"""
RELATION_CLAIMS = """UNWIND $rows AS key
MATCH (e:Event {relation: key})<-[:ABOUT]-(c:Claim)-[:QUOTES]->(:Sentence)-[:IN_ARTICLE]->(a:Article)
RETURN key, count(c) AS claims, sum(CASE c.stance WHEN 'denies' THEN 1 ELSE 0 END) AS denials,
       count(DISTINCT coalesce(a.origin, a.id)) AS origins"""
TIE_STATEMENTS = """UNWIND $rows AS key
MATCH (f:Affiliation {tie: key})-[:QUOTES]->(:Sentence)-[:IN_ARTICLE]->(a:Article)
RETURN key, f.status AS status, a.published AS published, a.id AS article"""


def set_relation(type: str) -> str:
    """The statement that writes relations of one type."""
    return f"""UNWIND $rows AS row MATCH (x:Actor {{id: row.source}}) MATCH (y:Actor {{id: row.target}})
MERGE (x)-[r:{_known(type)}]->(y) SET r += row.values RETURN count(*) AS n"""


def drop_relation(type: str) -> str:
    """The statement that takes away relations of one type."""
    return f"""UNWIND $rows AS row
MATCH (x:Actor {{id: row.source}})-[r:{_known(type)}]->(y:Actor {{id: row.target}}) DELETE r"""


def _known(type: str) -> str:
    if type not in RELATION_TYPES:
        raise ValueError(f"{type!r} is no relation type")
    return type
