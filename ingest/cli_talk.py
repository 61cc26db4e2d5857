"""How the commands speak: talk and progress on stderr, data on stdout, and nothing from a text that a
terminal would obey."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TextColumn,
    TimeElapsedColumn,
)
from rich.table import Table
from rich.text import Text

# Escape sequences in a text could recolour, clear or retitle a terminal, or turn text round.
OBEYED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
NAMED = 20  # of a list of faults
WIDTH = 160  # where there is no terminal that has one


def talk() -> Console:
    """The console for what is not data."""
    return Console(file=sys.stderr, highlight=False, soft_wrap=True)


def data() -> Console:
    """The console for data. Long cells are folded, never cut."""
    return Console(file=sys.stdout, highlight=False, width=None if sys.stdout.isatty() else WIDTH)


def say(words: str, style: str = "") -> None:
    """One line of talk."""
    talk().print(Text(printable(words), style=style))


def printable(words: str) -> str:
    """The words without what a terminal would obey.

    >>> printable("a\\x1b[2Jb")
    'a\\ufffd[2Jb'
    """
    return OBEYED.sub("\ufffd", words)


def table(columns: Iterable[str], rows: Iterable[Iterable[str]], title: str | None = None) -> Table:
    """A table of plain text: no markup is read in it."""
    made = Table(title=Text(title) if title else None, title_justify="left", pad_edge=False)
    for column in columns:
        made.add_column(Text(printable(column)), overflow="fold")
    for row in rows:
        made.add_row(*(Text(printable(cell)) for cell in row))
    return made


@contextmanager
def bar(label: str, total: int | None) -> Iterator[Callable[[int], None]]:
    """A progress bar; what it gives is to be told how much is done."""
    console = talk()
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, TimeElapsedColumn(), console=console, disable=not console.is_terminal, transient=True
    ) as progress:
        task = progress.add_task(label, total=total)
        yield lambda done: progress.update(task, completed=done, total=total and max(total, done))


@contextmanager
def waiting(label: str) -> Iterator[None]:
    """A spinner while something starts."""
    console = talk()
    if not console.is_terminal:
        yield
        return
    with console.status(label):
        yield


def listed(lines: Sequence[str], style: str) -> None:
    """Some lines, and how many more there are."""
    for line in lines[:NAMED]:
        say(f"  {line}", style=style)
    if len(lines) > NAMED:
        say(f"  and {len(lines) - NAMED} more", style=style)
