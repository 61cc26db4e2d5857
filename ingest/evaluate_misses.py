"""What goes wrong with relations, by class: the nearest thing that was told says which class it is."""

from collections.abc import Iterator

from ingest.evaluate_figures import Miss
from ingest.evaluate_match import Aligned, same_actor, same_place, same_type, same_voices
from ingest.evaluate_records import Relation, Side


def misses(article: str, found: Aligned) -> Iterator[Miss]:
    """All that is wrong in one article."""
    for g, p in found.pairs:
        kind = _fault(g, p)
        if kind:
            yield Miss(kind, article, f"{line(p)}; gold: {line(g)}", g.quote)
    near: set[int] = set()
    for g in found.missed:
        kind, other = _nearest(g, found)
        if other is not None:
            near.add(id(other))
        told = f"; told: {line(other)}" if other is not None else ""
        yield Miss(kind, article, f"gold: {line(g)}{told}", g.quote)
    for p in found.extra:
        if id(p) not in near:
            yield Miss("extra", article, line(p), p.quote)


def _fault(g: Relation, p: Relation) -> str | None:
    if not same_type(g, p):
        return "wrong type"
    if g.status != p.status:
        return "wrong status"
    return None if same_voices(g, p) else "wrong voices"


def _nearest(g: Relation, found: Aligned) -> tuple[str, Relation | None]:
    """The class of a missed relation, and the needless one that comes nearest to it."""
    here = [p for p in found.extra if same_place(g, p)]
    for p in here:
        if same_actor(g.source, p.target) and same_actor(g.target, p.source):
            return "turned round", p
    for p in here:
        if same_type(g, p) and same_actor(g.target, p.target):
            return "wrong source", p
        if same_type(g, p) and same_actor(g.source, p.source):
            return "wrong target", p
    return "missed", None


def line(relation: Relation) -> str:
    """A relation in one line.

    >>> line(Relation(quote="", type="AID", status="planned", source=Side(name="Arland"), target=None))
    'Arland AID nobody (planned)'
    """
    voices = ", ".join(f"{said.speaker} {said.stance}" for said in relation.claims)
    told = f"{relation.status}; {voices}" if voices else f"{relation.status}"
    return f"{_name(relation.source)} {relation.type} {_name(relation.target)} ({told})"


def _name(side: Side | None) -> str:
    return (side.name or side.text or "?") if side else "nobody"
