"""When an act happened: the date expression of its clause, against the date of publication."""

from collections.abc import Iterator
from datetime import date as Date

from spacy.tokens import Token

from graph.model import Precision
from ingest.arguments import children
from ingest.dates_limits import is_due, limit_of, tellings_above
from ingest.dates_spelled import Spelled, spelled
from ingest.document import Document, Sentence

VERBAL = frozenset({"VERB", "AUX"})
STEPS = frozenset({"begin", "start", "continue", "keep", "resume", "stop", "finish", "help", "try", "manage"})
AHEAD = frozenset({"will", "shall", "'ll", "wo", "would"})
AHEAD_WORDS = frozenset("plan expect schedule due set intend prepare vow promise pledge threaten aim".split())
MONTHS_APART = 300  # days
MEETINGS = frozenset({"in", "at", "during", "on"})


def dated(document: Document, sentence: Sentence, token: int) -> tuple[Date | None, Precision]:
    """The date of the act at a token and how exact it is; `published`: the text does not say.

    The date of a week is its Monday, of a month its first day, of a year the first of January. Never
    today's date. An act without a date of its own that was made known on a certain day ("officials said on
    Monday that …") has that day in place of the day of publication.
    """
    published = document.article.published
    word = document.doc[token]
    found = [(one, root) for one, root in _expressions(document, sentence) if not _is_end(root, word)]
    best = min(_ranked(found, word), key=lambda pair: pair[0], default=None)
    if best is None:
        return _told_on(found, word) or published, "published"
    _, one, root = best
    if limit_of(root) and published and is_due(word):
        return _due(one, published), one.precision
    return one.date(_is_ahead(word)), one.precision


def _expressions(document: Document, sentence: Sentence) -> Iterator[tuple[Spelled, Token]]:
    """The date expressions of a sentence with the token that heads each."""
    text = document.article.text[sentence.start : sentence.end]
    for one in spelled(text, document.article.published):
        tokens = [
            i
            for i in range(sentence.first, sentence.last)
            if document.starts[i] < sentence.start + one.end and document.ends[i] > sentence.start + one.start
        ]
        if tokens:
            yield one, document.doc[tokens[0] : tokens[-1] + 1].root


def _ranked(
    found: list[tuple[Spelled, Token]], word: Token
) -> Iterator[tuple[tuple[int, int], Spelled, Token]]:
    """The expressions that can date the word, the closest tie first."""
    for one, root in found:
        rank = _tie(root, word)
        if rank is not None:
            yield (rank, abs(root.i - word.i)), one, root


def _told_on(found: list[tuple[Spelled, Token]], word: Token) -> Date | None:
    """The day on which somebody told of the act."""
    tellings = set(tellings_above(word))
    days = (one.past for one, root in found if one.precision == "day" and _owner(root) in tellings)
    return next(days, None)


def _is_end(expression: Token, word: Token) -> bool:
    """Of "held the port until May", that it ended then, which does not date it."""
    return limit_of(expression) == "until" and not is_due(word)


def _due(one: Spelled, published: Date) -> Date:
    """By when: what comes next, but of a day or month without its year the nearer one."""
    yearly = (one.future - one.past).days > MONTHS_APART
    return one.past if yearly and published - one.past < one.future - published else one.future


def _tie(expression: Token, word: Token) -> int | None:
    """How a date expression belongs to a word: 0 on it, 1 on its clause's verb, 2 on a setting of it."""
    owner = _owner(expression)
    if owner is None:
        return None
    if owner == word:
        return 0
    verbs = list(_clause_verbs(word))
    if owner in verbs:
        return 1
    phrase = owner.head
    if owner.pos_ in ("NOUN", "PROPN") and owner.dep_ == "pobj" and phrase.lower_ in MEETINGS:
        return 2 if phrase.head in verbs else None
    return None


def _owner(expression: Token) -> Token | None:
    """The verb or noun that a date expression says something about."""
    at = expression
    while at.head != at:
        at = at.head
        if at.pos_ not in ("ADP", "ADV", "NUM", "SCONJ", "ADJ") and at.ent_type_ != "DATE":
            return at
    return at if at.pos_ in VERBAL else None


def _clause_verbs(word: Token) -> Iterator[Token]:
    """The verb of the word's clause, and those that it is one act with."""
    at = word
    for _ in range(8):
        if at.pos_ in VERBAL:
            yield at
            if not _one_act(at):
                return
        elif at.dep_ in ("relcl", "acl"):
            return
        if at.head == at:
            return
        at = at.head


def _one_act(verb: Token) -> bool:
    """Whether the verb above is part of the same act: "began shelling", "entered and burnt"."""
    if verb.dep_ == "xcomp":
        return verb.tag_ == "VBG" or verb.head.lemma_.lower() in STEPS
    return verb.dep_ == "conj" and not any(children(verb, "nsubj", "nsubjpass"))


def _is_ahead(word: Token) -> bool:
    """Whether the act is told as one to come."""
    for verb in (word, *_clause_verbs(word)):
        if any(t.lower_ in AHEAD for t in children(verb, "aux")):
            return True
        infinitive = any(t.lower_ == "to" for t in children(verb, "aux"))
        if (
            infinitive
            and verb.dep_ in ("xcomp", "acl", "advcl")
            and verb.head.lemma_.lower() in AHEAD_WORDS | {"go"}
        ):
            return True
        if infinitive and verb.dep_ == "ROOT":
            return True
    return any(t.lower_ in ("planned", "upcoming", "scheduled", "proposed") for t in children(word, "amod"))
