"""What each document held has said about things that others may speak of too: shared nodes, their relationships, names.

Everything that several documents may say is computed from here and never from what the graph happens to hold, so it depends
neither on the order in which documents came nor on what was said and taken back since. Guarantee: a shared node is there as
long as a document held speaks of it; each of its properties has the smallest of the values said.

The entry's text stands on the document's node (property `_ledger`); `Ledger` is all of them, in tables on disk: what a program
that loads needs of memory does not depend on how many documents are held (decision 0014). A file of tables that is behind the
graph, or ahead of it, is not wrong: what it holds of each document names the content and the rules, and what differs is read anew.
"""

from __future__ import annotations

import hashlib
import json
import re
import zlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from operator import xor
from pathlib import Path
from typing import Any, Generic, NamedTuple, TypeVar

from ..schemas import DocumentClaim
from .claims import SCHEMA as CLAIMS
from .claims import ClaimIndex
from .identity import Resolution, names_of, resolve
from .rows import NodeKey, Properties, Ready, RelationshipKey, claim_from, claim_text
from .tables import Tables

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


Stored = tuple[str, str, str, str]
"""What a document's node holds: own id, sha256, version of the rules, and the entry's text."""
FEW = 500
"""Documents whose entries are asked for at once: some ten megabytes."""
SCHEMA = """
CREATE TABLE held (document TEXT PRIMARY KEY, sha256 TEXT, rules TEXT, packed BLOB);
CREATE INDEX content ON held (sha256, rules);
CREATE TABLE node (key TEXT, properties TEXT, times INTEGER, PRIMARY KEY (key, properties)) WITHOUT ROWID;
CREATE TABLE relationship (key TEXT, properties TEXT, times INTEGER, PRIMARY KEY (key, properties)) WITHOUT ROWID;
"""
"""`packed` is an entry's text, compressed to a tenth."""


TABLES = re.findall(r"CREATE TABLE (\w+)", SCHEMA + CLAIMS)


class _Said(Generic[K]):
    """Who says what of shared things: for each, the different sets of properties said and by how many documents."""

    def __init__(self, tables: Tables, table: str) -> None:
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

    def __init__(self, path: Path | None = None) -> None:
        """What the file at `path` keeps, made where it is missing or of no use; without one, or where it is taken, empty."""
        self._tables = Tables(SCHEMA + CLAIMS, path)
        self.claims = ClaimIndex(self._tables)
        self._nodes: _Said[NodeKey] = _Said(self._tables, "node")
        self._relationships: _Said[RelationshipKey] = _Said(self._tables, "relationship")
        self._fingerprint = self._count()

    def follow(self, held: Iterable[Stored], stored: Callable[[list[str]], Iterable[Stored]]) -> None:
        """Become what the graph holds, asking it for no more than what is not known yet.

        Args:
            held: of every document held its own id, sha256, version of the rules, and its node's id.
            stored: from nodes' ids, what the nodes hold. A document that has gone meanwhile is missing.
        """
        gone = set(self.documents())
        known = len(gone)
        found = list(held)
        gone.difference_update(document_id for document_id, *_ in found)
        with self.step():
            if len(gone) > known / 2:  # another graph: quicker from nothing than one by one
                for table in TABLES:
                    self._tables.run(f"DELETE FROM {table}")
                self._fingerprint = 0
            else:
                for document_id in sorted(gone):
                    self._exchange(document_id, self.entry(document_id), None)
        new = [node for document_id, *state, node in found if self.state(document_id) != tuple(state)]
        new.sort()
        for start in range(0, len(new), FEW):
            with self.step():
                for document_id, sha256, rules_version, text in stored(new[start : start + FEW]):
                    self._exchange(document_id, self.entry(document_id), Entry.from_text(sha256, rules_version, text))

    @contextmanager
    def step(self) -> Iterator[None]:
        """What is put inside the `with` holds only if no error leaves it. StoreError: the disk is at fault."""
        try:
            with self._tables.step():
                yield
        except BaseException:
            self._fingerprint = self._count()
            raise

    def _count(self) -> int:
        held = self._tables.run("SELECT document, sha256, rules FROM held")
        return int(fingerprint((document, State(*state)) for document, *state in held), 16)

    @property
    def fingerprint(self) -> str:
        """As `fingerprint`, of the documents held."""
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
        # Whatever is tied to a name of this document, as it was or as it will be, is reached already now: the new ties are
        # among those names. Nothing else can mean another document than before.
        reached = self.claims.around(names)
        before = resolve(*self.claims.claims(reached))
        self._exchange(document_id, last, entry)
        after = resolve(*self.claims.claims(reached))
        put_nodes, drop_nodes = _difference(nodes_before, {key: self._nodes.merged(key) for key in nodes})
        put_relationships, drop_relationships = _difference(
            relationships_before, {key: self._relationships.merged(key) for key in relationships}
        )
        return Change(put_nodes, drop_nodes, put_relationships, drop_relationships, before, after)

    def _exchange(self, document_id: str, last: Entry | None, entry: Entry | None) -> None:
        if last:
            self.claims.remove(document_id, last.mentions)
            self._tables.run("DELETE FROM held WHERE document = ?", (document_id,))
            self._nodes.remove(last.nodes)
            self._relationships.remove(last.relationships)
            self._fingerprint ^= _hash(document_id, State(last.sha256, last.rules_version))
        if entry:
            self.claims.add(document_id, entry.own, entry.mentions)
            row = (document_id, entry.sha256, entry.rules_version, zlib.compress(entry.to_text().encode(), 1))
            self._tables.run("INSERT INTO held VALUES (?, ?, ?, ?)", row)
            self._nodes.add(entry.nodes)
            self._relationships.add(entry.relationships)
            self._fingerprint ^= _hash(document_id, State(entry.sha256, entry.rules_version))

    def _names(self, document_id: str, entry: Entry | None) -> set[str]:
        claims: Iterable[DocumentClaim] = (entry.own, *entry.mentions) if entry else ()
        return {document_id}.union(*(names_of(claim).all for claim in claims))


def fingerprint(held: Iterable[tuple[str, State]]) -> str:
    """A hash of which documents are held, of which content, read by which rules; 64 zeros where none is."""
    return f"{reduce(xor, (_hash(*each) for each in held), 0):064x}"


def _difference(
    before: dict[K, Properties | None], after: dict[K, Properties | None]
) -> tuple[dict[K, Properties], tuple[K, ...]]:
    put = {key: new for key, new in sorted(after.items()) if new is not None and new != before[key]}
    return put, tuple(sorted(key for key, new in after.items() if new is None and before[key] is not None))


def _rows(said: Mapping[K, Properties]) -> list[tuple[str, str]]:
    return [(_text(key), _text(properties)) for key, properties in said.items()]


def _text(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def _hash(document_id: str, state: State) -> int:
    said = json.dumps([document_id, *state], ensure_ascii=False)
    return int.from_bytes(hashlib.sha256(said.encode()).digest(), "big")
