"""Scans: pictures of pages, read by optical recognition where the extra `gongwen[ocr]` is installed.

RapidOCR brings its models in its wheel; nothing is fetched when it runs. What it finds are lines with their boxes, which are
healed into paragraphs like those of any page.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any

from ...schemas import SetAsideReason
from ..decode import Decoded, Undecodable
from ..installing import install
from .assemble import assemble, mended
from .lines import Line, paragraphs

DPI = 200
"""Dots an inch at which a page is drawn for recognition; office text of 16 points is 44 dots high then."""
MIN_SCORE = 0.5
"""Least confidence of a line; below it is a stamp, a signature or a smudge."""
MAX_PIXELS = 60_000_000
"""Dots of a picture that is read; A3 at 600 dpi has 70 million."""
WITHOUT = (
    f"it is a scan, a picture of the text; install the extra for recognition ({install('gongwen[ocr]')}), "
    "or ask the sender for the file that it was printed from"
)


def read(data: bytes) -> Decoded:
    """Return the text of a picture of a page (PNG, JPEG, TIFF with several pages); raises `Undecodable`."""
    pages, sizes = [], []
    for picture in _pictures(data):
        lines, size = _lines(picture)
        pages.append(lines)
        sizes.append(size)
    if not any(pages):
        raise Undecodable("no text was found in the picture", reason=SetAsideReason.NO_TEXT)
    return assemble(paragraphs(pages, sizes))


def pages_of_pdf(data: bytes, indexes: Sequence[int]) -> Iterator[tuple[int, list[Line], tuple[float, float]]]:
    """Read the pages of a PDF file that have no text layer: index, lines, width and height."""
    _engine()
    import pypdfium2

    document = pypdfium2.PdfDocument(data)
    try:
        for index in indexes:
            picture = document[index].render(scale=DPI / 72).to_pil()
            lines, size = _lines(picture)
            yield index, lines, size
    finally:
        document.close()


def _pictures(data: bytes) -> Iterator[Any]:
    _engine()
    from PIL import Image, ImageSequence

    Image.MAX_IMAGE_PIXELS = MAX_PIXELS
    try:
        with Image.open(io.BytesIO(data)) as picture:
            for frame in ImageSequence.Iterator(picture):
                yield frame.convert("RGB")
    except (OSError, ValueError, Image.DecompressionBombError) as error:
        raise Undecodable(f"the picture cannot be opened ({error})", reason=SetAsideReason.DAMAGED) from error


@cache
def _engine() -> Any:
    """Return the recognition engine, its models loaded; raises `Undecodable` where the extra is not installed."""
    try:
        from rapidocr import RapidOCR
    except ImportError as error:
        raise Undecodable(WITHOUT, reason=SetAsideReason.NO_TEXT) from error
    return RapidOCR(params={"Global.log_level": "error"})


def _lines(picture: Any) -> tuple[list[Line], tuple[float, float]]:
    import numpy

    result = _engine()(numpy.asarray(picture)[:, :, ::-1])
    found = []
    for box, text, score in zip(
        result.boxes if result.boxes is not None else (), result.txts or (), result.scores or (), strict=True
    ):
        if score < MIN_SCORE or not text.strip():
            continue
        xs, ys = [float(point[0]) for point in box], [float(point[1]) for point in box]
        found.append(Line(mended(text), min(xs), max(xs), min(ys), max(ys)))
    return _in_rows(found), (float(picture.width), float(picture.height))


def _in_rows(boxes: list[Line]) -> list[Line]:
    """Join boxes that stand beside each other: recognition cuts a line at wide blanks."""
    rows: list[Line] = []
    for box in sorted(boxes, key=lambda line: (line.top + line.bottom) / 2):
        last = rows[-1] if rows else None
        middle = (box.top + box.bottom) / 2
        if last and last.top < middle < last.bottom and box.x0 >= last.x1 - (last.bottom - last.top) / 2:
            rows[-1] = Line(last.text + box.text, last.x0, box.x1, min(last.top, box.top), max(last.bottom, box.bottom))
        else:
            rows.append(box)
    return rows
