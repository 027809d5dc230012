"""A web page as lines, before anything is chosen: what a browser would show, one paragraph or one row of a table a line.

Each line knows how much of it is link, and each element of the page which lines are its own, so that choosing needs no second walk
and stays linear in the size of the page.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lxml import etree

from .html_tables import Grid, is_data
from .html_words import words_of

SKIPPED = words_of(
    "script style noscript template head iframe frame object embed applet svg math canvas audio video map select "
    "option button input textarea datalist"
)
"""Elements that are program, ornament or controls; a `form` is not among them: pages of 2005 stand in one form as a whole."""
BLOCKS = words_of(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure "
    "footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody "
    "td tfoot th thead tr ul"
)
_HIDDEN = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)
_SHOWN_AS_BLOCK = re.compile(r"display\s*:\s*(?:block|flex|grid|table|list-item)", re.IGNORECASE)
_WIDE = r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60、。〈-】〔-〟“”‘’—…]"
_BROKEN = re.compile(rf"(?<={_WIDE})[ \t\f]*[\r\n][ \t\r\n\f]*(?={_WIDE})")
"""A line end in the source between two Chinese characters; browsers show nothing there (CSS Text 3, 4.1.3)."""
_LINE_ENDS = "\r\n\v\f\x1c\x1d\x1e\x85\u2028\u2029"
"""What `str.splitlines` ends a line at."""
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_HAN = re.compile(r"[\u3400-\u9fff]")
_NUMBERED = re.compile(
    r"\s*(?:第[一二三四五六七八九十百\d]+[章节条]|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、]|[①-⑳])"
)
_CHINESE_LISTS = re.compile(r"cjk-ideographic|(?:simp|trad)-chinese|chinese-informal", re.IGNORECASE)
_FILE = re.compile(r"\.(?:docx?|wps|xlsx?|et|pdf|ofd|pptx?|rtf|zip|rar)(?:$|[?#])", re.IGNORECASE)
_NO_LIST = re.compile(r"list-style[^;]*:\s*[^;]*none", re.IGNORECASE)


@dataclass
class Line:
    """One line of a page. `han` counts its Chinese characters, `linked` those of them inside links; `row` and `table` from 1."""

    text: str
    han: int
    linked: int
    heading: bool
    table: int | None = None
    row: int | None = None

    @property
    def is_link(self) -> bool:
        """Whether it is for the greater part a link; a line without Chinese is judged by having one at all."""
        return self.linked * 10 > self.han * 6


class Span(NamedTuple):
    """An element and its lines `first` to `last`, exclusive."""

    element: Any
    first: int
    last: int


@dataclass
class Page:
    """The lines of a page in order, and its blocks from the inside out: an element comes after all that it holds."""

    lines: list[Line] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)


def lines_of(root: Any, is_title: Callable[[Any], bool]) -> Page:
    """Return the lines below an element. `is_title` tells an element whose lines are headings. Any depth, linear time."""
    return _Walk(is_title).over(root)


class _Walk:
    """One walk through a page; `open` holds where each block element began."""

    def __init__(self, is_title: Callable[[Any], bool]) -> None:
        self.page = Page()
        self.is_title = is_title
        self.pieces: list[tuple[str, bool]] = []
        self.open: list[int] = []
        self.links = self.titles = self.pre = 0
        self.lists: list[_List] = []
        self.grid: Grid | None = None
        self.tables = 0
        self.number = ""

    def over(self, root: Any) -> Page:
        walk = etree.iterwalk(root, events=("start", "end"))
        left_out: Any = None
        for event, element in walk:
            if event == "start":
                if _is_left_out(element):
                    left_out = element
                    walk.skip_subtree()
                else:
                    self._begin(element)
                continue
            if element is left_out:
                left_out = None
            else:
                self._end(element)
            if element is not root:
                self._add(element.tail)
        self._flush()
        return self.page

    def _begin(self, element: Any) -> None:
        tag = element.tag
        if tag == "br":
            self._flush()
        if _is_block(element):
            self._flush()
            self.open.append(len(self.page.lines))
            self._begin_block(element, tag)
        self.links += _leads_away(element)
        self.titles += self.is_title(element)
        self._add(element.text)

    def _begin_block(self, element: Any, tag: str) -> None:
        if tag == "pre":
            self.pre += 1
        elif tag in ("ol", "ul", "menu", "dir"):
            self.lists.append(_List(element))
        elif tag == "li" and self.lists:
            self.number = self.lists[-1].next(element)
        elif tag == "table" and self.grid is None and is_data(element, BLOCKS, SKIPPED):
            self.tables += 1
            self.grid = Grid(element)
        elif self.grid is not None and tag in ("td", "th"):
            self.grid.begin_cell(element)

    def _end(self, element: Any) -> None:
        tag = element.tag
        if _is_block(element):
            self._flush()
            self._end_block(element, tag)
            self.page.spans.append(Span(element, self.open.pop(), len(self.page.lines)))
        self.links -= _leads_away(element)
        self.titles -= self.is_title(element)

    def _end_block(self, element: Any, tag: str) -> None:
        if tag == "pre":
            self.pre -= 1
        elif tag in ("ol", "ul", "menu", "dir") and self.lists:
            self.lists.pop()
        elif tag == "li":
            self.number = ""
        elif self.grid is not None and tag in ("tr", "table"):
            row = self.grid.end_row()
            if row.strip():
                self.page.lines.append(self._line(row, self.grid.linked, self.tables, self.grid.row))
            self.grid = self.grid if tag == "tr" else None

    def _add(self, text: str | None) -> None:
        if not text:
            return
        if not self.pre:
            self.pieces.append((text, self.links > 0))
            return
        for line in text.splitlines(keepends=True):
            shown = line.rstrip(_LINE_ENDS)
            self.pieces.append((shown, self.links > 0))
            if shown != line:  # also at the end of the text: the next line often begins with an element
                self._flush()

    def _flush(self) -> None:
        """End a line: what has been read since the last one, its white space as a browser shows it."""
        if not self.pieces:
            return
        text = "".join(piece for piece, _ in self.pieces)
        text = _BLANKS.sub(" ", _BROKEN.sub("", text)).replace("\u00a0", " ").strip()
        linked = sum(len(_HAN.findall(piece)) or bool(piece.strip()) for piece, link in self.pieces if link)
        self.pieces.clear()
        if not text:
            return
        if self.number:
            # style sheets, which are not read, often switch the automatic numbers off and the text has its own
            text = text if _NUMBERED.match(text) else self.number + text
            self.number = ""
        if self.grid is not None and self.grid.in_cell:
            self.grid.add(text, linked)
        else:
            self.page.lines.append(self._line(text, linked))

    def _line(self, text: str, linked: int, table: int | None = None, row: int | None = None) -> Line:
        return Line(text, len(_HAN.findall(text)), linked, self.titles > 0, table, row)


class _List:
    """The numbers of one list (HTML 4.4.5): `start`, `value`, `reversed`, and the style where the element has one itself."""

    def __init__(self, element: Any) -> None:
        style = f"{element.get('style') or ''}"
        self.style = "none" if element.tag != "ol" or _NO_LIST.search(style) else element.get("type") or ""
        if _CHINESE_LISTS.search(style):
            self.style = "chinese"
        self.step = -1 if element.get("reversed") is not None else 1
        count = sum(child.tag == "li" for child in element) if self.step < 0 else 1
        self.value = _number(element.get("start"), count)

    def next(self, item: Any) -> str:
        if self.style == "none" or _NO_LIST.search(item.get("style") or ""):
            return ""
        value = _number(item.get("value"), self.value)
        self.value = value + self.step
        if self.style == "chinese" and 0 < value < 100:
            return f"{_chinese(value)}、"
        if self.style in ("a", "A") and 0 < value <= 26:
            return f"{chr(ord(self.style) + value - 1)}. "
        return f"{value}. "


def _chinese(number: int) -> str:
    """Write 1 to 99 as an official document counts: 一, 十, 十一, 二十, 二十一."""
    digits = " 一二三四五六七八九"
    tens, ones = divmod(number, 10)
    return f"{digits[tens] if tens > 1 else ''}{'十' if tens else ''}{digits[ones]}".strip()


def _number(written: str | None, otherwise: int) -> int:
    match = re.fullmatch(r"\s*([+-]?[0-9]{1,6})\s*", written or "")
    return int(match[1]) if match else otherwise


def _is_left_out(element: Any) -> bool:
    style = element.get("style")
    return (
        not isinstance(element.tag, str)
        or element.tag in SKIPPED
        or element.get("hidden") is not None
        or bool(style and _HIDDEN.search(style))
    )


def _leads_away(element: Any) -> bool:
    """Tell a link to another page; one to a file is an annex of the document, and its words are the document's."""
    href = element.get("href") if element.tag == "a" else None
    return href is not None and not _FILE.search(href)


def _is_block(element: Any) -> bool:
    style = element.get("style")
    return element.tag in BLOCKS or bool(style and _SHOWN_AS_BLOCK.search(style))
