"""A reading: which block holds a place, and sentences that never run through a note."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from gongwen.extractors.reading import Reading, TargetDraft
from gongwen.extractors.text import Piece

sys.path.insert(0, str(Path(__file__).parent))
from small_notice import HEAD, item, reading


def test_a_place_is_in_the_item_whose_own_text_holds_it() -> None:
    found = reading("一、甲任务\n引言。\n（一）乙工作。推进改革。\n二、丙任务\n推进开放。\n")
    for words, path in (("引言", ("一",)), ("推进改革", ("一", "（一）")), ("推进开放", ("二",)), ("请认真", None)):
        at = found.text.index(words)
        holder = found.item_at(at)
        assert (holder.path if holder else None) == path
        assert found.block_at(at).start <= at < found.block_at(at).end


def test_sentences_of_a_block_leave_its_notes_out() -> None:
    found = reading(item("加快改革。（省教育厅负责）扩大开放（省商务厅负责）。"))
    block = found.block_at(found.text.index("加快改革"))
    assert block.item is not None
    sentences = [found.text[slice(*s)] for s in found.sentences(block, block.item.body_start)]
    assert sentences == ["加快改革。", "扩大开放"]


def test_bodies_begin_after_header_and_headings() -> None:
    found = Reading.of(HEAD + item("加快改革。"))
    starts = [found.text[start : start + 4].strip() for _, start in found.bodies()]
    assert "加快改革" in starts
    assert all(start >= found.header.body_start for _, start in found.bodies())


def test_the_context_is_read_from_title_and_date() -> None:
    found = Reading.of(HEAD.replace("实施方案", "行动计划（2021—2025年）") + item("加快改革。"))
    assert tuple(found.context) == (2025, 2021)


@pytest.mark.parametrize(
    ("value", "unit", "expected"), [(6, "万人", (60000, "人")), (1.3, None, (1.3, None)), (5, "%", (5, "%"))]
)
def test_a_target_is_multiplied_out(value: float, unit: str | None, expected: tuple[float, str | None]) -> None:
    draft = TargetDraft(Piece(0, 1), "甲", "=", value, None, unit, "level", None, None, "plain")
    assert (draft.si_value, draft.si_unit) == expected


@pytest.mark.parametrize("text", ["", "\n", "一、", "（", "《", "〇", "\u2028", "a\x00b"])
def test_any_text_can_be_laid_out(text: str) -> None:
    found = Reading.of(text)
    assert "".join(text[block.start : block.end] for block in found.outline.blocks) == text


@pytest.mark.parametrize(
    ("issuer", "wide"),
    [
        ("国务院", True),
        ("浙江省人民政府", True),
        ("广西壮族自治区人民政府", True),
        ("重庆市人民政府", False),
        ("杭州市人民政府", False),
        ("某县人民政府", False),
    ],
)
def test_is_wide(issuer: str, wide: bool) -> None:
    text = f"{issuer}关于推进改革的通知\n各有关单位：\n现印发给你们。\n{issuer}\n2021年3月1日\n"
    assert Reading.of(text).is_wide is wide
