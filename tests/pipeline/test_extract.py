"""From drafts to the contract: ids that are content, paths, canonical names, evidence, the task that holds a thing."""

from __future__ import annotations

import gc
import json
import sys
from pathlib import Path

import pytest
from gongwen.pipeline.extract import extract
from gongwen.pipeline.rules import rules_version
from gongwen.schemas import AgencyKind, Basis, Notice, Role

sys.path.insert(0, str(Path(__file__).parents[1]))
from notice_texts import notices, source_of

TEXT = """重庆市铜梁区人民政府文件

铜府〔2021〕7号

重庆市铜梁区人民政府
关于印发铜梁区发展行动方案（2021—2025年）的通知

各镇人民政府，区政府各部门：

现将《铜梁区发展行动方案（2021—2025年）》印发给你们，请认真贯彻执行。

重庆市铜梁区人民政府
2021年3月1日

（此件公开发布）

铜梁区发展行动方案（2021—2025年）

一、主要任务
（一）推进工业发展。根据《某市工业规划》，到2025年，产值达到100亿元，建设东山水库。（牵头单位：区发展改革委，责任单位：区财政局等）
（二）推进农业发展。各镇街要加强管护，2021年底前完成。建设高标准农田5万亩。
二、保障措施
（一）加强领导。区政府办公室要加强督查，2022年6月底前报告。
"""


@pytest.fixture(scope="module")
def notice() -> Notice:
    return extract(source_of(TEXT))


def test_the_document(notice: Notice) -> None:
    document = notice.document
    assert document.id == document.doc_number == "铜府〔2021〕7号"
    assert document.title == "重庆市铜梁区人民政府关于印发铜梁区发展行动方案（2021—2025年）的通知"
    assert document.attached_title == "铜梁区发展行动方案（2021—2025年）"
    assert (document.genre, document.issued_on, document.disclosure) == ("通知", "2021-03-01", "此件公开发布")
    assert document.issuers == ("重庆市铜梁区人民政府",)
    assert document.addressees == ("各镇人民政府", "区政府各部门")


def test_header_marks_show_where_each_field_stands(notice: Notice) -> None:
    assert {mark.field for mark in notice.header_marks} == {
        "doc_number",
        "title",
        "attached_title",
        "issuers",
        "addressees",
        "issued_on",
        "disclosure",
    }
    assert "header_marks" not in json.loads(notice.to_json())


def test_ids_are_readable_and_made_of_content(notice: Notice) -> None:
    assert [section.id for section in notice.sections] == [
        "铜府〔2021〕7号/一",
        "铜府〔2021〕7号/一/（一）",
        "铜府〔2021〕7号/一/（二）",
        "铜府〔2021〕7号/二",
        "铜府〔2021〕7号/二/（一）",
    ]
    assert [task.id for task in notice.tasks] == [
        "铜府〔2021〕7号/一/（一）#task1",
        "铜府〔2021〕7号/一/（二）#task1",
        "铜府〔2021〕7号/二/（一）#task1",
    ]
    assert [target.id for target in notice.targets] == [
        "铜府〔2021〕7号/一/（一）#target1",
        "铜府〔2021〕7号/一/（二）#target1",
    ]


def test_a_section_covers_all_that_lies_under_it(notice: Notice) -> None:
    first, inner = notice.sections[:2]
    assert (first.level, inner.level) == (1, 2)
    assert first.evidence.start < inner.evidence.start < inner.evidence.end <= first.evidence.end
    assert first.heading == "主要任务"


def test_tasks_with_their_agencies(notice: Notice) -> None:
    noted, inline, last = notice.tasks
    assert (noted.basis, noted.title, noted.path, noted.open_ended) == (
        Basis.NOTE,
        "推进工业发展",
        ("一", "（一）"),
        True,
    )
    assert [(r.role, r.surface, r.name, r.kind) for r in noted.responsibilities] == [
        (Role.LEAD, "区发展改革委", "重庆市铜梁区发展和改革委员会", AgencyKind.DEPARTMENT),
        (Role.RESPONSIBLE, "区财政局", "重庆市铜梁区财政局", AgencyKind.DEPARTMENT),
    ]
    assert "牵头单位" not in noted.text
    assert [measure.evidence.quote for measure in noted.measures] == [
        "根据《某市工业规划》，到2025年，产值达到100亿元，建设东山水库。"
    ]
    assert (inline.basis, inline.responsibilities[0].surface, inline.responsibilities[0].kind) == (
        Basis.INLINE,
        "各镇街",
        AgencyKind.GROUP,
    )
    assert (last.basis, last.deadline) == (Basis.INLINE, "2022-06")


