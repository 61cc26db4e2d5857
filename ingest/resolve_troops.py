"""Whose soldiers are meant where the noun does not say it: "Norway sent soldiers", "three more soldiers"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from ingest.mentions_nouns import words_of
from ingest.resolve_pronouns import Seen
from ingest.resolve_roll import Roll

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
CLAUSES = frozenset({"ccomp", "xcomp", "pcomp", "advcl", "conj", "acl"})
HURT = frozenset({"dobj", "pobj", "nsubjpass"})
RECENT = 8


@dataclass(frozen=True)
class Troops:
    """Reads off the clause whose soldiers a noun without an owner means."""

    roll: Roll

    def state(self, token: Token, seen: Sequence[Seen]) -> str | None:
        """The state that sends them, that was hurt in them, or whose officer speaks of them."""
        verb = _verb(token)
        if verb is None:
            return None
        if verb.lemma_ in words_of("sending") and token.dep_ in ("dobj", "conj"):
            return self._home(_agent(verb), seen)
        if _is_hurt(token):
            return self._home(_accuser(verb), seen)
        if token.dep_ in SUBJECTS and verb.dep_ == "ccomp":
            return self._of_officer(verb.head, seen)
        return None

    def same(self, token: Token, seen: Sequence[Seen]) -> str | None:
        """The last army that the same noun named: for those who are hurt, one that was hurt before."""
        verb, hurt = _verb(token), _is_hurt(token)
        agent = self._home(_agent(verb), seen) if hurt and verb is not None else None
        known = list(self._named_so(token, seen, agent))
        if hurt:
            known.sort(key=lambda one: not _is_hurt(token.doc[one.head]))
        return next((one.actors[0] for one in known), None)

    def _named_so(self, token: Token, seen: Sequence[Seen], agent: str | None) -> Iterator[Seen]:
        for one in reversed(seen):
            if self.roll.sentence - one.sentence > RECENT:
                return
            if len(one.actors) != 1 or token.doc[one.head].lemma_.lower() != token.lemma_.lower():
                continue
            id = one.actors[0]
            if self.roll.actors[id].kind == "military" and (agent is None or self._state(id) != agent):
                yield one

    def _of_officer(self, verb: Token, seen: Sequence[Seen]) -> str | None:
        """Of "a Swedish general said the army": Sweden."""
        ids = _ids(_agent(verb), seen)
        return self._state(ids[0]) if len(ids) == 1 and self.roll.actors[ids[0]].sector == "MIL" else None

    def _home(self, token: Token | None, seen: Sequence[Seen]) -> str | None:
        ids = _ids(token, seen)
        return self._state(ids[0]) if len(ids) == 1 else None

    def _state(self, id: str) -> str | None:
        return self.roll.state_of(id)


def _ids(token: Token | None, seen: Sequence[Seen]) -> tuple[str, ...]:
    found = (one.actors for one in reversed(seen) if token is not None and one.head == token.i)
    return next(found, ())


def _verb(token: Token) -> Token | None:
    """The verb of which a noun is an argument, or over a preposition."""
    while token.dep_ == "conj" and token.head.pos_ in ("NOUN", "PROPN"):
        token = token.head
    head = token.head.head if token.dep_ == "pobj" else token.head
    return head if head.pos_ in ("VERB", "AUX") else None


def _is_hurt(token: Token) -> bool:
    verb = _verb(token)
    return verb is not None and verb.lemma_ in words_of("harming") and token.dep_ in HURT


def _agent(verb: Token) -> Token | None:
    """The subject of a verb, its own or that of the verb on which it hangs; of an accusation, the accused."""
    for _ in range(5):
        own = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
        if own is not None:
            return verb.head if own.lower_ in ("which", "who", "that") and verb.dep_ == "relcl" else own
        above = verb.head.head if verb.dep_ == "pcomp" else verb.head
        if verb.dep_ not in CLAUSES or above.pos_ not in ("VERB", "AUX"):
            return None
        charged = next((child for child in above.children if child.dep_ == "dobj"), None)
        if verb.dep_ == "pcomp" and above.lemma_ in words_of("charging"):
            return charged
        verb = above
    return None


def _accuser(verb: Token) -> Token | None:
    """Who accuses somebody of the deed: the one hurt by it."""
    for _ in range(5):
        if verb.dep_ == "pcomp" and verb.head.head.lemma_ in words_of("charging"):
            return _agent(verb.head.head)
        if verb.dep_ not in CLAUSES or verb.dep_ == "ccomp" or verb.head.pos_ not in ("VERB", "AUX"):
            return None
        verb = verb.head
    return None
