"""Words that look like an actor and are none, or another one, on invented sentences."""

from datetime import date

from graph.model import Article
from ingest.read import read
from ingest.resolve import cast

DAY = date(2025, 3, 3)


def mentioned(text, title=""):
    """Each mention's words, and the ids of its actors."""
    document = read(Article.published_text(title=title, body=text, id="invented", published=DAY))
    found = cast(document)
    assert all(actor in found.actors for spot in found.spots for actor in spot.actors)
    return [(document.words(spot.first, spot.last), spot.actors) for spot in found.spots]


def test_the_ministers_of_two_states_are_those_whom_the_article_names():
    text = "The foreign ministers of Norway and Sweden met. Norwegian Foreign Minister Ola Brekkestad spoke."
    found = [ids for words, ids in mentioned(text) if words.startswith("The foreign")]
    assert found
    assert all("ola-brekkestad" in ids for ids in found)


def test_a_company_before_a_number_is_only_the_make_of_a_thing():
    found = mentioned("A Boeing 777 of Norwegian was hit. Boeing sent a team of 40 engineers.")
    assert [words for words, ids in found if "boeing" in ids] == ["Boeing"]


def test_forces_inside_and_outside_a_state_are_not_the_last_army():
    found = mentioned("Swedish forces left. Officials said forces inside and outside Norway undermined it.")
    assert [ids for words, ids in found if words.startswith("forces")] == []
