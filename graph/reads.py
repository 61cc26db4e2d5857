"""All Cypher that reads, but for the store's own. Every value is a parameter; relationship types come from
our own closed lists. It runs the same on ArcadeDB and on Neo4j.
"""

from typing import get_args

from graph.model import EventType, Tie

RELATIONS = "|".join(get_args(EventType))
TIES = "|".join(get_args(Tie))

COUNTS = (
    "MATCH (a:Article) RETURN count(a) AS articles, min(a.published) AS first, max(a.published) AS last",
    "MATCH (a:Actor) RETURN count(a) AS actors",
    "MATCH (c:Claim) RETURN count(c) AS claims",
    "MATCH (:Article)-[:PUBLISHED_BY]->(p:Actor) RETURN count(DISTINCT p) AS publishers",
    "MATCH (e:Event) RETURN count(e) AS events",
    "MATCH (e:Event {standing: 'contested'}) RETURN count(e) AS contested",
    "MATCH (e:Event {standing: 'denied'}) RETURN count(e) AS denied",
)
EVENTS_OF_PLACE = "MATCH (a:Actor) RETURN a.events AS events ORDER BY events DESC SKIP $before LIMIT 1"
STRONGEST_PAIRS = f"""MATCH (a:Actor) WHERE a.events >= $least
MATCH (a)-[r:{RELATIONS}]->(b:Actor) WHERE b.events >= $least AND r.events > r.negated
WITH a, b, r, r.events - r.negated AS told
WITH a, b, sum(told) AS events, sum(r.claims) AS claims, sum(r.denials) AS denials,
     sum(r.intensity * told) AS tone, max(r.last) AS last,
     sum(CASE WHEN r.intensity > 0 THEN told ELSE 0 END) AS cooperation,
     sum(CASE WHEN r.intensity < 0 THEN told ELSE 0 END) AS conflict
RETURN a.id AS source, a.name AS source_name, b.id AS target, b.name AS target_name, events, claims, denials,
       tone / events AS intensity, cooperation, conflict, last
ORDER BY events DESC, claims DESC, source, target LIMIT $limit"""

EVENT_COLUMNS = """e.id AS id, e.type AS type, e.status AS status, e.standing AS standing, e.mutual AS mutual,
       e.intensity AS intensity, e.date AS date, e.precision AS precision, e.place AS place,
       a.id AS source, a.name AS source_name, b.id AS target, b.name AS target_name,
       e.claims AS claims, e.denials AS denials"""
EVENT_SIDES = """OPTIONAL MATCH (a:Actor)-[:SOURCE_OF]->(e)
OPTIONAL MATCH (e)-[:AIMED_AT]->(b:Actor)"""
LAST_DAY = "MATCH (t:Article) RETURN max(t.published) AS day"
LATEST_EVENTS = f"""MATCH (e:Event) WHERE e.date > $since
WITH e ORDER BY e.date IS NULL, e.date DESC, e.id LIMIT $limit
{EVENT_SIDES}
RETURN {EVENT_COLUMNS} ORDER BY e.date IS NULL, e.date DESC, e.id"""
EVENT = f"""MATCH (e:Event {{id: $id}})
{EVENT_SIDES}
RETURN {EVENT_COLUMNS}"""
ACTOR_EVENTS = f"""MATCH (:Actor {{id: $id}})-[:SOURCE_OF|AIMED_AT]-(e:Event)
WITH DISTINCT e ORDER BY e.date IS NULL, e.date DESC, e.id LIMIT $limit
{EVENT_SIDES}
RETURN {EVENT_COLUMNS} ORDER BY e.date IS NULL, e.date DESC, e.id"""
PAIR_EVENTS = f"""UNWIND $keys AS key MATCH (e:Event {{relation: key}}) WHERE key IN $there OR e.mutual
WITH e ORDER BY e.date IS NULL, e.date DESC, e.id LIMIT $limit
{EVENT_SIDES}
RETURN {EVENT_COLUMNS} ORDER BY e.date IS NULL, e.date DESC, e.id"""
DISPUTES = f"""MATCH (e:Event) WHERE e.standing IN ['contested', 'denied']
WITH e ORDER BY e.date IS NULL, e.date DESC, e.id LIMIT $limit
OPTIONAL MATCH (a:Actor)-[:SOURCE_OF]->(e)
OPTIONAL MATCH (e)-[:AIMED_AT]->(b:Actor)
OPTIONAL MATCH (c:Claim)-[:ABOUT]->(e)
OPTIONAL MATCH (c)-[:SAID_BY]->(s:Actor)
WITH e, a, b,
     collect(DISTINCT CASE c.stance WHEN 'asserts' THEN s.name END) AS asserted_by,
     collect(DISTINCT CASE c.stance WHEN 'denies' THEN s.name END) AS denied_by,
     sum(CASE WHEN c.stance = 'asserts' AND s IS NULL THEN 1 ELSE 0 END) AS articles_assert
RETURN {EVENT_COLUMNS}, asserted_by, denied_by, articles_assert ORDER BY e.date IS NULL, e.date DESC, e.id"""

