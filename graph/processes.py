"""Other processes by their number: whether one lives, whether it is the one meant, and waiting until it is gone."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from pathlib import Path

_POLL_S = 0.03


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


def was_started_with(pid: int, word: str) -> bool:
    """Whether that word stands on the process's command line: a number may have passed to a stranger's process."""
    try:
        return word in Path(f"/proc/{pid}/cmdline").read_bytes().decode("utf-8", "replace")
    except OSError:
        ps = ["ps", "-ww", "-o", "command=", "-p", str(pid)]
        with contextlib.suppress(OSError):
            return word in subprocess.run(ps, capture_output=True, text=True, check=False).stdout
        return False


def await_gone(pid: int, wait_s: float) -> bool:
    """Wait for a process to end, at most so long; whether it has."""
    deadline = time.monotonic() + wait_s
    while is_alive(pid):
        if time.monotonic() > deadline:
            return False
        time.sleep(_POLL_S)
    return True
