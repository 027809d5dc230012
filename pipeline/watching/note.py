"""What a clerk reads about one file: the text of its note, and the line that is printed.

Guarantee: nothing but Chinese, names and quotations; what the graph is asked is only read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ...graph.connection import Store
from ..ingest import Outcome, Precedence, Rival
from ..output import printable
from ..read import VIEW
from ..reasons_zh import outcome_in_words, reason_in_words
from .state import PENDING, Entry, Member

_HELD = """
MATCH (d:Document) WHERE d.ingested = true AND d.sha256 = $sha256
RETURN d.document AS document, d.doc_number AS number, d.title AS title, d.findings AS findings,
       COUNT { (d)-[:HAS_TASK]->() } AS tasks, COUNT { (d)-[:HAS_TARGET]->() } AS targets,
       COUNT { (d)-[:HAS_PROJECT]->() } AS projects, COUNT { (d)-[:CITES]->() } AS citations
"""
_WHY_THAT = {
    Precedence.FULLER: "因为它的文字较全",
    Precedence.ORDER: "两份一样长，只能按固定的次序留一份",
    Precedence.LATER: "因为它是后来的",
}
_RETRIED = "这一份还在文件夹里的话，之后会自动再试"
_PUT_BACK = "请把这一份从“文件现在的位置”放回原来的文件夹，程序会重新读入"
_WHY_THIS = {
    Precedence.FULLER: "这一份的文字较全，",
    Precedence.ORDER: "两份一样长，只能按固定的次序留一份，",
    Precedence.LATER: "这一份是后来的，",
}

TAKEN_AGAIN = "库里原来有过这一份，后来没有了（可能是被删除的）；因为文件还放着，这次又重新收入了。不想收入的，请先把文件移出文件夹，再请管理员删除。"
"""What the note of a file says that the graph held once and had lost."""
MOVED = "文件现在的位置："
LISTED = 10
"""Files of an archive that are named at most in one line; the note names all."""


@dataclass(frozen=True)
class Facts:
    """What the graph holds of one file: names, numbers found by their Chinese names, doubts in words."""

    document: str
    number: str | None
    title: str | None
    counts: Mapping[str, int]
    findings: tuple[str, ...]


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


def why_aside(part: Member | Entry, moved: bool = False) -> str:
    """Why a file was set aside, and what to do: of one that gave way to another file also which, and why that one is kept.

    `moved`: it was moved into the view since, where it is not read again by itself.
    """
    rival = part.rival
    if rival is None:
        return reason_in_words(part.reason)
    why = f"，{_WHY_THAT[rival.why]}" if rival.why else ""
    document = printable(rival.document)
    if Path(rival.path).is_absolute():
        return (
            f"另有一份文件也是 {document}，内容却不一样，不在这个文件夹里（{printable(name_of(rival.path))}）；库里留的是那一份{why}。"
            f"请核对两份文件；要换成这一份，请管理员运行 gongwen delete '{document}' 或移走那个文件；"
            f"{_PUT_BACK if moved else _RETRIED}。"
        )
    kept = "库里已换成" if rival.why is Precedence.LATER else "库里留的是"
    todo = "留下正确的一份" if rival.why is Precedence.LATER else f"留下正确的一份，把另一份移出文件夹；{_RETRIED}"
    if moved:
        todo = (
            f"库里那一份正确的话，不必做什么；要换成这一份，{_PUT_BACK}，顶替库里那一份"
            "（那一份如果还放在文件夹里，没有移进“入库情况”，请先把它移出去）"
        )
    return f"两份文件都是 {document}，内容却不一样，{kept}“{_short(rival.path)}”{why}；请核对两份文件，{todo}。"


def took_place_of(rival: Rival) -> str:
    """What the note of a file says that took the place of another one."""
    document, why = printable(rival.document), _WHY_THIS[rival.why] if rival.why else ""
    if Path(rival.path).is_absolute():
        return (
            f"库里原来的 {document} 不在这个文件夹里（{printable(name_of(rival.path))}），内容与它不一样，{why}库里已换成这一份；"
            "如果换错了，请把这一份移出文件夹，再请管理员重新读入那一份。"
        )
    return f"“{_short(rival.path)}”也是 {document}，内容与它不一样，{why}库里已换成这一份。"


def _short(path: str) -> str:
    """The path that a clerk gave a file, though it was moved."""
    return printable(name_of(path.split("/", 3)[-1] if path.startswith(f"{VIEW}/") else path))


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
        lines.append(
            f"结果：{'部分入库' if is_partly_held(entry) else entry.box}。压缩包里有 {len(entry.members)} 份文件，入库 {taken} 份："
        )
        for name, member in entry.members.items():
            lines += ["", f"包内文件：{printable(name)}", *_result(member, facts.get(name), bool(entry.original))]
        lines.append("")
    else:
        lines += _result(entry.parts[0], facts.get(""), bool(entry.original))
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
    mended = entry.outcome == Outcome.SET_ASIDE and entry.rival is None  # with a rival the reason says what to do
    back = "改好以后，请把文件放回原来的文件夹，程序会重新读入。\n" if mended else ""
    return f"{MOVED}{printable(name_of(entry.original))}\n{back}"


def is_partly_held(entry: Entry) -> bool:
    """Whether the graph holds some files of an archive and others not."""
    return entry.any_held and not all(part.held for part in entry.parts)


def restated(entry: Entry) -> dict[str, str]:
    """What the note of a file said before it was moved, and what is to stand there instead."""
    return {why_aside(part): why_aside(part, moved=True) for part in entry.parts if part.rival}


def _result(part: Member, facts: Facts | None, moved: bool) -> list[str]:
    """What became of one file, line by line."""
    lines = [f"结果：{outcome_in_words(Outcome(part.outcome))}"]
    if not part.held:
        lines.append(f"原因和办法：{why_aside(part, moved)}")
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
        return ["疑点：没有。单位名称相近、可能是同一个单位的，另由 gongwen review 或网页的“存疑”一栏询问。"]
    return [
        f"疑点 {len(facts.findings)} 处，请核对：",
        *(f"  {n}. {printable(said)}" for n, said in enumerate(facts.findings, 1)),
    ]


def line_of(path: str, entry: Entry, facts: Mapping[str, Facts | None]) -> str:
    """The line that is printed when a file is done."""
    words = ["部分入库" if is_partly_held(entry) else entry.box, _as_given(path, entry)]
    known = facts.get("")
    if entry.members or entry.outcome == Outcome.SET_ASIDE:
        words.append(result_of(entry))
    elif known is not None:
        words += [printable(known.number or known.title or known.document), _numbers(known)]
        words.append(f"疑点 {len(known.findings)} 处" if known.findings else "")
    return "  ".join(filter(None, (*words, entry.remark)))


def result_of(entry: Entry) -> str:
    """Why a file was set aside; of an archive how many of its files are held, and which are not, with the reasons."""
    if not entry.members:
        return why_aside(entry, bool(entry.original))
    said = f"压缩包里 {len(entry.members)} 份，入库 {sum(part.held for part in entry.parts)} 份"
    others = [(name, part) for name, part in entry.members.items() if not part.held]
    listed = "".join(
        f"包内“{printable(name)}”：{why_aside(part, bool(entry.original))}" for name, part in others[:LISTED]
    )
    more = f"另有 {len(others) - LISTED} 份没有入库，见说明。" if len(others) > LISTED else ""
    return f"{said}。{listed}{more}" if others else said


def changed_by(former: str | None, now: str | None) -> str:
    """What a clerk should know of a file that was taken, and whose name stood for another document before."""
    if now and former and former != now:
        return f"同名文件以前是 {printable(former)}，那一份仍在库里；如已作废，请告诉管理员删除。"
    return ""
