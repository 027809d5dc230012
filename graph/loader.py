"""Facts into the graph, and out of it again: all of one document in one transaction.

Guarantees, on every store: loading the same twice writes nothing; the order of loading does not matter; what was loaded is
replaced or deleted exactly, with no node left that nobody speaks of; a kill at any moment leaves whole documents. Two
programs may load at the same time: one document comes after the other, and whose picture of the graph has aged reads it anew.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from typing import Any, NamedTuple

import neo4j

from ..schemas import Facts, StoreError
from ..schemas.graph import Label, RelType
from . import constraints
from .connection import Store
from .constraints import META_ID, META_LABEL
from .identity import Ambiguity, Identity, Resolution, resolve
from .ledger import Change, Entry, Ledger
from .rows import NodeKey, Properties, Relationship, Rows, checked, claim_text

BATCH = 5000
"""Rows an UNWIND carries: one round trip for nearly every document, and no message of hundreds of megabytes."""
READ_S = 600.0
"""For reading every ledger: some ten thousand documents take seconds."""
_PASSING = "renamed to "
META = f"MATCH (m:{META_LABEL} {{id: '{META_ID}'}})"
CONTENTS = f"MATCH (m:{META_LABEL}) WHERE m.id = '{META_ID}' RETURN m.contents AS contents"
LEDGERS = (
    "MATCH (d:Document) WHERE d.ingested = true "
    "RETURN d.document AS document, d.sha256 AS sha256, d.rules_version AS rules_version, d._ledger AS ledger"
)


class Outcome(StrEnum):
    """What became of a document."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DELETED = "deleted"
    ABSENT = "absent"


class State(NamedTuple):
    """Which content of a document is held, and which rules read it."""

    sha256: str
    rules_version: str


class Loader:
    """Loads documents into one store. Reads what the store holds at the first use, and again when others have changed it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ledger: Ledger | None = None

    def ingest(self, facts: Facts) -> Outcome:
        """Load one document, replacing what was held of it. Raises FactsError (its rows are at fault) or StoreError."""
        rows = checked(facts)
        entry = Entry.of(facts, rows)
        constraints.ensure(self._store)
        if self.state(facts.document_id) == State(facts.sha256, facts.rules_version):
            return Outcome.UNCHANGED
        return self._write(facts.document_id, entry, rows)

    def delete(self, document_id: str) -> Outcome:
        """Take away what only this document said, by its own id or the id of its node. Raises StoreError."""
        if not constraints.check(self._store):
            return Outcome.ABSENT
        document_id = self._own_id(document_id)
        return self._write(document_id, None, None) if self.state(document_id) else Outcome.ABSENT

    def state(self, document_id: str) -> State | None:
        """What is held of a document, or None. Raises StoreError."""
        return _state(self._fresh().entries.get(document_id))

    def known(self, sha256: str, rules_version: str) -> bool:
        """Whether a file of that content, read by those rules, is held already, so need not be read again."""
        return self._fresh().contents[sha256, rules_version] > 0

    def documents(self) -> tuple[str, ...]:
        """Own ids of all documents held, sorted."""
        return tuple(sorted(self._fresh().entries))

    def ambiguities(self) -> tuple[Ambiguity, ...]:
        """Every citation whose names several documents have, with their ids."""
        return resolve(*self._fresh().claims.all()).ambiguities

    def _own_id(self, document_id: str) -> str:
        ledger = self._fresh()
        if document_id in ledger.entries:
            return document_id
        held, mentions = ledger.claims.claims(ledger.claims.around({document_id}))
        nodes = {node: key for key, node in resolve(held, mentions).held.items()}
        return nodes.get(document_id, document_id)

    def _fresh(self) -> Ledger:
        """The ledger, read anew where the graph holds other documents than it says."""
        stored = self._store.read(CONTENTS).records
        return self._current(stored[0][0] if stored else constraints.EMPTY, lambda: _ledger_of(self._store))

    def _current(self, contents: str, read: Callable[[], Ledger]) -> Ledger:
        if self._ledger is None or self._ledger.fingerprint != contents:
            self._ledger = read()
        return self._ledger

    def _write(self, document_id: str, entry: Entry | None, rows: Rows | None) -> Outcome:
        def work(transaction: neo4j.ManagedTransaction) -> tuple[Outcome, Ledger]:
            # Writing to the node first locks it: from here to the end nobody else loads anything.
            transaction.run(f"{META} SET m.schema_version = m.schema_version").consume()
            contents = transaction.run(CONTENTS).single(strict=True)[0]
            ledger = self._current(contents, lambda: _ledger_in(transaction))
            last = ledger.entries.get(document_id)
            if _state(last) == _state(entry):
                return (Outcome.UNCHANGED if last else Outcome.ABSENT), ledger
            # Until the server has said that it is done, nobody knows what the graph holds.
            self._ledger = None
            change = ledger.put(document_id, entry)
            _Writing(transaction, document_id, last, entry, rows, change).run()
            transaction.run(f"{META} SET m.contents = $contents", contents=ledger.fingerprint).consume()
            if entry is None:
                return Outcome.DELETED, ledger
            return (Outcome.CHANGED if last else Outcome.ADDED), ledger

        with self._store.write_session() as session:
            outcome, self._ledger = session.execute_write(work)
        return outcome


class _Writing:
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
        for place, node in self._after.places.items():
            identity = self._change.after.documents[node]
            if place == ("held", self._id):
                if self._entry is not None and self._rows is not None:
                    self._put_document(identity, self._held_properties(identity, self._rows, self._entry))
                else:
                    self._put_document(identity, _cited(identity))
            elif place[0] == "cited":
                if place not in self._before.places or self._change.before.documents.get(node) != identity:
                    self._put_document(identity, _cited(identity))
            elif self._identity_changed(place, identity):
                learnt = {"names": list(identity.names), "doc_number": identity.doc_number}
                self._do("MATCH (d:Document) WHERE d.id = $id SET d += $learnt", id=node, learnt=learnt)

    def _identity_changed(self, place: tuple[str, str], identity: Identity) -> bool:
        last = self._change.before.documents[self._before.places[place]]
        return (last.names, last.doc_number) != (identity.names, identity.doc_number)

    def _put_document(self, identity: Identity, properties: Properties) -> None:
        self._do(
            "MERGE (d:Document {id: $id}) SET d = $properties",
            id=identity.id,
            properties={"id": identity.id} | properties,
        )

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
        for (kind, start, start_id, end, end_id, key), properties in self._change.put_relationships.items():
            self._do(
                f"MATCH (a:{start}) WHERE a.id = $start MATCH (b:{end}) WHERE b.id = $end "
                f"MERGE (a)-[x:{kind} {{key: $key}}]->(b) SET x = $properties",
                start=start_id,
                end=end_id,
                key=key,
                properties={"key": key} | properties,
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


def _state(entry: Entry | None) -> State | None:
    return State(entry.sha256, entry.rules_version) if entry else None


def _ledger_of(store: Store) -> Ledger:
    return _ledger(store.read(LEDGERS, timeout_s=READ_S).records)


def _ledger_in(transaction: neo4j.ManagedTransaction) -> Ledger:
    return _ledger(record.values() for record in transaction.run(LEDGERS))


def _ledger(records: Iterable[Iterable[str]]) -> Ledger:
    return Ledger({document: Entry.from_text(sha256, rules, text) for document, sha256, rules, text in records})


__all__ = ["Loader", "Outcome", "State"]
