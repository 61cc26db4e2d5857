"""Relations with attribution on whole articles against hand coding, and the ties of their actors."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

from graph.model import Article
from ingest.article import Head, made_article
from ingest.evaluate_constructions import Outcome
from ingest.evaluate_figures import Measure, Miss, Score, Share, Table
from ingest.evaluate_match import aligned, same_actor, same_type, same_voices
from ingest.evaluate_misses import misses
from ingest.evaluate_records import Bond, Coded, GoldArticle, Relation

LEVELS = ("pair", "triple", "status", "voice", "full")
SHOWN = 0.65  # of confidence
RECALL = 0.25
BANDS = (0.0, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.1)


@dataclass
class Tally:
    """Counts over articles."""

    n: Counter[str] = field(default_factory=Counter)
    types: dict[str, Counter[str]] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)
    hits: list[tuple[float, bool]] = field(default_factory=list)
    outcome: Outcome = field(default_factory=Outcome)

    def share(self, level: str) -> Share:
        return Share(self.n[level], self.n["told"], self.n["gold"])

    def of_type(self, type: str) -> Counter[str]:
        return self.types.setdefault(type, Counter())


def article(row: GoldArticle) -> Article:
    """An article of a gold set as one of ours."""
    head = Head(id=row.id, title=row.title, publisher=row.outlet, published=row.date, language="en")
    return made_article(head, row.text)


def score_claims(gold: Sequence[Coded], told: Mapping[str, Coded], path: Path, name: str = "claims") -> Score:
    """All measures on coded articles.

    >>> score_claims([], {}, Path("none")).measures[0].share.f1
    0.0
    """
    tally = Tally()
    for row in gold:
        _count(tally, row, told.get(row.id, Coded(id=row.id)))
    measures = [Measure(level, tally.share(level)) for level in LEVELS]
    ties = Share(tally.n["ties"], tally.n["ties told"], tally.n["ties gold"])
    voices = Share(tally.n["attributed right"], tally.n["attributed"], tally.n["attributed"])
    measures += [
        Measure("affiliation", ties),
        Measure("voices of attributed triples", voices, rate=True),
        Measure("shown", _shown(tally, SHOWN)),
    ]
    return Score(
        name,
        path,
        tuple(measures),
        (*tally.misses, *tally.outcome.misses()),
        tuple(_notes(tally)),
        (
            Table("triples by type", tuple(_by_type(tally)), "split"),
            Table("triples by confidence", tuple(_by_confidence(tally)), "told"),
            *tally.outcome.tables(),
        ),
    )


def _count(tally: Tally, gold: Coded, told: Coded) -> None:
    found = aligned(gold.relations, told.relations)
    tally.n.update({"gold": len(gold.relations), "told": len(told.relations), "pair": len(found.pairs)})
    for g, p in found.pairs:
        _count_pair(tally, g, p)
    tally.hits += [(p.confidence, same_type(g, p)) for g, p in found.pairs]
    tally.hits += [(p.confidence, False) for p in found.extra]
    for relation in gold.relations:
        tally.of_type(relation.type)["gold"] += 1
    for relation in told.relations:
        tally.of_type(relation.type)["told"] += 1
    tally.misses += misses(gold.id, found)
    tally.outcome.take(gold, told, [(g, p) for g, p in found.pairs if same_type(g, p)])
    _count_ties(tally, gold, told)


def _count_pair(tally: Tally, g: Relation, p: Relation) -> None:
    if not same_type(g, p):
        return
    status, voices = g.status == p.status, same_voices(g, p)
    tally.n.update(
        {
            "triple": 1,
            "status": int(status),
            "voice": int(voices),
            "full": int(status and voices),
            "attributed": int(bool(g.claims)),
            "attributed right": int(bool(g.claims) and voices),
        }
    )
    tally.of_type(g.type)["triple"] += 1


def _count_ties(tally: Tally, gold: Coded, told: Coded) -> None:
    left, right = _distinct(gold.affiliations), _distinct(told.affiliations)
    tally.n.update({"ties gold": len(left), "ties told": len(right)})
    for tie in left:
        hit = next((other for other in right if _same_tie(tie, other)), None)
        if hit is not None:
            right.remove(hit)
            tally.n["ties"] += 1


def _distinct(ties: Sequence[Bond]) -> list[Bond]:
    found: list[Bond] = []
    for tie in ties:
        if not any(_same_tie(tie, other) for other in found):
            found.append(tie)
    return found


def _same_tie(a: Bond, b: Bond) -> bool:
    return a.relation == b.relation and same_actor(a.source, b.source) and same_actor(a.target, b.target)


def _shown(tally: Tally, cut: float) -> Share:
    above = [right for confidence, right in tally.hits if confidence >= cut]
    return Share(sum(above), len(above), tally.n["gold"])


def _notes(tally: Tally) -> Iterator[str]:
    """What is shown, and how precise the surest triples are of which a quarter of the gold is among."""
    cuts = sorted({confidence for confidence, _ in tally.hits}, reverse=True)
    shares = ((cut, _shown(tally, cut)) for cut in cuts)
    at = next(((cut, s) for cut, s in shares if s.recall >= RECALL), None)
    yield f"shown: triples of confidence ≥ {SHOWN}"
    if at:
        yield f"confidence ≥ {at[0]:.2f}: triple precision {at[1].precision:.3f} at recall {at[1].recall:.3f}"
    elif tally.n["gold"]:
        yield f"no cut of confidence reaches a triple recall of {RECALL}"


def _by_confidence(tally: Tally) -> Iterator[Measure]:
    """What is right in each band of confidence: where the two agree, a claim is as sure as it says."""
    for low, high in pairwise(BANDS):
        band = [(confidence, right) for confidence, right in tally.hits if low <= confidence < high]
        if band:
            mean = sum(confidence for confidence, _ in band) / len(band)
            right = sum(right for _, right in band)
            yield Measure(f"{low:.1f} to {high:.1f}, mean {mean:.2f}", Share(right, len(band), len(band)))


def _by_type(tally: Tally) -> Iterator[Measure]:
    for type, n in sorted(tally.types.items()):
        yield Measure(type, Share(n["triple"], n["told"], n["gold"]))
