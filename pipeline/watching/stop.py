"""How a watcher is asked to end: a flag that signals raise, looked at between two files.

Guarantee: the first Ctrl-C, and a request of the system to end (SIGTERM), let the file in hand be finished; the second Ctrl-C does not.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_STEP_S = 0.1


class Stop:
    """A flag. No `threading.Event`: a signal may come while that holds its own lock."""

    def __init__(self) -> None:
        self.asked = False
        self.interrupted = False

    def is_set(self) -> bool:
        """Whether the end was asked for."""
        return self.asked

    def pause(self, seconds: float) -> None:
        """Sleep so long, or until the end is asked for."""
        until = time.monotonic() + seconds
        while not self.asked and (left := until - time.monotonic()) > 0:
            time.sleep(min(left, _STEP_S))

    @contextmanager
    def on_signals(self) -> Iterator[None]:
        """Be raised by Ctrl-C and SIGTERM inside a `with`; only the main thread can ask for that."""
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        former = {number: signal.signal(number, self._raise) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in former.items():
                signal.signal(number, handler if handler is not None else signal.SIG_DFL)

    def _raise(self, number: int, frame: FrameType | None) -> None:
        if self.interrupted and number == signal.SIGINT:
            raise KeyboardInterrupt
        self.asked = True
        self.interrupted = self.interrupted or number == signal.SIGINT
