"""Standing ties that clauses state: "who leads the movement", "a firm based in Dubai"."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from graph.model import Tie
from ingest.document import Cast, Document, Spot
from ingest.mentions_shape import appositions

LEADING = frozenset({"lead", "head", "chair", "command", "run", "govern", "rule", "preside", "found"})
LED = frozenset({"armed_group", "party", "company", "civil_society", "international_org", "media"})
LEADERS = frozenset({"person", "group_of_people"})
BASED = frozenset({"base", "headquarter", "register"})
SETTLED = frozenset({"media", "company", "civil_society", "international_org"})
LETTERS = {"R": "us-republicans", "D": "us-democrats"}
CHAMBERS = {"sen": "us-senate", "senator": "us-senate", "rep": "us-house", "representative": "us-house"}


@dataclass(frozen=True)
class Clause:
    """A tie from one actor to another, with the token that states it."""

    source: str
    relation: Tie
    target: str
    former: bool
    token: int


@dataclass(frozen=True)
class Clauses:
    """Reads ties off the clauses round a mention."""

    document: Document
    cast: Cast

    def of(self, spot: Spot) -> Iterator[Clause]:
        """The ties whose source is this mention."""
        token = self.document.doc[spot.head]
        source = spot.actors[0]
        kind = self.cast.actors[source].kind
        if kind == "person":
            yield from self._leads(token, source)
            yield from self._of_body(token, source)
        elif kind in LED:
            yield from self._based(spot, token, source)
        yield from self._letter(spot, source)

    def _leads(self, token: Token, source: str) -> Iterator[Clause]:
        verbs = [child for child in token.children if child.dep_ == "relcl"]
        if token.dep_ == "nsubj":
            verbs += [token.head, *(child for child in token.head.children if child.dep_ == "conj")]
        for verb in verbs:
            if verb.lemma_ not in LEADING or not self._is_subject(token, verb):
                continue
            for target in self._objects(verb):
                yield Clause(source, "LEADS", target, verb.tag_ in ("VBD", "VBN"), verb.i)

    def _is_subject(self, token: Token, verb: Token) -> bool:
        subjects = [child for child in verb.children if child.dep_ == "nsubj"]
        return not subjects or subjects[0].i == token.i or subjects[0].lower_ in ("who", "which", "that")

    def _objects(self, verb: Token) -> Iterator[str]:
        for child in verb.children:
            if child.dep_ == "dobj":
                yield from self._led(child)
            elif child.dep_ == "prep" and child.lower_ == "over":
                for noun in child.children:
                    yield from self._led(noun)

    def _led(self, token: Token) -> Iterator[str]:
        spot = self.cast.at(token)
        if spot:
            yield from (id for id in spot.actors if self.cast.actors[id].kind != "person")

    def _of_body(self, token: Token, source: str) -> Iterator[Clause]:
        """ "Lin of the Greens": a member."""
        for child in token.children:
            if child.dep_ == "prep" and child.lower_ in ("of", "from") and child.i == token.i + 1:
                for noun in child.children:
                    spot = self.cast.at(noun)
                    for id in spot.actors if spot else ():
                        if self.cast.actors[id].kind in LED | {"government_body", "military"}:
                            yield Clause(source, "MEMBER_OF", id, False, token.i)

    def _based(self, spot: Spot, token: Token, source: str) -> Iterator[Clause]:
        """ "A firm based in Dubai", "the Hague-based court", "the institute in Washington"."""
        settled = self.cast.actors[source].kind in SETTLED
        beside = list(appositions(token))
        before = [*self.document.doc[spot.first : spot.head], *(t for a in beside for t in a.lefts)]
        holders = [c for t in (token, *beside) for c in t.children if c.dep_ == "acl" and c.lemma_ in BASED]
        places = [t for one in before if one.lower_ == "based" for t in one.lefts]
        places += [t for one in holders for t in self._after(one, ("in",))]
        places += [t for one in (token, *beside) if settled for t in self._after(one, ("in", "of"))]
        for place in places:
            yield from (Clause(source, "BASED_IN", id, False, token.i) for id in self._state(place))

    @staticmethod
    def _after(holder: Token, prepositions: tuple[str, ...]) -> Iterator[Token]:
        for child in holder.rights:
            if child.dep_ == "prep" and child.lower_ in prepositions:
                yield from child.children

    def _state(self, token: Token) -> tuple[str, ...]:
        spot = self.cast.at(token) or next((s for s in self.cast.places if s.head == token.i), None)
        return tuple(id for id in spot.actors if self.cast.actors[id].kind == "state") if spot else ()

    def _letter(self, spot: Spot, source: str) -> Iterator[Clause]:
        """ "Rep. Ann Lee, R-Ohio"."""
        party = party_letter(self.document, spot.last)
        if party in self.cast.actors and self.cast.actors[source].kind == "person":
            yield Clause(source, "MEMBER_OF", str(party), False, spot.head)


def party_letter(document: Document, last: int) -> str | None:
    """The party that ", R-Ohio" behind a name means."""
    after = [token.text for token in document.doc[last : last + 3]]
    if len(after) < 2 or after[0] not in (",", "("):
        return None
    letter, dash = after[1][0], after[1][1:2] or "".join(after[2:3])[:1]
    return LETTERS.get(letter) if dash == "-" and len(after[1]) != 2 else None


def chamber(words: str) -> str | None:
    """The chamber of the United States Congress that a title belongs to.

    >>> chamber("sen.")
    'us-senate'
    """
    return CHAMBERS.get(words.strip("."))
