"""Cypher questions, free or saved, with plain answers.

Guarantees: nothing can be written, since the server itself refuses it (`connection`); no file and no address is read, since
`LOAD CSV` is not even sent; the answer comes within the limits of time and rows, or says that they were reached; the same
question to the same graph gives the same columns on both stores, rows or none.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from ..schemas import QueryError, QueryFault
from . import cypher as text
from .connection import Store
from .values import plain

TIMEOUT_S = 60.0
ROW_LIMIT = 10_000


class Result(NamedTuple):
    """An answer: rows as plain data, a value a column. `truncated`: there were more than the limit let through."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    truncated: bool

    def dicts(self) -> list[dict[str, Any]]:
        """Rows by column name."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]


def ask(
    store: Store,
    cypher: str,
    params: Mapping[str, Any] | None = None,
    *,
    timeout_s: float = TIMEOUT_S,
    row_limit: int | None = ROW_LIMIT,
) -> Result:
    """Ask `store` a question in Cypher.

    Args:
        store: the graph.
        cypher: the question; what it would write is refused by the server.
        params: values of `$name` in the text: strings, numbers, booleans, lists and maps of them.
        timeout_s: seconds after which the question is ended where it runs.
        row_limit: most rows to bring back; None for all.

    Raises:
        QueryError: the question is refused, is wrong, or ran out of time; the text says which.
        StoreError: the store cannot be reached.
    """
    if text.loads_csv(cypher):
        raise QueryError(
            "LOAD CSV is refused: a question may read the graph, and no files or addresses.", QueryFault.FILE
        )
    table = store.read(cypher, params, timeout_s=timeout_s, limit=row_limit)
    columns = table.columns or text.columns(cypher)  # ArcadeDB may leave them out where there are no rows
    return Result(columns, tuple(tuple(plain(value) for value in record) for record in table.records), table.truncated)
