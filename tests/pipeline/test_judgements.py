"""The ledger and what it does to a notice: obeyed where the passage stands, handed back where it does not, never lost."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from itertools import permutations
from pathlib import Path

import pytest
from gongwen.pipeline.canonicalise import canonicalise
from gongwen.pipeline.extract import extract
from gongwen.pipeline.judging.facts import Fact, facts, named
from gongwen.pipeline.judging.ledger import Ledger, LedgerError, aliases, apply, contradictions, digest
from gongwen.pipeline.judging.passages import Passages
from gongwen.schemas import FindingCode, Notice
from gongwen.schemas.judgement import Decision, Judgement, JudgementKind, Value
from hypothesis import given, settings
from hypothesis import strategies as st
from notice_texts import faults, notices, source_of
from pydantic import ValidationError

NAMES = (
    "铜府〔2023〕90号",
    "jiangxi-2020-liutong-xiaofei",
    "gongxintinglian-2020-180-huochegaizhuang",
    "fujian-2019-jiuyebuzhu",
)
TEXT = """铜府〔2021〕7号

重庆市铜梁区人民政府关于印发铜梁区发展行动方案的通知

各镇人民政府：

一、主要任务
（一）推进工业发展。根据《某市工业规划》，到2025年，产值达到100亿元，建设东山水库。（牵头单位：区发展改革委，责任单位：区财政局等）
（二）推进农业发展。面积达到5万亩，满意率达到90%。（责任单位：区财政局）
（三）推进服务业发展。建设西山水库。（责任单位：区财政局）

