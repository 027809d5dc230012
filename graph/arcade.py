"""One ArcadeDB server process over one folder: how it is started, known to be ready, spoken to and ended.

Guarantees: it listens on loopback alone; passwords stand in files that only their owner reads, never on a command line; it is
called started only when the database answers; `stop` returns when the process is gone. Who may start it: `embedded`.
"""

from __future__ import annotations

import base64
import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ..schemas import StoreError
from .java import DATABASE, LOOPBACK, READER, READER_GROUP, command, prepare
from .passwords import Passwords, passwords, write_private
from .processes import await_gone, is_alive, was_started_with

START_S = 120.0
"""A cold start takes 2 s on a laptop; this is for a loaded machine, or a log to be replayed after a crash."""
STOP_S = 15.0
"""A clean stop takes half a second; a server still busy with a runaway question is killed after this."""
POLL_S = 0.03


@dataclass(frozen=True)
class Running:
    """Where a server was started. `pid` 0: its starter died between choosing the ports and noting the process."""

    pid: int
    bolt_port: int
    http_port: int


def free_ports(count: int) -> list[int]:
    """Ports of the loopback interface that nobody listens on just now."""
    with contextlib.ExitStack() as stack:
        sockets = [stack.enter_context(socket.socket()) for _ in range(count)]
        for each in sockets:
            each.bind((LOOPBACK, 0))
        return [int(each.getsockname()[1]) for each in sockets]


