"""How fast a year is written: by the product in the batches of the pipeline and of an import, and beside it,
round by round on the same machine, by a plain batch loader and by one row a query."""

import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

import plain
from extracting import Extracting
from servers import Server
from tables import batched, tables_of
from year import read, size

T = TypeVar("T")
SMALL, BULK, MOST = 50, 400, 400  # articles: a batch of the pipeline, one of an import, a round
ONE_BY_ONE = 5  # articles a round that are loaded by one row a query
PIPELINE, IMPORT, PLAIN, ROWS, NAIVE = (
    "GraphStore.write, 50 articles a call",
    f"GraphStore.write, up to {BULK} articles a call",
    "plain batch loader, rows given",
    "making rows of codings, for the plain loader",
    "one row a query",
)


@dataclass
class Rates:
    """Articles and seconds of each way of writing, round after round; words aside of one extracting core."""

    rounds: dict[str, list[tuple[int, float]]] = field(default_factory=dict)
    rows: int = 0
    articles: int = 0
    extracting: float = 0.0

    def rate(self, way: str, first: float = 0.0, last: float = 1.0) -> float:
        """Articles a second over a part of the rounds, but for the very first, which warms up."""
        found = self.rounds.get(way, [])
        found = found[1:] if len(found) > 2 else found
        part = found[int(first * len(found)) : max(1, round(last * len(found)))] or found
        return sum(count for count, _ in part) / (sum(seconds for _, seconds in part) or 1.0)


def load(path: Path, ours: Server, other: Server, factor: float) -> Rates:
    """Write the year of a file to both servers."""
    rates, extracting = Rates(), Extracting()
    with ours.open() as store, other.open() as beside:
        store.prepare()
        beside.prepare()
        for number, batch in enumerate(batched(read(path), _round(factor))):
            rates.articles += len(batch)
            if number % 5 == 0:
                extracting.lap()
            way, calls = (PIPELINE, SMALL) if number % 2 == 0 else (IMPORT, BULK)
            _clocked(
                rates, way, len(batch), lambda b=batch, c=calls: [store.write(part) for part in batched(b, c)]
            )
            tables = _clocked(rates, ROWS, len(batch), lambda b=batch: tables_of(b))
            if number % 5 == 2:
                few = tables_of(batch[:ONE_BY_ONE])
                _clocked(rates, NAIVE, ONE_BY_ONE, lambda t=few: plain.load_one_by_one(beside, t))
                tables = tables_of(batch[ONE_BY_ONE:])
                batch = batch[ONE_BY_ONE:]
            _clocked(rates, PLAIN, len(batch), lambda t=tables: plain.load(beside, t))
            rates.rows += len(tables)
    rates.extracting = extracting.articles_a_second()
    return rates


def _round(factor: float) -> int:
    return max(ONE_BY_ONE * 2, min(MOST, size(factor).articles // 10))


def _clocked(rates: Rates, way: str, articles: int, work: Callable[[], T]) -> T:
    began = time.perf_counter()
    done = work()
    rates.rounds.setdefault(way, []).append((articles, time.perf_counter() - began))
    return done
