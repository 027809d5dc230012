"""Workbooks: each sheet a table whose cells stand where they stood; and workbooks that are set aside."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from gongwen.graph.connection import Store
from gongwen.pipeline.batch import notice_of
from gongwen.pipeline.decode import Undecodable
from gongwen.pipeline.ingest import Outcome, ingest
from gongwen.pipeline.read import read as read_file
from gongwen.pipeline.readers import xlsx
from gongwen.pipeline.report import write_report
from gongwen.schemas import SetAsideReason
from openpyxl import Workbook

HEAD = ["序号", "重点任务", "牵头单位", "责任单位", "完成时限"]


def saved(book: Any) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def duties() -> bytes:
    book = Workbook()
    sheet = book.active
    sheet.title = "任务清单"
    sheet["A1"] = "某某区2024年重点任务责任清单"
    sheet.merge_cells("A1:E1")
    sheet.append(HEAD)
    sheet.append([1, "建设公园10个，绿化率达到40%以上", "区绿化局", "区财政局、\n区发展改革委", date(2024, 12, 31)])
    sheet.append([])
    sheet.append([2, "新建学校3所", "区教育局"])
    other = book.create_sheet("附表")
    other.append(["单位", "占比", "完成"])
    other.append(["区教育局", 0.125, True])
    other["B2"].number_format = "0.0%"
    other.append([None, 3.0, "=1/0"])
    hidden = book.create_sheet("底稿")
    hidden["A1"] = "藏起来的话"
    hidden.sheet_state = "hidden"
    return saved(book)


def test_rows_are_lines_and_cells_stand_in_their_columns() -> None:
    decoded = xlsx.read(duties())
    assert decoded.text.splitlines() == [
        "某某区2024年重点任务责任清单",
        "\t".join(HEAD),
        "1\t建设公园10个，绿化率达到40%以上\t区绿化局\t区财政局、 区发展改革委\t2024年12月31日",
        "2\t新建学校3所\t区教育局\t\t",
        "单位\t占比\t完成",
        "区教育局\t12.5%\t是",
        "\t3\t",
    ]
    places = {decoded.text[part.start :].split("\n")[0].split("\t")[0]: part.place for part in decoded.parts}
    assert places["某某区2024年重点任务责任清单"] == "工作表“任务清单”第1行第1列"
    assert places["区绿化局"] == "工作表“任务清单”第3行第3列"
    assert places["新建学校3所"] == "工作表“任务清单”第5行第2列"
    assert places["12.5%"] == "工作表“附表”第2行第2列"


def test_a_list_of_duties_gives_its_tasks_with_their_places(tmp_path: Path, embedded_store: Store) -> None:
    path = tmp_path / "清单.xlsx"
    path.write_bytes(duties())
    source = read_file(path)
    notice = notice_of(source)
    assert [task.title for task in notice.tasks] == ["建设公园10个，绿化率达到40%以上", "新建学校3所"]
    assert notice.tasks[0].evidence.place.startswith("工作表“任务清单”第3行")
    assert notice.document.title == "某某区2024年重点任务责任清单"
    refused = ingest([tmp_path], embedded_store).results
    assert [each.reason for each in refused] == [SetAsideReason.NO_SECTIONS]
    assert [each.outcome for each in ingest([tmp_path], embedded_store, unsectioned=True).results] == [Outcome.ADDED]
    write_report(embedded_store, tmp_path / "责任清单.xlsx")
    again = {Path(each.path).name: each for each in ingest([tmp_path], embedded_store, unsectioned=True).results}
    assert again["责任清单.xlsx"].reason is SetAsideReason.UNSUPPORTED_FORMAT, "what gongwen wrote is not taken in"


def changed(name: str, change: Callable[[bytes], bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(duties())) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            data = old.read(member)
            new.writestr(member, change(data) if member == name else data)
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(duties()[:2000], SetAsideReason.DAMAGED, id="cut"),
        pytest.param(changed(SHEET, lambda data: data[:300]), SetAsideReason.DAMAGED, id="cut-sheet"),
        pytest.param(changed("xl/workbook.xml", lambda data: b"<a"), SetAsideReason.DAMAGED, id="no-workbook"),
        pytest.param(changed(SHEET, lambda data: b"0" * 150_000_000), SetAsideReason.UNSAFE, id="would-burst"),
        pytest.param(changed("xl/vbaProject.bin", lambda data: b"x"), SetAsideReason.UNSAFE, id="macros"),
        pytest.param(
            changed(SHEET, lambda data: b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]>" + data),
            SetAsideReason.UNSAFE,
            id="external-entity",
        ),
        pytest.param(
            changed(SHEET, lambda data: data.replace(b'<row r="5"', b'<row r="99999999999"').replace(b'"A5"', b'"A9"')),
            SetAsideReason.TOO_LARGE,
            id="more-rows-than-a-sheet-has",
        ),
    ],
)
def test_a_workbook_that_cannot_be_read_is_told(data: bytes, reason: SetAsideReason) -> None:
    with pytest.raises(Undecodable) as caught:
        xlsx.read(data)
    assert caught.value.reason is reason


def test_a_workbook_of_too_many_cells_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(xlsx, "MAX_CELLS", 5)
    with pytest.raises(Undecodable) as caught:
        xlsx.read(duties())
    assert caught.value.reason is SetAsideReason.TOO_LARGE