RELATION_SIDES = """a.id AS source, a.name AS source_name, a.kind AS source_kind,
       b.id AS target, b.name AS target_name, b.kind AS target_kind"""
WHO = """a.kind IN $kinds AND b.kind IN $kinds AND ($anyone OR a.id IN $actors OR b.id IN $actors)"""
ALLOWED = """(CASE WHEN 'actual' IN $statuses THEN r.actual ELSE 0 END)
  + (CASE WHEN 'planned' IN $statuses THEN r.planned ELSE 0 END)
  + (CASE WHEN 'hypothetical' IN $statuses THEN r.hypothetical ELSE 0 END)
  + (CASE WHEN 'negated' IN $statuses THEN r.negated ELSE 0 END)"""
_STRONGEST = f"""WITH a, b, r, {ALLOWED} AS events
WHERE events > 0
WITH a, b, r, events ORDER BY events DESC, r.claims DESC, a.id, b.id, type(r) LIMIT $limit
RETURN type(r) AS type, {RELATION_SIDES}, events, r.claims AS claims, r.denials AS denials,
       r.origins AS origins, r.intensity AS intensity, r.standing AS standing,
       r.first AS first, r.last AS last
ORDER BY events DESC, claims DESC, source, target, type"""
STRONGEST_RELATIONS = f"""MATCH (a:Actor)-[r:{RELATIONS}]->(b:Actor)
WHERE type(r) IN $types AND a.kind IN $kinds AND b.kind IN $kinds
{_STRONGEST}"""
RELATIONS_OF_ACTORS = f"""UNWIND $actors AS id MATCH (:Actor {{id: id}})-[r:{RELATIONS}]-(:Actor)
WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b
WHERE type(r) IN $types AND a.kind IN $kinds AND b.kind IN $kinds
{_STRONGEST}"""
EVENTS_IN_TIME = "e.date >= $since AND e.date <= $until AND e.type IN $types AND e.status IN $statuses"
SUMMED_EVENTS = """count(e) AS events, sum(e.claims) AS claims, sum(e.denials) AS denials,
     avg(e.intensity) AS intensity, min(e.date) AS first, max(e.date) AS last, min(e.id) AS one,
     max(e.origins) AS origins,
     sum(CASE e.standing WHEN 'corroborated' THEN 1 ELSE 0 END) AS corroborated,
     sum(CASE e.standing WHEN 'contested' THEN 1 ELSE 0 END) AS contested,
     sum(CASE e.standing WHEN 'denied' THEN 1 ELSE 0 END) AS denied"""
SUMMED_COLUMNS = (
    """events, claims, denials, origins, intensity, first, last, corroborated, contested, denied"""
)
ANY_RELATIONS_IN_TIME = f"""MATCH (e:Event) WHERE {EVENTS_IN_TIME} AND e.relation IS NOT NULL
WITH e.relation AS relation, e.type AS type, {SUMMED_EVENTS}
ORDER BY events DESC, claims DESC, relation LIMIT $limit
MATCH (e:Event {{id: one}}) MATCH (a:Actor)-[:SOURCE_OF]->(e) MATCH (e)-[:AIMED_AT]->(b:Actor)
RETURN relation, type, {RELATION_SIDES}, {SUMMED_COLUMNS}"""
RELATIONS_OF_KINDS_IN_TIME = f"""MATCH (e:Event) WHERE {EVENTS_IN_TIME} AND e.relation IS NOT NULL
WITH e.relation AS relation, e.type AS type, {SUMMED_EVENTS}
MATCH (e:Event {{id: one}}) MATCH (a:Actor)-[:SOURCE_OF]->(e) MATCH (e)-[:AIMED_AT]->(b:Actor)
WHERE a.kind IN $kinds AND b.kind IN $kinds
RETURN relation, type, {RELATION_SIDES}, {SUMMED_COLUMNS}
ORDER BY events DESC, claims DESC, relation LIMIT $limit"""
RELATIONS_OF_ACTORS_IN_TIME = f"""UNWIND $actors AS id
MATCH (:Actor {{id: id}})-[:SOURCE_OF|AIMED_AT]-(e:Event) WHERE {EVENTS_IN_TIME} AND e.relation IS NOT NULL
WITH DISTINCT e
WITH e.relation AS relation, e.type AS type, {SUMMED_EVENTS}
MATCH (e:Event {{id: one}}) MATCH (a:Actor)-[:SOURCE_OF]->(e) MATCH (e)-[:AIMED_AT]->(b:Actor)
WHERE a.kind IN $kinds AND b.kind IN $kinds
RETURN relation, type, {RELATION_SIDES}, {SUMMED_COLUMNS}
ORDER BY events DESC, claims DESC, relation LIMIT $limit"""
ORIGINS_IN_TIME = f"""UNWIND $relations AS key MATCH (e:Event {{relation: key}}) WHERE {EVENTS_IN_TIME}
MATCH (c:Claim)-[:ABOUT]->(e) MATCH (c)-[:QUOTES]->(:Sentence)-[:IN_ARTICLE]->(t:Article)
RETURN key AS relation, count(DISTINCT t.origin) AS origins"""

