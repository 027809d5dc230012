"""Which marks are a numbering: each goes on from an earlier one, and a table's categories inside an item are none."""

from __future__ import annotations

import pytest
from gongwen.extractors import numbering
from gongwen.extractors.ordinals import candidates


def accepted(text: str) -> list[str]:
    return [o.mark for o in numbering.accept(numbering.without_inner_runs(list(candidates(text, 0, len(text)))))]


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        pytest.param("一、甲\n二、乙\n三、丙", ["一", "二", "三"], id="plain"),
        pytest.param("一、甲\n二、乙\n九、丙", ["一", "二"], id="number-from-nowhere"),
        pytest.param("三、甲\n四、乙", ["三", "四"], id="excerpt"),
        pytest.param("八、甲\n35.乙\n36.丙\n九、丁\n37.戊", ["八", "35.", "36.", "九", "37."], id="excerpt-far-on"),
        pytest.param("八、甲\n无编号", [], id="one-late-number-is-no-excerpt"),
        pytest.param("八、甲\n（一）乙\n（三）丙", ["八", "（一）", "（三）"], id="one-late-part-with-items-below"),
        pytest.param(
            "一、指标\n一、经济\n二、绿色\n二、任务\n三、保障", ["一", "二", "三"], id="categories-of-a-table"
        ),
    ],
)
def test_accept(text: str, marks: list[str]) -> None:
    assert accepted(text) == marks
