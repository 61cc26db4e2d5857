"""How one actor is connected with another, on `signed` graphs; `restricted` first, to go by some types or by
one sign alone."""

from dataclasses import dataclass
from itertools import islice, pairwise
from typing import Any

import networkx as nx

from graph.errors import InputError


@dataclass(frozen=True)
class Path:
    """A way from one actor to another. `signs` and `events` are of its steps."""

    actors: tuple[str, ...]
    events: tuple[int, ...]
    signs: tuple[int, ...]

    @property
    def hops(self) -> int:
        """How many steps."""
        return len(self.events)

    @property
    def weakest(self) -> int:
        """The events of its weakest step."""
        return min(self.events, default=0)

    @property
    def sign(self) -> int:
        """What it makes of its ends: the enemy of an enemy is a friend (1), the friend of one is not (-1)."""
        sign = 1
        for step in self.signs:
            sign *= step
        return sign


def paths(
    graph: "nx.Graph[str]", source: str, target: str, limit: int = 1, *, by_strength: bool = False
) -> list[Path]:
    """The `limit` shortest ways without a loop (Yen 1971), the first first; none where there is no way.

    The length is the number of steps; or, `by_strength`, each step costs one over its events. Give `dyads`
    to go against the direction of edges too. InputError for an actor that is not in the graph.
    """
    for actor in (source, target):
        if actor not in graph:
            raise InputError(f"{actor!r} is not in this network; a wider filter may have it")
    if source == target:
        return [Path((source,), (), ())]
    found = nx.shortest_simple_paths(graph, source, target, weight=_cost if by_strength else None)
    try:
        return [_path(graph, actors) for actors in islice(found, limit)]
    except nx.NetworkXNoPath:
        return []


def _path(graph: "nx.Graph[str]", actors: list[str]) -> Path:
    steps = [graph[one][other] for one, other in pairwise(actors)]
    return Path(tuple(actors), tuple(step["weight"] for step in steps), tuple(step["sign"] for step in steps))


def _cost(source: Any, target: Any, data: Any) -> float:
    return 1 / float(data["weight"])
