"""Quotations and who speaks them: the verb before or behind, else who spoke last."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Span, Token

from ingest.arguments import children
from ingest.attribute_clauses import is_silent, outlets_of, speakers_of
from ingest.attribute_stretches import Telling
from ingest.attribute_words import Speech
from ingest.document import Document

OPENING = frozenset("“«„")
CLOSING = frozenset("”»")
FEWEST = 4
ENDS = frozenset({",", "?", "!", "…", "...", "--", "—", "–"})
FAR = 25


@dataclass(frozen=True)
class Quote:
    """Words in quotation marks, without the marks. `open`: never closed in its paragraph."""

    first: int
    last: int
    paragraph: int
    open: bool = False


def quotes(document: Document) -> Iterator[Quote]:
    """The quotations of a document that are longer than a few words, in their order."""
    start: int | None = None
    end = {s.paragraph: s.last for s in document.sentences}
    at = -1
    for token in document.doc:
        paragraph = document.sentence_of(token).paragraph
        if paragraph != at and start is not None:
            yield from _long(Quote(start, end[at], at, open=True))
            start = None
        at = paragraph
        mark = _mark(document, token, start is not None)
        if mark == "open":
            start = token.i + 1
        elif mark == "close" and start is not None:
            yield from _long(Quote(start, token.i, paragraph))
            start = None
    if start is not None:
        yield from _long(Quote(start, len(document.doc), at, open=True))


def _long(quote: Quote) -> Iterator[Quote]:
    if quote.last - quote.first >= FEWEST:
        yield quote


def _mark(document: Document, token: Token, inside: bool) -> str | None:
    """Whether a token opens or closes a quotation; straight marks take turns within a paragraph."""
    if token.text not in ('"', "''", "``"):
        return None
    written = document.article.text[document.starts[token.i] : document.ends[token.i]]
    if written in OPENING:
        return "open"
    if written in CLOSING:
        return "close"
    return "close" if inside else "open"


@dataclass(frozen=True)
class Spoken:
    """A quotation and the verb that brings it in; `carried` where it only follows another."""

    quote: Quote
    cue: int
    carried: bool = False


def spoken(document: Document, words: Speech) -> Iterator[Spoken]:
    """Every quotation for which somebody can be said to speak."""
    found = list(quotes(document))
    last: Spoken | None = None
    for n, quote in enumerate(found):
        cue = _behind(document, quote, found[n + 1 : n + 2], words)
        cue = cue if cue is not None else _ahead(document, quote, found[n - 1 : n] if n else [], words)
        if cue is not None:
            last = Spoken(quote, cue)
        elif last is not None and _goes_on(document, last.quote, quote):
            last = replace(last, quote=quote, carried=True)
        else:
            cue = _sentence_before(document, quote, words)
            last = Spoken(quote, cue, carried=True) if cue is not None else None
        if last is not None:
            yield last


def _sentence_before(document: Document, quote: Quote, words: Speech) -> int | None:
    """The verb of telling that heads the sentence before one that begins with the quotation."""
    opens = document.sentence_of(quote.first)
    if quote.first - 1 > opens.first or opens.index == 0:
        return None
    before = document.sentences[opens.index - 1]
    if before.headline or opens.paragraph - before.paragraph > 1:
        return None
    roots = [t for t in document.doc[before.first : before.last] if t.dep_ == "ROOT"]
    return next((t.i for t in roots if _is_cue(t, words) and any(children(t, "nsubj"))), None)


def _is_cue(token: Token, words: Speech) -> bool:
    lemma = token.lemma_.lower()
    known = words.say | words.think | words.accuse | words.deny | words.object
    if lemma == "put" and any(t.lower_ == "as" for t in children(token, "mark", "advmod")):
        return True
    return token.pos_ in ("VERB", "AUX") and lemma in known and not is_silent(token, words)


def _behind(document: Document, quote: Quote, following: Sequence[Quote], words: Speech) -> int | None:
    """The verb of `"…," said X` and `"…," X said`."""
    doc = document.doc
    mark = quote.last + 1
    if quote.open or mark >= len(doc):
        return None
    comma = doc[mark].text == ","
    if not comma and doc[quote.last - 1].text not in ENDS:
        return None
    sentence = document.sentence_of(mark)
    end = min([sentence.last, mark + FAR, *(q.first for q in following)])
    if sentence.paragraph != quote.paragraph:
        return None
    return next((t.i for t in doc[mark:end] if _is_cue(t, words) and t.dep_ not in ("relcl", "acl")), None)


def _ahead(document: Document, quote: Quote, earlier: Sequence[Quote], words: Speech) -> int | None:
    """The verb of `X said, "…"` and of a sentence or paragraph that ends with a colon."""
    doc, mark = document.doc, quote.first - 1
    if mark <= 0:
        return None
    sentence = document.sentence_of(mark - 1)
    before = doc[mark - 1]
    if (
        before.text not in (",", ":", "that", "as")
        and not _is_cue(before, words)
        and before.text[-1] in ".!?\"'"
    ):
        return None
    floor = max([sentence.first, mark - 2 * FAR, *(q.last + 1 for q in earlier)])
    cues = [t.i for t in doc[floor:mark] if _is_cue(t, words)]
    if cues:
        return cues[-1]
    return mark - 1 if before.text == ":" and _heads_line(doc[sentence.first : mark]) else None


def _heads_line(stretch: Span) -> bool:
    return any(t.dep_ in ("nsubj", "ROOT") for t in stretch)


def _goes_on(document: Document, before: Quote, quote: Quote) -> bool:
    """Whether a quotation without a verb is still the same speaker's: whole sentences soon after."""
    opens = document.sentence_of(quote.first)
    starts_sentence = quote.first - 1 <= opens.first
    if quote.paragraph == before.paragraph:
        return starts_sentence
    starts_paragraph = (
        starts_sentence
        and opens.index > 0
        and (document.sentences[opens.index - 1].paragraph != quote.paragraph)
    )
    return starts_paragraph and quote.paragraph == before.paragraph + 1


def quote_tellings(document: Document, words: Speech) -> Iterator[Telling]:
    """The voices of the quotations of a document."""
    for one in spoken(document, words):
        token = document.doc[one.cue]
        speakers = speakers_of(token) if token.text != ":" else _before_colon(document, token)
        stretch = (one.quote.first, one.quote.last)
        yield Telling(one.cue, speakers, (stretch,))
        if token.lemma_.lower() in words.say:
            yield from (
                Telling(one.cue, (t.i,), (stretch,), outer=1, printed=True) for t in outlets_of(token)
            )


def _before_colon(document: Document, colon: Token) -> tuple[int, ...]:
    """Who stands before a colon, where there is no verb of telling."""
    sentence = document.sentence_of(colon)
    stretch = document.doc[sentence.first : colon.i]
    subject = next((t for t in stretch if t.dep_ == "nsubj"), stretch.root)
    return (subject.i,)
