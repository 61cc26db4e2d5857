"""The catalogue's files: tab-separated rows under a header line, lists separated by semicolons.

Lines that begin with `#` name the source; `#: kind=person` gives a default for the rows that follow.
Shipped files and a user's own have the same format. In a list of a later row, `-Name` takes a name away.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from graph.errors import SettingsError

LISTS = frozenset(
    "aliases demonyms people capital metonyms famous places offices unless needs words of".split()
)
COLUMNS = LISTS | frozenset(
    "id name kind country sector part_of organ wikidata alias role single noun".split()
)


@dataclass(frozen=True)
class Row:
    """One line of a file: its columns that are not empty, and where it stands (`states.tsv:12`)."""

    place: str
    values: Mapping[str, str] = field(default_factory=dict)

    def text(self, column: str) -> str | None:
        """The words in a column; None where it is empty."""
        return self.values.get(column)

    def need(self, column: str) -> str:
        """The words in a column that must be filled."""
        if column not in self.values:
            raise SettingsError(f"{self.place}: the column {column!r} is empty; every row needs it")
        return self.values[column]

    def items(self, column: str) -> tuple[str, ...]:
        """The parts of a list column.

        >>> Row("mine.tsv:2", {"aliases": "US; U.S."}).items("aliases")
        ('US', 'U.S.')
        """
        text = self.values.get(column)
        return tuple(part for part in map(str.strip, text.split(";")) if part) if text else ()

    def joined(self, later: "Row") -> "Row":
        """This row with a later one of the same id laid over it: lists are added, the rest is replaced.

        >>> first = Row("a.tsv:2", {"id": "x", "aliases": "Xes; Exes", "offices": "king@X:1990.."})
        >>> last = first.joined(Row("b.tsv:2", {"aliases": "-Exes; Exers", "offices": "king@X:1990..2001"}))
        >>> last.items("aliases"), last.items("offices")
        (('Xes', 'Exers'), ('king@X:1990..2001',))
        """
        lists = {c: "; ".join(_laid(self.items(c), later.items(c))) for c in LISTS & later.values.keys()}
        return Row(later.place, {c: v for c, v in {**self.values, **later.values, **lists}.items() if v})


def _laid(first: Iterable[str], later: Iterable[str]) -> Iterator[str]:
    """Both lists, without what the later one takes away, and with an office's later end."""
    gone = {part.removeprefix("-").strip() for part in later if part.startswith("-")}
    told = {part.partition("..")[0] for part in later if ".." in part}
    yield from (part for part in first if part not in gone and part.partition("..")[0] not in told)
    yield from (part for part in later if not part.startswith("-"))


def rows(paths: Iterable[Path]) -> Iterator[Row]:
    """All rows of the files, in order."""
    for path in paths:
        yield from rows_of(text_of(path), path.name)


def text_of(path: Path) -> str:
    """The text of a file of the catalogue."""
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(
            f"cannot read the actors file {path}: {error}; give a text file in UTF-8"
        ) from error


def rows_of(text: str, name: str) -> Iterator[Row]:
    """The rows of one file's text.

    >>> next(rows_of("# source: me\\n#: kind=party\\nid\\tname\\nxp\\tX Party", "x.tsv")).text("kind")
    'party'
    """
    header: list[str] | None = None
    defaults: dict[str, str] = {}
    for number, line in enumerate(text.splitlines(), 1):
        place = f"{name}:{number}"
        if line.startswith("#:"):
            defaults |= _defaults(line[2:], place)
        elif not line.strip() or line.startswith("#"):
            continue
        elif header is None:
            header = _header(line, place)
        else:
            yield Row(place, defaults | _cells(line, header, place))


def _defaults(line: str, place: str) -> dict[str, str]:
    pairs = dict(part.strip().partition("=")[::2] for part in line.split(","))
    _known(pairs, place)
    return pairs


def _header(line: str, place: str) -> list[str]:
    header = [column.strip() for column in line.split("\t")]
    _known(header, place)
    return header


def _known(columns: Iterable[str], place: str) -> None:
    unknown = set(columns) - COLUMNS
    if unknown:
        raise SettingsError(f"{place}: unknown columns {sorted(unknown)}; known are {sorted(COLUMNS)}")


def _cells(line: str, header: list[str], place: str) -> dict[str, str]:
    cells = [cell.strip() for cell in line.split("\t")]
    if len(cells) > len(header):
        raise SettingsError(f"{place}: {len(cells)} cells under {len(header)} columns; look for a stray tab")
    return {column: cell for column, cell in zip(header, cells, strict=False) if cell}


def day(text: str, place: str) -> date | None:
    """The first day of a year, a month or a day; nothing is an open end.

    >>> day("2024-07", "people.tsv:1")
    datetime.date(2024, 7, 1)
    """
    if not text:
        return None
    try:
        year, month, number = [int(part) for part in (text + "-1-1").split("-")[:3]]
        return date(year, month, number)
    except ValueError as error:
        raise SettingsError(f"{place}: {text!r} is no date; write 2024, 2024-07 or 2024-07-28") from error
