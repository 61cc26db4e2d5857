"""Where those are at home of whom the text says no country: "students marched in Nairobi", "the rebels"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from graph.model import Actor
from ingest.document import Document, Spot
from ingest.resolve_roll import Roll

GROUPS = frozenset({"armed_group", "group_of_people", "civil_society"})
DOMESTIC = frozenset({"government_body", "person", "group_of_people"})
CLAUSES = frozenset({"relcl", "advcl", "ccomp"})


@dataclass(frozen=True)
class Locals:
    """Gives a country to groups without a name, and to holders of an office who are known by it alone."""

    document: Document
    roll: Roll
    spots: Sequence[Spot]
    places: Sequence[Spot]

    def settle(self) -> None:
        """Every one whose first mention, or a later one, tells where it is at home."""
        for spot in self.spots:
            for id in spot.actors:
                actor = self.roll.actors[id]
                home = self._home(spot, actor) if self._is_homeless(actor) else None
                if home:
                    self.roll.tell(id, home, None)

    def _is_homeless(self, actor: Actor) -> bool:
        if actor.country or actor.id in self.roll.catalogue.entries:
            return False
        return actor.kind in GROUPS or (actor.kind == "person" and self._has_office(actor.id))

    def _has_office(self, person: str) -> bool:
        catalogue = self.roll.catalogue
        return any(catalogue.role(title) for title in self.roll.titles.get(person, ()))

    def _home(self, spot: Spot, actor: Actor) -> str | None:
        """The country of the place beside the words or their verb, else the only one of the sentence."""
        head = self.document.doc[spot.head]
        place = self._beside(head) if actor.kind in GROUPS else None
        return place or self._only(spot, actor.kind == "armed_group")

    def _beside(self, noun: Token) -> str | None:
        within = _without_clauses(noun)
        verb = next((t for t in noun.ancestors if t.pos_ == "VERB"), None) if noun.dep_ == "nsubj" else None
        around = _without_clauses(verb) if verb is not None else ()
        return self._placed(within) or self._placed(around)

    def _placed(self, tokens: Iterator[Token] | tuple[Token, ...]) -> str | None:
        heads = {token.i for token in tokens}
        countries = [self._country(spot) for spot in self.places if spot.head in heads]
        return countries[0] if countries else None

    def _only(self, spot: Spot, armed: bool) -> str | None:
        """The only country of the sentence; for fighters, where its own people or organs are told of."""
        sentence = self.document.sentence_of(spot.head)
        here = [s for s in (*self.spots, *self.places) if sentence.first <= s.head < sentence.last]
        countries = {country for s in here if (country := self._country(s))}
        if len(countries) != 1:
            return None
        domestic = any(self.roll.actors[id].kind in DOMESTIC for s in here for id in s.actors if s != spot)
        return countries.pop() if domestic or not armed else None

    def _country(self, spot: Spot) -> str | None:
        return self.roll.actors[spot.actors[0]].country


def _without_clauses(head: Token) -> Iterator[Token]:
    """What hangs on a word, without the clauses that do."""
    for child in head.children:
        if child.dep_ not in CLAUSES:
            yield child
            yield from _without_clauses(child)
