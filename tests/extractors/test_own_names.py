"""What a phrase begins with: a name, or a word of the language."""

from __future__ import annotations

import pytest
from gongwen.extractors import own_names


@pytest.mark.parametrize(
    ("phrase", "name", "known"),
    [
        pytest.param("七宝老街", True, True, id="marked-in-the-dictionary"),
        pytest.param("仲盛商圈", True, False, id="not-in-the-dictionary"),
        pytest.param("莘吴地块", True, False, id="single-characters"),
        pytest.param("上饶大数据科创城", True, True, id="a-region"),
        pytest.param("农村公路", False, False, id="a-kind"),
        pytest.param("老旧小区", False, False, id="a-word-that-the-dictionary-lacks"),
        pytest.param("城市更新单元", False, False, id="a-word-that-it-marks-as-a-name"),
        pytest.param("老街巷", False, False, id="a-quality"),
    ],
)
def test_begins_with_name(phrase: str, name: bool, known: bool) -> None:
    assert (own_names.begins_with_name(phrase), own_names.begins_with_known_name(phrase)) == (name, known)
    assert own_names.may_begin_a_name(phrase[:2]) or not name


@pytest.mark.parametrize(("phrase", "word"), [("七莘路沿线", True), ("优储精供", False), ("召楼新天地", True)])
def test_ends_in_a_word(phrase: str, word: bool) -> None:
    assert own_names.ends_in_a_word(phrase) is word
