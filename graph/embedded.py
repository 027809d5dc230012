"""The embedded store: a folder whose server runs while anyone uses it.

Guarantees: one server a folder, however many processes open it at the same time: the first starts it, the others join it, the
last to leave ends it. A client that was killed leaves nothing behind that the next one does not put right: a server that
nobody holds any more is ended, with whatever it was still doing, before a new one starts. What is locked is given back by the
system when its holder dies, so nothing has to be cleaned up by hand.
"""

from __future__ import annotations

import atexit
import contextlib
import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

from ..schemas import StoreError
from .arcade import START_S, ArcadeServer, Running
from .java import DATABASE, LOOPBACK, READER
from .locks import FileLock

WRITER_WAIT_S = 600.0
"""How long a writer waits for another one's transaction; each takes seconds."""


class Embedded:
    """One client's hold on the server of `folder`, from `open` to `close`. Raises StoreError on whatever stands in the way."""

    database = DATABASE

    def __init__(self, folder: Path) -> None:
        self.folder = folder.expanduser().absolute()
        self._make_folder()
        self._server = ArcadeServer(self.folder)
        self._using = FileLock(self.folder / "using.lock")
        self._running: Running | None = None
        self._process = os.getpid()

    @property
    def uri(self) -> str:
        """Bolt address of the running server."""
        return f"bolt://{LOOPBACK}:{self._held.bolt_port}"

    @property
    def writer(self) -> tuple[str, str]:
        """Name and password of the user that may do anything."""
        return "root", self._server.passwords.root

    @property
    def reader(self) -> tuple[str, str]:
        """Name and password of the user whom the server lets read and nothing else."""
        return READER, self._server.passwords.reader

    def open(self) -> None:
        """Join the folder's server, starting it where none runs; returns when it answers."""
        _end_on_signals()
        with self._alone_at_the_door():
            nobody_else = self._using.acquire(shared=False, wait_s=0)
            noted = self._server.noted()
            if nobody_else and noted is not None:
                self._server.stop(noted)  # left behind by a client that was killed
                noted = None
            try:
                if noted is None or not (self._server.is_ready(noted) and self._server.is_ours(noted)):
                    ports = (noted.bolt_port, noted.http_port) if noted else None
                    noted = self._server.start(ports)
            finally:
                if nobody_else:
                    self._using.release()
            self._running = noted
            self._using.acquire(shared=True, wait_s=START_S)
        _open_clients.add(self)

    def close(self) -> None:
        """Leave; the last one out ends the server. Does nothing the second time, or in a forked child."""
        running, self._running = self._running, None
        if running is None or os.getpid() != self._process:
            return
        _open_clients.discard(self)
        with self._alone_at_the_door():
            self._using.release()
            if self._using.acquire(shared=False, wait_s=0):
                try:
                    self._server.stop(self._server.noted() or running)
                finally:
                    self._using.release()

    @contextmanager
    def writing(self) -> Iterator[None]:
        """Be the only writer of the folder inside a `with`."""
        with FileLock(self.folder / "writing.lock").exclusive(wait_s=WRITER_WAIT_S) as got:
            if not got:
                raise StoreError(
                    f"Another process is writing to the graph in {self.folder}. Try again when it is done."
                )
            yield

    def command(self, text: str) -> Any:
        """An order to the server itself, such as `list queries`."""
        return self._server.command(self._held, text)

    def restart(self) -> None:
        """Kill the server and start it again at the same address: what is committed stays. For what will not end otherwise."""
        with self.writing(), self._alone_at_the_door():
            self._server.kill(self._held)
            self._running = self._server.start((self._held.bolt_port, self._held.http_port))

    @property
    def _held(self) -> Running:
        if self._running is None:
            raise StoreError(f"The graph store in {self.folder} is not open.")
        noted = self._server.noted()  # another client may have had to restart it
        return noted if noted is not None and noted.pid else self._running

    def _make_folder(self) -> None:
        try:
            self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            reachable = os.access(self.folder, os.R_OK | os.W_OK | os.X_OK)
        except (FileExistsError, NotADirectoryError) as error:
            raise StoreError(
                f"{self.folder} is not a folder, so no graph can be kept in it. Name another one with --graph."
            ) from error
        except OSError as error:
            raise StoreError(
                f"Cannot make the folder {self.folder} for the graph: {error.strerror}. Name another one with --graph."
            ) from error
        if not reachable:
            raise StoreError(
                f"No permission to write in {self.folder}, where the graph is kept. Name another folder with --graph."
            )
        entries = {entry.name for entry in self.folder.iterdir()}
        if entries and not entries & {"passwords.json", "starting.lock"}:
            raise StoreError(
                f"{self.folder} holds other files and no graph of ours. Name an empty or new folder with --graph."
            )

    @contextmanager
    def _alone_at_the_door(self) -> Iterator[None]:
        """Coming and going happen one at a time."""
        try:
            with FileLock(self.folder / "starting.lock").exclusive(wait_s=2 * START_S) as got:
                if not got:
                    raise StoreError(
                        f"Another process has been starting the graph store in {self.folder} for too long."
                    )
                yield
        except OSError as error:
            raise StoreError(f"Cannot use the graph store in {self.folder}: {error}") from error


_open_clients: set[Embedded] = set()
"""Held strongly: a program that forgets to close a store, and drops it, still takes the server along."""


@atexit.register
def _close_all() -> None:
    for client in list(_open_clients):
        with contextlib.suppress(StoreError):
            client.close()


def _end_on_signals() -> None:
    """Let the signals that end a program end it through its `finally` blocks, unless the program has its own way with them."""
    if threading.current_thread() is not threading.main_thread():
        return
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is signal.SIG_DFL:
            signal.signal(number, _leave)


def _leave(number: int, frame: FrameType | None) -> None:
    raise SystemExit(128 + number)
