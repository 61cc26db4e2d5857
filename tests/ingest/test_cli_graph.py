"""`actorgraph retract` and `actorgraph db check` on a local server."""

import io

import pytest

from ingest.cli import main


@pytest.fixture
def held(local_store, local_settings, build, monkeypatch):
    """A store with three articles, as the commands find it."""
    line = build.line("ASSAULT", "NOR", "SUD")
    local_store.write([build.coding(key, line) for key in ("a1", "a2", "a3")])
    monkeypatch.setenv("ACTORGRAPH_HOME", str(local_settings.home))
    monkeypatch.delenv("ACTORGRAPH_URL", raising=False)
    return local_store


def test_retract_takes_back_and_names_what_is_not_there(held, monkeypatch, capsys):
    assert main(["retract", "a1", "nothing", "a1"]) == 1
    said = capsys.readouterr().err
    assert "taken back: 1 of 2 articles" in said
    assert "nothing" in said.partition("not in the graph: 1")[2]
    monkeypatch.setattr("sys.stdin", io.StringIO("a2\n\na3\n"))
    assert main(["retract", "-"]) == 0
    assert "taken back: 2 of 2 articles" in capsys.readouterr().err
    assert held.rows("MATCH (n) WHERE NOT n:Schema RETURN count(n) AS n") == [{"n": 0}]


def test_db_check_says_that_all_is_well_or_what_is_not(held, capsys):
    assert main(["db", "check"]) == 0
    told = capsys.readouterr().out
    assert told == "all 3 articles, 1 events, 3 actors and 1 edges between actors are as they should be\n"
    with held.session() as session:
        session.run("MATCH ()-[r:ASSAULT]->() SET r.origins = 9").consume()
    assert main(["db", "check"]) == 1
    told = capsys.readouterr().out
    assert "with 1 differences (1 of relations):" in told
    assert "  relations: NOR ASSAULT SUD: origins is 9, and should be 3" in told
