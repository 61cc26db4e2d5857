"""Article to Document: tokens, sentences, parse and names, by spaCy, with repairs of what misleads it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from spacy.language import Language
from spacy.tokens import Doc

from graph.model import Article
from ingest.broken import is_shouting, why_broken
from ingest.document import Document, Sentence
from ingest.lexicon import lexicon
from ingest.parser import language_model, parsed

LONGEST_PARAGRAPH = 20_000
LINE = re.compile(r"[^\n]+")
# "PORT LOUIS, March 4 (Example Wire) - ": its place and agency are no actors of the sentence
DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]+[ ,/]*){1,5}(?:[,;] ?[A-Za-z. ]{2,20})?"
    r"(?:, ?[A-Z][a-z]{2,8}\.? \d{1,2})?(?: ?\([^)\n]{2,30}\))?(?: ?[–—] ?| -{1,2} )"
)
PREFIXES = frozenset("co de re pre anti counter ex non pro vice mid".split())
SMALL_WORD = re.compile(r"\b[a-z]{3,}\b")
QUOTES = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": "'"}
MARKS = frozenset('"“”)')
SMALL = frozenset(
    "a an and as at but by for from in into is it its nor of off on or over per than that the their to up via"
    " vs was were with after amid against are be been before has have he his not"
    " who will".split()
)


@dataclass(frozen=True)
class Piece:
    """One token as it goes to the parser, and where it stands in the article."""

    word: str
    space: bool
    start: int
    end: int


def read(article: Article, nlp: Language | None = None) -> Document:
    """Parse an article; offsets always point into its text.

    A title, and a paragraph all in capitals, are truecased for the parser.

    >>> d = read(Article(id="a", text='Iran warns Iraq\\n"The Telegraph" said so.', title="Iran warns Iraq"))
    >>> [d.article.text[s.start:s.end] for s in d.sentences]
    ['Iran warns Iraq', '"The Telegraph" said so.']
    """
    nlp = nlp or language_model()
    paragraphs = [list(p) for p in _paragraphs(article, nlp)]
    docs = parsed([_doc(nlp, pieces) for pieces in paragraphs], nlp)
    sentences: list[Sentence] = []
    first = 0
    for number, (doc, pieces) in enumerate(zip(docs, paragraphs, strict=True)):
        headline = number == 0 and bool(article.title)
        for a, b in [(0, len(doc))] if headline else _sentence_bounds(doc):
            start, end = _extent(article.text, pieces, a, b)
            broken = None if headline else why_broken(doc[a:b])
            sentences.append(
                Sentence(len(sentences), first + a, first + b, start, end, number, headline, broken)
            )
        first += len(doc)
    whole = Doc.from_docs(docs, ensure_whitespace=False) if docs else Doc(nlp.vocab)
    flat = [piece for pieces in paragraphs for piece in pieces]
    return Document(
        article,
        whole or Doc(nlp.vocab),
        tuple(piece.start for piece in flat),
        tuple(piece.end for piece in flat),
        tuple(sentences),
    )


def _extent(text: str, pieces: Sequence[Piece], a: int, b: int) -> tuple[int, int]:
    """The stretch of text of pieces `a` to `b`, with the marks at its edges that the parser never saw."""
    start, end = pieces[a].start, pieces[b - 1].end
    if start and text[start - 1] in MARKS:
        start -= 1
    while end < len(text) and text[end] in MARKS and (b == len(pieces) or end < pieces[b].start):
        end += 1
    return start, end


def _sentence_bounds(doc: Doc) -> Iterator[tuple[int, int]]:
    """Sentence bounds by the parser; closing quotation marks stay with the sentence that they close."""
    starts = [sent.start for sent in doc.sents]
    for n, i in enumerate(starts[1:], 1):
        if doc[i].is_quote and i + 1 < len(doc) and doc[i - 1].text in ".!?,":
            before = doc[starts[n - 1] : i].text.count('"')
            starts[n] = i + 1 if before % 2 else i
    starts = sorted({s for s in starts if s < len(doc)})
    yield from zip(starts, [*starts[1:], len(doc)], strict=True)


def _paragraphs(article: Article, nlp: Language) -> Iterator[list[Piece]]:
    for number, line in enumerate(LINE.finditer(article.text)):
        for start in range(line.start(), line.end(), LONGEST_PARAGRAPH):
            text = article.text[start : min(line.end(), start + LONGEST_PARAGRAPH)]
            skipped = DATELINE.match(text) if number else None
            at = skipped.end() if skipped else 0
            pieces = list(_repaired(_pieces(nlp.tokenizer(text[at:]), start + at)))
            if (number == 0 and article.title) or is_shouting([piece.word for piece in pieces]):
                pieces = list(_truecased(pieces, article.text[line.end() :]))
            if pieces:
                yield pieces


def _pieces(doc: Doc, base: int) -> list[Piece]:
    return [
        Piece(
            QUOTES.get(t.text, t.text.replace("’", "'")),
            bool(t.whitespace_),
            base + t.idx,
            base + t.idx + len(t),
        )
        for t in doc
        if not t.is_space
    ]


def _repaired(pieces: list[Piece]) -> Iterator[Piece]:
    """Leave out bracketed acronyms, and the quotation marks round a name in title case; join "cease-fire"."""
    left_out = {i for pair in _name_quotes(pieces) for i in pair} | set(_acronym_brackets(pieces))
    yield from _joined([piece for i, piece in enumerate(pieces) if i not in left_out])


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """One token for a word with a hyphen that the lexicon has, or that begins with a mere prefix."""
    i = 0
    while i < len(pieces):
        three = pieces[i : i + 3]
        if len(three) == 3 and three[1].word == "-" and _is_one_word(three):
            a, _, b = three
            yield Piece(_spelling(a.word, b.word), b.space, a.start, b.end)
            i += 3
        else:
            yield pieces[i]
            i += 1


def _is_one_word(three: Sequence[Piece]) -> bool:
    a, mark, b = three
    if a.space or mark.space:
        return False
    known = {f"{a.word}{b.word}".lower(), f"{a.word}-{b.word}".lower()} & _hyphenated()
    return bool(known) or (a.word.lower() in PREFIXES and b.word.islower())


def _spelling(a: str, b: str) -> str:
    return f"{a}{b}" if f"{a}{b}".lower() in _hyphenated() else f"{a}-{b}"


@cache
def _hyphenated() -> frozenset[str]:
    """The heads of the lexicon, with their plain inflections."""
    heads = {*lexicon().verbs, *lexicon().nouns}
    return frozenset(f"{head}{end}" for head in heads for end in ("", "s", "ed", "ing"))


def _name_quotes(pieces: Sequence[Piece]) -> Iterator[tuple[int, int]]:
    """Places of a pair of quotation marks round at most five words that all begin with a capital."""
    marks = [i for i, piece in enumerate(pieces) if piece.word == '"']
    for a, b in pairwise(marks):
        inside = [piece.word for piece in pieces[a + 1 : b]]
        if 1 <= len(inside) <= 5 and all(w[0].isupper() or w.lower() in ("of", "and") for w in inside):
            yield a, b


def _acronym_brackets(pieces: Sequence[Piece]) -> Iterator[int]:
    for i, piece in enumerate(pieces[:-2]):
        word = pieces[i + 1].word
        if piece.word == "(" and pieces[i + 2].word == ")" and word.isupper() and 2 <= len(word) <= 8 and i:
            yield from (i, i + 1, i + 2)


def _truecased(pieces: list[Piece], body: str) -> Iterator[Piece]:
    """A headline in title case or capitals as a sentence would have it, by what the body writes small."""
    words = [piece.word for piece in pieces if piece.word.isalpha()]
    shouting = len(words) > 3 and all(w.isupper() for w in words)
    capitals = sum(w[0].isupper() for w in words if len(w) > 3)
    titled = shouting or capitals > 0.7 * sum(len(w) > 3 for w in words)
    small = SMALL | set(SMALL_WORD.findall(body)) | _third_persons() if titled else SMALL
    for i, piece in enumerate(pieces):
        word = piece.word.title() if shouting and len(piece.word) > 3 else piece.word
        if i and (shouting or word.istitle() or len(word) == 1) and word.lower() in small:
            word = word.lower()
        yield Piece(word, piece.space, piece.start, piece.end)


@cache
def _third_persons() -> frozenset[str]:
    """The verbs of the lexicon as headlines have them: "denies", "attacks", "urges"."""
    verbs = lexicon().verbs
    return frozenset(
        f"{verb[:-1]}ies" if verb.endswith("y") else f"{verb}{end}" for verb in verbs for end in ("s", "es")
    )


def _doc(nlp: Language, pieces: list[Piece]) -> Doc:
    return Doc(nlp.vocab, words=[piece.word for piece in pieces], spaces=[piece.space for piece in pieces])
