"""When two readings are the same: equal but for spaces and brackets, near in spelling, or at the same place.

Guarantee: pure functions; candidates are chosen by a total order, so that a score never depends on chance.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from rapidfuzz.distance import Levenshtein

Span = tuple[int, int]
G = TypeVar("G")
F = TypeVar("F")

TOLERANCE = 0.2
"""Names and indicators count as the same up to a fifth of the longer one, as the definition of the score says."""

_SPACES = re.compile(r"\s+")
_BRACKETS = str.maketrans(
    {**dict.fromkeys("[{〔【〖﹝", "("), **dict.fromkeys("]}〕】〗﹞", ")"), "〈": "《", "〉": "》"}
)


def normalise(text: str | None) -> str:
    """`text` without spaces, in half width, all brackets round (and all title marks double); `None` becomes empty."""
    return "" if text is None else _SPACES.sub("", unicodedata.normalize("NFKC", text)).translate(_BRACKETS)


def distance(one: str, other: str) -> float:
    """Edit distance of two normalised strings, 0 (equal) to 1, as a share of the longer one."""
    return Levenshtein.normalized_distance(one, other)


def near(one: str, other: str) -> bool:
    """Equal, or different by at most a fifth."""
    return distance(one, other) <= TOLERANCE


def occurrences(text: str, quote: str) -> list[Span]:
    """Every place of `quote` in `text`, overlapping ones too, in order."""
    spans, start = [], text.find(quote)
    while quote and start >= 0:
        spans.append((start, start + len(quote)))
        start = text.find(quote, start + 1)
    return spans


def locate(text: str, quotes: Sequence[str]) -> list[list[Span]]:
    """The places that each quote may stand for, in the order of `quotes`.

    A quote that stands in the text exactly as often as it is quoted is dealt out in document order; otherwise each
    of its places remains a candidate. A quote that is not in the text has none.
    """
    asked: dict[str, list[int]] = defaultdict(list)
    for index, quote in enumerate(quotes):
        asked[quote].append(index)
    places: list[list[Span]] = [[] for _ in quotes]
    for quote, indexes in asked.items():
        spans = occurrences(text, quote)
        for turn, index in enumerate(indexes):
            places[index] = [spans[turn]] if len(spans) == len(indexes) else spans
    return places


def overlap(one: Span, other: Span) -> int:
    """Number of characters that two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def share(places: Iterable[Span], span: Span) -> float:
    """How well `span` fits the best of `places`: shared characters over all characters of both, 0 to 1.

    Zero where less than half of the shorter one is shared: such spans only touch.
    """
    best = 0.0
    for place in places:
        common = overlap(place, span)
        shorter = min(place[1] - place[0], span[1] - span[0])
        if common and 2 * common >= shorter:
            union = max(place[1], span[1]) - min(place[0], span[0])
            best = max(best, common / union)
    return best


def pair(
    gold: Sequence[G], found: Sequence[F], fit: Callable[[G, F], tuple[float, ...] | None]
) -> list[tuple[int, int]]:
    """One-to-one pairs of indexes, the best fits first.

    Args:
        gold: what should be there.
        found: what was extracted.
        fit: greater is better, `None` where the two cannot be the same. Ties go to document order.
    """
    fits = []
    for i, wanted in enumerate(gold):
        for j, got in enumerate(found):
            value = fit(wanted, got)
            if value is not None:
                fits.append((tuple(-part for part in value), i, j))
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for _, i, j in sorted(fits):
        if i not in used_gold and j not in used_found:
            pairs.append((i, j))
            used_gold.add(i)
            used_found.add(j)
    return sorted(pairs)
