"""Sheets of a workbook that hold a list: a header that stays, filters, numbers as numbers, text as text, links.

Guarantees: nothing is written that Excel or LibreOffice would have to mend: names of sheets are such as both take, a list
longer than a sheet goes on in another one, text longer than a cell is cut with an ellipsis, text is never a formula.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from .output import CELL_LIMIT

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.worksheet import Worksheet

NAME_LIMIT = 31
"""Most characters, in units of UTF-16, that the name of a sheet may have."""

ROW_LIMIT = 1_048_576
"""Rows of a sheet, the header's with them."""

LINK_LIMIT = 65_530
"""Links that Excel keeps on a sheet; what is beyond them is text that says the same."""

LINE_POINTS, HIGHEST_POINTS = 15.0, 409.0
"""Height of a line of text, and the most that a row can have, in points."""

ARROW = 3
"""Width of a filter's arrow, in characters of half width."""

A3, A4 = 8, 9
"""Sizes of paper, as workbooks number them."""

_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\x00-\x1f\x7f-\x9f\u2028\u2029\ufffe\uffff]")
_RESERVED = ("History", "历史记录")
"""Names that Excel keeps for itself."""


class Column(NamedTuple):
    """One column: its title, the attribute of a row that it shows, its width in characters of half width, its meaning."""

    title: str
    attribute: str
    width: int
    meaning: str


class Link(NamedTuple):
    """A cell that leads to another place of the workbook; `text` stands in it."""

    address: str
    text: str


class SheetNames:
    """Names of sheets, each given once; case and width do not tell two names apart."""

    def __init__(self) -> None:
        self._taken = {_folded(name) for name in _RESERVED}

    def take(self, wanted: str) -> str:
        """`wanted` as a sheet may be called, with a number behind it where that is taken."""
        clean = " ".join(_NOT_IN_NAMES.sub(" ", wanted).split()).strip("' ") or "未命名"
        number, mark = 1, ""
        while _folded(name := cut(clean, NAME_LIMIT - len(mark)).rstrip("' ") + mark) in self._taken:
            number += 1
            mark = f" ({number})"
        self._taken.add(_folded(name))
        return name


class Book:
    """A workbook under construction: its formats, the names of its sheets, and how many texts had to be cut."""

    def __init__(self, book: Workbook) -> None:
        self.book = book
        self.names = SheetNames()
        self.cut_texts = 0
        top = {"valign": "top", "text_wrap": True, "font_size": 10}
        self.body = book.add_format(top)
        self.head = book.add_format({**top, "bold": True, "bg_color": "#DDE6F0", "bottom": 1, "valign": "vcenter"})
        self.link = book.add_format({**top, "font_color": "#0563C1", "underline": 1})
        self.title = book.add_format({"bold": True, "font_size": 16})

    def sheet(self, wanted: str, *, paper: int = A4) -> Worksheet:
        """A new sheet, to be printed across the page with its first row on every page."""
        sheet = self.book.add_worksheet(self.names.take(wanted))
        sheet.set_landscape()
        sheet.set_paper(paper)
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.fit_to_pages(1, 0)
        sheet.hide_gridlines(0)  # not hidden: printed too
        sheet.set_footer("&L&A&R第 &P 页，共 &N 页")
        return sheet

    def row(self, sheet: Worksheet, line: int, values: Sequence[object], widths: Sequence[int]) -> None:
        """One row, counted from 0, as high as its texts need in columns of those widths."""
        lines = 1
        for at, (value, width) in enumerate(zip(values, widths, strict=True)):
            self._write(sheet, line, at, value)
            if isinstance(value, str):
                lines = max(lines, _lines(value, width))
        if lines > 1:  # LibreOffice would leave the row as low as the others
            sheet.set_row(line, min(lines * LINE_POINTS, HIGHEST_POINTS))

    def _write(self, sheet: Worksheet, line: int, at: int, value: object) -> None:
        """One cell; nothing for None and for empty text."""
        if isinstance(value, Link):
            sheet.write_url(line, at, f"internal:{value.address}", self.link, value.text)
        elif isinstance(value, int | float):
            sheet.write_number(line, at, value, self.body)
        elif value:
            text = str(value)
            kept = cut(text, CELL_LIMIT, "…")
            self.cut_texts += kept != text
            sheet.write_string(line, at, kept, self.body)


