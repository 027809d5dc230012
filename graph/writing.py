"""One document's transaction, step by step: what goes, then what moves, then what comes.

Guarantee: after it, the graph is what loading the documents of the ledger into an empty graph would have made. It reads
nothing but what moves: which that is, and what becomes of shared things, the ledger has worked out before.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

import neo4j

from ..schemas import StoreError
from ..schemas.graph import Label, RelType
from .identity import Identity, Resolution
from .ledger import Change, Entry
from .rows import NodeKey, Properties, Relationship, Rows, claim_text

BATCH = 5000
"""Rows an UNWIND carries: one round trip for nearly every document, and no message of hundreds of megabytes."""
_PASSING = "renamed to "


class Writing:
    """One document's transaction, step by step: what goes, then what moves, then what comes."""

    def __init__(
        self,
        transaction: neo4j.ManagedTransaction,
        document_id: str,
        last: Entry | None,
        entry: Entry | None,
        rows: Rows | None,
        change: Change,
    ) -> None:
        self._transaction = transaction
        self._id = document_id
        self._last = last
        self._entry = entry
        self._rows = rows
        self._change = change
        self._before = _Places(change.before)
        self._after = _Places(change.after)
        # The node of a cited document becomes the held one's when it comes, and stays for those who cite it when it goes.
        if last is None:
            self._before.rename(("cited", change.after.held.get(document_id, "")), ("held", document_id))
        if entry is None:
            self._after.rename(("cited", change.before.held.get(document_id, "")), ("held", document_id))

    def run(self) -> None:
        """Send it all; nothing holds until the transaction is committed. StoreError where an end is missing."""
        self._remove_own_facts()
        moved = self._lift_moved_mentions()
        self._remove_documents()
        self._rename_documents()
        self._put_documents()
        self._put_nodes(self._change.put_nodes)
        self._put_nodes(self._rows.owned if self._rows else {})
        self._put_relationships(moved)
        self._put_relationships(self._own_relationships())
        self._put_shared_relationships()
        self._drop_shared()

    def _remove_own_facts(self) -> None:
        if self._last is None:
            return
        for label, ids in _by_label(self._last.owned):
            self._each(f"UNWIND $rows AS id MATCH (n:{label}) WHERE n.id = id DETACH DELETE n", ids)
        node = self._change.before.held[self._id]
        self._do("MATCH (d:Document)-[r]->() WHERE d.id = $id DELETE r", id=node)

    def _lift_moved_mentions(self) -> list[_Row]:
        """Citations by others that mean another node than before, taken off it; to be put back at the new one."""
        moved: list[_Row] = []
        for claim, node in self._change.before.mentions.items():
            now = self._change.after.mentions.get(claim)
            if now is None or self._before.of(node) == self._after.of(now):
                continue
            found = self._do(
                f"MATCH (s)-[r:{RelType.CITES}]->(d:Document) WHERE d.id = $id AND r._claim = $claim "
                "RETURN labels(s)[0] AS label, s.id AS id, properties(r) AS properties",
                id=node,
                claim=claim_text(claim),
            )
            self._do(
                f"MATCH (s)-[r:{RelType.CITES}]->(d:Document) WHERE d.id = $id AND r._claim = $claim DELETE r",
                id=node,
                claim=claim_text(claim),
            )
            for record in found:
                properties = dict(record["properties"])
                start = record["id"]
                if record["label"] == Label.DOCUMENT:
                    start = self._change.after.held.get(properties["document"], start)
                moved.append(_Row(RelType.CITES, (record["label"], start), (str(Label.DOCUMENT), now), properties))
        return moved

    def _remove_documents(self) -> None:
        staying = set(self._after.places)
        gone = [node for place, node in self._before.places.items() if place not in staying]
        self._each("UNWIND $rows AS id MATCH (d:Document) WHERE d.id = id DETACH DELETE d", gone)

    def _rename_documents(self) -> None:
        renamed = [
            {"old": node, "new": self._after.places[place]}
            for place, node in self._before.places.items()
            if place in self._after.places and self._after.places[place] != node
        ]
        # By way of names that nobody has, since one may take the name that another gives up.
        steps = [{"old": row["old"], "new": _PASSING + row["new"]} for row in renamed]
        for step in (steps, [{"old": _PASSING + row["new"], "new": row["new"]} for row in renamed]):
            self._each("UNWIND $rows AS r MATCH (d:Document) WHERE d.id = r.old SET d.id = r.new", step)

    def _put_documents(self) -> None:
        whole: list[dict[str, Any]] = []
        learnt: list[dict[str, Any]] = []
        for place, node in self._after.places.items():
            identity = self._change.after.documents[node]
            if place == ("held", self._id):
                if self._entry is not None and self._rows is not None:
                    whole.append(_document(identity, self._held_properties(identity, self._rows, self._entry)))
                else:
                    whole.append(_document(identity, _cited(identity)))
            elif place[0] == "cited":
                if place not in self._before.places or self._change.before.documents.get(node) != identity:
                    whole.append(_document(identity, _cited(identity)))
            elif self._identity_changed(place, identity):
                learnt.append({"id": node, "names": list(identity.names), "doc_number": identity.doc_number})
        self._each("UNWIND $rows AS r MERGE (d:Document {id: r.id}) SET d = r.properties", whole)
        said = "SET d.names = r.names, d.doc_number = r.doc_number"
        self._each(f"UNWIND $rows AS r MATCH (d:Document) WHERE d.id = r.id {said}", learnt)

    def _identity_changed(self, place: tuple[str, str], identity: Identity) -> bool:
        last = self._change.before.documents[self._before.places[place]]
        return (last.names, last.doc_number) != (identity.names, identity.doc_number)

    def _held_properties(self, identity: Identity, rows: Rows, entry: Entry) -> Properties:
        learnt: Properties = {"names": list(identity.names)}
        if identity.doc_number:
            learnt["doc_number"] = identity.doc_number
        kept: Properties = {
            "ingested": True,
            "document": self._id,
            "sha256": entry.sha256,
            "rules_version": entry.rules_version,
            "_ledger": entry.to_text(),
        }
        return rows.document | learnt | kept

    def _own_relationships(self) -> Iterator[_Row]:
        for each in self._rows.relationships if self._rows else ():
            yield _Row(each.type, self._node(each.start), *self._meant(each))

    def _meant(self, each: Relationship) -> tuple[NodeKey, Properties]:
        if each.claim is not None:
            node = self._change.after.mentions[each.claim]
            return (str(Label.DOCUMENT), node), each.properties | {"_claim": claim_text(each.claim)}
        assert each.end is not None
        return self._node(each.end), each.properties

    def _node(self, key: NodeKey) -> NodeKey:
        return (key[0], self._change.after.held[self._id]) if key[0] == Label.DOCUMENT else key

    def _put_nodes(self, nodes: dict[NodeKey, Properties]) -> None:
        by_label: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for (label, node), properties in nodes.items():
            by_label[label].append({"id": node, "properties": {"id": node} | properties})
        for label, rows in by_label.items():
            self._each(f"UNWIND $rows AS r MERGE (n:{label} {{id: r.id}}) SET n = r.properties", rows)

    def _put_relationships(self, rows: Iterable[_Row]) -> None:
        groups: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
        for row in rows:
            groups[row.start[0], row.type, row.end[0]].append(
                {"start": row.start[1], "end": row.end[1], "properties": row.properties}
            )
        for (start, kind, end), group in groups.items():
            for batch in _batches(group):
                made = self._do(
                    f"UNWIND $rows AS r MATCH (a:{start}) WHERE a.id = r.start MATCH (b:{end}) WHERE b.id = r.end "
                    f"CREATE (a)-[x:{kind}]->(b) SET x = r.properties RETURN count(x) AS made",
                    rows=batch,
                )[0]["made"]
                if made != len(batch):
                    raise StoreError(f"{self._id}: {len(batch) - made} {kind} of {len(batch)} found no node to end at.")

    def _put_shared_relationships(self) -> None:
        groups: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
        for (kind, start, start_id, end, end_id, key), properties in self._change.put_relationships.items():
            row = {"start": start_id, "end": end_id, "key": key, "properties": {"key": key} | properties}
            groups[start, kind, end].append(row)
        for (start, kind, end), group in groups.items():
            self._each(
                f"UNWIND $rows AS r MATCH (a:{start}) WHERE a.id = r.start MATCH (b:{end}) WHERE b.id = r.end "
                f"MERGE (a)-[x:{kind} {{key: r.key}}]->(b) SET x = r.properties",
                group,
            )

    def _drop_shared(self) -> None:
        for kind, start, start_id, end, end_id, key in self._change.drop_relationships:
            self._do(
                f"MATCH (a:{start})-[x:{kind}]->(b:{end}) WHERE a.id = $start AND b.id = $end AND x.key = $key DELETE x",
                start=start_id,
                end=end_id,
                key=key,
            )
        for label, ids in _by_label(self._change.drop_nodes):
            self._each(f"UNWIND $rows AS id MATCH (n:{label}) WHERE n.id = id DETACH DELETE n", ids)

    def _each(self, cypher: str, rows: list[Any]) -> None:
        for batch in _batches(rows):
            self._do(cypher, rows=batch)

    def _do(self, cypher: str, **parameters: Any) -> list[dict[str, Any]]:
        return self._transaction.run(cypher, parameters).data()


