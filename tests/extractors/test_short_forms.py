"""Names of documents inside one document: a short form resolves only where exactly one fits."""

from __future__ import annotations

import pytest
from gongwen.extractors.short_forms import Names, attached_title, plain


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("国务院关于印发“十三五”规划的通知", "“十三五”规划"),
        ("某市人民政府关于印发《某市行动方案》的通知", "某市行动方案"),
        ("国务院办公厅关于转发省发展改革委某意见的通知", "省发展改革委某意见"),
        ("关于印发某方案（2021—2023年）的通知", "某方案（2021—2023年）"),
        ("国务院关于加快改革的意见", None),
        ("关于加强管理的通知", None),
    ],
)
def test_attached_title(title: str, expected: str | None) -> None:
    assert attached_title(title) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [("《甲 方案》", "甲方案"), ("甲方案(2023-2027年)", "甲方案（2023—2027年）"), ("甲〈乙〉方案", "甲乙方案")],
)
def test_plain_forgets_width_marks_and_white_space(one: str, other: str) -> None:
    assert plain(one) == plain(other)


@pytest.mark.parametrize(
    ("title", "short"),
    [
        ("规划纲要", True),
        ("实施方案", True),
        ("行动计划", True),
        ("办法", True),
        ("意见", True),
        ("指导意见", True),
        ("三年行动计划", True),
        ("成渝地区双城经济圈建设规划纲要", False),
        ("中华人民共和国教育法", False),
        ("某省管理办法", False),
    ],
)
def test_is_short(title: str, short: bool) -> None:
    assert Names(None, None).is_short(title) is short


def test_one_that_fits_is_an_answer_two_are_a_doubt() -> None:
    names = Names("某市关于印发某市实施方案的通知", "某市实施方案")
    names.learn("甲规划纲要", "国发〔2020〕1号")
    assert names.meant("规划纲要") == ["甲规划纲要"]
    names.learn("乙规划纲要", None)
    assert sorted(names.meant("规划纲要")) == ["乙规划纲要", "甲规划纲要"]
    assert names.title_of("国发〔2020〕1号") == "甲规划纲要"
    assert names.title_of("国发〔2020〕2号") is None


def test_a_declaration_decides() -> None:
    names = Names(None, None)
    names.learn("甲规划纲要", None)
    names.learn("乙规划纲要", None)
    names.declare("纲要", "乙规划纲要", None, marked=True)
    assert names.declared("纲要")
    assert names.meant("纲要") == ["乙规划纲要"]
    assert names.unmarked() == []


def test_a_carried_title_means_the_notice_that_carries_it() -> None:
    names = Names(None, None)
    names.learn("国务院关于印发甲省规划的通知", "国发〔2020〕1号")
    assert names.meant("甲省规划") == ["国务院关于印发甲省规划的通知"]


def test_own_titles_are_known_in_any_width() -> None:
    names = Names("某市关于印发某市实施方案(2021-2023年)的通知", "某市实施方案(2021-2023年)")
    assert names.is_own("某市实施方案（2021—2023年）")
    assert not names.is_own("某省实施方案")
    assert not names.is_own(None)
    names.own("任务分工表")
    assert names.is_own("任务分工表")


def test_a_declaration_s_place_is_remembered() -> None:
    names = Names(None, None)
    names.declare("纲要", "甲规划纲要", None, marked=False)
    names.declared_at(10, 20)
    assert names.unmarked() == [("纲要", 20)]
    assert names.in_declaration(10)
    assert not names.in_declaration(20)


def test_a_draft_is_meant_by_its_short_form() -> None:
    names = Names(None, None)
    names.learn("某省国民经济和社会发展第十五个五年规划纲要（草案）", None)
    assert names.meant("纲要（草案）") == ["某省国民经济和社会发展第十五个五年规划纲要（草案）"]
