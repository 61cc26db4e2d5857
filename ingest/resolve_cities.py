"""The states in which cities lie: "Shanghai police" are China's, "a firm based in Larnaca" is Cypriot."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from spacy.tokens import Doc

from ingest.catalogue_names import Key
from ingest.document import head_of

PLACES = frozenset({"GPE", "LOC", "FAC"})
LONGEST = 6


@dataclass(frozen=True)
class City:
    """A city in the text, by its tokens, and the id of its state."""

    first: int
    last: int
    head: int
    state: str


def in_text(doc: Doc, taken: Set[int], cities: Mapping[Key, str]) -> Iterator[City]:
    """The cities that the model took for places, where no other name stands."""
    last = 0
    for ent in doc.ents:
        if ent.label_ not in PLACES or ent.start < last:
            continue
        for city in _at(doc, ent.start + (ent[0].lower_ == "the"), ent.end, cities):
            if taken.isdisjoint(range(city.first, city.last)):
                last = city.last
                yield city


def _at(doc: Doc, first: int, end: int, cities: Mapping[Key, str]) -> Iterator[City]:
    for last in range(min(end, first + LONGEST), first, -1):
        state = cities.get(tuple(token.text for token in doc[first:last]))
        if state:
            yield City(first, last, head_of(doc, first, last), state)
            return
