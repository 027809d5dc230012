from __future__ import annotations

from pathlib import Path

import pytest
from gongwen.pipeline.canonicalise import canonicalise
from gongwen.pipeline.extract import extract
from gongwen.pipeline.read import read
from gongwen.schemas import (
    AgencyKind,
    Basis,
    Citation,
    CitationRole,
    Document,
    DocumentClaim,
    Evidence,
    Facts,
    Finding,
    FindingCode,
    HeaderMark,
    Measure,
    NodeRef,
    Notice,
    Phase,
    Project,
    ProjectKind,
    Responsibility,
    Role,
    Section,
    Source,
    Target,
    Task,
)
from gongwen.schemas.graph import NODE_TYPES, RELATIONSHIP_TYPES, Label, RelType

NUMBER = "铜府〔2023〕90号"
TEXT = (Path(__file__).parents[2] / "corpus" / "notices" / f"{NUMBER}.txt").read_text(encoding="utf-8")
PLAN = "重庆市推动成渝地区双城经济圈建设行动方案（2023—2027年）"


def at(quote: str, after: str = "") -> Evidence:
    start = TEXT.index(quote, TEXT.index(after))
    return Evidence(start=start, end=start + len(quote), quote=quote)


def span(first: str, last: str) -> Evidence:
    start = TEXT.index(first)
    end = TEXT.index(last, start)
    return Evidence(start=start, end=end, quote=TEXT[start:end])


def duty(role: Role, surface: str, evidence: Evidence) -> Responsibility:
    return Responsibility(role=role, surface=surface, name=surface, kind=AgencyKind.DEPARTMENT, evidence=evidence)


CHAPTER = span("二、", "\n三、")
"""The whole chapter, with all that lies under it."""


def citation(surface: str, evidence: Evidence, **fields: object) -> Citation:
    known = {"title": None, "doc_number": None, "role": CitationRole.MENTIONS, "resolves_to": None, "task_id": None}
    return Citation.model_validate(
        {"id": f"{NUMBER}#c{evidence.start}", "surface": surface, "path": None, "evidence": evidence, **known, **fields}
    )


def notice(**changes: object) -> Notice:
    chapter = Section(id=f"{NUMBER}/二", path=("二",), heading="重点任务", level=1, evidence=CHAPTER)
    inner = at(TEXT[CHAPTER.start + 20 : CHAPTER.start + 400])
    item = Section(id=f"{NUMBER}/二/（一）", path=("二", "（一）"), heading="甲", level=2, evidence=inner)
    note = at(TEXT[inner.start + 100 : inner.start + 160])
    task = Task(
        id=f"{NUMBER}/二/（一）#task1",
        path=("二", "（一）"),
        title="甲",
        basis=Basis.NOTE,
        text=inner.quote,
        deadline="2027",
        measures=(Measure(evidence=note),),
        responsibilities=(
            duty(Role.LEAD, "区发展改革委", at("区发展改革委")),
            duty(Role.RESPONSIBLE, "区教委", at("区教委")),
            duty(Role.SUPPORT, "各部门", at("各部门")),
        ),
        open_ended=True,
        evidence=note,
    )
    project = Project(
        id="p",
        name="某某大桥",
        phase=Phase.BUILD,
        kind=ProjectKind.WORKS,
        path=("二", "（一）"),
        task_id=task.id,
        evidence=at("建设", "二、"),
    )
    target = Target.model_validate(
        {
            "id": f"{NUMBER}#target1",
            "indicator": "全区GDP",
            "comparator": "=",
            "value": 1200.0,
            "value_max": None,
            "unit": "亿元",
            "si_value": 1.2e11,
            "si_unit": "元",
            "kind": "level",
            "deadline": "2027",
            "baseline": None,
            "modality": "plain",
            "path": None,
            "task_id": None,
            "evidence": at("1200亿元"),
        }
    )
    issuer = "重庆市铜梁区人民政府"
    base = Notice(
        source=Source(path="a.txt", format="txt", sha256="0" * 64, rules_version="1"),
        document=Document(
            id=NUMBER,
            doc_number=NUMBER,
            title="题",
            attached_title="附",
            genre="通知",
            issuers=(issuer,),
            addressees=("各镇人民政府",),
            issued_on="2023-06-19",
        ),
        sections=(chapter, item),
        tasks=(task,),
        projects=(project,),
        targets=(target,),
        citations=(
            citation(f"《{PLAN}》", at(f"《{PLAN}》"), title=PLAN, resolves_to=PLAN, role=CitationRole.IMPLEMENTS),
        ),
        header_marks=(HeaderMark(field="issuers", value=issuer, evidence=at(issuer)),),
    )
    return base.model_copy(update=changes)


