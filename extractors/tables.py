"""Tables with a column of units, as text has them: one cell a line, or cells between tabs.

A table is known by its header row: a run of short cells, one of them a label of responsibility (`责任单位`, `指导部门`), one of
them a number or a name of work (`序号`, `任务`, `内容`). Definition (Task 2): "where a note stands on … a table row instead".
"""

from __future__ import annotations

import itertools
import re
from dataclasses import dataclass, field
from functools import cache, lru_cache
from typing import cast

from . import agency_list, notes, tabs
from .lexicon import load
from .notes import Member, labels
from .ordinals import CHINESE_KINDS, candidates
from .periods import time_limit
from .text import Layout, Piece, lines, strip

MAX_HEADER_CELL = 14
"""Characters of a column's label; `责任单位及责任人` has 8."""
MAX_TABLES = 100
"""Tables without numbers read of one text: the cells after each header are gone through once."""
MAX_ROWS = 2000
"""Rows read of one table; the longest duty tables have a few hundred."""


@dataclass
class Row:
    """One row: its place, the cell that names the work, its agencies with roles, its time limit.

    `whole` is the row with all its cells, as far as its number tells where it ends; else it is `piece`.
    """

    piece: Piece
    title: Piece
    members: list[Member] = field(default_factory=list)
    open_ended: bool = False
    deadline: str | None = None
    whole: Piece | None = None


@cache
def _columns() -> dict[str, str]:
    return {entry.term: entry["class"] for entry in load("table_labels")}


def _label(cell: str) -> str:
    return "".join(cell.split())


@lru_cache(maxsize=1024)
def _role(cell: str) -> str | None:
    if len(cell) > 4 * MAX_HEADER_CELL:
        return None
    label = _label(cell)
    for size in range(len(label), 1, -1):
        if label[-size:] in labels() and len(label) - size <= 4:
            return labels()[label[-size:]]
    return None


def of(layout: Layout) -> list[Row]:
    """Return the rows of all tables of a text: the outline and the tasks ask for them, they are looked for once."""
    if "tables" not in layout.kept:
        layout.kept["tables"] = find(layout, 0, len(layout.text))
    return cast(list[Row], layout.kept["tables"])


def find(layout: Layout, start: int, end: int) -> list[Row]:
    """Find the rows of all tables with a column of units in `text[start:end]`."""
    text = layout.text
    cells = [strip(text, *line) for line in lines(text, start, end)]
    cells = [cell for cell in cells if cell.start < cell.end]
    rows: list[Row] = []
    index = joined = 0
    while index < len(cells):
        words = text[cells[index].start : cells[index].end]
        if "\t" in words:
            labels = [_label(part) for part in words.split("\t")]
            if _is_header(labels):
                index = _tabbed(layout, cells, index + 1, labels, rows)
                continue
        elif _label(words) in _columns() or _role(words):
            header = _header_run(text, cells, index)
            if header and _columns().get(header[0]) == "number":
                index = _stacked(layout, cells, index + len(header), header, rows)
                continue
            joined += header is not None
            if header and joined <= MAX_TABLES:
                cells[index + len(header) :] = _whole_cells(text, cells, index, len(header))
                index = _by_units(layout, cells, index + len(header), header, rows)
                continue
        index += 1
    return rows


def _is_header(labels: list[str]) -> bool:
    return (
        len(labels) >= 2
        and all(0 < len(label) <= MAX_HEADER_CELL for label in labels)
        and any(_role(label) in ("lead", "responsible", "support") for label in labels)
        and any(label in _columns() for label in labels)
    )


def _header_run(text: str, cells: list[Piece], index: int) -> list[str] | None:
    labels: list[str] = []
    for cell in cells[index : index + 12]:
        words = text[cell.start : cell.end]
        if (
            len(_label(words)) > MAX_HEADER_CELL
            or re.search(r"[。；，、：]", words)
            or re.fullmatch(r"\d+", words)
            or candidates(text, cell.start, cell.end)
        ):
            break
        label = _label(words)
        after_units = bool(labels) and _role(labels[-1]) in ("lead", "responsible", "support")
        following = "".join(text[c.start : c.end] for c in cells[index + len(labels) + 1 : index + len(labels) + 2])
        if after_units and label not in _columns() and not _role(label) and _is_unit(following):
            break  # the first row: a short task, and its units
        labels.append(label)
    return labels if _is_header(labels) else None


