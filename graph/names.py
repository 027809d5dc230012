"""The names of a document, written one way: what differs only in brackets, width, dashes or spaces is the same name.

Guarantees: pure, and idempotent (a normalised name stays as it is), so normalised names can serve as ids.
"""

from __future__ import annotations

import re

_WIDTH = {0xFF01 + offset: 0x21 + offset for offset in range(94)}  # ！ to ～ as ! to ~
_LETTERS_AND_DIGITS = {wide: half for wide, half in _WIDTH.items() if chr(half).isalnum()}
_SPACE = re.compile(r"[\s\u200b\u200c\u200d\u2060\ufeff\u00ad]+")

_OPEN, _CLOSE = r"[\[［(（{｛【〖〔﹝〈<＜]", r"[\]］)）}｝】〗〕﹞〉>＞]"
_YEAR = re.compile(rf"{_OPEN}(\d{{4}}){_CLOSE}")
_SERIAL = re.compile(r"(〔\d{4}〕(?:第)?)0+(?=\d)")
_DASHES = r"[-‐‑‒–—―−－~～〜]+"
_BETWEEN_YEARS = re.compile(rf"(?<=[0-9年月日]){_DASHES}(?=\d)")
_QUOTES = re.compile(r"[\"＂]([^\"＂]*)[\"＂]")
_SHAPES = str.maketrans(
    {
        "(": "（",
        ")": "）",
        "［": "（",
        "］": "）",
        "[": "（",
        "]": "）",
        "<": "《",
        ">": "》",
        "＜": "《",
        "＞": "》",
        "〈": "《",
        "〉": "》",
        "﹤": "《",
        "﹥": "》",
        "「": "“",
        "」": "”",
        "『": "“",
        "』": "”",
        "〝": "“",
        "〞": "”",
        ",": "，",
        ":": "：",
        ";": "；",
        "﹑": "、",
        "･": "·",
        "•": "·",
        "・": "·",
    }
)

_ENDS = r"的?(?:通知|决定|公告|通报|函|命令|令)"
_CARRIES = re.compile(
    # After the first 关于, since an issuer's own name may hold the verb; 转发 and 批转 also stand before it.
    rf"(?P<issuer>(?:(?!关于).)*?)(?:关于(?:印发|转发|批转|下发|颁发|发布|公布)|转发|批转)(?P<title>.+?){_ENDS}"
)


_OF_THE_STATE = re.compile(r"^中华人民共和国(?=[一-鿿]{2,}(?:令|公告))")


def normalise_doc_number(text: str) -> str:
    """A 文号 without spaces, its year in 〔〕, digits half width, no leading zeros: `浙政办发 [2022] 008号` → `浙政办发〔2022〕8号`.

    Numbers of other shapes (`教育部令第18号`, `GB/T 37668-2019`) lose their spaces and wide digits, and the state's name
    (`中华人民共和国国务院令第722号` → `国务院令第722号`).
    """
    compact = _OF_THE_STATE.sub("", _SPACE.sub("", text).translate(_LETTERS_AND_DIGITS))
    return _SERIAL.sub(r"\1", _YEAR.sub(r"〔\1〕", compact))


def normalise_title(text: str) -> str:
    """A title without white space or outer 《》, brackets （） and 《》 inside, a — between years, letters half width."""
    compact = _SPACE.sub("", text).translate(_LETTERS_AND_DIGITS)
    shaped = _QUOTES.sub(r"“\1”", _BETWEEN_YEARS.sub("—", compact)).translate(_SHAPES)
    while _is_wrapped(shaped):
        shaped = shaped[1:-1]
    return shaped


def attached_title(title: str) -> str | None:
    """Title of what a notice of that title carries, normalised: `…关于印发《X》的通知`, `…转发X的通知` → `X`; else None."""
    match = _CARRIES.fullmatch(normalise_title(title))
    if match is None:
        return None
    carried = match["title"]
    if carried.startswith("《"):
        end = _closing(carried, 0)
        # Several works in 《》 side by side, or words after the mark: no single title.
        if end is None or not re.fullmatch(r"(?:（[^（）]*）)?", carried[end + 1 :]):
            return None
        carried = carried[1:end] + carried[end + 1 :]
    return normalise_title(carried) or None


def issuer_named_in(title: str) -> str:
    """What a normalised title of an 印发 or 转发 notice says before its verb, the issuer as a rule; empty where nothing."""
    match = _CARRIES.fullmatch(title)
    return match["issuer"] if match else ""


def _is_wrapped(text: str) -> bool:
    return len(text) > 2 and text[0] == "《" and _closing(text, 0) == len(text) - 1


def _closing(text: str, start: int) -> int | None:
    """Place of the 》 that closes the 《 at `start`."""
    depth = 0
    for place in range(start, len(text)):
        depth += (text[place] == "《") - (text[place] == "》")
        if depth == 0:
            return place
    return None
