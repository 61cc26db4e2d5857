"""Where an article names actors: the catalogue's names first, then those that the language model finds."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from spacy.tokens import Doc, Span, Token

from ingest.catalogue import Catalogue, Name
from ingest.document import Document, head_of
from ingest.mentions_nouns import noun_of, nouns, phrase_at, selfsame, title_before

LABELS = frozenset({"PERSON", "ORG", "NORP", "GPE", "LOC", "FAC"})
THINGS = frozenset({"LAW", "EVENT", "WORK_OF_ART", "PRODUCT"})
PLACES = frozenset({"capital", "metonym", "name", "alias"})
BESIDE = frozenset({"by", "with", "against"})
PROPER = frozenset({"PROPN", "ADJ", "NOUN", "X"})


@dataclass(frozen=True)
class Named:
    """A name in the text: tokens `first` to `last` (not included), its meanings, and the model's label."""

    first: int
    last: int
    head: int
    meanings: tuple[Name, ...] = ()
    label: str = ""


PARTICLES = frozenset(
    "al el von van de del della di da bin ibn ben le la abu bou ul du dos der den ter".split()
)
STATE_SENSES = frozenset({"name", "alias", "demonym", "people", "capital"})


def named(document: Document, catalogue: Catalogue) -> list[Named]:
    """All names of an article in the order of the text; a name inside a longer one stands beside it."""
    doc = document.doc
    found = list(_listed(doc, catalogue))
    taken = {i for one in found for i in range(one.first, one.last)}
    found += _titled(doc, taken, catalogue)
    taken |= {i for one in found for i in range(one.first, one.last)}
    found += _of_the_model(doc, taken, _generic(catalogue.said))
    taken |= {i for one in found for i in range(one.first, one.last)}
    found += _unseen(doc, taken, _generic(catalogue.said))
    found += [inner for one in found if (inner := _state_inside(doc, one, catalogue))]
    return sorted(found, key=lambda one: (one.first, -one.last))


def _listed(doc: Doc, catalogue: Catalogue) -> Iterator[Named]:
    """The names of the catalogue, the longest at each place."""
    words = [token.text for token in doc]
    labels = _labels(doc)
    at = 0
    while at < len(words):
        match = catalogue.longest(words, at) if _can_begin(doc[at]) else None
        if match and words[at] == "the" and _is_longer(catalogue.longest(words, at + 1), match):
            match = None
        if match and _is_name(doc[at : at + match[0]], labels.get(at), catalogue, match[1]):
            last = at + match[0]
            yield Named(at, last, head_of(doc, at, last), match[1], labels[at].label_ if at in labels else "")
            at = last
        else:
            at += 1


def _is_longer(later: tuple[int, object] | None, match: tuple[int, object]) -> bool:
    """Of "the West Bank": "West Bank" reaches farther than "the West"."""
    return later is not None and later[0] + 1 > match[0]


def _labels(doc: Doc) -> dict[int, Span]:
    return {i: ent for ent in doc.ents for i in range(ent.start, ent.end)}


def _can_begin(token: Token) -> bool:
    return token.text[0].isupper() or token.text in ("the", "al", "el")


def _is_name(span: Span, ent: Span | None, catalogue: Catalogue, meanings: tuple[Name, ...]) -> bool:
    """Whether the words of the catalogue are a name here, not part of another name or a common word."""
    if len(span) == 1 and span[0].pos_ not in PROPER and not (ent and ent.label_ in LABELS):
        return False
    if span.end < len(span.doc) and span.doc[span.end].text == "-" and not span[-1].whitespace_:
        return _is_state(meanings[0], catalogue)
    if _is_department(span, _generic(catalogue.said)):
        return False
    longer = ent is not None and ent.start <= span.start and span.end <= ent.end and len(ent) > len(span)
    if not longer or ent is None:
        return True
    sense = meanings[0].sense
    if ent.label_ == "PERSON":
        return sense == "demonym" or len(span) > 1 or ent.start + 1 < span.end < ent.end
    end = ent.end - (ent[-1].tag_ == "POS")
    if ent.label_ in ("ORG", "FAC") and span.end < end and not _is_state(meanings[0], catalogue):
        tail = span.doc[span.end : end]
        role = noun_of(tail[-1].lemma_.lower())
        return all(t.lower_ in selfsame() for t in tail) or (role is not None and role.one == "person")
    return not (ent.label_ in THINGS and sense in ("capital", "metonym"))


def _is_state(name: Name, catalogue: Catalogue) -> bool:
    return catalogue.entries[name.entry].actor.kind == "state" and name.sense in STATE_SENSES


def _is_department(span: Span, generic: frozenset[str]) -> bool:
    """Of "the minister of foreign affairs": not the magazine."""
    before = span.doc[span.start - 1].lower_ if span.start else ""
    return before in ("of", "for") and all(token.lower_ in generic for token in span)


