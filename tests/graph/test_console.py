"""The query console: what it lets through, what it refuses, and its limits, on every engine."""

import time

import pytest

from graph.console import ask
from graph.errors import QueryFailed, QueryRefused, QueryTooSlow, StoreError
from graph.statement import check_statement
from graph.store import GraphStore

HONEST = (
    "MATCH (a:Actor) RETURN a",
    "match (a:Actor)-[r:ASSAULT|ACCUSE]->(b) where a.id = 'NOR' return a.id, r.events as n order by n desc;",
    "MATCH (a:Actor) WHERE a.name CONTAINS 'CREATE (x)' RETURN a.set AS set, a.`DELETE` AS `merge`",
    "// DELETE everything\nMATCH (n) /* SET n.x = 1; */ RETURN count(*) AS create",
    "OPTIONAL MATCH p = (a:Actor)-[*1..2]-(b) RETURN p LIMIT 3",
    "MATCH p = shortestPath((a:Actor {id: 'NOR'})-[*..4]-(b:Actor {id: 'SUD'})) RETURN length(p)",
    "MATCH (a:Actor) WITH a, count { (a)-->() } AS n WHERE n > 0 RETURN a.id, n ORDER BY n SKIP 0 LIMIT 5",
    "UNWIND [1, 2, 3] AS x RETURN [y IN range(1, x) WHERE y % 2 = 0 | y * 2] AS evens",
    "MATCH (a:Actor) WHERE NOT EXISTS { (a)-[:AID]->() } RETURN a.id UNION MATCH (b) RETURN b.id AS `a.id`",
    "RETURN CASE WHEN 1 = 1 THEN 'yes' ELSE 'no' END AS said, {set: 1, start: 2}.start AS start",
    "MATCH (s:Sentence) WHERE s.text =~ '(?i).*it\\'s; DROP.*' RETURN s.start, s.end",
    "MATCH (a:Actor) CALL { WITH a MATCH (a)-->(b) RETURN count(b) AS n } RETURN a.id, n",
    "CALL db.labels() YIELD label RETURN label ORDER BY label",
    "MATCH (e:Event) WHERE e.date >= date('2024-01-01') AND e.status IS NOT NULL RETURN DISTINCT e.type",
    "WITH $word AS word RETURN word",
    "MATCH (set:Actor) RETURN set.id",
)
HOSTILE = {
    "": "empty",
    "   // nothing": "empty",
    "CREATE (n:Actor {id: 'x'})": "CREATE",
    "EXPLAIN MATCH (n) RETURN n": "starts with",
    "MATCH (n) DETACH DELETE n": "DETACH",
    "MATCH (n) DELETE n": "DELETE",
    "MATCH (n) SET n.x = 1 RETURN n": "SET",
    "MATCH (n) REMOVE n.name RETURN n": "REMOVE",
    "MATCH (a)-[r]->(b) MERGE (a)-[:X]->(b)": "MERGE",
    "MATCH (n) FOREACH (x IN [1] | CREATE (:Y))": "FOREACH",
    "MATCH (n)/**/SET/**/n.x=1": "SET",
    "MATCH (n) // '\nSET n.x = 1 // '": "SET",
    "MATCH (n) // '\rSET n.x = 1 // '": "SET",
    "MATCH (n) RETURN n; MATCH (m) DELETE m": "one statement",
    "MATCH (n) RETURN n;; ": "one statement",
    "RETURN 1. CREATE (:Y)": "CREATE",
    "WITH * CREATE (:Y)": "CREATE",
    "UNWIND [1] AS x CALL { WITH x CREATE (:Y) } RETURN x": "CREATE",
    "UNWIND [1] AS x CALL (x) { MERGE (:Y) } RETURN x": "MERGE",
    "MATCH (n) CALL { WITH n RETURN 1 AS o } IN TRANSACTIONS RETURN o": "TRANSACTIONS",
    "LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l": "LOAD",
    "WITH 1 AS x LOAD CSV FROM 'http://127.0.0.1/' AS l RETURN l": "LOAD",
    "WITH 1 AS x lOaD\u00a0cSv FROM 'file:///etc/passwd' AS l RETURN l": "LOAD",
    "CALL dbms.listConfig()": "dbms.listConfig",
    "WITH 1 AS x CALL dbms.listConfig() YIELD name RETURN name": "dbms.listConfig",
    "WITH 1 AS x CALL `apoc`.`load`.json('file:///etc/passwd') YIELD value RETURN value": "apoc.load.json",
    "WITH 1 AS x CALL db . createLabel('Y') RETURN x": "db.createLabel",
    "SHOW USERS": "starts with",
    "MATCH (n) RETURN n UNION SHOW SETTINGS": "SHOW",
    "USE system MATCH (n) RETURN n": "starts with",
    "DROP CONSTRAINT article_id": "starts with",
    "ALTER CURRENT USER SET PASSWORD FROM 'a' TO 'b'": "starts with",
    "MATCH (n) RETURN '\\u0027 SET n.x = 1 //'": "SET",
    "MATCH (n) \\u0053ET n.x = 1": "SET",
    "MATCH (n) RETURN 'open": "never closed",
    "MATCH (n) RETURN `open": "never closed",
    "MATCH (n)\u200bSET n.x = 1": "U\\+200B|SET",
    "MATCH (n) \u017fET n.x = 1": "SET",
    "MATCH (n) DELETE .5": "DELETE",
    "MATCH (n) WHERE n: SET n.x = 1 RETURN n": "not allowed",
    "MATCH (n) RETURN n AS SET n.x = 1": "not allowed",
    "MATCH (n) INSERT (:Y)": "INSERT",
    "MATCH (n) FINISH": "FINISH",
    "RETURN util.sleep(100000)": "util.sleep",
}


