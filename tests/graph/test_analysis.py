"""Graphs to compute with, built from relation rows."""

import pytest

from graph.analysis import communities, importance, layout, multigraph, signed
from graph.answers import RelationRow


def row(source, target, type="ASSAULT", events=1, intensity=-9.0):
    return RelationRow(
        type=type,
        source=source,
        source_name=source.lower(),
        source_kind="state",
        target=target,
        target_name=target.lower(),
        target_kind="state",
        events=events,
        claims=events,
        denials=0,
        origins=1,
        intensity=intensity,
        standing="single",
    )


def test_a_multigraph_keeps_every_type():
    graph = multigraph([row("A", "B"), row("A", "B", "CONSULT", 2, 2.5), row("B", "A")])
    assert sorted(graph.edges(keys=True)) == [
        ("A", "B", "ASSAULT"),
        ("A", "B", "CONSULT"),
        ("B", "A", "ASSAULT"),
    ]
    assert graph.nodes["A"] == {"name": "a", "kind": "state"}


def test_a_signed_graph_weighs_events_and_tone():
    graph = signed([row("A", "B"), row("A", "B", "AID", 3, 10.0)])
    assert graph["A"]["B"] == {"weight": 4, "tone": pytest.approx((-9 + 30) / 4)}


def test_the_one_all_turn_to_is_the_most_important():
    graph = signed([*(row(name, "HUB", "CONSULT", 2, 2.5) for name in "ABCD"), row("A", "A")])
    found = importance(graph)
    assert max(found, key=lambda name: found[name].pagerank) == "HUB"
    assert (found["HUB"].events, found["HUB"].partners, found["A"].partners) == (8, 4, 1)
    assert sum(actor.pagerank for actor in found.values()) == pytest.approx(1)
    assert importance(signed([])) == {}


def test_friends_are_a_group_and_enemies_are_not():
    friends = [row(a, b, "AID", 2, 10.0) for a, b in ("AB", "BC", "CA", "XY", "YZ", "ZX")]
    enemies = [row(a, b, events=9) for a in "ABC" for b in "XYZ"]
    assert communities(signed([*friends, *enemies])) == [frozenset("ABC"), frozenset("XYZ")]


def test_positions_are_the_same_again_and_apart():
    edges = [("HUB", name) for name in "ABCDEF"]
    first = layout(edges)
    assert first == layout(list(reversed(edges)))
    assert set(first) == {"HUB", *"ABCDEF"}
    assert len(set(first.values())) == 7
    assert layout([("A", "A")]).keys() == {"A"}
    assert layout([]) == {}
