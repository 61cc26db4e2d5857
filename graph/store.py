"""The graph store: one class over Bolt, for the local server and for Neo4j alike."""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, fields
from datetime import date as Date
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self, TypeVar

from neo4j import Driver, ManagedTransaction, Record, Session, unit_of_work
from neo4j.exceptions import ClientError, ConstraintError, ServiceUnavailable, SessionExpired

from graph import local, record, writes
from graph.apply import Done, apply
from graph.bolt import Engine, connect, engine_of, plain_errors
from graph.disk import check_room
from graph.errors import StoreBusy, StoreUnavailable
from graph.layout import check_known, check_readable, layout_of
from graph.limits import limit_mark
from graph.lock import locked
from graph.migrate import migrate
from graph.model import Article, Coding
from graph.plain import plain
from graph.record import Codings
from graph.rows import ArticleRows, checked, content_print, rows_of
from graph.settings import Settings

Role = Literal["writer", "analyst"]
T = TypeVar("T")
ARTICLES_AT_ONCE, CHARACTERS_AT_ONCE = 100, 4_000_000
WAIT_SECONDS = 120.0
LOCAL_RETRY_SECONDS = 1.0  # a local server that went away comes back with the next session, not by waiting
TRIES = 5
LIVES = 2  # how often a local server may go away in the middle of one piece of work
READ_SECONDS = 120.0  # for one of our own reading queries, where an analyst waits for it
FULL_TEXT = """CALL db.index.fulltext.queryNodes($index, $words) YIELD node, score
MATCH (node)-[:IN_ARTICLE]->(a:Article)
RETURN node.id AS id, node.text AS text, a.id AS article, score ORDER BY score DESC, id LIMIT $limit"""


@dataclass(frozen=True)
class Written:
    """What `write` did, counted over the codings that were new or changed."""

    articles: int = 0
    unchanged: int = 0
    replaced: int = 0
    actors: int = 0
    sentences: int = 0
    mentions: int = 0
    events: int = 0
    claims: int = 0
    affiliations: int = 0


@dataclass(frozen=True)
class _Place:
    """Where a store is. `lock` is the file that keeps writers apart where the server cannot do it itself."""

    driver: Driver
    url: str
    database: str | None
    lock: Path | None = None


def _local_place(settings: Settings, role: Role) -> _Place:
    server = local.start(settings)
    user = "ingest" if role == "writer" else "analyst"
    driver = connect(server.url, user, server.password(user).get_secret_value(), retry=LOCAL_RETRY_SECONDS)
    return _Place(driver, server.url, server.database, server.folder / local.WRITE_LOCK)


def _server_place(settings: Settings) -> _Place:
    url, password = str(settings.url), settings.password.get_secret_value() if settings.password else ""
    return _Place(connect(url, settings.user, password, settings.ca), url, settings.database)


