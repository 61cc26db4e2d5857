"""Articles in, codings out, graph written: the drawing of the design, in code.

path ─load→ Article ─extract→ Coding ─write→ graph
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from graph.errors import InputError
from graph.model import Article, Coding, digest
from graph.store import GraphStore, Written
from ingest.extract import Extractor
from ingest.failure import Failure, why
from ingest.load import load

CODED_LANGUAGE = "en"
BATCH_ARTICLES, BATCH_CHARACTERS = 50, 500_000
# What a rule may trip over in one article; a missing model or a full disk is none of these, and ends the run.
TRIPS = (InputError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, RecursionError)

Progress = Callable[[int], None]


@dataclass(frozen=True)
class Report:
    """What a run did. `failures` are named, and so are articles that were kept but `uncoded`; `unread` are
    sentences of coded articles that are lists, rows of tables and the like.
    """

    articles: int = 0
    new: int = 0
    replaced: int = 0
    unchanged: int = 0
    events: int = 0
    claims: int = 0
    unread: int = 0
    uncoded: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()


def code(article: Article, extractor: Extractor) -> Coding | Failure:
    """All that one article adds to the graph. An article that is not in English is kept and not coded.

    >>> from ingest.extract import extractor
    >>> spanish = Article(id="a", text="Los ministros se reunieron.", language="es")
    >>> code(spanish, extractor("rules")).note
    'not coded: the article is in es, and only en is coded'
    """
    if article.language not in (None, CODED_LANGUAGE):
        note = f"not coded: the article is in {article.language}, and only {CODED_LANGUAGE} is coded"
        return Coding(article=article, extractor=extractor.name, note=note)
    try:
        return extractor.extract(article)
    except TRIPS as error:
        return Failure(named(article), f"could not be coded ({type(error).__name__}: {why(error)})")


def codings(inputs: Iterable[str | Path], extractor: Extractor) -> Iterator[Coding | Failure]:
    """What `inputs` give, article by article, without a store."""
    for item in load(inputs):
        yield item if isinstance(item, Failure) else code(item, extractor)


def ingest(
    inputs: Iterable[str | Path], store: GraphStore, extractor: Extractor, progress: Progress | None = None
) -> Report:
    """Code the articles of `inputs` and write them, a batch of whole articles in one transaction, so that an
    interrupt leaves no half of one. What the store holds already, with this text and extractor, is passed
    over. `progress` is told how many articles and failures are done.
    """
    store.prepare()
    run = _Run(store, extractor)
    for batch in _batches(load(inputs)):
        run.take(batch, progress or (lambda done: None))
    return run.report


@dataclass
class _Run:
    """The state of one ingest: the report so far, and which text each id was met with."""

    store: GraphStore
    extractor: Extractor
    report: Report = Report()
    done: int = 0
    met: dict[str, str] = field(default_factory=dict)

    def take(self, batch: list[Article | Failure], progress: Progress) -> None:
        """Code and write one batch."""
        items = [self._checked(item) for item in batch]
        articles = {item.id: item for item in items if isinstance(item, Article)}
        known = self.store.known(articles.values(), self.extractor.name)
        results: list[Coding | Failure] = [item for item in items if isinstance(item, Failure)]
        for key, article in articles.items():
            if key not in known:
                results.append(code(article, self.extractor))
            progress(min(self.done + len(results), self.done + len(batch)))
        written = self.store.write([item for item in results if isinstance(item, Coding)])
        self.done += len(batch)
        self.report = with_numbers(self.report, len(articles), len(known), written)
        self.report = with_names(self.report, results)
        progress(self.done)

    def _checked(self, item: Article | Failure) -> Article | Failure:
        """The article, or a failure where another text came under the same id in this run."""
        if isinstance(item, Failure):
            return item
        text = digest(item.text)
        if self.met.setdefault(item.id, text) == text:
            return item
        return Failure(named(item), f"another article of this run has the same id {item.id!r}; it was kept")


def with_numbers(report: Report, articles: int, unchanged: int, written: Written) -> Report:
    """The report with the numbers of one more batch."""
    return replace(
        report,
        articles=report.articles + articles,
        new=report.new + written.articles - written.replaced,
        replaced=report.replaced + written.replaced,
        unchanged=report.unchanged + unchanged + written.unchanged,
        events=report.events + written.events,
        claims=report.claims + written.claims,
    )


def with_names(report: Report, results: Iterable[Coding | Failure]) -> Report:
    """The report with the names of what failed, and of what was kept without being coded."""
    results = list(results)
    failed = tuple(item for item in results if isinstance(item, Failure))
    uncoded = tuple(f"{named(c.article)}: {c.note}" for c in results if isinstance(c, Coding) and c.note)
    unread = sum(item.unread for item in results if isinstance(item, Coding))
    return replace(
        report,
        failures=report.failures + failed,
        uncoded=report.uncoded + uncoded,
        unread=report.unread + unread,
    )


def named(article: Article) -> str:
    """The name of an article for a reader: its title, its address, or how it begins.

    >>> named(Article(id="a", text="Talks End\\nA met B.", title="Talks End"))
    'article "Talks End"'
    """
    words = " ".join((article.title or article.url or article.text).split())
    return f'article "{words[:80]}{"…" if len(words) > 80 else ""}"'


def _batches(items: Iterable[Article | Failure]) -> Iterator[list[Article | Failure]]:
    """Whole articles, some dozens at a time."""
    batch: list[Article | Failure] = []
    size = 0
    for item in items:
        batch.append(item)
        size += len(item.text) if isinstance(item, Article) else 0
        if len(batch) >= BATCH_ARTICLES or size > BATCH_CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
