"""The text of the read view: the words of the text and nothing else, every fact where it stands."""

from __future__ import annotations

import re
from html import unescape

import pytest
from gongwen.pipeline.highlight import shown
from gongwen.pipeline.page.facts import Fact, doubts
from gongwen.pipeline.page.marking import lines, sentence_start
from hypothesis import given
from hypothesis import strategies as st

PIECES = st.sampled_from(
    ["一、", "甲", "乙。", "丙；", "”", "\n", "\n\n", " ", "<b>", "&amp;", "'", '"', "\u202e", "𠮷", "！？"]
)
KINDS = ("header", "section", "task", "agency", "project", "target", "citation")


@st.composite
def texts(draw: st.DrawFn) -> tuple[str, list[Fact]]:
    text = "".join(draw(st.lists(PIECES, max_size=30)))
    at = st.integers(0, len(text))
    spans = draw(st.lists(st.tuples(at, at, st.sampled_from(KINDS)), max_size=6))
    return text, [Fact(kind, f"<{kind}>", (min(a, b), max(a, b)), "/x?y=1&z", (), 1) for a, b, kind in spans]


def plain(html: str) -> str:
    return unescape(re.sub(r"<[^>]*>", "", html))


@given(texts())
def test_the_words_of_the_page_are_the_words_of_the_text(made: tuple[str, list[Fact]]) -> None:
    text, facts = made
    read = ["".join(plain(words) for _, words in line.sentences) for line in lines(text, facts, str)]
    assert read == [shown(line) for line in text.split("\n") if line.strip()]


@given(texts())
def test_the_address_of_a_sentence_is_where_it_begins(made: tuple[str, list[Fact]]) -> None:
    text, facts = made
    starts = [at for line in lines(text, facts, str) for at, _ in line.sentences]
    assert starts == sorted(set(starts))
    assert all(sentence_start(text, at) == at for at in starts)
    for fact in facts:
        if text[slice(*fact.span)].strip() and not text[fact.span[0]].isspace():
            assert sentence_start(text, fact.span[0]) in starts


@given(texts())
def test_a_fact_is_marked_where_it_stands_and_nowhere_else(made: tuple[str, list[Fact]]) -> None:
    text, facts = made
    html = "".join(words for line in lines(text, facts, str) for _, words in line.sentences)
    for index, fact in enumerate(facts):
        marked = "".join(
            plain(inner)
            for listed, inner in re.findall(
                r'<(?:a|span) [^>]*data-facts="([^"]*)"[^>]*>(.*?)</(?:a|span)>', html, re.DOTALL
            )
            if str(index) in listed.split()
        )
        inside = "".join(
            text[max(a, fact.span[0]) : min(b, fact.span[1])]
            for a, b in ((m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))
            if text[a:b].strip() and max(a, fact.span[0]) < min(b, fact.span[1])
        )
        assert marked == shown(inside)


TEXT = "一、总体\n比重达到40%。\n按照《办法》。\n再按照《办法》。"
DOUBTS = {
    "line and words": (
        "number_without_indicator: 没有指标（第2行）：“比重达到40%”",
        (5, 12),
        "没有指标：“比重达到40%”",
    ),
    "words that stand twice, and their line": (
        "citation_unresolved: 所指不明（第4行）：“《办法》”",
        (25, 29),
        "所指不明：“《办法》”",
    ),
    "words that stand twice": (
        "citation_unresolved: 所指不明（表1第2行第3列）：“《办法》”",
        (0, 0),
        "所指不明：“《办法》”",
    ),
    "words that stand once, in a page": ("numbering_gap: 缺项（第3页第2段）：“一、”", (0, 2), "缺项：“一、”"),
    "no place": ("no_title: 没有找到标题", (0, 0), "没有找到标题"),
    "another shape": ("没有找到标题", (0, 0), "没有找到标题"),
}


@pytest.mark.parametrize(("said", "span", "name"), DOUBTS.values(), ids=DOUBTS.keys())
def test_a_doubt_stands_at_its_words(said: str, span: tuple[int, int], name: str) -> None:
    (fact,) = doubts("甲〔2023〕1号", TEXT, [said])
    assert (fact.span, fact.name) == (span, name)
