"""What the query console lets through, in layers: the statement is checked, it runs as a user or in a mode
that can only read, for a limited time, and gives a limited number of rows."""

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from neo4j import Query, Result, Session
from neo4j.exceptions import Neo4jError, ServiceUnavailable, SessionExpired

from graph.bolt import first_line, plain_errors
from graph.errors import QueryError, QueryFailed, QueryRefused, QueryTooSlow, StoreRefused
from graph.plain import plain
from graph.statement import PROCEDURES, check_statement
from graph.store import GraphStore

__all__ = ["Answer", "ask", "check_statement"]

TOO_SLOW = ("TransactionTimedOut", "Transaction.Terminated", "TransactionTerminated", "LockClientStopped")
PLACE = re.compile(r"(\bline 1(?:, column |:)|\(offset: )(\d+)")


@dataclass(frozen=True)
class Answer:
    """Rows of plain values; `truncated` where there were more than the limit."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool = False


def ask(
    store: GraphStore, cypher: str, parameters: Mapping[str, Any] | None = None, limit: int | None = None
) -> Answer:
    """The answer to one reading statement. Time and rows are limited by the store's settings; `limit` can
    only lower the number of rows."""
    statement = check_statement(cypher)
    began = time.monotonic()
    rows = min(limit or store.settings.query_rows, store.settings.query_rows)
    with plain_errors(store.url), store.session(default_access_mode="READ", fetch_size=1000) as session:
        try:
            if store.engine == "neo4j":
                _check_plan(session, statement)
            return _answer(_run(store, session, statement, dict(parameters or {})), rows)
        except Neo4jError as error:
            raise _plain(store, error) from error
        except (ServiceUnavailable, SessionExpired) as error:
            raise _broken_off(store, time.monotonic() - began) from error


def _run(store: GraphStore, session: Session, statement: str, parameters: dict[str, Any]) -> Result:
    seconds = store.settings.query_seconds
    if store.engine == "neo4j":
        return session.run(Query(statement, timeout=seconds), parameters)
    if not store.is_local or store.role != "analyst":
        raise QueryRefused("queries run as the local server's analyst: open the store with role='analyst'")
    # The local server reads the limit from this comment (graph.server); ArcadeDB knows none for one query.
    return session.run(f"{limit_mark(seconds)}{statement}", parameters)


def limit_mark(seconds: float) -> str:
    """The comment that tells the local server how long a query may run.

    >>> limit_mark(2)
    '/* at most 2.000 s */ '
    """
    return f"/* at most {seconds:.3f} s */ "


def _answer(result: Result, limit: int) -> Answer:
    columns = tuple(result.keys())
    rows: list[tuple[Any, ...]] = []
    for record in result:
        if len(rows) == limit:
            return Answer(columns, tuple(rows), truncated=True)
        rows.append(tuple(plain(value) for value in record.values()))
    return Answer(columns, tuple(rows))


def _check_plan(session: Session, statement: str) -> None:
    """Refuse what Neo4j itself would call a write, a file, or a procedure outside the list."""
    summary = session.run(f"EXPLAIN {statement}").consume()
    if summary.query_type != "r":
        raise QueryRefused("this is not a reading query: the console only reads the graph")
    for operator in _operators(summary.plan or {}):
        kind = str(operator.get("operatorType", "")).partition("@")[0]
        if "LoadCSV" in kind:
            raise QueryRefused("LOAD CSV is not allowed here: the console only reads the graph")
        called = str(operator.get("args", {}).get("Details", "")).partition("(")[0].strip().lower()
        if kind == "ProcedureCall" and called not in PROCEDURES:
            raise QueryRefused(f"CALL {called} is not allowed here")
        if kind.startswith(("Show", "Terminate", "List")):
            raise QueryRefused(f"{kind} is not allowed here: the console only reads the graph")


def _operators(plan: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield plan
    for child in plan.get("children", ()):
        yield from _operators(child)


def _broken_off(store: GraphStore, seconds: float) -> QueryError:
    """The server went away in the middle: it starts anew for a query that does not end otherwise."""
    if seconds > store.settings.query_seconds:
        return _too_slow(store)
    return QueryFailed("the database broke off; the query may need more memory than it has, so ask for less")


def _too_slow(store: GraphStore) -> QueryTooSlow:
    return QueryTooSlow(
        f"the query ran longer than {store.settings.query_seconds:g} s; ask for less, "
        "or allow more with ACTORGRAPH_QUERY_SECONDS"
    )


def _plain(store: GraphStore, error: Neo4jError) -> QueryError | StoreRefused:
    code, said = error.code or "", _placed(store, first_line(error))
    if any(mark in code for mark in TOO_SLOW):
        return _too_slow(store)
    if code == "Neo.ClientError.Security.Unauthorized":
        return StoreRefused(f"{store.url} refuses the user or the password")
    if ".Security." in code or code.endswith("Statement.AccessMode"):
        return QueryRefused(f"the database refuses this: {said}")
    return QueryFailed(f"the database could not run this: {said}")


def _placed(store: GraphStore, message: str) -> str:
    """The message with places counted in the statement as it was written. ArcadeDB drops our comment before
    it counts, Neo4j counts our EXPLAIN."""
    lead = len("EXPLAIN ") if store.engine == "neo4j" else 0

    def moved(found: re.Match[str]) -> str:
        return found[1] + str(max(0, int(found[2]) - lead))

    return PLACE.sub(moved, message)
