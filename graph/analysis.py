"""The network of relations as graphs to compute with: who is central, who belongs together, where to draw.

Two views of the same relations: `multigraph` keeps every type as an edge of its own, `signed` has one edge
from one actor to another, with a weight (how many events) and a tone (from conflict, -10, to cooperation).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import networkx as nx
import rustworkx as rx

from graph.answers import RelationRow

Positions = dict[str, tuple[float, float]]
SEED = 1


@dataclass(frozen=True)
class Importance:
    """How much an actor is in the middle of things."""

    events: int  # that it takes part in
    partners: int
    pagerank: float


def multigraph(relations: Iterable[RelationRow]) -> "nx.MultiDiGraph[str]":
    """One edge a relation, keyed by its type; nodes have `name` and `kind`."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for row in sorted(relations, key=lambda r: (r.source, r.target, r.type)):
        graph.add_node(row.source, name=row.source_name, kind=row.source_kind)
        graph.add_node(row.target, name=row.target_name, kind=row.target_kind)
        graph.add_edge(row.source, row.target, key=row.type, relation=row)
    return graph


def signed(relations: Iterable[RelationRow]) -> "nx.DiGraph[str]":
    """One edge from one actor to another: `weight` counts events, `tone` is their mean intensity."""
    graph: nx.DiGraph[str] = nx.DiGraph()
    for row in sorted(relations, key=lambda r: (r.source, r.target, r.type)):
        known = graph.get_edge_data(row.source, row.target, {"weight": 0, "tone": 0.0})
        weight = known["weight"] + row.events
        tone = (known["tone"] * known["weight"] + row.intensity * row.events) / max(weight, 1)
        graph.add_edge(row.source, row.target, weight=weight, tone=tone)
    return graph


def importance(graph: "nx.DiGraph[str]") -> dict[str, Importance]:
    """Events, partners and PageRank of every actor in a `signed` graph."""
    if not graph:
        return {}
    ranks = _pagerank(graph)
    events = dict(graph.degree(weight="weight"))
    return {
        actor: Importance(
            events=int(events[actor]),
            partners=len((set(graph.successors(actor)) | set(graph.predecessors(actor))) - {actor}),
            pagerank=ranks[actor],
        )
        for actor in graph
    }


def _pagerank(graph: "nx.DiGraph[str]") -> dict[str, float]:
    """By rustworkx: networkx would want scipy."""
    names, mirror = list(graph), rx.PyDiGraph()
    index = dict(zip(names, mirror.add_nodes_from(names), strict=True))
    edges = [(index[a], index[b], float(data["weight"])) for a, b, data in graph.edges(data=True)]
    mirror.add_edges_from(edges)
    ranks = rx.pagerank(mirror, weight_fn=float)
    return {name: float(ranks[index[name]]) for name in names}


def communities(graph: "nx.DiGraph[str]", seed: int = SEED) -> list[frozenset[str]]:
    """Groups of actors that deal with each other kindly, the largest first.

    Only edges of cooperation draw actors together; enemies who talk of nothing but each other are no group.
    """
    friendly: nx.Graph[str] = nx.Graph()
    friendly.add_nodes_from(sorted(graph))
    for source, target, data in sorted(graph.edges(data=True), key=lambda e: e[:2]):
        if data["tone"] > 0:
            known = friendly.get_edge_data(source, target, {"weight": 0})
            friendly.add_edge(source, target, weight=known["weight"] + data["weight"])
    found = nx.community.louvain_communities(friendly, weight="weight", seed=seed)
    return sorted((frozenset(group) for group in found), key=lambda group: (-len(group), min(group)))


def layout(edges: Sequence[tuple[str, str]], seed: int = SEED) -> Positions:
    """First positions for drawing, the same for the same edges in any order.

    >>> layout([("a", "b")]) == layout([("b", "a"), ("a", "b")])
    True
    """
    pairs = sorted({(min(edge), max(edge)) for edge in edges})
    names = sorted({name for pair in pairs for name in pair})
    graph = rx.PyGraph()
    index = dict(zip(names, graph.add_nodes_from(names), strict=True))
    graph.add_edges_from([(index[a], index[b], None) for a, b in pairs if a != b])
    if not names:
        return {}
    found = rx.spring_layout(graph, k=2.0 / len(names) ** 0.5, num_iter=50, seed=seed)
    return {name: (float(found[index[name]][0]), float(found[index[name]][1])) for name in names}
