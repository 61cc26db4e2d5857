"""Which articles in the graph are copies of one text: each has the origin of its group.

A group is what `graph.origins.components` says of its members, so it depends on no order: a late article may
join two groups, and one that is taken back may leave two behind.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from neo4j import ManagedTransaction

from graph import writes
from graph.likeness import Text, one_text
from graph.origins import Member, body, components, shared_origin
from graph.rows import ArticleRows, Row
from graph.sending import ask, write


@dataclass(frozen=True)
class Linked:
    """The origins of new articles, by article; which events and relations had been told by those origins;
    and the articles that were there, of groups that became one."""

    origins: dict[str, str] = field(default_factory=dict)
    told: frozenset[tuple[str, str]] = frozenset()
    joined: tuple[str, ...] = ()


def link(tx: ManagedTransaction, rows: Sequence[ArticleRows]) -> Linked:
    """Find the groups of new articles, and rename groups whose origin is another now."""
    new = {article.id: member(article.article) for article in rows}
    groups = _Groups()
    _join_same(tx, new, groups)
    _join_near(tx, rows, new, groups)
    return _named(tx, new, groups)


def unlink(tx: ManagedTransaction, origins: Iterable[str]) -> list[str]:
    """Give the articles that are left of some groups their origins again, after others were taken away.
    Given are the members of groups that fell apart."""
    groups: dict[str, list[Row]] = defaultdict(list)
    for row in ask(tx, writes.MEMBERS, sorted(set(origins))):
        groups[row["origin"]].append(row)
    renamed: list[Row] = []
    parted: list[str] = []
    for origin, rows in groups.items():
        parts = components(map(member, rows))
        if len(parts) > 1:
            parted += [row["id"] for row in rows]
        for part in parts:
            if (name := shared_origin(part)) != origin:
                renamed += [{"id": one.id, "origin": name} for one in part]
    write(tx, renamed, writes.SET_ORIGINS)
    return parted


def member(article: Row) -> Member:
    """An article of the graph, or a row for one, as a member of its group; it stands for itself where its
    coding names no origin."""
    return Member(
        article["id"], article["own_origin"] or article["id"], body(article["text"], article["title"] or "")
    )


class _Groups:
    """Groups of new articles (by id) and of groups that are there (by origin), as they are joined."""

    def __init__(self) -> None:
        self._of: dict[tuple[str, str], set[tuple[str, str]]] = {}

    def join(self, *nodes: tuple[str, str]) -> None:
        """Make one group of those of `nodes`."""
        whole = {member for node in nodes for member in self._of.get(node, {node})}
        for one in whole:
            self._of[one] = whole

    def __iter__(self) -> Iterator[set[tuple[str, str]]]:
        yield from {id(group): group for group in self._of.values()}.values()


def _join_same(tx: ManagedTransaction, new: Mapping[str, Member], groups: _Groups) -> None:
    same: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for key, one in new.items():
        same[one.own_origin].append(("new", key))
    owns = sorted(same)
    for row in (*ask(tx, writes.SAME_ORIGIN, owns), *ask(tx, writes.OWN_ORIGIN_IS_ID, owns)):
        same[row["own"]].append(("held", row["origin"]))
    for nodes in same.values():
        groups.join(*nodes)


def _join_near(
    tx: ManagedTransaction, rows: Sequence[ArticleRows], new: Mapping[str, Member], groups: _Groups
) -> None:
    texts = {key: Text.of(one.body) for key, one in new.items()}
    pairs: set[tuple[str, str]] = set()
    together: set[tuple[str, str]] = set()
    for place in writes.NEAR:
        keys = [{"id": a.id, "key": a.article[place]} for a in rows if place in a.article]
        pairs |= {(row["article"], row["id"]) for row in ask(tx, writes.near_statement(place), keys)}
        same: dict[str, list[str]] = defaultdict(list)
        for row in keys:
            same[row["key"]].append(row["id"])
        together |= {pair for ids in same.values() for pair in combinations(ids, 2)}
    for one, other in sorted(together):
        if one_text(texts[one], texts[other]):
            groups.join(("new", one), ("new", other))
    held = {row["id"]: row for row in ask(tx, writes.TEXTS, sorted({other for _, other in pairs}))}
    held_texts = {key: Text.of(body(row["text"], row["title"] or "")) for key, row in held.items()}
    for one, other in sorted(pairs):
        if one_text(texts[one], held_texts[other]):
            groups.join(("new", one), ("held", held[other]["origin"]))


def _named(tx: ManagedTransaction, new: Mapping[str, Member], groups: _Groups) -> Linked:
    origins: dict[str, str] = {}
    names: dict[str, str] = {}  # of groups that were there: the origin they have now
    joined: list[str] = []
    for group in groups:
        ids = [key for kind, key in group if kind == "new"]
        held = [key for kind, key in group if kind == "held"]
        name = min([*held, *(new[key].own_origin for key in ids)])
        origins |= dict.fromkeys(ids, name)
        names |= dict.fromkeys(held, name)
        joined += held if len(held) > 1 else []
    told = ask(tx, writes.TOLD_BY_ORIGIN, sorted(names))
    members = ask(tx, writes.MEMBERS, sorted({*joined, *(key for key in names if names[key] != key)}))
    renamed = [row for row in members if row["origin"] != names[row["origin"]]]
    write(tx, [{"id": row["id"], "origin": names[row["origin"]]} for row in renamed], writes.SET_ORIGINS)
    return Linked(
        origins,
        frozenset((names[row["origin"]], row[what]) for row in told for what in ("event", "relation")),
        tuple(row["id"] for row in members if row["origin"] in joined),
    )
