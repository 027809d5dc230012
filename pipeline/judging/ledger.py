"""The ledger: what people decided, one line each, in a file that is only ever added to.

Guarantee: a line once written is never changed or removed, by no run; of lines about one thing the last holds, unless it
is withdrawn, and the order of lines about different things means nothing. A line that cannot be read stops the reading
with its number, so that no decision is lost in silence.
"""

from __future__ import annotations

import errno
import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ...schemas import GongwenError, Notice
from ...schemas.judgement import Decision, Judgement, JudgementKind
from .agencies import contradictions as contradicting
from .agencies import fuller_first, joined
from .carrying import Applied, carry_out
from .former import former
from .passages import Passages

__all__ = ["Applied", "Ledger", "LedgerError", "aliases", "apply", "contradictions", "digest"]

_CAUSES = {
    errno.EACCES: "没有权限",
    errno.EPERM: "没有权限",
    errno.EROFS: "那里只能读不能写",
    errno.EISDIR: "那是一个文件夹",
    errno.ENOTDIR: "路径当中有一段不是文件夹",
    errno.EEXIST: "路径当中有一段不是文件夹",
    errno.ENOSPC: "磁盘已满",
    errno.ENAMETOOLONG: "名称太长",
}
_CONFLICT_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")


class LedgerError(GongwenError):
    """The ledger cannot be read or written; the text says where, in Chinese, and how to mend it."""

    in_chinese = True


class Ledger:
    """The lines of a ledger, and the file that they stand in (None: in memory only)."""

    def __init__(self, path: Path | None = None, lines: Iterable[Judgement] = ()) -> None:
        self.path = path
        self._lines = list(lines)
        self._effective: tuple[Judgement, ...] | None = None
        self._by_document: dict[str, tuple[Judgement, ...]] | None = None

    @classmethod
    def load(cls, path: str | os.PathLike[str]) -> Ledger:
        """Read a ledger; one that does not exist yet is empty. Raises `LedgerError` with the number of a broken line."""
        file = Path(path)
        try:
            data = file.read_bytes()
        except (FileNotFoundError, UnicodeEncodeError):
            return cls(file)  # a system without Chinese file names has no file of that name
        except OSError as error:
            raise LedgerError(f"裁定文件 {file} 打不开{_cause(error)}，请检查名称和权限。") from error
        rows = data.removeprefix(b"\xef\xbb\xbf").split(b"\n")  # not splitlines: a passage may hold U+2028
        return cls(file, (_line(file, at, row) for at, row in enumerate(rows, start=1) if row.strip()))

    @property
    def lines(self) -> tuple[Judgement, ...]:
        """Every line, history too, in the order of the file."""
        return tuple(self._lines)

    def append(self, *judgements: Judgement) -> None:
        """Write lines at the end, all or none, and not before they are on the disk return. Raises `LedgerError`."""
        if self.path is not None and judgements:
            try:
                _write(self.path, "".join(each.to_json() + "\n" for each in judgements).encode())
            except OSError as error:
                message = f"裁定文件 {self.path} 写不进去{_cause(error)}，这条裁定没有保存；请检查权限和磁盘空间。"
                raise LedgerError(message) from error
        self._lines += judgements
        self._effective = self._by_document = None

    def effective(self) -> tuple[Judgement, ...]:
        """What holds now: of each thing the last line, unless it is withdrawn, in the order of the file."""
        if self._effective is None:
            self._effective = _holding(self._lines)
        return self._effective

    def on(self, document: str) -> tuple[Judgement, ...]:
        """What holds about one document, agencies aside."""
        return self.by_document().get(document, ())

    def by_document(self) -> Mapping[str, tuple[Judgement, ...]]:
        """What holds about each document, by its id, agencies aside."""
        if self._by_document is None:
            found: dict[str, list[Judgement]] = {}
            for each in self.effective():
                if each.kind is not JudgementKind.AGENCY:
                    found.setdefault(each.document, []).append(each)
            self._by_document = {document: tuple(those) for document, those in found.items()}
        return self._by_document

    def agencies(self) -> tuple[Judgement, ...]:
        """What holds about pairs of agencies, whichever document showed them."""
        return tuple(each for each in self.effective() if each.kind is JudgementKind.AGENCY)


