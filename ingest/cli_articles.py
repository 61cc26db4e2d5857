"""`actorgraph ingest` and `actorgraph extract`."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from graph.settings import Settings
from graph.store import GraphStore
from ingest import pipeline
from ingest.cli_settings import chosen_extractor, chosen_settings
from ingest.cli_talk import bar, listed, say, waiting
from ingest.extract import extractor
from ingest.failure import Failure
from ingest.load import expected

GOOD, SOME_FAILED = 0, 1


def ingest(chosen: argparse.Namespace) -> int:
    """Code the articles of the paths and write them; 1 where some failed."""
    report = ingested(chosen.paths, chosen_settings(chosen))
    return SOME_FAILED if report.failures else GOOD


def ingested(paths: Sequence[str | Path], settings: Settings) -> pipeline.Report:
    """Ingest with a progress bar, and tell what was done."""
    coder = extractor(settings.extractor, settings.spacy_model, settings.actors)
    with waiting("opening the graph"):
        store = GraphStore.open(settings)
    with store, bar("articles", expected(paths)) as progress:
        report = pipeline.ingest(paths, store, coder, progress)
    tell(report)
    return report


def tell(report: pipeline.Report) -> None:
    """The report in words."""
    say(
        f"{_many(report.articles, 'article')}: {report.new} new, {report.replaced} replaced, "
        f"{report.unchanged} known already"
    )
    if report.new or report.replaced:
        say(f"written: {_many(report.events, 'event')}, {_many(report.claims, 'claim')}")
    if report.unread:
        what = f"{_many(report.unread, 'sentence')} passed over (lists, rows of tables, masses of numbers)"
        say(f"not read for events: {what}")
    if report.uncoded:
        say(f"kept, but not coded: {len(report.uncoded)}", style="yellow")
        listed(report.uncoded, "yellow")
    if report.failures:
        say(f"failed: {len(report.failures)}", style="red")
        for failure in report.failures:
            say(f"  {failure}", style="red")


def _many(number: int, word: str) -> str:
    return f"{number} {word}" if number == 1 else f"{number} {word}s"


def extract(chosen: argparse.Namespace) -> int:
    """Print the coding of each article as one JSON line; 1 where some failed."""
    coder = chosen_extractor(chosen)
    failed = done = 0
    with bar("articles", expected(chosen.paths)) as progress:
        for item in pipeline.codings(chosen.paths, coder):
            done += 1
            if isinstance(item, Failure):
                failed += 1
                say(f"failed: {item}", style="red")
            else:
                if item.note:
                    say(f"{pipeline.named(item.article)}: {item.note}", style="yellow")
                sys.stdout.write(f"{item.model_dump_json()}\n")
            progress(done)
    return SOME_FAILED if failed else GOOD
