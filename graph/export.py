"""The whole graph as files: GraphML, CSV, JSONL.

Guarantees: the same graph gives the same bytes, from either store; every node and relationship of the schema is there, with
its properties, and nothing that the loader keeps for itself.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from ..schemas.graph import NODE_TYPES, RELATIONSHIP_TYPES
from . import pages
from .connection import Store
from .values import plain


class ExportedNode(NamedTuple):
    """A node, its properties sorted by name, without `id`."""

    label: str
    id: str
    properties: dict[str, Any]

    @property
    def key(self) -> str:
        """What tells it from every node of any label."""
        return f"{self.label}/{self.id}"


class ExportedRelationship(NamedTuple):
    """A relationship between two nodes, given as `label/id`."""

    type: str
    start: str
    end: str
    properties: dict[str, Any]


def nodes(store: Store) -> Iterator[ExportedNode]:
    """Every node, by label in the schema's order, then by id."""
    for kind in NODE_TYPES:
        for node in pages.nodes(store, kind.label):
            yield ExportedNode(str(kind.label), node.id, {k: v for k, v in plain(node.properties).items() if k != "id"})


def relationships(store: Store) -> Iterator[ExportedRelationship]:
    """Every relationship, by type and labels in the schema's order, then by ends and properties."""
    for kind in RELATIONSHIP_TYPES:
        for row in pages.relationships(store, kind):
            start, end = f"{kind.start}/{row.start}", f"{kind.end}/{row.end}"
            yield ExportedRelationship(str(kind.type), start, end, plain(row.properties))


def to_jsonl(store: Store, path: Path) -> int:
    """One JSON object a line, nodes first; how many."""
    count = 0
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for node in nodes(store):
            file.write(_text({"label": node.label, "id": node.id, "properties": node.properties}) + "\n")
            count += 1
        for row in relationships(store):
            line = {"type": row.type, "start": row.start, "end": row.end, "properties": row.properties}
            file.write(_text(line) + "\n")
            count += 1
    return count


def to_csv(store: Store, folder: Path) -> int:
    """`nodes.csv` and `relationships.csv` in `folder`: a column for each property of the schema, lists as JSON; how many rows."""
    folder.mkdir(parents=True, exist_ok=True)
    all_nodes, all_relationships = list(nodes(store)), list(relationships(store))
    _write_csv(
        folder / "nodes.csv",
        ("label", "id"),
        [({"label": node.label, "id": node.id}, node.properties) for node in all_nodes],
    )
    _write_csv(
        folder / "relationships.csv",
        ("type", "start", "end"),
        [({"type": row.type, "start": row.start, "end": row.end}, row.properties) for row in all_relationships],
        apart="evidence_",
    )
    return len(all_nodes) + len(all_relationships)


def to_graphml(store: Store, path: Path) -> int:
    """GraphML as networkx writes it, for Gephi, yEd and the like; lists as JSON; how many nodes and relationships."""
    import networkx  # half a second that only this needs

    graph = networkx.MultiDiGraph()
    for node in nodes(store):
        graph.add_node(node.key, label=node.label, id=node.id, **_flat(node.properties, reserved={"label", "id"}))
    for number, row in enumerate(relationships(store)):
        properties = _flat(row.properties, reserved={"type", "key"})
        graph.add_edge(row.start, row.end, key=str(number), type=row.type, **properties)
    networkx.write_graphml(graph, path, encoding="utf-8", prettyprint=True, named_key_ids=False)
    return int(graph.number_of_nodes() + graph.number_of_edges())


def _write_csv(
    path: Path, first: tuple[str, ...], rows: list[tuple[dict[str, Any], dict[str, Any]]], apart: str = ""
) -> None:
    """`apart` goes before a property whose name is one of the first columns."""
    names = sorted({name for _, properties in rows for name in properties})
    with path.open("w", encoding="utf-8-sig", newline="") as file:  # the mark is what makes Excel read UTF-8
        writer = csv.writer(file)
        writer.writerow([*first, *(apart + name if name in first else name for name in names)])
        for head, properties in rows:
            cells = (_cell(properties.get(name)) for name in names)
            writer.writerow([*(head[name] for name in first), *cells])


def _cell(value: Any) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return _text(value) if isinstance(value, (list, dict)) else value


def _flat(properties: dict[str, Any], reserved: set[str]) -> dict[str, Any]:
    """GraphML knows strings, numbers and booleans; characters that XML forbids are left out."""
    flat = {}
    for name, value in properties.items():
        text = _text(value) if isinstance(value, (list, dict)) else value
        flat[f"said_{name}" if name in reserved else name] = _xml(text) if isinstance(text, str) else text
    return flat


def _xml(text: str) -> str:
    return "".join(
        character
        for character in text
        if character in "\t\n\r" or (character >= " " and character not in "\ufffe\uffff")
    )


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)
