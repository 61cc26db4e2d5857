"""The commands as a user meets them: what is printed where, and with which exit code they end."""

import io
import json
import sys
from pathlib import Path

import pytest

from graph.model import Coding
from ingest import cli_query
from ingest.cli import main
from ingest.cli_talk import printable

STORY = "France Accuses Germany Of Spying\n\nThe government of France accused Germany on Monday of spying.\n"
ESCAPE = "\x1b]0;owned\x07\x1b[2J"


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.txt"
    path.write_text(STORY, "utf-8")
    return path


@pytest.fixture
def at_home(local_store, local_settings, monkeypatch):
    """The commands find the session's local server, and its graph is empty."""
    monkeypatch.setenv("ACTORGRAPH_HOME", str(local_settings.home))
    return local_store


@pytest.fixture
def elsewhere(tmp_path, monkeypatch) -> Path:
    """A home of its own, where no server runs."""
    monkeypatch.setenv("ACTORGRAPH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


def test_ingest_then_query(at_home, story, capsys):
    assert main(["ingest", str(story)]) == 0
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "1 article: 1 new, 0 replaced, 0 known already" in shown.err
    cypher = "MATCH (a:Actor)-[r:ACCUSE]->(b:Actor) WHERE b.id = $b RETURN a.name AS who, r.events AS events"
    assert main(["query", cypher, "--param", "b=DEU", "--json"]) == 0
    assert capsys.readouterr().out == '{"who": "France", "events": 1}\n'
    assert main(["query", cypher, "--param", "b=DEU"]) == 0
    table = capsys.readouterr()
    assert "who" in table.out
    assert "France" in table.out
    assert "1 row" in table.err


def test_ingest_again_changes_nothing(at_home, story, capsys):
    main(["ingest", str(story)])
    capsys.readouterr()
    assert main(["ingest", str(story)]) == 0
    assert "0 new, 0 replaced, 1 known already" in capsys.readouterr().err


OWN = "id\tname\tkind\tcountry\nmoss-league\tMoss League\tarmed_group\tNOR\n"


def test_actors_of_ones_own_are_known_and_known_articles_are_coded_again(at_home, tmp_path, capsys):
    text, mine = tmp_path / "moss.txt", tmp_path / "mine.tsv"
    text.write_text("Moss League attacked Sweden on Monday.")
    mine.write_text(OWN)
    main(["ingest", str(text)])
    capsys.readouterr()
    assert main(["ingest", "--actors", str(mine), str(text)]) == 0
    assert "0 new, 1 replaced, 0 known already" in capsys.readouterr().err
    main(["query", "MATCH (a:Actor {id: 'moss-league'}) RETURN a.country AS country", "--json"])
    assert capsys.readouterr().out == '{"country": "NOR"}\n'
    assert main(["ingest", "--actors", str(mine), str(text)]) == 0
    assert "1 known already" in capsys.readouterr().err


def test_actors_of_ones_own_by_the_environment(elsewhere, tmp_path, monkeypatch, capsys):
    text, mine, phoenix = tmp_path / "moss.txt", tmp_path / "mine.tsv", tmp_path / "phoenix.txt"
    text.write_text("Moss League attacked Elm Guild on Monday.")
    mine.write_text(OWN)
    phoenix.write_text("ELM_GUILD_ [SWEBUS]\nLOST_\n")
    monkeypatch.setenv("ACTORGRAPH_ACTORS", str(mine))
    assert main(["explain", "--actors", str(phoenix), str(text)]) == 0
    shown = capsys.readouterr()
    assert "moss-league" in shown.out
    assert "elm-guild" in shown.out
    assert "phoenix.txt:2: LOST_ has no code" in shown.err.replace("\n", "")


@pytest.mark.parametrize("command", ["ingest", "extract", "explain", "evaluate"])
def test_a_mistake_in_actors_is_told_before_anything_is_done(elsewhere, tmp_path, capsys, command):
    mine = tmp_path / "mine.tsv"
    mine.write_text(OWN.replace("armed_group", "gang"))
    assert main([command, "--actors", str(mine), str(tmp_path)]) == 2
    assert "mine.tsv:2: kind cannot be 'gang'" in capsys.readouterr().err.replace("\n", "")
    assert not elsewhere.exists()


@pytest.mark.parametrize("command", ["ingest", "extract", "explain"])
@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("empty.txt", b"", "the file is empty"),
        ("binary.txt", bytes(range(256)) * 20, "binary"),
        ("no.pdf", b"%PDF-", "cannot read files of kind '.pdf'"),
        ("bad.jsonl", b"{]\n", "line 1: not JSON"),
        ("bad.html", b"<html></html>", "no article text"),
        (None, b"", "there is no such file or folder"),
    ],
)
def test_bad_input_is_named_and_ends_with_1(at_home, tmp_path, capsys, command, name, data, said):
    path = tmp_path / (name or "missing.txt")
    if name:
        path.write_bytes(data)
    assert main([command, str(path)]) == 1
    shown = capsys.readouterr()
    assert str(path) in shown.err.replace("\n", "")
    assert said in shown.err
    assert "Traceback" not in shown.err


