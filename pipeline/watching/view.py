"""The view of a watched folder: one small text a file, in the folder of what it has come to, and a page of numbers.

Guarantees: a file has one note at a time; only notes of ours are ever taken away; a moved file never lies over another one.
Every text is UTF-8 with a byte order mark and Windows' line ends, so that the plainest editor shows it right.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from ..output import printable
from ..read import VIEW
from .note import is_partly_held, name_of, result_of
from .state import ASIDE_BOX, BOXES, WAITING_BOX, Entry, State, write_whole

ORIGINALS = "原件"
OVERVIEW = "一览.txt"
_MARK = "【入库情况】"
_NAME_BYTES = 220
"""Longest name of a file on common systems is 255 bytes; a number and two endings have to fit in."""
_LISTED = 200
_FOLDER = "（文件夹）"


class View:
    """The view in `root`, which is there."""

    def __init__(self, root: Path) -> None:
        self.root = root
        for box in BOXES:
            (root / box).mkdir(exist_ok=True)

    def place(self, entry: Entry, text: str) -> None:
        """Write the entry's note into its box, and take it out of the others."""
        target = self._note(entry.box, entry.note)
        target.parent.mkdir(parents=True, exist_ok=True)
        _write(target, f"{_MARK}\n{text}")
        for box in BOXES:
            if box != entry.box:
                self._drop(self._note(box, entry.note))

    def append(self, entry: Entry, text: str, instead: Mapping[str, str]) -> None:
        """Add lines to the entry's note, unless they stand there, and write some of its words anew, as `instead` has them.

        Without a note, `Session` makes a new one at its start.
        """
        note = self._note(entry.box, entry.note)
        with suppress(FileNotFoundError):
            before = now = note.read_text(encoding="utf-8-sig")  # reads Windows' line ends as `\n`
            for old, new in instead.items():
                now = now.replace(old, new)
            now += "" if text in now else text
            if now != before:
                _write(note, now)

    def remove(self, entry: Entry) -> None:
        """Take away the note of a file that is gone."""
        for box in BOXES:
            self._drop(self._note(box, entry.note))

    def has(self, entry: Entry) -> bool:
        """Whether the entry's note is where it belongs."""
        return self._note(entry.box, entry.note).is_file()

    def sweep(self, state: State) -> None:
        """Take away notes of ours that no file has any more, or that lie in the wrong box."""
        wanted = {self._note(entry.box, entry.note) for entry in state.files.values()}
        for box in BOXES:
            for inside, folders, names in os.walk(self.root / box):
                if Path(inside) == self.root / box and ORIGINALS in folders:
                    folders.remove(ORIGINALS)
                for path in (Path(inside, name) for name in names):
                    if path.suffix == ".txt" and path not in wanted and _is_ours(path):
                        self._drop(path)

    def overview(self, state: State, folder: Path) -> None:
        """Write the page of numbers."""
        lines = ["入库情况一览", f"文件夹：{printable(name_of(str(folder)))}"]
        lines.append(f"更新时间：{datetime.now():%Y-%m-%d %H:%M:%S}")
        lines += [f"{box}：{number} 份" for box, number in state.counts().items()]
        partly = sum(map(is_partly_held, state.files.values()))
        if partly:
            lines.append(f"{ASIDE_BOX}中有 {partly} 份是只有一部分入库的压缩包，包内已入库的计入下面的数。")
        lines.append(f"这个文件夹的文件在库里：{_held(state)} 件（压缩包按包内的文件计，内容相同的只计一次）")
        for box in (ASIDE_BOX, WAITING_BOX):
            found = sorted((name_of(path), entry) for path, entry in state.files.items() if entry.box == box)
            if found:
                lines += ["", f"{box}的文件："]
                lines += [_listed(name, entry) for name, entry in found[:_LISTED]]
            if len(found) > _LISTED:
                lines.append(f"  另有 {len(found) - _LISTED} 份，见“{box}”文件夹。")
        _write(self.root / OVERVIEW, "\n".join(lines) + "\n")

    def free_note(self, path: str, state: State) -> str:
        """A name for the note of the file `path` that no other note has, subfolders mirrored."""
        taken = {entry.note.casefold() for entry in state.files.values()}
        *folders, name = name_of(path).split("/")
        if folders and folders[0] == ORIGINALS:  # there the moved files lie
            folders[0] += _FOLDER
        for index in range(len(folders)):
            while "/".join(folders[: index + 1]).casefold() in taken:  # a note has the name of this folder
                folders[index] += _FOLDER
        number = 1
        while True:
            note = "/".join((*folders, _numbered(_short(name), number) + ".txt"))
            key = note.casefold()
            if key not in taken and not any(other.startswith(key + "/") for other in taken):
                return note
            number += 1

    def free_original(self, path: str, box: str, taken: Collection[str]) -> str:
        """Where in the watched folder a file can be moved to without lying over another one; `taken`: also given away."""
        folder, _, name = path.rpartition("/")
        stem, dot, suffix = name.rpartition(".")
        number = 1
        while True:
            free = _numbered(stem, number) + dot + suffix if stem else _numbered(name, number)
            target = "/".join(filter(None, (VIEW, box, ORIGINALS, folder, free)))
            if target not in taken and not os.path.lexists(self.root.parent / target):
                return target
            number += 1

    def _note(self, box: str, note: str) -> Path:
        return self.root / box / note

    def _drop(self, path: Path) -> None:
        """Take a note away, and the folders that it leaves empty."""
        with suppress(FileNotFoundError, NotADirectoryError):
            path.unlink()
        parent = path.parent
        while parent.parent != self.root:
            try:
                parent.rmdir()
            except OSError:
                return
            parent = parent.parent


def _held(state: State) -> int:
    """Documents of the graph that files of the folder, and files in its archives, have become."""
    parts = [part for entry in state.files.values() for part in entry.parts if part.held]
    return len({part.document or part.sha256 for part in parts})


def _listed(name: str, entry: Entry) -> str:
    why = f"：{result_of(entry)}" if entry.box == ASIDE_BOX else ""
    return f"  {printable(name)}{why}"


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}（{number}）"


def _short(name: str) -> str:
    """A name cut so that ending and number fit in."""
    data = name.encode("utf-8", "replace")
    return data[:_NAME_BYTES].decode("utf-8", "ignore") + "…" if len(data) > _NAME_BYTES else name


def _is_ours(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(64).decode("utf-8-sig", "ignore").startswith(_MARK)
    except OSError:
        return False


def _write(path: Path, text: str) -> None:
    write_whole(path, text.replace("\n", "\r\n").encode("utf-8-sig", "replace"))
