"""Measures what speaks for an act between two given actors: `python -m ingest.model.weigh`.

Each coded relation of the corpus names a pair and a type. The weights make the candidates of the right type
likely among all candidates of the pair (a conditional logit, by Newton's method). Run it after
`ingest.model.calibrate`, whose counts it uses.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from rich.progress import track

from ingest.between import Pair, Stretch, acts
from ingest.document import Cast, Document, Spot
from ingest.lexicon import lexicon
from ingest.model.coded_text import CodedArticle, CodedRelation, corpus
from ingest.read import read

OUT = Path(__file__).parent.parent / "data" / "between.toml"
RIDGE, STEPS = 5.0, 20


@dataclass(frozen=True)
class Choice:
    """The candidates of one coded pair by their features, and which of them have the coded type."""

    features: tuple[dict[str, float], ...]
    right: tuple[bool, ...]


def choices(article: CodedArticle, document: Document) -> Iterator[Choice]:
    """The choices that one coded article gives: those among whose candidates is a right one."""
    cast = article.cast(document)
    for sentence, start in zip(article.sentences, article.starts(), strict=True):
        here = document.tokens(start, start + len(sentence.text))
        for relation in sentence.relations:
            pair = _pair(relation, cast, here) if relation.status else None
            found = list(acts(document, pair, lexicon())) if pair else []
            right = tuple(act.type in (relation.type, relation.alt) for act in found)
            if any(right):
                yield Choice(tuple(dict(act.features) for act in found), right)


def _pair(relation: CodedRelation, cast: Cast, here: range) -> Pair | None:
    """The mentions of the two sides that stand closest to each other in the sentence."""
    spots = [
        [s for s in cast.spots if key in s.actors and s.first in here]
        for key in (relation.source, relation.target)
    ]
    apart = [(a, b) for a, b in product(*spots) if a.last <= b.first or b.last <= a.first]
    nearest = min(apart, key=lambda two: abs(two[0].head - two[1].head), default=None)
    return Pair(*map(_stretch, nearest)) if nearest else None


def _stretch(spot: Spot) -> Stretch:
    return Stretch(spot.first, spot.last)


def fitted(found: list[Choice]) -> dict[str, float]:
    """The weights of the features."""
    names = sorted({name for choice in found for row in choice.features for name in row})
    rows = [[row.get(name, 0.0) for name in names] for choice in found for row in choice.features]
    ends = np.cumsum([len(choice.right) for choice in found])
    right = np.array([one for choice in found for one in choice.right], dtype=float)
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        weights = weights + _step(np.array(rows), right, ends, weights)
    return dict(zip(names, map(float, weights), strict=True))


def _step(
    x: NDArray[np.float64], right: NDArray[np.float64], ends: NDArray[np.int64], w: NDArray[np.float64]
) -> NDArray[np.float64]:
    """One step uphill: towards the right candidates, away from what is likely now."""
    starts = np.concatenate([[0], ends[:-1]])
    sizes = ends - starts
    score = np.exp(x @ w - np.repeat(np.maximum.reduceat(x @ w, starts), sizes))
    likely = score / np.repeat(np.add.reduceat(score, starts), sizes)
    wanted = score * right / np.repeat(np.add.reduceat(score * right, starts), sizes)
    mean = np.add.reduceat(x * likely[:, None], starts)
    curvature = (x * likely[:, None]).T @ x - mean.T @ mean + RIDGE * np.eye(len(w))
    step: NDArray[np.float64] = np.linalg.solve(curvature, x.T @ (wanted - likely) - RIDGE * w)
    return step


def written(fit: dict[str, float]) -> str:
    """The data file as TOML.

    >>> print(written({"root": 0.5}).splitlines()[-1])
    "root" = 0.500
    """
    head = ["# Measured on the coded corpus by ingest.model.weigh; not edited by hand.", "", "[weights]"]
    return "\n".join(head + [f'"{name}" = {value:.3f}' for name, value in fit.items()]) + "\n"


def main() -> None:
    """Measure, fit and write."""
    found = [
        choice
        for article in track(list(corpus()), "Weighing")
        for choice in choices(article, read(article.article()))
    ]
    OUT.write_text(written(fitted(found)), "utf-8")


if __name__ == "__main__":
    main()
