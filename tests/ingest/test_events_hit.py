"""Whom an act hits, where its noun stands between two names."""

import pytest

from graph.model import Article
from ingest.events import told
from ingest.read import read
from ingest.resolve import cast


@pytest.mark.parametrize(
    ("text", "event"),
    [
        ("Generals of Norway advocated for strikes on Stockholm.", ("nor-generals", "ASSAULT", "SWE")),
        (
            "The killing of Fatah leader Ola Brekkestad in Oslo shocked Sweden.",
            (None, "ASSAULT", "ola-brekkestad"),
        ),
    ],
)
def test_whom_an_act_hits_is_neither_backed_nor_its_doer(text, event):
    document = read(Article(id="a", text=text))
    found = list(told(document, cast(document)))
    assert [(e.actors[0], e.type, e.actors[1]) for e in found] == [event]
