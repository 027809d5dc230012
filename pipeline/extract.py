"""One document's text in, its `Notice` out: a pure function, the same for the command line, a notebook and the graph."""

from __future__ import annotations

import gc
import re
from bisect import bisect_right
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import accumulate

from ..extractors.agency_names import Jurisdiction, canonical_agency, jurisdiction_of
from ..extractors.notes import Member
from ..extractors.outline import Item
from ..extractors.reading import Reading, TaskDraft
from ..extractors.tasks import measures, unit_text
from ..schemas import (
    Basis,
    Citation,
    CitationRole,
    Comparator,
    Document,
    Evidence,
    Finding,
    FindingCode,
    HeaderMark,
    Measure,
    Modality,
    Notice,
    Phase,
    Project,
    ProjectKind,
    Responsibility,
    Role,
    Section,
    Source,
    SourceText,
    Target,
    TargetKind,
    Task,
)
from .nlp import read
from .rules import rules_version


def extract(source: SourceText) -> Notice:
    """Extract everything from one text. Never raises for what a text says; doubts become findings."""
    with _collector_at_rest():
        return _Assembly(source, read(source.text)).notice()


@contextmanager
def _collector_at_rest() -> Iterator[None]:
    """Let the cycle collector rest: it goes through all that a long text has given so far, again and again, and nothing of it is garbage."""
    resting = gc.isenabled()
    if resting:
        gc.disable()
    try:
        yield
    finally:
        if resting:
            gc.enable()


