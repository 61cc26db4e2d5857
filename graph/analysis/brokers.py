"""Who stands between others: the brokers of Gould and Fernandez (1989)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import networkx as nx


@dataclass(frozen=True)
class Brokerage:
    """How often an actor is the middle of a way a → b → c where a does not reach c itself, by the groups of
    the three: all in one (coordinator), only the middle in another (consultant), the middle with the last
    (gatekeeper) or with the first (representative), all in different ones (liaison)."""

    coordinator: int
    consultant: int
    gatekeeper: int
    representative: int
    liaison: int

    @property
    def total(self) -> int:
        """All such ways."""
        return self.coordinator + self.consultant + self.gatekeeper + self.representative + self.liaison


def brokers(graph: "nx.DiGraph[str]", group: Mapping[str, object]) -> dict[str, Brokerage]:
    """The brokerage of every actor that has a group; those without one do not count.

    The groups may be blocs (`Blocs.number()`), countries or kinds
    (`networkx.get_node_attributes(graph, "country")`).
    """
    index = {actor: at for at, actor in enumerate(actor for actor in graph if actor in group)}
    bits: dict[object, int] = {}
    for actor, at in index.items():
        bits[group[actor]] = bits.get(group[actor], 0) | 1 << at
    members = [bits[group[actor]] for actor in index]
    reached, sources = [0] * len(index), [list[int]() for _ in index]
    for a, b in graph.edges:
        if a in index and b in index and a != b:
            reached[index[a]] |= 1 << index[b]
            sources[index[b]].append(index[a])
    return {actor: _brokerage(sources[at], reached, members, at) for actor, at in index.items()}


def _brokerage(
    sources: Sequence[int], reached: Sequence[int], members: Sequence[int], broker: int
) -> Brokerage:
    """The roles of one actor, where `members` is the group of each actor. All sets have a bit an actor."""
    coordinator = consultant = gatekeeper = representative = liaison = 0
    own = members[broker]
    for source in sources:
        to = reached[broker] & ~reached[source] & ~(1 << source)
        theirs = members[source]
        if theirs == own:
            inside = (to & own).bit_count()
            coordinator += inside
            representative += to.bit_count() - inside
        else:
            home, back = (to & own).bit_count(), (to & theirs).bit_count()
            gatekeeper += home
            consultant += back
            liaison += to.bit_count() - home - back
    return Brokerage(coordinator, consultant, gatekeeper, representative, liaison)
