"""The network as values: which arrows are drawn, how they bend, where actors stand, and what is hidden."""

from datetime import date
from typing import Any

import pytest

from dashboard.charts import label, network
from dashboard.picture import curves, picture_of
from dashboard.places import positions
from dashboard.scene import Scene, scene_of
from graph.answers import RelationRow


def relation(source: str, target: str, type: str = "ACCUSE", events: int = 1, **rest: Any) -> RelationRow:
    intensity = {"ACCUSE": -2.0, "ASSAULT": -9.0, "SUPPORT": 5.0, "REQUEST": 0.0}[type]
    values = {
        "claims": events,
        "denials": 0,
        "origins": 1,
        "intensity": intensity,
        "standing": "single",
    } | rest
    sides = {"source_name": source, "target_name": target, "source_kind": "state", "target_kind": "state"}
    return RelationRow(type=type, source=source, target=target, events=events, **sides, **values)  # type: ignore[arg-type]


def test_relations_of_one_sign_make_one_arrow() -> None:
    rows = [relation("A", "B"), relation("A", "B", "ASSAULT", 2), relation("A", "B", "SUPPORT")]
    picture = picture_of(rows, 10)
    assert [(e.sign, e.events) for e in picture.edges] == [("conflict", 3), ("cooperation", 1)]
    assert [(n.id, n.events) for n in picture.nodes] == [("A", 4), ("B", 4)]


def test_the_budget_keeps_the_strongest_and_counts_the_hidden() -> None:
    rows = [
        relation("A", "B", events=5),
        relation("A", "C", events=3),
        relation("C", "D"),
        relation("D", "E"),
    ]
    picture = picture_of(rows, 2)
    assert [(e.source, e.target) for e in picture.edges] == [("A", "B"), ("A", "C")]
    assert (picture.hidden_edges, picture.hidden_nodes) == (2, 2)


def test_arrows_between_the_same_two_bend_apart() -> None:
    rows = [relation("A", "B"), relation("A", "B", "SUPPORT"), relation("B", "A"), relation("A", "C")]
    picture = picture_of(rows, 10)
    bends = {
        (e.source, e.target, e.sign): bend
        for e, bend in zip(picture.edges, curves(picture.edges), strict=True)
    }
    assert bends["A", "C", "conflict"] == 0
    assert bends["A", "B", "conflict"] != bends["A", "B", "cooperation"]
    assert bends["B", "A", "conflict"] > 0


def test_every_actor_has_a_place_of_its_own() -> None:
    rows = [relation(f"s{i}", f"s{(i * 7) % 23}") for i in range(23)] + [
        relation("lone", "lone"),
        relation("X", "Y"),
    ]
    picture = picture_of(rows, 100)
    places = positions(picture)
    assert set(places) == {node.id for node in picture.nodes}
    assert len(set(places.values())) == len(places)
    assert positions(picture_of(rows, 100)) == places


def test_sign_is_told_by_colour_and_by_dashes_and_weight_by_width() -> None:
    rows = [
        relation("A", "B", events=9),
        relation("B", "C", "SUPPORT"),
        relation("C", "A", standing="contested"),
    ]
    picture = picture_of(rows, 10)
    option = network(picture, positions(picture), dark=False)
    strong, *weak = option["series"][0]["links"][:3]
    lines = {str(link["lineStyle"]["type"]): link["lineStyle"] for link in weak}
    assert strong["lineStyle"]["width"] > max(line["width"] for line in lines.values())
    assert strong["lineStyle"]["color"] != lines["solid"]["color"]
    assert strong["lineStyle"]["type"] != "solid"
    assert sorted(link["symbol"][0] for link in weak) == ["circle", "none"]


def test_tooltips_and_labels_are_never_html() -> None:
    name = "<img src=x onerror=alert(1)> {a|b} " + "long " * 30
    picture = picture_of([relation(name, "B")], 10)
    option = network(picture, positions(picture), dark=True)
    assert option["tooltip"]["renderMode"] == "richText"
    assert "{" not in label(name)
    assert len(label(name)) <= 24


@pytest.mark.parametrize(
    "scene",
    [
        Scene(),
        Scene(types=("ACCUSE",), kinds=("state", "person"), statuses=(), budget=400),
        Scene(since=date(2025, 3, 1), until=date(2025, 4, 1), actors=("NRL", "SDM")),
    ],
)
def test_a_scene_comes_back_from_its_address(scene: Scene) -> None:
    assert scene_of(scene.address()) == (scene, [])


@pytest.mark.parametrize(
    ("address", "wrong"),
    [
        ({"types": "KISS"}, ["types"]),
        ({"budget": "1000000"}, ["budget"]),
        ({"budget": "x", "until": "x", "kinds": "state"}, ["budget", "until"]),
        ({"actors": ",".join(map(str, range(50)))}, ["actors"]),
    ],
)
def test_what_an_address_says_wrongly_is_left_out_and_named(
    address: dict[str, str], wrong: list[str]
) -> None:
    scene, found = scene_of(address)
    assert found == wrong
    assert scene.budget == Scene().budget
