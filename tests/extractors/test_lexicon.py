"""Vocabulary files: parsed strictly, in file order, the longest term first."""

from __future__ import annotations

import re

import pytest
from gongwen.extractors.lexicon import LexiconError, alternation, load, parse, terms


def test_comments_blank_lines_and_columns() -> None:
    entries = parse("x", "# 注\n\nterm\trole\texample\n牵头\tlead\t（甲牵头）\n负责\t\t（甲负责）\n")
    assert [(entry.term, entry["role"], entry.example) for entry in entries] == [
        ("牵头", "lead", "（甲牵头）"),
        ("负责", "", "（甲负责）"),
    ]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        pytest.param("term\trole\n牵头\tlead\n", "x:1", id="no-example-column"),
        pytest.param("term\texample\n牵头\n", "x:2: 1 cells", id="a-cell-too-few"),
        pytest.param("term\texample\n牵头\t甲\t乙\n", "x:2: 3 cells", id="a-cell-too-many"),
        pytest.param("term\texample\n牵头\t\n", "x:2: a term and an example", id="no-example"),
        pytest.param("term\texample\n\t（甲牵头）\n", "x:2: a term and an example", id="no-term"),
        pytest.param("# 注\nterm\texample\n牵头\t甲\n牵头\t乙\n", "x:4: 牵头 stands here twice", id="doubled"),
    ],
)
def test_a_file_that_is_not_as_it_must_be_is_refused(content: str, message: str) -> None:
    with pytest.raises(LexiconError, match=re.escape(message)):
        parse("x", content)


def test_a_term_may_stand_twice_with_another_class() -> None:
    assert len(parse("x", "term\tclass\texample\n支持\tverb\t甲\n支持\tadverb\t乙\n")) == 2


def test_terms_are_the_longest_first_and_can_be_chosen() -> None:
    chosen = terms("duty_verbs", role="lead")
    assert chosen
    assert [len(term) for term in chosen] == sorted(map(len, chosen), reverse=True)
    assert set(chosen) == {entry.term for entry in load("duty_verbs") if entry["role"] == "lead"}


def test_alternation_prefers_the_longest_and_never_matches_when_empty() -> None:
    match = re.match(alternation(["牵头", "牵头负责", "牵"]), "牵头负责")
    assert match is not None
    assert match.group() == "牵头负责"
    assert re.search(alternation([]), "牵头") is None
    assert re.fullmatch(alternation(["（一）", "1.5"]), "1.5")
    assert not re.fullmatch(alternation(["1.5"]), "125")
