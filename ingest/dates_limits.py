"""Dates that bound an act instead of telling when it was: "by May", "until Friday", "said on Monday that"."""

from collections.abc import Iterator

from spacy.tokens import Token

from ingest.arguments import children
from ingest.attribute_words import speech

VERBAL = frozenset({"VERB", "AUX"})
LIMITS = frozenset({"by", "until", "till"})
CONDITIONS = frozenset({"if", "unless"})
TOLD = frozenset({"ccomp", "xcomp", "pcomp", "prep", "parataxis"})
IMPLIED = frozenset("fail manage begin start continue stop finish help try get".split())


def limit_of(expression: Token) -> str | None:
    """ "by" or "until", where a date expression stands behind it: "by the end of April"."""
    at = expression
    for _ in range(4):
        if at.lower_ in LIMITS:
            return "by" if at.lower_ == "by" else "until"
        if at.pos_ in VERBAL:
            return None
        at = at.head
    return None


def is_due(word: Token) -> bool:
    """Whether an act that is to be done by a day is not told as one that has happened."""
    verb = next((t for t in (word, *word.ancestors) if t.pos_ in VERBAL), None)
    if verb is None or (word.pos_ not in VERBAL and word.dep_ != "nsubj"):
        return True
    return _is_conditional(verb) or not _has_happened(verb)


def _is_conditional(verb: Token) -> bool:
    above = [verb, *(t for t in verb.ancestors if t.pos_ in VERBAL)]
    return any(t.lower_ in CONDITIONS for v in above for t in children(v, "mark"))


def _has_happened(verb: Token) -> bool:
    """Told in the past; of "failed to arrest", by the verb above."""
    helpers = list(children(verb, "aux", "auxpass"))
    if any(t.tag_ == "MD" for t in helpers):
        return False
    if any(t.tag_ in ("VBD", "VBZ", "VBP") for t in helpers):
        return any(t.tag_ == "VBD" or t.lemma_ == "have" for t in helpers)
    if verb.dep_ == "xcomp" and verb.head.lemma_.lower() in IMPLIED:
        return _has_happened(verb.head)
    return verb.tag_ == "VBD"


def tellings_above(word: Token) -> Iterator[Token]:
    """The verbs of telling whose content holds a word, the innermost first."""
    words = speech()
    below = word
    for at in word.ancestors:
        if at.pos_ in VERBAL and below.dep_ in TOLD and at.lemma_.lower() in words.telling | words.deny:
            yield at
        below = at
