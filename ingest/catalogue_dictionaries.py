"""PETRARCH and TABARI dictionaries of actors and agents, as rows of the catalogue."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, replace
from functools import cached_property

from graph.errors import SettingsError
from graph.model import Kind
from ingest.catalogue import Catalogue
from ingest.catalogue_cameo import LETTERS, Code, letters, read_code, roles
from ingest.catalogue_dictionaries_lines import Dated, Told, entries
from ingest.catalogue_dictionaries_names import best, is_person, made_by_rule, noun, organised, spelled
from ingest.catalogue_files import Row
from ingest.catalogue_names import tokens
from ingest.mentions_nouns import noun_of
from ingest.resolve_roll import slug

OUTSIDE = frozenset({"ELI", "OPP", "REB", "SEP", "UAF", "CVL"})


@dataclass(frozen=True)
class Dictionary:
    """The rows of a file, and what was left out of them because it could not be read."""

    rows: tuple[Row, ...]
    faults: tuple[str, ...]


def dictionary(text: str, name: str, known: Catalogue) -> Dictionary:
    """The rows of a dictionary. What the catalogue knows by one of its names keeps kind and country.

    The dictionaries that are about have faults, and so one leaves out its entry or its code, not the file.
    """
    told = list(entries(text, name))
    if not any(one.codes for one in told):
        raise SettingsError(f"{name}: no line has a code; write NAME_ [CODE] or NOUN [~CODE]")
    states = {id for id, entry in known.entries.items() if entry.actor.kind == "state"}
    bare = {code.code for one in told for code in one.codes if not code.dated()}
    new = frozenset(letters(bare - states))
    rows = tuple(row for one in _merged(told) for row in _rows(one, known, states | new))
    without = (f"{one.place}: {one.names[0]} has no code" for one in told if not one.codes and not one.faults)
    return Dictionary(rows, (*(fault for one in told for fault in one.faults), *without))


def _merged(told: Iterable[Told]) -> Iterator[Told]:
    """Entries with codes; those of one name become one."""
    found: dict[str, Told] = {}
    for one in told:
        key = one.names[0].strip("_ ")
        if key in found:
            first = found[key]
            found[key] = replace(first, names=first.names + one.names, codes=first.codes + one.codes)
        elif one.codes:
            found[key] = one
    yield from found.values()


def _rows(told: Told, known: Catalogue, states: Set[str]) -> Iterator[Row]:
    agents = [code.code[1:] for code in told.codes if code.code.startswith("~")]
    if agents:
        yield from _agent(told, agents[0], known)
        return
    read = [(dated, code) for dated in told.codes if (code := read_code(dated.code, states))]
    written = dict.fromkeys(name for one in told.names for name in spelled(one))
    names = tuple(name for name in written if not made_by_rule(name, known))
    if read and names:
        yield _Actor(told.place, names, read, known).row()


def _agent(told: Told, code: str, known: Catalogue) -> Iterator[Row]:
    """An agent whose noun nothing says yet."""
    parts = (code[i : i + LETTERS] for i in range(0, len(code), LETTERS))
    role = next((roles()[part] for part in parts if part in roles()), None)
    for name in dict.fromkeys(noun(name) for name in told.names):
        if role and name and name not in known.said and noun_of(name) is None:
            yield Row(told.place, {"noun": name, "kind": role.people, "sector": role.sector})


@dataclass(frozen=True)
class _Actor:
    """An actor with its names as news write them and its codes read."""

    place: str
    names: tuple[str, ...]
    read: list[tuple[Dated, Code]]
    known: Catalogue

    def row(self) -> Row:
        """Its row: under its id in the catalogue where one of its names is known there."""
        state = self.code.of if self._is_state() else None
        id = state if state in self.known.entries else self._known()
        if id is None:
            return Row(self.place, {column: value for column, value in self._new().items() if value})
        unknown = "; ".join(name for name in self.names if tokens(name) not in self.known.names)
        return Row(self.place, {"id": id, "places" if state else "aliases": unknown})

    @cached_property
    def code(self) -> Code:
        """What it is without dates, else what it was last."""
        return max(self.read, key=lambda pair: pair[0].order())[1]

    def _known(self) -> str | None:
        for key in map(tokens, self.names):
            for meaning in self.known.names.get(key, ()):
                actor = self.known.entries[meaning.entry].actor
                same = actor.country == self.code.country and actor.kind != "state"
                if same and meaning.sense in ("name", "alias"):
                    return meaning.entry
        return None

    def _new(self) -> dict[str, str | None]:
        code, person = self.code, self._is_person()
        kind = "person" if person else code.kind if self._is_state() else self._organised()
        title = kind in ("person", "state") or not self.names[0].istitle()
        name = self.names[0] if title or len(self.names) < 2 else best(self.names)
        others = [one for one in self.names if one != name]
        famous = [one for one in others if person and " " not in one]
        return {
            "id": self._id(),
            "name": name,
            "kind": kind,
            "country": code.country,
            "sector": code.sector,
            "aliases": "; ".join(one for one in others if one not in famous),
            "famous": "; ".join(famous),
            "offices": "; ".join(self._offices()) if person else None,
        }

    def _organised(self) -> Kind:
        """What its role says that it is; of a government, what its name says."""
        told = organised(self.names[0]) if self.code.role is None or self.code.role.persons else None
        return told or self.code.kind

    def _id(self) -> str:
        if self._is_state():
            return str(self.code.of)
        id = slug(self.names[0])
        return f"{id}-{(self.code.country or 'dictionary').lower()}" if id in self.known.entries else id

    def _is_state(self) -> bool:
        bare = self.code.role is None and self.code.kind == "state"
        return bare and not any(dated.dated() for dated, _ in self.read)

    def _is_person(self) -> bool:
        if any(dated.dated() for dated, _ in self.read):
            return organised(self.names[0]) is None
        return bool(self.code.role and self.code.role.persons and is_person(self.names[0]))

    def _offices(self) -> Iterator[str]:
        """What it was in a government or a body, by date."""
        for dated, code in self.read:
            if dated.dated() and code.of and code.sector not in OUTSIDE:
                yield f"official@{code.of}:{dated.span()}"
