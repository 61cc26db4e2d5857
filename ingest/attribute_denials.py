"""Denials of something told before: "a charge X denied", "X said the reports are fake"."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Span, Token

from ingest.arguments import children, conjuncts, patients, subjects
from ingest.attribute_clauses import bears_nothing, is_silent
from ingest.attribute_nouns import called_false
from ingest.attribute_speakers import Speakers
from ingest.attribute_stretches import Stretch, Telling, holds, span_of, without
from ingest.attribute_words import Speech, speech
from ingest.document import Document, Sentence

BACK = 3


def denial_tellings(document: Document, told: Sequence[Telling], speakers: Speakers) -> Iterator[Telling]:
    """The denials whose content stands elsewhere, with that content."""
    for denial in _open_denials(document, told, speakers.words):
        content = denial.content or _found(document, told, denial, speakers)
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
    content = tuple(span_of(t) for t in subject.children if t.dep_ in ("acl", "relcl", "ccomp"))
    for voice in sorted(inner, key=lambda t: t.outer)[:1]:
        yield Telling(token.i, voice.speakers, content, "denies", back=True)


def _found(
    document: Document, told: Sequence[Telling], denial: Telling, speakers: Speakers
) -> tuple[Stretch, ...]:
    """The nearest words told before by somebody else, best those that are about the denier."""
    deniers = {a for i in denial.speakers for a in speakers.of(i)}
    here = document.sentence_of(denial.cue)
    beside = _beside(document.doc[here.first : here.last], denial)
    earlier = [
        t for s in _sentences_back(document, here) for t in _told_in(told, s, denial, deniers, speakers)
    ]
    for telling in earlier:
        if (
            _is_about(telling.content, deniers, speakers)
            or document.sentence_of(telling.cue).index == here.index
        ):
            return telling.content
    if beside:
        return beside
    return earlier[0].content if earlier else _sentence_before(document, here)


def _beside(sentence: Span, denial: Telling) -> tuple[Stretch, ...]:
    """Of "Y, a charge X denied": Y."""
    verb = sentence.doc[denial.cue]
    if verb.dep_ != "relcl":
        return ()
    edge = verb.head.left_edge.i
    return _untold(sentence, edge) if edge > sentence.start + 2 else ()


def _untold(sentence: Span, edge: int) -> tuple[Stretch, ...]:
    """What stands before a place in a sentence, without its verbs of charging."""
    found: tuple[Stretch, ...] = ((sentence.start, edge),)
    for token in sentence.doc[sentence.start : edge]:
        if token.pos_ == "VERB" and token.lemma_.lower() in speech().accuse:
            found = tuple(piece for s in found for piece in without(s, (token.i, token.i + 1)))
    return found


def _sentences_back(document: Document, here: Sentence) -> Iterator[Sentence]:
    yield from reversed(document.sentences[max(0, here.index - BACK) : here.index + 1])
    if here.index > BACK and document.sentences[0].headline:
        yield document.sentences[0]


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


def _is_about(content: Sequence[Stretch], deniers: set[str], speakers: Speakers) -> bool:
    """Whether a denier, or somebody of the same country, is named in the words."""
    actors = speakers.cast.actors
    countries = {actors[a].country for a in deniers if a in actors} - {None}
    for a, b in content:
        for spot in speakers.cast.within(a, b):
            if any(k in deniers or (k in actors and actors[k].country in countries) for k in spot.actors):
                return True
    return False


def _sentence_before(document: Document, here: Sentence) -> tuple[Stretch, ...]:
    if here.index == 0:
        return ()
    before = document.sentences[here.index - 1]
    return _untold(document.doc[before.first : before.last], before.last)
