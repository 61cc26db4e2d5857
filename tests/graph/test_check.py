"""The checker: nothing is found in a graph that was written, and every break of one is told in words."""

from datetime import date

import pytest

from graph.check import check
from graph.model import Actor, Article

D1, D2 = date(2024, 8, 1), date(2024, 8, 19)
STORY = (
    "Envoys of both governments met in the harbour town of Portsend on Thursday to talk about the grain"
    " routes through the eastern strait, and left after four hours without a joint statement. People close"
    " to the talks spoke of a useful exchange; a second round is to follow within ten days."
)


@pytest.fixture
def written(store, build):
    """Three articles, two of them copies, with relations, ties, a denial and a mutual event."""
    build.actors["NOR"] = Actor(id="NOR", name="Norland", kind="state", aliases=("Nordic",), country="NOR")
    attack = build.line("ASSAULT", "NOR", "SUD", date=D1, place="Portsend")
    store.write([build.coding("a1", attack, build.tie("Ann", "LEADS", "NOR"), origin="o1")])
    store.write(
        [
            build.coding("a2", attack, build.line("CONSULT", "SUD", "NOR", mutual=True), origin="o1"),
            build.coding(
                "a3",
                build.line("ASSAULT", "NOR", "SUD", date=D1, stance="denies", speaker="Ann"),
                build.line("AID", None, "SUD", date=D2),
                build.tie("Ann", "LEADS", "NOR", "former"),
                published=D2,
            ),
        ]
    )
    return store


def test_what_was_written_is_as_it_should_be(written):
    done = check(written)
    assert [str(difference) for difference in done.differences] == []
    assert (done.articles, done.events, done.actors, done.edges, done.good) == (3, 3, 4, 3, True)


def test_an_origin_may_be_the_id_of_an_article_without_one(store, build):
    line = build.line("ASSAULT", "NOR", "SUD")
    alone = build.coding("a", line)
    article = Article(**alone.article.model_dump() | {"origin": None})
    store.write([alone.model_copy(update={"article": article})])
    store.write([build.coding("b", line, origin="a")])
    assert [str(difference) for difference in check(store).differences] == []


def test_an_empty_graph_is_good(store):
    seen = []
    assert check(store, seen.append).good


# Breaks that do not hide one another, and what is told of each.
BREAKS = (
    (
        ("MATCH (e:Event {type: 'ASSAULT'}) SET e.standing = 'single'", "standing is 'single'"),
        ("MATCH ()-[r:ASSAULT]->() SET r.claims = 7", "NOR ASSAULT SUD: claims is 7, and should be 3"),
        ("MATCH ()-[r:LEADS]->() DELETE r", "Ann LEADS NOR: the edge is missing"),
        ("MATCH (a:Actor {id: 'NOR'}) SET a.name = 'North'", "name is 'North', and should be 'Norland'"),
        ("MATCH (a:Article {id: 'a2'}) SET a.origin = 'x'", "a2: origin is 'x', and should be 'o1'"),
        ("MATCH (s:Sentence) SET s.text = 'other'", "text is 'other'"),
        (
            "MATCH (c:Claim {stance: 'denies'}), (a:Actor {id: 'NOR'}) CREATE (c)-[:LIKES]->(a)",
            "LIKES go from Claim to Actor",
        ),
    ),
    (
        ("MATCH ()-[r:ASSAULT]->() SET r.intensity = -8.99", "intensity is -8.99"),
        ("MATCH ()-[r:LEADS]->() SET r.status = 'current'", "status is 'current', and should be 'former'"),
        (
            "MATCH (x:Actor {id: 'SUD'}), (y:Actor {id: 'NOR'}) CREATE (x)-[:COERCE {events: 1}]->(y)",
            "SUD COERCE NOR: nothing in the record",
        ),
        ("MATCH (a:Actor {id: 'NOR'}) SET a.events = 1", "NOR: events is 1, and should be 2"),
        ("MATCH (a:Article {id: 'a2'}) SET a.near3 = 'x'", "a2: near3 is 'x', and should be missing"),
        ("MATCH (c:Claim) SET c.quote = 'other'", "quote is 'other'"),
        ("CREATE (:Stranger {id: 'x'})", "Stranger"),
    ),
    (
        (
            "MATCH (x:Actor {id: 'NOR'}), (y:Actor {id: 'SUD'}) CREATE (x)-[:ASSAULT {events: 1}]->(y)",
            "or it is there twice",
        ),
        ("CREATE (:Actor {id: 'ZZZ', name: 'Z', kind: 'state'})", "ZZZ: no article names it"),
        ("MATCH (a:Article {id: 'a2'}) SET a.text = 'Other words'", "a2: its text, title"),
        ("MATCH (c:Claim {stance: 'denies'}) SET c.stance = 'asserts'", "claims: "),
        ("CREATE (:Sentence {id: 's', text: 'x'})", "sentences: s: what it hangs on is missing"),
        ("MATCH (s:Schema) SET s.version = 1", "layout: the graph says [('layout', 1)]"),
    ),
    (
        ("MATCH ()-[r:ASSAULT]->() DELETE r", "NOR ASSAULT SUD: the edge is missing"),
        ("MATCH (e:Event {type: 'AID'}) SET e.date = date('2020-01-01')", "events: "),
        ("MATCH ()-[m:MENTIONS]->() SET m.start = m.start + 1", "mentions: in article"),
        ("MATCH (a:Article {id: 'a3'}) DETACH DELETE a", "sentences: "),
        ("MATCH (c:Claim {stance: 'denies'})-[r:QUOTES]->() DELETE r", "what it hangs on is missing"),
    ),
    (
        ("MATCH (c:Claim {stance: 'denies'}) DETACH DELETE c", "a3: what it gave is not"),
        ("MATCH (c:Claim)-[:ABOUT]->(:Event {type: 'AID'}) DETACH DELETE c", "there is no claim about it"),
    ),
    (("MATCH (:Event {type: 'AID'})-[r:AIMED_AT]->() DELETE r", "neither source nor target"),),
    (("MATCH (c:Claim {stance: 'denies'}) SET c.confidence = 0.1", "a3: what it gave is not"),),
)


@pytest.mark.parametrize("breaks", BREAKS)
def test_every_break_is_told_in_words(written, breaks):
    for statement, _ in breaks:
        with written.session() as session:
            session.execute_write(lambda tx, statement=statement: tx.run(statement).consume())
    done = check(written)
    found = [str(difference) for difference in done.differences]
    assert [told for _, told in breaks if not any(told in one for one in found)] == [], found
    assert not done.good
