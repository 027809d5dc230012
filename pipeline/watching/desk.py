"""The watcher's own folder in the watched one: lock, state, view and log, opened together and closed together.

Guarantee: one watcher a folder; a watcher that was killed leaves no lock behind (the system gives it back).
"""

from __future__ import annotations

import os
import socket
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from types import TracebackType

from ... import __version__
from ...graph.locks import FileLock
from ...schemas import GongwenError
from ..read import VIEW
from .log import Log
from .state import WAITING_BOX, load_state, write_whole
from .view import View

STATE = "状态.json"
LOG = "日志.jsonl"
LOCK = ".占用"
RUNNING = "正在运行.txt"


class WatchError(GongwenError):
    """The folder cannot be watched; one Chinese sentence that says why and what to do."""


class Desk:
    """All that is kept of `folder`, while it is watched; a context manager. Raises WatchError, or OSError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
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
