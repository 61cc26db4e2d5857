"""How each construction of a verb is filled: its subject, objects, prepositions and clauses."""

from collections.abc import Iterator

from spacy.tokens import Token

from ingest.arguments import (
    WORDS,
    agents,
    children,
    complement_verbs,
    conjuncts,
    doers,
    is_passive,
    patients,
    prepositional,
    subjects,
)
from ingest.arguments_nouns import aimed_at, counted
from ingest.lexicon import Construction
from ingest.reading import Reading, reading, words_present

BEARING = frozenset({"on", "against", "with", "to", "from", "at", "in"})
DUTIES = frozenset(WORDS["duties"])


def _object_fits(verb: Token, construction: Construction) -> bool:
    return not any(t.lemma_.lower() in construction.not_object for t in patients(verb))


def verb(verb: Token, c: Construction) -> Reading | None:
    """ "S condemns T"; "T was condemned by S"."""
    if any(children(verb, "prt")) or not _object_fits(verb, c):
        return None
    targets = patients(verb)
    if not targets:
        targets = [t for v in children(verb, "ccomp") if _infinite(v) for t in children(v, "nsubj")]
    return reading(verb, c, doers(verb), targets) if targets else None


def _infinite(verb: Token) -> bool:
    return any(t.lower_ == "to" for t in children(verb, "aux"))


def verb_prep(verb: Token, c: Construction) -> Reading | None:
    """ "S lashes out at T"; without a final preposition "S shoots down T"."""
    if not _particles_present(verb, c.words) or (c.with_object and not _has_object(verb, c)):
        return None
    if c.preposition is None:
        return reading(verb, c, doers(verb), patients(verb)) if patients(verb) else None
    targets = prepositional(verb, c.preposition) or _of_particle(verb, c.preposition)
    if c.type == "ASSAULT" and c.preposition == "with":  # "fighting T with an ally"
        targets = patients(verb) or targets
    doing = agents(verb) if is_passive(verb) else doers(verb)
    return reading(verb, c, doing, targets) if targets else None


def _has_object(verb: Token, c: Construction) -> bool:
    return bool(patients(verb)) and _object_fits(verb, c)


def _particles_present(verb: Token, words: tuple[str, ...]) -> bool:
    near = {form for t in _near(verb) for form in (t.lemma_.lower(), t.lower_)}
    return all(word in near for word in words) or (len(words) > 1 and words_present(verb, words))


def _of_particle(verb: Token, preposition: str) -> list[Token]:
    """Of "took over T": T, where the parser has a particle for the preposition."""
    return patients(verb) if any(t.lower_ == preposition for t in children(verb, "prt")) else []


def phrase(verb: Token, c: Construction) -> Reading | None:
    """A verb with a noun of its own: "impose sanctions on T", also "sanctions imposed on T by S"."""
    if not words_present(verb, c.words) or not _holds(verb, c.words[-1] if c.words else ""):
        return None
    nouns = [t for t in _near(verb) if t.lemma_.lower() in c.words and t.pos_ in ("NOUN", "PROPN")]
    targets = [] if c.preposition is None else prepositional(verb, c.preposition)
    if c.preposition and not targets:
        targets = [t for one in nouns for t in aimed_at(one, c.preposition)]
    if c.preposition in ("to", "for") and not targets:  # "gave T a grant"
        targets = [t for t in children(verb, "dative") if t.pos_ != "ADP"]
    if not targets and not nouns:  # "attempted to topple T"
        targets = [t for act in complement_verbs(verb) if act.lemma_ in c.words for t in patients(act)]
    return reading(verb, c, doers(verb), targets or nouns)


def _holds(verb: Token, word: str) -> bool:
    """Whether the last word of a phrase is the verb's own object, particle or prepositional object."""
    return any(word in (t.lemma_.lower(), t.lower_) for one in _near(verb) for t in conjuncts(one))


def _near(verb: Token) -> list[Token]:
    near = [
        *(one for noun in patients(verb) for one in counted(noun)),
        *children(verb, "prt", "advmod", "acomp", "oprd", "xcomp", "attr", "dobj", "ccomp"),
    ]
    return near + [
        t for p in children(verb, "prep", "dative", "prt") for t in (p, *children(p, "pobj", "pcomp"))
    ]


def reverse(verb: Token, c: Construction) -> Reading | None:
    """The subject is the target: "face criticism from S"."""
    if not words_present(verb, c.words):
        return None
    sources = prepositional(verb, c.preposition) if c.preposition else agents(verb)
    if c.preposition and not sources:
        nouns = [t for t in verb.subtree if t.lemma_.lower() in c.words]
        sources = [t for noun in nouns for t in prepositional(noun, c.preposition)]
    targets = patients(verb) if is_passive(verb) else subjects(verb)
    return reading(verb, c, sources, targets) if sources else None


def reverse_verb(verb: Token, c: Construction) -> Reading | None:
    """ "T suffers under S": the subject is the target."""
    return reading(verb, c, prepositional(verb, c.preposition or "from"), subjects(verb))