def _state_inside(doc: Doc, one: Named, catalogue: Catalogue) -> Named | None:
    """The state that the name of its organ begins with ("Iranian" of "Iranian Foreign Ministry")."""
    if one.last - one.first < 2:
        return None
    match = catalogue.longest([token.text for token in doc[one.first : one.last - 1]], 0)
    if match is None or match[0] >= one.last - one.first:
        return None
    home = catalogue.entries[match[1][0].entry].actor
    wholes = {catalogue.entries[name.entry].part_of for name in one.meanings}
    if home.id in wholes:
        return Named(
            one.first, one.first + match[0], head_of(doc, one.first, one.first + match[0]), match[1], "ORG"
        )
    whole = {catalogue.entries[name.entry].actor.country for name in one.meanings}
    known = {catalogue.entries[name.entry].actor.kind for name in one.meanings}
    if (
        home.kind != "state"
        or "state" in known
        or "party" in known
        or (whole and home.country not in whole)
        or one.label == "PERSON"
    ):
        return None
    last = one.first + match[0]
    return Named(one.first, last, head_of(doc, one.first, last), match[1], "NORP")


@cache
def _generic(said: frozenset[str]) -> frozenset[str]:
    """Words that say what an organ or a person is, but not which."""
    words = {word for words in said for word in words.split()}
    return frozenset(words | {part for word in nouns() for part in word.split("-")} | {"national", "general"})


def _of_the_model(doc: Doc, taken: set[int], generic: frozenset[str]) -> Iterator[Named]:
    """What the model calls a person or an organisation, where the catalogue has no name of that length."""
    for ent in doc.ents:
        if ent.label_ not in LABELS:
            continue
        first, last = _trimmed(ent)
        if doc[last : last + 2].text.lower() == "-class":
            continue
        inside = [i for i in range(first, last) if i in taken]
        if first >= last or (inside and (ent.label_ != "ORG" or not _is_wider(first, last, inside))):
            continue
        rest = [doc[i] for i in range(first, last) if i not in taken]
        common = all(_is_common(token, generic) for token in rest)
        if common and (ent.label_ != "PERSON" or last - first > 1):
            continue
        yield Named(first, last, head_of(doc, first, last), (), ent.label_)


def _unseen(doc: Doc, taken: set[int], generic: frozenset[str]) -> Iterator[Named]:
    """Single names that the model calls nothing, or a thing, where one acts or is joined to others who do."""
    for token in doc:
        if token.i in taken or token.pos_ != "PROPN" or token.ent_type_ not in ("", *THINGS):
            continue
        name = token.is_title and token.is_alpha and len(token) > 3 and not _is_common(token, generic)
        if name and acts(token):
            yield Named(token.i, token.i + 1, token.i, (), "ORG")


def acts(token: Token) -> bool:
    """Whether a word stands where an actor does: the subject of a verb, beside one, before a role noun."""
    if token.dep_ in ("compound", "nmod", "amod", "poss"):
        return token.head.lemma_.lower() in nouns() and token.head.i > token.i
    if token.dep_ == "conj" and token.head.pos_ == "PROPN":
        return acts(token.head)
    if token.dep_ == "pobj":
        return token.head.lower_ in BESIDE
    alone = sum(other.dep_ == "nsubj" for other in token.head.children) == 1  # two: a dateline before it
    return token.dep_ == "nsubj" and token.head.pos_ in ("VERB", "AUX") and alone


def _titled(doc: Doc, taken: set[int], catalogue: Catalogue) -> Iterator[Named]:
    """Names of two words or more behind a person's title, whatever the model calls them."""
    for token in doc[:-2]:
        after = token.i + 1
        if after in taken or doc[after].pos_ != "PROPN" or doc[after].is_lower or token.tag_ == "NNS":
            continue
        phrase = phrase_at(doc, token.i, catalogue)
        if phrase is None or (phrase.noun is not None and phrase.noun.one != "person"):
            continue
        last = _end_of_name(doc, after, taken)
        if last - after >= 2 and title_before(doc, after, catalogue):
            yield Named(after, last, head_of(doc, after, last), (), "PERSON")


def _end_of_name(doc: Doc, first: int, taken: set[int]) -> int:
    """Where a run of capitalised words, hyphens and particles ends."""
    last = first
    while last < len(doc) and last not in taken and _can_go_on(doc[last]):
        last += 1
    while last > first and not doc[last - 1].text[0].isupper():
        last -= 1
    return last


def _can_go_on(token: Token) -> bool:
    name = (
        token.pos_ == "PROPN"
        and token.text[0].isupper()
        and token.dep_
        in (
            "compound",
            "nsubj",
            "appos",
            "pobj",
            "dobj",
            "conj",
            "nsubjpass",
            "poss",
            "ROOT",
            "flat",
            "nmod",
            "attr",
        )
    )
    return name or token.text == "-" or token.lower_ in PARTICLES


def _is_common(token: Token, generic: frozenset[str]) -> bool:
    return token.lower_ in generic or token.pos_ == "ADP" or token.lower_.rstrip("s") in generic


def _is_wider(first: int, last: int, inside: list[int]) -> bool:
    """Whether a name holds a catalogue's name as a part ("Bank of China"), and is not just that name."""
    return last - first > len(inside)


def _trimmed(ent: Span) -> tuple[int, int]:
    """A name without the article before it and the possessive after it."""
    first, last = ent.start, ent.end
    while first < last and ent.doc[first].lower_ in ("the", "a", "an", '"', "'", "-", "—"):
        first += 1
    while ent.label_ == "ORG" and first < last and (ent.doc[first].is_lower or ent.doc[first].like_num):
        first += 1
    while last > first and ent.doc[last - 1].lower_ in ("'s", "'", '"', ",", "-", "—", "."):
        last -= 1
    return first, last
