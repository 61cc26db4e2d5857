"""Saved questions in plain words, read from `data/questions.toml`."""

import tomllib
from functools import cache
from importlib.resources import files

from graph.model import Record


class Question(Record):
    """A question, the Cypher that answers it, and what to read in the answer."""

    title: str
    cypher: str
    reading: str


@cache
def questions() -> tuple[Question, ...]:
    """All questions, in the order of the file.

    >>> questions()[0].title
    'Who accuses whom most?'
    """
    raw = tomllib.loads(files("graph").joinpath("data/questions.toml").read_text("utf-8"))
    return tuple(Question(**entry) for entry in raw["question"])
