"""The version of the rules: a digest of every vocabulary and every extractor, so that a changed rule is a new version."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

_BESIDE = ("canonicalise.py", "extract.py", "fact_rows.py", "indicators.py", "node_ids.py")
"""Modules outside the extractors that decide what a document's facts are."""


@cache
def rules_version() -> str:
    """Return twelve hexadecimal digits over the code and data that decide what is extracted; equal rules give equal versions."""
    digest = hashlib.sha256()
    root = files("gongwen.extractors")
    entries = [entry for entry in root.iterdir() if entry.name.endswith(".py")]
    entries += [files("gongwen.pipeline").joinpath(name) for name in _BESIDE]
    entries += [entry for entry in root.joinpath("data").iterdir() if entry.is_file()]
    for entry in sorted(entries, key=lambda entry: entry.name):
        digest.update(entry.name.encode())
        digest.update(entry.read_bytes())
    return digest.hexdigest()[:12]
