"""What a CAMEO actor code says: the state, the kind and the sector of an actor (`data/cameo.toml`)."""

import tomllib
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict

from graph.model import Kind

LETTERS = 3


class Role(BaseModel):
    """A role of a code; the fields are described in `data/cameo.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    codes: str
    kind: Kind
    sector: str
    people: Kind
    persons: bool = False


class Cameo(BaseModel):
    """The whole table."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    states: Mapping[str, str]
    bodies: Mapping[str, tuple[str, str]]
    stateless: Mapping[str, tuple[Kind, str]]
    none: Mapping[str, str]
    role: tuple[Role, ...]


@dataclass(frozen=True)
class Code:
    """A code read: whom it belongs to (`of` is the actor's id), and the role, if any, that it has there."""

    country: str | None
    of: str | None
    kind: Kind
    sector: str | None
    role: Role | None = None


@cache
def cameo() -> Cameo:
    """The table that ships."""
    return Cameo.model_validate(tomllib.loads(files("ingest").joinpath("data/cameo.toml").read_text("utf-8")))


@cache
def roles() -> Mapping[str, Role]:
    """All roles by their letters."""
    return {code: role for role in cameo().role for code in role.codes.split()}


@cache
def sectors() -> frozenset[str]:
    """All sectors that an actor can have."""
    return frozenset(role.sector for role in cameo().role)


def read_code(text: str, states: Set[str]) -> Code | None:
    """What a code says; None where it names nobody ("---"). `states` are the codes of states.

    >>> read_code("AFGMIL", {"AFG"}).sector, read_code("IGOUNOREF", set()).of, read_code("---", set())
    ('MIL', 'un', None)
    """
    parts = [text[i : i + LETTERS] for i in range(0, len(text), LETTERS)]
    if not parts or not parts[0].isalpha():
        return None
    first = cameo().states.get(parts[0], parts[0])
    told = [part for part in parts if part in roles()]
    told = [part for part in told if part not in cameo().stateless] or told
    role = roles()[told[0]] if told else None
    if first in states:
        return Code(first, first, role.kind if role else "state", role.sector if role else "GOV", role)
    body = next((cameo().bodies[part] for part in parts if part in cameo().bodies), None)
    kind, sector = cameo().stateless.get(first, (role.kind if role else None, role.sector if role else None))
    if kind is None:
        return None
    if kind == "international_org":
        code, of = body or ("IGO", None)
        return Code(code, of, kind, role.sector if role else None, role)
    country = next((part for part in parts[1:] if part in states), None)
    return Code(country, country, role.kind if role else kind, role.sector if role else sector, role)


def letters(codes: Set[str]) -> Iterator[str]:
    """Of bare codes, those that can only be states, though none is known by them (invented worlds)."""
    table = cameo()
    taken = {*table.states, *table.bodies, *table.stateless, *roles(), *table.none["apart"].split()}
    yield from (
        code for code in sorted(codes) if len(code) == LETTERS and code.isalpha() and code not in taken
    )
