"""What the words beside an organisation's name say about its state: "Chile's Defense Department"."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from ingest.mentions_nouns import Phrase, is_apart
from ingest.mentions_shape import joined, left_edge
from ingest.resolve_names import Known
from ingest.resolve_roles import Roles
from ingest.resolve_roll import Roll

ORGANS = frozenset({"government_body", "military"})
HOMELESS = frozenset(
    {"government_body", "military", "media", "company", "party", "civil_society", "armed_group"}
)
IN = frozenset({"in", "of"})


def at_home(doc: Doc, names: list[Known], roll: Roll) -> list[Known]:
    """The names, each organ given to the state that stands before it; other organisations learn theirs."""
    states = {one.head: one.actor for one in names if roll.actors[one.actor].kind == "state"}
    regions = {one.head: home for one in names if (home := _region_of(one, roll))}
    homes = Homes(doc, Roles(roll), states, regions)
    return [homes.given(one) for one in names if not _is_shared(doc, one, states)]


def _is_shared(doc: Doc, one: Known, states: Mapping[int, str]) -> bool:
    """Of "US and British forces": the forces are of both."""
    first = doc[one.first]
    before = first.head
    joined = first.dep_ == "conj" and before.i < one.first and before.head.i == one.head
    return joined and before.i in states and one.last - one.first > 1


def _region_of(one: Known, roll: Roll) -> str | None:
    """The state in which a region lies."""
    actor = roll.actors[one.actor]
    listed = one.actor in roll.catalogue.entries and roll.catalogue.entries[one.actor].organ is None
    region = listed and actor.kind == "government_body" and one.label in ("GPE", "LOC", "NORP")
    return actor.country if region and actor.country in roll.catalogue.entries else None


@dataclass(frozen=True)
class Homes:
    """The states, and the states of regions, by the tokens that head their names."""

    doc: Doc
    roles: Roles
    states: Mapping[int, str]
    regions: Mapping[int, str]

    def given(self, one: Known) -> Known:
        """The name with the organ of the state beside it; what the text says of others is learned."""
        roll, actor = self.roles.roll, self.roles.roll.actors[one.actor]
        if one.sense in ("demonym", "people") and is_apart(self.doc[one.head]):
            return self._apart(one)
        if actor.kind not in HOMELESS:
            return one
        entry = roll.catalogue.entries.get(one.actor)
        beside = next(self._before(one, self.states), None)
        if entry is None:
            self._learn(one, beside)
            return one
        if beside is None or beside == actor.country or actor.kind not in ORGANS:
            return one
        if entry.organ is None:
            name = f"{self.doc[one.first : one.last].text} of {roll.actors[beside].name}"
            return replace(one, actor=roll.new(name, actor.kind, beside, actor.sector))
        words = Phrase(one.first, one.last, one.head, entry.organ, None, False)
        found = self.roles.owned(words, beside)
        return replace(one, actor=found) if found else one

    def _apart(self, one: Known) -> Known:
        """The group that "ethnic Sudmarkians" or "ethnic Sudmarkian" means, in this article alone."""
        if not self.doc[one.first - 1].is_alpha:
            return one
        words = self.doc[one.first - 1 : one.last].text.rstrip("s") + "s"
        return replace(one, actor=self.roles.roll.unnamed(words, "group_of_people"), sense="name")

    def _learn(self, one: Known, beside: str | None) -> None:
        """An organisation that only the text knows is of the state or region before it, or where it lies."""
        found = [beside, next(self._before(one, self.regions), None), next(self._after(one), None)]
        state = next((id for id in found if id), None)
        if state:
            self.roles.roll.tell(one.actor, state, None)

    def _before(self, one: Known, states: Mapping[int, str]) -> Iterator[str]:
        """States inside the name, or before it."""
        yield from (states[i] for i in range(one.first, one.last) if i in states and i != one.head)
        edge = min(left_edge(self.doc, t.i, t.i) for t in self.doc[one.first : one.last])
        yield from (states[i] for i in range(edge, one.first) if i in states)

    def _after(self, one: Known) -> Iterator[str]:
        """States of "the University of Larvik in Norway"."""
        states = {**self.regions, **self.states}
        for child in self.doc[one.head].rights:
            if child.dep_ == "prep" and child.lower_ in IN:
                nouns = (t for p in child.children if p.dep_ == "pobj" for t in joined(p))
                yield from (states[t.i] for t in nouns if t.i in states)
