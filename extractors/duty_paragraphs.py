"""Duties told unit by unit: a paragraph that opens with units and a colon, each of its sentences a task of theirs.

Definition (decided cases, Tasks): "An annex that lists duties by unit gives one inline task a sentence." Example:
`区民防办：负责制定…专业规划和年度建设计划；…。`
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from . import agency_list, trace
from .doer_lists import LEADS
from .lexicon import alternation, terms
from .notes import labels
from .text import SENTENCE_STOPS, Layout, Piece, lines, strip


@dataclass
class Duties:
    """One paragraph: its place, the sentences that are tasks, the units; their role is that of each sentence (`role_in`)."""

    piece: Piece
    sentences: list[Piece]
    members: list[tuple[Piece, str]]
    open_ended: bool


MAX_UNITS = 120
"""Characters of the units before the colon; the longest list seen has 31."""
_DUTY = re.compile(
    r"(?:主要|具体|统一|全面|积极|密切|认真|依法|切实)*(?:负责|牵头|承担|参与|协助|配合|指导|组织|做好|会同|监督|加强|统筹|协调|按照?|根据|落实|制定|开展"
    r"|督促|保障|提供|推进|推动|建立|完善|履行|对|将|把|与|为|依托|结合|及时|定期)"
)
_HELPS = re.compile(r"(?:积极|密切|认真|主动|做好|全力)*(?:配合|协助|参与|协同)")


@cache
def _label_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(labels())}|{alternation(terms('table_labels'))})$")


def find(layout: Layout, start: int, end: int) -> list[Duties]:
    """Find the paragraphs of duties in `text[start:end]`, in order."""
    found = []
    for line in lines(layout.text, start, end):
        piece = strip(layout.text, *line)
        while duties := _paragraph(layout, piece):
            found.append(duties)
            piece = Piece(duties.piece.end, piece.end)
    return found


_OF_DUTIES = re.compile(r"(?:职责|分工|责任|任务)(?:及|和|与)?(?:分工|职责|要求|清单)?$")
"""How the heading above units ends that have their duties below them: 职责分工, 部门职责, 任务分工."""


_NO_WORK = re.compile(r"(?:不变|不再[^，。；]{2,12})[。；;]?\s*$")
"""Says that something stays or ends, and no work (`其他排水行业监督管理职责不变。`)."""


def of_heading(layout: Layout, heading: Piece, body: Piece, above: str | None) -> Duties | None:
    """Read an item whose heading is nothing but units (`1.监督组。负责…进行监督。`): each sentence of duty is a task of theirs.

    Under a heading that says so (`四、职责分工`), which is `above`, every sentence is one (`（一）区财政局⏎落实…资金保障。`).
    """
    text = layout.text
    words = text[heading.start : heading.end]
    if len(words) > MAX_UNITS or not agency_list.looks_like_organisation(words):
        return None
    all_of_them = bool(above and _OF_DUTIES.search(above))
    sentences = [
        sentence
        for sentence in layout.sentences(body.start, body.end, stops=SENTENCE_STOPS)
        if (all_of_them and not _NO_WORK.search(text, sentence.start, sentence.end))
        or _ITS_DUTY.match(text, sentence.start, sentence.end)
    ]
    if not sentences:
        return None
    members = [(piece, "responsible") for piece in agency_list.split(layout, heading.start, heading.end, strict=True)]
    trace.step(
        "duties of a unit", *heading, trace.FIRED, "a heading of nothing but units: sentences of duty are theirs"
    )
    return Duties(Piece(heading.start, body.end), sentences, members, open_ended=False)


_ITS_DUTY = re.compile(r"(?:主要|具体|统一|全面|牵头)*(?:负责|承担|履行|参与|协助|配合|牵头)")


def role_in(text: str, sentence: Piece) -> str:
    """The role that a sentence of duty gives: 牵头 leads; one that opens with 参与 or 配合 and takes nothing on helps."""
    if LEADS.match(text, sentence.start, sentence.end):
        return "lead"
    helps = _HELPS.match(text, sentence.start, sentence.end)
    takes_on = re.compile(r"负责|牵头|承担").search(text, sentence.start, sentence.end)
    return "support" if helps and not takes_on else "responsible"


_COLON = re.compile(r"[：:]")


def _colon(layout: Layout, line: Piece) -> int | None:
    """Find the colon that units before it may end in, outside brackets; None where there is none."""
    for match in _COLON.finditer(layout.text, line.start, min(line.end, line.start + MAX_UNITS)):
        if layout.outer(match.start()) is None and match.start() > line.start:
            return match.start()
    return None


def _paragraph(layout: Layout, line: Piece) -> Duties | None:
    text = layout.text
    colon = _colon(layout, line)
    if not colon:
        return None
    units = text[line.start : colon]
    body = strip(text, colon + 1, line.end)
    if not _DUTY.match(text, body.start, body.end) or _label_end().search(units):
        return None
    if re.search(r"[，。；]", units) or not agency_list.looks_like_organisation(units):
        return None
    tail = agency_list.OPEN_END.search(units)
    until = line.start + (tail.start() if tail else colon - line.start)
    sentences = layout.sentences(body.start, body.end, stops=SENTENCE_STOPS)
    own = next((i for i, sentence in enumerate(sentences) if i and _colon(layout, sentence)), len(sentences))
    line, sentences = Piece(line.start, sentences[own - 1].end), sentences[:own]  # other units begin: 财政部门：负责…
    members = [(piece, "responsible") for piece in agency_list.split(layout, line.start, until, strict=True)]
    trace.step("duties of a unit", *line, trace.FIRED, "units, a colon, and what they do: each sentence a task")
    return Duties(line, sentences, members, bool(tail))
