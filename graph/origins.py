"""Which articles are copies of one text, exact or near: pure functions, no order matters.

Two articles are copies where their codings give the same origin, or where they share a band and are alike
(`graph.likeness`). Groups follow along such pairs, and are named by their members alone: what is written
first makes no difference.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from graph.likeness import Text, one_text


@dataclass(frozen=True)
class Member:
    """An article: its id, the origin that its coding gives it (its id where there is none), and its body."""

    id: str
    own_origin: str
    body: str


def body(text: str, title: str) -> str:
    """The text of an article without the line of its title.

    >>> body("Talks resume\\nThe envoys met.", "Talks resume")
    'The envoys met.'
    """
    return text.removeprefix(f"{title}\n") if title else text


def components(members: Iterable[Member]) -> list[tuple[Member, ...]]:
    """The groups of copies, each in the order of ids; an article without copies is a group of one.

    >>> [len(group) for group in components(Member(*row, "") for row in ("ax", "by", "cx"))]
    [2, 1]
    """
    every = sorted(members, key=lambda member: member.id)
    texts = [Text.of(member.body) for member in every]
    groups = [{at} for at in range(len(every))]
    for one, other in _candidates(every, texts):
        if groups[one] is not groups[other] and _copies(every, texts, one, other):
            groups[one] |= groups[other]
            for at in groups[other]:
                groups[at] = groups[one]
    return [tuple(every[at] for at in sorted(group)) for at, group in enumerate(groups) if at == min(group)]


def shared_origin(group: Iterable[Member]) -> str:
    """The one origin of a group of copies: the smallest of their own.

    >>> shared_origin([Member("a", "y", ""), Member("b", "x", "")])
    'x'
    """
    return min(member.own_origin for member in group)


def _candidates(members: Sequence[Member], texts: Sequence[Text]) -> set[tuple[int, int]]:
    """The places of all pairs with a common band or own origin."""
    found: dict[str, list[int]] = defaultdict(list)
    for at, (member, text) in enumerate(zip(members, texts, strict=True)):
        for key in (f"own:{member.own_origin}", *text.bands):
            found[key].append(at)
    return {pair for places in found.values() for pair in combinations(places, 2)}


def _copies(members: Sequence[Member], texts: Sequence[Text], one: int, other: int) -> bool:
    return members[one].own_origin == members[other].own_origin or one_text(texts[one], texts[other])
