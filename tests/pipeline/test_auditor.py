from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from gongwen.graph.connection import Store
from gongwen.graph.loader import Loader
from gongwen.pipeline.auditor import AgencyTasks, known_agencies, tasks_of_agency
from gongwen.pipeline.canonicalise import canonicalise
from gongwen.pipeline.extract import extract
from gongwen.pipeline.read import read
from gongwen.schemas import AgencyKind, Basis, Facts, GoldNotice, Role

CORPUS = Path(__file__).parents[2] / "corpus"
DISTRICT, PROVINCE, COUNTRY = "铜府〔2023〕90号", "jiangxi-2020-putonggaozhong", "guofa-2017-37-chuangxinqudong"
OFFICE = "重庆市铜梁区/重庆市铜梁区发展和改革委员会"


@cache
def facts(name: str) -> Facts:
    source = read(CORPUS / "notices" / f"{name}.txt")
    return canonicalise(extract(source), text=source.text)


def text(name: str) -> str:
    return (CORPUS / "notices" / f"{name}.txt").read_text(encoding="utf-8")


@pytest.fixture
def filled(store: Store) -> Store:
    loader = Loader(store)
    for name in (DISTRICT, PROVINCE, COUNTRY):
        loader.ingest(facts(name))
    return store


def check_evidence(answer: AgencyTasks) -> None:
    whole = {rows.document_id: text(name) for name in (DISTRICT, PROVINCE, COUNTRY) for rows in [facts(name)]}
    for task in (*answer.tasks, *answer.group_tasks):
        assert whole[task.document][task.start : task.end] == task.quote
        assert task.surface in "".join(task.quote.split())
        assert "\n" not in task.quote
        named = whole[task.document].count("\n", 0, task.start) + 1
        assert task.place == f"第{named}行"


def test_answers(filled: Store) -> None:
    """One fill of each store, all the questions: the stores must agree, and a fill is what costs."""
    by_alias = [
        tasks_of_agency(filled, typed)
        for typed in ("区发改委", "铜梁区发展和改革委员会", "区发展改革委", "铜梁区发改委")
    ]
    for answer in by_alias:
        assert [agency.id for agency in answer.agencies] == [OFFICE]
        assert not answer.ambiguous and not answer.near
        assert answer.tasks == by_alias[0].tasks and answer.group_tasks == by_alias[0].group_tasks
        check_evidence(answer)

    gold = GoldNotice.model_validate_json((CORPUS / "gold" / f"{DISTRICT}.json").read_bytes())
    duties = {(task.path, task.role) for task in by_alias[0].tasks}
    for task in gold.tasks:
        if task.basis is Basis.NOTE:
            for role, agencies in ((Role.LEAD, task.lead), (Role.RESPONSIBLE, task.responsible)):
                assert ("区发展改革委" in agencies) == ((task.path, role) in duties)

    groups = {(task.surface, task.kind) for task in by_alias[0].group_tasks}
    assert ("各部门", AgencyKind.GROUP) in groups
    assert "区属重点国有企业" not in {surface for surface, _ in groups}

    leads = tasks_of_agency(filled, "区发改委", Role.LEAD)
    assert {task.role for task in leads.tasks} == {Role.LEAD}
    assert leads.tasks == tuple(task for task in by_alias[0].tasks if task.role is Role.LEAD)

    several = tasks_of_agency(filled, "发改委")
    assert several.ambiguous
    assert {agency.region for agency in several.agencies} == {"重庆市铜梁区", "江西省", "中华人民共和国"}
    assert {task.document for task in several.tasks} == {DISTRICT, "赣府厅发〔2020〕4号", "国发〔2017〕37号"}

    for document in (
        "赣府厅发〔2020〕4号",
        "赣府厅发[2020] 4号",
        "江西省人民政府办公厅关于新时代推进普通高中育人方式改革的实施意见",
    ):
        one = tasks_of_agency(filled, "发改委", document=document)
        assert {task.document for task in one.tasks} == {"赣府厅发〔2020〕4号"}

    wrong = tasks_of_agency(filled, "区发张改革委")
    assert wrong.agencies == () and wrong.tasks == () and wrong.group_tasks == ()
    assert wrong.near[0] == "重庆市铜梁区发展和改革委员会"

    roads = [task for task in tasks_of_agency(filled, "区交通局").tasks if task.targets]
    assert any("公里（2027）" in target for task in roads for target in task.targets)


def test_empty_graph_knows_nobody(embedded_store: Store) -> None:
    assert known_agencies(embedded_store) == ()
    answer = tasks_of_agency(embedded_store, "区发改委")
    assert answer.agencies == () and answer.near == () and answer.tasks == ()
