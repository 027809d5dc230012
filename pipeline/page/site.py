"""What all pages share: the open graph, how it is asked, and what is kept of it between two questions.

Guarantee: what is kept belongs to the graph as it is: every change of the documents held is noticed by the next question.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, TypeVar

from ...graph.ask import Result, ask
from ...graph.connection import Store
from ...graph.constraints import META_LABEL
from ...schemas import QueryError, StoreError
from .settings import Settings

T = TypeVar("T")
_CONTENTS = f"MATCH (m:{META_LABEL}) RETURN m.contents AS contents"
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
            raise QueryError("Other questions are being answered. Ask again in a moment.")
        try:
            yield
        finally:
            self._turns.release()

    def kept(self, name: str, make: Callable[[], T]) -> T:
        """What `make` gives, made anew only where the graph has changed since."""
        contents = self.contents()
        with self._locks.setdefault(name, threading.Lock()):
            held = self._kept.get(name)
            if held is None or held[0] != contents:
                held = contents, make()
                self._kept[name] = held
        value: T = held[1]
        return value

    def contents(self) -> str:
        """A fingerprint of the documents held."""
        found = self.row(_CONTENTS)
        return str(found["contents"]) if found else ""
