"""Members of a list that only their numbers tell apart, written out."""

from __future__ import annotations

import pytest
from gongwen.extractors import project_numbers


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        pytest.param("轨道交通6、7、8号线一期", "轨道交通6号线一期、7号线一期、8号线一期", id="lines"),
        pytest.param("1~3号线延长线", "1号线延长线、2号线延长线、3号线延长线", id="lines-from-to"),
        pytest.param("3—1号线", "3—1号线", id="falling"),
        pytest.param("轨道交通1号线一、二期工程", "轨道交通1号线一期工程、轨道交通1号线二期工程", id="stages"),
        pytest.param("天河机场第三、第四跑道", "天河机场第三跑道、天河机场第四跑道", id="ordinals"),
        pytest.param("国道108、208、307", "国道108、国道208、国道307", id="roads"),
        pytest.param("新建道路12、支路8条", "新建道路12、支路8条", id="counts"),
        pytest.param("同心桥水库、太平水厂", "同心桥水库、太平水厂", id="no-numbers"),
    ],
)
def test_written_out(words: str, expected: str) -> None:
    assert project_numbers.written_out(words) == expected


@pytest.mark.parametrize(
    ("name", "before", "expected"),
    [
        ("2号线三期", "建设市轨道交通1号线，完成", "市轨道交通2号线三期"),
        ("4号线", "南昌地铁3号线开通，", "南昌地铁4号线"),
        ("4号线", "加快地铁3号线建设，", "地铁4号线"),
        ("4号线", "没有说过哪一个网，", "4号线"),
        ("机场快线", "建设地铁1号线，", "机场快线"),
    ],
)
def test_with_network(name: str, before: str, expected: str) -> None:
    assert project_numbers.with_network(name, before) == expected
