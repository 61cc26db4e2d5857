"""The event types, with their modes, quads and intensities, read from `data/ontology.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Literal

from pydantic import BaseModel, ConfigDict

from graph.model import EventType

Quad = Literal["verbal cooperation", "material cooperation", "verbal conflict", "material conflict"]


class TypeEntry(BaseModel):
    """One event type. `intensity` runs from -10 (conflict) to +10 (cooperation)."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: EventType
    quad: Quad
    intensity: float
    definition: str
    example: str
    modes: tuple[str, ...] = ()
    one_sided: bool = False


@cache
def ontology() -> dict[str, TypeEntry]:
    """All sixteen types by name, in the order of the data file.

    >>> ontology()["ASSAULT"].intensity
    -9.0
    """
    raw = tomllib.loads(files("graph").joinpath("data/ontology.toml").read_text("utf-8"))
    entries = [TypeEntry(**entry) for entry in raw["type"]]
    return {entry.type: entry for entry in entries}
