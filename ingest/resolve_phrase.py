"""Who a phrase without a context stands for: "Norway's central bank", "a former minister", "taxi drivers"."""

from dataclasses import dataclass
from datetime import date

from spacy.tokens import Token

from graph.model import Actor, Article, Kind
from ingest.catalogue import Catalogue, Office
from ingest.catalogue import catalogue as shipped
from ingest.document import Cast, Document, Spot
from ingest.mentions_nouns import Noun, consists_of, noun_of
from ingest.read import read
from ingest.resolve import cast
from ingest.resolve_pronouns import HE, SHE
from ingest.resolve_roll import slug

FRAME = (
    "{} said so."  # a phrase alone is often parsed as a sentence: "wanted persons" as a verb with its object
)
FRAME_TOKENS = 3


def phrase(text: str, on: date | None = None, catalogue: Catalogue | None = None) -> Actor | None:
    """The actor that a noun phrase names; None where it names nobody. The bare name of a state has no sector.

    >>> found = phrase("Iranian officials")
    >>> found.country, found.sector
    ('IRN', 'GOV')
    """
    catalogue = catalogue or shipped()
    words = text.strip()
    if words.isupper() and catalogue.longest(words.split(), 0) is None:
        words = words.title()
    document = read(Article(id="phrase", text=FRAME.format(words), published=on))
    return Alone(words, document, cast(document, catalogue), catalogue).actor(on)


@dataclass(frozen=True)
class Alone:
    """Reads one phrase as the subject of a sentence."""

    words: str
    document: Document
    cast: Cast
    catalogue: Catalogue

    def actor(self, on: date | None) -> Actor | None:
        """Who it is: the mention that the head of the phrase heads, else what its noun says."""
        head = self._head()
        spot, noun = self.cast.at(head), noun_at(head)
        if spot:
            return self._dated(self._said(spot, head), on)
        if head.lower_ in HE | SHE:
            return self._new("person", "UNK")
        if noun:
            return self._new(noun.kind, sector_of(head), self._country())
        if self.catalogue.role(_lemmas(head)):
            return self._new("person", "GOV")
        country = self._country()
        return self._new("group_of_people", None, country) if country else None

    def _head(self) -> Token:
        """The subject of the frame."""
        verb = self.document.doc[len(self.document.doc) - FRAME_TOKENS]
        return next((t for t in verb.lefts if t.dep_ in ("nsubj", "nsubjpass")), self.document.doc[0])

    def _said(self, spot: Spot, head: Token) -> Actor:
        actor = self.cast.actors[spot.actors[0]]
        if actor.kind == "state" and actor.sector == "GOV" and self._is_bare_name():
            return actor.model_copy(update={"sector": None})
        unnamed = actor.id not in self.catalogue.entries and actor.kind == "group_of_people"
        sector = sector_of(head) if unnamed and actor.country is None else actor.sector
        return actor.model_copy(update={"sector": sector or actor.sector})

    def _is_bare_name(self) -> bool:
        words = self.words.removeprefix("the ").removeprefix("The ").split()
        found = self.catalogue.longest(words, 0) if words else None
        return bool(found and found[0] == len(words) and found[1][0].sense in ("name", "alias"))

    def _new(self, kind: Kind, sector: str | None, country: str | None = None) -> Actor:
        return Actor(id=slug(self.words), name=self.words, kind=kind, sector=sector, country=country)

    def _country(self) -> str | None:
        """The country that is named beside the head."""
        spots = [*self.cast.spots, *self.cast.places]
        wide = max(spots, key=lambda s: s.last - s.first, default=None)
        return self.cast.actors[wide.actors[0]].country if wide else None

    def _dated(self, actor: Actor, on: date | None) -> Actor:
        """With the sector of the office held on the day; who held one before and none now is of the elite."""
        entry = self.catalogue.entries.get(actor.id)
        if entry is None or on is None or not entry.offices:
            return actor
        held = next((office for office in entry.offices if office.covers(on)), None)
        past = any(office.until and office.until <= on for office in entry.offices)
        sector = self._sector(held) if held else "ELI" if past else actor.sector
        return actor.model_copy(update={"sector": sector or actor.sector})

    def _sector(self, office: Office) -> str | None:
        """Of an office: a minister of defence is of the government, its ministry of the military."""
        noun, body = noun_of(office.role), self.catalogue.entries.get(office.of)
        if noun and (body is None or body.actor.kind == "government_body"):
            return noun.sector
        return body.actor.sector if body else None


def noun_at(token: Token) -> Noun | None:
    """Our noun that a token heads, or that a collective consists of ("a team of engineers"), or before it."""
    inner = consists_of(token)
    if inner is not None:
        return noun_at(inner)
    before = [t for t in reversed(list(token.lefts)) if t.dep_ == "compound"]
    return noun_of(_lemmas(token)) or next((noun for t in before if (noun := noun_of(_lemmas(t)))), None)


def sector_of(token: Token) -> str | None:
    """The sector that a noun says, or of the body that it belongs to ("chairman of the board")."""
    noun = noun_at(token)
    if noun is None:
        return None
    beside = [t for t in token.lefts if t.dep_ in ("compound", "poss")]
    beside += [t for p in token.rights if p.dep_ == "prep" for t in p.children if t.dep_ == "pobj"]
    inherited = (sector for t in beside if (sector := sector_of(t))) if noun.inherits else iter(())
    return next(inherited, None) or noun.sector


def _lemmas(token: Token) -> str:
    """The words of a phrase up to its head, which stands as a lemma."""
    before = [t.lower_ for t in token.doc[max(0, token.i - 2) : token.i]]
    return " ".join([*before, token.lemma_.lower()])
