"""A notice as it was read, before any rule has looked at it, and where in its file each stretch of it stood."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable

from .base import Model


class Part(Model):
    """Where a stretch of the text stood in its file: it begins at offset `start` and runs to the next part.

    All counts begin with 1. `page` where the format has pages; `paragraph` on that page (or in the document, where there are
    none); `table`, `row` and `column` instead of a paragraph for what a cell holds; `sheet` is the name of a workbook's sheet,
    whose rows and columns are counted as the workbook does.
    """

    start: int
    page: int | None = None
    paragraph: int | None = None
    table: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str | None = None

    @property
    def place(self) -> str:
        """The place in the words of a clerk: `第3页第2段`, `表1第2行第3列`, `工作表“任务”第2行第3列`."""
        if self.sheet is not None:
            return f"工作表“{self.sheet}”第{self.row}行第{self.column}列"
        page = f"第{self.page}页" if self.page else ""
        if self.table:
            return f"{page}表{self.table}第{self.row}行第{self.column}列"
        return f"{page}第{self.paragraph}段" if self.paragraph else page


class SourceText(Model):
    r"""Text of one file.

    `text` is Unicode as the source has it, line ends `\n`, nothing else rewritten; every offset of gongwen counts code
    points of this string. `sha256` is of the file's bytes, so an unchanged file is known without reading it twice.
    `parts` say where each stretch stood in a file that is more than text; of plain text the lines say it.
    """

    path: str
    format: str
    encoding: str
    sha256: str
    text: str
    parts: tuple[Part, ...] = ()

    def places(self) -> Callable[[int], str]:
        """What says of an offset where it stands in the file: `第3页第2段`, `表1第2行第3列`, of plain text `第12行`."""
        if self.parts:
            starts = [part.start for part in self.parts]
            return lambda at: self.parts[max(0, bisect_right(starts, at) - 1)].place
        ends = [match.start() for match in re.finditer("\n", self.text)]
        return lambda at: f"第{bisect_left(ends, at) + 1}行"
