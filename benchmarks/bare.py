"""The rows of documents written by the Bolt driver and nothing else: what loading is measured against.

The same nodes and relationships in the same batches, one transaction a document, under the same constraints. It does not ask what
is held, works out no identity (a cited document is a node by its 文号 or title) and could neither replace nor delete.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import neo4j
from gongwen.graph import constraints
from gongwen.graph.connection import Store
from gongwen.schemas import Facts, NodeRef


class Writer:
    """Writes into one store, with a session of its own that stays open."""

    def __init__(self, store: Store) -> None:
        constraints.ensure(store)
        self._store = store
        self._merged: set[tuple[str, str, str, str, str, str]] = set()

    def write(self, facts: Facts) -> None:
        """All rows of a document in one transaction."""
        nodes: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for node in facts.nodes:
            nodes[node.label].append({"id": node.id, "properties": {"id": node.id} | _plain(node.properties)})
        pairs: dict[tuple[str, str, str, bool], list[dict[str, Any]]] = defaultdict(list)
        for row in facts.relationships:
            end, shared = _id(row.end), row.start.label in SHARED and row.end.label in SHARED
            if row.end.claim:
                nodes["Document"].append({"id": end, "properties": {"id": end}})
            key = (row.type, row.start.label, str(row.start.id), row.end.label, end, row.key)
            if shared and key in self._merged:
                continue
            self._merged.add(key) if shared else None
            properties = {"key": row.key} | _plain(row.properties)
            pairs[row.start.label, row.type, row.end.label, shared].append(
                {"start": row.start.id, "end": end, "key": row.key, "properties": properties}
            )

        def work(transaction: neo4j.ManagedTransaction) -> None:
            for label, rows in nodes.items():
                transaction.run(
                    f"UNWIND $rows AS r MERGE (n:{label} {{id: r.id}}) SET n += r.properties", rows=rows
                ).consume()
            for (start, kind, end, shared), rows in pairs.items():
                verb = f"MERGE (a)-[x:{kind} {{key: r.key}}]->(b)" if shared else f"CREATE (a)-[x:{kind}]->(b)"
                transaction.run(
                    f"UNWIND $rows AS r MATCH (a:{start}) WHERE a.id = r.start MATCH (b:{end}) WHERE b.id = r.end "
                    f"{verb} SET x = r.properties",
                    rows=rows,
                ).consume()

        with self._store.write_session() as session:
            session.execute_write(work)


SHARED = ("Agency", "Project", "Indicator", "Region")


def agree(one: Store, other: Store) -> None:
    """AssertionError where two stores do not hold as many nodes and relationships of each kind: then nothing was compared."""
    for question in (
        "MATCH (n) WHERE labels(n)[0] <> 'Document' RETURN labels(n)[0] AS kind, count(n) AS n ORDER BY kind",
        "MATCH ()-[r]->() RETURN type(r) AS kind, count(r) AS n ORDER BY kind",
    ):
        assert one.read(question).records == other.read(question).records


def _id(end: NodeRef) -> str:
    claim = end.claim
    return str(end.id if claim is None else claim.doc_number or claim.title or claim.attached_title)


def _plain(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        name: list(value) if isinstance(value, tuple) else value
        for name, value in properties.items()
        if value is not None
    }
