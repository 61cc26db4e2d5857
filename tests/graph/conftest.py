"""The sample articles in a store on every engine at once, for tests that compare engines."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from graph.model import Coding
from graph.settings import Settings
from graph.store import GraphStore
from ingest.cli_demo import sample
from ingest.extract import extractor
from ingest.pipeline import codings


@pytest.fixture(scope="session")
def sample_codings() -> list[Coding]:
    """The sample articles, coded once by the extractor that ships."""
    found = list(codings([sample()], extractor()))
    assert all(isinstance(item, Coding) for item in found), found
    return [item for item in found if isinstance(item, Coding)]


@pytest.fixture(scope="module")
def sample_stores(
    all_settings: dict[str, Settings],
    sample_codings: list[Coding],
    empty_store: Callable[[GraphStore], None],
) -> Iterator[dict[str, GraphStore]]:
    """The sample in a store on each engine, open as an analyst reads it."""
    with ExitStack() as opened:
        for settings in all_settings.values():
            with GraphStore.open(settings) as writer:
                writer.prepare()
                empty_store(writer)
                writer.write(sample_codings)
        yield {
            name: opened.enter_context(GraphStore.open(settings, role="analyst"))
            for name, settings in all_settings.items()
        }