class _Row(NamedTuple):
    """One relationship, its ends known."""

    type: str
    start: NodeKey
    end: NodeKey
    properties: Properties


class _Places:
    """Which node of the graph is which document: `("held", document_id)` through all renaming, or `("cited", id)`."""

    def __init__(self, resolution: Resolution) -> None:
        self.places = {_place(identity): node for node, identity in resolution.documents.items()}
        self._by_node = {node: place for place, node in self.places.items()}

    def of(self, node: str) -> tuple[str, str]:
        """The document whose node has that id."""
        return self._by_node[node]

    def rename(self, old: tuple[str, str], new: tuple[str, str]) -> None:
        if old in self.places:
            node = self.places[new] = self.places.pop(old)
            self._by_node[node] = new


def _place(identity: Identity) -> tuple[str, str]:
    return ("held", identity.held) if identity.held else ("cited", identity.id)


def _document(identity: Identity, properties: Properties) -> dict[str, Any]:
    return {"id": identity.id, "properties": {"id": identity.id} | properties}


def _cited(identity: Identity) -> Properties:
    said = {
        "names": list(identity.names),
        "doc_number": identity.doc_number,
        "title": identity.title,
        "attached_title": identity.attached_title,
        "ingested": False,
    }
    return {name: value for name, value in said.items() if value is not None}


def _by_label(keys: Iterable[NodeKey]) -> list[tuple[str, list[str]]]:
    ids: dict[str, list[str]] = defaultdict(list)
    for label, node in keys:
        ids[label].append(node)
    return list(ids.items())


def _batches(rows: list[Any]) -> Iterator[list[Any]]:
    for start in range(0, len(rows), BATCH):
        yield rows[start : start + BATCH]
