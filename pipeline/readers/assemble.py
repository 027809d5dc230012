"""What every reader ends with: passages in order, joined into one text, each with the place where it stood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from typing import NamedTuple

from ...schemas import Part
from ..decode import Decoded


class Passage(NamedTuple):
    """One line of the text (a paragraph), or one row of a table: then `text` is its cells between tabs.

    Counts begin with 1; `table` and `row` only for rows, `paragraph` only for paragraphs; `sheet`: the name
    of the sheet of a workbook that the table is.
    """

    text: str
    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    sheet: str | None = None


_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\u200b\ufeff]")
_RADICAL = re.compile(r"[⺀-⻿⼀-⿟豈-﫿]")
"""Radicals and compatibility ideographs: what some fonts of PDF files call the ordinary characters."""
_PRIVATE = {
    "\ue5e5": "　",
    "\uf0b7": "·",
    "\uf06c": "●",
    "\uf06e": "■",
    "\uf0a7": "■",
    "\uf0d8": "▶",
    "\ue004": "",
    "\ue003": "",
}
"""Private code points with a known meaning: the blank of GB 18030's user area, bullets of the Symbol and Wingdings fonts."""


def mended(text: str) -> str:
    """Mend code points of old fonts where the character meant is known, and drop control characters and marks of no width."""
    text = _CONTROL.sub("", text)
    text = _RADICAL.sub(lambda match: unicodedata.normalize("NFKC", match.group()), text)
    return "".join(_PRIVATE.get(char, char) for char in text) if any(char in _PRIVATE for char in set(text)) else text


def assemble(passages: Iterable[Passage], encoding: str = "unicode") -> Decoded:
    r"""Join passages, one a line. Every cell of a row and every paragraph has its `Part`; blank passages are left out."""
    lines: list[str] = []
    parts: list[Part] = []
    at = 0
    for passage in passages:
        text = passage.text.replace("\n", " ").replace("\r", " ")
        if not text.strip():
            continue
        if passage.table:
            start = at
            for column, cell in enumerate(text.split("\t"), start=1):
                part = Part(start=start, page=passage.page, table=passage.table, row=passage.row, column=column)
                parts.append(part if passage.sheet is None else part.model_copy(update={"sheet": passage.sheet}))
                start += len(cell) + 1
        else:
            parts.append(Part(start=at, page=passage.page, paragraph=passage.paragraph))
        lines.append(text)
        at += len(text) + 1
    return Decoded("\n".join(lines) + ("\n" if lines else ""), encoding, tuple(parts))
