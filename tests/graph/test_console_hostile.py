"""Hostile statements: the check refuses each, and without the check nothing comes of it on either engine."""

import tomllib
from pathlib import Path

import pytest

from graph.console import ask
from graph.errors import QueryError, QueryRefused, StoreError
from graph.statement import check_statement
from graph.store import GraphStore

KINDS = tomllib.loads((Path(__file__).parent / "hostile.toml").read_text("utf-8"))
HOSTILE = [(cypher, why) for statements in KINDS.values() for cypher, why in statements.items()]
PARAMETERS = {"label": "Y", "types": ["X"], "CREATE": 1}
SECRET = "root:canary-5d1f"
OWN_FILES = (".wal", ".log", ".lck", "server.json", "statistics.json")


@pytest.fixture
def places(engine_settings, tmp_path):
    """Files that nobody may read, and one that nobody may write, as the statements name them."""
    imports = engine_settings.home / ("import" if engine_settings.url else "store")
    inside, outside, target = imports / "canary.csv", tmp_path / "canary.csv", tmp_path / "written.csv"
    for canary in (inside, outside):
        canary.write_text(f"{SECRET}\n")
    address = "file:///canary.csv" if engine_settings.url else inside.as_uri()
    yield {"inside": address, "outside": outside.as_uri(), "target": str(target)}
    assert not target.exists()
    assert {inside.read_text(), outside.read_text()} == {f"{SECRET}\n"}
    inside.unlink()


@pytest.fixture
def told(store, build):
    """A graph with an attack and a tie."""
    store.write([build.coding("a1", build.line("ASSAULT", "NOR", "SUD"), build.tie("ANN", "LEADS", "NOR"))])
    return store


def files(home):
    """What a server keeps, but for its logs, and for the pages that it writes when it likes."""
    kept = (path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file())
    return {name for name in kept if not name.endswith(OWN_FILES) and not name.startswith(("data/", "logs/"))}


def test_there_are_enough():
    assert len(HOSTILE) >= 100


@pytest.mark.parametrize(("cypher", "why"), HOSTILE)
def test_the_check_refuses_and_says_why(cypher, why):
    cypher = cypher.format(inside="file:///canary.csv", outside="file:///x/canary.csv", target="/x/written")
    with pytest.raises(QueryRefused, match=why):
        check_statement(cypher)


def unchecked(analyst, cypher):
    """All that comes back of a statement: its answer, or the error."""
    try:
        return repr(ask(analyst, cypher, PARAMETERS))
    except (QueryError, StoreError) as error:
        return f"{type(error).__name__}: {error}"


@pytest.mark.parametrize("kind", KINDS)
def test_without_the_check_nothing_comes_of_it(engine_settings, told, dump, places, kind, monkeypatch):
    before, kept = dump(told), files(engine_settings.home)
    monkeypatch.setattr("graph.console.check_statement", lambda text: text)
    leaks = ("server.bolt", "'admin'", "canary", "passwordChangeRequired")
    with GraphStore.open(engine_settings, role="analyst") as analyst:
        for cypher in KINDS[kind]:
            answer = unchecked(analyst, cypher.format(**places))
            assert SECRET not in answer, cypher
            assert not (answer.startswith("Answer(") and any(leak in answer for leak in leaks)), cypher
        assert dump(told) == before
        assert files(engine_settings.home) == kept
        assert told.known(["a1"]) == {"a1"}
        monkeypatch.undo()
        assert ask(analyst, "MATCH (a:Article) RETURN a.id").rows == (("a1",),)


@pytest.mark.parametrize(
    ("cypher", "why"),
    [
        ("LOAD CSV FROM 'file:///canary.csv' AS l RETURN l", "LOAD CSV"),
        (
            "UNWIND [1] AS x CALL (x) { LOAD CSV FROM 'file:///canary.csv' AS l RETURN l } RETURN l",
            "LOAD CSV",
        ),
        ("CALL dbms.listConfig()", "dbms.listconfig|reading"),
        ("CALL db.clearQueryCaches()", "db.clearquerycaches|reading"),
        ("SHOW SETTINGS", "Show"),
        ("MATCH (n) SET n.x = 1", "reading"),
    ],
)
def test_neo4j_s_own_plan_is_looked_at(neo4j_settings, cypher, why, monkeypatch):
    (neo4j_settings.home / "import" / "canary.csv").write_text(SECRET)
    monkeypatch.setattr("graph.console.check_statement", lambda text: text)
    with GraphStore.open(neo4j_settings, role="analyst") as analyst, pytest.raises(QueryRefused, match=why):
        ask(analyst, cypher)
    (neo4j_settings.home / "import" / "canary.csv").unlink()
