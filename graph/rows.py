"""A coding as the rows that are written: what each node and relationship of DESIGN §3 gets.

Ids of events and claims are computed here from their content, whatever the coding says, so that two
codings can never disagree about what an id stands for. The sides of a mutual event are put in order.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from graph.errors import InputError
from graph.model import Actor, Article, Claim, Coding, Event, Evidence, claim_id, digest, event_id
from graph.ontology import ontology

Row = dict[str, Any]
LAYOUT = "1"  # of the graph; a higher number makes every article count as changed


@dataclass
class Rows:
    """Rows for some articles, keyed by what they create."""

    articles: list[Row] = field(default_factory=list)
    sentences: list[Row] = field(default_factory=list)
    mentions: list[Row] = field(default_factory=list)
    events: dict[str, Row] = field(default_factory=dict)
    claims: dict[str, Row] = field(default_factory=dict)
    affiliations: dict[str, Row] = field(default_factory=dict)
    names: list[Row] = field(default_factory=list)

    def actor_ids(self) -> set[str]:
        """The actors that these rows need."""
        return {row["actor"] for row in self.names}


def rows_of(codings: Iterable[Coding]) -> Rows:
    """The rows of several codings."""
    rows = Rows()
    for coding in codings:
        _add(rows, coding)
    return rows


def content_print(article: Article) -> str:
    """A digest of all that an article says; another one means that the article was changed."""
    return digest("content", LAYOUT, article.model_dump_json())


def coding_print(coding: Coding) -> str:
    """A digest of a whole coding."""
    return digest("coding", LAYOUT, coding.model_dump_json())


def checked(coding: Coding) -> Coding:
    """The coding, or InputError where it could not be kept as it stands."""
    try:
        Coding.model_validate(coding.model_dump())
    except ValidationError as error:
        raise InputError(f"article {coding.article.id!r} cannot be written: {error}") from error
    return coding


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


def _add(rows: Rows, coding: Coding) -> None:
    article = coding.article
    spans = _spans(coding)
    publisher = publisher_of(coding)
    rows.articles.append(
        article.model_dump(exclude={"publisher"})
        | {
            "extractor": coding.extractor,
            "publisher": publisher and publisher.id,
            "content": content_print(article),
            "coding": coding_print(coding),
        }
    )
    rows.sentences += [
        {"id": _sentence_id(article.id, span), "article": article.id, "index": index}
        | {"start": span[0], "end": span[1], "text": article.text[span[0] : span[1]]}
        for index, span in enumerate(spans)
    ]
    mentions = list(_mentions(coding, spans))
    rows.mentions += mentions
    used = {row["actor"] for row in mentions}
    for event in coding.events:
        used |= _add_event(rows, article.id, event)
    used |= _add_affiliations(rows, coding)
    _add_names(rows, coding, used, publisher)


def _spans(coding: Coding) -> list[tuple[int, int]]:
    claims = (claim.evidence for event in coding.events for claim in event.claims)
    evidence = [*claims, *(tie.evidence for tie in coding.affiliations)]
    return sorted({(e.start, e.end) for e in evidence})


def _sentence_id(article: str, span: tuple[int, int]) -> str:
    return digest("sentence", article, *span)


def _sentence_of(article: str, evidence: Evidence) -> str:
    return _sentence_id(article, (evidence.start, evidence.end))


def _mentions(coding: Coding, spans: Sequence[tuple[int, int]]) -> Iterator[Row]:
    seen: set[tuple[str, int, int]] = set()
    for mention in coding.mentions:
        around = [s for s in spans if s[0] <= mention.start and mention.end <= s[1]]
        key = (mention.actor, mention.start, mention.end)
        if not around or key in seen:
            continue
        seen.add(key)
        sentence = _sentence_id(coding.article.id, min(around, key=lambda s: (s[1] - s[0], s)))
        yield mention.model_dump() | {"sentence": sentence}


def _add_event(rows: Rows, article: str, event: Event) -> set[str]:
    source, target = event.source, event.target
    if event.mutual and source is not None and target is not None:
        source, target = sorted((source, target))
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


def relation_key(type: str, source: str | None, target: str | None) -> str | None:
    """What the events of one relation have in common; None where a side is missing."""
    if source is None or target is None:
        return None
    return digest("relation", type, source, target)


def _claim_row(article: str, event_key: str, claim: Claim, event: Event) -> Row:
    evidence = claim.evidence
    key = claim_id(event_key, article, evidence.start, claim.speaker, claim.stance)
    own = claim.model_dump(include={"stance", "hedged", "cue", "confidence", "rule", "speaker"})
    about = {"mode": event.mode, "place": event.place, "intensity": event.intensity}
    return {
        "id": key,
        "event": event_key,
        "sentence": _sentence_of(article, evidence),
        "about": about,
        **own,
        **evidence.model_dump(),
    }


def _add_affiliations(rows: Rows, coding: Coding) -> set[str]:
    article, used = coding.article.id, set[str]()
    for tie in coding.affiliations:
        sides = (tie.relation, tie.source, tie.target)
        key = digest("affiliation", article, *sides, tie.status, tie.evidence.start, tie.evidence.end)
        rows.affiliations[key] = {
            "id": key,
            "tie": relation_key(*sides),
            "sentence": _sentence_of(article, tie.evidence),
            **tie.model_dump(exclude={"evidence"}),
            **tie.evidence.model_dump(),
        }
        used |= {tie.source, tie.target}
    return used


def _add_names(rows: Rows, coding: Coding, used: set[str], publisher: Actor | None) -> None:
    actors = {actor.id: actor for actor in coding.actors if actor.id in used}
    if publisher is not None:
        actors.setdefault(publisher.id, publisher)
    for actor in actors.values():
        form = actor.model_dump(exclude={"id"}) | {"aliases": sorted(set(actor.aliases))}
        rows.names.append({"article": coding.article.id, "actor": actor.id, "form": form})
