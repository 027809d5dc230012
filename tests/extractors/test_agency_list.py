"""Lists of organisations: which words name one, and where a list is cut."""

from __future__ import annotations

import pytest
from gongwen.extractors.agency_list import (
    head_of,
    is_organisation,
    looks_like_organisation,
    split,
    split_addressees,
    split_signature,
)
from gongwen.extractors.text import Layout, Piece
from hypothesis import given, settings
from hypothesis import strategies as st


def cut(words: str, *, strict: bool = True) -> list[str]:
    return [words[a:b] for a, b in split(Layout(words), 0, len(words), strict=strict)]


@pytest.mark.parametrize(
    "words",
    [
        "区发展改革委", "工业和信息化部", "省教育厅", "市局", "省政务服务办", "铜梁高新区管委会", "国网重庆铜梁供电公司", "区委组织部",
        "区金融发展中心", "各市、县〔区〕人民政府", "省工商联", "团省委", "银保监会", "中国人民银行", "国家能源局", "省残联",
        "推动成渝地区双城经济圈建设领导小组", "联席会议办公室", "各成员单位办公厅（室）", "区属重点国有企业", "有关部门", "各县（市、区）",
        "党政主要负责同志", "新疆生产建设兵团", "市税务局", "省高级人民法院", "市公积金中心", "省供销社", "省通信管理局",
    ],
)  # fmt: skip
def test_organisations(words: str) -> None:
    assert is_organisation(words)


@pytest.mark.parametrize(
    "words",
    [
        "全部",
        "干部队伍",
        "布局",
        "工作格局",
        "社会",
        "机会",
        "数据中心",
        "创新中心",
        "推进会",
        "大局",
        "西部",
        "智慧农业",
        "委",
        "部",
        "",
        "跨部门",
    ],
)
def test_what_is_no_organisation(words: str) -> None:
    assert not is_organisation(words)


@pytest.mark.parametrize(
    ("words", "cls"),
    [
        ("区发展改革委", "body"),
        ("各部门", "group"),
        ("各地", "territory"),
        ("党政主要负责同志", "person"),
        ("推进改革领导小组", "purpose"),
    ],
)
def test_head_class(words: str, cls: str) -> None:
    head = head_of(words)
    assert head is not None
    assert head.cls == cls


@pytest.mark.parametrize(
    ("words", "members"),
    [
        pytest.param("区发展改革委、区财政局", ["区发展改革委", "区财政局"], id="enumeration-comma"),
        pytest.param("省教育厅，省财政厅；省人社厅", ["省教育厅", "省财政厅", "省人社厅"], id="commas-and-semicolons"),
        pytest.param("市教育局和市财政局", ["市教育局", "市财政局"], id="和-between-two"),
        pytest.param("市教育局及各区县人民政府", ["市教育局", "各区县人民政府"], id="及-between-two"),
        pytest.param("市教育局以及市财政局", ["市教育局", "市财政局"], id="以及-between-two"),
        pytest.param("国家发展和改革委员会、工业和信息化部", ["国家发展和改革委员会", "工业和信息化部"], id="和-inside-a-name"),
        pytest.param("省人力资源和社会保障厅", ["省人力资源和社会保障厅"], id="和-inside-one-name"),
        pytest.param("市规划和自然资源局、市文化和旅游局", ["市规划和自然资源局", "市文化和旅游局"], id="和-inside-both"),
        pytest.param("省教育厅、各市、县〔区〕政府，赣江新区管委会", ["省教育厅", "各市、县〔区〕政府", "赣江新区管委会"], id="collective-square"),
        pytest.param("各区、县（市）政府，市教育局", ["各区、县（市）政府", "市教育局"], id="collective-round"),
        pytest.param("各省、自治区、直辖市人民政府", ["各省、自治区、直辖市人民政府"], id="collective-provinces"),
        pytest.param("市教育局、各县（市、区）人民政府", ["市教育局", "各县（市、区）人民政府"], id="bracket-with-a-comma"),
        pytest.param("省发展改革委（省能源局）、省财政厅", ["省发展改革委（省能源局）", "省财政厅"], id="bracket-stays"),
        pytest.param("省市场监管局(省知识产权局)、省科技厅", ["省市场监管局(省知识产权局)", "省科技厅"], id="half-width-bracket-stays"),
        pytest.param("人民银行南昌中心支行、江西银保监局", ["人民银行南昌中心支行", "江西银保监局"], id="branches"),
        pytest.param("市教育局 市财政局", ["市教育局", "市财政局"], id="white-space"),
        pytest.param("市教育局、\n市财政局", ["市教育局", "市财政局"], id="broken-line"),
        pytest.param("中央宣传部、中央网信办、公安部", ["中央宣传部", "中央网信办", "公安部"], id="party-and-state"),
        pytest.param("工业和信息化、公安、交通运输、市场监管部门", ["工业和信息化、公安、交通运输、市场监管部门"], id="shared-head"),
        pytest.param("中央和国家机关工委、教育部", ["中央和国家机关工委", "教育部"], id="和-behind-a-level"),
        pytest.param("中央和国家机关各部委", ["中央和国家机关各部委"], id="和-behind-a-level-of-a-group"),
        pytest.param("省和市教育局", ["省和市教育局"], id="two-levels"),
        pytest.param("中央、国务院", ["中央", "国务院"], id="a-level-alone"),
        pytest.param("中共中央和国务院", ["中共中央", "国务院"], id="和-behind-a-body"),
        pytest.param("区教委、区科技局、区经济信息委", ["区教委", "区科技局", "区经济信息委"], id="commissions"),
    ],
)  # fmt: skip
def test_a_list_where_only_agencies_can_stand(words: str, members: list[str]) -> None:
    assert cut(words) == members


