"""The watcher's own folder in the watched one: lock, state, view and log, opened together and closed together.

Guarantee: one watcher a folder; a watcher that was killed leaves no lock behind (the system gives it back).

The log is for machines: one JSON object a line, flushed at once, old files kept to a number. Each line has `time` (ISO 8601,
local, with offset) and `event`; of a file `path`, `outcome`, `document`, `reason`, `message` (what the clerk was told), `detail`
(what the program said) and `seconds`; of an archive, instead of `reason`, `members` with `name`, `outcome`, `document` and
`reason` of each of its files. `start` has `graph` and `ledger`. Events: start, stop, file, gone, moved, not_moved, store_away, store_back, folder_away,
folder_back, ledger_broken, ledger_mended, state_damaged, no_events.
"""

from __future__ import annotations

import json
import logging
import os
import socket
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from ... import __version__
from ...graph.locks import FileLock
from ...schemas import GongwenError
from ..read import VIEW
from .state import WAITING_BOX, load_state, write_whole
from .view import View

Tell = Callable[[str], None]

STATE = "状态.json"
LOG = "日志.jsonl"
LOCK = ".占用"
RUNNING = "正在运行.txt"
LOG_BYTES = 10_000_000
LOGS_KEPT = 5


class WatchError(GongwenError):
    """The folder cannot be watched; one Chinese sentence that says why and what to do."""

    in_chinese = True


class Desk:
    """All that is kept of `folder`, while it is watched; a context manager. Raises WatchError, or OSError.

    `tell` is called with each line for the clerk.
    """

    def __init__(self, folder: Path, tell: Tell = lambda line: None) -> None:
        self.folder = folder
        self.tell = tell
        self.program = __version__
        self.root = folder / VIEW
        with suppress(FileExistsError):
            self.root.mkdir()  # not its parents: a folder that is gone is not made anew
        self._identity = self._here()
        self._lock = FileLock(self.root / LOCK)
        self.locked = self._take_lock()
        try:
            self.view = View(self.root)
            write_whole(self.root / RUNNING, _about_us().encode("utf-8-sig"))
            self.state, self.damaged = load_state(self.root / STATE, self.program)
            self.log = Log(self.root / LOG)
        except BaseException:
            self._lock.release()
            raise

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.log.close()
        if self.is_there():
            with suppress(OSError):
                (self.root / RUNNING).unlink()
        self._lock.release()

    def is_there(self) -> bool:
        """Whether the folder is still the one that was opened, and not gone, or another one in its place."""
        try:
            return self._here() == self._identity and (self.root / WAITING_BOX).is_dir()
        except OSError:
            return False

    def say(self, event: str, message: str, **values: object) -> None:
        """Tell the clerk, and write it into the log."""
        self.log.write(event, message=message, **values)
        self.tell(message)

    def save(self) -> None:
        """Write the state and the page of numbers."""
        self.state.save(self.root / STATE)
        self.view.overview(self.state, self.folder)

    def _here(self) -> tuple[int, int]:
        found = self.root.stat()
        return found.st_dev, found.st_ino

    def _take_lock(self) -> bool:
        """Whether the lock is held; false where the system cannot lock here, as on some network drives."""
        try:
            got = self._lock.acquire(shared=False, wait_s=0)
        except OSError:
            if not os.access(self.root, os.W_OK):
                raise
            return False
        if not got:
            raise WatchError(
                f"这个文件夹已经有一个程序在看管（{self._other()}）：{self.folder}。"
                "不必再开一个；要换成这一个，请先结束原来的那个。"
            )
        return True

    def _other(self) -> str:
        with suppress(OSError):
            said = (self.root / RUNNING).read_text(encoding="utf-8-sig").strip()
            if said:
                return said
        return "进程号不明"


def _about_us() -> str:
    return f"进程号 {os.getpid()}，电脑 {socket.gethostname()}，{datetime.now():%Y-%m-%d %H:%M} 开始\n"


class Log:
    """An open log; closed by `close`."""

    def __init__(self, path: Path) -> None:
        self._handler = _Quiet(
            path, maxBytes=LOG_BYTES, backupCount=LOGS_KEPT, encoding="utf-8", errors="backslashreplace"
        )

    def write(self, event: str, **values: object) -> None:
        """Add a line; what is None or empty is left out."""
        said = {name: value for name, value in values.items() if value not in (None, "", [])}
        now = datetime.now().astimezone().isoformat(timespec="milliseconds")
        line = json.dumps({"time": now, "event": event, **said}, ensure_ascii=False)
        self._handler.handle(logging.LogRecord("watch", logging.INFO, "", 0, line, None, None))

    def close(self) -> None:
        """Close the file."""
        self._handler.close()


class _Quiet(RotatingFileHandler):
    """A log that cannot be written does not end the work; that the disk is full is said of the state, which matters more."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802  (the name is logging's)
        pass
