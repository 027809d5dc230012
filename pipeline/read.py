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
from . import reading_process
from .decode import Undecodable, decode
from .formats import FOLDER_SUFFIXES, recognise
from .readers.archives import MARK, content, member_of
from .readers.archives import names as archived

MAX_BYTES = 50_000_000
"""Largest file that is read. The longest notice known, a five-year plan with all annexes, has under 1 MB; what is
larger by far is a mistake (a dump, a film) and would only fill the memory."""

VIEW = "入库情况"
"""Folder in which `gongwen watch` keeps what it says of the files beside it: no notices."""

SAVE_OTHERWISE = "open it, save it as Word (.docx), a table as an Excel workbook (.xlsx), and try again"
SAVE_AS_TEXT = "open it, save it as plain text (.txt, UTF-8) and try again"


@dataclass(frozen=True)
class Listing:
    """What a list of files and folders comes to.

    Attributes:
        files: each file once, folders' files in order of their paths, in the place of the folder.
        ignored: files in folders that are of no readable format, hidden ones not among them.
        set_aside: folders that cannot be listed or hold nothing to read.
    """

    files: tuple[Path, ...]
    ignored: tuple[str, ...]
    set_aside: tuple[SetAside, ...]


def shown(path: str | os.PathLike[str]) -> str:
    """A path as text that can be printed and stored, whatever bytes its name is made of."""
    return os.fsencode(path).decode("utf-8", "replace")


@dataclass(frozen=True)
class Loaded:
    """The bytes of a file, before anything is made of them; `sha256` tells whether they are known already."""

    path: str
    data: bytes
    sha256: str
    suffix: str


def load(path: str | os.PathLike[str]) -> Loaded:
    """The bytes of one file, or of a file in an archive (`a.zip!/b.docx`); raises `SetAside` where there is none."""
    path = Path(path)
    inside = member_of(path)
    data = _member(*inside) if inside else _bytes(path)
    return Loaded(shown(path), data, hashlib.sha256(data).hexdigest(), path.suffix)


def text_of(loaded: Loaded) -> SourceText:
    """The text of a file that is loaded; raises `SetAside` with reason and remedy where there is none to be had.

    Whatever is more than plain text is opened in a process of its own.
    """
    form = recognise(loaded.data, loaded.suffix)
    if form.reader is None:
        message = f"this is {form.label}, which cannot be read; {SAVE_OTHERWISE}."
        raise SetAside(loaded.path, SetAsideReason.UNSUPPORTED_FORMAT, message)
    try:
        decoded = reading_process.read(form.name, loaded.data) if form.reader else decode(loaded.data)
    except Undecodable as error:
        advice = "" if form.reader else f"; {SAVE_AS_TEXT}"
        what = f"this is {form.label}, but" if form.reader else "this cannot be read as text:"
        raise SetAside(loaded.path, error.reason, f"{what} {error}{advice}.") from error
    if not decoded.text.strip():
        message = (
            "no text was found in it; fetch it again, or leave it out."
            if loaded.data
            else "the file is empty; fetch it again, or leave it out."
        )
        raise SetAside(loaded.path, SetAsideReason.EMPTY, message)
    return SourceText(
        path=loaded.path,
        format=form.name,
        encoding=decoded.encoding,
        sha256=loaded.sha256,
        text=decoded.text,
        parts=decoded.parts,
    )


def read(path: str | os.PathLike[str]) -> SourceText:
    """The text of one file; raises `SetAside` with reason and remedy where there is none to be had."""
    return text_of(load(path))


def _member(archive: Path, name: str) -> bytes:
    shown_name = f"{shown(archive)}{MARK}{name}"
    try:
        return content(_bytes(archive), name)
    except KeyError as error:
        raise SetAside(shown_name, SetAsideReason.NOT_FOUND, "the archive holds no such file.") from error
    except Undecodable as error:
        raise SetAside(shown_name, error.reason, f"{error}.") from error


def discover(paths: Iterable[str | os.PathLike[str]]) -> Listing:
    """The files that `paths` (files and folders, searched through) come to; no file is opened.

    A file that is named itself is always among them, even where it does not exist: `read` says what is wrong with it.
    """
    files: dict[str, Path] = {}
    ignored: list[str] = []
    problems: list[SetAside] = []
    for given in map(Path, paths):
        if not given.is_dir():
            _add(files, given)
            continue
        found, others, unreadable = _walk(given)
        ignored += others
        problems += unreadable
        if not found and not unreadable:
            message = f"no {' or '.join(sorted(FOLDER_SUFFIXES))} file in this folder; name another, or the files."
            problems.append(SetAside(shown(given), SetAsideReason.EMPTY, message))
        for path in found:
            _add(files, path)
    return Listing(tuple(files.values()), tuple(ignored), tuple(problems))


def _add(files: dict[str, Path], path: Path) -> None:
    """Adds a file once; an archive as the files in it that can be read, or as itself where there are none."""
    inside = archived(path) if path.suffix.lower() == ".zip" and path.is_file() else []
    readable = [name for name in inside if Path(name).suffix.lower() in FOLDER_SUFFIXES and not _is_hidden(name)]
    for name in readable:
        member = Path(f"{os.fspath(path)}{MARK}{name}")
        files.setdefault(f"{os.path.realpath(path)}{MARK}{name}", member)
    if not readable:
        files.setdefault(os.path.realpath(path), path)


def _is_hidden(name: str) -> bool:
    parts = [part for part in Path(name).parts if part not in (".", "..")]
    return any(part.startswith((".", "__MACOSX", "~$")) for part in parts)


def read_all(paths: Iterable[str | os.PathLike[str]]) -> Iterator[SourceText | SetAside]:
    """Each file of `discover(paths)`, read or set aside; one at a time, so a large folder does not fill the memory."""
    listing = discover(paths)
    yield from listing.set_aside
    for path in listing.files:
        try:
            yield read(path)
        except SetAside as aside:
            yield aside


def _walk(folder: Path) -> tuple[list[Path], list[str], list[SetAside]]:
    """Readable files under `folder` in order of their parts, the names of others, and subfolders that refuse."""
    found: list[Path] = []
    ignored: list[str] = []
    problems: list[SetAside] = []

    def refused(error: OSError) -> None:
        name = shown(error.filename or folder)
        message = f"the folder cannot be listed ({error.strerror}); ask for the right to read it."
        problems.append(SetAside(name, SetAsideReason.UNREADABLE, message))

    for root, folders, names in os.walk(folder, onerror=refused):
        folders[:] = [name for name in folders if not name.startswith(".") and name != VIEW]
        for name in names:
            if name.startswith((".", "~$")):
                continue
            if Path(name).suffix.lower() not in FOLDER_SUFFIXES:
                ignored.append(shown(Path(root, name)))
            elif Path(root, name).is_symlink() and not _lies_in(Path(root, name), folder):
                message = "this is a link to a file outside the folder; copy the file itself into it."
                problems.append(SetAside(shown(Path(root, name)), SetAsideReason.UNSAFE, message))
            else:
                found.append(Path(root, name))
    found.sort(key=lambda path: path.parts)
    problems.sort(key=lambda aside: aside.path)
    return found, sorted(ignored), problems


def _lies_in(path: Path, folder: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


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