# The whole view, in slices that each stay far below the time limit: a row for each source, with lists of
# the same length, so that a year comes over in seconds.
NETWORK_OF_TYPE = {
    type: f"""MATCH (a:Actor)-[r:{type}]->(b:Actor) WHERE {WHO}
WITH a, b, r, {ALLOWED} AS events WHERE events > 0
RETURN a.id AS source, collect(b.id) AS target, collect(type(r)) AS type, collect(events) AS events,
       collect(r.claims) AS claims, collect(r.denials) AS denials, collect(r.standing) AS standing,
       collect(r.intensity) AS intensity,
       collect(coalesce(toString(r.first), '')) AS first, collect(coalesce(toString(r.last), '')) AS last"""
    for type in get_args(EventType)
}
EVENT_DAYS = """MATCH (e:Event) WHERE e.date >= $since AND e.date <= $until
RETURN min(e.date) AS first, max(e.date) AS last"""
NETWORK_IN_TIME = f"""MATCH (e:Event)
WHERE {EVENTS_IN_TIME}
WITH e MATCH (a:Actor)-[:SOURCE_OF]->(e) MATCH (e)-[:AIMED_AT]->(b:Actor) WHERE {WHO}
RETURN a.id AS source, collect(b.id) AS target, collect(e.type) AS type, collect(e.claims) AS claims,
       collect(e.denials) AS denials, collect(e.standing) AS standing, collect(e.intensity) AS intensity,
       collect(toString(e.date)) AS date"""
NETWORK_ACTORS = """UNWIND $ids AS id MATCH (a:Actor {id: id})
RETURN collect(a.id) AS id, collect(a.name) AS name, collect(a.kind) AS kind,
       collect(coalesce(a.country, '')) AS country, collect(coalesce(a.sector, '')) AS sector"""

ACTOR_COLUMNS = """a.id AS id, a.name AS name, a.kind AS kind, a.country AS country, a.sector AS sector,
       coalesce(a.aliases, []) AS aliases, a.wikidata AS wikidata, a.events AS events"""
FIND_ACTORS = f"""MATCH (a:Actor)
WHERE toLower(a.name) CONTAINS $text OR any(x IN coalesce(a.aliases, []) WHERE toLower(x) CONTAINS $text)
WITH a, toLower(a.name) = $text OR any(x IN coalesce(a.aliases, []) WHERE toLower(x) = $text) AS exact
RETURN {ACTOR_COLUMNS}
ORDER BY CASE WHEN exact THEN 0 ELSE 1 END, events DESC, name LIMIT $limit"""
ACTORS = f"""UNWIND $ids AS id MATCH (a:Actor {{id: id}}) RETURN {ACTOR_COLUMNS} ORDER BY name"""
ACTOR = f"""MATCH (a:Actor {{id: $id}}) RETURN {ACTOR_COLUMNS}"""
AFFILIATIONS = f"""MATCH (m:Actor {{id: $id}})-[r:{TIES}]-(:Actor)
WITH DISTINCT r, startNode(r) AS a, endNode(r) AS b
RETURN type(r) AS relation, a.id AS source, a.name AS source_name, b.id AS target, b.name AS target_name,
       r.status AS status, r.first AS first, r.last AS last
ORDER BY status, relation, source_name, target_name LIMIT 200"""
TIE_EVIDENCE = """MATCH (:Actor {id: $source})-[:TIED_BY]->(f:Affiliation)-[:TIED_TO]->(:Actor {id: $target})
MATCH (f)-[:QUOTES]->(:Sentence)-[:IN_ARTICLE]->(t:Article) OPTIONAL MATCH (t)-[:PUBLISHED_BY]->(p:Actor)
RETURN f.relation AS relation, f.status AS status, f.quote AS quote, f.start AS start, f.end AS end,
       t.id AS article, t.title AS title, t.url AS url, t.published AS published, p.name AS publisher
ORDER BY published DESC, article, start LIMIT $limit"""

