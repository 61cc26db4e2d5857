"""`actorgraph retract` and `actorgraph db check`: what is done to the graph as a whole."""

import argparse
import sys
from collections.abc import Iterator, Sequence

from graph.check import Checked, check
from graph.layout import check_readable, layout_of
from graph.settings import Settings
from graph.store import ARTICLES_AT_ONCE, GraphStore
from ingest.cli_talk import bar, listed, printable, say, waiting

GOOD, SOME_FAILED = 0, 1


def retract(chosen: argparse.Namespace) -> int:
    """Take articles back; 1 where some are not in the graph."""
    ids = list(dict.fromkeys(_wanted(chosen.ids)))
    gone: set[str] = set()
    with waiting("opening the graph"):
        store = GraphStore.open(Settings.from_environment())
    with store, bar("articles", len(ids)) as progress:
        for start in range(0, len(ids), ARTICLES_AT_ONCE):
            gone |= store.retract_all(ids[start : start + ARTICLES_AT_ONCE])
            progress(min(len(ids), start + ARTICLES_AT_ONCE))
    say(f"taken back: {len(gone)} of {len(ids)} articles")
    if missing := [key for key in ids if key not in gone]:
        say(f"not in the graph: {len(missing)}", style="red")
        listed(missing, "red")
    return SOME_FAILED if missing else GOOD


def _wanted(ids: Sequence[str]) -> Iterator[str]:
    for key in ids:
        if key == "-":
            yield from (line.strip() for line in sys.stdin if line.strip())
        else:
            yield key


def checked(settings: Settings) -> int:
    """Count the graph again and print every difference; 1 where there are any."""
    with waiting("opening the graph"):
        store = GraphStore.open(settings)
    with store, bar("percent", 100) as progress:
        check_readable(layout_of(store.rows))
        done = check(store, progress)
    print(_summary(done))
    for difference in done.differences:
        print(printable(f"  {difference}"))
    return GOOD if done.good else SOME_FAILED


def _summary(done: Checked) -> str:
    """What was counted, and how much of it is not as it should be.

    >>> _summary(Checked(2, 3, 4, 5, (), {}))
    'all 2 articles, 3 events, 4 actors and 5 edges between actors are as they should be'
    """
    what = f"{done.articles} articles, {done.events} events, {done.actors} actors and {done.edges} edges"
    if done.good:
        return f"all {what} between actors are as they should be"
    kinds = ", ".join(f"{number} of {kind}" for kind, number in sorted(done.counts.items()))
    total, shown = sum(done.counts.values()), len(done.differences)
    first = f"; the first {shown}" if shown < total else ""
    return f"{what} between actors were checked, with {total} differences ({kinds}){first}:"
