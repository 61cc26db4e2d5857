"""`actorgraph db` as a user meets it, beside starting and stopping."""

import pytest

from ingest.cli import main


@pytest.fixture
def at_home(local_store, local_settings, monkeypatch):
    """The commands find the session's local server, and its graph is empty."""
    monkeypatch.setenv("ACTORGRAPH_HOME", str(local_settings.home))
    return local_store


def test_a_graph_goes_into_a_file_and_comes_back(at_home, build, dump, tmp_path, capsys):
    at_home.write([build.coding("a", build.line("AID", "NOR", "SUD"))])
    before, file = dump(at_home), str(tmp_path / "all.zip")
    assert main(["db", "backup", file]) == 0
    assert "1 articles and 1 events in " in capsys.readouterr().err
    assert main(["db", "backup", file]) == 2
    assert "--force" in capsys.readouterr().err
    at_home.retract("a")
    assert main(["db", "restore", file]) == 0
    assert "1 articles and 1 events are in the graph again" in capsys.readouterr().err
    assert dump(at_home) == before
    assert main(["db", "restore", file]) == 2
    assert "the graph holds articles" in capsys.readouterr().err


def test_a_graph_of_today_needs_no_migration(at_home, build, capsys):
    at_home.write([build.coding("a")])
    assert main(["db", "migrate"]) == 0
    assert "the graph has layout 2 already" in capsys.readouterr().err


def test_an_older_graph_is_migrated_or_named(at_home, build, capsys):
    at_home.write([build.coding("a", build.line("AID", "NOR", "SUD"))])
    with at_home.session() as session:  # what layout 1 has not
        session.run("MATCH (s:Schema) DELETE s").consume()
        session.run("MATCH (a:Article) REMOVE a.own_origin, a.unread").consume()
    assert main(["query", "MATCH (a:Actor) RETURN a.id"]) == 2
    assert "`actorgraph db migrate`" in capsys.readouterr().err
    assert main(["db", "migrate"]) == 0
    assert "the graph has layout 2 now, and had 1" in capsys.readouterr().err
    assert main(["query", "MATCH (a:Actor) RETURN a.id"]) == 0


def test_a_server_of_ones_own_is_backed_up_by_its_own_tools(monkeypatch, capsys):
    monkeypatch.setenv("ACTORGRAPH_URL", "bolt://graph.example.org:7687")
    assert main(["db", "backup", "all.zip"]) == 2
    assert "neo4j-admin database dump" in capsys.readouterr().err


@pytest.mark.parametrize("words", [["backup"], ["restore"], ["status", "all.zip"]])
def test_a_file_where_one_is_needed(words, capsys):
    assert main(["db", *words]) == 2
    assert "FILE" in capsys.readouterr().err
