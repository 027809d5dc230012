"""The passage that a decision is about, and where it stands now: the sentence or line round a fact, word for word.

Guarantee: what is found is a stretch of the text itself; only white space may differ from the passage that was decided.
"""

from __future__ import annotations

import hashlib
from functools import cached_property
from typing import NamedTuple

from ...schemas.judgement import squeezed

_ENDS = "。！？\n"
_CLOSERS = "”’」』）)〕]》"

LINES_BEFORE = 12
"""Lines that a passage may take in before it, until it stands in its document once; a form of more equal lines has
equal surroundings, and then the number of places is kept with the decision instead."""


class Span(NamedTuple):
    """A stretch `text[start:end]`."""

    start: int
    end: int


class Passages:
    """One document's text, asked where words stand whatever the white space between them."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def _offsets(self) -> list[int]:
        return [at for at, char in enumerate(self.text) if not char.isspace()]

    @cached_property
    def _squeezed(self) -> str:
        return squeezed(self.text)

    @cached_property
    def fingerprint(self) -> str:
        """A digest of the whole text, white space left out."""
        return hashlib.sha256(self._squeezed.encode("utf-8", "surrogatepass")).hexdigest()[:16]

    def places(self, words: str, within: Span | None = None) -> tuple[Span, ...]:
        """Every place of the words, overlapping ones too, in order; none of no words."""
        wanted, found = squeezed(words), []
        at = self._squeezed.find(wanted) if wanted else -1
        while at >= 0:
            span = Span(self._offsets[at], self._offsets[at + len(wanted) - 1] + 1)
            if within is None or (within.start <= span.start and span.end <= within.end):
                found.append(span)
            at = self._squeezed.find(wanted, at + 1)
        return tuple(found)

    def sentence(self, start: int, end: int) -> Span:
        """The sentence or line that holds a place (several, where the place runs over their ends), trimmed."""
        first = max(self.text.rfind(mark, 0, start) for mark in _ENDS) + 1
        done = max(start, end - 1)  # the place may end with the full stop itself
        stops = [at for mark in _ENDS if (at := self.text.find(mark, done)) >= 0]
        last = max(min(stops) + 1 if stops else len(self.text), end)
        while first < start and self.text[first] in _CLOSERS:
            first += 1
        while last < len(self.text) and self.text[last] in _CLOSERS:
            last += 1
        return self._trimmed(first, last)

    def passage(self, start: int, end: int) -> Span:
        """The sentence that holds a place, with as many lines before it as make it stand in the document once."""
        span = self.sentence(start, end)
        first = span.start
        for _ in range(LINES_BEFORE):
            if first == 0 or len(self.places(self.text[first : span.end])) == 1:
                break
            first = self.text.rfind("\n", 0, self._trimmed(0, first).end) + 1
        alone = len(self.places(self.text[first : span.end])) == 1
        return self._trimmed(first if alone else span.start, span.end)

    def opening(self) -> Span:
        """The first line that is not blank: it stands for the whole document."""
        start = len(self.text) - len(self.text.lstrip())
        return self.sentence(start, start + 1)

    def sentences(self) -> tuple[Span, ...]:
        """Every sentence and line of the text."""
        found, at = [], 0
        while at < len(self.text):
            if self.text[at].isspace():
                at += 1
                continue
            span = self.sentence(at, at + 1)
            found.append(Span(at, span.end))
            at = max(span.end, at + 1)
        return tuple(found)

    def offset_in(self, passage: Span, at: int) -> int:
        """How many characters other than white space stand in the passage before offset `at` of the text."""
        return len(squeezed(self.text[passage.start : at]))

    def _trimmed(self, start: int, end: int) -> Span:
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return Span(start, end)
