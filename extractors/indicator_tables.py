"""Tables of indicators, as text has them: one cell a line, or cells between tabs.

Definition (decided cases, Targets): "A table of indicators gives one target a row and a future year." A table is known by its
header row: a column that names the indicator, and columns of years (`2025年`, `2025年目标值`) or one of values to be reached (`预期值`),
whose year is the one that the table's title names (`“十四五”时期主要指标`), else the end of the plan.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import numbers, tabs
from .periods import Context, limits
from .text import Layout, Piece, lines, strip

_INDICATOR = re.compile(r"^(?:主要|具体|核心)?指标(?:名称|内容)?$")
_YEAR = re.compile(r"^(?:到)?(?P<year>20\d{2})年?(?:底|末)?(?:目标|预期|规划|计划)?(?:值|目标)?$")
_PLANNED = re.compile(r"^(?:规划|预期|预计)?(?:目标)?值$|^(?:规划|预期)?目标$")
_UNIT = re.compile(r"^(?:计量)?单位$")
_KIND = re.compile(r"^(?:指标)?(?:属性|性质|类型)$")
_NUMBER = re.compile(r"^序号$")
_VALUE = re.compile(
    r"^(?P<change>(?:累计|年均)?(?:下降|降低|减少|增长|提高|增加|上升))?(?P<pre>[≥≤><＞＜〉〈约]|大于|小于|不低于|不超过)?\s*(?P<value>[\d０-９,，.．]+)\s*(?P<unit>[^\d\s]{0,8}?)(?P<post>以上|以下|以内|左右)?$"
)
_COMPARATOR = {
    "≥": ">=",
    "≤": "<=",
    ">": ">",
    "＞": ">",
    "〉": ">",
    "<": "<",
    "＜": "<",
    "〈": "<",
    "约": "~",
    "大于": ">",
    "小于": "<",
}
_COMPARATOR |= {"不低于": ">=", "不超过": "<=", "以上": ">=", "以下": "<=", "以内": "<=", "左右": "~"}
_CHANGE = {"下降": "decrease", "降低": "decrease", "减少": "decrease"}
MAX_TITLE = 4
"""Lines above a header among which the table's title is looked for."""
MAX_HEADER = 10
"""Columns of a table of indicators; the longest real ones have eight."""
MAX_ROWS = 200
"""Rows read of one table; national plans have about thirty."""


@dataclass
class Cell:
    """The value of one row in one future year."""

    piece: Piece
    indicator: str
    comparator: str
    value: float
    unit: str | None
    year: str
    binding: bool
    kind: str = "level"


def _label(words: str) -> str:
    return "".join(words.split())


def find(layout: Layout, start: int, end: int, after_year: int | None, plan_end: int | None = None) -> list[Cell]:
    """Find the values of all tables of indicators in `text[start:end]` for years after `after_year` (all but the first, if unknown).

    `plan_end` is the year of a column of values whose table names none.
    """
    text = layout.text
    cells = [strip(text, *line) for line in lines(text, start, end)]
    cells = [cell for cell in cells if cell.start < cell.end]
    found: list[Cell] = []
    index = 0
    while index < len(cells):
        words = text[cells[index].start : cells[index].end]
        if "\t" in words:
            header = [_label(part) for part in words.split("\t")]
            if _is_header(header):
                header = _dated(header, text, cells, index, plan_end)
                index = _tabbed(text, cells, index + 1, header, after_year, found)
                continue
        elif len(words) <= 20 and (_INDICATOR.match(_label(words)) or _NUMBER.match(_label(words))):
            header = _run(text, cells, index)
            if _is_header(header):
                header = _dated(header, text, cells, index, plan_end)
                index = _stacked(text, cells, index + len(header), header, after_year, found)
                continue
        index += 1
    return found


def _is_header(labels: list[str]) -> bool:
    return any(_INDICATOR.match(label) for label in labels) and any(_is_value(label) for label in labels)


def _is_value(label: str) -> bool:
    return bool(_YEAR.match(label) or _PLANNED.match(label))


def _dated(header: list[str], text: str, cells: list[Piece], index: int, plan_end: int | None) -> list[str]:
    """Write the year into the label of a column of values: the one that the title above the header names, else the plan's."""
    if not any(_PLANNED.match(label) for label in header):
        return header
    year = str(plan_end) if plan_end else None
    for cell in reversed(cells[max(0, index - MAX_TITLE) : index]):
        if "指标" in text[cell.start : cell.end]:
            named = limits(text, cell.start, cell.end, Context())
            year = named[-1].iso[:4] if named else year
            break
    return [f"{year}年" if year and _PLANNED.match(label) else label for label in header]


