"""When two coders mean the same: the same place, actor, pair, type and voices.

These are the rules by which coders were compared with each other; to change one changes every figure.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from ingest.evaluate_records import Relation, Said, Side

STATE = frozenset({"state", "government_body", "military", "government", "group_of_people", "country"})
STOP = frozenset("the a an of and in on s for to mr mrs president minister prime foreign former".split())
WORD = re.compile(r"[\w']+")
SAME_PLACE = 0.6


@cache
def words(text: str | None) -> frozenset[str]:
    """The words of a text that count when it is compared.

    >>> sorted(words("President of the Republic"))
    ['republic']
    """
    return frozenset(word for word in WORD.findall((text or "").lower()) if word not in STOP)


def same_place(a: Relation, b: Relation) -> bool:
    """Whether two quotes are of one place: they share most words of the shorter one."""
    x, y = words(a.quote), words(b.quote)
    return bool(x and y) and len(x & y) >= SAME_PLACE * min(len(x), len(y))


def same_name(m: str, n: str) -> bool:
    """Whether two names are one: letter by letter, or by half of all their words.

    >>> same_name("Foreign Minister Ada Lind", "Ada Lind"), same_name("North Arland", "South Arland Union")
    (True, False)
    """
    x, y = words(m), words(n)
    return m.lower() == n.lower() or bool(x and y and 2 * len(x & y) >= len(x | y))


def same_actor(a: Side | None, b: Side | None) -> bool:
    """Whether two sides are one actor: by any of their names; a state and its organs by country."""
    if a is None or b is None:
        return a is b
    if any(same_name(m, n) for m in _names(a) for n in _names(b)):
        return True
    return bool(a.country and a.country == b.country and a.kind in STATE and b.kind in STATE)


def _names(side: Side) -> list[str]:
    return [name for name in (side.name, side.text, *side.aliases) if name]


def same_pair(g: Relation, p: Relation) -> bool:
    """Whether source and target are the same, in either direction where one side is mutual."""
    if same_actor(g.source, p.source) and same_actor(g.target, p.target):
        return True
    return (g.mutual or p.mutual) and same_actor(g.source, p.target) and same_actor(g.target, p.source)


def same_type(g: Relation, p: Relation) -> bool:
    """Whether the type is the same, or the other coder's second type."""
    return p.type in (g.type, g.alt) or g.type == p.alt


def same_voices(g: Relation, p: Relation) -> bool:
    """Whether the same speakers tell it with the same stance."""
    if len(g.claims) != len(p.claims):
        return False
    left: list[Said] = list(p.claims)
    for said in g.claims:
        hit = next((o for o in left if o.stance == said.stance and same_name(said.speaker, o.speaker)), None)
        if hit is None:
            return False
        left.remove(hit)
    return True


@dataclass(frozen=True)
class Aligned:
    """The relations of one article: paired one to one, missed, and told without need."""

    pairs: tuple[tuple[Relation, Relation], ...]
    missed: tuple[Relation, ...]
    extra: tuple[Relation, ...]


def aligned(gold: Sequence[Relation], told: Sequence[Relation]) -> Aligned:
    """Pair relations of the same place and pair, best agreement first."""
    options = sorted(
        (-_agreement(g, p), i, j)
        for i, g in enumerate(gold)
        for j, p in enumerate(told)
        if same_place(g, p) and same_pair(g, p)
    )
    left, right, pairs = set(range(len(gold))), set(range(len(told))), []
    for _, i, j in options:
        if i in left and j in right:
            left.remove(i)
            right.remove(j)
            pairs.append((gold[i], told[j]))
    return Aligned(tuple(pairs), tuple(gold[i] for i in sorted(left)), tuple(told[j] for j in sorted(right)))


def _agreement(g: Relation, p: Relation) -> int:
    return 4 * same_type(g, p) + 2 * (g.status == p.status) + same_voices(g, p)
