"""Standing ties that a text states: titles, appositions, possessives, "of" phrases, demonym and organ."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph.model import Actor, Affiliation, Tie, TieStatus
from ingest.affiliations_names import HOMES, ORGANS, Names
from ingest.affiliations_verbs import Clauses, chamber
from ingest.catalogue import Catalogue
from ingest.catalogue import catalogue as shipped
from ingest.document import Cast, Document, Spot
from ingest.mentions_nouns import Phrase, is_sent, phrase_at, tie_of
from ingest.mentions_shape import Owner, appositions, closest, deeper, is_former, owners

TIELESS = frozenset(
    "ally critic opponent rival backer partner donor client supporter counterpart man people".split()
)
CIVIL = frozenset({"CVL", "EDU", "LAB", "AGR", "BUS", "REL", "MED", "REF", "JRN", "SOC"})
LEADERS = frozenset({"commander", "leader", "chief", "head", "founder", "secretary-general"})
PEOPLE = frozenset({"person", "group_of_people"})


@dataclass(frozen=True)
class Stated:
    """One tie as the text states it."""

    source: str
    relation: Tie
    target: str
    former: bool
    token: int


def affiliations(
    document: Document, cast: Cast, catalogue: Catalogue | None = None
) -> tuple[Affiliation, ...]:
    """The standing ties between the actors of an article, each once, with the sentence that states it."""
    reader = Reader(document, cast, catalogue or shipped())
    found: dict[tuple[str, Tie, str, TieStatus], Affiliation] = {}
    for tie in reader.ties():
        status: TieStatus = "former" if tie.former else "current"
        key = (tie.source, tie.relation, tie.target, status)
        if tie.source != tie.target and key not in found:
            evidence = document.evidence(document.sentence_of(tie.token))
            found[key] = Affiliation(
                source=tie.source, relation=tie.relation, target=tie.target, status=status, evidence=evidence
            )
    led = {key[0::2] for key in found if key[1] == "LEADS"}
    return tuple(tie for key, tie in found.items() if key[1] != "MEMBER_OF" or key[0::2] not in led)


@dataclass(frozen=True)
class Reader:
    """Reads ties off the mentions of a document."""

    document: Document
    cast: Cast
    catalogue: Catalogue

    def ties(self) -> Iterator[Stated]:
        """All ties, in the order of the mentions."""
        for spot in self.cast.spots:
            token = self.document.doc[spot.head]
            yield from self._of_noun(spot, token)
            yield from self._of_title(spot)
            yield from self._of_appositions(spot, token)
            names = Names(self.document, self.cast, self.catalogue)
            for clause in (*names.of(spot), *Clauses(self.document, self.cast).of(spot)):
                yield Stated(clause.source, clause.relation, clause.target, clause.former, clause.token)

    def _of_noun(self, spot: Spot, token: Token) -> Iterator[Stated]:
        """ "Iranian officials", "the army of Iran": the mention is itself a role noun with an owner."""
        phrase = phrase_at(self.document.doc, token.i, self.catalogue)
        if phrase:
            yield from self._held(spot, token, phrase)

    def _of_title(self, spot: Spot) -> Iterator[Stated]:
        """ "Iranian Foreign Minister Abbas Araghchi": the title inside the mention of a name."""
        doc = self.document.doc
        title = self._title_in(spot)
        if title is None:
            return
        nested = [s for s in self.cast.within(spot.first, title.head) if s.head != spot.head]
        for inner in nested:
            for target in inner.actors:
                yield from self._stated(
                    spot, title, target, is_former(doc[title.head]) or self._former_in(spot, title)
                )
        if not nested:
            held = [t for at in (title.head, spot.head) for t in self._held(spot, doc[at], title)]
            yield from held or self._implied(spot, title)

    def _implied(self, spot: Spot, title: Phrase) -> Iterator[Stated]:
        """ "President Obama", "Sen. McCain": the title alone, where the catalogue knows of what."""
        source = spot.actors[0]
        entry = self.catalogue.entries.get(source)
        for office in entry.offices if entry else ():
            role = self.catalogue.role(title.words, office.of)
            if role == office.role and office.of in self.cast.actors:
                relation = self._relation(title, self.cast.actors[source], self.cast.actors[office.of])
                if relation:
                    past = not office.covers(self.document.article.published)
                    yield Stated(source, relation, office.of, past, spot.head)
                    return
        house = chamber(title.words)
        if house in self.cast.actors:
            yield Stated(source, "MEMBER_OF", str(house), False, spot.head)

    def _title_in(self, spot: Spot) -> Phrase | None:
        doc = self.document.doc
        found = (phrase_at(doc, i, self.catalogue) for i in range(spot.head - 1, spot.first - 1, -1))
        return next((p for p in found if p and p.last <= spot.head), None)

    def _former_in(self, spot: Spot, title: Phrase) -> bool:
        return any(t.lower_ in ("former", "ex") for t in self.document.doc[spot.first : title.head])

    def _of_appositions(self, spot: Spot, token: Token) -> Iterator[Stated]:
        """ "Masoud Pezeshkian, the president of Iran" and "Lapid is the leader of Yesh Atid"."""
        for beside in appositions(token):
            phrase = phrase_at(self.document.doc, beside.i, self.catalogue)
            if phrase and not phrase.plural:
                yield from self._held(spot, beside, phrase)

    def _held(self, spot: Spot, token: Token, phrase: Phrase) -> Iterator[Stated]:
        found = owners(token, phrase.first, phrase.last)
        near = [id for owner in closest(found, is_sent(phrase)) for id in self._targets(owner)]
        for target in near or [id for owner in deeper(found) for id in self._targets(owner)]:
            yield from self._stated(spot, phrase, target, is_former(token))

    def _targets(self, owner: Owner) -> tuple[str, ...]:
        spot = self.cast.at(owner.token)
        if spot is None and owner.link in ("in", "from", "of", "to"):
            spot = next((s for s in self.cast.places if s.head == owner.token), None)
        if owner.link == "to":
            return ()
        return spot.actors if spot else ()

    def _stated(self, spot: Spot, phrase: Phrase, target: str, former: bool) -> Iterator[Stated]:
        for source in spot.actors:
            relation = self._relation(phrase, self.cast.actors[source], self.cast.actors[target])
            if relation and self._belongs(spot, source, target):
                yield Stated(source, relation, target, former, spot.head)

    def _belongs(self, spot: Spot, source: str, target: str) -> bool:
        """Of several actors in one mention ("the ministers of the two countries"), each with its own."""
        if len(spot.actors) == 1:
            return True
        countries = {self.cast.actors[id].country for id in spot.actors}
        known = self.cast.actors[target].country
        return known not in countries or known == self.cast.actors[source].country

    def _relation(self, phrase: Phrase, source: Actor, target: Actor) -> Tie | None:
        tie = tie_of(phrase, self.catalogue, target.id, target.country)
        if source.kind == "state":
            joins = target.kind == "international_org" and phrase.words.endswith("member")
            return "MEMBER_OF" if joins else None
        if _is_abroad(source, target) or (source.kind in ORGANS and target.kind in PEOPLE):
            return None
        if source.kind in ORGANS and target.kind == "state":
            return "REPRESENTS" if tie == "REPRESENTS" else "PART_OF"
        if source.kind in HOMES and source.name.split()[-1].islower():
            return None
        if source.kind in HOMES:
            return "BASED_IN" if target.kind == "state" else "PART_OF"
        word = phrase.words.split()[-1]
        if word in TIELESS:
            office = word == "counterpart" and source.kind == "person" and target.kind not in PEOPLE
            return "LEADS" if office else None
        if target.kind in PEOPLE and tie != "REPRESENTS":
            return None
        if tie == "PART_OF" and source.kind == "armed_group" and target.kind == "state":
            return None
        civil = source.sector if source.kind == "group_of_people" else phrase.noun and phrase.noun.sector
        if target.kind == "state" and source.kind in PEOPLE and civil in CIVIL:
            return "CITIZEN_OF"
        if tie == "REPRESENTS" and phrase.noun and phrase.noun.sector == "JUD":  # a lawyer
            return "CITIZEN_OF" if target.kind == "state" else None if target.kind in ORGANS else tie
        if tie == "CITIZEN_OF" and target.kind != "state":
            return "MEMBER_OF"
        if source.kind == "person" and phrase.words in LEADERS and target.kind in ("military", "armed_group"):
            return "LEADS"
        if source.kind in PEOPLE and tie in ("PART_OF", "BASED_IN"):
            return "MEMBER_OF"
        return tie


def _is_abroad(source: Actor, target: Actor) -> bool:
    """Whether an organ stands beside a state that is not its own."""
    return target.kind == "state" and source.kind in ORGANS and source.country not in (None, target.country)
