"""A user's own actors laid over those that ship: added, replaced, and checked before anything is coded."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import combinations
from pathlib import Path

from graph.errors import SettingsError
from ingest.catalogue import Catalogue, Name, Office, build, catalogue, holders, no_collection, shipped
from ingest.catalogue_cameo import sectors
from ingest.catalogue_dictionaries import dictionary
from ingest.catalogue_dictionaries_lines import is_dictionary
from ingest.catalogue_entries import office_of
from ingest.catalogue_files import Row, rows_of, text_of

BODIES = frozenset({"UNO", "EUR", "IGO"})


def load(paths: Iterable[Path] = ()) -> Catalogue:
    """The shipped catalogue, with the actors of a user's own files, which add to it or replace its.

    A file is in the form of those that ship, or a PETRARCH or TABARI dictionary of actors or agents.
    """
    return _loaded(tuple((str(path), text_of(path)) for path in paths))


@lru_cache(maxsize=4)
def _loaded(files: tuple[tuple[str, str], ...]) -> Catalogue:
    if not files:
        return catalogue()
    rows: list[Row] = []
    told: list[Row] = []
    faults: list[str] = []
    for name, text in files:
        if is_dictionary(text):
            read = dictionary(text, name, catalogue())
            told += read.rows
            faults += read.faults
        else:
            rows += rows_of(text, name)
    with no_collection():
        both = replace(build(shipped(), (*told, *rows)), faults=tuple(faults))
        mine = {row.need("id"): row for row in rows if row.text("id") and not row.text("alias")}
        _check(both, mine)
        return _succeeded(both, mine)


def _check(both: Catalogue, own: Mapping[str, Row]) -> None:
    """What the user's rows point to is there, and no two of them say different things."""
    states = {id for id, entry in both.entries.items() if entry.actor.kind == "state"}
    for id, row in own.items():
        entry = both.entries[id]
        country, sector = entry.actor.country, entry.actor.sector
        if country and country not in states | BODIES:
            raise _wrong(row, f"no state has the code {country!r}; write its ISO 3166 code, as FRA")
        if sector and sector not in sectors():
            raise _wrong(row, f"{sector!r} is no sector; known are {' '.join(sorted(sectors()))}")
        for other in filter(None, (entry.part_of, *(office.of for office in entry.offices))):
            if other not in both.entries:
                raise _wrong(row, f"{other!r} is the id of no actor; add it, or write the id of a known one")
    _check_names(both, own)


def _check_names(both: Catalogue, own: Mapping[str, Row]) -> None:
    for key, names in both.names.items():
        mine = [name for name in names if name.entry in own]
        for one, other in combinations(mine, 2):
            if not decided(both, one, other):
                first, second = own[one.entry], own[other.entry]
                said = f"{' '.join(key)!r} names {one.entry!r} ({first.place}) and {other.entry!r}"
                raise _wrong(second, f"{said}; tell with `needs` or `unless` which words decide")


def decided(known: Catalogue, one: Name, other: Name) -> bool:
    """Whether a rule tells two meanings of one name apart: words around it, dates of office, the country."""
    if one.unless or one.needs or other.unless or other.needs or one.sense != other.sense:
        return True
    first, second = known.entries[one.entry], known.entries[other.entry]
    dated = bool(first.offices and second.offices)
    return dated or first.actor.country != second.actor.country


def _wrong(row: Row, said: str) -> SettingsError:
    return SettingsError(f"{row.place}: {said}")


def _succeeded(both: Catalogue, own: Mapping[str, Row]) -> Catalogue:
    """An office that one alone can hold ends where its holder by the user's files begins."""
    entries = dict(both.entries)
    mine = {id: {office_of(text, row.place) for text in row.items("offices")} for id, row in own.items()}
    for (role, _), held in holders(entries).items():
        new = [(office, id) for office, id in held if office in mine.get(id, ())]
        if role in both.several or not new:
            continue
        _check_holders(new, own)
        for office, id in held:
            if (office, id) not in new:
                left = _before(office, [later for later, of in new if of != id])
                offices = (left if one == office else one for one in entries[id].offices)
                entries[id] = replace(entries[id], offices=tuple(filter(None, offices)))
    return replace(both, entries=entries, _holders=holders(entries))


def _check_holders(held: Sequence[tuple[Office, str]], own: Mapping[str, Row]) -> None:
    for (one, a), (other, b) in combinations(held, 2):
        if a != b and overlap(one, other):
            said = f"{b!r} and {a!r} ({own[a].place}) both hold {one.role}@{one.of}"
            raise _wrong(
                own[b], f"{said} at one time; give the earlier one an end, as 2020-01-20..2024-07-28"
            )


def overlap(one: Office, other: Office) -> bool:
    """Whether two offices have a day in common.

    >>> overlap(Office("king", "NOR", date(1991, 1, 17)), Office("king", "NOR", None, date(1991, 1, 17)))
    False
    """
    starts = max(one.since or date.min, other.since or date.min)
    return starts < min(one.until or date.max, other.until or date.max)


def _before(office: Office, others: Iterable[Office]) -> Office | None:
    """What is left of an office before the others begin."""
    for other in others:
        if overlap(office, other):
            if other.since is None or (office.since or date.min) >= other.since:
                return None
            office = replace(office, until=other.since)
    return office