def _stacked(layout: Layout, cells: list[Piece], index: int, header: list[str], rows: list[Row]) -> int:
    """Read rows of one cell a line under a 序号 column: each row begins at its number."""
    text = layout.text
    width = len(header)
    while index < len(cells) and len(rows) < MAX_ROWS:
        words = text[cells[index].start : cells[index].end]
        if candidates(text, cells[index].start, cells[index].end) and not re.fullmatch(r"\d+", words):
            index += 1
            continue
        if not re.fullmatch(r"\d{1,4}", words):
            break
        stop = index + 1
        expected = int(words) + 1
        while stop < len(cells) and stop - index < width + 20:
            cell = text[cells[stop].start : cells[stop].end]
            marks = candidates(text, cells[stop].start, cells[stop].end)
            # 1. may number what stands inside a cell, 一、 is the next part of the table or of the document
            if cell == str(expected) or (marks and marks[0].kind in CHINESE_KINDS and stop - index >= min(width, 3)):
                break
            stop += 1
        row = cells[index : min(stop, index + width) if stop - index <= width or stop >= len(cells) else stop]
        found = _row(layout, row, header)
        if found:
            found.whole = Piece(cells[index].start, cells[stop - 1].end)
            rows.append(found)
        index = stop
    return index


def _whole_cells(text: str, cells: list[Piece], index: int, width: int) -> list[Piece]:
    """Join the lines of one cell where blank lines divide the cells, as they do between the labels of the header."""
    header, rest = cells[index : index + width], cells[index + width :]

    def divided(left: Piece, right: Piece) -> bool:
        return text.count("\n", left.end, right.start) > 1

    if not all(divided(a, b) for a, b in itertools.pairwise(header)):
        return rest
    whole: list[Piece] = []
    for cell in rest:
        if whole and not divided(whole[-1], cell):
            whole[-1] = Piece(whole[-1].start, cell.end)
        else:
            whole.append(cell)
    return whole


def _by_units(layout: Layout, cells: list[Piece], index: int, header: list[str], rows: list[Row]) -> int:
    """Read rows of one cell a line without a 序号: the cells of units end a row.

    A cell that spans several rows stands once, so rows differ in length; what stands before the units belongs to the last
    columns before theirs.
    """
    text = layout.text
    columns = [i for i, label in enumerate(header) if _role(label) in ("lead", "responsible", "support")]
    first, last = columns[0], columns[-1]
    if columns != list(range(first, last + 1)) or first == 0:
        return index
    while index < len(cells) and len(rows) < MAX_ROWS:
        texts = _run(layout, cells, index, MAX_TEXT_CELLS, units=False)
        units = _run(layout, cells, index + len(texts), len(columns), units=True)
        if not texts or not units:
            break
        after = index + len(texts) + len(units)
        rest = cells[after : after + len(header) - 1 - last]
        rest = rest if all(_is_limit(text, cell) for cell in rest) else []
        named = texts[-first:]
        labels = [
            *header[first - len(named) : first],
            *header[first : first + len(units)],
            *header[last + 1 :][: len(rest)],
        ]
        found = _row(layout, [*named, *units, *rest], labels)
        if found:
            rows.append(found)
        index = after + len(rest)
    return index


MAX_TEXT_CELLS = 8
"""Cells before the units of one row; a category, an item and a task in a few paragraphs are the most seen."""
MAX_UNIT_CELL = 200
"""Characters of a cell of units."""


def _run(layout: Layout, cells: list[Piece], index: int, most: int, *, units: bool) -> list[Piece]:
    found: list[Piece] = []
    for cell in cells[index : index + most]:
        words = layout.text[cell.start : cell.end]
        numbered = bool(candidates(words, 0, len(words)))
        listed = (
            not numbered
            and len(words) <= MAX_UNIT_CELL
            and agency_list.looks_like_organisation(re.sub(r"\s*\n\s*", "", words).rstrip("、等"))
        )
        if listed != units or words.startswith("附件"):
            break
        found.append(cell)
    return found


def _is_limit(text: str, cell: Piece) -> bool:
    words = text[cell.start : cell.end]
    return len(words) <= 30 and bool(time_limit(words) or re.search(r"长期|持续|每年|全年|年底|月底|按时", words))


