"""What the query console lets through, in layers: the statement is checked, it runs as a user or in a mode
that can only read, for a limited time, and gives an answer of limited size (docs/console.md)."""

import re
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from neo4j import Query, Result, Session
from neo4j.exceptions import Neo4jError, ServiceUnavailable, SessionExpired

from graph.bolt import TOO_SLOW, first_line, plain_errors
from graph.errors import QueryError, QueryFailed, QueryRefused, QueryTooBig, QueryTooSlow, StoreRefused
from graph.limits import check_parameters, limit_mark, weight, within
from graph.plain import plain
from graph.statement import check_statement, words
from graph.store import GraphStore

__all__ = ["Answer", "ask", "check_statement"]

TOO_BIG = ("OutOfMemory", "MemoryPool", "HeapBudget", "Java heap space", "direct memory")
PLACE = re.compile(r"(\bline 1(?:, column |:)|\(offset: )(\d+)")
PATIENCE = 10.0  # seconds over the time limit after which we no longer wait for the database's word
FETCH = 100  # rows asked for at a time; so many may be on their way when an answer is cut


@dataclass(frozen=True)
class Answer:
    """Rows of plain values; `cut_by` names the setting that the answer was cut by, where it was."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    cut_by: str | None = None

    @property
    def truncated(self) -> bool:
        """Whether there was more."""
        return self.cut_by is not None


def ask(
    store: GraphStore, cypher: str, parameters: Mapping[str, Any] | None = None, limit: int | None = None
) -> Answer:
    """The answer to one reading statement. Its length, time, rows and bytes are limited by the store's
    settings; `limit` can only lower the number of rows."""
    settings = store.settings
    if len(cypher) > settings.query_characters:
        raise QueryRefused(
            f"the query has {len(cypher):,} characters, more than the {settings.query_characters:,} that "
            "ACTORGRAPH_QUERY_CHARACTERS allows; give long lists as parameters"
        )
    statement = check_statement(cypher)
    given = check_parameters(parameters or {}, settings.query_bytes)
    rows = min(limit or settings.query_rows, settings.query_rows)
    try:
        return within(settings.query_seconds + PATIENCE, lambda: _asked(store, statement, given, rows))
    except TimeoutError as error:
        raise QueryTooSlow(f"{_too_slow(store)}; the database has not ended it yet") from error
    except RecursionError as error:
        raise QueryTooBig(f"the answer cannot be shown: {error}") from error


def _asked(store: GraphStore, statement: str, parameters: dict[str, Any], rows: int) -> Answer:
    began = time.monotonic()
    with plain_errors(store.url), store.session(default_access_mode="READ", fetch_size=FETCH) as session:
        try:
            if store.engine == "neo4j":
                _check_plan(session, Query(f"EXPLAIN {statement}", timeout=store.settings.query_seconds))
            return _answer(_run(store, session, statement, parameters), rows, store.settings.query_bytes)
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
    return session.run(f"{limit_mark(seconds)}{statement}", parameters)


def _answer(result: Result, most_rows: int, most_bytes: int) -> Answer:
    columns = tuple(result.keys())
    rows: list[tuple[Any, ...]] = []
    size = 0
    for record in result:
        if len(rows) == most_rows:
            return Answer(columns, tuple(rows), "ACTORGRAPH_QUERY_ROWS")
        row = tuple(plain(value) for value in record.values())
        size += weight(row)
        if size > most_bytes and rows:
            return Answer(columns, tuple(rows), "ACTORGRAPH_QUERY_BYTES")
        if size > most_bytes:
            raise QueryTooBig(
                f"a single row takes {size:,} bytes, more than the {most_bytes:,} of an answer; "
                "ask for less, or allow more with ACTORGRAPH_QUERY_BYTES"
            )
        rows.append(row)
    return Answer(columns, tuple(rows))


def _check_plan(session: Session, explain: Query) -> None:
    """Refuse what Neo4j itself would call a write, a file, or a procedure outside the list."""
    summary = session.run(explain).consume()
    if summary.query_type != "r":
        raise QueryRefused("this is not a reading query: the console only reads the graph")
    for operator in _operators(summary.plan or {}):
        kind = str(operator.get("operatorType", "")).partition("@")[0]
        if "LoadCSV" in kind:
            raise QueryRefused("LOAD CSV is not allowed here: the console only reads the graph")
        called = str(operator.get("args", {}).get("Details", "")).partition("(")[0].strip().lower()
        if kind == "ProcedureCall" and called not in words().procedures:
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
        return QueryTooSlow(_too_slow(store))
    return QueryTooBig(
        "the database broke off: this query, or another at the same time, asked for more memory than there "
        "is; ask for less"
    )


def _too_slow(store: GraphStore) -> str:
    return (
        f"the query ran longer than {store.settings.query_seconds:g} s; ask for less, "
        "or allow more with ACTORGRAPH_QUERY_SECONDS"
    )


def _plain(store: GraphStore, error: Neo4jError) -> QueryError | StoreRefused:
    code, said = error.code or "", _placed(store, first_line(error))
    if any(mark in code for mark in TOO_SLOW):
        return QueryTooSlow(_too_slow(store))
    if any(mark in f"{code} {said}" for mark in TOO_BIG):
        return QueryTooBig(f"the query asked for more memory than there is; ask for less ({said})")
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
