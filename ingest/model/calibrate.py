"""Measures the rules on the coded corpus: `python -m ingest.model.calibrate` writes `data/confidence.toml`.

Each rule's counts, and a logistic regression by Newton's method. A rule's own outcome is taken out of its
count before it serves as a feature (leave one out), else rare rules would vouch for themselves.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from ingest.confidence import Confidence, Leg, leg
from ingest.events import told
from ingest.model.coded_text import CodedArticle, CodedRelation, corpus, is_held_out
from ingest.model.reader import PairModel, shipped
from ingest.read import read
from ingest.second_opinion import second_opinion
from ingest.told import Told

OUT = Path(__file__).parent.parent / "data" / "confidence.toml"
RIDGE = 1.0
Weights = dict[Leg, dict[str, float]]


@dataclass(frozen=True)
class Judged:
    """One event as the rules told it, and whether a coder had coded the same."""

    told: Told
    right: bool


def judged(article: CodedArticle, model: PairModel | None = None) -> Iterator[Judged]:
    """What the rules tell of one coded article, given its marked mentions; with the model, what both tell."""
    document = read(article.article())
    cast = article.cast(document)
    events = tuple(told(document, cast))
    if model:
        events = tuple(second_opinion(document, cast, events, model))
    sentences = list(zip(article.starts(), article.sentences, strict=True))
    for event in events:
        relations = [r for at, s in sentences if _meets(event, at, at + len(s.text)) for r in s.relations]
        yield Judged(event, any(_same(event, relation) for relation in relations))


def _meets(event: Told, start: int, end: int) -> bool:
    return event.sentence.start < end and start < event.sentence.end


def _same(event: Told, relation: CodedRelation) -> bool:
    if event.type not in (relation.type, relation.alt):
        return False
    sides = (event.source.actor if event.source else None, event.target.actor if event.target else None)
    coded = (relation.source, relation.target)
    return sides == coded or ((event.mutual or relation.mutual) and sides == coded[::-1])


def counted(found: Iterable[Judged]) -> dict[str, tuple[int, int]]:
    """(right, told) by rule, by type and form, and by form."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for one in found:
        for key in _keys(one.told):
            counts[key][0] += one.right
            counts[key][1] += 1
    return {key: (right, total) for key, (right, total) in sorted(counts.items())}


def _keys(event: Told) -> tuple[str, str, str]:
    rule = event.construction.name
    return event.construction.form, rule.partition(":")[0], rule


def weights(found: list[Judged], known: Confidence) -> dict[str, float]:
    """The logistic regression of `right` on the features, with a ridge."""
    rows = [_features(one, known) for one in found]
    names = list(rows[0])
    x = np.array([[row[name] for name in names] for row in rows])
    y = np.array([one.right for one in found], dtype=float)
    return dict(zip(names, (float(w) for w in _newton(x, y)), strict=True))


def _features(one: Judged, known: Confidence) -> dict[str, float]:
    without = dict(known.counts)
    for key in _keys(one.told) if leg(one.told) != "model" else ():
        right, total = without[key]
        without[key] = (right - one.right, total - 1)
    return Confidence(without, known.weights).features(one.told)


def legs(articles: Iterable[CodedArticle], rules: Confidence) -> Weights:
    """The weights where the model takes part, from the texts that it was not taught."""
    model = shipped()
    held = [article for article in articles if is_held_out(article.id)]
    found = [one for article in track(held, "Measuring the model") for one in judged(article, model)]
    return {
        name: weights([one for one in found if leg(one.told) == name], rules) for name in ("both", "model")
    }


def _newton(x: NDArray[np.float64], y: NDArray[np.float64]) -> NDArray[np.float64]:
    w = np.zeros(x.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-x @ w))
        hessian = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(w))
        w = w - np.linalg.solve(hessian, x.T @ (p - y) + RIDGE * w)
    return w


def written(counts: dict[str, tuple[int, int]], fitted: Weights) -> str:
    """The data file as TOML."""
    lines = ["# Measured on the coded corpus by ingest.model.calibrate; not edited by hand."]
    for name, leg_weights in fitted.items():
        lines += ["", f"[weights.{name}]"]
        lines += [f'"{feature}" = {value:.4f}' for feature, value in leg_weights.items()]
    lines += ["", "[counts] # rule, type/form or form: [right, told]"]
    lines += [f'"{key}" = [{right}, {total}]' for key, (right, total) in counts.items()]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Measure, fit and write."""
    articles = list(corpus())
    found = [one for article in track(articles, "Measuring the rules") for one in judged(article)]
    counts = counted(found)
    fitted: Weights = {"rules": weights(found, Confidence(counts, {}))}
    fitted |= legs(articles, Confidence(counts, fitted))
    OUT.write_text(written(counts, fitted), "utf-8")


if __name__ == "__main__":
    main()
