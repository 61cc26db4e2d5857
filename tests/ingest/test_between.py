"""The type of the act between two stretches that are given, however the sentence puts it."""

import pytest

from graph.model import Article
from ingest.between import Act, Pair, stretch, type_between, weights
from ingest.evaluate_pairs import asked
from ingest.read import read


def act(marked: str) -> Act | None:
    question = asked(marked)
    document = read(Article(id="a", text=question.text))
    sides = [stretch(document, *place) if place else None for place in (question.source, question.target)]
    return type_between(document, Pair(*sides))


@pytest.mark.parametrize(
    ("marked", "type", "status"),
    [
        ("<s>Norland</s> condemned <t>Sudmark</t>.", "ACCUSE", "actual"),
        ("<t>Two fishermen</t> were detained by <s>the coast guard</s> on Friday.", "COERCE", "actual"),
        ("<s>The president</s> met farmers and later praised <t>the unions</t>.", "SUPPORT", "actual"),
        ("<s>The president</s> met <t>farmers</t> and later praised the unions.", "CONSULT", "actual"),
        ("<s>The minister</s> angrily rejected the demands of <t>the strikers</t>.", "REJECT", "actual"),
        ("<s>The navy</s> will not shell <t>the harbour</t>, a spokesman said.", "ASSAULT", "negated"),
        ("Airstrikes by <s>Norland</s> on <t>a depot in Sudmark</t> went on.", "ASSAULT", "actual"),
        ("<s>Teachers</s> took to the streets.", "PROTEST", "actual"),
    ],
)
def test_the_act_between_two_stretches(marked: str, type: str, status: str) -> None:
    found = act(marked)
    assert found is not None
    assert (found.type, found.status()) == (type, status)


def test_an_act_says_what_spoke_for_it() -> None:
    found = act("<s>Norland</s> condemned <t>Sudmark</t>.")
    assert found is not None
    assert found.construction.name == "ACCUSE/verb:condemn"
    assert found.features["source 2"] == found.features["target 2"] == 1
    assert found.weight == pytest.approx(sum(weights().get(n, 0) * v for n, v in found.features.items()))


def test_where_no_word_tells_an_act_none_is_made_up() -> None:
    assert act("<s>Norland</s> lies north of <t>Sudmark</t>.") is None
    assert act("") is None


def test_a_stretch_that_the_reader_left_out_is_none() -> None:
    document = read(Article(id="a", text="Norland waited"))
    assert stretch(document, 7, 8) is None
    assert stretch(document, 3, 9) == stretch(document, 0, 14)


@pytest.mark.parametrize(
    ("marked", "type", "status"),
    [
        (
            "<s>Dockers</s> called off a strike after <t>the port company</t> raised wages.",
            "RETREAT",
            "actual",
        ),
        ("<s>Norland</s> returned six bells to <t>Sudmark</t>.", "RETREAT", "actual"),
        ("<s>Norland</s> is willing to withdraw its troops from <t>Sudmark</t>.", "RETREAT", "planned"),
        ("<s>Norland</s> mobilised its army before <t>Sudmark</t> attacked.", "MOBILIZE", "actual"),
    ],
)
def test_particles_objects_and_willingness(marked: str, type: str, status: str) -> None:
    found = act(marked)
    assert found is not None
    assert (found.type, found.status()) == (type, status)
