"""Where annexes begin, and what they are called (GB/T 9704, 附件)."""

from __future__ import annotations

import re

from .ordinals import candidates
from .text import lines

_ANNEX = re.compile(r"^\s*附\s*件\s*(?P<number>[\d一二三四五六七八九十]{0,3})\s*(?:[：:]\s*(?P<title>\S.*))?$")
_END = "。！？；：，、"


def find(text: str) -> list[tuple[int, str]]:
    """Find where annexes begin (`附件`, `附件2`, `附件1：标题` on a line of its own) and what they are called."""
    found: list[tuple[int, str]] = []
    rows = [line for line in lines(text) if text[line.start : line.end].strip()]
    signed = False
    for index, row in enumerate(rows):
        line = text[row.start : row.end]
        signed = signed or bool(_DATE_LINE.search(line))
        match = _ANNEX.match(line)
        if not match or (match["title"] and not signed):
            continue
        title = match["title"] or ""
        for follower in rows[index + 1 : index + 4]:
            words = text[follower.start : follower.end].strip()
            if title and (words[-1] in _END or len(words) > 30 or (not match["title"] and _COMPLETE.search(title))):
                break
            if match["title"] or candidates(text, follower.start, follower.end) or len(words) > 40 or words[-1] in _END:
                break
            if title and _COLUMN.fullmatch(words):
                break  # the labels of a table under the title
            title += words
        title = re.sub(r"\s+", "", title)
        if title:
            found.append((row.start, title))
    return found


_COLUMN = re.compile(r"[一-鿿]{0,4}(?:指标|任务|内容|单位|部门|序号|类别|项目|名称|性质|说明|时限|备注)")
_COMPLETE = re.compile(r"(?:清单|名单|方案|办法|规定|制度|计划|要点|规范|体系|目录|表|意见|细则|规则|指南|说明)$")
_DATE_LINE = re.compile(
    r"[\d〇○零一二三四五六七八九]{4}\s*年[\d\s一二三四五六七八九十]{1,5}月[\d\s一二三四五六七八九十]{1,5}日\s*$"
)
