"""The outline: total for any text, nested by order of use, and what follows the last item belongs to none."""

from __future__ import annotations

import pytest
from gongwen.extractors import outline
from gongwen.extractors.outline import Outline
from gongwen.extractors.text import Layout
from hypothesis import given, settings
from hypothesis import strategies as st


def build(text: str) -> Outline:
    return outline.build(Layout(text))


def paths(text: str) -> list[str]:
    return ["/".join(item.path) for item in build(text).items]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            "一、甲\n（一）乙\n1.丙\n（1）丁\n二、戊",
            ["一", "一/（一）", "一/（一）/1.", "一/（一）/1./（1）", "二"],
            id="the-four-levels-of-the-standard",
        ),
        pytest.param(
            "一、甲\n1.乙\n2.丙\n二、丁\n1.戊", ["一", "一/1.", "一/2.", "二", "二/1."], id="a-level-left-out"
        ),
        pytest.param(
            "一、甲\n（一）乙\n（二）丙\n二、丁\n（三）戊\n（四）己",
            ["一", "一/（一）", "一/（二）", "二", "二/（三）", "二/（四）"],
            id="numbers-that-run-on-through-chapters",
        ),
        pytest.param(
            "第四部分：发展目标\n一、甲\n（一）乙\n二、丙\n第五部分：主要任务\n一、丁",
            ["第四部分", "第四部分/一", "第四部分/一/（一）", "第四部分/二", "第五部分", "第五部分/一"],
            id="parts-of-a-plan",
        ),
        pytest.param(
            "第一章　总则\n第一条　甲\n第二条　乙\n第二章　管理\n第三条　丙",
            ["第一章", "第一章/第一条", "第一章/第二条", "第二章", "第二章/第三条"],
            id="chapters-and-articles",
        ),
        pytest.param(
            "第一条　甲\n（一）乙\n（二）丙\n第二条　丁",
            ["第一条", "第一条/（一）", "第一条/（二）", "第二条"],
            id="items-of-an-article",
        ),
        pytest.param("1.甲\n（1）乙\n（2）丙\n2.丁", ["1.", "1./（1）", "1./（2）", "2."], id="third-level-outermost"),
        pytest.param(
            "（一）甲。\n1．乙。\n①丙。\n②丁。\n（二）戊。",
            ["（一）", "（一）/1.", "（一）/1./①", "（一）/1./②", "（二）"],
            id="circled-innermost",
        ),
        pytest.param(
            "1 总则\n1.1 编制目的\n1.2 编制依据\n2.1 组织",
            ["1.1", "1.2", "2.1"],
            id="decimal-chapters-without-a-dot-are-text",
        ),
        pytest.param(
            "3.1 预警\n3.1.1 分级\n3.1.2 发布\n3.2 响应", ["3.1", "3.1/3.1.1", "3.1/3.1.2", "3.2"], id="decimal"
        ),
        pytest.param("一、甲\n三、乙\n四、丙", ["一", "三", "四"], id="a-number-left-out-in-publication"),
        pytest.param("一、甲\n一是乙。二是丙。\n二、丁", ["一", "二"], id="enumeration-in-a-paragraph-is-no-section"),
        pytest.param("产业提质行动。 1.加快建设。 2.加快改造。", ["1.", "2."], id="items-run-into-one-line"),
        pytest.param(
            "一、指标\n1.网民数量\t8.5\t13.2\n2.宽带用户\t2.7\t15.7\n二、任务", ["一", "二"], id="rows-between-tabs"
        ),
        pytest.param("2020年工作要点\n2021年目标", [], id="years"),
        pytest.param("依照第（三）项办理", [], id="item-cited"),
        pytest.param("5.本来不是编号", [], id="a-numbering-begins-with-one"),
        pytest.param("附件：\n1.行动计划\n2.技术要求\n某局\n一、总则", ["一"], id="annexes-under-附件"),
        pytest.param("附件：1.行动计划\n2.技术要求\n某局\n一、总则", ["一"], id="annexes-from-附件-on"),
        pytest.param("附件1：规范\n一、范围\n二、原则", ["一", "二"], id="an-annex-has-items"),
        pytest.param("", [], id="empty"),
        pytest.param("\n\n\n", [], id="blank"),
    ],
)
def test_paths(text: str, expected: list[str]) -> None:
    assert paths(text) == expected


