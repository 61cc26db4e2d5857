"""How each construction of a noun or adjective is filled: whose, by whom, on whom, between whom."""

from spacy.tokens import Token

from ingest.arguments import (
    LIGHT_VERBS,
    agents,
    children,
    conjuncts,
    doers,
    governor_noun_owner,
    possessors,
    prepositional,
    subjects,
)
from ingest.lexicon import Construction
from ingest.reading import Reading, reading


def noun(noun: Token, c: Construction) -> Reading | None:
    """ "S's strikes on T", "strikes by S on T", "the killing of T", "S launched strikes on T"."""
    if not _modifiers_present(noun, c.words) or _is_name(noun):
        return None
    targets = prepositional(noun, c.preposition) if c.preposition else []
    if not targets and c.type == "REQUEST":
        targets = [t for act in children(noun, "acl", "ccomp", "relcl") for t in children(act, "nsubj")]
    if not targets and possessors(noun):
        targets = _names_before(noun)
    sources = _noun_sources(noun, c)
    if c.preposition == "of" and targets:
        sources = agents(noun) or list(possessors(noun)) or _names_before(noun)
    return reading(noun, c, sources, targets) if targets or c.preposition is None else None


def _names_before(noun: Token) -> list[Token]:
    """Of "their Sudmark invasion": Sudmark."""
    return [t for t in children(noun, "amod", "compound", "nmod") if t.text[:1].isupper()]


def _noun_sources(noun: Token, c: Construction) -> list[Token]:
    """The possessor or adjective, the "by" phrase, or the subject of the light verb above."""
    found = possessors(noun) or agents(noun) or prepositional(noun, "by")
    if not found:
        found = _names_before(noun)
    if not found and c.preposition != "of":
        found = prepositional(noun, "of") or prepositional(noun, "from")
    counted = counter(noun)
    if not found and counted.dep_ in ("dobj", "pobj", "conj", "nsubjpass"):
        verb = counted.head if counted.dep_ in ("dobj", "nsubjpass") else counted.head.head
        if verb.pos_ == "VERB" and verb.lemma_.lower() in LIGHT_VERBS:
            found = doers(verb)
    return found


def counter(noun: Token) -> Token:
    """The noun that counts this one: of "held rounds of talks", the rounds."""
    of = noun.head
    return of.head if noun.dep_ == "pobj" and of.lower_ == "of" and of.head.pos_ == "NOUN" else noun


def _modifiers_present(noun: Token, words: tuple[str, ...]) -> bool:
    before = {t.lemma_.lower() for t in noun.lefts} | {t.lower_ for t in noun.lefts}
    return all(word in before for word in words)


def _is_name(noun: Token) -> bool:
    """Part of a longer name: "the Strike Force", "Peace Talks Committee"."""
    return noun.pos_ == "PROPN" and noun.dep_ == "compound"


def mutual_noun(noun: Token, c: Construction) -> Reading | None:
    """ "talks between S and T", "S's talks with T", "S-T talks"."""
    if not _modifiers_present(noun, c.words) or _is_name(noun):
        return None
    between = prepositional(noun, "between") or prepositional(noun, "among")
    if between:
        return reading(noun, c, between, [], mutual=True)
    pair = _hyphenated(noun)
    if pair:
        return reading(noun, c, pair, [], mutual=True)
    partners = prepositional(noun, "with")
    sources = _noun_sources(noun, c) or governor_noun_owner(noun)
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
    if not _modifiers_present(noun, c.words) or _is_name(noun):
        return None
    targets = prepositional(noun, c.preposition or "of") or possessors(noun)
    return reading(noun, c, [noun], targets) if targets else None


def adjective(adjective: Token, c: Construction) -> Reading | None:
    """ "S is critical of T"; "officials critical of T"."""
    targets = prepositional(adjective, c.preposition or "of")
    head = adjective.head
    sources = [head] if adjective.dep_ == "amod" or head.pos_ == "NOUN" else subjects(head)
    return reading(adjective, c, sources, targets) if targets else None
