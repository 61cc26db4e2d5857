"""Marked pairs and construction tests are counted as their docs say."""

from pathlib import Path

import pytest

from graph.model import Actor
from ingest.evaluate_pairs import Answer, GoldPair, GoldType, asked, score_pairs
from ingest.evaluate_pairs import evaluated as evaluated_pairs
from ingest.evaluate_schemes import Act, plover15
from ingest.evaluate_tests import GoldAct, GoldTest, Told, same_side, score_tests
from ingest.evaluate_tests import evaluated as evaluated_tests
from ingest.extract import Rules

HERE = Path("none")


def pair(marked: str, event: str) -> GoldPair:
    return GoldPair(id="p", text=asked(marked).text, marked=marked, gold=(GoldType(event=event),))


def test_marks_are_taken_out() -> None:
    found = asked("In Ost, <s>Norland</s>n <t>farmers</t> and <s>Norland</s> met.")
    assert found.text == "In Ost, Norlandn farmers and Norland met."
    assert found.text[slice(*(found.source or ()))] == "Norland"
    assert asked("<t>Farmers</t> wept.").source is None


def test_pairs_are_right_by_their_label() -> None:
    gold = [pair("<s>A</s> freed <t>B</t>.", "YIELD"), pair("<s>A</s> hit <t>B</t>.", "ASSAULT")]
    score = score_pairs(gold, [Answer("YIELD", "x"), Answer("AID", "y")], HERE)
    assert score.figures() == {"type, pair given": 0.5}
    assert [miss.kind for miss in score.misses] == ["ASSAULT told as AID"]
    rows = {row.name: (row.share.hit, row.share.told, row.share.gold) for row in score.tables[0].rows}
    assert rows == {"YIELD": (1, 1, 1), "ASSAULT": (0, 0, 1)}


def test_pairs_run_through_the_product() -> None:
    gold = [pair("<s>Norland</s> expelled <t>two envoys</t> of Sudmark.", "SANCTION")]
    assert evaluated_pairs(gold, Rules().nlp, HERE).figures() == {"type, pair given": 1.0}


@pytest.mark.parametrize(
    ("act", "label"),
    [
        (Act("CONCEDE", None, ("ease", "curfew"), "actual"), "YIELD"),
        (Act("AID", None, ("send", "food"), "planned"), "AGREE"),
        (Act("ASSAULT", None, ("attack",), "planned"), "THREATEN"),
        (Act("SUPPORT", None, ("back",), "negated"), "REJECT"),
        (Act("SANCTION", "convict", ("convict",), "actual"), "ACCUSE"),
        (Act("REQUEST", None, ("urge",), "planned"), "REQUEST"),
    ],
)
def test_labels_of_the_older_set(act: Act, label: str) -> None:
    assert plover15().label(act) == label


def actor(name: str, country: str | None = None) -> Actor:
    return Actor(id=name.lower(), name=name, kind="state", country=country)


def test_sides_of_real_and_of_invented_countries() -> None:
    text = "Wolmar and Castle Hill met Norway."
    assert same_side("NOR", actor("Norway", "NOR"), text)
    assert not same_side("NOR", actor("Sweden", "SWE"), text)
    assert same_side("WOLGOV", actor("Government of Wolmar"), text)
    assert not same_side("WOL", actor("Castle Hill"), text)
    assert same_side("HIX", actor("Castle Hill"), text)
    assert not same_side("HIX", actor("Norway", "NOR"), text)
    assert same_side("---", None, text)
    assert not same_side(None, actor("Norway", "NOR"), text)


def test_categories_count_silence_where_nothing_is_coded() -> None:
    norway, sweden = actor("Norway", "NOR"), actor("Sweden", "SWE")
    gold = [
        GoldTest(id="a", text="", category="PAIR", gold=(GoldAct(source="NOR", target="SWE", plover="AID"),)),
        GoldTest(id="b", text="", category="NONE"),
        GoldTest(id="c", text="", category="NONE"),
    ]
    told = [[Told(norway, "ACCUSE", sweden)], [], [Told(norway, "AID", sweden)]]
    score = score_tests("tests", gold, told, HERE)
    pairs, triples = ({m.name: m.share for m in table.rows} for table in score.tables)
    assert (pairs["PAIR"].hit, triples["PAIR"].hit) == (1, 0)
    assert (pairs["NONE"].hit, pairs["NONE"].told, pairs["NONE"].gold) == (1, 2, 2)
    assert score.figures()["categories not at 0"] == 1.0
    assert [miss.kind for miss in score.misses] == ["NONE: told where nothing is coded"]


def test_tests_run_through_the_product() -> None:
    row = GoldTest(
        id="a",
        text="Norway and Sweden met.",
        category="COMPOUND",
        gold=tuple(
            GoldAct(source=a, target=b, plover="CONSULT") for a, b in [("NOR", "SWE"), ("SWE", "NOR")]
        ),
    )
    score = evaluated_tests("tests", [row], Rules(), HERE)
    assert (score.figures()["pair f1"], score.figures()["triple f1"]) == (1.0, 1.0)


def test_the_other_direction_of_a_mutual_event_counts_only_where_it_is_coded() -> None:
    norway, sweden = actor("Norway", "NOR"), actor("Sweden", "SWE")
    told = [Told(norway, "CONSULT", sweden), Told(sweden, "CONSULT", norway, echo=True)]
    one, other = (GoldAct(source=a, target=b, plover="CONSULT") for a, b in [("NOR", "SWE"), ("SWE", "NOR")])
    gold = [
        GoldTest(id="a", text="", category="ONE", gold=(one,)),
        GoldTest(id="b", text="", category="BOTH", gold=(one, other)),
    ]
    pairs = {m.name: m.share for m in score_tests("tests", gold, [told, told], HERE).tables[0].rows}
    assert (pairs["ONE"].hit, pairs["ONE"].told) == (1, 1)
    assert (pairs["BOTH"].hit, pairs["BOTH"].told) == (2, 2)
