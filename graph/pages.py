"""The graph in the schema's order, page by page: a graph of any size goes by while a page of it is in memory.

Guarantee: nodes by label, then by id; relationships by type and labels, then by their ends; every property as it is stored.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from ..schemas.graph import Label, RelationshipType
from .connection import Store

PAGE = 1000
"""Nodes a page, or nodes whose relationships are a page: some tens of megabytes where they are documents with their texts."""
TIMEOUT_S = 3600.0

Properties = dict[str, Any]


class StoredNode(NamedTuple):
    """A node; `id` is among its properties, too."""

    id: str
    properties: Properties


class StoredRelationship(NamedTuple):
    """A relationship between two nodes, given by their ids."""

    start: str
    end: str
    properties: Properties


def nodes(store: Store, label: Label | str) -> Iterator[StoredNode]:
    """Every node of a label, by id."""
    for ids in _pages(store, label):
        question = f"UNWIND $ids AS id MATCH (n:{label}) WHERE n.id = id RETURN n.id, properties(n)"
        found = store.read(question, {"ids": ids}, timeout_s=TIMEOUT_S).records
        yield from sorted((StoredNode(*record) for record in found), key=lambda node: node.id)


def relationships(store: Store, kind: RelationshipType) -> Iterator[StoredRelationship]:
    """Every relationship of a type between two labels, by its ends, then by its properties."""
    for ids in _pages(store, kind.start):
        question = (
            f"UNWIND $ids AS id MATCH (a:{kind.start})-[r:{kind.type}]->(b:{kind.end}) WHERE a.id = id "
            "RETURN a.id, b.id, properties(r)"
        )
        found = store.read(question, {"ids": ids}, timeout_s=TIMEOUT_S).records
        yield from sorted((StoredRelationship(*record) for record in found), key=_order)


def _pages(store: Store, label: Label | str) -> Iterator[list[str]]:
    found = store.read(f"MATCH (n:{label}) RETURN n.id", timeout_s=TIMEOUT_S).records
    ids = sorted(str(node) for (node,) in found)
    for start in range(0, len(ids), PAGE):
        yield ids[start : start + PAGE]


def _order(row: StoredRelationship) -> tuple[str, str, str]:
    return row.start, row.end, json.dumps(row.properties, ensure_ascii=False, sort_keys=True)
