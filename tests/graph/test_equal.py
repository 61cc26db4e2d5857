"""One Cypher: analyst queries over the sample graph have equal answers on every engine, and docs/cypher.md
says truly where they have not."""

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from graph.console import Answer, ask
from graph.errors import QueryError
from graph.store import GraphStore

HERE = Path(__file__).parent
CYPHER = HERE.parents[1] / "docs" / "cypher.md"
QUERIES = tomllib.loads((HERE / "data" / "analyst_queries.toml").read_text("utf-8"))["query"]
DIFFERENCE = re.compile(r"^### (.*?)\n.*?```cypher\n(.*?)```.*?```cypher\n(.*?)```", re.MULTILINE | re.DOTALL)
PREPARED = {"day": "2025-03-04", "word": "trawler"}

Stores = dict[str, GraphStore]


def differences() -> list[tuple[str, str, str]]:
    """Title, what differs and what to write in its place, of each difference that the page tells of."""
    told = CYPHER.read_text("utf-8").partition("## Where the engines differ\n")[2]
    return [(title, differs, portable) for title, differs, portable in DIFFERENCE.findall(told)]


def answers(stores: Stores, cypher: str, parameters: dict[str, Any], ordered: bool = True) -> dict[str, Any]:
    """Rows by engine; the message where a query fails."""
    return {name: _answer(store, cypher, parameters, ordered) for name, store in stores.items()}


def _answer(store: GraphStore, cypher: str, parameters: dict[str, Any], ordered: bool) -> Any:
    try:
        answer: Answer = ask(store, cypher, parameters)
    except QueryError as error:
        return f"failed: {error}"
    rows = answer.rows if ordered else tuple(sorted(answer.rows, key=repr))
    return answer.columns, rows


def equal_and_not_empty(found: dict[str, Any]) -> None:
    """Checks that all engines give the same rows, and that there are some."""
    failed = {name: answer for name, answer in found.items() if isinstance(answer, str)}
    assert not failed
    assert all(rows for _, rows in found.values()), "no rows"
    first = found["local"]
    assert found == dict.fromkeys(found, first)


@pytest.mark.parametrize("query", QUERIES, ids=lambda query: query["title"])
def test_a_query_has_the_same_answer_everywhere(sample_stores: Stores, query: dict[str, Any]) -> None:
    parameters = query.get("params", {}) | dict.fromkeys(query.get("nulls", []))
    equal_and_not_empty(answers(sample_stores, query["cypher"], parameters, query.get("ordered", True)))


def test_there_are_many_queries_and_no_two_the_same() -> None:
    assert len({query["title"] for query in QUERIES}) == len({query["cypher"] for query in QUERIES})
    assert len(QUERIES) >= 60


@pytest.mark.parametrize(
    "words", ["trawler", "Fort Esperanza", "sanctions 2025", "nosuchword", "", "a* OR (b"]
)
def test_full_text_finds_the_same_sentences(sample_stores: Stores, words: str) -> None:
    found = {
        name: {row["id"] for row in store.find_sentences(words, limit=1000)}
        for name, store in sample_stores.items()
    }
    assert found == dict.fromkeys(found, found["local"])
    assert bool(found["local"]) == (words not in ("nosuchword", ""))


@pytest.mark.parametrize(("title", "differs", "portable"), differences(), ids=lambda text: text[:50])
def test_a_difference_is_still_one_and_has_a_portable_form(
    sample_stores: Stores, title: str, differs: str, portable: str
) -> None:
    found = answers(sample_stores, differs, PREPARED)
    kinds = {name: answer if not isinstance(answer, str) else "failed" for name, answer in found.items()}
    assert any(answer != kinds["local"] for answer in kinds.values()), f"{title}: no difference any more"
    equal_and_not_empty(answers(sample_stores, portable, PREPARED))


def test_every_difference_of_the_page_is_read() -> None:
    told = CYPHER.read_text("utf-8").partition("## Where the engines differ\n")[2]
    assert [title for title, _, _ in differences()] == re.findall(r"^### (.*)$", told, re.MULTILINE)
    assert len(differences()) > 10
