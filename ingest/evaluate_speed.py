"""How fast articles are coded, stage by stage, against the parser alone over the same text."""

import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from spacy.language import Language

from graph.model import Article, Coding
from ingest.extract import Rules
from ingest.parser import BATCH, installed_model

WARM_UP = Article(id="warm-up", text="Arland accused Borland of shelling a village on Monday.")
CHUNK = 8  # articles that each leg takes in turn, so that a busy machine slows both alike
BARE = "bare"


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


def timed(articles: Sequence[Article], rules: Rules) -> tuple[list[Coding], Speed]:
    """The codings of the articles, and how fast they were made; the parser alone is as it is installed."""
    bare = installed_model(rules.spacy_model)
    _parse(bare, [WARM_UP])
    rules.extract(WARM_UP)
    watch = Stopwatch()
    codings: list[Coding] = []
    for first in range(0, len(articles), CHUNK):
        chunk = articles[first : first + CHUNK]
        _parse(bare, chunk)
        watch.lap(BARE)
        codings += [rules.stages(article, watch.lap).coding for article in chunk]
    words = sum(len(article.text.split()) for article in articles)
    stages = {name: spent for name, spent in watch.seconds.items() if name != BARE}
    return codings, Speed(words, watch.seconds[BARE], stages)


def _parse(nlp: Language, articles: Sequence[Article]) -> None:
    for _ in nlp.pipe(_lines(articles), batch_size=BATCH):
        pass


def _lines(articles: Sequence[Article]) -> Iterator[str]:
    return (line for article in articles for line in article.text.splitlines() if line)
