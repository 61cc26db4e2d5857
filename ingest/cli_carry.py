"""`actorgraph export` and `actorgraph import`."""

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path

from graph.model import Coding
from graph.record import Codings
from graph.settings import Settings
from graph.store import GraphStore
from ingest.carry import import_codings, written_lines
from ingest.cli_articles import GOOD, SOME_FAILED, tell
from ingest.cli_talk import bar, say, waiting
from ingest.load import expected


def export(chosen: argparse.Namespace) -> int:
    """Print the codings of the graph; 1 where it holds some otherwise than they were written."""
    with waiting("opening the graph"):
        store = GraphStore.open(Settings.from_environment(), role="analyst")
    with store:
        found = store.codings(chosen.since, chosen.until)
        with bar("articles", len(found)) as progress, written_lines(chosen.output) as write:
            damaged = _write(found, write, progress)
    if chosen.output:
        say(f"{len(found) - damaged} articles in {chosen.output}")
    if damaged:
        say(f"left out: {damaged}; ingest these articles again", style="red")
    return SOME_FAILED if damaged else GOOD


def _write(found: Codings, write: Callable[[str], object], progress: Callable[[int], None]) -> int:
    damaged = 0
    for done, item in enumerate(found, 1):
        if isinstance(item, Coding):
            write(f"{item.model_dump_json()}\n")
        else:
            damaged += 1
            say(f"article {item.article!r}: {item.reason}", style="red")
        progress(done)
    return damaged


def import_(chosen: argparse.Namespace) -> int:
    """Write the codings of files; 1 where some lines were none."""
    paths: Sequence[Path] = chosen.paths
    with waiting("opening the graph"):
        store = GraphStore.open(Settings.from_environment())
    with store, bar("lines", expected(paths)) as progress:
        report = import_codings(paths, store, progress)
    tell(report)
    return SOME_FAILED if report.failures else GOOD
