"""Which acts a sentence tells: every verb, noun and adjective of the lexicon with the arguments it needs."""

from collections.abc import Callable, Iterator

from spacy.tokens import Span, Token

from ingest.arguments import WORDS, children
from ingest.lexicon import Construction, Lexicon
from ingest.predicates_nouns import adjective, agent_noun, mutual_noun, noun
from ingest.predicates_opinions import opinion, wrongdoing
from ingest.predicates_verbs import (
    clause,
    infinitive,
    must,
    mutual,
    phrase,
    reply,
    reverse,
    reverse_verb,
    source_verb,
    target_verb,
    verb,
    verb_prep,
    verb_to,
)
from ingest.reading import Reading

TURNING = frozenset(WORDS["turning_particles"])


def readings(sentence: Span, lexicon: Lexicon) -> Iterator[list[Reading]]:
    """For each word that heads constructions all that the sentence fills, the most specific first."""
    said = {form for token in sentence for form in (token.lemma_.lower(), token.lower_)}
    for token in sentence:
        sayable = [c for c in constructions(token, lexicon) if said.issuperset(c.words)]
        possible = [reading for c in sayable if (reading := filled(token, c))]
        if possible:
            yield possible


def filled(token: Token, construction: Construction) -> Reading | None:
    """The construction at a word with its arguments; None where the sentence does not fill it."""
    return None if _is_another_verb(token, construction) else READERS[construction.form](token, construction)


def _is_another_verb(token: Token, construction: Construction) -> bool:
    """ "called off a strike" is no call: a particle that the construction does not name turns the verb."""
    named = (*construction.words, construction.preposition)
    return any(t.lower_ in TURNING and t.lower_ not in named for t in children(token, "prt"))


def constructions(token: Token, lexicon: Lexicon) -> tuple[Construction, ...]:
    """The constructions that a word of this part of speech can head."""
    lemma = token.lemma_.lower()
    if _qualifies_act(token, lexicon):
        return ()
    if token.pos_ in ("VERB", "AUX") or token.tag_.startswith("VB"):
        return lexicon.verbs.get(lemma, ())
    if token.pos_ in ("NOUN", "PROPN"):
        return lexicon.nouns.get(lemma, ())
    return lexicon.adjectives.get(lemma, ()) if token.pos_ in ("ADJ", "ADV") else ()


def _qualifies_act(token: Token, lexicon: Lexicon) -> bool:
    """Of "a targeted killing", "Norland-led strikes": the participle, which tells no act of its own."""
    return token.dep_ == "amod" and token.head.pos_ == "NOUN" and token.head.lemma_.lower() in lexicon.nouns


READERS: dict[str, Callable[[Token, Construction], Reading | None]] = {
    "phrase": phrase,
    "reverse": reverse,
    "verb_to": verb_to,
    "infinitive": infinitive,
    "clause": clause,
    "must": must,
    "opinion": opinion,
    "wrongdoing": wrongdoing,
    "reply": reply,
    "verb_prep": verb_prep,
    "mutual": mutual,
    "verb": verb,
    "reverse_verb": reverse_verb,
    "source_verb": source_verb,
    "target_verb": target_verb,
    "noun": noun,
    "mutual_noun": mutual_noun,
    "agent_noun": agent_noun,
    "adjective": adjective,
}
