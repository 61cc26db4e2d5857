"""Ten questions of analysts in Cypher, as they would be asked in the console."""

from draws import Draw

from graph.console import ask
from graph.store import GraphStore

CONFLICT = "REJECT|ACCUSE|THREATEN|PROTEST|SANCTION|MOBILIZE|COERCE|ASSAULT"
QUERIES = {
    "who accuses whom": """MATCH (a:Actor)-[r:ACCUSE]->(b:Actor) WHERE r.first <= $until AND r.last >= $since
        RETURN a.name AS who, b.name AS whom, r.events AS events, r.denials AS denials, r.standing AS standing
        ORDER BY events DESC, who, whom LIMIT 25""",
    "contested in a time": """MATCH (e:Event)
        WHERE e.date >= $since AND e.date <= $until AND e.standing = 'contested'
        WITH e ORDER BY e.date DESC, e.id LIMIT 25
        MATCH (a:Actor)-[:SOURCE_OF]->(e)-[:AIMED_AT]->(b:Actor)
        MATCH (e)<-[:ABOUT]-(c:Claim) OPTIONAL MATCH (c)-[:SAID_BY]->(s:Actor)
        RETURN e.date AS date, a.name AS who, e.type AS does, b.name AS whom,
               collect(coalesce(s.name, 'the article') + ' ' + c.stance) AS voices
        ORDER BY date DESC, who, whom""",
    "actors by conflict": f"""MATCH (a:Actor)-[r:{CONFLICT}]->(:Actor)
        WITH a, sum(r.events) AS events, sum(r.events * r.intensity) AS weight
        RETURN a.name AS who, events, weight ORDER BY weight, who LIMIT 25""",
    "dyad by week": """MATCH (a:Actor {id: $source})-[:SOURCE_OF]->(e:Event)-[:AIMED_AT]->(b:Actor)
        WHERE b.id = $target AND e.date >= $since AND e.date <= $until AND e.status = 'actual'
        RETURN date.truncate('week', e.date) AS week, count(e) AS events, avg(e.intensity) AS intensity
        ORDER BY week""",
    "what an actor denies": """MATCH (:Actor {id: $id})<-[:SAID_BY]-(c:Claim)-[:ABOUT]->(e:Event)
        WHERE c.stance = 'denies'
        MATCH (c)-[:QUOTES]->(:Sentence)-[:IN_ARTICLE]->(t:Article)
        WHERE t.published >= $since AND t.published <= $until
        RETURN t.published AS published, e.type AS type, c.quote AS quote, t.title AS title
        ORDER BY published DESC, title, quote LIMIT 50""",
    "shortest path": f"""MATCH (a:Actor {{id: $id}}), (b:Actor {{id: $other}}) WHERE a <> b
        MATCH p = shortestPath((a)-[:{CONFLICT}*..4]->(b)) RETURN [n IN nodes(p) | n.name] AS names""",
    "named in one sentence with": """MATCH (a:Actor {id: $id})<-[:MENTIONS]-(s:Sentence)
        MATCH (s)-[:MENTIONS]->(b:Actor) WHERE a <> b
        RETURN b.name AS name, count(DISTINCT s) AS sentences ORDER BY sentences DESC, name LIMIT 15""",
    "corroborated by origin": """MATCH (:Actor {id: $id})-[:SOURCE_OF]->(e:Event)
        WHERE e.standing = 'corroborated' AND e.date >= $since AND e.date <= $until
        MATCH (e)<-[:ABOUT]-(:Claim)-[:QUOTES]->(:Sentence)-[:IN_ARTICLE]->(t:Article)
        WITH e, count(DISTINCT coalesce(t.origin, t.id)) AS origins
        MATCH (e)-[:AIMED_AT]->(b:Actor)
        RETURN e.date AS date, e.type AS does, b.name AS whom, origins
        ORDER BY origins DESC, date, whom LIMIT 25""",
    "friends of enemies": f"""MATCH (a:Actor {{id: $id}})-[:{CONFLICT}]->(b:Actor)
        MATCH (b)-[:SUPPORT|AID|COOPERATE]->(c:Actor) WHERE a <> c
        RETURN c.name AS name, count(DISTINCT b) AS enemies ORDER BY enemies DESC, name LIMIT 25""",
}
FULL_TEXT = "full text"


def answered(store: GraphStore, name: str, draw: Draw) -> None:
    """Ask one of the questions with the parameters of a draw."""
    if name == FULL_TEXT:
        store.find_sentences(draw.words)
    else:
        ask(
            store,
            QUERIES[name],
            {key: value for key, value in draw.values.items() if f"${key}" in QUERIES[name]},
        )
