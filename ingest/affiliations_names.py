"""Standing ties that stand in a name or beside it: "the Turkish daily Yeni Ufuk", "Borealis's Ann Lee"."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph.model import Tie
from ingest.affiliations_verbs import Clause
from ingest.catalogue import Catalogue
from ingest.document import Cast, Document, Spot
from ingest.mentions_nouns import phrase_at
from ingest.mentions_shape import appositions

HOMES = frozenset({"media", "company", "civil_society"})
ORGANS = frozenset({"government_body", "military"})
BODIES = HOMES | ORGANS | {"party", "armed_group", "international_org"}
PEOPLES = frozenset({"people", "demonym"})


@dataclass(frozen=True)
class Names:
    """Reads ties off names and what stands before them or in apposition."""

    document: Document
    cast: Cast
    catalogue: Catalogue

    def of(self, spot: Spot) -> Iterator[Clause]:
        """The ties whose source is this mention of one actor."""
        if len(spot.actors) != 1:
            return
        kind = self.cast.actors[spot.actors[0]].kind
        if kind == "person":
            yield from self._national(spot)
            yield from self._employed(spot)
        elif kind in HOMES | ORGANS:
            yield from self._at_home(spot)
        yield from self._part(spot)

    def _at_home(self, spot: Spot) -> Iterator[Clause]:
        """ "The Turkish newspaper Yeni Ufuk": an organisation's mention that holds its state's adjective."""
        source = spot.actors[0]
        actor = self.cast.actors[source]
        if actor.name.split()[-1].islower() or (actor.kind == "company" and actor.sector is None):
            return
        relation: Tie = "BASED_IN" if actor.kind in HOMES else "PART_OF"
        for inner in self.cast.within(spot.first, spot.head):
            if inner.head != spot.head:
                yield from (
                    Clause(source, relation, id, False, spot.head)
                    for id in inner.actors
                    if self._is_state(id)
                )

    def _national(self, spot: Spot) -> Iterator[Clause]:
        """ "The British director Ann Lee", "Ann Lee, an American pilot", "Ann Lee, a Democrat"."""
        doc, source = self.document.doc, spot.actors[0]
        if doc[spot.head].pos_ != "PROPN" or phrase_at(doc, spot.head, self.catalogue):
            return
        untitled = not any(phrase_at(doc, i, self.catalogue) for i in range(spot.first, spot.head))
        inner = [s for s in self.cast.within(spot.first, spot.head) if s.head != spot.head and untitled]
        beside = [s for t in appositions(doc[spot.head]) for s in self._said_of(t)]
        for one in [*inner, *beside]:
            yield from self._belongs(source, one)

    def _said_of(self, noun: Token) -> Iterator[Spot]:
        """Peoples and adjectives in an apposition that names no role."""
        spot = self.cast.at(noun)
        if phrase_at(self.document.doc, noun.i, self.catalogue) is None:
            yield from ([spot] if spot else [])
            before = (t for t in noun.lefts if t.dep_ in ("amod", "compound") and noun.pos_ == "NOUN")
            yield from (s for t in before if (s := self.cast.at(t)))

    def _belongs(self, source: str, one: Spot) -> Iterator[Clause]:
        names = self.catalogue.names.get(tuple(t.text for t in self.document.doc[one.head : one.last]), ())
        if one.actors and any(name.sense in PEOPLES and name.entry == one.actors[0] for name in names):
            kind = self.cast.actors[one.actors[0]].kind
            tie: Tie = "CITIZEN_OF" if kind == "state" else "MEMBER_OF"
            if kind in ("state", "party"):
                yield Clause(source, tie, one.actors[0], False, one.head)

    def _employed(self, spot: Spot) -> Iterator[Clause]:
        """ "Borealis's Ann Lee" is of the organisation, "Kenya's Ann Lee" of the state."""
        head = self.document.doc[spot.head]
        if head.pos_ != "PROPN" or any(
            phrase_at(head.doc, i, self.catalogue) for i in range(spot.first, head.i + 1)
        ):
            return
        for child in head.lefts:
            owner = self.cast.at(child) if child.dep_ == "poss" and child.pos_ == "PROPN" else None
            for id in owner.actors if owner else ():
                kind = self.cast.actors[id].kind
                if kind in BODIES:
                    yield Clause(spot.actors[0], "MEMBER_OF", id, False, spot.head)
                elif kind == "state":
                    yield Clause(spot.actors[0], "CITIZEN_OF", id, False, spot.head)

    def _part(self, spot: Spot) -> Iterator[Clause]:
        """ "The Example Union's Court", where the catalogue knows it as a part of the Example Union."""
        entry = self.catalogue.entries.get(spot.actors[0])
        whole = self.catalogue.entries.get(entry.part_of or "") if entry else None
        if whole is None or whole.actor.kind == "state" or whole.actor.id not in self.cast.actors:
            return
        words = self.document.words(spot.first, spot.last).lower()
        if any(name.lower() in words for name in (whole.actor.name, *whole.actor.aliases)):
            yield Clause(spot.actors[0], "PART_OF", whole.actor.id, False, spot.head)

    def _is_state(self, id: str) -> bool:
        return self.cast.actors[id].kind == "state"
