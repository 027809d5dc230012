"""Dates of official documents, in Arabic and Chinese numerals, as ISO 8601 as precise as the text."""

from __future__ import annotations

import re

from .ordinals import chinese_integer

_ZERO = {
    "〇": "0",
    "○": "0",
    "零": "0",
    "Ｏ": "0",
    "O": "0",
    "0": "0",
    "一": "1",
    "二": "2",
    "三": "3",
    "四": "4",
    "五": "5",
    "六": "6",
    "七": "7",
    "八": "8",
    "九": "9",
}
_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")
_YEAR_CN = r"[一二][〇○零Ｏ一二三四五六七八九]{3}"

DAY = re.compile(
    rf"(?P<year>[12１２][\d０-９]{{3}}|{_YEAR_CN})\s*年\s*(?P<month>[\d０-９]{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*月\s*"
    r"(?P<day>[\d０-９]{1,2}|[一二三四五六七八九十]{1,3})\s*日"
)
NUMERIC = re.compile(r"(?P<year>[12]\d{3})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)")


def _number(numeral: str) -> int:
    numeral = numeral.translate(_WIDTH)
    return int(numeral) if numeral.isdigit() else chinese_integer(numeral)


def year(numeral: str) -> int:
    """`二〇〇四` or `2004` → 2004."""
    numeral = numeral.translate(_WIDTH)
    return int("".join(_ZERO.get(char, char) for char in numeral))


def iso(match: re.Match[str]) -> str | None:
    """Return `2023-06-19` for a match of `DAY` or `NUMERIC`; None where no such day exists."""
    month, day = _number(match["month"]), _number(match["day"])
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return f"{year(match['year']):04d}-{month:02d}-{day:02d}"
