"""Words: a tokenizer of our own, exact to the letter, deaf to what others do with jieba."""

from __future__ import annotations

import jieba
import pytest
from gongwen.extractors.words import boundaries, tokenizer, words
from hypothesis import given, settings
from hypothesis import strategies as st


@pytest.mark.parametrize(
    ("phrase", "cut"),
    [
        ("常住人口城镇化率", 4),
        ("基本医疗保险参保率", 2),
        ("基本医疗保险参保率", 6),
    ],
)
def test_a_word_begins_where_a_reader_says(phrase: str, cut: int) -> None:
    assert cut in boundaries(phrase)


def test_words_added_elsewhere_change_nothing() -> None:
    before = tokenizer().lcut("推进甲乙丙丁戊工作")
    jieba.add_word("甲乙丙丁戊", freq=10**9)
    try:
        assert tokenizer() is not jieba.dt
        assert tokenizer().lcut("推进甲乙丙丁戊工作") == before
    finally:
        jieba.del_word("甲乙丙丁戊")


@given(st.text(max_size=30))
@settings(max_examples=50, derandomize=True, deadline=None)
def test_words_joined_are_the_phrase_and_boundaries_are_inside(phrase: str) -> None:
    assert "".join(words(phrase)) == phrase
    cuts = boundaries(phrase)
    assert list(cuts) == sorted(set(cuts))
    assert all(0 < cut < len(phrase) for cut in cuts)
