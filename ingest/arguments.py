"""Who stands at a predicate: subjects, objects, agents and complements, read from the parse.

Tokens go in, tokens come out; who they are is for `ingest.sides`.
"""

import tomllib
from collections.abc import Iterator
from importlib.resources import files

from spacy.tokens import Token

from ingest.tree import branches

SUBJECTS = frozenset({"nsubj", "csubj"})
NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "X"})
OBJECT_CONTROL = frozenset({"of", "for", "from", "into", "against"})
WORDS = tomllib.loads(files("ingest").joinpath("data/sides.toml").read_text("utf-8"))
LIGHT_VERBS, PAPERS, RESULTS, MINDS, QUANTITIES = (
    frozenset(WORDS[name]) for name in ("light_verbs", "papers", "results", "minds", "quantities")
)
CHARGING = frozenset({"accuse", "blame", "charge", "suspect"})
COMPANIONS, LIFELESS, WEAPONS = (frozenset(WORDS[name]) for name in ("companions", "lifeless", "weapons"))
RELATIVE = frozenset({"who", "which", "that", "whom"})


def children(token: Token, *deps: str) -> Iterator[Token]:
    """The children that hang on a token by one of these functions."""
    doc = token.doc
    return (doc[i] for dep, i in branches(doc)[token.i] if dep in deps)


def conjuncts(token: Token) -> list[Token]:
    """A token and all that is joined to it by "and" or a comma, in order."""
    found = [token]
    for child in children(token, "conj"):
        if child.pos_ in NOMINAL and child.i > token.i:
            found += conjuncts(child)
    return found


def is_passive(verb: Token) -> bool:
    """Whether the verb stands in the passive: "was hit", "troops backed by", "arrested and charged"."""
    if any(children(verb, "auxpass", "nsubjpass", "agent")):
        return True
    if verb.tag_ != "VBN":
        return False
    if verb.dep_ in ("acl", "amod"):
        return True
    perfect = any(child.lemma_ == "have" for child in children(verb, "aux"))
    return verb.dep_ == "conj" and not perfect and verb.head.pos_ == "VERB" and is_passive(verb.head)


def subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Who does what the verb says, however far away: relative clauses, control, participles, conjunction."""
    own = [_antecedent(token, verb) for token in children(verb, *SUBJECTS)]
    if own:
        return [holder for token in own for holder in _holders_of_paper(token, depth)]
    return _inherited(verb, depth) if depth < 6 else []


def patients(verb: Token, depth: int = 0) -> list[Token]:
    """What the verb's act is done to: its object, or its subject where it is passive."""
    if is_passive(verb):
        own = list(children(verb, "nsubjpass"))
        if own:
            return [_antecedent(token, verb) for token in own]
        if verb.dep_ in ("acl", "amod"):
            return [verb.head]
        if depth < 6:
            return _passive_inherited(verb, depth)
    own = [_antecedent(token, verb) for token in children(verb, "dobj", "dative") if token.pos_ != "ADP"]
    if own:
        return own
    return [verb.head] if verb.dep_ == "relcl" and _gap_is_object(verb) else []


def agents(verb: Token) -> list[Token]:
    """The "by" phrase of a passive, or the first half of "US-backed"; for a weapon, who fired it."""
    by = [*children(verb, "agent"), *(p for p in children(verb, "prep") if p.lower_ == "by")]
    found = [one for preposition in by for token in children(preposition, "pobj") for one in _behind(token)]
    return found or (
        [t for t in children(verb, "npadvmod") if t.text[:1].isupper()] if verb.dep_ == "amod" else []
    )


def _behind(weapon: Token) -> list[Token]:
    """Of "a missile (believed to be) fired by rebels": the rebels; of any other word: itself."""
    if weapon.lemma_.lower() not in WEAPONS:
        return [weapon]
    told = list(children(weapon, "acl"))
    fired = [*told, *(act for verb in told for act in children(verb, "xcomp"))]
    return [by for verb in fired for by in agents(verb)] or [weapon]


def doers(verb: Token) -> list[Token]:
    """The side that acts: the agent of a passive, else the subject; with those who do it together with it."""
    return agents(verb) if is_passive(verb) else [*subjects(verb), *_companions(verb)]


