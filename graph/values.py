"""What a store answers with, as plain data that JSON can hold; the same on both stores.

Guarantees: property names sorted; what the loader keeps for itself (names that begin with `_`) left out; the stores' own
numbers for nodes left out, since they are the store's and not the document's.
"""

from __future__ import annotations

from typing import Any

from neo4j.graph import Node, Path, Relationship


def plain(value: Any) -> Any:
    """A value of an answer as plain data.

    A node becomes `{"label", "id", "properties"}`, a relationship `{"type", "start", "end", "properties"}`, a path
    `{"nodes", "relationships"}`, a date or time ISO 8601, bytes hexadecimal.
    """
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, Node):
        properties = _properties(value)
        label = ":".join(sorted(value.labels))
        return {"label": label, "id": properties.pop("id", None), "properties": properties}
    if isinstance(value, Relationship):
        ends = {name: _end(node) for name, node in (("start", value.start_node), ("end", value.end_node))}
        return {"type": value.type, **ends, "properties": _properties(value)}
    if isinstance(value, Path):
        return {
            "nodes": [plain(node) for node in value.nodes],
            "relationships": [plain(relationship) for relationship in value.relationships],
        }
    if isinstance(value, dict):
        return {str(key): plain(value[key]) for key in sorted(value, key=str) if not str(key).startswith("_")}
    if isinstance(value, (list, tuple, set, frozenset)):
        items = [plain(item) for item in value]
        return sorted(items, key=repr) if isinstance(value, (set, frozenset)) else items
    if isinstance(value, (bytes, bytearray)):
        return value.hex()
    return value.iso_format() if hasattr(value, "iso_format") else str(value)


def _properties(entity: Node | Relationship) -> dict[str, Any]:
    return {key: plain(entity[key]) for key in sorted(entity.keys()) if not key.startswith("_")}


def _end(node: Node | None) -> str | None:
    """Id of a relationship's end, where the answer holds the node itself: else the driver knows nothing of it."""
    found = node.get("id") if node is not None else None
    return str(found) if found is not None else None
