"""Rows for a reader or a program: one function per format, so that every listing of gongwen offers the same four.

Guarantee: the same rows give the same bytes in every format; what comes from a document is shown as text and never
taken for markup, terminal codes or a formula.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.table import Table

Row = Mapping[str, Any]

CELL_LIMIT = 32_767
"""Most characters that Excel keeps in a cell; longer text is cut there, with an ellipsis."""

WIDEST_COLUMN = 60
"""Widest column of a workbook, in characters of half width; longer text is wrapped."""

_FIXED_DATE = datetime(2000, 1, 1)
"""Creation date written into workbooks: the same rows must give the same bytes."""


class Format(StrEnum):
    """Formats of a listing."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    XLSX = "xlsx"


def render(rows: Sequence[Row], columns: Sequence[str], form: Format, *, width: int | None = None) -> bytes:
    """`rows` in the given format, as the bytes of a file.

    Args:
        rows: one mapping a row; a column that a row lacks is empty.
        columns: which columns, in this order.
        form: one of `Format`.
        width: of the table, in characters of half width; 120 unless told.
    """
    if form is Format.XLSX:
        return to_xlsx(rows, columns)
    if form is Format.JSON:
        return to_json(rows, columns).encode()
    if form is Format.CSV:
        return to_csv(rows, columns).encode()
    return to_text(to_table(rows, columns), width or 120).encode()


def cell(value: object) -> str:
    """One value as text: nothing for `None`, lists joined by `、`, anything nested as JSON."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    if isinstance(value, list | tuple) and not any(isinstance(item, list | tuple | Mapping) for item in value):
        return "、".join(cell(item) for item in value)
    if isinstance(value, list | tuple | Mapping):
        return _json(value)
    return str(value)


def printable(text: str) -> str:
    """`text` with control characters (terminal codes too) made visible; line ends and tabs become spaces."""
    return "".join(
        " " if char in "\n\t\r" else f"\\x{ord(char):02x}" if unicodedata.category(char) == "Cc" else char
        for char in text
    )


def to_table(rows: Sequence[Row], columns: Sequence[str], title: str | None = None) -> Table:
    """A table for the terminal."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, box=box.SIMPLE_HEAD, title_justify="left", show_lines=False, pad_edge=False)
    for column in columns:
        numbers = [row.get(column) for row in rows]
        numeric = bool(rows) and all(isinstance(n, int | float) and not isinstance(n, bool) for n in numbers)
        table.add_column(Text(printable(column)), justify="right" if numeric else "left", overflow="fold")
    for row in rows:
        table.add_row(*(Text(printable(cell(row.get(column)))) for column in columns))
    return table


def filled(rows: Sequence[Row], columns: Sequence[str]) -> list[str]:
    """Those of `columns` that are not empty in every row."""
    return [column for column in columns if any(row.get(column) not in (None, "", [], ()) for row in rows)]


def to_text(renderable: object, width: int) -> str:
    """Anything that rich can print, as plain text without colour."""
    from rich.console import Console

    out = io.StringIO()
    Console(file=out, width=width, color_system=None, force_terminal=False, highlight=False).print(renderable)
    return "\n".join(line.rstrip() for line in out.getvalue().splitlines()).strip("\n") + "\n"


def to_csv(rows: Sequence[Row], columns: Sequence[str]) -> str:
    r"""CSV with a header line, lines ended by `\n`; values as they are (open it in a spreadsheet as xlsx instead)."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([cell(row.get(column)) for column in columns] for row in rows)
    return out.getvalue()


def to_json(rows: Sequence[Row], columns: Sequence[str]) -> str:
    """A JSON array of objects, keys in the order of `columns`, `null` written, one object a line."""
    lines = [_json({column: row.get(column) for column in columns}) for row in rows]
    return "[" + ",\n ".join(lines) + "]\n"


def to_xlsx(rows: Sequence[Row], columns: Sequence[str], sheet: str = "gongwen") -> bytes:
    """A workbook of one sheet: header frozen and filterable, numbers as numbers, text as text (never a formula)."""
    import xlsxwriter

    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        book.set_properties({"created": _FIXED_DATE})
        page = book.add_worksheet(sheet)
        head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        body = book.add_format({"text_wrap": True, "valign": "top"})
        for at, column in enumerate(columns):
            page.write_string(0, at, column, head)
            widest = _width(column)
            for line, row in enumerate(rows, start=1):
                value = row.get(column)
                if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) < 1e15:
                    page.write_number(line, at, value, body)
                elif value not in (None, "", [], ()):
                    text = cell(value)
                    page.write_string(line, at, text if len(text) <= CELL_LIMIT else text[: CELL_LIMIT - 1] + "…", body)
                widest = max(widest, _width(cell(value)))
            page.set_column(at, at, min(widest, WIDEST_COLUMN) + 2)
        page.freeze_panes(1, 0)
        if rows and columns:
            page.autofilter(0, 0, len(rows), len(columns) - 1)
    return out.getvalue()


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _width(text: str) -> int:
    """Width in half-width characters of the longest line."""
    return max(sum(2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in line) for line in text.split("\n"))
