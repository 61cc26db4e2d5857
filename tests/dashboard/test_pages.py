"""The logic of every page, run by Streamlit's AppTest on a real store."""

import json
import os
import re
import signal
from collections.abc import Callable
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from pydantic import SecretStr
from streamlit.testing.v1 import AppTest

from graph import local, queries
from graph.settings import Settings
from graph.store import GraphStore

Opener = Callable[..., AppTest]
PAGES = ("overview", "network", "actor", "evidence", "articles", "cypher")
SHELLING = {"source": "sudmark-guard", "target": "NRL", "type": "ASSAULT"}


def words_of(app: AppTest) -> str:
    """All Markdown on a page, without the backslashes and joiners that keep text as text."""
    kinds = ("markdown", "caption", "subheader", "info", "warning", "error", "code")
    shown = [str(element.value) for kind in kinds for element in getattr(app, kind)]
    shown += [element.proto.label for element in app.get("page_link")]
    return "\n".join(shown).replace("\\", "").replace("\u2060", "")


def shelling_id(store: GraphStore) -> str:
    return queries.pair_events(store, "sudmark-guard", "NRL", queries.EVENT_TYPES, 1)[0].id


def drawn(app: AppTest) -> dict[str, Any]:
    """The network's nodes and links as they were sent."""
    spec = json.loads(app.get("echarts_chart")[0].proto.spec)
    series = spec["series"][0]
    return {"nodes": {node["name"] for node in series["data"]}, "links": series["links"]}


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens(opened: Opener, home: Settings, page: str) -> None:
    assert not opened(page).error


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_on_an_empty_graph(opened: Opener, quiet_home: Settings, page: str) -> None:
    app = opened(page)
    assert not app.error
    if page not in ("evidence", "cypher"):
        assert "actorgraph ingest" in words_of(app)


def test_overview_counts_what_is_there(opened: Opener, home: Settings, local_store: GraphStore) -> None:
    app = opened("overview")
    numbers = {metric.label: metric.value for metric in app.metric}
    there = queries.counts(local_store)
    assert numbers["Articles"] == "5"
    assert numbers["Events"] == str(there.events)
    assert numbers["Contested"] == "1"
    pairs, disputes, latest = (table.value for table in app.dataframe)
    first = pairs.iloc[0]
    assert (first["Who"], first["To whom"], first["Conflict"]) == ("Norland", "Sudmark", 2)  # one is negated
    assert list(disputes["Asserted by"]) == ["Norland"]
    assert list(disputes["Denied by"]) == ["Sudmark"]
    assert len(latest) == there.events


def test_evidence_of_an_event_sets_denial_beside_assertion(
    opened: Opener, home: Settings, local_store: GraphStore
) -> None:
    app = opened("evidence", event=shelling_id(local_store))
    said = words_of(app)
    assert "Asserted** (1)" in said.replace("]", "").replace(":blue[", "")
    assert "**Norland** says so" in said
    assert "**Sudmark** denies" in said
    assert ":orange-background[Norland said on Tuesday that the Sudmark Guard shelled the ferry" in said
    assert ":red-background[Sudmark denied that its Guard had fired on the ferry.]" in said
    assert "3 claims in 3 articles of 2 origins" in said
    assert "no second origin, in:" in said


def test_evidence_of_a_pair_can_be_narrowed_to_one_type(opened: Opener, home: Settings) -> None:
    everything = words_of(opened("evidence", source="NRL", target="SDM"))
    assert "**ACCUSE**" in everything
    assert "**SANCTION**" in everything
    narrowed = words_of(opened("evidence", source="NRL", target="SDM", type="SANCTION"))
    assert "**SANCTION**" in narrowed
    assert "**ACCUSE**" not in narrowed
    assert "**The Lantern** says so" in narrowed
    assert "**Ada Quill** says so" in narrowed


def test_evidence_shows_the_words_of_an_affiliation(opened: Opener, home: Settings) -> None:
    said = words_of(opened("evidence", source="ada-quill", target="NRL"))
    assert ":blue-background[Ada Quill, the foreign minister of Norland, cut a visit short.]" in said


