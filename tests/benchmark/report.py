"""The figures of a run as tables."""

import platform
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from bulk import Imported
from loading import IMPORT, NAIVE, PIPELINE, PLAIN, ROWS, Rates
from reading import PACE, Timed
from rich.console import Console
from rich.table import Table
from year import size

TARGET = 0.3  # seconds that a query of the dashboard may take


@dataclass
class Figures:
    """What was measured on one engine. Memory and disk in MB, after the reading; times in seconds."""

    engine: str
    factor: float
    rates: Rates | None = None
    server_memory: float | None = None
    client_memory: float | None = None
    disk: float = 0.0
    reopened: float = 0.0
    imported: Imported | None = None
    alone: list[Timed] = field(default_factory=list)
    beside: list[Timed] = field(default_factory=list)

    def plain(self) -> dict[str, Any]:
        """All of it, for a file."""
        return asdict(self)


def printed(found: Sequence[Figures], out: Console | None = None) -> None:
    """Print the tables."""
    out = out or Console(width=130)
    for figures in found:
        out.print(_writing(figures), _machine(figures))
        out.print(_reading(figures))


def _table(title: str, *columns: str) -> Table:
    table = Table(*columns[:1], title=title, title_justify="left", title_style="bold")
    for name in columns[1:]:
        table.add_column(name, justify="right")
    return table


def _writing(figures: Figures) -> Table:
    how_much = asdict(size(figures.factor))
    said = ", ".join(f"{count:,} {name}" for name, count in how_much.items())
    table = _table(
        f"{figures.engine}: {said}", "articles a second", "year", "first fifth", "last fifth", "plain = 1"
    )
    if (rates := figures.rates) is None:
        return table
    base = rates.rate(PLAIN) or 1.0
    for way in (PIPELINE, IMPORT, PLAIN, ROWS, NAIVE):
        parts = (rates.rate(way), rates.rate(way, 0, 0.2), rates.rate(way, 0.8, 1))
        table.add_row(way, *(f"{part:,.1f}" for part in parts), f"{parts[0] / base:.2f}")
    table.add_row("one extracting core", f"{rates.extracting:,.1f}", "", "", f"{rates.extracting / base:.2f}")
    if figures.imported and not figures.imported.failure:
        for name, seconds in _imported(figures.imported):
            rate = rates.articles / seconds
            table.add_row(name, f"{rate:,.1f}", "", "", f"{rate / base:.2f}")
    return table


def _imported(done: Imported) -> list[tuple[str, float]]:
    return [
        ("neo4j-admin import of CSV", done.seconds),
        ("the same, then constraints and indexes", done.seconds + done.indexes),
    ]


def _machine(figures: Figures) -> Table:
    table = _table("", "memory, disk, reopening", "")
    if figures.imported and figures.imported.failure:
        table.add_row("neo4j-admin import", figures.imported.failure)
    if figures.rates:
        table.add_row("rows of the plain loader", f"{figures.rates.rows:,}")
    for name, value in (
        ("memory of the server", figures.server_memory),
        ("memory of the client", figures.client_memory),
        ("disk", figures.disk),
    ):
        table.add_row(name, f"{value:,.0f} MB" if value else "not measured")
    table.add_row("reopened after a stop", f"{figures.reopened:.1f} s")
    table.add_row("Python, system", f"{platform.python_version()}, {platform.system()}")
    return table


def _reading(figures: Figures) -> Table:
    title = (
        f"{figures.engine}: milliseconds of a query, alone and while {PACE:.0f} articles a second are written"
    )
    table = _table(title, "query", "p50", "p95", "most", "times", "p50 beside", "p95 beside")
    beside = {timed.name: timed for timed in figures.beside}
    for timed in figures.alone:
        late = timed.at(0.95) > TARGET
        numbers = [*_numbers(timed), f"{timed.at(1) * 1000:,.0f}", str(len(timed.seconds))]
        numbers += _numbers(beside[timed.name]) if timed.name in beside else []
        table.add_row(timed.name, *numbers, style="bold red" if late or timed.failure else None)
        if timed.failure:
            table.add_row(f"  {timed.failure}", style="red")
    return table


def _numbers(timed: Timed) -> list[str]:
    return [f"{timed.at(share) * 1000:,.0f}" if timed.seconds else "-" for share in (0.5, 0.95)]
