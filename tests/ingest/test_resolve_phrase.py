"""For whom phrases without a context stand."""

from datetime import date

import pytest

from ingest.resolve_phrase import phrase

CODES = {
    "Norway": ("NOR", None),
    "Oslo": ("NOR", "GOV"),
    "two women and a man": (None, "CVL"),
    "a band of armed rebels": (None, "REB"),
    "a group of nurses": (None, "LAB"),
    "two men": (None, "UNK"),
    "an intelligence service officer": (None, "SPY"),
    "members of Hezbollah": ("LBN", "REB"),
    "director of the firm's board": (None, "BUS"),
    "vice president": (None, "GOV"),
    "Chile's Auditor's Office": ("CHL", "GOV"),
    "Larvik Institute of Technology": (None, "EDU"),
    "a teacher at the University of Larvik in Wales": ("GBR", "LAB"),
    "Gothenburg police": ("SWE", "COP"),
    "the Hezbollah movement": ("LBN", "REB"),
    "Mossad Intelligence Agency": ("ISR", "SPY"),
    "the shoals of Norway": ("NOR", None),
    "kittens": None,
}


@pytest.mark.parametrize("words", CODES, ids=str)
def test_phrases_have_country_and_sector(words: str) -> None:
    found = phrase(words)
    assert (found and (found.country, found.sector)) == CODES[words]


def test_an_office_holder_is_found_by_title_and_surname() -> None:
    found = phrase("Chancellor Merkel", date(2015, 5, 1))
    assert found is not None
    assert found.id == "angela-merkel"


def test_the_sector_is_that_of_the_office_on_the_day() -> None:
    found = phrase("Angela Merkel", date(2023, 5, 1))
    assert found is not None
    assert found.sector == "ELI"
