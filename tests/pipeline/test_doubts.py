"""What a clerk is asked: every doubt with its sentence and place; what is decided is not asked again, what changed is."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pytest
from gongwen.pipeline.extract import extract
from gongwen.pipeline.judging.doubt import Doubt
from gongwen.pipeline.judging.doubts import contradicting, doubts, settled
from gongwen.pipeline.judging.fields import proposed
from gongwen.pipeline.judging.ledger import Ledger, apply
from gongwen.pipeline.judging.near import SeenAgency, agencies_of, may_be_one
from gongwen.pipeline.judging.words import parsed, shown
from gongwen.schemas import Evidence, FindingCode, Notice
from gongwen.schemas.judgement import CORRECTABLE, Decision, Judgement, JudgementKind
from notice_texts import notices, source_of

TEXT = """铜府〔2021〕7号

重庆市铜梁区人民政府关于印发铜梁区发展行动方案的通知

各镇人民政府：

一、主要任务
（一）推进农业发展。到2025年，面积达到5万亩，《纲要》明确的任务全部完成。（责任单位：区交通局）
（三）推进服务业发展。游客间距原则上控制在1.5米以上，建设西山水库。（责任单位：区交通运输局、区财政局、区民政局）

重庆市铜梁区人民政府
2021年3月1日
"""
WHO = ("张三", "2024-05-01")


def read(text: str) -> Notice:
    return extract(source_of(text))


def asked(text: str, ledger: Ledger | None = None) -> dict[str, Doubt]:
    found = doubts(read(text), text, ledger or Ledger())
    assert len({doubt.key for doubt in found}) == len(found)
    return {doubt.reason: doubt for doubt in found}


@cache
def first() -> dict[str, Doubt]:
    return asked(TEXT)


def answers(doubt: Doubt) -> list[Decision]:
    return [choice.decision for choice in doubt.choices]


# What is asked


def test_every_kind_of_doubt_is_asked_in_order_of_the_text() -> None:
    found = doubts(read(TEXT), TEXT, Ledger())
    assert [doubt.reason for doubt in found] == [
        "bare_indicator",
        "citation_unresolved",
        "near_agencies",
        "numbering_gap",
        "number_without_indicator",
    ]
    assert all(doubt.question.endswith("？") and doubt.place.startswith("第") and doubt.choices for doubt in found)
    assert all(doubt.document == "铜府〔2021〕7号" and doubt.file == "notice.txt" for doubt in found)


def test_a_target_without_indicator_says_what_it_was_taken_for() -> None:
    doubt = first()["bare_indicator"]
    assert doubt.question == "这句话里的“面积”是不是一项指标？"
    assert doubt.marked == "到2025年，【面积达到5万亩】，《纲要》明确的任务全部完成。"
    assert dict(doubt.taken) | {"指标名称": "面积", "数值": "5", "计量单位": "万亩", "完成时限": "2025"} == dict(
        doubt.taken
    )
    assert answers(doubt) == [Decision.ACCEPT, Decision.CORRECT, Decision.REJECT]
    assert [field for field, _ in doubt.fields] == list(CORRECTABLE[JudgementKind.TARGET])


def test_an_unresolved_citation_is_asked_once_and_not_as_a_finding_too() -> None:
    doubt = first()["citation_unresolved"]
    assert doubt.kind is JudgementKind.CITATION
    assert doubt.question == "这句话里的“《纲要》”指的是哪份文件？"


def test_agencies_that_may_be_one_are_offered() -> None:
    doubt = first()["near_agencies"]
    assert doubt.question == "“重庆市铜梁区交通局”和“重庆市铜梁区交通运输局”是不是同一个单位？"
    assert answers(doubt) == [Decision.SAME, Decision.DIFFERENT]
    assert "区交通局" in doubt.marked and "【" in doubt.marked


def test_a_finding_without_a_place_concerns_the_whole_document() -> None:
    text = TEXT.removeprefix("铜府〔2021〕7号\n\n")
    doubt = asked(text)["no_doc_number"]
    assert (doubt.place, doubt.quote, doubt.marked) == ("", "", "重庆市铜梁区人民政府关于印发铜梁区发展行动方案的通知")
    assert answers(doubt) == [Decision.ACCEPT, Decision.ADD]


@pytest.mark.parametrize("indicator", ["面积", "总规模", "数量", "总量", "比例", "率", "占比", "额"])
def test_bare_measures(indicator: str) -> None:
    notice = read(TEXT)
    target = notice.targets[0].model_copy(update={"indicator": indicator})
    changed = notice.model_copy(update={"targets": (target,)})
    assert "bare_indicator" in {doubt.reason for doubt in doubts(changed, TEXT, Ledger())}
    changed = notice.model_copy(update={"targets": (target.model_copy(update={"indicator": f"耕地{indicator}"}),)})
    assert "bare_indicator" not in {doubt.reason for doubt in doubts(changed, TEXT, Ledger())}


@pytest.mark.parametrize("name", sorted(notices()))
def test_doubts_of_the_corpus_are_sound(name: str) -> None:
    text = notices()[name]
    notice = read(text)
    found = doubts(notice, text, Ledger())
    assert found == doubts(notice, text, Ledger())
    for doubt in found:
        assert doubt.passage in text and doubt.quote in doubt.passage
        assert doubt.span is None or text[slice(*doubt.span)] == doubt.quote
        for choice in doubt.choices:
            if choice.decision not in (Decision.CORRECT, Decision.ADD):
                ledger = Ledger(lines=doubt.decide(choice.decision, *WHO))
                left = doubts(notice, text, ledger)
                assert doubt.key not in {each.key for each in left}
                assert len(left) == len(found) - 1
                assert apply(notice, text, ledger).stale == ()


# What is decided


def test_what_is_decided_is_not_asked_again() -> None:
    notice, ledger = read(TEXT), Ledger()
    for doubt in doubts(notice, TEXT, ledger):
        ledger.append(*doubt.decide(doubt.choices[-1].decision, *WHO))
    assert doubts(notice, TEXT, ledger) == ()
    told = apply(notice, TEXT, ledger)
    assert told.stale == () and told.notice.targets == () and told.notice.citations == ()


def test_a_number_becomes_a_target_and_its_finding_goes() -> None:
    doubt = first()["number_without_indicator"]
    assert doubt.adds is JudgementKind.TARGET
    ledger = Ledger(
        lines=doubt.decide(Decision.ADD, *WHO, correction={"indicator": "游客间距", "value": 1.5, "unit": "米"})
    )
    told = apply(read(TEXT), TEXT, ledger)
    assert "游客间距" in {target.indicator for target in told.notice.targets}
    assert FindingCode.NUMBER_WITHOUT_INDICATOR not in {finding.code for finding in told.notice.findings}
    assert "number_without_indicator" not in asked(TEXT, ledger)


def test_a_missing_header_field_is_added_from_the_words_of_the_text() -> None:
    text = TEXT.removeprefix("铜府〔2021〕7号\n\n") + "（铜府发【2021】7号）\n"
    doubt = asked(text)["no_doc_number"]
    assert doubt.add_elsewhere("重庆市铜梁区人民政府", *WHO, {"doc_number": "铜府发〔2021〕7号"}) is None, (
        "stands twice"
    )
    made = doubt.add_elsewhere("铜府发【2021】7号", *WHO, {"doc_number": "铜府发〔2021〕7号"})
    assert made is not None
    told = apply(read(text), text, Ledger(lines=[made]))
    assert told.notice.document.doc_number == "铜府发〔2021〕7号"
    assert "no_doc_number" not in asked(text, Ledger(lines=[made]))


def test_one_answer_about_agencies_holds_in_every_document() -> None:
    (line,) = first()["near_agencies"].decide(Decision.SAME, *WHO)
    other = TEXT.replace("铜府〔2021〕7号", "铜府〔2022〕8号")
    assert "near_agencies" not in asked(other, Ledger(lines=[line]))


def pair(one: str, other: str, decision: Decision) -> Judgement:
    names = dict(zip(("one", "other"), sorted((one, other)), strict=True))
    return replace(first()["near_agencies"], fact=names).decide(decision, *WHO)[0]


def test_what_follows_from_other_answers_is_not_asked() -> None:
    here, there = "重庆市铜梁区交通局", "重庆市铜梁区交通运输局"
    doubt = first()["near_agencies"]
    chain = [pair(here, "某委", Decision.SAME), pair("某委", there, Decision.SAME)]
    assert settled(doubt, Ledger(lines=chain))
    link = [pair(here, "某委", Decision.SAME), pair("某委", there, Decision.DIFFERENT)]
    assert settled(doubt, Ledger(lines=link))
    assert not settled(doubt, Ledger(lines=link[:1]))


def test_contradicting_answers_are_asked_again_until_they_agree() -> None:
    lines = [pair("甲", "乙", Decision.SAME), pair("乙", "丙", Decision.SAME), pair("甲", "丙", Decision.DIFFERENT)]
    found = contradicting(Ledger(lines=lines))
    assert len(found) == 3
    assert all("相互矛盾" in doubt.question and "张三，2024-05-01" in doubt.taken[0][1] for doubt in found)
    resolved = Ledger(lines=[*lines, *found[0].decide(Decision.DIFFERENT, *WHO)])
    assert contradicting(resolved) == ()
    assert all(settled(doubt, resolved) for doubt in found)


# What has changed


def decided(reason: str, decision: Decision) -> Ledger:
    return Ledger(lines=first()[reason].decide(decision, *WHO))


def test_a_decision_about_a_sentence_that_changed_is_shown_again_with_what_was_decided() -> None:
    ledger = decided("bare_indicator", Decision.ACCEPT)
    assert "bare_indicator" not in asked(TEXT, ledger)
    changed = TEXT.replace("面积达到5万亩", "面积达到6万亩")
    doubt = asked(changed, ledger)["bare_indicator"]
    assert doubt.earlier == ledger.lines[0]
    assert doubt.question.startswith("原文已经改动，请重新裁定")
    assert dict(doubt.taken)["原文改动以前的裁定"] == "张三，2024-05-01：正确"
    assert "5万亩" in dict(doubt.taken)["当时的原文"] and "6万亩" in doubt.marked
    ledger.append(*doubt.decide(Decision.REJECT, "李四", "2024-06-01"))
    assert "bare_indicator" not in asked(changed, ledger)
    assert apply(read(changed), changed, ledger).stale == ()
    assert apply(read(changed), changed, ledger).notice.targets == ()


def test_a_fact_that_is_no_doubt_by_itself_is_asked_again_too() -> None:
    ledger = Ledger()
    notice = read(TEXT)
    project = next(each for each in notice.projects if each.name == "西山水库")
    sentence = "游客间距原则上控制在1.5米以上，建设西山水库。"
    ledger.append(
        Judgement(
            kind=JudgementKind.PROJECT, document=notice.document.id, passage=sentence, quote=project.evidence.quote,
            fact={"name": "西山水库"}, decision=Decision.REJECT, who="张三", when="2024-05-01",
        )
    )  # fmt: skip
    assert apply(notice, TEXT, ledger).stale == ()
    changed = TEXT.replace("1.5米以上，建设西山水库", "1.6米以上，并建设西山水库")
    doubt = asked(changed, ledger)["stale"]
    assert (doubt.kind, answers(doubt)) == (JudgementKind.PROJECT, [Decision.ACCEPT, Decision.CORRECT, Decision.REJECT])
    assert "西山水库】" in doubt.marked


def test_a_decision_whose_sentence_is_gone_can_only_be_withdrawn() -> None:
    ledger = decided("number_without_indicator", Decision.REJECT)
    changed = TEXT.replace("游客间距原则上控制在1.5米以上，建设西山水库。", "")
    doubt = asked(changed, ledger)["stale"]
    assert answers(doubt) == [Decision.WITHDRAW]
    ledger.append(*doubt.decide(Decision.WITHDRAW, *WHO))
    assert "stale" not in asked(changed, ledger)
    assert ledger.effective() == () and len(ledger.lines) == 2


def test_what_was_added_is_offered_again_where_its_words_still_stand() -> None:
    doubt = first()["number_without_indicator"]
    ledger = Ledger(
        lines=doubt.decide(Decision.ADD, *WHO, correction={"indicator": "游客间距", "value": 1.5, "unit": "米"})
    )
    changed = TEXT.replace("建设西山水库", "建设东山水库")
    again = {each.reason: each for each in doubts(read(changed), changed, ledger)}["stale"]
    assert answers(again) == [Decision.ADD, Decision.WITHDRAW]
    ledger.append(*again.decide(Decision.ADD, *WHO))
    told = apply(read(changed), changed, ledger)
    assert told.stale == () and "游客间距" in {target.indicator for target in told.notice.targets}


def test_a_decision_about_the_whole_document_is_shown_again_after_any_change() -> None:
    text = TEXT.removeprefix("铜府〔2021〕7号\n\n")
    ledger = Ledger(lines=asked(text)["no_doc_number"].decide(Decision.ACCEPT, *WHO))
    assert "no_doc_number" not in asked(text, ledger)
    assert "no_doc_number" not in asked(text.replace("\n\n", "\n \n"), ledger), "white space is no change"
    changed = text.replace("西山", "东山").replace("2021年3月1日", "")
    assert asked(changed, ledger)["no_doc_number"].earlier == ledger.lines[0]
    assert asked(changed, ledger)["no_date"].earlier is None, "that was never decided"


def test_an_opening_line_that_stands_twice_is_no_obstacle() -> None:
    text = "通知\n\n推进改革。\n通知\n"
    found = doubts(read(text), text, Ledger())
    ledger = Ledger(lines=[line for doubt in found for line in doubt.decide(Decision.ACCEPT, *WHO)])
    assert found and doubts(read(text), text, ledger) == ()


# A document under another name

RENAMED = TEXT.replace("铜府〔2021〕7号", "铜府〔2021〕17号")


def all_accepted() -> Ledger:
    lines = [
        line
        for doubt in first().values()
        if doubt.kind.value != "agency"
        for line in doubt.decide(
            doubt.choices[0].decision,
            *WHO,
            **(
                {"correction": {"indicator": "游客间距", "value": 1.5, "unit": "米"}}
                if doubt.choices[0].decision is Decision.ADD
                else {}
            ),
        )
    ]
    return Ledger(lines=lines)


def test_decisions_follow_a_document_whose_number_was_corrected() -> None:
    ledger = all_accepted()
    assert set(asked(TEXT, ledger)) == set(asked(RENAMED, ledger)) == {"near_agencies"}
    told = apply(read(RENAMED), RENAMED, ledger)
    assert (told.stale, told.unsure, len(told.applied)) == ((), (), len(ledger.lines))
    assert "游客间距" in {target.indicator for target in told.notice.targets}


def test_of_a_document_that_was_renamed_what_changed_is_asked_again_with_its_former_name() -> None:
    ledger = all_accepted()
    changed = RENAMED.replace("（三）推进服务业发展", "（四）推进服务业发展")
    doubt = asked(changed, ledger)["numbering_gap"]
    assert doubt.earlier is not None and doubt.document == "铜府〔2021〕17号"
    assert dict(doubt.taken)["当时的文件编号"] == "铜府〔2021〕7号"
    ledger.append(*doubt.decide(Decision.ACCEPT, *WHO))
    assert set(asked(changed, ledger)) == {"near_agencies"}


def test_a_short_passage_alone_proves_nothing_and_is_shown_as_a_hint() -> None:
    ledger = decided("number_without_indicator", Decision.REJECT)
    told = apply(read(RENAMED), RENAMED, ledger)
    assert (told.notice, told.applied, told.unsure) == (read(RENAMED), (), ledger.lines)
    doubt = asked(RENAMED, ledger)["number_without_indicator"]
    assert doubt.earlier is None
    assert dict(doubt.taken)["“铜府〔2021〕7号”里同一句话的裁定"] == "张三，2024-05-01：不对"
    ledger.append(*doubt.decide(Decision.REJECT, *WHO))
    assert "number_without_indicator" not in asked(RENAMED, ledger)
    assert "number_without_indicator" not in asked(TEXT, ledger), "what was decided there still holds"


def test_what_is_no_doubt_by_itself_is_asked_where_another_document_was_decided_so() -> None:
    sentence = "游客间距原则上控制在1.5米以上，建设西山水库。"
    ledger = Ledger(
        lines=[
            Judgement(
                kind=JudgementKind.PROJECT, document="铜府〔2021〕7号", passage=sentence, quote="建设西山水库",
                fact={"name": "西山水库"}, decision=Decision.CORRECT, correction={"name": "西山大水库"}, who="张三",
                when="2024-05-01",
            )
        ]
    )  # fmt: skip
    doubt = asked(RENAMED, ledger)["elsewhere"]
    assert dict(doubt.taken)["“铜府〔2021〕7号”里同一句话的裁定"] == "张三，2024-05-01：改正（名称：西山大水库）"
    ledger.append(*doubt.decide(Decision.REJECT, *WHO))
    assert "elsewhere" not in asked(RENAMED, ledger)


@pytest.mark.parametrize(
    "other",
    [
        TEXT.replace("铜府〔2021〕7号", "铜府〔2021〕17号").replace("现将", "") + "铜府〔2021〕7号同时废止。\n",
        TEXT.replace("铜府〔2021〕7号", "铜府〔2021〕17号").replace("西山", "东山").replace("5万亩", "6万亩"),
    ],
    ids=["it names the other document", "most of its passages are other ones"],
)
def test_decisions_do_not_pass_to_a_document_that_is_another_one(other: str) -> None:
    told = apply(read(other), other, all_accepted())
    assert (told.notice, told.applied, told.stale) == (read(other), (), ())


def test_a_name_in_common_ties_two_names_of_a_document_together() -> None:
    title = "重庆市铜梁区人民政府关于印发铜梁区发展行动方案的通知"
    nameless = TEXT.removeprefix("铜府〔2021〕7号\n\n")
    assert read(nameless).document.id == title
    doubt = asked(nameless)["number_without_indicator"]
    ledger = Ledger(lines=doubt.decide(Decision.REJECT, *WHO))
    assert apply(read(TEXT), TEXT, ledger).applied == ledger.lines, "the number was not there, the title is the same"


def test_a_number_that_a_person_corrected_is_a_name_of_the_document() -> None:
    ledger = decided("number_without_indicator", Decision.REJECT)
    (number,) = [mark for mark in read(TEXT).header_marks if mark.field == "doc_number"]
    ledger.append(
        Judgement(
            kind=JudgementKind.HEADER, document="铜府〔2021〕7号", passage="铜府〔2021〕7号", quote=number.evidence.quote,
            fact={"field": "doc_number", "value": "铜府〔2021〕7号"}, decision=Decision.CORRECT,
            correction={"doc_number": "铜府〔2021〕17号"}, who="张三", when="2024-05-01",
        )
    )  # fmt: skip
    assert apply(read(TEXT), TEXT, ledger).notice.document.doc_number == "铜府〔2021〕17号"
    told = apply(read(RENAMED), RENAMED, ledger)
    assert told.applied == ledger.lines[:1]
    assert told.stale == ledger.lines[1:], "the line that was wrong is gone"


# Near names


def seen(name: str, region: str = "江西省") -> SeenAgency:
    return SeenAgency(name, region, name, "甲.txt", Evidence(start=0, end=1, quote="省"))


@pytest.mark.parametrize(
    ("one", "other", "near"),
    [
        ("江西省交通厅", "江西省交通运输厅", True),
        ("江西省市场监督管理局", "江西省市场监督管埋局", True),
        ("江西省民政厅", "江西省财政厅", False),
        ("江西省人民政府", "江西省人民政府办公厅", False),
        ("江西省第一人民医院分院", "江西省第二人民医院分院", False),
        ("江西省市场监督管理局", "江西省药品监督管理局", False),
    ],
)
def test_names_that_may_be_one(one: str, other: str, near: bool) -> None:
    assert may_be_one(seen(one), seen(other)) == may_be_one(seen(other), seen(one)) == near


def test_names_of_two_notices_are_offered_and_those_of_two_regions_are_not() -> None:
    text = TEXT.replace("区交通局", "区水利局").replace("区交通运输局", "区农业局")
    (office,) = [agency for agency in agencies_of(read(TEXT)) if agency.surface == "区交通局"]
    abroad = SeenAgency("重庆市璧山区水利电力局", "重庆市璧山区", "区水利电力局", "乙.txt", office.evidence)
    near = SeenAgency("重庆市铜梁区水利电力局", office.region, "区水利电力局", "乙.txt", office.evidence)
    found = doubts(read(text), text, Ledger(), [abroad, near, office])
    assert [each.fact for each in found if each.reason == "near_agencies"] == [
        {"one": "重庆市铜梁区水利局", "other": "重庆市铜梁区水利电力局"}
    ]


# Words


@pytest.mark.parametrize(
    ("kind", "field", "typed", "value"),
    [
        (JudgementKind.TARGET, "comparator", "不低于", ">="),
        (JudgementKind.TARGET, "comparator", ">=", ">="),
        (JudgementKind.TARGET, "value", "1200", 1200.0),
        (JudgementKind.TARGET, "value_max", "无", None),
        (JudgementKind.TARGET, "deadline", "2025年6月", "2025-06"),
        (JudgementKind.RESPONSIBILITY, "role", "牵头", "lead"),
        (JudgementKind.TASK, "open_ended", "是", True),
        (JudgementKind.HEADER, "issuers", "甲局、乙局", ("甲局", "乙局")),
        (JudgementKind.HEADER, "issued_on", "2023年6月19日", "2023-06-19"),
    ],
)
def test_what_a_clerk_types_is_the_fields_value_and_reads_back(
    kind: JudgementKind, field: str, typed: str, value: object
) -> None:
    assert parsed(kind, field, typed) == value
    assert parsed(kind, field, shown(kind, field, parsed(kind, field, typed))) == value


@pytest.mark.parametrize(
    ("kind", "field", "typed", "said"),
    [
        (JudgementKind.TARGET, "value", "很多", "请填：数字"),
        (JudgementKind.TARGET, "comparator", "大概", "达到、不低于"),
        (JudgementKind.TARGET, "deadline", "明年", "请填日期"),
        (JudgementKind.TASK, "open_ended", "也许", "是、否"),
        (JudgementKind.PROJECT, "phase", "无", "研究论证"),
    ],
)
def test_what_does_not_fit_is_refused_with_what_would(kind: JudgementKind, field: str, typed: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parsed(kind, field, typed)


def test_what_a_clerk_adds_is_bounded_as_the_words_round_the_number_say() -> None:
    """Without a word of the clerk's: `控制在1.5米以上` is no `=`."""
    made = proposed(asked(TEXT)["number_without_indicator"])
    assert (made["comparator"], made["value"], made["unit"], made["kind"]) == (">=", 1.5, "米", "level")
