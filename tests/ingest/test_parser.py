"""The model is no slower for what was read before, and keeps no more of it than it needs."""

import pytest

from graph.errors import SettingsError
from graph.model import Article
from ingest import parser
from ingest.extract import Rules
from ingest.parser import installed_model

RULES = Rules()


def story(name: str) -> Article:
    return Article(id=name, text=f"Norway accused {name} of {name.lower()}ing Iceland's trawlers.")


def test_words_are_forgotten_once_enough_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    kept = RULES.extract(story("Zarbovia"))
    monkeypatch.setattr(parser, "MOST_WORDS", 0)
    assert RULES.extract(story("Zarbovia")) == kept
    strings, forms = RULES.nlp.vocab.strings, parser._word_forms(RULES.nlp)
    sizes = {(len(strings), len(forms._lemmas), len(forms._forms))}
    for name in ("Quombland", "Vexhaven", "Drulmark"):
        assert RULES.extract(story(name)).events
        assert name not in RULES.nlp.vocab
        sizes.add((len(strings), len(forms._lemmas), len(forms._forms)))
    assert len(sizes) == 1


def test_a_model_that_is_not_installed_is_named() -> None:
    with pytest.raises(SettingsError, match="xx_no_model"):
        installed_model("xx_no_model")
