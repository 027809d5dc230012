"""Names of projects: cleaned, judged by their last word."""

from __future__ import annotations

import pytest
from gongwen.extractors.project_names import clean, is_class, suffix


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("“两岸青山·千里林带”", "两岸青山·千里林带"),
        ("“一环七射两联线”高速公路网", "“一环七射两联线”高速公路网"),
        ("全国统一的投资项目在线审批监管平台", "投资项目在线审批监管平台"),
        ("小北海片区规划建设", "小北海片区"),
        ("数字经济特色产业园等", "数字经济特色产业园"),
        ("景区品质", "景区"),
        ("太平水厂（一期）", "太平水厂（一期）"),
        ("同心桥 水库", "同心桥水库"),
        ("创建绿色生活行动", "创建绿色生活行动"),
    ],
)
def test_clean(words: str, expected: str) -> None:
    assert clean(words) == expected


@pytest.mark.parametrize(
    ("name", "term"),
    [("石梁水库中型灌区", "灌区"), ("太平水厂（一期）", "水厂"), ("“巴岳农庄”", "农庄"), ("加强管理", None)],
)
def test_suffix_is_the_longest_and_looks_through_brackets(name: str, term: str | None) -> None:
    entry = suffix(name)
    assert (entry.term if entry else None) == term


@pytest.mark.parametrize(
    ("name", "expected"), [("有关项目", True), ("发展数字经济", True), ("小安溪流域系统整治", False)]
)
def test_is_class(name: str, expected: bool) -> None:
    assert is_class(name) is expected
