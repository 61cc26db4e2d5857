"""Whether an act happened, as the text tells it: actual, planned, hypothetical or negated."""

import tomllib
from collections.abc import Iterator
from importlib.resources import files

from spacy.tokens import Token

from graph.model import Status
from ingest.arguments import children
from ingest.lexicon import Lexicon, statuses

WORDS = tomllib.loads(files("ingest").joinpath("data/status.toml").read_text("utf-8"))
NEGATIONS, CONDITIONS, REASONS, OPPOSING, NOBODY, FUTURE_SIGNS, SERVED, UNDER_WAY, PRESUPPOSING = (
    frozenset(WORDS[name])
    for name in (
        "negations",
        "conditions",
        "reasons",
        "opposing",
        "nobody",
        "future_signs",
        "served",
        "under_way",
        "presupposing",
    )
)
MODALS = statuses(WORDS["modals"])
ADJECTIVES = statuses(WORDS["adjectives"])


def status_of(token: Token, lexicon: Lexicon) -> Status:
    """The status of the act at this word: the first thing that speaks against "actual" on the way up.

    A negated refusal or failure is two turns; only the nearest counts.
    """
    return decided(token, lexicon)[0]


def decided(token: Token, lexicon: Lexicon) -> tuple[Status, Token | None]:
    """The status, and the word at or above which it is said; None for what nothing speaks against."""
    for word in _way_up(token):
        found = _local(word) or _governed(word, lexicon)
        if found:
            turned = found == "planned" and _has_negated_governor(word)
            return ("negated" if turned else found), word
    return "actual", None


def _has_negated_governor(word: Token) -> bool:
    """ "never planned to strike", "is not ready to strike": no strike."""
    if word.dep_ not in ("xcomp", "dobj"):
        return False
    head = word.head
    return _is_negated(head) or (head.dep_ == "acomp" and _is_negated(head.head))


def _way_up(token: Token) -> Iterator[Token]:
    """The word and those above it, as long as they are part of how the act is told."""
    yield token
    at, steps = token, 0
    while at.head != at and steps < 6 and not _stands_alone(at):
        at = at.head
        steps += 1
        yield at


def _stands_alone(word: Token) -> bool:
    """Whether what is above says nothing of this word's status: a clause of its own, a side of another act,
    a reason.
    """
    if word.dep_ == "prep" and word.lower_ in REASONS:
        return True
    if _is_presupposed(word):
        return True
    if word.dep_ in ("relcl", "parataxis", "appos", "nsubj", "csubj", "nsubjpass", "dep", "amod"):
        return True
    if word.dep_ == "conj":
        return any(children(word, "nsubj", "nsubjpass", "aux", "auxpass"))
    if word.dep_ == "advcl" and word.tag_ == "VBG" and word.i > word.head.i:
        return True
    return word.dep_ in ("ccomp", "advcl", "acl") and _is_finite(word)


def _is_presupposed(word: Token) -> bool:
    """Of "will respond to the strikes", "may condemn the strikes": the strikes."""
    if word.pos_ != "NOUN" or word.dep_ not in ("dobj", "pobj"):
        return False
    verb = word.head.head if word.dep_ == "pobj" else word.head
    return verb.pos_ == "VERB" and verb.lemma_ in PRESUPPOSING


def _is_finite(verb: Token) -> bool:
    """A verb with a subject of its own that is no infinitive and no participle."""
    return any(children(verb, "nsubj", "nsubjpass", "expl")) and not _is_infinitive(verb)


def _is_infinitive(verb: Token) -> bool:
    return verb.tag_ == "VB" and any(t.lower_ == "to" for t in children(verb, "aux"))


def _local(word: Token) -> Status | None:
    """Condition, negation, modal or adjective at the word itself."""
    if any(t.lower_ in CONDITIONS for t in children(word, "mark", "advmod")):
        return "hypothetical"
    if _is_negated(word):
        return "negated"
    for aux in children(word, "aux"):
        if aux.lower_ in MODALS:
            return _modal(word, aux)
    for modifier in children(word, "amod", "det"):
        if modifier.lower_ in ADJECTIVES:
            denied = modifier.dep_ == "det" and any(_is_negated(above) for above in _way_up(word))
            return "negated" if denied else ADJECTIVES[modifier.lower_]
    return None


def _is_negated(word: Token) -> bool:
    """ "not", "never", "no strike", "moved no troops", "nobody attacked"."""
    if any(
        t.lower_ in NEGATIONS and t.nbor(-1).lower_ != "than"
        for t in children(word, "neg", "preconj", "prep")
        if t.i
    ):
        return True
    if any(t.lower_ in ("no", "neither") for t in children(word, "det", "cc")):
        return True
    sides = list(children(word, "dobj", "nsubj", "nsubjpass")) if word.pos_ == "VERB" else []
    return any(
        t.lower_ in NOBODY or any(d.lower_ in ("no", "few") for d in children(t, "det", "amod"))
        for t in sides
    )


