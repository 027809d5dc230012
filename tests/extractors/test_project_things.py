"""Works that no last word tells."""

from __future__ import annotations

import pytest
from gongwen.extractors import project_things


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("上重机器厂地块", True, id="a-name-and-a-thing"),
        pytest.param("奕斯伟二期", True, id="a-name-and-a-stage"),
        pytest.param("七宝环境", False, id="a-field-of-work"),
        pytest.param("农村地块", False, id="no-name"),
        pytest.param("七宝老街和公园", False, id="two-things"),
        pytest.param("七宝相关老街", False, id="a-class"),
        pytest.param("七宝攻坚行动", False, id="a-programme"),
        pytest.param("莘庄", False, id="a-place-alone"),
    ],
)
def test_is_thing_of_its_own(name: str, expected: bool) -> None:
    assert project_things.is_thing_of_its_own(name) is expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("沪松公路快速化", True, id="a-road"),
        pytest.param("G50拓宽改建", True, id="a-road-by-its-number"),
        pytest.param("轨道交通12号线西延伸", True, id="a-line-and-where"),
        pytest.param("农村公路提升", False, id="a-kind-of-road"),
        pytest.param("七宝环境提升", False, id="nothing-built"),
        pytest.param("沪松公路", False, id="nothing-done"),
    ],
)
def test_is_worked_thing(name: str, expected: bool) -> None:
    assert project_things.is_worked_thing(name) is expected