def test_what_stands_in_a_task_says_so(notice: Notice) -> None:
    (project,) = notice.projects
    first, second = notice.targets
    citation = next(c for c in notice.citations if c.title == "某市工业规划")
    assert project.task_id == first.task_id == citation.task_id == notice.tasks[0].id
    assert second.path == ("一", "（二）")
    assert second.task_id is None
    assert project.path == first.path == citation.path == ("一", "（一）")


def test_targets_are_multiplied_out(notice: Notice) -> None:
    assert [(t.value, t.unit, t.si_value, t.si_unit, t.deadline) for t in notice.targets] == [
        (100, "亿元", 10_000_000_000, "元", "2025"),
        (5, "万亩", 50_000, "亩", None),
    ]


def test_the_source_is_named_with_the_rules_that_read_it(notice: Notice) -> None:
    assert notice.source.rules_version == rules_version()
    assert len(rules_version()) == 12
    assert notice.source.sha256 == source_of(TEXT).sha256


def test_a_document_without_number_or_title_is_known_by_its_digest() -> None:
    source = source_of("推进改革。\n")
    notice = extract(source)
    assert notice.document.id == f"sha256:{source.sha256[:16]}"
    assert {finding.code for finding in notice.findings} >= {"no_doc_number", "no_title", "no_issuer", "no_date"}


def test_a_document_without_number_is_known_by_its_title() -> None:
    assert extract(source_of(TEXT.replace("重庆市铜梁区人民政府文件\n\n铜府〔2021〕7号\n\n", ""))).document.id == (
        "重庆市铜梁区人民政府关于印发铜梁区发展行动方案（2021—2025年）的通知"
    )


def test_numberings_that_begin_again_keep_ids_apart() -> None:
    text = TEXT + "\n附件\n\n任务清单\n\n一、甲任务\n推进。\n二、乙任务\n推进。\n"
    ids = [section.id for section in extract(source_of(text)).sections]
    assert len(ids) == len(set(ids)) == 7
    assert "铜府〔2021〕7号/任务清单/一" in ids


def test_a_title_broken_over_lines_is_joined_and_its_evidence_is_the_text() -> None:
    text = TEXT.replace("《某市工业规划》", "《某市工业\n规划》")
    citation = next(c for c in extract(source_of(text)).citations if c.title == "某市工业规划")
    assert citation.surface == "《某市工业规划》"
    assert citation.evidence.quote == "《某市工业\n规划》"


@pytest.mark.parametrize("text", ["", "\n", " ", "一、", "《", "（" * 50, "1." * 50, "甲" * 5000])
def test_nothing_is_refused(text: str) -> None:
    notice = extract(source_of(text))
    assert notice.document.id
    assert Notice.from_json(notice.to_json(header_marks=True)) == notice


@pytest.mark.parametrize("name", ["铜府〔2023〕90号", "guofa-2018-38-zimaoqu", "guobanfa-2018-126-chuangxingaige"])
def test_a_notice_of_the_corpus_survives_json(name: str) -> None:
    notice = extract(source_of(notices()[name]))
    assert Notice.from_json(notice.to_json(header_marks=True)) == notice


@pytest.mark.parametrize("running", [True, False])
def test_the_collector_is_afterwards_as_it_was(running: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whether the extraction comes to an end or not."""
    was = gc.isenabled()
    try:
        (gc.enable if running else gc.disable)()
        extract(source_of(TEXT))
        assert gc.isenabled() == running
        monkeypatch.setattr("gongwen.pipeline.extract.read", lambda text: text.no_reading)
        with pytest.raises(AttributeError):
            extract(source_of(TEXT))
        assert gc.isenabled() == running
    finally:
        (gc.enable if was else gc.disable)()