def _companions(verb: Token) -> list[Token]:
    """Of "fought them together with the army", "alongside the army": the army."""
    found = [p for p in children(verb, "prep") if p.lower_ == "alongside"]
    beside = [t for t in children(verb, "advmod", "prep") if t.lower_ in COMPANIONS]
    beside += [p for p in children(verb, "prep") if any(t.lower_ in COMPANIONS for t in p.children)]
    found += [p for t in beside for p in (t, *children(t, "prep")) if p.lower_ == "with"]
    return [t for p in found for t in children(p, "pobj")]


def prepositional(token: Token, preposition: str) -> list[Token]:
    """The objects of a preposition that hangs on a token, or on its object or particle."""
    holders = [token, *children(token, "dobj", "prt", "advmod", "acomp", "prep", "oprd", "attr")]
    holders = [holder for holder in holders if holder.lower_ != "according"]
    found = []
    for holder in holders:
        for phrase in children(holder, "prep", "dative", "agent", "prt"):
            if phrase.lower_ == preposition:
                found += list(children(phrase, "pobj"))
    return found


def possessors(noun: Token) -> list[Token]:
    """Whose the noun is: "Iran's plan", "their plan"."""
    return list(children(noun, "poss"))


def complement_verbs(token: Token) -> Iterator[Token]:
    """The verbs of the clauses that complete a verb or noun."""
    yield from (child for child in children(token, "xcomp", "ccomp", "acl") if child.pos_ in ("VERB", "AUX"))


def governor_noun_owner(noun: Token, depth: int = 0) -> list[Token]:
    """Who holds a plan, threat or decision: its possessor, its adjective, or the subject of its verb."""
    owners = possessors(noun) or list(children(noun, "amod", "compound", "nmod"))
    if possessors(noun) or any(token.ent_type_ or token.pos_ == "PROPN" for token in owners):
        return owners
    by = prepositional(noun, "by") or prepositional(noun, "of")
    if by:
        return by
    verb = noun.head
    if noun.dep_ in ("dobj", "pobj") and depth < 6:
        verb = verb.head if verb.pos_ == "ADP" else verb
        holds = verb.pos_ == "VERB" and verb.lemma_.lower() in LIGHT_VERBS and not is_passive(verb)
        return subjects(verb, depth + 1) if holds else []
    return []


def _antecedent(token: Token, verb: Token) -> Token:
    """The noun for which a relative pronoun stands."""
    if token.lower_ not in RELATIVE or token.tag_ not in ("WDT", "WP", "IN", "DT"):
        return token
    at = verb
    while at.dep_ in ("conj", "xcomp", "ccomp") and at.head != at:
        at = at.head
    if at.dep_ != "relcl":
        return token
    return _person_above(at.head) if token.lower_ in ("who", "whom") else at.head


def _person_above(noun: Token) -> Token:
    """Of "the winner of the vote, whom they charged": the winner, where the clause hangs on the vote."""
    while noun.pos_ == "NOUN" and noun.lemma_.lower() in LIFELESS and noun.dep_ == "pobj":
        noun = noun.head.head
    return noun


def _holders_of_paper(token: Token, depth: int) -> list[Token]:
    """Of "signed the law that bans": who signed."""
    if token.lemma_.lower() not in PAPERS or depth > 4:
        return [token]
    return governor_noun_owner(token, depth + 1) or [token]


def _gap_is_object(verb: Token) -> bool:
    pronoun = next(iter(children(verb, "nsubj")), None)
    return pronoun is not None and pronoun.lower_ not in RELATIVE


def _inherited(verb: Token, depth: int) -> list[Token]:
    """The subject of a verb that has none of its own, by the way it hangs on another word."""
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        if _belongs_higher(verb, head):
            return subjects(head.head, depth + 1)
        if is_passive(head) and not is_passive(verb):
            return patients(head, depth + 1)
        return subjects(head, depth + 1)
    if verb.dep_ == "advcl" and verb.tag_ == "VBG" and _after_comma(verb):
        return _of_addition(verb, head, depth)
    if verb.dep_ in ("xcomp", "ccomp", "advcl", "dep"):
        return _controller(verb, head, depth)
    if verb.dep_ == "pcomp":
        return _of_gerund(verb, head, depth)
    if verb.dep_ == "acl":
        return _of_participle(verb, head, depth)
    if verb.dep_ == "acomp":  # "they are about to strike": of "about", they
        return subjects(head, depth + 1)
    return [head] if verb.dep_ == "relcl" and not _gap_is_object(verb) else []


