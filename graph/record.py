"""Coding records made again out of the graph: what `graph.rows` wrote, read back.

What is made gives the same rows as what was written; mentions outside of evidence were never kept. The
article's own digest of these rows tells whether it does.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from graph.model import Article, Claim, Coding, Event
from graph.rows import Row, coding_print

Ask = Callable[[str, Sequence[str]], list[Row]]  # the plain answer of a statement over `$rows`

IDS = """MATCH (a:Article)
WHERE ($since IS NULL OR a.published >= date($since)) AND ($until IS NULL OR a.published <= date($until))
RETURN a.id AS id ORDER BY id"""
ARTICLES = """UNWIND $rows AS id MATCH (a:Article {id: id}) OPTIONAL MATCH (a)-[p:PUBLISHED_BY]->(o:Actor)
RETURN id, properties(a) AS article, p.name AS publisher, o.id AS outlet"""
FORMS = """UNWIND $rows AS id MATCH (:Article {id: id})-[n:NAMES]->(x:Actor)
RETURN id, x.id AS actor, properties(n) AS form"""
MENTIONS = """UNWIND $rows AS id MATCH (:Article {id: id})<-[:IN_ARTICLE]-(:Sentence)-[m:MENTIONS]->(x:Actor)
RETURN id, x.id AS actor, m.start AS start, m.end AS end, m.text AS text"""
CLAIMS = """UNWIND $rows AS id
MATCH (:Article {id: id})<-[:IN_ARTICLE]-(:Sentence)<-[:QUOTES]-(c:Claim)-[b:ABOUT]->(e:Event)
OPTIONAL MATCH (c)-[:SAID_BY]->(v:Actor)
OPTIONAL MATCH (e)<-[:SOURCE_OF]-(x:Actor) OPTIONAL MATCH (e)-[:AIMED_AT]->(y:Actor)
RETURN id, properties(c) AS claim, properties(b) AS about, properties(e) AS event,
       v.id AS speaker, x.id AS source, y.id AS target"""
TIES = """UNWIND $rows AS id
MATCH (:Article {id: id})<-[:IN_ARTICLE]-(:Sentence)<-[:QUOTES]-(f:Affiliation)
MATCH (x:Actor)-[:TIED_BY]->(f)-[:TIED_TO]->(y:Actor)
RETURN id, properties(f) AS tie, x.id AS source, y.id AS target"""
PAGE, TRIES = 100, 3


@dataclass(frozen=True)
class Damaged:
    """An article that the graph holds otherwise than it was written."""

    article: str
    reason: str


@dataclass
class Page:
    """What the graph holds of some articles, by article."""

    articles: dict[str, Row]
    forms: Mapping[str, list[Row]] = field(default_factory=dict)
    mentions: Mapping[str, list[Row]] = field(default_factory=dict)
    claims: Mapping[str, list[Row]] = field(default_factory=dict)
    ties: Mapping[str, list[Row]] = field(default_factory=dict)


@dataclass(frozen=True)
class Codings:
    """The codings of these articles, in this order. One that others take back meanwhile is left out; one
    that they change is read again."""

    ask: Ask
    ids: Sequence[str]

    def __len__(self) -> int:
        return len(self.ids)

    def __iter__(self) -> Iterator[Coding | Damaged]:
        for start in range(0, len(self.ids), PAGE):
            for item in checked_page(self.ask, self.ids[start : start + PAGE]):
                if (found := self._settled(item)) is not None:
                    yield found

    def _settled(self, item: Coding | Damaged) -> Coding | Damaged | None:
        """The item; where it is damaged, it may just have been written while we read."""
        for _ in range(TRIES):
            if isinstance(item, Coding):
                return item
            if not (again := checked_page(self.ask, [item.article])):
                return None
            item = again[0]
        return item


def checked_page(ask: Ask, ids: Sequence[str]) -> list[Coding | Damaged]:
    """The codings of some articles, each checked against the digest that was written with it."""
    page = page_of(ask, ids)
    return [_checked(page, key) for key in ids if key in page.articles]


def page_of(ask: Ask, ids: Sequence[str]) -> Page:
    """What the graph holds of these articles."""

    def grouped(statement: str) -> dict[str, list[Row]]:
        found: dict[str, list[Row]] = defaultdict(list)
        for row in ask(statement, ids):
            found[row["id"]].append(row)
        return found

    articles = {row["id"]: row for row in ask(ARTICLES, ids)}
    return Page(articles, grouped(FORMS), grouped(MENTIONS), grouped(CLAIMS), grouped(TIES))


def _checked(page: Page, key: str) -> Coding | Damaged:
    try:
        coding = made(page, key)
    except (ValidationError, KeyError) as error:
        return Damaged(key, f"the graph does not hold all of it ({type(error).__name__}: {error})")
    if coding_print(coding) != page.articles[key]["article"].get("coding"):
        return Damaged(key, "the graph does not hold what was written of it")
    return coding


def made(page: Page, key: str) -> Coding:
    """The coding of one article of a page; ValidationError where what is held does not fit together."""
    held, row = page.articles[key]["article"], page.articles[key]
    own = {name: held[name] for name in Article.model_fields if held.get(name) is not None}
    article = own | {"publisher": row["publisher"], "origin": held.get("own_origin")}
    told: dict[str, Any] = {
        "article": article,
        "actors": list(_actors(page.forms.get(key, ()), row["outlet"])),
        "mentions": _mentions(page.mentions.get(key, ())),
        "events": _events(page.claims.get(key, ())),
        "affiliations": list(_affiliations(page.ties.get(key, ()))),
        "extractor": held["extractor"],
        "note": held.get("note"),
        "unread": held.get("unread") or 0,
    }
    return Coding.model_validate(told)


def _actors(forms: Iterable[Row], outlet: str | None) -> Iterator[Row]:
    """The outlet first: of several that go by the publisher's name, the first listed is taken."""
    for row in sorted(forms, key=lambda row: (row["actor"] != outlet, row["actor"])):
        yield _present(row["form"]) | {"id": row["actor"]}


