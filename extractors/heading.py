"""The heading of a numbered item: a line of its own, or a first sentence that is a title and runs into its paragraph.

Definition: "A first sentence that runs into its paragraph is the heading where it is a title (a short phrase that names the
work, more text follows); an item that is all body has `heading = null`".
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from .lexicon import alternation, terms
from .ordinals import Ordinal
from .text import SENTENCE_STOPS, Layout, Piece, lines, strip

MAX_RUN_IN = 40
"""Characters of a first sentence that can still be a title; longer ones are body. Longest real run-in heading seen: 33."""
MAX_OWN_LINE = 70
"""Characters of a heading on a line of its own; official style allows two printed lines (28 characters each) and some."""

MAX_PHRASE = 36
"""Characters of one phrase of such a title (`创新实验未来城市低碳韧性基础设施网络和空间智能神经系统`)."""
MAX_UNLIKE = {2: 12, 3: 8}
"""Characters by which two or three such phrases may differ (`着力发展新质生产力，加快构建以先进制造业为骨干的现代化产业体系`)."""
_BODY_SIGNS = re.compile(
    r"(?:[的，]，|；|：.{8,}|(?:的|时|前提下|基础上|过程中)，|不得|可以|可根据|按照|应当|对于|^(?:原则)?同意|如下$)"
)
_NOTE_ONLY = re.compile(
    r"^\s*[（(〔\[［【][^（）()〔〕\[\]]*(?:[（(〔\[][^（）()〔〕\[\]]*[）)〕\]][^（）()〔〕\[\]]*)*[）)〕\]］】]\s*。?\s*$"
)
_TRAILING = "。：；:;"


MAX_RARE = 16
"""The same where most items of the numbering have no heading: only a plain short phrase is one then."""


class Heading(NamedTuple):
    """Where the heading stands, its words, and where the item's body begins."""

    piece: Piece
    text: str
    body_start: int


_SPREAD = re.compile(r"\S(?:\s+\S)+")
"""总　则"""
_LINE_BREAK = re.compile(r"\s*\n\s*")


def _clean(words: str) -> str:
    words = words.strip().strip(_TRAILING)
    if len(words) <= 8 and _SPREAD.fullmatch(words):  # 总　则
        return re.sub(r"\s+", "", words)
    return _LINE_BREAK.sub("", words)


def _without_note(layout: Layout, piece: Piece) -> Piece:
    """Drop a bracket with a responsibility at the end of a heading: `…政策（由A牵头实施）`."""
    text = layout.text
    end = piece.end
    while end > piece.start and text[end - 1] in _TRAILING:
        end -= 1
    if end > piece.start and text[end - 1] in "）)〕]】":
        pair = layout.outer(end - 1)
        if (
            pair
            and pair.start > piece.start
            and re.search(r"牵头|负责|责任|配合|单位[：:]|部门[：:]", text[pair.start : pair.end])
        ):
            return strip(text, piece.start, pair.start)
    return Piece(piece.start, end)


def _is_title(words: str) -> bool:
    """Tell whether a first sentence names the work rather than doing it."""
    if not 1 < len(words) <= MAX_RUN_IN or _BODY_SIGNS.search(words):
        return False
    parts = re.split(r"[，,]", words)
    # a title has one phrase, or a few parallel ones of like length: 加强基础研究，提升原始创新能力
    return (
        len(parts) <= 3
        and max(map(len, parts)) <= MAX_PHRASE
        and (len(parts) == 1 or max(map(len, parts)) - min(map(len, parts)) <= MAX_UNLIKE[len(parts)])
    )


_DIVISIONS = ("编", "篇", "部分", "章", "节")
"""Marks whose whole line is the heading."""
_SLOGAN = re.compile(r"“[^“”]{1,12}”[：:][^。；，：:]{2,24}")
"""A heading of its own that begins with a catchword: `“惠民生”：改善居住生活条件`."""
_TELLS = re.compile(r"[，。]|如下|以下|下列|为|包括")
_AS_FOLLOWS = re.compile(r"[，]?(?:如|详)下")


