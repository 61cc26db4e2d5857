"""Relations and ties as they are compared: of the gold, of another coder, or of a coding of ours."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from graph.errors import InputError
from graph.model import Affiliation, Claim, Coding, Event


class GoldRecord(BaseModel):
    """A frozen record of a gold file, which may say more than we read."""

    model_config = ConfigDict(frozen=True, extra="ignore")


Row = TypeVar("Row", bound=GoldRecord)


class Side(GoldRecord):
    """An actor as a relation names it."""

    name: str | None = None
    text: str | None = None
    country: str | None = None
    kind: str | None = None
    aliases: tuple[str, ...] = ()


class Said(GoldRecord):
    """A voice of a relation."""

    speaker: str
    stance: str = "asserts"


class Relation(GoldRecord):
    """One relation as told in one place. `alt` is a second type that is as good; of ours, `rule` says which
    construction told it, and `grammar` how the sentence puts it.
    """

    quote: str
    type: str
    alt: str | None = None
    status: str | None = None
    mutual: bool = False
    source: Side | None
    target: Side | None
    claims: tuple[Said, ...] = ()
    confidence: float = 1.0
    rule: str | None = None
    grammar: str | None = None


class Bond(GoldRecord):
    """An affiliation."""

    source: Side
    relation: str
    target: Side
    quote: str = ""


class Coded(GoldRecord):
    """All that is coded of one article."""

    id: Annotated[str, Field(coerce_numbers_to_str=True)]
    relations: tuple[Relation, ...] = ()
    affiliations: tuple[Bond, ...] = ()


class GoldArticle(GoldRecord):
    """An article of a gold set."""

    id: Annotated[str, Field(coerce_numbers_to_str=True)]
    title: str | None = None
    text: str
    outlet: str | None = None
    date: str | None = None


def rows(path: Path, kind: type[Row]) -> list[Row]:
    """The rows of a gold file, as records of this kind."""
    found = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        if line.strip():
            try:
                found.append(kind.model_validate_json(line))
            except ValidationError as error:
                first = error.errors()[0]
                raise InputError(
                    f"{path}, line {number}: no gold of this kind: {first['msg']} at {first['loc']}"
                ) from error
    return found


def coded(coding: Coding) -> Coded:
    """A coding of ours in the form of the gold: an event told in several sentences counts once for each."""
    sides = {actor.id: Side.model_validate(actor.model_dump()) for actor in coding.actors}
    return Coded(
        id=coding.article.id,
        relations=tuple(r for event in coding.events for r in _relations(event, sides)),
        affiliations=tuple(_bond(tie, sides) for tie in coding.affiliations),
    )


def _relations(event: Event, sides: dict[str, Side]) -> Iterator[Relation]:
    places: dict[str, list[Claim]] = {}
    for claim in event.claims:
        places.setdefault(claim.evidence.quote, []).append(claim)
    for quote, claims in places.items():
        first = claims[0]
        yield Relation(
            quote=quote,
            type=event.type,
            status=event.status,
            mutual=event.mutual,
            source=_said(sides, event.source, first.source_text),
            target=_said(sides, event.target, first.target_text),
            claims=tuple(
                Said(speaker=sides[c.speaker].name or c.speaker, stance=c.stance) for c in claims if c.speaker
            ),
            confidence=max(claim.confidence for claim in claims),
            rule=first.rule,
        )


def _said(sides: dict[str, Side], actor: str | None, text: str | None) -> Side | None:
    return sides[actor].model_copy(update={"text": text}) if actor else None


def _bond(tie: Affiliation, sides: dict[str, Side]) -> Bond:
    return Bond(
        source=sides[tie.source],
        relation=tie.relation,
        target=sides[tie.target],
        quote=tie.evidence.quote,
    )
