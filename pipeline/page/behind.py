"""What the graph holds by other decisions than the ledger has now: decided and not yet carried out, or taken back since.

Guarantee: a document is named here exactly as long as reading it again would heed other decisions than those it was read by.
"""

from __future__ import annotations

import shlex
from pathlib import Path, PurePath
from typing import Any

from ..judging.ledger import Ledger, digest
from ..readers.archives import member_of
from .site import Site

NAMED = 3
"""So many files, or folders where there are more files, are named in a command."""
USUAL_GRAPH = ".gongwen/graph"
"""The store that a command takes where none is named."""
_FIELDS = """
RETURN d.id AS id, d.document AS document, d.title AS title, d.path AS path, d.rules_version AS version,
       any(said IN d.findings WHERE said STARTS WITH 'no_sections') AS bare
ORDER BY id
"""
_READ_BY = "MATCH (d:Document) WHERE d.ingested = true" + _FIELDS
_ONE = "MATCH (d:Document) WHERE d.id = $id AND d.ingested = true" + _FIELDS


def behind(site: Site, ledger: Ledger) -> list[dict[str, Any]]:
    """The documents that were read by other decisions (`id`, `title`, `path`); none where the page knows of no ledger."""
    if site.settings.ledger is None:
        return []
    now = _Now(ledger)
    return [row for row in site.rows(_READ_BY) if not now.heeded(row)]


def of_one(site: Site, ledger: Ledger, document: str) -> list[dict[str, Any]]:
    """The same of one document: itself, or nothing."""
    if site.settings.ledger is None:
        return []
    now = _Now(ledger)
    return [row for row in site.rows(_ONE, id=document) if not now.heeded(row)]


def command(site: Site, rows: list[dict[str, Any]]) -> tuple[str, int]:
    """The command that reads the documents of `behind` again, and how many more folders than it names they lie in."""
    files = sorted({_file(row["path"]) for row in rows if row["path"]})
    paths = files if len(files) <= NAMED else _folders(files)
    parts = ["gongwen", "ingest", *paths[:NAMED], "--ledger", str(site.settings.ledger)]
    if any(row["bare"] for row in rows):
        parts.append("--unsectioned")
    if site.store.address != USUAL_GRAPH:
        parts += ["--graph", site.store.address]
    return " ".join(_quoted(part) for part in parts), max(0, len(paths) - NAMED)


class _Now:
    """The decisions as they stand, by the digest that a document read by them is noted with."""

    def __init__(self, ledger: Ledger) -> None:
        self._everybody = digest(ledger, "")
        self._own = {document: digest(ledger, document) for document in ledger.by_document()}
        self._digests = set(self._own.values())

    def heeded(self, row: dict[str, Any]) -> bool:
        read_by = str(row["version"] or "").partition("+")[2]
        # a document whose number was decided is held under the new one, and its decisions stand under the one that was read
        return read_by == self._own.get(row["document"], self._everybody) or read_by in self._digests


def _folders(files: list[str]) -> list[str]:
    """The folders that files lie in, without those within another one."""
    folders = {PurePath(file).parent for file in files}
    return sorted(str(folder) for folder in folders if folders.isdisjoint(folder.parents))


def _file(path: str) -> str:
    inside = member_of(Path(path))
    return str(inside[0]) if inside else path


def _quoted(part: str) -> str:
    """For a shell; Chinese needs no quotes there."""
    plain = "".join("x" if char.isalnum() or char in "〔〕（）《》" else char for char in part)
    return part if shlex.quote(plain) == plain else shlex.quote(part)
