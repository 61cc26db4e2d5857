"""Stretches of tokens: what a word spans, with its edges cleaned and holes cut."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Token

Stretch = tuple[int, int]
EDGES = frozenset({'"', ",", ".", ";", ":", "-", "--", "–", "—", "―"})


@dataclass(frozen=True)
class Telling:
    """One voice by its words, before it is known which actor it is.

    `speakers` head the words of the speakers. `outer` puts a voice behind others with as much content.
    `back`: what is denied was told before, and has to be found. `printed`: speaks only if it is an outlet.
    """

    cue: int
    speakers: tuple[int, ...]
    content: tuple[Stretch, ...]
    stance: Literal["asserts", "denies"] = "asserts"
    hedged: bool = False
    outer: int = 0
    back: bool = False
    printed: bool = False


def span_of(token: Token) -> Stretch:
    """All that hangs on a token."""
    return token.left_edge.i, token.right_edge.i + 1


def cleaned(doc_tokens: Iterable[Token], stretch: Stretch) -> Stretch:
    """A stretch without the commas and dashes at its edges."""
    words = {t.i: t.text for t in doc_tokens}
    first, last = stretch
    while first < last and words.get(first) in EDGES:
        first += 1
    while last > first and words.get(last - 1) in EDGES:
        last -= 1
    return first, last


def without(stretch: Stretch, hole: Stretch) -> tuple[Stretch, ...]:
    """What is left of a stretch.

    >>> without((0, 10), (3, 5)), without((0, 10), (7, 12)), without((3, 4), (0, 9))
    (((0, 3), (5, 10)), ((0, 7),), ())
    """
    a, b = stretch
    x, y = max(a, hole[0]), min(b, hole[1])
    if x >= y:
        return (stretch,)
    return tuple((p, q) for p, q in ((a, x), (y, b)) if p < q)


def holds(stretches: Iterable[Stretch], token: int) -> bool:
    """Whether one of the stretches holds a token."""
    return any(a <= token < b for a, b in stretches)


def joined(stretches: Iterable[Stretch]) -> tuple[Stretch, ...]:
    """The stretches in order, those that touch made one.

    >>> joined([(5, 7), (0, 2), (1, 3), (3, 4)])
    ((0, 4), (5, 7))
    """
    out: list[Stretch] = []
    for a, b in sorted(stretches):
        if out and a <= out[-1][1]:
            out[-1] = (out[-1][0], max(b, out[-1][1]))
        else:
            out.append((a, b))
    return tuple(out)


def size(stretches: Iterable[Stretch]) -> int:
    """How many tokens the stretches hold."""
    return sum(b - a for a, b in stretches)
