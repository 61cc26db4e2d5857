"""The graph, or a view of it, as networkx graphs whose attributes are plain values.

`network` keeps every relation as an edge of its own; `signed` has one edge from one actor to another, with
a weight (how many events) and a tone (from conflict, -10, to cooperation); `dyads` one edge a pair.
"""

from collections.abc import Collection, Iterable
from typing import Any, Literal

import networkx as nx

from graph.analysis import reading
from graph.answers import NetworkActor, Relation
from graph.queries import Filter, Reader

Sign = Literal[-1, 0, 1]
ALL = Filter()


def network(store: Reader, chosen: Filter = ALL) -> "nx.MultiDiGraph[str]":
    """All relations that a filter lets through, keyed by their type.

    A node has `label` (the actor's name), `kind`, `country`, `sector`. An edge has `weight` (events),
    `tone` (their mean intensity), `claims`, `denials`, `standing`, `first` and `last` (ISO dates), and an
    `id` of its own. What is not known is an empty text.
    """
    found = reading.relations(store, chosen)
    sides = (side for relation in found for side in relation[:2])
    return built(reading.actors(store, sides), found)


def signed(store: Reader, chosen: Filter = ALL) -> "nx.DiGraph[str]":
    """All relations that a filter lets through, one edge from one actor to another: see `collapsed`."""
    return collapsed(network(store, chosen))


def built(actors: Iterable[NetworkActor], relations: Iterable[Relation]) -> "nx.MultiDiGraph[str]":
    """The graph that `network` reads, of actors and relations at hand."""
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for actor in sorted(actors):
        graph.add_node(
            actor.id, label=actor.name, kind=actor.kind, country=actor.country, sector=actor.sector
        )
    for relation in sorted(relations):
        graph.add_edge(relation.source, relation.target, key=relation.type, **_attributes(relation))
    return graph


def collapsed(graph: "nx.MultiDiGraph[str]") -> "nx.DiGraph[str]":
    """One edge from one actor to another: `weight` counts events, `tone` is their mean intensity and `sign`
    its sign; `cooperation` and `conflict` count the events of either kind."""
    found: nx.DiGraph[str] = nx.DiGraph()
    found.add_nodes_from(graph.nodes(data=True))
    sums: dict[tuple[str, str], list[float]] = {}
    for source, target, data in graph.edges(data=True):
        known = sums.setdefault((source, target), [0, 0.0, 0, 0])
        known[0] += data["weight"]
        known[1] += data["weight"] * data["tone"]
        known[2] += data["weight"] * (data["tone"] > 0)
        known[3] += data["weight"] * (data["tone"] < 0)
    for (source, target), (weight, told, kind, hostile) in sums.items():
        tone = told / weight
        found.add_edge(source, target, weight=weight, tone=tone, sign=_sign(tone))
        found[source][target].update(cooperation=kind, conflict=hostile)
    return found


def dyads(graph: "nx.DiGraph[str]") -> "nx.Graph[str]":
    """One edge a pair of actors of a `signed` graph, over both directions: `weight`, `tone` and `sign`."""
    found: nx.Graph[str] = nx.Graph()
    found.add_nodes_from(graph.nodes(data=True))
    for source, target, data in graph.edges(data=True):
        if source != target:
            known = found.get_edge_data(source, target, {"weight": 0, "tone": 0.0})
            weight = known["weight"] + data["weight"]
            tone = (known["tone"] * known["weight"] + data["tone"] * data["weight"]) / weight
            found.add_edge(source, target, weight=weight, tone=tone, sign=_sign(tone))
    return found


def restricted(
    graph: "nx.MultiDiGraph[str]", types: Collection[str] | None = None, sign: Sign | None = None
) -> "nx.MultiDiGraph[str]":
    """The edges of a `network` of these types, or of cooperation (1) or conflict (-1), with their actors."""
    kept = [
        (source, target, type, data)
        for source, target, type, data in graph.edges(keys=True, data=True)
        if (types is None or type in types) and (sign is None or _sign(data["tone"]) == sign)
    ]
    ends = {end for edge in kept for end in edge[:2]}
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    found.add_nodes_from((node, data) for node, data in graph.nodes(data=True) if node in ends)
    for source, target, type, data in kept:
        found.add_edge(source, target, key=type, **data)
    return found


def ego(graph: Any, actor: str, radius: int = 1) -> Any:
    """The part of a graph within `radius` steps of an actor, in either direction, of the same class."""
    reached = {actor}
    for _ in range(radius):
        reached |= {near for known in reached for near in nx.all_neighbors(graph, known)}
    return graph.subgraph(reached).copy()


def _attributes(relation: Relation) -> dict[str, Any]:
    """Plain values alone, so that GEXF and GraphML can be written. No `type`: that word is taken in GEXF."""
    return {
        "id": f"{relation.source} {relation.type} {relation.target}",
        "weight": relation.events,
        "tone": relation.intensity,
        "claims": relation.claims,
        "denials": relation.denials,
        "standing": relation.standing,
        "first": relation.first,
        "last": relation.last,
    }


def _sign(tone: float) -> Sign:
    return 1 if tone > 0 else -1 if tone < 0 else 0
