r"""A file on disk to a `SourceText`, or the reason why not; a folder to its files, in an order that never changes.

Guarantee: nothing but `SetAside` is raised for a file, whatever lies there, so a batch never dies of one; `text` is the
file's Unicode with line ends `\n` and without byte order mark, nothing else rewritten.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from ..schemas import SetAside, SetAsideReason, SourceText
from .decode import Undecodable
from .formats import FOLDER_SUFFIXES, recognise

MAX_BYTES = 50_000_000
"""Largest file that is read. The longest notice known, a five-year plan with all annexes, has under 1 MB; what is
larger by far is a mistake (a dump, a film) and would only fill the memory."""

SAVE_AS_TEXT = "open it, save it as plain text (.txt, UTF-8) and try again"


@dataclass(frozen=True)
class Listing:
    """What a list of files and folders comes to.

    Attributes:
        files: each file once, folders' files in order of their paths, in the place of the folder.
        ignored: number of files in folders that are hidden or of no readable format.
        set_aside: folders that cannot be listed or hold nothing to read.
    """

    files: tuple[Path, ...]
    ignored: int
    set_aside: tuple[SetAside, ...]


def shown(path: str | os.PathLike[str]) -> str:
    """A path as text that can be printed and stored, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", "replace")


def read(path: str | os.PathLike[str]) -> SourceText:
    """The text of one file; raises `SetAside` with reason and remedy where there is none to be had."""
    data = _bytes(Path(path))
    name = shown(path)
    form = recognise(data, Path(path).suffix)
    if form.read is None:
        message = f"this is {form.label}, which cannot be read yet; {SAVE_AS_TEXT}."
        raise SetAside(name, SetAsideReason.UNSUPPORTED_FORMAT, message)
    try:
        decoded = form.read(data)
    except Undecodable as error:
        reason = SetAsideReason.BINARY if error.binary else SetAsideReason.UNKNOWN_ENCODING
        raise SetAside(name, reason, f"this cannot be read as text: {error}; {SAVE_AS_TEXT}.") from error
    if not decoded.text.strip():
        raise SetAside(name, SetAsideReason.EMPTY, "the file is empty; fetch it again, or leave it out.")
    return SourceText(
        path=name,
        format=form.name,
        encoding=decoded.encoding,
        sha256=hashlib.sha256(data).hexdigest(),
        text=decoded.text,
    )


def discover(paths: Iterable[str | os.PathLike[str]]) -> Listing:
    """The files that `paths` (files and folders, searched through) come to; no file is opened.

    A file that is named itself is always among them, even where it does not exist: `read` says what is wrong with it.
    """
    files: dict[str, Path] = {}
    ignored, problems = 0, []
    for given in map(Path, paths):
        if not given.is_dir():
            files.setdefault(os.path.realpath(given), given)
            continue
        found, others, unreadable = _walk(given)
        ignored += others
        problems += unreadable
        if not found and not unreadable:
            message = f"no {' or '.join(sorted(FOLDER_SUFFIXES))} file in this folder; name another, or the files."
            problems.append(SetAside(shown(given), SetAsideReason.EMPTY, message))
        for path in found:
            files.setdefault(os.path.realpath(path), path)
    return Listing(tuple(files.values()), ignored, tuple(problems))


def read_all(paths: Iterable[str | os.PathLike[str]]) -> Iterator[SourceText | SetAside]:
    """Each file of `discover(paths)`, read or set aside; one at a time, so a large folder does not fill the memory."""
    listing = discover(paths)
    yield from listing.set_aside
    for path in listing.files:
        try:
            yield read(path)
        except SetAside as aside:
            yield aside


def _walk(folder: Path) -> tuple[list[Path], int, list[SetAside]]:
    """Readable files under `folder` in order of their parts, the number of others, and subfolders that refuse."""
    found: list[Path] = []
    ignored = 0
    problems: list[SetAside] = []

    def refused(error: OSError) -> None:
        name = shown(error.filename or folder)
        message = f"the folder cannot be listed ({error.strerror}); ask for the right to read it."
        problems.append(SetAside(name, SetAsideReason.UNREADABLE, message))

    for root, folders, names in os.walk(folder, onerror=refused):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.startswith(".") or Path(name).suffix.lower() not in FOLDER_SUFFIXES:
                ignored += 1
            else:
                found.append(Path(root, name))
    found.sort(key=lambda path: path.parts)
    problems.sort(key=lambda aside: aside.path)
    return found, ignored, problems


def _bytes(path: Path) -> bytes:
    """The bytes of a regular file that is not too large."""
    name = shown(path)
    try:
        found = path.stat()
        if stat.S_ISDIR(found.st_mode):
            raise SetAside(name, SetAsideReason.UNREADABLE, "this is a folder; name a file in it.")
        if not stat.S_ISREG(found.st_mode):
            raise SetAside(name, SetAsideReason.UNREADABLE, "this is a device or a pipe, not a file.")
        if found.st_size > MAX_BYTES:
            message = f"{found.st_size / 1e6:.0f} MB is too large for a notice (limit {MAX_BYTES / 1e6:.0f} MB)."
            raise SetAside(name, SetAsideReason.TOO_LARGE, message)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as error:
        raise SetAside(name, SetAsideReason.NOT_FOUND, "there is no such file; check the name.") from error
    except (OSError, ValueError) as error:
        cause = getattr(error, "strerror", None) or str(error)
        message = f"the file cannot be opened ({cause}); ask for the right to read it, or copy it elsewhere."
        raise SetAside(name, SetAsideReason.UNREADABLE, message) from error