@pytest.mark.parametrize(
    ("words", "members"),
    [
        pytest.param("各地区、各部门", ["各地区", "各部门"], id="two-groups"),
        pytest.param("区领导、各部门", ["区领导", "各部门"], id="persons-and-a-group"),
        pytest.param("财政、人社部门", ["财政、人社部门"], id="shared-head"),
        pytest.param("各有关地区和部门", ["各有关地区和部门"], id="bare-second-member"),
        pytest.param("高校、科研院所", ["高校", "科研院所"], id="classes"),
    ],
)
def test_a_list_in_running_text(words: str, members: list[str]) -> None:
    assert cut(words, strict=False) == members


@pytest.mark.parametrize(
    ("line", "units"),
    [
        pytest.param("各镇人民政府、街道办事处，区政府各部门，有关单位", ["各镇人民政府", "街道办事处", "区政府各部门", "有关单位"], id="example"),
        pytest.param("各省、自治区、直辖市人民政府，国务院各部委、各直属机构", ["各省、自治区、直辖市人民政府", "国务院各部委", "各直属机构"], id="state-council"),
        pytest.param("各市、县（区）人民政府，省政府各部门", ["各市、县（区）人民政府", "省政府各部门"], id="province"),
        pytest.param("各市（州）人民政府，省政府各部门、各直属机构，有关单位", ["各市（州）人民政府", "省政府各部门", "各直属机构", "有关单位"], id="sichuan"),
        pytest.param("各区、县（市）人民政府，市政府各部门、各直属单位", ["各区、县（市）人民政府", "市政府各部门", "各直属单位"], id="hangzhou"),
        pytest.param("新疆维吾尔自治区人民政府、科技部", ["新疆维吾尔自治区人民政府", "科技部"], id="reply"),
        pytest.param("各镇人民政府、街道办事处、经开区，区政府各部门", ["各镇人民政府", "街道办事处", "经开区", "区政府各部门"], id="a-comma-parts-units-of-any-name"),
    ],
)  # fmt: skip
def test_addressees(line: str, units: list[str]) -> None:
    assert [line[a:b] for a, b in split_addressees(Layout(line), 0, len(line))] == units


@pytest.mark.parametrize(
    ("line", "units"),
    [
        pytest.param("工业和信息化部科技部财政部", ["工业和信息化部", "科技部", "财政部"], id="run-together"),
        pytest.param("国家发展改革委　国家能源局", ["国家发展改革委", "国家能源局"], id="white-space"),
        pytest.param("某市人民政府办公厅", ["某市人民政府办公厅"], id="one"),
        pytest.param("中共中央办公厅 国务院办公厅", ["中共中央办公厅", "国务院办公厅"], id="party-and-government"),
        pytest.param(
            "国家发展改革委办公厅国家税务总局办公厅",
            ["国家发展改革委办公厅", "国家税务总局办公厅"],
            id="offices-run-together",
        ),
    ],
)
def test_signature(line: str, units: list[str]) -> None:
    assert [line[a:b] for a, b in split_signature(Layout(line), [Piece(0, len(line))])] == units


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("各镇人民政府、街道办事处，区政府各部门，有关单位", True),
        ("国务院", True),
        ("各省、自治区、直辖市及计划单列市工业和信息化主管部门", True),
        ("现将有关事项通知如下", False),
        ("加强组织领导", False),
        ("《办法》已经省政府", False),
        ("", False),
    ],
)
def test_looks_like_organisations(words: str, expected: bool) -> None:
    assert looks_like_organisation(words) is expected


NAMES = [
    "区发展改革委",
    "区财政局",
    "工业和信息化部",
    "各县（市、区）人民政府",
    "省教育厅",
    "铜梁高新区管委会",
    "国家能源局",
    "市税务局",
    "省残联",
]


@given(st.lists(st.sampled_from(NAMES), min_size=1, max_size=8), st.sampled_from("、，；"))
@settings(max_examples=100, derandomize=True, deadline=None)
def test_whole_names_come_back_whole_in_any_order(names: list[str], mark: str) -> None:
    assert cut(mark.join(names)) == names


@given(st.text(st.sampled_from("区市县各部委局厅、，和及（）以政府人民教育财 \n"), max_size=40), st.booleans())
@settings(max_examples=100, derandomize=True, deadline=None)
def test_members_are_slices_in_order(words: str, strict: bool) -> None:
    at = 0
    for start, end in split(Layout(words), 0, len(words), strict=strict):
        assert at <= start < end <= len(words)
        at = end
