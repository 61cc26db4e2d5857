"""What the words before an organisation's name say about its state: "Chile's Defense Department"."""

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from ingest.mentions_nouns import Phrase
from ingest.mentions_shape import left_edge
from ingest.resolve_names import Known
from ingest.resolve_roles import Roles
from ingest.resolve_roll import Roll

ORGANS = frozenset({"government_body", "military"})
HOMELESS = frozenset(
    {"government_body", "military", "media", "company", "party", "civil_society", "armed_group"}
)


def at_home(doc: Doc, names: list[Known], roll: Roll) -> list[Known]:
    """The names, each organ given to the state that stands before it; other organisations learn theirs."""
    states = {one.head: one.actor for one in names if roll.actors[one.actor].kind == "state"}
    roles = Roles(roll)
    return [_at_home(doc, one, states, roles) for one in names]


def _at_home(doc: Doc, one: Known, states: dict[int, str], roles: Roles) -> Known:
    roll, actor = roles.roll, roles.roll.actors[one.actor]
    if actor.kind not in HOMELESS:
        return one
    beside = next(_states_beside(doc, one, states), None)
    if beside is None or beside == actor.country:
        return one
    entry = roll.catalogue.entries.get(one.actor)
    if entry is None:
        roll.tell(one.actor, beside, None)
        return one
    if actor.kind not in ORGANS:
        return one
    if entry.organ is None:
        name = f"{doc[one.first : one.last].text} of {roll.actors[beside].name}"
        return replace(one, actor=roll.new(name, actor.kind, beside, actor.sector))
    words = Phrase(one.first, one.last, one.head, entry.organ, None, False)
    found = roles.owned(words, beside)
    return replace(one, actor=found) if found else one


def _states_beside(doc: Doc, one: Known, states: dict[int, str]) -> Iterator[str]:
    """States inside the name, or before it."""
    yield from (states[i] for i in range(one.first, one.last) if i in states and i != one.head)
    edge = left_edge(doc, one.first, one.head)
    yield from (states[i] for i in range(edge, one.first) if i in states)
