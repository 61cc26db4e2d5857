"""Views of the graph as networkx graphs, on each engine; and that docs/analysis.md is true."""

import doctest
from datetime import date
from pathlib import Path

import networkx as nx
import pytest

from graph import analysis, queries
from graph.queries import Filter

DOCS = Path(__file__).parents[2] / "docs" / "analysis.md"
EARLY, LATE = date(2024, 3, 1), date(2024, 8, 9)
ALWAYS = {"since": date(1900, 1, 1), "until": date(2100, 1, 1)}


@pytest.fixture
def told(store, build):
    """Relations of both signs over several months, one disputed."""
    line = build.line
    store.write(
        [
            build.coding(
                "a1", line("ASSAULT", "SUD", "NOR", date=EARLY), line("AID", "NOR", "EST", date=LATE)
            ),
            build.coding("a2", line("ASSAULT", "SUD", "NOR", date=EARLY, stance="denies", speaker="SUD")),
            build.coding(
                "a3", line("ASSAULT", "SUD", "NOR", date=LATE), line("ACCUSE", "NOR", "SUD", date=LATE)
            ),
            build.coding("a4", line("AID", "EST", "NOR", "planned", date=LATE), line("ASSAULT", None, "EST")),
        ]
    )
    return store


def test_a_network_has_every_relation_with_plain_values(told):
    graph = analysis.network(told)
    assert sorted(graph.edges(keys=True)) == [
        ("EST", "NOR", "AID"),
        ("NOR", "EST", "AID"),
        ("NOR", "SUD", "ACCUSE"),
        ("SUD", "NOR", "ASSAULT"),
    ]
    assert graph.nodes["NOR"] == {"label": "NOR", "kind": "state", "country": "", "sector": ""}
    assert graph["SUD"]["NOR"]["ASSAULT"] == {
        "id": "SUD ASSAULT NOR",
        "weight": 2,
        "tone": -9.0,
        "claims": 3,
        "denials": 1,
        "standing": "contested",
        "first": "2024-03-01",
        "last": "2024-08-09",
    }


def test_it_is_the_same_from_relations_and_from_events(told):
    plain, dated = analysis.network(told), analysis.network(told, Filter(**ALWAYS))
    assert dict(plain.nodes(data=True)) == dict(dated.nodes(data=True))
    assert list(plain.edges(keys=True, data=True)) == list(dated.edges(keys=True, data=True))


@pytest.mark.parametrize(
    ("chosen", "edges"),
    [
        (Filter(types=("AID",)), {("NOR", "EST"), ("EST", "NOR")}),
        (Filter(types=("AID",), statuses=("actual",)), {("NOR", "EST")}),
        (Filter(until=EARLY), {("SUD", "NOR")}),
        (Filter(since=LATE, actors=("SUD",)), {("SUD", "NOR"), ("NOR", "SUD")}),
        (Filter(kinds=("party",)), set()),
        (Filter(since=date(2030, 1, 1)), set()),
    ],
)
def test_a_filter_holds(told, chosen, edges):
    assert set(analysis.signed(told, chosen).edges) == edges
    rows = queries.relations(told, chosen, 100)
    assert {(row.source, row.target) for row in rows} == edges


def test_a_signed_graph_sums_up_types(told):
    graph = analysis.signed(told)
    assert graph["NOR"]["SUD"] == {"weight": 1, "tone": -2.0, "sign": -1, "cooperation": 0, "conflict": 1}
    pairs = analysis.dyads(graph)
    assert pairs["NOR"]["SUD"] == {"weight": 3, "tone": pytest.approx(-20 / 3), "sign": -1}
    only = analysis.restricted(analysis.network(told), sign=1)
    assert set(only) == {"NOR", "EST"}
    assert set(analysis.restricted(analysis.network(told), types={"ACCUSE"})) == {"NOR", "SUD"}


@pytest.mark.parametrize("form", ["gexf", "graphml"])
@pytest.mark.parametrize("read", [analysis.network, analysis.signed])
def test_it_can_be_written_for_other_programs(told, tmp_path, form, read):
    graph, path = read(told), tmp_path / f"graph.{form}"
    getattr(nx, f"write_{form}")(graph, path)
    back = getattr(nx, f"read_{form}")(path)
    assert sorted(back.edges()) == sorted(graph.edges())
    assert {node: data["label"] for node, data in back.nodes(data=True)} == {
        "NOR": "NOR",
        "SUD": "SUD",
        "EST": "EST",
    }


def test_the_examples_of_the_docs_give_what_they_print(told):
    found = doctest.testfile(str(DOCS), module_relative=False, globs={"store": told})
    assert found.attempted > 10
    assert found.failed == 0
