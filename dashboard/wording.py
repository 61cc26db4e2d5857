"""Text of articles as text, and values in plain words.

Whatever came from an article goes through `plain` before Streamlit's Markdown may see it.
"""

import re
from collections.abc import Sequence
from datetime import date as Date
from typing import Literal
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict

JOINER = "\u2060"  # shows nothing, and keeps two characters from being read as one mark
PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")
# Backslashes do not stop Streamlit from reading these as an emoji, an arrow, a dash, or an address.
PAIRS = re.compile(r"(?<=[-<>=~])(?=[-<>=~])|(?<=[:@])(?=\S)|(?<=\S)(?=:)|(?<=www)(?=\.)", re.IGNORECASE)
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
LABEL = 300  # the longest piece of text in one coloured span; Markdown gives up at 999

Colour = Literal["orange", "red", "blue", "gray"]


class Mark(BaseModel):
    """A stretch of an article's text to highlight; where marks overlap, the first of the list wins."""

    model_config = ConfigDict(frozen=True)

    start: int
    end: int
    colour: Colour = "orange"


def plain(text: str | None, limit: int | None = None) -> str:
    """Markdown that shows exactly `text`, on one line, cut to `limit` characters.

    >>> plain("*a* $5")
    '\\\\*a\\\\* \\\\$5'
    """
    line = " ".join(CONTROLS.sub("", text or "").split())
    if limit and len(line) > limit:
        line = line[: limit - 1].rstrip() + "…"
    return PUNCTUATION.sub(r"\\\1", PAIRS.sub(JOINER, line))


def highlighted(text: str, marks: Sequence[Mark], start: int = 0, end: int | None = None) -> str:
    """Markdown of `text[start:end]`, paragraph by paragraph, with the marks as coloured background.

    >>> highlighted("One. Two.", [Mark(start=5, end=9)])
    'One\\\\. :orange-background[Two\\\\.]'
    """
    end = len(text) if end is None else end
    colours: list[Colour | None] = [None] * (end - start)
    for mark in reversed(marks):
        for place in range(max(mark.start, start), min(mark.end, end)):
            colours[place - start] = mark.colour
    paragraphs = []
    for line in re.finditer(r"[^\n]+", text[start:end]):
        shown = _line(line[0], colours[line.start() : line.end()])
        if shown.strip():
            paragraphs.append(shown.strip())
    return "\n\n".join(paragraphs)


def _line(text: str, colours: Sequence[Colour | None]) -> str:
    shown, first = "", 0
    for place in range(1, len(text) + 1):
        if place < len(text) and colours[place] == colours[first]:
            continue
        shown += _coloured(text[first:place], colours[first])
        first = place
    return shown


def _coloured(text: str, colour: Colour | None) -> str:
    before = " " if text[:1].isspace() else ""
    after = " " if text[-1:].isspace() and text.strip() else ""
    if colour is None or not text.strip():
        return before + plain(text) + after
    words = [w[i : i + LABEL] for w in text.split() for i in range(0, len(w), LABEL)]
    pieces = [""]
    for word in words:
        if len(pieces[-1]) + len(word) > LABEL:
            pieces.append("")
        pieces[-1] += f" {word}"
    return before + " ".join(f":{colour}-background[{plain(piece)}]" for piece in pieces) + after


def safe_url(url: str | None) -> str | None:
    """The address, where it is a web address; else None.

    >>> safe_url("https://news.example/a"), safe_url("javascript:alert(1)")
    ('https://news.example/a', None)
    """
    if not url or CONTROLS.search(url) or any(c.isspace() for c in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.hostname else None


def day(date: Date | None) -> str:
    """A date in plain words.

    >>> day(Date(2025, 3, 4)), day(None)
    ('4 Mar 2025', 'no date')
    """
    return f"{date.day} {date:%b %Y}" if date else "no date"


def dated(date: Date | None, precision: str) -> str:
    """A date as precisely as it is known.

    >>> dated(Date(2025, 3, 1), "month"), dated(Date(2025, 3, 4), "published")
    ('Mar 2025', 'reported 4 Mar 2025')
    """
    if date is None:
        return "no date"
    if precision == "published":
        return f"reported {day(date)}"
    loose = {"week": f"week of {day(date)}", "month": f"{date:%b %Y}", "year": f"{date:%Y}"}
    return loose.get(precision, day(date))


def words(name: str) -> str:
    """A name of our own vocabulary in words.

    >>> words("armed_group"), words("MEMBER_OF")
    ('armed group', 'member of')
    """
    return name.replace("_", " ").lower()


def count(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun.

    >>> count(1, "claim"), count(1200, "claim"), count(2, "party", "parties")
    ('1 claim', '1,200 claims', '2 parties')
    """
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def side(name: str | None) -> str:
    """The name of one side of an event; sides may be unknown."""
    return name or "(unknown)"


def sign(intensity: float) -> Literal["cooperation", "conflict", "neutral"]:
    """Cooperation, conflict or neutral.

    >>> sign(-2.0), sign(5), sign(0)
    ('conflict', 'cooperation', 'neutral')
    """
    if intensity == 0:
        return "neutral"
    return "cooperation" if intensity > 0 else "conflict"
