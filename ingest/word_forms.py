"""Part of speech, morphology and lemma of words, as the rules of the model give them, each case once.

spaCy matches some hundred patterns at every token of every text: a fifth of the whole pass. What nearly all
of them say depends on the tag and function of the word, and on the word itself only where a pattern names it.
"""

from collections.abc import Iterator, Sequence
from typing import Any

import numpy
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc

REPLACED = ("attribute_ruler", "lemmatizer")
KINDS = (AttributeRuler, Lemmatizer)
OF_ONE_TOKEN = frozenset({"TAG", "DEP", "LOWER", "ORTH"})
FORMS: list[int | str] = ["POS", "MORPH", "LEMMA"]

Case = tuple[int, int, int]
Forms = tuple[int, int, int]


class WordForms:
    """Does what the attribute ruler and the lemmatizer of a model do, to the letter.

    >>> from ingest.parser import language_model
    >>> doc = Doc(language_model().vocab, words=["troops", "fled"], tags=["NNS", "VBD"])
    >>> WordForms(language_model()).annotate(doc)
    >>> [(token.pos_, token.lemma_) for token in doc]
    [('NOUN', 'troop'), ('VERB', 'flee')]
    """

    def __init__(self, nlp: Language) -> None:
        parts: tuple[Any, Any] = (nlp.get_pipe(REPLACED[0]), nlp.get_pipe(REPLACED[1]))
        ruler, self._lemmatizer = parts
        single = [entry for entry in ruler.patterns if _is_of_one_token(entry)]
        longer = [entry for entry in ruler.patterns if not _is_of_one_token(entry)]
        self._single, self._longer = _ruler(nlp, single), _ruler(nlp, longer)
        self._named = {nlp.vocab.strings.add(word) for entry in single for word in _words(entry)}
        self._vocab: Any = nlp.vocab
        self._forms: dict[Case, Forms] = {}
        self._lemmas: dict[Case, int] = {}

    def annotate(self, doc: Doc) -> None:
        """Set part of speech, morphology and lemma of a tagged and parsed document."""
        if not len(doc):
            return
        cases = doc.to_array(["LOWER", "ORTH", "TAG", "DEP"]).tolist()
        forms = [self._form(*case) for case in cases]
        _set(doc, FORMS, forms)
        self._longer(doc)
        rows = doc.to_array(["ORTH", "POS", "MORPH", "LEMMA"]).tolist()
        lemmas = [row[3] or self._lemma(doc, i, row) for i, row in enumerate(rows)]
        _set(doc, ["LEMMA"], lemmas)

    def _form(self, lower: int, orth: int, tag: int, dep: int) -> Forms:
        word = orth if lower in self._named or orth in self._named else 0
        known = self._forms.get((word, tag, dep))
        if known is None:
            strings = self._vocab.strings
            doc = Doc(self._vocab, words=[strings[orth]], tags=[strings[tag]], deps=[strings[dep]])
            pos, morph, lemma = self._single(doc).to_array(FORMS)[0].tolist()
            known = (pos, morph, lemma)
            if not self._vocab.in_memory_zone:
                self._forms[word, tag, dep] = known
        return known

    def _lemma(self, doc: Doc, i: int, row: list[int]) -> int:
        case = (row[0], row[1], row[2])
        known = self._lemmas.get(case)
        if known is None:
            known = self._vocab.strings.add(self._lemmatizer.lemmatize(doc[i])[0])
            self._lemmatizer.cache.clear()
            if not self._vocab.in_memory_zone:  # its strings are gone at its end
                self._lemmas[case] = known
        return known


def _set(doc: Doc, attributes: list[int | str], values: Sequence[object]) -> None:
    rows: Any = numpy.array(values, dtype="uint64")
    doc.from_array(attributes, rows)


def can_replace(nlp: Language) -> bool:
    """Whether a model has its words' forms from the two components that are replaced."""
    return all(
        nlp.has_pipe(name) and isinstance(nlp.get_pipe(name), kind)
        for name, kind in zip(REPLACED, KINDS, strict=True)
    )


def _is_of_one_token(entry: dict[str, Any]) -> bool:
    patterns: list[list[dict[str, Any]]] = entry["patterns"]
    return all(len(p) == 1 and p[0].keys() <= OF_ONE_TOKEN and _names_words(p[0]) for p in patterns)


def _names_words(token: dict[str, Any]) -> bool:
    """Whether the words that a pattern speaks of are listed in it."""
    said = [token[key] for key in ("LOWER", "ORTH") if key in token]
    return all(isinstance(value, str) or value.keys() == {"IN"} for value in said)


def _words(entry: dict[str, Any]) -> Iterator[str]:
    for [token] in entry["patterns"]:
        for key in ("LOWER", "ORTH"):
            value = token.get(key, [])
            yield from [value] if isinstance(value, str) else value["IN"] if value else []


def _ruler(nlp: Language, entries: list[dict[str, Any]]) -> AttributeRuler:
    ruler = AttributeRuler(nlp.vocab)
    ruler.add_patterns(entries)
    return ruler
