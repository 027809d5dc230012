"""Tables as text has them: one cell a line, or cells between tabs, with a column of units."""

from __future__ import annotations

import re

import pytest
from gongwen.extractors import tables
from gongwen.extractors.reading import Reading
from gongwen.extractors.text import Layout
from notice_texts import NOTICES

from .small_notice import HEAD

Found = tuple[str, list[tuple[str, str]], str | None]


def rows(text: str) -> list[Found]:
    return [
        (
            text[slice(*row.title)],
            [(member.role, text[slice(*member.piece)]) for member in row.members],
            row.deadline,
        )
        for row in tables.find(Layout(text), 0, len(text))
    ]


TABBED = """任务分工表
序号\t工作任务\t牵头单位\t配合单位\t完成时限
1\t加快改革\t省教育厅\t省财政厅、省人社厅\t2020年底
2\t推进开放\t省商务厅\t省财政厅\t2021年6月
"""
PARTED = """序号\t改革举措\t主要内容\t指导部门\t推广范围
一、知识产权保护方面（共2项）
1\t知识产权审判“三合一”\t审判力量集中。\t最高人民法院\t全国
2\t专利保险机制\t开发保险产品。\t国家知识产权局\t全国
二、科技成果转化激励方面（共1项）
3\t技术股与现金股结合\t给予激励。\t科技部\t全国
以上任务由各部门落实。
4\t此行在表外\t甲\t财政部\t全国
"""
SPANNING = """序号\t任务\t牵头单位\t配合单位\t完成时限
1\t加快改革\t省教育厅\t省财政厅\t2020年
\t\t省人社厅\t\t2021年
2\t推进开放\t省商务厅\t\t
"""
STACKED = """序号
工作任务
责任单位
1
加快改革
省教育厅、省财政厅
2
推进开放
省商务厅
"""
UNNUMBERED = """任务
指导部门
加快改革，完善政策。
科技部、财政部
推进开放
商务部
"""
SURPLUS = """序号
主要任务
责任单位
1
加快改革，
完善政策
省教育厅
2
推进开放
省商务厅
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            TABBED,
            [
                ("加快改革", [("lead", "省教育厅"), ("support", "省财政厅"), ("support", "省人社厅")], "2020"),
                ("推进开放", [("lead", "省商务厅"), ("support", "省财政厅")], "2021-06"),
            ],
            id="tabs",
        ),
        pytest.param(
            PARTED,
            [
                ("知识产权审判“三合一”", [("support", "最高人民法院")], None),
                ("专利保险机制", [("support", "国家知识产权局")], None),
                ("技术股与现金股结合", [("support", "科技部")], None),
            ],
            id="tabs-with-a-line-over-each-part",
        ),
        pytest.param(
            SPANNING,
            [
                ("加快改革", [("lead", "省教育厅"), ("support", "省财政厅")], "2020"),
                ("加快改革", [("lead", "省人社厅")], "2021"),
                ("推进开放", [("lead", "省商务厅")], None),
            ],
            id="tabs-with-work-that-spans-rows-and-empty-last-cells",
        ),
        pytest.param(
            STACKED,
            [
                ("加快改革", [("responsible", "省教育厅"), ("responsible", "省财政厅")], None),
                ("推进开放", [("responsible", "省商务厅")], None),
            ],
            id="one-cell-a-line",
        ),
        pytest.param(
            UNNUMBERED,
            [
                ("加快改革，完善政策。", [("support", "科技部"), ("support", "财政部")], None),
                ("推进开放", [("support", "商务部")], None),
            ],
            id="without-numbers-指导部门-is-support",
        ),
        pytest.param(
            SURPLUS,
            [
                ("加快改革，\n完善政策", [("responsible", "省教育厅")], None),
                ("推进开放", [("responsible", "省商务厅")], None),
            ],
            id="a-cell-of-two-lines",
        ),
    ],
)
def test_rows(text: str, expected: list[Found]) -> None:
    assert rows(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("序号\n名称\n地址\n1\n甲\n乙\n", id="no-column-of-units"),
        pytest.param("责任单位：省教育厅\n工作任务\n", id="label-line"),
        pytest.param("一、工作任务\n各责任单位要落实。\n", id="prose"),
        pytest.param("", id="empty"),
    ],
)
def test_what_is_no_table(text: str) -> None:
    assert rows(text) == []


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        pytest.param("市水务局（牵头）、市发改委", [("lead", "市水务局"), ("responsible", "市发改委")], id="own-role"),
        pytest.param("市水务局牵头，市发改委配合", [("lead", "市水务局"), ("support", "市发改委")], id="verbs"),
        pytest.param(
            "市水务局、市发改委，长期坚持", [("responsible", "市水务局"), ("responsible", "市发改委")], id="a-remark"
        ),
        pytest.param("市水务局*", [("responsible", "市水务局")], id="a-mark"),
    ],
)
def test_a_cell_of_units_is_read_like_a_note(cell: str, expected: list[tuple[str, str]]) -> None:
    text = f"序号\t工作任务\t责任单位\n1\t加快改革\t{cell}\n2\t推进开放\t市商务局\n"
    assert rows(text)[0] == ("加快改革", expected, None)


def test_open_ended_cell() -> None:
    text = "序号\t任务\t责任单位\n1\t加快改革\t省教育厅等\n"
    (row,) = tables.find(Layout(text), 0, len(text))
    assert row.open_ended


def test_the_corpus_s_table_of_reforms_is_read_whole() -> None:
    text = "序号\n改革举措\n主要内容\n指导部门\n推广范围\n1\n甲\n乙内容。\n科技部\n全国\n2\n丙\n丁内容。\n财政部、银保监会\n8个区域\n"
    assert [members for _, members, _ in rows(text)] == [
        [("support", "科技部")],
        [("support", "财政部"), ("support", "银保监会")],
    ]


def test_a_table_gives_the_same_duties_with_a_cell_a_line_and_with_a_row_a_line() -> None:
    """The reforms of 国办发〔2018〕126号: five columns, a line over each part, one of them without rows."""
    stacked = (
        (NOTICES / "guobanfa-2018-126-chuangxingaige.txt")
        .read_text(encoding="utf-8")
        .replace("主 要 内 容", "主要内容")
    )
    tabbed = re.sub(r"(?m)^(序号|\d{1,2})\n(.+)\n(.+)\n(.+)\n(.+)$", r"\1\t\2\t\3\t\4\t\5", stacked)
    assert tabbed.count("\t") == 18 * 4
    assert len(rows(tabbed)) == 17
    assert rows(tabbed) == rows(stacked)


CITY = HEAD.replace("某省", "杭州市").replace("省政府", "市政府").replace("某政发", "杭政发")


def read_rows(text: str) -> list[tuple[str, list[tuple[str, str]], str | None]]:
    return [
        (text[slice(*row.title)], [(member.role, text[slice(*member.piece)]) for member in row.members], row.deadline)
        for row in tables.find(Layout(text), 0, len(text))
    ]


BLANK_DIVIDED = "任务\n\n责任单位\n\n完成时限\n\n加快改革，\n完善政策\n\n省教育厅、\n省财政厅\n\n2021年底\n\n推进开放\n\n省商务厅\n\n长期坚持\n"
SPANNED = (
    "序号\n类别\n任务\n责任单位\n1\n改革\n加快改革\n省教育厅\n2\n完善政策\n省财政厅\n3\n开放\n推进开放\n省商务厅\n"
)
PARTS_BELOW = "重点工作\n责任单位\n一、经济工作\n（一）稳增长\n省发展改革委\n（二）稳外资\n省商务厅\n"
NUMBERED_CELLS = "序号\n内容\n责任单位\n工作措施\n1\n改革\n省教育厅\n（1）制定方案。\n（2）推进落实。\n2\n开放\n省商务厅\n（1）开展招商。\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(BLANK_DIVIDED, [
            ("加快改革，\n完善政策", [("responsible", "省教育厅"), ("responsible", "省财政厅")], "2021"),
            ("推进开放", [("responsible", "省商务厅")], None)], id="blank-lines-divide-the-cells"),
        pytest.param(SPANNED, [
            ("加快改革", [("responsible", "省教育厅")], None), ("完善政策", [("responsible", "省财政厅")], None),
            ("推进开放", [("responsible", "省商务厅")], None)], id="a-category-spans-rows"),
        pytest.param(PARTS_BELOW, [
            ("（一）稳增长", [("responsible", "省发展改革委")], None), ("（二）稳外资", [("responsible", "省商务厅")], None)],
            id="rows-end-at-their-units"),
        pytest.param(NUMBERED_CELLS, [
            ("改革", [("responsible", "省教育厅")], None), ("开放", [("responsible", "省商务厅")], None)], id="numbers-inside-a-cell"),
        pytest.param("任务\t责任单位\n加快改革\t—\n推进开放\t省商务厅\n", [("推进开放", [("responsible", "省商务厅")], None)], id="a-dash-is-no-unit"),
    ],
)  # fmt: skip
def test_rows_matched_by_their_units(text: str, expected: list[tuple[str, list[tuple[str, str]], str | None]]) -> None:
    assert read_rows(text) == expected


def test_the_whole_row_is_known_under_a_column_of_numbers() -> None:
    wholes = [row.whole for row in tables.find(Layout(NUMBERED_CELLS), 0, len(NUMBERED_CELLS))]
    assert [NUMBERED_CELLS[slice(*whole)].split("\n")[-1] for whole in wholes if whole] == [
        "（2）推进落实。",
        "（1）开展招商。",
    ]


def test_numbers_inside_a_row_open_no_item() -> None:
    found = Reading.of(f"{CITY}一、任务\n见下表。\n{NUMBERED_CELLS}")
    assert [item_.path for item_ in found.outline.items] == [("一",)] or [
        list(item_.path) for item_ in found.outline.items
    ] == [["一"]]


@pytest.mark.parametrize("label", ["实施部门", "牵头考核单位", "牵头处室"])
def test_labels_made_of_parts_head_columns(label: str) -> None:
    assert len(read_rows(f"任务\t{label}\n加快改革\t省教育厅\n")) == 1


def test_short_tasks_are_no_labels() -> None:
    assert len(read_rows("任务\n责任单位\n加快改革\n省教育厅\n推进开放\n省商务厅\n")) == 2
