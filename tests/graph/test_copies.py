"""Copies of one text in the graph: one origin, whatever comes first, comes late or is taken back."""

from datetime import date
from itertools import permutations

import pytest

from graph.model import Article

DAY = date(2024, 8, 1)
STORY = (
    "Envoys of both governments met in the harbour town of Portsend on Thursday to talk about the grain"
    " routes through the eastern strait, and left after four hours without a joint statement. People close"
    " to the talks spoke of a useful exchange; a second round is to follow within ten days, most likely in"
    " the mountain resort where the armistice of 1987 was signed. Insurers have raised their premiums three"
    " times since the spring, and two shipping lines no longer call at the northern ports at all."
)
OTHER = (
    "The northern parliament passed a budget that cuts fuel subsidies by a third and doubles spending on"
    " border posts, after a debate that lasted until dawn. Opposition members walked out before the vote and"
    " announced a complaint to the constitutional court, while unions of the dock workers called for a day"
    " of protest next week. The finance minister said that nobody would freeze this winter, and promised"
    " vouchers for families with more than two children."
)


@pytest.fixture
def article(build):
    """Codings of articles with one event each and a body of our own."""

    def made(id, body, *lines, origin=None):
        coding = build.coding(id, *(lines or (build.line("ASSAULT", "NOR", "SUD", date=DAY),)))
        text = f"{coding.article.text}{body}"
        kept = coding.article.model_dump() | {"text": text, "title": f"Article {id}", "origin": origin or id}
        return coding.model_copy(update={"article": Article(**kept)})

    return made


def state(store):
    event = store.rows("MATCH (e:Event) RETURN e.standing AS standing, e.origins AS origins, e.claims AS n")
    edge = store.rows("MATCH ()-[r:ASSAULT]->() RETURN r.standing AS standing, r.origins AS origins")
    assert [(row["standing"], row["origins"]) for row in event] == [
        (r["standing"], r["origins"]) for r in edge
    ]
    return event[0]["standing"], event[0]["origins"], event[0]["n"]


def test_a_near_copy_is_no_corroboration_and_another_text_is(store, article):
    store.write([article("a1", STORY)])
    store.write([article("a2", STORY.replace("Thursday", "Friday").replace("useful", "frank"))])
    assert state(store) == ("single", 1, 2)
    store.write([article("a3", OTHER)])
    assert state(store) == ("corroborated", 2, 3)
    found = store.rows("MATCH (a:Article) RETURN a.id AS id, a.origin AS origin ORDER BY id")
    assert [row["origin"] for row in found] == ["a1", "a1", "a3"]


def test_a_late_copy_of_two_makes_them_one_and_leaves_two_behind(store, article, dump):
    first, second = article("b1", STORY), article("b2", OTHER)
    bridge = article("b0", STORY, origin="b2")
    store.write([first, second])
    apart = dump(store)
    assert state(store) == ("corroborated", 2, 2)
    store.write([bridge])
    assert state(store) == ("single", 1, 3)
    store.retract("b0")
    assert dump(store) == apart


def test_no_order_matters(store, article, dump, empty_store):
    codings = [
        article("c2", STORY),
        article("c1", OTHER),
        article("c3", STORY.replace("Thursday", "Friday"), origin="c4"),
        article("c4", "Short.", origin="c1"),
        article("c5", OTHER.upper(), origin="c4"),
    ]
    wanted = None
    for order in [*permutations(codings)][::17]:
        empty_store(store)
        store.write(order[:1])
        store.write(order[1:3])
        store.write(order[3:])
        wanted = wanted or dump(store)
        assert dump(store) == wanted
    assert state(store) == ("single", 1, 5)


def test_the_same_given_origin_is_enough(store, article):
    store.write([article("d1", "Short.", origin="wire")])
    store.write([article("d2", "Something else.", origin="wire")])
    assert state(store) == ("single", 1, 2)
