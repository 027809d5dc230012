"""What was decided when the page was started: whom it answers, what it allows, how much a question may take."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path

LOOPBACK_NAMES = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class Settings:
    """`token` None: who can reach the page may read it. `uploads` None: nothing can be added. `ledger` None: nothing decided.

    Attributes:
        timeout_s: seconds after which any question is ended.
        row_limit: most rows of an answer.
        upload_bytes: largest file, and largest form, that is taken.
        running: questions in free Cypher that run at the same time; more wait for their turn, and not for ever.
    """

    host: str = "127.0.0.1"
    port: int = 8000
    token: str | None = None
    uploads: Path | None = None
    ledger: Path | None = None
    timeout_s: float = 20.0
    row_limit: int = 2_000
    upload_bytes: int = 20_000_000
    running: int = 2

    @property
    def local(self) -> bool:
        """Whether only this machine can reach the page."""
        return is_loopback(self.host)


def is_loopback(host: str) -> bool:
    """Whether an address to listen on is this machine's own, so that nobody else can reach it."""
    if host in LOOPBACK_NAMES:
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