def test_one_bad_file_does_not_stop_the_others(at_home, story, tmp_path, capsys):
    (tmp_path / "bad.txt").write_bytes(b"\x7fELF\x00\x00")
    assert main(["ingest", str(tmp_path / "bad.txt"), str(story), str(tmp_path / "none.txt")]) == 1
    told = capsys.readouterr().err
    assert "1 new" in told
    assert "failed: 2" in told


def test_extract_prints_a_coding_a_line_and_needs_no_store(elsewhere, story, tmp_path, capsys):
    rows = tmp_path / "a.jsonl"
    rows.write_text(
        '{"id": "x", "text": "Iran criticised Turkey."}\n{"id": "y", "text": "Chile praised Peru."}\n'
    )
    assert main(["extract", str(story), str(rows)]) == 0
    lines = capsys.readouterr().out.splitlines()
    codings = [Coding.model_validate_json(line) for line in lines]
    assert [c.article.title for c in codings] == ["France Accuses Germany Of Spying", "", ""]
    assert [c.article.id for c in codings][1:] == ["x", "y"]
    assert all(json.loads(line)["events"] for line in lines)
    assert not elsewhere.exists()


def test_extract_of_another_language_says_so(elsewhere, monkeypatch, capsys):
    spanish = "El presidente de Chile y la presidenta de Perú se reunieron el lunes en la capital del país."
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(spanish.encode()), "utf-8"))
    assert main(["extract", "-"]) == 0
    shown = capsys.readouterr()
    assert json.loads(shown.out)["note"] == "not coded: the article is in es, and only en is coded"
    assert "not coded" in shown.err


def test_explain_shows_every_stage(elsewhere, story, capsys):
    assert main(["explain", str(story)]) == 0
    shown = capsys.readouterr().out
    for part in (
        "publisher",
        "mention",
        "rule: ",
        "Actors",
        "France — ACCUSE → Germany",
        "ACCUSE/verb",
        "confidence",
    ):
        assert part in shown


def test_text_cannot_speak_to_the_terminal(elsewhere, tmp_path, capsys):
    path = tmp_path / "a.jsonl"
    text = f"The government of France {ESCAPE} accused [bold red]Germany[/] of spying."
    path.write_text(json.dumps({"text": text, "title": f"France {ESCAPE}"}) + "\n")
    main(["explain", str(path)])
    shown = capsys.readouterr()
    assert "\x1b" not in shown.out + shown.err
    assert "[bold red]" in shown.out


@pytest.mark.parametrize(
    ("cypher", "said"),
    [
        ("CREATE (n)", "CREATE"),
        ("MATCH (n) DETACH DELETE n", "DETACH is not allowed"),
        ("LOAD CSV FROM 'file:///etc/passwd' AS row RETURN row", "not with LOAD"),
        ("MATCH (n) RETURN n; MATCH (m) RETURN m", "one statement"),
        ("MATCH (n RETURN n", "could not run"),
    ],
)
def test_refused_queries_say_why_and_end_with_2(at_home, capsys, cypher, said):
    assert main(["query", cypher]) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert said in shown.err
    assert shown.err.startswith("actorgraph: ")


