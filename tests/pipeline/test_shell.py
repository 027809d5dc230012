"""The prompt: what is a question, what a parameter means."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from gongwen.graph.ask import Result
from gongwen.graph.connection import Store
from gongwen.pipeline.shell import GO_ON, PROMPT, converse, is_saved, parameters, value
from gongwen.schemas import QueryError


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("12", 12),
        ("-1.5", -1.5),
        ("true", True),
        ("null", None),
        ('["a", 1]', ["a", 1]),
        ('"12"', "12"),
        ("区发展改革委", "区发展改革委"),
        ("2020-01-01", "2020-01-01"),
        ("", ""),
    ],
)
def test_a_parameter_means_what_json_says_or_else_itself(typed: str, meant: object) -> None:
    assert value(typed) == meant


def test_parameters_are_split_at_the_first_equals_sign() -> None:
    assert parameters(["a=b=c", "d="]) == {"a": "b=c", "d": ""}
    for wrong in ("a", "=b"):
        with pytest.raises(QueryError, match="name=value"):
            parameters([wrong])


@pytest.mark.parametrize(
    ("question", "saved"),
    [("rests_on", True), ("rests-on", True), ("MATCH (n) RETURN n", False), ("RETURN 1", False), ("x;", False)],
)
def test_a_bare_word_is_a_saved_question(question: str, saved: bool) -> None:
    assert is_saved(question) is saved


def talk(store: Store, lines: list[str | type[BaseException]]) -> tuple[list[Result], list[str], list[str]]:
    """What was answered, said and asked for, when these lines (or breaks) are typed."""
    typed: Iterator[str | type[BaseException]] = iter(lines)
    results: list[Result] = []
    said: list[str] = []
    prompts: list[str] = []

    def read(prompt: str) -> str:
        prompts.append(prompt)
        line = next(typed, EOFError)
        if isinstance(line, str):
            return line
        raise line

    converse(store, read, results.append, said.append)
    return results, said, prompts


def test_a_question_may_take_several_lines_and_be_broken_off(embedded_store: Store) -> None:
    results, _, prompts = talk(
        embedded_store, ["RETURN", "1 AS one;", "RETURN 2", KeyboardInterrupt, "", "RETURN 3 AS three;", "exit"]
    )
    assert [result.rows for result in results] == [((1,),), ((3,),)]
    assert prompts[:4] == [PROMPT, GO_ON, PROMPT, GO_ON]
    assert prompts[4] == PROMPT


def test_what_is_typed_last_is_answered_without_a_semicolon(embedded_store: Store) -> None:
    results, _, _ = talk(embedded_store, ["RETURN 1 AS one"])
    assert results[0].columns == ("one",)


def test_mistakes_are_told_and_the_talk_goes_on(embedded_store: Store) -> None:
    results, said, _ = talk(
        embedded_store,
        ["rests_on", 'rests_on document="x', "CREATE (n);", "rests_on document=甲", "targets_of_document", "quit"],
    )
    assert [line.startswith("Error: ") for line in said] == [True, True, True, True]
    assert [result.rows for result in results] == [()]
