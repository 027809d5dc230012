"""Tables of indicators, as text has them: one cell a line, or cells between tabs.

Definition (decided cases, Targets): "A table of indicators gives one target a row and a future year." A table is known by its
header row: a column that names the indicator, and columns of years (`2025年`, `2025年目标值`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import numbers
from .text import Layout, Piece, lines, strip

_INDICATOR = re.compile(r"^(?:主要|具体|核心)?指标(?:名称|内容)?$")
_YEAR = re.compile(r"^(?:到)?(?P<year>20\d{2})年?(?:底|末)?(?:目标|预期|规划|计划)?(?:值|目标)?$")
_UNIT = re.compile(r"^(?:计量)?单位$")
_KIND = re.compile(r"^(?:指标)?(?:属性|性质|类型)$")
_NUMBER = re.compile(r"^序号$")
_VALUE = re.compile(
    r"^(?P<pre>[≥≤><＞＜〉〈约]|大于|小于|不低于|不超过)?\s*(?P<value>[\d０-９,，.．]+)\s*(?P<unit>[^\d\s]{0,8}?)(?P<post>以上|以下|以内|左右)?$"
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


def _label(words: str) -> str:
    return re.sub(r"[\s　]+", "", words)


def find(layout: Layout, start: int, end: int, after_year: int | None) -> list[Cell]:
    """Find the values of all tables of indicators in `text[start:end]` for years after `after_year` (all but the first, if unknown)."""
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
                index = _tabbed(text, cells, index + 1, header, after_year, found)
                continue
        elif len(words) <= 20 and (_INDICATOR.match(_label(words)) or _NUMBER.match(_label(words))):
            header = _run(text, cells, index)
            if _is_header(header):
                index = _stacked(text, cells, index + len(header), header, after_year, found)
                continue
        index += 1
    return found


def _is_header(labels: list[str]) -> bool:
    return any(_INDICATOR.match(label) for label in labels) and any(_YEAR.match(label) for label in labels)


def _run(text: str, cells: list[Piece], index: int) -> list[str]:
    labels: list[str] = []
    for cell in cells[index : index + MAX_HEADER]:
        label = _label(text[cell.start : cell.end])
        known = any(pattern.match(label) for pattern in (_INDICATOR, _YEAR, _UNIT, _KIND, _NUMBER))
        if not known and not re.fullmatch(r"[一-鿿（）()%\d年—-]{1,12}", label):
            break
        if labels and not known and any(_YEAR.match(seen) for seen in labels):
            break
        labels.append(label)
    return labels


def _stacked(
    text: str, cells: list[Piece], index: int, header: list[str], after_year: int | None, found: list[Cell]
) -> int:
    width = len(header)
    first_value = next(i for i, label in enumerate(header) if _YEAR.match(label))
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


def _tabbed(
    text: str, cells: list[Piece], index: int, header: list[str], after_year: int | None, found: list[Cell]
) -> int:
    while index < len(cells):
        line = cells[index]
        parts = text[line.start : line.end].split("\t")
        if len(parts) == 1:
            break
        row, at = [], line.start
        for part in parts:
            row.append(strip(text, at, at + len(part)))
            at += len(part) + 1
        if len(row) >= len(header):
            _read(text, row, header, after_year, found)
        index += 1
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
        found.append(Cell(piece, name, comparator, number, value["unit"] or unit, match["year"], binding))
