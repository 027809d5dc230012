"""The version of the rules: a digest of every vocabulary and every extractor, so that a changed rule is a new version."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files


@cache
def rules_version() -> str:
    """Return twelve hexadecimal digits over the extractors' code and data; equal rules give equal versions."""
    digest = hashlib.sha256()
    root = files("gongwen.extractors")
    entries = [entry for entry in root.iterdir() if entry.name.endswith(".py")]
    entries += [entry for entry in root.joinpath("data").iterdir() if entry.is_file()]
    for entry in sorted(entries, key=lambda entry: entry.name):
        digest.update(entry.name.encode())
        digest.update(entry.read_bytes())
    return digest.hexdigest()[:12]
