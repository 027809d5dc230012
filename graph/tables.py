"""Tables on disk that one program keeps for itself: as large as need be, while memory stays as it is.

A database of SQLite that nobody else may open meanwhile: in a file that the next program goes on with, or, where no file is named
or another program has it, in a private one without a name that goes with the program. What the tables hold can always be
read anew from the graph.

Guarantees: a step is done whole or not at all; what a kill, a full disk or another program's hand left in a file is never taken
for what was written there, since a file that cannot be read, or that other code has made, is made anew.
"""

from __future__ import annotations

import hashlib
import sqlite3
import weakref
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from importlib.resources import files
from pathlib import Path

from ..schemas import StoreError

CACHE_KB = 16 * 1024
"""Of the tables so much stays in memory, the pages used last."""
STEPS = 256
"""Steps after which a file is brought up to date. What a kill takes away is read anew, so it need not be often."""
_NOTED = "CREATE TABLE made_by (mark TEXT)"
_BESIDE = ("", "-wal", "-shm", "-journal")


class Tables:
    """One program's tables. `kept`: whether they are in the file that was named."""

    def __init__(self, schema: str, path: Path | None = None) -> None:
        connection = _kept(schema, path) if path is not None else None
        self.kept = connection is not None
        self._path = path
        self._connection = connection or _private(schema)
        self._steps = self._depth = 0
        weakref.finalize(self, _close, self._connection)

    def run(self, statement: str, values: Sequence[object] = ()) -> sqlite3.Cursor:
        """Run one statement. StoreError: the disk is at fault, or the file."""
        try:
            return self._connection.execute(statement, values)
        except sqlite3.Error as error:
            raise self._told(error) from error

    def run_many(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Run one statement for each of the rows. StoreError, as `run`."""
        try:
            self._connection.executemany(statement, rows)
        except sqlite3.Error as error:
            raise self._told(error) from error

    @contextmanager
    def step(self) -> Iterator[None]:
        """All that is done inside the `with`, or nothing of it where an error leaves it; one may stand inside another.

        Raises StoreError where the disk is at fault; then steps that were not in the file yet may be undone, too.
        """
        outermost = self._depth == 0
        if outermost and self.kept and not self._connection.in_transaction:
            self.run("BEGIN")
        self.run("SAVEPOINT step")
        self._depth += 1
        try:
            yield
        except BaseException:
            self._end("ROLLBACK TO step")
            raise
        finally:
            self._depth -= 1
            self._end("RELEASE step")
        if outermost and self.kept:
            self._steps += 1
            if self._steps % STEPS == 0:
                self.run("COMMIT")

    def _end(self, how: str) -> None:
        if self._connection.in_transaction:  # a full disk has ended it already
            self.run(how)

    def _told(self, error: sqlite3.Error) -> StoreError:
        full = "Is there room, in the graph's folder and in the one for temporary files?"
        damaged = f"If there is, delete {self._path}: it is made anew from the graph." if self.kept else ""
        return StoreError(
            f"What the documents held have said could not be noted on disk ({error}). {full} {damaged}".rstrip()
        )


def _private(schema: str) -> sqlite3.Connection:
    connection = _connect("")
    connection.execute("PRAGMA synchronous = OFF")
    connection.executescript(schema)
    return connection


def _kept(schema: str, path: Path) -> sqlite3.Connection | None:
    """The tables in the file, made where it is missing or of no use; None where it cannot be had."""
    for made_before in (True, False):
        connection = None
        try:
            connection = _connect(str(path))
            _take(connection)
            if not made_before:
                connection.executescript(f"BEGIN; {schema}; {_NOTED}; COMMIT")
                connection.execute("INSERT INTO made_by VALUES (?)", (_mark(schema),))
                return connection
            if connection.execute("SELECT mark FROM made_by").fetchone() == (_mark(schema),):
                return connection
        except sqlite3.Error as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                _close(connection)
                return None
        _close(connection)
        try:
            for end in _BESIDE:
                path.with_name(path.name + end).unlink(missing_ok=True)
        except OSError:
            return None
    return None


def _take(connection: sqlite3.Connection) -> None:
    """Hold the file alone, to the end. Written ahead to a log, so that what a kill left is whole."""
    connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("COMMIT")


def _connect(name: str) -> sqlite3.Connection:
    # Whoever asks the page for something may be another thread than the one that opened it; one asks at a time.
    connection = sqlite3.connect(name, timeout=0, isolation_level=None, check_same_thread=False)
    connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
    return connection


def _close(connection: sqlite3.Connection | None) -> None:
    if connection is not None:
        with suppress(sqlite3.Error):
            if connection.in_transaction:
                connection.execute("COMMIT")
        with suppress(sqlite3.Error):
            connection.close()


@cache
def _mark(schema: str) -> str:
    """What tells tables that this code has filled: names, claims and rows are written as it writes them."""
    digest = hashlib.sha256(schema.encode())
    for package in ("gongwen.graph", "gongwen.schemas"):
        for entry in sorted(files(package).iterdir(), key=lambda entry: entry.name):
            if entry.name.endswith(".py"):
                digest.update(entry.read_bytes())
    return digest.hexdigest()
