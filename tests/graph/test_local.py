"""The local server: one for a folder, whoever starts it; what it survives, what it says when it cannot."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph import local
from graph.bolt import connect
from graph.console import ask
from graph.errors import QueryTooSlow, StoreRefused, StoreUnavailable
from graph.limits import limit_mark
from graph.lock import locked
from graph.settings import Settings
from graph.store import GraphStore

ROOT = str(Path(local.__file__).parent.parent)


@pytest.fixture
def own(tmp_path):
    """Settings with a server of their own, stopped at the end."""
    settings = Settings(home=tmp_path / "home")
    yield settings
    local.stop(settings)


def python(code, home):
    """A process of its own that runs `code` with `settings`."""
    head = "from pathlib import Path\nfrom graph import local\nfrom graph.settings import Settings\n"
    head += f"settings = Settings(home=Path({str(home)!r}))\n"
    environ = os.environ | {"PYTHONPATH": ROOT}
    return subprocess.Popen(
        [sys.executable, "-c", head + code], env=environ, stdout=subprocess.PIPE, text=True
    )


def test_it_starts_outlives_its_starter_and_stops(own):
    assert not local.status(own).running
    starter = python("print(local.start(settings).pid)", own.home)
    pid = int(starter.communicate(timeout=120)[0])
    assert local.start(own).pid == pid
    with GraphStore.open(own) as store:
        assert store.engine == "arcadedb"
        began = time.monotonic()
        assert local.stop(own)
        assert time.monotonic() - began < local.STOP_SECONDS, "an open store does not hold it up"
    assert not local.status(own).running
    assert not local.stop(own)


def test_two_that_start_at_once_get_one_server(own):
    starters = [python("print(local.start(settings).pid)", own.home) for _ in range(3)]
    pids = {starter.communicate(timeout=120)[0].strip() for starter in starters}
    assert len(pids) == 1
    assert pids == {str(local.start(own).pid)}


def test_it_comes_back_after_kill_9_with_what_was_written(own, build):
    with GraphStore.open(own) as store:
        store.write([build.coding("a1", build.line("AID", "NOR", "SUD"))])
        first = local.start(own)
        os.kill(first.pid, signal.SIGKILL)
        assert store.known(["a1"]) == {"a1"}, "an open store finds the server again"
    second = local.start(own)
    assert second.pid != first.pid


def test_it_takes_another_port_where_its_own_is_taken(own):
    first = local.start(own)
    store = GraphStore.open(own)
    local.stop(own)
    with store, socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", first.port))
        other.listen()
        second = local.start(own)
        assert second.port != first.port
        assert store.rows("RETURN 1 AS one") == [{"one": 1}], "an open store follows"
    local.stop(own)
    assert local.start(own).port == second.port, "else it keeps the port"


def test_a_stale_state_file_is_not_believed(own):
    folder = own.home / "store"
    folder.mkdir(parents=True)
    (folder / "server.json").write_text(json.dumps({"pid": os.getpid(), "port": 1}))
    (folder / "server.lock").touch()
    assert not local.status(own).running
    assert not local.stop(own), "or we would have ended ourselves"
    assert local.start(own).port != 1


def test_a_folder_that_cannot_be_written_is_named(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(StoreUnavailable, match=r"cannot write to .*file.*ACTORGRAPH_HOME"):
        local.start(Settings(home=tmp_path / "file"))


def test_without_memory_it_says_so_and_names_the_log(tmp_path):
    code = "import resource\nresource.setrlimit(resource.RLIMIT_AS, (1_000_000_000, 1_000_000_000))\n"
    code += (
        "try:\n    local.start(settings)\nexcept Exception as error:\n    print(type(error).__name__, error)"
    )
    said = python(code, tmp_path).communicate(timeout=120)[0]
    assert said.startswith("StoreUnavailable")
    assert "memory" in said
    assert "server.log" in said


def test_a_broken_database_is_named(own):
    local.start(own)
    local.stop(own)
    for file in (own.home / "store" / "databases" / "actorgraph").glob("*"):
        file.write_bytes(b"not a database")
    with pytest.raises(StoreUnavailable, match=r"ended with code.*server\.log"):
        local.start(own)


def test_wrong_password_is_refused(own):
    server = local.start(own)
    (server.folder / "ingest.password").write_text("wrong")
    with pytest.raises(StoreUnavailable, match=r"no password in .*ingest.*db stop"):
        GraphStore.open(own)
    (server.folder / "ingest.password").write_text("w" * 32)
    with pytest.raises(StoreRefused, match="refuses the user or the password"):
        GraphStore.open(own)


def test_the_limit_is_kept_for_the_analyst_and_not_for_writers(own):
    slow = "UNWIND range(1, 3000) AS x UNWIND range(1, 2000) AS y WITH x, y WHERE x = -y RETURN count(*) AS n"
    hurried = own.model_copy(update={"query_seconds": 0.5})
    with GraphStore.open(hurried) as writer:
        began = time.monotonic()
        assert writer.rows(f"{limit_mark(0.2)}{slow}") == [{"n": 0}]
        assert time.monotonic() - began > 0.5, "too fast to show anything: make it slower"
    with GraphStore.open(hurried, role="analyst") as analyst, pytest.raises(QueryTooSlow):
        ask(analyst, slow)
    server = local.start(hurried)
    secret = server.password("analyst").get_secret_value()
    with connect(server.url, "analyst", secret) as bare, pytest.raises(Exception, match="time limit"):
        bare.execute_query(slow, database_=server.database)


def test_a_query_that_never_yields_does_not_block_the_server(own, build):
    stuck = (
        "RETURN reduce(s = 0, x IN range(1, 1000000) | s + size([y IN range(1, 1000000) WHERE y = x])) AS n"
    )
    hurried = own.model_copy(update={"query_seconds": 0.5})
    with GraphStore.open(own) as writer, GraphStore.open(hurried, role="analyst") as analyst:
        writer.write([build.coding("a1", build.line("AID", "NOR", "SUD"))])
        pid = local.start(own).pid
        with pytest.raises(QueryTooSlow):
            ask(analyst, stuck)
        assert writer.known(["a1"]) == {"a1"}
        assert ask(analyst, "MATCH (a:Article) RETURN a.id").rows == (("a1",),)
        assert local.start(own).pid != pid


WRITER = """
import json, sys
from graph.model import Coding
from graph.store import GraphStore
codings = [Coding.model_validate_json(line) for line in Path(FILE).open()]
with GraphStore.open(settings) as store:
    for start in range(0, len(codings), 5):
        store.write(codings[start:start + 5])
        print("batch", flush=True)
