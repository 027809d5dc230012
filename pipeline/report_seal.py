"""A mark in a workbook by which it is known again as one that gongwen wrote and that nobody has changed since.

The mark is a property of the workbook (文件 → 信息 → 属性) that holds a digest of all else in it. A program that saves the workbook
writes it anew, so that the digest fits no longer, whether a cell was changed or not.
"""

from __future__ import annotations

import hashlib
import zipfile
import zlib
from pathlib import Path

PROPERTY = "gongwen"
"""Name of the property that holds the digest."""

UNSEALED = "0" * 64
"""Its value until the workbook is whole."""

_MEMBER = "docProps/custom.xml"
_PIECE = 1 << 20


def seal(path: Path) -> None:
    """Write the digest into a workbook that has `UNSEALED` as its property. The same workbook becomes the same bytes."""
    sealed = path.with_name(f"{path.name}.sealed")
    try:
        with zipfile.ZipFile(path) as old, zipfile.ZipFile(sealed, "w", zipfile.ZIP_DEFLATED) as new:
            mark = _digest(old)
            for member in old.infolist():
                if member.filename == _MEMBER:
                    new.writestr(member, old.read(member).replace(UNSEALED.encode(), mark.encode()))
                    continue
                with (
                    old.open(member) as source,
                    new.open(member, "w", force_zip64=member.file_size > 1 << 30) as target,
                ):
                    while piece := source.read(_PIECE):
                        target.write(piece)
        sealed.replace(path)
    finally:
        sealed.unlink(missing_ok=True)


def is_untouched(path: Path) -> bool:
    """Whether the file is a workbook that was sealed and has not been changed since. OSError where it cannot be opened."""
    with path.open("rb") as file:
        try:
            with zipfile.ZipFile(file) as book:
                return _digest(book).encode() in book.read(_MEMBER)
        except (zipfile.BadZipFile, zlib.error, KeyError, NotImplementedError, RuntimeError, EOFError, ValueError):
            return False


def _digest(book: zipfile.ZipFile) -> str:
    """Of all members but the one that holds the digest, whatever their order."""
    digest = hashlib.sha256()
    for member in sorted(book.infolist(), key=lambda each: each.filename):
        if member.filename == _MEMBER:
            continue
        name = member.filename.encode("utf-8", "surrogatepass")
        digest.update(b"%d %s %d " % (len(name), name, member.file_size))
        with book.open(member) as source:
            while piece := source.read(_PIECE):
                digest.update(piece)
    return digest.hexdigest()
