"""A `Notice` that says exactly what a gold annotation says: the extraction that evaluation must find perfect."""

from __future__ import annotations

from pathlib import Path

from gongwen.pipeline.matching import locate, occurrences
from gongwen.schemas import (
    AgencyKind,
    Citation,
    Document,
    Evidence,
    GoldNotice,
    Measure,
    Notice,
    Project,
    Responsibility,
    Role,
    Section,
    Source,
    Target,
    Task,
)

CORPUS = Path(__file__).parents[2] / "corpus"
EXAMPLE = "铜府〔2023〕90号"
SEEN = (EXAMPLE, "guofa-2018-38-zimaoqu", "guobanfa-2018-126-chuangxingaige", "jiangxi-2020-putonggaozhong")


def gold(name: str) -> GoldNotice:
    return GoldNotice.model_validate_json((CORPUS / "gold" / f"{name}.json").read_bytes())


def text_of(name: str) -> str:
    return (CORPUS / "notices" / f"{name}.txt").read_text(encoding="utf-8")


def as_notice(gold: GoldNotice, text: str, path: str = "notice.txt") -> Notice:
    def places(quotes: list[str]) -> list[Evidence]:
        """A place a quote; of a quote that stands more often than it is quoted, one after the other."""
        turn: dict[str, int] = {}
        out = []
        for quote, spans in zip(quotes, locate(text, quotes), strict=True):
            index = turn.get(quote, 0)
            turn[quote] = index + 1
            start, end = spans[0] if len(spans) == 1 else spans[index]
            out.append(Evidence(start=start, end=end, quote=text[start:end]))
        return out

    tasks = []
    for i, (task, evidence) in enumerate(zip(gold.tasks, places([t.quote for t in gold.tasks]), strict=True)):
        duties = tuple(
            Responsibility(role=role, surface=agency, name=agency, kind=AgencyKind.DEPARTMENT, evidence=evidence)
            for role, agencies in (
                (Role.LEAD, task.lead),
                (Role.RESPONSIBLE, task.responsible),
                (Role.SUPPORT, task.support),
            )
            for agency in agencies
        )
        tasks.append(
            Task(
                id=f"t{i}",
                path=task.path,
                title=task.title,
                basis=task.basis,
                text=evidence.quote,
                deadline=task.deadline,
                measures=(Measure(evidence=evidence),),
                responsibilities=duties,
                open_ended=task.open_ended,
                evidence=evidence,
            )
        )
    sections = []
    for i, section in enumerate(gold.sections):
        start = max(text.find(section.heading or section.path[-1]), 0)
        end = start + len(section.heading or section.path[-1])
        sections.append(
            Section(
                id=f"s{i}",
                path=section.path,
                heading=section.heading,
                level=len(section.path),
                evidence=Evidence(start=start, end=end, quote=text[start:end]),
            )
        )
    citations = []
    for i, (citation, evidence) in enumerate(
        zip(gold.citations, places([c.quote for c in gold.citations]), strict=True)
    ):
        inner = occurrences(evidence.quote, citation.surface)
        start, end = inner[0] if inner else (0, len(evidence.quote))
        place = Evidence(start=evidence.start + start, end=evidence.start + end, quote=evidence.quote[start:end])
        citations.append(
            Citation(
                id=f"c{i}",
                surface=citation.surface,
                title=citation.resolves_to,
                doc_number=citation.doc_number,
                role=citation.role,
                resolves_to=citation.resolves_to,
                path=None,
                task_id=None,
                evidence=place,
            )
        )
    return Notice(
        source=Source(path=path, format="txt", sha256="0" * 64, rules_version="gold"),
        document=Document(id=gold.document.doc_number or "x", **gold.document.model_dump()),
        sections=tuple(sections),
        tasks=tuple(tasks),
        projects=tuple(
            Project(id=f"p{i}", name=p.name, phase=p.phase, kind=p.kind, path=None, task_id=None, evidence=e)
            for i, (p, e) in enumerate(zip(gold.projects, places([p.quote for p in gold.projects]), strict=True))
        ),
        targets=tuple(
            Target(
                id=f"g{i}",
                **t.model_dump(exclude={"quote"}),
                si_value=None,
                si_unit=None,
                path=None,
                task_id=None,
                evidence=e,
            )
            for i, (t, e) in enumerate(zip(gold.targets, places([t.quote for t in gold.targets]), strict=True))
        ),
        citations=tuple(citations),
    )
