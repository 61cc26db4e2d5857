"""An article as it was read: tokens, sentences and mentions, every one with its place in the text."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from spacy.tokens import Doc, Token

from graph.model import Actor, Article, Evidence


@dataclass(frozen=True)
class Sentence:
    """Tokens `first` to `last` (not included) of the document; `start` and `end` count in the text.

    `broken` says why no act is read from it, where the parser can have made nothing of it.
    """

    index: int
    first: int
    last: int
    start: int
    end: int
    paragraph: int
    headline: bool = False
    broken: str | None = None


@dataclass(frozen=True)
class Document:
    """One parsed article. `doc` is the whole article as one spaCy Doc, from which brackets and quotation
    marks that mislead the parser were left out: so places in the text come from `starts` and `ends`
    (one entry a token, counted in `article.text`), never from `token.idx`.
    """

    article: Article
    doc: Doc
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    sentences: tuple[Sentence, ...]

    @cached_property
    def _firsts(self) -> list[int]:
        return [sentence.first for sentence in self.sentences]

    def sentence_of(self, token: Token | int) -> Sentence:
        """The sentence in which a token stands."""
        i = token if isinstance(token, int) else token.i
        return self.sentences[bisect_right(self._firsts, i) - 1]

    def tokens(self, start: int, end: int) -> range:
        """The tokens that a stretch of the article's text touches; an empty range where it has none."""
        return range(bisect_right(self.ends, start), bisect_left(self.starts, end))

    def words(self, first: int, last: int) -> str:
        """The text of tokens `first` to `last` (not included), as published."""
        return self.article.text[self.starts[first] : self.ends[last - 1]]

    def evidence(self, sentence: Sentence) -> Evidence:
        """The sentence as evidence."""
        return Evidence(
            quote=self.article.text[sentence.start : sentence.end], start=sentence.start, end=sentence.end
        )


@dataclass(frozen=True)
class Spot:
    """A mention by its tokens `first` to `last` (not included) and the token that heads it.

    `actors` are ids; more than one for "the two countries".
    """

    first: int
    last: int
    head: int
    actors: tuple[str, ...]


@dataclass(frozen=True)
class Cast:
    """Who appears in an article: its actors by id, and every mention of them.

    `places` are states that are named as mere places ("in Tehran"): no mentions of an actor, but they tell
    whose "bases in Sudmark" are.
    """

    actors: Mapping[str, Actor]
    spots: tuple[Spot, ...]
    places: tuple[Spot, ...] = ()

    @cached_property
    def by_head(self) -> Mapping[int, Spot]:
        """The widest spot of each head token."""
        return {s.head: s for s in sorted(self.spots, key=lambda s: s.last - s.first)}

    def at(self, token: Token | int) -> Spot | None:
        """The widest mention headed by this token."""
        return self.by_head.get(token if isinstance(token, int) else token.i)

    @cached_property
    def place_by_head(self) -> Mapping[int, Spot]:
        """The mere place that each token heads."""
        return {s.head: s for s in self.places}

    def within(self, first: int, last: int) -> Iterable[Spot]:
        """The mentions that lie in a stretch of tokens."""
        return (s for s in self.spots if first <= s.first and s.last <= last)


def head_of(doc: Doc, first: int, last: int) -> int:
    """The token of a stretch that the others hang on."""
    return int(doc[first:last].root.i)
