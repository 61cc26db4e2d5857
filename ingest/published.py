"""The date of publication, from the ways in which inputs write it."""

import re
from datetime import date, datetime
from email.utils import parsedate_to_datetime

import dateparser

from graph.errors import InputError

ISO = re.compile(r"(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)(?!\d)")
DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?!\d)")
SLASHED = re.compile(r"(\d{1,2})[/-](\d{1,2})[/-](\d{4})(?!\d)")
LONGEST = 100


def published_date(told: str | None) -> date | None:
    """The day that the input names; none where it names none. A day that cannot be read is an error.

    >>> published_date("2024-08-12T23:10:00Z"), published_date("Aug. 12, 2024"), published_date("")
    (datetime.date(2024, 8, 12), datetime.date(2024, 8, 12), None)
    """
    words = (told or "").strip()
    if not words:
        return None
    found = readable_date(words)
    if found is None:
        raise InputError(f"the date {words[:LONGEST]!r} cannot be read; write it as 2024-08-12")
    return found


def readable_date(words: str) -> date | None:
    """The day that these words are, if they are one.

    >>> readable_date("12 August 2024"), readable_date("the day after")
    (datetime.date(2024, 8, 12), None)
    """
    try:
        if numbers := ISO.match(words):
            return date(*map(int, numbers.groups()))
        if numbers := DOTTED.match(words) or SLASHED.match(words):
            return _in_numbers(*map(int, numbers.groups()), day_first="." in numbers[0])
        return _in_mail(words) or _in_words(words)
    except ValueError:
        return None


def _in_numbers(first: int, second: int, year: int, *, day_first: bool) -> date | None:
    """With dots the day comes first; with strokes either may, so that 8/12/2024 is no date to trust."""
    if day_first or first > 12 or first == second:
        return date(year, second, first)
    return date(year, first, second) if second > 12 else None


def _in_mail(words: str) -> date | None:
    try:
        return parsedate_to_datetime(words).date()
    except ValueError:
        return None


def _in_words(words: str) -> date | None:
    if len(words) > LONGEST or not re.search(r"\d{4}", words):
        return None
    settings = {"STRICT_PARSING": True, "RETURN_AS_TIMEZONE_AWARE": False}
    found: datetime | None = dateparser.parse(words, languages=["en"], settings=settings)
    return found.date() if found else None
