"""Structural balance of a signed graph: is the enemy of my enemy my friend? And is a deed returned?"""

from dataclasses import dataclass

import networkx as nx


@dataclass(frozen=True)
class Triads:
    """The triangles of a signed graph, by the number of their negative edges."""

    friends: int  # none
    torn: int  # one: two friends of mine are enemies
    allied: int  # two: the enemy of my enemy is my friend
    enemies: int  # three

    @property
    def total(self) -> int:
        """All triangles whose three edges have a sign."""
        return self.friends + self.torn + self.allied + self.enemies

    @property
    def balanced(self) -> float:
        """The share of triangles without or with two negative edges (Heider); 1.0 where there are none."""
        return (self.friends + self.allied) / self.total if self.total else 1.0

    @property
    def clusterable(self) -> float:
        """The share that several blocs allow: all but one negative edge (Davis); 1.0 where there are none."""
        return 1 - self.torn / self.total if self.total else 1.0


@dataclass(frozen=True)
class Reciprocity:
    """How many of the edges from one actor to another are returned, and how many in kind."""

    edges: int
    returned: int
    in_kind: int  # with the same sign


def triads(dyads: "nx.Graph[str]") -> Triads:
    """Counts the triangles of the graph that `dyads` gives; edges without a sign are none."""
    index = {actor: at for at, actor in enumerate(dyads)}
    kind, hostile = [0] * len(index), [0] * len(index)  # sets of neighbours, a bit for each actor
    signed = ((a, b, int(data["sign"])) for a, b, data in dyads.edges(data=True))
    edges = [(index[a], index[b], sign) for a, b, sign in signed if sign and a != b]
    for a, b, sign in edges:
        side = kind if sign > 0 else hostile
        side[a] |= 1 << b
        side[b] |= 1 << a
    friends = torn = allied = enemies = 0
    for a, b, sign in edges:
        if sign > 0:
            friends += (kind[a] & kind[b]).bit_count()
            allied += (hostile[a] & hostile[b]).bit_count()
        else:
            torn += (kind[a] & kind[b]).bit_count()
            enemies += (hostile[a] & hostile[b]).bit_count()
    return Triads(friends // 3, torn, allied, enemies // 3)


def reciprocity(graph: "nx.DiGraph[str]") -> Reciprocity:
    """Of a `signed` graph. A mutual event has one direction in the graph (its sides stand in alphabetical
    order), so that talks by themselves look unreturned."""
    edges = [(a, b, data["sign"]) for a, b, data in graph.edges(data=True) if a != b]
    back = [(sign, graph[b][a]["sign"]) for a, b, sign in edges if graph.has_edge(b, a)]
    return Reciprocity(len(edges), len(back), sum(one == other for one, other in back))
