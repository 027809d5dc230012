"""Readings of small notices, for tests of one extractor at a time."""

from __future__ import annotations

from pathlib import Path

from gongwen.extractors import citations, projects, targets, tasks
from gongwen.extractors.reading import Reading

NOTICES = Path(__file__).parents[2] / "corpus" / "notices"
HEAD = """某政发〔2021〕5号

某省人民政府
关于印发某省推进高质量发展实施方案的通知
各市、县（区）人民政府，省政府各部门：

现将《某省推进高质量发展实施方案》印发给你们，请认真贯彻执行。

某省人民政府
2021年3月1日

某省推进高质量发展实施方案

"""


def item(sentence: str, head: str = "推进重点工作") -> str:
    """One numbered item whose text is `sentence`, with another after it."""
    return f"一、主要任务\n（一）{head}。{sentence}\n（二）强化组织保障。加强统筹。\n"


def reading(body: str, head: str = HEAD) -> Reading:
    """Read a notice whose plan is `body` through every extractor, in their order."""
    found = Reading.of(head + body)
    for extractor in (citations, tasks, targets, projects):
        extractor.find(found)
    return found


def notice_text(name: str) -> str:
    """The text of a notice of the corpus; a part of its name is enough."""
    (path,) = (path for path in NOTICES.glob("*.txt") if name in path.stem)
    return path.read_text(encoding="utf-8")
