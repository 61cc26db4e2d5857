"""docs/model.md names every property that a real graph has, and no other."""

import re
from pathlib import Path
from typing import get_args

from graph.model import EventType, Tie

PAGE = Path(__file__).parents[2] / "docs" / "model.md"
ROW = re.compile(r"^\| (\w+) \| (`[^|]*`) \| [a-z ]+ \| [^|]+ \|$", re.MULTILINE)
KINDS = dict.fromkeys(get_args(EventType), "relation") | dict.fromkeys(get_args(Tie), "tie")


def documented() -> set[tuple[str, str]]:
    """All (label or type, property) of the page's table."""
    table = PAGE.read_text("utf-8").partition("## Every property\n")[2]
    return {(on, name) for on, names in ROW.findall(table) for name in re.findall(r"`(\w+)`", names)}


def test_the_page_names_every_property_and_no_other(store, build, sample_codings):
    placed = build.coding("placed", build.line("ASSAULT", "NOR", "SUD", place="Fort Esperanza"))
    marked = placed.model_copy(update={"note": "not coded: too dull"})
    store.write([*sample_codings, marked])
    nodes = store.rows("MATCH (n) UNWIND keys(n) AS key RETURN DISTINCT labels(n)[0] AS on, key")
    edges = store.rows("MATCH ()-[r]->() UNWIND keys(r) AS key RETURN DISTINCT type(r) AS on, key")
    assert {(KINDS.get(row["on"], row["on"]), row["key"]) for row in (*nodes, *edges)} == documented()
