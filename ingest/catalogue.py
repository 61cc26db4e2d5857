"""The actors that we know before we read: who they are, what they are called, who held which office when."""

import gc
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path

from graph.errors import SettingsError
from ingest.catalogue_entries import (
    RANK,
    SENSES,
    Agent,
    Entry,
    Name,
    Office,
    Sense,
    agent_of,
    entry_of,
    names_of,
)
from ingest.catalogue_files import Row, rows
from ingest.catalogue_names import Key, keys

__all__ = ["SENSES", "Agent", "Catalogue", "Entry", "Key", "Name", "Office", "Sense", "build", "catalogue"]

Words = Mapping[tuple[str, str | None], str]


@dataclass(frozen=True)
class Catalogue:
    """All entries by id, and all names by their tokens, the likeliest meaning first.

    `several` are the roles that many hold at once, `cities` tell the states of places. `agents` are common
    nouns of a user's own files, and `faults` what could not be read of their dictionaries.
    """

    entries: Mapping[str, Entry]
    names: Mapping[Key, tuple[Name, ...]]
    several: frozenset[str]
    cities: Mapping[Key, str]
    agents: Mapping[str, Agent]
    _roles: Words = field(repr=False)
    _kinds: Words = field(repr=False)
    _holders: Mapping[tuple[str, str], tuple[tuple[Office, str], ...]] = field(repr=False)
    _organs: Mapping[tuple[str, str], str] = field(repr=False)
    _lengths: Mapping[str, tuple[int, ...]] = field(repr=False)
    faults: tuple[str, ...] = ()

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
        """All words for roles and kinds of organ, whatever the state, and the user's own nouns."""
        return frozenset((*(words for words, _ in (*self._roles, *self._kinds)), *self.agents))

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
    with no_collection():
        return build(shipped())


def shipped() -> list[Row]:
    """The rows of the files that ship."""
    return list(rows(shipped_files()))


def shipped_files() -> list[Path]:
    """The files that ship."""
    return sorted(Path(str(files("ingest").joinpath("data/actors"))).glob("*.tsv"))


@contextmanager
def no_collection() -> Iterator[None]:
    """With spaCy loaded a full garbage collection walks a large heap: half of the loading time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def build(lines: Iterable[Row], own: Sequence[Row] = ()) -> Catalogue:
    """The catalogue of some rows: actors (`id`), roles and organ kinds (`words`), choices (`alias`), `noun`s.

    Rows of one's own come last and go first: they are laid over others of their id, and of two meanings of
    a name theirs is the likelier.
    """
    sorts = _Sorts()
    for row in (*lines, *own):
        sorts.take(row)
    mine = {row.text("id") for row in own}
    entries = {id: entry_of(row) for id, row in sorts.actors.items()}
    names = _names(sorted(sorts.actors.values(), key=lambda row: row.text("id") not in mine), sorts.choices)
    return Catalogue(
        entries=entries,
        names=names,
        several=frozenset(row.need("role") for row in sorts.words if row.text("single") == "no"),
        cities=_cities(sorts.actors.values(), names),
        agents={noun.lower(): agent for noun, agent in _agents(sorts.nouns)},
        _roles=_words(sorts.words, "role"),
        _kinds=_words(sorts.words, "organ"),
        _holders=holders(entries),
        _organs={(e.organ, e.actor.country): id for id, e in entries.items() if e.organ and e.actor.country},
        _lengths=_lengths(names),
    )


@dataclass
class _Sorts:
    """Rows by what they describe; actors by id, the rows of one id laid over each other."""

    actors: dict[str, Row] = field(default_factory=dict)
    words: list[Row] = field(default_factory=list)
    choices: list[Row] = field(default_factory=list)
    nouns: list[Row] = field(default_factory=list)

    def take(self, row: Row) -> None:
        """Put a row where it belongs."""
        if row.text("alias"):
            self.choices.append(row)
        elif row.text("noun"):
            self.nouns.append(row)
        elif row.text("words"):
            self.words.append(row)
        else:
            known = self.actors.get(row.need("id"))
            self.actors[row.need("id")] = known.joined(row) if known else row


def _agents(lines: Iterable[Row]) -> Iterator[tuple[str, Agent]]:
    for row in lines:
        agent = agent_of(row)
        yield from ((word, agent) for word in (row.need("noun"), *row.items("words")))


def _names(actors: Iterable[Row], choices: Iterable[Row]) -> dict[Key, tuple[Name, ...]]:
    found: defaultdict[Key, list[Name]] = defaultdict(list)
    for row in actors:
        for key, name in names_of(row):
            found[key].append(name)
    for row in choices:
        _limit(found, row)
    return {key: tuple(sorted(names, key=lambda n: RANK[n.sense])) for key, names in found.items()}


def _cities(actors: Iterable[Row], names: Mapping[Key, tuple[Name, ...]]) -> dict[Key, str]:
    """The states of cities and regions, where their name means no actor."""
    found: dict[Key, str] = {}
    for row in actors:
        for place in row.items("places"):
            found.update((key, row.need("id")) for key in keys(place) if key not in names)
    return found


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


def holders(entries: Mapping[str, Entry]) -> dict[tuple[str, str], tuple[tuple[Office, str], ...]]:
    """Who holds each office, and when."""
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
