"""A coding as the rows that are written: what each node and relationship of DESIGN §3 gets.

Ids of events and claims are computed here from their content, whatever the coding says, so that two
codings can never disagree about what an id stands for. The sides of a mutual event are put in order.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from graph.errors import InputError
from graph.layout import VERSION
from graph.likeness import bands
from graph.model import (
    Actor,
    Article,
    Claim,
    Coding,
    Event,
    Evidence,
    claim_id,
    digest,
    event_id,
    relation_key,
)
from graph.ontology import ontology
from graph.origins import body

Row = dict[str, Any]


@dataclass(frozen=True)
class ArticleRows:
    """What one article adds, keyed by what it creates. `forms` are its actors as it tells of them."""

    article: Row
    publisher: str | None
    printed: str | None  # the publisher's name as the article gives it
    sentences: list[Row] = field(default_factory=list)  # each with its mentions
    events: dict[str, Row] = field(default_factory=dict)
    claims: dict[str, Row] = field(default_factory=dict)
    affiliations: dict[str, Row] = field(default_factory=dict)
    forms: dict[str, Row] = field(default_factory=dict)

    @property
    def id(self) -> str:
        """The article's id."""
        return str(self.article["id"])


def rows_of(coding: Coding) -> ArticleRows:
    """The rows of a coding. `content` and `coding` of its article are digests of what was published, and of
    all that is written, by which a second writing sees whether anything changed."""
    rows = _record(coding)
    rows.article.update(near(coding.article))
    return rows


def coding_print(coding: Coding) -> str:
    """A digest of all that is written of a coding, the same in whatever order the coding lists it."""
    return str(_record(coding).article["coding"])


def _record(coding: Coding) -> ArticleRows:
    article, publisher = coding.article, publisher_of(coding)
    values = article.model_dump(exclude={"publisher", "origin"})
    values |= {"own_origin": article.origin, "extractor": coding.extractor, "note": coding.note}
    values |= {"unread": coding.unread, "content": content_print(article)}
    rows = ArticleRows(values, publisher.id if publisher else None, article.publisher)
    rows.sentences.extend(_sentences(coding))
    used = {mention["actor"] for sentence in rows.sentences for mention in sentence["mentions"]}
    for event in coding.events:
        used |= _add_event(rows, article.id, event)
    used |= _add_affiliations(rows, coding)
    rows.forms.update(_forms(coding, used, publisher))
    values["coding"] = record_print(rows)
    return rows


def near(article: Article) -> Row:
    """The keys by which near copies are found, as properties `near0` to `near11`; none of a short text."""
    keys = bands(body(article.text, article.title))
    return {f"near{place}": key for place, _, key in (key.partition(":") for key in keys)}


def content_print(article: Article) -> str:
    """A digest of all that an article says; another one means that the article was changed."""
    return digest("content", VERSION, article.model_dump_json())


def record_print(rows: ArticleRows) -> str:
    """A digest of the rows, the same in whatever order the coding listed them."""
    parts = (rows.article, rows.printed, rows.sentences, rows.events, rows.claims)
    told = json.dumps((*parts, rows.affiliations, rows.forms), sort_keys=True, default=str)
    return digest("coding", VERSION, told)


def checked(coding: Coding) -> Coding:
    """The coding, or InputError where it could not be kept as it stands."""
    try:
        return Coding.model_validate(coding.model_dump())
    except ValidationError as error:
        raise InputError(f"article {coding.article.id!r} cannot be written: {error}") from error


def publisher_of(coding: Coding) -> Actor | None:
    """The outlet as an actor: the one the coding names so, else a new one with a slug of its name as id."""
    name = coding.article.publisher
    if not name or not name.strip():
        return None
    wanted = name.strip().casefold()
    for actor in coding.actors:
        names = {actor.name, *actor.aliases}
        if actor.kind == "media" and wanted in {known.casefold() for known in names}:
            return actor
    key = slug(name)
    listed = {actor.id: actor for actor in coding.actors}
    return listed.get(key) or Actor(id=key, name=name.strip()[:500], kind="media")


def slug(name: str) -> str:
    """An id made of a name.

    >>> slug("The Daily Herald")
    'the-daily-herald'
    """
    return re.sub(r"[\W_]+", "-", name.casefold()).strip("-")[:100] or digest("actor", name)


