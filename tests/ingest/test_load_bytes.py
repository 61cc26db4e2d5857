"""Bytes to text: marks, encodings, damage, and what is no text."""

import pytest

from graph.errors import InputError
from ingest.language import language_of
from ingest.load_bytes import decoded

WORDS = "Café talks – “Arland accused Borland on Monday of moving troops to the river,” said Zoë. "


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings(encoding):
    assert decoded((WORDS * 3).encode(encoding)) == WORDS * 3


def test_russian_in_a_legacy_encoding():
    text = (
        "Министр иностранных дел заявил в понедельник, что переговоры о воде будут продолжены в столице. " * 5
    )
    assert decoded(text.encode("cp1251")) == text
    assert language_of(text) == "ru"


def test_damaged_utf8_loses_only_the_damage():
    assert decoded(WORDS.encode() + b"\xff\xfe twice.") == WORDS + "\ufffd\ufffd twice."


def test_page_says_its_encoding():
    page = '<html><head><meta charset="iso-8859-2"></head><body>Łódź</body></html>'
    assert decoded(page.encode("iso-8859-2"), html=True) == page


def test_page_that_says_an_encoding_which_there_is_not():
    page = '<html><head><meta charset="martian-8"></head><body>Café</body></html>'
    assert decoded(page.encode("cp1252"), html=True) == page


def test_what_no_database_takes_is_replaced_one_for_one():
    assert decoded(b"A met \x0b B.") == "A met \ufffd B."


@pytest.mark.parametrize(
    "data",
    [bytes(range(256)) * 40, b"%PDF-1.7 words", b"PK\x03\x04words", b"\x7fELF" + bytes(500), bytes(10_000)],
)
def test_binary_is_refused(data):
    with pytest.raises(InputError, match="binary"):
        decoded(data)
