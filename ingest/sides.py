"""Which actors stand behind an argument: the mention that it heads, or the one that owns it."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from ingest.arguments import children, conjuncts
from ingest.document import Cast, Document, Spot

QUANTITIES = frozenset(
    "group number hundred thousand dozen series lot majority member some many most all one two three several both "
    "scores part half couple handful pair million rest leader side kind type any none each wave barrage string "
    "total array team crowd".split()
)
KIN = frozenset("daughter son wife husband father mother brother sister uncle child family life".split())
OWNED_BY = ("of", "from", "by")
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

    def of(self, tokens: list[Token], *, places: bool = False) -> list[Side]:
        """The actors behind these arguments and all that is joined to them, each once.

        `places`: whether "bases in X" stand for X, as they do for what is attacked.
        """
        found: dict[str, Side] = {}
        for token in tokens:
            for one in conjuncts(token):
                for side in self._behind(one, places, 0):
                    found.setdefault(side.actor, side)
        return list(found.values())

    def _behind(self, token: Token, places: bool, steps: int) -> list[Side]:
        spot = self._spot(token)
        if spot:
            return [Side(actor, spot.first, spot.last, steps) for actor in spot.actors]
        if steps > 3 or token.pos_ in ("VERB", "AUX"):
            return []
        for nearby in self._owners(token, places):
            found = [side for one in conjuncts(nearby) for side in self._behind(one, places, steps + 1)]
            if found:
                return found
        return []

    def _spot(self, token: Token) -> Spot | None:
        spot = self.cast.at(token)
        if spot is None:
            spot = next((s for t in children(token, "appos") if (s := self.cast.at(t))), None)
        return spot

    def _owners(self, noun: Token, places: bool) -> Iterator[Token]:
        """Where to look for the actor that a noun belongs to, the closest first."""
        if noun.lemma_.lower() in QUANTITIES:
            yield from self._after(noun, OWNED_BY)
        yield from (t for t in children(noun, "poss") if t.pos_ != "PRON" or noun.lemma_ not in KIN)
        yield from (t for t in reversed(list(noun.lefts)) if t.dep_ in ("amod", "compound", "nmod"))
        yield from self._after(noun, OWNED_BY)
        if places:
            yield from self._after(noun, PLACED_IN)

    @staticmethod
    def _after(noun: Token, prepositions: tuple[str, ...]) -> Iterator[Token]:
        for phrase in children(noun, "prep"):
            if phrase.lower_ in prepositions:
                yield from children(phrase, "pobj")
