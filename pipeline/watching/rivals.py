"""Files that say they are the same document: one is held, and the notes of both say which, why, and what can be done.

Guarantees: a file that is held no more, since another one took its place, is taken again or noted as set aside for that one; the
note of a file that was set aside names the file that is held now, and it is taken again when none is, or another one.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from ...graph.connection import Store
from ..ingest import FileResult, Outcome, Precedence, Rival
from ..readers.archives import MARK
from .desk import Desk
from .moves import is_moved, place_in
from .note import Facts, facts_of, note_of, took_place_of
from .scan import Scan
from .state import Entry, Member

_HOLDERS = """
MATCH (d:Document) WHERE d.ingested = true AND d.document IN $documents
RETURN d.document AS document, d.path AS path, d.sha256 AS sha256
"""


class Rivals:
    """Of one desk's files."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._requeued: set[tuple[str, str | None]] = set()

    def local(self, rival: Rival | None) -> Rival | None:
        """The same with its path in the folder, or its whole path where it lies elsewhere."""
        return rival and replace(rival, path=place_in(self._desk.folder, rival.path))

    def displace(self, store: Store, path: str, parts: Mapping[str, Member], results: Iterable[FileResult]) -> str:
        """The file `path` was taken as `parts`: note it where others gave way; what its own note is to say of them.

        A file that is noted as taken and in whose place this one now stands is taken again, once for a content: `ingest` then
        says which of the two prevails. A file that was moved is set aside. Raises StoreError.
        """
        taken = {part.document: part for part in parts.values() if part.held and part.document}
        beaten = [
            rival for each in results if each.outcome is not Outcome.SET_ASIDE and (rival := self.local(each.rival))
        ]
        why = {rival.document: rival.why for rival in beaten}
        said = {(rival.document, rival.path.partition(MARK)[0]): rival for rival in beaten}
        for other, entry in self._desk.state.files.items():
            gone = {
                part.document: Rival(part.document, path, taken[part.document].sha256 or "", why.get(part.document))
                for part in entry.parts
                if other != path and part.held and part.document in taken and part.sha256 != taken[part.document].sha256
            }
            for document in gone:
                later = Precedence.LATER if is_moved(other) else why.get(document)
                said.setdefault((document, other), Rival(document, other, "", later))
            if gone:
                self._gave_way(store, other, entry, gone)
        return "".join(map(took_place_of, said.values()))

    def renew(self, store: Store, scan: Scan, queue: Callable[[str, Entry], None]) -> bool:
        """Queue the files that were set aside for one that is not held any more; whether anything changed. Raises StoreError.

        The notes of moved ones, which are not read again, name the file that is held now.
        """
        refused = [(path, entry, rivals) for path, entry in self._desk.state.files.items() if (rivals := _of(entry))]
        if not refused:
            return False
        documents = sorted({rival.document for _, _, rivals in refused for rival in rivals})
        held = {
            document: (place_in(self._desk.folder, path or ""), sha256)
            for document, path, sha256 in store.read(_HOLDERS, {"documents": documents}).records
        }
        changed = False
        for path, entry, rivals in refused:
            if all(held.get(each.document) == (each.path, each.sha256) and self._is_there(each) for each in rivals):
                continue
            if path in scan.files:
                queue(path, entry)
                changed = True
            elif is_moved(path):
                changed |= self._rename(store, path, entry, held)
        return changed

    def _gave_way(self, store: Store, path: str, entry: Entry, rivals: Mapping[str, Rival]) -> None:
        if is_moved(path):
            entry.give_way({document: replace(each, why=Precedence.LATER) for document, each in rivals.items()})
        elif (path, entry.sha256) in self._requeued:
            entry.give_way(rivals)
        else:
            self._requeued.add((path, entry.sha256))
            entry.wait()
        self._place_note(store, path, entry)

    def _rename(self, store: Store, path: str, entry: Entry, held: Mapping[str, tuple[str, str]]) -> bool:
        """Name the files that are held now in the note of a moved one; whether there are any others than it names."""
        renamed = False
        parts: list[Entry | Member] = [entry, *entry.members.values()]
        for part in parts:
            now = held.get(part.rival.document) if part.rival else None
            if part.rival and now and now[0] and now != (part.rival.path, part.rival.sha256):
                part.rival = replace(part.rival, path=now[0], sha256=now[1])
                renamed = True
        if renamed:
            self._place_note(store, path, entry)
        return renamed

    def _place_note(self, store: Store, path: str, entry: Entry) -> None:
        facts: dict[str, Facts | None] = {
            name: facts_of(store, part.sha256) for name, part in entry.named_parts if part.held and part.sha256
        }
        self._desk.view.place(entry, note_of(path, entry, facts))

    def _is_there(self, rival: Rival) -> bool:
        """Whether a file elsewhere is still there; what goes away in the folder is noticed by looking at it."""
        return not Path(rival.path).is_absolute() or os.path.lexists(rival.path.partition(MARK)[0])


def _of(entry: Entry) -> list[Rival]:
    return [part.rival for part in entry.parts if part.rival]
