"""All claims of the documents held, by name, so that only the names that a change can reach are resolved again.

Guarantee: for the claims that `around` gives, resolving them alone says what resolving all would say, since identity knows
no rule that looks past shared names.
"""

from __future__ import annotations

from collections.abc import Iterable

from ..schemas import DocumentClaim
from .identity import names_of
from .rows import claim_from, claim_text
from .tables import Tables

Around = tuple[dict[str, DocumentClaim], set[DocumentClaim]]
"""Own claims of held documents by document_id, and claims of mentions."""

SCHEMA = """
CREATE TABLE own (document TEXT PRIMARY KEY, claim TEXT) WITHOUT ROWID;
CREATE TABLE own_name (name TEXT, document TEXT, PRIMARY KEY (name, document)) WITHOUT ROWID;
CREATE TABLE mention (claim TEXT PRIMARY KEY, times INTEGER) WITHOUT ROWID;
CREATE TABLE mention_name (name TEXT, claim TEXT, PRIMARY KEY (name, claim)) WITHOUT ROWID;
"""


class ClaimIndex:
    """Own names and mentions of every document held."""

    def __init__(self, tables: Tables | None = None) -> None:
        """In `tables` that were made by `SCHEMA`, among others; in some of its own where none are given."""
        self._tables = tables or Tables(SCHEMA)

    def add(self, document_id: str, own: DocumentClaim, mentions: Iterable[DocumentClaim]) -> None:
        """Take in what a document says (once: each mention as a member of a set)."""
        run, run_many = self._tables.run, self._tables.run_many
        run("INSERT INTO own VALUES (?, ?)", (document_id, claim_text(own)))
        run_many("INSERT INTO own_name VALUES (?, ?)", [(name, document_id) for name in _own_names(document_id, own)])
        said = {claim: claim_text(claim) for claim in mentions}
        run_many(
            "INSERT INTO mention VALUES (?, 1) ON CONFLICT DO UPDATE SET times = times + 1",
            [(text,) for text in said.values()],
        )
        run_many(
            "INSERT OR IGNORE INTO mention_name VALUES (?, ?)",
            [(name, text) for claim, text in said.items() for name in names_of(claim).all],
        )

    def remove(self, document_id: str, mentions: Iterable[DocumentClaim]) -> None:
        """Take back what `add` took in."""
        run, run_many = self._tables.run, self._tables.run_many
        own = self._own(document_id)
        run("DELETE FROM own WHERE document = ?", (document_id,))
        run_many(
            "DELETE FROM own_name WHERE name = ? AND document = ?",
            [(name, document_id) for name in _own_names(document_id, own)],
        )
        for claim in set(mentions):
            text = (claim_text(claim),)
            run("UPDATE mention SET times = times - 1 WHERE claim = ?", text)
            if run("DELETE FROM mention WHERE claim = ? AND times = 0", text).rowcount:
                run_many(
                    "DELETE FROM mention_name WHERE name = ? AND claim = ?",
                    [(name, *text) for name in names_of(claim).all],
                )

    def around(self, names: Iterable[str]) -> frozenset[str]:
        """Every name that one of these is tied to, through however many claims."""
        reached: set[str] = set()
        waiting = set(names)
        while waiting:
            name = waiting.pop()
            if name in reached:
                continue
            reached.add(name)
            for document_id in self._documents(name):
                waiting |= _own_names(document_id, self._own(document_id)) - reached
            for claim in self._mentions(name):
                waiting |= names_of(claim).all - reached
        return frozenset(reached)

    def claims(self, names: Iterable[str]) -> Around:
        """The claims that have one of these names."""
        names = list(names)
        held = {key for name in names for key in self._documents(name)}
        mentions = {claim for name in names for claim in self._mentions(name)}
        return {key: self._own(key) for key in sorted(held)}, mentions

    def all(self) -> Around:
        """Every claim."""
        run = self._tables.run
        return (
            {document: claim_from(text) for document, text in run("SELECT document, claim FROM own ORDER BY document")},
            {claim_from(text) for (text,) in run("SELECT claim FROM mention")},
        )

    def _own(self, document_id: str) -> DocumentClaim:
        found = self._tables.run("SELECT claim FROM own WHERE document = ?", (document_id,)).fetchone()
        return claim_from(found[0])

    def _documents(self, name: str) -> list[str]:
        return [row[0] for row in self._tables.run("SELECT document FROM own_name WHERE name = ?", (name,))]

    def _mentions(self, name: str) -> list[DocumentClaim]:
        return [
            claim_from(row[0]) for row in self._tables.run("SELECT claim FROM mention_name WHERE name = ?", (name,))
        ]


def _own_names(document_id: str, own: DocumentClaim) -> frozenset[str]:
    return names_of(own).all | {document_id}
