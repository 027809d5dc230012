"""By when: the time limit that holds for a target.

Definition (Target.deadline): "year (or date) by which, from the sentence, else the paragraph, else the enclosing section's lead
(`到2027年，…`), else null".
"""

from __future__ import annotations

import re

from .outline import Block, Item
from .periods import Limit, limits
from .reading import Reading
from .text import Piece

_BY_EACH = re.compile(
    r"(?:到|至)?(?P<one>[12]\d{3})年(?:底|末)?(?:、|和|及)(?:到|至)?(?P<other>[12]\d{3})年(?:底|末)?[，,]"
)
"""Two time limits of one sentence: of two numbers, each has its own (`到2022年和2030年，…分别不低于22%和30%`)."""
_DESCRIBING = re.compile(r"版|基础上|的?(?:基础|水平|标准)|新认定|[^，,。；：]{1,16}的")


class Deadlines:
    """The time limits of one block, and which of them holds at a place."""

    def __init__(self, reading: Reading, block: Block, start: int) -> None:
        self.reading, self.block, self.start, self.text = reading, block, start, reading.text
        found = limits(self.text, start, block.end, reading.context)
        self.limits: list[Limit] = [limit for limit in found if not self._describes(limit)]

    def of(self, sentence: Piece, clause: Piece) -> str | None:
        """From the clause's own sentence, else an earlier sentence of the paragraph, else the lead of an enclosing section."""
        before = [limit for limit in self.limits if limit.start < clause.end]
        own = [limit for limit in before if limit.start >= sentence.start]
        if own:
            return own[-1].iso
        paragraph = self.text.rfind("\n", self.start, clause.start) + 1
        # a completion by a date (`6月底前`) is over with its sentence, `到2027年，` holds on
        carried = [
            limit for limit in before if limit.start >= paragraph and limit.strong and not self._completes(limit)
        ]
        if carried:
            return carried[-1].iso
        opened = [limit for limit in before if limit.strong and self._opens_paragraph(limit)]
        if opened:
            return opened[-1].iso
        item = self.block.item
        if item and _is_about_goals(item):
            # 一、发展目标: …，到2015年将广州建成国家创新型城市。⏎创新平台建设取得新突破。…
            earlier = [limit for limit in before if limit.strong and not self._completes(limit)]
            if earlier:
                return earlier[-1].iso
        return (_named_year(self.reading, item) or _lead_deadline(self.reading, item.parent)) if item else None

    def each_of(self, clause: Piece, count: int) -> list[str]:
        """The time limits of `count` numbers about one indicator, where the paragraph names two and no other since; else []."""
        paragraph = self.text.rfind("\n", self.start, clause.start) + 1
        both = list(_BY_EACH.finditer(self.text, max(self.start, paragraph), clause.end))
        if count != 2 or not both or any(both[-1].end() <= limit.start < clause.end for limit in self.limits):
            return []
        return [both[-1]["one"], both[-1]["other"]]

    def _describes(self, limit: Limit) -> bool:
        """Tell whether a year that is over describes a thing (`2000年底前建成的小区`, `2020年基础上`, in a title): no time limit."""
        issued = self.reading.context.issue_year
        if not issued or int(limit.iso[:4]) >= issued:
            return False
        outer = self.reading.layout.outer(limit.start)
        return (outer is not None and outer.family == "title") or bool(_DESCRIBING.match(self.text, limit.end))

    def _completes(self, limit: Limit) -> bool:
        return "前" in self.text[limit.start : limit.end]

    def _opens_paragraph(self, limit: Limit) -> bool:
        """Tell whether a limit opens a paragraph and so holds for the paragraphs after it (`到2025年，…⏎——…`)."""
        before = self.text[max(self.start, limit.start - 12) : limit.start]
        before = re.sub(r"\n\s*[一-鿿]{2,8}[：:]$", "\n", before)  # 总体目标：到2025年，…
        return not before.strip("— 　") or before.rstrip("— 　").endswith("\n")


def _is_about_goals(item: Item | None) -> bool:
    """Tell whether an item or a section above it is headed as goals (`一、发展目标`)."""
    while item is not None:
        if item.heading_text and re.search(r"目标[。：]?$", item.heading_text):
            return True
        item = item.parent
    return False


def _named_year(reading: Reading, item: Item) -> str | None:
    """Return the year that a heading names, which its section is about: `二、2024年主要目标`."""
    named = limits(reading.text, *item.heading, reading.context) if item.heading else []
    return named[-1].iso if named else None


def _lead_deadline(reading: Reading, item: Item | None) -> str | None:
    """Return the time limit that the text between a section's heading and its first subsection sets (`到2027年，…`)."""
    while item is not None:
        lead = [x for x in limits(reading.text, item.body_start, item.own_end, reading.context) if x.strong]
        if found := lead[-1].iso if lead else _named_year(reading, item):
            return found
        item = item.parent
    return None
