"""Indicators: what is measured, cleaned of what is not part of it, with what a list shares restored."""

from __future__ import annotations

import pytest
from gongwen.extractors import indicators
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("到2027年，常住人口", "常住人口"),
        ("力争全区GDP", "全区GDP"),
        ("确保大班额比例", "大班额比例"),
        ("实现粮食产量", "粮食产量"),
        ("2020年底前，农村自来水普及率", "农村自来水普及率"),
        ("将义务教育大班额比例", "义务教育大班额比例"),
        ("单位GDP能耗较2020年", "单位GDP能耗"),
        ("一是森林覆盖率", "森林覆盖率"),
        ("农村 自来水普及率", "农村自来水普及率"),
        ("出口额同比", "出口额"),
        ("参保率均", "参保率"),
        ("常住人口城镇化率", "常住人口城镇化率"),
    ],
)
def test_clean(words: str, expected: str) -> None:
    assert indicators.clean(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("全区GDP、人均GDP", ["全区GDP", "人均GDP"], id="two-whole-ones"),
        pytest.param("制造业、数字经济增加值占GDP比重", ["制造业增加值占GDP比重", "数字经济增加值占GDP比重"], id="shared-tail"),
        pytest.param("小学、初中入学率", ["小学入学率", "初中入学率"], id="shared-tail-of-two-schools"),
        pytest.param("东部、西部地区森林覆盖率", ["东部地区森林覆盖率", "西部地区森林覆盖率"], id="shared-tail-of-two-regions"),
        pytest.param("基本养老、基本医疗保险参保率", ["基本养老保险参保率", "基本医疗保险参保率"], id="shared-tail-of-two-insurances"),
        pytest.param("城区、镇区、乡村学前三年毛入园率", ["城区学前三年毛入园率", "镇区学前三年毛入园率", "乡村学前三年毛入园率"], id="shared-tail-of-three"),
        pytest.param("安全生产事故起数、死亡人数", ["安全生产事故起数", "安全生产事故死亡人数"], id="shared-head"),
        pytest.param("单位GDP能耗、单位GDP二氧化碳排放量", ["单位GDP能耗", "单位GDP二氧化碳排放量"], id="two-measures"),
        pytest.param("涪江、琼江等主要河流水质", ["涪江、琼江等主要河流水质"], id="a-list-that-ends-in-等-is-one"),
        pytest.param("民营经济增加值占GDP比重", ["民营经济增加值占GDP比重"], id="one"),
        pytest.param("高新技术企业和科技型企业数", ["高新技术企业数", "科技型企业数"], id="和-and-a-shared-数"),
    ],
)  # fmt: skip
def test_split(words: str, expected: list[str]) -> None:
    assert indicators.split(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("服务贸易额年均增长", ("服务贸易额", "rate")),
        ("出口额同比增长", ("出口额", "rate")),
        ("城镇新增就业", ("城镇新增就业", "increase")),
        ("常住人口", ("常住人口", None)),
    ],
)
def test_strip_growth(words: str, expected: tuple[str, str | None]) -> None:
    assert indicators.strip_growth(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("美丽宜居示范乡镇", "美丽宜居示范乡镇"),
        ("左右县开展试点", "县"),
        ("以上示范园区", "示范园区"),
        ("示范企业、100家平台", "示范企业"),
        ("", ""),
    ],
)
def test_noun_after(words: str, expected: str) -> None:
    assert indicators.noun_after(words) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("常住人口城镇化率", True),
        ("人均GDP", True),
        ("主要河流水质", True),
        ("空气质量优良天数", True),
        ("示范园区", False),
        ("改革", False),
    ],
)
def test_measured(name: str, expected: bool) -> None:
    assert indicators.measured(name) is expected


def test_a_measure_that_names_no_thing_gets_the_one_spoken_of() -> None:
    assert indicators.entity("全国数据中心平均利用率") == "全国数据中心"
    assert indicators.restored("总算力", "全国数据中心") == "全国数据中心总算力"
    assert indicators.restored("粮食产量", "全国数据中心") == "粮食产量"


@given(st.text(st.sampled_from("小学初中入学率、和及以及等占GDP比重增加值年均到2027年，力争"), max_size=30))
@settings(max_examples=100, derandomize=True, deadline=None)
def test_clean_is_idempotent_and_split_leaves_no_empty_name(words: str) -> None:
    once = indicators.clean(words)
    assert indicators.clean(once) == once
    assert all(indicators.split(once))


@pytest.mark.parametrize(
    ("words", "count", "expected"),
    [
        pytest.param("一产、二产、三产", 3, ["一产", "二产", "三产"], id="no-measure"),
        pytest.param("一产、二产、三产", 2, [], id="another-number-of-members"),
        pytest.param("森林覆盖率", 1, ["森林覆盖率"], id="one"),
        pytest.param("", 2, [], id="empty"),
        pytest.param("甲与其他", 2, [], id="与其"),
    ],
)
def test_each_of(words: str, count: int, expected: list[str]) -> None:
    assert indicators.each_of(words, count) == expected