def _mentions(rows: Iterable[Row]) -> list[Row]:
    found = [{name: row[name] for name in ("actor", "start", "end", "text")} for row in rows]
    return sorted(found, key=lambda row: (row["start"], row["end"], row["actor"]))


def _events(rows: Iterable[Row]) -> list[Row]:
    """One event for each way in which the article tells it: claims may differ in mode, place, intensity."""
    told: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row["claim"]["start"], row["claim"]["id"])):
        about = row["about"]
        told[row["event"]["id"], about.get("mode"), about.get("place"), about["intensity"]].append(row)
    return [_event(claims) for claims in told.values()]


def _event(rows: Sequence[Row]) -> Row:
    first = rows[0]
    own = {name: first["event"].get(name) for name in ("id", "type", "mutual", "status", "date", "precision")}
    about = {name: first["about"].get(name) for name in ("mode", "place", "intensity")}
    sides = {"source": first["source"], "target": first["target"]}
    return _known(Event, own | about) | sides | {"claims": [_claim(row) for row in rows]}


def _claim(row: Row) -> Row:
    claim = row["claim"]
    return _known(Claim, claim) | {"speaker": row["speaker"], "evidence": _evidence(claim)}


def _affiliations(rows: Iterable[Row]) -> Iterator[Row]:
    for row in sorted(rows, key=lambda row: (row["tie"]["start"], row["tie"]["id"])):
        tie = row["tie"]
        sides = {"source": row["source"], "target": row["target"]}
        yield sides | {"relation": tie["relation"], "status": tie["status"], "evidence": _evidence(tie)}


def _evidence(row: Row) -> Row:
    return {name: row[name] for name in ("quote", "start", "end")}


def _known(model: type[Claim] | type[Event], row: Row) -> Row:
    return {name: value for name, value in _present(row).items() if name in model.model_fields}


def _present(row: Row) -> Row:
    return {name: value for name, value in row.items() if value is not None}