@pytest.mark.parametrize(
    ("page", "address"),
    [
        ("evidence", {"event": "gone"}),
        ("evidence", {"source": "NRL", "target": "nobody"}),
        ("actor", {"actor": "nobody"}),
        ("articles", {"article": "gone"}),
        ("network", {"actors": "nobody"}),
        ("network", {"types": "KISS", "since": "soon"}),
        ("evidence", {"source": "NRL", "target": "SDM", "type": "KISS"}),
    ],
)
def test_a_permalink_that_leads_nowhere_says_so(
    opened: Opener, home: Settings, page: str, address: dict[str, str]
) -> None:
    assert opened(page, **address).warning


def test_actor_is_found_by_an_alias(opened: Opener, home: Settings) -> None:
    app = opened("actor")
    app.text_input[0].set_value("norburg").run()
    assert not app.exception
    links = [element.proto.label for element in app.get("page_link")]
    assert links == ["Norland"]
    app.text_input[0].set_value("zzz").run()
    assert "No actor is called zzz" in words_of(app)


def test_actor_page_tells_who_it_is_and_both_directions(opened: Opener, home: Settings) -> None:
    app = opened("actor", actor="NRL")
    said = words_of(app)
    assert "### Norland" in said
    assert "Also called: Norburg" in said
    out, inward, _events, says, said_of, ties = (table.value for table in app.dataframe)
    assert set(out["Who"]) == {"Norland"}
    assert set(inward["To whom"]) == {"Norland"}
    assert set(says["Speaker"]) == {"Norland"}
    assert {"Ada Quill", "The Lantern"} == set(said_of["Speaker"])
    assert list(ties["Who"]) == ["Ada Quill"]


def test_network_draws_what_the_address_filters(opened: Opener, home: Settings) -> None:
    everything = drawn(opened("network"))
    assert {"Norland", "Sudmark", "Sudmark Guard", "River Council"} <= everything["nodes"]
    dashed = [link for link in everything["links"] if link["lineStyle"].get("type") == [7, 4]]
    assert dashed
    assaults = drawn(opened("network", types="ASSAULT"))
    assert assaults["nodes"] == {"Norland", "Sudmark Guard"}
    assert assaults["links"][0]["symbol"][0] == "circle"  # somebody denies it
    later = drawn(opened("network", since="2025-03-08", kinds="state,international_org"))
    assert later["nodes"] == {"Norland", "Sudmark", "River Council"}


def test_network_filters_are_applied_as_one_and_kept_in_the_address(opened: Opener, home: Settings) -> None:
    app = opened("network")
    app.multiselect[0].set_value(["SUPPORT"])
    app.button[0].click().run()
    assert not app.exception
    assert app.query_params["types"] == "SUPPORT"
    assert drawn(app)["nodes"] == {"Norland", "River Council"}


def test_network_says_when_nothing_passes(opened: Opener, home: Settings) -> None:
    assert "No relation passes these filters" in words_of(opened("network", types="AID"))


def test_article_is_read_with_its_claims_highlighted(opened: Opener, home: Settings) -> None:
    said = words_of(opened("articles", article="denial"))
    assert ":red-background[Sudmark denied that its Guard had fired on the ferry.]" in said
    assert ":blue-background[It rejected the charge from Norland.]" in said
    copy = opened("articles", article="ferry")
    assert "The same text, so the same origin:" in words_of(copy)


def test_articles_are_searched_by_words_and_publisher(opened: Opener, home: Settings) -> None:
    app = opened("articles")
    app.text_input[0].set_value("tide wire").run()
    assert set(app.dataframe[0].value["Publisher"]) == {"Tide Wire"}


