"""ZIP archives: each file in one is read like a file in a folder, under the name `archive.zip!/its/name`; nothing is unpacked to disk."""

from __future__ import annotations

import os
import zipfile
from pathlib import Path, PurePosixPath

from ...schemas import SetAsideReason
from ..decode import Decoded, Undecodable
from .packages import checked

MARK = "!/"
"""Between the archive's path and the name of a file in it."""
_UTF8 = 0x800
"""Flag of a name that is UTF-8; names without it were written by old programs, in China as GBK."""


def member_of(path: Path) -> tuple[Path, str] | None:
    """Split the name of a file in an archive: (archive, name in it); None for any other path."""
    text = os.fspath(path)
    archive, mark, name = text.partition(f".zip{MARK}")
    if not mark:
        archive, mark, name = text.partition(f".ZIP{MARK}")
    return (Path(archive + mark[: -len(MARK)]), name) if mark else None


def names(path: Path) -> list[str]:
    """Return the names of the files in an archive, sorted; none where it is damaged, locked or would burst: `read` says so."""
    try:
        with checked(path.read_bytes()) as archive:
            return sorted({_name(member) for member in archive.infolist() if not member.is_dir()})
    except (OSError, Undecodable):
        return []


def content(archive: bytes, name: str) -> bytes:
    """Return the bytes of one file in an archive; raises `Undecodable`, or KeyError where there is none of that name."""
    with checked(archive) as package:
        for member in package.infolist():
            if _name(member) == _normal(name):
                try:
                    return package.read(member)
                except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError) as error:
                    raise Undecodable(
                        "it is damaged in the archive; fetch that again", reason=SetAsideReason.DAMAGED
                    ) from error
    raise KeyError(name)


def read(data: bytes) -> Decoded:
    """Refuse an archive that is read as if it were a notice: it is locked, damaged, empty, or lies in another one."""
    checked(data)
    message = "nothing in it can be read as a notice; unpack it and take the files themselves"
    raise Undecodable(message, reason=SetAsideReason.EMPTY)


def _name(member: zipfile.ZipInfo) -> str:
    if member.flag_bits & _UTF8:
        return _normal(member.filename)
    try:
        return _normal(member.filename.encode("cp437").decode("gb18030"))
    except UnicodeError:
        return _normal(member.filename)


def _normal(name: str) -> str:
    """Write a name as `Path` does, so that it is found again."""
    return str(PurePosixPath(name.replace("\\", "/").lstrip("/")))
