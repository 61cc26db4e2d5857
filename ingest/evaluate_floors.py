"""Floors under the figures: what was reached once is held, on the very gold file it was measured on.

A floor lies a little below what was measured, because parsers differ by a hair between machines.
"""

import hashlib
import math
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from graph.errors import SettingsError
from ingest.evaluate_figures import Score

FLOORS = Path(str(files("ingest").joinpath("data/floors.toml")))
SLACK = 0.005
PRECISION = ("triple precision", "shown precision")
NOT_HELD = "voices of attributed triples"  # falls where more triples are found
ABOUT = """\
# Floors under the figures of `actorgraph evaluate`. A figure below its floor fails the evaluation.
# `digest` is SHA-256 of the gold file: on another file the floors say nothing.
# Raising one is free; `actorgraph evaluate --update-floors` writes all of them as measured, lower ones too.
"""


@dataclass(frozen=True)
class Floors:
    """The floors of one gold file."""

    gold: str
    digest: str
    figures: Mapping[str, float]


@dataclass(frozen=True)
class Below:
    """A figure that is below its floor."""

    score: str
    figure: str
    value: float
    floor: float

    def __str__(self) -> str:
        return f"{self.score}: {self.figure} is {self.value:.3f}, below its floor of {self.floor:.3f}"


def read_floors(path: Path = FLOORS) -> dict[str, Floors]:
    """The floors by the name of the score; none where there is no file yet."""
    if not path.exists():
        return {}
    try:
        raw = tomllib.loads(path.read_text("utf-8"))
        return {name: Floors(v["gold"], v["digest"], dict(v["figures"])) for name, v in raw.items()}
    except (tomllib.TOMLDecodeError, KeyError, TypeError) as error:
        raise SettingsError(
            f"{path} holds no floors ({error!r}); mend it, or delete it and run `evaluate --update-floors`"
        ) from error


def digest(path: Path) -> str:
    """SHA-256 of a gold file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def measured_on(score: Score, floors: Mapping[str, Floors]) -> Floors | None:
    """The floors that hold for a score: those that were measured on the same gold file."""
    known = floors.get(score.name)
    return known if known and known.digest == digest(score.gold) else None


def below(score: Score, floors: Floors) -> Iterator[Below]:
    """The figures that are below their floors; one that is measured no more counts as zero."""
    figures = score.figures()
    for name, floor in floors.figures.items():
        if figures.get(name, 0.0) < floor:
            yield Below(score.name, name, figures.get(name, 0.0), floor)


def floors_of(score: Score) -> Floors:
    """The floors that a score gives: under every f1 and rate, and under some precisions."""
    held = {
        name: max(0.0, math.floor((value - SLACK) * 1000) / 1000)
        for name, value in score.figures().items()
        if name in PRECISION or not name.endswith((" precision", " recall", NOT_HELD))
    }
    return Floors(score.gold.name, digest(score.gold), held)


def write_floors(scores: Sequence[Score], path: Path = FLOORS) -> None:
    """Write the floors of these scores; those of others stay."""
    kept = read_floors(path) | {score.name: floors_of(score) for score in scores}
    path.write_text(ABOUT + "".join(_section(name, floors) for name, floors in kept.items()), "utf-8")


def _section(name: str, floors: Floors) -> str:
    figures = "".join(f'"{figure}" = {value:.3f}\n' for figure, value in floors.figures.items())
    head = f'\n[{name}]\ngold = "{floors.gold}"\ndigest = "{floors.digest}"\n'
    return f"{head}\n[{name}.figures]\n{figures}"
