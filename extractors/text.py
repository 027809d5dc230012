"""Cutting a text into lines, sentences and clauses. Guarantee: every piece is a slice of the text, in order, in linear time.

Offsets are code points of the whole text everywhere: a piece knows where it stands.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from typing import NamedTuple

PAIRS = {
    "（": "）",
    "(": ")",
    "〔": "〕",
    "[": "]",
    "［": "］",
    "【": "】",
    "﹝": "﹞",
    "《": "》",
    "〈": "〉",
    "“": "”",
    "‘": "’",
    "「": "」",
}
"""Opening marks and their closing ones, GB/T 15834—2011 with the half-width and look-alike shapes of web pages."""

_FAMILY = {
    **dict.fromkeys("（()）", "round"),
    **dict.fromkeys("〔[［【﹝〕]］】﹞", "square"),
    **dict.fromkeys("《》", "title"),
    **dict.fromkeys("〈〉", "inner"),
    **dict.fromkeys("“”「」", "quote"),
    **dict.fromkeys("‘’", "quote1"),
}
_MARKS = re.compile(r"[（(〔\[［【﹝《〈“‘「）)〕\]］】﹞》〉”’」\n]")
_STOPS = re.compile(r"[。！？；]")
_CLAUSE = re.compile(r"[，,；;：:。！？\t]")
_CLOSERS = "”’」』）)〕]"
DASHES = "\\-‐‑‒–—―−－~～〜〰"
"""Every dash that official documents and web pages have, for use inside `[…]`: hyphens, dashes, minus, bar, wave."""


class Piece(NamedTuple):
    """A stretch `text[start:end]`."""

    start: int
    end: int


class Bracket(NamedTuple):
    """A pair of brackets: `text[start]` opens, `text[end - 1]` closes."""

    start: int
    end: int
    family: str


_piece = tuple.__new__
"""Makes a `Piece` of a pair, at half of what the class's own call costs: a text has tens of thousands."""


def lines(text: str, start: int = 0, end: int | None = None) -> Iterator[Piece]:
    """Yield the lines between `start` and `end` without their line ends, blank ones too."""
    stop = len(text) if end is None else end
    while start < stop:
        cut = text.find("\n", start, stop)
        if cut < 0:
            cut = stop
        yield _piece(Piece, (start, cut))
        start = cut + 1


def strip(text: str, start: int, end: int) -> Piece:
    """Shrink a stretch until neither end is white space (the ideographic space counts as such)."""
    if start < end and not text[start].isspace() and not text[end - 1].isspace():
        return _piece(Piece, (start, end))  # as nearly all are
    words = text[start:end]
    left = words.lstrip()
    start = end - len(left)
    return Piece(start, start + len(left.rstrip()))


def brackets(text: str) -> list[Bracket]:
    """Find the matched pairs of brackets, by where they open.

    A line end closes whatever is open except title marks, since a title may be broken over lines
    (`《重庆市推动…建设⏎行动方案》`); bracket width may differ between the two ends (`（…)`).
    """
    found: list[Bracket] = []
    stack: list[tuple[int, str]] = []
    for match in _MARKS.finditer(text):
        mark, at = match.group(), match.start()
        if mark == "\n":
            if stack:
                stack = [item for item in stack if item[1] in ("title", "inner") and at - item[0] < MAX_TITLE]
            continue
        family = _FAMILY[mark]
        if mark in PAIRS:
            stack.append((at, family))
            continue
        for depth in range(len(stack) - 1, max(-1, len(stack) - MAX_DEPTH), -1):
            if stack[depth][1] == family:
                found.append(Bracket(stack[depth][0], at + 1, family))
                del stack[depth:]
                break
    found.sort()
    return found


MAX_DEPTH = 12
"""Brackets looked back at for a partner; more never stand open in prose, and a line of 200,000 `（` stays linear."""
MAX_TITLE = 200
"""Characters after which an unclosed title mark is given up at a line end; the longest real titles have about 120."""


