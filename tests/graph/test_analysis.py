"""The measures of graph.analysis against small graphs whose answers are known."""

import tomllib
from itertools import pairwise
from pathlib import Path

import networkx as nx
import pytest

from graph import analysis
from graph.errors import InputError

TRIBES = Path(__file__).with_name("tribes.toml")


def signed(*edges):
    """A signed graph of (source, target, sign) or (source, target, sign, events)."""
    graph = nx.DiGraph()
    for source, target, sign, *events in edges:
        graph.add_edge(source, target, weight=events[0] if events else 1, tone=5.0 * sign, sign=sign)
    return graph


def triangle(*signs):
    return analysis.dyads(signed(*((a, b, s) for (a, b), s in zip(("AB", "BC", "CA"), signs, strict=True))))


@pytest.fixture
def tribes():
    told = tomllib.loads(TRIBES.read_text("utf-8"))
    sides = [
        (*pair.split("-"), s) for kind, s in (("friends", 1), ("enemies", -1)) for pair in told[kind].split()
    ]
    return analysis.dyads(signed(*sides))


@pytest.mark.parametrize(
    ("signs", "balanced", "clusterable"),
    [((1, 1, 1), 1, 1), ((1, 1, -1), 0, 0), ((1, -1, -1), 1, 1), ((-1, -1, -1), 0, 1)],
)
def test_triads_are_balanced_as_heider_and_davis_say(signs, balanced, clusterable):
    found = analysis.triads(triangle(*signs))
    assert (found.total, found.balanced, found.clusterable) == (1, balanced, clusterable)


def test_highland_tribes_have_three_blocs(tribes):
    assert (len(tribes), tribes.number_of_edges()) == (16, 58)
    found = analysis.triads(tribes)
    assert (found.total, found.balanced) == (68, pytest.approx(59 / 68))
    three = analysis.blocs(tribes, 3)
    assert (three.frustrated, three.pairs) == (2, 58)
    assert frozenset({"Gama", "Gavev", "Kotun", "Nagad"}) in three.groups
    assert analysis.blocs(tribes).groups == three.groups
    assert analysis.blocs(tribes, 2).frustrated == 7  # its frustration index
    assert analysis.blocs(tribes, 1).frustrated == 29


@pytest.mark.parametrize("seed", range(5))
def test_blocs_are_the_same_for_the_same_seed(tribes, seed):
    assert analysis.blocs(tribes, 3, seed=seed) == analysis.blocs(tribes, 3, seed=seed)
    assert analysis.blocs(tribes, 3, seed=seed).frustrated == 2


def test_weights_decide_where_they_count():
    pairs = analysis.dyads(signed(("A", "B", 1, 5), ("B", "C", 1, 1), ("A", "C", -1, 9)))
    found = analysis.blocs(pairs, 2, weighted=True)
    assert (found.groups, found.frustrated_weight, found.weight) == ((frozenset("AB"), frozenset("C")), 1, 15)
    assert analysis.judged(pairs, [frozenset("ABC")]).frustrated_weight == 9
    with pytest.raises(ValueError, match="at least one"):
        analysis.blocs(pairs, 0)


def test_an_empty_graph_has_an_answer_to_everything():
    empty = analysis.collapsed(nx.MultiDiGraph())
    assert analysis.blocs(analysis.dyads(empty)).groups == ()
    assert analysis.triads(analysis.dyads(empty)).balanced == 1.0
    assert analysis.importance(empty) == analysis.betweenness(empty) == analysis.closeness(empty) == {}
    assert analysis.communities(analysis.dyads(empty)) == []
    assert analysis.brokers(empty, {}) == {}


def test_friends_are_a_community_and_enemies_are_not():
    friends = [(a, b, 1, 2) for a, b in ("AB", "BC", "CA", "XY", "YZ", "ZX")]
    enemies = [(a, b, -1, 9) for a in "ABC" for b in "XYZ"]
    pairs = analysis.dyads(signed(*friends, *enemies))
    assert analysis.communities(pairs) == [frozenset("ABC"), frozenset("XYZ")]
    assert analysis.blocs(pairs, 2).frustrated == 0


