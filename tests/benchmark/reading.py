"""How long the queries of analysts and of the dashboard take, alone and while an ingest writes."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, count
from multiprocessing import get_context
from multiprocessing.synchronize import Event as Flag

from analyst import FULL_TEXT, QUERIES, answered
from draws import Draw, draws
from pages import pages
from servers import Server
from tables import batched
from year import codings

from graph.errors import ActorgraphError
from graph.settings import Settings
from graph.store import GraphStore

ENOUGH_SECONDS, LEAST, WARM_UP = 15.0, 6, 3  # a slow query is asked less often
BATCH, PACE = 50, 20.0  # articles of the ingest beside: a batch, and how many a second


@dataclass(frozen=True)
class Timed:
    """Seconds of each time that a query was asked; `failure` is what it said instead of an answer."""

    name: str
    seconds: tuple[float, ...]
    failure: str | None = None

    def at(self, share: float) -> float:
        """The seconds within which this share of the times was answered.

        >>> Timed("", (3.0, 1.0, 2.0)).at(0.5), Timed("", (1.0, 2.0)).at(0.95)
        (2.0, 2.0)
        """
        ordered = sorted(self.seconds) or [float("nan")]
        return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


def read(server: Server, times: int) -> list[Timed]:
    """Every query with so many draws of its parameters."""
    with server.open(role="analyst") as store:
        drawn = draws(store, times)
        return [_timed(name, store, ask, drawn) for name, ask in _queries().items()]


@contextmanager
def writing(server: Server, factor: float) -> Iterator[None]:
    """More years of the same world are written meanwhile, some times as fast as one core extracts."""
    context = get_context("spawn")
    ended = context.Event()
    process = context.Process(target=_write, args=(server.settings, factor, ended))
    process.start()
    try:
        yield
    finally:
        ended.set()
        process.join(60)


def _write(settings: Settings, factor: float, ended: Flag) -> None:
    with GraphStore.open(settings) as store:
        years = (codings(factor, chapter=chapter) for chapter in count(2))
        for batch in batched(chain.from_iterable(years), BATCH):
            began = time.monotonic()
            store.write(batch)
            if ended.wait(max(0.0, BATCH / PACE - (time.monotonic() - began))):
                return


def _queries() -> dict[str, Callable[[GraphStore, Draw], object]]:
    asked = {
        f"analyst: {name}": lambda store, draw, name=name: answered(store, name, draw)
        for name in (*QUERIES, FULL_TEXT)
    }
    return asked | pages()


def _timed(
    name: str, store: GraphStore, ask: Callable[[GraphStore, Draw], object], drawn: Sequence[Draw]
) -> Timed:
    seconds: list[float] = []
    try:
        for draw in drawn[-WARM_UP:]:  # so that the first draws do not pay for the plan
            ask(store, draw)
        for draw in drawn:
            began = time.perf_counter()
            ask(store, draw)
            seconds.append(time.perf_counter() - began)
            if len(seconds) >= LEAST and sum(seconds) > ENOUGH_SECONDS:
                break
    except ActorgraphError as error:
        return Timed(name, tuple(seconds), str(error)[:200])
    return Timed(name, tuple(seconds))
