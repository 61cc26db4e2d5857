"""Who a phrase for several means: "the two countries", "both sides", "the parties", "neither government"."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

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
TITLES = frozenset("president minister premier".split())
STANDING = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
REACH = 4
LONG_REACH = 16


@dataclass(frozen=True)
class Asked:
    """How many actors are looked for, of which kinds, from which sentence back; none of `but`."""

    number: int
    kinds: frozenset[Kind]
    sentence: int
    title: str | None = None
    but: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Several:
    """Finds the last actors of a kind that the article mentioned."""

    roll: Roll

    def mean(
        self, token: Token, sentence: int, seen: Sequence[Seen], around: Sequence[Seen]
    ) -> tuple[str, ...]:
        """The actors that a token for several means; none where it means something else.

        `around` has mere places too, which count where `seen` has too few.
        """
        asked = self._asked(token, sentence)
        if asked is None:
            return ()
        others = replace(asked, but=_subject_of(token, seen))
        tries = ((others, seen), (others, around), (asked, seen), (asked, around))
        found = next((found for one, these in tries if (found := self._last(one, these))), ())
        return found or (self._behind(others, seen) if asked.kinds is SIDES else ())

    def _asked(self, token: Token, sentence: int) -> Asked | None:
        words = {child.lower_ for child in token.lefts}
        alone = token.lower_ in ("both", "neither") and token.pos_ in ("PRON", "DET", "CCONJ")
        if alone or (token.lower_ == "two" and "the" in words):
            return Asked(2, SIDES | PERSONS, sentence) if token.dep_ in STANDING else None
        lemma = token.lemma_.lower()
        kinds, number = KINDS.get(lemma), self._number(token)
        if not kinds or not number or any(child.dep_ == "prep" for child in token.children):
            return None
        return Asked(number, kinds, sentence, lemma if kinds is PERSONS else None)

    def homes(
        self, token: Token, sentence: int, seen: Sequence[Seen], around: Sequence[Seen]
    ) -> tuple[str, ...]:
        """Of "the two coast guards", "neither army": the states whose they are."""
        number = self._number(token)
        if not number or any(child.dep_ in ("prep", "poss") for child in token.children):
            return ()
        asked = Asked(number, STATES, sentence, but=_subject_of(token, seen))
        return self._last(asked, seen) or self._last(asked, around)

    def _number(self, token: Token) -> int:
        """How many are meant: the number beside the noun; two for "the sides"."""
        before = {child.lower_ for child in token.lefts}
        if "both" in before or "neither" in before:
            return 2
        if not {"the", "these", "those"} & before:
            return 0
        stated = next((NUMBERS[word] for word in before if word in NUMBERS), 0)
        return stated or (2 if token.lower_ in PLAIN_PLURALS and not list(token.rights) else 0)

    def _last(self, asked: Asked, seen: Sequence[Seen]) -> tuple[str, ...]:
        """The last actors of these kinds, a pair that was joined before others, of different states."""
        found: dict[str, None] = {}
        for one in reversed(seen):
            if asked.sentence - one.sentence > (REACH if asked.title not in TITLES else LONG_REACH):
                break
            fitting = [id for id in one.actors if self._fits(asked, id)]
            if len(fitting) == asked.number:
                return tuple(fitting)
            found |= dict.fromkeys(id for id in fitting if self._is_apart(id, found))
            if len(found) >= asked.number:
                return tuple(reversed(list(found)[: asked.number]))
        return ()

    def _behind(self, asked: Asked, seen: Sequence[Seen]) -> tuple[str, ...]:
        """The persons last named, and rather their states where they have different ones."""
        homes = {id: self.roll.state_of(id) for one in seen for id in one.actors if self._is_person(id)}
        away = frozenset(id for id, home in homes.items() if home is None) | asked.but
        persons = self._last(replace(asked, kinds=PERSONS, but=away), seen)
        states = tuple(dict.fromkeys(str(homes[id]) for id in persons))
        if len(states) == asked.number:
            return states
        return self._last(replace(asked, kinds=PERSONS), seen)

    def _is_person(self, id: str) -> bool:
        return self.roll.actors[id].kind == "person"

    def _fits(self, asked: Asked, id: str) -> bool:
        if id in asked.but or self.roll.actors[id].kind not in asked.kinds:
            return False
        titles = self.roll.titles.get(id, set())
        return asked.title not in TITLES or any(str(asked.title) in title.split() for title in titles)

    def _is_apart(self, id: str, found: Iterable[str]) -> bool:
        """Whether an actor is no organ of a state that was found, nor the other way."""
        country = self.roll.actors[id].country
        if self.roll.actors[id].kind in ("person", "company", "media"):
            return True
        return country is None or country not in {self.roll.actors[other].country for other in found}


def _subject_of(token: Token, seen: Sequence[Seen]) -> frozenset[str]:
    """The subject whose object the token is: it is none of the several."""
    both = token.lower_ == "both" or any(child.lower_ == "both" for child in token.lefts)
    verb = token.head
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i and (both or verb.pos_ == "ADP"):
        if verb.lower_ == "between":
            return frozenset()
        verb = verb.head
    if token.dep_ == "nsubj" and any(child.lower_ == "to" for child in verb.lefts):
        verb = verb.head
    elif token.dep_ in ("nsubj", "nsubjpass"):
        return frozenset()
    subjects = {child.i for child in verb.lefts if child.dep_ == "nsubj" and child.i != token.i}
    if verb.dep_ == "relcl":
        subjects.add(verb.head.i)
    return frozenset(id for one in seen if one.head in subjects for id in one.actors)