def test_the_one_all_turn_to_is_the_most_important():
    found = analysis.importance(signed(*((name, "HUB", 1, 2) for name in "ABCD"), ("A", "A", 1)))
    assert max(found, key=lambda name: found[name].pagerank) == "HUB"
    assert max(found, key=lambda name: found[name].authority) == "HUB"
    assert (found["HUB"].given, found["HUB"].taken, found["HUB"].events) == (0, 8, 8)
    assert (found["HUB"].partners, found["A"].partners) == (4, 1)
    assert sum(actor.pagerank for actor in found.values()) == pytest.approx(1)


def test_betweenness_and_closeness_of_a_path():
    graph = signed(("A", "B", 1), ("B", "C", 1), ("C", "D", 1))
    exact = analysis.betweenness(graph)
    assert exact == pytest.approx({"A": 0, "B": 2 / 6, "C": 2 / 6, "D": 0})
    assert analysis.betweenness(graph, sample=4) == pytest.approx(exact)
    assert analysis.closeness(graph) == pytest.approx(
        {"A": 0, "B": 1 / 3, "C": (1 + 1 / 2) / 3, "D": (1 + 1 / 2 + 1 / 3) / 3}
    )


def test_sampled_betweenness_of_the_karate_club_is_that_of_networkx():
    club = nx.DiGraph(nx.karate_club_graph())
    known = nx.betweenness_centrality(club)
    assert analysis.betweenness(club) == pytest.approx(known)
    assert analysis.betweenness(club, sample=34) == pytest.approx(known)
    part = analysis.betweenness(club, sample=17)
    assert set(sorted(part, key=part.get)[-2:]) == {0, 33}
    assert analysis.betweenness(club, sample=17) == part


def test_paths_by_hops_and_by_strength():
    graph = signed(("A", "D", -1, 1), ("A", "B", -1, 10), ("B", "D", -1, 5), ("E", "A", 1))
    assert [p.actors for p in analysis.paths(graph, "A", "D", 9)] == [("A", "D"), ("A", "B", "D")]
    (strong,) = analysis.paths(graph, "A", "D", by_strength=True)
    assert (strong.actors, strong.hops, strong.weakest, strong.sign) == (("A", "B", "D"), 2, 5, 1)
    assert analysis.paths(graph, "D", "E") == []
    assert analysis.paths(analysis.dyads(graph), "D", "E")[0].actors == ("D", "A", "E")
    assert analysis.paths(graph, "A", "A")[0].hops == 0
    with pytest.raises(InputError, match="'X' is not in this network"):
        analysis.paths(graph, "A", "X")


def test_an_ego_network_goes_against_edges_too():
    graph = signed(*((a, b, 1) for a, b in pairwise("ABCDE")))
    assert set(analysis.ego(graph, "C")) == set("BCD")
    assert set(analysis.ego(graph, "C", 2)) == set("ABCDE")


def test_reciprocity_counts_what_is_returned_in_kind():
    found = analysis.reciprocity(
        signed(("A", "B", 1), ("B", "A", -1), ("C", "A", -1), ("A", "C", -1), ("B", "C", 1))
    )
    assert (found.edges, found.returned, found.in_kind) == (5, 4, 2)


@pytest.mark.parametrize(
    ("groups", "role"),
    [
        ((1, 1, 1), "coordinator"),
        ((1, 2, 1), "consultant"),
        ((1, 2, 2), "gatekeeper"),
        ((1, 1, 2), "representative"),
        ((1, 2, 3), "liaison"),
    ],
)
def test_brokers_have_the_roles_of_gould_and_fernandez(groups, role):
    way = signed(("A", "B", 1), ("B", "C", 1), ("B", "A", 1))
    found = analysis.brokers(way, dict(zip("ABC", groups, strict=True)))
    assert (getattr(found["B"], role), found["B"].total, found["A"].total) == (1, 1, 0)
    way.add_edge("A", "C")
    assert analysis.brokers(way, dict(zip("ABC", groups, strict=True)))["B"].total == 0


def test_positions_are_the_same_again_and_apart():
    edges = [("HUB", name) for name in "ABCDEF"]
    first = analysis.layout(edges)
    assert first == analysis.layout(list(reversed(edges)))
    assert set(first) == {"HUB", *"ABCDEF"}
    assert len(set(first.values())) == 7
    assert analysis.layout([("A", "A")]).keys() == {"A"}
    assert analysis.layout([]) == {}
