"""The pair model at work: what it thinks of the rules' events, what it adds, and what it leaves alone."""

from functools import cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

import numpy as np
import pytest

from graph.errors import SettingsError
from graph.model import Article
from ingest.catalogue import catalogue
from ingest.document import Cast, Document
from ingest.events import told
from ingest.extract import Both, Model, Rules, extractor
from ingest.model.pairs import TYPE, pairs
from ingest.model.reader import PairModel, shipped
from ingest.read import read
from ingest.resolve import cast
from ingest.second_opinion import LEAST, second_opinion
from ingest.told import Told

MODEL = cache(shipped)


def _seen(text: str) -> tuple[Document, Cast, tuple[Told, ...]]:
    document = read(Article(id="a", text=text))
    actors = cast(document, catalogue())
    return document, actors, tuple(told(document, actors))


def _told(text: str) -> list[Told]:
    return list(second_opinion(*_seen(text), MODEL()))


def test_the_model_is_small_and_its_card_tells_its_digest():
    file = Path(str(files("ingest").joinpath("model/pairs.onnx")))
    assert file.stat().st_size <= 25_000_000
    assert sha256(file.read_bytes()).hexdigest() in file.with_name("CARD.md").read_text("utf-8")


def test_an_act_that_the_rules_tell_gets_a_high_chance():
    event = next(e for e in _told("Norway accused Denmark of spying.") if e.type == "ACCUSE")
    assert event.construction.form == "verb" or event.construction.form == "phrase"
    assert event.chance is not None
    assert event.chance > 0.5


def test_probabilities_are_probabilities():
    document, actors, events = _seen("Norway accused Denmark of spying on Sweden's navy.")
    found = MODEL().read(pairs(document, actors, document.sentences[0], events))
    assert found is not None
    assert ((found.types >= 0) & (found.types <= 1)).all()
    assert np.allclose(found.status.sum(-1), 1, atol=1e-3)
    assert np.allclose(found.looked.sum(-1), 1, atol=1e-2)


def test_without_the_rules_the_model_still_reads_who_accuses_whom():
    document, actors, _ = _seen("Norway accused Denmark of spying.")
    found = MODEL().read(pairs(document, actors, document.sentences[0], ()))
    assert found is not None
    assert found.types[1, 2].argmax() == TYPE["ACCUSE"]
    assert found.types[1, 2, TYPE["ACCUSE"]] > 3 * found.types[2, 1, TYPE["ACCUSE"]]


def test_a_sentence_with_one_actor_is_not_asked_about():
    assert all(event.chance is None for event in _told("Norway bombed a bridge."))


def test_what_the_model_adds_names_its_word_and_is_told_once():
    text = "Norway gave a cold shoulder to Denmark, and Sweden took Denmark's side against Norway."
    events = _told(text)
    added = [event for event in events if event.construction.form == "model"]
    for event in added:
        assert event.chance is not None
        assert event.chance >= LEAST
        assert event.construction.name == f"{event.type}/model:{event.construction.head}"
        assert event.source
        assert event.target
    keys = [frozenset(event.actors) if event.mutual else event.actors for event in added]
    assert len(keys) == len(set(keys))


def test_a_sentence_of_more_pieces_than_the_model_was_taught_is_left_to_the_rules():
    document, actors, events = _seen(
        "Norway accused Denmark of " + "antidisestablishmentarianism " * 60 + "."
    )
    one = pairs(document, actors, document.sentences[0], events)
    assert MODEL().read(one) is None
    assert tuple(second_opinion(document, actors, events, MODEL())) == events


def test_a_broken_model_file_is_an_error_that_says_so():
    with pytest.raises(SettingsError, match="pair model cannot be read"):
        PairModel(b"not a model")


def test_each_leg_has_its_name_and_a_wrong_name_is_told():
    rules = extractor("rules").name
    assert rules.startswith("rules/")
    assert extractor("both").name == f"{rules}+{MODEL().digest}"
    assert extractor("model").name == f"model/{rules}+{MODEL().digest}"
    with pytest.raises(SettingsError, match="known: both, rules, model"):
        extractor("guess")


@pytest.mark.parametrize("leg", [Both, Model])
def test_a_claim_of_the_model_stands_in_the_coding_with_its_rule(leg: type[Rules]):
    text = "Norway and Denmark met on Friday. Sweden condemned Norway. Norway bombed Denmark's port."
    coding = leg().extract(Article(id="a", text=text))
    claims = [claim for event in coding.events for claim in event.claims]
    assert claims
    assert all(0 < claim.confidence < 1 for claim in claims)
    if leg is Model:
        assert all("/model:" in claim.rule for claim in claims)