def verb_to(verb: Token, c: Construction) -> Reading | None:
    """ "urge T to", "call on T to"; a passive has its target as subject."""
    if not words_present(verb, c.words) or not _asks(verb):
        return None
    targets = prepositional(verb, c.preposition) if c.preposition else patients(verb)
    if not targets:
        targets = [t for v in complement_verbs(verb) for t in children(v, "nsubj", "nsubjpass")]
    return reading(verb, c, doers(verb), targets) if targets else None


def _asks(verb: Token) -> bool:
    """An infinitive near the verb, or "for": "told them to leave", "asked them for help"."""
    holders = [verb, *children(verb, "dobj", "prep", "nsubjpass", "dative")]
    holders += [t for holder in holders for t in children(holder, "pobj")]
    holders += [t for holder in holders[1:] for t in children(holder, "relcl")]
    clauses = [v for holder in holders for v in (*complement_verbs(holder), *children(holder, "advcl"))]
    return any(_infinite(v) for v in clauses) or any(p.lower_ == "for" for p in children(verb, "prep"))


def infinitive(verb: Token, c: Construction) -> Reading | None:
    """ "threaten to strike T", "agree to help T": the target is that of the act."""
    acts = [v for v in complement_verbs(verb) if v.dep_ in ("xcomp", "ccomp") and v.tag_ == "VB"]
    if not acts or not words_present(verb, c.words):
        return None
    targets = [t for act in acts for t in act_targets(act)]
    if c.type == "THREATEN":  # "threatened to strike unless T yields"
        targets += [t for holder in (verb, *acts) for t in _bound(holder)]
    return reading(verb, c, doers(verb), targets)


def act_targets(act: Token) -> list[Token]:
    """What the act of an infinitive bears on: its object and the objects of its prepositions."""
    found = patients(act)
    holders = [act, *found]
    for _ in range(2):
        below = [
            t
            for holder in holders
            for phrase in children(holder, "prep")
            if phrase.lower_ in BEARING
            for t in children(phrase, "pobj")
        ]
        found, holders = [*found, *below], below
    return found


def _bound(verb: Token) -> Iterator[Token]:
    """On whom it depends whether the act is done: "unless T yields"."""
    for clause in children(verb, "advcl"):
        if any(mark.lower_ in ("unless", "if") for mark in children(clause, "mark")):
            yield from children(clause, "nsubj")


def clause(verb: Token, c: Construction) -> Reading | None:
    """ "demand that T do": the target is the subject of the clause."""
    if not words_present(verb, c.words):
        return None
    acts = list(children(verb, "ccomp", "xcomp"))
    targets = [t for act in acts for t in (patients(act) if is_passive(act) else children(act, "nsubj"))]
    return reading(verb, c, doers(verb), targets) if targets else None


def must(verb: Token, c: Construction) -> Reading | None:
    """ "S said that T must do", "has a duty to do": a demand on the subject of the clause."""
    clauses = [
        v for own in children(verb, "ccomp") for v in (own, *children(own, "conj", "ccomp", "parataxis"))
    ]
    acts = [v for v in clauses if _is_duty(v)]
    targets = [t for act in acts for t in (patients(act) if is_passive(act) else children(act, "nsubj"))]
    targets = [t for t in targets if t.pos_ != "PRON"]
    return reading(verb, c, doers(verb), targets) if targets else None


def _is_duty(verb: Token) -> bool:
    if any(t.lower_ in ("must", "should") for t in children(verb, "aux")):
        return True
    bound = verb.lemma_ in ("need", "have", "ought") and any(_infinite(v) for v in children(verb, "xcomp"))
    return bound or (
        verb.lemma_ in ("have", "bear") and any(t.lemma_ in DUTIES for t in children(verb, "dobj"))
    )


def reply(verb: Token, c: Construction) -> Reading | None:
    """ "which S denied", "S refused": the target is who accused or asked S in what stands before."""
    if is_passive(verb) or not words_present(verb, c.words):
        return None
    return reading(verb, c, subjects(verb), [])


def mutual(verb: Token, c: Construction) -> Reading | None:
    """ "S and T meet", "S meets T", "S holds talks with T"."""
    if not words_present(verb, c.words):
        return None
    if is_passive(verb):  # "talks were held between S and T"
        between = prepositional(verb, "between")
        return reading(verb, c, between, [], mutual=True) if between else None
    partners = prepositional(verb, c.preposition or "with") or ([] if c.words else patients(verb))
    sources = subjects(verb)
    if not partners and sum(len(conjuncts(t)) for t in sources) < 2 and not _plural(sources):
        return None
    return reading(verb, c, sources, partners, mutual=True)


def _plural(tokens: list[Token]) -> bool:
    return any(t.tag_ in ("NNS", "NNPS") or t.lower_ in ("they", "both", "we") for t in tokens)


def source_verb(verb: Token, c: Construction) -> Reading | None:
    """ "S protests against T", "S resigned": no object."""
    if any(children(verb, "dobj")) or is_passive(verb) or not words_present(verb, c.words):
        return None
    against = prepositional(verb, c.preposition or "against")
    return reading(verb, c, subjects(verb), against)


def target_verb(verb: Token, c: Construction) -> Reading | None:
    """ "T perished": nobody is said to have done it."""
    if any(children(verb, "dobj")) or not words_present(verb, c.words):
        return None
    return reading(verb, c, [], subjects(verb))
