"""`neo4j-admin database import full` of the same rows as CSV, into a new home: what Neo4j can do at best,
offline and from nothing."""

import csv
import time
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import date as Date
from pathlib import Path
from typing import Any

from servers import HEAP, RELEASE, Neo4jServer, launch
from tables import AIMED_AT, SOURCE_OF, Edge, Tables, batched, tables_of

from graph.model import Coding

ARTICLES_AT_ONCE = 500
TYPES = {bool: "boolean", int: "long", float: "double", Date: "date", list: "string[]"}


@dataclass(frozen=True)
class Imported:
    """Seconds of the import alone, and of making constraints and indexes after it; `failure` says why not."""

    seconds: float = 0.0
    indexes: float = 0.0
    failure: str | None = None


@dataclass
class _Files:
    """CSV files under a folder, one a label and one a kind of edge; columns are those of its first rows."""

    folder: Path
    stack: ExitStack
    writers: dict[object, Any] = field(default_factory=dict)
    options: list[str] = field(default_factory=list)
    columns: dict[object, list[str]] = field(default_factory=dict)

    def add(self, key: str | Edge, ids: tuple[str, ...], values: dict[str, Any]) -> None:
        if key not in self.writers:
            self._open(key, values)
        self.writers[key].writerow([*ids, *(_cell(values.get(name)) for name in self.columns[key])])

    def _open(self, key: str | Edge, values: dict[str, Any]) -> None:
        path = self.folder / f"{len(self.writers)}.csv"
        self.writers[key] = csv.writer(self.stack.enter_context(path.open("w", newline="", encoding="utf-8")))
        self.columns[key] = list(values)
        if isinstance(key, str):
            self.options.append(f"--nodes={key}={path}")
            ids = [f"id:ID({key})"]
        else:
            self.options.append(f"--relationships={key.type}={path}")
            few, many = ("START", "END") if key.away else ("END", "START")
            ids = [f":{few}_ID({key.few})", f":{many}_ID({key.many})"]
        self.writers[key].writerow([*ids, *(f"{name}:{_type(value)}" for name, value in values.items())])


def imported(codings: Iterable[Coding], home: Path) -> Imported:
    """Import the rows of codings into a new home; writing the files is not counted."""
    server, files = Neo4jServer(home), home / "csv"
    files.mkdir()
    options = _written(codings, files)
    with server.running():
        pass  # the first start makes the configuration
    began = time.perf_counter()
    flags = [
        "--overwrite-destination",
        "--skip-duplicate-nodes",
        "--multiline-fields=true",
        "--array-delimiter=;",
    ]
    done = launch.admin(RELEASE, home, "database", "import", "full", "neo4j", *flags, *options, heap=HEAP)
    seconds = time.perf_counter() - began
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines()
        return Imported(failure=" / ".join(said[-3:]) or f"exit code {done.returncode}")
    return Imported(seconds, _indexed(server))


def _indexed(server: Neo4jServer) -> float:
    with server.running(), server.open() as store:
        began = time.perf_counter()
        store.prepare()
        with store.session() as session:
            session.run("CALL db.awaitIndexes(3600)").consume()
        return time.perf_counter() - began


def _written(codings: Iterable[Coding], folder: Path) -> list[str]:
    """The files' options for the import."""
    relations: dict[tuple[Edge, str, str], dict[str, Any]] = {}
    seen: set[int] = set()
    with ExitStack() as stack:
        files = _Files(folder, stack)
        for batch in batched(codings, ARTICLES_AT_ONCE):
            tables = tables_of(batch)
            relations |= _relations(tables)
            _add(files, tables, seen)
        for (kind, few, many), values in relations.items():
            files.add(kind, (few, many), values)
        return files.options


def _relations(tables: Tables) -> dict[tuple[Edge, str, str], dict[str, Any]]:
    return {
        (kind, *ends): values
        for kind, edges in tables.edges.items()
        if kind.few == kind.many
        for ends, values in edges.items()
    }


def _add(files: _Files, tables: Tables, seen: set[int]) -> None:
    """Add nodes and edges, the sides of an event once."""
    for label, nodes in tables.nodes.items():
        for id, values in nodes.items():
            files.add(label, (id,), values)
    for kind, edges in tables.edges.items():
        for ends, values in edges.items():
            key = hash((kind, ends))
            if kind.few == kind.many or (kind in (SOURCE_OF, AIMED_AT) and key in seen):
                continue
            seen.add(key)
            files.add(kind, ends, values)


def _type(value: object) -> str:
    return TYPES.get(type(value), "string")


def _cell(value: object) -> object:
    if isinstance(value, bool):
        return str(value).lower()
    return ";".join(map(str, value)) if isinstance(value, list | tuple) else value
