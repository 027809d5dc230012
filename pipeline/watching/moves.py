"""Where the files are: those that are done moved into the view's folders, where the clerk asked for that; the graph told of it.

Guarantees: no file is ever moved over another one; a kill at any moment leaves each file in one of the two places, and the
next start knows which. A moved file stands in the state under its new path. A document that the graph names by a place in
the folder where nothing lies any more is named by the place where its file lies now, if it does.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path
from typing import Any

from ...graph.connection import Store
from ...schemas import SetAside, SetAsideReason
from ..output import printable
from ..read import VIEW, discover, load, shown
from ..readers.archives import MARK
from .desk import Desk
from .note import moved_lines, name_of, note_of, restated
from .scan import Scan, Seen
from .state import PENDING, TAKEN_BOX, Entry
from .view import ORIGINALS

PAUSE_S = 30.0
"""After which a file that could not be moved, since it is open elsewhere, is tried again."""

_PLACES = "MATCH (d:Document) WHERE d.ingested = true RETURN d.id AS id, d.document AS own, d.sha256 AS sha256, d.path AS path"
_PLACE = """
UNWIND $documents AS one
MATCH (d:Document {id: one.id}) WHERE d.ingested = true AND d.sha256 = one.sha256
SET d.path = one.path
"""


def is_moved(path: str) -> bool:
    """Whether a path of the state is that of a file that was moved into the view."""
    return path.startswith(VIEW + "/")


def _contents(file: Path) -> set[str]:
    """The digests of what is in a file, or in the files of an archive."""
    found = set()
    for each in discover([file]).files:
        with suppress(SetAside):
            found.add(load(each).sha256)
    return found


def place_in(folder: Path, place: str) -> str:
    """Where a file lies, as the graph says: its path in the folder with `/`, or the whole path; "" for none."""
    if not place:
        return ""
    whole = str(Path(place).absolute())
    for root, path in ((shown(folder), whole), (shown(os.path.realpath(folder)), os.path.realpath(whole))):
        if path.startswith(root.rstrip(os.sep) + os.sep):
            return path[len(root.rstrip(os.sep)) + 1 :].replace(os.sep, "/")
    return whole


class Moves:
    """Moves of one desk's files."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._stuck: dict[str, float] = {}

    def has(self, path: str) -> bool:
        """Whether a moved file is still where it was moved to."""
        return os.path.lexists(self._desk.folder / path)

    def waiting(self) -> Iterator[tuple[str, Seen]]:
        """Moved files that are to be taken again where they are."""
        for path, entry in self._desk.state.files.items():
            if is_moved(path) and entry.outcome == PENDING:
                with suppress(OSError):
                    found = (self._desk.folder / path).lstat()
                    yield path, Seen(found.st_size, found.st_mtime_ns, regular=stat.S_ISREG(found.st_mode))

    def finish(self) -> None:
        """Note the moves that were done when the program was killed, and forget those that were not."""
        for path, entry in list(self._desk.state.files.items()):
            if entry.original and not is_moved(path):
                if self.has(entry.original):
                    self._noted(path, entry)
                else:
                    entry.original = None

    def adopt(self, store: Store) -> bool:
        """Moved files that a new state does not know, as after the old one was damaged: what the graph holds of them is taken again.

        Whether there are any. Others, which may have given way to later files, stay where they are. Raises StoreError.
        """
        held = {row["sha256"] for row in _documents(store)}
        state, view, found = self._desk.state, self._desk.view, False
        for file in sorted((self._desk.root / TAKEN_BOX / ORIGINALS).rglob("*")):
            path = f"{VIEW}/{file.relative_to(self._desk.root).as_posix()}"
            if path in state.files or not file.is_file() or not _contents(file) & held:
                continue
            seen = file.stat()
            note = view.free_note(path.split("/", 3)[-1], state)
            entry = state.files[path] = Entry(seen.st_size, seen.st_mtime_ns, note, original=path)
            view.place(entry, note_of(path, entry, {}))
            found = True
        return found

    def move_done(self, scan: Scan) -> bool:
        """Move what is done and has not changed since; whether there was any. Raises OSError where the state cannot be written."""
        state = self._desk.state
        due = {path: entry for path, entry in state.files.items() if self._is_due(path, entry, scan)}
        if not due:
            return False
        planned = set(state.files)
        for path, entry in due.items():
            entry.original = self._desk.view.free_original(path, entry.box, planned)
            planned.add(entry.original)
        self._desk.save()  # a target is free until the file is there, so what lies there after a kill is the file
        for path, entry in due.items():
            self._move(path, entry)
        self._desk.save()
        return True

    def _is_due(self, path: str, entry: Entry, scan: Scan) -> bool:
        seen = scan.files.get(path)
        if seen is None or not seen.regular or entry.outcome == PENDING or is_moved(path):
            return False
        if entry.reason == SetAsideReason.UNREADABLE:  # it is tried again in its place
            return False
        return (seen.size, seen.mtime_ns) == (entry.size, entry.mtime_ns) and time.monotonic() >= self._stuck.get(
            path, 0
        )

    def _move(self, path: str, entry: Entry) -> None:
        assert entry.original is not None
        source, target = self._desk.folder / path, self._desk.folder / entry.original
        try:
            found = source.lstat()
            if (found.st_size, found.st_mtime_ns) != (entry.size, entry.mtime_ns):  # changed since the look
                entry.original = None
                return
            target.parent.mkdir(parents=True, exist_ok=True)
            source.rename(target)
        except OSError as error:
            entry.original = None
            if path not in self._stuck:
                said = f"暂时不能移动“{printable(name_of(path))}”，可能正被打开；关闭以后会自动移动。"
                self._desk.say("not_moved", said, path=path, detail=str(error))
            self._stuck[path] = time.monotonic() + PAUSE_S
            return
        self._desk.log.write("moved", path=path, original=entry.original)
        self._noted(path, entry)

    def name_places(self, store: Store) -> None:
        """Let the graph name the places where the files of its documents lie now. Raises StoreError."""
        lying = {
            part.sha256: shown(self._desk.folder / path) + (f"{MARK}{name}" if name else "")
            for path, entry in self._desk.state.files.items()
            for name, part in entry.named_parts
            if part.held and part.sha256 and os.path.lexists(self._desk.folder / path)
        }
        lost = [row for row in _documents(store) if row["sha256"] in lying and self._is_lost(row["path"])]
        _set_places(store, [{**row, "path": lying[row["sha256"]]} for row in lost])

    def give_way(self, store: Store, documents: Collection[str]) -> None:
        """Let the graph forget where these documents' files lie, so that other files can take their place. Raises StoreError."""
        _set_places(store, [{**row, "path": ""} for row in _documents(store) if row["own"] in documents])

    def _is_lost(self, place: str | None) -> bool:
        """Whether nothing lies at a place in the folder; one outside of it is not ours to judge."""
        inside = not place or not Path(place_in(self._desk.folder, place)).is_absolute()
        return inside and not (place and os.path.lexists(place.partition(MARK)[0]))

    def _noted(self, path: str, entry: Entry) -> None:
        assert entry.original is not None
        files = self._desk.state.files
        files[entry.original] = files.pop(path)
        self._desk.view.append(entry, moved_lines(entry), restated(entry))


def _documents(store: Store) -> list[dict[str, Any]]:
    table = store.read(_PLACES)
    return [dict(zip(table.columns, record, strict=True)) for record in table.records]


def _set_places(store: Store, documents: list[dict[str, Any]]) -> None:
    if documents:
        with store.write_session() as session:
            session.execute_write(lambda transaction: transaction.run(_PLACE, documents=documents).consume())
