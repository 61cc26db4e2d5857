"""`actorgraph query` and `actorgraph evaluate`."""

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from graph.console import Answer, ask
from graph.errors import QueryRefused, SettingsError
from graph.settings import Settings
from graph.store import GraphStore
from ingest.cli_talk import data, say, table, waiting

GOLD = Path("../shared/gold")


def query(chosen: argparse.Namespace) -> int:
    """Ask one question and print the rows."""
    cypher = sys.stdin.read() if chosen.cypher == "-" else chosen.cypher
    parameters = read_parameters(chosen.param)
    settings = Settings.from_environment()
    with waiting("opening the graph"):
        store = GraphStore.open(settings, role="analyst")
    with store:
        answer = ask(store, cypher, parameters)
    if chosen.json:
        _print_lines(answer)
    else:
        data().print(table(answer.columns, ([cell(value) for value in row] for row in answer.rows)))
        say(f"{len(answer.rows)} row{'' if len(answer.rows) == 1 else 's'}")
    if answer.truncated:
        say(
            f"there are more than these {len(answer.rows)} rows; ask for less, "
            f"or allow more with {answer.cut_by}",
            style="yellow",
        )
    return 0


def read_parameters(pairs: Sequence[str]) -> dict[str, Any]:
    """`name=value` pairs as parameters.

    >>> read_parameters(["name=Iran", "limit=5", "ids=[1, 2]"])
    {'name': 'Iran', 'limit': 5, 'ids': [1, 2]}
    """
    found: dict[str, Any] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.isidentifier():
            raise QueryRefused(f"{pair!r} is no parameter; write it as name=value")
        try:
            found[name] = json.loads(value)
        except ValueError:
            found[name] = value
    return found


def _print_lines(answer: Answer) -> None:
    for row in answer.rows:
        line = dict(zip(answer.columns, row, strict=True))
        sys.stdout.write(json.dumps(line, ensure_ascii=False, default=str) + "\n")


def cell(value: object) -> str:
    """A value as one cell of a table.

    >>> cell(None), cell(True), cell(["a", 1]), cell(2.0)
    ('', 'true', '["a", 1]', '2.0')
    """
    if value is None:
        return ""
    if isinstance(value, bool | list | dict):
        return json.dumps(value, ensure_ascii=False, default=str)
    return str(value)


def evaluate(chosen: argparse.Namespace) -> int:
    """Score the extraction against a folder of gold files."""
    from ingest import evaluate as scores
    from ingest.cli_settings import chosen_extractor

    folder = chosen.folder or GOLD
    if not folder.is_dir():
        raise SettingsError(f"there is no folder {folder}; name the folder that holds the gold files")
    legs = chosen_extractor(chosen)
    return scores.run(
        folder, legs, errors=chosen.errors, as_json=chosen.json, update_floors=chosen.update_floors
    )