def facts(**changes: object) -> Facts:
    return canonicalise(notice(**changes), text=TEXT)


def edges(rows: Facts, kind: RelType) -> list[tuple[str | None, str | None]]:
    return [(row.start.id, row.end.id) for row in rows.relationships if row.type is kind]


def test_document_row_carries_text_findings_and_no_loader_fields() -> None:
    doubt = Finding(code=FindingCode.NO_DATE, message="没有成文日期")
    row = next(row for row in facts(findings=(doubt,)).nodes if row.label is Label.DOCUMENT)
    assert row.id == NUMBER
    assert row.properties["text"] == TEXT
    assert row.properties["findings"] == ("no_date: 没有成文日期",)
    assert row.properties["ingested"] is True


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (RelType.ISSUED_BY, [(NUMBER, "重庆市铜梁区/重庆市铜梁区人民政府")]),
        (RelType.ADDRESSED_TO, [(NUMBER, "重庆市铜梁区/各镇人民政府")]),
        (RelType.HAS_SECTION, [(NUMBER, f"{NUMBER}/二"), (f"{NUMBER}/二", f"{NUMBER}/二/（一）")]),
        (RelType.HAS_TASK, [(NUMBER, f"{NUMBER}/二/（一）#task1")]),
        (RelType.IN_SECTION, [(f"{NUMBER}/二/（一）#task1", f"{NUMBER}/二/（一）")]),
        (RelType.LEADS, [("重庆市铜梁区/重庆市铜梁区发展和改革委员会", f"{NUMBER}/二/（一）#task1")]),
        (RelType.RESPONSIBLE_FOR, [("重庆市铜梁区/重庆市铜梁区教育委员会", f"{NUMBER}/二/（一）#task1")]),
        (RelType.SUPPORTS, [("重庆市铜梁区/各部门", f"{NUMBER}/二/（一）#task1")]),
        (RelType.HAS_PROJECT, [(NUMBER, "重庆市铜梁区/某某大桥")]),
        (RelType.INCLUDES, [(f"{NUMBER}/二/（一）#task1", "重庆市铜梁区/某某大桥")]),
        (RelType.HAS_TARGET, [(NUMBER, f"{NUMBER}#target1")]),
        (RelType.MEASURES, [(f"{NUMBER}#target1", "GDP")]),
        (RelType.PART_OF, [("重庆市铜梁区", "重庆市"), ("重庆市", "中华人民共和国")]),
    ],
)
def test_relationships(kind: RelType, expected: list[tuple[str, str]]) -> None:
    assert edges(facts(), kind) == expected


def test_every_agency_lies_in_its_region() -> None:
    rows = facts()
    placed = dict(edges(rows, RelType.IN_REGION))
    agencies = [row.id for row in rows.nodes if row.label is Label.AGENCY]
    assert agencies == list(placed)
    assert set(placed.values()) == {"重庆市铜梁区"}


def test_target_and_citation_inside_a_task_are_the_tasks_too() -> None:
    base = notice()
    task_id = base.tasks[0].id
    rows = facts(
        targets=(base.targets[0].model_copy(update={"task_id": task_id}),),
        citations=(base.citations[0].model_copy(update={"task_id": task_id}),),
    )
    assert edges(rows, RelType.HAS_TARGET) == [(NUMBER, f"{NUMBER}#target1"), (task_id, f"{NUMBER}#target1")]
    assert [start for start, _ in edges(rows, RelType.CITES)] == [NUMBER, task_id]


