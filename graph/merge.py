"""What several articles make of one actor, event, relation or tie: pure functions, no order matters."""

from collections.abc import Iterable, Sequence
from typing import Any, get_args

from graph.model import Kind, Standing

Row = dict[str, Any]
KINDS = get_args(Kind)


def merged_actor(forms: Iterable[Row]) -> Row:
    """One actor out of the forms that articles give: the longest name, other names as aliases.

    >>> merged_actor([{"name": "Ann Roe", "kind": "person"}, {"name": "Roe", "kind": "person"}])["aliases"]
    ['Roe']
    """
    kept = list(forms)
    names = {form["name"] for form in kept}
    name = max(names, key=lambda n: (len(n), n))
    aliases = names.union(*(form.get("aliases") or () for form in kept)) - {name}
    return {
        "name": name,
        "kind": min((form["kind"] for form in kept), key=KINDS.index),
        "country": _first(form.get("country") for form in kept),
        "sector": _first(form.get("sector") for form in kept),
        "wikidata": _first(form.get("wikidata") for form in kept),
        "aliases": sorted(aliases),
    }


def merged_event(claims: Sequence[Row]) -> Row:
    """What its claims (stance, origin, mode, place, intensity) make of an event."""
    counts = {
        "claims": len(claims),
        "denials": sum(claim["stance"] == "denies" for claim in claims),
        "origins": len({claim["origin"] for claim in claims}),
    }
    return {
        **counts,
        "standing": standing(**counts),
        "mode": _first(claim["mode"] for claim in claims),
        "place": _first(claim["place"] for claim in claims),
        "intensity": min(claim["intensity"] for claim in claims),
    }


def grown_event(before: Row, told: Row, known_origins: int) -> Row:
    """An event after more claims: `told` is what they make of it, `known_origins` how many of their origins
    had told it before.

    >>> claim = {"stance": "asserts", "origin": "a", "mode": None, "place": None, "intensity": -9.0}
    >>> once = merged_event([claim])
    >>> grown_event(once, once, 0)["standing"], grown_event(once, once, 1)["standing"]
    ('corroborated', 'single')
    """
    counts = {name: before[name] + told[name] for name in ("claims", "denials", "origins")}
    counts["origins"] -= known_origins
    return {
        **counts,
        "standing": standing(**counts),
        "mode": _first((before.get("mode"), told["mode"])),
        "place": _first((before.get("place"), told["place"])),
        "intensity": min(before["intensity"], told["intensity"]),
    }


def standing(claims: int, denials: int, origins: int) -> Standing:
    """Single, corroborated, contested or denied. Corroboration counts origins, never articles.

    >>> standing(claims=2, denials=0, origins=2), standing(claims=2, denials=1, origins=1)
    ('corroborated', 'contested')
    """
    if denials:
        return "denied" if denials == claims else "contested"
    return "corroborated" if origins > 1 else "single"


def relation_standing(events: int, corroborated: int, contested: int, denied: int) -> Standing:
    """The standing of a relation, of how many of its events have which.

    >>> relation_standing(2, 0, 0, 1), relation_standing(1, 0, 0, 1)
    ('contested', 'denied')
    """
    if contested or denied:
        return "denied" if denied == events else "contested"
    return "corroborated" if corroborated else "single"


def merged_tie(statements: Sequence[Row]) -> Row:
    """First, last and the latest status of a tie, and how often it is told. A statement has `published` and
    `status`; where the latest day has both, the tie is current."""
    dates = sorted(s["published"] for s in statements if s["published"] is not None)
    last = dates[-1] if dates else None
    return {
        "statements": len(statements),
        "first": dates[0] if dates else None,
        "last": last,
        "status": min(s["status"] for s in statements if s["published"] == last),
    }


def _first(values: Iterable[str | None]) -> str | None:
    return min((value for value in values if value is not None), default=None)