class Listing:
    """Rows under a header, on as many sheets as they need: `name`, `name2`, …"""

    def __init__(self, book: Book, name: str, columns: Sequence[Column], *, paper: int = A4) -> None:
        self.columns = columns
        self.rows = 0
        self._book = book
        self._name = name
        self._paper = paper
        self._attributes = [column.attribute for column in columns]
        self._widths = [column.width for column in columns]
        self._sheets: list[Worksheet] = []
        self._links: list[int] = []
        self._sheet(0)

    @property
    def sheets(self) -> list[str]:
        """Names of its sheets."""
        return [sheet.name for sheet in self._sheets]

    def link(self, row: int) -> Link:
        """To the row of that number, counted from 0, whether it is written already or not."""
        number, line = divmod(row, ROW_LIMIT - 1)
        name = self._sheet(number).name
        return Link(address(name, f"A{line + 2}"), f"{name} 第{line + 2}行")

    def add(self, row: object, **more: object) -> None:
        """One row: the columns' attributes of `row`; those of `more` instead where they are named there."""
        number, line = divmod(self.rows, ROW_LIMIT - 1)
        sheet = self._sheet(number)
        values = [more[name] if name in more else getattr(row, name) for name in self._attributes]
        for at, value in enumerate(values):
            if isinstance(value, Link):
                self._links[number] += 1
                values[at] = value if self._links[number] <= LINK_LIMIT else value.text
        self._book.row(sheet, line + 1, values, self._widths)
        self.rows += 1

    def activate(self) -> None:
        """Let the workbook open on its first sheet."""
        self._sheets[0].activate()

    def finish(self) -> None:
        """Filters over what was written."""
        for number, sheet in enumerate(self._sheets):
            rows = min(self.rows - number * (ROW_LIMIT - 1), ROW_LIMIT - 1)
            if rows > 0:
                sheet.autofilter(0, 0, rows, len(self.columns) - 1)

    def _sheet(self, number: int) -> Worksheet:
        """The sheet of that number, counted from 0; the first is called as the list is, the others with their number."""
        while len(self._sheets) <= number:
            count = len(self._sheets) + 1
            sheet = self._book.sheet(self._name if count == 1 else f"{self._name}{count}", paper=self._paper)
            for at, column in enumerate(self.columns):
                sheet.set_column(at, at, column.width)
                sheet.write_string(0, at, column.title, self._book.head)
            # as high as its longest title needs beside the arrow of the filter, which LibreOffice would not see to
            lines = max(_lines(column.title, column.width - ARROW) for column in self.columns)
            sheet.set_row(0, lines * LINE_POINTS + 3)
            sheet.freeze_panes(1, 0)
            sheet.repeat_rows(0)
            sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{ROW_LIMIT}"})  # years are text, as 2027-06 is
            self._sheets.append(sheet)
            self._links.append(0)
        return self._sheets[number]


def address(sheet: str, cell: str) -> str:
    """`'sheet'!A1`, as links have it."""
    return "'{}'!{}".format(sheet.replace("'", "''"), cell)


def cut(text: str, limit: int, mark: str = "") -> str:
    """`text`, or as much of it as leaves room for `mark` behind it; counted as Excel does, in units of UTF-16."""
    if len(text) * 2 <= limit or len(data := text.encode("utf-16-le", "surrogatepass")) <= limit * 2:
        return text
    return data[: (limit - len(mark)) * 2].decode("utf-16-le", "ignore") + mark


def _lines(text: str, width: int) -> int:
    """Lines that `text` takes in a column of that width, in characters of half width."""
    return sum(max(1, math.ceil(_width(line) / width)) for line in text.split("\n"))


def _width(line: str) -> int:
    """In characters of half width; marks that are wide in Chinese fonts only (“”—) are taken for wide."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in line)


def _folded(name: str) -> str:
    return unicodedata.normalize("NFKC", name).casefold()
