"""How words stand to pairs of mentions, as the pair model sees it."""

import numpy as np
import pytest

from graph.model import Article
from ingest.catalogue import catalogue
from ingest.events import told
from ingest.model.pairs import ANY_TYPE, MUTUAL, TYPE, TYPES, Pairs, pairs
from ingest.model.paths import (
    ABOVE_SOURCE,
    ABOVE_TARGET,
    AFTER,
    BEFORE,
    BELOW_TOP,
    BETWEEN,
    NO_SOURCE,
    NO_TARGET,
    OVERLAP,
    SAME,
    SOURCE,
    TARGET,
    TOP,
    bearings,
    relations,
)
from ingest.read import read
from ingest.resolve import cast

# "Envoys of Arland soon met Borland ." with met (4) as the root; Arland is 2, Borland 5
ABOVE = np.array([4, 0, 1, 4, 4, 4, 4])
VERBAL = np.array([False, False, False, False, True, False, False])
SPANS = np.array([[2, 2], [5, 5]])
HEADS = np.array([2, 5])


def test_the_path_between_two_mentions_and_what_hangs_on_its_top():
    found = relations(SPANS, HEADS, ABOVE, VERBAL)[1, 2]
    assert found.tolist() == [ABOVE_SOURCE, ABOVE_SOURCE, SOURCE, BELOW_TOP, TOP, TARGET, BELOW_TOP]


def test_the_other_direction_swaps_the_sides():
    found = relations(SPANS, HEADS, ABOVE, VERBAL)[2, 1]
    assert found.tolist() == [ABOVE_TARGET, ABOVE_TARGET, TARGET, BELOW_TOP, TOP, SOURCE, BELOW_TOP]


def test_with_nobody_the_path_goes_up_to_the_verb():
    found = relations(SPANS, HEADS, ABOVE, VERBAL)
    assert found[0, 1].tolist() == [ABOVE_SOURCE, ABOVE_SOURCE, TARGET, BEFORE, ABOVE_SOURCE, BEFORE, BEFORE]
    assert found[2, 0].tolist() == [BEFORE, BEFORE, BEFORE, BEFORE, ABOVE_SOURCE, SOURCE, BEFORE]


def test_words_that_the_parse_does_not_join_are_told_by_their_place():
    apart = np.arange(7)  # every word its own root
    found = relations(SPANS, HEADS, apart, VERBAL)[1, 2]
    assert found.tolist() == [BEFORE, BEFORE, SOURCE, BETWEEN, BETWEEN, TARGET, AFTER]


def test_how_far_and_in_which_order_two_mentions_stand():
    spans = np.array([[0, 0], [3, 4], [4, 4], [40, 40]])
    found = bearings(spans)
    assert found[0, 1:].tolist() == [NO_SOURCE] * 4
    assert found[1:, 0].tolist() == [NO_TARGET] * 4
    assert found[2, 3] == found[3, 2] == OVERLAP
    assert found[1, 1] == SAME
    assert found[1, 2] < found[1, 4] < OVERLAP < found[2, 1] < found[4, 1] < SAME


def test_a_sentence_without_mentions_has_the_pair_of_nobody_alone():
    none = np.zeros((0, 2), dtype=np.int64)
    assert relations(none, none[:, 0], ABOVE, VERBAL).shape == (1, 1, 7)
    assert bearings(none).tolist() == [[SAME]]


def _pairs(text: str) -> Pairs:
    document = read(Article(id="a", text=text))
    actors = cast(document, catalogue())
    return pairs(document, actors, document.sentences[0], list(told(document, actors)))


def test_the_verdict_of_the_rules_stands_at_the_mentions_of_its_sides():
    one = _pairs("Norway accused Denmark of spying.")
    source, target = (
        1 + next(n for n, spot in enumerate(one.spots) if actor in spot.actors) for actor in ("NOR", "DNK")
    )
    assert one.verdict[source, target, TYPE["ACCUSE"]] == 1
    assert one.verdict[source, target, ANY_TYPE] == 1
    assert one.verdict[target, source].sum() == 0


def test_an_act_of_both_sides_is_marked_both_ways():
    one = _pairs("Norway and Denmark signed a treaty.")
    assert one.verdict[1, 2, MUTUAL] == one.verdict[2, 1, MUTUAL] == 1


@pytest.mark.parametrize(("word", "type"), [("accused", "ACCUSE"), ("bombed", "ASSAULT")])
def test_words_of_the_lexicon_carry_their_types(word: str, type: str):
    one = _pairs(f"Norway {word} Denmark.")
    assert one.triggers[one.words.index(word), TYPE[type]] == 1
    assert one.triggers.shape == (len(one.words), len(TYPES))
