"""Who stands at the noun of an act: on whom it is, who made it, what it counts."""

from collections.abc import Iterator

from spacy.tokens import Token

from ingest.arguments import QUANTITIES, RELATIVE, WORDS, agents, children, is_passive, prepositional

KINDRED = tuple(frozenset(group.split()) for group in WORDS["kindred"])
AIMING = frozenset(WORDS["aiming"])


def counted(noun: Token) -> Iterator[Token]:
    """A noun and, where it only says how much, what there is of it: "tons of aid", "part of a plan"."""
    yield noun
    if noun.lemma_.lower() in QUANTITIES:
        for of in children(noun, "prep"):
            if of.lower_ == "of":
                for thing in children(of, "pobj"):
                    yield from counted(thing)


def aimed_at(noun: Token, preposition: str) -> list[Token]:
    """On whom the act of a noun is: after its preposition, a kindred one, or a participle ("aimed at T")."""
    kindred = sorted({word for group in KINDRED if preposition in group for word in group} - {preposition})
    for one in (preposition, *kindred):
        found = prepositional(noun, one)
        if found:
            return found
    deep = [p for p in noun.subtree if p.dep_ == "prep" and p.lower_ == preposition and _below(p, noun)]
    if deep:
        return list(children(deep[0], "pobj"))
    acts = [act for act in children(noun, "acl") if act.lemma_ in AIMING]
    return [t for act in acts for t in (prepositional(act, "at") or prepositional(act, "against"))] + [
        t for act in acts for t in children(act, "dobj")
    ]


def _below(phrase: Token, noun: Token) -> bool:
    """Whether a phrase hangs on a noun through other phrases alone: "sanctions in history on T"."""
    at = phrase.head
    while at != noun and at.dep_ in ("prep", "pobj"):
        at = at.head
    return at == noun


def makers(noun: Token) -> list[Token]:
    """Who is said to have made it: "sanctions passed by S", "S-backed claims", "claims that S has spread"."""
    made = [v for v in children(noun, "acl", "amod") if v.tag_ == "VBN"]
    found = [t for verb in made for t in agents(verb)]
    objects = [(v, t) for v in children(noun, "relcl") for t in children(v, "dobj")]
    full = {v.i for v, t in objects if t.lower_ not in RELATIVE}
    relative = [v for v in children(noun, "relcl") if v.i not in full and not is_passive(v)]
    return found or [t for v in relative for t in children(v, "nsubj") if t.lower_ not in RELATIVE]
