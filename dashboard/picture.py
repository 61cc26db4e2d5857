"""The network as it is drawn: one arrow for each pair, direction and sign, the strongest first."""

from collections import defaultdict
from collections.abc import Sequence

from dashboard.scene import SIGNS, Sign
from dashboard.wording import sign
from graph.answers import RelationRow
from graph.model import Kind, Record

RELATIONS_READ = 5_000


class Node(Record):
    """An actor of the picture; `events` counts what it takes part in, in this picture."""

    id: str
    name: str
    kind: Kind
    events: int


class Edge(Record):
    """All relations of one sign from one actor to another."""

    source: str
    target: str
    sign: Sign
    relations: tuple[RelationRow, ...]

    @property
    def events(self) -> int:
        """How many events it stands for."""
        return sum(r.events for r in self.relations)

    @property
    def disputed(self) -> bool:
        """Whether somebody denies any of it."""
        return any(r.standing in ("contested", "denied") for r in self.relations)


class Picture(Record):
    """What is drawn, and how much is not. `cut` where even more was not read from the graph."""

    nodes: tuple[Node, ...] = ()
    edges: tuple[Edge, ...] = ()
    hidden_edges: int = 0
    hidden_nodes: int = 0
    cut: bool = False


def picture_of(relations: Sequence[RelationRow], budget: int) -> Picture:
    """The picture of some relations, with at most `budget` arrows."""
    edges = sorted(_edges(relations), key=lambda e: (-e.events, e.source, e.target, e.sign))
    shown, hidden = edges[:budget], edges[budget:]
    nodes = _nodes(shown)
    seen = {node.id for node in nodes}
    return Picture(
        nodes=tuple(nodes),
        edges=tuple(shown),
        hidden_edges=len(hidden),
        hidden_nodes=len({end for e in hidden for end in (e.source, e.target)} - seen),
        cut=len(relations) >= RELATIONS_READ,
    )


def _edges(relations: Sequence[RelationRow]) -> list[Edge]:
    grouped: dict[tuple[str, str, Sign], list[RelationRow]] = defaultdict(list)
    for relation in relations:
        grouped[relation.source, relation.target, sign(relation.intensity)].append(relation)
    return [
        Edge(source=source, target=target, sign=which, relations=tuple(rows))
        for (source, target, which), rows in grouped.items()
    ]


def _nodes(edges: Sequence[Edge]) -> list[Node]:
    names: dict[str, tuple[str, Kind]] = {}
    events: dict[str, int] = defaultdict(int)
    for edge in edges:
        first = edge.relations[0]
        names[edge.source] = first.source_name, first.source_kind
        names[edge.target] = first.target_name, first.target_kind
        for end in {edge.source, edge.target}:
            events[end] += edge.events
    ordered = sorted(names, key=lambda id: (-events[id], id))
    return [Node(id=id, name=names[id][0], kind=names[id][1], events=events[id]) for id in ordered]


def curves(edges: Sequence[Edge]) -> list[float]:
    """How much each arrow bends, so that parallel ones and both directions are told apart."""
    lanes: dict[frozenset[str], list[tuple[str, Sign]]] = defaultdict(list)
    for edge in edges:
        lanes[frozenset((edge.source, edge.target))].append((edge.source, edge.sign))
    bends = []
    for edge in edges:
        same_way = [s for source, s in lanes[frozenset((edge.source, edge.target))] if source == edge.source]
        alone = len(lanes[frozenset((edge.source, edge.target))]) == 1
        lane = sorted(same_way, key=SIGNS.index).index(edge.sign)
        bends.append(0.0 if alone else 0.12 + 0.14 * lane)
    return bends
