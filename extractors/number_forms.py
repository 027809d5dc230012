"""The forms in which one number is written, with its unit: the token of `numbers.py`, which knows what stands round it.

Guarantee: each form is matched where its first character stands, and read in time that is bounded by the number's own length. What
only looks like a quantity (`5G`, `10万吨级`, `六届二次`, `一企一策`) is read as one label, so that no part of it is taken for a number.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from string import ascii_uppercase

from .lexicon import alternation, terms
from .numerals import ARABIC, CHINESE, HAN, MAX_ARABIC, SPACED, arabic, chinese, with_magnitude
from .units import MAGNITUDE, RATE_ALONE, class_of, unit_classes, unit_source

FIRST = re.compile(rf"[\d０-９{HAN}ⅠⅡⅢⅣⅤⅥIV半翻]")
"""What a number can begin with."""
IN_WORDS = frozenset({"chinese", "share", "word"})
_ROMAN = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5, "Ⅵ": 6, "I": 1, "II": 2, "III": 3, "IV": 4, "V": 5, "VI": 6}
_TENTHS = {"百": ("%", 1), "千": ("‰", 1), "万": ("%", 100)}
"""百分之 and 千分之 have a unit of their own; 万分之 has none and is given in percent."""
_WHOLE = re.compile(ARABIC)
_NUMERAL = re.compile(CHINESE)
_BOUNDED = re.compile(r"(?:近|超过?|突破|逾|达到?|约|破)$")


@dataclass(frozen=True)
class Number:
    """A number with its unit at `text[start:end]`, before it is known whether it is half of a range.

    `form`: arabic, chinese, roman, share (百分之三), word (一半, 翻番), ratio, slash (2/3), label (no number at all).
    `counts`: whether it is a quantity of something; `carries`: it is an ordinal or a base, and so is what is listed after it.
    """

    start: int
    end: int
    form: str
    value: float | None
    magnitude: str = ""
    unit: str = ""
    more: bool = False
    counts: bool = True
    carries: bool = False


@cache
def _forms() -> re.Pattern[str]:
    number = rf"(?:{ARABIC}|[{HAN}]{{1,6}}(?:点[{HAN}]{{1,4}})?)"
    # four characters of one mould (千方百计, 一企一策, 五位一体); 个 or 名 opens a noun (一个五年规划), 年 or 级 belongs to one (一所九年制学校)
    one = r"[一二两三四五六七八九十百千万]"
    first = rf"(?![{HAN}点至到或余多般个名所项座条分])[一-鿿]"
    second = rf"(?![{HAN}年月日天周岁个名所项座条级类星流强甲线次层分点亩])[一-鿿]"
    generation = "".join(letter for letter in ascii_uppercase if letter not in unit_classes())  # 5G, 4K; but 5L, 5W
    alone = r"(?![\d０-９.．、]|\s*[：:∶])"
    return re.compile(
        rf"(?P<share>(?P<of>[百千万])分之(?P<part>{number})|(?P<all>百分百))"
        rf"|(?P<fraction>(?P<bottom>[二三四五六七八九十]{{1,3}})分之(?P<top>[一二两三四五六七八九]))"
        r"|(?P<slash>(?<![\d/.])(?P<over>[1-9])/(?P<under>[2-9]|10)(?=以上|以下|以内|左右|的))"
        rf"|(?P<label>(?:{alternation(terms('not_quantities', where='whole'))}|(?<![{HAN}])(?!{one}年一遇){one}{first}{one}{second}"
        rf"|(?:[\d０-９]{{1,2}}|[{HAN}]{{1,4}})届(?:[\d０-９]{{1,2}}|[{HAN}]{{1,3}})[次中]"
        r"|(?:19|20)\d\d(?:[/／](?:19|20)\d\d)?(?:学年|届)"
        rf"|(?<![\d０-９.])[\d０-９][{generation}](?![A-Za-z\d]|级))(?!之))"
        rf"|(?P<ratio>(?<![：:∶\d.])(?:(?P<to>{ARABIC})\s*[：:∶]\s*1{alone}|(?P<one>1)\s*[：:∶]\s*{ARABIC}{alone}))"
        r"|(?P<roman>(?P<class>[ⅠⅡⅢⅣⅤⅥ]|(?<![A-Za-z])(?:III|IV|VI|II|I|V)(?![A-Za-z]))\s?(?P<kind>类)?)"
        r"|(?P<half>一半|半数)"
        r"|(?P<doubled>翻(?:了|上)?(?P<times>\d|[一两二三四五])?番)"
        rf"|(?P<spaced>{SPACED})|(?P<arabic>{ARABIC})|(?P<chinese>{CHINESE})"
    )


@cache
def _tail() -> re.Pattern[str]:
    """What follows a numeral: magnitude and unit, a rate without a unit, a magnitude alone, or an unknown unit in letters."""
    return re.compile(
        rf"[^\S\n]?(?P<m1>{MAGNITUDE})??(?P<more>余|多)?(?P<m2>{MAGNITUDE})??[^\S\n]?(?P<unit>{unit_source()})(?P<grade>级(?!别))?"
        rf"|(?P<rate>{RATE_ALONE})"
        rf"|[^\S\n]?(?P<several>余|多)?(?P<alone>{MAGNITUDE})(?P<many>余|多)?"
        r"|[^\S\n]?(?P<latin>[A-Za-z]{1,8})(?![A-Za-z\d])"
    )


def read(text: str, start: int, end: int) -> Number | None:
    """Read the number that begins at `start`; None where none does."""
    match = _forms().match(text, start, end)
    if not match:
        return None
    form, at = match.lastgroup, match.end()
    if form == "spaced":
        tail = _tail().match(text, at, end)
        return _arabic(text, start, at if tail and tail["unit"] else _whole(text, start, end), end)
    if form == "arabic":
        return _arabic(text, start, at, end)
    if form == "chinese":
        return _chinese(text, start, at, end)
    if form == "label":
        numeral = _NUMERAL.match(text, start, end)
        number = _chinese(text, start, numeral.end(), end) if numeral else None
        # the longest wins: 十分 is a word, 十分米 is a length
        return number if number and number.end > at and number.unit else Number(start, at, form, None)
    if form == "roman":
        return Number(start, at, form, _ROMAN[match["class"]], unit=match["kind"] or "")
    if form == "ratio":
        if _tail().match(text, at, end) or text[at : at + 1] in ("年", "月"):
            return _arabic(text, start, _whole(text, start, end), end)  # `附件1：10个样本` is no ratio
        left = match["to"] or match["one"]
        return Number(start, at, form, arabic(left), unit=match.group()[len(left) :].strip())
    value, unit = _part(match)
    return Number(start, at, form if form in ("share", "slash") else "word", value, unit=unit)


def _whole(text: str, start: int, end: int) -> int:
    """The end of the first numeral of several."""
    match = _WHOLE.match(text, start, end)
    return match.end() if match else start + 1


def _part(match: re.Match[str]) -> tuple[float | None, str]:
    """Read a share, a fraction, a half or a doubling: value and unit."""
    if match["all"]:
        return 100.0, "%"
    if match["share"]:
        unit, divisor = _TENTHS[match["of"]]
        value = _either(match["part"])
        return (None if value is None else round(value / divisor, 6)), unit
    if match["doubled"]:
        return 2.0 ** (_either(match["times"] or "一") or 1), "倍"
    if match["half"]:
        return 50.0, "%"
    top, bottom = _either(match["top"] or match["over"]), _either(match["bottom"] or match["under"])
    return (round(100 * top / bottom, 2) if top and bottom and top < bottom else None), "%"


def _either(numeral: str) -> float | None:
    return arabic(numeral) if re.match(r"[\d０-９]", numeral) else chinese(numeral)


def _arabic(text: str, start: int, at: int, end: int) -> Number:
    if at - start > MAX_ARABIC:
        return Number(start, at, "label", None)
    value = arabic(text[start:at])
    tail = _tail().match(text, at, end)
    if not tail:
        return Number(start, at, "arabic", value)
    magnitude = f"{tail['m1'] or ''}{tail['m2'] or ''}{tail['alone'] or ''}"
    unit = (tail["unit"] or tail["rate"] or tail["latin"] or "").replace("％", "%")
    more = bool(tail["more"] or tail["several"] or tail["many"])
    return Number(start, tail.end(), "arabic", value, magnitude, unit, more, not _is_grade(tail, magnitude))


def _chinese(text: str, start: int, at: int, end: int, whole: bool = True) -> Number:
    numeral = text[start:at]
    value, magnitude = with_magnitude(numeral)
    bare = numeral[0] in "百千万亿"
    if whole and numeral[-1] in "百千" and len(numeral) > 1 and with_magnitude(numeral[:-1])[0] is not None:
        shorter = _chinese(text, start, at - 1, end, whole=False)
        if shorter.unit.startswith(numeral[-1]):  # the rank is the unit's own: 五千克, 三百千瓦
            return shorter
    tail = _tail().match(text, at, end)
    if not tail or not tail["unit"]:
        return Number(start, at, "chinese", value, magnitude, counts=value is not None and not bare)
    unit, more = tail["unit"].replace("％", "%"), bool(tail["more"])
    magnitude += f"{tail['m1'] or ''}{tail['m2'] or ''}"
    counts = value is not None and not _is_grade(tail, magnitude)
    if bare and not more and not _BOUNDED.search(text, max(0, start - 2), start):
        # without a digit: 百家, 千亿元 are numbers; 百日, 千米, 万元 (万元GDP能耗) are words
        counts = counts and numeral not in ("万", "亿", "万亿") and (len(numeral) > 1 or class_of(unit) == "count")
    return Number(start, tail.end(), "chinese", value, magnitude, unit, more, counts)


def _is_grade(tail: re.Match[str], magnitude: str) -> bool:
    """`10万吨级`, `千亿级`: a class label."""
    return bool(tail["grade"]) or (tail["unit"] == "级" and bool(magnitude))
