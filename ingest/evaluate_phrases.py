"""For whom a phrase alone stands: country and sector of phrases that were coded by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from pathlib import Path

from pydantic import Field
from spacy.language import Language

from graph.model import Actor, Article
from ingest.evaluate_figures import Measure, Miss, Score, Share
from ingest.evaluate_records import GoldRecord
from ingest.read import read
from ingest.resolve import cast


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


def resolved(phrase: GoldPhrase, nlp: Language) -> Actor | None:
    """The actor that most of the phrase names."""
    document = read(Article(id=phrase.id, text=phrase.text, published=phrase.said()), nlp)
    found = cast(document)
    spot = max(found.spots, key=lambda s: (s.last - s.first, s.last), default=None)
    return found.actors[spot.actors[0]] if spot else None


def score_phrases(gold: Sequence[GoldPhrase], told: Sequence[Code], path: Path) -> Score:
    """How many phrases have the right country, and the right sector.

    >>> score_phrases([], [], Path("none")).measures[0].rate
    True
    """
    pairs = list(zip(gold, told, strict=True))
    countries = [(p.expected.country, c.country) for p, c in pairs if p.expected.country is not None]
    sectors = [(p.expected.code_1, c.sector) for p, c in pairs if p.expected.code_1 is not None]
    misses = tuple(
        Miss("wrong", phrase.id, f"gold: {phrase.expected}; told: {ours}", phrase.text)
        for phrase, ours in pairs
        if not _right(phrase.expected, ours)
    )
    return Score("phrases", path, (_rate("country", countries), _rate("sector", sectors)), misses)


def _right(expected: Expected, told: Code) -> bool:
    return expected.country in (None, told.country) and expected.code_1 in (None, told.sector)


def _rate(name: str, pairs: Sequence[tuple[str | None, str]]) -> Measure:
    right = sum(a == b for a, b in pairs)
    return Measure(name, Share(right, len(pairs), len(pairs)), rate=True)


def evaluated(gold: Sequence[GoldPhrase], nlp: Language, path: Path) -> Score:
    """The score of our resolution."""
    return score_phrases(gold, [code(resolved(phrase, nlp)) for phrase in gold], path)