class GraphStore:
    """The graph behind one address. Open it with `GraphStore.open(settings)`, as a context manager."""

    def __init__(self, settings: Settings, role: Role, place: _Place) -> None:
        """Use `GraphStore.open`, which knows the place."""
        self.settings, self.role, self.url, self.database = settings, role, place.url, place.database
        self._driver, self._lock = place.driver, place.lock
        self._prepared = False
        with plain_errors(self.url):
            self.engine: Engine = engine_of(self._driver)

    @classmethod
    def open(cls, settings: Settings, *, role: Role = "writer") -> Self:
        """The store that `settings` name; without a URL the local server, started where it does not run."""
        for _ in range(LIVES if settings.url is None else 0):
            try:
                return cls._opened(settings, role)
            except StoreUnavailable as error:  # it went away between two looks
                if not isinstance(error.__cause__, ServiceUnavailable | SessionExpired):
                    raise
        return cls._opened(settings, role)

    @classmethod
    def _opened(cls, settings: Settings, role: Role) -> Self:
        place = _server_place(settings) if settings.url else _local_place(settings, role)
        try:
            store = cls(settings, role, place)
            check = check_readable if role == "analyst" else check_known
            check(layout_of(store.rows))
        except BaseException:
            place.driver.close()
            raise
        return store

    @property
    def is_local(self) -> bool:
        """Whether this is the local server, where the analyst is a user that can only read."""
        return self.settings.url is None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the connections."""
        self._driver.close()

    def session(self, **how: Any) -> Session:
        """A driver session on our database. The local server is started again where it went away."""
        if self.is_local:
            server = local.status(self.settings).local
            if server is None or server.url != self.url:
                self._move(_local_place(self.settings, self.role))
        return self._driver.session(database=self.database, **how)

    def _move(self, place: _Place) -> None:
        self._driver.close()
        self._driver, self.url = place.driver, place.url

    def rows(self, cypher: str, **parameters: Any) -> list[dict[str, Any]]:
        """The answer of one of our own reading queries, as plain values; StoreBusy where an analyst's takes
        longer than READ_SECONDS."""
        limit = READ_SECONDS if self.role == "analyst" else None
        mark = limit_mark(limit) if limit and self.is_local else ""

        @unit_of_work(timeout=limit)
        def work(tx: ManagedTransaction) -> list[Record]:
            return list(tx.run(mark + cypher, parameters))

        found = self._in_session(lambda session: session.execute_read(work), default_access_mode="READ")
        return [dict(zip(record.keys(), plain(record.values()), strict=True)) for record in found]

    def prepare(self, progress: Callable[[int], None] = lambda percent: None) -> None:
        """Make the constraints and indexes that are not there yet, and bring a graph of an older layout to
        ours; `progress` is told how many percent of that are done."""
        if self._prepared:
            return
        statements = [*writes.CONSTRAINTS, *writes.INDEXES]
        if self.engine == "neo4j":  # the local server makes its full-text index when it starts
            statements.append(writes.FULL_TEXT)

        def work(session: Session) -> None:
            for statement in statements:
                try:
                    session.run(statement).consume()
                except ClientError as error:  # another process makes the same at the same time
                    if "AlreadyExists" not in (error.code or ""):
                        raise

        with self._alone():
            self._in_session(work)
        if (found := layout_of(self.rows)) is not None:
            check_known(found)
            migrate(self._transact, found, progress)
        self._prepared = True

    def write(self, codings: Sequence[Coding]) -> Written:
        """Write codings, each in place of what its article gave before. All or nothing, article by article:
        big batches take several transactions, and each holds whole articles."""
        latest = {coding.article.id: checked(coding) for coding in codings}
        self.prepare()
        with ThreadPoolExecutor(1) as ahead:  # makes the rows of the next part while the database writes
            parts = ahead.map(lambda part: [rows_of(coding) for coding in part], _parts(latest.values()))
            done = [self._write(part) for part in parts]
        return _summed(done, len(latest))

    def _write(self, rows: Sequence[ArticleRows]) -> Done:
        held = self._prints(article.id for article in rows)
        changed = [a for a in rows if held.get(a.id, {}).get("coding") != a.article["coding"]]
        return self._apply(changed, ()) if changed else Done()

    def retract(self, article_id: str) -> bool:
        """Take back an article and all that only it supports; False where it is not there."""
        return bool(self.retract_all([article_id]))

    def retract_all(self, article_ids: Iterable[str]) -> set[str]:
        """Take back articles, as `retract` does, many in a transaction; given are those that were there."""
        self.prepare()
        held = sorted(self._prints(set(article_ids)))
        for start in range(0, len(held), ARTICLES_AT_ONCE):
            self._apply((), held[start : start + ARTICLES_AT_ONCE])
        return set(held)

    def known(self, articles: Iterable[Article | str], extractor: str | None = None) -> set[str]:
        """Ids of the articles that are in the graph: with this content, where articles are given rather
        than ids, and as `extractor` codes them, where that is named."""
        wanted = {a if isinstance(a, str) else a.id: a for a in articles}
        return {
            key
            for key, row in self._prints(wanted).items()
            if (extractor is None or row["extractor"] == extractor)
            and (isinstance(a := wanted[key], str) or row["content"] == content_print(a))
        }

    def codings(self, since: Date | None = None, until: Date | None = None) -> Codings:
        """What was written, article by article in order of id, of all that were published from `since` to
        `until`. Ids are read at once, the rest a page at a time."""
        span = {name: day and day.isoformat() for name, day in (("since", since), ("until", until))}
        ids = [row["id"] for row in self.rows(record.IDS, **span)]
        return Codings(lambda statement, rows: self.rows(statement, rows=list(rows)), ids)

    def find_sentences(self, words: str, limit: int = 20) -> list[dict[str, Any]]:
        """Sentences with these words, the best first: `id`, `text`, `article` and `score`."""
        asked = " ".join(re.findall(r"\w+", words))
        index = "sentence_text" if self.engine == "neo4j" else "Sentence[text]"
        return self.rows(FULL_TEXT, index=index, words=asked, limit=limit) if asked else []

    def _prints(self, ids: Iterable[str]) -> dict[str, dict[str, Any]]:
        return {row["id"]: row for row in self.rows(writes.PRINTS, rows=sorted(ids))}

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """ArcadeDB has one writer at a time, and must not run into a full disk; Neo4j sees to both itself."""
        if self._lock is None:
            yield
            return
        with locked(self._lock, WAIT_SECONDS):
            check_room(self._lock.parent, self.settings.disk_spare)
            yield

    def _apply(self, rows: Sequence[ArticleRows], gone: Sequence[str]) -> Done:
        return self._transact(lambda tx: apply(tx, rows, gone))

    def _transact(self, work: Callable[[ManagedTransaction], T], /) -> T:
        """What `work` gives in one writing transaction, while nobody else writes."""

        def tries(session: Session) -> T:
            for _ in range(TRIES):
                try:
                    return session.execute_write(work)
                except ConstraintError as error:  # another writer made the same node at the same time
                    last = error
            raise StoreBusy(f"others keep writing the same articles; try again ({last.message})")

        with self._alone():
            return self._in_session(tries)

    def _in_session(self, work: Callable[[Session], T], **how: Any) -> T:
        """What `work` gives in a session. Where the local server went away in the middle, it is started
        again and the work done again: all our work may be done twice."""
        with plain_errors(self.url):
            for _ in range(LIVES if self.is_local else 0):
                try:
                    with self.session(**how) as session:
                        return work(session)
                except (ServiceUnavailable, SessionExpired):
                    self._move(_local_place(self.settings, self.role))  # once it answers: it may be dying
            with self.session(**how) as session:
                return work(session)


def _parts(codings: Iterable[Coding]) -> Iterator[list[Coding]]:
    """Whole articles, a few megabytes at a time."""
    part: list[Coding] = []
    size = 0
    for coding in codings:
        events = sum(1 + len(event.claims) for event in coding.events)
        weight = len(coding.article.text) + 200 * (len(coding.mentions) + 2 * events)
        if part and (len(part) >= ARTICLES_AT_ONCE or size + weight > CHARACTERS_AT_ONCE):
            yield part
            part, size = [], 0
        part.append(coding)
        size += weight
    if part:
        yield part


def _summed(done: Sequence[Done], articles: int) -> Written:
    sums = {name.name: sum(getattr(part, name.name) for part in done) for name in fields(Done)}
    return Written(**sums, unchanged=articles - sums["articles"])
