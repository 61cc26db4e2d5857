"""The reading queries, on each engine: what they count, order, filter and leave out."""

from datetime import date
from typing import Any

import pytest

from graph import queries
from graph.model import Actor
from graph.queries import EVENT_TYPES, Filter
from graph.store import GraphStore

EARLY, LATE = date(2024, 8, 1), date(2024, 8, 9)


@pytest.fixture
def told(store: GraphStore, build: Any) -> GraphStore:
    """Five articles: two of one origin, a denial, a negated event, both signs, and a tie."""
    line, tie = build.line, build.tie
    build.actors["NOR"] = Actor(id="NOR", name="Norland", kind="state", aliases=("Norburg",))
    build.actors["ann"] = Actor(id="ann", name="Ann Roe", kind="person", country="NOR")
    shelling = {"date": EARLY, "speaker": "NOR"}
    store.write(
        [
            build.coding(
                "a1", line("ASSAULT", "SUD", "NOR", **shelling), tie("ann", "LEADS", "NOR"), origin="o"
            ),
            build.coding("a2", line("ASSAULT", "SUD", "NOR", **shelling), publisher="The Wire", origin="o"),
            build.coding("a3", line("ASSAULT", "SUD", "NOR", date=EARLY, stance="denies", speaker="SUD")),
            build.coding(
                "a4", line("SUPPORT", "NOR", "SUD", date=LATE), line("ASSAULT", "NOR", "SUD", "negated")
            ),
            build.coding(
                "a5", line("ACCUSE", "NOR", "ann", date=LATE), line("ASSAULT", None, "ann", date=EARLY)
            ),
        ]
    )
    return store


def test_counts(told: GraphStore) -> None:
    found = queries.counts(told)
    assert (found.articles, found.events, found.claims) == (5, 5, 7)
    assert (found.contested, found.denied, found.publishers) == (1, 0, 2)
    assert found.first == date(2024, 8, 12)


def test_an_empty_graph_has_an_answer_to_everything(store: GraphStore) -> None:
    assert queries.counts(store).articles == 0
    assert queries.strongest_pairs(store, 5) == []
    assert queries.latest_events(store, 5) == []
    assert queries.disputes(store, 5) == []
    assert queries.relations(store, Filter(), 5) == []
    assert queries.relations(store, Filter(since=EARLY), 5) == []
    assert queries.find_actors(store, "x", 5) == []
    assert queries.actor(store, "x") is None
    assert queries.event(store, "x") is None
    assert queries.article(store, "x") is None
    assert queries.articles(store, "", 5) == []


def test_pairs_are_directed_and_leave_out_what_did_not_happen(told: GraphStore) -> None:
    pairs = {(p.source, p.target): p for p in queries.strongest_pairs(told, 10)}
    assert pairs["NOR", "SUD"].events == 1
    assert (pairs["NOR", "SUD"].cooperation, pairs["NOR", "SUD"].conflict) == (1, 0)
    assert (pairs["SUD", "NOR"].conflict, pairs["SUD", "NOR"].denials) == (1, 1)
    assert pairs["SUD", "NOR"].intensity == pytest.approx(-9)
    assert len(queries.strongest_pairs(told, 2)) == 2


def test_events_come_latest_first_and_may_have_one_side(told: GraphStore) -> None:
    events = queries.latest_events(told, 10)
    dates = [e.date for e in events if e.date]
    assert dates == sorted(dates, reverse=True)
    one_sided = [e for e in events if e.source is None]
    assert [(e.target, e.type) for e in one_sided] == [("ann", "ASSAULT")]


def test_a_dispute_names_both_sides(told: GraphStore) -> None:
    (dispute,) = queries.disputes(told, 10)
    assert (dispute.event.source, dispute.event.claims, dispute.event.denials) == ("SUD", 3, 1)
    assert (dispute.asserted_by, dispute.denied_by) == (("Norland",), ("SUD",))
    assert dispute.articles_assert == 0


