"""Lines as a page shows them, back into paragraphs: for every format that knows where ink is and not what a paragraph is.

A line runs on into the next one where it reaches the right edge of the text and the next one is not indented. Page numbers and
what stands at the top or bottom of page after page are no text of the notice.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median
from typing import NamedTuple

from .assemble import Passage


class Line(NamedTuple):
    """One line: its text and the box of its ink, from the page's upper left corner, in any unit of length."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float


class Row(NamedTuple):
    """One row of a table: its cells, and where it stands among the lines."""

    cells: tuple[str, ...]
    top: float
    table: int


Item = Line | Row

_PAGE_NUMBER = re.compile(
    r"[-—–－─·\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／]\s*\d{1,4}|\s*共\s*\d{1,4}\s*页)?[-—–－─·\s]*"
)
_OPENS = re.compile(
    r"(?:第[一二三四五六七八九十百\d]+[章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[①-⑳]|附\s*件|附表|专栏\s*\d)"
)
_STOPS = "。！？；：）)”"
_HAN = r"[\u3400-\u9fff\uf900-\ufaff，。；：！？、（）《》〈〉“”‘’〔〕【】—…·]"
_SPACE_IN_HAN = re.compile(rf"(?<={_HAN})[ \t\u00a0]+(?={_HAN})")
"""Narrow blanks only: a wide one (U+3000) divides (`第一条　为规范…`)."""
_AFTER_ARTICLE = re.compile(r"(第[一二三四五六七八九十百零〇\d]{1,6}[编章节条])[ \t\u00a0]+")
"""The one narrow blank that divides: `第一条 为规范…`."""
_ARTICLE = re.compile(
    r"^(第[一二三四五六七八九十百零〇\d]{1,6}[编章节条])(?=[\u4e00-\u9fff])(?!规定|所|的|第|和|至|以|中|之|款|项|明确|要求)"
)
"""A paragraph that opens with its article's number, whose blank is too narrow for the page to show."""
_ITEM = re.compile(r"[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|附\s*件")
"""A mark that opens an item wherever it opens a line, unless the line before calls for it (`按照第` ⏎ `（一）项`)."""
_CARRIES = "，、和及与或第按照据对至"
MIN_FULL = 12
"""Characters of the shortest line that can be a full one; an office text has 28, a column of a gazette about 20."""
EDGE = 2.2
"""Characters that a line may end short of the right edge and still be full: a mark that may not begin a line, justification."""
MIN_LINES = 4
"""Lines that end at one edge, and a fifth of all, for it to be taken for the edge of the text."""
INDENT = 1.2
"""Characters after the left edge from which a line counts as indented; a paragraph's first line is by two."""
REPEATED = 3
"""Pages on which a line has to stand at the same height to be a running header or footer; of a file of two pages, both."""
BAND = 0.12
"""Share of the page's height, at top and bottom, in which running headers and footers and page numbers stand."""


def paragraphs(pages: Sequence[Sequence[Item]], sizes: Sequence[tuple[float, float]]) -> list[Passage]:
    """Join the lines of all pages into paragraphs, in order; rows of tables stay rows.

    Args:
        pages: lines and rows of each page, from top to bottom.
        sizes: width and height of each page, in the unit of the lines.
    """
    kept = _without_running(pages, [height for _, height in sizes])
    width = max((each for each, _ in sizes), default=0.0)
    return [
        passage if passage.table else passage._replace(text=_ARTICLE.sub(r"\1　", passage.text))
        for passage in _Joiner(kept, width).passages()
    ]


def closed_up(text: str) -> str:
    """Take out the blanks that a layout puts between Chinese characters (`关 于 印 发`), and those at the ends."""
    return _SPACE_IN_HAN.sub("", _AFTER_ARTICLE.sub(r"\1　", text)).strip()


def _key(line: Line, height: float) -> tuple[str, int]:
    # a running line may count: 第 3 页
    return re.sub(r"\d+", "#", re.sub(r"\s", "", line.text)), round(20 * line.top / height)


def in_band(line: Line, height: float) -> bool:
    """Tell whether a line stands where running headers, footers and page numbers stand."""
    return line.bottom < BAND * height or line.top > (1 - BAND) * height


