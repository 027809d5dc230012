"""The metadata that government sites print above a text, as the lines `标签：值` that the header rules understand.

Label and value stand in cells of a table, in a definition list, in spans of a list, in one line or in two: all come out alike. What is
no label that the header rules know is left out with its value.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from .html_lines import Line
from .html_words import LABELS

_LABELLED = re.compile(
    r"\s*(?P<label>[\u4e00-\u9fff](?:\s*[\u4e00-\u9fff]){1,7})\s*(?P<colon>[：:])\s*(?P<value>.*)", re.DOTALL
)
MIN_BARE = 2
"""Labels without a colon among the lines above a text from which on they are labels; one alone may be a word of the page."""
MAX_VALUE = 40
"""Characters of a value of an unknown label that is left out; no paragraph of a notice that begins with a label is so short and is
followed by metadata."""


class _Cell(NamedTuple):
    number: int
    text: str
    in_table: bool


def read(lines: Iterable[tuple[int, Line]]) -> dict[int, list[Line]]:
    """Return, by its number, what takes the place of each line that is metadata: lines `标签：值`, none where they stand elsewhere."""
    cells = [
        _Cell(index, cell.strip(), line.table is not None)
        for index, line in lines
        for cell in line.text.split("\t")
        if cell.strip()
    ]
    bare = sum(_compact(cell.text) in LABELS for cell in cells) >= MIN_BARE
    found: dict[int, list[Line]] = {}
    tables = {cell.number for cell in cells if cell.in_table and _label(cell, bare) in LABELS}
    pending: _Cell | None = None
    previous = -2
    for cell in cells:
        label = _label(cell, bare)
        match = _LABELLED.fullmatch(cell.text)
        value = match["value"] if match else ""
        if pending is not None and label is None:
            found.setdefault(pending.number, []).append(_line(pending.text, cell.text))
            found.setdefault(cell.number, [])
            pending, previous = None, cell.number
            continue
        if pending is not None:
            found.setdefault(pending.number, []).append(_line(pending.text, ""))
            pending = None
        if label in LABELS and not value:
            pending = cell
        elif label in LABELS:
            found.setdefault(cell.number, []).append(_line(cell.text, ""))
            previous = cell.number
        elif cell.number in tables or (label and 0 < len(value) <= MAX_VALUE and cell.number - previous <= 1):
            found.setdefault(cell.number, [])
            previous = cell.number
    if pending is not None:
        found.setdefault(pending.number, []).append(_line(pending.text, ""))
    return found


def _label(cell: _Cell, bare: bool) -> str | None:
    """Return the label that a cell is or begins with, known or not, without its blanks."""
    match = _LABELLED.fullmatch(cell.text)
    if match:
        return _compact(match["label"])
    return _compact(cell.text) if bare and _compact(cell.text) in LABELS else None


def _compact(text: str) -> str:
    return "".join(text.split())


def _line(label: str, value: str) -> Line:
    colon = "" if re.search(r"[：:]", label) else "："
    return Line(f"{label}{colon}{value}", 0, 0, False)
