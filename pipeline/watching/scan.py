"""What lies in a watched folder just now: every file that is meant to be taken, with size and time.

Guarantees: only names and `stat` are looked at, and of a file that could not be opened before, whether it can be now; nothing
outside the folder is reached through a link; a subfolder that cannot be listed is named, so that nobody takes its files for gone.
"""

from __future__ import annotations

import os
import stat
import time
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from ...schemas import SetAsideReason
from ..read import VIEW
from ..reasons_zh import LINK_OUTSIDE
from .state import Entry

FIRST_S = 2.0
"""After which a file that could not be opened is tried again; twice as long each time, up to `LONGEST_S`."""
LONGEST_S = 300.0

_UNFINISHED = (
    *(".tmp", ".temp", ".part", ".partial", ".filepart", ".crdownload", ".opdownload", ".download"),
    *(".downloading", ".td", ".xltd", ".aria2", ".!ut"),
)
"""Ends of names of what is being downloaded or saved just now."""
_OF_THE_SYSTEM = frozenset({"thumbs.db", "ehthumbs.db", "desktop.ini", "icon\r"})
_HIDDEN = getattr(stat, "FILE_ATTRIBUTE_HIDDEN", 0)


@dataclass(frozen=True)
class Seen:
    """A file as one scan saw it: size in bytes, time of its last change in nanoseconds.

    `fault`: the reason for which it is not to be opened at all. `regular`: whether it is a file and no device or pipe.
    """

    size: int
    mtime_ns: int
    fault: str | None = None
    regular: bool = True


@dataclass(frozen=True)
class Scan:
    """Files by their path in the folder (with `/`), and subfolders that could not be listed ("" is the folder itself)."""

    files: dict[str, Seen]
    refused: tuple[str, ...]

    def may_be_there(self, path: str) -> bool:
        """Whether a file may be there though it was not seen, since its folder could not be listed."""
        return any(not folder or path.startswith(folder + "/") for folder in self.refused)


def scan(folder: Path, leave_out: Collection[str] = ()) -> Scan:
    """Every file of `folder` and below that is meant to be taken; `leave_out`: real paths of files and subfolders that are not."""
    files: dict[str, Seen] = {}
    refused: list[str] = []
    root = os.path.realpath(folder)
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        try:
            with os.scandir(folder / inside) as entries:
                listed = list(entries)
        except OSError:
            refused.append(inside)
            continue
        for entry in listed:
            path = f"{inside}/{entry.name}" if inside else entry.name
            if is_left_out(entry.name) or entry.name == VIEW:  # a subfolder's own watcher writes there, too
                continue
            try:
                _look_at(entry, path, root, leave_out, files, waiting)
            except OSError:  # gone between the listing and the look at it, or refused
                if entry.is_symlink():
                    files[path] = _link(entry, SetAsideReason.NOT_FOUND.value)
    return Scan(files, tuple(refused))


def _look_at(
    entry: os.DirEntry[str],
    path: str,
    root: str,
    leave_out: Collection[str],
    files: dict[str, Seen],
    waiting: list[str],
) -> None:
    """Put one entry among the files or the folders to be searched; what a link inside leads to is met by itself."""
    if entry.is_symlink() or entry.is_dir(follow_symlinks=False):
        real = os.path.realpath(entry.path)
        if not (real == root or real.startswith(root.rstrip(os.sep) + os.sep)):  # a folder may be a junction
            files[path] = _link(entry, LINK_OUTSIDE)
        elif entry.is_symlink():
            entry.stat()  # OSError where it leads nowhere
        elif real not in leave_out:
            waiting.append(path)
        return
    if str(Path(root, path)) in leave_out:
        return
    found = entry.stat(follow_symlinks=False)
    if not getattr(found, "st_file_attributes", 0) & _HIDDEN:
        files[path] = Seen(found.st_size, found.st_mtime_ns, regular=stat.S_ISREG(found.st_mode))


def _link(entry: os.DirEntry[str], fault: str) -> Seen:
    found = entry.stat(follow_symlinks=False)
    return Seen(found.st_size, found.st_mtime_ns, fault, regular=False)


def is_left_out(name: str) -> bool:
    """Whether a name is one of a hidden file, or of one that a program has made for itself while it works."""
    lowered = name.lower()
    return lowered.startswith((".", "~$", "~wr")) or lowered.endswith(_UNFINISHED) or lowered in _OF_THE_SYSTEM


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
