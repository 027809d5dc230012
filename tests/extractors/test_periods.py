"""Time limits, baselines and plan periods, as precise as the text."""

from __future__ import annotations

import pytest
from gongwen.extractors import periods
from gongwen.extractors.periods import Context, baseline, limits, plan_context, time_limit

PLAN = Context(plan_end=2027, issue_year=2023)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("2019年6月底前", "2019-06", id="month"),
        pytest.param("2021年9月30日前完成", "2021-09-30", id="day"),
        pytest.param("2020年底", "2020", id="year"),
        pytest.param("2020年第三季度", "2020-09", id="quarter"),
        pytest.param("2021年上半年", "2021-06", id="first-half"),
        pytest.param("2021年下半年", "2021-12", id="second-half"),
        pytest.param("二〇二一年六月", "2021-06", id="chinese"),
        pytest.param("2020年1月至2021年12月", "2021-12", id="a-span-ends-at-its-end"),
        pytest.param("持续推进", None, id="open"),
        pytest.param("长期坚持", None, id="for-good"),
    ],
)
def test_time_limit_of_a_note(text: str, expected: str | None) -> None:
    assert time_limit(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("到2027年，常住人口达到80万人", ["2027"], id="到"),
        pytest.param("至2025年底，覆盖率达到90%", ["2025"], id="至"),
        pytest.param("2020年底前，全部完成", ["2020"], id="底前"),
        pytest.param("2021年6月底前完成", ["2021-06"], id="month"),
        pytest.param("力争2025年达到80%", ["2025"], id="力争"),
        pytest.param("在2022年10月1日前报送", ["2022-10-01"], id="day"),
        pytest.param("到“十四五”末，达到70%", ["2025"], id="end-of-a-five-year-plan"),
        pytest.param("“十三五”期间，累计投入", ["2020"], id="during-a-five-year-plan"),
        pytest.param("力争未来五年占比达到80%", ["2027"], id="next-five-years-of-the-plan"),
        pytest.param("三年内建成", ["2027"], id="within-three-years-of-the-plan"),
        pytest.param("年底前完成", ["2023"], id="this-year"),
        pytest.param("较2022年明显下降", [], id="baseline"),
        pytest.param("自2020年起施行", [], id="from"),
        pytest.param("2019年以来，持续增长", [], id="since"),
        pytest.param("行动方案（2023—2027年）", [], id="period-in-a-title"),
        pytest.param("行动方案（2023―2027年）", [], id="period-in-a-title-with-a-horizontal-bar"),
        pytest.param("2020年7月—2021年5月，开展整治", ["2021-05"], id="a-span-of-months-ends-at-its-end"),
        pytest.param("1997年10月――1998年2月，进行审查", ["1998-02"], id="a-span-of-months-with-horizontal-bars"),
        pytest.param("1997年7―9月，由主管部门审查", ["1997-09"], id="months-of-one-year"),
    ],
)
def test_limits_of_a_sentence(text: str, expected: list[str]) -> None:
    assert [limit.iso for limit in limits(text, 0, len(text), PLAN)] == expected


def test_relative_periods_count_from_the_year_of_issue_where_the_plan_has_no_period() -> None:
    text = "三年内建成"
    assert [limit.iso for limit in limits(text, 0, len(text), Context(None, 2020))] == ["2023"]
    assert limits(text, 0, len(text), Context()) == []


@pytest.mark.parametrize(
    ("text", "deadline", "expected"),
    [
        pytest.param("用水量较2022年下降", None, "2022", id="较"),
        pytest.param("能耗比2020年降低15%", None, "2020", id="比"),
        pytest.param("与2015年相比下降20%", None, "2015", id="与-相比"),
        pytest.param("在2020年基础上翻一番", None, "2020", id="在-基础上"),
        pytest.param("同比增长8%", "2021", "2020", id="同比-of-the-deadline"),
        pytest.param("较上年增长8%", None, "2022", id="较上年-of-the-year-of-issue"),
        pytest.param("增长8%", "2021", None, id="none"),
    ],
)
def test_baseline(text: str, deadline: str | None, expected: str | None) -> None:
    assert baseline(text, 0, len(text), PLAN, deadline) == expected


@pytest.mark.parametrize(
    ("titles", "issued_on", "expected"),
    [
        pytest.param("行动方案（2023—2027年）", "2023-06-19", (2027, 2023), id="period"),
        pytest.param("三年行动计划（2021-2023年）", "2021-07-04", (2023, 2021), id="hyphen"),
        pytest.param("“十四五”发展规划", "2021-11-01", (2025, 2021), id="five-year-plan"),
        pytest.param("“十三五”规划纲要", None, (2020, None), id="thirteenth"),
        pytest.param("关于加强管理的通知", "2020-01-01", (None, 2020), id="no-period"),
    ],
)
def test_plan_context(titles: str, issued_on: str | None, expected: tuple[int | None, int | None]) -> None:
    assert tuple(plan_context(titles, issued_on)) == expected


@pytest.mark.parametrize(
    ("words", "context", "expected"),
    [
        pytest.param("6月底完成", Context(None, 2022), "2022-06", id="month"),
        pytest.param("6月15日前", Context(None, 2022), "2022-06-15", id="day"),
        pytest.param("13月底", Context(None, 2022), None, id="no-month"),
        pytest.param("6月底完成", Context(None, None), None, id="no-year-of-issue"),
        pytest.param("2023年6月底", Context(None, 2022), "2023-06", id="year-said"),
        pytest.param("长期坚持", Context(None, 2022), None, id="none"),
        pytest.param("", Context(None, 2022), None, id="empty"),
    ],
)
def test_month_limit(words: str, context: Context, expected: str | None) -> None:
    assert periods.month_limit(words, context) == expected
