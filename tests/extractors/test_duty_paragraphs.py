"""Duties told unit by unit: which paragraphs they are, and what each sentence gives."""

from __future__ import annotations

import pytest
from gongwen.extractors import duty_paragraphs
from gongwen.extractors.text import Layout, Piece


def duties(text: str) -> list[tuple[list[str], list[tuple[str, str]], bool]]:
    return [
        (
            [text[slice(*sentence)] for sentence in found.sentences],
            [(duty_paragraphs.role_in(text, found.sentences[0]), text[slice(*piece)]) for piece, _ in found.members],
            found.open_ended,
        )
        for found in duty_paragraphs.find(Layout(text), 0, len(text))
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("区民防办：负责制定规划；组织实施。指导街镇开展工作。",
                     [(["负责制定规划；组织实施。", "指导街镇开展工作。"], [("responsible", "区民防办")], False)], id="a-sentence-a-task"),
        pytest.param("市教育局：配合做好宣传。", [(["配合做好宣传。"], [("support", "市教育局")], False)], id="配合-is-support"),
        pytest.param("市教育局：配合做好宣传，负责学校管理。", [(["配合做好宣传，负责学校管理。"], [("responsible", "市教育局")], False)], id="配合-and-负责"),
        pytest.param("市财政局：牵头落实资金。", [(["牵头落实资金。"], [("lead", "市财政局")], False)], id="牵头-is-lead"),
        pytest.param("市财政局、市教育局：负责落实。", [(["负责落实。"], [("responsible", "市财政局"), ("responsible", "市教育局")], False)], id="two-units"),
        pytest.param("市财政局等部门：负责落实。", [(["负责落实。"], [("responsible", "市财政局")], True)], id="open-ended"),
        pytest.param("区民防办（区人防办）：负责落实。", [(["负责落实。"], [("responsible", "区民防办（区人防办）")], False)], id="bracket-in-the-name"),
    ],
)  # fmt: skip
def test_duties_of_a_unit(text: str, expected: list[tuple[list[str], list[tuple[str, str]], bool]]) -> None:
    assert duties(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("牵头单位：负责组织。", id="a-label-is-no-unit"),
        pytest.param("总体要求：推进改革。", id="no-organisation"),
        pytest.param("会议要求，各单位：负责落实。", id="a-comma-before-the-colon"),
        pytest.param("市财政局：电话12345678。", id="no-duty-after-the-colon"),
        pytest.param("：负责落实。", id="nothing-before-the-colon"),
        pytest.param("各区县人民政府：", id="addressee"),
    ],
)
def test_no_duties_of_a_unit(text: str) -> None:
    assert duties(text) == []


def test_two_units_in_one_paragraph() -> None:
    found = duties("发展改革部门：负责价格管理。财政部门：负责资金管理。")
    assert [member for _, members, _ in found for _, member in members] == ["发展改革部门", "财政部门"]


@pytest.mark.parametrize(
    ("above", "heading", "expected"),
    [
        pytest.param(
            "职责分工", "区财政局", ["落实资金保障。", "提供监测数据。"], id="every-sentence-of-a-list-of-duties"
        ),
        pytest.param("职责分工", "各建设单位", ["落实资金保障。", "提供监测数据。"], id="a-group"),
        pytest.param("保障措施", "区财政局", [], id="another-heading-above"),
        pytest.param("职责分工", "资金保障", [], id="no-unit"),
        pytest.param(None, "区财政局", [], id="nothing-above"),
    ],
)
def test_an_item_that_is_headed_by_units(above: str | None, heading: str, expected: list[str]) -> None:
    text = f"{heading}\n落实资金保障。提供监测数据。其他职责不变。"
    found = duty_paragraphs.of_heading(Layout(text), Piece(0, len(heading)), Piece(len(heading) + 1, len(text)), above)
    assert [text[slice(*sentence)] for sentence in (found.sentences if found else ())] == expected
