"""A lock on a file: shared by many or held by one, given back by the system however its holder ends.

SQLite's own file locks do the work: they are the same on Linux, macOS and Windows, work between threads of one process as
between processes, and a `kill -9` frees them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


class FileLock:
    """One holder's view of the lock at `path`; the file is made where it is missing and never written to."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._held: sqlite3.Connection | None = None

    def acquire(self, *, shared: bool, wait_s: float) -> bool:
        """Take the lock, waiting up to `wait_s` seconds; false where others still stand in the way. OSError: no access."""
        if self._held is not None:
            raise RuntimeError(f"{self._path} is locked twice by one holder")
        try:
            connection = sqlite3.connect(self._path, timeout=wait_s, isolation_level=None, check_same_thread=False)
        except sqlite3.OperationalError as error:
            raise OSError(f"cannot open {self._path}: {error}") from error
        try:
            if shared:
                connection.execute("BEGIN")
                connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
            else:
                connection.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError as error:
            connection.close()
            if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                return False
            raise OSError(f"cannot lock {self._path}: {error}") from error
        self._held = connection
        return True

    def release(self) -> None:
        """Give the lock back; nothing happens where it is not held."""
        held, self._held = self._held, None
        if held is not None:
            with suppress(sqlite3.Error):
                held.rollback()
            held.close()

    @contextmanager
    def exclusive(self, *, wait_s: float) -> Iterator[bool]:
        """Hold the lock alone inside a `with`; yields whether it was got."""
        got = self.acquire(shared=False, wait_s=wait_s)
        try:
            yield got
        finally:
            self.release()
