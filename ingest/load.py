"""Paths to articles: files, folders and `-` for standard input.

What cannot be read comes out as a `Failure` between the articles, so that the rest of a run goes on.
"""

import gzip
import io
import os
import re
import stat
import sys
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import BinaryIO

from graph.errors import InputError
from graph.model import Article
from ingest.failure import Failure, why
from ingest.load_bytes import decoded, megabytes
from ingest.load_html import page_article
from ingest.load_jsonl import json_articles
from ingest.load_text import text_articles

MOST_BYTES = 20_000_000  # of one text or page; JSON lines may be of any length in all
STDIN = "-"
TEXTS, PAGES, LINES = (".txt", ".md"), (".html", ".htm"), (".jsonl", ".ndjson")
KINDS = (*TEXTS, *PAGES, *LINES)
KNOWN = "known are .txt, .md, .html, .htm and .jsonl, each also with .gz behind it"


def load(inputs: Iterable[str | Path], *, stdin: BinaryIO | None = None) -> Iterator[Article | Failure]:
    """The articles of files, of folders with all that is in them, and of `-`, in a stable order.

    >>> [str(item) for item in load(["/no/such/file.txt"])]
    ['/no/such/file.txt: there is no such file or folder']
    """
    for name in inputs:
        if str(name) == STDIN:
            yield from _stdin(stdin or sys.stdin.buffer)
        elif re.match(r"[a-z]+://", str(name)):
            yield Failure(str(name), "addresses are not read; save the page as an .html file and give that")
        else:
            yield from _path(Path(name))


def expected(inputs: Iterable[str | Path]) -> int | None:
    """About how many articles `load` will give, at the cost of counting lines; None where that is unknown."""
    total = 0
    for name in inputs:
        if str(name) == STDIN:
            return None
        for path in _files(Path(name)):
            total += _lines(path) if _kind(path) in LINES else 1
    return total


def _lines(path: Path) -> int:
    try:
        with opened(path) as file:
            blocks = iter(lambda: file.read(1 << 20), b"")
            return sum(block.count(b"\n") for block in blocks) or 1
    except (OSError, EOFError, zlib.error):
        return 1


def _path(path: Path) -> Iterator[Article | Failure]:
    if not path.is_dir():
        yield from _file(path)
        return
    refused: list[Failure] = []
    files = list(_files(path, lambda error: refused.append(Failure(str(error.filename), why(error)))))
    yield from refused
    if not files and not refused:
        yield Failure(str(path), f"the folder holds no articles; {KNOWN}")
    for file in files:
        yield from _file(file)


def _files(path: Path, refused: Callable[[OSError], None] | None = None) -> Iterator[Path]:
    """The file itself, or the readable kinds of files below a folder, without hidden ones."""
    if not path.is_dir():
        yield path
        return
    for folder, below, names in os.walk(path, onerror=refused):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and _kind(Path(name)) in KINDS:
                yield Path(folder, name)


def _kind(path: Path) -> str:
    """The suffix that tells how to read a file.

    >>> _kind(Path("a.JSONL.gz")), _kind(Path("b.pdf"))
    ('.jsonl', '.pdf')
    """
    return Path(path.name.lower().removesuffix(".gz")).suffix


def _file(path: Path) -> Iterator[Article | Failure]:
    try:
        kind = _checked_kind(path)
        with opened(path) as file:
            yield from _articles(kind, str(path), file)
    except InputError as error:
        yield Failure(str(path), str(error))
    except (OSError, EOFError, zlib.error) as error:
        yield Failure(str(path), why(error))


def _checked_kind(path: Path) -> str:
    mode = path.stat().st_mode
    if not stat.S_ISREG(mode):
        raise InputError("this is not a file; give a file, a folder, or - for standard input")
    kind = _kind(path)
    if kind not in KINDS:
        raise InputError(f"cannot read files of kind {kind or 'without a suffix'!r}; {KNOWN}")
    return kind


def opened(path: Path) -> BinaryIO:
    """The bytes of a file, unpacked where its name ends in .gz."""
    packed = path.name.lower().endswith(".gz")
    return gzip.open(path, "rb") if packed else path.open("rb")  # type: ignore[return-value]


def _stdin(stream: BinaryIO) -> Iterator[Article | Failure]:
    """Standard input has no suffix: what it is shows in its first line."""
    name = "standard input"
    head = b""
    try:
        while not head.strip() and (line := stream.readline(MOST_BYTES + 1)):
            head += line
        yield from _articles(_sniffed(head), name, io.BytesIO(head), stream)
    except InputError as error:
        yield Failure(name, str(error))
    except OSError as error:
        yield Failure(name, why(error))


def _sniffed(head: bytes) -> str:
    """The kind of a text by how it begins.

    >>> _sniffed(b'{"text": "A met B."}'), _sniffed(b"<!DOCTYPE html>"), _sniffed(b"Talks end")
    ('.jsonl', '.html', '.txt')
    """
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].lower()
    if start.startswith(b"{"):
        return ".jsonl"
    return (
        ".html" if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<head", b"<body")) else ".txt"
    )


def _articles(kind: str, name: str, *files: BinaryIO) -> Iterator[Article | Failure]:
    """The articles of one input, which may come in pieces."""
    if kind in LINES:
        yield from json_articles(name, *files)
        return
    data = b"".join(file.read(MOST_BYTES + 1) for file in files)
    if len(data) > MOST_BYTES:
        raise InputError(
            f"the file is larger than {megabytes(MOST_BYTES)}, too large for one text; "
            "split it, or write its articles as JSON lines"
        )
    if kind in PAGES:
        yield page_article(decoded(data, html=True))
    else:
        yield from text_articles(decoded(data), markdown=kind == ".md")
