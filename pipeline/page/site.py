"""What all pages share: the open graph, how it is asked, and what is kept of it between two questions.

Guarantee: what is kept belongs to the graph as it is: every change of the documents held is noticed by the next question, and
what may come late comes with the one after.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, TypeVar

from ...graph.ask import Result, ask
from ...graph.connection import Store
from ...graph.constraints import META_LABEL
from ...schemas import QueryError, QueryFault, StoreError
from .settings import Settings

T = TypeVar("T")
_CONTENTS = f"MATCH (m:{META_LABEL}) RETURN m.contents AS contents"
KEPT = 50
"""Most answers that are kept; the oldest go first."""
TURN_S = 5.0
"""How long a question in free Cypher waits for its turn."""


class MissingError(Exception):
    """What an address names is not in the graph; `name` is what it names."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.name = name


class Site:
    """An open store with the settings of the page; made once, used by every request, in any thread."""

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store = store
        self.settings = settings
        self._kept: dict[str, tuple[str, Any]] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._turns = threading.BoundedSemaphore(settings.running)

    def rows(self, cypher: str, **parameters: Any) -> list[dict[str, Any]]:
        """Every row of a question of ours; asked a second time where the store was started anew meanwhile."""
        return self.ask(cypher, parameters, row_limit=None).dicts()

    def row(self, cypher: str, **parameters: Any) -> dict[str, Any] | None:
        """The first row, or None."""
        return next(iter(self.rows(cypher, **parameters)), None)

    def ask(self, cypher: str, parameters: Mapping[str, Any], row_limit: int | None) -> Result:
        """A question with the page's limit of time."""
        try:
            return ask(self.store, cypher, parameters, timeout_s=self.settings.timeout_s, row_limit=row_limit)
        except StoreError:
            return ask(self.store, cypher, parameters, timeout_s=self.settings.timeout_s, row_limit=row_limit)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """One of the few places for questions of which nobody knows how long they take. Raises QueryError."""
        if not self._turns.acquire(timeout=TURN_S):
            raise QueryError("Other questions are being answered. Ask again in a moment.", QueryFault.BUSY)
        try:
            yield
        finally:
            self._turns.release()

    def kept(self, name: str, make: Callable[[], T], *, late: bool = False) -> T:
        """What `make` gives, made anew only where the graph has changed since.

        Where it may be `late`, what there was is given while the new is being made: for what takes seconds to make, and does not
        matter to the last document while others are coming in.
        """
        contents = self.contents()
        held = self._kept.get(name)
        if held is None or (held[0] != contents and not late):
            with self._locks.setdefault(name, threading.Lock()):
                held = self._kept.get(name)
                if held is None or held[0] != contents:
                    held = self._keep(name, contents, make)
        elif held[0] != contents and self._locks.setdefault(name, threading.Lock()).acquire(blocking=False):
            threading.Thread(target=self._renew, args=(name, contents, make), daemon=True).start()
        value: T = held[1]
        return value

    def current(self, name: str, wait_s: float) -> bool:
        """Whether what is kept is of the graph as it is; what is being made anew is waited for, though not longer than that."""
        lock = self._locks.setdefault(name, threading.Lock())
        if lock.acquire(timeout=wait_s):
            lock.release()
        held = self._kept.get(name)
        return held is not None and held[0] == self.contents()

    def _keep(self, name: str, contents: str, make: Callable[[], Any]) -> tuple[str, Any]:
        held = contents, make()
        self._kept[name] = held
        while len(self._kept) > KEPT:
            self._kept.pop(next(iter(self._kept)), None)
        return held

    def _renew(self, name: str, contents: str, make: Callable[[], Any]) -> None:
        try:
            with suppress(StoreError, QueryError):  # the next question will try again
                self._keep(name, contents, make)
        finally:
            self._locks[name].release()

    def contents(self) -> str:
        """A fingerprint of the documents held."""
        found = self.row(_CONTENTS)
        return str(found["contents"]) if found else ""
