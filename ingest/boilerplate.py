"""Lines that stand round articles and belong to none: cookies, links to other articles, buttons."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

LONGEST = 1_500  # a longer line is a paragraph, whatever it begins with


@dataclass(frozen=True)
class Pattern:
    """One pattern of `data/boilerplate.toml`; `cut` where it stands between articles, `links` where what
    comes under it are titles of other articles."""

    about: str
    pattern: re.Pattern[str]
    cut: bool
    links: bool


def boilerplate(line: str) -> Pattern | None:
    """The pattern that makes this line boilerplate, if one does.

    >>> boilerplate("| News, Politics, Atlantis").about
    'rubric under a headline: | News, Politics, Azerbaijan'
    >>> boilerplate("The ministers also spoke about cookies.") is None
    True
    """
    if len(line) > LONGEST:
        return None
    whole, opening, _ = patterns()
    found = (p for p in whole if p.pattern.fullmatch(line))
    return next(found, None) or next((p for p in opening if p.pattern.match(line)), None)


def is_beside(line: str) -> bool:
    """Whether a line belongs to an article but is none of its sentences, and never a headline.

    >>> is_beside("Update at 9:10 a.m.: Minister Arrives"), is_beside("Minister Arrives In Port Arl")
    (True, False)
    """
    return any(p.pattern.match(line) for p in patterns()[2])


@cache
def patterns() -> tuple[tuple[Pattern, ...], ...]:
    """The patterns for whole lines, for the opening of a line, and for what is no headline."""
    raw = tomllib.loads(files("ingest").joinpath("data/boilerplate.toml").read_text("utf-8"))
    return tuple(tuple(map(_pattern, raw[name])) for name in ("line", "opening", "beside"))


def _pattern(entry: dict[str, object]) -> Pattern:
    compiled = re.compile(str(entry["pattern"]), re.IGNORECASE)
    return Pattern(str(entry["about"]), compiled, entry.get("cut") is True, entry.get("links") is True)
