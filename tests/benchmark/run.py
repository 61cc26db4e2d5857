"""The benchmark of the graph: `python tests/benchmark/run.py [--factor 0.1] [--engine local|neo4j|both]`.

Makes a synthetic year (year.py) where it is not there yet, loads it (loading.py), asks it (reading.py), and
prints tables; `--json FILE` keeps all figures. `--home` keeps the databases, so that a second run with the
same home only reads; `--load-only` loads them anew and measures nothing. Others at work on the machine change
all times, but hardly the ratios within a run.
"""

import argparse
import json
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from bulk import imported
from loading import BULK, load
from reading import read, writing
from report import Figures, printed
from servers import ENGINES, Server, copied, resident, server
from tables import batched
from year import read as codings_of
from year import written


def measured(engine: str, factor: float, home: Path, count: int) -> Iterator[Figures]:
    """The figures of an engine, given again whenever there are more."""
    figures = Figures(engine, factor)
    year = written(home / f"year-{factor:g}.jsonl.gz", factor)
    ours = server(engine, home / f"{engine}-{factor:g}")
    if not (ours.home / "loaded").exists():
        _load(figures, ours, year)
        yield figures
    figures.disk, figures.reopened = ours.disk(), ours.reopened()
    with ours.running():
        figures.alone = read(ours, count)
        figures.server_memory = ours.memory()
    yield figures
    twin = copied(ours, home / f"{engine}-{factor:g}-written")
    with twin.running(), writing(twin, factor):
        figures.beside = read(twin, count)
    twin.remove()
    yield figures


def _loaded(engine: str, factor: float, home: Path) -> None:
    """A database of the product alone, in place of the one that was there."""
    year, place = written(home / f"year-{factor:g}.jsonl.gz", factor), home / f"{engine}-{factor:g}"
    shutil.rmtree(place, ignore_errors=True)
    ours = server(engine, place)
    with ours.running(), ours.open() as store:
        for batch in batched(codings_of(year), BULK):
            store.write(batch)
    (ours.home / "loaded").touch()


def _load(figures: Figures, ours: Server, year: Path) -> None:
    other = server(figures.engine, ours.home.with_name(f"{ours.home.name}-plain"))
    with ours.running(), other.running():
        figures.rates = load(year, ours, other, figures.factor)
        figures.client_memory = resident("self")
    other.remove()
    (ours.home / "loaded").touch()
    if figures.engine == "neo4j":
        bulk = ours.home.with_name(f"{ours.home.name}-bulk")
        figures.imported = imported(codings_of(year), bulk)
        shutil.rmtree(bulk)


def main() -> None:
    """Measure, print, and keep."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--factor", type=float, default=0.1, help="size of the year (default 0.1)")
    parser.add_argument("--engine", choices=[*ENGINES, "both"], default="both")
    parser.add_argument("--draws", type=int, default=36, help="of parameters for each query (default 36)")
    parser.add_argument("--home", type=Path, help="where the year and the databases stay (default: nowhere)")
    parser.add_argument("--load-only", action="store_true", help="only load the databases into --home, anew")
    parser.add_argument("--json", type=Path, help="where all figures go")
    chosen = parser.parse_args()
    if chosen.home and chosen.load_only:
        for engine in _engines(chosen):
            _loaded(engine, chosen.factor, chosen.home)
    elif chosen.home:
        _measure(chosen, chosen.home)
    else:
        with tempfile.TemporaryDirectory(prefix="actorgraph-benchmark-") as home:
            _measure(chosen, Path(home))


def _engines(chosen: argparse.Namespace) -> tuple[str, ...]:
    return ENGINES if chosen.engine == "both" else (chosen.engine,)


def _measure(chosen: argparse.Namespace, home: Path) -> None:
    found: dict[str, Figures] = {}
    for engine in _engines(chosen):
        for figures in measured(engine, chosen.factor, home, chosen.draws):
            found[engine] = figures
            if chosen.json:
                kept = [figures.plain() for figures in found.values()]
                chosen.json.write_text(json.dumps(kept, indent=1), "utf-8")
        printed([found[engine]])


if __name__ == "__main__":
    main()
