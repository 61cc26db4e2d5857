"""`actorgraph export` and `import` as a user meets them: files, packed files, pipes, bad lines."""

import gzip
import io
import json
import sys

import pytest

from ingest import carry
from ingest.cli import main


@pytest.fixture
def at_home(local_store, local_settings, monkeypatch):
    """The commands find the session's local server, and its graph is empty."""
    monkeypatch.setenv("ACTORGRAPH_HOME", str(local_settings.home))
    return local_store


@pytest.fixture
def codings(build):
    line = build.line
    return [build.coding(f"a{n}", line("AID", "NOR", "SUD"), line("AID", "SUD", None)) for n in range(5)]


def lines(codings) -> bytes:
    return b"".join(coding.model_dump_json().encode() + b"\n" for coding in codings)


def test_what_is_exported_can_be_imported(at_home, codings, tmp_path, capsys, dump, empty_store):
    at_home.write(codings)
    before = dump(at_home)
    file = tmp_path / "all.jsonl.gz"
    assert main(["export", "-o", str(file)]) == 0
    assert len(gzip.decompress(file.read_bytes()).splitlines()) == 5
    assert [path.name for path in tmp_path.iterdir()] == ["all.jsonl.gz"]
    empty_store(at_home)
    assert main(["import", str(file)]) == 0
    assert "5 articles: 5 new, 0 replaced, 0 known already" in capsys.readouterr().err
    assert dump(at_home) == before
    assert main(["import", str(file)]) == 0
    assert "0 new, 0 replaced, 5 known already" in capsys.readouterr().err


def test_export_prints_and_import_reads_standard_input(at_home, codings, capsys, monkeypatch):
    at_home.write(codings)
    assert main(["export", "--since", "2024-08-12", "--until", "2024-08-12"]) == 0
    printed = capsys.readouterr().out
    assert len(printed.splitlines()) == 5
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(printed.encode())))
    assert main(["import", "-"]) == 0
    assert main(["export", "--since", "2024-08-13"]) == 0
    assert capsys.readouterr().out == ""


def test_a_bad_line_is_named_and_the_others_are_written(at_home, codings, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(carry, "MOST_LINE_BYTES", 5_000)
    whole = [json.loads(line) for line in lines(codings).splitlines()]
    moved = whole[1] | {"mentions": [{"actor": "NOR", "start": 0, "end": 3, "text": "NOR"}]}
    endless = json.dumps(whole[2]).replace('"confidence": 0.9', '"confidence": NaN')
    strange = [json.dumps(row) for row in (whole[0] | {"colour": "red"}, moved)]
    bad = ["not JSON", "[]", '{"a":', *strange, endless, '"' + "x" * 6_000 + '"', "[" * 4_000]
    file = tmp_path / "some.jsonl"
    file.write_bytes("\n".join(bad).encode() + b"\n\n\xff\xfe\n" + lines(codings[3:]))
    assert main(["import", str(file), str(tmp_path / "none.jsonl")]) == 1
    told = capsys.readouterr().err
    for number in (*range(1, 9), 10):
        assert f"some.jsonl, line {number}: " in told
    assert "line 4: the line is no coding record: colour: Extra inputs are not permitted" in told
    assert "the text has 'Art' at 0:3, not 'NOR'" in told
    assert "line 7: the line is longer than 0.005 MB" in told
    assert "none.jsonl: there is no such file" in told
    assert "2 articles: 2 new" in told
    assert at_home.known(["a0", "a3", "a4"]) == {"a3", "a4"}


def test_a_file_that_ends_too_early_keeps_what_came_whole(at_home, codings, tmp_path, capsys):
    file = tmp_path / "cut.jsonl.gz"
    file.write_bytes(gzip.compress(lines(codings * 50))[:-20])
    assert main(["import", str(file)]) == 1
    assert "it was not copied or packed whole" in capsys.readouterr().err
    assert at_home.known(["a0", "a4"]) == {"a0", "a4"}


def test_what_cannot_be_written_is_told(at_home, tmp_path, capsys):
    assert main(["export", "-o", str(tmp_path / "no" / "all.jsonl")]) == 2
    assert "cannot write" in capsys.readouterr().err


def test_a_day_that_is_none_is_refused(capsys):
    with pytest.raises(SystemExit):
        main(["export", "--since", "yesterday"])
    assert "give one as 2024-08-31" in capsys.readouterr().err
