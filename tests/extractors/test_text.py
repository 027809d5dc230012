"""Cutting: every piece is a slice, brackets pair as a reader pairs them, sentences and clauses end where they end."""

from __future__ import annotations

import itertools

import pytest
from gongwen.extractors.text import PAIRS, SENTENCE_STOPS, Layout, brackets, lines, strip
from hypothesis import given, settings
from hypothesis import strategies as st

MARKS = st.text(st.sampled_from([*PAIRS, *PAIRS.values(), "\n", "。", "；", "，", "甲", " ", "1", "："]), max_size=60)


def sentences(text: str) -> list[str]:
    layout = Layout(text)
    return [text[piece.start : piece.end] for piece in layout.sentences(0, len(text))]


def clauses(text: str) -> list[str]:
    layout = Layout(text)
    return [text[piece.start : piece.end] for piece in layout.clauses(0, len(text))]


def paired(text: str) -> list[str]:
    return [text[pair.start : pair.end] for pair in brackets(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("各县（市、区）政府", ["（市、区）"], id="round"),
        pytest.param("（责任单位:A)", ["（责任单位:A)"], id="widths-differ-at-the-two-ends"),
        pytest.param("〔责任单位:A，B]", ["〔责任单位:A，B]"], id="shapes-of-one-family"),
        pytest.param("《A〈B〉C》", ["《A〈B〉C》", "〈B〉"], id="nested-title-marks"),
        pytest.param(
            "《贯彻落实《行动方案》实施方案》",
            ["《贯彻落实《行动方案》实施方案》", "《行动方案》"],
            id="same-marks-nested",
        ),
        pytest.param("《重庆市推动建设\n行动方案》", ["《重庆市推动建设\n行动方案》"], id="title-over-two-lines"),
        pytest.param("（甲\n乙）", [], id="round-bracket-never-over-two-lines"),
        pytest.param("《" + "甲" * 300 + "\n乙》", [], id="unclosed-title-given-up"),
        pytest.param("甲）乙（丙", [], id="wrong-way-round"),
        pytest.param("（甲《乙）丙》", ["（甲《乙）"], id="crossing"),
        pytest.param("“双百”“两城三区”", ["“双百”", "“两城三区”"], id="quotes"),
    ],
)
def test_brackets(text: str, expected: list[str]) -> None:
    assert paired(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("甲。乙！丙？", ["甲。", "乙！", "丙？"], id="stops"),
        pytest.param("建立机制；完善制度。", ["建立机制；", "完善制度。"], id="semicolon"),
        pytest.param(
            "他说“要落实。”各部门要落实。", ["他说“要落实。”", "各部门要落实。"], id="stop-inside-quotation-ends-it"
        ),
        pytest.param(
            "推进改革（由甲负责。下同）。开放。", ["推进改革（由甲负责。下同）。", "开放。"], id="stop-inside-bracket"
        ),
        pytest.param("第一行\n第二行", ["第一行", "第二行"], id="line-ends-a-paragraph"),
        pytest.param("加大宣传力度，\n依托街道开展", ["加大宣传力度，\n依托街道开展"], id="line-that-runs-on"),
        pytest.param("甲、\n乙。丙", ["甲、\n乙。", "丙"], id="list-that-runs-on"),
        pytest.param("　　甲。　乙。", ["甲。", "乙。"], id="ideographic-space"),
        pytest.param("", [], id="empty"),
        pytest.param("\n \n", [], id="blank"),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


def test_sentences_as_a_reader_counts_them_keep_their_semicolon() -> None:
    layout = Layout("甲；乙。丙。")
    assert [layout.text[a:b] for a, b in layout.sentences(0, 6, stops=SENTENCE_STOPS)] == ["甲；乙。", "丙。"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("到2027年，常住人口达到80万人，发展", ["到2027年", "常住人口达到80万人", "发展"], id="commas"),
        pytest.param("面积达到1,200万亩，产值", ["面积达到1,200万亩", "产值"], id="thousands-comma"),
        pytest.param("收入比缩小至1.8：1；乡村", ["收入比缩小至1.8：1", "乡村"], id="ratio-colon"),
        pytest.param("各县（市，区）要落实", ["各县（市，区）要落实"], id="comma-in-brackets"),
        pytest.param("，甲，，乙，", ["甲", "乙"], id="empty-clauses-fall-away"),
    ],
)
def test_clauses(text: str, expected: list[str]) -> None:
    assert clauses(text) == expected


@pytest.mark.parametrize(
    ("text", "at", "expected"),
    [
        ("甲（乙〔丙〕丁）戊", 4, "（乙〔丙〕丁）"),
        ("甲（乙〔丙〕丁）戊", 1, "（乙〔丙〕丁）"),
        ("甲（乙〔丙〕丁）戊", 8, None),
        ("甲（乙〔丙〕丁）戊", 0, None),
        ("“（甲）”", 2, "（甲）"),
    ],
)
def test_outer_is_the_outermost_pair_and_no_quotation(text: str, at: int, expected: str | None) -> None:
    pair = Layout(text).outer(at)
    assert (text[pair.start : pair.end] if pair else None) == expected


def test_quoted_is_the_quotation_around_a_place() -> None:
    layout = Layout("打造“百G储能”平台")
    assert layout.quoted(4) is not None
    assert layout.quoted(0) is None


@given(MARKS)
@settings(max_examples=100, derandomize=True, deadline=None)
def test_lines_joined_are_the_text(text: str) -> None:
    assert "\n".join(text[a:b] for a, b in lines(text)) == text.removesuffix("\n")


@given(MARKS, st.integers(0, 60), st.integers(0, 60))
@settings(max_examples=100, derandomize=True, deadline=None)
def test_strip_leaves_no_white_space_at_either_end(text: str, start: int, end: int) -> None:
    start, end = sorted((min(start, len(text)), min(end, len(text))))
    assert text[slice(*strip(text, start, end))] == text[start:end].strip()


@given(MARKS)
@settings(max_examples=100, derandomize=True, deadline=None)
def test_brackets_are_pairs_and_outermost_ones_do_not_overlap(text: str) -> None:
    pairs = brackets(text)
    assert pairs == sorted(pairs)
    for pair in pairs:
        assert text[pair.start] in PAIRS
        assert text[pair.end - 1] in PAIRS.values()
    assert len({pair.start for pair in pairs}) == len({pair.end for pair in pairs}) == len(pairs)
    outers = Layout(text).outers()
    assert all(a.end <= b.start for a, b in itertools.pairwise(outers))


@given(MARKS)
@settings(max_examples=100, derandomize=True, deadline=None)
def test_sentences_and_clauses_lose_nothing_but_white_space_and_marks(text: str) -> None:
    layout = Layout(text)
    for pieces, dropped in ((layout.sentences(0, len(text)), ""), (layout.clauses(0, len(text)), "，；：。")):
        at = 0
        for start, end in pieces:
            assert at <= start < end
            assert not text[at:start].strip(" \n" + dropped)
            at = end
        assert not text[at:].strip(" \n" + dropped)
