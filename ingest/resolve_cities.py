"""The states in which cities lie: "Shanghai police" are China's, "a firm based in Larnaca" is Cypriot."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc

from ingest.catalogue_names import Key, keys
from ingest.document import head_of

PLACES = frozenset({"GPE", "LOC", "FAC"})


@dataclass(frozen=True)
class City:
    """A city in the text, by its tokens, and the id of its state."""

    first: int
    last: int
    head: int
    state: str


@cache
def cities() -> Mapping[Key, str]:
    """The states of all cities, by the tokens of their names.

    >>> cities()["Port", "Sudan"]
    'SDN'
    """
    lines = files("ingest").joinpath("data/cities.tsv").read_text("utf-8").splitlines()
    rows = (line.split("\t") for line in lines if not line.startswith("#"))
    return {key: state for state, names in rows for name in names.split("; ") for key in keys(name)}


@cache
def _longest() -> int:
    return max(map(len, cities()))


def in_text(doc: Doc, taken: Set[int]) -> Iterator[City]:
    """The cities that the model took for places, where no other name stands."""
    last = 0
    for ent in doc.ents:
        if ent.label_ not in PLACES or ent.start < last:
            continue
        for city in _at(doc, ent.start + (ent[0].lower_ == "the"), ent.end):
            if taken.isdisjoint(range(city.first, city.last)):
                last = city.last
                yield city


def _at(doc: Doc, first: int, end: int) -> Iterator[City]:
    for last in range(min(end, first + _longest()), first, -1):
        state = cities().get(tuple(token.text for token in doc[first:last]))
        if state:
            yield City(first, last, head_of(doc, first, last), state)
            return
