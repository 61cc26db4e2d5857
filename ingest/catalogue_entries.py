"""From a row of the catalogue's files to what it says: an actor with its offices, and its names."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast, get_args

from pydantic import ValidationError

from graph.errors import SettingsError
from graph.model import Actor, Kind
from ingest.catalogue_files import Row, day
from ingest.catalogue_names import Key, keys, plain

Sense = Literal["name", "alias", "people", "demonym", "capital", "metonym", "surname"]
SENSES: Mapping[str, Sense] = {  # by column; the first that holds a name decides its sense
    "name": "name",
    "aliases": "alias",
    "people": "people",
    "demonyms": "demonym",
    "capital": "capital",
    "metonyms": "metonym",
    "famous": "surname",
}
RANK = {sense: rank for rank, sense in enumerate(SENSES.values())}


@dataclass(frozen=True)
class Office:
    """A role held at an actor from a day on until a day (not included); None is an open end."""

    role: str
    of: str
    since: date | None = None
    until: date | None = None

    def covers(self, on: date | None) -> bool:
        """Whether it is held on a day; None asks whether it has not ended.

        >>> Office("president", "USA", date(2009, 1, 20), date(2017, 1, 20)).covers(date(2017, 1, 20))
        False
        """
        if on is None:
            return self.until is None
        return (self.since is None or self.since <= on) and (self.until is None or on < self.until)


@dataclass(frozen=True)
class Entry:
    """An actor of the catalogue. `organ` says what it is to its country ("foreign ministry")."""

    actor: Actor
    offices: tuple[Office, ...] = ()
    part_of: str | None = None
    organ: str | None = None


@dataclass(frozen=True)
class Name:
    """One meaning of a name: valid where no word of `unless` and, if any, a word of `needs` stands."""

    entry: str
    sense: Sense
    unless: frozenset[str] = frozenset()
    needs: frozenset[str] = frozenset()

    def fits(self, words: Set[str]) -> bool:
        """Whether the words round a name allow this meaning."""
        return self.unless.isdisjoint(words) and (not self.needs or not self.needs.isdisjoint(words))


@dataclass(frozen=True)
class Agent:
    """What a common noun stands for that a user's file adds ("ranger": people of the sector SOC)."""

    kind: Kind
    sector: str | None = None


def agent_of(row: Row) -> Agent:
    """The agent that a row with a `noun` describes."""
    kind = row.need("kind")
    if kind not in get_args(Kind):
        raise SettingsError(
            f"{row.place}: kind cannot be {kind!r}; write one of: {', '.join(get_args(Kind))}"
        )
    return Agent(cast(Kind, kind), row.text("sector"))


def entry_of(row: Row) -> Entry:
    """The entry that a row describes; a person without a country has that of the first office."""
    offices = tuple(office_of(text, row.place) for text in row.items("offices"))
    try:
        actor = Actor.model_validate(
            {
                "id": row.need("id"),
                "name": plain(row.need("name")),
                "kind": row.need("kind"),
                "country": row.text("country"),
                "sector": row.text("sector"),
                "aliases": _aliases(row),
                "wikidata": row.text("wikidata"),
            }
        )
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingsError(
            f"{row.place}: {first['loc'][0]} cannot be {first['input']!r}: {first['msg']}"
        ) from error
    return Entry(actor, offices, row.text("part_of"), row.text("organ"))


def _aliases(row: Row) -> tuple[str, ...]:
    """What the actor is called, apart from its adjective and a lone surname."""
    listed = [alias for column in ("aliases", "capital", "metonyms") for alias in row.items(column)]
    marked = [name for name in (row.need("name"),) if name != plain(name)]
    return tuple(dict.fromkeys([*marked, *listed]))


def office_of(text: str, place: str) -> Office:
    """The office that `role@of:from..to` writes.

    >>> office_of("president@IRN:2024-07-28..", "people.tsv:9").since
    datetime.date(2024, 7, 28)
    """
    role, at, rest = text.partition("@")
    of, _, span = rest.partition(":")
    since, dots, until = span.partition("..")
    if not (role and at and of) or (span and not dots):
        raise SettingsError(f"{place}: {text!r} is no office; write role@org:from..to")
    office = Office(role, of, day(since, place), day(until, place))
    if office.since and office.until and office.since >= office.until:
        raise SettingsError(f"{place}: {text!r} ends before it begins")
    return office


def names_of(row: Row) -> Iterator[tuple[Key, Name]]:
    """Every token sequence that can mean the row's actor, with the sense in which it does."""
    seen: set[Key] = set()
    unless, needs = frozenset(row.items("unless")), frozenset(row.items("needs"))
    for column, sense in SENSES.items():
        for alias in (row.need("name"),) if column == "name" else row.items(column):
            for key in sorted(keys(alias) - seen):
                seen.add(key)
                yield key, Name(row.need("id"), sense, unless, needs)
