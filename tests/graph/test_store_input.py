"""What comes into the store is strings, whatever they look like, and what cannot be kept is refused."""

import pytest

from graph.errors import InputError
from graph.model import Actor

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "'; MATCH (n) DETACH DELETE n //",
    '"}) SET n.x = 1 //',
    "`]-() DELETE n //",
    "$rows {{id}} %s \\u0027",
    "Ж東京🙂\u202e\u0000x",
)


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_strings_stay_strings(store, build, name):
    build.actors["BAD"] = Actor(id="BAD", name=name, kind="person", aliases=(name + "!",), country=name[:20])
    coding = build.coding("a1", build.line("ASSAULT", "BAD", "SUD", place=name), publisher=name)
    store.write([coding])
    assert store.rows("MATCH (a:Actor {id: 'BAD'}) RETURN a.name AS n, a.aliases AS x") == [
        {"n": name, "x": [name + "!"]}
    ]
    assert store.rows("MATCH (e:Event) RETURN e.place AS p") == [{"p": name}]
    assert store.rows("MATCH (:Article)-[:PUBLISHED_BY]->(p) RETURN p.name AS n") == [{"n": name}]


def test_hostile_ids_stay_ids(store, build):
    key = "x' OR 1=1 //`"
    store.write([build.coding(key, build.line("ASSAULT", key, "SUD"))])
    assert store.known([key]) == {key}
    assert store.rows("MATCH (a)-[r:ASSAULT]->(b) RETURN a.id AS a, r.events AS n") == [{"a": key, "n": 1}]
    assert store.retract(key)


def test_what_cannot_be_kept_is_refused_before_anything_is_written(store, build, dump):
    good = build.coding("a1", build.line("AID", "NOR", "SUD"))
    other = good.article.model_copy(update={"id": "a2"})
    broken = good.model_copy(update={"actors": (), "article": other})
    with pytest.raises(InputError, match="not among the actors"):
        store.write(
            [good, broken.model_copy(update={"article": broken.article.model_copy(update={"id": "a2"})})]
        )
    assert dump(store) == []


def test_a_very_long_article_is_kept_whole(store, build):
    coding = build.coding("a1", build.line("AID", "NOR", "SUD"))
    text = coding.article.text + "very long " * 2_000_000
    long = coding.model_copy(update={"article": coding.article.model_copy(update={"text": text})})
    store.write([long])
    assert store.rows("MATCH (a:Article) RETURN size(a.text) AS n, right(a.text, 5) AS end") == [
        {"n": len(text), "end": "long "}
    ]
    assert store.known([long.article]) == {"a1"}
