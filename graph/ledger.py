"""What each document held has said about things that others may speak of too: shared nodes, their relationships, names.

Everything that several documents may say is computed from here and never from what the graph happens to hold, so it depends
neither on the order in which documents came nor on what was said and taken back since. Guarantee: a shared node is there as
long as a document held speaks of it; each of its properties has the smallest of the values said.

The ledger's text stands on the document's node (property `_ledger`); `Ledger` is all of them, in tables on disk: what a program
that loads needs of memory does not depend on how many documents are held (decision 0014).
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, NamedTuple, TypeVar

from ..schemas import DocumentClaim
from .claims import ClaimIndex
from .identity import Resolution, names_of, resolve
from .rows import NodeKey, Properties, Ready, RelationshipKey, claim_from, claim_text
from .scratch import Scratch

K = TypeVar("K", NodeKey, RelationshipKey)


@dataclass(frozen=True)
class Entry:
    """What one document said, as far as others may say it too, and which nodes are its own."""

    sha256: str
    rules_version: str
    own: DocumentClaim
    mentions: frozenset[DocumentClaim]
    nodes: Mapping[NodeKey, Properties]
    relationships: Mapping[RelationshipKey, Properties]
    owned: tuple[NodeKey, ...]

    @classmethod
    def of(cls, document: Ready) -> Entry:
        """The entry of a document about to be loaded."""
        rows = document.rows
        return cls(
            document.sha256,
            document.rules_version,
            document.own,
            rows.mentions,
            rows.shared,
            rows.shared_relationships,
            tuple(rows.owned),
        )

    def to_text(self) -> str:
        """One line of JSON, equal for equal entries."""
        parts = {
            "own": claim_text(self.own),
            "mentions": sorted(claim_text(claim) for claim in self.mentions),
            "nodes": [[*key, self.nodes[key]] for key in sorted(self.nodes)],
            "relationships": [[*key, self.relationships[key]] for key in sorted(self.relationships)],
            "owned": [list(key) for key in self.owned],
        }
        return json.dumps(parts, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_text(cls, sha256: str, rules_version: str, text: str) -> Entry:
        """Inverse of `to_text`."""
        parts: dict[str, Any] = json.loads(text)
        return cls(
            sha256,
            rules_version,
            claim_from(parts["own"]),
            frozenset(claim_from(claim) for claim in parts["mentions"]),
            {(label, node): properties for label, node, properties in parts["nodes"]},
            {(a, b, c, d, e, f): properties for a, b, c, d, e, f, properties in parts["relationships"]},
            tuple((label, node) for label, node in parts["owned"]),
        )


class State(NamedTuple):
    """Which content of a document is held, and which rules read it."""

    sha256: str
    rules_version: str


class Change(NamedTuple):
    """What becomes of shared things and of identities when one document's entry is put, replaced or taken away."""

    put_nodes: dict[NodeKey, Properties]
    drop_nodes: tuple[NodeKey, ...]
    put_relationships: dict[RelationshipKey, Properties]
    drop_relationships: tuple[RelationshipKey, ...]
    before: Resolution
    after: Resolution


SCHEMA = """
CREATE TABLE held (document TEXT PRIMARY KEY, sha256 TEXT, rules TEXT, packed BLOB);
CREATE INDEX content ON held (sha256, rules);
CREATE TABLE node (key TEXT, properties TEXT, times INTEGER, PRIMARY KEY (key, properties)) WITHOUT ROWID;
CREATE TABLE relationship (key TEXT, properties TEXT, times INTEGER, PRIMARY KEY (key, properties)) WITHOUT ROWID;
"""
"""`packed` is an entry's text, compressed to a tenth."""


class _Said(Generic[K]):
    """Who says what of shared things: for each, the different sets of properties said and by how many documents."""

    def __init__(self, tables: Scratch, table: str) -> None:
        self._tables = tables
        self._table = table

    def add(self, said: Mapping[K, Properties]) -> None:
        self._tables.run_many(
            f"INSERT INTO {self._table} VALUES (?, ?, 1) ON CONFLICT DO UPDATE SET times = times + 1", _rows(said)
        )

    def remove(self, said: Mapping[K, Properties]) -> None:
        rows = _rows(said)
        self._tables.run_many(f"UPDATE {self._table} SET times = times - 1 WHERE key = ? AND properties = ?", rows)
        self._tables.run_many(f"DELETE FROM {self._table} WHERE key = ? AND properties = ? AND times = 0", rows)

    def merged(self, key: K) -> Properties | None:
        """Of each property the smallest value said; None where nobody speaks of it."""
        variants = self._tables.run(f"SELECT properties FROM {self._table} WHERE key = ?", (_text(key),)).fetchall()
        if len(variants) < 2:
            return json.loads(variants[0][0]) if variants else None
        values: dict[str, list[str]] = defaultdict(list)
        for (text,) in variants:
            for name, value in json.loads(text).items():
                values[name].append(_text(value))
        return {name: json.loads(min(said)) for name, said in sorted(values.items())}


