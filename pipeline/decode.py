r"""Bytes of a text file to Unicode, or a refusal: a wrong decoding is worse than none.

Guarantee: what comes back is what the bytes say in one encoding, strictly decoded; only the byte order mark is dropped
(a sign of the encoding, not of the text) and line ends are made `\n`. An encoding that is guessed is accepted only
where the result reads as Chinese.
"""

from __future__ import annotations

import codecs
import unicodedata
from dataclasses import dataclass

from ..schemas import Part, SetAsideReason

MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins alike
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"\x84\x31\x95\x33", "gb18030"),
)
"""Byte order marks; the first that fits counts."""

GUESSED = ("big5", "big5hkscs")
"""Encodings of Chinese that have no mark, tried by charset-normalizer after GB18030."""

FREQUENT = frozenset(
    "的业和务工国作政部化人要实制发用机建行法新管全理关体产设展等中各进合区信有创一保公资门定会对省加规服动地强力方网推提重生院"
    "开大通点技责标府应办企科市监高为构性施件导主安成能平息在联及范查家项以度位立持计分准社民文改品级局自单育经任情学员与医"
    "業務國實發機開體關產設對規動強網現資門應辦場標責點術導從聯與醫學員單構進創會個長"
)
"""The 120 commonest characters of official documents, and the traditional forms of some."""

MIN_FREQUENT = 0.2
"""Least share of `FREQUENT` among the Chinese characters of a guessed text. Real notices have 0.42 and more;
UTF-8, Big5, Korean or Japanese text taken for GB18030 has under 0.01."""

MAX_CONTROL = 0.01
"""Greatest share of control characters (beside tab, line and page ends) in a text; programs have far more."""

_ALLOWED_CONTROLS = frozenset("\t\n\r\v\f\x1a\x85")


class Undecodable(Exception):
    """The bytes are no text that can be read for sure; the message says why.

    `binary` where they are no text at all; `reason` where it is neither that nor the encoding (locked, damaged, a scan).
    """

    def __init__(self, message: str, *, binary: bool = False, reason: SetAsideReason | None = None) -> None:
        super().__init__(message)
        self.reason = reason or (SetAsideReason.BINARY if binary else SetAsideReason.UNKNOWN_ENCODING)


@dataclass(frozen=True)
class Decoded:
    """Text, the encoding that it was in (Python's name), and where its stretches stood, in a file that is more than text."""

    text: str
    encoding: str
    parts: tuple[Part, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text of `data`; raises `Undecodable`."""
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _checked(_strict(data[len(mark) :], encoding), encoding)
    if b"\x00" in data:
        return _unmarked(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        return _guess(data, error.start)
    return _checked(text, "utf-8")


def _unmarked(data: bytes) -> Decoded:
    """UTF-16 without its mark, where one byte order reads as Chinese and the other does not; else no text."""
    for encoding in ("utf-16-le", "utf-16-be"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if reads_as_chinese(text):
            return _checked(text, encoding)
    raise Undecodable("it holds zero bytes and is no UTF-16, so it is a program or a picture", binary=True)


def _guess(data: bytes, broken_at: int) -> Decoded:
    """GB18030, then what charset-normalizer offers, where the result reads as Chinese."""
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError:
        text = ""
    if reads_as_chinese(text):
        return _checked(text, "gb18030")
    from charset_normalizer import from_bytes  # imported late: it is slow to load and seldom needed

    best = from_bytes(data, cp_isolation=list(GUESSED)).best()
    if best is not None:
        text = _strict(data, best.encoding)
        if reads_as_chinese(text):
            return _checked(text, best.encoding)
    raise Undecodable(f"it is neither UTF-8 (broken at byte {broken_at}), UTF-16, GB18030 nor Big5")


def reads_as_chinese(text: str) -> bool:
    """Whether common characters are as common as in real text, and no unassigned or private character occurs."""
    chinese = [char for char in text if "\u4e00" <= char <= "\u9fff"]
    if not chinese or any(unicodedata.category(char) in ("Cn", "Co", "Cs") for char in set(text)):
        return False
    return sum(char in FREQUENT for char in chinese) >= MIN_FREQUENT * len(chinese)


def _strict(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Undecodable(f"it is marked as {encoding}, but is broken at byte {error.start}") from error


def _checked(text: str, encoding: str) -> Decoded:
    r"""With line ends `\n`; refuses what is no text."""
    controls = sum(unicodedata.category(char) == "Cc" and char not in _ALLOWED_CONTROLS for char in text)
    if "\x00" in text or controls > MAX_CONTROL * len(text):
        raise Undecodable("it holds control characters, so it is not a text", binary=True)
    return Decoded(text.replace("\r\n", "\n").replace("\r", "\n"), encoding)
