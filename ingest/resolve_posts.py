"""What the words beside a person's name say that the person is: titles and appositions."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from ingest.affiliations_verbs import chamber, party_letter
from ingest.document import Document
from ingest.mentions_nouns import Phrase, phrase_at, title_before
from ingest.mentions_shape import appositions, is_former, left_edge, owners
from ingest.resolve_names import Known
from ingest.resolve_roles import Roles
from ingest.resolve_roll import Roll


@dataclass(frozen=True)
class Posts:
    """Learns, from the whole article, who holds which office where."""

    document: Document
    roll: Roll
    roles: Roles
    owners: Callable[[Token, Phrase], Iterable[str]]
    named: Callable[[int], str | None]

    def learn(self, names: list[Known]) -> None:
        """The posts of all persons named."""
        for one in names:
            if self.roll.actors[one.actor].kind == "person":
                self._beside(one)

    def _beside(self, one: Known) -> None:
        doc, catalogue = self.document.doc, self.roll.catalogue
        title = title_before(doc, one.first, catalogue)
        party = party_letter(self.document, one.last)
        house = (
            chamber(title.words)
            if title and (party or self.roll.actors[one.actor].country == "USA")
            else None
        )
        for id in (party, house):
            if id in catalogue.entries:
                self.roll.enter_id(str(id))
        if title:
            inside = range(left_edge(doc, one.first, one.head), one.first)
            nested = [actor for i in inside if (actor := self.named(i))]
            self._post(one.actor, title, nested or list(self._at(one, title)))
        for beside in appositions(doc[one.head]):
            phrase = phrase_at(doc, beside.i, catalogue)
            if phrase and not phrase.plural and self.named(beside.i) is None:
                self._post(one.actor, phrase, list(self.owners(beside, phrase)))

    def _at(self, one: Known, title: Phrase) -> Iterator[str]:
        """Where a title is held: at whom it belongs to, or "of Norway" behind the name."""
        yield from self.owners(self.document.doc[title.head], title)
        behind = owners(self.document.doc[one.head], one.first, one.last)
        yield from (id for o in behind if o.link == "of" and (id := self.named(o.token)))

    def _post(self, person: str, phrase: Phrase, at: list[str]) -> None:
        roll = self.roll
        self._learn_gender(person, phrase)
        roll.titles[person].add(phrase.words)
        at = [owner for owner in at if owner != person]
        former = is_former(self.document.doc[phrase.head])
        homes: list[str | None] = [*at] or [None]
        for owner in homes:
            role = self.roles.role(phrase, owner) or phrase.words
            roll.titles[person].add(role)
            if not former:
                roll.posts.setdefault((role, owner), person)
        if at:
            home = roll.actors[at[0]]
            roll.tell(person, home.country, phrase.noun.sector if phrase.noun else home.sector, home.id)

    def _learn_gender(self, person: str, phrase: Phrase) -> None:
        if phrase.words.endswith(("woman", "queen", "princess")):
            self.roll.female.add(person)
        elif phrase.words.endswith(("man", "king", "prince")):
            self.roll.male.add(person)