@pytest.mark.parametrize(
    ("chosen", "expected"),
    [
        (Filter(), {("SUD", "ASSAULT", "NOR"), ("NOR", "SUPPORT", "SUD"), ("NOR", "ASSAULT", "SUD")}),
        (Filter(statuses=("actual",)), {("SUD", "ASSAULT", "NOR"), ("NOR", "SUPPORT", "SUD")}),
        (Filter(statuses=("negated",)), {("NOR", "ASSAULT", "SUD")}),
        (Filter(types=("SUPPORT",)), {("NOR", "SUPPORT", "SUD")}),
        (Filter(since=LATE), {("NOR", "SUPPORT", "SUD")}),
        (Filter(until=EARLY), {("SUD", "ASSAULT", "NOR")}),
        (Filter(actors=("SUD",), types=("ACCUSE",)), set()),
    ],
)
def test_relations_pass_a_filter(told: GraphStore, chosen: Filter, expected: set[tuple[str, ...]]) -> None:
    states = chosen.model_copy(update={"kinds": ("state",)})
    rows = queries.relations(told, states, 10)
    assert {(r.source, r.type, r.target) for r in rows} == expected


def test_relations_are_the_same_with_and_without_dates(told: GraphStore) -> None:
    dated = Filter(since=date(1900, 1, 1), until=date(2100, 1, 1), statuses=("actual",))
    plain = Filter(statuses=("actual",))
    assert queries.relations(told, dated, 10) == queries.relations(told, plain, 10)


def test_actors_are_found_by_name_and_alias(told: GraphStore) -> None:
    assert [a.id for a in queries.find_actors(told, "NORBURG ", 5)] == ["NOR"]
    assert next(a.id for a in queries.find_actors(told, "n", 5)) == "NOR"  # the busiest
    assert queries.find_actors(told, "' OR true", 5) == []
    found = queries.actor(told, "NOR")
    assert found is not None
    assert "Norburg" in found.aliases
    assert found.events == 4


def test_claims_lead_to_their_words(told: GraphStore) -> None:
    event = queries.pair_events(told, "SUD", "NOR", EVENT_TYPES, 10)[0]
    claims = queries.claims(told, [event.id], 10)
    texts = queries.article_texts(told, {c.article for c in claims})
    assert len(claims) == 3
    assert all(texts[c.article].text[c.start : c.end] == c.quote for c in claims)
    assert {c.publisher for c in claims} == {"The Herald", "The Wire"}
    assert queries.event(told, event.id) == event


def test_who_says_what_and_what_is_said_of_whom(told: GraphStore) -> None:
    assert {c.stance for c in queries.claims_by(told, "SUD", 10)} == {"denies"}
    assert {c.speaker for c in queries.claims_about(told, "SUD", 10)} == {"NOR", "SUD"}
    assert queries.claims_about(told, "ann", 10) == []


def test_affiliations_have_words_too(told: GraphStore) -> None:
    (tie,) = queries.affiliations(told, "NOR")
    assert (tie.source, tie.relation, tie.status) == ("ann", "LEADS", "current")
    (stated,) = queries.affiliation_evidence(told, "ann", "NOR", 5)
    text = queries.article_texts(told, [stated.article])[stated.article].text
    assert text[stated.start : stated.end] == stated.quote


def test_articles_are_listed_searched_and_matched_with_copies(told: GraphStore) -> None:
    assert {a.id for a in queries.articles(told, "", 10)} == {"a1", "a2", "a3", "a4", "a5"}
    assert [a.id for a in queries.articles(told, "the WIRE", 10)] == ["a2"]
    assert [a.id for a in queries.copies(told, "a1")] == ["a2"]
    assert [c.type for c in queries.article_claims(told, "a4")] == ["SUPPORT", "ASSAULT"]


def test_the_strongest_pairs_are_found_among_the_busiest_and_beyond(store: GraphStore, build: Any) -> None:
    busy = [
        build.line("ASSAULT", f"B{n}", f"C{n}", date=date(2024, 1, day)) for n in range(60) for day in (1, 2)
    ]
    alone = [build.line("AID", "X", "Y", date=date(2024, 2, day)) for day in range(1, 6)]
    store.write([build.coding("a1", *busy), build.coding("a2", *alone)])
    assert [(p.source, p.events) for p in queries.strongest_pairs(store, 2)] == [("X", 5), ("B0", 2)]
    assert len(queries.strongest_pairs(store, 200)) == 61
