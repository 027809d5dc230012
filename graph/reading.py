"""One question to a store, with limits that hold.

Guarantees: rights that cannot write; no more rows fetched than asked for; when the time is up, or the user breaks off, the
question is ended where it runs and not merely no longer waited for. Neo4j ends it by itself. ArcadeDB does not heed a
client's limit, so it is told to end the question (found by a mark in its text); what does not heed that either (an endless
`reduce` looks at nothing while it runs) ends with the server's process, which is started again at the same address.
"""

from __future__ import annotations

import itertools
import os
import re
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

import neo4j
from neo4j.exceptions import AuthError, ConfigurationError, Neo4jError, ServiceUnavailable

from ..schemas import QueryError, QueryFault, StoreError
from .embedded import Embedded
from .java import more_heap
from .signals import unbroken

GRACE_S = 2.0
"""How long a question may go on after it was told to end. (ArcadeDB answers that order after five seconds at the latest.)"""
FETCH = 1000
_LISTED_CHARACTERS = 1024
"""ArcadeDB lists running questions with so much of their text."""
_numbers = itertools.count(1)
_SILENT_REFUSAL = "Transaction error on commit"
_FAULTS = {
    "ParameterMissing": QueryFault.PARAMETER,
    "SyntaxError": QueryFault.SYNTAX,
    "Semantic": QueryFault.MEANING,
    "TypeError": QueryFault.MEANING,
    "ArithmeticError": QueryFault.MEANING,
    "ArgumentError": QueryFault.MEANING,
    "Procedure": QueryFault.MEANING,
}
"""By what is in the store's code."""
_NO_SUCH_NAME = re.compile(r"\b[Uu]nknown|\bnot defined")
_PLACES = (
    (re.compile(r"\bat line (\d+)(?::|, column )(\d+)"), 1),  # ArcadeDB counts columns from 0
    (re.compile(r"\(line (\d+), column (\d+) "), 0),  # Neo4j from 1
)


@dataclass
class Table:
    """`columns` may be empty where there are no rows. `truncated`: more rows were there than the limit let through."""

    columns: tuple[str, ...] = ()
    records: list[tuple[Any, ...]] = field(default_factory=list)
    truncated: bool = False


class Reading:
    """Runs a question in a thread of its own, so that whoever asks can always stop waiting."""

    def __init__(self, driver: neo4j.Driver, database: str | None, embedded: Embedded | None) -> None:
        self._driver = driver
        self._database = database
        self._embedded = embedded
        self._table = Table()
        self._error: BaseException | None = None
        self._answered = threading.Event()
        self._text = ""

    def run(self, cypher: str, parameters: Mapping[str, Any], timeout_s: float, limit: int | None) -> Table:
        """The answer. QueryError: refused, wrong or out of time. Errors about reaching the server pass as the driver's."""
        mark = f"gongwen-{os.getpid()}-{next(_numbers)}"
        text = _marked(cypher, mark) if self._embedded else cypher
        self._text = cypher
        work = threading.Thread(target=self._work, args=(text, parameters, timeout_s, limit), daemon=True)
        in_time = False
        try:
            with unbroken():
                work.start()
            # Neo4j's own limit strikes first, and its answer is what is reported.
            in_time = self._answered.wait(timeout_s if self._embedded else timeout_s + GRACE_S)
        finally:
            if not in_time or self._table.truncated:
                self._end(mark, work)
        if self._table.truncated:
            return self._table
        if not in_time or _was_ended(self._error):
            raise QueryError(
                f"The question was ended after its time limit of {timeout_s:g} s. Narrow it down, or allow more time.",
                QueryFault.SLOW,
            ) from self._error
        if self._error is not None:
            self._raise(self._error)
        return self._table

    def _work(self, text: str, parameters: Mapping[str, Any], timeout_s: float, limit: int | None) -> None:
        fetch = FETCH if limit is None else min(FETCH, limit + 1)
        try:
            with (
                self._driver.session(
                    database=self._database, default_access_mode=neo4j.READ_ACCESS, fetch_size=fetch
                ) as session,
                session.begin_transaction(timeout=timeout_s) as transaction,
            ):
                result = transaction.run(text, dict(parameters))
                self._table.columns = tuple(result.keys())
                for record in result:
                    if limit is not None and len(self._table.records) == limit:
                        self._table.truncated = True
                        self._answered.set()  # giving up the rest takes ArcadeDB as long as fetching it
                        break
                    self._table.records.append(tuple(record.values()))
        except BaseException as error:
            self._error = error
        finally:
            self._answered.set()

    def _end(self, mark: str, work: threading.Thread) -> None:
        if work.ident is None:
            return
        if self._embedded is None:
            work.join(GRACE_S)
            return
        with suppress(StoreError):
            for query in self._embedded.command("list queries"):
                if mark in query.get("text", ""):
                    self._embedded.command(f"terminate query {query['id']}")
        work.join(GRACE_S)
        if work.is_alive():
            self._embedded.restart()
            work.join(GRACE_S)

    def _raise(self, error: BaseException) -> None:
        if isinstance(error, Neo4jError) and not isinstance(error, AuthError):
            code = error.code or ""
            said = str(error.message)
            if "Security" in code or "AccessMode" in code or "Writing in read access mode" in said:
                # What a question would have set is refused when it ends, in words that say nothing of that.
                told = "it would change the graph" if said == _SILENT_REFUSAL else said
                raise QueryError(
                    f"Questions may only read; the store refused: {told}", QueryFault.WRITES, told
                ) from error
            if _TOO_LARGE.search(f"{code} {said}"):
                more = f" {more_heap()}" if self._embedded else ""
                raise QueryError(
                    "The answer needs more memory than the store gives a question. Narrow it down: a document, an agency, a LIMIT."
                    + more,
                    QueryFault.LARGE,
                    said,
                ) from error
            fault = next((fault for sign, fault in _FAULTS.items() if sign in code), QueryFault.WRONG)
            if fault is QueryFault.SYNTAX and _NO_SUCH_NAME.search(said):  # which both stores count as syntax
                fault = QueryFault.MEANING
            raise QueryError(f"The store could not answer: {said}", fault, said, _place(said, self._text)) from error
        if isinstance(error, (ServiceUnavailable, ConfigurationError)) or not isinstance(
            error, (TypeError, ValueError)
        ):
            raise error
        raise QueryError(
            f"A parameter of the question cannot be sent: {error}", QueryFault.PARAMETER, str(error)
        ) from error


_TOO_LARGE = re.compile(r"OutOfMemory|heap budget|in-heap|Java heap space", re.IGNORECASE)
"""How both stores say that a question held more than it may."""


def _marked(cypher: str, mark: str) -> str:
    """The text with a comment that tells it from every other, where ArcadeDB does not count it in the places of its errors."""
    ended = f"{cypher}\n// {mark}"
    return ended if len(ended) < _LISTED_CHARACTERS else f"/* {mark} */ {cypher}"


def _place(said: str, text: str) -> tuple[int, int] | None:
    """Line and column of `text` that the store names; its end where they lie behind it, in the mark."""
    found = next(((m, less) for pattern, less in _PLACES if (m := pattern.search(said))), None)
    if found is None:
        return None
    line, column = int(found[0][1]), int(found[0][2]) + found[1]
    lines = text.split("\n")
    if line > len(lines):
        return len(lines), len(lines[-1]) + 1
    return line, column


def _was_ended(error: BaseException | None) -> bool:
    return isinstance(error, Neo4jError) and any(
        word in (error.code or "") for word in ("Terminated", "TransactionTimedOut", "Timeout")
    )
