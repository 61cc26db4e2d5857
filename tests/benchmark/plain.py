"""What the product is measured against: the usual recipe for loading rows in batches, and one row a query."""

from collections.abc import Iterator
from typing import Any

from neo4j import ManagedTransaction, Session
from tables import Edge, Tables, batched

from graph.store import GraphStore

ROWS_AT_ONCE = 1_000
Statement = tuple[str, list[dict[str, Any]]]


def load(store: GraphStore, tables: Tables) -> None:
    """All rows, a thousand a transaction: nodes merged by id, then edges between nodes matched by id."""
    with store.session() as session:
        for cypher, rows in statements(tables):
            for batch in batched(rows, ROWS_AT_ONCE):
                session.execute_write(_run, f"UNWIND $rows AS row {cypher}", rows=batch)


def load_one_by_one(store: GraphStore, tables: Tables) -> None:
    """All rows, one a query, each query a transaction of its own."""
    with store.session() as session:
        for cypher, rows in statements(tables):
            for row in rows:
                _run(session, f"WITH $row AS row {cypher}", row=row)


def statements(tables: Tables) -> Iterator[Statement]:
    """Each statement with its rows, in order of id."""
    for label, nodes in tables.nodes.items():
        yield (
            f"MERGE (n:{label} {{id: row.id}}) SET n += row.values",
            [{"id": id, "values": values} for id, values in sorted(nodes.items())],
        )
    for kind, edges in tables.edges.items():
        found = sorted(edges.items(), key=lambda item: item[0])
        yield (
            edge_statement(kind),
            [{"few": few, "many": many, "values": values} for (few, many), values in found],
        )


def edge_statement(kind: Edge) -> str:
    """The statement that makes edges of one kind.

    >>> edge_statement(Edge("SAID_BY", "Claim", "Actor")).partition("MERGE ")[2]
    '(a)-[r:SAID_BY]->(b) SET r += row.values'
    """
    left, right = ("-", "->") if kind.away else ("<-", "-")
    return (
        f"MATCH (a:{kind.few} {{id: row.few}}) MATCH (b:{kind.many} {{id: row.many}}) "
        f"MERGE (a){left}[r:{kind.type}]{right}(b) SET r += row.values"
    )


def _run(runner: ManagedTransaction | Session, cypher: str, **parameters: Any) -> None:
    runner.run(cypher, parameters).consume()
