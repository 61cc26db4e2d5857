"""Who a role noun means without an owner: "the army", "the minister", "the group", "both sides", "gunmen"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from ingest.mentions_nouns import Phrase
from ingest.resolve_pronouns import Seen
from ingest.resolve_roles import BODIES, Roles, plural
from ingest.resolve_roll import Roll

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
INDEFINITE = frozenset(
    {"a", "an", "any", "no", "every", "each", "another", "some", "other", "many", "most", "all"}
)
WHERE = frozenset(
    {"in", "at", "inside", "outside", "near", "across", "around", "throughout", "before", "into"}
)
PLACE_KINDS = frozenset({"state", "government_body"})


@dataclass(frozen=True)
class Alone:
    """Finds the actor that a role noun without an owner names."""

    roll: Roll
    roles: Roles

    def means(self, token: Token, phrase: Phrase, seen: Sequence[Seen]) -> tuple[str, ...]:
        """The actors, or none."""
        words = {child.lower_ for child in token.lefts}
        definite = not DEFINITE.isdisjoint(words)
        noun = phrase.noun
        if self._is_place(token, phrase):
            return ()
        if noun is None:
            return self._office(phrase, definite, seen)
        same = self._same_words(phrase, seen) if definite or noun.alone != "actor" else ()
        if same and INDEFINITE.isdisjoint(words):
            return same
        if noun.alone == "state":
            return self._of_state(phrase) if INDEFINITE.isdisjoint(words) or phrase.plural else ()
        if noun.alone == "anaphor":
            return self._anaphor(phrase, seen) if definite and not phrase.plural else ()
        if noun.alone == "actor":
            return self._group(phrase, definite, seen)
        return ()

    def _is_place(self, token: Token, phrase: Phrase) -> bool:
        place = phrase.noun is not None and phrase.noun.kind in PLACE_KINDS
        return place and token.dep_ == "pobj" and token.head.lower_ in WHERE

    def _office(self, phrase: Phrase, definite: bool, seen: Sequence[Seen]) -> tuple[str, ...]:
        """Whom the article gave this title last, else the holder in the state that it is about."""
        if not definite or phrase.plural:
            return ()
        held = self._holder_in_article(phrase, seen)
        home = self.roll.home()
        if held or home is None:
            return (held,) if held else ()
        found = self.roles.owned(phrase, home)
        return (found,) if found else ()

    def _holder_in_article(self, phrase: Phrase, seen: Sequence[Seen]) -> str | None:
        role = self.roles.role(phrase, None) or phrase.words
        held = {
            id
            for (said, _), id in self.roll.posts.items()
            if said == role or said.endswith(" " + phrase.words)
        }
        held |= {id for one in seen for id in one.actors if self._held_by_catalogue(id, role, phrase.words)}
        return next((id for one in reversed(seen) for id in one.actors if id in held), None)

    def _held_by_catalogue(self, id: str, role: str, words: str) -> bool:
        entry = self.roll.catalogue.entries.get(id)
        offices = entry.offices if entry else ()
        return any(
            office.covers(self.roll.on) and (office.role == role or office.role.endswith(" " + words))
            for office in offices
        )

    def _same_words(self, phrase: Phrase, seen: Sequence[Seen]) -> tuple[str, ...]:
        """The last actor that was made of the same noun ("the officials" after "Iranian officials")."""
        many = plural(phrase.words).split()[-1]
        for one in reversed(seen):
            for id in one.actors:
                name = self.roll.actors[id].name
                if name.split()[-1] == many or name.lower().endswith(" " + phrase.words):
                    return (id,)
        return ()

    def _of_state(self, phrase: Phrase) -> tuple[str, ...]:
        noun, roll = phrase.noun, self.roll
        body = noun.body if noun else None
        sector = BODIES[body][2] if body in BODIES else None
        home = roll.home()
        for id, actor in reversed(roll.actors.items()):
            entry = roll.catalogue.entries.get(id)
            if (entry and entry.organ == body) or (
                sector and actor.sector == sector and noun and actor.kind == noun.kind
            ):
                return (id,)
        found = self.roles.owned(phrase, home) if home else None
        return (found,) if found else ()

    def _anaphor(self, phrase: Phrase, seen: Sequence[Seen]) -> tuple[str, ...]:
        if phrase.noun is None:
            return ()
        kinds = {phrase.noun.kind}
        if phrase.words in ("group", "movement", "organisation", "organization"):
            kinds |= {"civil_society", "international_org", "party", "company"}
        if phrase.noun.one == "person":
            kinds = {"person"}
        if phrase.noun.kind == "group_of_people" and phrase.words not in (
            "leader",
            "head",
            "chief",
            "founder",
            "candidate",
        ):
            return ()
        return next(
            ((id,) for one in reversed(seen) for id in one.actors if self.roll.actors[id].kind in kinds), ()
        )

    def _group(self, phrase: Phrase, definite: bool, seen: Sequence[Seen]) -> tuple[str, ...]:
        noun = phrase.noun
        if noun is None:
            return ()
        if definite and noun.kind == "armed_group":
            for id in _backwards(seen):
                if self.roll.actors[id].kind == "armed_group":
                    return (id,)
        if definite and noun.one == "person" and not phrase.plural:
            for id in _backwards(seen):
                if self.roll.actors[id].kind == "person" and self.roll.actors[id].sector == noun.sector:
                    return (id,)
        return (self.roll.unnamed(plural(phrase.words), noun.kind, noun.sector),)


def _backwards(seen: Sequence[Seen]) -> Iterator[str]:
    return (id for one in reversed(seen) for id in one.actors)
