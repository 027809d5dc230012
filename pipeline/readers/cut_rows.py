"""Rows of tables that a page's end cuts in two: made one again.

The rest of a row is known by its empty first cell, in a table whose every other row begins with a word or a number; where cells of
the first column hold several rows, an empty one says nothing, and rows stay as they are.
"""

from __future__ import annotations

from collections.abc import Sequence

from .lines import Item, Line, Row, in_band

MIN_ROWS = 2
"""Rows of the table before the cut, its header among them, that must have a first cell."""


def joined(pages: Sequence[Sequence[Item]], heights: Sequence[float]) -> list[list[Item]]:
    """Join each cut row into the page on which it begins; what stands in the bands of running headers is looked through."""
    found: list[list[Item]] = []
    begun: tuple[list[Item], int] | None = None
    firsts: list[str] = []
    table = 0
    for items, height in zip(pages, heights, strict=True):
        page = list(items)
        body = [index for index, item in enumerate(page) if not _is_furniture(item, height)]
        if body and begun is not None:
            rest, head = page[body[0]], begun[0][begun[1]]
            if isinstance(rest, Row) and isinstance(head, Row) and _goes_on(head, rest, firsts):
                begun[0][begun[1]] = head._replace(
                    cells=tuple(a + b for a, b in zip(head.cells, rest.cells, strict=True))
                )
                del page[body[0]]
                body = [index - 1 for index in body[1:]]
        for item in (page[index] for index in body):
            if isinstance(item, Row):
                firsts, table = (
                    ([*firsts, item.cells[0]], table) if item.table == table else ([item.cells[0]], item.table)
                )
        if body:
            begun = (page, body[-1]) if isinstance(page[body[-1]], Row) else None
        found.append(page)
    return found


def _is_furniture(item: Item, height: float) -> bool:
    return isinstance(item, Line) and in_band(item, height)


def _goes_on(head: Row, rest: Row, firsts: Sequence[str]) -> bool:
    same = head.table == rest.table and len(head.cells) == len(rest.cells)
    return same and not rest.cells[0] and len(firsts) >= MIN_ROWS and all(firsts)
