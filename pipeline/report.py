"""责任清单: all duties of a graph, or of one agency, as a workbook for people who check them one by one.

Guarantees: the same graph, asked the same, gives the same bytes; the file appears whole or not at all; a file that somebody
else wrote, or wrote into, is not replaced unasked; every row has the sentence that it rests on and the place where that stands
in its file.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from ..graph.ask import ask
from ..graph.connection import Store
from ..graph.names import normalise_doc_number, normalise_title
from ..schemas import GongwenError
from .auditor import AgencyTask, AgencyTasks, tasks_of_agency
from .report_columns import CITATIONS, DUTIES, PROJECTS, TARGETS, VIA, Duty, Target
from .report_rows import TIMEOUT_S, Page, Selection, pages
from .report_seal import PROPERTY, UNSEALED, is_untouched, seal
from .report_sheets import A3, Book, Link, Listing, address

UNIT_SHEETS = 200
"""Most sheets for single units."""

_FIXED_DATE = datetime(2000, 1, 1)
"""Creation date written into the workbook: the same graph must give the same bytes."""

_ABOUT_WIDTHS = (28, 10, 110)
"""Of the columns of 说明."""

_HELD = """
MATCH (d:Document)
WHERE d.ingested = true
RETURN d.id AS id, d.document AS own, d.title AS title, d.names AS names
ORDER BY id
"""


class ReportError(GongwenError):
    """Nothing can be reported as asked; the text, in Chinese, says why and what to do. `near` are names that look alike."""

    def __init__(self, message: str, near: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.near = near


class ReportCounts(NamedTuple):
    """What a report holds. `agencies`: ids of those that the typed name fits; `left_out`: units without a sheet of their own."""

    documents: int
    duties: int
    targets: int
    projects: int
    citations: int
    units: int
    sheets: tuple[str, ...]
    agencies: tuple[str, ...]
    left_out: tuple[str, ...]


class _Unit(NamedTuple):
    """One unit's rows, each with its link."""

    name: str
    rows: list[tuple[Duty, Link | None]]


class _Part(NamedTuple):
    """One list of the workbook and what it is."""

    listing: Listing
    meaning: str


def write_report(
    store: Store,
    path: Path,
    *,
    agency: str | None = None,
    documents: Sequence[str] = (),
    by_unit: bool = False,
    overwrite: bool = False,
) -> ReportCounts:
    """Write the 责任清单 to `path`, which is replaced only when all is written.

    Args:
        store: an open graph; only read.
        path: the file, in a folder that exists.
        agency: any name of an agency: only its duties, and what stands in their tasks; those of groups that could include it
            are marked.
        documents: 文号 or titles: only these.
        by_unit: a sheet for each unit, too, those with most tasks first.
        overwrite: replace any file; else only one that this function wrote and nobody has changed since.

    Raises:
        ReportError: no such agency or document, or a file that is not to be replaced. QueryError, StoreError: as `ask` does. OSError: the file cannot be written.
    """
    _check_replaceable(path, overwrite)
    chosen = _documents(store, documents)
    answer = tasks_of_agency(store, agency) if agency is not None else None
    selection = Selection(chosen) if answer is None else _selection(answer, chosen)
    asked = [
        ("图库", store.address),
        ("单位", "全部" if answer is None else f"{agency}（{'、'.join(each.id for each in answer.agencies)}）"),
        ("文件", "、".join(documents) or "全部已入库文件"),
    ]
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with part.open("wb") as file:
            report = _Report(file, selection, by_unit)
            for page in pages(store, selection):
                report.add(page)
            counts = report.finish(asked, answer)
        seal(part)
        _check_replaceable(path, overwrite)  # somebody may have written into it meanwhile
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)
    return counts


