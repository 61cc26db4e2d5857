"""Standing ties that a text states, on invented sentences."""

from datetime import date
from pathlib import Path

import pytest

from graph.model import Article
from ingest.affiliations import affiliations
from ingest.read import read
from ingest.resolve import cast


def stated(text):
    document = read(Article(id="a", text=text, published=date(2025, 3, 3)))
    ties = affiliations(document, cast(document))
    for tie in ties:
        assert text[tie.evidence.start : tie.evidence.end] == tie.evidence.quote
    return {(tie.source, tie.relation, tie.target, tie.status) for tie in ties}


CASES = {
    "a title": (
        "Norwegian Prime Minister Ola Brekkestad spoke.",
        ("ola-brekkestad", "LEADS", "NOR", "current"),
    ),
    "an apposition": (
        "Ola Brekkestad, the prime minister of Norway, spoke.",
        ("ola-brekkestad", "LEADS", "NOR", "current"),
    ),
    "a spokesman": (
        "Ola Brekkestad, a spokesman for NATO, denied it.",
        ("ola-brekkestad", "REPRESENTS", "nato", "current"),
    ),
    "a former minister": (
        "Ola Brekkestad, a former prime minister of Norway, denied it.",
        ("ola-brekkestad", "LEADS", "NOR", "former"),
    ),
    "officials": ("Iranian officials denied it.", ("irn-officials", "MEMBER_OF", "IRN", "current")),
    "an army": ("Iran's army moved.", ("ir-armed-forces", "PART_OF", "IRN", "current")),
    "citizens": (
        "Norwegian citizens were arrested.",
        ("nor-citizens", "CITIZEN_OF", "NOR", "current"),
    ),
    "who leads": (
        "Ola Brekkestad, who leads Hamas, denied it.",
        ("ola-brekkestad", "LEADS", "hamas", "current"),
    ),
    "a state behind the name": (
        "Ambassador Ola Brekkestad of Norway spoke.",
        ("ola-brekkestad", "REPRESENTS", "NOR", "current"),
    ),
    "the spokesman of a metonym": (
        "Kremlin spokesman Pavel Orlov denied it.",
        ("pavel-orlov", "REPRESENTS", "RUS", "current"),
    ),
    "who heads a body": (
        "Ola Brekkestad, chairwoman of Amnesty International, wrote to Norway.",
        ("ola-brekkestad", "LEADS", "amnesty", "current"),
    ),
    "a professor of a subject": (
        "Ola Brekkestad, a professor of maritime law at Larvik University, disagreed.",
        ("ola-brekkestad", "MEMBER_OF", "larvik-university", "current"),
    ),
    "a national": (
        "The Swedish author Ola Brekkestad won.",
        ("ola-brekkestad", "CITIZEN_OF", "SWE", "current"),
    ),
    "of a firm": (
        "Siemens's Ola Brekkestad disagreed.",
        ("ola-brekkestad", "MEMBER_OF", "siemens", "current"),
    ),
    "based in a city": (
        "The Gothenburg-based firm Larvik Shipping sued Norway.",
        ("larvik-shipping", "BASED_IN", "SWE", "current"),
    ),
    "a part whose name says it": (
        "The United Nations Security Council met.",
        ("un-security-council", "PART_OF", "un", "current"),
    ),
    "a title that implies its state": (
        "President Emmanuel Macron said France would help.",
        ("emmanuel-macron", "LEADS", "FRA", "current"),
    ),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES.keys())
def test_a_tie_is_stated(text, expected):
    assert expected in stated(text)


def test_allies_are_no_members():
    assert not stated("Allies of Emmanuel Macron met.")


APART = {
    "organs of two states": (
        "Norwegian and Swedish police searched the harbour.",
        {("nor-police", "PART_OF", "NOR"), ("swe-police", "PART_OF", "SWE")},
    ),
    "a state beside a state": ("Norway, a neighbour of Sweden, denied it.", set()),
    "who commands is not a member besides": (
        "General Ola Brekkestad, the commander of the Norwegian army, denied it.",
        {("ola-brekkestad", "LEADS", "nor-armed-forces"), ("nor-armed-forces", "PART_OF", "NOR")},
    ),
    "a counterpart": (
        "Thomas Vik met his Norwegian counterpart, Ola Brekkestad.",
        {("ola-brekkestad", "LEADS", "NOR")},
    ),
}


@pytest.mark.parametrize(("text", "expected"), APART.values(), ids=APART.keys())
def test_each_with_its_own(text, expected):
    assert {tie[:3] for tie in stated(text)} == expected


def test_each_tie_once():
    text = "Iranian officials met. Iranian officials left."
    document = read(Article(id="a", text=text))
    assert len(affiliations(document, cast(document))) == 1


GOLD = Path(__file__).parents[3] / "shared" / "gold" / "actor_phrases_dev.jsonl"


@pytest.mark.skipif(not GOLD.exists(), reason="the shared gold is not beside the repository")
def test_phrases_of_the_gold_have_their_country_and_sector():
    import json

    from ingest.resolve_phrase import phrase

    rows = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
    wanted = [(r["text"], r["expected"]["country"]) for r in rows if r["expected"].get("country")]
    found = [(actor.country if (actor := phrase(text)) else None) == country for text, country in wanted]
    assert sum(found) / len(found) > 0.7