def _of_addition(verb: Token, head: Token, depth: int) -> list[Token]:
    """Of "said they fled, urging others": who said; of "accused them of firing, killing two": them."""
    if verb.lemma_ in RESULTS and head.lemma_ in CHARGING and patients(head, depth + 1):
        return patients(head, depth + 1)
    told = list(children(head, "ccomp"))
    if verb.lemma_ in RESULTS:
        return subjects(told[-1], depth + 1) if told else _controller(verb, head, depth)
    return subjects(head.head if head.dep_ == "ccomp" else head, depth + 1) or _controller(verb, head, depth)


def _of_participle(verb: Token, head: Token, depth: int) -> list[Token]:
    """Of "an order requiring them to leave": whose order; of "Iran, its neighbour, denied" misread: Iran."""
    owners = governor_noun_owner(head, depth)
    if verb.tag_ in ("VBG", "VBD", "VBZ", "VBP"):
        return owners if head.lemma_.lower() in PAPERS and owners else [head]
    return owners


def _after_comma(verb: Token) -> bool:
    """Of "said that they left, urging others to follow": who urges is who said."""
    before = verb.doc[max(verb.left_edge.i - 1, 0)]
    return before.text == "," and verb.left_edge.i > verb.head.i


def _belongs_higher(verb: Token, head: Token) -> bool:
    """Of "denied that they had fired and accused": the second verb goes with the first, by its tense."""
    auxiliary = any(
        t.lemma_ in ("have", "will", "would", "may", "might", "could") for t in children(head, "aux")
    )
    finite = verb.tag_ in ("VBD", "VBZ") and not any(children(verb, "aux", "auxpass"))
    joined = not any(t.lower_ in ("or", "nor") for t in children(head, "cc"))
    said = head.dep_ == "ccomp" and head.head.pos_ == "VERB" and head.head.i < verb.i
    return finite and joined and said and auxiliary


def _controller(verb: Token, head: Token, depth: int) -> list[Token]:
    """Of "urged them to leave": them; of "wants to leave": who wants."""
    if head.pos_ in ("NOUN", "PROPN"):
        return governor_noun_owner(head, depth)
    if head.lemma_.lower() in MINDS and not any(children(head, *SUBJECTS)):
        return _minded(head, depth)
    objects = [token for token in children(head, "dobj", "dative") if token.pos_ != "ADP"]
    if verb.dep_ in ("xcomp", "ccomp") and objects and not is_passive(head):
        return objects
    return patients(head, depth + 1) if is_passive(head) else subjects(head, depth + 1)


def _minded(adjective: Token, depth: int) -> list[Token]:
    """Of "is willing to leave", "countries willing to leave": who is willing."""
    holder = adjective.head
    return [holder] if holder.pos_ in NOMINAL else subjects(holder, depth + 1)


def _of_gerund(verb: Token, preposition: Token, depth: int) -> list[Token]:
    """Of "accused them of shelling": them; of "gained by shelling": who gained."""
    head = preposition.head
    if head.pos_ in ("NOUN", "PROPN"):
        return governor_noun_owner(head, depth)
    if head.pos_ not in ("VERB", "AUX"):
        return []
    if head.lemma_ == "join" and not is_passive(head):  # "joined T in warning": both warn
        return [*subjects(head, depth + 1), *patients(head, depth + 1)]
    controlled = preposition.lower_ in OBJECT_CONTROL
    if controlled and patients(head, depth + 1):
        return patients(head, depth + 1)
    return patients(head, depth + 1) if is_passive(head) else subjects(head, depth + 1)


def _passive_inherited(verb: Token, depth: int) -> list[Token]:
    """What a passive without a subject of its own is done to."""
    head = verb.head
    if verb.dep_ == "conj" and head.pos_ in ("VERB", "AUX"):
        return patients(head, depth + 1) if is_passive(head) else subjects(head, depth + 1)
    if verb.dep_ == "relcl":
        return [head]
    return _inherited(verb, depth)