def test_citation_is_a_claim_and_makes_no_document() -> None:
    rows = facts()
    row = next(row for row in rows.relationships if row.type is RelType.CITES)
    assert row.end == NodeRef(
        label=Label.DOCUMENT, claim=DocumentClaim(title=PLAN, attached_title=None, region="重庆市铜梁区")
    )
    assert row.properties["role"] == "implements"
    assert [row.id for row in rows.nodes if row.label is Label.DOCUMENT] == [NUMBER]


def test_title_of_a_forwarding_notice_claims_what_it_carries() -> None:
    title = "国务院关于印发社会信用体系建设规划纲要（2014-2020年）的通知"
    mention = citation("《某》", at("《"), title=title, resolves_to=title, doc_number="国发〔2014〕21号")
    row = next(row for row in facts(citations=(mention,)).relationships if row.type is RelType.CITES)
    assert row.end.claim is not None
    assert row.end.claim.attached_title == "社会信用体系建设规划纲要（2014—2020年）"
    assert row.end.claim.doc_number == "国发〔2014〕21号"


def findings(rows: Facts) -> object:
    return next(row for row in rows.nodes if row.label is Label.DOCUMENT).properties["findings"]


def test_short_form_that_did_not_resolve_claims_nothing_and_is_a_finding_until_a_person_has_decided() -> None:
    place = at("《").model_copy(update={"place": "第3行"})
    mention = citation("《规划纲要》", place, title="规划纲要")
    told = Finding(code=FindingCode.CITATION_UNRESOLVED, message="简称", evidence=place)
    rows = facts(citations=(mention,), findings=(told,))
    assert edges(rows, RelType.CITES) == []
    assert findings(rows) == ("citation_unresolved: 简称（第3行）：“《”",)
    assert findings(facts(citations=(mention,))) == (), "the ledger took the finding away, the citation is still there"


def test_every_citation_that_leads_nowhere_is_among_the_findings_of_its_notice() -> None:
    nowhere = 0
    for path in sorted((Path(__file__).parents[2] / "corpus" / "notices").glob("*.txt")):
        notice = extract(read(path))
        told = {each.evidence for each in notice.findings if each.code is FindingCode.CITATION_UNRESOLVED}
        lost = {each.evidence for each in notice.citations if not each.resolves_to and not each.doc_number}
        assert lost <= told, path.name
        nowhere += len(lost)
    assert nowhere


def test_short_form_with_a_number_claims_the_number_alone() -> None:
    mention = citation("《通知》", at("《"), title="通知", doc_number="国发〔2018〕5号")
    row = next(row for row in facts(citations=(mention,)).relationships if row.type is RelType.CITES)
    assert row.end.claim == DocumentClaim(doc_number="国发〔2018〕5号", region="重庆市铜梁区")


@pytest.mark.parametrize("own", [{"doc_number": NUMBER}, {"title": "题", "resolves_to": "题"}, {"resolves_to": "附"}])
def test_a_document_does_not_cite_itself(own: dict[str, str]) -> None:
    rows = facts(citations=(citation("《某》", at("《"), **own),))
    assert edges(rows, RelType.CITES) == []
    assert next(row for row in rows.nodes if row.label is Label.DOCUMENT).properties["findings"] == ()


def test_own_names() -> None:
    assert facts().own == DocumentClaim(doc_number=NUMBER, title="题", attached_title="附", region="重庆市铜梁区")
    nameless = facts(document=Document(id="sha256:00"))
    assert nameless.own == DocumentClaim(title="sha256:00")


