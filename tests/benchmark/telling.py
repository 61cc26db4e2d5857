"""Sentences that tell an event or state a tie, and the coding of an article made of them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Date

from graph.model import (
    Actor,
    Affiliation,
    Article,
    Claim,
    Coding,
    Event,
    EventType,
    Evidence,
    Mention,
    Precision,
    Stance,
    Status,
    Tie,
    TieStatus,
    claim_id,
    event_id,
)
from graph.ontology import ontology

EXTRACTOR = "synthetic/1"


@dataclass(frozen=True)
class Named:
    """An actor under one of its names."""

    actor: Actor
    name: str


@dataclass(frozen=True)
class Happening:
    """An event; `weight` says how often it is told again."""

    type: EventType
    source: Actor | None
    target: Actor | None
    status: Status
    date: Date
    precision: Precision
    mutual: bool
    place: str | None
    weight: float

    @property
    def id(self) -> str:
        """Its id in the graph."""
        sides = (_id(self.source), _id(self.target))
        return event_id(self.type, *sides, self.status, self.date, self.precision, self.mutual)


@dataclass(frozen=True)
class Said:
    """That somebody, or the article itself, asserts or denies an event."""

    event: Happening
    speaker: Actor | None
    stance: Stance
    hedged: bool


@dataclass(frozen=True)
class Tied:
    """That one actor belongs to another."""

    source: Actor
    relation: Tie
    target: Actor
    status: TieStatus


@dataclass(frozen=True)
class Sentence:
    """Words and names in turn, beginning with words; with `fact` None it is evidence of nothing."""

    parts: tuple[str | Named, ...]
    fact: Said | Tied | None = None

    @property
    def text(self) -> str:
        """The sentence as it is printed."""
        words = " ".join(part if isinstance(part, str) else part.name for part in self.parts)
        return f"{words[0].upper()}{words[1:]}."


@dataclass(frozen=True)
class Story:
    """What an article tells; `weight` says how often it is copied."""

    title: str
    sentences: tuple[Sentence, ...]
    weight: float


def coding_of(name: str, published: Date, outlet: str, story: Story) -> Coding:
    """The coding of a story as an outlet prints it."""
    body = " ".join(sentence.text for sentence in story.sentences)
    slug = "-".join(outlet.lower().split())
    article = Article.published_text(
        title=story.title,
        body=body,
        url=f"https://{slug}.example/{published:%Y/%m/%d}/{name}",
        publisher=outlet,
        published=published,
        language="en",
    )
    placed = list(_placed(story))
    actors = {actor.id: actor for told in placed for actor in _actors(told.sentence)}
    return Coding(
        article=article,
        actors=tuple(actors.values()),
        mentions=tuple(mention for told in placed for mention in _mentions(told)),
        events=tuple(_events(article.id, placed)),
        affiliations=tuple(_affiliation(told) for told in placed if isinstance(told.sentence.fact, Tied)),
        extractor=EXTRACTOR,
    )


@dataclass(frozen=True)
class _Placed:
    """A sentence at its place in an article."""

    sentence: Sentence
    start: int

    @property
    def evidence(self) -> Evidence:
        text = self.sentence.text
        return Evidence(quote=text, start=self.start, end=self.start + len(text))


def _placed(story: Story) -> Iterator[_Placed]:
    start = len(story.title) + 1
    for sentence in story.sentences:
        yield _Placed(sentence, start)
        start += len(sentence.text) + 1


def _actors(sentence: Sentence) -> Iterator[Actor]:
    yield from (part.actor for part in sentence.parts if isinstance(part, Named))
    if isinstance(sentence.fact, Said):
        event = sentence.fact.event
        yield from (actor for actor in (event.source, event.target, sentence.fact.speaker) if actor)


def _mentions(told: _Placed) -> Iterator[Mention]:
    at = told.start
    for part in told.sentence.parts:
        words = part if isinstance(part, str) else part.name
        if isinstance(part, Named):
            yield Mention(actor=part.actor.id, start=at, end=at + len(words), text=words)
        at += len(words) + 1


def _events(article: str, placed: Sequence[_Placed]) -> Iterator[Event]:
    """Every event of the article once, with its claims."""
    claims: dict[str, list[Claim]] = {}
    events: dict[str, Happening] = {}
    for told in placed:
        if isinstance(fact := told.sentence.fact, Said):
            key = fact.event.id
            events[key] = fact.event
            claims.setdefault(key, []).append(_claim(article, key, told, fact))
    for key, event in events.items():
        yield _event(key, event, tuple(claims[key]))


def _event(key: str, event: Happening, claims: tuple[Claim, ...]) -> Event:
    return Event(
        id=key,
        type=event.type,
        source=_id(event.source),
        target=_id(event.target),
        mutual=event.mutual,
        status=event.status,
        date=event.date,
        precision=event.precision,
        place=event.place,
        intensity=ontology()[event.type].intensity,
        claims=claims,
    )


def _claim(article: str, event: str, told: _Placed, said: Said) -> Claim:
    speaker = _id(said.speaker)
    names = {part.actor.id: part.name for part in told.sentence.parts if isinstance(part, Named)}
    return Claim(
        id=claim_id(event, article, told.start, speaker, said.stance),
        speaker=speaker,
        stance=said.stance,
        hedged=said.hedged,
        cue="reportedly" if said.hedged else "said" if speaker else None,
        confidence=round(0.5 + 0.5 * (told.start % 97) / 97, 3),
        rule=f"verb:{said.event.type.lower()}",
        source_text=names.get(_id(said.event.source) or ""),
        target_text=names.get(_id(said.event.target) or ""),
        evidence=told.evidence,
    )


def _affiliation(told: _Placed) -> Affiliation:
    tied = told.sentence.fact
    assert isinstance(tied, Tied)
    return Affiliation(
        source=tied.source.id,
        relation=tied.relation,
        target=tied.target.id,
        status=tied.status,
        evidence=told.evidence,
    )


def _id(actor: Actor | None) -> str | None:
    return actor.id if actor else None
