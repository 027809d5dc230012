"""发文字号 and other numbers of documents: finding them and bringing them to one form.

Sources: GB/T 9704—2012, 7.2.5 (机关代字, year in 〔〕, 序号 without leading zero or 第); orders (`教育部令第18号`), announcements
(`公告2019年第237号`) and standards (`GB/T 37668-2019`) by their own rules. Half-width, full-width and look-alike brackets occur.
"""

from __future__ import annotations

import re

from .ordinals import chinese_integer
from .text import DASHES

_WIDTH = str.maketrans("０１２３４５６７８９", "0123456789")

NUMBER = re.compile(
    r"(?P<code>[一-鿿]{1,16}?(?:[一-鿿]|电|文|字))\s*"
    r"[〔﹝\[［【（(〖]\s*(?P<year>[12１２][\d０-９]{3})\s*年?\s*[〕﹞\]］】）)〗]\s*第?\s*(?P<serial>[\d０-９]{1,5})\s*号"
)
_YEAR_AND_SERIAL = re.compile(
    r"[〔﹝\[［【（(〖]\s*[12１２][\d０-９]{3}\s*年?\s*[〕﹞\]］】）)〗]\s*第?\s*[\d０-９]{1,5}\s*号"
)
"""The part of `NUMBER` from the bracket on: rare in a text, so it is looked for first."""
_CODE_BEFORE = re.compile(r"[一-鿿]{2,17}\s*$")
MAX_SPACES = 20
"""Spaces between the code and its bracket, at most; layout by spaces has up to four."""
ORDER = re.compile(
    r"(?P<body>[一-鿿]{0,24}?)(?P<kind>令|公告|通告)\s*"
    r"(?:[（(〔]?\s*(?P<year>[12]\d{3})\s*年?\s*[）)〕]?\s*)?第\s*(?P<serial>[\d０-９]{1,5}|[一二三四五六七八九十百]{1,6})\s*号"
)
ORDER_BEHIND = re.compile(
    r"(?P<body>[一-鿿]{2,20}?[部委局署会行院厅府])\s*第\s*(?P<serial>[\d０-９]{1,5})\s*号\s*(?P<kind>令)"
)
"""`国务院第736号令` for `国务院令第736号`."""
STANDARD = re.compile(
    r"(?<![A-Za-z])(?P<code>(?:GB|GBJ|GBZ|DB\d{2}|YD|HJ|JGJ|CJJ|JT|SB|LS|WS|NY|MH|JR|CJ|AQ|GA|SL|DL|LY|QB|TB|YY)(?:/[TZ])?)\s?(?P<serial>\d{1,6}(?:\.\d+)?)"
    rf"(?:\s?[{DASHES}]\s?(?P<year>(?:19|20)?\d{{2}}))?(?!\d)"
)
_BEFORE_CODE = re.compile(
    r"按照|根据|依据|依照|遵照|贯彻|落实|执行|印发|转发|参照|结合|关于|文件|通知|意见|方案|精神|要求|规定|以及|我省|我市|我区|[和与及或的以经由原见附号]"
)


def normalise(surface: str) -> str:
    """Bring a number to its normal form: brackets 〔〕, half-width digits, no spaces, no 第 before the serial.

    `浙政办发[2022] 8号` → `浙政办发〔2022〕8号`; an order's or announcement's serial is Arabic, and its body without the state's name
    (`中华人民共和国主席令第二十二号` → `主席令第22号`); anything else only loses its spaces.
    """
    match = NUMBER.fullmatch(surface.strip())
    if match:
        code = re.sub(r"\s+", "", match["code"])
        return f"{code}〔{match['year'].translate(_WIDTH)}〕{int(match['serial'].translate(_WIDTH))}号"
    if STANDARD.fullmatch(surface.strip()):
        return re.sub(rf"\s*[{DASHES}]\s*", "-", re.sub(r"\s+", " ", surface.strip()))
    bare = re.sub(r"\s+", "", surface).translate(_WIDTH)
    order = ORDER.fullmatch(bare)
    if order and order["body"]:
        year = f"{order['year']}年" if order["year"] else ""
        return f"{without_state(order['body'])}{order['kind']}{year}第{chinese_integer(order['serial'])}号"
    behind = ORDER_BEHIND.fullmatch(bare)
    if behind:
        return f"{without_state(behind['body'])}令第{int(behind['serial'])}号"
    return bare


