"""JSON lines to articles: a row an article, a bad row a failure, and the other rows go on."""

import json
from collections.abc import Iterable, Iterator
from typing import Annotated, BinaryIO

from pydantic import Field, ValidationError

from graph.errors import InputError
from graph.model import Article
from ingest.article import Head, made_article
from ingest.failure import Failure, why
from ingest.load_bytes import BOMS, clean, decoded, megabytes

MOST_LINE_BYTES = 20_000_000
WIDE_MARKS = tuple(mark for mark, name in BOMS.items() if name != "utf-8")


class Row(Head):
    """A row of input. Fields that we do not know are left aside."""

    text: Annotated[str, Field(min_length=1)]


def json_articles(name: str, *files: BinaryIO) -> Iterator[Article | Failure]:
    """The articles of JSON lines, which may come in pieces; an empty line is no row."""
    rows = 0
    for number, line in numbered_lines(files):
        if isinstance(line, bytes) and not line.strip():
            continue
        rows += 1
        try:
            if not isinstance(line, bytes):
                raise line
            yield row_article(decoded(line))
        except InputError as error:
            yield Failure(name, str(error), number)
    if not rows:
        yield Failure(name, "the file is empty")


def numbered_lines(
    files: Iterable[BinaryIO], most: int = MOST_LINE_BYTES
) -> Iterator[tuple[int, bytes | InputError]]:
    """The numbered lines; one that is too long is passed over, and comes out as the error that says so."""
    number = 0
    for file in files:
        while line := file.readline(most + 1):
            number += 1
            if number == 1 and line.startswith(WIDE_MARKS):
                yield number, InputError("the file is UTF-16 or UTF-32; JSON lines have to be UTF-8")
                return
            if len(line) > most:
                while line and not line.endswith(b"\n"):
                    line = file.readline(most)
                yield number, InputError(f"the line is longer than {megabytes(most)}")
            else:
                yield number, line


def row_article(line: str) -> Article:
    """The article of one row; its own id is kept, and its text is left as it stands.

    >>> row_article('{"id": 7, "title": "A", "text": "B met C.", "date": "2024-08-12", "lang": "en"}').id
    '7'
    """
    try:
        row = Row.model_validate(_parsed(line))
    except ValidationError as error:
        raise InputError(f"the row cannot be an article: {why(error)}") from error
    return made_article(row, row.text)


def _parsed(line: str) -> object:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise InputError(f"not JSON ({error}); every line has to be one JSON object") from error
    except RecursionError as error:
        raise InputError("not a row: it is nested too deeply") from error
    if not isinstance(row, dict):
        raise InputError("not a JSON object; every line has to be one object with a text")
    return {key: clean(value) if isinstance(value, str) else value for key, value in row.items()}
