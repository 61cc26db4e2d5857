"""Fixtures for all tests: graph servers, a store that is empty, and builders of codings.

`pytest --store URL` runs the store tests on the database at that address alone (ACTORGRAPH_USER,
ACTORGRAPH_PASSWORD, ACTORGRAPH_DATABASE as ever); it must be empty, because the tests empty it.
Under CI=true a skipped test fails the run: nothing may stay untested without notice there.
"""

import importlib.util
import os
import secrets
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from pydantic import SecretStr

from graph import local
from graph.settings import Settings
from graph.store import GraphStore

HERE = Path(__file__).parent
CI = os.environ.get("CI") == "true"
ENGINES = ["local", "neo4j", "newest"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--store", metavar="URL", help="run the store tests on the empty database at this address"
    )


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "engine_settings" in metafunc.fixturenames:
        engines = _engines(metafunc.config)
        metafunc.parametrize("engine_settings", engines, indirect=True, scope="session")


def _engines(config: pytest.Config) -> list[str]:
    return ["given"] if config.getoption("--store") else ENGINES


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if CI and exitstatus == 0 and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    if CI and skipped:
        terminalreporter.write_line(f"CI=true: {len(skipped)} skipped, which fails the run", red=True)


@cache
def _module(name: str) -> ModuleType:
    """A module of this folder: with --import-mode=importlib, tests cannot import each other."""
    path = HERE / f"{name}.py"
    spec = importlib.util.spec_from_file_location(f"actorgraph_tests_{path.stem}", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def local_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings whose local server runs for the whole session, in a temporary folder."""
    settings = Settings(home=tmp_path_factory.mktemp("home"), query_seconds=20)
    local.start(settings)
    yield settings
    local.stop(settings)


@pytest.fixture(scope="session")
def neo4j_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of a real Neo4j, the long-term release, started for the session."""
    with neo4j_server("5.26.30", tmp_path_factory.mktemp("neo4j")) as settings:
        yield settings


@pytest.fixture(scope="session")
def newest_settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Settings]:
    """Settings of a real Neo4j, the newest release, started for the session."""
    with neo4j_server("2026.08.1", tmp_path_factory.mktemp("newest")) as settings:
        yield settings


@contextmanager
def neo4j_server(name: str, home: Path) -> Iterator[Settings]:
    """A Neo4j server of a version of neo4j/versions.toml, where a Java and its jars are on this machine."""
    version = _module("neo4j/launch").versions()[name]
    if reason := version.missing():
        pytest.skip(reason)
    if not version.has_jars and not CI:
        pytest.skip(f"no jars of Neo4j {name}; `python tests/neo4j/launch.py --fetch` fetches them (300 MB)")
    password = secrets.token_urlsafe(16)
    process = subprocess.Popen(
        [sys.executable, str(HERE / "neo4j" / "launch.py"), name, str(home)],
        env=os.environ | {"NEO4J_PASSWORD": password},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        url = process.stdout.readline().strip()
        assert url, "Neo4j did not start; see above"
        yield Settings(home=home, url=url, password=SecretStr(password), query_seconds=20)
    finally:
        process.stdin.close()
        process.wait(60)


@pytest.fixture(scope="session")
def given_settings(pytestconfig: pytest.Config) -> Settings:
    """Settings of the database that --store names, once it was seen to be empty."""
    settings = Settings.from_environment(os.environ | {"ACTORGRAPH_URL": pytestconfig.getoption("--store")})
    with GraphStore.open(settings) as store:
        count = store.rows("MATCH (n) RETURN count(n) AS n")[0]["n"]
    if count:
        pytest.exit(f"{settings.url} holds {count} nodes; the tests empty it, so name an empty database", 2)
    return settings


@pytest.fixture(scope="session")
def engine_settings(request: pytest.FixtureRequest) -> Settings:
    """Settings of each engine in turn: tests that ask for it, or for `store`, run on all of them."""
    settings: Settings = request.getfixturevalue(f"{request.param}_settings")
    return settings


@pytest.fixture(scope="session")
def all_settings(request: pytest.FixtureRequest) -> dict[str, Settings]:
    """Settings of all engines at once, by name, for tests that compare them; one is the local server."""
    names = dict.fromkeys(["local", *_engines(request.config)])
    return {name: request.getfixturevalue(f"{name}_settings") for name in names}


@pytest.fixture(scope="session")
def session_store(engine_settings: Settings) -> Iterator[GraphStore]:
    """An open store for each engine; use `store`, which is empty."""
    with GraphStore.open(engine_settings) as opened:
        opened.prepare()
        yield opened


@pytest.fixture
def store(session_store: GraphStore) -> GraphStore:
    """An empty store, on each engine in turn."""
    empty(session_store)
    return session_store


@pytest.fixture
def local_store(local_settings: Settings) -> Iterator[GraphStore]:
    """An empty store on the local server alone, for tests of what stands on a store."""
    with GraphStore.open(local_settings) as opened:
        opened.prepare()
        empty(opened)
        yield opened


def empty(store: GraphStore) -> None:
    """Delete all nodes."""
    with store.session() as session:
        session.execute_write(lambda tx: tx.run("MATCH (n) DETACH DELETE n").consume())


@pytest.fixture
def build() -> Any:
    """A builder of codings (building.py): `build.coding("a1", build.line("ASSAULT", "NOR", "SUD"))`."""
    return _module("building").Builder()


@pytest.fixture(scope="session")
def builder() -> Any:
    """What makes such builders, for fixtures that live longer than a test."""
    return _module("building").Builder


@pytest.fixture(scope="session")
def dump() -> Callable[[GraphStore], list[str]]:
    """All that is in a store, as sorted lines: two stores with the same lines hold the same graph."""
    return dumped


@pytest.fixture(scope="session")
def empty_store() -> Callable[[GraphStore], None]:
    """Empties a store in the middle of a test."""
    return empty


def dumped(store: GraphStore) -> list[str]:
    nodes = store.rows("MATCH (n) RETURN labels(n) AS l, properties(n) AS p")
    edges = store.rows(
        "MATCH (a)-[r]->(b) RETURN labels(a) AS la, a.id AS a, type(r) AS t, properties(r) AS p, "
        "labels(b) AS lb, b.id AS b"
    )
    return sorted(_line(row) for row in (*nodes, *edges))


def _line(row: dict[str, object]) -> str:
    """Sums of floats depend on their order in the last digits, so floats are rounded."""

    def ordered(value: object) -> object:
        if isinstance(value, float):
            return round(value, 6) + 0.0
        return sorted((key, ordered(one)) for key, one in value.items()) if isinstance(value, dict) else value

    return repr([(key, ordered(value)) for key, value in row.items()])
