"""Facts into the graph, and out of it again: all of one document in one transaction.

Guarantees, on every store: loading the same twice writes nothing; the order of loading does not matter; what was loaded is
replaced or deleted exactly, with no node left that nobody speaks of; a kill at any moment leaves whole documents. Two
programs may load at the same time: one document comes after the other, and whose picture of the graph has aged reads it anew.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from enum import StrEnum
from types import EllipsisType
from typing import Any

import neo4j

from ..schemas import Facts
from ..schemas.graph import SCHEMA_VERSION
from . import constraints
from .connection import Store
from .constraints import META_ID, META_LABEL
from .identity import Ambiguity, resolve
from .ledger import Entry, Ledger, State
from .rows import Ready, Rows, ready
from .writing import Writing

READ_S = 600.0
"""For reading every ledger: some ten thousand documents take seconds."""
LOOK_S = 1.0
"""For so long what was held is taken to be held still, where nothing but a file's reading depends on it."""
META = f"MATCH (m:{META_LABEL} {{id: '{META_ID}'}})"
NOTED = f"MATCH (m:{META_LABEL}) WHERE m.id = '{META_ID}' RETURN m.contents AS contents, m.schema_version AS version"
TAKEN = f"{META} SET m.schema_version = m.schema_version RETURN m.contents AS contents, m.schema_version AS version"
STATES = (
    "MATCH (d:Document) WHERE d.ingested = true "
    "RETURN d.document AS document, d.sha256 AS sha256, d.rules_version AS rules_version"
)
LEDGERS = STATES + ", d._ledger AS ledger"
HELD = STATES + ", d.id AS id"
LEDGERS_OF = "UNWIND $ids AS id " + LEDGERS.replace("d.ingested = true", "d.id = id AND d.ingested = true")
FILE = "said.sqlite"
"""In an embedded store's folder: what its documents have said, for the next program that loads."""
Ask = Callable[[str, dict[str, Any]], Iterable[Any]]
"""A question and its parameters → rows."""


class Outcome(StrEnum):
    """What became of a document."""

    ADDED = "added"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    DELETED = "deleted"
    ABSENT = "absent"


class Overtaken(Exception):
    """Another program has loaded this document, or taken it away, since it was decided what to do with it."""


class _Remade(Exception):
    """The graph that this program knew is no more, or another version's."""


