"""Which acts a sentence tells: every verb and noun of the lexicon with the arguments that it needs."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.tokens import Span, Token

from ingest.arguments import (
    LIGHT_VERBS,
    agents,
    children,
    complement_verbs,
    conjuncts,
    doers,
    governor_noun_owner,
    is_passive,
    patients,
    possessors,
    prepositional,
    subjects,
)
from ingest.lexicon import Construction, Lexicon


@dataclass(frozen=True)
class Reading:
    """One act at one word: which construction, and the arguments that fill it (heads, not yet actors).

    `mutual`: the sources act on each other where there is no target.
    """

    token: Token
    construction: Construction
    sources: tuple[Token, ...]
    targets: tuple[Token, ...]
    mutual: bool = False


def readings(sentence: Span, lexicon: Lexicon) -> Iterator[list[Reading]]:
    """For each word that heads constructions all that the sentence fills, the most specific first."""
    for token in sentence:
        found = [READERS[c.form](token, c) for c in _constructions(token, lexicon)]
        filled = [reading for reading in found if reading]
        if filled:
            yield filled


def _constructions(token: Token, lexicon: Lexicon) -> tuple[Construction, ...]:
    lemma = token.lemma_.lower()
    if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"):
        return lexicon.verbs.get(lemma, ())
    if token.pos_ in ("NOUN", "PROPN"):
        return lexicon.nouns.get(lemma, ())
    return lexicon.adjectives.get(lemma, ()) if token.pos_ in ("ADJ", "ADV") else ()


def _words_present(token: Token, words: tuple[str, ...]) -> bool:
    """Whether the words that a construction needs stand near its head and below it or above it."""
    if not words:
        return True
    near = [t for t in token.subtree if token.i < t.i <= token.i + 12]
    if is_passive(token):
        near += [t for subject in patients(token) for t in subject.subtree]
    lemmas = {t.lemma_.lower() for t in near} | {t.lower_ for t in near}
    return all(word in lemmas for word in words)


def _reading(
    token: Token,
    construction: Construction,
    sources: list[Token],
    targets: list[Token],
    mutual: bool = False,
) -> Reading | None:
    if not sources and not targets:
        return None
    return Reading(token, construction, tuple(sources), tuple(targets), mutual)


def _object_fits(verb: Token, construction: Construction) -> bool:
    return not any(t.lemma_.lower() in construction.not_object for t in patients(verb))


def _verb(verb: Token, c: Construction) -> Reading | None:
    if any(children(verb, "prt")) or not _object_fits(verb, c):
        return None
    targets = patients(verb)
    if not targets:
        targets = [t for v in children(verb, "ccomp") if _infinite(v) for t in children(v, "nsubj")]
    return _reading(verb, c, doers(verb), targets) if targets else None


def _infinite(verb: Token) -> bool:
    return any(t.lower_ == "to" for t in children(verb, "aux"))


def _verb_prep(verb: Token, c: Construction) -> Reading | None:
    if c.preposition is None:
        return _verb_particle(verb, c)
    targets = prepositional(verb, c.preposition)
    if not targets or not _words_present(verb, c.words):
        return None
    return _reading(verb, c, doers(verb) if not is_passive(verb) else agents(verb), targets)


def _verb_particle(verb: Token, c: Construction) -> Reading | None:
    if not _words_present(verb, c.words) or not patients(verb):
        return None
    return _reading(verb, c, doers(verb), patients(verb))


def _phrase(verb: Token, c: Construction) -> Reading | None:
    """A verb with a noun of its own: "impose sanctions on T", also "sanctions imposed on T by S"."""
    if not _words_present(verb, c.words) or not _holds(verb, c.words[-1] if c.words else ""):
        return None
    nouns = [t for t in patients(verb) if t.lemma_.lower() in c.words]
    targets = [] if c.preposition is None else prepositional(verb, c.preposition)
    if c.preposition and not targets:
        targets = [t for noun in nouns for t in prepositional(noun, c.preposition)]
    if c.preposition and not targets:
        return None
    if not c.preposition:
        targets = [t for noun in nouns for t in possessors(noun)]
    return _reading(verb, c, doers(verb), targets)


def _holds(verb: Token, word: str) -> bool:
    """Whether the last word of a phrase is the verb's own object, particle or prepositional object."""
    near = [
        *patients(verb),
        *children(verb, "prt", "advmod", "acomp", "oprd", "xcomp", "attr", "dobj", "ccomp"),
    ]
    near += [t for p in children(verb, "prep", "dative", "prt") for t in (p, *children(p, "pobj", "pcomp"))]
    return any(word in (t.lemma_.lower(), t.lower_) for one in near for t in conjuncts(one))


