"""Numerals, Arabic in any width and Chinese. Guarantee: what is returned was written as one number; else the answer is None.

Chinese numerals of digits and ranks (`一百零五`, `十二万五千`, `三点六`) go through cn2an. Ours is what it reads wrongly or not
at all: the shape is checked first (it reads 元五, 负 and enumerations such as 一二三), ○ 卅, a rank without a digit (百, 千)
and 亿 before thousands are rewritten, fractions, 半, 番, 余 and ranges are the business of `numbers.py`.
"""

from __future__ import annotations

import re
from functools import lru_cache

import cn2an

from .units import MAGNITUDES

_WIDTH = str.maketrans("０１２３４５６７８９．％，", "0123456789.%,")
_DIGIT = "零〇○一二两三四五六七八九"
HAN = f"{_DIGIT}十廿卅百千万亿"
"""The characters of Chinese numerals."""
_GROUP = r"[\d０-９]{1,3}(?:[,，][\d０-９]{3})+|[\d０-９]+"
ARABIC = rf"(?:{_GROUP})(?:[.．][\d０-９]+)?"
SPACED = r"[1-9]\d{0,2}(?:[ \u00a0\u2009\u202f]\d{3}){1,4}(?![\d０-９])(?:\.\d+)?"
"""Blanks as thousands marks (`1 200`); only a unit after it tells that it is one number."""
CHINESE = rf"[{HAN}]+(?:点[{_DIGIT}]{{1,6}}(?![十百千]))?"
MAX_ARABIC = 20
"""Characters of an Arabic numeral; a longer row of digits is a code."""
MAX_CHINESE = 32
"""Characters of a Chinese numeral: the longest below 百万亿 has twenty-seven."""

_BELOW_TEN_THOUSAND = r"(?:[一二两三四五六七八九]千)?零?(?:[一二两三四五六七八九]百)?零?(?:[一二三四五六七八九]?十)?零?[一二两三四五六七八九]?"
_SHAPE = re.compile(
    rf"(?=.*[一二两三四五六七八九十百千])(?:(?:{_BELOW_TEN_THOUSAND}万)?{_BELOW_TEN_THOUSAND}亿)?零?(?:{_BELOW_TEN_THOUSAND}万)?{_BELOW_TEN_THOUSAND}(?:点[{_DIGIT}]+)?"
)

_NO_TEN_THOUSANDS = re.compile(rf"亿(?=[{_DIGIT}][十百千][^万]*$)")
"""Before thousands without 万 the library asks for a 零: 六亿七千七百."""
_THOUSANDS = re.compile(r"[,\s]")


def arabic(numeral: str) -> float:
    """Read an Arabic numeral in any width, with or without thousands separators: `１,200.5` → 1200.5."""
    return float(_THOUSANDS.sub("", numeral.translate(_WIDTH)))


@lru_cache(maxsize=4096)
def chinese(numeral: str) -> float | None:
    """Read a Chinese numeral (`二十五`, `三点五`, `两百`, `百`); None where it is none."""
    if not 0 < len(numeral) <= MAX_CHINESE:
        return None
    written = re.sub("[〇○]", "零", numeral).replace("廿", "二十").replace("卅", "三十")
    if written[0] in "百千万亿":
        written = f"一{written}"
    if written.startswith("零") and not re.fullmatch(rf"零(?:点[{_DIGIT}]+)?", written):
        return None
    if not _SHAPE.fullmatch(written) and not written.startswith("零"):
        return None
    written = _NO_TEN_THOUSANDS.sub("亿零", written)
    try:
        return float(cn2an.cn2an(written, "normal"))
    except (ValueError, KeyError):  # KeyError: 一亿二, said for 一亿二千万
        return None


def with_magnitude(numeral: str) -> tuple[float | None, str]:
    """Cut a Chinese numeral into value and magnitude as the unit has it: 三百二十万 → (320, 万), 一万五千 → (15000, "").

    A magnitude stays in the value where a greater one stands before it: 一亿二千万 is 120000000.
    """
    for magnitude in ("万亿", "亿", "万"):
        if numeral.endswith(magnitude):
            rest = numeral.removesuffix(magnitude)
            if "亿" in rest or ("万" in rest and "亿" not in magnitude):
                break
            return (chinese(rest) if rest else 1.0), magnitude
    return chinese(numeral), ""


def factor(magnitude: str) -> float:
    """What a magnitude, or two in a row (`3千余万`), multiplies by: 万 → 10000."""
    found = 1.0
    for part in re.findall("|".join(MAGNITUDES), magnitude):
        found *= MAGNITUDES[part]
    return found
