"""Lists of names of projects: cut, and what the members share restored."""

from __future__ import annotations

import pytest
from gongwen.extractors.project_judging import judge
from gongwen.extractors.project_lists import split
from gongwen.extractors.project_members import members
from gongwen.extractors.project_names import clean
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("words", "names"),
    [
        pytest.param("同心桥水库、太平水厂（一期）等重大水利工程", ["同心桥水库", "太平水厂（一期）"], id="等-重大工程"),
        pytest.param("石梁水库、双寨水库中型灌区", ["石梁水库中型灌区", "双寨水库中型灌区"], id="shared-tail"),
        pytest.param("川渝特高压1000千伏交流工程及配套500千伏送出工程", ["川渝特高压1000千伏交流工程", "川渝特高压配套500千伏送出工程"], id="shared-head"),
        pytest.param("涪江、琼江等生态廊道", ["涪江生态廊道", "琼江生态廊道"], id="tail-after-等"),
        pytest.param("铜梁中学淮远校区、铜梁二中扩建等项目", ["铜梁中学淮远校区", "铜梁二中扩建"], id="two-schools"),
        pytest.param("文曲220千伏变电站、淮阳110千伏输变电工程", ["文曲220千伏变电站", "淮阳110千伏输变电工程"], id="two-stations"),
        pytest.param("海关监管验放场所、海关工作站、保税物流中心", ["海关监管验放场所", "海关工作站", "保税物流中心"], id="three"),
        pytest.param("数字云平台、一批新型研发机构", ["数字云平台"], id="plural-ends-the-list"),
        pytest.param("众创、众包、众筹支撑平台", [], id="modifiers-in-a-row"),
    ],
)  # fmt: skip
def test_members(words: str, names: list[str]) -> None:
    assert members(words)[0] == names


def test_what_the_text_calls_projects_is_told() -> None:
    assert members("穆家河水环境综合整治、小安溪流域系统整治等项目")[1]
    assert not members("同心桥水库、太平水厂")[1]


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ("甲水库、乙水厂", ["甲水库", "乙水厂"]),
        ("甲水库和乙水厂", ["甲水库", "乙水厂"]),
        ("就业信息和服务共享平台", ["就业信息和服务共享平台"]),
        ("（甲、乙）水库", ["（甲、乙）水库"]),
        ("“甲、乙”平台", ["“甲、乙”平台"]),
        ("甲水库以及乙水厂", ["甲水库", "乙水厂"]),
        ("和谐平台", ["和谐平台"]),
    ],
)
def test_split(words: str, parts: list[str]) -> None:
    assert split(words) == parts


@given(st.text(st.sampled_from("甲乙水库厂、和及以及等项目工程行动计划“”（）一批的建设改造1号线"), max_size=30))
@settings(max_examples=100, derandomize=True, deadline=None)
def test_no_name_is_empty_or_a_list(words: str) -> None:
    for name in members(words)[0]:
        judged = judge(clean(name), strong=True)
        if judged:
            assert judged.name
            assert "。" not in judged.name


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("温春、五林、沙兰3个万头牧场", ["温春万头牧场", "五林万头牧场", "沙兰万头牧场"]),
        (
            "“产业提升、科技创新、城乡一体”三大人才行动计划",
            ["产业提升人才行动计划", "科技创新人才行动计划", "城乡一体人才行动计划"],
        ),
    ],
)
def test_counted_lists(words: str, expected: list[str]) -> None:
    assert members(words)[0] == expected
