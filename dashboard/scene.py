"""What the network shows, as one frozen record: filters, focus and budget. It lives in the page's address."""

from collections.abc import Mapping
from datetime import date as Date
from typing import Any, Literal, get_args

from pydantic import Field, ValidationError

from graph.model import EventType, Kind, Record, Status
from graph.queries import EVENT_TYPES, KINDS, Filter

Sign = Literal["cooperation", "conflict", "neutral"]
Budget = Literal[30, 60, 150, 400, 800]
SIGNS: tuple[Sign, ...] = get_args(Sign)
BUDGETS: tuple[Budget, ...] = get_args(Budget)
DEFAULT_STATUSES: tuple[Status, ...] = ("actual", "planned")
LISTS = ("types", "kinds", "statuses", "actors")


class Scene(Record):
    """One picture of the network. Empty `types`, `kinds` or `statuses` mean all of them."""

    types: tuple[EventType, ...] = ()
    kinds: tuple[Kind, ...] = ()
    statuses: tuple[Status, ...] = DEFAULT_STATUSES
    since: Date | None = None
    until: Date | None = None
    actors: tuple[str, ...] = Field(default=(), max_length=20)
    budget: Budget = 60

    def filter(self) -> Filter:
        """The scene as a filter of relations."""
        return Filter(
            types=self.types or EVENT_TYPES,
            kinds=self.kinds or KINDS,
            statuses=self.statuses or get_args(Status),
            since=self.since,
            until=self.until,
            actors=self.actors,
        )

    def address(self) -> dict[str, str]:
        """What differs from the default, as parameters of an address.

        >>> Scene(types=("ASSAULT", "ACCUSE"), since=Date(2025, 3, 1)).address()
        {'types': 'ASSAULT,ACCUSE', 'since': '2025-03-01'}
        """
        default = Scene()
        changed = {n: v for n, v in self if v != getattr(default, n)}
        return {n: ",".join(map(str, v)) if isinstance(v, tuple) else str(v) for n, v in changed.items()}


def scene_of(address: Mapping[str, Any]) -> tuple[Scene, list[str]]:
    """The scene of an address, and the names of the parameters that could not be used.

    >>> scene_of({"types": "ASSAULT", "since": "soon", "utm": "x"})[1]
    ['since']
    """
    given = {name: address[name] for name in Scene.model_fields if address.get(name) is not None}
    values: dict[str, Any] = {
        name: tuple(filter(None, value.split(","))) if name in LISTS else value
        for name, value in given.items()
    }
    if "budget" in values:
        values["budget"] = int(values["budget"]) if str(values["budget"]).isdecimal() else None
    try:
        return Scene(**values), []
    except ValidationError as error:
        wrong = sorted({str(part["loc"][0]) for part in error.errors()})
        kept = {name: value for name, value in values.items() if name not in wrong}
        return Scene(**kept), wrong
