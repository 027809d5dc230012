"""Facts that the rules did not read and a person did: each gets its evidence, its section and its task from the text.

Guarantee: nothing is added whose words do not stand, once, in the passage that was decided; what is there already is not
added again. The id of an added fact is made of the judgement, so it does not depend on what else is added.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ...extractors.agency_names import canonical_agency, jurisdiction_of
from ...extractors.units import to_si
from ...schemas import (
    Basis,
    Citation,
    CitationRole,
    Comparator,
    Document,
    Evidence,
    HeaderMark,
    Modality,
    Notice,
    Phase,
    Project,
    ProjectKind,
    Responsibility,
    Target,
    TargetKind,
    Task,
)
from ...schemas.judgement import Judgement, JudgementKind, squeezed
from .facts import IDENTITY, facts, holds, value_of
from .passages import Passages, Span

_FIELDS = {
    JudgementKind.TASK: "tasks",
    JudgementKind.PROJECT: "projects",
    JudgementKind.TARGET: "targets",
    JudgementKind.CITATION: "citations",
}


@dataclass(frozen=True)
class Added:
    """The notice with the fact in it, and where the fact stands."""

    notice: Notice
    evidence: tuple[Evidence, ...]


def add(notice: Notice, passages: Passages, judgement: Judgement, spans: tuple[Span, ...]) -> Added | None:
    """Add the fact in each of `spans`, the places of its passage; None where that cannot be done in all of them."""
    found: list[Evidence] = []
    for number, span in enumerate(spans):
        place = _place(passages, judgement, span)
        evidence = place and _evidence(notice, passages.text, place)
        after = evidence and _with(notice, judgement, evidence, number)
        if not evidence or not after:
            return None
        notice = after
        found.append(evidence)
    return Added(notice, tuple(found)) if found else None


def _place(passages: Passages, judgement: Judgement, span: Span) -> Span | None:
    places, at = passages.places(judgement.quote, span), judgement.fact.get("at")
    if at is not None:
        places = tuple(place for place in places if passages.offset_in(span, place.start) == at)
    return places[0] if len(places) == 1 else None


def _evidence(notice: Notice, text: str, place: Span) -> Evidence:
    return Evidence(
        start=place.start, end=place.end, quote=text[place.start : place.end], place=_said(notice, text, place)
    )


def _said(notice: Notice, text: str, place: Span) -> str:
    """Where it stands in the file, as what was read on the same line says it; of plain text the line."""
    line = text.rfind("\n", 0, place.start) + 1
    known = [fact.evidence for fact in facts(notice) if fact.evidence and line <= fact.evidence.start <= place.start]
    if known:
        return max(known, key=lambda evidence: evidence.start).place
    return f"第{text.count(chr(10), 0, place.start) + 1}行" if notice.source.format == "txt" else ""


def _with(notice: Notice, judgement: Judgement, evidence: Evidence, number: int) -> Notice | None:
    if judgement.of is JudgementKind.HEADER:
        return _with_header(notice, judgement, evidence)
    if judgement.of is JudgementKind.RESPONSIBILITY:
        return _with_duty(notice, judgement, evidence)
    section = _innermost(notice, evidence)
    base = section.id if section else notice.document.id
    again = f"~{number + 1}" if number else ""
    common: dict[str, Any] = {
        "id": f"{base}#{judgement.of}+{judgement.id[:8]}{again}",
        "path": section.path if section else None,
        "evidence": evidence,
    }
    made: Target | Project | Citation | Task = _MAKERS[judgement.of](notice, judgement.correction, common)
    field = _FIELDS[judgement.of]
    items: tuple[Any, ...] = getattr(notice, field)
    names = IDENTITY[judgement.of]
    if any(_meet(item.evidence, evidence) and value_of(item, names) == value_of(made, names) for item in items):
        return notice
    return notice.model_copy(update={field: _in_order(items, made)})


def _in_order(items: tuple[Any, ...], made: Any) -> tuple[Any, ...]:
    """Behind all that begins before it or with it, in front of the first that begins later."""
    at = next((n for n, item in enumerate(items) if item.evidence.start > made.evidence.start), len(items))
    return (*items[:at], made, *items[at:])


def _meet(one: Evidence, other: Evidence) -> bool:
    return one.start < other.end and other.start < one.end


def _innermost(notice: Notice, evidence: Evidence) -> Any:
    holding = [each for each in notice.sections if holds(each.evidence, evidence)]
    return min(holding, key=lambda each: each.evidence.end - each.evidence.start, default=None)


def _task_of(notice: Notice, evidence: Evidence) -> Task | None:
    """The task that holds a place, as extraction chooses it: one with a note before an inline one, then the shortest."""
    holding = [task for task in notice.tasks if holds(task.evidence, evidence)]
    order = {task.id: (task.basis is Basis.INLINE, task.evidence.end - task.evidence.start) for task in holding}
    return min(holding, key=lambda task: order[task.id], default=None)


def _with_header(notice: Notice, judgement: Judgement, evidence: Evidence) -> Notice:
    field = str(judgement.fact["field"])
    held, told = getattr(notice.document, field), judgement.correction[field]
    given = told if isinstance(told, tuple) else (str(told),)
    value = tuple(dict.fromkeys((*held, *given))) if isinstance(held, tuple) else told
    document = Document.model_validate({**notice.document.model_dump(), field: value})
    new = [HeaderMark(field=field, value=each, evidence=evidence) for each in given]
    kept = [mark for mark in notice.header_marks if isinstance(held, tuple) or mark.field != field]
    marks = (*kept, *(mark for mark in new if mark not in kept))
    return notice.model_copy(update={"document": document, "header_marks": marks})


def _with_duty(notice: Notice, judgement: Judgement, evidence: Evidence) -> Notice | None:
    task = _task_of(notice, evidence)
    if task is None:
        return None
    surface = squeezed(evidence.quote)
    agency = canonical_agency(surface, jurisdiction_of(notice.document.issuers, notice.document.doc_number))
    told = {"name": agency.name, "kind": agency.kind, **judgement.correction}
    duty = Responsibility.model_validate({"surface": surface, "evidence": evidence, **told})
    if any((each.role, each.surface) == (duty.role, surface) for each in task.responsibilities):
        return notice
    longer = task.model_copy(update={"responsibilities": _in_order(task.responsibilities, duty)})
    return notice.model_copy(update={"tasks": tuple(longer if each is task else each for each in notice.tasks)})


def _target(notice: Notice, told: Mapping[str, Any], common: dict[str, Any]) -> Target:
    kinds = {"comparator": Comparator.EQ, "kind": TargetKind.LEVEL, "modality": Modality.PLAIN}
    empty = dict.fromkeys(("value_max", "unit", "deadline", "baseline"))
    si_value, si_unit = to_si(float(told["value"]), told.get("unit"))
    sums = {"si_value": si_value, "si_unit": si_unit, "task_id": _task_id(notice, common)}
    return Target.model_validate({**kinds, **empty, **told, **sums, **common})


def _project(notice: Notice, told: Mapping[str, Any], common: dict[str, Any]) -> Project:
    usual = {"phase": Phase.BUILD, "kind": ProjectKind.WORKS, "task_id": _task_id(notice, common)}
    return Project.model_validate({**usual, **told, **common})


def _citation(notice: Notice, told: Mapping[str, Any], common: dict[str, Any]) -> Citation:
    surface = squeezed(common["evidence"].quote)
    usual = {"title": None, "doc_number": None, "role": CitationRole.MENTIONS, "resolves_to": told.get("title")}
    return Citation.model_validate({**usual, **told, "surface": surface, "task_id": _task_id(notice, common), **common})


def _task(notice: Notice, told: Mapping[str, Any], common: dict[str, Any]) -> Task:
    usual = {"deadline": None, "open_ended": False, "measures": (), "responsibilities": ()}
    return Task.model_validate(
        {**usual, **told, "basis": Basis.INLINE, "text": common["evidence"].quote, **common}
    )  # fmt: skip


def _task_id(notice: Notice, common: dict[str, Any]) -> str | None:
    task = _task_of(notice, common["evidence"])
    return task.id if task else None


_Maker = Callable[[Notice, Mapping[str, Any], dict[str, Any]], Target | Project | Citation | Task]
_MAKERS: Mapping[JudgementKind, _Maker] = {
    JudgementKind.TASK: _task,
    JudgementKind.PROJECT: _project,
    JudgementKind.TARGET: _target,
    JudgementKind.CITATION: _citation,
}
