"""What the stages found in one article, put together as its coding: events with claims, mentions, ties."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date as Date

from graph.model import (
    Affiliation,
    Claim,
    Coding,
    Event,
    Evidence,
    Mention,
    Precision,
    claim_id,
    event_id,
)
from graph.ontology import ontology
from ingest.attribute import Attributions, Voice
from ingest.confidence import measured
from ingest.dates import dated
from ingest.document import Cast, Document
from ingest.sides import Side
from ingest.told import Told


@dataclass(frozen=True)
class Findings:
    """What each stage of the rules found in one article."""

    document: Document
    cast: Cast
    events: tuple[Told, ...]
    voices: Attributions
    ties: tuple[Affiliation, ...]


@dataclass(frozen=True)
class Dated:
    """An event as told in one sentence, with its date and id."""

    told: Told
    date: Date | None
    precision: Precision
    id: str


def coding(found: Findings, extractor: str) -> Coding:
    """The coding of one article; only actors that something names are listed."""
    events = tuple(_events(found))
    mentions = tuple(_mentions(found))
    named = {mention.actor for mention in mentions} | set(_named(events, found.ties))
    return Coding(
        article=found.document.article,
        actors=tuple(actor for key, actor in found.cast.actors.items() if key in named),
        mentions=mentions,
        events=events,
        affiliations=found.ties,
        extractor=extractor,
        unread=sum(sentence.broken is not None for sentence in found.document.sentences),
    )


def _named(events: tuple[Event, ...], ties: tuple[Affiliation, ...]) -> Iterator[str]:
    for event in events:
        yield from (key for key in (event.source, event.target, *(c.speaker for c in event.claims)) if key)
    for tie in ties:
        yield from (tie.source, tie.target)


def _mentions(found: Findings) -> Iterator[Mention]:
    document = found.document
    for spot in found.cast.spots:
        start, end = document.starts[spot.first], document.ends[spot.last - 1]
        for actor in spot.actors:
            yield Mention(actor=actor, start=start, end=end, text=document.article.text[start:end])


def _events(found: Findings) -> Iterator[Event]:
    """The events of the article, each once, with all its claims."""
    by_id: dict[str, list[Dated]] = {}
    for told in (event for event in found.events if measured().keeps(event)):
        one = _dated(found.document, told)
        by_id.setdefault(one.id, []).append(one)
    for same in by_id.values():
        claims = {claim.id: claim for one in same for claim in _claims(one, found)}
        yield _event(same[0], tuple(claims.values()))


def _dated(document: Document, told: Told) -> Dated:
    date, precision = dated(document, told.sentence, told.token)
    source, target = _actor(told.source), _actor(told.target)
    key = event_id(told.type, source, target, told.status, date, precision, told.mutual)
    return Dated(told, date, precision, key)


def _actor(side: Side | None) -> str | None:
    return side.actor if side else None


def _event(one: Dated, claims: tuple[Claim, ...]) -> Event:
    told = one.told
    return Event(
        id=one.id,
        type=told.type,
        mode=told.construction.mode,
        source=_actor(told.source),
        target=_actor(told.target),
        mutual=told.mutual,
        status=told.status,
        date=one.date,
        precision=one.precision,
        intensity=ontology()[told.type].intensity,
        claims=claims,
    )


def _claims(one: Dated, found: Findings) -> Iterator[Claim]:
    """One claim a voice; without a voice the article itself asserts it."""
    voices = found.voices.over(one.told.token)
    evidence = found.document.evidence(one.told.sentence)
    spoken = [voice for voice in voices if voice.speaker and not _is_publisher(voice.speaker, found)]
    for voice in spoken:
        yield _claim(one, found, evidence, voice)
    if not any(voice.stance == "asserts" for voice in spoken) and not spoken:
        unsaid = next((voice for voice in voices if voice.hedged), None)
        yield _claim(one, found, evidence, unsaid)


def _is_publisher(actor: str, found: Findings) -> bool:
    publisher = found.document.article.publisher
    known = found.cast.actors.get(actor)
    return bool(
        publisher and known and publisher.lower() in {known.name.lower(), *map(str.lower, known.aliases)}
    )


def _claim(one: Dated, found: Findings, evidence: Evidence, voice: Voice | None) -> Claim:
    document, told = found.document, one.told
    speaker = voice.speaker if voice else None
    stance = voice.stance if voice else "asserts"
    return Claim(
        id=claim_id(one.id, document.article.id, evidence.start, speaker, stance),
        speaker=speaker,
        stance=stance,
        hedged=voice.hedged if voice else False,
        cue=voice.cue if voice else None,
        confidence=measured().of(told),
        rule=told.construction.name,
        source_text=_words(document, told.source),
        target_text=_words(document, told.target),
        evidence=evidence,
    )


def _words(document: Document, side: Side | None) -> str | None:
    return document.words(side.first, side.last) if side else None