class Ledger:
    """The entries of all documents held."""

    def __init__(self, stored: Iterable[tuple[str, str, str, str]] = ()) -> None:
        """From what documents' nodes hold: own id, sha256, version of the rules, and the entry's text."""
        self.claims = ClaimIndex()
        self._tables = Scratch(SCHEMA)
        self._nodes: _Said[NodeKey] = _Said(self._tables, "node")
        self._relationships: _Said[RelationshipKey] = _Said(self._tables, "relationship")
        self._fingerprint = 0
        for document_id, sha256, rules_version, text in stored:
            self._take_in(document_id, Entry.from_text(sha256, rules_version, text), text)

    @property
    def fingerprint(self) -> str:
        """A hash of which documents are held, of which content, read by which rules; 64 zeros where none is."""
        return f"{self._fingerprint:064x}"

    def documents(self) -> tuple[str, ...]:
        """Own ids of all documents held, sorted."""
        return tuple(row[0] for row in self._tables.run("SELECT document FROM held ORDER BY document"))

    def state(self, document_id: str) -> State | None:
        """What is held of a document; None where it is not."""
        found = self._tables.run("SELECT sha256, rules FROM held WHERE document = ?", (document_id,)).fetchone()
        return State(*found) if found else None

    def holds(self, sha256: str, rules_version: str) -> bool:
        """Whether a document of that content is held, read by those rules."""
        question = "SELECT 1 FROM held WHERE sha256 = ? AND rules = ? LIMIT 1"
        return self._tables.run(question, (sha256, rules_version)).fetchone() is not None

    def entry(self, document_id: str) -> Entry | None:
        """What a document said; None where it is not held."""
        question = "SELECT sha256, rules, packed FROM held WHERE document = ?"
        found = self._tables.run(question, (document_id,)).fetchone()
        return Entry.from_text(found[0], found[1], zlib.decompress(found[2]).decode()) if found else None

    def put(self, document_id: str, entry: Entry | None) -> Change:
        """Put an entry in place of the document's last one (None: take it away), and say what that changes."""
        last = self.entry(document_id)
        names = self._names(document_id, last) | self._names(document_id, entry)
        nodes = set(last.nodes if last else ()) | set(entry.nodes if entry else ())
        relationships = set(last.relationships if last else ()) | set(entry.relationships if entry else ())
        nodes_before = {key: self._nodes.merged(key) for key in nodes}
        relationships_before = {key: self._relationships.merged(key) for key in relationships}
        reached = self.claims.around(names)
        self._replace(document_id, last, entry)
        # Tied to the document by its new names, or by its last ones: nothing else can mean another document than before.
        reached = self.claims.around(reached | names)
        after = resolve(*self.claims.claims(reached))
        self._replace_claims(document_id, entry, last)
        before = resolve(*self.claims.claims(reached))
        self._replace_claims(document_id, last, entry)
        put_nodes, drop_nodes = _difference(nodes_before, {key: self._nodes.merged(key) for key in nodes})
        put_relationships, drop_relationships = _difference(
            relationships_before, {key: self._relationships.merged(key) for key in relationships}
        )
        return Change(put_nodes, drop_nodes, put_relationships, drop_relationships, before, after)

    def _replace(self, document_id: str, last: Entry | None, entry: Entry | None) -> None:
        self._replace_claims(document_id, last, entry)
        if last:
            self._tables.run("DELETE FROM held WHERE document = ?", (document_id,))
            self._nodes.remove(last.nodes)
            self._relationships.remove(last.relationships)
            self._fingerprint ^= _hash(document_id, last)
        if entry:
            self._put(document_id, entry, entry.to_text())

    def _take_in(self, document_id: str, entry: Entry, text: str) -> None:
        self.claims.add(document_id, entry.own, entry.mentions)
        self._put(document_id, entry, text)

    def _put(self, document_id: str, entry: Entry, text: str) -> None:
        row = (document_id, entry.sha256, entry.rules_version, zlib.compress(text.encode(), 1))
        self._tables.run("INSERT INTO held VALUES (?, ?, ?, ?)", row)
        self._nodes.add(entry.nodes)
        self._relationships.add(entry.relationships)
        self._fingerprint ^= _hash(document_id, entry)

    def _replace_claims(self, document_id: str, last: Entry | None, entry: Entry | None) -> None:
        if last:
            self.claims.remove(document_id, last.mentions)
        if entry:
            self.claims.add(document_id, entry.own, entry.mentions)

    def _names(self, document_id: str, entry: Entry | None) -> set[str]:
        claims: Iterable[DocumentClaim] = (entry.own, *entry.mentions) if entry else ()
        return {document_id}.union(*(names_of(claim).all for claim in claims))


def _difference(
    before: dict[K, Properties | None], after: dict[K, Properties | None]
) -> tuple[dict[K, Properties], tuple[K, ...]]:
    put = {key: new for key, new in sorted(after.items()) if new is not None and new != before[key]}
    return put, tuple(sorted(key for key, new in after.items() if new is None and before[key] is not None))


def _rows(said: Mapping[K, Properties]) -> list[tuple[str, str]]:
    return [(_text(key), _text(properties)) for key, properties in said.items()]


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _hash(document_id: str, entry: Entry) -> int:
    said = json.dumps([document_id, entry.sha256, entry.rules_version], ensure_ascii=False)
    return int.from_bytes(hashlib.sha256(said.encode()).digest(), "big")
