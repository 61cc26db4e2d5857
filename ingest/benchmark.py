"""`python -m ingest.benchmark [PATH…]`: words a second of each stage of extraction, and of spaCy alone."""

import argparse
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from graph.model import Article
from graph.settings import Settings
from ingest.cli_talk import data, table
from ingest.evaluate_speed import Speed, timed
from ingest.extract import EXTRACTORS, extractor
from ingest.load import load

PASSES = 3
SAMPLE = Path(str(files("ingest").joinpath("data/sample")))


def main(arguments: Sequence[str] | None = None) -> None:
    """Code the articles, and print how fast it went."""
    parser = argparse.ArgumentParser(prog="python -m ingest.benchmark", description=__doc__)
    parser.add_argument("paths", nargs="*", default=[SAMPLE], metavar="PATH", help="articles (the sample)")
    parser.add_argument("--passes", type=int, default=PASSES, help=f"how often (default {PASSES})")
    parser.add_argument("--extractor", choices=list(EXTRACTORS), help="which legs (default: both)")
    chosen = parser.parse_args(arguments)
    articles = [item for item in load(chosen.paths) if isinstance(item, Article)]
    settings = Settings.from_environment()
    rules = extractor(chosen.extractor or settings.extractor, settings.spacy_model)
    _, speed = timed(articles * chosen.passes, rules, keep=lambda stages: stages.coding.article.id)
    title = f"{len(articles)} articles, {speed.words:,} words in {chosen.passes} passes"
    data().print(table(("", "words/s", "time, spaCy alone = 1"), report(speed), title=title))


def report(speed: Speed) -> Iterator[tuple[str, str, str]]:
    """A row for spaCy alone, for each stage, and for the whole.

    >>> [row[2] for row in report(Speed(words=100, bare=2.0, stages={"read": 1.0, "cast": 0.6}))]
    ['1.00', '0.50', '0.30', '0.80']
    """
    parts = {"spaCy alone": speed.bare, **speed.stages, "whole extraction": speed.whole}
    for name, seconds in parts.items():
        yield name, f"{speed.words / seconds:,.0f}", f"{seconds / speed.bare:.2f}"


if __name__ == "__main__":
    main()
