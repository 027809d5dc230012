"""What is mistyped in a question gets a hint; what is right, or no name of the schema's, gets none."""

from __future__ import annotations

import pytest
from gongwen.graph.hints import hints
from gongwen.graph.saved import saved_queries
from gongwen.schemas.graph import Label, RelType

MISTYPED = {
    "label": ("MATCH (a:Agnecy) RETURN a", [("label", "Agnecy", "Agency")]),
    "label by its case": ("MATCH (a:agency) RETURN a", [("label", "agency", "Agency")]),
    "label without a variable": ("MATCH (:Docment) RETURN 1", [("label", "Docment", "Document")]),
    "label asked for": ("MATCH (a) WHERE a:Agnecy RETURN a", [("label", "Agnecy", "Agency")]),
    "quoted label": ("MATCH (a:`Agnecy`) RETURN a", [("label", "Agnecy", "Agency")]),
    "type": ("MATCH (a)-[:LEAD]->(t) RETURN t", [("type", "LEAD", "LEADS")]),
    "type behind another": ("MATCH (a)-[r:LEADS|SUPPORT]->(t) RETURN t", [("type", "SUPPORT", "SUPPORTS")]),
    "property": ("MATCH (a:Agency) RETURN a.nmae", [("property", "nmae", "name")]),
    "property in a pattern": ("MATCH (a:Agency {nmae: '甲'}) RETURN a", [("property", "nmae", "name")]),
    "property of a relationship": ("MATCH ()-[r:CITES {rol: 'basis'}]->() RETURN r", [("property", "rol", "role")]),
    "property in a projection": ("MATCH (t:Task) RETURN t {.titel, .text}", [("property", "titel", "title")]),
    "two": ("MATCH (a:Agnecy) RETURN a.nmae", [("label", "Agnecy", "Agency"), ("property", "nmae", "name")]),
}
RIGHT = [
    "MATCH (a:Agency {name: 'x.nmae (:Agnecy)'}) RETURN a.name // (:Agnecy)",
    "RETURN {nmae: 1} AS row",
    "UNWIND [{hits: 1}] AS row RETURN row.hits, 1.5, date().year",
    "CALL db.labels() YIELD label RETURN label",
    "MATCH p = (a:Agency)-[:LEADS*1..3]->(t:Task&!Section) RETURN length(p)",
    "MATCH (a) RETURN [x IN [1, 2] | x] AS list, a['name']",
    "hello",
    "",
]


@pytest.mark.parametrize(("cypher", "wanted"), MISTYPED.values(), ids=MISTYPED.keys())
def test_a_mistyped_name_gets_near_ones(cypher: str, wanted: list[tuple[str, str, str]]) -> None:
    assert [(hint.kind, hint.name, hint.near[0]) for hint in hints(cypher)] == wanted


@pytest.mark.parametrize("cypher", RIGHT)
def test_what_is_right_gets_none(cypher: str) -> None:
    assert hints(cypher) == ()


@pytest.mark.parametrize("name", saved_queries())
def test_no_saved_question_gets_any(name: str) -> None:
    assert hints(saved_queries()[name].cypher) == ()


def test_a_name_that_resembles_nothing_gets_all_there_are() -> None:
    assert hints("MATCH (q:Xyzzy) RETURN q")[0].near == tuple(Label)
    assert hints("MATCH ()-[q:QQQ]->() RETURN q")[0].near == tuple(RelType)
    assert "did you mean Agency" in str(hints("MATCH (a:Agnecy) RETURN a")[0])
