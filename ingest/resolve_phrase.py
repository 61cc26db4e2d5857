"""Who a phrase without a context stands for: "Norway's central bank", "a former minister", "taxi drivers"."""

from datetime import date

from graph.model import Actor, Article
from ingest.catalogue import Catalogue
from ingest.catalogue import catalogue as shipped
from ingest.document import Cast, Document
from ingest.mentions_nouns import noun_of
from ingest.read import read
from ingest.resolve import cast
from ingest.resolve_roll import slug


def phrase(text: str, on: date | None = None, catalogue: Catalogue | None = None) -> Actor | None:
    """The actor that a noun phrase names; None where it names nobody.

    >>> found = phrase("Iranian officials")
    >>> found.country, found.sector
    ('IRN', 'GOV')
    """
    catalogue = catalogue or shipped()
    words = text.strip()
    shouted = words.isupper() and catalogue.longest(words.split(), 0) is None
    document = read(Article(id="phrase", text=words.title() if shouted else words, published=on))
    found = cast(document, catalogue)
    whole = _whole(document, found)
    noun = noun_of(_lemmas(document))
    if whole is None and noun is None:
        return None
    if whole is None and noun is not None:
        return Actor(id=slug(words), name=words, kind=noun.kind, sector=noun.sector)
    return _dated(whole, on, catalogue)


def _dated(actor: Actor | None, on: date | None, catalogue: Catalogue) -> Actor | None:
    """A person of the catalogue with the sector of the office held on the day; without one, of the elite."""
    entry = catalogue.entries.get(actor.id) if actor else None
    if actor is None or entry is None or on is None or not entry.offices:
        return actor
    held = next((office for office in entry.offices if office.covers(on)), None)
    past = any(office.until and office.until <= on for office in entry.offices)
    body = catalogue.entries.get(held.of) if held else None
    sector = body.actor.sector if body else "ELI" if past else actor.sector
    return actor.model_copy(update={"sector": sector or actor.sector})


def _whole(document: Document, found: Cast) -> Actor | None:
    """The actor of the widest mention, one that holds the head of the phrase before others."""
    spots = [*found.spots, *found.places]
    roots = {token.i for token in document.doc if token.dep_ == "ROOT"}
    best = max(spots, key=lambda s: (s.head in roots, s.last - s.first), default=None)
    return found.actors[best.actors[0]] if best else None


def _lemmas(document: Document) -> str:
    root = next((token for token in document.doc if token.dep_ == "ROOT"), None)
    return " ".join(token.lemma_.lower() for token in document.doc[: root.i + 1]) if root else ""
