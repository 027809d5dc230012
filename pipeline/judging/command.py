"""The command `gongwen review`: what is doubtful in notices, decided by a person, kept in a ledger.

Guarantee: as in `cli.py`, only `click` is imported here; what the command needs is imported inside it. All that it says
is Chinese, for it is the clerks' own.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..terminal import INTERRUPTED, format_option, ledger_option_said, paths_argument, write_rows
from .usage import ClerksQuestion, Misused

if TYPE_CHECKING:
    from ...schemas import Notice, SetAside, SourceText
    from .doubt import Doubt
    from .ledger import Ledger

    _Read = tuple[SourceText, Notice]

KINDS = {"存疑": "finding", "引用": "citation", "指标": "target", "单位": "agency", "改动": "stale"}
"""What a clerk may type for a kind, and the kind."""
COLUMNS = {
    "file": "文件",
    "place": "位置",
    "kind": "种类",
    "question": "问题",
    "marked": "原文",
    "taken": "程序读作",
    "earlier": "以前的裁定",
    "document": "文件编号",
}
"""Columns of `--list`: their names in JSON, and in a table."""
LISTED = 10
"""Documents that are named at most where many are meant."""


@click.command(cls=ClerksQuestion, short_help="Decide what is doubtful, one by one (审阅存疑).")
@paths_argument
@ledger_option_said("裁定文件。")
@click.option("--who", help="裁定人姓名；没有写明时，在终端上问一次。")
@click.option("--when", metavar="日期", help="裁定日期，如 2024-05-01；today 或“今天”是当天。裁定时必须写明。")
@click.option("--list", "listing", is_flag=True, help="只列出存疑之处，不提问。")
@format_option("table", "json", "csv", help="清单格式。")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([*KINDS, *KINDS.values()]),
    metavar="种类",
    help="只看这一种：存疑、引用、指标、单位、改动（原文改动后须重新裁定的）；可以写几次。",
)
def review(
    paths: tuple[str, ...],
    ledger: Path,
    who: str | None,
    when: str | None,
    listing: bool,
    form: str,
    kinds: tuple[str, ...],
) -> int:
    """逐条审阅存疑之处：正确、改正或不对；裁定写入裁定文件，以后每次读取都照此办理，不会被覆盖。

    PATH 是文件或文件夹，直接读取，不需要图库；文件夹里不像公文的文件不审阅，只列出名称。原文改动以后，有关的裁定不再照搬，会重新提出来问。

    Examples:
      gongwen review notices/ --list
      gongwen review notices/ --who 张三 --when 2024-05-01
      gongwen review notice.txt --who 张三 --when today --kind 引用
    """
    from .ledger import Ledger

    try:
        stated = None if listing else _date(when)
        decided = Ledger.load(ledger)
        click.echo("正在读取文件……", err=True)
        every = list(_read(paths))
        read = _notices_of(paths, every)
        wanted = {KINDS.get(kind, kind) for kind in kinds}
        doubts = [doubt for doubt in _doubts(every, read, decided) if not wanted or _kind(doubt) in wanted]
        if not read and not doubts:
            click.echo("没有读到可以审阅的公文。", err=True)
            return 1
        if listing:
            _list(doubts, form)
            return 0
        assert stated is not None  # `_date` has refused to go on without one
        if not doubts:
            click.echo("没有存疑之处。")
            return 0
        return _converse(doubts, decided, who or _asked_who(), stated)
    except KeyboardInterrupt:  # while files are being read: the conversation has its own way
        click.echo("已停止，没有作出裁定。", err=True)
        return INTERRUPTED


def _converse(doubts: Sequence[Doubt], ledger: Ledger, who: str, when: str) -> int:
    from ..output import printable
    from .review import review as talk

    click.echo(f"共有 {len(doubts)} 条存疑。随时可以停下，已作的裁定都已保存在 {printable(str(ledger.path))}。")
    click.echo("选择时填数字，数字后可以空一格写备注。")
    course = talk(doubts, ledger, who, when, _ask, click.echo)
    return INTERRUPTED if course.broken_off else 0


def _ask(prompt: str) -> str:
    """One line of the input; the prompt goes where everything else goes."""
    sys.stdout.flush()
    return input(prompt)


def _asked_who() -> str:
    if not sys.stdin.isatty():
        raise Misused("请用 --who 写明裁定人。")
    try:
        who = _ask("裁定人姓名：").strip()
    except EOFError:
        who = ""
    if not who:
        raise Misused("没有写明裁定人，不能裁定；请用 --who 写明。")
    return who


def _date(when: str | None) -> str:
    """The date as the user states it; today's only where that is what is stated."""
    if not when:
        raise Misused("请用 --when 写明裁定日期，如 --when 2024-05-01，当天可写 --when today；只看清单请加 --list。")
    if when in ("today", "今天"):
        return date.today().isoformat()
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", when, re.ASCII):
            raise ValueError(when)
        return date.fromisoformat(when).isoformat()
    except ValueError as error:
        raise Misused(f"--when “{when}”不是日期，请写成 2024-05-01 的样子。") from error