def test_body_of_an_unknown_region_is_joined_inside_its_document_only() -> None:
    rows = facts(document=Document(id=NUMBER, doc_number=NUMBER))
    ids = [row.id for row in rows.nodes if row.label is Label.AGENCY]
    assert ids == [f"{NUMBER}/区发展改革委", f"{NUMBER}/区教委", f"{NUMBER}/各部门"]
    assert edges(rows, RelType.IN_REGION) == []
    assert [row.id for row in rows.nodes if row.label is Label.PROJECT] == [f"{NUMBER}/某某大桥"]


def test_programme_and_works_of_one_name_are_two() -> None:
    works = notice().projects[0]
    programme = works.model_copy(update={"kind": ProjectKind.PROGRAMME})
    ids = [row.id for row in facts(projects=(works, programme)).nodes if row.label is Label.PROJECT]
    assert ids == ["重庆市铜梁区/某某大桥", "重庆市铜梁区/某某大桥#programme"]


def test_two_mentions_are_two_relationships_of_one_project() -> None:
    first = notice().projects[0]
    second = first.model_copy(update={"evidence": at("建设", "三、"), "task_id": None})
    rows = facts(projects=(first, second))
    assert len([row for row in rows.nodes if row.label is Label.PROJECT]) == 1
    assert len(edges(rows, RelType.HAS_PROJECT)) == 2


def check_schema(rows: Facts, text: str) -> None:
    """The promises of `schemas/graph.py`, for the rows of any document."""
    node_types = {kind.label: kind for kind in NODE_TYPES}
    for row in rows.nodes:
        assert set(row.properties) <= set(node_types[row.label].properties) - {"id"}
    ids = {(row.label, row.id) for row in rows.nodes}
    assert len(ids) == len(rows.nodes)
    allowed = {(kind.type, kind.start, kind.end): kind for kind in RELATIONSHIP_TYPES}
    keys = set()
    for relation in rows.relationships:
        kind = allowed[relation.type, relation.start.label, relation.end.label]
        evidence = {"start", "end", "quote", "place"} if kind.stated else set()
        assert set(relation.properties) == evidence | set(kind.properties)
        if kind.stated:
            start, end, quote = (relation.properties[name] for name in ("start", "end", "quote"))
            assert isinstance(start, int) and isinstance(end, int)
            assert text[start:end] == quote
        for side in (relation.start, relation.end):
            assert (side.claim is None) != ((side.label, side.id) not in ids)
        keys.add((relation.type, relation.start, relation.end, relation.key))
    assert len(keys) == len(rows.relationships)


def test_rows_are_what_the_schema_promises() -> None:
    check_schema(facts(), TEXT)
    assert {row.label for row in facts().nodes} == set(Label)
    assert {row.type for row in facts().relationships} == set(RelType)


def test_pure() -> None:
    assert facts().model_dump_json() == facts().model_dump_json()


NOTICES = sorted((Path(__file__).parents[2] / "corpus" / "notices").glob("*.txt"))


def read_facts(path: Path) -> tuple[Facts, str]:
    source = read(path)
    return canonicalise(extract(source), text=source.text), source.text


@pytest.fixture(scope="module")
def corpus() -> list[tuple[Facts, str]]:
    return [read_facts(path) for path in NOTICES]


def test_rows_of_every_notice_are_what_the_schema_promises(corpus: list[tuple[Facts, str]]) -> None:
    for rows, text in corpus:
        check_schema(rows, text)


def test_shared_nodes_do_not_depend_on_who_speaks(corpus: list[tuple[Facts, str]]) -> None:
    shared = {kind.label for kind in NODE_TYPES if not kind.owned} - {Label.DOCUMENT}
    said: dict[tuple[Label, str], dict[str, object]] = {}
    for rows, _ in corpus:
        for row in rows.nodes:
            if row.label in shared:
                assert said.setdefault((row.label, row.id), dict(row.properties)) == row.properties


def test_owned_nodes_belong_to_one_document(corpus: list[tuple[Facts, str]]) -> None:
    owned = {kind.label for kind in NODE_TYPES if kind.owned}
    ids = [(row.label, row.id) for rows, _ in corpus for row in rows.nodes if row.label in owned]
    assert len(ids) == len(set(ids))
