"""How like two texts are: keys to look candidates up by, and the decision whether two bodies are one text.

The thresholds were measured on real news. What outlets change in a wire story stays within them; form
letters, bulletins and stories that repeat their background do not.
"""

import re
import unicodedata
from collections.abc import Set
from dataclasses import dataclass
from functools import cached_property
from typing import Self

from rensa import RMinHash

SHINGLE = 3
FEWEST = 30
LEAD = 100
LEAD_BANDS = 5
BODY_BANDS = 7
ROWS = 2
SEED = 1

CONTAINED = 0.45
JACCARD = 0.2
OPENING = 0.35
NAMES = 0.7
FIGURES = 0.5
OTHER_WORDS = 0.75

_WORD = re.compile(r"\w+")


def bands(body: str) -> tuple[str, ...]:
    """Twelve keys of which copies share at least one, unrelated texts none; no key of a text under 32 words.

    Five are of the first hundred words, seven of the first two thirds: a text that is cut from its end keeps
    the former, and what an outlet puts under every article enters neither.

    >>> bands("The envoys met.")
    ()
    """
    return Text.of(body).bands


def alike(one: str, other: str) -> bool:
    """Whether two bodies are one text: edited, cut to no less than a fifth, or with another frame around it.

    The shorter decides: enough of its shingles, of its opening, and of its names, figures and other words
    must stand in the longer. Under thirty shingles the words must be the same.

    >>> alike("The envoys met.", "“The envoys” MET")
    True
    >>> alike("The envoys met.", "The envoys left.")
    False
    """
    return one_text(Text.of(one), Text.of(other))


@dataclass(frozen=True)
class Text:
    """The words of a body as they are printed, and the sets that are compared."""

    words: tuple[str, ...]

    @classmethod
    def of(cls, body: str) -> Self:
        """The words of a body; forms of one character (accents, ligatures, wide letters) are the same."""
        return cls(tuple(_WORD.findall(unicodedata.normalize("NFKC", body))))

    @cached_property
    def plain(self) -> tuple[str, ...]:
        """The words without regard to case."""
        return tuple(word.casefold() for word in self.words)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        return frozenset(self.plain)

    @cached_property
    def names(self) -> frozenset[str]:
        """Words with a capital, also those that only begin a sentence."""
        return frozenset(word.casefold() for word in self.words if word[0].isupper())

    @cached_property
    def figures(self) -> frozenset[str]:
        return frozenset(word for word in self.vocabulary if word[0].isdigit())

    @cached_property
    def run(self) -> tuple[str, ...]:
        """The shingles in the order of the text."""
        starts = (self.plain[start:] for start in range(SHINGLE))
        return tuple(map(" ".join, zip(*starts, strict=False)))

    @cached_property
    def shingles(self) -> frozenset[str]:
        """The shingles as a set."""
        return frozenset(self.run)

    @cached_property
    def opening(self) -> frozenset[str]:
        """The shingles of the first third, where the news of a story is."""
        return frozenset(self.run[: max(FEWEST, len(self.run) // 3)])

    @cached_property
    def bands(self) -> tuple[str, ...]:
        """See `bands`; each key begins with its place, so that only the same place can match."""
        if len(self.shingles) < FEWEST:
            return ()
        heads = [self.run[:LEAD], self.run[: max(LEAD, 2 * len(self.run) // 3)]]
        lead, most = RMinHash.digests_from_token_sets(heads, ROWS * BODY_BANDS, SEED)
        values = [*lead[: ROWS * LEAD_BANDS], *most]
        rows = [values[at : at + ROWS] for at in range(0, len(values), ROWS)]
        return tuple(f"{at}:{''.join(f'{value:08x}' for value in row)}" for at, row in enumerate(rows))


def one_text(one: Text, other: Text) -> bool:
    """See `alike`."""
    if one.plain == other.plain:
        return True
    short, long = sorted((one, other), key=lambda text: (len(text.shingles), text.words))
    if len(short.shingles) < FEWEST:
        return False
    shared = len(short.shingles & long.shingles)
    if shared < max(CONTAINED * len(short.shingles), JACCARD * len(short.shingles | long.shingles)):
        return False
    return _share(short.opening, long.shingles) >= OPENING and _same_particulars(short, long)


def _same_particulars(short: Text, long: Text) -> bool:
    """Whether names, figures and other words agree; two figures may always differ: a toll was corrected."""
    missing = len(short.figures - long.vocabulary)
    return (
        missing <= max(2, FIGURES * len(short.figures))
        and _share(short.names, long.vocabulary) >= NAMES
        and _share(short.vocabulary - short.names - short.figures, long.vocabulary) >= OTHER_WORDS
    )


def _share(some: Set[str], within: Set[str]) -> float:
    return len(some & within) / len(some) if some else 1.0