def find_heading(layout: Layout, ordinal: Ordinal, own_end: int, has_children: bool) -> Heading | None:
    """Find the heading of the item that `ordinal` opens and whose own text ends at `own_end`; None where it is all body."""
    text = layout.text
    own = [strip(text, *line) for line in lines(text, ordinal.end, own_end)]
    own = [line for line in own if line.start < line.end]
    if not own or own[0].start > ordinal.end + 40:
        return None
    first = own[0]
    if ordinal.kind == "条":
        return None
    if ordinal.kind in _DIVISIONS:
        at = first.start + len(text[first.start : first.end]) - len(text[first.start : first.end].lstrip("：: 　"))
        return Heading(Piece(at, first.end), re.sub(r"\s+", "", text[at : first.end]), first.end)
    sentences = layout.sentences(first.start, first.end, stops=SENTENCE_STOPS)
    colon = next(
        (
            m
            for m in re.finditer(r"[：:]", text[first.start : sentences[0].end])
            if layout.outer(first.start + m.start()) is None
        ),
        None,
    )
    if len(sentences) == 1 and not (colon and colon.end() < len(text[first.start : sentences[0].end])):
        return _own_line(layout, first, followed=has_children or len(own) > 1)
    followed = has_children or len(own) > 1
    if followed and len(sentences) == 1 and colon and _SLOGAN.fullmatch(text[first.start : first.end]):
        return _own_line(layout, first, followed=True)
    head = sentences[0]
    rest = text[head.end : first.end].strip()
    if colon and colon.start() <= MAX_RUN_IN:
        piece = strip(text, first.start, first.start + colon.start())
        words = text[piece.start : piece.end]
        if _is_title(words) and not _TELLS.search(words):
            return Heading(piece, _clean(words), first.start + colon.end())
    if not rest or (_NOTE_ONLY.match(rest) and not has_children and len(own) == 1):
        return None
    piece = _without_note(layout, head)
    words = text[piece.start : piece.end]
    plain = len(rest) <= MAX_RUN_IN and "，" not in rest and not has_children and len(own) == 1
    if plain and _does_work(words) and _does_work(rest):
        return None  # 9、开工建设市立医院8号楼。启动市急救中心项目。: one piece of work beside another
    if _is_title(words) and not _AS_FOLLOWS.search(words):
        return Heading(piece, _clean(words), head.end)
    return None


@cache
def _work() -> re.Pattern[str]:
    verbs = alternation(term for term in terms("work_verbs", target="yes") if len(term) > 1)
    return re.compile(rf"(?:全面|加快|积极|继续|新|再)*(?:{verbs})(?=.{{2,}})")


def _does_work(words: str) -> bool:
    """Tell whether a sentence says what is to be done (`建成开放苏州第二工人文化宫`), and names no field of work."""
    return bool(_work().match(words)) and not _FIELD.search(words.rstrip("。"))


_FIELD = re.compile(r"(?:工作|建设|机制|体系|制度|管理|能力|水平|力度)$")


def _ends_list(text: str, at: int) -> bool:
    """Tell whether the item at `at` ends a list whose members before it end in semicolons."""
    line = text.rfind("\n", 0, at)
    return line >= 0 and text[max(0, line - 20) : line].rstrip().endswith(("；", ";"))


def _own_line(layout: Layout, line: Piece, *, followed: bool) -> Heading | None:
    text = layout.text
    piece = _without_note(layout, line)
    clean = _clean(text[piece.start : piece.end])
    if not clean:
        return None
    if followed:
        told = text[line.end - 1] in "：:" and re.search(r"应|具备|包括|规定|[如以]下", clean)
        body = bool(told) or (
            text[line.end - 1] == "。"
            and (
                len(clean) > MAX_RUN_IN
                or re.search(r"[部长员会局厅委院]负责", clean)
                or ("，" in clean and re.search(r"(?<![主重必])要|应当|^(?:原则)?同意", clean))
            )
        )
        if (
            not body
            and len(clean) <= MAX_OWN_LINE
            and clean.count("，") <= 3
            and not re.search(r"[；]|(?:的|时)，|[如以]下$|^(?:原则)?同意", clean)
        ):
            return Heading(piece, clean, line.end)
        return None
    if text[line.end - 1] in "；;" or (text[line.end - 1] == "。" and _ends_list(text, line.start)):
        return None  # a member of a list that semicolons divide is all body: （一）擅自动用市级储备粮；
    if text[line.end - 1] == "。" and _does_work(clean):
        return None  # 1、新建、改扩建中小学、幼儿园40所。: the work itself, all body
    noted = piece.end < line.end and text[piece.end] in "（(〔[【"
    if len(clean) <= 20 and "，" not in clean and not noted and not re.search(r"要|应|须|不得|可", clean):
        return Heading(piece, clean, line.end)
    return None
