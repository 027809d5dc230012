"""The words round a number, brought into the order `指标 + 动词 + 数` in which the forms of targets are read."""

from __future__ import annotations

import re
from typing import NamedTuple

from . import target_patterns as patterns


class Around(NamedTuple):
    """The words before a number, those after it, and the verb that bounds it, at the end of `left`."""

    left: str
    right: str
    verb: re.Match[str] | None


def read(left: str, right: str, unit: str | None, previous: list[str]) -> Around:
    """Bring the words round a number of `unit` into order: a verb round its object, a share before its whole, a standard behind.

    `提高有线电视超高清机顶盒占比至|75%` → `有线电视超高清机顶盒占比提高至`; `城区达到|20年一遇|防洪标准` → `城区防洪标准达到`.
    `previous` are the indicators of the clause before.
    """
    left = patterns.YEAR_OF_IT.sub("", left)
    left = patterns.OF_THE_COST.sub("", left) if "总投资" in left else left
    raised = patterns.RAISED_TO.match(left)
    if raised:
        left = f"{raised['lead']}{raised['what']}{raised['verb']}{raised['to']}"
    share = patterns.SHARE_OF.search(left)
    if share and unit == "%":
        verb = "为" if share["verb"] == "占" else share["verb"]
        left = f"{left[: share.start()]}占{share['whole']}比重{verb}"
    verb = patterns.verb_end().search(left, max(0, len(left) - 60))
    if verb and patterns.DONE_AND_RAISED.search(left):
        verb = None
    standard = patterns.RETURN_STANDARD.match(right) if unit == "年一遇" else None
    if standard and verb and not patterns.ANY_NUMBER.search(left, 0, verb.start()):
        measure = standard["what"]
        if measure == "标准":  # 工业园区排水标准提高到三年一遇，老城区提高到一年一遇|标准
            before = patterns.A_STANDARD.search(previous[-1]) if previous else None
            measure = before.group() if before else ""
        measure = "" if "标准" in left[: verb.start()] else measure
        left, right = f"{left[: verb.start()]}{measure}{verb.group()}", ""
        verb = patterns.verb_end().search(left, max(0, len(left) - 60))
    return Around(left, right, verb)
