"""Voices that stand before or behind a mark instead of a verb: "Baku: …", "…: report", "… - officials"."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from ingest.attribute_stretches import Telling, cleaned
from ingest.attribute_words import Speech
from ingest.document import Document, Sentence

DASHES = frozenset({"-", "--", "–", "—", "―"})
LONGEST = 6
VERBAL = frozenset({"VERB", "AUX"})


def label_tellings(document: Document, words: Speech) -> Iterator[Telling]:
    """The voices that a headline names beside a colon or dash, and the names of an interview."""
    for sentence in document.sentences:
        if sentence.headline:
            yield from _of_headline(document, sentence, words)
        elif _opens_paragraph(document, sentence):
            yield from _of_paragraph(document, sentence)


def _opens_paragraph(document: Document, sentence: Sentence) -> bool:
    return sentence.index == 0 or document.sentences[sentence.index - 1].paragraph != sentence.paragraph


def _of_headline(document: Document, sentence: Sentence, words: Speech) -> Iterator[Telling]:
    tokens = document.doc[sentence.first : sentence.last]
    marks = [t.i for t in tokens if t.text == ":" or (t.text in DASHES and _is_apart(t))]
    for mark in marks:
        before, after = document.doc[sentence.first : mark], document.doc[mark + 1 : sentence.last]
        if document.doc[mark].text == ":" and _is_name(before) and len(after) > 2:
            yield Telling(mark, (before.root.i,), (cleaned(tokens, (mark + 1, sentence.last)),))
            return
        if _is_name(after) and len(before) > 3 and (mark == marks[-1]):
            yield Telling(mark, (after.root.i,), (cleaned(tokens, (sentence.first, mark)),), hedged=False)


def _is_apart(dash: Token) -> bool:
    """Whether a dash stands between words and not in one."""
    return bool(dash.i and dash.nbor(-1).whitespace_ and dash.whitespace_)


def _is_name(stretch: Span) -> bool:
    """A few words without a verb, of which the last is a noun: "Baku", "army chief", "report"."""
    words = [t for t in stretch if not t.is_punct and not t.is_space]
    if any(t.is_quote or t.text == "'" for t in stretch):
        return False
    return (
        0 < len(words) <= LONGEST
        and not any(t.pos_ in VERBAL for t in words)
        and any(t.pos_ in ("NOUN", "PROPN") for t in words)
    )


def _of_paragraph(document: Document, sentence: Sentence) -> Iterator[Telling]:
    """ "SMITH: We never did." in an interview: the whole paragraph."""
    doc = document.doc
    mark = next(
        (i for i in range(sentence.first, min(sentence.first + 5, sentence.last)) if doc[i].text == ":"), None
    )
    if mark is None or mark == sentence.first:
        return
    name = doc[sentence.first : mark]
    last = max(
        s.last
        for s in document.sentences[sentence.index : sentence.index + 40]
        if s.paragraph == sentence.paragraph
    )
    if all(t.text[:1].isupper() for t in name) and last - mark > 3:
        yield Telling(mark, (name.root.i,), ((mark + 1, last),))
