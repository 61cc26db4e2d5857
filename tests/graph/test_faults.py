"""What is defined when something runs out, or somebody comes between: no loss, and an error that says why."""

import os
import resource
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from graph import local
from graph.console import ask
from graph.errors import QueryError, StoreFull
from graph.settings import Settings
from graph.store import GraphStore

ROOT = str(Path(local.__file__).parent.parent)
UNLIMITED = (resource.RLIM_INFINITY, resource.RLIM_INFINITY)


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    settings = Settings(home=tmp_path_factory.mktemp("faults"))
    yield settings
    local.stop(settings)


@pytest.fixture
def emptied(shared, empty_store):
    with GraphStore.open(shared) as store:
        empty_store(store)
    return shared


def many(build, start, number):
    return [build.coding(f"a{n}", build.line("AID", f"N{n}", "SUD")) for n in range(start, start + number)]


def test_the_disk_keeps_its_reserve(emptied, build):
    with GraphStore.open(emptied) as store:
        store.write(many(build, 0, 2))
    greedy = emptied.model_copy(update={"disk_spare": 10**9})
    with GraphStore.open(greedy) as store:
        with pytest.raises(StoreFull, match=r"MB are free.*ACTORGRAPH_DISK_SPARE"):
            store.write(many(build, 2, 1))
        assert store.known(["a0", "a1", "a2"]) == {"a0", "a1"}, "reading goes on"


def fill(store, build):
    for start in range(1, 60 * 60, 60):
        store.write(many(build, start, 60))


@pytest.mark.skipif(not hasattr(resource, "prlimit"), reason="no prlimit on this platform")
def test_a_disk_that_is_full_takes_nothing_and_loses_nothing(emptied, build, dump):
    with GraphStore.open(emptied) as store:
        store.write(many(build, 0, 1))
        server = local.start(emptied)
        biggest = max(path.stat().st_size for path in server.folder.rglob("*"))
        resource.prlimit(server.pid, resource.RLIMIT_FSIZE, (biggest + 200_000, resource.RLIM_INFINITY))
        with pytest.raises(StoreFull, match="disk is probably full"):
            fill(store, build)
        written = len(store.rows("MATCH (a:Article) RETURN a.id AS id"))
        assert written % 60 == 1, "whole batches alone"
        before = dump(store)
        resource.prlimit(local.start(emptied).pid, resource.RLIMIT_FSIZE, UNLIMITED)
        local.stop(emptied)
        assert dump(store) == before
        store.write(many(build, written, 60))
        assert len(store.known(f"a{n}" for n in range(written + 60))) == written + 60


def test_a_query_that_needs_all_memory_costs_no_more_than_itself(emptied, build):
    hungry = "UNWIND range(1, 40000000) AS x RETURN size(collect(toString(x) + '-----------------------'))"
    patient = emptied.model_copy(update={"query_seconds": 60})
    with GraphStore.open(patient) as store, GraphStore.open(patient, role="analyst") as analyst:
        store.write(many(build, 0, 5))
        with pytest.raises(QueryError):
            ask(analyst, hungry)
        assert len(store.known(f"a{n}" for n in range(5))) == 5
        assert ask(analyst, "MATCH (a:Article) RETURN count(a)").rows == ((5,),)


HALF = """MATCH (a:Article) OPTIONAL MATCH (a)<-[:IN_ARTICLE]-(:Sentence)<-[:QUOTES]-(c:Claim)
WITH a, count(c) AS n WHERE n <> 3 RETURN a.id AS id, n"""


def test_readers_see_no_half_article_while_one_writes_and_the_server_is_stopped(emptied, build):
    ended, seen, errors = threading.Event(), [], []

    def read() -> None:
        with GraphStore.open(emptied, role="analyst") as store:
            while not ended.is_set():
                try:
                    seen.append(store.rows(HALF))
                except Exception as error:  # noqa: BLE001 - whatever it is, it must not be
                    errors.append(error)
                time.sleep(0.05)

    readers = [threading.Thread(target=read) for _ in range(10)]
    for reader in readers:
        reader.start()
    with GraphStore.open(emptied) as store:
        for n in range(30):
            lines = [build.line(type, f"N{n}", "SUD") for type in ("AID", "ASSAULT", "ACCUSE")]
            store.write([build.coding(f"r{n}", *lines)])
            if n == 15:
                local.stop(emptied)  # as `actorgraph db stop` from another terminal
    ended.set()
    for reader in readers:
        reader.join(120)
    assert len(seen) > 10
    assert errors == []
    assert [rows for rows in seen if rows] == []


def command(home, *words):
    environ = os.environ | {"PYTHONPATH": ROOT, "ACTORGRAPH_HOME": str(home)}
    return subprocess.Popen(
        [sys.executable, "-m", "ingest.cli", *words],
        env=environ,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def articles(folder, numbers):
    folder.mkdir()
    for n in numbers:
        text = f"Title: Talks {n}\nPublisher: The Herald\nDate: 2031-05-0{n % 9 + 1}\n\n"
        text += (
            f"Norway accused Sudan of an attack on {n} villages. Sudan denied it. Bolivia sent aid to Peru.\n"
        )
        (folder / f"{n}.txt").write_text(text, "utf-8")
    return str(folder)


def test_two_ingests_at_once_and_one_that_is_ended_give_the_graph_of_one(
    emptied, dump, empty_store, tmp_path
):
    left, right = articles(tmp_path / "left", range(14)), articles(tmp_path / "right", range(6, 20))
    running = [command(emptied.home, "ingest", "--extractor", "rules", folder) for folder in (left, right)]
    told = [process.communicate(timeout=300)[0] for process in running]
    assert [process.returncode for process in running] == [0, 0], told
    for number in (signal.SIGTERM, signal.SIGINT):
        broken = command(emptied.home, "ingest", "--extractor", "rules", left)
        time.sleep(1)
        broken.send_signal(number)
        broken.communicate(timeout=300)
    with GraphStore.open(emptied) as store:
        both = dump(store)
        empty_store(store)
    alone = command(emptied.home, "ingest", "--extractor", "rules", left, right)
    alone.communicate(timeout=300)
    with GraphStore.open(emptied) as store:
        assert dump(store) == both
        assert len(store.rows("MATCH (a:Article) RETURN a.id")) == 20
