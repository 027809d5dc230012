"""What a clerk reads about one file: the text of its note, and the line that is printed.

Guarantee: nothing but Chinese, names and quotations; what the graph is asked is only read.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from ...graph.connection import Store
from ...schemas import SetAsideReason
from ..ingest import FileResult, Outcome
from ..output import printable
from ..reasons_zh import outcome_in_words, reason_in_words
from .state import PENDING, Entry, Member

_HELD = """
MATCH (d:Document) WHERE d.ingested = true AND d.sha256 = $sha256
RETURN d.document AS document, d.doc_number AS number, d.title AS title, d.findings AS findings,
       COUNT { (d)-[:HAS_TASK]->() } AS tasks, COUNT { (d)-[:HAS_TARGET]->() } AS targets,
       COUNT { (d)-[:HAS_PROJECT]->() } AS projects, COUNT { (d)-[:CITES]->() } AS citations
"""
_RIVAL = re.compile(r"(?P<path>.+) says that it is (?P<document>.+), too, with other content", re.DOTALL)
"""What `ingest` says of a file that was set aside for another one."""

MOVED = "文件现在的位置："


@dataclass(frozen=True)
class Facts:
    """What the graph holds of one file: names, numbers found by their Chinese names, doubts in words."""

    document: str
    number: str | None
    title: str | None
    counts: Mapping[str, int]
    findings: tuple[str, ...]


class Rival(NamedTuple):
    """The file that holds the place of one that was set aside, and the document that both say they are."""

    path: str
    document: str


def facts_of(store: Store, sha256: str) -> Facts | None:
    """What is held of the content `sha256`, None where nothing is. Raises StoreError."""
    table = store.read(_HELD, {"sha256": sha256}, limit=1)
    if not table.records:
        return None
    row = dict(zip(table.columns, table.records[0], strict=True))
    counts = {
        name: int(row[key])
        for name, key in (("任务", "tasks"), ("指标", "targets"), ("项目", "projects"), ("引用", "citations"))
    }
    findings = tuple(said.partition(": ")[2] or said for said in row["findings"] or ())
    return Facts(row["document"], row["number"], row["title"], counts, findings)


def rival_of(result: FileResult) -> Rival | None:
    """The file that one was set aside for; None where that is not so."""
    found = _RIVAL.match(result.message) if result.reason is SetAsideReason.CONFLICT else None
    return Rival(found["path"], found["document"]) if found else None


def rivals_in_words(results: Iterable[FileResult]) -> str:
    """Who holds the place of each file that was set aside for another one: a sentence each."""
    found = dict.fromkeys(filter(None, map(rival_of, results)))
    return "".join(
        f"两份文件都是 {printable(rival.document)}，库里留的是“{printable(Path(rival.path).name)}”。" for rival in found
    )


def name_of(path: str) -> str:
    """A path to be shown: names that old Windows archives left in GB 18030 are read as such."""
    data = path.encode("utf-8", "surrogateescape")
    for encoding in ("utf-8", "gb18030"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("utf-8", "replace")


def note_of(path: str, entry: Entry, facts: Mapping[str, Facts | None]) -> str:
    """The whole text of a note; `facts` by the name of the archive's member, or by "" for a file that is none."""
    lines = [f"文件：{_as_given(path, entry)}"]
    if entry.outcome == PENDING:
        lines.append("结果：待处理，轮到它时会自动读入，不必做什么。")
    elif entry.members:
        taken = sum(member.held for member in entry.members.values())
        lines.append(f"结果：{entry.box}。压缩包里有 {len(entry.members)} 份文件，入库 {taken} 份：")
        for name, member in entry.members.items():
            lines += ["", f"包内文件：{printable(name)}", *_result(member, facts.get(name))]
        lines.append("")
    else:
        lines += _result(entry.parts[0], facts.get(""))
    if entry.remark:
        lines.append(f"说明：{entry.remark}")
    return "\n".join(lines) + "\n" + moved_lines(entry)


def _as_given(path: str, entry: Entry) -> str:
    """The path that a clerk gave a file: of one that was moved without the folders into which it was."""
    return printable(name_of(path.split("/", 3)[-1] if path == entry.original else path))


def moved_lines(entry: Entry) -> str:
    """Where a file was moved to, nothing for one that was not."""
    if not entry.original:
        return ""
    back = "改好以后，请把文件放回原来的文件夹，程序会重新读入。\n" if entry.outcome == Outcome.SET_ASIDE else ""
    return f"{MOVED}{printable(name_of(entry.original))}\n{back}"


def _result(part: Member, facts: Facts | None) -> list[str]:
    """What became of one file, line by line."""
    lines = [f"结果：{outcome_in_words(Outcome(part.outcome))}"]
    if not part.held:
        lines.append(f"原因和办法：{reason_in_words(part.reason)}")
    if facts is not None:
        lines.append(f"文号：{printable(facts.number or '没有找到')}")
        lines.append(f"标题：{printable(facts.title or '没有找到')}")
        lines.append("读到：" + _numbers(facts))
        lines += _doubts(facts)
    return lines


def _numbers(facts: Facts) -> str:
    return "，".join(f"{name} {number}" for name, number in facts.counts.items())


def _doubts(facts: Facts) -> list[str]:
    if not facts.findings:
        return ["疑点：没有"]
    return [
        f"疑点 {len(facts.findings)} 处，请核对：",
        *(f"  {n}. {printable(said)}" for n, said in enumerate(facts.findings, 1)),
    ]


def line_of(path: str, entry: Entry, facts: Mapping[str, Facts | None]) -> str:
    """The line that is printed when a file is done."""
    words = [entry.box, _as_given(path, entry)]
    known = facts.get("")
    if entry.members:
        words.append(f"压缩包里 {len(entry.members)} 份，入库 {sum(part.held for part in entry.parts)} 份，详见说明")
    elif entry.outcome == Outcome.SET_ASIDE:
        words += [reason_in_words(entry.reason)]
    elif known is not None:
        words += [printable(known.number or known.title or known.document), _numbers(known)]
        words.append(f"疑点 {len(known.findings)} 处" if known.findings else "")
    return "  ".join(filter(None, (*words, entry.remark)))


def changed_by(former: str | None, now: str | None, others: list[str]) -> str:
    """What a clerk should know of a file that was taken: what its name stood for before, whose place it takes."""
    said = ""
    if now and former and former != now:
        said = f"同名文件以前是 {printable(former)}，那一份仍在库里；如已作废，请告诉管理员删除。"
    if others:
        said += f"它与“{'”“'.join(printable(name_of(other)) for other in others)}”是同一份文件，库里已换成这一份。"
    return said