def _check_replaceable(path: Path, overwrite: bool) -> None:
    """Raises ReportError for a file in which there may be somebody's work; OSError where it cannot be opened."""
    if not overwrite and path.is_file() and not is_untouched(path):
        raise ReportError(
            f"{path} 已经有了，而且不是 gongwen 写成后没有动过的清单，里面可能有您写的内容，因此没有覆盖。"
            "请换一个文件名，或者先把它移走；确实不再要了，请加 --overwrite。"
        )


def _documents(store: Store, names: Sequence[str]) -> tuple[str, ...]:
    """Ids of the documents held, in order; with `names`, of those that are called so. Raises ReportError for an unknown name."""
    held = ask(store, _HELD, timeout_s=TIMEOUT_S, row_limit=None).dicts()
    if not names:
        return tuple(sorted(row["id"] for row in held))
    called = [(row["id"], {row["id"], row["own"], row["title"], *(row["names"] or ())}) for row in held]
    found: set[str] = set()
    for name in names:
        forms = {name, normalise_doc_number(name), normalise_title(name)}
        those = {document for document, own in called if not forms.isdisjoint(own)}
        if not those:
            raise ReportError(f"图中没有文件“{name}”。已入库的文件可用 gongwen documents 查看。")
        found |= those
    return tuple(sorted(found))


def _selection(answer: AgencyTasks, documents: Sequence[str]) -> Selection:
    """The duties of the answer and the documents that they stand in. Raises ReportError where nobody is called so."""
    if not answer.agencies:
        near = f"名称相近的有：{'、'.join(answer.near)}。" if answer.near else ""
        raise ReportError(f"图中没有单位“{answer.typed}”。{near}", answer.near)
    meant = {task.document for task in (*answer.tasks, *answer.group_tasks)}
    return Selection(
        tuple(document for document in documents if document in meant), _pairs(answer.tasks), _pairs(answer.group_tasks)
    )


def _pairs(tasks: Sequence[AgencyTask]) -> frozenset[tuple[str, str]]:
    return frozenset((task.task, task.agency) for task in tasks)