@pytest.mark.parametrize(
    ("text", "last"),
    [
        pytest.param("一、甲\n正文。\n二、乙\n正文。\n\n某市人民政府\n2021年3月1日", "正文。", id="signature-and-date"),
        pytest.param("一、甲\n正文。\n二、乙\n正文。\n附件：1.名单\n2.表", "正文。", id="annex-list"),
        pytest.param("一、甲\n正文。\n二、乙\n正文。\n（此件公开发布）", "正文。", id="disclosure"),
        pytest.param(
            "一、加强领导。各部门要落实。\n二、加强宣传。各部门要宣传。\n各市要及时报送进展情况。",
            "各部门要宣传。",
            id="closing-paragraph-after-run-in-items",
        ),
        pytest.param(
            "一、加强领导。各部门要落实。\n二、加强宣传。各部门要宣传。\n一是办好专栏。\n二是办好专刊。",
            "二是办好专刊。",
            id="an-enumeration-of-its-own",
        ),
        pytest.param(
            "一、加强领导。各部门要落实。\n二、加强宣传。各部门要宣传。\n"
            + "办好专栏，办好专刊。" * 100
            + "\n办好专题。",
            "办好专题。",
            id="paragraphs-too-long-for-closing-words",
        ),
        pytest.param(
            "三、重点工作\n（一）扩大内需。各部门要落实。\n用好政策。", "用好政策。", id="the-only-item-of-an-excerpt"
        ),
        pytest.param(
            "一、加强领导\n各部门要落实。\n二、加强宣传\n各部门要宣传。", "各部门要宣传。", id="nothing-follows"
        ),
    ],
)
def test_what_follows_the_last_item_belongs_to_none(text: str, last: str) -> None:
    found = build(text)
    item = found.items[-1]
    assert text[item.start : item.end].strip().endswith(last)
    assert [block.item for block in found.blocks if block.start >= item.end] == (
        [] if item.end == len(text) else [None]
    )


@pytest.mark.parametrize(
    ("text", "gaps"),
    [
        ("一、甲\n二、乙\n三、丙", []),
        ("一、甲\n三、乙", ["三"]),
        ("一、甲\n（一）乙\n（三）丙\n二、丁", ["（三）"]),
        ("（一）甲\n二、乙", []),
    ],
)
def test_gaps(text: str, gaps: list[str]) -> None:
    assert [item.ordinal.mark for item in build(text).gaps] == gaps


def test_a_second_numbering_in_an_annex_begins_a_path_of_its_own() -> None:
    text = "一、甲\n正文。\n二、乙\n正文。\n\n某市人民政府\n2021年3月1日\n\n附件\n\n任务清单\n\n一、丙\n正文。\n二、丁\n正文。"
    assert paths(text) == ["一", "二", "任务清单/一", "任务清单/二"]


TEXTS = st.lists(
    st.sampled_from(
        ["一、", "二、", "三、", "（一）", "（二）", "1.", "2.", "1、", "（1）", "①", "②", "第一章 ", "第二条 ", "3.1 ", "附件\n", "甲", "推进改革。",
         "（甲负责）", "\n", "\n", "　", "《", "》", "2021年3月1日", "某市人民政府", "：", "一是"]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(st.one_of(TEXTS, st.text(max_size=200)))
@settings(max_examples=150, derandomize=True, deadline=None)
def test_blocks_joined_are_the_text(text: str) -> None:
    found = build(text)
    assert "".join(text[block.start : block.end] for block in found.blocks) == text
    for item in found.items:
        assert item.start < item.ordinal.end <= item.own_end <= item.end <= len(text)
        if item.parent:
            assert item.parent.start < item.start
            assert item.path[:-1] == item.parent.path
    starts = [item.start for item in found.items]
    assert starts == sorted(set(starts))


@given(TEXTS)
@settings(max_examples=100, derandomize=True, deadline=None)
def test_an_item_s_own_text_holds_its_heading_and_no_other_mark(text: str) -> None:
    found = build(text)
    for item in found.items:
        inside = [other for other in found.items if item.start < other.start < item.own_end]
        assert inside == []
        if item.heading:
            assert item.ordinal.end <= item.heading.start < item.heading.end <= item.body_start <= item.own_end


def test_the_heading_of_a_part_begins_behind_its_colon() -> None:
    part = build("第四部分：发展目标和主要指标\n一、甲\n二、乙\n第五部分：主要任务\n一、丙").items[0]
    assert part.heading_text == "发展目标和主要指标"
