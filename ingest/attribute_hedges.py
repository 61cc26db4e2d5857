"""Whether the clause of a word is told with a reserve: "may", "reportedly", "appears to"."""

from collections.abc import Iterator

from spacy.tokens import Token

from ingest.arguments import children
from ingest.attribute_words import Speech

WITHIN = frozenset(
    {"dobj", "pobj", "prep", "nsubj", "nsubjpass", "agent", "conj", "compound", "poss", "amod", "attr"}
)


def hedged_at(token: Token, words: Speech) -> bool:
    """Whether a hedge stands at the word or on the way up to its clause."""
    return any(_hedged(word, words) for word in _up(token))


def _up(token: Token) -> Iterator[Token]:
    yield token
    while token.pos_ not in ("VERB", "AUX") and token.dep_ in WITHIN and token.head != token:
        token = token.head
        yield token
    if token.dep_ == "xcomp" and token.head != token:
        yield token.head


def _hedged(word: Token, words: Speech) -> bool:
    if any(t.lower_ in words.hedge_modals for t in children(word, "aux")):
        return True
    if word.lemma_.lower() in words.hedge_verbs and any(children(word, "xcomp", "ccomp")):
        return True
    if any(t.lower_ in words.hedge_adverbs for t in children(word, "advmod")):
        return True
    return any(t.lower_ in words.hedge_adjectives for t in children(word, "amod"))
