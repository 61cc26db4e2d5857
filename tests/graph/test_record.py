"""Codings made again out of the graph: the same rows as those that were written, from engine to engine."""

from contextlib import ExitStack
from datetime import date

import pytest

from graph.model import Actor, Coding
from graph.record import Damaged
from graph.rows import rows_of
from graph.store import GraphStore

D1 = date(2024, 8, 1)


@pytest.fixture
def odd_codings(build) -> list[Coding]:
    """What is easily lost: mutual and one-sided events, two modes of one event, nulls, copies, letters."""
    line, tie, coding = build.line, build.tie, build.coding
    build.actors["ŁÓD"] = Actor(id="ŁÓD", name="Łódź “城” 🏙", kind="state", aliases=("b", "a"), wikidata="Q1")
    build.actors["OUT"] = Actor(id="OUT", name="The Herald", kind="media", aliases=("Herald",))
    build.actors["TWO"] = Actor(id="TWO", name="Other", kind="media", aliases=("the herald", "The Herald"))
    modes = coding("modes", line("ASSAULT", "NOR", "SUD", date=D1), line("ASSAULT", "NOR", "SUD", date=D1))
    event = modes.events[0]
    halves = [
        event.model_copy(update={"claims": event.claims[:1], "mode": "aerial", "place": "Port"}),
        event.model_copy(update={"claims": event.claims[1:], "mode": "bombing", "intensity": -9.5}),
    ]
    nulls = coding("nulls", line("ACCUSE", "NOR", "SUD"), publisher=None, published=None)
    bare = nulls.article.model_copy(update={"origin": None, "publisher": None})
    words = coding("words", line("AID", "NOR", "SUD", speaker="SUD"))
    claim = (
        words.events[0]
        .claims[0]
        .model_copy(update={"cue": "said", "source_text": "the North", "target_text": "it"})
    )
    long = " ".join(f"word{n}" for n in range(120))
    copies = [coding(key, line("SUPPORT", "NOR", "EST"), origin=key) for key in ("near1", "near2")]
    return [
        coding("mutual", line("CONSULT", "SUD", "NOR", mutual=True), line("PROTEST", "NOR", None)),
        coding("target", line("COERCE", None, "SUD", status="negated", stance="denies", speaker="OUT")),
        modes.model_copy(update={"events": tuple(halves)}),
        nulls.model_copy(update={"article": bare, "note": "not coded", "unread": 3}),
        words.model_copy(
            update={"events": (words.events[0].model_copy(update={"claims": (claim,)}),)},
        ),
        coding("unicode", line("THREATEN", "ŁÓD", "SUD"), tie("ŁÓD", "MEMBER_OF", "SUD", "former")),
        coding("media", line("REQUEST", "TWO", "SUD"), line("REQUEST", "OUT", "SUD"), publisher="the HERALD"),
        coding("title"),
        *(
            one.model_copy(
                update={"article": one.article.model_copy(update={"text": one.article.text + long})}
            )
            for one in copies
        ),
    ]


def by_id(codings):
    return {coding.article.id: coding for coding in codings}


def exported(store) -> list[Coding]:
    found = list(store.codings())
    assert not [item for item in found if isinstance(item, Damaged)]
    return found


def test_a_coding_comes_back_as_the_rows_that_were_written(store, odd_codings):
    store.write(odd_codings)
    found = exported(store)
    assert [coding.article.id for coding in found] == sorted(by_id(odd_codings))
    for coding in found:
        assert rows_of(coding) == rows_of(by_id(odd_codings)[coding.article.id])


def test_the_sample_comes_back(store, sample_codings):
    store.write(sample_codings)
    found = exported(store)
    assert len(found) == len(sample_codings)
    for coding in found:
        assert rows_of(coding) == rows_of(by_id(sample_codings)[coding.article.id])
    written = store.write(found)
    assert (written.articles, written.unchanged) == (0, len(found))


def test_an_export_makes_the_same_graph_on_every_engine(
    all_settings, odd_codings, sample_codings, dump, empty_store
):
    with ExitStack() as opened:
        stores = [opened.enter_context(GraphStore.open(settings)) for settings in all_settings.values()]
        for store in stores:
            store.prepare()
            empty_store(store)
        first = stores[0]
        first.write([*odd_codings, *sample_codings])
        before, lines = dump(first), [coding.model_dump_json() for coding in exported(first)]
        for store in [*stores[1:], first]:
            empty_store(store)
            store.write([Coding.model_validate_json(line) for line in reversed(lines)])
            assert dump(store) == before
            lines = [coding.model_dump_json() for coding in exported(store)]


def test_dates_choose(store, build):
    store.write([build.coding(f"a{day}", published=date(2024, 8, day)) for day in (1, 2, 3)])
    store.write([build.coding("undated", published=None)])
    chosen = store.codings(since=date(2024, 8, 2), until=date(2024, 8, 2))
    assert [coding.article.id for coding in chosen] == ["a2"]


def test_what_was_changed_by_another_hand_is_named(store, build):
    store.write([build.coding("a", build.line("AID", "NOR", "SUD")), build.coding("b")])
    with store.session() as session:
        session.run("MATCH (c:Claim) SET c.confidence = 0.1").consume()
    damaged, whole = store.codings()
    assert isinstance(damaged, Damaged)
    assert damaged.article == "a"
    assert whole.article.id == "b"
