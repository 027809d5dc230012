"""What must hold in every graph: one node an id in each label, and a schema version that this program can read.

Derived from `schemas.graph`; only what Neo4j Community and ArcadeDB both have (no NODE KEY, no existence constraints).
"""

from __future__ import annotations

import os

from ..schemas import StoreError
from ..schemas.graph import NODE_TYPES, SCHEMA_VERSION
from .connection import DEFAULT_ADDRESS, Store, open_store

META_LABEL = "Gongwen"
"""The one node that speaks of the graph itself: `schema_version`, and `contents`, a fingerprint of the documents held."""
META_ID = "graph"
EMPTY = "0" * 64
UNVERSIONED = 0
"""The version of a graph that holds documents and says nothing of itself: it is from before versions were noted."""


def open_graph(address: str | os.PathLike[str] = DEFAULT_ADDRESS) -> Store:
    """Open the store at `address`, as `open_store`, for a graph that this program can read, or none yet. Raises StoreError."""
    store = open_store(address)
    try:
        check(store)
    except BaseException:
        store.close()
        raise
    return store


def statements() -> tuple[str, ...]:
    """Cypher that makes the constraints where they are missing."""
    labels = [str(node.label) for node in NODE_TYPES] + [META_LABEL]
    return tuple(
        f"CREATE CONSTRAINT {label.lower()}_id IF NOT EXISTS FOR (n:{label}) REQUIRE n.id IS UNIQUE" for label in labels
    )


def version(store: Store) -> int | None:
    """Schema version of the stored graph; None where nothing was ever loaded."""
    found = store.read(f"MATCH (m:{META_LABEL}) WHERE m.id = '{META_ID}' RETURN m.schema_version AS version").records
    if found:
        return int(found[0][0] or UNVERSIONED)
    held = store.read("MATCH (d:Document) WHERE d.ingested = true RETURN d.id AS id LIMIT 1").records
    return UNVERSIONED if held else None


def check(store: Store) -> bool:
    """Whether the graph is made. StoreError where it was made by a version that counts otherwise."""
    stored = version(store)
    if stored is None or stored == SCHEMA_VERSION:
        return stored is not None
    written = f"(schema {stored}, this one reads {SCHEMA_VERSION})"
    if stored > SCHEMA_VERSION:
        raise StoreError(
            f"The graph at {store.address} was written by a newer gongwen {written}: "
            "upgrade gongwen, or name another store with --graph."
        )
    raise StoreError(
        f"The graph at {store.address} was written by an older gongwen {written}: upgrade it with "
        f"`gongwen migrate-graph --graph {store.address}`, or name another store with --graph."
    )


def ensure(store: Store) -> None:
    """Make the constraints and note the version, where that has not been done; else write nothing. Raises StoreError."""
    if check(store):
        return
    constrain(store)
    with store.write_session() as session:
        session.run(
            f"MERGE (m:{META_LABEL} {{id: $id}}) ON CREATE SET m.schema_version = $version, m.contents = $contents",
            id=META_ID,
            version=SCHEMA_VERSION,
            contents=EMPTY,
        ).consume()


def constrain(store: Store) -> None:
    """Make the constraints that are missing. Raises StoreError."""
    with store.write_session() as session:
        for statement in statements():
            session.run(statement).consume()
