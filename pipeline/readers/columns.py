"""Pages set in two columns, as gazettes are: lines in the order in which one reads them.

A page has two columns where a strip without ink parts it, with full lines on both sides; what crosses the strip (a title over both)
parts the columns above it from those below.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

Char = dict[str, Any]

MIN_LINES = 6
"""Lines on each side that make a column; a signature or a form has fewer."""
MIN_CHARACTERS = 5
"""Characters of a line that counts as one of a column."""
MIDDLE = (0.3, 0.7)
"""Where on the page the strip can lie, in its width."""
STEP = 4.0
"""Points between two places that are tried."""
GAP = 1.0
"""Width of the strip, in characters."""
FULL = 0.6
"""Share of a column's lines that end at its right edge, to within two characters; the cells of a list do not."""


class Placed(NamedTuple):
    """One line: its characters, how far it is moved left to stand in the first column, and the height by which it is ordered."""

    chars: list[Char]
    moved: float
    order: float


def in_reading_order(lines: Iterable[list[Char]], width: float) -> list[Placed]:
    """Order the lines of a page `width` points wide: those of a left column before those of the right one."""
    found = [[char for char in line if not char["text"].isspace()] for line in lines]
    found = [line for line in found if line]
    at = _strip(found, width)
    if at is None:
        return [Placed(line, 0.0, line[0]["top"]) for line in found]
    placed: list[Placed] = []
    sides: tuple[list[list[Char]], list[list[Char]]] = ([], [])
    for line in sorted(found, key=lambda each: each[0]["top"]):
        parts = _parted(line, at)
        if parts is None:
            placed.extend(_block(sides))
            sides = ([], [])
            placed.append(Placed(line, 0.0, line[0]["top"]))
        else:
            for side, part in zip(sides, parts, strict=True):
                if part:
                    side.append(part)
    placed.extend(_block(sides))
    return placed


def _block(sides: tuple[list[list[Char]], list[list[Char]]]) -> list[Placed]:
    left, right = sides
    if not (left or right):
        return []
    top = min(line[0]["top"] for line in [*left, *right])
    between = _left_edge(right) - _left_edge(left) if left and right else 0.0
    return [Placed(line, 0.0, top) for line in left] + [Placed(line, between, top) for line in right]


def _left_edge(lines: list[list[Char]]) -> float:
    return min(float(line[0]["x0"]) for line in lines)


def _parted(line: list[Char], at: float) -> tuple[list[Char], list[Char]] | None:
    """Return what stands left and right of the strip, None where the line crosses it."""
    left = [char for char in line if char["x1"] <= at]
    right = [char for char in line if char["x0"] >= at]
    if len(left) + len(right) < len(line):
        return None
    if left and right and right[0]["x0"] - left[-1]["x1"] < GAP * left[-1]["size"]:
        return None
    return left, right


def _strip(lines: Sequence[list[Char]], width: float) -> float | None:
    """Find where the strip lies; None on a page of one column."""
    if 2 * sum(_fills_middle(line, width) for line in lines) > len(lines):
        return None  # as most pages are
    best: tuple[int, float] | None = None
    at = MIDDLE[0] * width
    while at < MIDDLE[1] * width:
        parted = [_parted(line, at) for line in lines]
        crossing = sum(parts is None for parts in parted)
        left = [parts[0] for parts in parted if parts and len(parts[0]) >= MIN_CHARACTERS]
        right = [parts[1] for parts in parted if parts and len(parts[1]) >= MIN_CHARACTERS]
        fewest = min(len(left), len(right))
        if fewest >= MIN_LINES and 2 * crossing <= fewest and _is_column(left) and _is_column(right):
            best = min(best, (crossing, at)) if best else (crossing, at)
        at += STEP
    return best[1] if best else None


def _fills_middle(line: Sequence[Char], width: float) -> bool:
    low, high = MIDDLE[0] * width, MIDDLE[1] * width
    if line[0]["x0"] > low or line[-1]["x1"] < high:
        return False
    return all(b["x0"] - a["x1"] < GAP * a["size"] or b["x0"] < low or a["x1"] > high for a, b in pairwise(line))


def _is_column(lines: Sequence[list[Char]]) -> bool:
    """Tell whether lines are running text: most reach one right edge, and none has a hole in it."""
    edge = max(line[-1]["x1"] for line in lines)
    full = sum(edge - line[-1]["x1"] <= 2 * line[-1]["size"] for line in lines)
    holes = sum(any(b["x0"] - a["x1"] > 3 * a["size"] for a, b in pairwise(line)) for line in lines)
    return full >= FULL * len(lines) and 4 * holes <= len(lines)
