"""Voices that stand before or behind a mark instead of a verb: "Baku: …", "…: report", "… - officials"."""

from collections.abc import Iterator

from spacy.tokens import Span, Token

from ingest.attribute_speakers import Speakers
from ingest.attribute_stretches import Telling, cleaned
from ingest.document import Document, Sentence

DASHES = frozenset({"-", "--", "–", "—", "―"})
LONGEST = 6
VERBAL = frozenset({"VERB", "AUX"})


def label_tellings(speakers: Speakers) -> Iterator[Telling]:
    """The voices that a headline names beside a colon or dash, and the names of an interview."""
    document = speakers.document
    for sentence in document.sentences:
        if sentence.headline:
            yield from _of_headline(sentence, speakers)
        elif _opens_paragraph(document, sentence):
            yield from _of_paragraph(document, sentence)


def _opens_paragraph(document: Document, sentence: Sentence) -> bool:
    return sentence.index == 0 or document.sentences[sentence.index - 1].paragraph != sentence.paragraph


def _of_headline(sentence: Sentence, speakers: Speakers) -> Iterator[Telling]:
    doc = speakers.document.doc
    tokens = doc[sentence.first : sentence.last]
    marks = [t.i for t in tokens if t.text == ":" or (t.text in DASHES and _is_apart(t))]
    for mark in marks:
        before, after = doc[sentence.first : mark], doc[mark + 1 : sentence.last]
        if (
            doc[mark].text == ":"
            and _is_name(before)
            and len(after) > 2
            and not _is_place(before, after, speakers)
        ):
            if _is_somebody(before, speakers):
                yield Telling(mark, (before.root.i,), (cleaned(tokens, (mark + 1, sentence.last)),))
            return
        if _is_name(after) and len(before) > 3 and mark == marks[-1] and _is_somebody(after, speakers):
            yield Telling(mark, (after.root.i,), (cleaned(tokens, (sentence.first, mark)),), hedged=False)


def _is_somebody(label: Span, speakers: Speakers) -> bool:
    """Whether a name with a possessive is that of an actor: "Toria's army", not "Toria's right"."""
    return (
        not any(t.tag_ == "POS" or t.dep_ == "case" for t in label)
        or speakers.cast.at(label.root) is not None
    )


def _is_place(label: Span, after: Span, speakers: Speakers) -> bool:
    """Whether a state before a colon only says where it was: nothing is told of another state, or another
    voice tells it.
    """
    actors = speakers.cast.actors
    states = [a for a in speakers.of(label.root.i) if a in actors and actors[a].kind == "state"]
    named = {actors[a].name.lower() for a in states}
    if not states or (label.root.ent_type_ not in ("GPE", "LOC") and label.text.lower() not in named):
        return False
    if any(
        t.lemma_.lower() in speakers.words.telling | speakers.words.deny for t in after if t.pos_ == "VERB"
    ):
        return True
    homes = {actors[a].country for a in states} | {None}
    others = {a for s in speakers.cast.within(after.start, after.end) for a in s.actors if a in actors}
    abroad = (a for a in others if actors[a].country not in homes or actors[a].kind == "state")
    return not any(a not in states for a in abroad)


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
