"""Formats of a listing: the same rows, the same bytes, nothing from a document taken for anything but text."""

from __future__ import annotations

import csv
import io
import json

import openpyxl
import pytest
from gongwen.pipeline.output import CELL_LIMIT, Format, cell, printable, render, to_text
from hypothesis import given
from hypothesis import strategies as st

COLUMNS = ("agency", "value", "deadline", "names")
ROWS = [
    {"agency": "区发展改革委", "value": 1200.0, "deadline": None, "names": ["甲", "乙"]},
    {"agency": '=HYPERLINK("http://x")', "value": 3, "deadline": "2027", "names": []},
    {"agency": "[red]a,b\n「c」\x1b[31m", "value": 13.5},
]


def test_csv_reads_back() -> None:
    lines = list(csv.reader(io.StringIO(render(ROWS, COLUMNS, Format.CSV).decode())))
    assert lines == [
        ["agency", "value", "deadline", "names"],
        ["区发展改革委", "1200", "", "甲、乙"],
        ['=HYPERLINK("http://x")', "3", "2027", ""],
        ["[red]a,b\n「c」\x1b[31m", "13.5", "", ""],
    ]


def test_json_reads_back_with_null_written() -> None:
    text = render(ROWS, COLUMNS, Format.JSON).decode()
    assert json.loads(text) == [{column: row.get(column) for column in COLUMNS} for row in ROWS]
    assert "区发展改革委" in text
    assert render([], COLUMNS, Format.JSON) == b"[]\n"


def test_xlsx_reads_back_with_text_as_text() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render(ROWS, COLUMNS, Format.XLSX)))
    sheet = book.active
    assert sheet is not None
    assert [[c.value for c in row] for row in sheet.iter_rows()][:3] == [
        ["agency", "value", "deadline", "names"],
        ["区发展改革委", 1200, None, "甲、乙"],
        ['=HYPERLINK("http://x")', 3, "2027", None],
    ]
    assert sheet["A3"].data_type == "s", "a formula in a document is text"
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:D4"


def test_a_text_too_long_for_a_cell_is_cut_there() -> None:
    book = openpyxl.load_workbook(io.BytesIO(render([{"a": "字" * 40_000}], ["a"], Format.XLSX)))
    value = book.active["A2"].value  # type: ignore[index]
    assert len(value) == CELL_LIMIT
    assert value.endswith("…")


def test_a_table_shows_markup_and_terminal_codes_as_text() -> None:
    shown = render(ROWS, COLUMNS, Format.TABLE).decode()
    assert "[red]a,b" in shown
    assert "\x1b" not in shown
    assert "\\x1b[31m" in shown


def test_a_narrow_table_loses_no_character() -> None:
    shown = render([{"a": "重庆市铜梁区发展和改革委员会" * 3}], ["a"], Format.TABLE, width=30).decode()
    assert "".join(shown.split()).endswith("重庆市铜梁区发展和改革委员会" * 3)


@pytest.mark.parametrize("form", list(Format))
def test_the_same_rows_give_the_same_bytes(form: Format) -> None:
    assert render(ROWS, COLUMNS, form) == render(ROWS, COLUMNS, form)
    assert render([], COLUMNS, form)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "true"),
        (120000000000.0, "120000000000"),
        (0.1, "0.1"),
        (("甲", None, 2), "甲、、2"),
        ([["a"], ["b"]], '[["a"], ["b"]]'),
        ({"名": 1}, '{"名": 1}'),
    ],
)
def test_cells(value: object, text: str) -> None:
    assert cell(value) == text


@given(st.text())
def test_nothing_printable_controls_the_terminal(text: str) -> None:
    shown = printable(text)
    assert all(ord(char) >= 32 and not 127 <= ord(char) < 160 for char in shown)


def test_plain_text_has_no_trailing_spaces() -> None:
    assert to_text("a  \nb", 20) == "a\nb\n"
