"""Where the files of a graph's documents lie."""

from __future__ import annotations

import os

from ..graph.connection import Store
from .readers.archives import MARK

_PATHS = """
MATCH (d:Document) WHERE d.ingested = true AND (d.document = $name OR d.id = $name)
RETURN d.path AS path ORDER BY path
"""


def lying(store: Store, document: str) -> tuple[str, ...]:
    """Paths of files that are there, or of archives that hold them, of the document with that id. Raises StoreError."""
    found = store.read(_PATHS, {"name": document}).records
    return tuple(path for (path,) in found if path and os.path.lexists(path.partition(MARK)[0]))
