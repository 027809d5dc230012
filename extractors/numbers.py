"""Quantities: numbers with their units, ranges, shares, ratios, classes. The one reader of numbers in running text.

Three steps: each number is read for itself (`number_forms.py`; numerals in `numerals.py`, units in `units.py`); what stands before
it may say that it counts nothing (an ordinal `第3位`, the base of a rate `每千人口`, a vague number `数十家`, a slogan
`“五位一体”`); two numbers with a dash between are one range. Source: docs/definitions.md (Target: `value`, `value_max`, `unit`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from .number_forms import FIRST, IN_WORDS, Number, read
from .numerals import arabic, chinese, factor
from .text import DASHES
from .units import class_of, to_si

__all__ = ["Quantity", "arabic", "chinese", "class_of", "find", "to_si"]

_BETWEEN = re.compile(rf"\s{{0,3}}(?:[{DASHES}]{{1,4}}|至|到)\s{{0,3}}")
_LISTED = re.compile(rf"\s{{0,3}}(?:[、和及或至到]|[{DASHES}]{{1,4}})\s{{0,3}}")
_CARRIED = re.compile(r"[第每]\s?$")
"""An ordinal, the base of a rate: so is what is listed after it (`第一、二、三批`)."""
_SLOGAN = re.compile(r"[“\"‘「『]$")
"""A Chinese numeral that opens a quotation: `“千村示范、万村整治”`."""
_VAGUE = re.compile(r"(?:(?<![个人户件家次天总指倍])数|几|(?<![以及])上|(?<![形建完达落合组])成)$")
"""Before 十 and greater ranks: `数十家`, `上百家`; but not `户数`, `指数`."""
_WORD_BEFORE = re.compile(r"[统唯单逐合专归周同]$")
"""`统一到两个`, `周一至五`: 一 ends a word and begins no range."""
SMALLEST_HALF = 0.01
"""`500至1万人` begins at 0.05 万; the 10 of `10—5万` would be 0.001, and the range falls."""
_RANGED = {"arabic", "chinese", "roman", "share"}


@dataclass(frozen=True)
class Quantity:
    """A number with its unit at `text[start:end]`. `unit` is as written, magnitude included; `more` is 余 or 多 after it."""

    start: int
    end: int
    value: float
    value_max: float | None
    unit: str | None
    more: bool = False
    chinese: bool = False


def find(text: str, start: int, end: int) -> list[Quantity]:
    """Find the quantities in `text[start:end]`, in order, the longest reading at each place."""
    found: list[Number] = []
    at = start
    while first := FIRST.search(text, at, end):
        number = read(text, first.start(), end)
        if number is None:
            at = first.end()
            continue
        at = number.end
        if found and _is_compound(found[-1], number):
            first_part = found.pop()
            whole = _in_full(first_part) + _in_full(number)
            number = replace(number, start=first_part.start, value=whole, magnitude="", counts=first_part.counts)
        found.append(_in_its_place(text, number, found[-1] if found else None))
    return _joined(text, found)


def _in_its_place(text: str, number: Number, previous: Number | None) -> Number:
    """Tell by what is before a number whether it counts anything."""
    before = max(0, number.start - 2)
    listed = previous is not None and previous.carries and not previous.unit
    if _CARRIED.search(text, before, number.start) or (
        previous and listed and _LISTED.fullmatch(text, previous.end, number.start)
    ):
        return replace(number, counts=False, carries=True)
    vague = text[number.start] in "十百千万亿" and _VAGUE.search(text, before, number.start)
    if number.form == "chinese" and (vague or _SLOGAN.search(text, before, number.start)):
        return replace(number, counts=False)
    return number


def _is_compound(high: Number, low: Number) -> bool:
    """`5亿2000万元`, `2万5千人`: one number in two parts, as 一万五千 is."""
    return (
        high.end == low.start
        and high.form == low.form == "arabic"
        and bool(high.magnitude and low.magnitude)
        and not (high.unit or high.more)
        and _in_full(low) < factor(high.magnitude)
    )


def _in_full(number: Number) -> float:
    return (number.value or 0) * factor(number.magnitude)


def _joined(text: str, numbers: list[Number]) -> list[Quantity]:
    """Join the halves of ranges. A falling range and a chain of three are none."""
    found: list[Quantity | None] = []
    index = 0
    while index < len(numbers):
        chain = [numbers[index]]
        while index + len(chain) < len(numbers) and _is_range(text, chain[-1], numbers[index + len(chain)]):
            chain.append(numbers[index + len(chain)])
        index += len(chain)
        if len(chain) == 1:
            found.append(_quantity(chain[0]))
        elif len(chain) == 2:
            found.append(_range(*chain))
    return [quantity for quantity in found if quantity]


def _is_range(text: str, low: Number, high: Number) -> bool:
    """Tell whether two numbers stand to each other as `5万至8万人`, `10亿元—20亿元`, `三到五个`, `百分之三到五` do."""
    if not (low.counts and high.counts and _BETWEEN.fullmatch(text, low.end, high.start)):
        return False
    if low.value is None or high.value is None or not {low.form, high.form} <= _RANGED:
        return False
    if low.form == "share":
        return high.form == "share" or (high.form == "chinese" and not high.unit)
    if low.form != high.form or (low.form == "chinese" and _WORD_BEFORE.search(text, max(0, low.start - 1), low.start)):
        return False
    return not low.unit or high.unit.startswith(low.unit)


def _quantity(number: Number) -> Quantity | None:
    """A number that counts nothing is no quantity, nor is one in words or in Roman letters without a unit (`三农`)."""
    if number.value is None or not number.counts or (not number.unit and number.form in ("chinese", "roman")):
        return None
    unit = f"{number.magnitude}{number.unit}" or None
    return Quantity(number.start, number.end, number.value, None, unit, number.more, number.form in IN_WORDS)


def _range(low: Number, high: Number) -> Quantity | None:
    """Both values stand before the unit of the higher one: `8000万元—1亿元` is 0.8 to 1 亿元."""
    whole = _quantity(replace(high, unit=high.unit or low.unit))
    if low.value is None or whole is None:
        return None
    value = low.value
    in_terms_of_high = round(_in_full(low) / factor(high.magnitude), 6)
    shares_magnitude = low.magnitude == high.magnitude or not (low.magnitude or low.unit)
    if not shares_magnitude or (value > whole.value and in_terms_of_high >= SMALLEST_HALF):
        value = in_terms_of_high
    return replace(whole, start=low.start, value=value, value_max=whole.value) if value <= whole.value else None
