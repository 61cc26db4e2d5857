"""Who is central: counts, PageRank, hubs and authorities by rustworkx, and measures of shortest paths, which
are taken from a sample of actors where the graph is large."""

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
import numpy as np
import rustworkx as rx
from numpy.typing import NDArray

SEED = 1
EXACT = 20_000_000  # actors times edges: up to here all shortest paths are counted, a few seconds' work
SAMPLE = 200

Step = tuple[NDArray[np.intp], NDArray[np.intp]]


@dataclass(frozen=True)
class Importance:
    """How much an actor is in the middle of things. `given` and `taken` count events; `hub` is high for who
    acts on authorities, `authority` for whom hubs act on."""

    given: int
    taken: int
    partners: int
    pagerank: float
    hub: float
    authority: float

    @property
    def events(self) -> int:
        """In how many events it is a side."""
        return self.given + self.taken


def importance(graph: "nx.DiGraph[str]") -> dict[str, Importance]:
    """What is cheap to know of every actor in a `signed` graph. Weights are counts of events, of any sign."""
    if not graph.number_of_edges():
        return {actor: Importance(0, 0, 0, 1 / len(graph), 0.0, 0.0) for actor in graph}
    mirror = _mirror(graph)
    ranks = rx.pagerank(mirror, weight_fn=float)
    hubs, authorities = rx.hits(mirror, weight_fn=float)
    given, taken = dict(graph.out_degree(weight="weight")), dict(graph.in_degree(weight="weight"))
    return {
        actor: Importance(
            given=int(given[actor]),
            taken=int(taken[actor]),
            partners=len((graph.succ[actor].keys() | graph.pred[actor].keys()) - {actor}),
            pagerank=ranks[index],
            hub=hubs[index],
            authority=authorities[index],
        )
        for index, actor in enumerate(graph)
    }


def betweenness(graph: "nx.DiGraph[str]", sample: int | None = None, seed: int = SEED) -> dict[str, float]:
    """On what share of the shortest paths of others an actor lies.

    Exact for small graphs; for large ones estimated from the paths out of `sample` actors (200 unless told).
    """
    count, scale = len(graph), 1 / max(1, (len(graph) - 1) * (len(graph) - 2))
    if sample is None and count * graph.number_of_edges() <= EXACT:
        found = rx.digraph_betweenness_centrality(_mirror(graph), normalized=False)
        return {actor: found[index] * scale for index, actor in enumerate(graph)}
    edges, sources, total = _edges(graph), _sampled(count, sample, seed), np.zeros(count)
    for source in sources:
        total += _dependencies(list(_steps(edges, source, count)), source, count)
    return _named(graph, total * scale * count / max(1, len(sources)))


def closeness(graph: "nx.DiGraph[str]", sample: int | None = None, seed: int = SEED) -> dict[str, float]:
    """How near an actor is to those who can reach it: the mean of one over the steps (harmonic closeness;
    0 for whom nobody reaches). Exact up to 200 actors, else estimated from `sample` of them."""
    count, edges, total = len(graph), _edges(graph), np.zeros(len(graph))
    sources = _sampled(count, sample, seed)
    for source in sources:
        for distance, (_, reached) in enumerate(_steps(edges, source, count), 1):
            total[np.unique(reached)] += 1 / distance
    others = np.full(count, len(sources), float)
    others[sources] -= 1
    return _named(graph, total / np.maximum(1, others))


def _mirror(graph: "nx.DiGraph[str]") -> Any:
    """The graph for rustworkx, with weights, in the same order."""
    index, mirror = {actor: at for at, actor in enumerate(graph)}, rx.PyDiGraph()
    mirror.add_nodes_from(list(graph))
    mirror.add_edges_from(
        [(index[a], index[b], float(weight)) for a, b, weight in graph.edges(data="weight", default=1)]
    )
    return mirror


def _edges(graph: "nx.DiGraph[str]") -> Step:
    index = {actor: at for at, actor in enumerate(graph)}
    pairs = np.array([(index[a], index[b]) for a, b in graph.edges], dtype=np.intp).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def _sampled(count: int, sample: int | None, seed: int) -> list[int]:
    return sorted(random.Random(seed).sample(range(count), min(count, sample or SAMPLE)))


def _steps(edges: Step, source: int, count: int) -> Iterator[Step]:
    """The edges on shortest paths from a source, one array for each distance (breadth first)."""
    reached, front = np.zeros(count, bool), np.zeros(count, bool)
    reached[source] = front[source] = True
    while front.any():
        used = front[edges[0]] & ~reached[edges[1]]
        step = edges[0][used], edges[1][used]
        if len(step[0]):
            yield step
        front = np.zeros(count, bool)
        front[step[1]] = True
        reached |= front


def _dependencies(steps: Sequence[Step], source: int, count: int) -> NDArray[np.float64]:
    """How much of the shortest paths from a source goes through each node (Brandes 2001)."""
    paths, through = np.zeros(count), np.zeros(count)
    paths[source] = 1
    for near, far in steps:
        paths += np.bincount(far, paths[near], count)
    for near, far in reversed(steps):
        through += np.bincount(near, paths[near] / paths[far] * (1 + through[far]), count)
    through[source] = 0
    return through


def _named(graph: "nx.DiGraph[str]", values: NDArray[np.float64]) -> dict[str, float]:
    return {actor: float(values[index]) for index, actor in enumerate(graph)}
