"""Builders of codings for tests: a few invented words per event, with all offsets in place.

Loaded by conftest.py; tests get it as the fixture `build`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date as Date

from graph.model import (
    Actor,
    Affiliation,
    Article,
    Claim,
    Coding,
    Event,
    Evidence,
    Mention,
    claim_id,
    event_id,
)
from graph.ontology import ontology


@dataclass(frozen=True)
class Line:
    """One sentence to code: an event with one claim."""

    type: str
    source: str | None
    target: str | None
    status: str = "actual"
    date: Date | None = None
    stance: str = "asserts"
    speaker: str | None = None
    hedged: bool = False
    mutual: bool = False
    place: str | None = None

    def text(self) -> str:
        """The sentence; two lines about the same sides and type still differ by their date and speaker."""
        told = f"{self.source or 'Somebody'} {self.type.lower()} {self.target or 'nobody named'}"
        return f"{told}, {self.speaker or 'as seen'}, {self.date or 'undated'}, {self.status} {self.stance}."


@dataclass(frozen=True)
class TieLine:
    """One sentence to code: an affiliation."""

    source: str
    relation: str
    target: str
    status: str = "current"

    def text(self) -> str:
        """The sentence."""
        return f"{self.source} {self.relation.lower()} {self.target}, {self.status}."


@dataclass
class Builder:
    """Builds codings of invented articles. An actor not in `actors` is a state named by its id."""

    actors: dict[str, Actor] = field(default_factory=dict)
    extractor: str = "rules/1"
    line: type[Line] = Line
    tie: type[TieLine] = TieLine

    def coding(
        self,
        id: str,
        *lines: Line | TieLine,
        publisher: str | None = "The Herald",
        published: Date | None = Date(2024, 8, 12),
        origin: str | None = None,
    ) -> Coding:
        """The coding of an article with these sentences, one after the other, under a title."""
        text, spans = f"Article {id}\n", []
        for line in lines:
            spans.append((len(text), len(text) + len(line.text())))
            text += line.text() + " "
        article = Article(
            id=id,
            text=text,
            title=f"Article {id}",
            publisher=publisher,
            published=published,
            origin=origin or id,
        )
        placed = list(zip(lines, spans, strict=True))
        ids = {key for line in lines for key in self._sides(line) if key is not None}
        return Coding(
            article=article,
            actors=tuple(self.actor(key) for key in sorted(ids)),
            mentions=tuple(m for line, span in placed for m in self._mentions(line, span[0])),
            events=self._events(article, placed),
            affiliations=tuple(self._tie(article, x, s) for x, s in placed if isinstance(x, TieLine)),
            extractor=self.extractor,
        )

    def actor(self, id: str) -> Actor:
        """The actor with this id."""
        return self.actors.get(id) or Actor(id=id, name=id, kind="state")

    def _sides(self, line: Line | TieLine) -> list[str | None]:
        return [line.source, line.target, line.speaker if isinstance(line, Line) else None]

    def _mentions(self, line: Line | TieLine, start: int) -> Iterator[Mention]:
        for key in {line.source, line.target} - {None}:
            at = start + line.text().index(key)
            yield Mention(actor=key, start=at, end=at + len(key), text=key)

    def _events(
        self, article: Article, placed: list[tuple[Line | TieLine, tuple[int, int]]]
    ) -> tuple[Event, ...]:
        claims: dict[str, list[Claim]] = {}
        lines: dict[str, Line] = {}
        for line, (start, end) in placed:
            if not isinstance(line, Line):
                continue
            sides = (line.type, line.source, line.target, line.status, line.date)
            key = event_id(*sides, "day" if line.date else "published", line.mutual)
            lines[key] = line
            claims.setdefault(key, []).append(
                Claim(
                    id=claim_id(key, article.id, start, line.speaker, line.stance),
                    speaker=line.speaker,
                    stance=line.stance,
                    hedged=line.hedged,
                    confidence=0.9,
                    rule="built",
                    evidence=Evidence(quote=article.text[start:end], start=start, end=end),
                )
            )
        return tuple(self._event(key, line, claims[key]) for key, line in lines.items())

    def _event(self, key: str, line: Line, claims: list[Claim]) -> Event:
        return Event(
            id=key,
            type=line.type,
            source=line.source,
            target=line.target,
            mutual=line.mutual,
            status=line.status,
            date=line.date,
            precision="day" if line.date else "published",
            place=line.place,
            intensity=ontology()[line.type].intensity,
            claims=tuple(claims),
        )

    def _tie(self, article: Article, line: TieLine, span: tuple[int, int]) -> Affiliation:
        evidence = Evidence(quote=article.text[span[0] : span[1]], start=span[0], end=span[1])
        return Affiliation(
            source=line.source,
            relation=line.relation,
            target=line.target,
            status=line.status,
            evidence=evidence,
        )
