"""Every query that the dashboard makes, with its limits, by page."""

from collections.abc import Callable

from draws import Draw

from dashboard import inspector, picture
from dashboard.views import actor, articles, evidence, overview
from graph import queries
from graph.console import ask
from graph.queries import EVENT_TYPES, Filter
from graph.questions import questions
from graph.store import GraphStore

Ask = Callable[[GraphStore, Draw], object]


def pages() -> dict[str, Ask]:
    """The queries by name, the page first."""
    return _OVERVIEW | _ACTOR | _ARTICLES | _EVIDENCE | _NETWORK | _INSPECTOR | _saved()


def _saved() -> dict[str, Ask]:
    return {f"cypher: {q.title}": lambda s, d, q=q: ask(s, q.cypher) for q in questions()}  # type: ignore[misc]


def _pair(store: GraphStore, draw: Draw, limit: int) -> list[str]:
    return [event.id for event in queries.pair_events(store, *draw.pair, EVENT_TYPES, limit)]


def _texts(store: GraphStore, draw: Draw, limits: tuple[int, int, int]) -> object:
    """The events of a pair, their claims and the articles of these, as one answer."""
    events, claims, texts = limits
    found = queries.claims(store, _pair(store, draw, events), claims)
    return queries.article_texts(store, [claim.article for claim in found][:texts])


_OVERVIEW: dict[str, Ask] = {
    "overview: counts": lambda s, d: queries.counts(s),
    "overview: strongest_pairs": lambda s, d: queries.strongest_pairs(s, overview.PAIRS),
    "overview: disputes": lambda s, d: queries.disputes(s, overview.DISPUTES),
    "overview: latest_events": lambda s, d: queries.latest_events(s, overview.EVENTS),
}
_ACTOR: dict[str, Ask] = {
    "actor: find_actors, none named": lambda s, d: queries.find_actors(s, "", actor.FOUND),
    "actor: find_actors, part of a name": lambda s, d: queries.find_actors(s, d.name[:4], actor.FOUND + 1),
    "actor: find_actors, whole name": lambda s, d: queries.find_actors(s, d.name, actor.FOUND + 1),
    "actor: actor": lambda s, d: queries.actor(s, d.actor),
    "actor: actor_events, time line": lambda s, d: queries.actor_events(s, d.actor, actor.EVENTS),
    "actor: actor_events, table": lambda s, d: queries.actor_events(s, d.actor, actor.CLAIMS),
    "actor: relations": lambda s, d: queries.relations(s, Filter(actors=(d.actor,)), actor.RELATIONS),
    "actor: claims_by": lambda s, d: queries.claims_by(s, d.actor, actor.CLAIMS),
    "actor: claims_about": lambda s, d: queries.claims_about(s, d.actor, actor.CLAIMS),
    "actor: affiliations": lambda s, d: queries.affiliations(s, d.actor),
}
_ARTICLES: dict[str, Ask] = {
    "articles: articles, all": lambda s, d: queries.articles(s, "", articles.LISTED + 1),
    "articles: articles, with a word": lambda s, d: queries.articles(s, d.words, articles.LISTED + 1),
    "articles: article": lambda s, d: queries.article(s, d.article),
    "articles: article_claims": lambda s, d: queries.article_claims(s, d.article),
    "articles: copies": lambda s, d: queries.copies(s, d.article),
}
_EVIDENCE: dict[str, Ask] = {
    "evidence: event": lambda s, d: queries.event(s, d.event),
    "evidence: claims of an event": lambda s, d: queries.claims(s, [d.event], evidence.CLAIMS + 1),
    "evidence: actors": lambda s, d: queries.actors(s, d.pair),
    "evidence: pair_events": lambda s, d: _pair(s, d, evidence.EVENTS + 1),
    "evidence: pair_events, one type": lambda s, d: queries.pair_events(
        s, *d.pair, ["ASSAULT"], evidence.EVENTS + 1
    ),
    "evidence: pair_events, claims and article_texts": lambda s, d: _texts(
        s, d, (evidence.EVENTS + 1, evidence.CLAIMS + 1, evidence.CLAIMS + 1)
    ),
    "evidence: affiliation_evidence": lambda s, d: queries.affiliation_evidence(s, *d.tie, evidence.TIES),
}
_NETWORK: dict[str, Ask] = {
    "network: relations": lambda s, d: queries.relations(s, Filter(), picture.RELATIONS_READ),
    "network: relations of a type": lambda s, d: queries.relations(
        s, Filter(types=("ACCUSE", "ASSAULT"), statuses=("actual",)), picture.RELATIONS_READ
    ),
    "network: relations of an actor": lambda s, d: queries.relations(
        s, Filter(actors=(d.actor,)), picture.RELATIONS_READ
    ),
    "network: relations in a time": lambda s, d: queries.relations(
        s, Filter(since=d.since, until=d.until), picture.RELATIONS_READ
    ),
    "network: relations of an actor in a time": lambda s, d: queries.relations(
        s, Filter(since=d.since, until=d.until, actors=(d.actor,)), picture.RELATIONS_READ
    ),
}
_INSPECTOR: dict[str, Ask] = {
    "inspector: pair_events, claims and article_texts": lambda s, d: _texts(
        s, d, (inspector.EVENTS, inspector.CLAIMS, inspector.VOICES)
    ),
}
