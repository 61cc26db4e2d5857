"""How fast articles are coded, against the parser alone over the same text."""

import time
from collections.abc import Sequence
from dataclasses import dataclass

from graph.model import Article, Coding
from ingest.extract import Rules

WARM_UP = Article(id="warm-up", text="Arland accused Borland of shelling a village.")


@dataclass(frozen=True)
class Speed:
    """Words a second of the processor, of the whole extraction and of the parser alone."""

    words: int
    whole: float
    bare: float

    def __str__(self) -> str:
        whole, bare = self.words / self.whole, self.words / self.bare
        return f"{whole:,.0f} words/s, {whole / bare:.2f} of the parser alone ({bare:,.0f} words/s)"


def timed(articles: Sequence[Article], rules: Rules) -> tuple[list[Coding], Speed]:
    """The codings of the articles, and how fast they were made."""
    rules.extract(WARM_UP)
    texts = [line for article in articles for line in article.text.splitlines() if line]
    started = time.process_time()
    for _ in rules.nlp.pipe(texts, batch_size=32):
        pass
    between = time.process_time()
    codings = [rules.extract(article) for article in articles]
    ended = time.process_time()
    words = sum(len(text.split()) for text in texts)
    return codings, Speed(words, ended - between, between - started)
