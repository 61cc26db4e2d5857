"""Directed pairs and triples on sentences that test one construction each, by category of construction.

Codes of the gold begin with a country. Invented worlds have countries that no catalogue knows: such a side is
right where our actor's name begins with the letters of the code ("ARN", Arnor), or, where no word of the
sentence does (a hero's name, a capital of the invented world), where our actor is of no known state. A
sentence without an event counts as one thing to be told, which is right where nothing is told.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Date
from itertools import groupby
from pathlib import Path

from graph.model import Actor, Article, Coding
from ingest.catalogue import catalogue
from ingest.evaluate_figures import Measure, Miss, Score, Share, Table
from ingest.evaluate_plover import FOLDED, country, side_country
from ingest.evaluate_records import GoldRecord
from ingest.evaluate_schemes import by_event, plover15
from ingest.extract import Extractor

WORD = re.compile(r"\w+")
INTERNATIONAL = frozenset({"IGO", "NGO", "NGM", "IMG"})


class GoldAct(GoldRecord):
    """A coded event: the codes of its sides, and its label where its code is a real one."""

    source: str | None = None
    target: str | None = None
    plover: str | None = None


class GoldTest(GoldRecord):
    """A sentence that tests a construction."""

    id: str
    text: str
    category: str
    date: Date | None = None
    gold: tuple[GoldAct, ...] = ()


@dataclass(frozen=True)
class Told:
    """One event in one direction; `echo` where it is the other direction of a mutual one."""

    source: Actor | None
    label: str
    target: Actor | None
    echo: bool = False


def told(coding: Coding) -> list[Told]:
    """What a coding tells, each pair and label once; behind these the other directions of mutual events."""
    actors = {actor.id: actor for actor in coding.actors}
    found: dict[tuple[str | None, str, str | None], Told] = {}
    for echo in (False, True):
        for event in (one for one in coding.events if one.mutual or not echo):
            a, b = (event.target, event.source) if echo else (event.source, event.target)
            label = plover15().label(by_event(event))
            one = Told(actors[a] if a else None, label, actors[b] if b else None, echo)
            found.setdefault((a, label, b), one)
    return list(found.values())


def same_side(code: str | None, actor: Actor | None, text: str) -> bool:
    """Whether our actor is the one of the code.

    >>> rulers = Actor(id="g", name="rulers of Gondor", kind="group_of_people")
    >>> same_side("GON", rulers, "the rulers of Gondor")
    True
    """
    home = country(code[:3]) if code else None
    if home is None or actor is None:
        return home is None and (actor is None or side_country(actor) is None)
    if home in INTERNATIONAL or home in catalogue().entries:
        return side_country(actor) == home
    if any(word.upper().startswith(home) for word in WORD.findall(text)):
        return any(word.upper().startswith(home) for word in WORD.findall(actor.name))
    return actor.country is None


def _same_pair(gold: GoldAct, ours: Told, text: str) -> bool:
    return same_side(gold.source, ours.source, text) and same_side(gold.target, ours.target, text)


def _same_triple(gold: GoldAct, ours: Told, text: str) -> bool:
    return FOLDED.get(gold.plover or "", gold.plover) == ours.label and _same_pair(gold, ours, text)


LEVELS: dict[str, Callable[[GoldAct, Told, str], bool]] = {"pair": _same_pair, "triple": _same_triple}
Row = tuple[GoldTest, list[Told]]


def score_tests(name: str, gold: Sequence[GoldTest], ours: Sequence[list[Told]], path: Path) -> Score:
    """The measures over all sentences and by category.

    >>> score_tests("tests", [], [], Path("none")).measures[0].share.f1
    0.0
    """
    rows = list(zip(gold, ours, strict=True))
    tables = tuple(_by_category(rows, level) for level in LEVELS)
    alive = [measure.share.hit > 0 for measure in tables[0].rows]
    measures = [Measure(level, _share(rows, level)) for level in LEVELS]
    measures.append(Measure("categories not at 0", Share(sum(alive), len(alive), len(alive)), rate=True))
    return Score(name, path, tuple(measures), tuple(_misses(rows)), tables=tables)


def _by_category(rows: Sequence[Row], level: str) -> Table:
    kinds = groupby(sorted(rows, key=lambda row: row[0].category), key=lambda row: row[0].category)
    return Table(
        f"{level}s by category", tuple(Measure(kind, _share(list(few), level)) for kind, few in kinds)
    )


def _share(rows: Sequence[Row], level: str) -> Share:
    counts = [_counts(row, ours, level) for row, ours in rows]
    return Share(*(sum(column) for column in zip(*counts, strict=True))) if counts else Share(0, 0, 0)


def _counts(row: GoldTest, ours: list[Told], level: str) -> tuple[int, int, int]:
    """(right, told, gold) of one sentence; the other direction of a mutual event counts where it is coded."""
    if not row.gold:
        return int(not ours), max(sum(not one.echo for one in ours), 1), 1
    wanted = [gold for gold in row.gold if gold.plover] if level == "triple" else list(row.gold)
    hits = _hits(wanted, ours, level, row.text)
    return len(hits), sum(not one.echo or one in hits.values() for one in ours), len(wanted)


def _hits(wanted: Sequence[GoldAct], ours: Sequence[Told], level: str, text: str) -> dict[int, Told]:
    """What was told for each coded act, by its place; one thing told is right once."""
    left, hits = list(ours), {}
    for place, gold in enumerate(wanted):
        hit = next((one for one in left if LEVELS[level](gold, one, text)), None)
        if hit is not None:
            left.remove(hit)
            hits[place] = hit
    return hits


def _misses(rows: Sequence[Row]) -> Iterator[Miss]:
    for row, ours in rows:
        said = [f"{_name(t.source)} {t.label} {_name(t.target)}" for t in ours if not t.echo]
        written = ", ".join(said) or "nothing"
        if not row.gold and ours:
            yield Miss(f"{row.category}: told where nothing is coded", row.id, written, row.text)
        hits = _hits(row.gold, ours, "pair", row.text)
        for gold in (one for place, one in enumerate(row.gold) if place not in hits):
            coded = f"{gold.source} {gold.plover} {gold.target}"
            yield Miss(f"{row.category}: pair missed", row.id, f"gold: {coded}; told: {written}", row.text)


def _name(actor: Actor | None) -> str:
    return actor.name if actor else "nobody"


def evaluated(name: str, gold: Sequence[GoldTest], by: Extractor, path: Path) -> Score:
    """The score of an extractor on a set of tests."""
    codings = [by.extract(Article(id=row.id, text=row.text, published=row.date)) for row in gold]
    return score_tests(name, gold, [told(coding) for coding in codings], path)
