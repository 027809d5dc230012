"""A graph that an older gongwen wrote, made one that this gongwen reads, where it stands.

Guarantees: each step from a version to the next is one transaction that also notes the new version, so that a kill leaves a
graph of the one or the other, and the same command goes on from there; a graph that lacks what a step needs is left as it is,
and told from what files it can be made anew.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import PurePath
from typing import Any, NamedTuple

import neo4j

from ..schemas import StoreError
from ..schemas.graph import SCHEMA_VERSION
from .admin_export import completion
from .connection import Store
from .constraints import META_ID, META_LABEL, check, constrain, version
from .ledger import State, fingerprint
from .loader import LEDGERS

NAMED = 3
"""So many folders and documents are named in a sentence."""
PLACES = "MATCH (d:Document) WHERE d.ingested = true RETURN DISTINCT d.path AS path"

Properties = dict[str, Any]


class Migration(NamedTuple):
    """Schema version before and after, equal where there was nothing to do; None where there is no graph."""

    before: int | None
    after: int | None


class _Lacking(Exception):
    """A step needs what these documents do not have."""

    def __init__(self, documents: list[str]) -> None:
        super().__init__(documents)
        self.documents = documents


def migrate(store: Store) -> Migration:
    """Upgrade the graph of `store`. Raises StoreError where it is newer than this program, or cannot be upgraded."""
    before = version(store)
    if before is None or before > SCHEMA_VERSION:
        check(store)
        return Migration(before, before)
    constrain(store)
    with store.write_session() as session:
        for statement in completion():  # a graph that neo4j-admin imported lacks nothing else
            session.run(statement).consume()
    for stored in range(before, SCHEMA_VERSION):
        try:
            _step(store, stored)
        except _Lacking as lacking:
            raise StoreError(_anew(store, stored, lacking.documents)) from lacking
    return Migration(before, SCHEMA_VERSION)


def _step(store: Store, stored: int) -> None:
    def work(transaction: neo4j.ManagedTransaction) -> None:
        noted = UPGRADES[stored](transaction) | {"schema_version": stored + 1}
        transaction.run(f"MERGE (m:{META_LABEL} {{id: $id}}) SET m += $noted", id=META_ID, noted=noted).consume()

    with store.write_session() as session:
        session.execute_write(work)


def _fingerprint(transaction: neo4j.ManagedTransaction) -> Properties:
    """From no version to the first: the graph learns what it holds, if every document says what it said of shared things."""
    rows = [(document, sha256, rules, text) for document, sha256, rules, text in transaction.run(LEDGERS)]
    if lacking := [str(document) for document, *rest in rows if document is None or None in rest]:
        raise _Lacking(lacking)
    return {"contents": fingerprint((document, State(sha256, version)) for document, sha256, version, _ in rows)}


UPGRADES: Mapping[int, Callable[[neo4j.ManagedTransaction], Properties]] = {0: _fingerprint}
"""Schema version → what makes the next one of it; what it returns is noted of the graph."""


def _anew(store: Store, stored: int, documents: list[str]) -> str:
    paths = (path for (path,) in store.read(PLACES).records if path)
    folders = sorted({str(PurePath(path).parent) for path in paths})
    named = " ".join(folders[:NAMED]) or "PATH"
    more = " (and what lay in other folders)" if len(folders) > NAMED else ""
    return (
        f"The graph at {store.address} (schema {stored}) lacks what an upgrade needs, in {len(documents)} documents: "
        f"ingest the files anew into an empty store with `gongwen ingest {named} --graph NEW`{more}."
    )