def apply(notice: Notice, text: str, ledger: Ledger) -> Applied:
    """The notice as the ledger wants it; `text` is the text that its offsets count in. Without a judgement, the same.

    What was decided about the document under a former name goes before what was decided under its own, which prevails.
    """
    own = ledger.on(notice.document.id)
    others = {name: those for name, those in ledger.by_document().items() if name != notice.document.id}
    sure, unsure = former(notice, Passages(text), others) if others else ((), ())
    judgements = (*sure, *own)
    applied = carry_out(notice, text, judgements) if judgements else Applied(notice, (), (), frozenset())
    return replace(applied, unsure=unsure)


def aliases(ledger: Ledger, order: Callable[[str], Any] = fuller_first) -> Mapping[str, str]:
    """Canonical agency name → the name to be used for it; of names said to be one the first by `order` is kept."""
    return joined(ledger.agencies(), order)


def contradictions(ledger: Ledger) -> tuple[tuple[Judgement, ...], ...]:
    """Groups of decisions about agencies that cannot all hold; none of their names is joined."""
    return contradicting(ledger.agencies())


def digest(ledger: Ledger, document: str) -> str:
    """A short hash of all that holds about a document or about agencies; "" for nothing. It changes with what it means."""
    ids = sorted(each.id for each in (*ledger.on(document), *ledger.agencies()))
    return hashlib.sha256("\n".join(ids).encode()).hexdigest()[:12] if ids else ""


def _holding(lines: Iterable[Judgement]) -> tuple[Judgement, ...]:
    last: dict[str, Judgement] = {}
    for line in lines:
        held = last.pop(line.about, None)  # taken out, so that the last line of a thing has the place in the order
        if line.decision is not Decision.WITHDRAW:
            last[line.about] = line
        elif held is not None and held.id != line.withdraws:
            last[line.about] = held
    return tuple(last.values())


def _line(file: Path, number: int, row: bytes) -> Judgement:
    where = f"裁定文件 {file} 第{number}行"
    if row.startswith(tuple(mark.encode() for mark in _CONFLICT_MARKS)):
        raise LedgerError(
            f"{where}是合并冲突的标记：两个人的裁定合并时没有合拢；请保留双方的行，只删去 <<<<<<<、=======、>>>>>>> 这几行。"
        )
    try:
        content = json.loads(row.decode("utf-8"))
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise LedgerError(f"{where}不是完整的一条裁定；文件没有改动，请从旧版本恢复这一行，或者删去它。") from error
    try:
        return Judgement.model_validate(content)
    except ValidationError as error:
        raise LedgerError(f"{where}有错：{_in_words(error)}。文件没有改动，请改正这一行，或者从旧版本恢复。") from error


def _cause(error: OSError) -> str:
    said = _CAUSES.get(error.errno or 0)
    return f"（{said}）" if said else ""


def _in_words(error: ValidationError) -> str:
    first = error.errors()[0]
    cause = first.get("ctx", {}).get("error")
    if first["type"] == "value_error" and cause is not None:
        return str(cause)
    field = ".".join(map(str, first["loc"]))
    said = {"missing": "缺少", "extra_forbidden": "多了不认识的"}.get(first["type"])
    return f"{said}项目 {field}" if said else f"项目 {field or '整行'} 的值不合要求" if field else "它不是一条裁定"


def _write(path: Path, data: bytes) -> None:
    """Append in one write: a last line without line end (an editor's, or one cut off) is not run into."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a+b", buffering=0) as file:
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
            data = data if file.read(1) == b"\n" else b"\n" + data
        written = file.write(data)
        if written != len(data):
            file.truncate(size)
            raise OSError(errno.ENOSPC, "磁盘已满")
        os.fsync(file.fileno())
