"""What there is to mark in a notice: every extraction as a kind, a place, and lines that say what was read there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ..schemas import Citation, Finding, Notice, Project, Responsibility, Section, Target, Task
from . import labels
from .matching import normalise

KINDS = {
    "header": "文头",
    "section": "章节",
    "task": "任务",
    "agency": "责任单位",
    "project": "项目",
    "target": "指标",
    "citation": "引用",
    "finding": "存疑",
}
"""Kinds of marks and their labels, in the order of the legend."""

LOOK_FOR_HEADING = 60
"""A heading begins this near to the section's start: behind the ordinal, its mark and the spaces of a centred line."""


@dataclass(frozen=True)
class Fact:
    """One extraction: `span` is where it is marked (`None`: nowhere), `lines` are (label, value) pairs."""

    kind: str
    name: str
    span: tuple[int, int] | None
    lines: tuple[tuple[str, str], ...]


def facts(notice: Notice) -> list[Fact]:
    """Every extraction of `notice`, kind after kind, each in document order."""
    titles = {task.id: task.title for task in notice.tasks}
    return [
        *_header(notice),
        *map(_section, notice.sections),
        *map(_task, notice.tasks),
        *(_agency(duty, task) for task in notice.tasks for duty in task.responsibilities),
        *(_project(project, titles) for project in notice.projects),
        *(_target(target, titles) for target in notice.targets),
        *(_citation(citation, titles) for citation in notice.citations),
        *map(_finding, notice.findings),
    ]


def heading_end(section: Section) -> int:
    """Where the heading of a section ends in the text (its ordinal, where it has none): evidence covers all of it."""
    quote, wanted = section.evidence.quote, normalise(section.heading or section.path[-1])
    for start in range(min(len(quote), LOOK_FOR_HEADING)):
        end = _spelt(quote, start, wanted)
        if end is not None:
            return section.evidence.start + end
    first_line = quote.split("\n", 1)[0]
    return section.evidence.start + len(first_line)


def _spelt(text: str, at: int, wanted: str) -> int | None:
    """Where normalised text that begins at `at` has spelt `wanted`, spaces in between ignored; None where it does not."""
    while wanted and at < len(text):
        char = normalise(text[at])
        if not wanted.startswith(char):
            return None
        wanted = wanted[len(char) :]
        at += 1
    return None if wanted else at


def _lines(*pairs: tuple[str, object]) -> tuple[tuple[str, str], ...]:
    return tuple((label, str(value)) for label, value in pairs if value not in (None, ""))


def _header(notice: Notice) -> Iterator[Fact]:
    for mark in notice.header_marks:
        label = labels.HEADER_FIELDS.get(mark.field, mark.field)
        span = (mark.evidence.start, mark.evidence.end)
        yield Fact("header", f"{label}：{mark.value}", span, _lines((label, mark.value)))
    marked = {mark.field for mark in notice.header_marks}
    for field, label in labels.HEADER_FIELDS.items():
        value = getattr(notice.document, field)
        if value and field not in marked:
            shown = "、".join(value) if isinstance(value, tuple) else value
            yield Fact("header", f"{label}：{shown}", None, _lines((label, shown)))


def _section(section: Section) -> Fact:
    number = " ".join(section.path)
    span = (section.evidence.start, heading_end(section))
    return Fact(
        "section", f"{number} {section.heading or ''}", span, _lines(("编号", number), ("标题", section.heading))
    )


def _task(task: Task) -> Fact:
    surfaces = {role: [d.surface for d in task.responsibilities if d.role is role] for role in labels.ROLES}
    duties = "；".join(f"{labels.ROLES[role]}：{'、'.join(those)}" for role, those in surfaces.items() if those)
    lines = _lines(
        ("任务", task.title),
        ("所在", " ".join(task.path or ())),
        ("责任", duties + (" 等" if duties and task.open_ended else "")),
        ("时限", task.deadline),
        ("读自", labels.BASES[task.basis]),
        ("举措", f"{len(task.measures)} 条" if task.measures else None),
    )
    return Fact("task", task.title, (task.evidence.start, task.evidence.end), lines)


def _agency(duty: Responsibility, task: Task) -> Fact:
    role = labels.ROLES[duty.role]
    lines = _lines(
        ("角色", role),
        ("原文", duty.surface),
        ("名称", duty.name),
        ("类别", labels.AGENCY_KINDS[duty.kind]),
        ("任务", task.title),
    )
    return Fact("agency", f"{role}：{duty.surface}", (duty.evidence.start, duty.evidence.end), lines)


def _project(project: Project, titles: dict[str, str]) -> Fact:
    lines = _lines(
        ("项目", project.name),
        ("阶段", labels.PHASES[project.phase]),
        ("类型", labels.PROJECT_KINDS[project.kind]),
        ("任务", titles.get(project.task_id or "")),
    )
    name = f"{project.name}（{labels.PHASES[project.phase]}）"
    return Fact("project", name, (project.evidence.start, project.evidence.end), lines)


def _target(target: Target, titles: dict[str, str]) -> Fact:
    value = f"{target.value:g}" + ("" if target.value_max is None else f"—{target.value_max:g}")
    stated = f"{target.comparator.value} {value}{target.unit or ''}"
    si = f"{target.si_value:,.10g} {target.si_unit or ''}" if target.si_value not in (None, target.value) else None
    lines = _lines(
        ("指标", target.indicator),
        ("目标", stated),
        ("折合", si),
        ("类型", labels.TARGET_KINDS[target.kind]),
        ("期限", target.deadline),
        ("基期", target.baseline),
        ("语气", labels.MODALITIES[target.modality]),
        ("任务", titles.get(target.task_id or "")),
    )
    return Fact("target", f"{target.indicator} {stated}", (target.evidence.start, target.evidence.end), lines)


def _citation(citation: Citation, titles: dict[str, str]) -> Fact:
    lines = _lines(
        ("题名", citation.title),
        ("文号", citation.doc_number),
        ("关系", labels.CITATION_ROLES[citation.role]),
        ("所指", citation.resolves_to or "未能确定"),
        ("任务", titles.get(citation.task_id or "")),
    )
    name = " ".join(citation.surface.split())
    return Fact("citation", name, (citation.evidence.start, citation.evidence.end), lines)


def _finding(finding: Finding) -> Fact:
    place = None if finding.evidence is None else (finding.evidence.start, finding.evidence.end)
    return Fact("finding", finding.message, place, _lines(("存疑", finding.message), ("代码", finding.code.value)))
