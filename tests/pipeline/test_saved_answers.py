"""Saved questions by the names that people use, on both stores; what names nothing is told, with near names."""

from __future__ import annotations

import pytest
from gongwen.graph.connection import Store
from gongwen.graph.loader import Loader
from gongwen.pipeline.auditor import tasks_of_agency
from gongwen.pipeline.saved_answers import WORDS, UnknownNameError, value_of
from gongwen.pipeline.shell import answer, converse
from test_auditor import DISTRICT, OFFICE, facts


@pytest.fixture
def filled(store: Store) -> Store:
    Loader(store).ingest(facts(DISTRICT))
    return store


def test_an_agency_goes_by_every_name_that_tasks_takes(filled: Store) -> None:
    wanted = sorted((task.task, task.role.value) for task in tasks_of_agency(filled, "区发改委").tasks)
    assert len(wanted) > 20
    for name in ("区发改委", "区发展改革委", "重庆市铜梁区发展和改革委员会", OFFICE):
        rows = answer(filled, "tasks_by_agency", {"agency": name}).dicts()
        assert sorted((row["task"], row["role"]) for row in rows) == wanted, name


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("牵头", "lead"), ("lead", "lead"), ("LEAD", "lead"), ("牵头单位", "lead"), ("主办", "lead"), ("责任", "responsible"),
     ("责任单位", "responsible"), ("负责", "responsible"), ("配合", "support"), ("协办", "support"), ("配合 单位", "support"),
     ("时限", None), ("备注", None), ("头", None)],
)  # fmt: skip
def test_a_role_in_chinese(typed: str, meant: str | None) -> None:
    assert value_of("role", typed) == meant


def test_every_value_and_its_chinese_word_are_taken() -> None:
    for parameter, words in WORDS.items():
        assert {value_of(parameter, typed) for typed in (*words, *words.values())} == set(words)


def test_a_role_narrows_the_answer(filled: Store) -> None:
    rows = {
        role: answer(filled, "tasks_by_agency", {"agency": "区发改委", "role": role}).rows for role in ("lead", "牵头")
    }
    assert rows["lead"] == rows["牵头"] != []


def test_a_document_goes_by_its_number_however_written(filled: Store) -> None:
    rows = answer(filled, "targets_of_document", {"document": "铜府[2023]90号"}).rows
    assert rows == answer(filled, "targets_of_document", {"document": DISTRICT}).rows != ()


UNKNOWN = {
    "agency": ("tasks_by_agency", {"agency": "区发改局"}, "重庆市铜梁区发展和改革委员会"),
    "document": ("rests_on", {"document": "铜府〔2023〕91号"}, DISTRICT),
    "indicator": ("targets_by_indicator", {"indicator": "城镇化率"}, "常住人口城镇化率"),
}


@pytest.mark.parametrize(("name", "given", "near"), UNKNOWN.values(), ids=UNKNOWN.keys())
def test_what_names_nothing_is_told_with_near_names(filled: Store, name: str, given: dict[str, str], near: str) -> None:
    with pytest.raises(UnknownNameError, match=r"No \w+ of the graph is called") as told:
        answer(filled, name, given)
    assert near in told.value.near and near in str(told.value)


def test_a_word_that_is_no_role_is_told_with_all_roles(filled: Store) -> None:
    with pytest.raises(UnknownNameError, match=r"lead \(牵头\)"):
        answer(filled, "tasks_by_agency", {"agency": "区发改委", "role": "boss"})


def test_what_is_known_and_has_nothing_is_an_answer(filled: Store) -> None:
    assert answer(filled, "tasks_by_agency", {"agency": "区发改委", "document": "渝府发〔2023〕8号"}).rows == ()


def test_the_prompt_takes_them_too(filled: Store) -> None:
    shown, said = [], []
    lines = iter(["tasks_by_agency agency=区发改委 role=牵头", "tasks_by_agency agency=区发改局", "quit"])
    converse(filled, lambda _: next(lines), shown.append, said.append)
    assert len(shown) == 1 and shown[0].rows
    assert said and "Near names" in said[0]
