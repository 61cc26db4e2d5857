"""Whether an act happened, as the text tells it: actual, planned, hypothetical or negated."""

from collections.abc import Iterator

from spacy.tokens import Token

from graph.model import Status
from ingest.arguments import children
from ingest.lexicon import Lexicon

NEGATIONS = frozenset({"not", "n't", "never", "no", "neither", "nor", "without", "cannot"})
MODALS: dict[str, Status] = {
    "will": "planned", "shall": "planned", "'ll": "planned", "wo": "planned",
    "may": "hypothetical", "might": "hypothetical", "could": "hypothetical", "would": "hypothetical",
    "can": "hypothetical", "should": "planned", "must": "planned",
}  # fmt: skip
CONDITIONS = frozenset({"if", "unless", "whether", "until", "lest"})
ADJECTIVES: dict[str, Status] = {
    "planned": "planned", "proposed": "planned", "upcoming": "planned", "future": "planned",
    "impending": "planned", "imminent": "planned", "scheduled": "planned", "intended": "planned",
    "possible": "hypothetical", "potential": "hypothetical", "likely": "hypothetical",
    "threatened": "planned", "hypothetical": "hypothetical", "any": "hypothetical", "eventual": "planned",
}  # fmt: skip
AHEAD = {"ahead of": "planned", "before": "planned", "for": "planned"}
FUTURE_SIGNS = frozenset(
    {"about", "set", "due", "poised", "ready", "expected", "scheduled", "likely", "slated"}
)


def status_of(token: Token, lexicon: Lexicon) -> Status:
    """The status of the act at this word: the first thing that speaks against "actual" on the way up.

    A negated refusal or failure is two turns; only the nearest counts.
    """
    for word in _way_up(token):
        found = _local(word) or _governed(word, lexicon)
        if found:
            return found
    return "actual"


def _way_up(token: Token) -> Iterator[Token]:
    """The word and those above it, as long as they are part of how the act is told."""
    yield token
    at, steps = token, 0
    while at.head is not at and steps < 6:
        if at.dep_ in ("relcl", "parataxis", "appos", "nsubj", "csubj", "nsubjpass"):
            return
        if at.dep_ in ("ccomp", "advcl") and any(children(at, "nsubj", "nsubjpass")):
            return
        if at.dep_ == "conj" and any(children(at, "nsubj", "nsubjpass", "aux", "auxpass")):
            return
        at = at.head
        steps += 1
        yield at


def _local(word: Token) -> Status | None:
    """Negation, modal, condition or adjective at the word itself."""
    if any(t.lower_ in NEGATIONS for t in children(word, "neg", "det", "preconj", "cc", "prep")):
        return "negated"
    for mark in children(word, "mark", "advmod"):
        if mark.lower_ in CONDITIONS:
            return "hypothetical"
    for aux in children(word, "aux"):
        if aux.lower_ in MODALS:
            return _modal(word, aux)
    for modifier in children(word, "amod", "det"):
        if modifier.lower_ in ADJECTIVES:
            return ADJECTIVES[modifier.lower_]
    return None


def _modal(word: Token, aux: Token) -> Status:
    """ "would" after a past verb of saying is a future told in the past."""
    if aux.lower_ in ("would", "could") and any(c.lemma_ == "have" for c in children(word, "aux")):
        return "hypothetical"
    if aux.lower_ == "would" and word.dep_ == "ccomp" and word.head.tag_ in ("VBD", "VBN"):
        conditional = any(
            m.lower_ in CONDITIONS for v in children(word, "advcl") for m in children(v, "mark")
        )
        return "hypothetical" if conditional else "planned"
    return MODALS[aux.lower_]


def _governed(word: Token, lexicon: Lexicon) -> Status | None:
    """What the word above makes of this one: "plans to", "failed to", "threat of", "ahead of"."""
    head = word.head
    if head is word:
        return None
    if word.dep_ in ("xcomp", "ccomp", "advcl", "acl", "dobj", "pcomp", "conj"):
        found = _by_governor(word, head, lexicon)
        if found:
            return found
    if word.dep_ == "pobj" and head.head.pos_ in ("NOUN", "VERB"):
        return _by_governor(word, head.head, lexicon, through=head)
    return None


def _by_governor(word: Token, head: Token, lexicon: Lexicon, through: Token | None = None) -> Status | None:
    if word.dep_ == "conj":
        return None
    lemma = head.lemma_.lower()
    if head.pos_ in ("NOUN", "PROPN"):
        if through is not None and through.lower_ not in ("of", "for", "to", "on", "against", "about"):
            return None
        return _real(lexicon.act_nouns.get(lemma))
    if lemma == "go" and head.tag_ == "VBG":
        return "planned"
    if lemma in FUTURE_SIGNS and word.tag_ == "VB":
        return "planned"
    found = _real(lexicon.governors.get(lemma))
    if found:
        return found
    to = any(t.lower_ == "to" for t in children(word, "aux"))
    return "planned" if to and word.dep_ in ("advcl", "acl") else None


def _real(status: Status | None) -> Status | None:
    return None if status == "actual" else status
