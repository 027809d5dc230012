"""The words of the page: every key that a template or a view names is there, in both languages, and no other."""

from __future__ import annotations

import re
from importlib.resources import files
from string import Formatter

import pytest
from gongwen.graph.saved import saved_queries
from gongwen.pipeline.page.rendering import Words, catalogue
from gongwen.schemas import QueryFault, SetAsideReason
from gongwen.schemas.graph import Label, RelType

PAGE = files("gongwen.pipeline.page")
SOURCES = [
    entry.read_text(encoding="utf-8")
    for folder in (PAGE, PAGE / "templates")
    for entry in folder.iterdir()
    if entry.name.endswith((".py", ".html"))
]
USED = {key for source in SOURCES for key in re.findall(r"""(?:\bt|words|self)(?:\.raw)?\(['"]([\w.]+)['"]""", source)}
BEGUN = {
    key
    for source in SOURCES
    for key in re.findall(r"""['"]([a-z]+\.)['"] [+~]|f['"]([a-z]+\.)\{""", source)
    for key in key
    if key
}


def test_every_key_that_is_used_is_there() -> None:
    assert {key for key in USED if not key.endswith(".")} <= set(catalogue())


def test_every_key_that_is_there_is_used() -> None:
    assert not {key for key in catalogue() if key not in USED and not key.startswith(tuple(BEGUN))}


@pytest.mark.parametrize("key", catalogue())
def test_both_languages_say_the_same_things(key: str) -> None:
    zh, en = catalogue()[key]
    assert zh and en
    named = [{name for _, name, _, _ in Formatter().parse(words) if name} for words in (zh, en)]
    assert named[0] == named[1]


def test_all_of_a_kind_have_words() -> None:
    wanted = [f"kind.{label.lower()}" for label in Label] + [f"relationship.{kind}" for kind in RelType]
    wanted += [f"reason.{reason}" for reason in SetAsideReason] + [f"question.{name}" for name in saved_queries()]
    wanted += [f"parameter.{p.name}" for query in saved_queries().values() for p in query.parameters]
    wanted += [f"refused.{fault}" for fault in QueryFault]
    assert not set(wanted) - set(catalogue())


def test_an_unknown_language_is_chinese() -> None:
    assert Words("fr").language == Words("").language == "zh"
