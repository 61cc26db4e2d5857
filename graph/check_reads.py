"""All Cypher that `graph.check` reads with: rows as they are kept, nothing added up by the database."""

from graph.writes import LABELS

IDS = {label: f"MATCH (n:{label}) RETURN n.id AS id ORDER BY id" for label in ("Article", "Event", "Actor")}
LABELLED = "MATCH (n) RETURN labels(n) AS labels, count(n) AS n"
JOINED = (
    """MATCH (x)-[r]->(y) RETURN labels(x) AS source, type(r) AS type, labels(y) AS target, count(r) AS n"""
)
COUNTS = {
    label: f"MATCH (n:{label}) RETURN count(n) AS n, count(DISTINCT n.id) AS ids"
    for label in LABELS
    if label != "Schema"
}
LAYOUT = "MATCH (s:Schema) RETURN s.id AS id, s.version AS version"
PRINTS = "MATCH (a:Article) RETURN a.id AS id, a.coding AS coding"

# What hangs on no article, and so is not met on the way from one.
LOOSE = {
    "Sentence": "MATCH (n:Sentence) WHERE NOT (n)-[:IN_ARTICLE]->(:Article) RETURN n.id AS id LIMIT $most",
    "Claim": """MATCH (n:Claim)
WHERE NOT (n)-[:QUOTES]->(:Sentence) OR NOT (n)-[:ABOUT]->(:Event) RETURN n.id AS id LIMIT $most""",
    "Affiliation": """MATCH (n:Affiliation) WHERE NOT (n)-[:QUOTES]->(:Sentence)
OR NOT (:Actor)-[:TIED_BY]->(n) OR NOT (n)-[:TIED_TO]->(:Actor) RETURN n.id AS id LIMIT $most""",
}

# The record, a page of articles at a time.
TEXTS = "UNWIND $rows AS id MATCH (a:Article {id: id}) RETURN id, properties(a) AS article"
ARTICLES = """UNWIND $rows AS id MATCH (a:Article {id: id}) OPTIONAL MATCH (a)-[p:PUBLISHED_BY]->(x:Actor)
RETURN id, properties(a) AS article, x.id AS publisher, p.name AS printed"""
FORMS = """UNWIND $rows AS id MATCH (:Article {id: id})-[n:NAMES]->(x:Actor)
RETURN id, x.id AS actor, properties(n) AS form"""
SENTENCES = """UNWIND $rows AS id MATCH (:Article {id: id})<-[:IN_ARTICLE]-(s:Sentence)
RETURN id, properties(s) AS sentence"""
MENTIONS = """UNWIND $rows AS id MATCH (:Article {id: id})<-[:IN_ARTICLE]-(s:Sentence)-[m:MENTIONS]->(x:Actor)
RETURN id, s.id AS sentence, x.id AS actor, properties(m) AS mention"""
CLAIMS = """UNWIND $rows AS id
MATCH (:Article {id: id})<-[:IN_ARTICLE]-(s:Sentence)<-[:QUOTES]-(c:Claim)-[b:ABOUT]->(e:Event)
OPTIONAL MATCH (c)-[:SAID_BY]->(v:Actor)
OPTIONAL MATCH (x:Actor)-[:SOURCE_OF]->(e) OPTIONAL MATCH (e)-[:AIMED_AT]->(y:Actor)
RETURN id, s.id AS sentence, properties(c) AS claim, properties(b) AS about, v.id AS speaker,
       properties(e) AS event, x.id AS source, y.id AS target"""
AFFILIATIONS = """UNWIND $rows AS id
MATCH (:Article {id: id})<-[:IN_ARTICLE]-(s:Sentence)<-[:QUOTES]-(f:Affiliation)
MATCH (x:Actor)-[:TIED_BY]->(f)-[:TIED_TO]->(y:Actor)
RETURN id, s.id AS sentence, properties(f) AS tie, x.id AS source, y.id AS target"""

# What is derived of it, a page of events or actors at a time.
EVENTS = """UNWIND $rows AS id MATCH (e:Event {id: id})
OPTIONAL MATCH (x:Actor)-[:SOURCE_OF]->(e) OPTIONAL MATCH (e)-[:AIMED_AT]->(y:Actor)
RETURN id, properties(e) AS event, x.id AS source, y.id AS target"""
EVENT_CLAIMS = """UNWIND $rows AS id
MATCH (:Event {id: id})<-[b:ABOUT]-(c:Claim)-[:QUOTES]->(:Sentence)-[:IN_ARTICLE]->(a:Article)
RETURN id, c.stance AS stance, a.id AS article, b.mode AS mode, b.place AS place, b.intensity AS intensity"""
ACTORS = "UNWIND $rows AS id MATCH (a:Actor {id: id}) RETURN id, properties(a) AS actor"
ACTOR_FORMS = """UNWIND $rows AS id MATCH (:Actor {id: id})<-[n:NAMES]-(:Article)
RETURN id, properties(n) AS form"""
EDGES = """UNWIND $rows AS id MATCH (:Actor {id: id})-[r]->(y:Actor)
RETURN id, type(r) AS type, y.id AS target, properties(r) AS edge"""

SHAPES = {
    "PUBLISHED_BY": ("Article", "Actor"),
    "NAMES": ("Article", "Actor"),
    "IN_ARTICLE": ("Sentence", "Article"),
    "MENTIONS": ("Sentence", "Actor"),
    "SOURCE_OF": ("Actor", "Event"),
    "AIMED_AT": ("Event", "Actor"),
    "ABOUT": ("Claim", "Event"),
    "SAID_BY": ("Claim", "Actor"),
    "TIED_BY": ("Actor", "Affiliation"),
    "TIED_TO": ("Affiliation", "Actor"),
}
QUOTING = ("Claim", "Affiliation")  # what QUOTES a Sentence
