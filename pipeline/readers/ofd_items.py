"""Characters and ruled lines of a page into its lines and the rows of its tables, from top to bottom."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from .assemble import mended
from .lines import Item, Line, Row, closed_up, in_band
from .ofd_objects import ASCENT, Glyph, Objects, Rule

Box = tuple[float, float, float, float]

SAME_LINE = 0.5
"""Size of a character that two baselines may be apart on one line; a raised or lowered character is by a third."""
SAME_PLACE = 0.2
"""Size of a character that two equal ones may be apart that are printed over each other, for bold."""
WIDE = 0.4
"""Blank between two characters, in their size, that is a blank of the text; between two letters it takes a whole size."""
MAX_BLANKS = 20
"""Blanks written for one gap; a line of an office text has 28 characters."""
NARROW = 0.25
"""The same between letters or figures of two text objects."""
SPREAD = 0.6
"""Share of wide blanks from which a whole line is spread for looks (`关　于　印　发`)."""
NEAR = 3.0
"""Points that lines of one table may miss each other by."""
MAX_RULES = 5000
"""Lines on a page that are looked through for tables; a page of a statistical annex has under a thousand, a map far more."""
MAX_CROSSINGS = 2000
"""Crossings of level and plumb lines on a page: a table of 60 rows and 20 columns has 1,300, and finding cells takes their square."""
MIN_COLUMNS = 2
"""Columns of a table; a frame round a text is none."""


class Tables:
    """Numbers the tables of a file; a table that goes on over the page keeps its number and has its header once."""

    def __init__(self) -> None:
        self.number = 0
        self.header: tuple[str, ...] = ()
        self.open = False

    def items(self, page: Objects) -> Iterator[Item]:
        """Return lines and rows of one page, from top to bottom."""
        grids = [grid for grid in _grids(page.rules) if len({cell[0] for cell in grid}) >= MIN_COLUMNS]
        boxes = [_around(grid) for grid in grids]
        outside = [glyph for glyph in page.glyphs if not any(_holds(each, glyph) for each in boxes)]
        found: list[tuple[float, Sequence[Item]]] = [(line.top, [line]) for line in _lines(outside)]
        body = [line for _, (line, *_) in found if isinstance(line, Line) and not in_band(line, page.height)]
        first = min((line.top for line in body), default=page.height)
        for box, grid in sorted(zip(boxes, grids, strict=True), key=lambda each: each[0][1]):
            goes_on = self.open and box[1] <= first
            rows = self._rows(page.glyphs, grid, goes_on=goes_on)
            found.append((box[1], rows))
            self.open = False
        found.sort(key=lambda each: each[0])
        flat = [item for _, group in found for item in group]
        ends = [item for item in flat if isinstance(item, Row) or not in_band(item, page.height)]
        self.open = bool(ends) and isinstance(ends[-1], Row)
        yield from flat

    def _rows(self, glyphs: Sequence[Glyph], grid: Sequence[Box], *, goes_on: bool) -> list[Row]:
        columns = sorted({cell[0] for cell in grid})
        rows = []
        for top, cells in groupby(sorted(grid, key=lambda cell: (cell[1], cell[0])), key=lambda cell: cell[1]):
            texts = [""] * len(columns)
            for cell in cells:
                lines = _lines(glyph for glyph in glyphs if _holds(cell, glyph))
                texts[columns.index(cell[0])] = closed_up("".join(line.text for line in lines))
            if any(texts):
                rows.append((tuple(texts), top))
        if not rows:
            return []
        if not (goes_on and len(rows[0][0]) == len(self.header)):
            self.number += 1
            self.header = rows[0][0]
        elif rows[0][0] == self.header:
            rows = rows[1:]
        return [Row(texts, top, self.number) for texts, top in rows]


def _lines(glyphs: Iterable[Glyph]) -> list[Line]:
    """Order characters into lines, from top to bottom; what is read in another direction is a line of its own."""
    level: list[Glyph] = []
    others: dict[int, list[Glyph]] = {}
    for glyph in glyphs:
        if glyph.angle or glyph.upright:
            others.setdefault(glyph.run, []).append(glyph)
        else:
            level.append(glyph)
    level.sort(key=lambda glyph: (glyph.base, glyph.x0))
    rows: list[list[Glyph]] = []
    for glyph in level:
        if rows and abs(glyph.base - rows[-1][0].base) <= SAME_LINE * min(glyph.size, rows[-1][0].size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
    lines = [_line(_once(sorted(row, key=lambda glyph: glyph.x0))) for row in rows]
    lines += [_boxed(run, mended("".join(glyph.text for glyph in run))) for run in others.values()]
    return sorted((line for line in lines if line.text.strip()), key=lambda line: (line.top, line.x0))


def _once(row: Sequence[Glyph]) -> list[Glyph]:
    """Leave out what is printed a second time over itself, by another text object."""
    kept: list[Glyph] = []
    for glyph in row:
        again = any(
            each.text == glyph.text and each.run != glyph.run and abs(each.x0 - glyph.x0) <= SAME_PLACE * glyph.size
            for each in kept[-3:]
        )
        if not again:
            kept.append(glyph)
    return kept


def _line(row: Sequence[Glyph]) -> Line:
    """Write a line with the blanks that one sees between its text objects, and those that they hold themselves."""
    inked = [glyph for glyph in row if not glyph.text.isspace()]
    if not inked:
        return _boxed(row, "")
    gaps = [(after.x0 - before.x1) / max(before.size, 0.1) for before, after in pairwise(inked)]
    spread = len(gaps) > 1 and sum(gap > NARROW for gap in gaps) > SPREAD * len(gaps)
    text = inked[0].text
    for before, gap, after in zip(inked, gaps, inked[1:], strict=False):
        letters = before.text.isascii() + after.text.isascii()
        if gap > (1 if letters == 2 else WIDE) and not spread:
            text += "　" * max(1, min(round(gap), MAX_BLANKS))
        elif letters and gap > NARROW and not spread:
            text += " "
        text += after.text
    return _boxed(inked, mended(text))


def _boxed(glyphs: Sequence[Glyph], text: str) -> Line:
    top = min(glyph.base - ASCENT * glyph.size for glyph in glyphs)
    bottom = max(glyph.base + (1 - ASCENT) * glyph.size for glyph in glyphs)
    return Line(text, min(glyph.x0 for glyph in glyphs), max(glyph.x1 for glyph in glyphs), top, bottom)


def _grids(rules: Sequence[Rule]) -> list[list[Box]]:
    """Return the cells of each table that lines rule, found as in PDF files."""
    if not rules or len(rules) > MAX_RULES:
        return []
    from pdfplumber.table import cells_to_tables, edges_to_intersections, intersections_to_cells, merge_edges

    edges = [
        {
            "x0": rule.x0,
            "x1": rule.x1,
            "top": rule.top,
            "bottom": rule.bottom,
            "width": rule.x1 - rule.x0,
            "height": rule.bottom - rule.top,
            "orientation": "h" if rule.x1 - rule.x0 >= rule.bottom - rule.top else "v",
            "object_type": "line",
        }
        for rule in rules
        if max(rule.x1 - rule.x0, rule.bottom - rule.top) > NEAR
    ]
    merged = merge_edges(edges, NEAR, NEAR, NEAR, NEAR)
    level = sum(edge["orientation"] == "h" for edge in merged)
    if level * (len(merged) - level) > MAX_CROSSINGS:
        return []
    return [list(grid) for grid in cells_to_tables(intersections_to_cells(edges_to_intersections(merged, NEAR, NEAR)))]


def _around(cells: Sequence[Box]) -> Box:
    return (
        min(cell[0] for cell in cells),
        min(cell[1] for cell in cells),
        max(cell[2] for cell in cells),
        max(cell[3] for cell in cells),
    )


def _holds(box: Box, glyph: Glyph) -> bool:
    x, y = (glyph.x0 + glyph.x1) / 2, glyph.base - 0.35 * glyph.size
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]
