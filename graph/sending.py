"""Rows sent to the database a thousand at a time, and counted."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from neo4j import ManagedTransaction

from graph.errors import StoreError
from graph.rows import Row

ROWS_AT_ONCE = 1_000


def ask(tx: ManagedTransaction, statement: str, rows: Sequence[Any]) -> list[Row]:
    """The answer of a statement over `$rows`."""
    found: list[Row] = []
    for start in range(0, len(rows), ROWS_AT_ONCE):
        found += tx.run(statement, rows=rows[start : start + ROWS_AT_ONCE]).data()
    return found


def write(tx: ManagedTransaction, rows: Iterable[Row], statement: str) -> None:
    """Write rows in order of id, and count them; StoreError where some were not written."""
    ordered = sorted(rows, key=_order)
    _counted(statement, len(ordered), (ask(tx, statement, ordered),))


def write_nested(
    tx: ManagedTransaction, nested: Mapping[str, Sequence[Row]], statement: str, within: str | None = None
) -> None:
    """Write rows under the id that they hang on: `id` and `inner` of each. They are counted by the inner
    ones, or by the rows `within` those."""
    parts = list(_parts(nested))
    wanted = sum(len(row[within]) if within else 1 for inner in nested.values() for row in inner)
    _counted(statement, wanted, (tx.run(statement, rows=part).data() for part in parts))


def _parts(nested: Mapping[str, Sequence[Row]]) -> Iterator[list[Row]]:
    part: list[Row] = []
    size = 0
    for key, inner in sorted(nested.items()):
        if part and size + len(inner) > ROWS_AT_ONCE:
            yield part
            part, size = [], 0
        part.append({"id": key, "inner": inner})
        size += len(inner)
    if part:
        yield part


def _counted(statement: str, wanted: int, answers: Iterable[list[Row]]) -> None:
    written = sum(answer["n"] for found in answers for answer in found)
    if written != wanted:
        what = " ".join(statement.split())[:80]
        raise StoreError(f"the database wrote {written} of {wanted} rows ({what}); nothing was kept")


def _order(row: Row) -> tuple[str, str]:
    return str(row.get("id") or row.get("source")), str(row.get("target"))
