"""Which actors speak: the mention that a speaker's words head, or the one that they belong to."""

from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Token

from ingest.arguments import children
from ingest.attribute_words import Speech
from ingest.document import Cast, Document, Spot

OWNED = ("by", "from", "of", "in", "at", "with", "for")
NOT_IN_SOURCE = frozenset({"relcl", "acl", "punct", "cc", "conj"})


@dataclass(frozen=True)
class Speakers:
    """Finds the actors behind the words that name a speaker, in one document."""

    document: Document
    cast: Cast
    words: Speech

    def of(self, i: int) -> tuple[str, ...]:
        """The actors that the token stands for; none where it is nobody of the cast."""
        spot = self._spot(self.document.doc[i], 0)
        return spot.actors if spot else ()

    def is_outlet(self, actor: str) -> bool:
        """Whether an actor prints or sends what it was told."""
        known = self.cast.actors.get(actor)
        return known is not None and known.kind == "media"

    def source(self, i: int) -> tuple[int, int]:
        """The tokens that name the speaker: the mention, else the noun with what stands before it."""
        spot = self.cast.at(i)
        if spot:
            return spot.first, spot.last
        token = self.document.doc[i]
        last = max((t.right_edge.i for t in token.children if self._belongs(t)), default=i)
        return token.left_edge.i if token.left_edge.i <= i else i, max(last, i) + 1

    @staticmethod
    def _belongs(child: Token) -> bool:
        return child.i > child.head.i and child.dep_ in ("prep", "nummod", "case") and child.lower_ in OWNED

    def _spot(self, token: Token, steps: int) -> Spot | None:
        spot = self.cast.at(token)
        if spot or steps > 3 or token.pos_ in ("VERB", "AUX"):
            return spot
        return next((s for t in self._near(token) if (s := self._spot(t, steps + 1))), None)

    @staticmethod
    def _near(noun: Token) -> Iterator[Token]:
        yield from children(noun, "appos")
        yield from children(noun, "poss")
        for verb in children(noun, "acl"):
            yield from (t for by in children(verb, "agent") for t in children(by, "pobj"))
        for phrase in children(noun, "prep"):
            if phrase.lower_ in OWNED:
                yield from children(phrase, "pobj")
        yield from (t for t in reversed(list(noun.lefts)) if t.dep_ in ("amod", "compound", "nmod"))
