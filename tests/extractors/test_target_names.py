"""What a statement's indicators are called, and what goes on from the clause before."""

from __future__ import annotations

import pytest
from gongwen.extractors import numbers, target_names
from gongwen.extractors import target_patterns as patterns


def named(statement: str, previous: list[str], entity: str | None = None) -> list[str]:
    quantity = next(iter(numbers.find(statement, 0, len(statement))))
    left = statement[: quantity.start]
    verb = patterns.verb_end().search(left)
    assert verb
    return target_names.stated(left[: verb.start()], verb, [quantity], previous, entity)


@pytest.mark.parametrize(
    ("statement", "previous", "expected"),
    [
        pytest.param("城镇化率达到75%", [], ["城镇化率"], id="plain"),
        pytest.param("总体达到75%", [], [], id="nothing-before-and-nothing-said"),
        pytest.param("力争达到5.6万元", ["人均可支配收入"], ["人均可支配收入"], id="goes-on"),
        pytest.param("严寒地区达到65%", ["全国建筑节能率"], ["严寒地区建筑节能率"], id="a-scope-of-the-measure-before"),
        pytest.param(
            "占工业总产值的比重达45%", ["工业年产值"], ["工业年产值占工业总产值的比重"], id="the-share-of-what"
        ),
        pytest.param("总规模达205个", ["起降点"], ["起降点总规模"], id="a-sum-of-what-was-counted"),
        pytest.param("小学、初中入学率达到99%", [], ["小学入学率", "初中入学率"], id="shared-tail"),
        pytest.param("城镇职工、城乡居民参保人数达780万人", [], ["城镇职工、城乡居民参保人数"], id="a-sum-over-a-list"),
    ],
)
def test_stated(statement: str, previous: list[str], expected: list[str]) -> None:
    assert named(statement, previous) == expected


@pytest.mark.parametrize(
    ("name", "unit", "verb", "sensible"),
    [
        pytest.param("公租房轮候时间", "年", "不超过", True, id="years"),
        pytest.param("受理时间", "天", "不超过", False, id="a-procedural-limit"),
        pytest.param("空气质量优良天数", "天", "达到", True, id="days-counted"),
        pytest.param("专项资金安排", "亿元", "为", False, id="money-set-aside"),
        pytest.param("率", "%", "达到", False, id="too-short"),
    ],
)
def test_is_sensible(name: str, unit: str, verb: str, sensible: bool) -> None:
    assert target_names.is_sensible(name, unit, verb) == sensible
