"""The numbering of official documents: which marks open a numbered item, of which kind, with which number.

Source: GB/T 9704—2012, 7.3.3 (`一、` `（一）` `1.` `（1）`), with the chapters and articles of regulations (`第一章`, `第一条`),
the parts of plans and reports (`第四部分：…`),
circled numbers and decimal numbering (`3.2.1`) of annexes and standards.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from .text import lines

_CN = "一二三四五六七八九十百零〇○两"
_DIGITS = {
    "零": 0,
    "〇": 0,
    "○": 0,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
}
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"

_KINDS: tuple[tuple[str, str], ...] = (
    ("编", rf"第[{_CN}\d]{{1,5}}编(?=[\s：:　]|$)"),
    ("篇", rf"第[{_CN}\d]{{1,5}}篇(?=[\s：:　]|$)"),
    ("部分", rf"第[{_CN}\d]{{1,5}}部分(?=[\s：:　]|$)"),
    ("章", rf"第[{_CN}\d]{{1,5}}章(?=[\s：:　]|$)"),
    ("节", rf"第[{_CN}\d]{{1,5}}节(?=[\s：:　]|$)"),
    ("条", rf"第[{_CN}\d]{{1,6}}条(?=[\s：:　]|$)"),
    ("一、", rf"[{_CN}]{{1,5}}、"),
    ("（一）", rf"[（(][{_CN}]{{1,5}}[）)][、.．]?"),
    ("1.1", r"\d{1,2}(?:[.．]\d{1,2}){1,3}[.．]?(?=[^\S\n]|[一-鿿])"),
    ("1.", r"\d{1,3}[.．](?:(?![\d.．])|(?=\d{3,}[一-鿿]))"),  # 11.121人才梯队项目: no decimal has three digits
    ("1、", r"\d{1,3}、"),
    ("（1）", r"[（(]\d{1,3}[）)][、.．]?"),
    ("1)", r"\d{1,3}[）)]"),
    ("①", rf"[{_CIRCLED}]"),
)
CHINESE_KINDS = frozenset({"编", "篇", "部分", "章", "节", "条", "一、", "（一）"})
"""Kinds of marks that are written in Chinese numerals: they divide the document, never the text of one cell."""
_MARK = re.compile("|".join(f"(?P<k{number}>{source})" for number, (_, source) in enumerate(_KINDS)))
_INDENT = re.compile(r"[^\S\n]*")
_INSIDE = re.compile(r"[^\S\n](?:(?<=[。；：].)[^\S\n]*|(?<=\S[　\t])[　\t]+|(?<=\S ) +)")
"""White space inside a line that a mark may follow. It opens with that white space, which a search finds quickly; a look behind would be tried at every character."""


class Ordinal(NamedTuple):
    """A numbering mark at `text[start:end]`.

    `mark` is its normal form (`（一）`, `1.`), `parts` its numbers: one, or several for decimal numbering.
    """

    start: int
    end: int
    kind: str
    mark: str
    parts: tuple[int, ...]

    @property
    def number(self) -> int:
        """The last of the numbers: 3 for `3.`, 1 for `3.2.1`."""
        return self.parts[-1]


def chinese_integer(numeral: str) -> int:
    """Read a Chinese or Arabic ordinal below 1000: `三十二` → 32, `一百零五` → 105, `12` → 12."""
    if numeral.isdigit():
        return int(numeral)
    if len(numeral) > 1 and all(char in _DIGITS for char in numeral):
        return int("".join(str(_DIGITS[char]) for char in numeral))
    total = digit = 0
    for char in numeral:
        if char == "百":
            total += (digit or 1) * 100
            digit = 0
        elif char == "十":
            total += (digit or 1) * 10
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit


def _normal(kind: str, mark: str) -> tuple[str, tuple[int, ...]]:
    if kind == "①":
        return mark, (_CIRCLED.index(mark) + 1,)
    if kind == "1.1":
        parts = tuple(int(part) for part in re.findall(r"\d+", mark))
        return ".".join(map(str, parts)), parts
    numeral = "".join(char for char in mark if char in _CN or char.isdigit())
    number = chinese_integer(numeral)
    if kind in ("（一）", "（1）"):
        return f"（{numeral}）", (number,)
    if kind == "1.":
        return f"{number}.", (number,)
    if kind == "1、":
        return f"{number}、", (number,)
    if kind == "1)":
        return f"{number}）", (number,)
    if kind == "一、":
        return numeral, (number,)
    return mark, (number,)


def ordinal_at(text: str, at: int) -> Ordinal | None:
    """Return the mark that begins at offset `at`, if one does."""
    match = _MARK.match(text, at)
    if not match or not match.lastgroup:
        return None
    kind = _KINDS[int(match.lastgroup[1:])][0]
    mark, parts = _normal(kind, match.group())
    return Ordinal(match.start(), match.end(), kind, mark, parts)


def candidates(text: str, start: int, end: int) -> list[Ordinal]:
    """Find the places in `text[start:end]` that may open an item: at a line's start, or after a full stop and white space.

    Web pages run a chapter and its first item into one line (`…行动。 1.加快建设…`, `…工作机制　　（1）建立…`).
    """
    found: dict[int, Ordinal] = {}
    for place in _places(text, start, end):
        ordinal = ordinal_at(text, place)
        if ordinal and ordinal.end <= end:
            found[ordinal.start] = ordinal
    return [found[at] for at in sorted(found)]


def _places(text: str, start: int, end: int) -> Iterator[int]:
    """List where a mark may stand in `text[start:end]`."""
    for line in lines(text, start, end):
        if indent := _INDENT.match(text, *line):
            yield indent.end()
    for gap in _INSIDE.finditer(text, start, end):
        yield gap.end()
