"""From names to actors, in two passes: full names first, then what they taught (surnames, acronyms)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from graph.model import Actor
from ingest.catalogue import Name
from ingest.document import Document, head_of
from ingest.mentions import Named, acts
from ingest.mentions_nouns import nouns, title_before
from ingest.resolve_cities import in_text
from ingest.resolve_kinds import is_no_person, told, with_unseen
from ingest.resolve_roll import Roll, slug

ACRONYM = re.compile(r"\s*[(\[]\s*[\"'“]?([A-Z][A-Za-z&.-]{1,9})[\"'”]?\s*[)\]]")
HONORIFICS = frozenset(
    "mr mrs ms miss dr sir lord lady dame rep sen gov gen col lt sgt maj capt adm prof rev hon"
    " general major colonel captain admiral lieutenant brigadier marshal sergeant commander"
    " sheikh ayatollah sayyid seyyed imam rabbi pastor bishop archbishop cardinal justice judge professor"
    " president minister secretary senator king queen prince princess pope chancellor".split()
)
LONGEST_LEARNED = 5
WHERE = frozenset(
    "in near inside outside around across at from to on towards toward through into off".split()
)


@dataclass(frozen=True)
class Known:
    """A name with the actor that it names."""

    first: int
    last: int
    head: int
    actor: str
    sense: str
    label: str = ""


def known(document: Document, names: list[Named], roll: Roll) -> list[Known]:
    """Every name of the article whose actor is known after the whole article was read once."""
    words = frozenset(token.text for token in document.doc)
    found: list[Known] = []
    late: list[Named] = []
    for one in with_unseen(document, names):
        hit = _full(document, one, words, roll)
        if hit:
            found.append(hit)
            roll.weight[hit.actor] += 1
            _learn_acronym(document, hit, roll)
        else:
            late.append(one)
    taken = {i for one in found for i in range(one.first, one.last)}
    found += _cities(document, taken, roll)
    taken = {i for one in found for i in range(one.first, one.last)}
    for one in late:
        hit = None if one.first in taken else _short(document, one, words, roll)
        if hit:
            found.append(hit)
            roll.weight[hit.actor] += 1
            taken.update(range(hit.first, hit.last))
    found += _learned(document.doc, taken, roll)
    return sorted(found, key=lambda one: (one.first, -one.last))


def _cities(document: Document, taken: set[int], roll: Roll) -> Iterator[Known]:
    """Cities where no full name stands, each as its state."""
    for city in in_text(document.doc, taken, roll.catalogue.cities):
        if city.state in roll.catalogue.entries:
            id = roll.enter_id(city.state)
            roll.weight[id] += 1
            yield Known(city.first, city.last, city.head, id, "city", "GPE")


def _full(document: Document, one: Named, words: frozenset[str], roll: Roll) -> Known | None:
    """A name that says by itself whom it means."""
    if one.meanings:
        meaning = roll.catalogue.choose(one.meanings, words, roll.on)
        if meaning is None or meaning.sense == "surname":
            return None
        return _listed(document.doc, one, meaning, roll)
    first = _after_honorifics(document.doc, one.first, one.last)
    organised = one.label == "PERSON" and is_no_person(document.doc, one.first, one.last, roll.publisher)
    if one.label == "PERSON" and not organised and one.last - first >= 2:
        return _person(document.doc, first, one, roll)
    if (
        (one.label == "ORG" or organised)
        and one.last - one.first >= 2
        and not _is_in_place(document.doc, one)
    ):
        return _organisation(document.doc, one, roll)
    return None


def _is_in_place(doc: Doc, one: Named) -> bool:
    token = doc[one.head]
    return token.dep_ == "pobj" and token.head.lower_ in ("in", "near", "inside", "outside", "around")


def _listed(doc: Doc, one: Named, meaning: Name, roll: Roll) -> Known:
    id = roll.enter_id(meaning.entry)
    said = _words(doc, one.first, one.last)
    if roll.actors[id].kind == "person":
        roll.learn_person(said, id)
    elif meaning.sense in ("name", "alias") and roll.actors[id].kind != "state":
        roll.learn(said, id)
        _learn_initials(said, id, roll)
    return Known(one.first, one.last, one.head, id, meaning.sense, one.label)


def _words(doc: Doc, first: int, last: int) -> tuple[str, ...]:
    return tuple(token.text for token in doc[first:last])


def _after_honorifics(doc: Doc, first: int, last: int) -> int:
    while first < last - 1 and doc[first].lower_.strip(".") in HONORIFICS:
        first += 1
    return first


def _person(doc: Doc, first: int, one: Named, roll: Roll) -> Known:
    said = _words(doc, first, one.last)
    id = roll.called(said) or _same_person(said, roll) or roll.new(doc[first : one.last].text, "person")
    roll.learn_person(said, id)
    if first and doc[first - 1].lower_.strip(".") in HONORIFICS:
        roll.learn_gender((doc[first - 1].text,), id)
    return Known(first, one.last, head_of(doc, first, one.last), id, "name")


def _same_person(said: tuple[str, ...], roll: Roll) -> str | None:
    """A person whose first name and surname are these, with another middle name, or both surnames."""
    for words, ids in roll.known.items():
        ends = len(words) > len(said) and words[-len(said) :] == said
        if ends and len(words) == 3 and roll.actors[ids[0]].kind == "person":
            return ids[0]
        if (
            len(words) > 1
            and (words[0], words[-1]) == (said[0], said[-1])
            and roll.actors[ids[0]].kind == "person"
        ):
            return ids[0]
    return None


def _organisation(doc: Doc, one: Named, roll: Roll) -> Known | None:
    said = _words(doc, one.first, one.last)
    id = roll.called(said)
    if id is None:
        id = roll.add(_organisation_of(doc, one, doc[one.first : one.last].text, roll))
        roll.learn(said, id)
        _learn_initials(said, id, roll)
        _learn_first(doc, one, id, roll)
    return Known(one.first, one.last, one.head, id, "name")


def _organisation_of(doc: Doc, one: Named, name: str, roll: Roll) -> Actor:
    found = told(doc, (one.first, one.last, one.head), roll.publisher)
    return Actor(id=slug(name), name=name, kind=found.kind, sector=found.sector)


def _learn_initials(said: tuple[str, ...], id: str, roll: Roll) -> None:
    initials = "".join(word[0] for word in said if word[0].isupper())
    if len(initials) >= 3:
        roll.learn((initials,), id)


def _learn_first(doc: Doc, one: Named, id: str, roll: Roll) -> None:
    """The first word of a name is often used alone, where it is no common word and no state."""
    word = doc[one.first]
    if len(word) > 3 and word.is_oov and (word.text,) not in roll.catalogue.names:
        roll.learn((word.text,), id)


def _learn_acronym(document: Document, hit: Known, roll: Roll) -> None:
    """The acronym in brackets behind a name, which the parser did not see."""
    end = document.ends[hit.last - 1]
    match = ACRONYM.match(document.article.text, end, end + 20)
    if match and roll.actors[hit.actor].kind != "person" and hit.sense in ("name", "alias"):
        roll.learn((match[1],), hit.actor)


def _short(document: Document, one: Named, words: frozenset[str], roll: Roll) -> Known | None:
    """A surname, an acronym or a single name: whom the article called so, else whom the catalogue knows."""
    doc = document.doc
    first = _after_honorifics(doc, one.first, one.last) if not one.meanings else one.first
    said = _words(doc, first, one.last)
    id = roll.called(said) or _part_of_name(said, roll)
    if id is None and one.meanings:
        meaning = roll.catalogue.choose(one.meanings, words, roll.on)
        id = roll.enter_id(meaning.entry) if meaning else None
    elif id is None:
        id = _in_office(doc, first, one, roll) or _single(doc, first, one, roll)
    return Known(first, one.last, head_of(doc, first, one.last), id, "name", one.label) if id else None


def _in_office(doc: Doc, first: int, one: Named, roll: Roll) -> str | None:
    """Of "Deputy Secretary Lind": the only one of that surname who holds such an office on the day."""
    title = title_before(doc, first, roll.catalogue)
    if title is None or one.label != "PERSON" or one.last - first != 1:
        return None
    surname = f" {doc[first].text}"
    fitting = [entry for entry in roll.catalogue.entries.values() if entry.actor.name.endswith(surname)]
    holders = [
        entry
        for entry in fitting
        for office in entry.offices
        if office.covers(roll.on) and roll.catalogue.role(title.words, office.of) == office.role
    ]
    return roll.enter(holders[0]) if len({entry.actor.id for entry in holders}) == 1 else None


def _part_of_name(said: tuple[str, ...], roll: Roll) -> str | None:
    """A person whose full name holds the word (surname first, or two surnames)."""
    if len(said) != 1:
        return None
    fitting = (ids[0] for words, ids in roll.known.items() if len(words) > 1 and said[0] in words and ids)
    return next((id for id in fitting if roll.actors[id].kind == "person"), None)


def _single(doc: Doc, first: int, one: Named, roll: Roll) -> str | None:
    name = doc[first : one.last].text
    if doc[first].pos_ != "PROPN" or not name[0].isupper() or len(name) < 3:
        return None
    if _is_somewhere(doc, one):
        return None
    if one.label == "PERSON":
        id = roll.new(name, "person")
    elif one.label == "ORG":
        id = roll.add(_organisation_of(doc, one, name, roll))
    elif one.label == "GPE" and acts(doc[one.head]):
        id = roll.new(name, "state")
    else:
        return None
    roll.learn((name,), id)
    return id


def _is_somewhere(doc: Doc, one: Named) -> bool:
    """Whether a name that nobody knows stands where places stand: "near X", "in X", "the X road"."""
    token = doc[one.head]
    if token.dep_ == "pobj" and token.head.lower_ in WHERE:
        return True
    people = token.head.lemma_.lower() in nouns()
    return token.dep_ in ("compound", "nmod") and token.head.pos_ != "PROPN" and not people


def _learned(doc: Doc, taken: set[int], roll: Roll) -> Iterator[Known]:
    """Names that the article taught, where neither the catalogue nor the model saw one."""
    at = 0
    while at < len(doc):
        hit = None
        if at not in taken and doc[at].text[0].isupper():
            hit = _longest_learned(doc, at, taken, roll)
        if hit:
            roll.weight[hit.actor] += 1
            yield hit
        at = hit.last if hit else at + 1


def _longest_learned(doc: Doc, at: int, taken: set[int], roll: Roll) -> Known | None:
    for last in range(min(len(doc), at + LONGEST_LEARNED), at, -1):
        words = _words(doc, at, last)
        if words in roll.known and taken.isdisjoint(range(at, last)):
            id = roll.called(words)
            if id and (last - at > 1 or doc[at].pos_ in ("PROPN", "NOUN", "ADJ", "X")):
                return Known(at, last, head_of(doc, at, last), id, "name")
    return None