print("done", flush=True)
"""


def test_writers_at_once_lose_nothing(own, build, tmp_path, dump):
    local.start(own)
    files = []
    for n in range(3):
        lines = [build.line("ASSAULT", "NOR", f"T{k % 4}", date=None) for k in range(20)]
        codings = [build.coding(f"w{n}-{k}", line, origin=f"{n}-{k}") for k, line in enumerate(lines)]
        files.append(tmp_path / f"{n}.jsonl")
        files[-1].write_text("\n".join(c.model_dump_json() for c in codings))
    writers = [python(f"FILE = {str(file)!r}" + WRITER, own.home) for file in files]
    assert all("done" in writer.communicate(timeout=200)[0] for writer in writers)
    with GraphStore.open(own) as store:
        relations = store.rows("MATCH (:Actor)-[r:ASSAULT]->(b:Actor) RETURN b.id AS b, r.claims AS claims")
        assert {row["b"]: row["claims"] for row in relations} == {f"T{k}": 15 for k in range(4)}
        assert store.rows("MATCH (a:Actor {id: 'NOR'}) RETURN count(a) AS n") == [{"n": 1}]


def test_a_killed_writer_leaves_whole_articles_or_none(own, build, tmp_path, dump):
    lines = [[build.line("ASSAULT", f"S{n % 9}", f"T{k}") for k in range(6)] for n in range(120)]
    codings = [build.coding(f"a{n:03}", *told, origin=f"o{n}") for n, told in enumerate(lines)]
    file = tmp_path / "codings.jsonl"
    file.write_text("\n".join(c.model_dump_json() for c in codings))
    local.start(own)
    with GraphStore.open(own) as store:
        for wait in (0.0, 0.015, 0.04):
            writer = python(f"FILE = {str(file)!r}" + WRITER, own.home)
            assert [writer.stdout.readline() for _ in range(3)] == ["batch\n"] * 3
            time.sleep(wait)
            writer.kill()
            writer.wait()
        found = store.known(c.article.id for c in codings)
        assert found, "killed too early to show anything"
        claims = store.rows(
            "MATCH (a:Article) "
            "OPTIONAL MATCH (a)<-[:IN_ARTICLE]-(:Sentence)<-[:QUOTES]-(c:Claim)-[:ABOUT]->(:Event) "
            "RETURN a.id AS id, count(c) AS n"
        )
        assert {row["id"]: row["n"] for row in claims} == dict.fromkeys(found, 6)
        store.write(codings)
        after = dump(store)
        for key in found:
            store.retract(key)
        store.write(codings)
        assert dump(store) == after


def test_a_writer_that_waits_too_long_is_told(tmp_path):
    from graph.errors import StoreBusy

    with (
        locked(tmp_path / "lock", 1),
        pytest.raises(StoreBusy, match="another process"),
        locked(tmp_path / "lock", 0.1),
    ):
        pass
