"""What keeps a query within bounds: its time, the size of what goes in and of what comes out."""

import re
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from threading import Thread
from typing import Any, TypeVar

from graph.errors import QueryRefused

T = TypeVar("T")
MARK = re.compile(r"/\* at most (\d+(?:\.\d+)?) s \*/")
DEEPEST = 100


def limit_mark(seconds: float) -> str:
    """The comment in front of a query that tells the local server (`graph.server`) how long it may run:
    ArcadeDB's own limit holds for a whole database, and it passes the driver's over.

    >>> limit_mark(2)
    '/* at most 2.000 s */ '
    """
    return f"/* at most {seconds:.3f} s */ "


def marked_limit(query: str) -> float | None:
    """The seconds that a query's mark allows.

    >>> marked_limit(limit_mark(2) + "RETURN 1"), marked_limit("RETURN 1")
    (2.0, None)
    """
    told = MARK.match(query)
    return float(told[1]) if told else None


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` gives; TimeoutError after `seconds`. The work is then left to itself: a database that
    neither answers nor hangs up holds a thread, not us.

    >>> within(5, lambda: 1 + 1)
    2
    """
    done: Future[T] = Future()

    def run() -> None:
        try:
            done.set_result(work())
        except BaseException as error:  # noqa: BLE001 (`result` raises it again)
            done.set_exception(error)

    Thread(target=run, daemon=True, name="query").start()
    return done.result(seconds)


def weight(value: Any, depth: int = 0) -> int:
    """About how many bytes a value takes: its characters, and eight for each value.

    >>> weight({"ab": [1, "xyz"]})
    45
    """
    if depth > DEEPEST:
        raise RecursionError(f"values are nested more than {DEEPEST} deep")
    if isinstance(value, str | bytes):
        return 8 + len(value)
    if isinstance(value, Mapping):
        return 8 + sum(weight(key) + weight(inner, depth + 1) for key, inner in value.items())
    if isinstance(value, list | tuple | set | frozenset):
        return 8 + sum(weight(inner, depth + 1) for inner in value)
    return 8


def check_parameters(parameters: Mapping[str, Any], most: int) -> dict[str, Any]:
    """The parameters, where they weigh no more than `most` bytes and nest no deeper than `DEEPEST`."""
    try:
        size = weight(parameters)
    except RecursionError as error:
        raise QueryRefused(f"the parameters are nested more than {DEEPEST} deep") from error
    if size > most:
        raise QueryRefused(
            f"the parameters take {size:,} bytes, more than the {most:,} that ACTORGRAPH_QUERY_BYTES allows"
        )
    return dict(parameters)
