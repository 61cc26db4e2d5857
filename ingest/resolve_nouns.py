"""Who a role noun means: "the Iranian foreign minister", "his aides", "the army"."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from spacy.tokens import Token

from ingest.document import Spot
from ingest.mentions_nouns import (
    Phrase,
    consists_of,
    is_apart,
    is_sent,
    is_thing,
    phrase_at,
    selfsame,
    words_of,
)
from ingest.mentions_shape import (
    Owner,
    appositions,
    closest,
    deeper,
    is_definite,
    is_former,
    is_predicate,
    left_edge,
    owners,
)
from ingest.resolve_alone import Alone
from ingest.resolve_roles import Roles
from ingest.resolve_scene import Ids, Scene
from ingest.resolve_several import Several

MODIFIER = frozenset({"compound", "nmod", "amod"})
BODIES = frozenset({"media", "company", "civil_society", "government_body"})


@dataclass(frozen=True)
class RoleNouns:
    """Finds the actors behind role nouns, by whom the noun belongs to and else by what was said before."""

    scene: Scene
    roles: Roles
    ids: Ids

    def means(self, token: Token) -> tuple[str, ...]:
        """Who a role noun means, kept as a mention."""
        if token.pos_ not in ("NOUN", "PROPN", "ADJ"):
            return ()
        phrase = phrase_at(self.scene.document.doc, token.i, self.scene.roll.catalogue)
        if phrase is None or self._is_title(token) or is_predicate(token):
            return ()
        many = self._many(token)
        found = self._found(token, many or phrase)
        if found and (token.dep_ not in MODIFIER or token.i > token.head.i):
            self.scene.keep(self._spot(token, phrase, found), phrase.plural)
        return found

    def _many(self, token: Token) -> Phrase | None:
        """Of "a group of nurses": what the nurses are called."""
        inner = consists_of(token)
        found = phrase_at(token.doc, inner.i, self.scene.roll.catalogue) if inner is not None else None
        return replace(found, plural=True) if found and found.noun else None

    def _found(self, token: Token, phrase: Phrase) -> tuple[str, ...]:
        scene, alone = self.scene, Alone(self.scene.roll, self.roles)
        found = self._same_as_beside(token, phrase) or self._same_as_before(token, phrase)
        own = list(dict.fromkeys(self.owner_ids(token.doc[phrase.head], phrase)))
        if not own and self.roles.is_organ(phrase):
            several = Several(scene.roll)
            own = list(several.homes(token, scene.roll.sentence, scene.seen, scene.around))
        if is_thing(phrase, any(scene.roll.actors[id].kind == "state" for id in own)):
            return ()
        if phrase.words.endswith("counterpart"):
            phrase, own = alone.counterpart(phrase, own, scene.seen)
        if not found and own:
            made = [self._owned(token, phrase, owner) for owner in own]
            found = tuple(dict.fromkeys(id for id in made if id))
        return found or alone.neighbour(phrase, own, scene.seen) or alone.means(token, phrase, scene.seen)

    def owner_ids(self, token: Token, phrase: Phrase) -> Iterator[str]:
        """Whom a role noun belongs to; where something is counts only where nothing else says it."""
        found = [owner for owner in owners(token, phrase.first, phrase.last) if self._owns(owner, phrase)]
        found = [owner for owner in found if owner.link != "modifier" or self._ids(owner)]
        if any(owner.link == "of" for owner in found) and phrase.noun is None:
            found = [owner for owner in found if owner.link != "modifier"]
        if phrase.words in words_of("others") and any(owner.link == "modifier" for owner in found):
            found = [owner for owner in found if owner.link != "poss"]
        near = [id for owner in closest(found, is_sent(phrase)) for id in self._ids(owner)]
        yield from near or (id for owner in deeper(found) for id in self._ids(owner))
        if not found and any(child.lower_ == "presidential" for child in token.lefts):
            yield from Alone(self.scene.roll, self.roles).president(self.scene.seen)

    def _ids(self, owner: Owner) -> tuple[str, ...]:
        return self.ids(self.scene.document.doc[owner.token])

    def _owns(self, owner: Owner, phrase: Phrase) -> bool:
        if owner.link == "to":
            return phrase.words.endswith(("aide", "adviser", "advisor", "assistant"))
        if owner.link == "modifier" and is_apart(self.scene.document.doc[owner.token]):
            return False
        if owner.link == "in":
            return self.scene.is_state(owner.token) and (phrase.noun is None or phrase.noun.body != "embassy")
        if owner.link == "modifier" and owner.token not in self.scene.by_head:
            return self._is_body(self.scene.document.doc[owner.token])
        return True

    def _is_body(self, token: Token) -> bool:
        phrase = phrase_at(self.scene.document.doc, token.i, self.scene.roll.catalogue)
        return bool(phrase and phrase.noun and (phrase.noun.body or phrase.noun.kind == "party"))

    def _owned(self, token: Token, phrase: Phrase, owner: str) -> str | None:
        definite = any(child.lower_ in ("the", "this", "that") for child in token.lefts)
        alone = Alone(self.scene.roll, self.roles)
        known = alone.named_as(phrase, owner, self.scene.seen) if definite and not phrase.plural else None
        return known or self.roles.owned(phrase, owner, is_former(token))

    def _is_title(self, token: Token) -> bool:
        """Of "President Obama": the noun belongs to the name."""
        return token.dep_ in MODIFIER and token.head.i > token.i and token.head.i in self.scene.by_head

    def _same_as_beside(self, token: Token, phrase: Phrase) -> tuple[str, ...]:
        for beside in appositions(token):
            one = self.scene.by_head.get(beside.i)
            if one and not phrase.plural and self._can_be(phrase, one.actor):
                return (one.actor,) if is_definite(token) or token.dep_ != "appos" else ()
        return ()

    def _same_as_before(self, token: Token, phrase: Phrase) -> tuple[str, ...]:
        """Of "the Hamas movement": Hamas."""
        one = self.scene.by_head.get(phrase.first - 1) or self.scene.by_head.get(token.i - 1)
        if one is None or one.last > token.i or phrase.plural or phrase.words.split()[-1] not in selfsame():
            return ()
        fits = phrase.noun is not None and phrase.noun.kind == self.scene.roll.actors[one.actor].kind
        return (one.actor,) if fits and one.sense != "demonym" else ()

    def _can_be(self, phrase: Phrase, actor: str) -> bool:
        kind = self.scene.roll.actors[actor].kind
        if kind == "person":
            return phrase.noun is None or phrase.noun.one == "person" or phrase.noun.kind == "group_of_people"
        return phrase.noun is not None and (phrase.noun.kind == kind or {phrase.noun.kind, kind} <= BODIES)

    def _spot(self, token: Token, phrase: Phrase, actors: tuple[str, ...]) -> Spot:
        doc = self.scene.document.doc
        last = phrase.last
        for owner in owners(token, phrase.first, phrase.last):
            if owner.link != "poss" and owner.token > token.i and self.ids(doc[owner.token]):
                last = max(last, self.scene.end_of(owner.token))
        return Spot(left_edge(doc, phrase.first, token.i), last, token.i, actors)
