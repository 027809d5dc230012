"""PDF with a text layer: lines healed into paragraphs, tables row by row, page numbers and running headers left out.

pdfplumber finds characters, lines and ruled tables; a page without characters is a scan, and is left to optical recognition.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from ...schemas import SetAsideReason
from ..decode import Decoded, Undecodable
from . import scans
from .assemble import assemble, mended
from .columns import Placed, in_reading_order
from .cut_rows import joined
from .lines import Item, Line, Row, closed_up, in_band, paragraphs

MAX_PAGES = 2000
"""Pages of a file that is read; the longest plans have some hundred."""
MIN_CHARACTERS = 10
"""Characters on a page that make a text layer; a scan may carry a stamp's few."""
MIN_COLUMNS = 2
"""Columns of a table; a frame round a text is none."""


def read(data: bytes) -> Decoded:
    """Return the text of a PDF file, with pages and paragraphs; raises `Undecodable` (locked, damaged, a scan)."""
    import pdfplumber
    from pdfplumber.utils.exceptions import PdfminerException

    logging.getLogger("pdfminer").setLevel(logging.ERROR)  # says much of fonts that are only a little wrong
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            return _text_of(pdf, data)
    except PdfminerException as error:
        raise _refusal(error) from error


def _refusal(error: Exception) -> Undecodable:
    cause = f"{type(error.args[0]).__name__ if error.args else ''} {error!r}"
    if "Password" in cause or "Encrypt" in cause:
        return Undecodable(
            "it is locked with a password; ask the sender for one without", reason=SetAsideReason.ENCRYPTED
        )
    return Undecodable("the PDF file is damaged; fetch it again", reason=SetAsideReason.DAMAGED)


def _text_of(pdf: Any, data: bytes) -> Decoded:
    if len(pdf.pages) > MAX_PAGES:
        message = f"it has {len(pdf.pages)} pages (limit {MAX_PAGES}); split it, and take the notice alone"
        raise Undecodable(message, reason=SetAsideReason.TOO_LARGE)
    if not pdf.pages:
        raise Undecodable("the PDF file has no page; fetch it again", reason=SetAsideReason.DAMAGED)
    pages: list[list[Item]] = []
    sizes: list[tuple[float, float]] = []
    scanned: list[int] = []
    tables = _Tables()
    for index, page in enumerate(pdf.pages):
        if len(page.chars) < MIN_CHARACTERS and page.images:
            scanned.append(index)
        pages.append(list(tables.items(page)))
        sizes.append((float(page.width), float(page.height)))
        page.close()  # frees what the page was parsed into; a long file would fill the memory
    if scanned:
        for index, lines, size in scans.pages_of_pdf(data, scanned):
            pages[index], sizes[index] = list(lines), size
    return assemble(paragraphs(joined(pages, [height for _, height in sizes]), sizes))


class _Tables:
    """Numbers the tables of a file; a table that goes on over the page keeps its number and has its header once."""

    def __init__(self) -> None:
        self.number = 0
        self.header: tuple[str, ...] = ()
        self.open = False
        """Whether the last thing on the page before was a row."""

    def items(self, page: Any) -> Iterator[Item]:
        """Lines and rows of one page, from top to bottom."""
        page = page.dedupe_chars()
        found = [
            table for table in page.find_tables() if max((len(r.cells) for r in table.rows), default=0) >= MIN_COLUMNS
        ]
        boxes = [table.bbox for table in found]
        outside = (
            page.filter(lambda thing: thing["object_type"] != "char" or not _inside(thing, boxes)) if boxes else page
        )
        inked = in_reading_order((line["chars"] for line in outside.extract_text_lines(strip=False)), float(page.width))
        items: list[tuple[float, Sequence[Item]]] = [(each.order, [_line(each)]) for each in inked]
        within = [
            top for top, lines in items if not any(isinstance(x, Line) and in_band(x, page.height) for x in lines)
        ]
        first_line = min(within, default=page.height)
        for table in sorted(found, key=lambda each: each.bbox[1]):
            goes_on = self.open and table is min(found, key=lambda each: each.bbox[1]) and table.bbox[1] <= first_line
            items.append((table.bbox[1], self._rows(table, goes_on=goes_on)))
        items.sort(key=lambda each: each[0])
        flat = [item for _, group in items for item in group]
        body = [item for item in flat if isinstance(item, Row) or not in_band(item, page.height)]
        self.open = bool(body) and isinstance(body[-1], Row)
        yield from flat

    def _rows(self, table: Any, *, goes_on: bool) -> list[Row]:
        cells = [tuple(closed_up(mended((cell or "").replace("\n", ""))) for cell in row) for row in table.extract()]
        cells = [row for row in cells if any(row)]
        if not cells:
            return []
        if not (goes_on and len(cells[0]) == len(self.header)):
            self.number += 1
            self.header = cells[0]
        elif cells[0] == self.header:
            cells = cells[1:]
        return [Row(row, table.bbox[1], self.number) for row in cells]


def _line(placed: Placed) -> Line:
    chars = placed.chars
    return Line(
        mended(_spaced(chars)),
        min(char["x0"] for char in chars) - placed.moved,
        max(char["x1"] for char in chars) - placed.moved,
        min(char["top"] for char in chars),
        max(char["bottom"] for char in chars),
    )


WIDE = 0.4
"""Blank between two characters, in their width, that is a blank of the text (`第一条　为规范…`)."""
NARROW = 0.15
"""The same beside a letter or a figure."""
SPREAD = 0.6
"""Share of wide blanks from which a whole line is spread for looks (`关　于　印　发`)."""


def _spaced(chars: Sequence[dict[str, Any]]) -> str:
    """Write a line with the blanks that one sees: the text of a PDF file has some that nobody sees, and lacks others."""
    text = "".join(char["text"] for char in chars[:1])
    gaps = [(after["x0"] - before["x1"]) / max(before["size"], 0.1) for before, after in pairwise(chars)]
    spread = len(gaps) > 1 and sum(gap > NARROW for gap in gaps) > SPREAD * len(gaps)
    for before, gap, after in zip(chars, gaps, chars[1:], strict=False):
        letters = before["text"].isascii() or after["text"].isascii()
        if gap > WIDE and not spread:
            text += "　" * max(1, round(gap))
        elif letters and gap > NARROW and not spread:
            text += " "
        text += after["text"]
    return text


def _inside(thing: dict[str, Any], boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    middle_x, middle_y = (thing["x0"] + thing["x1"]) / 2, (thing["top"] + thing["bottom"]) / 2
    return any(x0 <= middle_x <= x1 and top <= middle_y <= bottom for x0, top, x1, bottom in boxes)
