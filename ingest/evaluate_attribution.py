"""Who says what: source, cue and content of every attribution on articles that were coded by hand."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Date
from pathlib import Path
from typing import Literal

from spacy.language import Language

from graph.model import Article
from ingest.attribute import Attributions, Voice, attributions
from ingest.evaluate_figures import Measure, Miss, Score, Share
from ingest.evaluate_records import GoldRecord
from ingest.read import read
from ingest.resolve import cast

OVERLAP = 0.5
Role = Literal["source", "cue", "content"]
ROLES: tuple[Role, ...] = ("source", "cue", "content")


class GoldAttribution(GoldRecord):
    """The spans of one attribution, each (start, end, words)."""

    source: tuple[tuple[int, int, str], ...] = ()
    cue: tuple[tuple[int, int, str], ...] = ()
    content: tuple[tuple[int, int, str], ...] = ()

    def spoken(self) -> "Spoken":
        return Spoken(_places(self.source), _places(self.cue), _places(self.content))


class GoldText(GoldRecord):
    """An article with all its attributions."""

    doc_id: str
    title: str = ""
    text: str
    date: Date | None = None
    attributions: tuple[GoldAttribution, ...] = ()


@dataclass(frozen=True)
class Spoken:
    """One attribution by the places of its characters."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]

    @property
    def linked(self) -> bool:
        """Whether it has both a source and a content."""
        return bool(self.source and self.content)


def _places(spans: Sequence[tuple[int, int, str]]) -> frozenset[int]:
    return frozenset(i for start, end, _ in spans for i in range(start, end))


def spoken(found: Attributions) -> list[Spoken]:
    """The voices of an article as attributions: those of one telling are one."""
    groups: dict[tuple[int, tuple[tuple[int, int], ...]], list[Voice]] = {}
    for voice in found.voices:
        groups.setdefault((voice.cue_token, voice.content), []).append(voice)
    return [_spoken(found, voices) for voices in groups.values()]


def _spoken(found: Attributions, voices: Sequence[Voice]) -> Spoken:
    first = voices[0]
    sources = {voice.source for voice in voices if voice.source}
    return Spoken(
        frozenset(i for stretch in sources for i in _characters(found, stretch)),
        frozenset(_characters(found, (first.cue_token, first.cue_token + 1))),
        frozenset(i for stretch in first.content for i in _characters(found, stretch)),
    )


def _characters(found: Attributions, stretch: tuple[int, int]) -> range:
    document = found.document
    return range(document.starts[stretch[0]], document.ends[stretch[1] - 1])


def score_attribution(gold: Sequence[GoldText], told: Sequence[Sequence[Spoken]], path: Path) -> Score:
    """Linked attributions (the sources touch, the contents overlap by half), and characters by role.

    >>> score_attribution([], [], Path("none")).measures[0].name
    'linked'
    """
    linked, misses = Share(0, 0, 0), []
    for row, ours in zip(gold, told, strict=True):
        theirs = [attribution.spoken() for attribution in row.attributions]
        hits, missed = _linked([a for a in theirs if a.linked], [b for b in ours if b.linked])
        linked = _sum(linked, Share(hits, sum(b.linked for b in ours), sum(a.linked for a in theirs)))
        misses += [Miss("missed", row.doc_id, "", _words(row.text, a)) for a in missed]
    roles = [Measure(role, _by_role(role, gold, told)) for role in ROLES]
    return Score("attribution", path, (Measure("linked", linked), *roles), tuple(misses))


def _linked(gold: Sequence[Spoken], told: Sequence[Spoken]) -> tuple[int, list[Spoken]]:
    """How many are found, and those that are not: in their order, each takes the first that fits."""
    left, missed = list(told), []
    for a in gold:
        hit = next((b for b in left if a.source & b.source and _overlap(a, b) >= OVERLAP), None)
        if hit is None:
            missed.append(a)
        else:
            left = [b for b in left if b is not hit]
    return len(gold) - len(missed), missed


def _overlap(a: Spoken, b: Spoken) -> float:
    return len(a.content & b.content) / len(a.content | b.content)


def _by_role(role: Role, gold: Sequence[GoldText], told: Sequence[Sequence[Spoken]]) -> Share:
    share = Share(0, 0, 0)
    for row, ours in zip(gold, told, strict=True):
        a = frozenset[int]().union(*(getattr(g.spoken(), role) for g in row.attributions))
        b = frozenset[int]().union(*(getattr(one, role) for one in ours))
        share = _sum(share, Share(len(a & b), len(b), len(a)))
    return share


def _sum(a: Share, b: Share) -> Share:
    return Share(a.hit + b.hit, a.told + b.told, a.gold + b.gold)


def _words(text: str, one: Spoken) -> str:
    return text[min(one.source | one.content) : max(one.source | one.content) + 1]


def evaluated(gold: Sequence[GoldText], nlp: Language, path: Path) -> Score:
    """The score of our attribution."""
    return score_attribution(gold, list(_all_spoken(gold, nlp)), path)


def _all_spoken(gold: Sequence[GoldText], nlp: Language) -> Iterator[list[Spoken]]:
    for row in gold:
        first = row.text.split("\n", 1)[0]
        title = first if row.title and first.startswith(row.title.rstrip(". ")) else ""
        article = Article(id=row.doc_id, text=row.text, title=title, published=row.date)
        document = read(article, nlp)
        yield spoken(attributions(document, cast(document)))
