"""Who a phrase for several means: "the two countries", "both sides", "the parties", "neither government"."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from graph.model import Kind
from ingest.resolve_pronouns import Seen
from ingest.resolve_roll import Roll

NUMBERS = {"two": 2, "both": 2, "neither": 2, "three": 3, "four": 4, "five": 5}
STATES: frozenset[Kind] = frozenset({"state"})
PERSONS: frozenset[Kind] = frozenset({"person"})
SIDES: frozenset[Kind] = frozenset(
    {"state", "armed_group", "military", "government_body", "party", "company"}
)
STATE_NOUNS = "country nation state government capital neighbour neighbor republic power economy"
PERSON_NOUNS = "man woman leader president minister premier politician diplomat official"
KINDS: dict[str, frozenset[Kind]] = {
    **dict.fromkeys(STATE_NOUNS.split(), STATES),
    **dict.fromkeys(PERSON_NOUNS.split(), PERSONS),
    **dict.fromkeys("side camp rival enemy foe adversary ally partner party".split(), SIDES),
    **dict.fromkeys(("company", "firm"), frozenset[Kind]({"company"})),
    **dict.fromkeys(("broadcaster", "newspaper"), frozenset[Kind]({"media"})),
    "army": frozenset({"military"}),
    "group": frozenset({"armed_group", "civil_society", "party"}),
}
PLAIN_PLURALS = frozenset({"sides", "parties", "neighbours", "neighbors", "rivals"})
REACH = 4


@dataclass(frozen=True)
class Several:
    """Finds the last actors of a kind that the article mentioned."""

    roll: Roll

    def mean(self, token: Token, sentence: int, seen: Sequence[Seen]) -> tuple[str, ...]:
        """The actors that a token for several means; none where it means something else."""
        if token.lower_ in ("both", "neither") and token.pos_ in ("PRON", "DET", "CCONJ"):
            stands = token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj")
            return self._last(2, SIDES, sentence, seen) if stands else ()
        if token.lower_ == "two" and token.dep_ in ("nsubj", "nsubjpass", "dobj", "pobj"):
            definite = any(child.lower_ == "the" for child in token.lefts)
            return self._last(2, SIDES, sentence, seen) if definite else ()
        kinds = KINDS.get(token.lemma_.lower())
        number = self._number(token)
        if not kinds or not number or any(child.dep_ == "prep" for child in token.children):
            return ()
        found = self._last(number, kinds, sentence, seen)
        return found or (self._last(number, PERSONS, sentence, seen) if kinds is SIDES else ())

    def _number(self, token: Token) -> int:
        """How many are meant: the number beside the noun; two for "the sides"."""
        before = {child.lower_ for child in token.lefts}
        if "both" in before or "neither" in before:
            return 2
        if not {"the", "these", "those"} & before:
            return 0
        stated = next((NUMBERS[word] for word in before if word in NUMBERS), 0)
        return stated or (2 if token.lower_ in PLAIN_PLURALS and not list(token.rights) else 0)

    def _last(
        self, number: int, kinds: frozenset[Kind], sentence: int, seen: Sequence[Seen]
    ) -> tuple[str, ...]:
        """The last actors of these kinds, a pair that was joined before others."""
        found: dict[str, None] = {}
        for one in reversed(seen):
            if sentence - one.sentence > REACH and len(found) < number:
                return ()
            fitting = [id for id in one.actors if self.roll.actors[id].kind in kinds]
            if len(fitting) == number:
                return tuple(fitting)
            found |= dict.fromkeys(fitting)
            if len(found) >= number:
                return tuple(reversed(list(found)[:number]))
        return ()