def _tabbed(layout: Layout, lines: list[Piece], index: int, header: list[str], rows: list[Row]) -> int:
    """Read rows between tabs until another header, or a line that is no row; a cell of work that spans several rows names each."""
    work: Piece | None = None
    for after, cells in tabs.rows(layout.text, lines, index, len(header)):
        if _is_header([_label(layout.text[cell.start : cell.end]) for cell in cells]) or len(rows) >= MAX_ROWS:
            break
        found = _row(layout, cells, header, work)
        if found:
            rows.append(found)
            work = found.title
        index = after
    return index


def _row(layout: Layout, cells: list[Piece], header: list[str], above: Piece | None = None) -> Row | None:
    """Read one row by its header; a row with surplus lines is aligned by the cells that are lists of organisations.

    `above` is the work of the row before, for a row whose own cell of work is empty.
    """
    text = layout.text
    if len(cells) != len(header):
        aligned = _by_their_units(layout, cells, header)
        if aligned:
            cells, header = aligned
    if len(cells) > len(header):
        cells = _align(layout, cells, header)
    if len(cells) < len(header):
        return None
    works = [cell for cell, label in zip(cells, header, strict=False) if _columns().get(label) == "work"]
    title = next((cell for cell in works if cell.start < cell.end), above if works else None)
    if title is None:
        return None
    row = Row(title if title in works else next(cell for cell in cells if cell.start < cell.end), title)
    for cell, label in zip(cells, header, strict=False):
        role = _role(label)
        if role == "deadline":
            row.deadline = time_limit(text[cell.start : cell.end])
        elif role in ("lead", "responsible", "support") and cell.start < cell.end:
            listed = notes.read_list(layout, cell, role)
            row.open_ended = row.open_ended or listed.open_ended
            for member in listed.members:
                if not _NO_UNIT.fullmatch(text[member.piece.start : member.piece.end]):
                    row.members.append(Member(member.piece, member.role))
            row.deadline = row.deadline or listed.deadline
            row.piece = Piece(min(row.piece.start, cell.start), max(row.piece.end, cell.end))
    return row if row.members else None


def _is_unit(words: str) -> bool:
    """Tell whether a cell lists units. Under a label of units a division is one by its last word (`交通建设处、客运处`)."""
    names = re.split(r"[、，\s]+", words)
    return agency_list.looks_like_organisation(words) or all(_DIVISION.fullmatch(name) for name in names)


_DIVISION = re.compile(r"[一-鿿]{2,10}[处科室组队所站股]")
_NO_UNIT = re.compile(r"[—\-/－]+|无")


def _by_their_units(layout: Layout, cells: list[Piece], header: list[str]) -> tuple[list[Piece], list[str]] | None:
    """Match a row of another length with its header: its cells of units stand under theirs, the others beside them.

    A cell before them may be missing where it spans several rows; a cell after them may run over several lines.
    """
    columns = [i for i, label in enumerate(header) if _role(label) in ("lead", "responsible", "support")]
    first, width = columns[0], len(columns)
    if columns != list(range(first, first + width)):
        return None

    for begin in range(1, min(len(cells) - width, first) + 1):
        units = [layout.text[cell.start : cell.end] for cell in cells[begin : begin + width]]
        if all(_NO_UNIT.fullmatch(words) or _is_unit(words) for words in units):
            break
    else:
        return None
    number, before = cells[:1], cells[1:begin]
    after = cells[begin + width :][: len(header) - first - width]
    labels = [header[0], *header[first - len(before) : first], *header[first : first + width]]
    labels += header[first + width :][: len(after)]
    if not any(_columns().get(label) == "work" for label in labels) and after:
        labels[-len(after)] = _WORK  # 内容 spans several rows; what is to be done stands after the units
    return [*number, *before, *cells[begin : begin + width], *after], labels


_WORK = "任务"


def _align(layout: Layout, cells: list[Piece], header: list[str]) -> list[Piece]:
    """Join surplus lines to the longest text column: the cell before the first one that is a list of organisations."""
    text = layout.text
    column = next(
        (i for i, label in enumerate(header) if _role(label) in ("lead", "responsible", "support")), len(header) - 1
    )
    surplus = len(cells) - len(header)
    for index in range(column + surplus, column - 1, -1):
        if index < len(cells) and agency_list.looks_like_organisation(text[cells[index].start : cells[index].end]):
            merged = Piece(cells[column - 1].start, cells[index - 1].end)
            return [*cells[: column - 1], merged, *cells[index:]][: len(header)]
    return cells[: len(header)]
