"""Numbering marks: which, what number, in which normal form; and what only looks like one."""

from __future__ import annotations

import pytest
from gongwen.extractors.ordinals import candidates, chinese_integer, ordinal_at
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("line", "mark", "parts"),
    [
        pytest.param("一、总体要求", "一", (1,), id="first-level"),
        pytest.param("十二、附则", "十二", (12,), id="first-level-teens"),
        pytest.param("二十一、其他", "二十一", (21,), id="first-level-tens"),
        pytest.param("（一）指导思想", "（一）", (1,), id="second-level"),
        pytest.param("(十一)加强保障", "（十一）", (11,), id="second-level-half-width"),
        pytest.param("（三十二）推进改革", "（三十二）", (32,), id="running-second-level"),
        pytest.param("（一）、指导思想", "（一）", (1,), id="second-level-with-comma"),
        pytest.param("1.建设枢纽", "1.", (1,), id="third-level"),
        pytest.param("1．建设枢纽", "1.", (1,), id="third-level-full-width-stop"),
        pytest.param("12. 建设枢纽", "12.", (12,), id="third-level-space"),
        pytest.param("1、建设枢纽", "1、", (1,), id="third-level-comma"),
        pytest.param("（1）建立机制", "（1）", (1,), id="fourth-level"),
        pytest.param("(2)建立机制", "（2）", (2,), id="fourth-level-half-width"),
        pytest.param("1）建立机制", "1）", (1,), id="one-bracket"),
        pytest.param("①明确分工", "①", (1,), id="circled"),
        pytest.param("⑫明确分工", "⑫", (12,), id="circled-twelve"),
        pytest.param("第一章　总则", "第一章", (1,), id="chapter"),
        pytest.param("第四部分：发展目标", "第四部分", (4,), id="part"),
        pytest.param("第二篇 主要任务", "第二篇", (2,), id="volume"),
        pytest.param("第三节 审批", "第三节", (3,), id="section"),
        pytest.param("第一条　为了规范", "第一条", (1,), id="article"),
        pytest.param("第一百零五条 本条例", "第一百零五条", (105,), id="article-hundred"),
        pytest.param("3.2.1 预警分级", "3.2.1", (3, 2, 1), id="decimal"),
        pytest.param("1.1 编制目的", "1.1", (1, 1), id="decimal-two"),
    ],
)
def test_a_line_opens_with(line: str, mark: str, parts: tuple[int, ...]) -> None:
    ordinal = ordinal_at(line, 0)
    assert ordinal is not None
    assert (ordinal.mark, ordinal.parts, ordinal.number) == (mark, parts, parts[-1])


@pytest.mark.parametrize(
    "line",
    [
        pytest.param("一是强化顶层设计", id="enumeration"),
        pytest.param("2020年工作要点", id="year"),
        pytest.param("1.8：1", id="ratio"),
        pytest.param("1200亿元", id="amount"),
        pytest.param("第一条规定的情形", id="article-cited"),
        pytest.param("第三章规定", id="chapter-cited"),
        pytest.param("（市、区）", id="bracket-of-words"),
        pytest.param("一批项目", id="一-that-counts"),
        pytest.param("", id="nothing"),
    ],
)
def test_a_line_opens_with_no_mark(line: str) -> None:
    assert ordinal_at(line, 0) is None


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("一", 1),
        ("十", 10),
        ("十二", 12),
        ("二十", 20),
        ("三十二", 32),
        ("一百", 100),
        ("一百零五", 105),
        ("一百一十", 110),
        ("一〇五", 105),
        ("一二", 12),
        ("两", 2),
        ("12", 12),
    ],
)
def test_chinese_integer(numeral: str, value: int) -> None:
    assert chinese_integer(numeral) == value


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        pytest.param("一、甲\n（一）乙\n1.丙", ["一", "（一）", "1."], id="line-starts"),
        pytest.param("　　一、甲", ["一"], id="indented"),
        pytest.param("产业提质行动。 1.加快建设", ["1."], id="after-a-stop-and-space"),
        pytest.param("工作机制　　（1）建立", ["（1）"], id="after-two-ideographic-spaces"),
        pytest.param("依照第（一）项、（二）项办理", [], id="inside-a-sentence"),
        pytest.param("达到1.建设", [], id="glued-to-words"),
        pytest.param("包括：1.甲；2.乙", [], id="no-white-space-before"),
    ],
)
def test_candidates(text: str, marks: list[str]) -> None:
    assert [ordinal.mark for ordinal in candidates(text, 0, len(text))] == marks


@given(st.integers(1, 199))
@settings(max_examples=100, derandomize=True, deadline=None)
def test_chinese_integer_inverts_writing(number: int) -> None:
    digits = "零一二三四五六七八九"
    hundreds, tens, ones = number // 100, number // 10 % 10, number % 10
    written = ("一百" if hundreds else "") + (
        (digits[tens] if tens > 1 or hundreds else "") + "十" if tens else "零" if hundreds and ones else ""
    )
    assert chinese_integer(written + (digits[ones] if ones else "")) == number