class _Report:
    """The workbook under construction."""

    def __init__(self, file: Any, selection: Selection, by_unit: bool) -> None:
        from xlsxwriter import Workbook

        self.documents = len(selection.documents)
        self.by_unit = by_unit
        self.duty_columns = DUTIES if selection.own is None else (*DUTIES, VIA)
        self.book = Book(Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}))
        self.book.book.set_properties({"title": "责任清单", "created": _FIXED_DATE})
        self.book.book.set_custom_property(PROPERTY, UNSEALED)
        self.about = self.book.sheet("说明")
        self.duties = Listing(self.book, "责任清单", self.duty_columns, paper=A3)
        self.targets = Listing(self.book, "指标", TARGETS)
        self.projects = Listing(self.book, "项目", PROJECTS)
        self.citations = Listing(self.book, "引用", CITATIONS)
        self.units: dict[str, _Unit] = {}
        self.sizes: dict[str, int] = {}

    def add(self, page: Page) -> None:
        """All rows of some documents, those of one task linked with its targets and these with it."""
        target_at = _first_rows(page.targets, self.targets.rows)
        duty_at = _first_rows(page.duties, self.duties.rows)
        for duty in page.duties:
            link = self.targets.link(target_at[duty.task]) if duty.task in target_at else None
            self.duties.add(duty, link=link)
            self._remember(duty, link)
        for target in page.targets:
            self.targets.add(target, link=self.duties.link(duty_at[target.task]) if target.task in duty_at else None)
        for project in page.projects:
            self.projects.add(project)
        for citation in page.citations:
            self.citations.add(citation)

    def _remember(self, duty: Duty, link: Link | None) -> None:
        self.sizes[duty.agency] = self.sizes.get(duty.agency, 0) + 1
        if self.by_unit:
            self.units.setdefault(duty.agency, _Unit(duty.unit, [])).rows.append((duty, link))

    def finish(self, asked: Sequence[tuple[str, str]], answer: AgencyTasks | None) -> ReportCounts:
        """Sheets of units, then what the workbook is, and out with it."""
        parts = list(self._parts())
        ordered = sorted(self.units, key=lambda agency: (-self.sizes[agency], agency))
        for agency in ordered[:UNIT_SHEETS]:
            parts.append(self._unit(self.units[agency]))
        left_out = tuple(self.units[agency].name for agency in ordered[UNIT_SHEETS:])
        for part in parts:
            part.listing.finish()
        self._explain([*asked, *self._remarks(left_out)], parts)
        self.duties.activate()
        self.book.book.close()
        return ReportCounts(
            documents=self.documents,
            duties=self.duties.rows,
            targets=self.targets.rows,
            projects=self.projects.rows,
            citations=self.citations.rows,
            units=len(self.sizes),
            sheets=("说明", *(name for part in parts for name in part.listing.sheets)),
            agencies=() if answer is None else tuple(each.id for each in answer.agencies),
            left_out=left_out,
        )

    def _parts(self) -> Iterator[_Part]:
        yield _Part(self.duties, "每行一项任务中的一个单位")
        yield _Part(self.targets, "每行一个数量指标")
        yield _Part(self.projects, "每行一处提到的项目或行动计划")
        yield _Part(self.citations, "每行一处对其他文件的引用")

    def _unit(self, unit: _Unit) -> _Part:
        listing = Listing(self.book, unit.name, self.duty_columns, paper=A3)
        for duty, link in unit.rows:
            listing.add(duty, link=link)
        return _Part(listing, f"{unit.name}的任务")

    def _remarks(self, left_out: Sequence[str]) -> Iterator[tuple[str, str]]:
        yield "数量", f"文件{self.documents}个，单位{len(self.sizes)}个"
        if left_out:
            yield (
                "未单列的单位",
                f"任务最多的{UNIT_SHEETS}个单位各有一张表，其余{len(left_out)}个只在责任清单中：{'、'.join(left_out)}",
            )
        if self.book.cut_texts:
            yield "截断", f"有{self.book.cut_texts}个单元格的文字超过表格上限，已在末尾用“…”截断；全文见文件"

    def _explain(self, remarks: Sequence[tuple[str, str]], parts: Sequence[_Part]) -> None:
        """The sheet 说明: what was asked, a link to each sheet with its number of rows, and what the columns mean."""
        for at, width in enumerate(_ABOUT_WIDTHS):
            self.about.set_column(at, at, width)
        self.about.set_row(0, 24)
        self.about.write_string(0, 0, "责任清单", self.book.title)
        line = self._table(2, ("范围", "", "内容"), [(name, None, text) for name, text in remarks])
        line = self._table(line, ("工作表", "行数", "内容"), [row for part in parts for row in _contents(part)])
        for part in self._parts():
            columns = [(column.title, None, column.meaning) for column in part.listing.columns]
            line = self._table(line, (f"“{part.listing.sheets[0]}”的列", "", "含义"), columns)

    def _table(self, line: int, head: Sequence[str], rows: Sequence[Sequence[object]]) -> int:
        """A small table on 说明 from that line on; the line where the next may begin."""
        for at, title in enumerate(head):
            self.about.write(line, at, title, self.book.head)
        for below, row in enumerate(rows, start=line + 1):
            self.book.row(self.about, below, row, _ABOUT_WIDTHS)
        return line + len(rows) + 2


def _contents(part: _Part) -> Iterator[tuple[object, ...]]:
    """The lines about one list: its first sheet with its rows, then those on which it goes on."""
    first, *others = part.listing.sheets
    yield Link(address(first, "A1"), first), part.listing.rows, part.meaning
    for name in others:
        yield Link(address(name, "A1"), name), None, f"续“{first}”"


def _first_rows(rows: Sequence[Duty | Target], written: int) -> dict[str, int]:
    """Where each task's first row will stand, after those that are written."""
    first: dict[str, int] = {}
    for at, row in enumerate(rows, start=written):
        if row.task:
            first.setdefault(row.task, at)
    return first
