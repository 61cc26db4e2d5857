"""The database's values as plain ones that JSON can carry: nodes, relationships, paths, dates."""

from datetime import date, datetime, time
from typing import Any

from neo4j.graph import Entity, Node, Path, Relationship
from neo4j.spatial import Point
from neo4j.time import Date, DateTime, Duration, Time

SIMPLE = frozenset({str, int, float, bool, type(None)})


def plain(value: Any) -> Any:
    """`value` as JSON-able Python.

    >>> plain({"when": Date(2024, 8, 12), "tags": ("a", 1)})
    {'when': '2024-08-12', 'tags': ['a', 1]}
    """
    if type(value) in SIMPLE:  # most values of a large answer
        return value
    if isinstance(value, Entity):
        return _entity(value)
    if isinstance(value, Path):
        return [plain(part) for part in _steps(value)]
    if isinstance(value, Point):
        return {"srid": value.srid, "coordinates": list(value)}
    if isinstance(value, Duration):
        return value.iso_format()
    if isinstance(value, (Date, DateTime, Time)):
        return value.iso_format()
    if isinstance(value, (date, datetime, time)):
        return value.isoformat()
    if isinstance(value, dict):
        return {str(key): plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [plain(inner) for inner in value]
    return value.hex() if isinstance(value, (bytes, bytearray)) else value


def _entity(value: Entity) -> dict[str, Any]:
    properties = {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, Node):
        return {"labels": sorted(value.labels), "properties": properties}
    assert isinstance(value, Relationship)
    ends = [node.get("id") if node is not None else None for node in value.nodes]
    return {"type": value.type, "source": ends[0], "target": ends[-1], "properties": properties}


def _steps(path: Path) -> list[Entity]:
    steps: list[Entity] = [path.start_node] if path.start_node is not None else []
    for relationship, node in zip(path.relationships, path.nodes[1:], strict=True):
        steps += [relationship, node]
    return steps
