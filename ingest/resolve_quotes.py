"""Quotations: which tokens stand inside one, and who speaks there."""

from bisect import bisect_right

from spacy.tokens import Token

from ingest.document import Document

SPEECH = frozenset(
    "say tell add note warn claim state declare announce stress argue insist write tweet post"
    " explain recall reply"
    " answer ask comment remark conclude continue admit acknowledge confirm deny believe think observe point"
    " suggest emphasize emphasise reiterate urge call vow promise complain report quote shout joke"
    " testify".split()
)


class Quotes:
    """The quotations of a document. A quotation that is still open ends with its paragraph."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.edges: list[tuple[int, int]] = list(_edges(document))
        self.begins = [begin for begin, _ in self.edges]
        self._speakers: dict[int, int | None] = {}

    def inside(self, token: int) -> bool:
        """Whether a token stands inside a quotation."""
        at = bisect_right(self.begins, token) - 1
        return at >= 0 and token < self.edges[at][1]

    def speaker(self, token: int) -> int | None:
        """The token that heads whose words a token inside a quotation is; None outside, or where not told."""
        if not self.inside(token):
            return None
        sentence = self.document.sentence_of(token)
        for index in (sentence.index, sentence.index - 1, sentence.index + 1):
            if 0 <= index < len(self.document.sentences):
                near = self.document.sentences[index]
                found = self._speaker_in(index) if near.paragraph == sentence.paragraph else None
                if found is not None:
                    return found
        return None

    def _speaker_in(self, index: int) -> int | None:
        if index not in self._speakers:
            sentence = self.document.sentences[index]
            tokens = self.document.doc[sentence.first : sentence.last]
            verbs = [t for t in tokens if t.lemma_ in SPEECH and t.pos_ == "VERB" and not self.inside(t.i)]
            self._speakers[index] = next((s.i for verb in verbs if (s := _subject(verb)) is not None), None)
        return self._speakers[index]


def _subject(verb: Token) -> Token | None:
    return next((child for child in verb.children if child.dep_ == "nsubj"), None)


def _edges(document: Document) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    opened, paragraph = -1, -1
    for sentence in document.sentences:
        if sentence.paragraph != paragraph:
            if opened >= 0:
                found.append((opened, sentence.first))
            paragraph, opened = sentence.paragraph, -1
        for i in range(sentence.first, sentence.last):
            if document.doc[i].text == '"':
                if opened >= 0:
                    found.append((opened, i))
                opened = -1 if opened >= 0 else i
    if opened >= 0:
        found.append((opened, len(document.doc)))
    return found
