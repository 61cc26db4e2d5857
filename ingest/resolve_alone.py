"""Who a role noun means without an owner: "the army", "the minister", "the group", "gunmen"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from graph.model import Kind
from ingest.arguments import children
from ingest.mentions_nouns import Noun, Phrase
from ingest.resolve_pronouns import Seen
from ingest.resolve_roles import Roles, plural
from ingest.resolve_roll import Roll, slug
from ingest.resolve_troops import Troops

DEFINITE = frozenset({"the", "this", "that", "these", "those"})
INDEFINITE = frozenset(
    "a an any no every each another some other many most all several few more two three four five".split()
)
ANYWHERE = frozenset({"inside", "outside", "within", "behind"})
WHERE = frozenset(
    {"in", "at", "inside", "outside", "near", "across", "around", "throughout", "into", "through"}
)
NEAR = 6
PLACE_KINDS = frozenset({"state", "government_body"})
UNITS = frozenset({"force", "brigade", "battalion", "regiment", "patrol", "garrison"})
UNDER = frozenset({"vice", "deputy", "assistant", "former"})
BODIES = frozenset({"company", "media", "party", "civil_society", "armed_group"})
HEADS = frozenset({"leader", "head", "chief", "founder", "candidate", "chairman", "director", "successor"})
WIDE: dict[str, frozenset[Kind]] = {
    "group": frozenset({"armed_group", "civil_society", "party", "company"}),
    "movement": frozenset({"armed_group", "civil_society", "party"}),
    "organisation": frozenset({"armed_group", "civil_society", "international_org"}),
    "organization": frozenset({"armed_group", "civil_society", "international_org"}),
    "union": frozenset({"international_org", "civil_society", "group_of_people"}),
    "bank": frozenset({"company", "government_body", "international_org"}),
    "agency": frozenset({"government_body", "media", "international_org"}),
    "council": frozenset({"government_body", "international_org"}),
    "commission": frozenset({"government_body", "international_org"}),
    "militia": frozenset({"armed_group"}),
}


@dataclass(frozen=True)
class Alone:
    """Finds the actor that a role noun without an owner names."""

    roll: Roll
    roles: Roles

    def means(self, token: Token, phrase: Phrase, seen: Sequence[Seen]) -> tuple[str, ...]:
        """The actors, or none."""
        words = {child.lower_ for child in token.lefts}
        definite, some = not DEFINITE.isdisjoint(words), not INDEFINITE.isdisjoint(words)
        if self._is_nobody(token, phrase):
            return ()
        if "another" in words and phrase.noun and (same := self._same_words(phrase, seen)):
            return (same,)
        found = self._one(phrase, definite, seen) if not phrase.plural and not some else None
        if found is None and phrase.noun is not None:
            found = self._of_troops(token, phrase, seen) or self._of_noun(
                phrase, phrase.noun, definite, some, seen
            )
        return (found,) if found else ()

    def _of_troops(self, token: Token, phrase: Phrase, seen: Sequence[Seen]) -> str | None:
        """Whose soldiers the clause tells, else those that the same noun meant before."""
        if phrase.noun is None or phrase.noun.kind != "military":
            return None
        troops = Troops(self.roll)
        state = troops.state(token, seen)
        return self.roles.owned(phrase, state) if state else troops.same(token, seen)

    def _is_nobody(self, token: Token, phrase: Phrase) -> bool:
        """A place ("in the country"), or a noun that is only sometimes an actor ("by force", "forces inside
        and outside Norland").
        """
        soldiers = phrase.noun is not None and phrase.noun.kind == "military"
        if soldiers and any(child.lower_ in ANYWHERE for child in children(token, "prep")):
            return True
        place = phrase.noun is not None and phrase.noun.kind in PLACE_KINDS
        where = token.dep_ == "pobj" and token.head.lower_ in WHERE
        return (place and where) or (token.lower_ == "force" and not list(token.lefts))

    def _one(self, phrase: Phrase, definite: bool, seen: Sequence[Seen]) -> str | None:
        """ "The president": whom the article gave this title last, else who holds the office."""
        if not definite or not self._is_person(phrase):
            return None
        held = self._titled(phrase, seen)
        if held or phrase.noun is not None:
            return held
        home = self.roll.home()
        return self.roles.owned(phrase, home) if home else None

    def _is_person(self, phrase: Phrase) -> bool:
        return phrase.noun is None or phrase.noun.one == "person"

    def _titled(self, phrase: Phrase, seen: Sequence[Seen]) -> str | None:
        role = self.roles.role(phrase, None) or phrase.words
        for id in _backwards(seen):
            if self.roll.actors[id].kind == "person" and self._has_title(id, role, phrase.words):
                return id
        return None

    def president(self, seen: Sequence[Seen]) -> Iterator[str]:
        """Whose aides "presidential aides" are: the last president whom the article named."""
        persons = (id for id in _backwards(seen) if self.roll.actors[id].kind == "person")
        yield from [id for id in persons if self._has_title(id, "president", "president")][:1]

    def _has_title(self, id: str, role: str, words: str) -> bool:
        titles = self.roll.titles.get(id, set())
        entry = self.roll.catalogue.entries.get(id)
        offices = {o.role for o in entry.offices if o.covers(self.roll.on)} if entry else set()
        ends = f" {words}"
        return any(
            t in (role, words) or (t.endswith(ends) and UNDER.isdisjoint(t.replace("-", " ").split()))
            for t in titles | offices
        )

    def _of_noun(
        self, phrase: Phrase, noun: Noun, definite: bool, some: bool, seen: Sequence[Seen]
    ) -> str | None:
        if noun.alone == "state":
            return self._of_state(phrase, noun, seen) if not some or phrase.plural else None
        same = self._same_words(phrase, seen) if not some and (definite or noun.alone == "actor") else None
        if same or noun.alone == "nobody":
            return same
        if noun.alone == "anaphor":
            return self._anaphor(phrase, noun, seen) if definite and not phrase.plural else None
        if definite and noun.kind == "armed_group" and (last := self._last(seen, "armed_group")):
            return last
        if not phrase.plural and noun.one == "person" and definite:
            return None
        return self.roll.unnamed(plural(phrase.words), noun.kind, noun.sector)

    def _same_words(self, phrase: Phrase, seen: Sequence[Seen]) -> str | None:
        """The last group made of the same noun ("the officials" after "Iranian officials")."""
        many = plural(phrase.words)
        for id in _backwards(seen):
            actor = self.roll.actors[id]
            same = (
                actor.name == many or actor.name.endswith(f" {many}") or actor.name.startswith(f"{many} of ")
            )
            if actor.kind != "person" and same:
                return id
        return None

    def _of_state(self, phrase: Phrase, noun: Noun, seen: Sequence[Seen]) -> str | None:
        """ "The army": the last army that the article named, else that of the state it is about here."""
        body = self.roll.catalogue.organ_kind(phrase.words) or noun.body
        home = self.roll.home()
        if body and body != "government":
            bodies = [id for id in _backwards(seen) if self._is_body(id, body, phrase.words)]
            near = [
                id for id in bodies if self.roll.actors[id].country in (home, None) or phrase.words in UNITS
            ]
            if near:
                return near[0]
        return self.roles.owned(phrase, home) if home else None

    def _is_body(self, id: str, body: str, words: str) -> bool:
        entry = self.roll.catalogue.entries.get(id)
        if entry and entry.organ:
            return entry.organ == body
        actor = self.roll.actors[id]
        own = id.endswith(f"-{slug(body)}") or words in actor.name.lower().split()
        return actor.kind in ("military", "government_body") and own

    def _anaphor(self, phrase: Phrase, noun: Noun, seen: Sequence[Seen]) -> str | None:
        """ "The group", "the company": the last actor whose name says so, else the last of the kind."""
        if noun.one == "person":
            return self._last(seen, "person") if phrase.words in HEADS else None
        if noun.kind == "state":
            return None if phrase.words == "side" else self._country(seen)
        kinds = WIDE.get(phrase.words, frozenset({noun.kind}))
        fitting = [id for id in _backwards(seen) if self.roll.actors[id].kind in kinds]
        fitting = [id for id in fitting if id not in self.roll.nameless] or fitting
        word = phrase.words.split()[-1]
        named = (id for id in fitting if word in self.roll.actors[id].name.lower().split())
        return next(named, None) or next(iter(fitting), None)

    def _country(self, seen: Sequence[Seen]) -> str | None:
        """ "The country": not one that the same sentence names, where there is another."""
        here = {id for one in seen if one.sentence == self.roll.sentence for id in one.actors}
        return self.roll.home(frozenset(here)) or self._last(seen, "state")

    def named_as(self, phrase: Phrase, owner: str, seen: Sequence[Seen]) -> str | None:
        """ "The Canadian company": the last one named whose country is Canada or was not told."""
        noun, country = phrase.noun, self.roll.actors[owner].country
        if noun is None or noun.kind not in BODIES or self.roll.actors[owner].kind != "state":
            return None
        for id in _backwards(seen):
            actor = self.roll.actors[id]
            if actor.kind == noun.kind and actor.country in (None, country):
                return id
        return None

    def neighbour(self, phrase: Phrase, own: list[str], seen: Sequence[Seen]) -> tuple[str, ...]:
        """Of "its neighbour": of the states named not long ago, the one most named that is not its own."""
        homes = {self.roll.state_of(id) for id in own} - {None}
        if phrase.plural or not homes or not phrase.words.startswith("neighb"):
            return ()
        near = [one for one in seen if self.roll.sentence - one.sentence <= NEAR]
        states = [id for id in _backwards(near) if self.roll.actors[id].kind == "state" and id not in homes]
        best = max(states, key=lambda id: self.roll.weight[id], default=None)
        return (best,) if best else ()

    def counterpart(self, phrase: Phrase, own: list[str], seen: Sequence[Seen]) -> tuple[Phrase, list[str]]:
        """Of "his Turkish counterpart": the role that he has, for the other state."""
        persons = [id for id in own if self.roll.actors[id].kind == "person"]
        others = [id for id in own if id not in persons]
        persons += [id for id in _backwards(seen) if self.roll.actors[id].kind == "person"][:1]
        role = self.roles.held_by(next(iter(persons), None))
        return (replace(phrase, words=role, noun=None, plural=False) if role else phrase), others

    def _last(self, seen: Sequence[Seen], kind: Kind) -> str | None:
        return next((id for id in _backwards(seen) if self.roll.actors[id].kind == kind), None)


def _backwards(seen: Sequence[Seen]) -> Iterator[str]:
    return (id for one in reversed(seen) for id in one.actors)
