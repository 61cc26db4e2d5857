"""The type of what one marked stretch of a sentence does to another, against hand coding.

The labels are those of `ingest.evaluate_schemes`. A sentence in which only one side is marked is asked for
with that side alone; one for which nothing is told gets no type, and counts as wrong.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from spacy.language import Language

from graph.model import Article
from ingest.between import Act, Pair, stretch, type_between
from ingest.evaluate_figures import Measure, Miss, Score, Share, Table
from ingest.evaluate_records import GoldRecord
from ingest.evaluate_schemes import by_construction, plover15
from ingest.lexicon import Lexicon, lexicon
from ingest.read import read

MARK = re.compile(r"<(/?)([st])>")


class GoldType(GoldRecord):
    """The coded type."""

    event: str


class GoldPair(GoldRecord):
    """A sentence with <s>..</s> round the source and <t>..</t> round the target, and its type."""

    id: str
    text: str
    marked: str
    gold: tuple[GoldType, ...]


@dataclass(frozen=True)
class Asked:
    """A sentence without its marks, and where the first of each kind stood."""

    text: str
    source: tuple[int, int] | None
    target: tuple[int, int] | None


def asked(marked: str) -> Asked:
    """Take the marks out of a sentence.

    >>> asked("<s>Arland</s> warned <t>Borland</t>.")
    Asked(text='Arland warned Borland.', source=(0, 6), target=(14, 21))
    """
    text, at = "", 0
    opened: dict[str, int] = {}
    found: dict[str, tuple[int, int]] = {}
    for mark in MARK.finditer(marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if not mark[1]:
            opened[mark[2]] = len(text)
        elif mark[2] in opened:
            found.setdefault(mark[2], (opened[mark[2]], len(text)))
    return Asked(text + marked[at:], found.get("s"), found.get("t"))


@dataclass(frozen=True)
class Answer:
    """What was told of one sentence: the label, and the act with its rule that it rests on."""

    label: str | None = None
    told: str = "nothing"


def answer(id: str, question: Asked, nlp: Language) -> Answer:
    """The label of the act between the marked stretches."""
    document = read(Article(id=id, text=question.text), nlp)
    sides = [stretch(document, *place) if place else None for place in (question.source, question.target)]
    return _answer(type_between(document, Pair(*sides)))


@cache
def _words() -> Lexicon:
    return plover15().words(lexicon())


def _answer(act: Act | None) -> Answer:
    if act is None:
        return Answer()
    status = act.status(_words())
    label = plover15().label(by_construction(act.construction, status))
    return Answer(label, f"{label} ({act.construction.name}, {status})")


def score_pairs(gold: Sequence[GoldPair], told: Sequence[Answer], path: Path) -> Score:
    """How many types are right, and by type.

    >>> score_pairs([], [], Path("none")).measures[0].name
    'type, pair given'
    """
    rows = list(zip(gold, told, strict=True))
    right = Counter(row.gold[0].event for row, ours in rows if ours.label == row.gold[0].event)
    wanted, ours = Counter(row.gold[0].event for row in gold), Counter(one.label for one in told)
    whole = Measure("type, pair given", Share(right.total(), len(rows), len(rows)), rate=True)
    by_type = tuple(Measure(type, Share(right[type], ours[type], wanted[type])) for type in sorted(wanted))
    return Score("pairs", path, (whole,), tuple(_misses(rows)), tables=(Table("by type", by_type, "split"),))


def _misses(rows: Sequence[tuple[GoldPair, Answer]]) -> Iterator[Miss]:
    """The errors, those of one pair of types together."""
    wrong = [(row, ours) for row, ours in rows if ours.label != row.gold[0].event]
    kinds = Counter(_kind(row, ours) for row, ours in wrong)
    for row, ours in sorted(wrong, key=lambda one: (-kinds[_kind(*one)], _kind(*one))):
        yield Miss(_kind(row, ours), row.id, f"told: {ours.told}", row.marked)


def _kind(row: GoldPair, ours: Answer) -> str:
    return f"{row.gold[0].event} told as {ours.label or 'nothing'}"


def evaluated(gold: Sequence[GoldPair], nlp: Language, path: Path) -> Score:
    """The score of the product on marked pairs."""
    return score_pairs(gold, [answer(row.id, asked(row.marked), nlp) for row in gold], path)
