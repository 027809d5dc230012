"""Comparing two results: each kind of change is seen where it was made, with its words, and nowhere else."""

from __future__ import annotations

import copy
import json
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from gongwen.cli import cli
from gongwen.pipeline.compare import compare
from gongwen.pipeline.differences import LONGEST, Change, Comparison, Kind, contrast, lines, opening
from gongwen.pipeline.extract import extract
from gongwen.schemas import GongwenError
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1]))
from notice_texts import source_of

TEXT = """测府〔2024〕1号
测试市人民政府关于印发行动方案的通知
各区人民政府，市政府各部门：
为贯彻《测试省人民政府关于加快发展的意见》（测省府〔2023〕8号），制定本方案。
一、总体要求
到2027年，全市绿化覆盖率、森林覆盖率分别达到45%、30%。
二、重点任务
（一）建设同心桥水库。
加快建设同心桥水库。
（牵头单位：市水利局，责任单位：市财政局、市发展改革委）
（二）提升服务。
新建学校20所。市教育局要加强管理。市卫生健康委要按期报告。
测试市人民政府
2024年3月1日
"""
NOTICE: dict[str, Any] = json.loads(extract(source_of(TEXT)).to_json())
KINDS = [kind.value for kind in Kind if kind.value in NOTICE]


def edited(edit: Callable[[dict[str, Any]], object]) -> dict[str, Any]:
    notice = copy.deepcopy(NOTICE)
    edit(notice)
    return notice


def told(comparison: Comparison) -> list[tuple[str, str, str, tuple[str, ...]]]:
    return [(d.change, d.kind, d.item, tuple(name for name, _, _ in d.fields)) for d in comparison.differences]


def renumbered(notice: dict[str, Any]) -> None:
    """As if a task had been found before: every id and every reference to it is another."""
    for task in notice["tasks"]:
        task["id"] += "0"
    for kind in ("projects", "targets", "citations"):
        for fact in notice[kind]:
            fact["id"] += "0"
            fact["task_id"] = fact["task_id"] and fact["task_id"] + "0"


def widened(notice: dict[str, Any]) -> None:
    """The project's name and its evidence begin a word earlier."""
    (project,) = notice["projects"]
    start = project["evidence"]["start"] - 2
    end = project["evidence"]["end"]
    project["name"] = "市同心桥水库"
    project["evidence"] = {"start": start, "end": end, "quote": TEXT[start:end]}


EDITS: dict[str, tuple[Callable[[dict[str, Any]], object], list[tuple[str, str, str, tuple[str, ...]]]]] = {
    "nothing": (lambda n: None, []),
    "ids alone": (renumbered, []),
    "where the file lay, and which rules read it": (
        lambda n: n["source"].update(path="/elsewhere/notice.txt", rules_version="0"),
        [],
    ),
    "a field that the old rules did not know, without a value": (lambda n: n["targets"][0].update(region=None), []),
    "such a field with a value": (
        lambda n: n["targets"][0].update(region="测试市"),
        [("changed", "targets", "全市绿化覆盖率 = 45% by 2027", ("region",))],
    ),
    "a header field is gone": (
        lambda n: n["document"].update(attached_title=None),
        [("lost", "header", "attached_title: 行动方案", ())],
    ),
    "a header field says something else": (
        lambda n: n["document"].update(title="通知"),
        [("changed", "header", "title: 测试市人民政府关于印发行动方案的通知", ("title",))],
    ),
    "one of several addressees is gone": (
        lambda n: n["document"]["addressees"].remove("市政府各部门"),
        [("lost", "header", "addressees: 市政府各部门", ())],
    ),
    "an addressee is cut short": (
        lambda n: n["document"].update(addressees=["各区人民政府", "市政府"]),
        [("changed", "header", "addressees: 市政府各部门", ("addressees",))],
    ),
    "a section is gone": (lambda n: n["sections"].pop(0), [("lost", "sections", "一 总体要求", ())]),
    "a section ends elsewhere": (
        lambda n: n["sections"][-1]["evidence"].update(end=200),
        [("changed", "sections", "二 （二） 提升服务", ("end",))],
    ),
    "a deadline": (
        lambda n: n["targets"][0].update(deadline="2030"),
        [("changed", "targets", "全市绿化覆盖率 = 45% by 2027", ("deadline",))],
    ),
    "one of two targets in the same words is gone": (
        lambda n: n["targets"].pop(0),
        [("lost", "targets", "全市绿化覆盖率 = 45% by 2027", ())],
    ),
    "another target in the same words": (
        lambda n: n["targets"][1].update(indicator="人口", value=3.0),
        [("lost", "targets", "森林覆盖率 = 30% by 2027", ()), ("gained", "targets", "人口 = 3% by 2027", ())],
    ),
    "a name and its place": (widened, [("changed", "projects", "同心桥水库", ("name", "quote"))]),
    "a role": (
        lambda n: n["tasks"][0]["responsibilities"][1].update(role="support"),
        [("changed", "responsibilities", "responsible 市财政局 | 建设同心桥水库", ("role",))],
    ),
    "a project is in no task": (
        lambda n: n["projects"][0].update(task_id=None),
        [("changed", "projects", "同心桥水库", ("task",))],
    ),
    "a task's title, and not what refers to it": (
        lambda n: n["tasks"][0].update(title="水库"),
        [("changed", "tasks", "二 （一） 建设同心桥水库", ("title",))],
    ),
    "a citation's role": (
        lambda n: n["citations"][0].update(role="mentions"),
        [("changed", "citations", "《测试省人民政府关于加快发展的意见》（测省府〔2023〕8号）", ("role",))],
    ),
    "a finding about the whole document": (
        lambda n: n["findings"].append({"code": "no_date", "message": "没有成文日期", "evidence": None}),
        [("gained", "findings", "no_date: 没有成文日期", ())],
    ),
    "a task with its agency is gone": (
        lambda n: n["tasks"].pop(),
        [
            ("lost", "tasks", "二 （二） 市卫生健康委要按期报告", ()),
            ("lost", "responsibilities", "responsible 市卫生健康委 | 市卫生健康委要按期报告", ()),
        ],
    ),
}  # fmt: skip


