"""The saved questions have equal answers on every engine over the sample, and docs/cookbook.md shows them.

`python tests/graph/test_cookbook.py` writes the page anew.
"""

from pathlib import Path

import pytest

from graph.console import ask
from graph.questions import Question, questions
from graph.store import GraphStore

COOKBOOK = Path(__file__).parents[2] / "docs" / "cookbook.md"
MOST_LINES = 12
HEAD = """# Cookbook

Questions that analysts ask, each as one reading Cypher statement: for the dashboard's Cypher page, where they
are saved, for `actorgraph query`, or for a program of your own. They run the same on the local server and on
Neo4j ([One Cypher](cypher.md)), over the graph of [The graph](model.md); names and dates are those
of the invented sample articles. This page is written from `graph/data/questions.toml`.
"""


def page() -> str:
    """The whole page."""
    parts = [_part(number, question) for number, question in enumerate(questions(), 1)]
    return "\n".join((HEAD, *parts))


def _part(number: int, question: Question) -> str:
    return f"## {number}. {question.title}\n\n```cypher\n{question.cypher}\n```\n\n{question.reading}\n"


@pytest.mark.parametrize("question", questions(), ids=lambda question: question.title)
def test_a_question_has_the_same_answer_everywhere(
    sample_stores: dict[str, GraphStore], question: Question
) -> None:
    found = {name: ask(store, question.cypher) for name, store in sample_stores.items()}
    assert found["local"].rows
    assert found == dict.fromkeys(found, found["local"])


def test_there_are_twenty_questions_that_can_be_read() -> None:
    assert len({question.title for question in questions()}) >= 20
    assert [q.title for q in questions() if len(q.cypher.splitlines()) > MOST_LINES] == []


def test_the_cookbook_shows_the_saved_questions() -> None:
    assert COOKBOOK.read_text("utf-8") == page(), "python tests/graph/test_cookbook.py writes it anew"


if __name__ == "__main__":
    COOKBOOK.write_text(page(), "utf-8")
