"""Word documents: paragraphs with the numbers that Word shows, tables row by row, text boxes behind their paragraph.

Tracked changes are read as accepted: what was inserted counts, what was deleted or moved away does not. Headers, footers, comments and
hidden text are no text of the notice. Source of the rules: ECMA-376, part 1.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from ...schemas import SetAsideReason
from ..decode import Decoded, Undecodable
from . import packages
from .assemble import Passage, assemble, mended
from .numbering import Numbering, W

_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = (f"{W}del", f"{W}moveFrom", f"{W}delText", f"{W}instrText", f"{W}rPr", f"{W}pPr", f"{_MC}Fallback")
"""What is not there once all changes are accepted, what is no text, and the second writing of a text box for old programs."""


def read(data: bytes) -> Decoded:
    """Return the text of a .docx file, with paragraph and cell of every stretch; raises `Undecodable` (locked, damaged)."""
    from docx import Document
    from docx.opc.exceptions import PackageNotFoundError

    packages.document(data)
    try:
        document = Document(io.BytesIO(data))
        return assemble(_Body(document).passages(document.element.body))
    except (PackageNotFoundError, KeyError, ValueError, zipfile.BadZipFile, SyntaxError, AttributeError) as error:
        message = f"the Word document is damaged ({type(error).__name__}); open it in Word, save it anew and try again"
        raise Undecodable(message, reason=SetAsideReason.DAMAGED) from error


class _Body:
    """Walks a document's body once, from the beginning to the end, since automatic numbers count on."""

    def __init__(self, document: Any) -> None:
        self.numbering = Numbering(_numbering_root(document))
        self.styles = {style.style_id: style.element for style in document.styles}
        self.paragraph = 0
        self.table = 0

    def passages(self, parent: Any) -> Iterator[Passage]:
        """Yield what stands in the body (or in a box, or in a content control), in order."""
        for element in parent:
            if element.tag == f"{W}p":
                yield from self._paragraph(element)
            elif element.tag == f"{W}tbl":
                yield from self._table(element)
            elif element.tag in (f"{W}sdt", f"{W}sdtContent", f"{W}ins", f"{W}moveTo", f"{W}customXml", f"{W}smartTag"):
                yield from self.passages(element)

    def _paragraph(self, element: Any) -> Iterator[Passage]:
        for line in f"{self._number(element)}{_text(element)}".split("\n"):
            if line.strip():
                self.paragraph += 1
                yield Passage(mended(line), paragraph=self.paragraph)
        for box in _boxes(element):
            yield from self.passages(box)

    def _number(self, element: Any) -> str:
        """Return the automatic number of a paragraph, from its own properties or its style's."""
        found = _list_of(element.find(f"{W}pPr"))
        style = element.find(f"{W}pPr/{W}pStyle")
        name = style.get(f"{W}val") if style is not None else None
        for _ in range(10):  # styles rest on styles
            if found is not None or name is None or name not in self.styles:
                break
            found = _list_of(self.styles[name].find(f"{W}pPr"))
            base = self.styles[name].find(f"{W}basedOn")
            name = base.get(f"{W}val") if base is not None else None
        if found is None or not (_text(element).strip()):
            return ""
        return self.numbering.next(*found)

    def _table(self, element: Any) -> Iterator[Passage]:
        rows = list(self._rows(element))
        if (len(rows) == 1 and len(rows[0]) == 1) or all(len(row) == 1 for row in rows):
            for row in element.iter(f"{W}tc"):  # a frame round a text
                yield from self.passages(row)
            return
        self.table += 1
        number = self.table
        for index, row in enumerate(rows, start=1):
            yield Passage("\t".join(row), table=number, row=index)

    def _rows(self, element: Any) -> Iterator[list[str]]:
        for row in element.iterchildren(f"{W}tr"):
            if row.find(f"{W}trPr/{W}del") is not None:
                continue
            cells = [cell for cell in row.iter(f"{W}tc") if _table_of(cell) is element]
            yield [self._cell(cell) for cell in cells]

    def _cell(self, cell: Any) -> str:
        lines = []
        for paragraph in cell.iter(f"{W}p"):
            text = f"{self._number(paragraph)}{_text(paragraph)}"
            lines.append(re.sub(r"\s*[\n\t]\s*", " ", text).strip())
        text = ""
        for line in filter(None, lines):
            # a cell of several paragraphs stays one: a list of units goes on, sentences are told apart by a mark
            text += line if not text or text[-1] in "，、；：。！？" else f" {line}"
        return mended(text)


def _numbering_root(document: Any) -> Any | None:
    try:
        return document.part.numbering_part.element
    except (KeyError, NotImplementedError):
        return None


def _list_of(properties: Any | None) -> tuple[str, int] | None:
    """Return list and level that paragraph properties name; list 0 is none."""
    if properties is None:
        return None
    number, level = properties.find(f"{W}numPr/{W}numId"), properties.find(f"{W}numPr/{W}ilvl")
    if number is None or number.get(f"{W}val") == "0":
        return None
    return number.get(f"{W}val"), int(level.get(f"{W}val")) if level is not None else 0


def _text(element: Any) -> str:
    """Return a paragraph's own text: what stands in its text boxes belongs to them."""
    return "".join(_pieces(element))


def _pieces(element: Any) -> Iterator[str]:
    for child in element:
        if child.tag in _GONE or child.tag == f"{W}txbxContent":
            continue
        if child.tag == f"{W}r" and child.find(f"{W}rPr/{W}vanish") is not None:
            continue
        if child.tag == f"{W}t":
            yield child.text or ""
        elif child.tag in (f"{W}br", f"{W}cr"):
            yield "" if child.get(f"{W}type") == "page" else "\n"
        elif child.tag == f"{W}tab":
            yield "　"
        elif child.tag == f"{W}noBreakHyphen":
            yield "-"
        elif child.tag == f"{W}sym":
            yield _symbol(child)
        elif isinstance(child.tag, str):
            yield from _pieces(child)


def _symbol(element: Any) -> str:
    try:
        return chr(int(element.get(f"{W}char", ""), 16))
    except ValueError:
        return ""


def _boxes(element: Any) -> Iterator[Any]:
    """Yield the contents of the text boxes that hang on a paragraph, not those of a box inside a box."""
    for box in element.iter(f"{W}txbxContent"):
        ancestors = list(box.iterancestors())
        if any(each.tag == f"{_MC}Fallback" for each in ancestors):
            continue
        if next((each for each in ancestors if each.tag == f"{W}p"), None) is element:
            yield box


def _table_of(cell: Any) -> Any:
    return next(each for each in cell.iterancestors() if each.tag == f"{W}tbl")
