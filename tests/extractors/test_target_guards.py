"""Numbers that are no targets whatever stands round them."""

from __future__ import annotations

import pytest
from gongwen.extractors import numbers, target_guards
from gongwen.extractors.text import Layout, Piece


@pytest.mark.parametrize(
    ("clause", "free"),
    [
        pytest.param("新增就业5万人", [True], id="free"),
        pytest.param("落实《2021年5项措施》", [], id="in-a-title"),
        pytest.param("构建“3+5”发展格局", [], id="slogan"),
        pytest.param("抓好三件大事", [], id="manner-of-speaking"),
        pytest.param("每个县至少建成一所学校", [True], id="minimum-for-each"),
        pytest.param("每季度不少于1期", [], id="how-often"),
        pytest.param("15天完成1次全线清理", [True], id="in-so-many-days"),  # the days; not the times
        pytest.param("全年举办10期培训", [True], id="so-many-in-all"),
    ],
)
def test_is_free(clause: str, free: list[bool]) -> None:
    layout, whole = Layout(clause), Piece(0, len(clause))
    found = [
        target_guards.is_free(layout, quantity, whole, bracketed=False)
        for quantity in numbers.find(clause, 0, len(clause))
        if quantity.unit != "年"
    ]
    assert [verdict for verdict in found if verdict] == free


@pytest.mark.parametrize(
    ("sentence", "blocked"),
    [
        pytest.param("对符合条件的企业，最高补助50万元", True, id="granted"),
        pytest.param("已完成投资30亿元", True, id="past"),
        pytest.param("完成水利投资60亿元以上", False, id="to-be-done"),
    ],
)
def test_is_blocked(sentence: str, blocked: bool) -> None:
    clause = Piece(sentence.rfind("，") + 1, len(sentence))
    found = list(numbers.find(sentence, *clause))
    assert target_guards.is_blocked(sentence, Piece(0, len(sentence)), clause, found) is blocked
