"""A notice as it was read, before any rule has looked at it."""

from __future__ import annotations

from .base import Model


class SourceText(Model):
    r"""Text of one file.

    `text` is Unicode as the source has it, line ends `\n`, nothing else rewritten; every offset of gongwen counts code
    points of this string. `sha256` is of the file's bytes, so an unchanged file is known without reading it twice.
    """

    path: str
    format: str
    encoding: str
    sha256: str
    text: str
