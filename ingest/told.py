"""What one sentence tells of one event."""

from dataclasses import dataclass

from graph.model import EventType, Status
from ingest.document import Sentence
from ingest.lexicon import Construction
from ingest.sides import Side


@dataclass(frozen=True)
class Told:
    """One event as one sentence tells it, before it has voices and a date."""

    type: EventType
    construction: Construction
    source: Side | None
    target: Side | None
    mutual: bool
    status: Status
    token: int
    sentence: Sentence
