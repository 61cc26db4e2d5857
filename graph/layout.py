"""Which layout of the graph this code reads and writes; the graph keeps the number of its own in a node."""

from collections.abc import Callable
from typing import Any

from graph.errors import StoreError

VERSION = 2
FIRST = 1  # what wrote it kept no number
KEPT = "MATCH (s:Schema {id: 'layout'}) RETURN s.version AS version"
ANY_ARTICLE = "MATCH (a:Article) RETURN a.id AS id LIMIT 1"


def layout_of(ask: Callable[[str], list[dict[str, Any]]]) -> int | None:
    """The layout of the graph that `ask` asks; None where it is empty.

    >>> layout_of(lambda statement: [{"version": 7}])
    7
    """
    kept = ask(KEPT)
    if kept:
        return int(kept[0]["version"])
    return FIRST if ask(ANY_ARTICLE) else None


def check_known(found: int | None) -> None:
    """StoreError where a newer program wrote the graph."""
    if found is not None and found > VERSION:
        raise StoreError(
            f"the graph has layout {found}, and this actorgraph knows none above {VERSION}; "
            "install a newer actorgraph. Nothing was changed"
        )


def check_readable(found: int | None) -> None:
    """StoreError where the graph has another layout than ours."""
    check_known(found)
    if found is not None and found < VERSION:
        raise StoreError(
            f"the graph has layout {found}, written by an older actorgraph, and this one reads {VERSION}; "
            "`actorgraph db migrate` brings it there and loses nothing"
        )
