"""Where the actors of a picture stand: each connected part on its own, the largest first, spread evenly."""

from collections.abc import Mapping, Sequence
from functools import lru_cache

import networkx as nx

from dashboard.picture import Picture
from graph.analysis import layout

WIDE, HIGH = 560, 540  # the canvas of the network, nearly
EVEN = 0.65  # how much of a place is its rank: springs alone leave the busy middle too dense to read
GAP = 0.6

Place = tuple[float, float]


@lru_cache(maxsize=32)
def positions(picture: Picture) -> dict[str, Place]:
    """A place for each actor, in units of about a pixel; the same picture gives the same places."""
    drawn: nx.Graph[str] = nx.Graph([(edge.source, edge.target) for edge in picture.edges])
    parts = sorted((sorted(part) for part in nx.connected_components(drawn)), key=lambda p: (-len(p), p))
    return stretched(packed([_spread(drawn, part) for part in parts]), WIDE, HIGH)


def _spread(drawn: "nx.Graph[str]", part: Sequence[str]) -> dict[str, Place]:
    """One connected part in a square whose side grows with the root of its size."""
    found = layout(list(drawn.subgraph(part).edges))
    if len(found) < len(part):  # an actor that deals only with itself
        found = {id: found.get(id, (0.0, 0.0)) for id in part}
    side = len(part) ** 0.5
    return stretched({id: (_mixed(found, id, 0), _mixed(found, id, 1)) for id in part}, side, side)


def _mixed(found: Mapping[str, Place], id: str, axis: int) -> float:
    values = sorted((place[axis], key) for key, place in found.items())
    low, wide = values[0][0], (values[-1][0] - values[0][0]) or 1
    rank = values.index((found[id][axis], id)) / max(1, len(values) - 1)
    return EVEN * rank + (1 - EVEN) * (found[id][axis] - low) / wide


def packed(parts: Sequence[Mapping[str, Place]]) -> dict[str, Place]:
    """The parts in rows, the first alone in the first."""
    places: dict[str, Place] = {}
    left = top = row_high = 0.0
    widest = max((x for x, _ in parts[0].values()), default=0.0) + 2 * GAP if parts else 0.0
    for number, part in enumerate(parts):
        wide, high = (max(place[axis] for place in part.values()) for axis in (0, 1))
        if number == 1 or (left and left + wide > widest):
            left, top, row_high = 0.0, top + row_high + GAP, 0.0
        places |= {id: (x + left, y + top) for id, (x, y) in part.items()}
        left, row_high = left + wide + 2 * GAP, max(row_high, high)
    return places


def stretched(places: Mapping[str, Place], wide: float, high: float) -> dict[str, Place]:
    """Places moved and scaled to fill a box.

    >>> stretched({"a": (-1, 0), "b": (1, 2)}, 560, 540)
    {'a': (0.0, 0.0), 'b': (560.0, 540.0)}
    """
    if not places:
        return {}
    xs, ys = [x for x, _ in places.values()], [y for _, y in places.values()]
    by = (wide / ((max(xs) - min(xs)) or 1), high / ((max(ys) - min(ys)) or 1))
    moved = {id: ((x - min(xs)) * by[0], (y - min(ys)) * by[1]) for id, (x, y) in places.items()}
    return {id: (round(x, 2), round(y, 2)) for id, (x, y) in moved.items()}
