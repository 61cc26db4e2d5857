"""What several articles make of one actor, event, relation or tie: pure functions, no order matters."""

from collections.abc import Iterable, Sequence
from typing import Any, get_args

from graph.model import Kind

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
    """An event's standing, and what its claims (stance, origin, mode, place, intensity) tell of it."""
    return {
        "standing": standing(claims),
        "mode": _first(claim["mode"] for claim in claims),
        "place": _first(claim["place"] for claim in claims),
        "intensity": min(claim["intensity"] for claim in claims),
    }


def standing(claims: Sequence[Row]) -> str:
    """Single, corroborated, contested or denied. Corroboration counts origins, never articles.

    >>> standing([{"stance": "asserts", "origin": "a"}, {"stance": "asserts", "origin": "b"}])
    'corroborated'
    >>> standing([{"stance": "asserts", "origin": "a"}, {"stance": "denies", "origin": "a"}])
    'contested'
    """
    stances = {claim["stance"] for claim in claims}
    if stances == {"denies"}:
        return "denied"
    if "denies" in stances:
        return "contested"
    return "corroborated" if len({claim["origin"] for claim in claims}) > 1 else "single"


def relation_standing(standings: Iterable[str]) -> str:
    """The standing of a relation, of those of its events.

    >>> relation_standing(["single", "denied"]), relation_standing(["denied"])
    ('contested', 'denied')
    """
    found = set(standings)
    if found == {"denied"}:
        return "denied"
    if found & {"contested", "denied"}:
        return "contested"
    return "corroborated" if "corroborated" in found else "single"


def merged_tie(statements: Sequence[Row]) -> Row:
    """First, last and the latest status of a tie. A statement has published, article, status."""
    dates = sorted(s["published"] for s in statements if s["published"] is not None)
    latest = max(statements, key=lambda s: (str(s["published"] or ""), s["article"], s["status"]))
    return {
        "first": dates[0] if dates else None,
        "last": dates[-1] if dates else None,
        "status": latest["status"],
    }


def _first(values: Iterable[str | None]) -> str | None:
    return min((value for value in values if value is not None), default=None)
