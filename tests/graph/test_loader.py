"""Invariants 3 to 6: twice is once, order does not matter, replacing and deleting are exact. On both stores."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from gongwen.graph import constraints
from gongwen.graph.connection import Store
from gongwen.graph.loader import FILE, LEDGERS_OF, Loader, Outcome, Overtaken, State
from gongwen.graph.rows import FactsError, checked, ready
from gongwen.graph.writing import Writing
from gongwen.schemas import DocumentClaim, Facts, NodeRef, NodeRow, StoreError
from gongwen.schemas.graph import SCHEMA_VERSION, Label, RelType

sys.path.insert(0, str(Path(__file__).parent))
from notices import claim, emptied, graph, notice, row

NUMBER, TITLE, PLAN = (
    "渝府发〔2023〕8号",
    "重庆市人民政府关于印发行动方案（2023—2027年）的通知",
    "行动方案（2023—2027年）",
)


def documents(store: Store) -> dict[str, bool]:
    return dict(store.read("MATCH (d:Document) RETURN d.id, d.ingested").records)


def test_one_document_with_all_that_it_says(store: Store) -> None:
    loader = Loader(store)
    facts = notice(
        claim("甲通知", "铜府〔2023〕90号"),
        [claim(PLAN)],
        agencies=["甲局", "乙局"],
        projects=["某路"],
        indicator="GDP",
    )
    assert loader.ingest(facts) == Outcome.ADDED
    nodes, relationships = graph(store)
    assert len(nodes) == 10
    assert len(relationships) == 14
    assert documents(store) == {"铜府〔2023〕90号": True, PLAN: False}
    cites = store.read("MATCH (:Document)-[r:CITES]->(d) RETURN r.quote, r.role, r.document, d.names").records
    assert cites == [("任务", "basis", "铜府〔2023〕90号", [PLAN])]


def test_loading_twice_writes_nothing(store: Store) -> None:
    facts = notice(claim("甲通知"), [claim(PLAN), claim(TITLE, NUMBER)], projects=["某路"])
    assert Loader(store).ingest(facts) == Outcome.ADDED
    before = graph(store)
    loader = Loader(store)
    assert loader.known(facts.sha256, facts.rules_version)
    assert not loader.known(facts.sha256, "other rules")
    assert loader.ingest(facts) == Outcome.UNCHANGED
    assert graph(store) == before


def test_new_rules_read_the_same_file_again(store: Store) -> None:
    loader = Loader(store)
    loader.ingest(notice(claim("甲通知"), rules="r1"))
    assert loader.ingest(notice(claim("甲通知"), rules="r2")) == Outcome.CHANGED
    assert store.read("MATCH (d:Document) RETURN d.rules_version").records == [("r2",)]


CITED_THEN_HELD = {
    "by its 文号": claim(None, NUMBER),
    "by its full title": claim(TITLE),
    "by the title of what it carries": claim(PLAN),
    "by title and 文号": claim(TITLE, NUMBER),
    "by plan and 文号": claim(PLAN, NUMBER),
    "in other brackets and dashes": claim("行动方案(2023-2027年)", "渝府发[2023]08号"),
}


@pytest.mark.parametrize("mention", CITED_THEN_HELD.values(), ids=CITED_THEN_HELD)
def test_a_cited_document_becomes_the_real_one_when_it_comes(store: Store, mention: DocumentClaim) -> None:
    citing, cited = notice(claim("甲通知"), [mention]), notice(claim(TITLE, NUMBER, PLAN))
    loader = Loader(store)
    loader.ingest(citing)
    assert list(documents(store).values()).count(False) == 1
    loader.ingest(cited)
    assert documents(store) == {"甲通知": True, NUMBER: True}
    assert store.read("MATCH (d:Document {id: '甲通知'})-[:CITES]->(c) RETURN c.id, c.title").records == [
        (NUMBER, TITLE)
    ]
    cited_first = graph(store)
    emptied(store)
    Loader(store).ingest(cited)
    Loader(store).ingest(citing)
    assert graph(store) == cited_first


def test_a_mention_of_title_and_number_joins_two_cited_documents_and_its_end_parts_them(store: Store) -> None:
    loader = Loader(store)
    loader.ingest(notice(claim("甲通知"), [claim(TITLE)]))
    loader.ingest(notice(claim("乙通知"), [claim(None, NUMBER)]))
    apart = graph(store)
    assert documents(store) == {"甲通知": True, "乙通知": True, TITLE: False, NUMBER: False}
    loader.ingest(notice(claim("丙通知"), [claim(TITLE, NUMBER)]))
    assert documents(store) == {"甲通知": True, "乙通知": True, "丙通知": True, NUMBER: False}
    assert store.read(
        "MATCH (d:Document {ingested: true})-[:CITES]->(c) RETURN count(d), count(DISTINCT c)"
    ).records == [(3, 1)]
    assert loader.delete("丙通知") == Outcome.DELETED
    assert graph(store) == apart


def test_a_held_document_takes_the_number_that_others_know_and_keeps_the_ids_of_its_parts(store: Store) -> None:
    loader = Loader(store)
    loader.ingest(notice(claim(TITLE)))
    alone = graph(store)
    loader.ingest(notice(claim("甲通知"), [claim(TITLE, NUMBER)]))
    found = store.read(
        "MATCH (d:Document)-[:HAS_TASK]->(t) WHERE d.title = $t RETURN d.id, d.doc_number, d.document, t.id",
        {"t": TITLE},
    )
    assert found.records == [(NUMBER, NUMBER, TITLE, f"{TITLE}/一/task")]
    assert loader.delete("甲通知") == Outcome.DELETED
    assert graph(store) == alone


def test_replacing_leaves_what_others_say_and_no_orphan(store: Store) -> None:
    loader = Loader(store)
    loader.ingest(
        notice(
            claim("甲通知"), [claim(PLAN)], agencies=["甲局", "乙局"], projects=["一号线", "二号线"], indicator="GDP"
        )
    )
    loader.ingest(notice(claim("乙通知"), agencies=["乙局"], projects=["二号线"]))
    assert loader.ingest(notice(claim("甲通知"), [claim("新规划")], version="2", agencies=["丙局"])) == Outcome.CHANGED
    changed = graph(store)
    assert sorted(documents(store)) == sorted(["甲通知", "乙通知", "新规划"])
    assert store.read("MATCH (a:Agency) RETURN a.name ORDER BY a.name").records == [("丙局",), ("乙局",)]
    assert store.read("MATCH (p:Project) RETURN p.name").records == [("二号线",)]
    assert store.read("MATCH (n) WHERE n:Indicator OR n:Target RETURN n").records == []
    emptied(store)
    Loader(store).ingest(notice(claim("甲通知"), [claim("新规划")], version="2", agencies=["丙局"]))
    Loader(store).ingest(notice(claim("乙通知"), agencies=["乙局"], projects=["二号线"]))
    assert graph(store) == changed


def test_deleting_the_last_document_leaves_nothing(store: Store) -> None:
    loader = Loader(store)
    loader.ingest(
        notice(
            claim("甲通知", "甲〔2020〕1号"), [claim(PLAN), claim(TITLE, NUMBER)], projects=["一号线"], indicator="GDP"
        )
    )
    assert loader.delete("甲〔2020〕1号") == Outcome.DELETED
    assert graph(store) == ([], [])
    assert loader.delete("甲〔2020〕1号") == Outcome.ABSENT


def test_a_deleted_document_that_others_cite_stays_as_cited(store: Store) -> None:
    loader = Loader(store)
    loader.ingest(notice(claim("甲通知"), [claim(PLAN)]))
    before = graph(store)
    loader.ingest(notice(claim(TITLE, NUMBER), projects=["一号线"]))
    loader.delete(NUMBER)
    assert graph(store) == before


def test_what_documents_say_differently_of_a_shared_node_does_not_depend_on_their_order(store: Store) -> None:
    one, two = notice(claim("甲通知"), kind="group"), notice(claim("乙通知"), kind="department")
    graphs = []
    for order in ((one, two), (two, one)):
        emptied(store)
        for facts in order:
            Loader(store).ingest(facts)
        graphs.append(graph(store))
    assert graphs[0] == graphs[1]
    Loader(store).delete("乙通知")
    assert store.read("MATCH (a:Agency) RETURN a.kind").records == [("group",)]


def test_two_loaders_see_each_others_documents(store: Store) -> None:
    one, other = Loader(store), Loader(store)
    one.ingest(notice(claim("甲通知"), [claim(PLAN)]))
    other.ingest(notice(claim("乙通知"), [claim(PLAN, NUMBER)]))
    one.ingest(notice(claim("丙通知"), [claim(PLAN)]))
    assert other.documents() == ("丙通知", "乙通知", "甲通知")
    assert documents(store) == {"甲通知": True, "乙通知": True, "丙通知": True, NUMBER: False}


def test_who_was_overtaken_is_told_and_knows_by_whom(store: Store) -> None:
    one, other = Loader(store), Loader(store)
    one.ingest(notice(claim("甲通知")))
    seen = one.noted("乙通知")
    assert seen is None
    theirs, mine = (notice(claim("乙通知"), version=version) for version in "12")
    assert other.ingest(theirs) == Outcome.ADDED
    before = graph(store)
    with pytest.raises(Overtaken):
        one.load(ready(mine), over=seen)
    assert graph(store) == before
    seen = one.noted("乙通知")
    assert seen == State(theirs.sha256, theirs.rules_version)
    assert one.load(ready(mine), over=seen) == Outcome.CHANGED


def test_a_graph_that_was_emptied_meanwhile_is_made_again(store: Store) -> None:
    loader = Loader(store)
    loader.ingest(notice(claim("甲通知")))
    emptied(store)
    loader.ingest(notice(claim("乙通知")))
    assert documents(store) == {"乙通知": True}
    assert constraints.check(store)


def test_several_programs_may_load_at_once(store: Store) -> None:
    documents = [
        notice(
            claim(f"第{n}号通知"),
            [claim(f"第{n + 1}号通知", f"甲〔2020〕{n + 1}号"), claim(PLAN)],
            agencies=["甲局", "乙局"],
        )
        for n in range(12)
    ]
    for facts in documents:
        Loader(store).ingest(facts)
    one_after_the_other = graph(store)
    emptied(store)
    with ThreadPoolExecutor(4) as programs:
        outcomes = list(programs.map(lambda facts: Loader(store).ingest(facts), documents * 2))
    assert sorted(outcomes) == [Outcome.ADDED] * 12 + [Outcome.UNCHANGED] * 12
    assert graph(store) == one_after_the_other


def test_the_next_program_goes_on_with_what_this_one_knows(
    embedded_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    read = Store.read
    monkeypatch.setattr(
        Store, "read", lambda store, text, *more, **named: asked.append(text) or read(store, text, *more, **named)
    )
    for n in range(3):
        Loader(embedded_store).ingest(notice(claim(f"第{n}号通知"), [claim(PLAN)]))
    assert LEDGERS_OF not in asked
    (embedded_store.embedded.folder / FILE).unlink()
    assert Loader(embedded_store).documents() == ("第0号通知", "第1号通知", "第2号通知")
    assert LEDGERS_OF in asked


def test_a_document_that_could_not_be_written_is_not_noted_either(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    loader = Loader(store)
    loader.ingest(notice(claim("甲通知"), [claim(PLAN)]))
    before = graph(store)
    run = Writing.run

    def broken(writing: Writing) -> None:
        run(writing)
        raise StoreError("broken")

    with monkeypatch.context() as patch, pytest.raises(StoreError, match="broken"):
        patch.setattr(Writing, "run", broken)
        loader.ingest(notice(claim(TITLE, NUMBER), agencies=["乙局"]))
    assert loader.documents() == ("甲通知",)
    assert graph(store) == before
    assert loader.ingest(notice(claim(TITLE, NUMBER), agencies=["乙局"])) == Outcome.ADDED
    assert loader.delete(NUMBER) == Outcome.DELETED
    assert graph(store) == before


def test_an_ambiguous_citation_is_reported_with_its_candidates(store: Store) -> None:
    loader = Loader(store)
    loader.ingest(notice(claim("2023年工作要点", "甲〔2023〕1号"), region="甲市"))
    loader.ingest(notice(claim("2023年工作要点", "乙〔2023〕1号"), region="乙市"))
    loader.ingest(notice(claim("丙通知"), [claim("2023年工作要点", region="丙市")]))
    assert [each.candidates for each in loader.ambiguities()] == [("乙〔2023〕1号", "甲〔2023〕1号")]
    assert documents(store)["2023年工作要点"] is False


def test_large_texts_and_many_rows_are_kept_whole(store: Store) -> None:
    facts = notice(claim("甲通知"), agencies=[f"第{n}局" for n in range(300)], version="文" * 700_000)
    Loader(store).ingest(facts)
    assert store.read("MATCH (d:Document) RETURN size(d.text)").records == [(700_002,)]
    assert store.read("MATCH (:Agency)-[r:SUPPORTS]->(:Task) RETURN count(r)").records == [(299,)]


def test_a_failed_transaction_leaves_the_graph_as_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    loader = Loader(store)
    loader.ingest(notice(claim("甲通知"), [claim(PLAN)]))
    before = graph(store)
    monkeypatch.setattr(Writing, "_drop_shared", lambda writing: writing._do("RETURN nonsense"))
    with pytest.raises(StoreError, match="refused"):
        loader.ingest(notice(claim("乙通知"), [claim(PLAN, NUMBER)]))
    monkeypatch.undo()
    assert graph(store) == before
    assert loader.ingest(notice(claim("乙通知"), [claim(PLAN, NUMBER)])) == Outcome.ADDED


def test_a_graph_of_another_version_is_refused(store: Store) -> None:
    Loader(store).ingest(notice(claim("甲通知")))
    for version, word in ((SCHEMA_VERSION + 1, "upgrade gongwen"), (SCHEMA_VERSION - 1, "migrate-graph")):
        with store.write_session() as session:
            session.run("MATCH (m:Gongwen) SET m.schema_version = $v", v=version).consume()
        with pytest.raises(StoreError, match=word):
            Loader(store).ingest(notice(claim("乙通知")))


WRONG_ROWS = {
    "a node without an id": lambda f: {"nodes": (*f.nodes, NodeRow(label=Label.AGENCY, id=" ", properties={}))},
    "no document row": lambda f: {"nodes": f.nodes[1:]},
    "a document row of another": lambda f: {"nodes": (*f.nodes, NodeRow(label=Label.DOCUMENT, id="他", properties={}))},
    "an own node under a strange id": lambda f: {
        "nodes": (*f.nodes, NodeRow(label=Label.TASK, id="他/一", properties={}))
    },
    "one node said twice": lambda f: {"nodes": (*f.nodes, f.nodes[1].model_copy(update={"properties": {"level": 7}}))},
    "a number that is none": lambda f: {
        "nodes": (f.nodes[0].model_copy(update={"properties": {"x": float("nan")}}), *f.nodes[1:])
    },
    "an end that is no row": lambda f: {"nodes": f.nodes[:-1]},
    "a citation without names": lambda f: {
        "relationships": (
            row(RelType.CITES, f.relationships[0].start, NodeRef(label=Label.DOCUMENT, claim=claim(" ")), ""),
        )
    },
    "a type that the schema does not have there": lambda f: {
        "relationships": (row(RelType.LEADS, f.relationships[0].start, f.relationships[0].end, ""),)
    },
}


@pytest.mark.parametrize("change", WRONG_ROWS.values(), ids=WRONG_ROWS)
def test_rows_at_fault_are_refused_before_they_are_sent(change: Callable[[Facts], dict[str, Any]]) -> None:
    facts = notice(claim("甲通知"), [claim(PLAN)])
    checked(facts)
    with pytest.raises(FactsError, match=r"甲通知|Agency|他"):
        checked(facts.model_copy(update=change(facts)))
