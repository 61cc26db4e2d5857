"""Triples of country, PLOVER type and country on single sentences of newswire that were coded by hand.

The gold folds CONCEDE and RETREAT into YIELD, counts the United Nations and the European Union as
international organisations, and codes a sentence's main event alone: precision is a lower bound.
"""

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from datetime import date as Date
from pathlib import Path
from typing import NamedTuple

from graph.model import Actor, Article, Coding, Event
from ingest.catalogue import catalogue
from ingest.evaluate_figures import Measure, Miss, Score, Share
from ingest.evaluate_records import GoldRecord
from ingest.extract import Extractor

FOLDED = {
    "CONCEDE": "YIELD",
    "RETREAT": "YIELD",
    "CONCEDE|RETREAT": "YIELD",
    "DEMAND": "REQUEST",
    "DISAPPROVE": "ACCUSE",
    "INVESTIGATE": "ACCUSE",
    "FIGHT": "ASSAULT",
}
COUNTRIES = {"JAP": "JPN", "ITL": "ITA", "VTN": "VNM", "UNO": "IGO", "EUR": "IGO", "NGM": "NGO"}
COOPERATION = frozenset({"CONSULT", "SUPPORT", "COOPERATE", "AID"})  # what is promised of them is AGREE
OVER_BORDERS = {"international_org": "IGO", "civil_society": "IGO", "armed_group": "IMG"}
NO_COUNTRY = frozenset({"", "---", "~", "***"})


class GoldCode(GoldRecord):
    """The code of one side."""

    country: str | None = None
    sector: str | None = None


class GoldEvent(GoldRecord):
    """A coded event."""

    plover: str
    source_norm: GoldCode | None = None
    target_norm: GoldCode | None = None


class GoldSentence(GoldRecord):
    """A sentence with its coded events."""

    id: str
    text: str
    date: Date | None = None
    gold: tuple[GoldEvent, ...] = ()


class Triple(NamedTuple):
    """An event by countries."""

    source: str | None
    type: str
    target: str | None


KEYS: dict[str, Callable[[Triple], Hashable]] = {
    "type": lambda t: t.type,
    "pair": lambda t: (t.source, t.target),
    "triple": lambda t: t,
}


def country(code: str | None) -> str | None:
    """A country as the gold writes it.

    >>> country("UNO"), country("IRN"), country("---")
    ('IGO', 'IRN', None)
    """
    return None if code is None or code in NO_COUNTRY else COUNTRIES.get(code, code)


def gold_triples(sentence: GoldSentence) -> list[Triple]:
    """The coded triples of a sentence."""
    return [
        Triple(_code(event.source_norm), FOLDED.get(event.plover, event.plover), _code(event.target_norm))
        for event in sentence.gold
    ]


def _code(code: GoldCode | None) -> str | None:
    return country(code.country) if code else None


def told_triples(coding: Coding) -> list[Triple]:
    """Our triples of a sentence: what happens or is planned; a mutual one in both directions.

    An event with a side whose country is not known is no triple of countries.
    """
    actors = {actor.id: actor for actor in coding.actors}
    return [triple for event in coding.events for triple in _triples(event, actors)]


def _triples(event: Event, actors: dict[str, Actor]) -> Iterator[Triple]:
    if event.status in ("negated", "hypothetical"):
        return
    a, b = (side_country(actors[side]) if side else None for side in (event.source, event.target))
    if (event.source and a is None) or (event.target and b is None):
        return
    promised = event.status == "planned" and event.type in COOPERATION
    type = "AGREE" if promised else FOLDED.get(event.type, event.type)
    yield Triple(a, type, b)
    if event.mutual:
        yield Triple(b, type, a)


def side_country(actor: Actor) -> str | None:
    """The country of an actor as the gold writes it; for those known over borders what it writes instead."""
    known = actor.kind != "armed_group" or actor.id in catalogue().entries
    return country(actor.country) or (OVER_BORDERS.get(actor.kind) if known else None)


def score_plover(gold: Sequence[GoldSentence], told: Sequence[Sequence[Triple]], path: Path) -> Score:
    """The measures over sentences; what was told twice counts once.

    >>> score_plover([GoldSentence(id="a", text="")], [[Triple("IRN", "AID", None)]], Path("a")).measures[2]
    Measure(name='triple', share=Share(hit=0, told=1, gold=0), rate=False)
    """
    measures = tuple(Measure(name, _share(name, gold, told)) for name in KEYS)
    misses = [miss for row, ours in zip(gold, told, strict=True) for miss in _misses(row, ours)]
    return Score("plover", path, measures, tuple(misses))


def _share(name: str, gold: Sequence[GoldSentence], told: Sequence[Sequence[Triple]]) -> Share:
    hit = ours = theirs = 0
    for row, triples in zip(gold, told, strict=True):
        left, right = _counts(name, gold_triples(row)), Counter(set(_counts(name, triples)))
        if name == "type":
            left = Counter(set(left))
        hit += (left & right).total()
        ours += right.total()
        theirs += left.total()
    return Share(hit, ours, theirs)


def _counts(name: str, triples: Sequence[Triple]) -> Counter[Hashable]:
    counts = Counter(KEYS[name](triple) for triple in triples)
    del counts[(None, None)]
    return counts


def _misses(row: GoldSentence, told: Sequence[Triple]) -> Iterator[Miss]:
    gold, ours = set(gold_triples(row)), set(told)
    written = ", ".join(sorted(" ".join(map(str, t)) for t in ours)) or "nothing"
    for triple in sorted(gold - ours, key=str):
        yield Miss(
            _kind(triple, ours), row.id, f"gold: {' '.join(map(str, triple))}; told: {written}", row.text
        )


def _kind(gold: Triple, told: set[Triple]) -> str:
    if any((t.source, t.target) == (gold.source, gold.target) for t in told):
        return "wrong type"
    if any((t.target, t.source) == (gold.source, gold.target) for t in told):
        return "turned round"
    if any(t.type == gold.type for t in told):
        return "wrong sides"
    return "wrong type and sides" if told else "nothing told"


def evaluated(gold: Sequence[GoldSentence], by: Extractor, path: Path) -> Score:
    """The score of an extractor."""
    codings = [by.extract(Article(id=row.id, text=row.text, published=row.date)) for row in gold]
    return score_plover(gold, [told_triples(coding) for coding in codings], path)
