"""Names of projects: cleaned, judged by their last word, with what a list shares restored."""

from __future__ import annotations

import pytest
from gongwen.extractors import project_names
from gongwen.extractors.project_names import clean, is_class, judge, members, split, suffix
from hypothesis import given, settings
from hypothesis import strategies as st


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
    ("name", "cls"),
    [
        pytest.param("同心桥水库", "solid", id="reservoir"),
        pytest.param("成渝中线高铁", "solid", id="railway"),
        pytest.param("数字经济特色产业园", "solid", id="park-by-designation"),
        pytest.param("集中式独立储能电站", "solid", id="power-station-by-designation"),
        pytest.param("城区导轨电车1号示范线", "solid", id="line"),
        pytest.param("围龙镇卫生院迁建", "process", id="work-named-by-what-is-done"),
        pytest.param("国家5A级旅游景区", "title", id="title-applied-for"),
        pytest.param("全国文明城市", "title", id="title-of-a-city"),
        pytest.param("淮远新区", "named", id="new-district"),
        pytest.param("城市扩容提质行动", "programme", id="programme"),
        pytest.param("人才发展五年计划", "programme", id="plan"),
        pytest.param("渝西水资源配置工程", "solid", id="工程-that-is-built"),
        pytest.param("美丽家园建设工程", "programme", id="工程-that-is-a-programme"),
    ],
)
def test_judged(name: str, cls: str) -> None:
    judged = judge(name, strong=True)
    assert judged is not None
    assert judged.cls == cls


@pytest.mark.parametrize(
    "name",
    [
        pytest.param("一批重大项目", id="plural"),
        pytest.param("绿色工厂", id="class"),
        pytest.param("特色小镇", id="class-of-towns"),
        pytest.param("110千伏变电站", id="class-by-voltage"),
        pytest.param("变电站", id="bare-kind"),
        pytest.param("智慧农业", id="field-of-work"),
        pytest.param("重要节点", id="positioning"),
        pytest.param("世界级装备制造产业基地", id="praise"),
        pytest.param("“一轴两翼”", id="spatial-slogan"),
        pytest.param("有关项目", id="vague"),
        pytest.param("国际大科学计划", id="class-of-programmes"),
        pytest.param("年度工作计划", id="plan-of-work"),
        pytest.param("专项执法行动", id="执法行动"),
        pytest.param("", id="empty"),
    ],
)
def test_what_names_no_project(name: str) -> None:
    assert judge(name, strong=False) is None


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
    assert project_names.members(words)[0] == expected
