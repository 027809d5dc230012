"""The graph as files for `neo4j-admin database import`: imported into a real Neo4j, it is the graph that was exported."""

from __future__ import annotations

import csv
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from gongwen.graph import admin_export
from gongwen.graph.admin_export import completion, to_neo4j_admin
from gongwen.graph.connection import Store, open_store
from gongwen.graph.constraints import statements
from gongwen.graph.loader import Loader, Outcome
from gongwen.graph.migration import migrate
from gongwen.schemas import Facts, StoreError
from gongwen.schemas.graph import NODE_TYPES, RELATIONSHIP_TYPES

sys.path.insert(0, str(Path(__file__).parent))
from neo4j_server import PASSWORD, Neo4jServer, admin_tool
from notices import claim, graph, notice

HARD: dict[str, Any] = {
    "text": '正文\x0b二\n行, "引" 与 \\',
    "title": "",
    "genre": " 两边有空格 ",
    "disclosure": "007",
    "issued_on": "2023",
    "findings": (),
}


def documents() -> list[Facts]:
    first = notice(
        claim("甲通知"), [claim("规划"), claim("乙通知", "乙〔2020〕1号")], projects=["某“路”"], indicator="GDP"
    )
    row = first.nodes[0].model_copy(update={"properties": first.nodes[0].properties | HARD})
    task = first.nodes[2].model_copy(
        update={"properties": first.nodes[2].properties | {"measures": ("甲;乙", '"', "丙\n")}}
    )
    first = first.model_copy(update={"nodes": (row, first.nodes[1], task, *first.nodes[3:])})
    return [first, notice(claim("乙通知", "乙〔2020〕1号"), agencies=["乙,局", "丙局"])]


def load(store: Store) -> None:
    for facts in documents():
        Loader(store).ingest(facts)


def meta(store: Store) -> list[tuple[Any, ...]]:
    return store.read("MATCH (m:Gongwen) RETURN m.id, m.schema_version, m.contents").records


def test_what_is_imported_into_neo4j_is_the_graph_that_was_exported(
    embedded_store: Store, neo4j_server: Neo4jServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    load(embedded_store)
    nodes, relationships = graph(embedded_store)
    files = tmp_path / "导出"
    assert to_neo4j_admin(embedded_store, files) == len(nodes) + len(relationships)
    home = tmp_path / "server"
    environment = {"PATH": f"{admin_tool(tmp_path / 'bin').parent}:{os.environ['PATH']}", "NEO4J_HOME": str(home)}
    (home / "conf").mkdir(parents=True)
    done = subprocess.run(
        ["sh", files / "import.sh"],
        env={**os.environ, **environment, "NEO4J_CONF": str(home / "conf")},
        capture_output=True,
        text=True,
        cwd="/",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    server = Neo4jServer(home)
    try:
        monkeypatch.setenv("GONGWEN_GRAPH_PASSWORD", PASSWORD)
        with open_store(server.uri) as store:
            assert migrate(store).before == migrate(store).after
            assert graph(store) == (nodes, relationships)
            assert meta(store) == meta(embedded_store)
            assert len(store.read("SHOW CONSTRAINTS").records) == len(statements())
            assert all(Loader(store).ingest(facts) == Outcome.UNCHANGED for facts in documents())
            for each in (store, embedded_store):
                assert Loader(each).delete("甲通知") == Outcome.DELETED
            assert graph(store) == graph(embedded_store)
    finally:
        server.stop()


def test_the_statements_to_run_afterwards_are_those_that_migrating_runs(embedded_store: Store, tmp_path: Path) -> None:
    load(embedded_store)
    before = graph(embedded_store)
    to_neo4j_admin(embedded_store, tmp_path)
    said = (tmp_path / "afterwards.cypher").read_text(encoding="utf-8")
    assert said == "".join(f"{each};\n" for each in (*statements(), *completion()))
    with embedded_store.write_session() as session:
        session.run("MATCH (d:Document) WHERE d.findings = [] SET d._empty = ['findings'] REMOVE d.findings").consume()
    assert graph(embedded_store) != before
    with embedded_store.write_session() as session:
        for statement in said.split(";\n")[:-1]:
            session.run(statement).consume()
    assert graph(embedded_store) == before


def test_both_stores_give_the_same_files_of_every_label_and_type(
    embedded_store: Store, neo4j_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for store in (embedded_store, neo4j_store):
        load(store)
    to_neo4j_admin(embedded_store, tmp_path / "one")
    monkeypatch.setattr("gongwen.graph.pages.PAGE", 1)
    to_neo4j_admin(neo4j_store, tmp_path / "two")
    files = sorted(path.name for path in (tmp_path / "one").iterdir())
    assert files == sorted(path.name for path in (tmp_path / "two").iterdir())
    assert all((tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes() for name in files)
    assert {name for name in files if name.startswith("nodes-")} == {
        "nodes-Gongwen.csv",
        *(f"nodes-{kind.label}.csv" for kind in NODE_TYPES),
    }
    assert {name for name in files if name.startswith("relationships-")} == {
        f"relationships-{kind.start}-{kind.type}-{kind.end}.csv" for kind in RELATIONSHIP_TYPES
    }
    script = (tmp_path / "one" / "import.sh").read_text(encoding="utf-8")
    assert all(name in script for name in files if name.endswith(".csv"))


def test_headers_are_typed(embedded_store: Store, tmp_path: Path) -> None:
    load(embedded_store)
    to_neo4j_admin(embedded_store, tmp_path)

    def header(name: str) -> list[str]:
        with (tmp_path / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            return next(csv.reader(file))

    assert {"id:ID(Task)", "path:string[]", "open_ended:boolean", "order:long", "title:string"} <= set(
        header("nodes-Task")
    )
    assert {"value:double", "comparator:string"} <= set(header("nodes-Target"))
    assert {"ingested:boolean", "names:string[]", "_ledger:string"} <= set(header("nodes-Document"))
    cites = header("relationships-Task-CITES-Document")
    assert cites[:2] == [":START_ID(Task)", ":END_ID(Document)"]
    assert {"start:long", "end:long", "quote:string", "_claim:string"} <= set(cites)


def test_the_importer_is_given_room_for_the_longest_value(embedded_store: Store, tmp_path: Path) -> None:
    facts = documents()[0]
    long = facts.nodes[0].model_copy(update={"properties": facts.nodes[0].properties | {"text": "长" * 1_000_000}})
    Loader(embedded_store).ingest(facts.model_copy(update={"nodes": (long, *facts.nodes[1:])}))
    to_neo4j_admin(embedded_store, tmp_path)
    assert "--read-buffer-size=8388608" in (tmp_path / "import.sh").read_text(encoding="utf-8")
    assert admin_export.LEAST_BUFFER < 2 * 3_000_000 < 8388608


def test_a_property_that_the_schema_does_not_know_is_named(embedded_store: Store, tmp_path: Path) -> None:
    load(embedded_store)
    with embedded_store.write_session() as session:
        session.run("MATCH (t:Task) SET t.colour = 'red'").consume()
    with pytest.raises(StoreError, match=r"Task nodes have a property .*\(colour\)"):
        to_neo4j_admin(embedded_store, tmp_path)
