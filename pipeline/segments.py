"""A text cut at every boundary of the spans on it, so that overlapping and nested marks need no nesting.

Guarantee: the pieces, joined, are the text; each piece lists exactly the spans that cover it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True)
class Segment:
    """A stretch of text that the same spans cover; `starts` are those of them that begin here."""

    start: int
    end: int
    covering: tuple[int, ...]
    starts: tuple[int, ...]


def segments(length: int, spans: Sequence[tuple[int, int]]) -> Iterator[Segment]:
    """Segments of a text of `length` characters, in order.

    Args:
        length: of the text.
        spans: (start, end) pairs; empty ones, and parts beyond the text, are ignored.
    """
    opening: dict[int, list[int]] = {}
    closing: dict[int, list[int]] = {}
    for index, (start, end) in enumerate(spans):
        start, end = max(start, 0), min(end, length)
        if start < end:
            opening.setdefault(start, []).append(index)
            closing.setdefault(end, []).append(index)
    bounds = sorted({0, length, *opening, *closing})
    covering: set[int] = set()
    for start, end in pairwise(bounds):
        covering.difference_update(closing.get(start, ()))
        covering.update(opening.get(start, ()))
        yield Segment(start, end, tuple(sorted(covering)), tuple(opening.get(start, ())))
