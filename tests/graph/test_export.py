"""Exports: complete, the same bytes from both stores, readable by other programs."""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Callable
from pathlib import Path

import networkx
import pytest
from gongwen.graph import export
from gongwen.graph.connection import Store
from gongwen.graph.loader import Loader

sys.path.insert(0, str(Path(__file__).parent))
from notices import claim, graph, notice


def load(store: Store) -> None:
    loader = Loader(store)
    loader.ingest(
        notice(claim("甲通知"), [claim("规划")], agencies=["甲局", "乙,局"], projects=["某“路”"], indicator="GDP")
    )
    loader.ingest(notice(claim("乙通知", "乙〔2020〕1号", region="x"), [claim("甲通知")], version="\x0b二\n行"))


FORMATS: dict[str, Callable[[Store, Path], int]] = {
    "jsonl": export.to_jsonl,
    "csv": export.to_csv,
    "graphml": export.to_graphml,
}


@pytest.mark.parametrize("name", FORMATS)
def test_both_stores_give_the_same_bytes_twice(
    name: str, embedded_store: Store, neo4j_store: Store, tmp_path: Path
) -> None:
    written = []
    for place, store in enumerate((embedded_store, neo4j_store, neo4j_store)):
        if place < 2:
            load(store)
        target = tmp_path / f"{place}"
        nodes, relationships = graph(store)
        assert FORMATS[name](store, target) == len(nodes) + len(relationships)
        files = sorted(target.iterdir()) if target.is_dir() else [target]
        written.append([file.read_bytes() for file in files])
    assert written[0] == written[1] == written[2]
    assert b"_ledger" not in b"".join(written[0]) and b"_claim" not in b"".join(written[0])


def test_jsonl_has_every_property(embedded_store: Store, tmp_path: Path) -> None:
    load(embedded_store)
    export.to_jsonl(embedded_store, tmp_path / "g.jsonl")
    lines = [json.loads(line) for line in (tmp_path / "g.jsonl").read_text(encoding="utf-8").splitlines()]
    [document] = [line for line in lines if line.get("id") == "乙〔2020〕1号"]
    assert document["properties"]["text"] == "正文\x0b二\n行"
    [target] = [line for line in lines if line.get("label") == "Target"]
    assert target["properties"] == {"comparator": ">=", "indicator": "GDP", "order": 0, "unit": "亿元", "value": 1200.0}
    cites = [line for line in lines if line.get("type") == "CITES"]
    assert {(line["start"], line["end"]) for line in cites} == {
        ("Document/甲通知", "Document/规划"),
        ("Task/甲通知/一/task", "Document/规划"),
        ("Document/乙〔2020〕1号", "Document/甲通知"),
        ("Task/乙〔2020〕1号/一/task", "Document/甲通知"),
    }
    assert {line["properties"]["quote"] for line in cites} == {"任务"}


def test_csv_keeps_the_evidence_apart_from_the_ends(embedded_store: Store, tmp_path: Path) -> None:
    load(embedded_store)
    export.to_csv(embedded_store, tmp_path / "out")
    with (tmp_path / "out" / "relationships.csv").open(encoding="utf-8-sig", newline="") as file:
        [supports] = [row for row in csv.DictReader(file) if row["type"] == "SUPPORTS"]
    assert (supports["start"], supports["evidence_start"]) == ("Agency/重庆市铜梁区/乙,局", "3")
    with (tmp_path / "out" / "nodes.csv").open(encoding="utf-8-sig", newline="") as file:
        tasks = [row for row in csv.DictReader(file) if row["label"] == "Task"]
    assert {row["measures"] for row in tasks} == {'["甲。", "乙。"]'}


def test_graphml_is_read_back_by_networkx(embedded_store: Store, tmp_path: Path) -> None:
    load(embedded_store)
    count = export.to_graphml(embedded_store, tmp_path / "g.graphml")
    read = networkx.read_graphml(tmp_path / "g.graphml", force_multigraph=True)
    assert read.number_of_nodes() + read.number_of_edges() == count
    assert read.nodes["Project/重庆市铜梁区/某“路”"]["name"] == "某“路”"
    [edge] = [data for _, _, data in read.edges(data=True) if data["type"] == "SUPPORTS"]
    assert (edge["surface"], edge["quote"]) == ("乙,局", "任务")
