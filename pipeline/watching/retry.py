"""Files that could not be opened: tried again when they can be, after growing pauses."""

from __future__ import annotations

import time
from pathlib import Path

from ...schemas import SetAsideReason
from .scan import Seen
from .state import Entry

FIRST_S = 2.0
LONGEST_S = 300.0


class Retry:
    """Remembers when each file of `folder` that could not be opened was tried last."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._next: dict[str, tuple[float, float]] = {}

    def is_due(self, path: str, entry: Entry, seen: Seen) -> bool:
        """Whether the file could not be opened when it was taken, and can be now; no other file is touched."""
        if entry.reason != SetAsideReason.UNREADABLE or not seen.regular:
            return False
        now = time.monotonic()
        at, pause = self._next.get(path, (now, FIRST_S))
        if now < at or not self._opens(path):
            return False
        self._next[path] = (now + pause, min(2 * pause, LONGEST_S))
        return True

    def _opens(self, path: str) -> bool:
        try:
            with (self._folder / path).open("rb") as file:
                file.read(1)
        except OSError:
            return False
        return True
