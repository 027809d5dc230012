"""Segmenting: tokens that are the text to the letter, one pipeline, what is read the same with either tokens."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from gongwen.pipeline import nlp
from gongwen.pipeline.nlp import load, read
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from gold_notice import EXAMPLE, text_of


@pytest.mark.parametrize("words", [False, True])
@pytest.mark.parametrize("text", ["甲 乙\n\n　丙\t丁", "a\r\nb", "𠮷野家（一）", "1.8：1", "\u200b\ufeff甲", " ", "\n"])
def test_tokens_joined_are_the_text(text: str, words: bool) -> None:
    doc = load(words=words)(text)
    assert doc.text == text
    assert "".join(token.text for token in doc) == text


def test_characters_are_the_tokens_so_that_spans_are_exact() -> None:
    text = "到2027年，常住人口达到80万人。"
    doc = load()(text)
    assert [token.text for token in doc] == list(text)


def test_jieba_s_words_are_the_tokens_where_asked_for() -> None:
    doc = load(words=True)("常住人口城镇化率达到70%")
    assert "常住人口" in [token.text for token in doc]


def test_the_pipeline_is_made_once() -> None:
    assert load() is load()
    assert load() is not load(words=True)


def test_reading_nothing_finds_nothing() -> None:
    found = read("")
    assert found.text == ""
    assert not found.tasks
    assert not found.outline.items


def test_what_is_read_is_the_same_with_either_tokens() -> None:
    text = text_of(EXAMPLE)
    plain, by_words = load()(text)._.reading, load(words=True)(text)._.reading
    for kind in ("tasks", "targets", "projects", "citations"):
        assert [draft.piece for draft in getattr(plain, kind)] == [draft.piece for draft in getattr(by_words, kind)]


def test_a_long_text_is_not_refused() -> None:
    assert nlp.load().max_length >= 50_000_000


@given(st.text(max_size=80), st.booleans())
@settings(max_examples=60, derandomize=True, deadline=None)
def test_any_text_keeps_its_offsets(text: str, words: bool) -> None:
    if text:
        doc = load(words=words)(text)
        assert doc.text == text
        assert all(text[token.idx : token.idx + len(token.text)] == token.text for token in doc)
