"""Rows of a table whose cells stand between tabs, as files of offices and web pages give them."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .text import Piece, strip

MAX_CATEGORY = 40
"""Characters of a line over the rows of one part of a table (`一、知识产权保护方面（共5项）`), one cell that spans all columns."""
MAX_CATEGORIES = 3
"""Lines of a category that may follow each other: a part and its first group, or a part whose rows were taken out."""
_SENTENCE = re.compile(r"[。；！？]")


def cells(text: str, line: Piece) -> list[Piece]:
    """Cut a line at its tabs, empty first and last cells kept; `line` may have been stripped before."""
    start, end = line
    while start > 0 and text[start - 1].isspace() and text[start - 1] != "\n":
        start -= 1
    while end < len(text) and text[end].isspace() and text[end] != "\n":
        end += 1
    row: list[Piece] = []
    for part in text[start:end].split("\t"):
        row.append(strip(text, start, start + len(part)))
        start += len(part) + 1
    return row


def rows(text: str, lines: list[Piece], index: int, width: int) -> Iterator[tuple[int, list[Piece]]]:
    """Yield the rows of a table of `width` columns from `lines[index]` on, each with the index of the line behind it.

    A line of one cell between rows is the category of those that follow and yields a row of that cell alone. Rows have `width` cells, or
    another number where no empty cell at an end explains the difference.
    """
    while index < len(lines):
        line = lines[index]
        row = cells(text, line)
        index += 1
        if len(row) == 1 and not _is_category(text, line, lines[index : index + MAX_CATEGORIES]):
            return
        while len(row) > width and row[-1].start == row[-1].end:
            row.pop()
        while len(row) > width and row[0].start == row[0].end:
            row.pop(0)
        yield index, row


def _is_category(text: str, line: Piece, following: list[Piece]) -> bool:
    words = text[line.start : line.end]
    return (
        len(words) <= MAX_CATEGORY
        and not _SENTENCE.search(words)
        and any("\t" in text[after.start : after.end] for after in following)
    )
