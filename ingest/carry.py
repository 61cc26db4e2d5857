"""Coding records out of a graph and into one: lines of JSON, an article a line."""

import gzip
import io
import os
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import BinaryIO

from pydantic import ValidationError

from graph.errors import InputError, OutputError
from graph.model import Coding
from graph.store import GraphStore
from ingest.failure import Failure, why
from ingest.load import STDIN, opened
from ingest.load_jsonl import numbered_lines
from ingest.pipeline import Progress, Report, with_names, with_numbers

MOST_LINE_BYTES = 200_000_000
BATCH_ARTICLES, BATCH_CHARACTERS = 200, 4_000_000


def load_codings(paths: Iterable[str | Path]) -> Iterator[Coding | Failure]:
    """The codings of files and of `-`; a line that is none is a failure, and the rest goes on.

    >>> [str(item) for item in load_codings(["/no/such/file.jsonl"])]
    ['/no/such/file.jsonl: there is no such file or folder']
    """
    for path in paths:
        try:
            if str(path) == STDIN:
                yield from _codings("standard input", sys.stdin.buffer)
            else:
                with opened(Path(path)) as file:
                    yield from _codings(str(path), file)
        except (OSError, EOFError, zlib.error) as error:
            yield Failure(str(path), why(error))


def _codings(name: str, file: BinaryIO) -> Iterator[Coding | Failure]:
    for number, line in numbered_lines((file,), MOST_LINE_BYTES):
        try:
            if not isinstance(line, bytes):
                raise line
            if line.strip():
                yield _coding(line.removeprefix(b"\xef\xbb\xbf"))
        except InputError as error:
            yield Failure(name, str(error), number)


def _coding(line: bytes) -> Coding:
    try:
        return Coding.model_validate_json(line)
    except ValidationError as error:
        raise InputError(f"the line is no coding record: {why(error)}") from error


def import_codings(paths: Iterable[str | Path], store: GraphStore, progress: Progress) -> Report:
    """Write the codings of files, hundreds of whole articles in one transaction. `progress` is told how many
    lines are done."""
    store.prepare()
    report, done = Report(), 0
    for batch in _batches(load_codings(paths)):
        codings = [item for item in batch if isinstance(item, Coding)]
        written = store.write(codings)
        articles = written.articles + written.unchanged
        report = with_names(with_numbers(report, articles, 0, written), batch)
        progress(done := done + len(batch))
    return report


def _batches(items: Iterable[Coding | Failure]) -> Iterator[list[Coding | Failure]]:
    batch: list[Coding | Failure] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.article.text) if isinstance(item, Coding) else 0
        if len(batch) >= BATCH_ARTICLES or size > BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


@contextmanager
def written_lines(path: Path | None) -> Iterator[Callable[[str], object]]:
    """What writes lines to standard output, or to a file (packed where it ends in .gz) that is there when it
    is whole, and not before. OutputError where it cannot be written."""
    if path is None:
        yield sys.stdout.write
        return
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as raw, _packed(raw, path) as binary:
            text = io.TextIOWrapper(binary, "utf-8", newline="\n")
            yield text.write
            text.detach()
        part.replace(path)
    except OSError as error:
        raise OutputError(f"cannot write {path}: {why(error)}; nothing of it was kept") from error
    finally:
        part.unlink(missing_ok=True)


def _packed(raw: BinaryIO, path: Path) -> AbstractContextManager[BinaryIO]:
    if not path.name.lower().endswith(".gz"):
        return nullcontext(raw)
    return gzip.GzipFile(filename="", fileobj=raw, mode="wb", mtime=0)  # type: ignore[return-value]
