"""Which actors stand behind an argument: the mention that it heads, or the one that owns it."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from ingest.arguments import QUANTITIES, WORDS, children, conjuncts
from ingest.arguments_nouns import makers
from ingest.document import Cast, Document, Spot
from ingest.mentions_nouns import is_apart

KIN, THINGS, TOLD, FAULTS, MADE, BONDS, LED = (
    frozenset(WORDS[name]) for name in ("kin", "things", "told", "faults", "made", "bonds", "led")
)
BOUND_TO = ("with", "to", "for")
OWNED_BY = ("of", "from", "by")
MODIFIERS = ("amod", "compound", "nmod", "nummod")  # of "the Skyline 312 flight" the parser hangs all on 312
PLACED_IN = ("in", "near", "on", "at", "inside", "across", "along", "around", "outside")


@dataclass(frozen=True)
class Side:
    """An actor as one side of an event, the words that name it, and how many steps away they stood."""

    actor: str
    first: int
    last: int
    steps: int


@dataclass(frozen=True)
class Sides:
    """Finds the actors behind tokens, in one document."""

    document: Document
    cast: Cast

    def of(self, tokens: list[Token]) -> list[Side]:
        """The actors behind these arguments and all that is joined to them, each once."""
        found: dict[str, Side] = {}
        for one in self._joined(tokens):
            for side in self._behind(one, 0):
                found.setdefault(side.actor, side)
        return list(found.values())

    def _joined(self, tokens: list[Token]) -> Iterator[Token]:
        """The arguments and what is joined to them, also to the last word of a longer name."""
        for one in (one for token in tokens for one in conjuncts(token)):
            yield one
            spot = self.cast.at(one)
            for inner in self.document.doc[spot.first : spot.last] if spot else ():
                if inner != one:
                    yield from (t for t in conjuncts(inner)[1:] if t.i >= (spot.last if spot else 0))

    def is_crowd(self, side: Side) -> bool:
        """Whether the side is a group of people and no state or force: "students", "young Norwegians"."""
        many = self.document.doc[side.first : side.last].root.tag_ == "NNPS"
        return many or self.cast.actors[side.actor].kind in ("group_of_people", "civil_society")

    def is_part(self, a: Side, b: Side) -> bool:
        """Whether one is named by the other: a person and "the delegation of" that person."""
        names = [self.cast.actors[side.actor].name for side in (a, b)]
        return names[0] in names[1] or names[1] in names[0]

    def visited(self, places: list[Token]) -> list[Side]:
        """The states that are a journey's goal: "her visit to Sudmark" is to its government."""
        spots = [s for t in places for one in conjuncts(t) if (s := self.cast.place_by_head.get(one.i))]
        return [Side(actor, s.first, s.last, 1) for s in spots for actor in s.actors]

    def around(self, things: list[Token], verb: Token, any_thing: bool = False) -> list[Side]:
        """The states in which the things stand that an act is done to: "bombed bases in Sudmark"."""
        if not any_thing and not any(
            one.lemma_.lower() in THINGS or one.lower_ == "bases" for t in things for one in conjuncts(t)
        ):
            return []
        named = [
            one for holder in (*things, verb) for t in self._after(holder, PLACED_IN) for one in conjuncts(t)
        ]
        spots = [(self.cast.place_by_head.get(t.i) or self.cast.at(t)) for t in named]
        found = {actor: Side(actor, s.first, s.last, 2) for s in spots if s for actor in s.actors}
        return list(found.values())

    def _behind(self, token: Token, steps: int) -> list[Side]:
        spot = self._spot(token)
        if spot:
            return [Side(actor, spot.first, spot.last, steps) for actor in spot.actors]
        if steps > 3 or token.pos_ in ("VERB", "AUX"):
            return []
        for nearby in self._owners(token):
            found = [side for one in conjuncts(nearby) for side in self._behind(one, steps + 1)]
            if found:
                return found
        return []

    def _spot(self, token: Token) -> Spot | None:
        spot = self.cast.at(token)
        if spot is None:
            spot = next((s for t in children(token, "appos") if (s := self.cast.at(t))), None)
        if spot is None and token.dep_ == "appos":
            spot = self.cast.at(token.head)
        return spot

    def _owners(self, noun: Token) -> Iterator[Token]:
        """Where to look for the actor that a noun belongs to, the closest first."""
        if noun.lemma_.lower() in QUANTITIES:
            yield from self._after(noun, OWNED_BY)
        yield from (t for t in children(noun, "poss") if t.pos_ != "PRON" or noun.lemma_ not in KIN)
        before = (t for t in reversed(list(noun.lefts)) if t.dep_ in MODIFIERS)
        yield from (t for t in before if not is_apart(t))
        yield from (
            t for led in children(noun, "amod") for t in children(led, "npadvmod") if led.lemma_ in LED
        )
        told = noun.lemma_.lower() in TOLD
        yield from self._after(noun, ("from", "by") if told else OWNED_BY)
        if noun.lemma_.lower() in FAULTS:
            yield from self._after(noun, ("at", "within", "inside", "among"))
        if noun.lemma_.lower() in MADE:
            yield from makers(noun)
        if noun.lemma_.lower() in BONDS:
            yield from self._after(noun, BOUND_TO)

    @staticmethod
    def _after(noun: Token, prepositions: tuple[str, ...]) -> Iterator[Token]:
        for phrase in children(noun, "prep"):
            if phrase.lower_ in prepositions:
                yield from children(phrase, "pobj")