def test_the_notice_has_what_the_cases_are_about() -> None:
    assert {kind for kind in KINDS if NOTICE[kind]} == set(KINDS) - {"findings"}
    first, second = (target["evidence"] for target in NOTICE["targets"][:2])
    assert first == second


@pytest.mark.parametrize(("edit", "expected"), EDITS.values(), ids=EDITS)
def test_a_change_is_told_where_it_was_made(
    edit: Callable[[dict[str, Any]], object], expected: list[tuple[str, str, str, tuple[str, ...]]]
) -> None:
    assert told(compare([NOTICE], [edited(edit)])) == expected


def test_every_difference_has_its_words_and_their_place() -> None:
    comparison = compare([NOTICE], [edited(lambda n: [n[kind].clear() for kind in KINDS])])
    assert comparison.counts()[Kind.RESPONSIBILITIES] == {Change.GAINED: 0, Change.LOST: 5, Change.CHANGED: 0}
    for each in comparison.differences:
        assert each.place and each.quote == TEXT[slice(*each.place)]


def test_lines_name_the_fact_then_what_changed_then_its_words() -> None:
    new = edited(lambda n: n["targets"][0].update(value=54.0, si_value=54.0, deadline=None))
    assert list(lines(compare([NOTICE], [new]))) == [
        "changed  notice  targets: 全市绿化覆盖率 = 45% by 2027",
        "         value, si_value: 45 → 54",
        "         deadline: 2027 → nothing",
        "         「全市绿化覆盖率、森林覆盖率分别达到45%、30%」",
    ]


def test_terminal_codes_of_a_result_are_shown_and_not_sent() -> None:
    new = edited(lambda n: n["projects"][0].update(name="\x1b[2J水库"))
    assert not any("\x1b" in line for line in lines(compare([NOTICE], [new])))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("2027", "2030", ("2027", "2030")),
        ("甲" * 30 + "乙" + "丙" * 30, "甲" * 30 + "丁" + "丙" * 30, ("…甲甲甲甲甲甲甲甲乙丙丙丙丙丙丙丙丙…", "…甲甲甲甲甲甲甲甲丁丙丙丙丙丙丙丙丙…")),
        ("甲" * 50, "甲" * 50 + "。", ("…甲甲甲甲甲甲甲甲", "…甲甲甲甲甲甲甲甲。")),
        ("", "甲" * 41, ("", "甲" * 41)),
    ],
)  # fmt: skip
def test_long_values_are_shown_where_they_differ(old: str, new: str, expected: tuple[str, str]) -> None:
    assert contrast(old, new) == expected
    assert contrast(new, old) == expected[::-1]


@given(st.text("甲乙", max_size=200), st.text("甲乙", max_size=200))
def test_values_that_differ_are_shown_different_and_short(old: str, new: str) -> None:
    before, after = contrast(old, new)
    assert max(len(before), len(after)) <= LONGEST + 2
    if old != new and max(len(old), len(new)) < LONGEST:
        assert before != after


def other(notice: dict[str, Any], name: str) -> dict[str, Any]:
    return {**notice, "source": {**notice["source"], "sha256": name, "path": f"{name}.txt"}}


def test_documents_of_one_side_are_named() -> None:
    comparison = compare([NOTICE, other(NOTICE, "a")], [other(NOTICE, "b"), NOTICE])
    assert (comparison.documents, comparison.only_old, comparison.only_new) == (1, ("a.txt",), ("b.txt",))
    assert comparison and not comparison.differences
    assert list(opening(comparison, "HEAD", "work")) == [
        "HEAD → work, documents compared: 1; no difference.",
        "only in HEAD, not compared: a.txt",
        "only in work, not compared: b.txt",
    ]


def test_no_document_in_common_is_an_error() -> None:
    with pytest.raises(GongwenError, match="no document in common"):
        compare([other(NOTICE, "a")], [NOTICE])


def test_one_text_twice_counts_once_and_must_be_read_alike() -> None:
    assert not compare([NOTICE, NOTICE], [NOTICE])
    with pytest.raises(GongwenError, match="same text twice, read in two ways"):
        compare([NOTICE], [NOTICE, edited(lambda n: n["targets"].pop())])


