"""Excel workbooks: each sheet a table, row by row, its cells between tabs in the columns in which they stand.

Places have the sheet's name; rows and columns are counted as Excel does, from 1. A row of one cell at the left is a line of its
own, as a title or a heading over the table is. Of a formula the value counts that was there
when the workbook was saved. What is hidden as a whole sheet is no text of the notice.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from datetime import date, time
from decimal import Decimal
from typing import Any

from ...schemas import SetAsideReason
from ..decode import Decoded, Undecodable
from . import packages
from .assemble import Passage, assemble, mended

MAX_CELLS = 500_000
"""Cells with something in them; the longest list of duties known has some thousands."""
MAX_ROWS = 1_048_576
"""Rows that a sheet can have; a file may say that one stands far below."""
MAX_WIDTH = 200
"""Columns of a table that is read; what is to the right of them is no list of duties."""
OWN_MARK = "gongwen"
"""Property of the workbooks that `gongwen report` writes: they say what other files say."""
_BREAK = re.compile(r"\s*[\r\n\t\v\f]\s*")
_ERROR = re.compile(r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!)")


def read(data: bytes) -> Decoded:
    """Return the text of a workbook, with the cell of every stretch; raises `Undecodable` (locked, damaged, too large, our own)."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    packages.document(data)
    try:
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        if OWN_MARK in book.custom_doc_props.names:
            message = "gongwen itself wrote it, out of other files; ingest those"
            raise Undecodable(message, reason=SetAsideReason.UNSUPPORTED_FORMAT)
        return assemble(_passages(book))
    except (
        InvalidFileException,
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        IndexError,
        ValueError,
        TypeError,
        AttributeError,
        SyntaxError,
        EOFError,
        OverflowError,
    ) as error:
        if isinstance(error, Undecodable):
            raise
        message = f"the workbook is damaged ({type(error).__name__}); open it in Excel, save it anew and try again"
        raise Undecodable(message, reason=SetAsideReason.DAMAGED) from error


def _passages(book: Any) -> Iterator[Passage]:
    left = MAX_CELLS
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    for number, sheet in enumerate(shown, start=1):
        rows: list[tuple[int, dict[int, str]]] = []
        sheet.reset_dimensions()  # what a workbook says of its own size may be anything
        for row, cells in enumerate(sheet.iter_rows(max_col=MAX_WIDTH), start=1):
            texts = {at: text for at, cell in enumerate(cells) if (text := _text(cell))}
            left -= len(texts)
            if left < 0 or row > MAX_ROWS:
                raise Undecodable("it has more cells or rows than a notice can have", reason=SetAsideReason.TOO_LARGE)
            if texts:
                rows.append((row, texts))
        # every row of a table has as many cells, so that the last ones, where they are empty, are not missing
        width = max((max(texts) + 1 for _, texts in rows if len(texts) > 1), default=1)
        for row, texts in rows:
            line = [texts[0]] if set(texts) == {0} else [texts.get(at, "") for at in range(max(width, max(texts) + 1))]
            yield Passage("\t".join(line), table=number, row=row, sheet=sheet.title)


def _text(cell: Any) -> str:
    """What a cell shows: a share as per cent, a day as official documents write it."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, int | float):
        return _number(value, str(cell.number_format or ""))
    if isinstance(value, date):  # a datetime, too
        return f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, time):
        return value.isoformat("minutes")
    text = mended(_BREAK.sub(" ", str(value)).strip())
    return "" if _ERROR.fullmatch(text) else text


def _number(value: float, form: str) -> str:
    number = Decimal(f"{value:.15g}")  # as many digits as Excel keeps
    if not number.is_finite():
        return ""
    percent = "%" in form
    shown = number * 100 if percent else number
    text = f"{shown:f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return text + ("%" if percent else "")
