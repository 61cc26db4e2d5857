"""The coding record: what one article adds to the graph, as frozen pydantic models.

One `Coding` is one JSON line of `actorgraph extract`, the unit that is written to the store, and what
export and import carry. Ids are hashes of content, so that writing an article twice changes nothing.
"""

import hashlib
from collections.abc import Iterator
from datetime import date as Date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

Kind = Literal[
    "state",
    "government_body",
    "military",
    "armed_group",
    "party",
    "person",
    "international_org",
    "media",
    "company",
    "civil_society",
    "group_of_people",
]
EventType = Literal[
    "AGREE",
    "CONSULT",
    "SUPPORT",
    "CONCEDE",
    "COOPERATE",
    "AID",
    "RETREAT",
    "REQUEST",
    "ACCUSE",
    "REJECT",
    "THREATEN",
    "PROTEST",
    "SANCTION",
    "MOBILIZE",
    "COERCE",
    "ASSAULT",
]
Status = Literal["actual", "planned", "hypothetical", "negated"]
Stance = Literal["asserts", "denies"]
Standing = Literal["single", "corroborated", "contested", "denied"]
Tie = Literal["LEADS", "MEMBER_OF", "PART_OF", "REPRESENTS", "BASED_IN", "CITIZEN_OF"]
TieStatus = Literal["current", "former"]
Precision = Literal["day", "week", "month", "year", "published"]

ActorId = Annotated[str, Field(min_length=1, max_length=200)]


class Record(BaseModel):
    """A frozen record; unknown fields and numbers without an end are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class Article(Record):
    """One published text. `text` is the title, a newline and the body; all offsets count from its start.

    >>> Article.published_text(title="A", body="B says C.").text
    'A\\nB says C.'
    """

    id: Annotated[str, Field(min_length=1, max_length=200)]
    text: str
    title: str = ""
    url: str | None = None
    publisher: str | None = None
    published: Date | None = None
    language: str | None = None
    origin: str | None = None

    @field_validator("publisher")
    @classmethod
    def _blank_is_none(cls, name: str | None) -> str | None:
        return name if name and name.strip() else None

    @classmethod
    def published_text(
        cls,
        *,
        title: str = "",
        body: str,
        id: str | None = None,
        url: str | None = None,
        publisher: str | None = None,
        published: Date | None = None,
        language: str | None = None,
    ) -> Self:
        """The article of a title and a body; its id is `id`, else a hash of the URL, else of the text."""
        text = f"{title}\n{body}" if title else body
        key = id or digest("article", url or text)
        return cls(
            id=key,
            text=text,
            title=title,
            url=url,
            publisher=publisher,
            published=published,
            language=language,
            origin=digest("origin", " ".join((body or title).lower().split())),
        )


class Actor(Record):
    """Who acts or is acted on. `country` is ISO 3166 alpha-3, or UNO, EUR, IGO; `sector` is PLOVER's."""

    id: ActorId
    name: Annotated[str, Field(min_length=1, max_length=500)]
    kind: Kind
    country: str | None = None
    sector: str | None = None
    aliases: tuple[str, ...] = ()
    wikidata: str | None = None


class Mention(Record):
    """A span of the article's text that names an actor."""

    actor: ActorId
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    text: str


class Evidence(Record):
    """Words of the article: `article.text[start:end] == quote`, always."""

    quote: Annotated[str, Field(min_length=1)]
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]


class Claim(Record):
    """One voice that asserts or denies an event in one sentence; `speaker` None is the article itself."""

    id: str
    speaker: ActorId | None = None
    stance: Stance = "asserts"
    hedged: bool = False
    cue: str | None = None
    confidence: Annotated[float, Field(ge=0, le=1)]
    rule: str
    source_text: str | None = None
    target_text: str | None = None
    evidence: Evidence


class Event(Record):
    """One dated thing that a source does to a target. `date` is the first day of its `precision`; `published`
    means that the text does not tell."""

    id: str
    type: EventType
    mode: str | None = None
    source: ActorId | None
    target: ActorId | None
    mutual: bool = False
    status: Status = "actual"
    date: Date | None = None
    precision: Precision = "published"
    place: str | None = None
    intensity: float
    claims: Annotated[tuple[Claim, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _has_a_side(self) -> Self:
        if self.source is None and self.target is None:
            raise ValueError("an event needs a source or a target")
        return self


class Affiliation(Record):
    """A standing tie between two actors, with the words that state it."""

    source: ActorId
    relation: Tie
    target: ActorId
    status: TieStatus = "current"
    evidence: Evidence


class Coding(Record):
    """All that one article adds to the graph. Checked: every span, and that every named actor is listed.

    `unread` counts the sentences that no act was looked for in: lists, rows of tables, numbers.
    """

    article: Article
    actors: tuple[Actor, ...] = ()
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()
    affiliations: tuple[Affiliation, ...] = ()
    extractor: str
    note: str | None = None
    unread: int = Field(default=0, ge=0)

    @model_validator(mode="after")
    def _spans_are_exact(self) -> Self:
        text = self.article.text
        for start, end, words in self._spans():
            if text[start:end] != words:
                raise ValueError(f"the text has {text[start:end]!r} at {start}:{end}, not {words!r}")
        return self

    @model_validator(mode="after")
    def _actors_are_listed(self) -> Self:
        missing = {key for key in self._actor_ids() if key is not None} - {a.id for a in self.actors}
        if missing:
            raise ValueError(f"not among the actors: {sorted(missing)}")
        return self

    def _spans(self) -> Iterator[tuple[int, int, str]]:
        for mention in self.mentions:
            yield mention.start, mention.end, mention.text
        stands = [claim.evidence for event in self.events for claim in event.claims]
        for evidence in (*stands, *(tie.evidence for tie in self.affiliations)):
            yield evidence.start, evidence.end, evidence.quote

    def _actor_ids(self) -> Iterator[str | None]:
        yield from (mention.actor for mention in self.mentions)
        for event in self.events:
            yield from (event.source, event.target, *(claim.speaker for claim in event.claims))
        for tie in self.affiliations:
            yield from (tie.source, tie.target)


def digest(*parts: object) -> str:
    """A short stable id: 20 hexadecimal digits of SHA-256 over the parts.

    >>> digest("event", "ASSAULT", None, "ISR")
    '86746fddd9ea083216ab'
    """
    return hashlib.sha256("\x1f".join("" if p is None else str(p) for p in parts).encode()).hexdigest()[:20]


def event_id(
    type: str,
    source: str | None,
    target: str | None,
    status: str,
    date: Date | None,
    precision: str,
    mutual: bool,
) -> str:
    """The id of an event: the same type, sides, status, date and mutuality are the same event."""
    sides = sorted((source or "", target or "")) if mutual else (source or "", target or "")
    return digest("event", type, *sides, status, date, precision, mutual)


def claim_id(event: str, article: str, start: int, speaker: str | None, stance: str) -> str:
    """The id of a claim: one voice with one stance on one event in one sentence of one article."""
    return digest("claim", event, article, start, speaker, stance)


def relation_key(type: str, source: str | None, target: str | None) -> str | None:
    """What the events of one relation have in common; None where a side is missing."""
    if source is None or target is None:
        return None
    return digest("relation", type, source, target)
