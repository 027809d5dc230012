"""The watcher's log for machines: one JSON object a line, flushed at once, old files kept to a number.

Each line has `time` (ISO 8601, local, with offset) and `event`; of a file `path`, `outcome`, `document`, `reason`, `message`
(what the clerk was told), `detail` (what the program said) and `seconds`. Events: start, stop, file, gone, moved, not_moved,
store_away, store_back, folder_away, folder_back, state_damaged,
no_events.
"""

from __future__ import annotations

import json
import logging
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path

MAX_BYTES = 10_000_000
KEPT = 5


class Log:
    """An open log; closed by `close`."""

    def __init__(self, path: Path) -> None:
        self._handler = _Quiet(path, maxBytes=MAX_BYTES, backupCount=KEPT, encoding="utf-8", errors="backslashreplace")

    def write(self, event: str, **values: object) -> None:
        """Add a line; what is None or empty is left out."""
        said = {name: value for name, value in values.items() if value not in (None, "")}
        line = json.dumps(
            {"time": datetime.now().astimezone().isoformat(timespec="milliseconds"), "event": event, **said},
            ensure_ascii=False,
        )
        self._handler.handle(logging.LogRecord("watch", logging.INFO, "", 0, line, None, None))

    def close(self) -> None:
        """Close the file."""
        self._handler.close()


class _Quiet(RotatingFileHandler):
    """A log that cannot be written does not end the work; that the disk is full is said of the state, which matters more."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (the name is logging's)
        pass
