"""The longest lines that could come: whether ten times the text costs ten times the time, whatever it is made of.

Each line is one piece of text over and over, alone and as the text of a numbered item between a beginning and an end that are
worth reading. A rule that looks from every place to the end of its line costs a hundred times as much for ten times the text.
"""

from __future__ import annotations

import gc
import math
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from types import FrameType
from typing import NamedTuple

from gongwen.pipeline.extract import extract
from gongwen.pipeline.read import read
from gongwen.schemas import SourceText

from .extraction import NOTICES

SHORT, LONG = 20_000, 200_000
"""Characters of a line, and of the one that it is compared with."""
BOUND = 12.0
"""Long ÷ short may be at most this: ten, and what ten times the memory costs a busy machine."""
LIMIT_S = 30.0
"""A reading that takes longer of the processor is broken off."""
REPEATED = (
    *("（", "）", "《", "》", "《〈", "〔", "“", "、", "，", "；", "。", "：", "一、", "（一）", "1.", "①", "\n", "一、\n", " ", "　", "\t", "|"),
    *("和", "或", "及", "的", "要", "市", "各市", "局、", "等", "将", "把", "建设", "达到", "工程", "增长", "以上", "牵头", "配合", "会同"),
    *("1", "1234567890", "万", "一", "一千二百", "5%", "3亿元、", "1.8：1、", "从10%提高到20%", "覆盖率达到90%，", "到2025年，", "2021年3月1日"),
    *("由市财政局负责，", "负责", "翻番", "1个", "1 000 ", "市财政局牵头，市教育局配合；", "（市财政局负责）", "责任单位：", "甲局和乙局及", "各市要加快，"),
    *("《某规划》、", "（以下简称《规划》）", "国发〔2020〕1号、", "某发〔", "根据", "关于印发", "附件1：", "新建同心桥水库、"),
)  # fmt: skip
"""Pieces that lines are made of."""
AROUND = (
    "某政发〔2021〕5号\n某省人民政府关于推进高质量发展的实施意见\n各市、县（区）人民政府：\n一、主要任务\n（一）推进重点工作。到2025年，",
    "覆盖率达到90%，建设同心桥水库。（省财政厅负责）\n（二）强化保障。加强统筹。\n某省人民政府\n2021年3月1日\n",
)
"""What stands before and after a line in an item."""


class Growth(NamedTuple):
    """Seconds of the processor for the short line and for the long one; infinite where it was broken off."""

    short: float
    long: float

    @property
    def ratio(self) -> float:
        """How many times as long the long one takes; infinite where that is not known."""
        return self.long / self.short if math.isfinite(self.short) else math.inf

    @property
    def figures(self) -> tuple[tuple[float, int], ...]:
        """Milliseconds and the ratio, each with the number of decimals that it is worth."""
        return (self.short * 1000, 0), (self.long * 1000, 0), (self.ratio, 1)


def line(piece: str, length: int, *, in_item: bool = False) -> str:
    """A text of one line, that many characters of `piece` repeated; or a notice with an item of that text."""
    repeated = (piece * (length // len(piece) + 1))[:length]
    return repeated.join(AROUND) if in_item else repeated


def source_of(text: str) -> SourceText:
    """A text as reading hands it on."""
    return SourceText(
        path="line.txt", format="txt", encoding="utf-8", sha256=sha256(text.encode()).hexdigest(), text=text
    )


def measure() -> Iterator[tuple[str, Growth]]:
    """Each line, alone and in an item, and last the example ten times over against once."""
    example = read(str(NOTICES / "铜府〔2023〕90号.txt")).text
    extract(source_of(example))
    for piece in REPEATED:
        for in_item in (False, True):
            name = f"{piece!r} in an item" if in_item else repr(piece)
            yield name, _growth(*(line(piece, length, in_item=in_item) for length in (SHORT, LONG)))
    yield "the example, ten times over", _growth(example, example * 10)


def _growth(short: str, long: str) -> Growth:
    """The best of some runs of each, fewer of what takes long; the long one is left out where it must exceed the limit."""
    quick = _seconds(short)
    if quick < 1:
        quick = min(quick, *(_seconds(short) for _ in range(4)))
    if quick * (len(long) / len(short)) > LIMIT_S:
        return Growth(quick, math.inf)
    slow = _seconds(long)
    return Growth(quick, min(slow, _seconds(long)) if slow < 3 else slow)


def _seconds(text: str) -> float:
    source = source_of(text)
    gc.collect()
    # Time of this process alone: on a busy machine a long run would wait more often than a short one.
    start = time.process_time()
    try:
        with _limit():
            extract(source)
    except _TooLong:
        return math.inf
    return time.process_time() - start


class _TooLong(BaseException):
    """No Exception, so that nothing between here and the reading takes it for a fault of its own."""


@contextmanager
def _limit() -> Iterator[None]:
    def stop(signum: int, frame: FrameType | None) -> None:
        raise _TooLong

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, LIMIT_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