def _spans(coding: Coding) -> list[tuple[int, int]]:
    claims = (claim.evidence for event in coding.events for claim in event.claims)
    evidence = [*claims, *(tie.evidence for tie in coding.affiliations)]
    return sorted({(e.start, e.end) for e in evidence})


def _sentences(coding: Coding) -> Iterator[Row]:
    """The sentences that are evidence, each with its mentions; mentions in no evidence are not kept."""
    article, spans = coding.article, _spans(coding)
    mentions = _mentions(coding, spans)
    for index, (start, end) in enumerate(spans):
        key, text = sentence_id(article.id, (start, end)), article.text[start:end]
        values = {"id": key, "index": index, "start": start, "end": end, "text": text}
        yield {"values": values, "mentions": mentions[start, end]}


def sentence_id(article: str, span: tuple[int, int]) -> str:
    """The id of a sentence: this stretch of this article."""
    return digest("sentence", article, *span)


def _sentence_of(article: str, evidence: Evidence) -> str:
    return sentence_id(article, (evidence.start, evidence.end))


def _mentions(coding: Coding, spans: Sequence[tuple[int, int]]) -> dict[tuple[int, int], list[Row]]:
    """Each mention on the closest span round it."""
    found: dict[tuple[int, int], list[Row]] = {span: [] for span in spans}
    told = {(mention.start, mention.end, mention.actor): mention.text for mention in coding.mentions}
    for (start, end, actor), text in sorted(told.items()):
        around = [span for span in spans if span[0] <= start and end <= span[1]]
        if around:
            values = {"start": start, "end": end, "text": text}
            closest = min(around, key=lambda s: (s[1] - s[0], s))
            found[closest].append({"actor": actor, "values": values})
    return found


def _add_event(rows: ArticleRows, article: str, event: Event) -> set[str]:
    source, target = event.source, event.target
    if event.mutual:  # a missing side stands last, or one id would stand for two events
        source, target = sorted((source, target), key=lambda side: (side is None, side or ""))
    key = event_id(event.type, source, target, event.status, event.date, event.precision, event.mutual)
    rows.events[key] = {
        "id": key,
        "type": event.type,
        "quad": ontology()[event.type].quad,
        "status": event.status,
        "mutual": event.mutual,
        "date": event.date,
        "precision": event.precision,
        "source": source,
        "target": target,
        "relation": relation_key(event.type, source, target),
    }
    for claim in event.claims:
        row = _claim_row(article, key, claim, event)
        rows.claims.setdefault(row["id"], row)
    return {side for side in (source, target, *(c.speaker for c in event.claims)) if side is not None}


def _claim_row(article: str, event_key: str, claim: Claim, event: Event) -> Row:
    evidence = claim.evidence
    key = claim_id(event_key, article, evidence.start, claim.speaker, claim.stance)
    return {
        "id": key,
        "event": event_key,
        "sentence": _sentence_of(article, evidence),
        "speaker": claim.speaker,
        "about": {"mode": event.mode, "place": event.place, "intensity": event.intensity},
        "values": {"id": key}
        | claim.model_dump(exclude={"id", "speaker", "evidence"})
        | evidence.model_dump(),
    }


def _add_affiliations(rows: ArticleRows, coding: Coding) -> set[str]:
    article, used = coding.article.id, set[str]()
    for tie in coding.affiliations:
        sides = (tie.relation, tie.source, tie.target)
        key = digest("affiliation", article, *sides, tie.status, tie.evidence.start, tie.evidence.end)
        values = {"id": key, "relation": tie.relation, "status": tie.status, "tie": relation_key(*sides)}
        rows.affiliations[key] = {
            "source": tie.source,
            "target": tie.target,
            "sentence": _sentence_of(article, tie.evidence),
            "values": values | tie.evidence.model_dump(),
        }
        used |= {tie.source, tie.target}
    return used


def _forms(coding: Coding, used: set[str], publisher: Actor | None) -> Iterator[tuple[str, Row]]:
    actors = {actor.id: actor for actor in coding.actors if actor.id in used}
    if publisher is not None:
        actors.setdefault(publisher.id, publisher)
    for key, actor in sorted(actors.items()):
        yield key, actor.model_dump(exclude={"id"}) | {"aliases": sorted(set(actor.aliases))}
