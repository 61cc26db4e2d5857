"""The shape of noun phrases: where they begin, to whom they belong, and what stands in apposition."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

Link = Literal["poss", "modifier", "of", "for", "from", "in", "to", "deep"]

LEFT = frozenset(
    {"det", "amod", "compound", "nmod", "poss", "nummod", "predet", "quantmod", "advmod", "case"}
)
LINKS: dict[str, Link] = {
    "of": "of",
    "for": "for",
    "from": "from",
    "in": "in",
    "at": "of",
    "with": "of",
    "within": "of",
    "inside": "of",
    "on": "of",
    "to": "to",
}
NAMES = frozenset({"GPE", "ORG"})
FORMER = frozenset(
    {"former", "ex", "ousted", "deposed", "onetime", "late", "outgoing-former", "then", "previous"}
)


@dataclass(frozen=True)
class Owner:
    """The token that heads whom a noun belongs to, and how the text ties the two."""

    token: int
    link: Link


def left_edge(doc: Doc, first: int, head: int) -> int:
    """Where the noun phrase of a head begins: with its articles, adjectives, titles and possessors.

    >>> import spacy
    >>> vocab = spacy.blank("en").vocab
    >>> left_edge(Doc(vocab, words=["the", "army"], heads=[1, 1], deps=["det", "ROOT"]), 1, 1)
    0
    """
    edge = first
    for child in sorted(doc[head].lefts, key=lambda t: -t.i):
        if child.i >= first:
            continue
        if child.dep_ not in LEFT or child.right_edge.i != edge - 1 or child.tag_ in ("WDT", "WP", "WRB"):
            break
        if child.dep_ == "advmod" and child.lower_ not in (
            "then",
            "about",
            "nearly",
            "almost",
            "only",
            "newly",
        ):
            break
        edge = child.left_edge.i
    return edge


def owners(token: Token, first: int, last: int) -> list[Owner]:
    """Whom a noun, whose words are tokens `first` to `last`, belongs to; all of a compound."""
    found: list[Owner] = []
    for child in token.children:
        if first <= child.i < last and child.dep_ != "poss":
            if child.ent_type_ in NAMES and child.i < token.i:  # "the Kremlin spokesman" is one role
                found.append(Owner(child.i, "modifier"))
            below = (one for one in child.lefts if one.dep_ in ("amod", "compound", "nmod") and one.i < first)
            found += [Owner(t.i, "modifier") for one in below for t in joined(one)]
            continue
        if child.dep_ == "poss":
            found += [Owner(t.i, "poss") for t in joined(child)]
        elif child.dep_ in ("amod", "compound", "nmod") and child.i < token.i and not _is_against(child):
            found += [Owner(t.i, "modifier") for t in joined(child)]
        elif child.dep_ == "prep" and child.lower_ in LINKS and child.i >= last:
            link = LINKS[child.lower_]
            nouns = [t for p in child.children if p.dep_ == "pobj" for t in joined(p)]
            found += [Owner(t.i, link) for t in nouns]
            found += [Owner(t.i, "deep") for noun in nouns if link == "of" for t in _below(noun)]
    return found


def _below(noun: Token) -> Iterator[Token]:
    """Of "professor of law at Larvik University": the university."""
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ in ("at", "of"):
            yield from (t for t in child.children if t.dep_ == "pobj")


def _is_against(token: Token) -> bool:
    """Of "the most anti-NATO president": NATO, whose president that is not."""
    before = token.doc[max(0, token.i - 2) : token.i].text.lower()
    return before in ("anti-", "pro-", "non-", "post-", "pre-")


def closest(found: list[Owner], sent: bool = False) -> list[Owner]:
    """The owners, without those that only say where, or where one is `sent`, if others say whose."""
    away = ("in", "from", "to", "deep", "for") if sent else ("in", "from", "to", "deep")
    return [owner for owner in found if owner.link not in away] or [
        owner for owner in found if owner.link != "deep"
    ]


def deeper(found: list[Owner]) -> list[Owner]:
    """Who may own a noun where the closest owners are nobody."""
    return [owner for owner in found if owner.link == "deep"]


def joined(token: Token) -> Iterator[Token]:
    """A token and all that "and" or a comma joins to it."""
    yield token
    for child in token.children:
        if child.dep_ == "conj" and child.i > token.i:
            yield from joined(child)


def appositions(token: Token) -> Iterator[Token]:
    """The nouns that say the same as a noun: beside it, or over "is"."""
    yield from (child for child in token.children if child.dep_ == "appos")
    if token.dep_ == "appos":
        yield token.head
    if token.dep_ == "nsubj" and token.head.lemma_ in ("be", "become", "remain"):
        yield from (child for child in token.head.children if child.dep_ == "attr")


def is_former(token: Token) -> bool:
    """Whether a noun is said to be past ("former minister", "ex-president")."""
    words = {child.lower_ for child in token.children if child.i < token.i}
    return not FORMER.isdisjoint(words) or token.lower_.startswith("ex-")


def is_definite(token: Token) -> bool:
    """Whether a noun stands without "a"."""
    return not any(child.lower_ in ("a", "an", "another") for child in token.lefts)


def is_predicate(token: Token) -> bool:
    """Of "he was a minister", "X, a former minister": what somebody is, not who acts."""
    said = token.dep_ in ("attr", "appos") or (token.dep_ == "pobj" and token.head.lower_ == "as")
    return said and not is_definite(token)
