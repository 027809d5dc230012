"""Automatic numbers of Word, as text: the `一、` that Word shows before a paragraph is part of the notice and stands in no run.

Source of the rules: ECMA-376 (Office Open XML), part 1, 17.9: a paragraph names a list and a level; the list's abstract definition
says how each level counts, starts and is written (`（%1）`). A level starts anew after a higher one has counted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS = "〇一二三四五六七八九"
_LEGAL = "零壹贰叁肆伍陆柒捌玖"
MAX_LEVEL = 9


@dataclass(frozen=True)
class Level:
    """How one level of a list is counted and written; `text` has `%1` for the number of the first level, and so on."""

    start: int
    format: str
    text: str
    legal: bool


class Numbering:
    """The lists of one document, and how far each has counted."""

    def __init__(self, root: Any | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._counter_of: dict[str, str] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._restarted: set[str] = set()
        self._overrides: dict[str, dict[int, int]] = {}
        if root is not None:
            self._read(root)

    def _read(self, root: Any) -> None:
        abstract = {
            each.get(f"{W}abstractNumId"): {int(level.get(f"{W}ilvl")): _level(level) for level in each.iter(f"{W}lvl")}
            for each in root.iter(f"{W}abstractNum")
        }
        for num in root.iter(f"{W}num"):
            number = num.get(f"{W}numId")
            reference = num.find(f"{W}abstractNumId")
            name = reference.get(f"{W}val") if reference is not None else ""
            levels = dict(abstract.get(name, {}))
            for override in num.iter(f"{W}lvlOverride"):
                at = int(override.get(f"{W}ilvl"))
                own = override.find(f"{W}lvl")
                if own is not None:
                    levels[at] = _level(own)
                start = override.find(f"{W}startOverride")
                if start is not None:
                    self._overrides.setdefault(number, {})[at] = int(start.get(f"{W}val"))
            self._levels[number] = levels
            # lists of one abstract definition count on together, unless one starts anew
            self._counter_of[number] = f"{name}/{number}" if number in self._overrides else name

    def next(self, number: str, level: int) -> str:
        """Count a paragraph of a list on; return its number as Word writes it, `""` for bullets and unknown lists."""
        levels = self._levels.get(number, {})
        if level not in levels:
            return ""
        counts = self._counts[self._counter_of[number]]
        first = self._overrides.get(number, {}).get(level, levels[level].start)
        counts[level] = counts[level] + 1 if level in counts else first
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        own = levels[level]
        if own.format in ("bullet", "none"):
            return ""

        def written(match: re.Match[str]) -> str:
            at = int(match.group(1)) - 1
            shape = "decimal" if own.legal and at < level else levels[at].format if at in levels else "decimal"
            return _written(counts.get(at, levels[at].start if at in levels else 1), shape)

        return re.sub(r"%([1-9])", written, own.text)


def _level(element: Any) -> Level:
    def value(name: str, default: str) -> str:
        found = element.find(f"{W}{name}")
        return str(found.get(f"{W}val", default)) if found is not None else default

    return Level(
        int(value("start", "1")),
        value("numFmt", "decimal"),
        value("lvlText", ""),
        element.find(f"{W}isLgl") is not None,
    )


def _written(number: int, shape: str) -> str:
    """Write a number in one of Word's formats; formats that official documents never use come out as figures."""
    if shape in (
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
    ):
        return _chinese(number)
    if shape in ("ideographDigital", "taiwaneseDigital", "japaneseDigitalTenThousand"):
        return "".join(_DIGITS[int(digit)] for digit in str(number))
    if shape in ("chineseLegalSimplified", "ideographLegalTraditional", "japaneseLegal"):
        return _chinese(number, _LEGAL, "拾", "佰")
    if shape in ("decimalEnclosedCircle", "decimalEnclosedCircleChinese") and 1 <= number <= 20:
        return chr(ord("①") + number - 1)
    if shape in ("decimalFullWidth", "decimalFullWidth2"):
        return "".join(chr(ord("０") + int(digit)) for digit in str(number))
    if shape == "decimalZero":
        return f"{number:02d}"
    if shape in ("upperLetter", "lowerLetter"):
        letter = chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter if shape == "upperLetter" else letter.lower()
    if shape in ("upperRoman", "lowerRoman"):
        return _roman(number) if shape == "upperRoman" else _roman(number).lower()
    return str(number)


def _chinese(number: int, digits: str = _DIGITS, ten: str = "十", hundred: str = "百") -> str:
    if number >= 1000 or number < 1:
        return str(number)
    hundreds, rest = divmod(number, 100)
    tens, ones = divmod(rest, 10)
    zero = "零"
    text = f"{digits[hundreds]}{hundred}" if hundreds else ""
    if tens:
        text += (digits[tens] if tens > 1 or hundreds or digits is _LEGAL else "") + ten
    elif hundreds and ones:
        text += zero
    return text + (digits[ones] if ones else "")


def _roman(number: int) -> str:
    text = ""
    for value, letters in (
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ):
        count, number = divmod(number, value)
        text += letters * count
    return text
