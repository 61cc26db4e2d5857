"""Connections over Bolt, and the driver's errors in our own words."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit

from neo4j import Driver, GraphDatabase, exceptions

from graph.errors import (
    QueryFailed,
    SettingsError,
    StoreBusy,
    StoreError,
    StoreFull,
    StoreRefused,
    StoreUnavailable,
)
from graph.tls import check_cover, tls_trouble, trusted

Engine = Literal["arcadedb", "neo4j"]
SCHEMES = ("neo4j", "neo4j+s", "neo4j+ssc", "bolt", "bolt+s", "bolt+ssc")
RETRY_SECONDS = 10.0
TOO_SLOW = ("TransactionTimedOut", "Transaction.Terminated", "TransactionTerminated", "LockClientStopped")
NO_ROOM = ("No space left on device", "File too large", "Transaction error on commit")


def connect(
    url: str, user: str, password: str, ca: Path | None = None, retry: float = RETRY_SECONDS
) -> Driver:
    """A driver for `url`; SettingsError where that is no Bolt address, or where the password would go over
    an open network in the clear. `ca` is a file of certificates to trust instead of the system's; `retry` is
    for how many seconds a transaction that fails is tried again. Nothing is sent yet."""
    try:
        if urlsplit(url).port == 0 or urlsplit(url).scheme not in SCHEMES:
            raise ValueError(f"it starts with none of {', '.join(f'{scheme}://' for scheme in SCHEMES)}")
        check_cover(url, password)
        address, trust = trusted(url, ca)
        return GraphDatabase.driver(
            address,
            auth=(user, password),
            connection_timeout=5,
            connection_acquisition_timeout=30,
            max_transaction_retry_time=retry,
            telemetry_disabled=True,
            notifications_min_severity="OFF",
            **trust,
        )
    except (ValueError, exceptions.ConfigurationError) as error:
        raise SettingsError(
            f"ACTORGRAPH_URL cannot be {url!r}: {error}; it looks like neo4j://host:7687 or bolt://host:7687"
        ) from error


def engine_of(driver: Driver) -> Engine:
    """Which database answers."""
    try:
        agent = str(driver.get_server_info().agent)
    except ValueError as error:  # what the driver says of a name that it cannot resolve
        raise StoreUnavailable(f"{first_line(error)}; check ACTORGRAPH_URL") from error
    if "arcadedb" in agent.lower():
        return "arcadedb"
    if agent.lower().startswith("neo4j/"):
        return "neo4j"
    raise StoreUnavailable(f"{agent} answers at the address, but only Neo4j and ArcadeDB are supported")


@contextmanager
def plain_errors(url: str) -> Iterator[None]:
    """Turn what the driver raises into errors of `graph.errors` that name the setting to look at."""
    try:
        yield
    except exceptions.AuthError as error:
        raise StoreRefused(
            f"{url} refuses the user or the password; check ACTORGRAPH_USER and ACTORGRAPH_PASSWORD"
        ) from error
    except (exceptions.ServiceUnavailable, exceptions.SessionExpired, OSError) as error:
        if trouble := tls_trouble(error):
            raise StoreRefused(f"{url}: {trouble}") from error
        raise StoreUnavailable(
            f"no graph server answers at {url} ({first_line(error)}); "
            "is it running, and is ACTORGRAPH_URL right?"
        ) from error
    except exceptions.Neo4jError as error:
        raise _plain(url, error) from error
    except exceptions.DriverError as error:
        raise StoreError(f"{url}: {first_line(error)}") from error


def first_line(error: Exception) -> str:
    """The first line of what an error says.

    >>> first_line(ValueError("no\\nand so on"))
    'no'
    """
    text = getattr(error, "message", None) or str(error)
    return str(text).strip().partition("\n")[0]


def _plain(url: str, error: exceptions.Neo4jError) -> Exception:
    code = error.code or ""
    if "DatabaseNotFound" in code:
        return StoreUnavailable(
            f"{url} has no such database; check ACTORGRAPH_DATABASE ({first_line(error)})"
        )
    if any(mark in code for mark in TOO_SLOW):
        return StoreBusy(f"{url} took too long to answer; it may be busy, so try again ({first_line(error)})")
    if ".Security." in code:
        return StoreRefused(f"{url} does not allow this: {first_line(error)}")
    if any(mark in first_line(error) for mark in NO_ROOM):
        return StoreFull(
            f"{url} could not write, so its disk is probably full; nothing of this was kept, and nothing "
            f"that was there is lost: make room and try again ({first_line(error)})"
        )
    if ".Statement." in code:
        return QueryFailed(first_line(error))
    return StoreError(f"{url}: {first_line(error)}")
