"""Findings: what in a document is doubtful and should be looked at by a person. Nothing is refused for it."""

from __future__ import annotations

import re
from bisect import bisect_right

from . import numbers
from .reading import Doubt, Reading
from .text import Piece

_TARGET_LIKE = re.compile(
    r"(?<!是否)(?:达到|提高到|提升到|突破|不低于|控制在)\s{0,3}(?=[\d０-９一二三四五六七八九十百])"
)


def find(reading: Reading) -> None:
    """Add the doubts that only the whole reading shows: missing header fields, gaps, numbers without an indicator."""
    header = reading.header
    doubts = reading.doubts
    if not header.doc_number:
        doubts.append(Doubt("no_doc_number", f"没有找到发文字号，{_instead(reading)}", None))
    if not header.title:
        doubts.append(Doubt("no_title", "没有找到标题", None))
    if not header.issuers:
        doubts.append(Doubt("no_issuer", "没有找到发文机关，“区”“市”“省”指哪里无法确定", None))
    if not header.issued_on:
        doubts.append(Doubt("no_date", "没有找到成文日期", None))
    if not reading.outline.items:
        doubts.append(Doubt("no_sections", "没有找到带编号的章节", None))
    for item in reading.outline.gaps:
        doubts.append(
            Doubt(
                "numbering_gap",
                f"编号“{item.ordinal.mark}”之前似乎缺了一项",
                Piece(item.ordinal.start, item.ordinal.end),
            )
        )
    _numbers(reading)
    _brackets(reading)
    doubts.sort(key=lambda doubt: (doubt.piece is not None, doubt.piece or Piece(0, 0), doubt.code))


def _instead(reading: Reading) -> str:
    """What the document goes by without a number."""
    if reading.header.title:
        return "文件以标题为编号"
    if reading.header.attached_title:
        return "文件以所印发文件的标题为编号"
    return "也没有标题可用，文件以内容指纹（由全文算出的一串字符）为编号"


def _numbers(reading: Reading) -> None:
    """Point at numbers after a verb of reaching that became no target: the indicator was not understood."""
    covered: list[Piece] = []
    for piece in sorted(target.piece for target in reading.targets):
        if covered and piece.start <= covered[-1].end:
            covered[-1] = Piece(covered[-1].start, max(covered[-1].end, piece.end))
        else:
            covered.append(piece)
    starts = [piece.start for piece in covered]
    for block, start in reading.bodies():
        if block.item is None:
            continue
        for match in _TARGET_LIKE.finditer(reading.text, start, block.end):
            nearby = numbers.find(reading.text, match.end(), min(block.end, match.end() + 24))
            quantity = nearby[0] if nearby else None
            if quantity is None or quantity.start != match.end() or not quantity.unit:
                continue
            index = bisect_right(starts, quantity.start) - 1
            if index >= 0 and quantity.end <= covered[index].end:
                continue
            piece = Piece(quantity.start, quantity.end)
            reading.doubts.append(
                Doubt("number_without_indicator", "这个数字像目标，但没有读懂它衡量什么，请人工核对", piece)
            )


def _brackets(reading: Reading) -> None:
    """Point at title marks that never close: a citation may have been missed there."""
    opened = {pair.start for pair in reading.layout.brackets if pair.family == "title"}
    found = 0
    for match in re.finditer("《", reading.text):
        if match.start() not in opened and found < MAX_UNBALANCED:
            found += 1
            reading.doubts.append(
                Doubt("unbalanced_bracket", "书名号没有配对，这里引用的文件可能漏读", Piece(match.start(), match.end()))
            )


MAX_UNBALANCED = 20
"""Findings of one kind that help a person; a hostile line of 200,000 `《` needs no more."""
