"""Fixtures of the dashboard's tests: a story of invented events in a store, and what shows it."""

import importlib.util
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

import dashboard
from graph.model import Coding
from graph.settings import Settings
from graph.store import GraphStore

APP = Path(dashboard.__file__).with_name("app.py")


def story() -> list[Coding]:
    """The codings of story.py."""
    spec = importlib.util.spec_from_file_location("dashboard_story", Path(__file__).with_name("story.py"))
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # dataclasses look there
    spec.loader.exec_module(module)
    told: list[Coding] = module.story()
    return told


@pytest.fixture(scope="session")
def told_story() -> list[Coding]:
    """The codings of the story."""
    return story()


@pytest.fixture
def quiet_home(
    local_store: GraphStore, local_settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> Settings:
    """An empty graph, which the environment names."""
    for name in ("URL", "DATABASE", "USER", "PASSWORD", "QUERY_ROWS", "QUERY_SECONDS"):
        monkeypatch.delenv(f"ACTORGRAPH_{name}", raising=False)
    monkeypatch.setenv("ACTORGRAPH_HOME", str(local_settings.home))
    return local_settings


@pytest.fixture
def home(quiet_home: Settings, local_store: GraphStore) -> Settings:
    """A graph with the story, which the environment names."""
    local_store.write(story())
    return quiet_home


Opener = Callable[..., AppTest]


@pytest.fixture
def opened() -> Opener:
    """Opens a page by its name, with parameters of its address: `opened("actor", actor="NRL")`."""

    def run(page: str, **address: str) -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=60).run()
        for name, value in address.items():
            app.query_params[name] = value
        app = app.switch_page(f"views/{page}.py").run()
        assert not app.exception, [error.value for error in app.exception]
        return app

    return run


@pytest.fixture(scope="module")
def served(local_settings: Settings) -> Iterator[str]:
    """The address of a dashboard that shows the story, as `python -m dashboard` serves it."""
    with GraphStore.open(local_settings) as store:
        store.prepare()
        with store.session() as session:
            session.run("MATCH (n) DETACH DELETE n").consume()
        store.write(story())
    inherited = {k: v for k, v in os.environ.items() if not k.startswith("ACTORGRAPH_")}
    process = subprocess.Popen(
        [sys.executable, "-m", "dashboard", "--no-browser"],
        env=inherited | {"ACTORGRAPH_HOME": str(local_settings.home)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    try:
        found = re.search(r"http://127\.0\.0\.1:\d+", process.stdout.readline())
        assert found, "the dashboard did not start; see above"
        yield found[0]
    finally:
        process.terminate()
        assert process.wait(20) == 0
