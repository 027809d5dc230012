"""What is told of a Cypher text without running it."""

from __future__ import annotations

import pytest
from gongwen.graph.cypher import columns, loads_csv, tokens
from hypothesis import given
from hypothesis import strategies as st

REFUSED = {
    "plain": "LOAD CSV FROM 'file:///x' AS l RETURN l",
    "small letters": "load csv from 'x' as l return l",
    "a comment between": "LOAD /* CSV */ CSV FROM 'x' AS l RETURN l",
    "a line between": "MATCH (n) LOAD\n// really\n\tCSV WITH HEADERS FROM 'x' AS l RETURN l",
    "after a string that ends in a backslash": r"WITH 'a\\' AS a LOAD CSV FROM 'x' AS l RETURN l",
    "written with escapes": r"\u004cOAD C\u0053V FROM 'x' AS l RETURN l",
    "behind an escaped quote": r"WITH '\u0027 AS a LOAD CSV FROM 'x' AS l RETURN l",
    "in a subquery": "CALL { LOAD CSV FROM 'x' AS l RETURN l } RETURN l",
}
ALLOWED = {
    "in a string": "RETURN 'LOAD CSV FROM x' AS s",
    "in a double-quoted string": 'RETURN "it\'s LOAD CSV" AS s',
    "in a comment": "RETURN 1 // LOAD CSV\n",
    "in a block comment": "RETURN /* LOAD CSV */ 1",
    "a quoted name": "MATCH (n) RETURN n.`LOAD CSV` AS a",
    "one word of it": "MATCH (load) RETURN load.csv AS csv",
    "longer words": "MATCH (n:LOADS) RETURN n.CSVX, RELOAD, CSV",
}


@pytest.mark.parametrize("text", REFUSED.values(), ids=REFUSED)
def test_reading_of_files_is_seen(text: str) -> None:
    assert loads_csv(text)


@pytest.mark.parametrize("text", ALLOWED.values(), ids=ALLOWED)
def test_words_in_strings_and_comments_are_no_order(text: str) -> None:
    assert not loads_csv(text)


@given(st.text(alphabet="LOADCSV'\"`/*\\n u0041 中(){}[],RETURNAS;", max_size=60))
def test_nothing_is_lost_and_nothing_fails(text: str) -> None:
    assert "".join(token.text for token in tokens(text)) == text
    columns(text)
    loads_csv(text)


@given(st.text(max_size=30))
def test_no_string_hides_what_comes_after_it(inside: str) -> None:
    literal = "'" + inside.replace("\\", "\\\\").replace("'", "\\'") + "'"
    assert loads_csv(f"WITH {literal} AS a LOAD CSV FROM 'x' AS l RETURN l")
    assert loads_csv(f"RETURN {literal} AS a") is False or "\\u" in inside


@pytest.mark.parametrize("text", ["MATCH (n) RETURN *", "MATCH (n) FINISH", "", "CREATE (n)"])
def test_columns_that_cannot_be_told_are_none(text: str) -> None:
    assert columns(text) == ()
