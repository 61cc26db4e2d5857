"""What is derived, worked out again of the record: origins, events, relations, ties, actors.

The pure functions of `graph.merge` and `graph.origins` say what is right, over rows as they are kept. None of
the statements that write or add up is used here, and nothing that was derived is believed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from graph import check_reads as reads
from graph.check_differences import Differences
from graph.check_record import Ask, Tie
from graph.copies import member
from graph.likeness import bands
from graph.merge import merged_actor, merged_event, merged_tie, relation_standing
from graph.model import event_id, relation_key
from graph.ontology import ontology
from graph.origins import body, components, shared_origin
from graph.rows import Row
from graph.writes import COUNTED, EVENT_TYPES, TIES

SIDED = ("source", "target")


class Origins:
    """Which article has which origin. Texts are read a page at a time; those that share a key with another
    are read once more, a group at a time. Kept are the keys, by article."""

    def __init__(self) -> None:
        self.of: dict[str, str] = {}
        self._held: dict[str, str | None] = {}
        self._keyed: dict[str, list[str]] = defaultdict(list)

    def note(self, ask: Ask, ids: Sequence[str], found: Differences) -> None:
        """Take in a page of articles."""
        for row in ask(reads.TEXTS, ids):
            article, key = row["article"], row["id"]
            near = bands(body(article["text"], article.get("title") or ""))
            wanted = {f"near{place}": key for place, _, key in (band.partition(":") for band in near)}
            held = {name: value for name, value in article.items() if name.startswith("near")}
            found.compare("articles", key, held, wanted)
            self._held[key] = article.get("origin")
            self.of[key] = article.get("own_origin") or key
            for shared in (*near, f"own:{self.of[key]}"):
                self._keyed[shared].append(key)

    def settle(self, ask: Ask, found: Differences) -> None:
        """Name the groups of copies, and compare with what the articles have."""
        for ids in _joined(self._keyed.values()):
            members = [
                member({"own_origin": None, "title": None} | row["article"]) for row in ask(reads.TEXTS, ids)
            ]
            for group in components(members):
                self.of.update(dict.fromkeys((one.id for one in group), shared_origin(group)))
        for key, held in self._held.items():
            found.compare("articles", key, {"origin": held}, {"origin": self.of[key]})
        self._keyed.clear()
        self._held.clear()


def _joined(groups: Iterable[Sequence[str]]) -> Iterator[list[str]]:
    """The sets of those that are together in a group or along groups, where they are more than one."""
    whole: dict[str, set[str]] = {}
    for ids in groups:
        sets = {id(one): one for one in (whole.get(key, {key}) for key in ids)}.values()
        joined = set().union(*sets)
        whole.update(dict.fromkeys(joined, joined))
    for one in {id(one): one for one in whole.values()}.values():
        if len(one) > 1:
            yield sorted(one)


@dataclass
class _Sums:
    """What the events of a relation come to."""

    counts: Counter[str] = field(default_factory=Counter)
    net: float = 0.0
    first: str | None = None
    last: str | None = None
    origins: set[str] = field(default_factory=set)

    def add(self, event: Row, derived: Row, origins: set[str]) -> None:
        """One more event."""
        self.counts.update(("events", event["status"], derived["standing"]))
        self.counts.update(claims=derived["claims"], denials=derived["denials"])
        self.net += derived["intensity"]
        self.origins |= origins
        if (day := event.get("date")) is not None:
            self.first = min(self.first or day, day)
            self.last = max(self.last or day, day)

    def row(self) -> Row:
        """The relation's properties."""
        counts = {name: self.counts[name] for name in COUNTED}
        standings = (counts["events"], counts["corroborated"], counts["contested"], counts["denied"])
        return counts | {
            "origins": len(self.origins),
            "net": self.net,
            "intensity": self.net / counts["events"],
            "first": self.first,
            "last": self.last,
            "standing": relation_standing(*standings),
        }


@dataclass
class Derived:
    """What edges and actors should be, as it is worked out page by page."""

    origins: Mapping[str, str]
    relations: dict[Tie, _Sums] = field(default_factory=lambda: defaultdict(_Sums))
    ties: dict[Tie, list[Row]] = field(default_factory=lambda: defaultdict(list))
    events_of: Counter[str] = field(default_factory=Counter)

    def check_events(self, ask: Ask, ids: Sequence[str], found: Differences) -> None:
        """Compare some events, and add them up."""
        claims: dict[str, list[Row]] = defaultdict(list)
        for row in ask(reads.EVENT_CLAIMS, ids):
            claims[row["id"]].append(row | {"origin": self.origins.get(row["article"])})
        seen: set[str] = set()
        for row in ask(reads.EVENTS, ids):
            key = row["id"]
            if key in seen:
                found.add("events", f"{key}: it has more than one source or target")
            elif not claims[key]:
                found.add("events", f"{key}: there is no claim about it")
            elif row["source"] is None and row["target"] is None:
                found.add("events", f"{key}: it has neither source nor target")
            else:
                self._check_event(row, claims[key], found)
            seen.add(key)

    def _check_event(self, row: Row, claims: Sequence[Row], found: Differences) -> None:
        event, sides = row["event"], (row["source"], row["target"])
        right = merged_event(claims) | _own(event, *sides)
        kept = {name: event.get(name) for name in ("type", "status", "mutual", "date", "precision")}
        found.compare("events", row["id"], event, kept | right)
        self.events_of.update({side for side in sides if side is not None})
        if None not in sides:
            self.relations[event["type"], *sides].add(event, right, {claim["origin"] for claim in claims})

    def check_actors(self, ask: Ask, ids: Sequence[str], found: Differences) -> None:
        """Compare some actors, and the edges that go out from them."""
        forms: dict[str, list[Row]] = defaultdict(list)
        for row in ask(reads.ACTOR_FORMS, ids):
            forms[row["id"]].append(row["form"])
        for row in ask(reads.ACTORS, ids):
            key = row["id"]
            if not forms[key]:
                found.add("actors", f"{key}: no article names it")
                continue
            right = merged_actor(forms[key]) | {"id": key, "events": self.events_of[key]}
            found.compare("actors", key, row["actor"], right)
        for row in ask(reads.EDGES, ids):
            self._check_edge(row, found)

    def _check_edge(self, row: Row, found: Differences) -> None:
        type, name = row["type"], f"{row['id']} {row['type']} {row['target']}"
        key = (type, row["id"], row["target"])
        if type in EVENT_TYPES:
            sums = self.relations.pop(key, None)
            right = sums.row() if sums else None
        elif type in TIES:
            told = self.ties.pop(key, None)
            right = merged_tie(told) if told else None
        else:
            found.add("relations", f"{name}: there is no such type between actors")
            return
        kind = "relations" if type in EVENT_TYPES else "ties"
        if right is None:
            found.add(kind, f"{name}: nothing in the record gives this edge, or it is there twice")
        else:
            found.compare(kind, name, row["edge"], right)

    def check_missing(self, found: Differences) -> None:
        """Note the edges that should have been met by now."""
        for kind, keys in (("relations", self.relations), ("ties", self.ties)):
            for type, source, target in sorted(keys):
                found.add(kind, f"{source} {type} {target}: the edge is missing")


def _own(event: Row, source: str | None, target: str | None) -> Row:
    """What follows from an event's type, sides, status and date."""
    type = event["type"]
    parts = (type, source, target, event["status"], event.get("date"), event["precision"], event["mutual"])
    relation = relation_key(type, source, target)
    return {"id": event_id(*parts), "quad": ontology()[type].quad, "relation": relation}
