"""What is told where the speaker comes last or in between: "Y, X said, and Z"; "As X reports, Y"."""

from spacy.tokens import Span, Token

from ingest.arguments import children
from ingest.attribute_stretches import Stretch, cleaned, without
from ingest.attribute_words import Speech

EMBEDDED = frozenset({"relcl", "acl", "xcomp", "pcomp", "csubj", "amod"})
CIRCUMSTANCE = frozenset(
    {"advcl", "prep", "npadvmod", "advmod", "nsubj", "nsubjpass", "dobj", "prt", "intj", "dep"}
)
FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "VB"})
BEFORE = frozenset({",", '"', "'", "--", "–", "—", "?", "!", "''"})
ADDRESSED = frozenset({"tell", "inform", "warn", "assure", "remind", "advise", "notify"})
PARTS = frozenset({"conj", "relcl", "acl", "advcl"})
CONDITIONS = frozenset("if because unless since provided".split())
LINKS = frozenset("and but or nor yet if because although though unless since provided so".split())


def around(verb: Token, sentence: Span, words: Speech) -> tuple[Stretch, ...]:
    """What stands before "X said" in its part of the sentence, and what goes on behind it."""
    if verb.dep_ in EMBEDDED or verb.tag_ not in FINITE or not _stands_alone(verb):
        return ()
    first, last = segment(sentence, verb.i)
    start = _start(verb)
    if start - 1 <= first + 1 or verb.doc[start - 1].text not in BEFORE:
        return ()
    end = _end(verb, last)
    before = cleaned(sentence, (first, start))
    top = verb.doc[before[0] : before[1]].root
    if top.head == verb and top.dep_ in CIRCUMSTANCE:
        return ()
    behind = cleaned(sentence, (end, last))
    if behind[0] < behind[1] and _is_inside(verb):
        return scope(sentence, (start, end), verb.head)
    if behind[0] < behind[1] and (_is_behind(top, end) or _goes_on(verb.doc[behind[0] : behind[1]], words)):
        return before, behind
    return (before,)


def as_told(verb: Token, sentence: Span) -> tuple[Stretch, ...]:
    """Of "As X reports, Y" and "Y, as X put it": Y."""
    if verb.dep_ != "advcl" or not any(t.lower_ == "as" for t in children(verb, "mark", "advmod", "prep")):
        return ()
    return scope(sentence, (verb.left_edge.i, verb.right_edge.i + 1))


def segment(sentence: Span, i: int) -> Stretch:
    """The part of a sentence between semicolons that holds a token."""
    first, last = sentence.start, sentence.end
    for t in sentence:
        if t.text == ";" and t.i < i:
            first = t.i + 1
        elif t.text == ";" and t.i > i:
            return first, t.i
    return first, last


def scope(sentence: Span, phrase: Stretch, clause: Token | None = None) -> tuple[Stretch, ...]:
    """The part of a sentence between semicolons, or of a clause, that holds a phrase, without it."""
    whole = segment(sentence, phrase[0])
    if clause is not None:
        whole = clause.left_edge.i, clause.right_edge.i + 1
    pieces = (cleaned(sentence, s) for s in without(whole, phrase))
    return tuple(s for s in pieces if s[0] < s[1])


def _stands_alone(verb: Token) -> bool:
    """Whether a verb of telling has a speaker of its own and nothing behind it that it tells."""
    behind = [t for t in verb.rights if t.dep_ in ("xcomp", "ccomp")]
    subject = any(children(verb, "nsubj"))
    objects = [t for t in children(verb, "dobj") if t.i > verb.i and t.ent_type_ not in ("DATE", "TIME")]
    if verb.lemma_ in ADDRESSED:
        return subject and not behind
    return not behind and (subject != bool(objects) or not objects)


def _is_inside(verb: Token) -> bool:
    """Whether "X said" interrupts a clause that is only a part of the sentence."""
    clause = verb.head
    return (
        verb.dep_ == "parataxis"
        and clause.dep_ in PARTS
        and clause.left_edge.i < verb.i < clause.right_edge.i
    )


def _start(verb: Token) -> int:
    """Where "X said" begins: the subject, where it stands before the verb and near it."""
    near = [
        t.left_edge.i for t in verb.lefts if t.dep_ in ("nsubj", "aux", "neg", "advmod") and t.i > verb.i - 25
    ]
    commas = [t.i for t in verb.lefts if t.text in BEFORE]
    floor = max(commas, default=-1)
    subject = next((t for t in children(verb, "nsubj") if t.i < verb.i), None)
    if subject is not None and subject.left_edge.i < floor < subject.i:
        floor = -1
    return min([verb.i, *(i for i in near if i > floor)])


def _end(verb: Token, last: int) -> int:
    """Where "X said on Monday" ends: the next comma behind the verb and its subject."""
    behind = max([verb.i, *(t.right_edge.i for t in verb.rights if t.dep_ in ("nsubj", "agent", "dobj"))])
    doc = verb.doc
    return next(
        (i for i in range(min(behind + 1, last), last) if doc[i].text in (",", '"', "--", "–", "—")), last
    )


def _is_behind(top: Token, end: int) -> bool:
    """Whether what began before "X said" is completed behind it."""
    return top.head.i >= end and top.head != top


def _goes_on(behind: Span, words: Speech) -> bool:
    """Whether what follows "X said" is joined to what came before, and has no verb of telling of its own."""
    if behind[0].lower_ not in LINKS:
        return False
    verb = next((t for t in behind if t.pos_ in ("VERB", "AUX") and t.dep_ not in ("aux", "auxpass")), None)
    if verb is None or verb.lemma_.lower() in words.say | words.think | words.deny:
        return False
    return (
        behind[0].lower_ in CONDITIONS or is_told_too(verb) or not any(children(verb, "nsubj", "nsubjpass"))
    )


def is_told_too(verb: Token) -> bool:
    """Of "said that Y, but Q would not": Q's part, by its auxiliary."""
    return any(t.tag_ == "MD" or t.lower_ == "had" for t in children(verb, "aux"))
