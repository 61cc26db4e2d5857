"""The coded corpus as examples for the pair model: each sentence twice, with the mentions that its coder
marked and with those that the product finds by itself.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.broken import why_broken
from ingest.catalogue import catalogue
from ingest.document import Cast, Document, Sentence, Spot
from ingest.events import told
from ingest.model.coded_text import CodedArticle, CodedRelation
from ingest.model.pairs import Pairs, pairs
from ingest.read import read
from ingest.resolve import cast
from ingest.told import Told


@dataclass(frozen=True)
class Example:
    """One sentence in one view; `keys` are the coder's actors of each mention, `relations` what was coded."""

    article: str
    view: str
    pairs: Pairs
    keys: tuple[tuple[str, ...], ...]
    relations: tuple[CodedRelation, ...]


def examples(article: CodedArticle) -> Iterator[Example]:
    """The sentences of one coded article that name an actor, in both views."""
    document = read(article.article())
    coded = article.cast(document)
    found = cast(document, catalogue())
    yield from _view(article, document, coded, "coded")
    yield from _view(article, document, found, "found", coded)


def _view(
    article: CodedArticle, document: Document, actors: Cast, view: str, coded: Cast | None = None
) -> Iterator[Example]:
    events: dict[int, list[Told]] = defaultdict(list)
    for event in told(document, actors):
        events[event.sentence.index].append(event)
    for sentence in document.sentences:
        broken = why_broken(document.doc[sentence.first : sentence.last])
        if not broken and any(actors.within(sentence.first, sentence.last)):
            one = pairs(document, actors, sentence, events[sentence.index])
            keys = tuple(_keys(one.spots, coded))
            yield Example(article.id, view, one, keys, tuple(_coded(article, sentence)))


def _keys(spots: Sequence[Spot], coded: Cast | None) -> Iterator[tuple[str, ...]]:
    """The coder's keys of each mention; one that no coder marked is an actor of its own."""
    for n, spot in enumerate(spots):
        if coded is None:
            yield spot.actors
            continue
        same = [other for other in coded.spots if other.head == spot.head]
        exact = [other for other in same if (other.first, other.last) == (spot.first, spot.last)]
        widest = sorted(same, key=lambda other: other.first - other.last)
        yield next((other.actors for other in exact or widest), (f"?{n}",))


def _coded(article: CodedArticle, sentence: Sentence) -> Iterable[CodedRelation]:
    for at, one in zip(article.starts(), article.sentences, strict=True):
        if at < sentence.end - 1 and sentence.start < at + len(one.text) - 1:
            yield from one.relations
