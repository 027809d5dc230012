"""Tables of web pages: which hold data and which only lay out the page, and the cells of a row in their columns.

A row becomes one line with its cells between tabs, which the extraction reads by column. One cell a line was the other way open: there an
empty cell leaves no trace, and all cells behind it move one column forward.
"""

from __future__ import annotations

import re
from collections.abc import Set
from typing import Any

MAX_SPAN = 50
"""Columns that a cell is believed to span; tables of notices have under twenty."""
MAX_COLUMNS = 50
"""Columns up to which spans are followed; cells that each span a thousand rows would push every row further to the right."""
MAX_ROWS_SPANNED = 1000
MAX_CELL_LINES = 3
"""Paragraphs in one cell from which on it may be the text of a page that a table lays out."""
MOST = 0.6
"""Share of a table's text in one cell from which on that cell may be the text of a page that a table lays out."""
LARGE = 6
"""Rows of several cells from which on a table is one of data, however long one of its cells is."""


def is_data(table: Any, blocks: Set[str], skipped: Set[str]) -> bool:
    """Tell a table of data from one that lays out a page. The walk ends at a table inside, so it is linear in all."""
    sizes: list[int] = []
    breaks: list[int] = []
    rows: list[int] = []
    for element in table.iterdescendants():
        tag = element.tag
        if tag == "table":
            return False
        if tag == "tr":
            rows.append(0)
        elif tag in ("td", "th"):
            sizes.append(0)
            breaks.append(0)
        elif sizes and (tag in blocks or tag == "br"):
            breaks[-1] += 1
        if rows and sizes and tag not in skipped:
            before = sizes[-1]
            sizes[-1] += len("".join(f"{element.text or ''}{element.tail or ''}".split()))
            rows[-1] += before == 0 and sizes[-1] > 0
    several = sum(count > 1 for count in rows)
    if several < 2:
        return False
    largest = max(range(len(sizes)), key=sizes.__getitem__)
    lays_out = sizes[largest] > MOST * sum(sizes) and breaks[largest] >= MAX_CELL_LINES
    return several >= LARGE or not lays_out


class Grid:
    """The rows of one table of data, cell by cell; a cell that spans several columns or rows leaves the others empty.

    Attributes:
        table: the element.
        row: number of the row that ended last, from 1.
        linked: characters inside links in it.
    """

    def __init__(self, table: Any) -> None:
        self.table = table
        self.row = 0
        self.linked = 0
        self.in_cell = False
        self._cells: list[str] = []
        self._links = 0
        self._covered: dict[int, int] = {}

    def begin_cell(self, cell: Any) -> None:
        """Begin a cell in the next free column."""
        while self._covered.get(len(self._cells), 0) > 0:
            self._cells.append("")
        width = min(_span(cell.get("colspan"), MAX_SPAN), max(1, MAX_COLUMNS - len(self._cells)))
        height = _span(cell.get("rowspan"), MAX_ROWS_SPANNED)
        self._at = len(self._cells)
        self._cells += [""] * width
        for column in range(self._at, min(self._at + width, MAX_COLUMNS)):
            # counted down at the end of the row, this one among them
            self._covered[column] = height
        self.in_cell = True

    def add(self, text: str, linked: int) -> None:
        """Add a paragraph to the cell: a list goes on, sentences are told apart by a blank."""
        text = text.replace("\t", " ")
        before = self._cells[self._at]
        self._cells[self._at] += text if not before or before[-1] in "，、；：。！？" else f" {text}"
        self._links += linked

    def end_row(self) -> str:
        """End the row and return its line; empty cells at its end are left out."""
        line = "\t".join(cell.strip() for cell in self._cells).rstrip("\t")
        self._covered = {column: left - 1 for column, left in self._covered.items() if left > 1}
        self.linked, self._links = self._links, 0
        self._cells, self.in_cell = [], False
        self.row += 1
        return line


def _span(written: str | None, most: int) -> int:
    return min(int(written), most) if written and re.fullmatch(r"[0-9]{1,6}", written) and int(written) else 1
