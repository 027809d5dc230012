"""Decisions carried out on a notice: facts left, changed, taken away or added, and the findings that they answer.

A pure function of notice, text and judgements. Guarantee: all evidence of the result is text of the document; a decision
whose passage has changed changes nothing and is handed back as stale; carried out twice is carried out once.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ...extractors.agency_names import canonical_agency, jurisdiction_of
from ...extractors.units import to_si
from ...schemas import Document, Evidence, Finding, HeaderMark, Notice, Responsibility, Target, Task
from ...schemas.judgement import Decision, Judgement, JudgementKind
from .adding import add
from .facts import HEADER_FINDINGS, IDENTITY, MARKED, SETTLED, Decidable, Fact, facts, holds, stands
from .passages import Passages, Span


@dataclass(frozen=True)
class Applied:
    """The notice as decided, the judgements that it obeys, and those whose passage or fact is no more; each by id.

    `decided` are the keys (`Fact.key`) of those facts of the notice before it that a judgement speaks of. `unsure` are those on
    a document of another name that may be this one: nothing was done by them.
    """

    notice: Notice
    applied: tuple[Judgement, ...]
    stale: tuple[Judgement, ...]
    decided: frozenset[tuple[JudgementKind, int, int]]
    unsure: tuple[Judgement, ...] = ()


@dataclass(frozen=True)
class Matching:
    """Where a judgement finds its passage, and the facts there that it means; `done`: they are as it wants already."""

    spans: tuple[Span, ...]
    found: tuple[Fact, ...]
    done: tuple[Fact, ...]

    def holds(self, judgement: Judgement) -> bool:
        """Whether the judgement can be obeyed: what is to go and is not there has gone already."""
        gone = judgement.decision is Decision.REJECT or judgement.kind is JudgementKind.FINDING
        return bool(self.spans) and (gone or bool(self.found) or bool(self.done))


def match(judgement: Judgement, known: Sequence[Fact], passages: Passages) -> Matching:
    """Look for the passage word for word, as often as it stood when it was decided, and for the fact in it."""
    spans = passages.places(judgement.passage)
    if not _stands_still(judgement, spans, passages):
        return Matching((), (), ())
    here = [
        fact
        for fact in known
        if fact.kind is judgement.kind
        and stands(fact, judgement.quote, spans, passages, judgement.fact.get("at"))
    ]  # fmt: skip
    found = tuple(fact for fact in here if _is(fact, judgement))
    return Matching(spans, found, () if found else tuple(fact for fact in here if _is_corrected(fact, judgement)))


def _stands_still(judgement: Judgement, spans: Sequence[Span], passages: Passages) -> bool:
    """Whether nothing has changed: of a decision about the whole document in the whole text, else about the passage."""
    if "text" in judgement.fact:
        return judgement.fact["text"] == passages.fingerprint
    return len(spans) == judgement.fact.get("times", 1)


def carry_out(notice: Notice, text: str, judgements: Iterable[Judgement]) -> Applied:
    """Obey the judgements on this document, in the order of the ledger: of two about one fact the later prevails."""
    passages, known = Passages(text), tuple(facts(notice))
    decided: dict[tuple[JudgementKind, int, int], Judgement] = {}
    settled: list[Fact] = []
    adding: list[tuple[Judgement, tuple[Span, ...]]] = []
    applied: list[Judgement] = []
    stale: list[Judgement] = []
    for judgement in judgements:
        matching = match(judgement, known, passages)
        if judgement.kind is JudgementKind.MISSING:
            adding.append((judgement, matching.spans))
            continue
        (applied if matching.holds(judgement) else stale).append(judgement)
        decided.update((fact.key, judgement) for fact in matching.found)
        settled += (*matching.found, *matching.done)
    revised = _Revision(notice, decided).notice()
    answered = [(fact.kind, fact.evidence) for fact in settled if fact.evidence]
    for judgement, spans in sorted(adding, key=lambda pair: pair[0].id):
        added = add(revised, passages, judgement, spans)
        (applied if added else stale).append(judgement)
        if added:
            revised = added.notice
            answered += ((judgement.of, evidence) for evidence in added.evidence)
            revised = _without_header_finding(revised, judgement)
    left = tuple(finding for finding in revised.findings if not _answered(finding, answered))
    return Applied(
        notice=revised.model_copy(update={"findings": left}),
        applied=tuple(sorted(applied, key=lambda each: each.id)),
        stale=tuple(sorted(stale, key=lambda each: each.id)),
        decided=frozenset(fact.key for fact in settled),
    )


def _is(fact: Fact, judgement: Judgement) -> bool:
    return fact.identity == {name: value for name, value in judgement.fact.items() if name not in MARKED}


def _is_corrected(fact: Fact, judgement: Judgement) -> bool:
    """Whether the fact is what the judgement would make of it, by rule or because it was carried out before."""
    if judgement.decision is not Decision.CORRECT:
        return False
    if judgement.kind is JudgementKind.HEADER:
        given = judgement.correction[str(judgement.fact["field"])]
        wanted = given if isinstance(given, tuple) else (given,)
        return fact.identity["field"] == judgement.fact["field"] and fact.identity["value"] in wanted
    told = {**judgement.fact, **judgement.correction}
    return fact.identity == {name: told.get(name) for name in IDENTITY[judgement.kind]}


def _answered(finding: Finding, answered: Iterable[tuple[JudgementKind, Evidence]]) -> bool:
    """Whether a fact that was decided lies where the finding points."""
    place = finding.evidence
    return place is not None and any(
        finding.code in SETTLED.get(kind, ()) and (holds(evidence, place) or holds(place, evidence))
        for kind, evidence in answered
    )


def _without_header_finding(notice: Notice, judgement: Judgement) -> Notice:
    code = HEADER_FINDINGS.get(str(judgement.fact.get("field"))) if judgement.of is JudgementKind.HEADER else None
    left = tuple(finding for finding in notice.findings if finding.code is not code)
    return notice.model_copy(update={"findings": left})


_IN_TASKS = (
    (JudgementKind.PROJECT, "projects"),
    (JudgementKind.TARGET, "targets"),
    (JudgementKind.CITATION, "citations"),
)


def _outside(item: Decidable, tasks: set[str]) -> Decidable:
    """The item, in no task where its own is not there any more."""
    lost = getattr(item, "task_id", None) not in (None, *tasks)
    return item.model_copy(update={"task_id": None}) if lost else item


class _Revision:
    """The notice with each fact as decided; `decided` is by `Fact.key`."""

    def __init__(self, notice: Notice, decided: Mapping[tuple[JudgementKind, int, int], Judgement]) -> None:
        self.old = notice
        self.decided = decided

    def notice(self) -> Notice:
        document, marks = self._header()
        self.document = document
        tasks = self._tasks()
        standing = {task.id for task in tasks}
        updates: dict[str, object] = {"document": document, "header_marks": marks, "tasks": tasks}
        for kind, field in _IN_TASKS:
            updates[field] = tuple(_outside(item, standing) for item in self._items(kind, getattr(self.old, field)))
        updates["findings"] = tuple(
            finding
            for at, finding in enumerate(self.old.findings)
            if (JudgementKind.FINDING, at, 0) not in self.decided
        )
        return self.old.model_copy(update=updates)

    def _items(self, kind: JudgementKind, items: Sequence[Decidable]) -> list[Decidable]:
        revised = (self._revised(item, self.decided.get((kind, at, 0))) for at, item in enumerate(items))
        return [item for item in revised if item is not None]

    def _revised(self, item: Decidable, judgement: Judgement | None) -> Decidable | None:
        if judgement is None or judgement.decision is Decision.ACCEPT:
            return item
        if judgement.decision is Decision.REJECT:
            return None
        revised = type(item).model_validate({**item.model_dump(), **judgement.correction})
        if isinstance(revised, Target) and {"value", "unit"} & set(judgement.correction):
            si_value, si_unit = to_si(revised.value, revised.unit)
            return revised.model_copy(update={"si_value": si_value, "si_unit": si_unit})
        return revised

    def _tasks(self) -> tuple[Task, ...]:
        tasks = []
        for at, task in enumerate(self.old.tasks):
            revised = self._revised(task, self.decided.get((JudgementKind.TASK, at, 0)))
            if isinstance(revised, Task):
                tasks.append(revised.model_copy(update={"responsibilities": self._duties(at, task)}))
        return tuple(tasks)

    def _duties(self, at: int, task: Task) -> tuple[Responsibility, ...]:
        duties = []
        for inner, duty in enumerate(task.responsibilities):
            judgement = self.decided.get((JudgementKind.RESPONSIBILITY, at, inner))
            revised = self._revised(self._spoken(duty), judgement)
            if isinstance(revised, Responsibility):
                duties.append(revised)
        return tuple(duties)

    def _spoken(self, duty: Responsibility) -> Responsibility:
        """The duty with the name that its agency has in the mouth of the issuers, where a decision changed those."""
        before = jurisdiction_of(self.old.document.issuers, self.old.document.doc_number)
        now = jurisdiction_of(self.document.issuers, self.document.doc_number)
        if before == now:
            return duty
        agency = canonical_agency(duty.surface, now)
        return duty.model_copy(update={"name": agency.name, "kind": agency.kind})

    def _header(self) -> tuple[Document, tuple[HeaderMark, ...]]:
        """Document and marks. Its id stays as the rules made it: every other judgement and id names it so."""
        values = self.old.document.model_dump()
        marks: list[HeaderMark] = []
        for at, mark in enumerate(self.old.header_marks):
            judgement = self.decided.get((JudgementKind.HEADER, at, 0))
            if judgement is None or judgement.decision is Decision.ACCEPT:
                marks.append(mark)
                continue
            told = judgement.correction.get(mark.field)
            given = told if isinstance(told, tuple) else () if told is None else (str(told),)
            marks += (mark.model_copy(update={"value": value}) for value in given)
            values[mark.field] = _in_its_place(values[mark.field], mark.value, told)
        return Document.model_validate(values), tuple(marks)


def _in_its_place(held: object, old: str, new: object) -> object:
    """A header value with the new one in place of the old; of several, those in place of the one."""
    if not isinstance(held, tuple | list):
        return new
    given = new if isinstance(new, tuple) else ()
    return tuple(dict.fromkeys(value for each in held for value in (given if each == old else (each,))))
