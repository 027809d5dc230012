"""A real Neo4j Community server for the tests: jars by Maven into `.cache/neo4j`, data in a folder of the test's own.

It listens on a free port of the loopback interface, with a password, and reports nothing to anyone. `Unavailable` says why
there is none: no Java, no Maven, or no jars and no network to fetch them.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import socket
import subprocess
import time
from contextlib import suppress
from pathlib import Path

HERE = Path(__file__).parent
CACHE = HERE.parents[1] / ".cache" / "neo4j"
PASSWORD = "only-for-tests-1234"
START_S, STOP_S, FETCH_S = 180.0, 30.0, 900.0
JVM = (
    "-Xms256m",
    "-Xmx512m",
    "-XX:+UseSerialGC",
    "-XX:TieredStopAtLevel=1",
    "-Djava.awt.headless=true",
    "-Dfile.encoding=UTF-8",
    "-Dio.netty.tryReflectionSetAccessible=true",
    "--add-opens=java.base/java.nio=ALL-UNNAMED",
    "--add-opens=java.base/java.io=ALL-UNNAMED",
    "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
    "--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
)
CONFIGURATION = """\
server.default_listen_address=127.0.0.1
server.bolt.listen_address=127.0.0.1:{port}
server.bolt.advertised_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.security.auth_enabled=true
dbms.usage_report.enabled=false
server.memory.heap.initial_size=256m
server.memory.heap.max_size=512m
server.memory.pagecache.size=64m
db.tx_log.rotation.retention_policy=false
# Else an empty database takes 256 MB and seconds.
db.tx_log.preallocate=false
# Else SIGTERM waits ten seconds for connections that the tests have closed.
internal.dbms.bolt.netty_server_shutdown_quiet_period=0
internal.server.bolt.thread_pool_shutdown_wait_time=1s
internal.server.bolt.connection_shutdown_wait_time=1s
"""


class Unavailable(Exception):
    """There can be no Neo4j server on this machine; the text says why."""


class Neo4jServer:
    """A running server: `uri`, user `neo4j`, `PASSWORD`."""

    def __init__(self, home: Path) -> None:
        java = shutil.which("java")
        if java is None:
            raise Unavailable("no java on PATH")
        self._jars = jars()
        self._home = home
        for name in ("conf", "data", "logs", "plugins", "import"):
            (home / name).mkdir(parents=True, exist_ok=True)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = int(free.getsockname()[1])
        (home / "conf" / "neo4j.conf").write_text(CONFIGURATION.format(port=self._port), encoding="utf-8")
        self.uri = f"bolt://127.0.0.1:{self._port}"
        environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
        password = ["org.neo4j.cli.AdminTool", "dbms", "set-initial-password", PASSWORD]
        subprocess.run(
            [java, "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", f"{self._jars}/*", *password],
            env=environment,
            check=True,
            capture_output=True,
        )
        entry = ["org.neo4j.server.CommunityEntryPoint", f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
        with (home / "logs" / "console.log").open("ab") as log:
            self._process = subprocess.Popen(
                [java, *JVM, "-cp", f"{self._jars}/*", *entry],
                env=environment,
                cwd=home,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )
        self._await_bolt()

    def stop(self) -> None:
        """End the server and wait until it is gone."""
        with suppress(ProcessLookupError):
            self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(STOP_S)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()

    def _await_bolt(self) -> None:
        deadline = time.monotonic() + START_S
        while True:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self._port), 0.5):
                return
            if self._process.poll() is not None or time.monotonic() > deadline:
                self.stop()
                said = (self._home / "logs" / "console.log").read_text(encoding="utf-8", errors="replace")
                raise RuntimeError(f"Neo4j did not start: {said[-2000:]}")
            time.sleep(0.05)


def admin_tool(folder: Path) -> Path:
    """`neo4j-admin`, as an installed server has it, written into `folder`; it wants NEO4J_HOME and NEO4J_CONF."""
    folder.mkdir(parents=True, exist_ok=True)
    program = folder / "neo4j-admin"
    java = f"{shutil.which('java')} -Xmx512m -XX:+UseSerialGC -XX:TieredStopAtLevel=1"
    program.write_text(f'#!/bin/sh\nexec {java} -cp "{jars()}/*" org.neo4j.cli.AdminTool "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    return program


def jars() -> Path:
    """Folder of the server's jars, fetched where they are missing or the recipe has changed."""
    recipe = HERE / "pom.xml"
    folder = CACHE / hashlib.sha256(recipe.read_bytes()).hexdigest()[:12]
    if folder.is_dir():
        return folder
    maven = shutil.which("mvn")
    if maven is None:
        raise Unavailable("no mvn on PATH to fetch the server's jars")
    partial = CACHE / f"partial-{os.getpid()}"
    fetch = ["dependency:copy-dependencies", "-DincludeScope=runtime", f"-DoutputDirectory={partial}"]
    done = subprocess.run(
        [maven, "-B", "-q", "-ntp", "-f", str(recipe), *fetch],
        capture_output=True,
        text=True,
        timeout=FETCH_S,
        check=False,
    )
    if done.returncode != 0:
        shutil.rmtree(partial, ignore_errors=True)
        raise Unavailable(f"mvn could not fetch the server's jars: {(done.stdout + done.stderr).strip()[-300:]}")
    try:
        partial.rename(folder)
    except OSError:  # another run was faster
        shutil.rmtree(partial)
    return folder
