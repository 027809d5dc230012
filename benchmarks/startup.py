"""How soon help comes: `gongwen --help` against a Python that does nothing."""

from __future__ import annotations

import subprocess
import sys

from .timing import best

ROUNDS = 9
BOUND = 6.0
"""`gongwen --help` ÷ `python -c pass` may be at most this."""


def measure() -> dict[str, float]:
    """Seconds of either, each in a process of its own."""
    return best(
        {
            "python -c pass": lambda: _run("-c", "pass"),
            "gongwen --help": lambda: _run("-m", "gongwen", "--help"),
        },
        ROUNDS,
    )


def _run(*arguments: str) -> None:
    subprocess.run([sys.executable, *arguments], check=True, stdout=subprocess.DEVNULL)
