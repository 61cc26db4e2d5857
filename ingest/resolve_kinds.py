"""What kind of organisation a name is that no catalogue knows: by its words and by what the text says."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from pydantic import BaseModel, ConfigDict
from spacy.tokens import Doc, Token

from graph.model import Kind
from ingest.document import Document, head_of
from ingest.mentions import Named
from ingest.mentions_nouns import noun_of
from ingest.mentions_shape import appositions
from ingest.resolve_roll import first_names

ORGANISED = frozenset(
    {
        "armed_group",
        "party",
        "media",
        "government_body",
        "civil_society",
        "company",
        "military",
        "international_org",
    }
)
VAGUE = frozenset(
    "group movement faction organisation organization body agency office network union alliance force team"
    " agent fighter official member worker".split()
)
LONGEST = 5


class Words(BaseModel):
    """The words of names of one kind; the fields are described in `data/kinds.toml`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    kind: Kind
    sector: str
    anywhere: str = ""
    ends: str = ""
    clear: str = ""

    def ends_in(self, words: list[str]) -> bool:
        """Whether the end of a name is of the kind."""
        return not {words[-1], "-".join(words[-2:])}.isdisjoint(self.ends.split())

    def holds(self, words: list[str]) -> bool:
        """Whether any part of a name is of the kind."""
        pairs = ("-".join(pair) for pair in pairwise(words))
        return not {*words, *pairs}.isdisjoint(self.anywhere.split())

    def names(self, words: list[str]) -> bool:
        """Whether a name holds one of three words that is of the kind: "institute of technology"."""
        threes = ("-".join(words[at : at + 3]) for at in range(len(words) - 2))
        return not set(threes).isdisjoint(self.anywhere.split())


@dataclass(frozen=True)
class Told:
    """A kind of organisation, with its sector."""

    kind: Kind
    sector: str | None


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads(files("ingest").joinpath("data/kinds.toml").read_text("utf-8"))


@cache
def _kinds() -> tuple[Words, ...]:
    return tuple(Words(**entry) for entry in _raw()["kind"])


def by_words(name: str) -> Told | None:
    """What the words of a name tell; of a name with "of" or "for", those before it come first.

    >>> by_words("Northern Front").kind, by_words("Front for Free Seas").kind, by_words("Arland Courier").kind
    ('armed_group', 'armed_group', 'media')
    >>> by_words("Oceanic Harvest") is None
    True
    """
    words = name.lower().replace(".", "").split()
    named = next((one for one in _kinds() if one.names(words)), None)
    if named:
        return Told(named.kind, named.sector)
    ends = [i for i, word in enumerate(words) if word in ("of", "for", "in") and i]
    for part in ([words[: ends[0]]] if ends else []) + [words]:
        fitting = [one for one in _kinds() if one.ends_in(part)] or [
            one for one in _kinds() if one.holds(part)
        ]
        if fitting:
            return Told(fitting[0].kind, fitting[0].sector)
    return None


def is_no_person(doc: Doc, first: int, last: int, publisher: str | None) -> bool:
    """Whether what the model calls a person is an organisation: "Example Wire", "the Specimen Post"."""
    last_word = doc[last - 1].lower_
    if publisher and doc[first:last].text.lower() == publisher.lower():
        return True
    if last - first < 2 or doc[first].lower_ in first_names("female") | first_names("male"):
        return False
    if any(True for _ in by_text(doc, first, head_of(doc, first, last))):
        return True
    clear = any(last_word in one.clear.split() for one in _kinds())
    article = first > 0 and doc[first - 1].lower_ == "the" and doc[last - 1].dep_ not in ("compound", "nmod")
    return clear or (article and any(last_word in one.ends.split() for one in _kinds()))


def by_text(doc: Doc, first: int, head: int) -> Iterator[Told]:
    """What nouns beside a name say that it is: "the company Blue Fin", "Blue Fin, an armed group that"."""
    before = [doc[first - 1]] if first and doc[first - 1].pos_ == "NOUN" else []
    for token in [*appositions(doc[head]), *before]:
        if found := _of_noun(token):
            yield found


def _of_noun(token: Token) -> Told | None:
    if token.lemma_.lower() not in _raw()["bodies"].split():
        return None
    before = [child.lemma_.lower() for child in token.lefts if child.pos_ != "DET"]
    noun, bare = noun_of(" ".join([*before, token.lemma_.lower()])), noun_of(token.lemma_.lower())
    if noun is None or noun.kind not in ORGANISED or (noun == bare and token.lemma_.lower() in VAGUE):
        return None
    return Told(noun.kind, noun.sector)


def told(doc: Doc, span: tuple[int, int, int], publisher: str | None) -> Told:
    """The kind of an organisation whose name are tokens from, to (not included), and head.

    What the text says goes before the words of the name; who publishes the article is of the media.
    """
    first, last, head = span
    name = doc[first:last].text
    if publisher and name.lower() == publisher.lower():
        return Told("media", "JRN")
    lower = name.lower()
    found = next(by_text(doc, first, head), None) or by_words(name)
    noun = noun_of(lower) or noun_of(lower.split(" of ")[0]) or noun_of(lower.split(" for ")[0])
    if found or noun is None or noun.kind == "state":
        return found or Told("company", None)
    return Told(noun.kind, noun.sector)


def with_unseen(document: Document, names: list[Named]) -> list[Named]:
    """The names, with those of newspapers and armed groups that neither catalogue nor model saw."""
    doc, publisher = document.doc, (document.article.publisher or "").lower()
    listed = {i for one in names if one.meanings for i in range(one.first, one.last)}
    runs = [run for run in _runs(document, listed) if _is_organised(doc, run, publisher)]
    whole = {(one.first, one.last) for one in names}
    runs = [run for run in runs if run not in whole]
    inside = {i for first, last in runs for i in range(first, last)}
    kept = [one for one in names if one.meanings or not inside & set(range(one.first, one.last))]
    kept += [Named(first, last, head_of(doc, first, last), (), "ORG") for first, last in runs]
    return sorted(kept, key=lambda one: (one.first, -one.last))


def _runs(document: Document, listed: set[int]) -> Iterator[tuple[int, int]]:
    """Stretches of two to five capitalised words."""
    for sentence in document.sentences:
        first = sentence.first
        for i in range(sentence.first, sentence.last + 1):
            if i < sentence.last and i not in listed and _is_capital(document.doc[i]):
                continue
            if 2 <= i - first <= LONGEST and not sentence.headline:
                yield first, i
            first = i + 1


def _is_capital(token: Token) -> bool:
    return token.text[0].isupper() and token.pos_ in ("PROPN", "ADJ", "NOUN")


def _is_organised(doc: Doc, run: tuple[int, int], publisher: str) -> bool:
    first, last = run
    text = doc[first:last]
    if publisher and text.text.lower() == publisher:
        return True
    if any(ent.end - ent.start > len(text) and ent.start <= first < ent.end for ent in doc.ents):
        return False
    word = doc[last - 1].lower_
    clear = any(word in one.clear.split() for one in _kinds() if one.kind in ("media", "armed_group"))
    head = head_of(doc, first, last)
    article = first > 0 and doc[first - 1].lower_ == "the"
    return clear or (article and any(True for _ in by_text(doc, first, head)))