CLAIM_ARTICLE = "MATCH (c)-[:QUOTES]->(:Sentence)-[:IN_ARTICLE]->(t:Article)"
CLAIM_REST = """OPTIONAL MATCH (a:Actor)-[:SOURCE_OF]->(e)
OPTIONAL MATCH (e)-[:AIMED_AT]->(b:Actor)
OPTIONAL MATCH (c)-[:SAID_BY]->(s:Actor)
OPTIONAL MATCH (t)-[:PUBLISHED_BY]->(p:Actor)
RETURN c.id AS id, e.id AS event, e.type AS type, e.status AS status, a.id AS source, a.name AS source_name,
       b.id AS target, b.name AS target_name, s.id AS speaker, s.name AS speaker_name, c.stance AS stance,
       c.hedged AS hedged, c.cue AS cue, c.confidence AS confidence, c.rule AS rule, c.quote AS quote,
       c.start AS start, c.end AS end, t.id AS article, t.origin AS origin, t.title AS title, t.url AS url,
       t.published AS published, p.name AS publisher"""
LATEST_FIRST = "ORDER BY published DESC, article, start, id LIMIT $limit"
LATEST_CLAIMS = f"""{CLAIM_ARTICLE}
WITH c, e, t ORDER BY t.published DESC, t.id, c.start, c.id LIMIT $limit
{CLAIM_REST} {LATEST_FIRST}"""
CLAIMS = f"""UNWIND $events AS id MATCH (e:Event {{id: id}})<-[:ABOUT]-(c:Claim)
{LATEST_CLAIMS}"""
CLAIMS_BY = f"""MATCH (:Actor {{id: $id}})<-[:SAID_BY]-(c:Claim)-[:ABOUT]->(e:Event)
{LATEST_CLAIMS}"""
CLAIMS_ABOUT = f"""MATCH (:Actor {{id: $id}})-[:SOURCE_OF]->(e:Event)<-[:ABOUT]-(c:Claim)-[:SAID_BY]->(:Actor)
WITH DISTINCT c, e
{LATEST_CLAIMS}"""
ARTICLE_CLAIMS = f"""MATCH (:Article {{id: $id}})<-[:IN_ARTICLE]-(:Sentence)<-[:QUOTES]-(c:Claim)
MATCH (c)-[:ABOUT]->(e:Event) WITH DISTINCT c, e
{CLAIM_ARTICLE}
{CLAIM_REST} ORDER BY start, id"""

ARTICLE_COLUMNS = """t.id AS id, t.title AS title, p.name AS publisher, t.published AS published,
       t.language AS language, t.url AS url, t.origin AS origin"""
ARTICLES = f"""MATCH (t:Article) OPTIONAL MATCH (t)-[:PUBLISHED_BY]->(p:Actor)
WITH t, p WHERE $text = '' OR toLower(t.text) CONTAINS $text OR toLower(p.name) CONTAINS $text
WITH t, p ORDER BY t.published DESC, t.id LIMIT $limit
OPTIONAL MATCH (t)<-[:IN_ARTICLE]-(:Sentence)<-[:QUOTES]-(c:Claim)
WITH t, p, count(DISTINCT c) AS claims
RETURN {ARTICLE_COLUMNS}, claims ORDER BY t.published DESC, t.id"""
ARTICLE_TEXTS = f"""UNWIND $ids AS id MATCH (t:Article {{id: id}})
OPTIONAL MATCH (t)-[:PUBLISHED_BY]->(p:Actor)
RETURN {ARTICLE_COLUMNS}, t.text AS text, t.extractor AS extractor"""
COPIES = f"""MATCH (o:Article {{id: $id}}) MATCH (t:Article {{origin: o.origin}}) WHERE t.id <> $id
OPTIONAL MATCH (t)-[:PUBLISHED_BY]->(p:Actor)
RETURN {ARTICLE_COLUMNS}, 0 AS claims ORDER BY t.published, t.id LIMIT 50"""