def order_behind(words: str) -> tuple[int, str] | None:
    """Find `国务院第736号令` at the end of words: where it begins, without what calls for it (`依据`), and its normal form."""
    found = next((match for match in ORDER_BEHIND.finditer(words) if not words[match.end() :].strip()), None)
    if found is None:
        return None
    cuts = [cut.end() for cut in _BEFORE_CODE.finditer(found["body"]) if len(found["body"]) - cut.end() >= 2]
    begin = found.start() + (cuts[-1] if cuts else 0)
    return begin, normalise(words[begin : found.end()])


def leading_order(words: str) -> str | None:
    """Return the normal form of the order or announcement that words begin with; of two bodies, with a blank between them, too."""
    joint = _JOINT.match(words.strip())
    closed = re.sub(r"[ 　]+", "", words.strip()) if joint else words.strip()
    found = ORDER.match(closed)
    return normalise(found.group()) if found else None


_STATE = re.compile(r"^中华人民共和国(?=[一-鿿]{2,})")


def without_state(body: str) -> str:
    """Return a body's name without the state's before it: `中华人民共和国国务院` → `国务院`."""
    return _STATE.sub("", body)


_SERIAL_ALONE = re.compile(
    r"(?:[（(〔]?[12][\d０-９]{3}年?[）)〕]?)?\s*第\s*(?:[\d０-９]{1,5}|[一二三四五六七八九十百]{1,6})\s*号"
)
_KIND_END = re.compile(r"[一-鿿]{2,}(?:令|公告|通告)$")


def of_two_lines(above: str, line: str) -> str | None:
    """Return the number of an order or announcement whose serial stands under its name: `国务院令` and `第722号`."""
    body = re.sub(r"\s+", "", above)
    if _KIND_END.search(body) and "关于" not in body and _SERIAL_ALONE.fullmatch(line.strip()):
        return normalise(body + line)
    return None


def find(text: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """Find 发文字号 in `text[start:end]`: (start, end, normal form), left to right."""
    found = []
    free = start
    for core in _YEAR_AND_SERIAL.finditer(text, start, end):
        code = _CODE_BEFORE.search(text[max(free, core.start() - MAX_SPACES - 17) : core.start()])
        if not code:
            continue
        begin, name = core.start() - len(code.group()), code.group().rstrip()
        cuts = [cut.end() for cut in _BEFORE_CODE.finditer(name) if len(name) - cut.end() >= 2]
        if cuts:
            begin += cuts[-1]
        free = core.end()
        found.append((begin, free, normalise(text[begin:free])))
    return found


_JOINT = re.compile(r"(?:[一-鿿]{2,24}[部委局署会行院厅][ 　]+)+[一-鿿]{2,24}(?:令|公告|通告)")


def whole_line(line: str) -> str | None:
    """Return the normal form where a line is nothing but a document's number (`令第18号` of orders included)."""
    stripped = line.strip().strip("　")
    if NUMBER.fullmatch(stripped):
        return normalise(stripped)
    bare = re.sub(r"^[（(]|[）)]$", "", stripped)
    if NUMBER.fullmatch(bare) and len(bare) + 2 == len(stripped):
        return normalise(bare)
    # a joint announcement: 财政部　税务总局公告2023年第13号
    joint = re.sub(r"[ 　]+", "", stripped) if _JOINT.match(stripped) else stripped
    order = ORDER.fullmatch(joint)
    if order or re.fullmatch(r"第\s*\d{1,5}\s*号", stripped):
        return normalise(stripped)
    return None