def test_hostile_text_is_text_on_every_page(opened: Opener, home: Settings) -> None:
    addresses: list[dict[str, str]] = [
        {"page": "overview"},
        {"page": "network"},
        {"page": "actor", "actor": "hostile"},
        {"page": "evidence", "source": "hostile", "target": "NRL"},
        {"page": "articles", "article": "hostile"},
    ]
    for address in addresses:
        app = opened(**address)
        for element in (*app.markdown, *app.caption, *app.subheader):
            assert not re.search(r"(?<!\\)<(img|script)|(?<!\\)\]\(", str(element.value))
        assert not [b for b in app.get("link_button") if not b.proto.url.startswith("http")]


def asked(opened: Opener, cypher: str) -> AppTest:
    app = opened("cypher")
    app.text_area[0].set_value(cypher)
    app.button[0].click().run()
    assert not app.exception
    return app


def test_console_answers_with_a_table(opened: Opener, home: Settings) -> None:
    app = asked(opened, "MATCH (a:Actor {id: 'NRL'}) RETURN a.name AS name, a.aliases AS aliases, 1 AS name2")
    assert app.dataframe[0].value.to_dict("records") == [
        {"name": "Norland", "aliases": '["Norburg"]', "name2": 1}
    ]


@pytest.mark.parametrize(
    "cypher",
    [
        "MATCH (n) DETACH DELETE n",
        "CREATE (:Actor {id: 'x'})",
        "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
        "MATCH (n) RETURN n; MATCH (m) RETURN m",
        "",
    ],
)
def test_console_refuses_what_does_not_only_read(
    opened: Opener, home: Settings, local_store: GraphStore, cypher: str
) -> None:
    before = queries.counts(local_store)
    assert "Refused" in words_of(asked(opened, cypher))
    assert queries.counts(local_store) == before


def test_console_says_what_it_does_not_understand(opened: Opener, home: Settings) -> None:
    assert "Not understood" in words_of(asked(opened, "MATCH (a:Actor RETURN a"))
    assert "found nothing" in words_of(asked(opened, "MATCH (a:Actor {id: 'zzz'}) RETURN a"))


def test_console_tells_of_its_limits(opened: Opener, home: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACTORGRAPH_QUERY_ROWS", "2")
    app = asked(opened, "MATCH (a:Actor) RETURN a.id")
    assert len(app.dataframe[0].value) == 2
    assert "more rows than the 2 shown" in words_of(app)
    monkeypatch.setenv("ACTORGRAPH_QUERY_SECONDS", "1")
    slow = "MATCH (a), (b), (c), (d), (e) WHERE a.id + b.id + c.id + d.id + e.id = 'x' RETURN count(*)"
    assert "Too slow" in words_of(asked(opened, slow))


def test_every_saved_question_runs(opened: Opener, home: Settings) -> None:
    app = opened("cypher")
    for title in app.selectbox[0].options[1:]:
        app.selectbox[0].set_value(title).run()
        app.button[0].click().run()
        assert not app.exception
        assert not app.error
        assert not app.warning


def test_server_that_is_away_is_named(
    opened: Opener, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, quiet_home: Settings
) -> None:
    monkeypatch.setenv("ACTORGRAPH_URL", "bolt://127.0.0.1:1")
    app = opened("overview")
    assert "bolt://127.0.0.1:1" in words_of(app)
    assert "ACTORGRAPH_URL" in words_of(app)


def test_pages_survive_a_restart_of_the_local_server(
    opened: Opener,
    quiet_home: Settings,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    told_story: list[Any],
) -> None:
    monkeypatch.setenv("ACTORGRAPH_HOME", str(tmp_path))
    settings = Settings(home=tmp_path, password=SecretStr(""))
    try:
        with GraphStore.open(settings) as store:
            store.write(told_story)
        assert opened("overview").metric[0].value == "5"
        kill(settings)
        assert opened("overview").metric[0].value == "5"
    finally:
        kill(settings)


def kill(settings: Settings) -> None:
    """End the local server as a crash would."""
    running = local.status(settings).local
    if running is not None:
        os.kill(running.pid, signal.SIGKILL)
        while local.status(settings).running:
            sleep(0.05)