def _reverse(verb: Token, c: Construction) -> Reading | None:
    """The subject is the target: "face criticism from S"."""
    if not _words_present(verb, c.words):
        return None
    sources = prepositional(verb, c.preposition) if c.preposition else agents(verb)
    if c.preposition and not sources:
        nouns = [t for t in verb.subtree if t.lemma_.lower() in c.words]
        sources = [t for noun in nouns for t in prepositional(noun, c.preposition)]
    targets = patients(verb) if is_passive(verb) else subjects(verb)
    return _reading(verb, c, sources, targets) if sources else None


def _reverse_verb(verb: Token, c: Construction) -> Reading | None:
    return _reading(verb, c, prepositional(verb, c.preposition or "from"), subjects(verb))


def _verb_to(verb: Token, c: Construction) -> Reading | None:
    """ "urge T to", "call on T to"; a passive has its target as subject."""
    if not _words_present(verb, c.words) or not _asks(verb):
        return None
    targets = prepositional(verb, c.preposition) if c.preposition else patients(verb)
    if not targets:
        targets = [t for v in complement_verbs(verb) for t in children(v, "nsubj", "nsubjpass")]
    return _reading(verb, c, doers(verb), targets) if targets else None


def _asks(verb: Token) -> bool:
    """An infinitive near the verb, or "for": "told them to leave", "asked them for help"."""
    holders = [verb, *children(verb, "dobj", "prep", "nsubjpass", "dative")]
    holders += [t for holder in holders for t in children(holder, "pobj")]
    clauses = [v for holder in holders for v in complement_verbs(holder)] + list(children(verb, "advcl"))
    return any(_infinite(v) for v in clauses) or any(p.lower_ == "for" for p in children(verb, "prep"))


def _infinitive(verb: Token, c: Construction) -> Reading | None:
    """ "threaten to strike T", "agree to help T": the target is that of the act."""
    acts = [v for v in complement_verbs(verb) if v.dep_ in ("xcomp", "ccomp") and v.tag_ == "VB"]
    if not acts or not _words_present(verb, c.words):
        return None
    return _reading(verb, c, doers(verb), [t for act in acts for t in _act_targets(act)])


def _act_targets(act: Token) -> list[Token]:
    """What the act of an infinitive bears on: its object and the objects of its prepositions."""
    found = patients(act)
    for phrase in [p for holder in (act, *found) for p in children(holder, "prep")]:
        if phrase.lower_ in ("on", "against", "with", "to", "from", "at"):
            found = [*found, *children(phrase, "pobj")]
    return found


def _clause(verb: Token, c: Construction) -> Reading | None:
    """ "demand that T do": the target is the subject of the clause."""
    if not _words_present(verb, c.words):
        return None
    acts = list(children(verb, "ccomp", "xcomp"))
    targets = [t for act in acts for t in (patients(act) if is_passive(act) else children(act, "nsubj"))]
    return _reading(verb, c, doers(verb), targets) if targets else None


def _mutual(verb: Token, c: Construction) -> Reading | None:
    if not _words_present(verb, c.words) or any(children(verb, "auxpass")):
        return None
    partners = prepositional(verb, c.preposition or "with") or ([] if c.words else patients(verb))
    sources = subjects(verb)
    if not partners and sum(len(conjuncts(t)) for t in sources) < 2 and not _plural(sources):
        return None
    return _reading(verb, c, sources, partners, mutual=True)


def _plural(tokens: list[Token]) -> bool:
    return any(t.tag_ in ("NNS", "NNPS") or t.lower_ in ("they", "both", "we") for t in tokens)


