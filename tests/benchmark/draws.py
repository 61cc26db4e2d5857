"""Parameters for queries, drawn from a loaded graph: hubs, the middle and the tail in turn, over a month, a
quarter and the year in turn."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date as Date
from datetime import timedelta
from random import Random
from typing import Any, TypeVar

from graph.reads import RELATIONS
from graph.store import GraphStore

T = TypeVar("T")
BUSIEST, LEVELS, SPANS = 10, 3, (30, 91, 366)
ACTORS = """MATCH (a:Actor)-[:SOURCE_OF|AIMED_AT]-(e:Event) WITH a, count(e) AS events
RETURN a.id AS id, a.name AS name ORDER BY events DESC, id"""
PAIRS = f"""MATCH (a:Actor)-[r:{RELATIONS}]->(b:Actor)
WITH a.id AS source, b.id AS target, sum(r.events) AS events
RETURN source, target ORDER BY events DESC, source, target"""
EVENTS = """MATCH (c:Claim)-[:ABOUT]->(e:Event) WITH e, count(c) AS claims
RETURN e.id AS id ORDER BY claims DESC, id LIMIT 5000"""
ARTICLES = "MATCH (t:Article) RETURN t.id AS id, t.title AS title ORDER BY id LIMIT 5000"
TIES = """MATCH (s:Actor)-[:TIED_BY]->(f:Affiliation)-[:TIED_TO]->(t:Actor)
WITH s.id AS source, t.id AS target, count(f) AS told
RETURN source, target ORDER BY told DESC, source, target LIMIT 5000"""


@dataclass(frozen=True)
class Draw:
    """The parameters of one round of queries."""

    actor: str
    name: str
    other: str
    pair: tuple[str, str]
    event: str
    article: str
    tie: tuple[str, str]
    words: str
    since: Date
    until: Date

    @property
    def values(self) -> dict[str, Any]:
        """As parameters of Cypher."""
        source, target = self.pair
        return {"id": self.actor, "other": self.other, "source": source, "target": target} | {
            "since": self.since,
            "until": self.until,
        }


def draws(store: GraphStore, count: int) -> list[Draw]:
    """So many draws, the same for the same graph."""
    rng = Random("draws")
    actors, pairs, ties = store.rows(ACTORS), store.rows(PAIRS), store.rows(TIES)
    events, articles = store.rows(EVENTS), store.rows(ARTICLES)
    return [_draw(rng, i, (actors, pairs, events, articles, ties)) for i in range(count)]


def _draw(rng: Random, number: int, found: tuple[list[dict[str, Any]], ...]) -> Draw:
    actors, pairs, events, articles, ties = found
    level, days = number % LEVELS, SPANS[number // LEVELS % len(SPANS)]
    actor, pair, tie = (_at(rng, rows, level) for rows in (actors, pairs, ties))
    since = Date(2024, 1, 1) + timedelta(rng.randrange(max(1, 367 - days)))
    article = rng.choice(articles)
    return Draw(
        actor=actor["id"],
        name=actor["name"],
        other=_at(rng, actors, rng.randrange(LEVELS))["id"],
        pair=(pair["source"], pair["target"]),
        event=_at(rng, events, level)["id"],
        article=article["id"],
        tie=(tie["source"], tie["target"]),
        words=" ".join(rng.sample(article["title"].split(), 1 + number % 2)),
        since=since,
        until=since + timedelta(days - 1),
    )


def _at(rng: Random, rows: Sequence[T], level: int) -> T:
    """One of the busiest, of those after them down to a tenth, or of all the others."""
    tenth = max(BUSIEST + 1, len(rows) // 10)
    bounds = ((0, BUSIEST), (BUSIEST, tenth), (tenth, len(rows)))
    first, end = bounds[level]
    return rows[min(rng.randrange(first, max(end, first + 1)), len(rows) - 1)]