class Loader:
    """Loads documents into one store. Reads what the store holds at the first use, and again when others have changed it."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._ledger: Ledger | None = None
        self._known: frozenset[tuple[str, str]] | None = None
        """Contents held, by sha256 and rules, as long as the ledger is not open or behind; then None."""
        self._known_of: str | None = None
        self._looked_s = 0.0

    def ingest(self, facts: Facts) -> Outcome:
        """Load one document, replacing what was held of it. Raises FactsError (its rows are at fault) or StoreError."""
        return self.load(ready(facts))

    def load(self, document: Ready, *, over: State | EllipsisType | None = ...) -> Outcome:
        """As `ingest`, for rows that were checked before.

        Args:
            document: what to load.
            over: what `noted` said of the document when it was decided to load this one in its place; not given, in place of
                whatever is held.

        Raises StoreError, and Overtaken where another program has put something else in that place meanwhile.
        """
        entry = Entry.of(document)
        if self._ledger is None and self._stored() is None:
            constraints.ensure(self._store)
        if self.noted(document.document_id) == _state(entry) == self.state(document.document_id):
            return Outcome.UNCHANGED
        return self._write(document.document_id, entry, document.rows, over)

    def delete(self, document_id: str) -> Outcome:
        """Take away what only this document said, by its own id or the id of its node. Raises StoreError."""
        if not constraints.check(self._store):
            return Outcome.ABSENT
        document_id = self._own_id(document_id)
        return self._write(document_id, None, None, ...) if self.state(document_id) else Outcome.ABSENT

    def state(self, document_id: str) -> State | None:
        """What is held of a document, or None. Raises StoreError."""
        return self._state(document_id, self._stored())

    def noted(self, document_id: str) -> State | None:
        """As `state`, as this program has last seen it: nothing is asked where it has seen anything. Raises StoreError."""
        return self._ledger.state(document_id) if self._ledger is not None else self.state(document_id)

    def states(self) -> dict[str, State]:
        """What is held of every document, by its own id. Raises StoreError."""
        held = self._store.read(STATES, timeout_s=READ_S).records
        return {document: State(sha256, rules) for document, sha256, rules in sorted(held)}

    def known(self, sha256: str, rules_version: str) -> bool:
        """Whether a file of that content, read by those rules, is held already, so need not be read again.

        What other programs do to the graph is heeded after a moment: it is asked for thousands of files in a row.
        """
        if (self._ledger is None and self._known is None) or time.monotonic() - self._looked_s > LOOK_S:
            self._look()
        if self._known is not None:
            return (sha256, rules_version) in self._known
        return self._ledger is not None and self._ledger.holds(sha256, rules_version)

    def documents(self) -> tuple[str, ...]:
        """Own ids of all documents held, sorted."""
        return self._fresh().documents()

    def ambiguities(self) -> tuple[Ambiguity, ...]:
        """Every citation whose names several documents have, with their ids."""
        return resolve(*self._fresh().claims.all()).ambiguities

    def _own_id(self, document_id: str) -> str:
        ledger = self._fresh()
        if ledger.state(document_id):
            return document_id
        held, mentions = ledger.claims.claims(ledger.claims.around({document_id}))
        nodes = {node: key for key, node in resolve(held, mentions).held.items()}
        return nodes.get(document_id, document_id)

    def _look(self) -> None:
        contents = self._stored() or constraints.EMPTY
        if self._ledger is not None and self._ledger.fingerprint == contents:
            self._known = None
        elif self._known is None or self._known_of != contents:
            self._known = frozenset((state.sha256, state.rules_version) for state in self.states().values())
            self._known_of = contents
        self._looked_s = time.monotonic()

    def _stored(self) -> str | None:
        """The fingerprint of what the graph holds; None where there is no graph. Raises StoreError, as `constraints.check`."""
        found = self._store.read(NOTED).records
        if not found or found[0][1] != SCHEMA_VERSION:
            constraints.check(self._store)
            return None
        return str(found[0][0])

    def _state(self, document_id: str, contents: str | None) -> State | None:
        return self._current(contents or constraints.EMPTY, self._ask).state(document_id)

    def _fresh(self) -> Ledger:
        """The ledger, brought up to date where the graph holds other documents than it says."""
        return self._current(self._stored() or constraints.EMPTY, self._ask)

    def _current(self, contents: str, ask: Ask) -> Ledger:
        ledger = self._opened()
        if ledger.fingerprint != contents:
            ledger.follow(ask(HELD, {}), lambda ids: ask(LEDGERS_OF, {"ids": ids}))
        return ledger

    def _opened(self) -> Ledger:
        if self._ledger is None:
            embedded = self._store.embedded
            self._ledger = Ledger(embedded.folder / FILE if embedded else None)
        return self._ledger

    def _ask(self, cypher: str, parameters: dict[str, Any]) -> Iterable[Any]:
        return self._store.read(cypher, parameters, timeout_s=READ_S).records

    def _write(
        self, document_id: str, entry: Entry | None, rows: Rows | None, over: State | EllipsisType | None
    ) -> Outcome:
        def work(transaction: neo4j.ManagedTransaction) -> Outcome | None:
            # Writing to the node first locks it: from here to the end nobody else loads anything.
            found = transaction.run(TAKEN).single()
            if found is None or found["version"] != SCHEMA_VERSION:
                raise _Remade
            ledger = self._current(found["contents"], lambda cypher, parameters: transaction.run(cypher, parameters))
            last = ledger.entry(document_id)
            if _state(last) == _state(entry):
                return Outcome.UNCHANGED if last else Outcome.ABSENT
            if over is not ... and _state(last) != over:
                return None
            with ledger.step():  # the driver may try this a second time
                change = ledger.put(document_id, entry)
                Writing(transaction, document_id, last, entry, rows, change).run()
            transaction.run(f"{META} SET m.contents = $contents", contents=ledger.fingerprint).consume()
            if entry is None:
                return Outcome.DELETED
            return Outcome.CHANGED if last else Outcome.ADDED

        try:
            # Where the server does not say that it is done, the ledger says what it said before; the next one compares.
            with self._store.write_session() as session, self._opened().step():
                outcome = session.execute_write(work)
        except _Remade:
            constraints.ensure(self._store)
            return self._write(document_id, entry, rows, over)
        self._known = None
        if outcome is None:  # told only now, so that what was learnt of the graph meanwhile is kept
            raise Overtaken(document_id)
        return outcome


def _state(entry: Entry | None) -> State | None:
    return State(entry.sha256, entry.rules_version) if entry else None


__all__ = ["Loader", "Outcome", "Overtaken", "State"]