def _run(text: str, cells: list[Piece], index: int) -> list[str]:
    labels: list[str] = []
    for cell in cells[index : index + MAX_HEADER]:
        label = _label(text[cell.start : cell.end])
        known = any(pattern.match(label) for pattern in (_INDICATOR, _YEAR, _PLANNED, _UNIT, _KIND, _NUMBER))
        if not known and not re.fullmatch(r"[一-鿿（）()%\d年—-]{1,12}", label):
            break
        if labels and not known and any(_is_value(seen) for seen in labels):
            break
        labels.append(label)
    return labels


def _stacked(
    text: str, cells: list[Piece], index: int, header: list[str], after_year: int | None, found: list[Cell]
) -> int:
    serial = next((i for i, label in enumerate(header) if _NUMBER.match(label)), None)
    if serial is not None and serial + 1 < len(header):
        return _numbered(text, cells, index, header[serial:], after_year, found)
    width = len(header)
    first_value = next(i for i, label in enumerate(header) if _is_value(label))
    for _ in range(MAX_ROWS):
        row = cells[index : index + width]
        if len(row) < width:
            break
        value = _VALUE.match(_label(text[row[first_value].start : row[first_value].end]))
        if value:
            _read(text, row, header, after_year, found)
            index += width
        elif len(text[row[0].start : row[0].end]) <= 16 and not re.search(r"[。；]", text[row[0].start : row[0].end]):
            index += 1  # a category over the rows that follow: 一、经济发展
        else:
            break
    return index


MAX_LOOSE = 3
"""Cells between two rows that belong to none: a category over the rows that follow, or a second line of a value."""


def _numbered(
    text: str, cells: list[Piece], index: int, header: list[str], after_year: int | None, found: list[Cell]
) -> int:
    """Read rows that each begin with their number; what stands before a number and is no row's is passed over."""
    expected = 1
    for _ in range(MAX_ROWS):
        begins = (
            at
            for at in range(index, min(index + MAX_LOOSE + 1, len(cells)))
            if text[cells[at].start : cells[at].end] == str(expected)
        )
        at = next(begins, None)
        if at is None or at + len(header) > len(cells):
            break
        _read(text, cells[at : at + len(header)], header, after_year, found)
        index = at + len(header)
        expected += 1
    return index


def _tabbed(
    text: str, lines: list[Piece], index: int, header: list[str], after_year: int | None, found: list[Cell]
) -> int:
    for after, row in tabs.rows(text, lines, index, len(header)):
        if _is_header([_label(text[cell.start : cell.end]) for cell in row]):
            break
        if len(row) >= len(header):
            _read(text, row, header, after_year, found)
        index = after
    return index


def _read(text: str, row: list[Piece], header: list[str], after_year: int | None, found: list[Cell]) -> None:
    words = [_label(text[cell.start : cell.end]) for cell in row]
    name_at = next(i for i, label in enumerate(header) if _INDICATOR.match(label))
    years = [i for i, label in enumerate(header) if _YEAR.match(label)]
    unit_at = next((i for i, label in enumerate(header) if _UNIT.match(label)), None)
    kind_at = next((i for i, label in enumerate(header) if _KIND.match(label)), None)
    name = re.sub(r"^(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)])", "", words[name_at])
    bracket = re.search(r"[（(](?P<unit>[^（）()]{1,10})[）)]$", name)
    unit = words[unit_at] if unit_at is not None and words[unit_at] not in ("-", "—", "/") else None
    if bracket and unit is None and numbers.class_of(bracket["unit"]):
        unit, name = bracket["unit"], name[: bracket.start()]
    for column in years:
        match = _YEAR.match(header[column])
        value = _VALUE.match(words[column])
        if not match or not value or not name or re.fullmatch(r"[\d.]+", name):
            continue
        if int(match["year"]) <= after_year if after_year else column == years[0] and len(years) > 1:
            continue
        try:
            number = numbers.arabic(value["value"])
        except ValueError:
            continue
        comparator = _COMPARATOR.get(value["pre"] or value["post"] or "", "=")
        binding = kind_at is not None and "约束" in words[kind_at]
        piece = Piece(row[name_at].start, row[column].end)
        change = value["change"] or ""
        kind = "rate" if change.startswith("年均") else _CHANGE.get(change[-2:], "increase") if change else "level"
        found.append(Cell(piece, name, comparator, number, value["unit"] or unit, match["year"], binding, kind))
