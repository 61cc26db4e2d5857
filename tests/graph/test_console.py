"""The query console: what comes of an answer, and of a mistake, on every engine."""

import pytest

from graph.console import ask
from graph.errors import QueryFailed, QueryRefused
from graph.statement import check_statement
from graph.store import GraphStore


@pytest.fixture(scope="module")
def analyst(engine_settings, session_store):
    with GraphStore.open(engine_settings, role="analyst") as opened:
        yield opened


def test_comments_are_blanked_and_places_stay():
    assert (
        check_statement("MATCH (n) // a 'b\n/* c\nd */ RETURN n ;")
        == f"MATCH (n) {' ' * 7}\n    \n     RETURN n"
    )


def some(build):
    return build.coding("a1", build.line("ASSAULT", "NOR", "SUD"), build.tie("ANN", "LEADS", "NOR"))


def test_values_come_plain(analyst, store, build):
    store.write([some(build)])
    answer = ask(
        analyst,
        "MATCH p = (a:Actor {id: 'NOR'})-[r:ASSAULT]->(b) RETURN a, r, p, a.aliases, date('2024-08-01')",
    )
    node, edge, path, aliases, day = answer.rows[0]
    assert node == {
        "labels": ["Actor"],
        "properties": {"id": "NOR", "name": "NOR", "kind": "state", "aliases": [], "events": 1},
    }
    assert edge["type"] == "ASSAULT"
    assert edge["properties"]["events"] == 1
    assert [part.get("type") or part["properties"]["id"] for part in path] == ["NOR", "ASSAULT", "SUD"]
    assert (aliases, day) == ([], "2024-08-01")


def test_an_analyst_sees_why_a_query_fails(analyst, store):
    with pytest.raises(QueryRefused, match="RETRUN"):
        ask(analyst, "MATCH (n) RETRUN n")
    with pytest.raises(QueryRefused, match=r"nosuch.*no function"):
        ask(analyst, "MATCH (n) RETURN nosuch(n)")
    with pytest.raises(QueryFailed, match="nosuch"):
        ask(analyst, "MATCH (n) RETURN nosuch")
    with pytest.raises(QueryFailed, match=r"line 1(:|, column )1[01]"):
        ask(analyst, "MATCH (n) ) RETURN n")


def test_the_local_server_answers_only_its_analyst(local_store):
    with pytest.raises(QueryRefused, match="analyst"):
        ask(local_store, "RETURN 1")
