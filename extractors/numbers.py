"""Numbers with their units: the one number parser. Arabic in any width, Chinese numerals, fractions, 翻番, ranges, magnitudes.

Plain Chinese numerals go through cn2an; what it reads wrongly or not at all (fractions, 半, 两, 番, ranges) is read here.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

import cn2an

from .lexicon import alternation, load, terms

_WIDTH = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")
_ROMAN = {"Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4, "Ⅴ": 5, "Ⅵ": 6}
_CN = "零〇一二两三四五六七八九十百千"
_MAGNITUDES = {"万亿": 1e12, "亿": 1e8, "千万": 1e7, "百万": 1e6, "十万": 1e5, "万": 1e4, "千": 1e3, "百": 1e2}
_ARABIC = r"[\d０-９]{1,3}(?:[,，][\d０-９]{3})+(?:[.．][\d０-９]+)?|[\d０-９]+(?:[.．][\d０-９]+)?"
_DASH = r"\s*(?:[-—–~～－]+|至|到)\s*"


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


@cache
def _unit_source() -> str:
    return alternation(entry.term for entry in load("units"))


@cache
def unit_classes() -> dict[str, str]:
    """Unit → its class: amount, share, count, time, class."""
    return {entry.term: entry["class"] for entry in load("units")}


@cache
def _pattern() -> re.Pattern[str]:
    magnitude = alternation(_MAGNITUDES)
    unit = rf"(?:(?:{magnitude}))?\s?(?:{_unit_source()})(?:/(?:{_unit_source()}|[A-Za-z]+))?"
    return re.compile(
        rf"(?P<ratio>{_ARABIC})\s*[：:∶]\s*1(?![\d０-９])"
        rf"|(?P<roman>[ⅠⅡⅢⅣⅤⅥ])\s*类"
        rf"|(?P<low>{_ARABIC})(?:(?P<lowunit>{unit})?{_DASH}(?P<high>{_ARABIC}))?(?:(?P<m1>\s?(?:{magnitude}))?(?P<more>余|多)?(?P<m2>(?:{magnitude}))?\s?"
        rf"(?P<unit>{_unit_source()})(?P<per>/(?:{_unit_source()}|[A-Za-z]{{1,6}}))?|\s?(?P<latin>[A-Za-z]{{1,8}})(?![A-Za-z])|(?P<none>))"
        rf"|百分之(?P<percent>[{_CN}]{{1,9}}(?:点[{_CN}]{{1,4}})?)"
        rf"|(?P<denominator>[二三四五六七八九十])分之(?P<numerator>[一二两三四五六七八九])"
        r"|(?P<half>一半)"
        r"|翻(?P<double>[一两二三四]?)番"
        rf"|(?<![{_CN}])(?P<cn>[{_CN}]{{1,9}}(?:点[{_CN}]{{1,4}})?)(?P<cnmore>余|多)?(?P<cnm>(?:万亿|亿|万))?(?P<cnunit>{_unit_source()})"
    )


def arabic(numeral: str) -> float:
    """Read an Arabic numeral in any width, with or without thousands separators: `１,200.5` → 1200.5."""
    return float(numeral.translate(_WIDTH).replace(",", ""))


def chinese(numeral: str) -> float | None:
    """Read a Chinese numeral (`二十五`, `三点五`, `两百`); None where it is none."""
    numeral = numeral.replace("两", "二").replace("〇", "零")
    if numeral[:1] in "百千":
        numeral = "一" + numeral
    try:
        return float(cn2an.cn2an(numeral, "smart"))
    except ValueError:
        return None


def find(text: str, start: int, end: int) -> list[Quantity]:
    """Find the numbers in `text[start:end]`, in order, the longest reading at each place."""
    found = []
    for match in _pattern().finditer(text, start, end):
        quantity = _read(match)
        if quantity:
            found.append(quantity)
    return found


def _read(match: re.Match[str]) -> Quantity | None:
    start, end = match.span()
    if match["ratio"]:
        return Quantity(start, end, arabic(match["ratio"]), None, match.group()[len(match["ratio"]) :].strip())
    if match["roman"]:
        return Quantity(start, end, _ROMAN[match["roman"]], None, "类")
    if match["low"]:
        unit = match["unit"]
        if unit:
            unit = f"{(match['m1'] or '').strip()}{match['m2'] or ''}{unit}{match['per'] or ''}"
            unit = unit.replace("％", "%")
        elif match["latin"]:
            unit = match["latin"]
        low = arabic(match["low"])
        high = arabic(match["high"]) if match["high"] else None
        if high is not None and high < low:
            return None
        return Quantity(start, end, low, high, unit or None, more=bool(match["more"]))
    if match["percent"]:
        value = chinese(match["percent"])
        return None if value is None else Quantity(start, end, value, None, "%", chinese=True)
    if match["denominator"]:
        bottom, top = chinese(match["denominator"]), chinese(match["numerator"])
        if not bottom or top is None:
            return None
        return Quantity(start, end, round(100 * top / bottom, 2), None, "%", chinese=True)
    if match["half"]:
        return Quantity(start, end, 50, None, "%", chinese=True)
    if match.group().startswith("翻"):
        doubled = {"": 1, "一": 1, "两": 2, "二": 2, "三": 3, "四": 4}[match["double"]]
        return Quantity(start, end, float(2**doubled), None, "倍", chinese=True)
    value = chinese(match["cn"])
    if value is None:
        return None
    return Quantity(
        start, end, value, None, f"{match['cnm'] or ''}{match['cnunit']}", more=bool(match["cnmore"]), chinese=True
    )


@cache
def _magnitude_pattern() -> re.Pattern[str]:
    return re.compile(rf"^({alternation(_MAGNITUDES)})(?=.)")


def to_si(value: float, unit: str | None) -> tuple[float | None, str | None]:
    """Multiply the magnitude out: (1200, 亿元) → (120000000000, 元). A unit without magnitude is returned as it is."""
    if unit is None:
        return value, None
    if unit in terms("units"):
        return value, unit
    match = _magnitude_pattern().match(unit)
    if not match or unit in ("千米", "千克", "千瓦", "千瓦时"):
        return value, unit
    return round(value * _MAGNITUDES[match[1]], 6), unit[match.end() :]
