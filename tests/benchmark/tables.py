"""Codings as plain tables of nodes and edges: the rows of the product without what it makes of them, for the
loaders that it is measured against."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from graph.model import Coding
from graph.ontology import ontology
from graph.rows import ArticleRows, Row, rows_of


@dataclass(frozen=True)
class Edge:
    """A kind of edge, named from its side with few edges; `away` where it leads from there."""

    type: str
    few: str
    many: str
    away: bool = True


@dataclass
class Tables:
    """Nodes by label and id, and edges by kind and by their ids on either side."""

    nodes: dict[str, dict[str, Row]] = field(default_factory=dict)
    edges: dict[Edge, dict[tuple[str, str], Row]] = field(default_factory=dict)

    def node(self, label: str, row: Row, without: tuple[str, ...] = ()) -> None:
        """Add a node with what the row has, but for some columns."""
        kept = {name: value for name, value in row.items() if name not in ("id", *without)}
        self.nodes.setdefault(label, {})[row["id"]] = kept

    def edge(self, kind: Edge, few: str | None, many: str | None, values: Row | None = None) -> None:
        """Add an edge where both sides are there."""
        if few is not None and many is not None:
            self.edges.setdefault(kind, {})[few, many] = values or {}

    def __len__(self) -> int:
        """How many rows."""
        return sum(map(len, self.nodes.values())) + sum(map(len, self.edges.values()))


PUBLISHED_BY = Edge("PUBLISHED_BY", "Article", "Actor")
NAMES = Edge("NAMES", "Article", "Actor")
IN_ARTICLE = Edge("IN_ARTICLE", "Sentence", "Article")
MENTIONS = Edge("MENTIONS", "Sentence", "Actor")
SOURCE_OF = Edge("SOURCE_OF", "Event", "Actor", away=False)
AIMED_AT = Edge("AIMED_AT", "Event", "Actor")
ABOUT = Edge("ABOUT", "Claim", "Event")
SAID_BY = Edge("SAID_BY", "Claim", "Actor")
CLAIM_QUOTES = Edge("QUOTES", "Claim", "Sentence")
TIE_QUOTES = Edge("QUOTES", "Affiliation", "Sentence")
TIED_BY = Edge("TIED_BY", "Affiliation", "Actor", away=False)
TIED_TO = Edge("TIED_TO", "Affiliation", "Actor")


def tables_of(codings: Iterable[Coding]) -> Tables:
    """The tables of some codings."""
    rows, tables = [rows_of(coding) for coding in codings], Tables()
    for article in rows:
        _texts(tables, article)
        _events(tables, article)
        _affiliations(tables, article)
    _relations(tables, rows)
    return tables


def _texts(tables: Tables, rows: ArticleRows) -> None:
    tables.node("Article", rows.article)
    tables.edge(PUBLISHED_BY, rows.id, rows.publisher)
    for row in rows.sentences:
        key = row["values"]["id"]
        tables.node("Sentence", row["values"])
        tables.edge(IN_ARTICLE, key, rows.id)
        for mention in row["mentions"]:
            tables.edge(MENTIONS, key, mention["actor"], mention["values"])
    for actor, form in rows.forms.items():
        tables.node("Actor", {"id": actor, **form})
        tables.edge(NAMES, rows.id, actor, form)


def _events(tables: Tables, rows: ArticleRows) -> None:
    for row in rows.events.values():
        tables.node("Event", row, ("source", "target"))
        tables.edge(SOURCE_OF, row["id"], row["source"])
        tables.edge(AIMED_AT, row["id"], row["target"])
    for row in rows.claims.values():
        tables.node("Claim", row["values"])
        tables.edge(ABOUT, row["id"], row["event"], row["about"])
        tables.edge(CLAIM_QUOTES, row["id"], row["sentence"])
        tables.edge(SAID_BY, row["id"], row["speaker"])


def _affiliations(tables: Tables, rows: ArticleRows) -> None:
    for key, row in rows.affiliations.items():
        tables.node("Affiliation", row["values"])
        tables.edge(TIE_QUOTES, key, row["sentence"])
        tables.edge(TIED_BY, key, row["source"])
        tables.edge(TIED_TO, key, row["target"])
        kind = Edge(row["values"]["relation"], "Actor", "Actor")
        tables.edge(kind, row["source"], row["target"], {"status": row["values"]["status"]})


def _relations(tables: Tables, rows: Sequence[ArticleRows]) -> None:
    """One edge for all events of a type between two actors, with what these rows alone tell of it."""
    told: dict[str, list[Row]] = {}
    for claim in (claim for article in rows for claim in article.claims.values()):
        told.setdefault(claim["event"], []).append(claim["values"])
    found: dict[tuple[str, str | None, str | None], list[Row]] = {}
    for row in {key: row for article in rows for key, row in article.events.items()}.values():
        found.setdefault((row["type"], row["source"], row["target"]), []).append(row)
    for (type, source, target), events in found.items():
        claims = [claim for event in events for claim in told[event["id"]]]
        tables.edge(Edge(type, "Actor", "Actor"), source, target, _counted(type, events, claims))


def _counted(type: str, events: list[Row], claims: list[Row]) -> Row:
    dates = [event["date"] for event in events if event["date"] is not None]
    statuses = ("actual", "planned", "hypothetical", "negated")
    return {
        "events": len(events),
        "claims": len(claims),
        "denials": sum(claim["stance"] == "denies" for claim in claims),
        "first": min(dates, default=None),
        "last": max(dates, default=None),
        "intensity": ontology()[type].intensity,
        **{status: sum(event["status"] == status for event in events) for status in statuses},
    }


def batched(items: Iterable[Any], size: int) -> Iterator[list[Any]]:
    """Lists of `size` items, the last one shorter.

    >>> list(batched("abc", 2))
    [['a', 'b'], ['c']]
    """
    batch: list[Any] = []
    for item in items:
        batch.append(item)
        if len(batch) == size:
            yield batch
            batch = []
    if batch:
        yield batch
