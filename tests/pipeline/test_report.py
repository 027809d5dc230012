"""The 责任清单 as a workbook: every row, its links, its limits; and a spreadsheet opens it as it was written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner, Result
from gongwen.graph.connection import Store, open_store
from gongwen.graph.loader import Loader
from gongwen.pipeline import report as report_module
from gongwen.pipeline import report_rows, report_sheets
from gongwen.pipeline.canonicalise import canonicalise
from gongwen.pipeline.extract import extract
from gongwen.pipeline.output import CELL_LIMIT
from gongwen.pipeline.report import ReportCounts, ReportError, write_report
from gongwen.pipeline.report_columns import CITATIONS, DUTIES, PROJECTS, TARGETS
from gongwen.pipeline.report_command import report
from gongwen.pipeline.report_rows import Selection
from gongwen.pipeline.report_sheets import NAME_LIMIT, SheetNames, cut
from gongwen.pipeline.report_words import WORDS, in_words, word
from gongwen.pipeline.terminal import Gongwen
from gongwen.schemas import CitationRole, Comparator, Facts, Modality, Phase, ProjectKind, Role, TargetKind
from hypothesis import given
from hypothesis import strategies as st
from notice_texts import source_of
from notices import claim
from notices import notice as facts_by_hand
from openpyxl.workbook import Workbook

PLAN = """赣府发〔2024〕1号
江西省人民政府关于推进工业发展的通知
各市、县（区）人民政府，省政府各部门：
为贯彻落实《国务院关于加快工业发展的意见》（国发〔2023〕5号），现通知如下。
一、主要任务
（一）做强制造业。到2027年，工业增加值达到1200亿元，研发投入强度达到2.5%以上。建设赣江大桥。
（牵头单位：省发展改革委；责任单位：省财政厅、省水利厅；配合单位：省教育厅）
（二）兴修水利。加强管理。到2025年，新增灌溉面积5—10万亩。
（责任单位：省水利厅；完成时限：2025年12月底前）
二、保障措施
各部门要加强协调，形成合力。
江西省人民政府
2024年1月8日
"""
REFORM = """赣府发〔2024〕2号
江西省人民政府关于深化改革的通知
各市、县（区）人民政府：
一、=SUM(A1)改革。按照《江西省人民政府关于推进工业发展的通知》（赣府发〔2024〕1号）推进。
（省发展改革委负责）
二、-1+1改革。加强管理。
（省水利厅负责）
江西省人民政府
2024年2月8日
"""
LONG = f"""赣府发〔2024〕3号
江西省人民政府关于长期工作的通知
各市、县（区）人民政府：
一、长期工作。加强管理。
省教育厅要{"加强管理，" * 8000}落实工作。
江西省人民政府
2024年3月8日
"""
LISTS = {"责任清单": DUTIES, "指标": TARGETS, "项目": PROJECTS, "引用": CITATIONS}


@cache
def facts(text: str) -> Facts:
    return canonicalise(extract(source_of(text)), text=text)


def fill(store: Store, *texts: str) -> Store:
    loader = Loader(store)
    for text in texts or (PLAN, REFORM):
        loader.ingest(facts(text))
    return store


@pytest.fixture
def filled(embedded_store: Store) -> Store:
    return fill(embedded_store)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "清单.xlsx"


def written(store: Store, path: Path, **asked: Any) -> Workbook:
    write_report(store, path, **asked)
    return openpyxl.load_workbook(path)


def rows(book: Workbook, sheet: str) -> list[dict[str, Any]]:
    head, *below = ([cell.value for cell in line] for line in book[sheet].iter_rows())
    return [dict(zip(head, line, strict=True)) for line in below]


def cells(book: Workbook) -> dict[str, list[list[Any]]]:
    """What stands in every sheet, empty cells and rows behind the last one left out."""
    found = {}
    for sheet in book.worksheets:
        lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
        while lines and not any(value is not None for value in lines[-1]):
            lines.pop()
        width = max((at + 1 for line in lines for at, value in enumerate(line) if value is not None), default=0)
        found[sheet.title] = [line[:width] for line in lines]
    return found


def links(book: Workbook) -> Iterator[tuple[Any, Any]]:
    """Every cell that leads somewhere, with the cell that it leads to."""
    for sheet in book.worksheets:
        for line in sheet.iter_rows():
            for cell in line:
                if cell.hyperlink:
                    place = re.fullmatch(r"'((?:[^']|'')+)'!([A-Z]+\d+)", cell.hyperlink.location or "")
                    assert place, f"{cell.hyperlink.location} is no place of the workbook"
                    yield cell, book[place[1].replace("''", "'")][place[2]]


def link_places(book: Workbook) -> set[tuple[str, str, str, str]]:
    return {(c.parent.title, c.coordinate, end.parent.title, end.coordinate) for c, end in links(book)}


def test_one_row_a_task_and_unit(filled: Store, path: Path) -> None:
    book = written(filled, path)
    assert book.sheetnames == ["说明", *LISTS]
    assert book.active is not None
    assert book.active.title == "责任清单"
    found = rows(book, "责任清单")
    assert {sheet: [cell.value for cell in book[sheet][1]] for sheet in LISTS} == {
        sheet: [column.title for column in columns] for sheet, columns in LISTS.items()
    }
    assert [(row["文号"][-2], row["任务"], row["单位"], row["角色"]) for row in found] == [
        ("1", "做强制造业", "江西省发展和改革委员会", "牵头"),
        ("1", "做强制造业", "江西省财政厅", "责任"),
        ("1", "做强制造业", "江西省水利厅", "责任"),
        ("1", "做强制造业", "江西省教育厅", "配合"),
        ("1", "兴修水利", "江西省水利厅", "责任"),
        ("1", "各部门要加强协调", "各部门", "责任"),
        ("2", "=SUM(A1)改革", "江西省发展和改革委员会", "责任"),
        ("2", "-1+1改革", "江西省水利厅", "责任"),
    ]
    assert found[1] == {
        "文号": "赣府发〔2024〕1号",
        "文件标题": "江西省人民政府关于推进工业发展的通知",
        "章节": "一 （一） 做强制造业",
        "任务": "做强制造业",
        "单位": "江西省财政厅",
        "牵头单位": "江西省发展和改革委员会",
        "责任单位": "江西省财政厅、江西省水利厅",
        "配合单位": "江西省教育厅",
        "单位后有“等”": None,
        "角色": "责任",
        "指标": "工业增加值 达到1200亿元（2027）\n研发投入强度 不低于2.5%（2027）",
        "完成时限": None,
        "原文": "（牵头单位：省发展改革委；责任单位：省财政厅、省水利厅；配合单位：省教育厅）",
        "位置": "第7行",
        "指标所在行": "指标 第2行",
    }
    assert (found[4]["完成时限"], found[4]["指标"]) == ("2025-12", "灌溉面积 增加 5—10万亩（2025）")


def test_a_list_of_units_with_an_open_end_is_marked(embedded_store: Store, path: Path) -> None:
    book = written(
        fill(embedded_store, PLAN.replace("责任单位：省财政厅、省水利厅；", "责任单位：省财政厅、省水利厅等；")), path
    )
    marked = {row["任务"] for row in rows(book, "责任清单") if row["单位后有“等”"] == "是"}
    assert marked == {"做强制造业"}
    assert {row["单位后有“等”"] for row in rows(book, "责任清单")} == {"是", None}


def test_targets_projects_and_citations(filled: Store, path: Path) -> None:
    book = written(filled, path)
    targets = rows(book, "指标")
    assert targets[0] == {
        "指标": "工业增加值",
        "比较": "达到",
        "数值": 1200,
        "上限": None,
        "单位": "亿元",
        "类型": "水平",
        "期限": "2027",
        "基期": None,
        "语气": "一般",
        "所属任务": "做强制造业",
        "文号": "赣府发〔2024〕1号",
        "原文": "到2027年，工业增加值达到1200亿元，研发投入强度达到2.5%以上。",
        "位置": "第6行",
        "任务所在行": "责任清单 第2行",
    }
    assert [(row["数值"], row["上限"], row["类型"]) for row in targets] == [
        (1200, None, "水平"),
        (2.5, None, "水平"),
        (5, 10, "增加"),
    ]
    assert {type(book["指标"].cell(line, 3).value) for line in (2, 3, 4)} <= {int, float}
    assert [list(row.values()) for row in rows(book, "项目")] == [
        ["赣江大桥", "建设", "工程项目", "做强制造业", "赣府发〔2024〕1号", "建设赣江大桥。", "第6行"]
    ]
    first, second = rows(book, "引用")
    assert (first["被引用文件"], first["关系"], first["是否入库"]) == ("国发〔2023〕5号", "依据", "否")
    assert first["被引用文件标题"] == "国务院关于加快工业发展的意见"
    assert (second["引用文件"], second["被引用文件"], second["是否入库"]) == (
        "赣府发〔2024〕2号",
        "赣府发〔2024〕1号",
        "是",
    )
    assert all(row["文中写法"] in row["原文"] for row in (first, second))


def test_headers_stay_filter_and_print(filled: Store, path: Path) -> None:
    book = written(filled, path, by_unit=True)
    for sheet in book.worksheets[1:]:
        last = sheet.cell(sheet.max_row, sheet.max_column).coordinate
        assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("A2", f"A1:{last}")
        assert (sheet.page_setup.orientation, sheet.page_setup.fitToHeight) == ("landscape", 0)
        assert sheet.sheet_properties.pageSetUpPr is not None and sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == "$1:$1"
        assert all(cell.alignment.wrap_text for line in sheet.iter_rows() for cell in line if cell.value is not None)
        assert all(8 <= sheet.column_dimensions[cell.column_letter].width <= 62 for cell in sheet[1])


def test_a_printed_list_can_be_read(filled: Store, path: Path) -> None:
    """Across the page at seven tenths of its size or more: some 215 characters of half width on A3, 150 on A4."""
    book = written(filled, path, by_unit=True)
    for sheet in book.worksheets[1:]:
        width = sum(sheet.column_dimensions[cell.column_letter].width for cell in sheet[1])
        assert width * 0.7 <= (215 if sheet.page_setup.paperSize == 8 else 150), sheet.title
        for cell in sheet[1]:
            columns = sheet.column_dimensions[cell.column_letter].width
            lines = -(-2 * len(str(cell.value)) // int(columns))
            assert (sheet.row_dimensions[1].height or 0) >= 13 * lines, cell.value


def test_links_lead_to_the_targets_of_a_task_and_back(filled: Store, path: Path) -> None:
    book = written(filled, path, by_unit=True)
    kinds = set()
    for cell, end in links(book):
        assert end.value is not None
        there = dict(zip((c.value for c in end.parent[1]), (c.value for c in end.parent[end.row]), strict=True))
        here = dict(zip((c.value for c in cell.parent[1]), (c.value for c in cell.parent[cell.row]), strict=False))
        kinds.add((cell.parent.title, end.parent.title))
        if cell.parent.title == "说明":
            assert (end.coordinate, end.parent.title) == ("A1", cell.value)
            continue
        assert cell.value == f"{end.parent.title} 第{end.row}行"
        task = here.get("所属任务") or here["任务"]
        assert task == (there.get("所属任务") or there["任务"])
        column = [c.value for c in end.parent[1]].index("所属任务" if "所属任务" in there else "任务") + 1
        above = end.parent.cell(end.row - 1, column).value
        assert above != task, "the first row of the task is meant"
    assert {("责任清单", "指标"), ("指标", "责任清单"), ("江西省水利厅", "指标"), ("说明", "江西省水利厅")} <= kinds
    assert {end for start, end in kinds if start == "说明"} == set(book.sheetnames[1:])


def test_what_looks_like_a_formula_is_text(filled: Store, path: Path) -> None:
    book = written(filled, path)
    tasks = [line[3] for line in book["责任清单"].iter_rows(min_row=2)]
    assert [(cell.value, cell.data_type) for cell in tasks[-2:]] == [("=SUM(A1)改革", "s"), ("-1+1改革", "s")]
    assert all(c.data_type in "sn" for sheet in book.worksheets for line in sheet.iter_rows() for c in line)


def test_a_quote_too_long_for_a_cell_is_cut_and_that_is_told(embedded_store: Store, path: Path) -> None:
    book = written(fill(embedded_store, LONG), path)
    (row,) = rows(book, "责任清单")
    assert len(row["原文"]) == CELL_LIMIT
    assert row["原文"].startswith("省教育厅要加强管理，")
    assert row["原文"].endswith("…")
    assert any("截断" in str(line) for line in cells(book)["说明"])


def test_only_the_duties_of_an_agency_with_those_of_groups_marked(filled: Store, path: Path) -> None:
    books = {name: written(filled, path, agency=name) for name in ("省发改委", "江西省发展和改革委员会")}
    shown = [{sheet: rows(book, sheet) for sheet in LISTS} for book in books.values()]
    assert shown[0] == shown[1]
    assert [(row["任务"], row["单位"], row["说明"]) for row in shown[0]["责任清单"]] == [
        ("做强制造业", "江西省发展和改革委员会", "本单位"),
        ("各部门要加强协调", "各部门", "所在的一类单位"),
        ("=SUM(A1)改革", "江西省发展和改革委员会", "本单位"),
    ]
    assert shown[0]["责任清单"][0]["责任单位"] == "江西省财政厅、江西省水利厅", "of the whole task"
    assert [row["指标"] for row in shown[0]["指标"]] == ["工业增加值", "研发投入强度"]
    assert [row["被引用文件"] for row in shown[0]["引用"]] == ["赣府发〔2024〕1号"], "only what stands in the tasks"
    assert all(end.value is not None for _, end in links(books["省发改委"]))


def test_an_agency_or_a_document_that_is_not_there(filled: Store, path: Path) -> None:
    with pytest.raises(ReportError, match="江西省水利厅") as error:
        write_report(filled, path, agency="江西水力厅")
    assert "江西省水利厅" in error.value.near
    with pytest.raises(ReportError, match="没有文件“赣府发〔2024〕9号”"):
        write_report(filled, path, documents=["赣府发〔2024〕1号", "赣府发〔2024〕9号"])
    assert list(path.parent.iterdir()) == []


def test_only_some_documents(filled: Store, path: Path) -> None:
    for name in ("赣府发[2024] 2号", "江西省人民政府关于深化改革的通知"):
        book = written(filled, path, documents=[name])
        assert {row["文号"] for row in rows(book, "责任清单")} == {"赣府发〔2024〕2号"}
    both = written(filled, path, documents=["赣府发〔2024〕2号", "赣府发〔2024〕1号"])
    assert len(rows(both, "责任清单")) == 8
    neither = written(filled, path, documents=["赣府发〔2024〕2号"], agency="省财政厅")
    assert rows(neither, "责任清单") == []
    assert neither["责任清单"].auto_filter.ref is None


def test_an_empty_graph_gives_empty_lists(embedded_store: Store, path: Path) -> None:
    counts = write_report(embedded_store, path, by_unit=True)
    assert counts == ReportCounts(0, 0, 0, 0, 0, 0, ("说明", *LISTS), (), ())
    assert [openpyxl.load_workbook(path)[sheet].max_row for sheet in LISTS] == [1, 1, 1, 1]


def test_a_sheet_for_each_unit_those_with_most_tasks_first(filled: Store, path: Path) -> None:
    book = written(filled, path, by_unit=True)
    assert book.sheetnames[5:] == [
        "江西省水利厅",
        "江西省发展和改革委员会",
        "各部门",
        "江西省教育厅",
        "江西省财政厅",
    ]
    listed = rows(book, "责任清单")
    for name in book.sheetnames[5:]:
        assert rows(book, name) == [row for row in listed if row["单位"] == name]


def test_units_beyond_the_limit_are_told(filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_module, "UNIT_SHEETS", 3)
    counts = write_report(filled, path, by_unit=True)
    assert counts.left_out == ("江西省教育厅", "江西省财政厅")
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[5:] == ["江西省水利厅", "江西省发展和改革委员会", "各部门"]
    assert any("江西省教育厅、江西省财政厅" in str(line) for line in cells(book)["说明"])


def test_units_with_odd_names_get_sheets(embedded_store: Store, path: Path) -> None:
    odd = ["'[甲]:乙/丙?*\\'", "责任清单", "History", "长" * 40, "长" * 41, "市'局", "Ａ局", "a局", "=局"]
    Loader(embedded_store).ingest(facts_by_hand(claim("测试通知", "测府〔2024〕1号"), agencies=odd))
    book = written(embedded_store, path, by_unit=True)
    names = book.sheetnames[5:]
    assert len(names) == len(odd)
    assert set(names) == {
        "甲 乙 丙",
        "责任清单 (2)",
        "History (2)",
        "长" * 31,
        "长" * 27 + " (2)",
        "市'局",
        "a局",
        "Ａ局 (2)",
        "=局",
    }
    assert {rows(book, name)[0]["单位"] for name in names} == set(odd)
    assert {end.parent.title for _, end in links(book)} == set(book.sheetnames[1:])


@given(st.lists(st.text() | st.text("'[]:*?/\\ Aaａ长𠮷", max_size=40), max_size=30))
def test_every_name_of_a_sheet_is_one_that_excel_takes(wanted: list[str]) -> None:
    names = SheetNames()
    given_names = [names.take(each) for each in wanted]
    assert len({name.lower() for name in given_names}) == len(wanted)
    for name in given_names:
        assert 1 <= len(name.encode("utf-16-le", "surrogatepass")) // 2 <= NAME_LIMIT
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert name == name.strip("' ")


@given(st.text(max_size=50), st.integers(1, 60))
def test_a_text_is_cut_between_characters(text: str, limit: int) -> None:
    kept = cut(text, limit, "…")
    assert len(kept.encode("utf-16-le", "surrogatepass")) // 2 <= limit
    assert kept == text or (kept.endswith("…") and text.startswith(kept[:-1]))


def test_the_same_graph_gives_the_same_bytes(filled: Store, path: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.xlsx"
    for each in (path, other):
        write_report(filled, each, by_unit=True)
    assert path.read_bytes() == other.read_bytes()


def test_how_many_documents_are_read_at_a_time_makes_no_difference(
    filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = cells(written(filled, path, by_unit=True))
    monkeypatch.setattr(report_rows, "PAGE", 1)
    assert cells(written(filled, path, by_unit=True)) == before


def test_both_stores_give_the_same_rows(embedded_store: Store, neo4j_store: Store, path: Path) -> None:
    found = [cells(written(fill(store), path, by_unit=True)) for store in (embedded_store, neo4j_store)]
    for each in found:
        del each["说明"]  # names the store
    assert found[0] == found[1]


def test_a_list_longer_than_a_sheet_goes_on_in_another(
    filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = rows(written(filled, path), "责任清单")
    monkeypatch.setattr(report_sheets, "ROW_LIMIT", 4)
    book = written(filled, path)
    parts = [rows(book, name) for name in ("责任清单", "责任清单2", "责任清单3")]
    assert [len(part) for part in parts] == [3, 3, 2]
    without = [{**row, "指标所在行": None} for row in whole]
    assert [{**row, "指标所在行": None} for part in parts for row in part] == without
    assert book["责任清单3"].auto_filter.ref == "A1:O3"
    ends = {(cell.parent.title, cell.row): (end.parent.title, end.row) for cell, end in links(book)}
    assert ends["责任清单2", 3] == ("指标", 4)
    assert ends["指标", 4] == ("责任清单2", 3)


def test_links_that_a_sheet_does_not_hold_are_text(filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(report_sheets, "LINK_LIMIT", 1)
    sheet = written(filled, path)["指标"]
    assert [sheet.cell(line, 14).value for line in (2, 3, 4)] == [
        "责任清单 第2行",
        "责任清单 第2行",
        "责任清单 第6行",
    ]
    assert [bool(sheet.cell(line, 14).hyperlink) for line in (2, 3, 4)] == [True, False, False]


def test_a_report_that_fails_leaves_the_former_one(filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_report(filled, path)
    before = path.read_bytes()

    def failing(store: Store, selection: Selection) -> Iterator[report_rows.Page]:
        yield from report_rows.pages(store, selection)
        raise OSError("no space left")

    monkeypatch.setattr(report_module, "pages", failing)
    with pytest.raises(OSError, match="no space left"):
        write_report(filled, path)
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("kind", [Role, Comparator, TargetKind, Modality, Phase, ProjectKind, CitationRole])
def test_every_value_has_a_word_of_its_own(kind: Any) -> None:
    words = [word(kind, value) for value in kind]
    assert list(WORDS[kind]) == list(kind)
    assert len(set(words)) == len(words)
    assert all(re.fullmatch(r"[\u4e00-\u9fff]+", each) for each in words)


@pytest.mark.parametrize(
    ("kind", "comparator", "value", "value_max", "shown"),
    [
        ("level", "=", 1200.0, None, "产值 达到1200亿元"),
        ("level", ">=", 2.5, None, "产值 不低于2.5亿元"),
        ("rate", "=", 5.0, None, "产值 增速 5亿元"),
        ("increase", "~", 5.0, 10.0, "产值 增加 约5—10亿元"),
        ("decrease", "<=", 0.0, None, "产值 减少 不超过0亿元"),
    ],
)
def test_targets_in_words(kind: str, comparator: str, value: float, value_max: float | None, shown: str) -> None:
    row = {"indicator": "产值", "kind": kind, "comparator": comparator, "value": value, "value_max": value_max}
    assert in_words({**row, "unit": "亿元", "deadline": None}) == shown


def test_libreoffice_opens_it_and_finds_the_same(filled: Store, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice (soffice) is not installed: whether it opens the workbook was not tried")
    path, home, out = tmp_path / "清单.xlsx", tmp_path / "home", tmp_path / "out"
    home.mkdir()
    Loader(filled).ingest(facts_by_hand(claim("测试通知", "测府〔2024〕1号"), agencies=["'市'局'", "@局", "甲/乙"]))
    before = written(filled, path, by_unit=True)
    subprocess.run(
        [
            soffice,
            f"-env:UserInstallation={home.as_uri()}",
            "--headless",
            "--convert-to",
            "xlsx",
            "--outdir",
            out,
            path,
        ],
        env={**os.environ, "HOME": str(home)},
        check=True,
        capture_output=True,
        timeout=300,
    )
    after = openpyxl.load_workbook(out / path.name)
    assert cells(after) == cells(before)
    assert link_places(after) == link_places(before)
    for sheet in before.worksheets[1:]:  # a conversion has no window, so it keeps no frozen panes
        assert after[sheet.title].auto_filter.ref == sheet.auto_filter.ref
        assert after[sheet.title].print_title_rows == sheet.print_title_rows


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report") / "graph"
    with open_store(folder) as store:
        fill(store)
    return folder


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(Gongwen(commands={"report": report}), ["report", *map(str, arguments)])


def test_the_command_writes_and_says_what(graph: Path, path: Path) -> None:
    inside = path.parent / "新文件夹" / path.name
    result = run(inside, "--graph", graph, "--agency", "省水利厅", "--document", "赣府发〔2024〕1号", "--by-unit")
    assert (result.exit_code, result.stderr) == (0, f"没有文件夹 {inside.parent}，已新建。\n")
    assert result.stdout == f"{inside}：文件1个，单位2个，责任清单3行，指标3行，项目1行，引用0行。\n"
    assert openpyxl.load_workbook(inside).sheetnames[5:] == ["江西省水利厅", "各部门"]


def test_a_workbook_that_nobody_changed_is_replaced(graph: Path, path: Path) -> None:
    assert run(path, "--graph", graph, "--agency", "省水利厅").exit_code == 0
    first = path.read_bytes()
    assert (result := run(path, "--graph", graph)).exit_code == 0, result.stderr
    assert path.read_bytes() != first
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def _remark(path: Path) -> None:
    book = openpyxl.load_workbook(path)
    book["责任清单"]["Z2"] = "已与财政局核对"
    book.save(path)


def _saved_only(path: Path) -> None:
    openpyxl.load_workbook(path).save(path)


@pytest.mark.parametrize("change", [_remark, _saved_only, lambda path: path.write_bytes(b"PK\x03\x04"), Path.touch])
def test_a_file_with_somebodys_work_is_left_alone(graph: Path, path: Path, change: Callable[[Path], None]) -> None:
    if change is not Path.touch:  # an empty file of the name, else
        assert run(path, "--graph", graph).exit_code == 0
    change(path)
    before = path.read_bytes()
    result = run(path, "--graph", graph)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"{path} 已经有了") and "--overwrite" in result.stderr
    assert path.read_bytes() == before
    assert run(path, "--graph", graph, "--overwrite").exit_code == 0
    assert path.read_bytes() != before


def test_what_is_written_into_the_file_meanwhile_is_left_alone(
    filled: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_report(filled, path)

    def pages(*arguments: Any) -> Iterator[Any]:
        _remark(path)
        yield from report_rows.pages(*arguments)

    monkeypatch.setattr(report_module, "pages", pages)
    with pytest.raises(ReportError, match="没有覆盖"):
        write_report(filled, path)
    assert openpyxl.load_workbook(path)["责任清单"]["Z2"].value == "已与财政局核对"


def test_the_command_offers_near_names(graph: Path, path: Path) -> None:
    result = run(path, "--graph", graph, "--agency", "江西水力厅")
    assert result.exit_code == 1
    assert "图中没有单位“江西水力厅”。名称相近的有：" in result.stderr
    assert "江西省水利厅" in result.stderr
    part = run(path, "--graph", graph, "--agency", "省发改")
    assert "名称相近的有：江西省发展和改革委员会" in part.stderr, "half a short name"
    assert not path.exists()


@pytest.mark.parametrize(("name", "status", "said"), [("清单.csv", 2, ".xlsx"), ("清单", 2, ".xlsx")])
def test_the_command_writes_workbooks_only(graph: Path, tmp_path: Path, name: str, status: int, said: str) -> None:
    result = run(tmp_path / name, "--graph", graph)
    assert result.exit_code == status
    assert said in result.stderr
    assert list(tmp_path.iterdir()) == []


def test_the_command_makes_no_graph_by_mistake(tmp_path: Path) -> None:
    result = run(tmp_path / "清单.xlsx", "--graph", tmp_path / "nowhere")
    assert result.exit_code == 1
    assert result.stderr == (
        f"没有图库 {tmp_path / 'nowhere'}。请先用 gongwen ingest 或 gongwen watch 收入文件，或者用 --graph 写明图库在哪里。\n"
    )
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_that_cannot_be_replaced_is_said_in_chinese(graph: Path, path: Path) -> None:
    path.mkdir()
    result = run(path, "--graph", graph)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"清单写不进 {path}：") and "请先关闭" in result.stderr
    assert list(path.parent.iterdir()) == [path]


def test_a_store_that_does_not_answer_is_said_in_chinese(path: Path) -> None:
    result = run(path, "--graph", "bolt://127.0.0.1:1")
    assert result.exit_code == 1
    assert result.stderr.startswith("图库（bolt://127.0.0.1:1）现在用不了，清单没有写成；请告诉管理员：")
