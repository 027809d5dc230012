"""Work that a signal must not break in two.

A signal's handler runs between any two steps of the main thread. One that raises there (Ctrl-C does) while the Bolt driver
packs or unpacks a message leaves its buffers in a state in which the connection can be neither used nor closed.

Guarantee: inside `unbroken` a request to end is noted, and carried out as soon as the work is done; the same request made
a second time is carried out at once.
"""

from __future__ import annotations

import signal
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

_NAMES = ("SIGINT", "SIGTERM", "SIGHUP")


@contextmanager
def unbroken() -> Iterator[None]:
    """Let a request to end (Ctrl-C, SIGTERM, SIGHUP) wait for the end of the `with`; only the main thread gets any."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    asked: list[int] = []
    former: dict[int, Callable[[int, FrameType | None], Any]] = {}

    def note(number: int, frame: FrameType | None) -> None:
        if number in asked:
            former[number](number, frame)
        asked.append(number)

    for name in _NAMES:
        number = getattr(signal, name, None)
        handler = signal.getsignal(number) if number is not None else None
        if number is not None and callable(handler):
            former[number] = handler
            signal.signal(number, note)
    try:
        yield
    finally:
        for number, handler in reversed(former.items()):  # Ctrl-C last: it may raise here
            signal.signal(number, handler)
    for number in dict.fromkeys(asked):
        signal.raise_signal(number)
