"""Where to draw actors."""

from collections.abc import Sequence

import rustworkx as rx

Positions = dict[str, tuple[float, float]]
SEED = 1


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
