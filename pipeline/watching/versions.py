"""By what a file was read: the rules, and what people have decided since."""

from __future__ import annotations

import hashlib
from pathlib import Path

from ..rules import rules_version


def reading_version(ledger: Path | None) -> str:
    """Name the rules and the ledger as it is now; where either changes, every file is looked at again."""
    try:
        decided = ledger.read_bytes() if ledger else b""
    except OSError:
        decided = b""
    return f"{rules_version()}+{hashlib.sha256(decided).hexdigest()[:12]}" if decided else rules_version()
