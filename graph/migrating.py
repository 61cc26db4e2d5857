"""What the steps of a migration work with: transactions under the writers' lock, and pages of rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from neo4j import ManagedTransaction

from graph import writes
from graph.plain import plain
from graph.rows import Row

T = TypeVar("T")
Progress = Callable[[int], None]


class Transact(Protocol):
    """Does work in one writing transaction, again where it failed in passing."""

    def __call__(self, work: Callable[[ManagedTransaction], T], /) -> T:
        """What the work gives."""


class MovedOn(Exception):
    """Another process brought the graph to the next layout meanwhile."""


@dataclass(frozen=True)
class Graph:
    """A graph of the layout `version`. `progress` is told how many percent of the step are done."""

    transact: Transact
    version: int
    progress: Progress

    def do(self, work: Callable[[ManagedTransaction], T]) -> T:
        """Work in one transaction, while the graph is of this layout; MovedOn where it is no longer."""

        def locked(tx: ManagedTransaction) -> T:
            found = tx.run(writes.LOCK, version=self.version).single(strict=True)["version"]
            if found != self.version:
                raise MovedOn
            return work(tx)

        return self.transact(locked)

    def rows(self, statement: str) -> list[Row]:
        """The plain answer of a statement."""
        return self.do(lambda tx: plain_rows(tx, statement))

    def pages(
        self,
        rows: Sequence[T],
        size: int,
        work: Callable[[ManagedTransaction, Sequence[T]], object],
        percent: tuple[int, int],
    ) -> None:
        """Work on some rows in each transaction; that brings the step from one percentage to another."""
        first, last = percent
        for start in range(0, len(rows), size):
            page = rows[start : start + size]
            self.do(lambda tx, page=page: work(tx, page))  # type: ignore[misc]
            self.progress(first + (last - first) * (start + len(page)) // len(rows))


def plain_rows(tx: ManagedTransaction, statement: str, **parameters: Any) -> list[Row]:
    """The answer of a statement, as plain values."""
    found = list(tx.run(statement, parameters))
    return [dict(zip(record.keys(), plain(record.values()), strict=True)) for record in found]
