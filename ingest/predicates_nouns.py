"""How each construction of a noun or adjective is filled: whose, by whom, on whom, between whom."""

from spacy.tokens import Token

from ingest.arguments import (
    LIGHT_VERBS,
    WORDS,
    agents,
    children,
    conjuncts,
    doers,
    governor_noun_owner,
    is_passive,
    patients,
    possessors,
    prepositional,
    subjects,
)
from ingest.arguments_nouns import aimed_at, makers
from ingest.lexicon import Construction
from ingest.reading import Reading, reading
from ingest.status import REASONS

ADVOCATING, BLAMING, OWNING, TIMING = (
    frozenset(WORDS[name]) for name in ("advocating", "blaming", "owning", "timing")
)


def noun(noun: Token, c: Construction) -> Reading | None:
    """ "S's strikes on T", "strikes by S on T", "the killing of T", "S launched strikes on T"."""
    if not stands_for(noun, c):
        return None
    targets = aimed_at(noun, c.preposition) if c.preposition else []
    if not targets and c.type == "REQUEST":
        targets = [t for act in children(noun, "acl", "ccomp", "relcl") for t in children(act, "nsubj")]
    if not targets and possessors(noun):
        targets = _names_before(noun)
    sources = noun_sources(noun, c)
    if c.preposition == "of" and targets:
        sources = agents(noun) or list(possessors(noun)) or _names_before(noun) or _from_clause(noun, c)
    return reading(noun, c, sources, targets) if targets or c.preposition is None else None


def _names_before(noun: Token) -> list[Token]:
    """Of "their Sudmark invasion": Sudmark."""
    return [t for t in children(noun, "amod", "compound", "nmod") if t.text[:1].isupper()]


def noun_sources(noun: Token, c: Construction) -> list[Token]:
    """The possessor or adjective, the "by" phrase, who made it, or the subject of the clause it stands in."""
    found = possessors(noun) or agents(noun) or prepositional(noun, "by") or makers(noun)
    if not found:
        found = _names_before(noun)
    if not found and c.preposition != "of" and not c.of_target:
        found = prepositional(noun, "of") or prepositional(noun, "from")
    counted = counter(noun)
    if not found and counted != noun:
        found = possessors(counted) or _names_before(counted)
    return found or _from_clause(counted, c)


def _from_clause(noun: Token, c: Construction) -> list[Token]:
    """Who does what a noun says, from the clause in which it stands: of "launched strikes" the subject."""
    if noun.dep_ in ("dobj", "nsubjpass"):
        owned = noun.head.lemma_.lower() in LIGHT_VERBS or (
            noun.head.lemma_ in OWNING and not is_passive(noun.head)
        )
        return doers(noun.head) if owned else []
    if noun.dep_ not in ("pobj", "conj"):
        return []
    above = noun.head.head
    while above.pos_ == "ADP" and above.head != above:  # "in memory of them and in solidarity with T"
        above = above.head
    if noun.head.lower_ == "for" and above.lemma_ in ADVOCATING:
        return subjects(above)
    if noun.head.lower_ in ("for", "over"):
        return _blamed(above)
    if above.pos_ == "VERB" and above.lemma_.lower() in LIGHT_VERBS and noun.head.lower_ not in REASONS:
        return patients(above) if is_passive(above) else subjects(above)
    together = c.type == "CONSULT" or c.form == "mutual_noun" or c.preposition == "with"
    timed = noun.head.lower_ == "in" or (together and noun.head.lower_ in TIMING)
    return _subject_above(above) if timed else []


def _subject_above(word: Token) -> list[Token]:
    """Who does what the nearest verb with a subject says; a passive has nobody who does it."""
    while word.head != word and not (word.pos_ == "VERB" and (subjects(word) or is_passive(word))):
        word = word.head
    return subjects(word) if word.pos_ == "VERB" and not is_passive(word) else []


def _blamed(above: Token) -> list[Token]:
    """Of "punished T for", "sanctions on T for": T."""
    if above.dep_ == "pobj" and above.head.head.lemma_.lower() in BLAMING:
        return [above]
    if above.lemma_.lower() not in BLAMING:
        return []
    found = prepositional(above, "on") or prepositional(above, "against")
    return found or (patients(above) if above.pos_ == "VERB" else prepositional(above, "of"))


def counter(noun: Token) -> Token:
    """The noun that counts this one: of "held rounds of talks", the rounds."""
    of = noun.head
    return of.head if noun.dep_ == "pobj" and of.lower_ == "of" and of.head.pos_ == "NOUN" else noun


def stands_for(noun: Token, c: Construction) -> bool:
    """Whether the words that the construction needs stand before the noun, and it is no part of a name."""
    return _modifiers_present(noun, c.words) and not _is_name(noun)


def _modifiers_present(noun: Token, words: tuple[str, ...]) -> bool:
    before = {t.lemma_.lower() for t in noun.lefts} | {t.lower_ for t in noun.lefts}
    return all(word in before for word in words)


def _is_name(noun: Token) -> bool:
    """Part of a longer name: "the Strike Force", "Peace Talks Committee"."""
    return noun.pos_ == "PROPN" and noun.dep_ == "compound"


def mutual_noun(noun: Token, c: Construction) -> Reading | None:
    """ "talks between S and T", "S's talks with T", "S-T talks"."""
    if not stands_for(noun, c):
        return None
    between = prepositional(noun, "between") or prepositional(noun, "among")
    if between:
        return reading(noun, c, between, [], mutual=True)
    pair = _hyphenated(noun)
    if pair:
        return reading(noun, c, pair, [], mutual=True)
    partners = prepositional(noun, "with")
    sources = noun_sources(noun, c) or governor_noun_owner(noun)
    if partners or sum(len(conjuncts(t)) for t in sources) > 1 or len(sources) > 1:
        return reading(noun, c, sources, partners, mutual=True)
    return None


def _hyphenated(noun: Token) -> list[Token]:
    """Of "the Norland-Sudmark talks": both."""
    before = [t for t in noun.subtree if noun.left_edge.i < t.i < noun.i - 1 and t.text in ("-", "–")]
    pairs = [[noun.doc[t.i - 1], noun.doc[t.i + 1]] for t in before]
    return next((pair for pair in pairs if all(t.text[:1].isupper() for t in pair)), [])


def agent_noun(noun: Token, c: Construction) -> Reading | None:
    """The noun is the source: "a critic of T", "T's allies"."""
    if not stands_for(noun, c):
        return None
    targets = prepositional(noun, c.preposition or "of") or possessors(noun)
    return reading(noun, c, [noun], targets) if targets else None


def adjective(adjective: Token, c: Construction) -> Reading | None:
    """ "S is critical of T"; "officials critical of T"."""
    targets = prepositional(adjective, c.preposition or "of")
    head = adjective.head
    sources = [head] if adjective.dep_ == "amod" or head.pos_ == "NOUN" else subjects(head)
    return reading(adjective, c, sources, targets) if targets else None
