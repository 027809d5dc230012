"""Findings: what a person should look at, each with its code; nothing where there is no doubt."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from gongwen.extractors import findings
from gongwen.extractors.findings import MAX_UNBALANCED

sys.path.insert(0, str(Path(__file__).parent))
from small_notice import HEAD, item, reading


def doubts(body: str, head: str = HEAD) -> list[tuple[str, str | None]]:
    found = reading(body, head)
    findings.find(found)
    return [(doubt.code, found.text[slice(*doubt.piece)] if doubt.piece else None) for doubt in found.doubts]


def test_a_plain_notice_has_none() -> None:
    assert doubts(item("加快改革。（省教育厅负责）")) == []


def test_what_the_header_lacks() -> None:
    assert doubts("推进改革。\n加强管理。", head="") == [
        ("no_date", None),
        ("no_doc_number", None),
        ("no_issuer", None),
        ("no_sections", None),
        ("no_title", None),
    ]


@pytest.mark.parametrize(
    ("title", "attached", "expected"),
    [
        pytest.param("关于改革的通知", None, "文件以标题为编号", id="title"),
        pytest.param(None, "改革方案", "文件以所印发文件的标题为编号", id="title-of-what-it-carries"),
        pytest.param(None, None, "以内容指纹", id="neither"),
    ],
)
def test_what_a_document_without_a_number_goes_by(title: str | None, attached: str | None, expected: str) -> None:
    found = reading("推进改革。", "")
    found.header.title, found.header.attached_title = title, attached
    findings.find(found)
    (said,) = (doubt.message for doubt in found.doubts if doubt.code == "no_doc_number")
    assert said.startswith("没有找到发文字号，") and expected in said


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("根据《办法》执行。", ("citation_unresolved", "《办法》"), id="short-form-of-nothing"),
        pytest.param("达到3000户。", ("number_without_indicator", "3000户"), id="number-of-nothing"),
        pytest.param("落实《某省行动方案，推进改革。", ("unbalanced_bracket", "《"), id="title-mark-never-closed"),
        pytest.param(
            "加快改革。（省教育厅、对照清单推进各项工作按职责分工负责）",
            ("agency_list_unparsed", "（省教育厅、对照清单推进各项工作按职责分工负责）"),
            id="note-not-read",
        ),
        pytest.param(
            "加快改革。（牵头单位：省教育厅，验收单位：省审计厅）",
            ("agency_list_unparsed", "验收单位：省审计厅"),
            id="label-not-known",
        ),
    ],
)  # fmt: skip
def test_doubts_of_a_text(sentence: str, expected: tuple[str, str]) -> None:
    assert doubts(item(sentence)) == [expected]


def test_a_gap_in_the_numbering() -> None:
    assert doubts("一、甲\n推进。\n三、乙\n推进。\n") == [("numbering_gap", "三、")]


def test_a_hostile_line_makes_no_more_findings_than_help() -> None:
    codes = [code for code, _ in doubts(item("《" * 500))]
    assert codes.count("unbalanced_bracket") == MAX_UNBALANCED


def test_findings_stand_in_document_order_after_those_of_the_whole() -> None:
    found = reading("一、甲\n根据《办法》执行。\n三、乙\n落实《某方案，推进。\n", head="")
    findings.find(found)
    places = [doubt.piece.start if doubt.piece else -1 for doubt in found.doubts]
    assert places == sorted(places)
    assert places[0] == -1 < places[-1]
