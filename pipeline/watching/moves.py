"""Files that are done, moved into the view's folders, where the clerk asked for that.

Guarantees: no file is ever moved over another one; a kill at any moment leaves each file in one of the two places, and the
next start knows which. A moved file stands in the state under its new path.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable

from ...schemas import SetAsideReason
from ..output import printable
from ..read import VIEW
from .desk import Desk
from .note import moved_lines, name_of
from .scan import Scan
from .state import PENDING, Entry

PAUSE_S = 30.0
"""After which a file that could not be moved, since it is open elsewhere, is tried again."""


class Moves:
    """Moves of one desk's files."""

    def __init__(self, desk: Desk, tell: Callable[[str], None]) -> None:
        self._desk = desk
        self._tell = tell
        self._stuck: dict[str, float] = {}

    def has(self, path: str) -> bool:
        """Whether a moved file is still where it was moved to."""
        return os.path.lexists(self._desk.folder / path)

    def finish(self) -> None:
        """Note the moves that were done when the program was killed, and forget those that were not."""
        for path, entry in list(self._desk.state.files.items()):
            if entry.original and not path.startswith(VIEW + "/"):
                if self.has(entry.original):
                    self._noted(path, entry)
                else:
                    entry.original = None

    def move_done(self, scan: Scan) -> None:
        """Move what is done and has not changed since. Raises OSError where the state cannot be written."""
        state = self._desk.state
        due = {path: entry for path, entry in state.files.items() if self._is_due(path, entry, scan)}
        if not due:
            return
        planned: set[str] = set()
        for path, entry in due.items():
            entry.original = self._desk.view.free_original(path, entry.box, planned)
            planned.add(entry.original)
        self._desk.save()  # a target is free until the file is there, so what lies there after a kill is the file
        for path, entry in due.items():
            self._move(path, entry)
        self._desk.save()

    def _is_due(self, path: str, entry: Entry, scan: Scan) -> bool:
        seen = scan.files.get(path)
        if seen is None or not seen.regular or entry.outcome == PENDING or path.startswith(VIEW + "/"):
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
                self._desk.log.write("not_moved", path=path, message=said, detail=str(error))
                self._tell(said)
            self._stuck[path] = time.monotonic() + PAUSE_S
            return
        self._desk.log.write("moved", path=path, original=entry.original)
        self._noted(path, entry)

    def _noted(self, path: str, entry: Entry) -> None:
        assert entry.original is not None
        files = self._desk.state.files
        files[entry.original] = files.pop(path)
        self._desk.view.append(entry, moved_lines(entry))