@pytest.fixture(scope="module")
def analyst(engine_settings, session_store):
    with GraphStore.open(engine_settings, role="analyst") as opened:
        yield opened


@pytest.mark.parametrize("cypher", HONEST)
def test_honest_statements_pass_the_check(cypher):
    check_statement(cypher)


@pytest.mark.parametrize(("cypher", "reason"), HOSTILE.items())
def test_hostile_statements_are_refused_with_the_clause(cypher, reason):
    with pytest.raises(QueryRefused, match=reason):
        check_statement(cypher)


def test_comments_are_blanked_and_places_stay():
    assert (
        check_statement("MATCH (n) // a 'b\n/* c\nd */ RETURN n ;")
        == f"MATCH (n) {' ' * 7}\n    \n     RETURN n"
    )


def some(build):
    return build.coding("a1", build.line("ASSAULT", "NOR", "SUD"), build.tie("ANN", "LEADS", "NOR"))


@pytest.mark.parametrize("cypher", HONEST)
def test_honest_statements_are_answered(analyst, store, build, cypher):
    store.write([some(build)])
    answer = ask(analyst, cypher, {"word": "CREATE"})
    assert answer.columns or not answer.rows  # ArcadeDB names no columns where there are no rows
    assert not answer.truncated


@pytest.mark.parametrize("cypher", [c for c in HOSTILE if "sleep" not in c])
def test_hostile_statements_change_nothing_even_unchecked(analyst, store, build, dump, cypher, monkeypatch):
    """The layers behind the check: the check is taken away, and still nothing is written or read."""
    store.write([some(build)])
    before = dump(store)
    monkeypatch.setattr("graph.console.check_statement", lambda text: text)
    try:
        answer = ask(analyst, cypher)
    except (QueryRefused, QueryFailed, StoreError):
        answer = None
    assert dump(store) == before
    assert "root:" not in repr(answer)
    if answer is not None:
        assert not any(word in cypher for word in ("LOAD", "USERS", "SETTINGS", "listConfig", "apoc"))


def test_values_come_plain(analyst, store, build):
    store.write([some(build)])
    answer = ask(
        analyst,
        "MATCH p = (a:Actor {id: 'NOR'})-[r:ASSAULT]->(b) RETURN a, r, p, a.aliases, date('2024-08-01')",
    )
    node, edge, path, aliases, day = answer.rows[0]
    assert node == {
        "labels": ["Actor"],
        "properties": {"id": "NOR", "name": "NOR", "kind": "state", "aliases": []},
    }
    assert edge["type"] == "ASSAULT"
    assert edge["properties"]["events"] == 1
    assert [part.get("type") or part["properties"]["id"] for part in path] == ["NOR", "ASSAULT", "SUD"]
    assert (aliases, day) == ([], "2024-08-01")


def test_rows_are_limited_and_it_is_said(analyst, store):
    assert ask(analyst, "UNWIND range(1, 50) AS x RETURN x", limit=49).truncated
    answer = ask(analyst, "UNWIND range(1, 50) AS x RETURN x", limit=50)
    assert (len(answer.rows), answer.truncated) == (50, False)
    small = GraphStore.open(analyst.settings.model_copy(update={"query_rows": 7}), role="analyst")
    with small:
        assert len(ask(small, "UNWIND range(1, 50) AS x RETURN x", limit=1000).rows) == 7


SLOW = (
    "UNWIND range(1, 100000) AS x UNWIND range(1, 100000) AS y WITH x, y WHERE x = -y RETURN count(*)",
    "MATCH (a), (b), (c), (d), (e), (f) WHERE a.id + b.id + c.id + d.id + e.id + f.id = 'x' RETURN count(*)",
    "UNWIND range(1, 3000) AS x RETURN sum(reduce(s = 0, y IN range(1, 100000) | s + y % 7)) AS n",
)


@pytest.mark.parametrize("cypher", SLOW)
def test_a_slow_query_is_ended_in_time_and_on_the_server(analyst, store, build, cypher):
    store.write([build.coding("a1", *(build.line("ASSAULT", f"S{n}", f"T{n}") for n in range(9)))])
    began = time.monotonic()
    settings = analyst.settings.model_copy(update={"query_seconds": 1.0})
    with (
        GraphStore.open(settings, role="analyst") as hurried,
        pytest.raises(QueryTooSlow, match="ACTORGRAPH_QUERY_SECONDS"),
    ):
        ask(hurried, cypher)
    assert 0.9 < time.monotonic() - began < 8


def test_an_analyst_sees_why_a_query_fails(analyst, store):
    with pytest.raises(QueryRefused, match="RETRUN"):
        ask(analyst, "MATCH (n) RETRUN n")
    with pytest.raises(QueryFailed, match="nosuch"):
        ask(analyst, "MATCH (n) RETURN nosuch(n)")
    with pytest.raises(QueryFailed, match=r"line 1(:|, column )1[01]"):
        ask(analyst, "MATCH (n) ) RETURN n")


def test_the_local_server_answers_only_its_analyst(local_store):
    with pytest.raises(QueryRefused, match="analyst"):
        ask(local_store, "RETURN 1")
