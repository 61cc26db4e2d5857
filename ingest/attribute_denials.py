"""Denials of something told before: "a charge X denied", "X said the reports are fake"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Token

from ingest.arguments import children, conjuncts, patients, subjects
from ingest.attribute_ascribed import ASCRIBED, attributed
from ingest.attribute_charges import (
    BACK,
    About,
    plain_charge,
    sentence_before,
    sentences_back,
    untold,
)
from ingest.attribute_clauses import bears_nothing, is_silent
from ingest.attribute_nouns import called_false
from ingest.attribute_speakers import Speakers
from ingest.attribute_stretches import Stretch, Telling, holds, span_of
from ingest.attribute_words import Speech
from ingest.document import Document, Sentence


def denial_tellings(document: Document, told: Sequence[Telling], speakers: Speakers) -> Iterator[Telling]:
    """The denials whose content stands elsewhere, with that content."""
    for denial in _open_denials(document, told, speakers.words):
        content = denial.content or attributed(document, told, denial, speakers)
        content = content or _found(document, told, denial, speakers)
        if content:
            yield replace(denial, content=content, back=False)


def _open_denials(document: Document, told: Sequence[Telling], words: Speech) -> Iterator[Telling]:
    yield from (t for t in told if t.back)
    for sentence in document.sentences:
        for token in document.doc[sentence.first : sentence.last]:
            yield from _dismissal(token, words)
            yield from _called_false(token, told, words)


def _dismissal(verb: Token, words: Speech) -> Iterator[Telling]:
    """ "rejected the allegation", "called the report a lie", "a charge that X rejects"."""
    lemma = verb.lemma_.lower()
    if verb.pos_ != "VERB" or lemma not in words.dismiss or is_silent(verb, words):
        return
    if lemma in words.naming and not called_false(verb, words):
        return
    for noun in (one for t in [*patients(verb), *children(verb, "nsubj")] for one in conjuncts(t)):
        if noun.lemma_.lower() in words.told | words.bearer and _points_back(noun, verb, words):
            yield Telling(verb.i, _heads(subjects(verb)), (), "denies", back=True)
            return


def _points_back(noun: Token, verb: Token, words: Speech) -> bool:
    return bears_nothing(noun, words) or verb in list(children(noun, "relcl"))


def _heads(tokens: list[Token]) -> tuple[int, ...]:
    return tuple(one.i for t in tokens for one in conjuncts(t))


def _called_false(token: Token, told: Sequence[Telling], words: Speech) -> Iterator[Telling]:
    """ "X said the reports were fake": the speaker of the sentence denies what was reported."""
    if token.lemma_.lower() not in words.false or token.dep_ not in ("acomp", "attr", "oprd"):
        return
    subject = next(iter(children(token.head, "nsubj")), None)
    if subject is None or subject.lemma_.lower() not in words.told | words.bearer | {
        "this",
        "that",
        "it",
        "they",
    }:
        return
    if any(t.dep_ == "neg" for t in token.head.children):
        return
    inner = [t for t in told if t.speakers and t.stance == "asserts" and holds(t.content, token.i)]
    clauses = [t for t in subject.children if t.dep_ in ("acl", "relcl", "ccomp")]
    content = tuple(span_of(t) for t in clauses if t.lemma_.lower() not in ASCRIBED)
    for voice in sorted(inner, key=lambda t: t.outer)[:1]:
        yield Telling(token.i, voice.speakers, content, "denies", back=True)


def _found(
    document: Document, told: Sequence[Telling], denial: Telling, speakers: Speakers
) -> tuple[Stretch, ...]:
    """The latest words told before by somebody else that charge the denier with something, else those that
    name the denier, else the latest.
    """
    deniers = {a for i in denial.speakers for a in speakers.of(i)}
    here = document.sentence_of(denial.cue)
    earlier = [
        t for s in sentences_back(document, here, None) for t in _told_in(told, s, denial, deniers, speakers)
    ]
    about = About(deniers, speakers)
    beside = _beside(document, here, denial)
    same = [t for t in earlier if document.sentence_of(t.cue).index == here.index]
    if same or beside:
        return same[0].content if same else beside
    earlier = [t for t in earlier if not about.is_formal(t)]
    recent = _near(document, earlier, here)
    for fits in (about.charges, about.names):
        within = earlier if _names_charge(document.doc[denial.cue], speakers.words) else recent
        if found := next((t for t in within if fits(t)), None):
            return found.content
    plain = plain_charge(document, here, about)
    if plain or recent:
        return plain or recent[0].content
    return sentence_before(document, here, about)


def _near(document: Document, earlier: Sequence[Telling], here: Sentence) -> list[Telling]:
    """Those of the last sentences and of the headline."""
    numbers = {s.index for s in sentences_back(document, here, BACK)}
    return [t for t in earlier if document.sentence_of(t.cue).index in numbers]


def _names_charge(verb: Token, words: Speech) -> bool:
    """Whether a denial says what it denies, "the allegation", and not only "it"."""
    return any(t.lemma_.lower() in words.told for t in verb.subtree)


def _beside(document: Document, sentence: Sentence, denial: Telling) -> tuple[Stretch, ...]:
    """Of "Y, a charge X denied": Y."""
    verb = document.doc[denial.cue]
    if verb.dep_ != "relcl":
        return ()
    edge = verb.head.left_edge.i
    return untold(document, (sentence.first, edge)) if edge > sentence.first + 2 else ()


def _told_in(
    told: Sequence[Telling], sentence: Sentence, denial: Telling, deniers: set[str], speakers: Speakers
) -> Iterator[Telling]:
    """What others tell in a sentence, before the denial, the last first."""
    for telling in reversed(told):
        fits = sentence.first <= telling.cue < sentence.last and telling.cue < denial.cue and telling.content
        if fits and telling.stance == "asserts" and telling.speakers != denial.speakers:
            others = {a for i in telling.speakers for a in speakers.of(i)}
            if not (others and others <= deniers):
                yield telling