def _doubts(every: Sequence[_Read], read: Sequence[_Read], ledger: Ledger) -> Iterator[Doubt]:
    """Every doubt of the notices among the files, each once; what contradicts itself in the ledger first."""
    from .doubts import contradicting, doubts
    from .ledger import apply
    from .near import agencies_of

    named = {(agency.region, agency.name): agency for _, notice in read for agency in agencies_of(notice)}
    yield from contradicting(ledger)
    asked: set[tuple[str, ...]] = set()
    present = {notice.document.id for _, notice in every}
    for source, notice in read:
        told = apply(notice, source.text, ledger)
        present.update(each.document for each in (*told.applied, *told.stale, *told.unsure))
        for doubt in doubts(notice, source.text, ledger, named.values()):
            if doubt.key not in asked:
                asked.add(doubt.key)
                yield doubt
    _tell_of_absent(sorted(ledger.by_document().keys() - present))


def _read(paths: Sequence[str]) -> Iterator[_Read]:
    from ..batch import notices

    for result in notices(paths):
        if isinstance(result, tuple):
            yield result
        else:
            _tell_set_aside(result)


def _notices_of(paths: Sequence[str], read: Sequence[tuple[SourceText, Notice]]) -> list[tuple[SourceText, Notice]]:
    """Those that are notices, and those that were named one by one; which others there are is said."""
    from ..output import printable
    from ..read import shown
    from .documents import is_notice

    named = {shown(Path(path)) for path in paths if not Path(path).is_dir()}
    wanted, others = [], []
    for source, notice in read:
        if source.path in named or is_notice(notice):
            wanted.append((source, notice))
        else:
            others.append(source.path)
    if others:
        click.echo(
            printable(
                f"有 {len(others)} 份文件不像公文（没有文号和标题，也没有公文的其他要素），没有审阅：{_listed(others)}。"
                "确要审阅的，请直接写明那份文件的名称。"
            ),
            err=True,
        )
    return wanted


def _listed(names: Sequence[str]) -> str:
    return "、".join(names[:LISTED]) + ("等" if len(names) > LISTED else "")


def _tell_set_aside(aside: SetAside) -> None:
    from ..output import printable
    from ..reasons_zh import reason_in_words

    click.echo(printable(f"未读取  {aside.path}：{reason_in_words(aside.reason.value)}"), err=True)


def _tell_of_absent(absent: Sequence[str]) -> None:
    """A document that is read no more under its id, nor known again by its passages, is not passed over in silence."""
    from ..output import printable
    from .words import document_name

    if absent:
        named = _listed([document_name(each) for each in absent])
        click.echo(
            printable(
                f"裁定文件里另有 {len(absent)} 份文件的裁定，这次没有读到这些文件（或者它们的文号和内容都已改动）：{named}。"
            ),
            err=True,
        )


def _kind(doubt: Doubt) -> str:
    return "stale" if doubt.earlier else str(doubt.kind)


def _list(doubts: Sequence[Doubt], form: str) -> None:
    rows = [_row(doubt) for doubt in doubts]
    if form == "json":
        write_rows(rows, COLUMNS, form, None)
        return
    if not rows and form == "table":
        click.echo("没有存疑之处。")
        return
    named = [{COLUMNS[name]: value for name, value in row.items()} for row in map(_in_words, rows)]
    columns = [COLUMNS[name] for name in COLUMNS if form == "csv" or any(row[name] for row in rows)]
    write_rows(named, columns, form, None)
    if form == "table":
        click.echo(f"共 {len(rows)} 条存疑。")


def _in_words(row: dict[str, Any]) -> dict[str, Any]:
    from .words import document_name

    return {**row, "document": document_name(row["document"])}


def _row(doubt: Doubt) -> dict[str, Any]:
    from .doubts import decided_before
    from .words import KINDS as KIND_WORDS

    return {
        "file": doubt.file,
        "place": doubt.place,
        "kind": KIND_WORDS[doubt.kind],
        "question": doubt.question,
        "marked": doubt.marked,
        "taken": doubt.told,
        "earlier": decided_before(doubt.earlier) if doubt.earlier else "",
        "document": doubt.document,
    }
