"""A store that may be away for a while: opened when it is needed, let go when it fails, tried again after growing pauses."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress

from ...graph.connection import Store
from ...schemas import GongwenError

FIRST_PAUSE_S = 1.0
LONGEST_PAUSE_S = 60.0


class PatientStore:
    """The store that `open_store` gives, as long as it answers."""

    def __init__(self, open_store: Callable[[], Store]) -> None:
        self._open_store = open_store
        self._store: Store | None = None
        self.pause_s = 0.0
        self._retry_at = 0.0

    def get(self) -> tuple[Store, bool]:
        """The open store, and whether it was opened just now. Raises StoreError where it is away."""
        if self._store is not None:
            return self._store, False
        self._store = self._open_store()
        return self._store, True

    @property
    def is_due(self) -> bool:
        """Whether it may be asked now, or a pause goes on."""
        return time.monotonic() >= self._retry_at

    def failed(self) -> float:
        """Let it go after a failure; seconds until it is tried again, twice as many each time."""
        self.close()
        self.pause_s = min(max(2 * self.pause_s, FIRST_PAUSE_S), LONGEST_PAUSE_S)
        self._retry_at = time.monotonic() + self.pause_s
        return self.pause_s

    def answered(self) -> bool:
        """Note that it works; whether it had failed before."""
        was_away, self.pause_s = self.pause_s > 0, 0.0
        return was_away

    def works(self) -> bool:
        """Whether it answers at all, so that a failure must come from what it was given."""
        try:
            self.get()[0].check()
        except GongwenError:
            return False
        return True

    def close(self) -> None:
        """Close it, where it is open."""
        store, self._store = self._store, None
        if store is not None:
            with suppress(GongwenError):
                store.close()
