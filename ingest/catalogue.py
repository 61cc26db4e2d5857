"""The actors that we know before we read: who they are, what they are called, who held which office when."""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from itertools import chain
from pathlib import Path

from graph.errors import SettingsError
from ingest.catalogue_entries import RANK, SENSES, Entry, Name, Office, Sense, entry_of, names_of
from ingest.catalogue_files import Row, rows
from ingest.catalogue_names import Key, keys

__all__ = ["SENSES", "Catalogue", "Entry", "Key", "Name", "Office", "Sense", "catalogue", "load"]

Words = Mapping[tuple[str, str | None], str]


@dataclass(frozen=True)
class Catalogue:
    """All entries by id, and all names by their tokens, the likeliest meaning first."""

    entries: Mapping[str, Entry]
    names: Mapping[Key, tuple[Name, ...]]
    several: frozenset[str]
    _roles: Words = field(repr=False)
    _kinds: Words = field(repr=False)
    _holders: Mapping[tuple[str, str], tuple[tuple[Office, str], ...]] = field(repr=False)
    _organs: Mapping[tuple[str, str], str] = field(repr=False)
    _lengths: Mapping[str, tuple[int, ...]] = field(repr=False)

    def longest(self, words: Sequence[str], at: int) -> tuple[int, tuple[Name, ...]] | None:
        """The longest name that begins at a token: its length and its meanings.

        >>> catalogue().longest("He called North Korea a threat".split(), 2)[0]
        2
        """
        for length in self._lengths.get(words[at], ()):
            key = tuple(words[at : at + length])
            found = self.names.get(key)
            if found:
                return len(key), found
        return None

    def choose(self, names: Iterable[Name], words: Set[str], on: date | None = None) -> Name | None:
        """The meaning for which the words of the text, its date and the order of the files speak."""
        fitting = [name for name in names if name.fits(words)]
        return min(fitting, key=lambda name: self._distance(name, words, on), default=None)

    def _distance(self, name: Name, words: Set[str], on: date | None) -> tuple[bool, bool, bool, int]:
        entry = self.entries[name.entry]
        home = self.entries.get(entry.actor.country or "")
        known = {home.actor.name, *home.actor.aliases} if home else set()
        idle = bool(entry.offices) and not any(office.covers(on) for office in entry.offices)
        return not name.needs, known.isdisjoint(words), idle, RANK[name.sense]

    @cached_property
    def said(self) -> frozenset[str]:
        """All words for roles and kinds of organ, whatever the state."""
        return frozenset(words for words, _ in (*self._roles, *self._kinds))

    @cached_property
    def adjectives(self) -> Mapping[str, str]:
        """The first adjective of each actor that has one ("Iranian" of IRN)."""
        found: dict[str, str] = {}
        for key, names in self.names.items():
            for name in names:
                if name.sense == "demonym":
                    found.setdefault(name.entry, " ".join(key))
        return found

    def role(self, title: str, of: str | None = None) -> str | None:
        """The role that a title means, which may depend on the state.

        >>> catalogue().role("premier"), catalogue().role("Foreign Secretary", "GBR")
        ('prime minister', 'foreign minister')
        """
        return _meaning(self._roles, title, of)

    def organ_kind(self, words: str, country: str | None = None) -> str | None:
        """The kind of organ that general words mean.

        >>> catalogue().organ_kind("ministry of foreign affairs")
        'foreign ministry'
        """
        return _meaning(self._kinds, words, country)

    def holder(self, role: str, of: str, on: date | None = None) -> Entry | None:
        """Who held a role on a day, or holds it where no day is given; None where nobody or several did."""
        role = self.role(role, of) or role.lower()
        held = {person for office, person in self._holders.get((role, of), ()) if office.covers(on)}
        return self.entries[held.pop()] if len(held) == 1 and role not in self.several else None

    def organ(self, kind: str, country: str) -> Entry | None:
        """The organ of a kind that a country has, where the catalogue names it."""
        found = self._organs.get((self.organ_kind(kind, country) or kind.lower(), country))
        return self.entries[found] if found else None


