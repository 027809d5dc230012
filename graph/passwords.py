"""The passwords of an embedded store: random, one pair a folder, in a file that only its owner reads."""

from __future__ import annotations

import json
import os
import secrets
from dataclasses import asdict, dataclass
from pathlib import Path

from ..schemas import StoreError


@dataclass(frozen=True)
class Passwords:
    """Random, one pair a folder, kept in it."""

    root: str
    reader: str


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
