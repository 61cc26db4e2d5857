"""What an article charges somebody with, for a denial that comes later: "condemned the attack by Y"."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from ingest.arguments import agents, children, patients, subjects
from ingest.attribute_speakers import Speakers
from ingest.attribute_stretches import Stretch, Telling, joined, span_of, without
from ingest.attribute_words import speech
from ingest.document import Document, Sentence, Spot

DOERS = frozenset({"nsubj", "nsubjpass"})
OWNERS = frozenset({"poss", "amod", "compound", "nmod"})
OCCASIONS = frozenset({"for", "over", "of", "about", "after", "following"})
BACK = 3


@dataclass(frozen=True)
class About:
    """Whether words are about some actors, or about others of their country."""

    actors: set[str]
    speakers: Speakers

    def charges(self, telling: Telling) -> bool:
        """Whether they are said to have done something."""
        accused = any(self._is_headed(t) for t in patients(self.speakers.document.doc[telling.cue]))
        return accused or any(self._does(spot) for spot in self._spots(telling.content))

    def is_formal(self, telling: Telling) -> bool:
        """Whether what is told is only that somebody else summoned or urged: no charge."""
        document = self.speakers.document
        roots = [document.doc[a:b].root for a, b in telling.content]
        return all(is_formality(t) and not any(map(self._is_headed, subjects(t))) for t in roots)

    def names(self, telling: Telling) -> bool:
        """Whether they are named."""
        return any(True for _ in self._spots(telling.content))

    def named_in(self, stretch: Stretch) -> bool:
        """Whether they are named between two tokens."""
        return any(True for _ in self._spots((stretch,)))

    def _spots(self, content: Sequence[Stretch]) -> Iterator[Spot]:
        cast = self.speakers.cast
        return (spot for a, b in content for spot in cast.within(a, b) if self._are(spot))

    def _are(self, spot: Spot) -> bool:
        known = self.speakers.cast.actors
        countries = {known[a].country for a in self.actors if a in known} - {None}
        return any(k in self.actors or (k in known and known[k].country in countries) for k in spot.actors)

    def _is_headed(self, token: Token) -> bool:
        spot = self.speakers.cast.at(token)
        return spot is not None and self._are(spot)

    def _does(self, spot: Spot) -> bool:
        """A subject, an owner ("Y's troops", "attacks by Y")."""
        head = self.speakers.document.doc[spot.head]
        if head.dep_ in OWNERS and head.head.dep_ == "pobj":
            return head.head.head.lower_ in OCCASIONS | {"by"}
        return head.dep_ in DOERS | OWNERS or (head.dep_ == "pobj" and head.head.lower_ == "by")


def sentences_back(document: Document, here: Sentence, most: int | None) -> Iterator[Sentence]:
    """This sentence and those before it, the nearest first, and the headline in any case."""
    first = 0 if most is None else max(0, here.index - most)
    yield from reversed(document.sentences[first : here.index + 1])
    if first > 0 and document.sentences[0].headline:
        yield document.sentences[0]


def plain_charge(document: Document, here: Sentence, about: About) -> tuple[Stretch, ...]:
    """The act in the latest "X condemned Y's attack" or "X summoned Y's envoy over the attack": the article
    tells it, and X only judges it.
    """
    for sentence in list(sentences_back(document, here, None))[1:]:
        for verb in document.doc[sentence.first : sentence.last]:
            found = tuple(_judged(verb)) if verb.pos_ == "VERB" and not _is_own(verb, about) else ()
            if any(about.named_in(stretch) for stretch in found):
                return joined(found)
    return ()


def _judged(verb: Token) -> Iterator[Stretch]:
    """What is condemned, or over what somebody is summoned."""
    lemma = verb.lemma_.lower()
    if lemma in speech().accuse:
        yield from (span_of(t) for t in patients(verb))
    if lemma in speech().accuse | speech().formal:
        phrases = (p for holder in (verb, *children(verb, "dobj")) for p in children(holder, "prep"))
        yield from (
            span_of(p) for p in phrases if p.lower_ in OCCASIONS and (p.head == verb or p.lower_ != "of")
        )


def _is_own(verb: Token, about: About) -> bool:
    return any(about.named_in(span_of(t)) for t in (*subjects(verb), *agents(verb)))


def sentence_before(document: Document, here: Sentence, about: About) -> tuple[Stretch, ...]:
    """The last sentence that tells more than a formality, best one that names those who deny."""
    earlier = [s for s in list(sentences_back(document, here, BACK))[1:] if not _is_formal(document, s)]
    naming = [s for s in earlier if about.named_in((s.first, s.last))]
    return next((untold(document, (s.first, s.last)) for s in naming or earlier), ())


def _is_formal(document: Document, sentence: Sentence) -> bool:
    """Whether a sentence tells of a speech act alone: "X summoned the ambassador"."""
    return is_formality(document.doc[sentence.first : sentence.last].root)


def is_formality(verb: Token) -> bool:
    """Whether a verb is one of acts of speech alone."""
    return verb.pos_ == "VERB" and verb.lemma_.lower() in speech().formal


def untold(document: Document, stretch: Stretch) -> tuple[Stretch, ...]:
    """A stretch without its verbs of charging."""
    found: tuple[Stretch, ...] = (stretch,)
    for token in document.doc[stretch[0] : stretch[1]]:
        if token.pos_ == "VERB" and token.lemma_.lower() in speech().accuse:
            found = tuple(piece for s in found for piece in without(s, (token.i, token.i + 1)))
    return found
