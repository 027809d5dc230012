"""`explain`: what is said of a place is what the rules did there, and watching them changes nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from gongwen.cli import cli
from gongwen.extractors import trace
from gongwen.pipeline.explain import PlaceError, explain, places
from gongwen.pipeline.extract import extract
from gongwen.pipeline.read import read
from gongwen.schemas import SourceText

CORPUS = Path(__file__).parents[2] / "corpus" / "notices"
HEAD = "某市人民政府关于推进重点工作的意见\n各县（区）人民政府：\n"


def source(body: str, tmp_path: Path) -> SourceText:
    file = tmp_path / "notice.txt"
    file.write_text(HEAD + body, encoding="utf-8")
    return read(str(file))


@pytest.mark.parametrize(
    ("body", "quote", "rule", "outcome", "why", "entry"),
    [
        pytest.param("一、任务\n市财政局要加强管理。\n", "市财政局要", "doer", "✓", "named as the one", "predicates.tsv", id="doer"),
        pytest.param("一、任务\n市财政局可以加强管理。\n", "市财政局可以", "doer", "✗", "permission", "predicates.tsv", id="permission"),
        pytest.param("一、任务\n最高补助50万元。\n", "50万元", "target", "✗", "补助", "not_targets.tsv", id="subsidy"),
        pytest.param("一、任务\n到2030年，常住人口达到80万人。\n", "80万人", "target", "✓", "常住人口", "", id="target"),
        pytest.param("一、任务\n完善机制。（市教育局牵头，市财政局配合）\n", "市教育局牵头", "note", "✓", "市教育局 (lead)", "organisation_heads.tsv", id="note"),
        pytest.param("一、任务\n建设第一人民医院。\n", "第一人民医院", "project", "✓", "works", "project_suffixes.tsv", id="works"),
        pytest.param("一、任务\n建设一批重点医院。\n", "一批重点医院", "project", "✗", "plural", "", id="plural"),
        pytest.param("一、任务\n填写《申请表》。\n", "《申请表》", "citation", "✗", "form", "document_words.tsv", id="form"),
        pytest.param("一、任务\n九、不是编号。\n", "九、", "outline", "✗", "earlier number", "", id="outline"),
    ],
)  # fmt: skip
def test_the_rule_that_decided_is_named(
    body: str, quote: str, rule: str, outcome: str, why: str, entry: str, tmp_path: Path
) -> None:
    text = source(body, tmp_path)
    at = places(text.text, quote)[0]
    steps = explain(text, at, at + len(quote)).steps
    fitting = [s for s in steps if s["rule"] == rule and s["outcome"].startswith(outcome) and why in s["why"]]
    assert fitting, steps
    assert any(entry in s["rests on"] for s in steps if s["rule"] == rule)


def test_a_doer_that_the_note_names_gives_way(tmp_path: Path) -> None:
    text = source("一、任务\n（一）加强管理。完善机制。市教育局要加强管理。（市教育局负责）\n", tmp_path)
    at = places(text.text, "市教育局要")[0]
    assert any(s["outcome"].startswith("↷") and "note names" in s["why"] for s in explain(text, at, at + 5).steps)


@pytest.mark.parametrize("name", ["guohan-2016-52-lianxihuiyi", "jiangxi-2020-putonggaozhong"])
def test_watching_changes_nothing(name: str) -> None:
    text = read(str(CORPUS / f"{name}.txt"))
    alone = extract(text).to_json()
    with trace.watch() as steps:
        watched = extract(text).to_json()
    assert watched == alone
    assert steps
    assert not trace.watching()


def test_every_fact_has_a_step_that_fired() -> None:
    text = read(str(CORPUS / "jiangxi-2020-putonggaozhong.txt"))
    with trace.watch() as steps:
        notice = extract(text)
    fired = [step for step in steps if step.outcome == trace.FIRED]
    for fact in (*notice.tasks, *notice.targets, *notice.projects, *notice.citations):
        place = fact.evidence
        assert any(step.start < place.end and place.start < step.end for step in fired), place.quote


def test_a_quote_that_is_not_there_gets_the_nearest_line(tmp_path: Path) -> None:
    text = source("一、任务\n市财政局要加强预算管理工作。\n", tmp_path)
    with pytest.raises(PlaceError, match="市财政局要加强预算管理工作"):
        places(text.text, "市财政局应加强预算管理工作")


@pytest.mark.parametrize(("start", "end"), [(-1, 3), (10_000, 10_001), (4, 4)])
def test_a_place_outside_the_text_is_an_error(start: int, end: int, tmp_path: Path) -> None:
    with pytest.raises(PlaceError, match="outside the text"):
        explain(source("一、任务\n", tmp_path), start, end)


def test_the_command_prints_tables_and_json() -> None:
    file = str(CORPUS / "jiangxi-2020-putonggaozhong.txt")
    shown = CliRunner().invoke(cli, ["explain", file, "--quote", "普通高中"])
    assert shown.exit_code == 0, shown.output
    assert "what the rules did" in shown.output or "No rule looked" in shown.output
    dumped = CliRunner().invoke(cli, ["explain", file, "--at", "400", "--format", "json"])
    assert json.loads(dumped.stdout)["place"]["start"] == 400


@pytest.mark.parametrize(
    "options",
    [[], ["--quote", "普通高中", "--at", "3"], ["--quote", "普通高中", "--nth", "9999"], ["--quote", "没有这句话吧"]],
)
def test_a_place_that_is_not_said_rightly_is_an_error(options: list[str]) -> None:
    result = CliRunner().invoke(cli, ["explain", str(CORPUS / "jiangxi-2020-putonggaozhong.txt"), *options])
    assert result.exit_code in (1, 2)
    assert "Error" in result.output
