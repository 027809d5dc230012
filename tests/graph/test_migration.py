"""The version of a graph: an older one is upgraded where it stands or told how to be made anew, a newer one is refused."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

import pytest
from gongwen.graph import constraints, migration
from gongwen.graph.connection import Store
from gongwen.graph.constraints import check, open_graph, version
from gongwen.graph.loader import Loader, Outcome
from gongwen.graph.migration import Migration, migrate
from gongwen.schemas import StoreError
from gongwen.schemas.graph import SCHEMA_VERSION

sys.path.insert(0, str(Path(__file__).parent))
from notices import claim, graph, notice

DOCUMENTS = (notice(claim("甲通知"), [claim("规划")], projects=["某路"]), notice(claim("乙通知", "乙〔2020〕1号")))


@pytest.fixture
def old(store: Store) -> Store:
    """A graph of two documents, from before versions were noted."""
    for facts in DOCUMENTS:
        Loader(store).ingest(facts)
    write(store, "MATCH (m:Gongwen) DELETE m")
    return store


def write(store: Store, cypher: str, **parameters: Any) -> None:
    with store.write_session() as session:
        session.run(cypher, parameters).consume()


def meta(store: Store) -> list[tuple[Any, ...]]:
    return store.read("MATCH (m:Gongwen) RETURN m.id, m.schema_version, m.contents").records


def test_an_empty_store_has_no_version_and_needs_none(store: Store) -> None:
    assert version(store) is None
    assert check(store) is False
    assert migrate(store) == Migration(None, None)
    assert meta(store) == []


def test_documents_of_somebody_else_are_no_graph_of_ours(store: Store) -> None:
    write(store, "CREATE (:Document {id: 'a letter'})")
    assert version(store) is None


def test_a_graph_without_a_version_is_version_0_and_refused(old: Store) -> None:
    assert version(old) == 0
    with pytest.raises(StoreError, match=rf"older gongwen \(schema 0, .*`gongwen migrate-graph --graph {old.address}`"):
        check(old)
    with pytest.raises(StoreError, match="migrate-graph"):
        Loader(old).ingest(notice(claim("丙通知")))
    assert meta(old) == []


def test_version_0_becomes_the_graph_that_loading_anew_would_make(old: Store) -> None:
    before = graph(old)
    assert migrate(old) == Migration(0, SCHEMA_VERSION)
    assert graph(old) == before
    noted = meta(old)
    assert all(Loader(old).ingest(facts) == Outcome.UNCHANGED for facts in DOCUMENTS)
    write(old, "MATCH (n) DETACH DELETE n")
    for facts in DOCUMENTS:
        Loader(old).ingest(facts)
    assert (graph(old), meta(old)) == (before, noted)


def test_the_second_time_nothing_is_done(old: Store) -> None:
    migrate(old)
    noted = meta(old)
    assert migrate(old) == Migration(SCHEMA_VERSION, SCHEMA_VERSION)
    assert meta(old) == noted


def test_what_cannot_be_upgraded_is_left_as_it_is_and_says_from_what_it_can_be_made(old: Store) -> None:
    write(old, "MATCH (d:Document {document: '甲通知'}) SET d.path = 'notices/甲.txt' REMOVE d._ledger")
    before = graph(old)
    with pytest.raises(StoreError, match=r"in 1 documents: .*`gongwen ingest \. notices --graph NEW`"):
        migrate(old)
    assert (graph(old), meta(old)) == (before, [])


def test_a_step_that_fails_leaves_the_version_before(old: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(transaction: Any) -> dict[str, Any]:
        transaction.run("MATCH (d:Document) SET d.title = 'spoilt'").consume()
        raise StoreError("broken")

    before = graph(old)
    with monkeypatch.context() as changed:
        changed.setattr(migration, "SCHEMA_VERSION", SCHEMA_VERSION + 1)
        changed.setattr(migration, "UPGRADES", {**migration.UPGRADES, SCHEMA_VERSION: broken})
        with pytest.raises(StoreError, match="broken"):
            migrate(old)
    assert graph(old) == before
    assert version(old) == SCHEMA_VERSION


def test_a_newer_graph_is_refused_by_every_way_in(store: Store) -> None:
    Loader(store).ingest(DOCUMENTS[0])
    write(store, "MATCH (m:Gongwen) SET m.schema_version = $v", v=SCHEMA_VERSION + 1)
    for way in (check, migrate, lambda each: Loader(each).ingest(DOCUMENTS[1])):
        with pytest.raises(StoreError, match=r"newer gongwen .*: upgrade gongwen"):
            way(store)


def test_a_graph_that_is_refused_is_closed_again(old: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    if old.embedded is None:
        monkeypatch.setenv("GONGWEN_GRAPH_PASSWORD", str((old._server_login or ("", ""))[1]))
    opened: list[Store] = []
    real = constraints.open_store
    monkeypatch.setattr(constraints, "open_store", lambda address: opened.append(real(address)) or opened[-1])
    with pytest.raises(StoreError, match="migrate-graph"):
        open_graph(old.address)
    with pytest.raises(StoreError, match="is closed"):
        opened[0].read("RETURN 1")
    migrate(old)
    with open_graph(old.address) as store:
        assert version(store) == SCHEMA_VERSION


def test_every_older_version_has_its_step() -> None:
    assert sorted(migration.UPGRADES) == list(range(SCHEMA_VERSION))