class ArcadeServer:
    """The server of one folder; at most one process at a time, which the caller's lock sees to."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._note = folder / "server.json"
        self._arguments = folder / "server.args"
        self._child: subprocess.Popen[bytes] | None = None

    @cached_property
    def passwords(self) -> Passwords:
        """The folder's passwords; asked for only by whoever holds the folder's lock, so that they are made once."""
        return passwords(self.folder)

    def noted(self) -> Running | None:
        """The server that was started last and not stopped cleanly since; it may or may not live."""
        try:
            return Running(**json.loads(self._note.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError):
            return None

    def start(self, ports: tuple[int, int] | None = None) -> Running:
        """Start the process (Bolt and HTTP on `ports`, or on free ones) and wait until the database answers."""
        bolt_port, http_port = ports or tuple(free_ports(2))
        words = command(prepare(self.folder, self.passwords, bolt_port, http_port))
        self._write_note(Running(0, bolt_port, http_port))
        with (self.folder / "log" / "server.log").open("wb") as log:
            # A session of its own: Ctrl-C in the terminal is for the client, which ends its transaction and then the server.
            self._child = subprocess.Popen(
                words, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder, start_new_session=True
            )
        running = Running(self._child.pid, bolt_port, http_port)
        self._write_note(running)
        threading.Thread(target=self._child.wait, daemon=True).start()  # no zombie, whoever ends it
        try:
            self._await_ready(running)
            self._provide_users_and_database(running)
        except BaseException:  # Ctrl-C as well: nobody but us knows of it yet
            self.kill(running)
            self.forget()
            raise
        return running

    def is_ready(self, running: Running) -> bool:
        """Whether it answers that its databases are open."""
        try:
            return self._request(running, "GET", "/api/v1/ready", timeout_s=2.0)[0] == 204
        except (OSError, http.client.HTTPException):
            return False

    def is_ours(self, running: Running) -> bool:
        """Whether what listens there is the server of this folder: it knows the folder's password."""
        try:
            self.command(running, "list databases", timeout_s=5.0)
        except StoreError:
            return False
        return True

    def command(self, running: Running, text: str, timeout_s: float = 30.0) -> Any:
        """Give the server an order of its own (not Cypher). StoreError where it refuses or does not answer."""
        try:
            status, body = self._request(running, "POST", "/api/v1/server", {"command": text}, timeout_s)
        except (OSError, http.client.HTTPException) as error:
            raise StoreError(f"The embedded graph store in {self.folder} does not answer ({error}).") from error
        if status >= 400:
            raise StoreError(f"The embedded graph store in {self.folder} refused: {body[:300]!r}")
        return json.loads(body).get("result") if body else None

    def stop(self, running: Running) -> None:
        """End the server, cleanly if it can, and wait until it is gone. Nothing happens where it is gone already."""
        pid = running.pid
        if pid == 0 and not self._lives_after_all(running):
            self.forget()
            return
        if pid and sys.platform != "win32" and is_alive(pid) and self._is_our_process(pid):
            os.kill(pid, signal.SIGTERM)
        else:
            with contextlib.suppress(StoreError):
                self.command(running, "shutdown", timeout_s=5.0)
        if pid:
            await_gone(pid, STOP_S)
            self.kill(running)
        else:
            deadline = time.monotonic() + STOP_S
            while self.is_ready(running) and time.monotonic() < deadline:
                time.sleep(POLL_S)
        self.forget()

    def kill(self, running: Running) -> None:
        """End it at once, as a crash would: what was committed stays, an open transaction is gone."""
        if running.pid and is_alive(running.pid) and self._is_our_process(running.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(running.pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)
            await_gone(running.pid, STOP_S)

    def forget(self) -> None:
        """Drop the note of a server that is gone."""
        self._note.unlink(missing_ok=True)

    def _write_note(self, running: Running) -> None:
        write_private(self._note, json.dumps(asdict(running)))

    def _await_ready(self, running: Running) -> None:
        deadline = time.monotonic() + START_S
        while not self.is_ready(running):
            if self._child is None or self._child.poll() is not None:
                raise StoreError(
                    f"The embedded graph store in {self.folder} did not start. What it said last: {self._last_words()}"
                )
            if time.monotonic() > deadline:
                raise StoreError(f"The embedded graph store in {self.folder} was not ready after {START_S:.0f} s.")
            time.sleep(POLL_S)

    def _provide_users_and_database(self, running: Running) -> None:
        """The server makes both at its first start; one that was killed in the middle of it may lack either."""
        if DATABASE not in self.command(running, "list databases"):
            self.command(running, f"create database {DATABASE}")
        status, _ = self._request(running, "GET", f"/api/v1/exists/{DATABASE}", user=READER)
        if status != 200:
            user = {"name": READER, "password": self.passwords.reader, "databases": {DATABASE: [READER_GROUP]}}
            with contextlib.suppress(StoreError):
                self.command(running, f"drop user {READER}")
            self.command(running, f"create user {json.dumps(user)}")

    def _request(
        self,
        running: Running,
        method: str,
        path: str,
        body: dict[str, Any] | None = None,
        timeout_s: float = 30.0,
        user: str = "root",
    ) -> tuple[int, bytes]:
        password = self.passwords.root if user == "root" else self.passwords.reader
        token = base64.b64encode(f"{user}:{password}".encode()).decode()
        connection = http.client.HTTPConnection(LOOPBACK, running.http_port, timeout=timeout_s)
        try:
            connection.request(
                method,
                path,
                json.dumps(body) if body else None,
                {"Authorization": f"Basic {token}", "Content-Type": "application/json"},
            )
            response = connection.getresponse()
            return response.status, response.read()
        finally:
            connection.close()

    def _lives_after_all(self, running: Running) -> bool:
        """A starter that died at once may have left a server that is still coming up; nothing else would ever end it."""
        deadline = time.monotonic() + STOP_S
        while time.monotonic() < deadline:
            if self.is_ready(running):
                return self.is_ours(running)
            time.sleep(POLL_S)
        return False

    def _is_our_process(self, pid: int) -> bool:
        return (self._child is not None and self._child.pid == pid) or was_started_with(pid, str(self._arguments))

    def _last_words(self) -> str:
        log = self.folder / "log" / "server.log"
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
        telling = [line for line in lines[-40:] if "Exception" in line or "Error" in line or "SEVER" in line]
        return (telling or lines or ["nothing"])[-1].strip()[:300]
