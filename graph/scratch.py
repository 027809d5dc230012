"""Tables on disk that one program keeps for itself: as large as need be, while memory stays as it is.

A private temporary database of SQLite. It has no name, nobody else can open it, and it goes with the program, however that ends:
what it holds can always be read anew from the graph.
"""

from __future__ import annotations

import sqlite3
import weakref

CACHE_KB = 16 * 1024
"""Of the tables so much stays in memory, the pages used last."""


class Scratch:
    """A private database. Nothing in it is ever rolled back, so it keeps no journal."""

    def __init__(self, schema: str) -> None:
        # Whoever asks the page for something may be another thread than the one that opened it; one asks at a time.
        self._connection = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self.run = self._connection.execute
        self.run_many = self._connection.executemany
        weakref.finalize(self, self._connection.close)
        for pragma in ("journal_mode = OFF", "synchronous = OFF", f"cache_size = -{CACHE_KB}"):
            self.run(f"PRAGMA {pragma}")
        self._connection.executescript(schema)
