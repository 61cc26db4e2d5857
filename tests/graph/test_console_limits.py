"""The console's limits of time, memory, rows, bytes and length hold on every engine, whatever is asked."""

import time
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from graph import local
from graph.console import PATIENCE, ask
from graph.errors import QueryError, QueryRefused, QueryTooBig, QueryTooSlow, StoreError
from graph.store import GraphStore

HURRIED = 1.0
EVEN_SO = 60.0  # seconds in which even a busy machine comes back
RUNAWAY = tomllib.loads((Path(__file__).parent / "runaway.toml").read_text("utf-8"))
BUILT = {
    "brackets": "RETURN " + "(" * 10_000 + "1" + ")" * 10_000,
    "lists": "RETURN " + "[" * 10_000 + "1" + "]" * 10_000,
    "negations": "RETURN " + "NOT " * 10_000 + "true",
    "subqueries": "RETURN " + "EXISTS { MATCH (a) WHERE " * 1_000 + "true" + " }" * 1_000,
    "unbalanced": "RETURN " + "({[" * 10_000,
    "quotes": "RETURN " + "'\\" * 20_000,
    "comments": "RETURN " + "/*" * 20_000,
    "ten megabytes": "RETURN '" + "x" * 10_000_000 + "' AS s",
    "a long list": "RETURN [" + "1," * 5_000_000 + "1] AS s",
    "a long chain": "RETURN " + " AND ".join(["1 = 1"] * 50_000),
}


@pytest.fixture(scope="module")
def dense(session_store, builder, empty_store):
    """A graph in which all of fourteen states aid each other."""
    build, names = builder(), [f"S{n}" for n in range(14)]
    lines = [build.line("AID", a, b) for a in names for b in names if a != b]
    empty_store(session_store)
    session_store.write([build.coding("a1", *lines)])
    return session_store


@pytest.fixture
def hurried(engine_settings, dense):
    """An analyst with a second's time and little room."""
    limits = {"query_seconds": HURRIED, "query_bytes": 20_000_000}
    with GraphStore.open(engine_settings.model_copy(update=limits), role="analyst") as opened:
        yield opened


@pytest.mark.parametrize("cypher", RUNAWAY.values(), ids=RUNAWAY)
def test_what_runs_away_is_cut_and_all_others_work_on(hurried, dense, engine_settings, cypher):
    began = time.monotonic()
    with pytest.raises(QueryError) as cut:
        ask(hurried, cypher)
    assert time.monotonic() - began < HURRIED + PATIENCE + EVEN_SO
    assert isinstance(cut.value, QueryTooSlow | QueryTooBig) or "exceed" in str(cut.value), cut.value
    if isinstance(cut.value, QueryTooSlow):
        assert "ACTORGRAPH_QUERY_SECONDS" in str(cut.value)
    with GraphStore.open(engine_settings, role="analyst") as other:
        assert ask(other, "MATCH (a:Actor) RETURN count(a) AS n").rows == ((15,),)
    assert dense.known(["a1"]) == {"a1"}


@pytest.mark.parametrize("cypher", BUILT.values(), ids=BUILT)
def test_monstrous_statements_are_refused_at_once(hurried, cypher):
    began = time.monotonic()
    with pytest.raises(QueryError):
        ask(hurried, cypher)
    assert time.monotonic() - began < EVEN_SO
    assert ask(hurried, "RETURN 1 AS one").rows == ((1,),)


def test_a_statement_may_not_be_long_and_the_setting_is_named(hurried):
    with pytest.raises(QueryRefused, match="ACTORGRAPH_QUERY_CHARACTERS"):
        ask(hurried, "RETURN 1" + " " * 50_000)


def nested(depth):
    value = []
    for _ in range(depth):
        value = [value]
    return value


@pytest.mark.parametrize(
    ("parameters", "why"),
    [
        ({"x": nested(10_000)}, "nested"),
        ({f"p{n}": n for n in range(1_500_000)}, "ACTORGRAPH_QUERY_BYTES"),
        ({"x": list(range(3_000_000))}, "ACTORGRAPH_QUERY_BYTES"),
        ({"x": "y" * 30_000_000}, "ACTORGRAPH_QUERY_BYTES"),
    ],
    ids=["nested", "millions", "list", "text"],
)
def test_monstrous_parameters_are_refused(hurried, parameters, why):
    with pytest.raises(QueryRefused, match=why):
        ask(hurried, "RETURN 1 AS one", parameters)
    assert ask(hurried, "RETURN size($x) AS n", {"x": list(range(1000))}).rows == ((1000,),)


def test_rows_are_limited_and_it_is_said(hurried):
    assert ask(hurried, "UNWIND range(1, 50) AS x RETURN x", limit=49).truncated
    answer = ask(hurried, "UNWIND range(1, 50) AS x RETURN x", limit=50)
    assert (len(answer.rows), answer.truncated) == (50, False)
    small = GraphStore.open(hurried.settings.model_copy(update={"query_rows": 7}), role="analyst")
    with small:
        answer = ask(small, "UNWIND range(1, 500000) AS x RETURN x", limit=1000)
        assert (len(answer.rows), answer.cut_by) == (7, "ACTORGRAPH_QUERY_ROWS")


def test_bytes_are_limited_and_it_is_said(hurried):
    settings = hurried.settings.model_copy(update={"query_bytes": 100_000, "query_seconds": 20.0})
    cells = "WITH reduce(s = 'x', i IN range(1, $n) | s + s) AS s UNWIND range(1, 500) AS x RETURN s"
    with GraphStore.open(settings, role="analyst") as small:
        answer = ask(small, cells, {"n": 14})
        assert (len(answer.rows), answer.cut_by) == (6, "ACTORGRAPH_QUERY_BYTES")
        with pytest.raises(QueryTooBig, match=r"single row.*ACTORGRAPH_QUERY_BYTES"):
            ask(small, cells, {"n": 17})


def test_memory_that_runs_out_ends_the_local_server_whole(local_settings, local_store, builder, dump):
    build = builder()
    local_store.write([build.coding("a1", build.line("AID", "NOR", "SUD"))])
    before, pid = dump(local_store), local.start(local_settings).pid
    with (
        GraphStore.open(local_settings, role="analyst") as analyst,
        pytest.raises(QueryTooBig, match="more memory than there is"),
    ):
        ask(analyst, "RETURN size(reduce(s = 'x', i IN range(1, 40) | s + s)) AS n")
    assert dump(local_store) == before, "an open store finds the new server by itself"
    assert local.start(local_settings).pid != pid


def test_ten_that_run_away_at_once_are_cut_and_ingest_goes_on(hurried, store, build):
    def runs_away(_):
        with GraphStore.open(hurried.settings, role="analyst") as own, pytest.raises(QueryError) as cut:
            ask(own, RUNAWAY["product of ranges"])
        return type(cut.value)

    codings = [build.coding(f"a{n}", build.line("ASSAULT", "NOR", f"T{n}"), origin=f"{n}") for n in range(6)]
    with ThreadPoolExecutor(10) as pool:
        cuts = pool.map(runs_away, range(10))
        for coding in codings:
            store.write([coding])
        assert set(cuts) <= {QueryTooSlow, QueryTooBig}
    assert store.known(c.article.id for c in codings) == {c.article.id for c in codings}


def test_a_reading_query_of_our_own_ends_too(hurried, monkeypatch):
    monkeypatch.setattr("graph.store.READ_SECONDS", 1.0)
    began = time.monotonic()
    with pytest.raises(StoreError):
        hurried.rows(RUNAWAY["product of ranges"])
    assert time.monotonic() - began < EVEN_SO
