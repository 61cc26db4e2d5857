"""What a check of the graph found, in words, and how two sets of properties are compared."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from math import isclose
from typing import Any

SHOWN = 50
CLOSE = 1e-6
LONGEST = 60


@dataclass(frozen=True)
class Difference:
    """One thing that is otherwise than it should be. `kind` says of what, in the plural: "events"."""

    kind: str
    what: str

    def __str__(self) -> str:
        return f"{self.kind}: {self.what}"


@dataclass
class Differences:
    """All that was found, counted by kind; the first `SHOWN` are kept."""

    shown: list[Difference] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)

    def add(self, kind: str, what: str) -> None:
        """Note one."""
        self.counts[kind] += 1
        if len(self.shown) < SHOWN:
            self.shown.append(Difference(kind, what))

    def compare(self, kind: str, name: str, held: Mapping[str, Any], wanted: Mapping[str, Any]) -> None:
        """Note each property of `held` that is not as in `wanted`; None is the same as no property."""
        for key in sorted(held.keys() | wanted.keys()):
            there, right = held.get(key), wanted.get(key)
            if not same(there, right):
                self.add(kind, f"{name}: {key} is {_told(there)}, and should be {_told(right)}")


def same(one: Any, other: Any) -> bool:
    """Whether two values are one; numbers need only be close.

    >>> same(0.1 + 0.2, 0.3), same(1, True), same(None, 0)
    (True, False, False)
    """
    if isinstance(one, bool) or isinstance(other, bool):
        return one is other
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return isclose(one, other, rel_tol=CLOSE, abs_tol=CLOSE)
    return bool(one == other)


def _told(value: Any) -> str:
    told = "missing" if value is None else repr(value)
    return told if len(told) <= LONGEST else f"{told[:LONGEST]}…"
