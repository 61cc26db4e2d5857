"""What one sentence tells of one event."""

from dataclasses import dataclass, field

from graph.model import EventType, Status
from ingest.document import Sentence
from ingest.lexicon import Construction
from ingest.sides import Side


@dataclass(frozen=True)
class Told:
    """One event as one sentence tells it, before it has voices and a date; `chance` is what the pair model
    gives it, where it was asked.
    """

    type: EventType
    construction: Construction
    source: Side | None
    target: Side | None
    mutual: bool
    status: Status
    token: int
    sentence: Sentence
    chance: float | None = field(default=None, compare=False)

    @property
    def actors(self) -> tuple[str | None, str | None]:
        """Who does it and to whom; None is nobody named."""
        return self.source.actor if self.source else None, self.target.actor if self.target else None
