"""Dates as they are spelled out in a sentence, against the date of publication."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from functools import lru_cache

from graph.model import Precision

MONTHS = "january february march april may june july august september october november december".split()
DAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
NUMBERS = {
    word: n
    for n, word in enumerate("zero one two three four five six seven eight nine ten eleven twelve".split())
} | {"a": 1, "an": 1, "couple of": 2, "a couple of": 2, "several": 4, "a few": 3}
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan\.?|Feb\.?|Mar\.|Apr\.?|Jun\.?|Jul\.?|Aug\.?|Sept?\.?|Oct\.?|Nov\.?|Dec\.?)"
)
DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:19|20)\d\d)"
COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"

MONTH_OPENERS = "in|since|this|until|by|from|of|during|late|early|mid|before|after|between"
YEAR_OPENERS = f"{MONTH_OPENERS}|the|its|their|his|her|a|summer|winter|spring|autumn|fall"


@dataclass(frozen=True)
class Spelled:
    """A date expression: its place in the sentence, and the dates it can mean by whether it is ahead."""

    start: int
    end: int
    past: Date
    future: Date
    precision: Precision

    def date(self, ahead: bool) -> Date:
        """The date that is meant of an act that has happened, or is ahead."""
        return self.future if ahead else self.past


Reader = Callable[[re.Match[str], Date | None], tuple[Date, Date, Precision] | None]


def _both(date: Date, precision: Precision) -> tuple[Date, Date, Precision]:
    if precision == "month":
        date = date.replace(day=1)
    elif precision == "year":
        date = date.replace(month=1, day=1)
    return date, date, precision


def _month_number(name: str) -> int:
    return next(n for n, month in enumerate(MONTHS, 1) if month.startswith(name.lower().rstrip(".")[:3]))


def _calendar_day(m: re.Match[str], published: Date | None) -> tuple[Date, Date, Precision] | None:
    """ "August 12", "12 August 2024": without a year the nearest before, or after, publication."""
    month, day = _month_number(m["month"]), int(m["day"])
    try:
        if m["year"]:
            return _both(Date(int(m["year"]), month, day), "day")
        if published is None:
            return None
        return _nearest(published, lambda year: Date(year, month, day), "day")
    except ValueError:
        return None


def _nearest(
    published: Date, of_year: Callable[[int], Date], precision: Precision
) -> tuple[Date, Date, Precision]:
    """A day or month without its year: the last one and the next one."""
    this = of_year(published.year)
    floor = published.replace(day=1) if precision == "month" else published
    past = this if this <= published else of_year(published.year - 1)
    future = this if this >= floor else of_year(published.year + 1)
    return past, future, precision


def _month(m: re.Match[str], published: Date | None) -> tuple[Date, Date, Precision] | None:
    number = _month_number(m["month"])
    if m["year"]:
        return _both(Date(int(m["year"]), number, 1), "month")
    if published is None:
        return None
    past, future, precision = _nearest(published, lambda year: Date(year, number, 1), "month")
    turn = (m["turn"] or "").lower()
    if turn == "last" and past == published.replace(day=1):
        past = Date(past.year - 1, number, 1)
    if turn == "next" and future == published.replace(day=1):
        future = Date(future.year + 1, number, 1)
    return {"last": (past, past, precision), "next": (future, future, precision)}.get(
        turn, (past, future, precision)
    )


def _year(m: re.Match[str], published: Date | None) -> tuple[Date, Date, Precision] | None:
    return _both(Date(int(m["year"]), 1, 1), "year")


def _iso(m: re.Match[str], published: Date | None) -> tuple[Date, Date, Precision] | None:
    try:
        return _both(Date.fromisoformat(m.group()), "day")
    except ValueError:
        return None


def _weekday(m: re.Match[str], published: Date | None) -> tuple[Date, Date, Precision] | None:
    if published is None:
        return None
    number, turn = DAYS.index(m["weekday"].lower()), (m["turn"] or "").lower()
    back = (published.weekday() - number) % 7
    if turn == "last" and back == 0:
        back = 7
    past, future = (
        published - timedelta(back),
        published + timedelta((-back) % 7 or (7 if turn == "next" else 0)),
    )
    if m["week"]:
        monday = published - timedelta(published.weekday() + (7 if m["week"].lower() == "last" else -7))
        past = future = monday + timedelta(number)
    return {"last": (past, past, "day"), "next": (future, future, "day")}.get(turn, (past, future, "day"))  # type: ignore[return-value]


def _named_day(m: re.Match[str], published: Date | None) -> tuple[Date, Date, Precision] | None:
    if published is None:
        return None
    name = m.group().lower()
    steps = (
        -2
        if "before" in name
        else -1
        if name in ("yesterday", "last night")
        else 1
        if name == "tomorrow"
        else 0
    )
    return _both(published + timedelta(steps), "day")


def _ago(m: re.Match[str], published: Date | None) -> tuple[Date, Date, Precision] | None:
    if published is None:
        return None
    count = NUMBERS.get(m["count"].lower()) or int(m["count"])
    return _stepped(published, -count, m["unit"].lower())


def _stepped(published: Date, count: int, unit: str) -> tuple[Date, Date, Precision]:
    if unit == "day":
        return _both(published + timedelta(count), "day")
    if unit == "week":
        return _both(published + timedelta(7 * count - published.weekday()), "week")
    if unit == "month":
        months = published.year * 12 + published.month - 1 + count
        return _both(Date(months // 12, months % 12 + 1, 1), "month")
    return _both(Date(max(1, published.year + count), 1, 1), "year")


def _turn(m: re.Match[str], published: Date | None) -> tuple[Date, Date, Precision] | None:
    """ "last week", "this month", "next year"."""
    if published is None:
        return None
    step = {"last": -1, "past": -1, "previous": -1, "next": 1, "coming": 1}.get(m["turn"].lower(), 0)
    return _stepped(published, step, m["unit"].lower())


READERS: tuple[tuple[re.Pattern[str], Reader], ...] = tuple(
    (re.compile(pattern, flags), reader)
    for pattern, flags, reader in (
        (r"\b\d{4}-\d\d-\d\d\b", 0, _iso),
        (rf"\b(?P<month>{MONTH}) {DAY}\b(?!,\d)(?:,? {YEAR})?", 0, _calendar_day),
        (rf"\b{DAY}(?: of)? (?P<month>{MONTH})(?:,? {YEAR})?\b", 0, _calendar_day),
        (rf"(?:\b(?P<turn>last|next) )?\b(?P<month>{MONTH}),? (?:of )?{YEAR}\b", 0, _month),
        (
            rf"\b(?:(?P<turn>(?i:last|next))|(?i:{MONTH_OPENERS})) (?:(?:early|late|mid) )?(?P<month>{MONTH})"
            r"\b(?! \d|\s[A-Z])(?P<year>(?!))?",
            0,
            _month,
        ),
        (
            rf"\b(?:(?P<turn>last|next|this|this coming|this past) )?"
            rf"(?<!Good )(?<!Black )(?<!Bloody )(?<!Ash )(?P<weekday>{'|'.join(DAYS)})\b"
            r"(?! (?:Times|Telegraph|Mail|Mirror|Express|Independent|Herald|Post))"
            r"(?:,? (?:of )?(?P<week>last|next) week)?",
            re.IGNORECASE,
            _weekday,
        ),
        (
            r"\bthe day before yesterday\b|\byesterday\b|\btoday\b|\btonight\b|\btomorrow\b|\blast night\b"
            r"|\bthis (?:morning|afternoon|evening)\b",
            re.IGNORECASE,
            _named_day,
        ),
        (rf"\b{COUNT} (?P<unit>day|week|month|year)s? ago\b", re.IGNORECASE, _ago),
        (
            r"\b(?P<turn>last|this|next|past|previous|coming) (?P<unit>week|month|year)\b",
            re.IGNORECASE,
            _turn,
        ),
        (
            rf"(?:\b(?i:{YEAR_OPENERS})|['’]s)[ -]{YEAR}\b"
            r"(?![\d,.]*\d| (?:people|troops|soldiers|men|miles|km|tons|dead))",
            0,
            _year,
        ),
    )
)


@lru_cache(maxsize=4096)
def spelled(text: str, published: Date | None) -> tuple[Spelled, ...]:
    """The date expressions of a sentence, in their order; where two overlap, the one that says more.

    >>> spelled("Troops left on August 12.", Date(2024, 9, 1))[0].past
    datetime.date(2024, 8, 12)
    """
    found: list[Spelled] = []
    for one in _matches(text, published):
        if all(one.end <= other.start or one.start >= other.end for other in found):
            found.append(one)
    return tuple(sorted(found, key=lambda s: s.start))


def _matches(text: str, published: Date | None) -> Iterator[Spelled]:
    for pattern, reader in READERS:
        for match in pattern.finditer(text):
            read = reader(match, published)
            if read:
                yield Spelled(match.start(), match.end(), *read)