class Layout:
    """Brackets of a text with the questions asked of them. Built once per document."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.brackets = brackets(text)
        self._outer: list[Bracket] = []
        for pair in self.brackets:
            if pair.family in ("quote", "quote1"):
                continue
            if not self._outer or pair.start >= self._outer[-1].end:
                self._outer.append(pair)
        self._outer_starts = [pair.start for pair in self._outer]
        self._quotes: list[Bracket] = []
        for pair in self.brackets:
            if pair.family == "quote" and (not self._quotes or pair.start >= self._quotes[-1].end):
                self._quotes.append(pair)
        self._quote_starts = [pair.start for pair in self._quotes]
        self._sentences: dict[tuple[int, int, re.Pattern[str]], list[Piece]] = {}
        self._clauses: dict[tuple[int, int], list[Piece]] = {}
        self.kept: dict[str, object] = {}
        """What a module has found in the whole text and is asked for again, by its name."""

    def outers(self, start: int = 0, end: int | None = None) -> list[Bracket]:
        """Return the outermost pairs of brackets (not quotation marks) that open in `text[start:end]`, in order."""
        first = bisect_left(self._outer_starts, start)
        last = len(self._outer) if end is None else bisect_left(self._outer_starts, end)
        return self._outer[first:last]

    def outer(self, at: int) -> Bracket | None:
        """Return the outermost pair of brackets (not quotation marks) around offset `at`."""
        index = bisect_right(self._outer_starts, at) - 1
        if index >= 0 and at < self._outer[index].end:
            return self._outer[index]
        return None

    def _has_outer(self, start: int, end: int) -> bool:
        """Tell whether any outermost pair of brackets reaches into `text[start:end]`: most sentences have none."""
        last = bisect_left(self._outer_starts, end) - 1
        return last >= 0 and self._outer[last].end > start

    def quoted(self, at: int) -> Bracket | None:
        """Return the pair of quotation marks around offset `at`."""
        index = bisect_right(self._quote_starts, at) - 1
        if index >= 0 and at < self._quotes[index].end:
            return self._quotes[index]
        return None

    def sentences(self, start: int, end: int, *, stops: re.Pattern[str] = _STOPS) -> list[Piece]:
        """Cut `text[start:end]` after 。！？； outside brackets, and at line ends that end a paragraph.

        A line that ends in `，` `、` or `；` runs on into the next one (`…宣传力度；⏎依托街道…`) unless it was cut there.
        Several extractors ask for the same stretch, so answers are kept; they are not to be changed.
        """
        key = (start, end, stops)
        if key not in self._sentences:
            self._sentences[key] = self._cut_sentences(start, end, stops)
        return self._sentences[key]

    def _cut_sentences(self, start: int, end: int, stops: re.Pattern[str]) -> list[Piece]:
        text, begin = self.text, start
        pieces: list[Piece] = []
        bracketed = self._has_outer(start, end)
        while start < end:
            line_end = text.find("\n", start, end)
            if line_end < 0:
                line_end = end
            for match in stops.finditer(text, start, line_end):
                at = match.end()
                if at <= begin or (bracketed and self.outer(match.start())):
                    continue
                while at < line_end and text[at] in _CLOSERS and not (text[at] in "）)〕]" and self.outer(at) is None):
                    at += 1
                _add_stripped(pieces, text, begin, at)
                begin = at
            first, last = max(begin, start), line_end
            start = line_end + 1
            while last > first and text[last - 1].isspace():
                last -= 1
            if last <= begin:
                begin = line_end  # a blank line: nothing to carry over
            elif last > first and text[last - 1] not in "，、,；;":
                _add_stripped(pieces, text, begin, last)
                begin = line_end
        _add_stripped(pieces, text, begin, end)
        return pieces

    def clauses(self, start: int, end: int) -> list[Piece]:
        """Cut `text[start:end]` at commas, semicolons and colons outside brackets; the mark belongs to no clause.

        Answers are kept, as those of `sentences` are.
        """
        if (start, end) not in self._clauses:
            self._clauses[start, end] = self._cut_clauses(start, end)
        return self._clauses[start, end]

    def _cut_clauses(self, start: int, end: int) -> list[Piece]:
        text, begin = self.text, start
        pieces: list[Piece] = []
        bracketed = self._has_outer(start, end)
        for match in _CLAUSE.finditer(text, start, end):
            at = match.start()
            if (bracketed and self.outer(at)) or (text[at - 1 : at].isdigit() and text[at + 1 : at + 2].isdigit()):
                continue  # inside brackets, or inside a number: 1,200 and 1.8：1
            _add_stripped(pieces, text, begin, at)
            begin = at + 1
        _add_stripped(pieces, text, begin, end)
        return pieces


def _add_stripped(pieces: list[Piece], text: str, start: int, end: int) -> None:
    if start >= end:
        return
    if not text[start].isspace() and not text[end - 1].isspace():
        pieces.append(_piece(Piece, (start, end)))  # as nearly all are
        return
    piece = strip(text, start, end)
    if piece.start < piece.end:
        pieces.append(piece)


SENTENCE_STOPS = re.compile(r"[。！？]")
"""For sentences that keep their `；` inside, as a reader would count them."""
