"""How long graph.analysis takes: `python tests/benchmark/analysis.py` on an invented network of 10,000 actors
and 100,000 relations; with `--store` also how long the graph behind the usual settings takes to read.
"""

import argparse
import random
import time
from collections.abc import Callable
from datetime import date
from itertools import accumulate
from typing import Any, get_args

from graph import analysis
from graph.answers import NetworkActor, Relation
from graph.model import EventType
from graph.ontology import ontology
from graph.queries import Filter
from graph.settings import Settings
from graph.store import GraphStore

TYPES = get_args(EventType)


def timed(what: str, work: Callable[[], Any]) -> Any:
    """The result of some work; prints how long it took."""
    start = time.perf_counter()
    found = work()
    print(f"{what:28} {time.perf_counter() - start:7.2f} s", flush=True)
    return found


def invented(actors: int, relations: int, seed: int = 1) -> tuple[list[NetworkActor], list[Relation]]:
    """Four camps with a few busy actors; one deed in ten crosses the lines."""
    rng = random.Random(seed)
    busy = list(accumulate(1 / (rank + 10) ** 0.7 for rank in range(actors)))
    by_sign = {sign: [t for t in TYPES if (ontology()[t].intensity > 0) == sign] for sign in (True, False)}
    found: dict[tuple[str, str, str], Relation] = {}
    while len(found) < relations:
        one, other = rng.choices(range(actors), cum_weights=busy, k=2)
        if one != other:
            kind = (one % 4 == other % 4) != (rng.random() < 0.1)
            key = (f"actor-{one:05d}", f"actor-{other:05d}", rng.choice(by_sign[kind]))
            numbers = (rng.randrange(1, 5), 3, 0, "single", ontology()[key[2]].intensity)
            found[key] = Relation(*key, *numbers, "2024-01-01", "2024-12-31")
    nodes = [NetworkActor(f"actor-{n:05d}", f"Actor {n}", "state", f"C{n % 4}", "GOV") for n in range(actors)]
    return nodes, list(found.values())


def measure(network: Any) -> None:
    """Everything that can be asked of a network."""
    signed = timed("collapsed", lambda: analysis.collapsed(network))
    pairs = timed("dyads", lambda: analysis.dyads(signed))
    timed("importance", lambda: analysis.importance(signed))
    timed("betweenness, sampled", lambda: analysis.betweenness(signed, sample=200))
    timed("closeness, sampled", lambda: analysis.closeness(signed))
    timed("communities", lambda: analysis.communities(pairs))
    timed("triads", lambda: analysis.triads(pairs))
    timed("reciprocity", lambda: analysis.reciprocity(signed))
    found = timed("blocs, at most 4", lambda: analysis.blocs(pairs, 4))
    print(f"  {found.frustrated} of {found.pairs} pairs against {[len(g) for g in found.groups]}")
    free = timed("blocs, as many as fit", lambda: analysis.blocs(pairs))
    print(f"  {free.frustrated} of {free.pairs} pairs against {len(free.groups)} blocs")
    timed("brokers", lambda: analysis.brokers(signed, found.number()))
    ends = sorted(pairs, key=pairs.degree)[-400:]
    timed("ten shortest paths", lambda: analysis.paths(signed, ends[0], ends[-1], 10))
    timed("ten strongest paths", lambda: analysis.paths(signed, ends[0], ends[-1], 10, by_strength=True))
    timed("ego", lambda: analysis.ego(signed, ends[-1]))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--store", action="store_true", help="read the graph that the settings name")
    parser.add_argument("--actors", type=int, default=10_000)
    parser.add_argument("--relations", type=int, default=100_000)
    given = parser.parse_args()
    if not given.store:
        rows = invented(given.actors, given.relations)
        measure(timed("built", lambda: analysis.built(*rows)))
        return
    with GraphStore.open(Settings.from_environment(), role="analyst") as store:
        network = timed("read, stored relations", lambda: analysis.network(store))
        print(f"  {len(network)} actors, {network.number_of_edges()} relations")
        always = Filter(since=date(1900, 1, 1))
        timed("read, from events", lambda: analysis.network(store, always))
        measure(network)


if __name__ == "__main__":
    main()
