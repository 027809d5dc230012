"""Numbers that are no targets whatever stands round them: titles, names, dates, and what is spent, granted, required or past.

Definition (decided cases, "Targets: out").
"""

from __future__ import annotations

import re

from . import numbers, trace
from . import target_patterns as patterns
from .lexicon import terms
from .text import DASHES, Layout, Piece

MAX_BEFORE = 400
"""Characters of a sentence looked back over for a word that tells of the past; longer sentences are lists."""
MIN_CLAUSE = 16
"""Characters of a quotation that can be a clause with a number in it, not a name or a slogan."""


def is_free(layout: Layout, quantity: numbers.Quantity, clause: Piece, *, bracketed: bool) -> bool:
    """Tell whether a number can be a target at all; `bracketed`: the clause is what a bracket holds."""
    free = _free(layout, quantity, clause, bracketed=bracketed)
    if not free:
        why = "a number in a title, a name, a date or a numbering"
        trace.step("target", quantity.start, quantity.end, trace.REJECTED, why)
    return free


_COST = re.compile(r"总投资(?:额|约|达|近|超|超过|为)*$")
_TIMES = frozenset({"次", "期", "轮", "遍"})
_EVERY = re.compile(
    r"(?:每个?(?:天|日|周|旬|月|季度?|半年|年|学期)|\d{1,3}(?:天|日|周|个?月|年))(?:至少|开展|组织|进行|完成|举办|召开|不少于|不低于|编发|报送)*$"
)
"""Before a number of times: a frequency, which is no target (definition, Targets)."""
_LASTING = re.compile(r"(?:达到|提高到|提升到|增加到|延长到|达|(?:时间|周期)(?:不超过|控制在|缩短[到至]))$")
"""Before a number of years that are a span, not a date (`使用寿命达到10年`, `轮候时间不超过5年`)."""
_DATED = re.compile(r"年|月|号|届|次会|中全会|条第|款|版|世纪|时代|G\b")
_A_YEARS = re.compile(r"年[产销营收主]")
"""After a counted number: what the counted things make in a year (`30家|年产值超过50亿元的龙头企业`)."""
_EVEN_IF_SMALL = re.compile(r"每|各|至少|不少于")
"""Before a small number in words that is meant as one."""


def _free(layout: Layout, quantity: numbers.Quantity, clause: Piece, *, bracketed: bool) -> bool:
    """Tell whether a number can be a target at all: not in a title, a name, a date or a numbering."""
    text = layout.text
    outer = layout.outer(quantity.start)
    if outer and not bracketed and (outer.family != "round" or outer.start >= clause.start):
        return False
    quoted = layout.quoted(quantity.start)
    if quoted and (quoted.end - quoted.start < MIN_CLAUSE or not patterns.any_verb().search(text, *quoted[:2])):
        return False  # a slogan (“3+N”); a longer quotation can hold what is to be achieved
    small = (
        quantity.chinese
        and quantity.value < 10
        and quantity.unit in terms("units")
        and quantity.unit not in ("%", "倍", "年一遇")
    )
    if small and not _EVEN_IF_SMALL.search(text[clause.start : quantity.start]):
        return False  # 一起, 三大, 两个: a manner of speaking
    if quantity.unit in _TIMES and _EVERY.search(text, clause.start, quantity.start):
        return False  # how often: 每季度不少于1期, 15天完成1次
    if _COST.search(text, max(0, quantity.start - 8), quantity.start):
        return False  # what a project costs describes it: 总投资500亿元
    before, after = text[quantity.start - 1 : quantity.start], text[quantity.end : quantity.end + 2]
    if re.match(rf"[A-Za-z\d.第（(〔{DASHES}]", before) and before != "-":
        return False
    lasting = (
        quantity.unit == "年"
        and quantity.value < 200
        and _LASTING.search(text, max(0, quantity.start - 10), quantity.start)
    )
    if quantity.unit in ("年", "日", "月") and not lasting:
        return False
    if _DATED.match(after) and not (quantity.unit and _A_YEARS.match(after)):
        return False
    return not (quantity.unit is None and re.match(r"[\d.]", after))


def is_blocked(text: str, sentence: Piece, clause: Piece, quantities: list[numbers.Quantity]) -> bool:
    """Tell whether a word of the clause, or of what stands before it, says that its numbers are none to be reached."""
    begin = max(sentence.start, clause.start - MAX_BEFORE)
    bases = {numbers.class_of(q.unit) or "amount" for q in quantities}
    places = [("clause", clause.start), ("before", begin)]
    if bases & {"amount", "share", "rate"}:
        places.append(("money", clause.start))
    for where, since in places:
        word = patterns.blocked_words(where).search(text, since, clause.end)
        if word:
            why = f"{word.group()} says that the number is spent, granted, required or past"
            trace.step("target", *clause, trace.REJECTED, why, ("not_targets", word.group()))
            return True
    return False