def test_query_from_standard_input_with_values_of_all_kinds(at_home, story, monkeypatch, capsys):
    main(["ingest", str(story)])
    capsys.readouterr()
    cypher = "MATCH (e:Event) RETURN e.date AS date, e.mutual AS mutual, [1, 2] AS list, null AS none, e"
    monkeypatch.setattr(sys, "stdin", io.StringIO(cypher))
    assert main(["query", "-", "--json"]) == 0
    row = json.loads(capsys.readouterr().out.splitlines()[0])
    assert (row["mutual"], row["list"], row["none"]) == (False, [1, 2], None)
    assert row["e"]


def test_query_says_when_rows_are_left_out(at_home, monkeypatch, capsys):
    monkeypatch.setenv("ACTORGRAPH_QUERY_ROWS", "2")
    assert main(["query", "UNWIND range(1, 9) AS n RETURN n", "--json"]) == 0
    shown = capsys.readouterr()
    assert shown.out == '{"n": 1}\n{"n": 2}\n'
    assert "ACTORGRAPH_QUERY_ROWS" in shown.err


@pytest.mark.parametrize("pair", ["novalue", "=x", "a b=c"])
def test_bad_parameter(at_home, capsys, pair):
    assert main(["query", "RETURN 1", "--param", pair]) == 2
    assert "write it as name=value" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("ACTORGRAPH_QUERY_ROWS", "many", "ACTORGRAPH_QUERY_ROWS"),
        ("ACTORGRAPH_URL", "bolt://127.0.0.1:9", "127.0.0.1:9"),
        ("ACTORGRAPH_URL", "no address", "no address"),
        ("ACTORGRAPH_HOME", "/proc/nothing", "ACTORGRAPH_HOME"),
    ],
)
def test_what_cannot_start_ends_with_2(elsewhere, story, monkeypatch, capsys, name, value, said):
    monkeypatch.setenv(name, value)
    assert main(["ingest", str(story)]) == 2
    shown = capsys.readouterr().err
    assert said in shown
    assert "Traceback" not in shown


def test_missing_model_ends_with_2(elsewhere, story, monkeypatch, capsys):
    monkeypatch.setenv("ACTORGRAPH_SPACY_MODEL", "en_core_web_huge")
    assert main(["extract", str(story)]) == 2
    assert "en_core_web_huge is not installed" in capsys.readouterr().err


@pytest.mark.parametrize(
    "arguments",
    [[], ["nonsense"], ["ingest"], ["db"], ["db", "drop"], ["dashboard", "--port", "0"], ["--what"]],
)
def test_wrong_usage_ends_with_2(arguments, capsys):
    with pytest.raises(SystemExit) as ended:
        main(arguments)
    assert ended.value.code == 2
    assert "usage: actorgraph" in capsys.readouterr().err


def test_db_starts_tells_and_stops(elsewhere, capsys):
    assert main(["db", "status"]) == 0
    assert "not running" in capsys.readouterr().out
    assert not elsewhere.exists()
    assert main(["db", "start"]) == 0
    try:
        assert "bolt://127.0.0.1:" in capsys.readouterr().err
        assert main(["db", "status"]) == 0
        assert "running at bolt://127.0.0.1:" in capsys.readouterr().out
    finally:
        assert main(["db", "stop"]) == 0
    assert main(["db", "stop"]) == 0
    assert "no local graph server was running" in capsys.readouterr().err


def test_db_leaves_a_server_alone_that_is_not_ours(elsewhere, monkeypatch, capsys):
    monkeypatch.setenv("ACTORGRAPH_URL", "neo4j://db.example")
    assert main(["db", "stop"]) == 2
    assert "not ours" in capsys.readouterr().err


def test_evaluate_wants_a_folder(elsewhere, tmp_path, capsys):
    assert main(["evaluate", str(tmp_path / "none")]) == 2
    assert "there is no folder" in capsys.readouterr().err


def test_demo_twice(at_home, capsys):
    assert main(["demo", "--no-dashboard"]) == 0
    first = capsys.readouterr()
    assert "articles" in first.out
    assert " — " in first.out
    assert "“" in first.out
    assert main(["demo", "--no-dashboard"]) == 0
    second = capsys.readouterr()
    assert second.out == first.out
    assert " 0 new, 0 replaced" in second.err


def test_cells_and_printable_words():
    assert cli_query.cell({"a": [1]}) == '{"a": [1]}'
    assert printable("a\u202eb\x9bc\td\n") == "a\ufffdb\ufffdc\td\n"