@st.composite
def results(draw: st.DrawFn) -> dict[str, Any]:
    """The notice with facts left out, doubled, put in another order, moved, and with values of other facts."""
    notice = copy.deepcopy(NOTICE)
    for kind in KINDS:
        facts = draw(st.lists(st.sampled_from(NOTICE[kind]), max_size=5)) if NOTICE[kind] else []
        notice[kind] = [copy.deepcopy(fact) for fact in facts]
        for fact in notice[kind]:
            if draw(st.booleans()):
                name = draw(st.sampled_from(sorted(fact.keys() - {"id"})))
                fact[name] = copy.deepcopy(draw(st.sampled_from(NOTICE[kind]))[name])
            if "task_id" in fact:
                fact["task_id"] = draw(st.sampled_from([None, "0", "1", "2"]))
    for number, task in enumerate(notice["tasks"]):
        task["id"] = str(number)
    for name in draw(st.sets(st.sampled_from(["title", "genre", "issued_on", "doc_number"]))):
        notice["document"][name] = draw(st.sampled_from([None, "通知", "测府〔2024〕2号"]))
    return notice


@given(results())
def test_a_result_held_against_itself_has_no_difference(result: dict[str, Any]) -> None:
    assert not compare([result], [copy.deepcopy(result)])


@given(results(), results())
def test_with_sides_exchanged_gains_are_losses(one: dict[str, Any], other: dict[str, Any]) -> None:
    there, back = compare([one], [other]), compare([other], [one])

    def of(comparison: Comparison, change: Change) -> Counter[tuple[str, str, object]]:
        return Counter((d.kind, d.item, d.place) for d in comparison.differences if d.change is change)

    assert of(there, Change.GAINED) == of(back, Change.LOST)
    assert of(there, Change.LOST) == of(back, Change.GAINED)
    assert there.counts().keys() == back.counts().keys()
    for kind, counts in there.counts().items():
        assert counts[Change.CHANGED] == back.counts()[kind][Change.CHANGED]


@given(results(), results())
def test_every_fact_of_either_side_is_accounted_for(one: dict[str, Any], other: dict[str, Any]) -> None:
    counts = compare([one], [other]).counts()
    for kind in KINDS:
        number = counts.get(Kind(kind), dict.fromkeys(Change, 0))
        assert len(other[kind]) - len(one[kind]) == number[Change.GAINED] - number[Change.LOST]


def run(*arguments: object) -> Result:
    return CliRunner().invoke(cli, ["compare", *map(str, arguments)])


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    """Two results that differ in a target and a task with its agency."""
    old, new = tmp_path / "old.jsonl", tmp_path / "new.json"
    changed = edited(lambda n: (n["targets"].pop(), n["tasks"].pop()))
    old.write_text(json.dumps(NOTICE) + "\n", encoding="utf-8")
    new.write_text(json.dumps([changed], ensure_ascii=False, indent=1), encoding="utf-8")
    return old, new


def test_command_shows_counts_and_then_each_difference(files: tuple[Path, Path]) -> None:
    shown = run(*files)
    assert shown.exit_code == 0, shown.output
    first, *rest = shown.stdout.splitlines()
    assert first.endswith("documents compared: 1; 0 gained, 3 lost, 0 changed.")
    assert [line.split() for line in rest if line.startswith((" tasks", " targets"))] == [
        ["tasks", "0", "1", "0"],
        ["targets", "0", "1", "0"],
    ]
    assert "lost     notice  targets: 学校 = 20所" in rest
    assert "         「新建学校20所」" in rest


def test_command_gives_json_and_keeps_to_a_kind(files: tuple[Path, Path]) -> None:
    answer = json.loads(run(*files, "--format", "json", "--only", "targets").stdout)
    assert answer["counts"] == {"targets": {"gained": 0, "lost": 1, "changed": 0}}
    (target,) = answer["differences"]
    assert TEXT[target["start"] : target["end"]] == target["quote"] == "新建学校20所"
    assert (target["change"], target["document"], target["fields"]) == ("lost", "notice", {})


@pytest.mark.parametrize(("only", "status"), [((), 1), (("--only", "tasks"), 1), (("--only", "citations"), 0)])
def test_command_fails_on_a_change_only_where_it_is_told_to(
    files: tuple[Path, Path], only: tuple[str, ...], status: int
) -> None:
    assert run(*files, *only).exit_code == 0
    assert run(*files, *only, "--fail-on-change").exit_code == status
    assert run(files[0], files[0], *only, "--fail-on-change").exit_code == 0


def test_command_offers_every_kind() -> None:
    (only,) = [option for option in cli.commands["compare"].params if option.name == "only"]
    assert list(only.type.choices) == [kind.value for kind in Kind]  # type: ignore[attr-defined]


def test_command_takes_no_folder_for_two_results(files: tuple[Path, Path], tmp_path: Path) -> None:
    refused = run(*files, tmp_path)
    assert refused.exit_code == 2
    assert "two results hold their notices already" in refused.stderr
