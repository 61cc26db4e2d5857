"""`actorgraph demo`: the sample articles, what they say, and the dashboard."""

import argparse
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from rich.console import Console
from rich.text import Text

from graph import queries
from graph.answers import RelationRow
from graph.settings import Settings
from graph.store import GraphStore
from ingest.cli_articles import GOOD, SOME_FAILED, ingested
from ingest.cli_servers import serve_dashboard
from ingest.cli_talk import data, printable, say

RELATIONS = 8
LOOKED_THROUGH = 20


def demo(chosen: argparse.Namespace) -> int:
    """Ingest the sample, print what is in the graph, and open the dashboard unless told not to."""
    settings = Settings.from_environment()
    say("reading the sample articles (all of their events are invented)")
    report = ingested([sample()], settings)
    with GraphStore.open(settings) as store:
        print_graph(store)
    if not chosen.no_dashboard:
        return serve_dashboard(chosen.port, no_browser=chosen.no_browser)
    say("`actorgraph dashboard` shows the rest; `actorgraph ingest PATH` adds articles of your own")
    return SOME_FAILED if report.failures else GOOD


def sample() -> Path:
    """The folder of sample articles that comes with the package."""
    return Path(str(files("ingest").joinpath("data/sample")))


def print_graph(store: GraphStore) -> None:
    """How much is in the graph, and its strongest relations with a sentence of evidence each."""
    console, found = data(), queries.counts(store)
    console.print(
        f"\n{found.articles} articles, {found.actors} actors, {found.events} events, {found.claims} claims "
        f"({found.contested} events contested, {found.denied} denied)\n"
    )
    for row in queries.relations(store, queries.Filter(), RELATIONS):
        _print_relation(console, store, row)


def _print_relation(console: Console, store: GraphStore, row: RelationRow) -> None:
    line = Text(printable(row.source_name), style="bold")
    line.append(f" — {row.type} → ", style="green" if row.intensity >= 0 else "red")
    line.append(printable(row.target_name))
    line.append(
        f"  {row.events} ev., {row.claims} claims, {row.denials} denials, {row.standing}", style="dim"
    )
    console.print(line)
    for words in _evidence(store, row):
        console.print(Text(f"    {printable(words)}"))
    console.print()


def _evidence(store: GraphStore, row: RelationRow) -> Iterator[str]:
    """The words of one claim, rather of an act of one side than of both, and where they stand."""
    events = queries.pair_events(store, row.source, row.target, [row.type], LOOKED_THROUGH)
    claims = queries.claims(store, [event.id for event in events], LOOKED_THROUGH)
    told = {event.id for event in events if event.status == "actual" and not event.mutual}
    best = max(claims, key=lambda claim: (claim.event in told, claim.confidence, claim.id), default=None)
    if best is not None:
        yield f"“{' '.join(best.quote.split())}”"
        yield f"{best.publisher or best.title or best.article}, {best.published or 'no date'}"
