"""Tables of indicators: one target a row and a future year, in either layout, and what is no such table."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from gongwen.extractors import indicator_tables
from gongwen.extractors.text import Layout
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from small_notice import item, reading

Found = tuple[str, str, float, str | None, str, bool]


def cells(text: str, after_year: int | None = 2021) -> list[Found]:
    return [
        (cell.indicator, cell.comparator, cell.value, cell.unit, cell.year, cell.binding)
        for cell in indicator_tables.find(Layout(text), 0, len(text), after_year)
    ]


TABBED = """专栏1 主要指标
序号\t指标名称\t单位\t2020年\t2025年\t属性
1\t常住人口城镇化率\t%\t65\t70\t预期性
2\t森林覆盖率\t%\t58.5\t≥60\t约束性
3\t粮食综合生产能力\t万吨\t480\t500以上\t约束性
"""
STACKED = """指标
单位
2020年
2025年
一、经济发展
地区生产总值
亿元
1000
1500
二、民生福祉
城镇调查失业率
%
5.2
<5.5
"""
BRACKETS = "指标\t2020年\t2025年目标值\n研发经费投入强度（%）\t1.8\t2.5\n1.人均预期寿命（岁）\t77.5\t79\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            TABBED,
            [
                ("常住人口城镇化率", "=", 70, "%", "2025", False),
                ("森林覆盖率", ">=", 60, "%", "2025", True),
                ("粮食综合生产能力", ">=", 500, "万吨", "2025", True),
            ],
            id="tabs",
        ),
        pytest.param(
            STACKED,
            [("地区生产总值", "=", 1500, "亿元", "2025", False), ("城镇调查失业率", "<", 5.5, "%", "2025", False)],
            id="one-cell-a-line-with-categories",
        ),
        pytest.param(
            BRACKETS,
            [("研发经费投入强度", "=", 2.5, "%", "2025", False), ("人均预期寿命", "=", 79, "岁", "2025", False)],
            id="unit-in-brackets-after-the-name",
        ),
        pytest.param("专栏1 “十四五”时期主要指标\n序号\n指　　标\n预期值\n属性\n1\n事故死亡人数\n下降15%\n约束性\n2\n每万人受灾人次\n<15\n预期性\n",
                     [("事故死亡人数", "=", 15, "%", "2025", True), ("每万人受灾人次", "<", 15, None, "2025", False)], id="values-of-a-plan-s-period"),
        pytest.param("指标\t2022年\t2025年\n覆盖率\t80%\t90%左右\n",
                     [("覆盖率", "=", 80, "%", "2022", False), ("覆盖率", "~", 90, "%", "2025", False)], id="two-future-years"),
    ],
)  # fmt: skip
def test_rows(text: str, expected: list[Found]) -> None:
    assert cells(text) == expected


def test_the_first_year_is_the_state_so_far_where_the_year_of_issue_is_unknown() -> None:
    assert [year for *_, year, _ in cells("指标\t2020年\t2025年\n覆盖率\t80%\t90%\n", None)] == ["2025"]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("指标\t分值\t说明\n覆盖率\t10\t越高越好\n", id="no-year"),
        pytest.param("年份\t2020年\t2025年\n甲\t1\t2\n", id="no-indicator"),
        pytest.param("指标\t2025年\n覆盖率\t稳步提高\n", id="no-number"),
        pytest.param("到2025年，主要指标达到90%。\n", id="prose"),
        pytest.param("指标\n", id="header-cut-off"),
        pytest.param("", id="empty"),
    ],
)
def test_what_gives_nothing(text: str) -> None:
    assert cells(text) == []


def test_evidence_runs_from_the_name_to_the_value() -> None:
    cell = indicator_tables.find(Layout(TABBED), 0, len(TABBED), 2021)[0]
    assert TABBED[slice(*cell.piece)] == "常住人口城镇化率\t%\t65\t70"


def test_a_notice_s_table_gives_its_targets() -> None:
    found = reading(item("加快改革。") + "\n" + TABBED)
    assert [(t.indicator, t.value, t.deadline, t.modality) for t in found.targets] == [
        ("常住人口城镇化率", 70, "2025", "plain"),
        ("森林覆盖率", 60, "2025", "binding"),
        ("粮食综合生产能力", 500, "2025", "binding"),
    ]


@given(st.text(st.sampled_from("指标年名称单位20253\t\n\n≥%.以上覆盖率"), max_size=80), st.sampled_from([None, 2021]))
@settings(max_examples=150, derandomize=True, deadline=None)
def test_any_text_is_read(text: str, after_year: int | None) -> None:
    for cell in indicator_tables.find(Layout(text), 0, len(text), after_year):
        assert 0 <= cell.piece.start < cell.piece.end <= len(text)
        assert cell.indicator


def test_rows_begin_at_their_number_whatever_stands_between_them() -> None:
    """A category in the first column stands once over its rows, and a value may be a sentence."""
    rows = [
        "“十五五”主要指标一览表",
        "类别",
        "序号",
        "指标",
        "单位",
        "属性",
        "2030年",
        "促发展",
        "1",
        "片区更新数量",
        "个",
        "预期性",
        "2",
    ]
    rows += [
        "2",
        "完整社区覆盖率",
        "%",
        "预期性",
        "2027年60%，2028年进一步优化",
        "优生态",
        "3",
        "新增绿化面积",
        "万平方米",
        "约束性",
        "5",
    ]
    assert cells("\n".join(rows)) == [
        ("片区更新数量", "=", 2.0, "个", "2030", False),
        ("新增绿化面积", "=", 5.0, "万平方米", "2030", True),
    ]
