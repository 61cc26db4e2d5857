"""How fast articles are coded, stage by stage, against the parser alone over the same text."""

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from spacy.language import Language

from graph.model import Article
from ingest.extract import Rules, Stages
from ingest.parser import BATCH, installed_model

WARM_UP = Article(id="warm-up", text="Arland accused Borland of shelling a village on Monday.")
CHUNK = 8  # articles that each leg takes in turn, so that a busy machine slows both alike
BARE, KEEPING = "bare", "keeping"
Kept = TypeVar("Kept")


@dataclass(frozen=True)
class Speed:
    """Seconds of the processor for so many words: the parser alone, and each stage of the extraction."""

    words: int
    bare: float
    stages: Mapping[str, float]

    @property
    def whole(self) -> float:
        """Seconds of all stages."""
        return sum(self.stages.values())

    @property
    def ratio(self) -> float:
        """Words a second of the whole extraction, by those of the parser alone."""
        return self.bare / self.whole

    def __str__(self) -> str:
        whole, bare = self.words / self.whole, self.words / self.bare
        return f"{whole:,.0f} words/s, {self.ratio:.2f} of the parser alone ({bare:,.0f} words/s)"


@dataclass
class Stopwatch:
    """Adds up the time of each stage."""

    seconds: dict[str, float] = field(default_factory=dict)
    since: float = field(default_factory=time.process_time)

    def lap(self, name: str) -> None:
        """What has passed since the last lap belongs to this stage."""
        now = time.process_time()
        self.seconds[name] = self.seconds.get(name, 0.0) + now - self.since
        self.since = now


def timed(
    articles: Sequence[Article], rules: Rules, keep: Callable[[Stages], Kept]
) -> tuple[list[Kept], Speed]:
    """What is to be kept of each article, and how fast all were coded; the parser alone is as it is
    installed.
    """
    bare = installed_model(rules.spacy_model)
    _parse(bare, [WARM_UP])
    rules.extract(WARM_UP)
    watch = Stopwatch()
    found: list[Kept] = []
    for first in range(0, len(articles), CHUNK):
        chunk = articles[first : first + CHUNK]
        _parse(bare, chunk)
        watch.lap(BARE)
        for article in chunk:
            stages = rules.stages(article, watch.lap)
            found.append(keep(stages))
            watch.lap(KEEPING)
    words = sum(len(article.text.split()) for article in articles)
    by_stage = {name: spent for name, spent in watch.seconds.items() if name not in (BARE, KEEPING)}
    return found, Speed(words, watch.seconds[BARE], by_stage)


def _parse(nlp: Language, articles: Sequence[Article]) -> None:
    for _ in nlp.pipe(_lines(articles), batch_size=BATCH):
        pass


def _lines(articles: Sequence[Article]) -> Iterator[str]:
    return (line for article in articles for line in article.text.splitlines() if line)
