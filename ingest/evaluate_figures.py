"""The figures of an evaluation: counts, what follows from them, and the measures of one gold set."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal


@dataclass(frozen=True)
class Share:
    """How many are right, of those that were told and of those in the gold.

    >>> half = Share(hit=1, told=2, gold=4)
    >>> half.precision, half.recall, round(half.f1, 3)
    (0.5, 0.25, 0.333)
    """

    hit: int
    told: int
    gold: int

    @property
    def precision(self) -> float:
        return self.hit / self.told if self.told else 0.0

    @property
    def recall(self) -> float:
        return self.hit / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        p, r = self.precision, self.recall
        return 2 * p * r / (p + r) if p + r else 0.0


@dataclass(frozen=True)
class Measure:
    """One measure: a share, or a plain rate of `hit` out of `gold` where nothing can be told too much."""

    name: str
    share: Share
    rate: bool = False

    def figures(self) -> Iterator[tuple[str, float]]:
        """The figures that a floor can hold, by name."""
        if self.rate:
            yield self.name, self.share.recall
        else:
            yield f"{self.name} precision", self.share.precision
            yield f"{self.name} recall", self.share.recall
            yield f"{self.name} f1", self.share.f1


@dataclass(frozen=True)
class Miss:
    """One thing that is wrong: of which class, where, and what."""

    kind: str
    place: str
    what: str
    quote: str


Kind = Literal["whole", "split", "told", "gold"]


@dataclass(frozen=True)
class Table:
    """A measure taken apart: by type, by category, by construction.

    `kind` tells what a row's share means. whole: all three counts are of the row; split: what is right counts
    in the gold's row and what is told in ours, so that a row has no precision; told: the row is known of what
    is told alone (precision); gold: of what is coded alone (recall).
    """

    title: str
    rows: tuple[Measure, ...]
    kind: Kind = "whole"


@dataclass(frozen=True)
class Score:
    """All measures on one gold file. `notes` are further lines to print, `misses` what went wrong."""

    name: str
    gold: Path
    measures: tuple[Measure, ...]
    misses: tuple[Miss, ...] = ()
    notes: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()

    def figures(self) -> dict[str, float]:
        """Every figure of the measures by name."""
        return {name: value for measure in self.measures for name, value in measure.figures()}

    def noted(self, note: str) -> "Score":
        """The same with one more note."""
        return replace(self, notes=(*self.notes, note))
