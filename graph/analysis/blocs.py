"""Who stands with whom: signed blocs with few hostile pairs inside and few friendly ones between, and
communities of friends.

Blocs are found by local search (Doreian and Mrvar 1996): every actor moves to the bloc that pulls most, then
some are thrown about and settle again, and the best is kept. Frustration counts the pairs against it.
"""

import random
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

import networkx as nx

SEED = 1
ROUNDS, WORK = 60, 1_000_000  # throws for a small graph; pairs to look at for a large one
LEAST = 1e-9  # of a gain: sums of fractions are never quite even

Pulls = list[dict[int, float]]  # of each actor: neighbour to signed weight


@dataclass(frozen=True)
class Blocs:
    """A partition of the actors that have a signed pair, the largest bloc first, and what is against it:
    hostile pairs inside a bloc and friendly ones between blocs."""

    groups: tuple[frozenset[str], ...]
    frustrated: int  # pairs against it
    pairs: int  # that have a sign
    frustrated_weight: float
    weight: float

    def number(self) -> dict[str, int]:
        """Which bloc each actor is in, from 0."""
        return {actor: at for at, group in enumerate(self.groups) for actor in group}


def blocs(dyads: "nx.Graph[str]", k: int | None = None, *, weighted: bool = False, seed: int = SEED) -> Blocs:
    """At most `k` blocs of the graph that `dyads` gives, or as many as fit best; the same for the same seed.

    Every pair counts the same, or as much as its events where `weighted`.
    """
    if k is not None and k < 1:
        raise ValueError(f"there is at least one bloc, not {k}")
    names, pulls = _pulls(dyads, weighted)
    place = _search(pulls, k, random.Random(seed)) if names else []
    members: dict[int, set[str]] = {}
    for name, bloc in zip(names, place, strict=True):
        members.setdefault(bloc, set()).add(name)
    groups = sorted(map(frozenset, members.values()), key=lambda group: (-len(group), min(group)))
    return judged(dyads, groups)


def judged(dyads: "nx.Graph[str]", groups: Sequence[frozenset[str]]) -> Blocs:
    """How much of a graph is against these blocs, whoever made them. Every actor with a signed pair has to
    be in one."""
    number = {actor: at for at, group in enumerate(groups) for actor in group}
    pairs = [(a, b, data) for a, b, data in dyads.edges(data=True) if data["sign"] and a != b]
    against = [data for a, b, data in pairs if (number[a] == number[b]) != (data["sign"] > 0)]
    return Blocs(
        groups=tuple(groups),
        frustrated=len(against),
        pairs=len(pairs),
        frustrated_weight=sum(data.get("weight", 1) for data in against),
        weight=sum(data.get("weight", 1) for _, _, data in pairs),
    )


def communities(dyads: "nx.Graph[str]", seed: int = SEED) -> list[frozenset[str]]:
    """Groups of actors that deal with each other kindly (Louvain), the largest first.

    Only pairs of cooperation draw actors together; enemies who talk of nothing but each other are no group.
    """
    friendly: nx.Graph[str] = nx.Graph()
    friendly.add_nodes_from(sorted(dyads))
    kind = [
        (min(a, b), max(a, b), data["weight"]) for a, b, data in dyads.edges(data=True) if data["sign"] > 0
    ]
    friendly.add_weighted_edges_from(sorted(kind))
    found = nx.community.louvain_communities(friendly, weight="weight", seed=seed)
    return sorted((frozenset(group) for group in found), key=lambda group: (-len(group), min(group)))


def _pulls(dyads: "nx.Graph[str]", weighted: bool) -> tuple[list[str], Pulls]:
    pairs = [(a, b, data) for a, b, data in dyads.edges(data=True) if data["sign"] and a != b]
    names = sorted({end for pair in pairs for end in pair[:2]})
    index, pulls = {name: at for at, name in enumerate(names)}, [dict[int, float]() for _ in names]
    for a, b, data in sorted(pairs, key=lambda pair: pair[:2]):
        pull = data["sign"] * (data["weight"] if weighted else 1)
        pulls[index[a]][index[b]] = pulls[index[b]][index[a]] = pull
    return names, pulls


def _search(pulls: Pulls, k: int | None, rng: random.Random) -> list[int]:
    """The best place found for each actor: settled, thrown about and settled again."""
    count, work = len(pulls), sum(map(len, pulls))
    start = list(range(count)) if k is None else [rng.randrange(k) for _ in range(count)]
    best = _settled(pulls, start, k, range(count))
    score = _inside(pulls, best)
    for _ in range(min(ROUNDS, max(1, WORK // work))):
        share = rng.random() ** 2  # mostly a few, now and then nearly all
        thrown = rng.sample(range(count), min(count, max(2, int(count * share))))
        tried = list(best)
        for actor in thrown:
            tried[actor] = rng.randrange(k) if k else tried[rng.randrange(count)]
        tried = _settled(pulls, tried, k, thrown)
        if (reached := _inside(pulls, tried)) >= score:
            best, score = tried, reached
    return best


def _inside(pulls: Pulls, place: Sequence[int]) -> float:
    """Twice the signed weight inside blocs: as high as frustration is low."""
    return sum(
        pull
        for actor, near in enumerate(pulls)
        for other, pull in near.items()
        if place[actor] == place[other]
    )


def _settled(pulls: Pulls, place: Sequence[int], k: int | None, first: Sequence[int]) -> list[int]:
    """Actors moved until none wants to; where the number of blocs is free, whole blocs are joined too."""
    place = _moved(pulls, list(place), k, first)
    while k is None:
        number = {bloc: at for at, bloc in enumerate(sorted(set(place)))}
        place = [number[bloc] for bloc in place]
        between = [dict[int, float]() for _ in number]
        for actor, near in enumerate(pulls):
            for other, pull in near.items():
                if (bloc := place[actor]) != (there := place[other]):
                    between[bloc][there] = between[bloc].get(there, 0) + pull
        joined = _moved(between, list(range(len(number))), None, range(len(number)))
        if len(set(joined)) == len(number):
            break
        place = _moved(pulls, [joined[bloc] for bloc in place], None, range(len(pulls)))
    return place


def _moved(pulls: Pulls, place: list[int], k: int | None, first: Sequence[int]) -> list[int]:
    """Every actor in the bloc that pulls most, beginning with some; moves `place` itself."""
    waiting, queued = deque(first), set(first)
    unused = max(place, default=0) + 1
    while waiting:
        actor = waiting.popleft()
        queued.discard(actor)
        towards: dict[int, float] = {}
        for other, pull in pulls[actor].items():
            towards[place[other]] = towards.get(place[other], 0) + pull
        empty = (
            unused if k is None else next((bloc for bloc in range(k) if bloc not in towards), place[actor])
        )
        towards.setdefault(empty, 0)
        best = max(towards, key=lambda bloc: (towards[bloc], -bloc))
        if towards[best] > towards.get(place[actor], 0) + LEAST:
            unused += best == unused
            place[actor] = best
            waiting += [other for other in pulls[actor] if other not in queued]
            queued |= pulls[actor].keys()
    return place