重庆市铜梁区人民政府
2021年3月1日
"""
NEW: Mapping[JudgementKind, Mapping[str, Value]] = {
    JudgementKind.TASK: {"title": "改过的任务", "deadline": "2030"},
    JudgementKind.RESPONSIBILITY: {"role": "support", "name": "某局"},
    JudgementKind.PROJECT: {"name": "改过的项目", "phase": "study"},
    JudgementKind.TARGET: {"indicator": "改过的指标", "value": 3, "unit": "亿元"},
    JudgementKind.CITATION: {"resolves_to": "某文件", "role": "basis"},
}


@cache
def read(name: str) -> tuple[str, Notice]:
    text = TEXT if name == "TEXT" else notices()[name]
    return text, extract(source_of(text))


def about(name: str, fact: Fact, decision: Decision, correction: Mapping[str, Value] | None = None) -> Judgement:
    text, notice = read(name)
    span, identity = named(fact, Passages(text))
    return Judgement(
        kind=fact.kind,
        document=notice.document.id,
        passage=text[span.start : span.end],
        quote=fact.evidence.quote if fact.evidence else "",
        fact=identity,
        decision=decision,
        correction=correction or {},
        who="张三",
        when="2024-05-01",
    )


def fact_of(name: str, kind: JudgementKind, quote: str, nth: int = 0) -> Fact:
    return [f for f in facts(read(name)[1]) if f.kind is kind and f.evidence and quote in f.evidence.quote][nth]


def missing(of: str, passage: str, quote: str, correction: Mapping[str, Value], **fact: Value) -> Judgement:
    return Judgement(
        kind=JudgementKind.MISSING, document="铜府〔2021〕7号", passage=passage, quote=quote, fact={"of": of, **fact},
        decision=Decision.ADD, correction=correction, who="张三", when="2024-05-01",
    )  # fmt: skip


def agency(one: str, other: str, decision: Decision) -> Judgement:
    first, second = sorted((one, other))
    return Judgement(
        kind=JudgementKind.AGENCY, document="甲", passage="乙", quote="乙", fact={"one": first, "other": second},
        decision=decision, who="李四", when="2024-05-02",
    )  # fmt: skip


def anything(chance: random.Random, name: str, most: int) -> list[Judgement]:
    """Decisions about different facts of a notice, and about words that the rules passed over."""
    text, notice = read(name)
    known = list(facts(notice))
    made = []
    for fact in chance.sample(known, min(len(known), chance.randint(1, most))):
        decisions = [Decision.ACCEPT, Decision.REJECT] + [Decision.CORRECT] * (fact.kind in NEW)
        decision = chance.choice(decisions)
        made.append(about(name, fact, decision, NEW[fact.kind] if decision is Decision.CORRECT else None))
    for _ in range(chance.randint(0, 3)):
        start = chance.randrange(len(text) - 6)
        if text[start : start + 5].split() == [text[start : start + 5]]:
            span = Passages(text).passage(start, start + 5)
            words = {
                "document": notice.document.id,
                "passage": text[span.start : span.end],
                "quote": text[start : start + 5],
            }
            of = chance.choice(
                [JudgementKind.TARGET, JudgementKind.PROJECT, JudgementKind.CITATION, JudgementKind.TASK]
            )
            told = {
                "target": {"indicator": "某指标", "value": 7},
                "task": {"title": "某任务"},
                "project": {"name": "某项目"},
            }
            given = told.get(of.value, {"title": "某文件"})
            said = {"decision": "add", "correction": given, "who": "王五", "when": "2024-05-03"}
            made.append(Judgement.model_validate({"kind": "missing", "fact": {"of": of.value}, **words, **said}))
    return made


# Every fact can be named


@pytest.mark.parametrize("name", NAMES)
def test_a_judgement_names_one_fact_and_no_other(name: str) -> None:
    text, notice = read(name)
    known = list(facts(notice))
    assert len({about(name, fact, Decision.ACCEPT).about for fact in known}) == len(known)
    for fact in known:
        if fact.kind in (JudgementKind.TASK, JudgementKind.CITATION):
            continue  # what hangs on a task goes with it; a citation takes its finding along
        applied = apply(notice, text, Ledger(lines=[about(name, fact, Decision.REJECT)]))
        assert len(applied.applied) == 1
        left = {(each.kind, each.evidence, str(each.identity)) for each in facts(applied.notice)}
        gone = {(each.kind, each.evidence, str(each.identity)) for each in known} - left
        assert gone == {(fact.kind, fact.evidence, str(fact.identity))}


# Properties


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(NAMES), st.integers(0, 2**32))
def test_twice_is_once_order_is_nothing_and_evidence_stays_true(name: str, seed: int) -> None:
    text, notice = read(name)
    chance = random.Random(seed)
    made = anything(chance, name, 12)
    once = apply(notice, text, Ledger(lines=made))
    assert faults(once.notice, text) == []
    assert {each.id for each in (*once.applied, *once.stale)} == {each.id for each in Ledger(lines=made).effective()}
    assert apply(once.notice, text, Ledger(lines=made)).notice == once.notice
    chance.shuffle(made)
    shuffled = apply(notice, text, Ledger(lines=made))
    assert (shuffled.notice, {each.about for each in shuffled.stale}) == (
        once.notice,
        {each.about for each in once.stale},
    )
    assert Notice.from_json(once.notice.to_json(header_marks=True)) == once.notice
    assert canonicalise(once.notice, text=text).document_id


@settings(max_examples=30, deadline=None)
@given(st.sampled_from(NAMES), st.integers(0, 2**32))
def test_on_a_text_that_has_changed_nothing_is_applied_blindly(name: str, seed: int) -> None:
    text, notice = read(name)
    chance = random.Random(seed)
    made = anything(chance, name, 8)
    at = chance.randrange(len(text))
    changed = text[:at] + "变" + text[at:]
    again = extract(source_of(changed))
    applied = apply(again, changed, Ledger(lines=made))
    assert faults(applied.notice, changed) == []
    for judgement in applied.applied:
        assert "".join(judgement.passage.split()) in "".join(changed.split())
    if again.document.id == notice.document.id:
        for judgement in Ledger(lines=made).effective():
            if "".join(judgement.passage.split()) not in "".join(changed.split()):
                assert judgement in applied.stale


@pytest.mark.parametrize("name", NAMES)
def test_without_a_judgement_a_notice_is_unchanged(name: str) -> None:
    text, notice = read(name)
    other = about("TEXT", fact_of("TEXT", JudgementKind.PROJECT, "东山水库"), Decision.REJECT)
    for ledger in (Ledger(), Ledger(lines=[other]), Ledger(lines=[agency("甲局", "乙局", Decision.SAME)])):
        assert apply(notice, text, ledger).notice == notice


# Decisions


def test_accepting_leaves_the_fact_and_takes_its_finding_away() -> None:
    name = "gongxintinglian-2020-180-huochegaizhuang"
    text, notice = read(name)
    first, second = (fact_of(name, JudgementKind.CITATION, "《公告》", nth) for nth in (0, 1))
    applied = apply(notice, text, Ledger(lines=[about(name, second, Decision.ACCEPT)]))
    assert applied.notice.citations == notice.citations
    left = [f.evidence for f in applied.notice.findings if f.code is FindingCode.CITATION_UNRESOLVED]
    assert left == [first.evidence]


def test_rejecting_a_task_takes_its_duties_along_and_frees_what_pointed_at_it() -> None:
    text, notice = read("TEXT")
    applied = apply(
        notice, text, Ledger(lines=[about("TEXT", fact_of("TEXT", JudgementKind.TASK, "工业"), Decision.REJECT)])
    )
    assert [task.title for task in applied.notice.tasks] == ["推进农业发展", "推进服务业发展"]
    (dam,) = [project for project in applied.notice.projects if project.name == "东山水库"]
    assert dam.task_id is None and dam.path == ("一", "（一）")
    assert faults(applied.notice, text) == []


def test_one_of_several_equal_notes_is_told_from_the_others() -> None:
    text, notice = read("TEXT")
    duty = fact_of("TEXT", JudgementKind.RESPONSIBILITY, "区财政局", 2)
    applied = apply(notice, text, Ledger(lines=[about("TEXT", duty, Decision.REJECT)]))
    assert [len(task.responsibilities) for task in applied.notice.tasks] == [2, 1, 0]


def test_correcting_keeps_evidence_and_multiplies_the_value_out_anew() -> None:
    text, notice = read("TEXT")
    target = fact_of("TEXT", JudgementKind.TARGET, "5万亩")
    told = {"indicator": "高标准农田面积", "value": 6}
    corrected = apply(notice, text, Ledger(lines=[about("TEXT", target, Decision.CORRECT, told)])).notice
    (new,) = [each for each in corrected.targets if each.indicator == "高标准农田面积"]
    assert (new.value, new.unit, new.si_value, new.evidence) == (6, "万亩", 60_000, target.evidence)


def test_a_corrected_header_is_the_documents_and_its_id_stays() -> None:
    text, notice = read("TEXT")
    mark = next(f for f in facts(notice) if f.kind is JudgementKind.HEADER and f.identity["field"] == "issuers")
    corrected = apply(
        notice, text, Ledger(lines=[about("TEXT", mark, Decision.CORRECT, {"issuers": ["重庆市璧山区人民政府"]})])
    )
    assert corrected.notice.document.issuers == ("重庆市璧山区人民政府",)
    assert corrected.notice.document.id == notice.document.id
    assert "重庆市璧山区财政局" in {r.name for task in corrected.notice.tasks for r in task.responsibilities}
    assert apply(corrected.notice, text, Ledger(lines=corrected.applied)).notice == corrected.notice


LINE = "（二）推进农业发展。面积达到5万亩，满意率达到90%。（责任单位：区财政局）"


@pytest.mark.parametrize(
    ("judgement", "kind", "expected"),
    [
        (missing("target", LINE, "满意率", {"indicator": "农民满意率", "value": 95, "unit": "%"}), "targets", "农民满意率"),
        (missing("project", "建设西山水库。", "西山", {"name": "西山", "phase": "start"}), "projects", "西山"),
        (missing("citation", "推进服务业发展。", "服务业", {"title": "服务业规划"}), "citations", "服务业规划"),
        (missing("task", "建设西山水库。", "建设西山水库。", {"title": "建设西山水库"}), "tasks", "建设西山水库"),
    ],
)  # fmt: skip
def test_what_was_missed_is_added_with_evidence_section_and_task(
    judgement: Judgement, kind: str, expected: str
) -> None:
    text, notice = read("TEXT")
    applied = apply(notice, text, Ledger(lines=[judgement]))
    assert applied.applied == (judgement,)
    old, new = getattr(notice, kind), getattr(applied.notice, kind)
    (added,) = [each for each in new if each not in old]
    assert expected in added.model_dump().values()
    assert added.evidence.quote == judgement.quote
    assert added.evidence.place == f"第{text[: added.evidence.start].count(chr(10)) + 1}行"
    assert added.path and added.id.startswith("铜府〔2021〕7号/一/（")
    if kind != "tasks":
        assert added.task_id == f"{added.id.split('#')[0]}#task1"
    starts = [each.evidence.start for each in new]
    assert starts == sorted(starts)


def test_a_missed_duty_and_a_missed_header_field_are_added() -> None:
    text, notice = read("TEXT")
    duty = missing(
        "responsibility", "推进服务业发展。建设西山水库。（责任单位：区财政局）", "西山水库", {"role": "support"}
    )
    genre = missing("header", "各镇人民政府：", "各镇人民政府", {"disclosure": "此件公开发布"}, field="disclosure")
    applied = apply(notice, text, Ledger(lines=[duty, genre]))
    assert applied.stale == ()
    assert [r.surface for r in applied.notice.tasks[2].responsibilities] == ["西山水库", "区财政局"]
    assert applied.notice.document.disclosure == "此件公开发布"
    assert [m.evidence.quote for m in applied.notice.header_marks if m.field == "disclosure"] == ["各镇人民政府"]


def test_an_added_header_field_answers_the_finding_that_it_is_missing() -> None:
    name = "fujian-2019-jiuyebuzhu"
    text, notice = read(name)
    number = text[:4]
    span = Passages(text).passage(0, 4)
    where = {"document": notice.document.id, "passage": text[: span.end], "quote": number}
    told = {"decision": "add", "correction": {"doc_number": "闽财〔2019〕1号"}, "who": "张三", "when": "2024-05-01"}
    judgement = Judgement.model_validate(
        {"kind": "missing", "fact": {"of": "header", "field": "doc_number", "at": 0}, **where, **told}
    )
    applied = apply(notice, text, Ledger(lines=[judgement]))
    assert applied.notice.document.doc_number == "闽财〔2019〕1号"
    assert FindingCode.NO_DOC_NUMBER not in {finding.code for finding in applied.notice.findings}


def test_words_that_stand_twice_in_their_passage_are_not_guessed() -> None:
    text, notice = read("TEXT")
    judgement = missing("target", LINE, "达到", {"indicator": "某指标", "value": 1})
    assert apply(notice, text, Ledger(lines=[judgement])).stale == (judgement,)
    second = missing("target", LINE, "达到", {"indicator": "某指标", "value": 1}, at=LINE.rindex("达到"))
    (added,) = [t for t in apply(notice, text, Ledger(lines=[second])).notice.targets if t.indicator == "某指标"]
    assert text[added.evidence.end :].startswith("90%")


def test_a_line_broken_elsewhere_is_the_same_passage() -> None:
    _, notice = read("TEXT")
    judgement = about("TEXT", fact_of("TEXT", JudgementKind.PROJECT, "东山水库"), Decision.REJECT)
    wrapped = TEXT.replace("产值达到100亿元，", "产值达到\n100亿元，  ")
    applied = apply(extract(source_of(wrapped)), wrapped, Ledger(lines=[judgement]))
    assert applied.applied == (judgement,)
    assert len(applied.notice.projects) == len(notice.projects) - 1


def test_a_changed_passage_makes_the_decision_stale() -> None:
    judgement = about("TEXT", fact_of("TEXT", JudgementKind.PROJECT, "东山水库"), Decision.REJECT)
    changed = TEXT.replace("到2025年，", "到2026年，")
    notice = extract(source_of(changed))
    applied = apply(notice, changed, Ledger(lines=[judgement]))
    assert (applied.notice, applied.stale) == (notice, (judgement,))


def test_a_passage_that_stands_once_more_than_it_did_makes_the_decision_stale() -> None:
    judgement = about("TEXT", fact_of("TEXT", JudgementKind.PROJECT, "西山水库"), Decision.REJECT)
    line = "（三）推进服务业发展。建设西山水库。（责任单位：区财政局）\n"
    doubled = TEXT.replace(line, line * 2)
    assert apply(extract(source_of(doubled)), doubled, Ledger(lines=[judgement])).stale == (judgement,)


# Lines


def test_the_last_line_about_a_thing_holds_and_a_withdrawal_takes_it_back() -> None:
    fact = fact_of("TEXT", JudgementKind.PROJECT, "东山水库")
    accept, reject = (about("TEXT", fact, decision) for decision in (Decision.ACCEPT, Decision.REJECT))
    assert accept.about == reject.about and accept.id != reject.id
    assert Ledger(lines=[accept, reject]).effective() == (reject,)
    back = reject.withdrawal("李四", "2024-06-01")
    assert Ledger(lines=[accept, reject, back]).effective() == ()
    assert Ledger(lines=[reject, back, reject]).effective() == (reject,)
    assert Ledger(lines=[reject, accept, back]).effective() == (accept,), "what is withdrawn was not in force any more"


def test_the_file_is_read_as_it_was_written_and_only_grows(tmp_path: Path) -> None:
    path = tmp_path / "夹" / "裁定.jsonl"
    ledger = Ledger.load(path)
    assert ledger.lines == ()
    made = [about("TEXT", fact, Decision.ACCEPT) for fact in facts(read("TEXT")[1])]
    for judgement in made:
        before = path.read_bytes() if path.exists() else b""
        ledger.append(judgement)
        assert path.read_bytes().startswith(before) and path.read_bytes().endswith(b"}\n")
    assert Ledger.load(path).lines == ledger.lines == tuple(made)
    row = path.read_text(encoding="utf-8").splitlines()[0]
    assert list(json.loads(row)) == sorted(json.loads(row)) and "\\u" not in row


def test_a_last_line_without_end_is_not_run_into(tmp_path: Path) -> None:
    path = tmp_path / "裁定.jsonl"
    one = about("TEXT", fact_of("TEXT", JudgementKind.PROJECT, "东山水库"), Decision.ACCEPT)
    path.write_bytes(b"\xef\xbb\xbf" + one.to_json().encode() + b"\r\n\n" + one.to_json().encode())
    ledger = Ledger.load(path)
    ledger.append(agency("甲局", "乙局", Decision.SAME))
    assert len(Ledger.load(path).lines) == 3


def test_a_line_without_id_is_given_one() -> None:
    one = about("TEXT", fact_of("TEXT", JudgementKind.PROJECT, "东山水库"), Decision.ACCEPT)
    content = json.loads(one.to_json())
    del content["id"]
    assert Judgement.model_validate(content) == one


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("<<<<<<< HEAD", "合并冲突"),
        ("=======", "合并冲突"),
        ('{"id": "', "不是完整的一条裁定"),
        ("[1]", "不是一条裁定"),
        ('{"kind": "task"}', "缺少项目 document"),
        ("\x00", "不是完整的一条裁定"),
    ],
)
def test_a_broken_line_is_named_and_nothing_is_rewritten(tmp_path: Path, row: str, said: str) -> None:
    path = tmp_path / "裁定.jsonl"
    good = agency("甲局", "乙局", Decision.SAME).to_json()
    data = f"{good}\n\n{row}\n{good}\n".encode()
    path.write_bytes(data)
    with pytest.raises(LedgerError, match="第3行") as error:
        Ledger.load(path)
    assert said in str(error.value)
    assert path.read_bytes() == data


def test_a_line_that_was_tampered_with_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "裁定.jsonl"
    path.write_text(
        agency("甲局", "乙局", Decision.SAME).to_json().replace('"same"', '"different"') + "\n", encoding="utf-8"
    )
    with pytest.raises(LedgerError, match="编号（id）与内容不符"):
        Ledger.load(path)


def test_a_ledger_that_cannot_be_opened_or_written_says_so(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="打不开"):
        Ledger.load(tmp_path)
    ledger = Ledger(tmp_path, [])
    with pytest.raises(LedgerError, match="没有保存"):
        ledger.append(agency("甲局", "乙局", Decision.SAME))
    assert ledger.lines == ()


def test_several_writers_lose_no_line(tmp_path: Path) -> None:
    path = tmp_path / "裁定.jsonl"
    script = (
        "import sys; from gongwen.pipeline.judging.ledger import Ledger; from gongwen.schemas.judgement import Judgement\n"
        "ledger = Ledger.load(sys.argv[1])\n"
        "for n in range(40): ledger.append(Judgement(kind='agency', document='d', passage='', quote='', decision='same',\n"
        "    fact={'one': '甲' * 3000, 'other': f'{sys.argv[2]}乙{n}乙'}, who='w', when='2024-05-01'))\n"
    )
    writers = [subprocess.Popen([sys.executable, "-c", script, str(path), who]) for who in ("癸", "申")]
    assert [writer.wait(120) for writer in writers] == [0, 0]
    assert len(Ledger.load(path).lines) == 80


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"who": " "}, "裁定人"),
        ({"when": "2024-5-1"}, "裁定日期"),
        ({"when": "2024-02-30"}, "不是一个日期"),
        ({"quote": "别处"}, "不在原文"),
        ({"decision": "add"}, "不能用于"),
        ({"decision": "correct"}, "不能为空"),
        ({"decision": "correct", "correction": {"path": ["一"]}}, "只能有"),
        ({"decision": "correct", "correction": {"phase": "高兴"}}, "不能作为 phase 的值"),
        ({"correction": {"name": "甲"}}, "只有改正"),
        ({"decision": "withdraw"}, "撤回哪一条"),
        ({"document": ""}, "所在的文件"),
    ],
)
def test_an_unsound_judgement_is_refused_in_chinese(change: dict[str, object], said: str) -> None:
    sound = json.loads(about("TEXT", fact_of("TEXT", JudgementKind.PROJECT, "东山水库"), Decision.ACCEPT).to_json())
    del sound["id"]
    with pytest.raises(ValidationError, match=said):
        Judgement.model_validate({**sound, **change})


def test_corrections_are_held_as_the_fields_types() -> None:
    target = fact_of("TEXT", JudgementKind.TARGET, "5万亩")
    assert about("TEXT", target, Decision.CORRECT, {"value": "6"}).correction == {"value": 6.0}
    with pytest.raises(ValidationError, match="不能作为 value 的值"):
        about("TEXT", target, Decision.CORRECT, {"value": "nan"})


# Agencies


def test_names_are_joined_over_any_number_of_steps_in_any_order() -> None:
    lines = [
        agency("甲委员会", "甲委", Decision.SAME),
        agency("甲委员会", "甲会", Decision.SAME),
        agency("乙", "丙局", Decision.SAME),
    ]
    expected = {"甲委": "甲委员会", "甲会": "甲委员会", "乙": "丙局"}
    for order in permutations(lines):
        assert aliases(Ledger(lines=order)) == expected
    shortest = aliases(Ledger(lines=lines), order=lambda name: (len(name), name))
    assert shortest["甲委员会"] == min("甲会", "甲委")


def test_different_wins_over_a_chain_and_the_contradiction_is_reported() -> None:
    chain = [agency("甲", "乙", Decision.SAME), agency("乙", "丙", Decision.SAME)]
    lines = [
        *chain,
        agency("甲", "丙", Decision.DIFFERENT),
        agency("丁", "戊", Decision.SAME),
        agency("丁", "甲", Decision.DIFFERENT),
    ]
    assert aliases(Ledger(lines=lines)) == {"戊": "丁"}
    (group,) = contradictions(Ledger(lines=lines))
    assert {each.decision for each in group} == {Decision.SAME, Decision.DIFFERENT} and len(group) == 3
    resolved = [*lines, agency("甲", "丙", Decision.SAME)]
    assert contradictions(Ledger(lines=resolved)) == ()
    assert len(aliases(Ledger(lines=resolved))) == 3


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(0, 6), st.integers(0, 6), st.booleans())), st.integers(0, 2**32))
def test_no_names_said_to_be_different_are_ever_joined(pairs: list[tuple[int, int, bool]], seed: int) -> None:
    once = {tuple(sorted((a, b))): same for a, b, same in pairs if a != b}
    lines = [agency(f"局{a}", f"局{b}", Decision.SAME if same else Decision.DIFFERENT) for (a, b), same in once.items()]
    kept = aliases(Ledger(lines=lines))
    for (a, b), same in once.items():
        if not same:
            assert kept.get(f"局{a}", f"局{a}") != kept.get(f"局{b}", f"局{b}")
    assert all(name not in kept for name in kept.values())
    random.Random(seed).shuffle(lines)
    assert aliases(Ledger(lines=lines)) == kept


# The digest


def test_the_digest_changes_with_what_holds_and_with_nothing_else() -> None:
    project = about("TEXT", fact_of("TEXT", JudgementKind.PROJECT, "东山水库"), Decision.REJECT)
    other = about(NAMES[0], next(facts(read(NAMES[0])[1])), Decision.ACCEPT)
    pair = agency("甲局", "乙局", Decision.SAME)
    document = read("TEXT")[1].document.id
    assert digest(Ledger(), document) == digest(Ledger(lines=[other]), document) == ""
    first = digest(Ledger(lines=[project, pair]), document)
    assert first == digest(Ledger(lines=[pair, other, project]), document) != ""
    assert digest(Ledger(lines=[pair]), document) not in ("", first)
    assert digest(Ledger(lines=[project, project.withdrawal("张三", "2024-05-02")]), document) == ""
