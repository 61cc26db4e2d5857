"""A graph that the first release wrote (data/layout1.json: made by its own code of invented articles, with
the codings that it was given) becomes the graph that this one writes of the same codings."""

import json
from datetime import date
from pathlib import Path

import pytest

from graph import migrate_to_2
from graph.errors import StoreError
from graph.layout import VERSION
from graph.model import Coding
from graph.record import Damaged
from graph.rows import publisher_of
from graph.store import GraphStore

DATA = json.loads(Path(__file__).with_name("data").joinpath("layout1.json").read_text("utf-8"))
DATES = ("date", "published", "first", "last")


@pytest.fixture
def old(store, empty_store):
    """A store as an older program left it, opened anew."""
    put_old(store)
    yield store
    empty_store(store)


def put_old(store) -> None:
    with store.session() as session:
        for row in DATA["nodes"]:
            session.run(f"CREATE (n:{row['label']}) SET n = $values", values=dated(row["values"])).consume()
        for row in DATA["edges"]:
            statement = (
                f"MATCH (a:{row['source_label']} {{id: $a}}) MATCH (b:{row['target_label']} {{id: $b}}) "
                f"CREATE (a)-[r:{row['type']}]->(b) SET r = $values"
            )
            values = dated(row["values"])
            session.run(statement, a=row["source"], b=row["target"], values=values).consume()


def dated(values):
    return {
        name: date.fromisoformat(value) if name in DATES and value else value
        for name, value in values.items()
    }


def opened(store) -> GraphStore:
    return GraphStore.open(store.settings)


def codings() -> list[Coding]:
    """The codings as layout 1 kept them: with the outlet's name in place of the printed one."""
    found = [Coding.model_validate(row) for row in DATA["codings"]]
    return [coding.model_copy(update={"article": kept(coding)}) for coding in found]


def kept(coding: Coding):
    outlet = publisher_of(coding)
    return coding.article.model_copy(update={"publisher": outlet and outlet.name})


def written(store, dump, empty_store) -> list[str]:
    """The graph that today's code makes of the codings."""
    empty_store(store)
    store.write(codings())
    return dump(store)


def test_an_older_graph_becomes_what_is_written_today(old, dump, empty_store):
    with opened(old) as store:
        percents: list[int] = []
        store.prepare(percents.append)
        assert percents == sorted(percents)
        assert percents[-1] == 100
        found, exported = dump(store), list(store.codings())
        assert not [item for item in exported if isinstance(item, Damaged)]
        assert len(exported) == len(DATA["codings"])
        assert store.write(exported).articles == 0
        assert dump(store) == found == written(store, dump, empty_store)


@pytest.mark.parametrize("place", ["_write_articles", "_link", "_derive_relations", "_derive_actors"])
def test_a_migration_that_was_interrupted_goes_on(old, place, dump, empty_store, monkeypatch):
    work = getattr(migrate_to_2, place)
    calls = []

    def once(tx, rows):
        if calls:
            raise KeyboardInterrupt
        calls.append(place)
        work(tx, rows)

    with monkeypatch.context() as patched, opened(old) as store:
        patched.setattr(migrate_to_2, "PAGE", 2)
        patched.setattr(migrate_to_2, "ROWS", 2)
        patched.setattr(migrate_to_2, place, once)
        with pytest.raises(KeyboardInterrupt):
            store.prepare()
    with pytest.raises(StoreError, match="actorgraph db migrate"):
        GraphStore.open(old.settings, role="analyst")
    with opened(old) as store:
        store.prepare()
        assert dump(store) == written(store, dump, empty_store)


def test_a_writer_migrates_by_itself(old, build):
    with opened(old) as store:
        store.write([build.coding("new", build.line("AID", "NOR", "SUD"))])
        assert store.rows("MATCH (s:Schema) RETURN s.version AS v") == [{"v": VERSION}]
        assert len(store.codings()) == len(DATA["codings"]) + 1


def test_an_article_that_does_not_fit_together_is_kept_and_named(old):
    with old.session() as session:
        session.run("MATCH (c:Claim)-[:QUOTES]->(:Sentence)-[:IN_ARTICLE]->(:Article {id: 'herald'}) "
                    "SET c.start = c.start + 1").consume()  # fmt: skip
    with opened(old) as store:
        store.prepare()
        damaged = [item.article for item in store.codings() if isinstance(item, Damaged)]
        assert damaged == ["herald"]
        whole = [coding for coding in codings() if coding.article.id == "herald"]
        assert store.write(whole).replaced == 1
        assert not [item for item in store.codings() if isinstance(item, Damaged)]


def test_a_reader_of_an_older_or_a_newer_graph_is_told_what_to_do(old, empty_store):
    with pytest.raises(StoreError, match=r"layout 1.*`actorgraph db migrate`"):
        GraphStore.open(old.settings, role="analyst")
    with old.session() as session:
        session.run("MERGE (s:Schema {id: 'layout'}) SET s.version = 99").consume()
    for role in ("analyst", "writer"):
        with pytest.raises(StoreError, match=r"layout 99.*install a newer actorgraph"):
            GraphStore.open(old.settings, role=role)
    empty_store(old)
    GraphStore.open(old.settings, role="analyst").close()
