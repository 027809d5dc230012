"""What stands on a page of an OFD file: characters with their boxes, and the straight lines that rule its tables.

All lengths that come out are points (1/72 inch) from the page's upper left corner; the file has millimetres.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from lxml import etree

POINTS = 72 / 25.4
ASCENT = 0.86
"""Part of a character's size above its baseline, in Chinese fonts."""
AWRY = 10
"""Degrees that a text may be off the four directions; what is more awry is a watermark."""
MAX_REPEATED = 100_000
"""Numbers that `g n v` is believed to stand for; a line of text has under a hundred characters."""
CONTINUOUS = 1.5
"""Widths of a character up to which the next one follows it without a gap: lines are justified."""
STRAIGHT = 0.5
"""Millimetres that a ruled line may be off its direction, and that a thin box is wide which is drawn for one."""

Matrix = tuple[float, float, float, float, float, float]


class Glyph(NamedTuple):
    """One character: its box, its size, the number of its text object, and the direction of its text in degrees (0, 90, 180, 270)."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    run: int
    angle: int
    upright: bool = False
    """Whether its text runs from top to bottom, character under character."""


class Rule(NamedTuple):
    """A straight line, level or plumb."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass
class Objects:
    """What stands on one page, and its size."""

    glyphs: list[Glyph]
    rules: list[Rule]
    width: float
    height: float


def local(element: Any) -> str:
    """Return the name of an element without its name space; of a comment or the like, nothing."""
    return str(etree.QName(element).localname) if isinstance(element.tag, str) else ""


def numbers(written: str | None) -> list[float]:
    """Read numbers between blanks, with `g n v` for n times v; reading ends at what is none."""
    found: list[float] = []
    words = iter((written or "").split())
    for word in words:
        try:
            if word == "g":
                count, value = int(next(words)), float(next(words))
                found += [value] * max(0, min(count, MAX_REPEATED))
            else:
                found.append(float(word))
        except (ValueError, StopIteration):
            break
    return found if all(map(math.isfinite, found)) else []


def box(written: str | None) -> tuple[float, float, float, float] | None:
    """Read a box `x y width height`; None where it is none."""
    found = numbers(written)
    return (found[0], found[1], found[2], found[3]) if len(found) >= 4 else None


def objects_of(root: Any, left: float, top: float, runs: Iterator[int]) -> tuple[list[Glyph], list[Rule]]:
    """Return characters and rules of a page or template: `left` and `top` are its corner in mm, `runs` numbers its objects."""
    glyphs: list[Glyph] = []
    rules: list[Rule] = []
    for element in root.iter(etree.Element):
        name = local(element)
        if name not in ("TextObject", "PathObject") or element.get("Visible") == "false":
            continue
        matrix = _matrix(element, left, top)
        if name == "TextObject":
            glyphs += _glyphs(element, matrix, next(runs))
        else:
            rules += _rules(element, matrix)
    return glyphs, rules


def turned(page: Objects) -> Objects:
    """Return a page in points, the way that most of its text is read: a table may lie across a page that stands."""
    angles = Counter(glyph.angle for glyph in page.glyphs if not glyph.text.isspace())
    turn = min(angles, key=lambda angle: (-angles[angle], angle)) if angles else 0
    width, height = (page.height, page.width) if turn in (90, 270) else (page.width, page.height)

    def moved(x: float, y: float) -> tuple[float, float]:
        at = {0: (x, y), 90: (y, page.width - x), 180: (page.width - x, page.height - y), 270: (page.height - y, x)}[
            turn
        ]
        return at[0] * POINTS, at[1] * POINTS

    glyphs = []
    for glyph in page.glyphs:
        x, base = moved(glyph.x0, glyph.base)
        angle = (glyph.angle - turn) % 360
        length = (glyph.x1 - glyph.x0) * POINTS
        glyphs.append(glyph._replace(x0=x, x1=x + length, base=base, size=glyph.size * POINTS, angle=angle))
    rules = []
    for rule in page.rules:
        (x0, y0), (x1, y1) = moved(rule.x0, rule.top), moved(rule.x1, rule.bottom)
        rules.append(Rule(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)))
    return Objects(glyphs, rules, width * POINTS, height * POINTS)


def _matrix(element: Any, left: float, top: float) -> Matrix:
    """Return the way from an object's own coordinates to the page's: its CTM, then the corner of its boundary (8.5)."""
    corner = box(element.get("Boundary")) or (0.0, 0.0, 0.0, 0.0)
    found = numbers(element.get("CTM"))
    a, b, c, d, e, f = found[:6] if len(found) >= 6 else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return a, b, c, d, e + corner[0] - left, f + corner[1] - top


def _at(matrix: Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _glyphs(element: Any, matrix: Matrix, run: int) -> Iterator[Glyph]:
    """Yield the characters of a text object (11.2, 11.3); none of one that is awry."""
    a, b, c, d, _, _ = matrix
    degrees = math.degrees(math.atan2(b, a))
    angle = round(degrees / 90) * 90
    if abs(degrees - angle) > AWRY:
        return
    size = next(iter(numbers(element.get("Size"))), 0.0)
    stretch = next(iter(numbers(element.get("HScale"))), 1.0) or 1.0
    along, across = math.hypot(a, b), math.hypot(c, d)
    x = y = 0.0
    for code in element.iter(etree.Element):
        text = (code.text or "").strip("\r\n") if local(code) == "TextCode" else ""
        if not text:
            continue
        x, y = next(iter(numbers(code.get("X"))), x), next(iter(numbers(code.get("Y"))), y)
        steps, falls = numbers(code.get("DeltaX")), numbers(code.get("DeltaY"))
        upright = sum(map(abs, falls)) > sum(map(abs, steps)) and len(text) > 1
        own_x, own_y = x, y
        for index, char in enumerate(text):
            width = size * stretch * (0.5 if char.isascii() else 1.0)
            step = _step(steps, index, 0.0 if upright else width)
            ends = step if 0 < step <= CONTINUOUS * size * stretch and index + 1 < len(text) else width
            at_x, base = _at(matrix, own_x, own_y)
            yield Glyph(char, at_x, at_x + ends * along, base, size * across, run, angle % 360, upright)
            own_x, own_y = own_x + step, own_y + _step(falls, index, 0.0)


def _step(steps: Sequence[float], index: int, otherwise: float) -> float:
    """Return the way to the next character; a list that is too short goes on with its last number, as readers have it."""
    return (steps[index] if index < len(steps) else steps[-1]) if steps else otherwise


def _rules(element: Any, matrix: Matrix) -> Iterator[Rule]:
    """Yield the level and plumb lines of a path (9.1): `M x y`, `L x y`, `C` to close; curves rule no table."""
    for child in element:
        if local(child) != "AbbreviatedData":
            continue
        start = here = None
        for letter, values in _commands(child.text or ""):
            there = start if letter == "C" else _at(matrix, *values[-2:]) if len(values) >= 2 else None
            if letter in ("L", "C") and here and there:
                (x0, y0), (x1, y1) = sorted((here, there))
                if abs(x1 - x0) <= STRAIGHT or abs(y1 - y0) <= STRAIGHT:
                    yield Rule(x0, min(y0, y1), x1, max(y0, y1))
            here = there or here
            start = there if letter in ("M", "S") else start


def _commands(data: str) -> Iterator[tuple[str, list[float]]]:
    letter, values = "", list[float]()
    for word in data.split():
        try:
            values.append(float(word))
        except ValueError:
            if letter:
                yield letter, values
            letter, values = word, []
    if letter:
        yield letter, values
