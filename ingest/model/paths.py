"""How each word stands to each ordered pair of mentions: inside, between, on the path through the parse."""

import numpy as np
from numpy.typing import NDArray

SOURCE, TARGET, BETWEEN, BEFORE, AFTER, ABOVE_SOURCE, ABOVE_TARGET, TOP, BELOW_TOP = range(1, 10)
RELATIONS = 12
BEARINGS = 16
DISTANCES = (1, 2, 4, 8, 16)
OVERLAP, SAME, NO_TARGET, NO_SOURCE = 6, 13, 14, 15

Whole = NDArray[np.int64]
Flags = NDArray[np.bool_]


def relations(spans: Whole, heads: Whole, above: Whole, verbal: Flags) -> Whole:
    """(M+1, M+1, L) from spans (M, 2) of first and last word, their head words (M), the word above each
    word (L), and whether each is a verb (L). Pair 0 is nobody.
    """
    m, length = len(spans), len(above)
    found = np.full((m + 1, m + 1, length), BEFORE, dtype=np.int64)
    if not m:
        return found
    ways, depth = _ways(heads, above)
    inside = _inside(spans, length)
    found[1:, 1:] = _between_two(spans, ways, depth, above)
    one_sided = _to_the_verb(heads, above, verbal, length)
    found[1:, 0] = np.where(inside, SOURCE, one_sided)
    found[0, 1:] = np.where(inside, TARGET, one_sided)
    found[1:, 1:] = np.where(inside[:, None], SOURCE, found[1:, 1:])
    found[1:, 1:] = np.where(inside[None, :], TARGET, found[1:, 1:])
    return found


def _between_two(spans: Whole, ways: Flags, depth: Whole, above: Whole) -> Whole:
    at = np.arange(len(above))
    first, last = spans[:, 0], spans[:, 1]
    ordered = last[:, None] < first[None, :]
    low = np.where(ordered, last[:, None], last[None, :])
    high = np.where(ordered, first[None, :], first[:, None])
    end = np.maximum(last[:, None], last[None, :])
    found = np.where((at > low[..., None]) & (at < high[..., None]), BETWEEN, BEFORE)
    found = np.where(at >= end[..., None], AFTER, found)
    common = ways[:, None] & ways[None, :]
    joined = common.any(-1, keepdims=True)
    top = np.where(common, depth, -1).argmax(-1)[..., None]
    found = np.where(joined & (above[None, None] == top), BELOW_TOP, found)
    found = np.where(ways[:, None] & ~common, ABOVE_SOURCE, found)
    found = np.where(ways[None, :] & ~common, ABOVE_TARGET, found)
    return np.where(joined & (at == top), TOP, found)


def _ways(heads: Whole, above: Whole) -> tuple[Flags, Whole]:
    """From each mention all words up to the root, and how deep each word stands."""
    ways = np.zeros((len(heads), len(above)), dtype=bool)
    depth = np.zeros(len(above), dtype=np.int64)
    for n, head in enumerate(heads):
        way = _way(int(head), above)
        ways[n, way] = True
        depth[way] = np.arange(len(way), 0, -1)
    return ways, depth


def _way(word: int, above: Whole) -> list[int]:
    way = [word]
    while above[way[-1]] != way[-1] and len(way) < len(above):
        way.append(int(above[way[-1]]))
    return way


def _to_the_verb(heads: Whole, above: Whole, verbal: Flags, length: int) -> Whole:
    found = np.full((len(heads), length), BEFORE, dtype=np.int64)
    for n, head in enumerate(heads):
        for word in _way(int(head), above)[1:]:
            found[n, word] = ABOVE_SOURCE
            if verbal[word]:
                break
    return found


def _inside(spans: Whole, length: int) -> Flags:
    at = np.arange(length)
    inside: Flags = (at >= spans[:, :1]) & (at <= spans[:, 1:])
    return inside


def bearings(spans: Whole) -> Whole:
    """(M+1, M+1): how many words stand between two mentions, in bands, and which comes first."""
    m = len(spans)
    found = np.full((m + 1, m + 1), SAME, dtype=np.int64)
    found[1:, 0], found[0, 1:] = NO_TARGET, NO_SOURCE
    if m:
        after = spans[None, :, 0] - spans[:, None, 1]
        before = spans[:, None, 0] - spans[None, :, 1]
        ahead = np.digitize(after, DISTANCES)
        behind = np.digitize(before, DISTANCES) + OVERLAP + 1
        found[1:, 1:] = np.where(after > 0, ahead, np.where(before > 0, behind, OVERLAP))
        np.fill_diagonal(found, SAME)
    return found
