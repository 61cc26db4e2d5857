"""Honest statements: the console lets them through, and both engines answer them."""

import tomllib
from pathlib import Path

import pytest

from graph.console import ask
from graph.statement import check_statement
from graph.store import GraphStore

LISTS = tomllib.loads((Path(__file__).parent / "honest.toml").read_text("utf-8"))
HONEST = [statement for statements in LISTS.values() for statement in statements]


@pytest.fixture(scope="module")
def analyst(engine_settings, session_store, builder, empty_store):
    """An analyst of a graph with an attack and a tie."""
    empty_store(session_store)
    build = builder()
    told = build.coding("a1", build.line("ASSAULT", "NOR", "SUD"), build.tie("ANN", "LEADS", "NOR"))
    session_store.write([told])
    with GraphStore.open(engine_settings, role="analyst") as opened:
        yield opened


def test_there_are_enough():
    assert len(HONEST) == len(set(HONEST)) >= 60


@pytest.mark.parametrize("cypher", HONEST)
def test_honest_statements_pass_the_check(cypher):
    check_statement(cypher)


@pytest.mark.parametrize("cypher", HONEST)
def test_honest_statements_are_answered(analyst, cypher):
    index = "sentence_text" if analyst.engine == "neo4j" else "Sentence[text]"
    given = {"word": "CREATE", "set": {"x": 1}, "rows": [{"id": "a", "n": 1}], "index": index}
    answer = ask(analyst, cypher, given)
    assert answer.columns or not answer.rows  # ArcadeDB names no columns where there are no rows
    assert not answer.truncated
