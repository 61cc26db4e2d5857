"""For whom a phrase alone stands: country and sector of phrases that were coded by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from pathlib import Path

from pydantic import Field

from graph.model import Actor
from ingest.catalogue import Catalogue
from ingest.evaluate_figures import Measure, Miss, Score, Share
from ingest.evaluate_records import GoldRecord
from ingest.resolve_phrase import phrase


class Expected(GoldRecord):
    """What a phrase stands for; None where the gold does not say, empty where it stands for nobody's."""

    country: str | None = None
    code_1: str | None = None


class GoldPhrase(GoldRecord):
    """A phrase, with the date on which it was said among its arguments."""

    id: str
    text: str
    args: tuple[str, ...] = ()
    kwargs: Mapping[str, object] = Field(default_factory=dict)
    expected: Expected

    def said(self) -> Date | None:
        """The date on which it was said."""
        given = [str(self.kwargs.get("query_date", "")), *self.args]
        dates = [words.strip("'\"") for words in given]
        return next((Date.fromisoformat(words) for words in dates if len(words) == 10), None)


@dataclass(frozen=True)
class Code:
    """Country and sector of an actor; empty where there is none."""

    country: str = ""
    sector: str = ""


def code(actor: Actor | None) -> Code:
    """The code of an actor."""
    return Code(actor.country or "", actor.sector or "") if actor else Code()


def score_phrases(gold: Sequence[GoldPhrase], told: Sequence[Code], path: Path) -> Score:
    """How many phrases have the right country, and the right sector.

    >>> score_phrases([], [], Path("none")).measures[0].rate
    True
    """
    pairs = list(zip(gold, told, strict=True))
    countries = [(p.expected.country, c.country) for p, c in pairs if p.expected.country is not None]
    sectors = [(p.expected.code_1, c.sector) for p, c in pairs if p.expected.code_1 is not None]
    misses = tuple(
        Miss("wrong", one.id, f"gold: {one.expected}; told: {ours}", one.text)
        for one, ours in pairs
        if not _right(one.expected, ours)
    )
    return Score("phrases", path, (_rate("country", countries), _rate("sector", sectors)), misses)


def _right(expected: Expected, told: Code) -> bool:
    return expected.country in (None, told.country) and expected.code_1 in (None, told.sector)


def _rate(name: str, pairs: Sequence[tuple[str | None, str]]) -> Measure:
    right = sum(a == b for a, b in pairs)
    return Measure(name, Share(right, len(pairs), len(pairs)), rate=True)


def evaluated(gold: Sequence[GoldPhrase], path: Path, catalogue: Catalogue | None = None) -> Score:
    """The score of our resolution."""
    return score_phrases(gold, [code(phrase(one.text, one.said(), catalogue)) for one in gold], path)
