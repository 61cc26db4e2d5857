"""What others say that somebody said: "the statements attributed to X are fake"."""

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from ingest.arguments import children, subjects
from ingest.attribute_speakers import Speakers
from ingest.attribute_stretches import Stretch, Telling, holds, joined, span_of
from ingest.document import Document

ASCRIBED = frozenset({"attribute", "ascribe", "credit"})


def attributed(
    document: Document, told: Sequence[Telling], denial: Telling, speakers: Speakers
) -> tuple[Stretch, ...]:
    """All that X says or proposes by the word of others before a denial of "statements attributed to X"."""
    sentence = document.sentence_of(denial.cue)
    said_by = {a for t in document.doc[sentence.first : denial.cue] for a in _ascribed_to(t, speakers)}
    if not said_by:
        return ()
    found = [
        stretch
        for verb in document.doc[: sentence.first]
        if verb.pos_ == "VERB" and verb.lemma_.lower() in speakers.words.telling
        if any(said_by & set(speakers.of(t.i)) for t in subjects(verb))
        if any(t.stance == "asserts" and holds(t.content, verb.i) for t in told)
        for stretch in _said(verb)
    ]
    return joined(found)


def _ascribed_to(participle: Token, speakers: Speakers) -> Iterator[str]:
    """X of "attributed to X"."""
    if participle.lemma_.lower() in ASCRIBED:
        for to in children(participle, "prep", "dative"):
            yield from (actor for t in children(to, "pobj") for actor in speakers.of(t.i))


def _said(verb: Token) -> Iterator[Stretch]:
    """What follows a verb of saying or proposing: its clause, its gerund, its object."""
    return (span_of(t) for t in children(verb, "ccomp", "xcomp", "dobj") if t.i > verb.i)
