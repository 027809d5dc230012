"""Every saved query runs, and both stores answer it alike over the same documents (invariant 7)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from gongwen.graph import saved
from gongwen.graph.ask import Result
from gongwen.graph.connection import Store
from gongwen.graph.loader import Loader
from gongwen.schemas import Facts, QueryError
from gongwen.schemas.graph import Label, RelType

sys.path.insert(0, str(Path(__file__).parent))
from notices import claim, graph, notice

EXAMPLE, CITY, PLAN = "铜府〔2023〕90号", "渝府发〔2023〕8号", "行动方案（2023—2027年）"
CITY_TITLE = f"重庆市人民政府关于印发{PLAN}的通知"


def documents() -> list[Facts]:
    return [
        notice(
            claim("实施方案的通知", EXAMPLE),
            [claim(PLAN), claim("成渝地区双城经济圈建设规划纲要")],
            agencies=["发展和改革委员会", "教育委员会"],
            projects=["淮远校区", "某铁路"],
            indicator="地区生产总值",
        ),
        notice(
            claim(CITY_TITLE, CITY),
            [claim("成渝地区双城经济圈建设规划纲要"), claim("国务院通知", "国发〔2020〕1号")],
            agencies=["教育委员会"],
            region="重庆市",
            indicator="地区生产总值",
        ),
        notice(claim("第三个通知"), [claim(CITY_TITLE)], agencies=["各镇街", "教育委员会"], kind="group"),
        notice(claim("工作要点", "甲〔2023〕1号"), []),
        notice(claim("工作要点", "乙〔2023〕1号"), []),
    ]


GIVEN = {
    "tasks_by_agency": [{"agency": "教育委员会"}, {"agency": "教育委员会", "role": "lead"}, {"agency": "无此机关"}],
    "tasks_of_groups": [{}, {"document": "第三个通知"}],
    "citations_out": [{"document": EXAMPLE}, {"document": PLAN}],
    "citations_in": [{"document": PLAN}, {"document": "无此文件"}],
    "rests_on": [{"document": EXAMPLE}, {"document": "第三个通知"}],
    "targets_by_indicator": [{"indicator": "地区生产总值"}],
    "targets_of_document": [{}, {"document": CITY}],
    "projects_by_phase": [{}, {"phase": "build", "document": EXAMPLE}, {"phase": "apply"}],
    "agencies_working_together": [{}, {"at_least": 2}],
}
SILENT = {("tasks_by_agency", 2), ("citations_in", 1), ("projects_by_phase", 2), ("agencies_working_together", 1)}


@pytest.fixture
def both(embedded_store: Store, neo4j_store: Store) -> tuple[Store, Store]:
    for store in (embedded_store, neo4j_store):
        loader = Loader(store)
        for facts in documents():
            loader.ingest(facts)
    return embedded_store, neo4j_store


def test_both_stores_hold_the_same_graph(both: tuple[Store, Store]) -> None:
    embedded, server = map(graph, both)
    assert embedded == server


def test_both_stores_answer_every_saved_query_alike(both: tuple[Store, Store]) -> None:
    for name in saved.saved_queries():
        for place, given in enumerate(GIVEN.get(name, [{}])):
            embedded, server = (saved.run(store, name, given) for store in both)
            assert embedded.columns == server.columns, name
            assert _text(embedded) == _text(server), name
            assert bool(embedded.rows) is ((name, place) not in SILENT), (name, given)


def _text(result: Result) -> str:
    return json.dumps(result.rows, ensure_ascii=False)


def test_what_the_saved_queries_say(embedded_store: Store) -> None:
    loader = Loader(embedded_store)
    for facts in documents():
        loader.ingest(facts)

    def told(name: str, columns: str, **params: object) -> list[tuple[object, ...]]:
        return [
            tuple(row[column] for column in columns.split()) for row in saved.run(embedded_store, name, params).dicts()
        ]

    assert told("tasks_by_agency", "document role", agency="教育委员会") == [
        (CITY, "lead"),
        ("第三个通知", "support"),
        (EXAMPLE, "support"),
    ]
    assert told("tasks_of_groups", "agency role", role="lead") == [("重庆市铜梁区/各镇街", "lead")]
    assert told("citations_out", "cited held", document=EXAMPLE) == [
        ("成渝地区双城经济圈建设规划纲要", False),
        (CITY, True),
    ]
    assert told("rests_on", "document steps", document="第三个通知") == [
        (CITY, 1),
        ("国发〔2020〕1号", 2),
        ("成渝地区双城经济圈建设规划纲要", 2),
    ]
    assert told("orphan_citations", "cited documents") == [
        ("成渝地区双城经济圈建设规划纲要", 2),
        ("国发〔2020〕1号", 1),
    ]
    assert told("ambiguous_titles", "title documents") == [("工作要点", ["乙〔2023〕1号", "甲〔2023〕1号"])]
    assert told("agencies_working_together", "agency other tasks", document=EXAMPLE) == [
        ("发展和改革委员会", "教育委员会", 1)
    ]
    assert ("node", "Document", 7) in told("counts", "what name count")


def test_counts_asks_for_every_label_and_relationship_type_by_its_name() -> None:
    """Counting all nodes at once and grouping them takes a store's whole memory at some thousand notices."""
    cypher = saved.find("counts").cypher
    assert [label.value for label in Label if f"(n:{label.value})" not in cypher] == []
    assert [kind.value for kind in RelType if f"[r:{kind.value}]" not in cypher] == []


def test_every_query_is_told_in_two_languages_with_examples_that_fit() -> None:
    queries = saved.saved_queries()
    assert set(GIVEN) <= set(queries)
    for query in queries.values():
        assert query.title and query.title_zh and query.description.endswith(".")
        for parameter in query.parameters:
            assert f"${parameter.name}" in query.cypher
            assert parameter.checked(parameter.example) == parameter.example


WRONG = {
    "missing": ("citations_out", {}, "must be given, for example document="),
    "unknown": ("citations_out", {"document": "x", "doc": "y"}, "no parameter doc; it has: document"),
    "other type": ("agencies_working_together", {"at_least": "many"}, "should be of type int"),
    "no such query": ("citation_out", {}, "Is it citations_out"),
}


@pytest.mark.parametrize(("name", "params", "words"), WRONG.values(), ids=WRONG)
def test_what_is_wrong_with_a_call_is_told(name: str, params: dict[str, object], words: str) -> None:
    with pytest.raises(QueryError, match=words):
        saved.find(name).arguments(params)


def test_a_number_may_come_as_text() -> None:
    assert saved.find("agencies_working_together").arguments({"at_least": "3"}) == {"at_least": 3, "document": None}


@pytest.mark.parametrize("text", ["// title: only\nRETURN 1", "// parameter: {\nRETURN 1", "// colour: red\nRETURN 1"])
def test_a_file_without_its_head_is_refused(text: str) -> None:
    with pytest.raises(QueryError, match="saved query x"):
        saved.parse("x", text)
