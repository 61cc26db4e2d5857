"""What new articles add to events, relations and ties, as sums that the database adds up: pure functions.

A relation with thousands of events is never read again for one more. What has to be known of the graph is
little: the events that are there already, and what the copies of the new articles told before.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graph.merge import grown_event, merged_event, merged_tie
from graph.rows import ArticleRows, Row
from graph.writes import COUNTED

STATUSES = ("actual", "planned", "hypothetical", "negated")
STANDINGS = ("corroborated", "contested", "denied")


@dataclass(frozen=True)
class Known:
    """What the graph knew: `origins` of the new articles, by article; events by id; and which events and
    relations (by id and key) had been told by which of these origins."""

    origins: Mapping[str, str]
    events: Mapping[str, Row]
    told: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Sums:
    """Rows to write. `actors` tells of how many new events each actor is a side."""

    new_events: list[Row] = field(default_factory=list)
    grown_events: list[Row] = field(default_factory=list)
    relations: dict[str, list[Row]] = field(default_factory=dict)  # by type
    ties: dict[str, list[Row]] = field(default_factory=dict)
    actors: Counter[str] = field(default_factory=Counter)


def sums(rows: Sequence[ArticleRows], known: Known) -> Sums:
    """All that `rows` add."""
    events = {key: event for article in rows for key, event in article.events.items()}
    claims: dict[str, list[Row]] = defaultdict(list)
    for article in rows:
        for claim in article.claims.values():
            told = {"stance": claim["values"]["stance"], "origin": known.origins[article.id]}
            claims[claim["event"]].append(told | claim["about"])
    found = Sums()
    relations: dict[str, _Relation] = {}
    for key, event in sorted(events.items()):
        before, told = known.events.get(key), merged_event(claims[key])
        after = told if before is None else grown_event(before, told, _known(claims[key], key, known))
        _note_event(found, event, before, after)
        if event["relation"] is not None:
            relation = relations.setdefault(event["relation"], _Relation(event))
            relation.add(event, before, after)
            relation.claims(claims[key])
    for key, relation in relations.items():
        row = relation.row | {"origins": len({o for o in relation.origins if (o, key) not in known.told})}
        found.relations.setdefault(relation.type, []).append(row)
    found.ties.update(_ties(rows))
    return found


def _known(claims: Iterable[Row], event: str, known: Known) -> int:
    """How many origins of the claims had told the event before."""
    return sum((origin, event) in known.told for origin in {claim["origin"] for claim in claims})


def _note_event(found: Sums, event: Row, before: Row | None, after: Row) -> None:
    if before is not None:
        found.grown_events.append({"id": event["id"], "values": after})
        return
    own = {name: value for name, value in event.items() if name not in ("source", "target")}
    sides = {"source": event["source"], "target": event["target"]}
    found.new_events.append(sides | {"values": own | after})
    found.actors.update(side for side in {*sides.values()} if side is not None)


class _Relation:
    """The sums of one relation."""

    def __init__(self, event: Row) -> None:
        self.type: str = event["type"]
        self.origins: set[str] = set()
        self.row: Row = dict.fromkeys(COUNTED, 0) | {"net": 0.0, "first": None, "last": None}
        self.row |= {"source": event["source"], "target": event["target"]}

    def add(self, event: Row, before: Row | None, after: Row) -> None:
        """One event, as it was and as it is."""
        row = self.row
        row["net"] += after["intensity"] - (before["intensity"] if before else 0.0)
        if before and before["standing"] in STANDINGS:
            row[before["standing"]] -= 1
        if after["standing"] in STANDINGS:
            row[after["standing"]] += 1
        if before is None:
            row["events"] += 1
            row[event["status"]] += 1
            dates = [day for day in (row["first"], row["last"], event["date"]) if day is not None]
            row |= {"first": min(dates, default=None), "last": max(dates, default=None)}

    def claims(self, claims: Sequence[Row]) -> None:
        """The new claims about one of its events."""
        self.row["claims"] += len(claims)
        self.row["denials"] += sum(claim["stance"] == "denies" for claim in claims)
        self.origins |= {claim["origin"] for claim in claims}


def _ties(rows: Iterable[ArticleRows]) -> dict[str, list[Row]]:
    statements: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for article in rows:
        for tie in article.affiliations.values():
            sides = (tie["values"]["relation"], tie["source"], tie["target"])
            told = {"published": article.article["published"], "status": tie["values"]["status"]}
            statements[sides].append(told)
    found: dict[str, list[Row]] = defaultdict(list)
    for (type, source, target), made in sorted(statements.items()):
        found[type].append({"source": source, "target": target} | merged_tie(made))
    return found
