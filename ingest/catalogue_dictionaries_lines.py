"""The lines of PETRARCH and TABARI dictionaries of actors and agents.

NORWEGIAN_NAVY_  [NORMIL]          an actor with its code
+NAVY_OF_NORWAY_                   another name of the actor above
    [NORGOV 970101-011019] [NORELI >011019]   codes by date, <, > or both; a code without dates is the rest
LORRY_DRIVER {LORRY_DRIVERS} [~LAB]           an agent: a common noun, its plural, its role
!PERSON! = MAN, WOMAN              words that stand for !PERSON! inside an agent
# or ;                             the rest of the line is a comment
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import product

CODE = re.compile(r"\[([^\[\]{}]*)[\]}]")
DATED = re.compile(r"^(?P<code>\S+)\s+(?:(?P<sign>[<>])\s*(?P<one>\d+)|(?P<from>\d+)\s*-\s*(?P<to>\d+))$")
SET = re.compile(r"^(!\w+!)\s*=\s*(.+)$")
PLURAL = re.compile(r"\{([^}]*)\}")
COMMENT = re.compile(r"\s*[#;].*$|<!--.*?-->")
COLUMNS = frozenset({"id", "name", "alias", "noun", "words"})
CENTURY = 30  # 310101 is 1931, 300101 is 2030, as in PETRARCH


@dataclass(frozen=True)
class Dated:
    """A code, from a day on until a day (not included)."""

    code: str
    since: date | None = None
    until: date | None = None

    def span(self) -> str:
        """As an office writes it."""
        return f"{self.since or ''}..{self.until or ''}"

    def dated(self) -> bool:
        """Whether it does not hold at all times."""
        return self.since is not None or self.until is not None

    def order(self) -> tuple[bool, date]:
        """Codes without dates come last."""
        return not self.dated(), self.since or date.min


@dataclass(frozen=True)
class Told:
    """What a dictionary tells of one actor or agent: its names, the first first, and its codes."""

    place: str
    names: tuple[str, ...]
    codes: tuple[Dated, ...] = ()
    faults: tuple[str, ...] = ()

    def with_codes(self, line: "Line") -> "Told":
        """The same with the codes of a further line."""
        return replace(self, codes=self.codes + line.codes, faults=self.faults + line.faults)


@dataclass(frozen=True)
class Line:
    """One line: its words, its codes, and which codes cannot be read."""

    words: str
    codes: tuple[Dated, ...]
    faults: tuple[str, ...]


def is_dictionary(text: str) -> bool:
    """Whether a file is a dictionary: its first lines hold a code in brackets, and no columns.

    >>> is_dictionary("# mine\\nOSLO_ [NOR]\\n"), is_dictionary("id\\tname\\tkind\\n")
    (True, False)
    """
    lines = [line for line in (COMMENT.sub("", line) for line in text.splitlines()) if line.strip()]
    first = lines[0].split("\t")[0].strip() if lines else ""
    return any(CODE.search(line) for line in lines[:50]) and first not in (
        "id",
        "name",
        "alias",
        "noun",
        "words",
    )


def entries(text: str, name: str) -> Iterator[Told]:
    """The entries of a dictionary in its order.

    >>> [one.names for one in entries("OSLO_ [NOR]\\n+BERGEN_\\nOWL_TAMER {} [~LAB]", "x.txt")]
    [('OSLO_', 'BERGEN_'), ('OWL_TAMER',)]
    """
    sets: dict[str, list[str]] = {}
    at: Told | None = None
    for number, raw in enumerate(text.splitlines(), 1):
        line = COMMENT.sub("", raw).rstrip()
        if not line.strip():
            continue
        if found := SET.match(line.strip()):
            sets[found[1]] = [word.strip("_ ") for word in found[2].split(",")]
            continue
        cut = _cut(line, f"{name}:{number}")
        if cut.words.startswith("+") and at:
            at = replace(at, names=(*at.names, cut.words[1:].strip())).with_codes(cut)
        elif cut.words and not cut.words.startswith("+"):
            if at:
                yield at
            at = Told(f"{name}:{number}", tuple(_filled(cut.words, sets))).with_codes(cut)
        elif at:
            at = at.with_codes(cut)
    if at:
        yield at


def _cut(line: str, place: str) -> Line:
    """The words of a line, with plurals behind commas, and its codes."""
    words = CODE.sub("", line)
    plurals = [found for found in PLURAL.findall(words) if found.strip()]
    name = ", ".join([PLURAL.sub("", words).strip(), *plurals]) if plurals else PLURAL.sub("", words).strip()
    codes: list[Dated] = []
    faults: list[str] = []
    for found in CODE.findall(line):
        try:
            codes += [_dated(found.strip())] if found.strip() else []
        except ValueError:
            faults.append(f"{place}: [{found}] is no code with dates; write it as [FRAGOV 010131-20020131]")
    return Line(name, tuple(codes), tuple(faults))


def _filled(words: str, sets: Mapping[str, list[str]]) -> Iterator[str]:
    """The words with every word of their sets in turn."""
    for name in words.split(", "):
        used = [mark for mark in sets if mark in name]
        for chosen in product(*(sets[mark] for mark in used)):
            filled = name
            for mark, word in zip(used, chosen, strict=True):
                filled = filled.replace(mark, word)
            yield filled.strip()


def _dated(text: str) -> Dated:
    """A code with its dates.

    >>> _dated("NORGOV 970101-20011019").span(), _dated("NORELI >011019").span()
    ('1997-01-01..2001-10-20', '2001-10-19..')
    """
    found = DATED.match(text)
    if found is None:
        return Dated(text.split()[0])
    if found["sign"] == ">":
        return Dated(found["code"], since=_day(found["one"]))
    since = _day(found["from"]) if found["from"] else None
    until = _day(found["one"] or found["to"]) + timedelta(days=1)
    if since and since >= until:
        raise ValueError(text)
    return Dated(found["code"], since, until)


def _day(digits: str) -> date:
    year = int(digits[:-4]) if len(digits) in (6, 8) else -1
    if len(digits) == 6:
        year += 1900 if year > CENTURY else 2000
    return date(year, int(digits[-4:-2]), int(digits[-2:]))
