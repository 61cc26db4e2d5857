"""Which actors speak: the mention that a speaker's words head, or the one that they belong to."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from ingest.arguments import children
from ingest.attribute_stretches import Telling
from ingest.attribute_words import Speech
from ingest.document import Cast, Document, Spot

OWNED = ("by", "from", "of", "in", "at", "with", "for")
FURTHER = frozenset({"another", "one", "second", "third"})
MEMORY = {"person": 3, "group": 2, "outlet": 8, "any": 3}  # how many sentences back somebody may have spoken


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


def name_speakers(told: Sequence[Telling], speakers: Speakers) -> dict[int, tuple[str, ...]]:
    """The actors of every token that names a speaker; "he" or "the paper" stand for who spoke last, "another
    aide" for the aides who spoke before.
    """
    named: dict[int, tuple[str, ...]] = {}
    last: dict[str, tuple[int, tuple[str, ...]]] = {}
    for i in sorted({i for telling in told if not telling.printed for i in telling.speakers}):
        actors = speakers.of(i)
        kind = _stands_for(speakers.document.doc[i], speakers.words)
        if not actors and kind in last:
            sentence, known = last[kind]
            near = speakers.document.sentence_of(i).index - sentence <= MEMORY.get(kind, MEMORY["any"])
            actors = known if near else ()
        if actors:
            for memory in (*_memories(actors, speakers), *_as_group(i, actors, speakers)):
                last[memory] = (speakers.document.sentence_of(i).index, actors)
        named[i] = actors
    printed = {i for telling in told if telling.printed for i in telling.speakers}
    return named | {i: speakers.of(i) for i in printed - named.keys()}


def _stands_for(token: Token, words: Speech) -> str | None:
    """What kind of speaker a pronoun or a definite noun takes up."""
    if token.lower_ in ("he", "she"):
        return "person"
    if token.lower_ in ("they", "it", "both"):
        return "group"
    if any(t.lower_ in FURTHER for t in children(token, "det", "nummod", "amod")):
        return f"one of {token.lemma_.lower()}"
    definite = any(t.lower_ in ("the", "this", "that") for t in children(token, "det"))
    if definite and token.lemma_.lower() in words.outlet:
        return "outlet"
    return "any" if definite and token.lemma_.lower() in words.bearer else None


def _as_group(i: int, actors: tuple[str, ...], speakers: Speakers) -> Iterator[str]:
    """The noun by which people are named of whom "another" may speak later."""
    kinds = {speakers.cast.actors[actor].kind for actor in actors if actor in speakers.cast.actors}
    if kinds == {"group_of_people"}:
        yield f"one of {speakers.document.doc[i].lemma_.lower()}"


def _memories(actors: tuple[str, ...], speakers: Speakers) -> Iterator[str]:
    yield "any"
    kinds = {speakers.cast.actors[actor].kind for actor in actors if actor in speakers.cast.actors}
    if kinds == {"media"}:
        yield "outlet"
    yield "person" if kinds == {"person"} else "group"
