"""From an older layout of the graph to ours, step by step.

Every transaction holds the writers' lock, leaves whole articles, and may be done again: a migration that was
killed goes on where it is started again. Until its end the graph keeps the older number.
"""

from collections.abc import Callable, Mapping

from neo4j import ManagedTransaction

from graph.layout import VERSION
from graph.migrate_to_2 import to_2
from graph.migrating import Graph, MovedOn, Progress, Transact

STEPS: Mapping[int, Callable[[Graph], None]] = {1: to_2}  # by the layout that a step starts from
NEXT = "MATCH (s:Schema {id: 'layout'}) SET s.version = s.version + 1"


def migrate(transact: Transact, found: int, progress: Progress) -> None:
    """Bring a graph of the layout `found` to ours. `progress` is told how many percent are done."""
    for version in range(found, VERSION):
        graph = Graph(transact, version, progress)
        try:
            STEPS[version](graph)
            graph.do(_number)
        except MovedOn:
            continue


def _number(tx: ManagedTransaction) -> None:
    tx.run(NEXT).consume()