def _source_verb(verb: Token, c: Construction) -> Reading | None:
    if any(children(verb, "dobj")) or is_passive(verb) or not _words_present(verb, c.words):
        return None
    against = prepositional(verb, c.preposition or "against")
    return _reading(verb, c, subjects(verb), against)


def _target_verb(verb: Token, c: Construction) -> Reading | None:
    if any(children(verb, "dobj")) or not _words_present(verb, c.words):
        return None
    return _reading(verb, c, [], subjects(verb))


def _noun(noun: Token, c: Construction) -> Reading | None:
    """ "S's strikes on T", "strikes by S on T", "the killing of T", "S launched strikes on T"."""
    if not _modifiers_present(noun, c.words) or _is_name(noun):
        return None
    targets = prepositional(noun, c.preposition) if c.preposition else []
    for other in ("against", "on"):
        targets = targets or (prepositional(noun, other) if c.preposition else [])
    sources = _noun_sources(noun, c)
    if c.preposition == "of" and targets:
        sources = agents(noun) or list(possessors(noun))
    return _reading(noun, c, sources, targets) if targets or c.preposition is None else None


def _noun_sources(noun: Token, c: Construction) -> list[Token]:
    """The possessor or adjective, the "by" phrase, or the subject of the light verb above."""
    found = possessors(noun) or agents(noun) or prepositional(noun, "by")
    if not found:
        found = [t for t in children(noun, "amod", "compound", "nmod") if t.text[:1].isupper()]
    if not found and c.preposition != "of":
        found = prepositional(noun, "of") or prepositional(noun, "from")
    if not found and noun.dep_ in ("dobj", "pobj", "conj", "nsubjpass"):
        verb = noun.head if noun.dep_ in ("dobj", "nsubjpass") else noun.head.head
        if verb.pos_ == "VERB" and verb.lemma_.lower() in LIGHT_VERBS:
            found = doers(verb)
    return found


def _modifiers_present(noun: Token, words: tuple[str, ...]) -> bool:
    before = {t.lemma_.lower() for t in noun.lefts} | {t.lower_ for t in noun.lefts}
    return all(word in before for word in words)


def _is_name(noun: Token) -> bool:
    """Part of a longer name: "the Strike Force", "Peace Talks Committee"."""
    return noun.pos_ == "PROPN" and noun.dep_ == "compound"


def _mutual_noun(noun: Token, c: Construction) -> Reading | None:
    """ "talks between S and T", "S's talks with T", "S-T talks"."""
    if not _modifiers_present(noun, c.words) or _is_name(noun):
        return None
    between = prepositional(noun, "between") or prepositional(noun, "among")
    if between:
        return _reading(noun, c, between, [], mutual=True)
    partners = prepositional(noun, "with")
    sources = governor_noun_owner(noun) if not _noun_sources(noun, c) else _noun_sources(noun, c)
    if partners or sum(len(conjuncts(t)) for t in sources) > 1 or len(sources) > 1:
        return _reading(noun, c, sources, partners, mutual=True)
    return None


def _agent_noun(noun: Token, c: Construction) -> Reading | None:
    """The noun is the source: "a critic of T", "T's allies"."""
    if not _modifiers_present(noun, c.words) or _is_name(noun):
        return None
    targets = prepositional(noun, c.preposition or "of") or possessors(noun)
    return _reading(noun, c, [noun], targets) if targets else None


def _adjective(adjective: Token, c: Construction) -> Reading | None:
    """ "S is critical of T"; "officials critical of T"."""
    targets = prepositional(adjective, c.preposition or "of")
    head = adjective.head
    sources = [head] if adjective.dep_ == "amod" or head.pos_ == "NOUN" else subjects(head)
    return _reading(adjective, c, sources, targets) if targets else None


READERS: dict[str, Callable[[Token, Construction], Reading | None]] = {
    "phrase": _phrase,
    "reverse": _reverse,
    "verb_to": _verb_to,
    "infinitive": _infinitive,
    "clause": _clause,
    "verb_prep": _verb_prep,
    "mutual": _mutual,
    "verb": _verb,
    "reverse_verb": _reverse_verb,
    "source_verb": _source_verb,
    "target_verb": _target_verb,
    "noun": _noun,
    "mutual_noun": _mutual_noun,
    "agent_noun": _agent_noun,
    "adjective": _adjective,
}