def _modal(word: Token, aux: Token) -> Status:
    """ "would" in what somebody said is a future told in the past; "will … if" is a possibility."""
    conditional = any(m.lower_ in CONDITIONS for v in children(word, "advcl") for m in children(v, "mark"))
    if conditional or (
        any(c.lemma_ == "have" for c in children(word, "aux")) and aux.lower_ in ("would", "could")
    ):
        return "hypothetical"
    if aux.lower_ == "would" and word.dep_ in ("ccomp", "acl"):
        return "planned"
    return MODALS[aux.lower_]


def _governed(word: Token, lexicon: Lexicon) -> Status | None:
    """What the word above makes of this one: "plans to", "failed to", "threat of"."""
    head = word.head
    if head == word or word.dep_ in ("conj", "relcl"):
        return "planned" if _is_infinitive(word) and word.dep_ != "conj" else None
    if word.dep_ == "pobj":
        return _through_preposition(head, lexicon)
    if word.dep_ == "nsubj" and word.pos_ == "NOUN":
        return "hypothetical" if _is_imagined(word) else None
    if word.dep_ in ("ccomp", "advcl", "acl") and _is_finite(word):
        return _of_clause(word, head, lexicon)
    if word.dep_ in ("xcomp", "ccomp", "advcl", "acl", "dobj", "pcomp"):
        return _of_word(word, head, lexicon)
    return None


def _is_imagined(noun: Token) -> bool:
    """Of "a strike would start a war": the strike; of "the strike could start a war": not so."""
    known = any(t.dep_ == "poss" or t.lower_ not in ("a", "an") for t in children(noun, "det", "poss"))
    return not known and any(MODALS.get(t.lower_) == "hypothetical" for t in children(noun.head, "aux"))


def _through_preposition(preposition: Token, lexicon: Lexicon) -> Status | None:
    head = preposition.head
    if preposition.lower_ == "against" and head.lemma_.lower() in OPPOSING:
        return "hypothetical"
    if head.pos_ in ("NOUN", "PROPN"):
        linked = preposition.lower_ in ("of", "for", "to", "on", "against", "about")
        return _real(lexicon.act_nouns.get(head.lemma_.lower())) if linked else None
    return _real(lexicon.governors.get(head.lemma_.lower())) if head.pos_ == "VERB" else None


def _of_clause(word: Token, head: Token, lexicon: Lexicon) -> Status | None:
    """A clause with a subject of its own: a fear makes it a possibility, a demand makes it a plan."""
    if word.dep_ != "ccomp":
        return None
    found = _real(lexicon.governors.get(head.lemma_.lower()))
    return found if found == "hypothetical" or (found == "planned" and word.tag_ == "VB") else None


def _of_word(word: Token, head: Token, lexicon: Lexicon) -> Status | None:
    lemma = _governor(head, lexicon)
    if word.dep_ == "acl" and word.tag_ == "VBG":
        return None
    if word.dep_ == "advcl" and word.lemma_.lower() in SERVED and head.pos_ == "VERB":
        return None
    if head.pos_ in ("NOUN", "PROPN"):
        found = _real(lexicon.act_nouns.get(lemma))
        return found or ("planned" if _is_infinitive(word) and lemma not in lexicon.act_nouns else None)
    if (
        lemma in FUTURE_SIGNS
        or head.lower_ in FUTURE_SIGNS
        or (lemma == "go" and head.tag_ == "VBG")
        or (lemma == "be" and word.dep_ == "xcomp")
    ):
        return "planned" if _is_infinitive(word) else None
    if word.dep_ == "dobj" and lemma in ("seek", "want", "need", "expect"):
        return "planned"
    purpose = word.dep_ == "advcl" and _is_infinitive(word)
    if purpose:
        return None if _is_under_way(head) else "planned"
    found = _real(lexicon.governors.get(lemma))
    if found == "negated" and word.dep_ == "advcl":
        return None
    return found


def _is_under_way(verb: Token) -> bool:
    """Whether what it is for is done with it: "flew there to urge" tells of an urging."""
    return verb.lemma_ in UNDER_WAY and verb.tag_ in ("VBD", "VBN", "VBZ", "VBG")


def _governor(head: Token, lexicon: Lexicon) -> str:
    """The governor with its particle where the lexicon has it so: "call off", "rule out"."""
    lemma = head.lemma_.lower()
    longer = [f"{lemma} {t.lower_}" for t in children(head, "prt", "advmod", "prep")]
    return next((one for one in longer if one in lexicon.governors), lemma)


def _real(status: Status | None) -> Status | None:
    return None if status == "actual" else status