def _meaning(words: Words, said: str, of: str | None) -> str | None:
    return words.get((said.lower(), of)) or words.get((said.lower(), None))


@cache
def catalogue() -> Catalogue:
    """The catalogue that ships."""
    return load()


def load(paths: Iterable[Path] = ()) -> Catalogue:
    """The shipped files and then a user's own, whose rows add to or replace entries of the same id."""
    shipped = sorted(Path(str(files("ingest").joinpath("data/actors"))).glob("*.tsv"))
    with _no_collection():
        return build(rows(chain(shipped, paths)))


@contextmanager
def _no_collection() -> Iterator[None]:
    """With spaCy loaded a full garbage collection walks a large heap: half of the loading time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def build(lines: Iterable[Row]) -> Catalogue:
    """The catalogue of some rows: actors (`id`), roles and organ kinds (`words`), choices (`alias`)."""
    actors: dict[str, Row] = {}
    words: list[Row] = []
    choices: list[Row] = []
    for row in lines:
        if row.text("alias"):
            choices.append(row)
        elif row.text("words"):
            words.append(row)
        else:
            known = actors.get(row.need("id"))
            actors[row.need("id")] = known.joined(row) if known else row
    entries = {id: entry_of(row) for id, row in actors.items()}
    names = _names(actors.values(), choices)
    return Catalogue(
        entries=entries,
        names=names,
        several=frozenset(row.need("role") for row in words if row.text("single") == "no"),
        _roles=_words(words, "role"),
        _kinds=_words(words, "organ"),
        _holders=_holders(entries),
        _organs={(e.organ, e.actor.country): id for id, e in entries.items() if e.organ and e.actor.country},
        _lengths=_lengths(names),
    )


def _names(actors: Iterable[Row], choices: Iterable[Row]) -> dict[Key, tuple[Name, ...]]:
    found: defaultdict[Key, list[Name]] = defaultdict(list)
    for row in actors:
        for key, name in names_of(row):
            found[key].append(name)
    for row in choices:
        _limit(found, row)
    return {key: tuple(sorted(names, key=lambda n: RANK[n.sense])) for key, names in found.items()}


def _limit(found: Mapping[Key, list[Name]], row: Row) -> None:
    """Bind one alias of one actor to the words with which it means or does not mean this actor."""
    unless, needs = frozenset(row.items("unless")), frozenset(row.items("needs"))
    hits = [
        (key, i)
        for key in keys(row.need("alias"))
        for i, n in enumerate(found.get(key, ()))
        if n.entry == row.need("id")
    ]
    if not hits:
        raise SettingsError(
            f"{row.place}: {row.need('alias')!r} is no name of {row.need('id')!r}; add it there first"
        )
    for key, i in hits:
        found[key][i] = replace(found[key][i], unless=unless, needs=needs)


def _words(lines: Iterable[Row], column: str) -> Words:
    return {
        (word.lower(), of): row.need(column)
        for row in lines
        if row.text(column)
        for word in (row.need(column), *row.items("words"))
        for of in row.items("of") or (None,)
    }


def _holders(entries: Mapping[str, Entry]) -> dict[tuple[str, str], tuple[tuple[Office, str], ...]]:
    found: defaultdict[tuple[str, str], list[tuple[Office, str]]] = defaultdict(list)
    for id, entry in entries.items():
        for office in entry.offices:
            found[office.role, office.of].append((office, id))
    return {post: tuple(held) for post, held in found.items()}


def _lengths(names: Iterable[Key]) -> dict[str, tuple[int, ...]]:
    """How many tokens the names have that begin with a word, the most first."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for key in names:
        found[key[0]].add(len(key))
    return {first: tuple(sorted(lengths, reverse=True)) for first, lengths in found.items()}