class _Assembly:
    """Turns the drafts of a reading into models: gives ids, paths, canonical names and evidence."""

    def __init__(self, source: SourceText, reading: Reading) -> None:
        self.source = source
        self.place = source.places()
        self.reading = reading
        header = reading.header
        self.document_id = header.doc_number or header.title or header.attached_title or f"sha256:{source.sha256[:16]}"
        self.jurisdiction: Jurisdiction = jurisdiction_of(tuple(header.issuers), header.doc_number)
        self.section_ids: dict[int, str] = {}
        self.tasks: list[Task] = []
        self.by_start: list[Task] = []
        self.starts: list[int] = []
        self.reach: list[int] = []

    def notice(self) -> Notice:
        reading = self.reading
        sections = self._sections()
        self.tasks = self._tasks()
        self.by_start = sorted(self.tasks, key=lambda task: task.evidence.start)
        self.starts = [task.evidence.start for task in self.by_start]
        self.reach = list(accumulate((task.evidence.end for task in self.by_start), max))
        return Notice(
            source=Source(
                path=self.source.path,
                format=self.source.format,
                sha256=self.source.sha256,
                rules_version=rules_version(),
            ),
            document=self._document(),
            sections=sections,
            tasks=tuple(self.tasks),
            projects=self._projects(),
            targets=self._targets(),
            citations=self._citations(),
            findings=self._findings(),
            header_marks=tuple(
                HeaderMark(field=name, value=value, evidence=self._evidence(piece.start, piece.end))
                for name, value, piece in reading.header.marks
            ),
        )

    def _evidence(self, start: int, end: int) -> Evidence:
        return Evidence(start=start, end=end, quote=self.reading.text[start:end], place=self.place(start))

    def _document(self) -> Document:
        header = self.reading.header
        return Document(
            id=self.document_id,
            doc_number=header.doc_number,
            title=header.title,
            attached_title=header.attached_title,
            genre=header.genre,
            issuers=tuple(header.issuers),
            addressees=tuple(header.addressees),
            issued_on=header.issued_on,
            disclosure=header.disclosure,
        )

    def _sections(self) -> tuple[Section, ...]:
        used: dict[str, int] = {}
        sections = []
        for item in self.reading.outline.items:
            name = "/".join((self.document_id, *(_plain_ordinal(part) for part in item.path)))
            used[name] = used.get(name, 0) + 1
            if used[name] > 1:
                name = f"{name}~{used[name]}"
            self.section_ids[item.start] = name
            sections.append(
                Section(
                    id=name,
                    path=item.path,
                    heading=item.heading_text,
                    level=item.level,
                    evidence=self._evidence(item.start, item.end),
                )
            )
        return tuple(sections)

    def _path(self, item: Item | None) -> tuple[str, ...] | None:
        return item.path if item else None

    def _base(self, item: Item | None) -> str:
        return self.section_ids[item.start] if item else self.document_id

    def _tasks(self) -> list[Task]:
        counts: dict[str, int] = {}
        tasks = []
        for draft in self.reading.tasks:
            base = self._base(draft.item)
            counts[base] = counts.get(base, 0) + 1
            tasks.append(
                Task(
                    id=f"{base}#task{counts[base]}",
                    path=self._path(draft.item),
                    title=draft.title,
                    basis=Basis(draft.basis),
                    text=unit_text(self.reading, draft),
                    deadline=draft.deadline,
                    measures=tuple(Measure(evidence=self._evidence(*piece)) for piece in measures(self.reading, draft)),
                    responsibilities=self._responsibilities(draft),
                    open_ended=draft.open_ended,
                    evidence=self._evidence(*draft.piece),
                )
            )
        return tasks

    def _responsibilities(self, draft: TaskDraft) -> tuple[Responsibility, ...]:
        found: dict[tuple[str, str], Responsibility] = {}
        for member in draft.members:
            responsibility = self._responsibility(member)
            found.setdefault((responsibility.role, responsibility.surface), responsibility)
        return tuple(found.values())

    def _responsibility(self, member: Member) -> Responsibility:
        evidence = self._evidence(*member.piece)
        surface = re.sub(r"\s*\n\s*", "", evidence.quote) if "\n" in evidence.quote else evidence.quote
        agency = canonical_agency(surface, self.jurisdiction)
        return Responsibility(
            role=Role(member.role), surface=surface, name=agency.name, kind=agency.kind, evidence=evidence
        )

    def _task_at(self, start: int, end: int) -> str | None:
        """Return the task in whose text a place lies, the shortest where several hold it (an inline task inside a noted item)."""
        holding = []
        for index in range(bisect_right(self.starts, start) - 1, -1, -1):
            if self.reach[index] < end:
                break  # neither this task nor one before it reaches so far
            if self.by_start[index].evidence.end >= end:
                holding.append(self.by_start[index])
        noted = [task for task in holding if task.basis is not Basis.INLINE]
        chosen = noted or holding
        # of two as short, the first in the text
        return min(chosen, key=lambda t: (t.evidence.end - t.evidence.start, t.evidence.start)).id if chosen else None

    def _numbered(self, item: Item | None, kind: str, counts: dict[str, int]) -> str:
        base = self._base(item)
        counts[base] = counts.get(base, 0) + 1
        return f"{base}#{kind}{counts[base]}"

    def _projects(self) -> tuple[Project, ...]:
        counts: dict[str, int] = {}
        projects = []
        for draft in self.reading.projects:
            item = self.reading.item_at(draft.piece.start)
            projects.append(
                Project(
                    id=self._numbered(item, "project", counts),
                    name=draft.name,
                    phase=Phase(draft.phase),
                    kind=ProjectKind(draft.kind),
                    path=self._path(item),
                    task_id=self._task_at(*draft.piece),
                    evidence=self._evidence(*draft.piece),
                )
            )
        return tuple(projects)

    def _targets(self) -> tuple[Target, ...]:
        counts: dict[str, int] = {}
        targets = []
        for draft in self.reading.targets:
            item = self.reading.item_at(draft.piece.start)
            targets.append(
                Target(
                    id=self._numbered(item, "target", counts),
                    indicator=draft.indicator,
                    comparator=Comparator(draft.comparator),
                    value=draft.value,
                    value_max=draft.value_max,
                    unit=draft.unit,
                    si_value=draft.si_value,
                    si_unit=draft.si_unit,
                    kind=TargetKind(draft.kind),
                    deadline=draft.deadline,
                    baseline=draft.baseline,
                    modality=Modality(draft.modality),
                    path=self._path(item),
                    task_id=self._task_at(*draft.piece),
                    evidence=self._evidence(*draft.piece),
                )
            )
        return tuple(targets)

    def _citations(self) -> tuple[Citation, ...]:
        counts: dict[str, int] = {}
        citations = []
        for draft in self.reading.citations:
            item = self.reading.item_at(draft.piece.start)
            evidence = self._evidence(*draft.piece)
            citations.append(
                Citation(
                    id=self._numbered(item, "citation", counts),
                    surface=re.sub(r"\s*\n\s*", "", evidence.quote),
                    title=draft.title,
                    doc_number=draft.doc_number,
                    role=CitationRole(draft.role),
                    resolves_to=draft.resolves_to,
                    path=self._path(item),
                    task_id=self._task_at(*draft.piece),
                    evidence=evidence,
                )
            )
        return tuple(citations)

    def _findings(self) -> tuple[Finding, ...]:
        return tuple(
            Finding(
                code=FindingCode(doubt.code),
                message=doubt.message,
                evidence=self._evidence(*doubt.piece) if doubt.piece else None,
            )
            for doubt in self.reading.doubts
        )


@cache
def _plain_ordinal(mark: str) -> str:
    """Write an ordinal in an id without its punctuation: `1.` → `1`; brackets stay, they tell `（一）` from `一`."""
    return mark.rstrip(".、").replace("/", "-")
