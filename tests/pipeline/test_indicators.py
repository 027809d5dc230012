from __future__ import annotations

import re

import pytest
from gongwen.pipeline.indicators import canonical_indicator, vocabulary
from hypothesis import given
from hypothesis import strategies as st

DISTRICT = "重庆市铜梁区"


@pytest.mark.parametrize(
    ("forms", "region"),
    [
        (
            ["全区GDP", "GDP", "地区生产总值", "全区地区生产总值", "铜梁区GDP", "地区生产总值（GDP）", "我区生产总值"],
            DISTRICT,
        ),
        (["人均GDP", "人均地区生产总值", "人均生产总值"], DISTRICT),
        (["制造业增加值占GDP比重", "制造业增加值占地区生产总值的比重", "制造业增加值占GDP的比例"], DISTRICT),
        (["全区社会消费品零售总额", "社会消费品零售总额", "社零总额"], DISTRICT),
        (["城镇新增就业累计", "累计城镇新增就业", "累计新增城镇就业"], DISTRICT),
        (["高新技术企业数", "高新技术企业", "高新技术企业数量"], DISTRICT),
        (["全国数据中心总算力", "数据中心总算力"], "中华人民共和国"),
        (["全社会研发经费投入强度", "R&D经费投入强度", "研究与试验发展（R&D）经费投入强度"], "江西省"),
        (["江西省森林覆盖率", "全省森林覆盖率", "森林覆盖率"], "江西省"),
    ],
)
def test_one_indicator(forms: list[str], region: str) -> None:
    assert len({canonical_indicator(form, region) for form in forms}) == 1


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("GDP", "人均GDP"),
        ("地区生产总值", "海洋生产总值"),
        ("常住人口城镇化率", "户籍人口城镇化率"),
        ("城镇调查失业率", "城镇登记失业率"),
        ("全社会用电量", "社会用电量"),
        ("人口自然增长率", "人口自然"),
        ("空气质量优良天数", "空气质量优良天数比例"),
        ("制造业增加值占GDP比重", "民营经济增加值占GDP比重"),
        ("货物进出口总额", "进出口总额"),
        ("累计城镇新增就业", "城镇新增就业"),
    ],
)
def test_two_indicators(a: str, b: str) -> None:
    assert canonical_indicator(a, DISTRICT) != canonical_indicator(b, DISTRICT)


@pytest.mark.parametrize("entry", vocabulary()["rewrite"], ids=lambda entry: entry["example"])
def test_rewrites_do_what_their_example_says(entry: dict[str, str]) -> None:
    assert canonical_indicator(entry["example"], None) == entry["gives"]
    if "not" in entry:
        assert not re.search(entry["pattern"], entry["not"])


def test_forms_of_the_table_reach_their_name() -> None:
    for name, forms in vocabulary()["same"].items():
        assert {canonical_indicator(form, None) for form in [name, *forms]} == {name}


@given(st.text(alphabet="全区省市GDP生产总值占比重累计增速率企业数（）人均地", min_size=1, max_size=14))
def test_a_canonical_name_stays(text: str) -> None:
    name = canonical_indicator(text, DISTRICT)
    assert name
    assert canonical_indicator(text, DISTRICT) == name
