"""Tables as text has them: one cell a line, or cells between tabs, with a column of units."""

from __future__ import annotations

import pytest
from gongwen.extractors import tables
from gongwen.extractors.text import Layout

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