def _without_running(pages: Sequence[Sequence[Item]], heights: Sequence[float]) -> list[list[Item]]:
    counts: Counter[tuple[str, int]] = Counter()
    for items, height in zip(pages, heights, strict=True):
        counts.update({_key(item, height) for item in items if isinstance(item, Line) and in_band(item, height)})
    needed = REPEATED if len(pages) != REPEATED - 1 else len(pages)
    kept: list[list[Item]] = []
    for items, height in zip(pages, heights, strict=True):
        kept.append(
            [
                item
                for item in items
                if not (
                    isinstance(item, Line)
                    and in_band(item, height)
                    and (_PAGE_NUMBER.fullmatch(item.text.strip()) or counts[_key(item, height)] >= needed)
                )
            ]
        )
    return kept


class _Joiner:
    """Joins lines over all pages; the edges and the size of characters are those of the whole document."""

    def __init__(self, pages: Sequence[Sequence[Item]], width: float) -> None:
        self.pages = pages
        lines = [item for page in pages for item in page if isinstance(item, Line) and item.text.strip()]
        self.size = median([_size(line) for line in lines]) if lines else 1.0
        long = [line for line in lines if len(line.text) >= 15] or lines
        self.left = _common([line.x0 for line in long], self.size, first=True)
        self.right = _common([line.x1 for line in long], self.size, first=False)
        full = sum(line.x1 >= self.right - EDGE * self.size for line in lines)
        if full < MIN_LINES or full * 5 < len(lines):
            self.right = max(
                self.right, width - self.left
            )  # the longest of a short text need not be full: margins alike
        indented = sum(self._is_indented(line) for line in lines)
        self.indents = indented * 10 >= len(lines)

    def passages(self) -> list[Passage]:
        found: list[Passage] = []
        open_text, open_at, before = "", (0, 0), None
        for number, page in enumerate(self.pages, start=1):
            paragraph, row_of = 0, Counter[int]()
            for item in page:
                if isinstance(item, Row):
                    if open_text:
                        found.append(Passage(open_text, *open_at))
                        open_text, before = "", None
                    row_of[item.table] += 1
                    text = "\t".join(closed_up(cell.replace("\t", " ")) for cell in item.cells)
                    found.append(Passage(text, number, None, item.table, self._row(found, item.table)))
                    continue
                text = closed_up(item.text)
                if not text:
                    continue
                if before is not None and self._runs_on(before, item):
                    open_text = _joined(open_text, text)
                else:
                    if open_text:
                        found.append(Passage(open_text, *open_at))
                    paragraph += 1
                    open_text, open_at = text, (number, paragraph)
                before = item
        if open_text:
            found.append(Passage(open_text, *open_at))
        return found

    def _row(self, found: Iterable[Passage], table: int) -> int:
        return 1 + sum(passage.table == table for passage in found)

    def _is_indented(self, line: Line) -> bool:
        return line.x0 - self.left > INDENT * self.size

    def _runs_on(self, before: Line, line: Line) -> bool:
        """Tell whether a line goes on the paragraph of the one before it."""
        if before.x1 < self.right - EDGE * self.size or self._is_indented(line) or _units(before.text) < MIN_FULL:
            return False
        if _ITEM.match(line.text.strip()) and before.text.rstrip()[-1:] not in _CARRIES:
            return False
        if abs(_size(before) - _size(line)) > 0.25 * self.size:
            return False  # a title above its text
        ended = before.text.rstrip()[-1:] in _STOPS
        if _OPENS.match(line.text.strip()) and ended:
            return False
        # where paragraphs are not indented, a full line that ends a sentence ends its paragraph
        return self.indents or not (ended and before.text.rstrip()[-1:] in "。！？")


def _size(line: Line) -> float:
    """Width of one character: half as much for letters and figures."""
    units = _units(line.text)
    return (line.x1 - line.x0) / units if units else 0.0


def _units(text: str) -> float:
    return sum(1.0 if ord(char) > 0x2E7F or char in "，。、；：（）《》“”" else 0.5 for char in text.strip())


def _common(edges: Sequence[float], size: float, *, first: bool) -> float:
    """Find the edge at which most lines begin (or end), to within half a character; the outer one of two as common."""
    if not edges:
        return 0.0
    step = max(size / 2, 0.01)
    counts = Counter(round(edge / step) for edge in edges)
    most = max(counts.values())
    usual = [key for key, count in counts.items() if count * 3 >= most]
    return (min(usual) if first else max(usual)) * step


def _joined(text: str, more: str) -> str:
    """Join two lines of a paragraph: a blank only between words of letters."""
    blank = " " if re.search(r"[A-Za-z,.;]$", text) and re.match(r"[A-Za-z]", more) else ""
    return text + blank + more
