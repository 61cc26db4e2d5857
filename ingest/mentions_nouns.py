"""Common nouns for people and bodies that act ("officials", "army", "foreign minister"), and titles."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Doc, Token

from graph.model import Kind, Tie
from ingest.catalogue import Catalogue

Alone = Literal["actor", "anaphor", "state", "nobody"]
LONGEST_LEFT = 3
LONGEST_RIGHT = 5
JOINERS = frozenset({"of", "for"})


class Noun(BaseModel):
    """What a noun stands for; the fields are described in `data/nouns.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    sector: str | None = None
    tie: Tie
    alone: Alone
    one: Kind | None = None
    inherits: bool = False
    body: str | None = None


@dataclass(frozen=True)
class Phrase:
    """Words that say what somebody is, such as "foreign minister": tokens, their lemmas, and the noun."""

    first: int
    last: int
    head: int
    words: str
    noun: Noun | None
    plural: bool


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(files("ingest").joinpath("data/nouns.toml").read_text("utf-8"))


@cache
def nouns() -> dict[str, Noun]:
    """All nouns by lemma; the words of a longer one are joined by hyphens.

    >>> nouns()["gunman"].kind
    'armed_group'
    """
    found: dict[str, Noun] = {}
    for entry in _raw()["noun"]:
        fields = {key: value for key, value in entry.items() if key != "words"}
        found |= {word: Noun(**fields) for word in entry["words"].split()}
    return found


@cache
def words_of(what: str) -> frozenset[str]:
    """A list of words that decides to whom a noun belongs, such as verbs that tell whose soldiers are meant.

    >>> "deploy" in words_of("sending"), "deploy" in words_of("harming")
    (True, False)
    """
    return frozenset(_raw()[what].split())


def noun_of(words: str) -> Noun | None:
    """The noun that a phrase ends in, the longest first.

    >>> noun_of("senior border guard").sector
    'COP'
    """
    parts = words.split()
    for at in range(max(0, len(parts) - LONGEST_LEFT), len(parts)):
        found = nouns().get("-".join(parts[at:]))
        if found:
            return found
    return None


@cache
def selfsame() -> frozenset[str]:
    """Nouns that say what the name before them is: "movement" of "the Hamas movement"."""
    return frozenset(_raw()["selfsame"].split())


def consists_of(token: Token) -> Token | None:
    """Of "a team of engineers": the engineers."""
    if token.lemma_.lower() not in _raw()["collectives"].split():
        return None
    after = (t for child in token.rights if child.lower_ == "of" for t in child.children)
    return next((t for t in after if t.dep_ == "pobj" and t.pos_ == "NOUN"), None)


def phrase_at(doc: Doc, head: int, catalogue: Catalogue) -> Phrase | None:
    """The longest title, organ or noun of ours that a token heads."""
    token = doc[head]
    lemma = _lemma(token)
    said = catalogue.said
    if lemma not in _heads(said) or token.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    hyphen = head > 0 and doc[head - 1].text == "-"
    for first, last in _windows(doc, head):
        words = _words(doc, first, head, last)
        if hyphen and first >= head - 1:
            return None
        if words in said or words.replace(" ", "-") in nouns():
            noun = _agent(words, catalogue) or noun_of(words.split(" of ")[0])
            return Phrase(first, last, head, words, noun, _is_plural(token))
    return None


def _agent(words: str, catalogue: Catalogue) -> Noun | None:
    """A noun that only the user's own files know."""
    agent = catalogue.agents.get(words)
    if agent is None:
        return None
    return Noun(kind=agent.kind, sector=agent.sector, tie="MEMBER_OF", alone="actor", one="person")


def _words(doc: Doc, first: int, head: int, last: int) -> str:
    """The words of a stretch in lower case, its head as a lemma, with hyphens closed."""
    parts = [t.lower_ for t in doc[first:last]]
    parts[head - first] = _lemma(doc[head])
    return " ".join(parts).replace(" - ", "-")


def _lemma(token: Token) -> str:
    lemma = token.lemma_.lower()
    if token.tag_ == "NNPS" and lemma.endswith("s"):
        return lemma[:-1]
    if lemma.endswith("s") and lemma[:-1] in nouns() and lemma not in nouns():
        return lemma[:-1]  # of a word that the model does not know: "jihadis"
    return IRREGULAR.get(lemma, lemma)


IRREGULAR = {
    "men": "man",
    "police": "police",
    "authorities": "authority",
    "forces": "force",
    "fishermen": "fisherman",
}


def _is_plural(token: Token) -> bool:
    return token.tag_ in ("NNS", "NNPS") or token.lower_ in ("police", "troops", "forces")


def _windows(doc: Doc, head: int) -> Iterator[tuple[int, int]]:
    """Stretches round a head to look up: to the right over "of", then to the left, the longest first."""
    right = [head + 1]
    if head + 1 < len(doc) and doc[head + 1].lower_ in JOINERS:
        right = [*range(min(len(doc), head + LONGEST_RIGHT + 1), head + 2, -1), head + 1]
    for last in right:
        for first in range(max(0, head - LONGEST_LEFT), head + 1):
            yield first, last


@cache
def _heads(said: frozenset[str]) -> frozenset[str]:
    """The words that can head a phrase: the last one, or the one before "of" or "for"."""
    heads = {word.rsplit("-", 1)[-1] for word in nouns()}
    for words in said:
        parts = words.replace("-", " - ").split()
        joint = next((i for i, part in enumerate(parts) if part in JOINERS and i), len(parts))
        heads.add(parts[joint - 1])
    return frozenset(heads)


def is_thing(phrase: Phrase, of_state: bool) -> bool:
    """Whether a noun is no actor beside its owner: "camps of the rebels", "the crew of the ship"."""
    thing = phrase.words in _raw()["things"].split()
    return thing and not (of_state and phrase.words in _raw()["apart"].split())


def is_apart(token: Token) -> bool:
    """Of "anti-Sudmark", "ethnic Sudmarkian": who is not of that state."""
    before = token.i - (2 if token.i > 1 and token.nbor(-1).text == "-" else 1)
    return before >= 0 and token.doc[before].lower_ in words_of("apart_from")


def title_before(doc: Doc, first: int, catalogue: Catalogue) -> Phrase | None:
    """The title that stands right before a name ("Minister" of "Iranian Minister Araghchi")."""
    if not first or (doc[first - 1].is_punct and doc[first - 1].text != "."):
        return None
    return phrase_at(doc, first - 1, catalogue)


def _is_at_the_head(words: str) -> bool:
    """Whether a role is the first of its organisation: "leader", "executive chairman", not "trade chief"."""
    heads, first = _raw()["heads"].split(), _raw()["first"].split()
    below = ("deputy", "vice", "assistant", "co-")
    words = words.split(" of ")[0]
    return words in heads or (words.split()[-1] in first and not words.startswith(below))


def is_sent(phrase: Phrase) -> bool:
    """Whether a role is held abroad: of "the US envoy for Sudan" Sudan is no owner."""
    return phrase.words.split()[-1] in _raw()["sent"].split()


def tie_of(phrase: Phrase, catalogue: Catalogue, owner: str, country: str | None) -> Tie:
    """What the holder of a role is to its owner."""
    last = phrase.words.split()[-1]
    if last == "minister" and not phrase.words.startswith(("deputy", "vice", "assistant")):
        return "LEADS"
    if phrase.noun and not phrase.plural and _is_at_the_head(phrase.words):
        return "LEADS"
    role = catalogue.role(phrase.words, owner) or catalogue.role(phrase.words, country)
    if role is None or (phrase.noun and (phrase.plural or role in catalogue.several)):
        return phrase.noun.tie if phrase.noun else "MEMBER_OF"
    word = role.replace(" ", "-")
    if word in _raw()["member_of"].split():
        return "MEMBER_OF"
    return "REPRESENTS" if word in _raw()["represents"].split() else "LEADS"
