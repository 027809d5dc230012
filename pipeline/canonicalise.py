"""`Notice` → `Facts`: node and relationship rows of one document, with ids derived from content.

A pure function: same notice, same rows; it knows neither the other documents nor the database. Properties of shared
nodes (Agency, Project, Indicator, Region) depend on their id alone, so the order of ingesting cannot matter. Cited
documents are named by claims only; a short form that did not resolve claims nothing and stays in the findings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType

from ..extractors.agency_names import AgencyName, Jurisdiction, canonical_agency, jurisdiction_of
from ..extractors.regions import chain
from ..graph.names import attached_title, normalise_title
from ..schemas import (
    Citation,
    DocumentClaim,
    Evidence,
    Facts,
    NodeRef,
    Notice,
    Role,
    Section,
    Target,
    Task,
)
from ..schemas.graph import Label, RelType
from .fact_rows import FactRows, cited, stated
from .indicators import canonical_indicator
from .node_ids import agency_id, project_id

_BY_ROLE = {Role.LEAD: RelType.LEADS, Role.RESPONSIBLE: RelType.RESPONSIBLE_FOR, Role.SUPPORT: RelType.SUPPORTS}


def canonicalise(notice: Notice, *, text: str, aliases: Mapping[str, str] = MappingProxyType({})) -> Facts:
    """All rows that one document contributes; `text` is the text that every offset of the notice counts in.

    `aliases`: canonical name of an agency → the name that people decided to be the same body's.
    """
    return _Canonicaliser(notice, text, aliases).facts()


class _Canonicaliser:
    def __init__(self, notice: Notice, text: str, aliases: Mapping[str, str]) -> None:
        self.notice = notice
        self.aliases = aliases
        self.text = text
        self.id = notice.document.id
        self.jurisdiction: Jurisdiction = jurisdiction_of(notice.document.issuers, notice.document.doc_number)
        self.rows = FactRows()
        self.document = NodeRef(label=Label.DOCUMENT, id=self.id)
        self.tasks: dict[str, NodeRef] = {}

    def facts(self) -> Facts:
        self._document()
        self._header_agencies()
        self._sections()
        self._tasks()
        self._projects()
        self._targets()
        self._citations()
        return Facts(
            document_id=self.id,
            sha256=self.notice.source.sha256,
            rules_version=self.notice.source.rules_version,
            own=self._own(),
            nodes=self.rows.nodes(),
            relationships=self.rows.relationships(),
        )

    def _own(self) -> DocumentClaim:
        document = self.notice.document
        nameless = not (document.doc_number or document.title or document.attached_title)
        return DocumentClaim(
            doc_number=document.doc_number,
            title=self.id if nameless else document.title,
            attached_title=document.attached_title,
            region=self.jurisdiction.region,
        )

    def _document(self) -> None:
        document, source = self.notice.document, self.notice.source
        self.rows.node(
            Label.DOCUMENT,
            self.id,
            {
                "doc_number": document.doc_number,
                "title": document.title,
                "attached_title": document.attached_title,
                "genre": document.genre,
                "issued_on": document.issued_on,
                "disclosure": document.disclosure,
                "ingested": True,
                "sha256": source.sha256,
                "rules_version": source.rules_version,
                "path": source.path,
                "text": self.text,
                "findings": self._findings(),
            },
        )

    def _findings(self) -> tuple[str, ...]:
        """Each doubt of the notice with place and words. Nothing is added: what a person has decided is no doubt any more."""
        said = []
        for finding in self.notice.findings:
            place = finding.evidence
            where = f"（{place.place}）" if place and place.place else ""
            words = f"：“{place.quote}”" if place else ""
            said.append(f"{finding.code}: {finding.message}{where}{words}")
        return tuple(said)

    # Agencies and regions

    def _header_agencies(self) -> None:
        for field, kind in (("issuers", RelType.ISSUED_BY), ("addressees", RelType.ADDRESSED_TO)):
            for surface in dict.fromkeys(getattr(self.notice.document, field)):
                evidence = self._header_evidence(field, surface)
                if evidence is not None:
                    self.rows.relate(kind, self.document, self._agency(surface), {"surface": surface}, evidence)

    def _header_evidence(self, field: str, surface: str) -> Evidence | None:
        marks = [mark.evidence for mark in self.notice.header_marks if (mark.field, mark.value) == (field, surface)]
        if marks:
            return marks[0]
        start = self.text.find(surface)
        return Evidence(start=start, end=start + len(surface), quote=surface) if start >= 0 else None

    def _agency(self, surface: str) -> NodeRef:
        agency: AgencyName = canonical_agency(surface, self.jurisdiction)
        if agency.name in self.aliases:
            agency = canonical_agency(self.aliases[agency.name], self.jurisdiction)
        node = self.rows.node(Label.AGENCY, agency_id(agency, self.id), {"name": agency.name, "kind": str(agency.kind)})
        if agency.region is not None:
            self._in_region(node, agency.region)
        return node

    def _in_region(self, agency: NodeRef, region_id: str) -> None:
        inner, kind = agency, RelType.IN_REGION
        for region in chain(region_id):
            properties = {"name": region.name, "code": region.code, "level": region.level}
            outer = self.rows.node(Label.REGION, region.id, properties)
            self.rows.relate(kind, inner, outer, {})
            inner, kind = outer, RelType.PART_OF

    # The outline and its tasks

    def _sections(self) -> None:
        above: list[Section] = []
        for order, section in enumerate(self.notice.sections):
            while above and not _holds(above[-1].evidence, section.evidence):
                above.pop()
            node = self.rows.node(
                Label.SECTION,
                section.id,
                {
                    "path": section.path,
                    "heading": section.heading,
                    "level": section.level,
                    "order": order,
                    **stated(section.evidence),
                },
            )
            parent = NodeRef(label=Label.SECTION, id=above[-1].id) if above else self.document
            self.rows.relate(RelType.HAS_SECTION, parent, node, {})
            above.append(section)

    def _tasks(self) -> None:
        for order, task in enumerate(self.notice.tasks):
            node = self.rows.node(
                Label.TASK,
                task.id,
                {
                    "path": task.path,
                    "title": task.title,
                    "basis": str(task.basis),
                    "text": task.text,
                    "deadline": task.deadline,
                    "open_ended": task.open_ended,
                    "measures": tuple(measure.evidence.quote for measure in task.measures),
                    "order": order,
                    **stated(task.evidence),
                },
            )
            self.tasks[task.id] = node
            self.rows.relate(RelType.HAS_TASK, self.document, node, {})
            section = self._section_of(task)
            if section is not None:
                self.rows.relate(RelType.IN_SECTION, node, NodeRef(label=Label.SECTION, id=section.id), {})
            for duty in task.responsibilities:
                corrected = canonical_agency(duty.surface, self.jurisdiction).name != duty.name
                agency = self._agency(duty.name if corrected else duty.surface)
                self.rows.relate(_BY_ROLE[duty.role], agency, node, {"surface": duty.surface}, duty.evidence)

    def _section_of(self, task: Task) -> Section | None:
        """The section of the task's path; of several with one path (annexes), the one that holds it."""
        named = [section for section in self.notice.sections if section.path == task.path]
        holding = [section for section in named if _holds(section.evidence, task.evidence)]
        return next(iter(holding or named), None)

    # What the text says of projects, targets and other documents

    def _projects(self) -> None:
        for project in self.notice.projects:
            node = self.rows.node(
                Label.PROJECT,
                project_id(project.name, project.kind, self.jurisdiction.region, self.id),
                {"name": project.name, "kind": str(project.kind)},
            )
            phase = {"phase": str(project.phase)}
            self.rows.relate(RelType.HAS_PROJECT, self.document, node, phase, project.evidence)
            for task in self._task(project.task_id):
                self.rows.relate(RelType.INCLUDES, task, node, phase, project.evidence)

    def _targets(self) -> None:
        for order, target in enumerate(self.notice.targets):
            node = self._target(target, order)
            self.rows.relate(RelType.HAS_TARGET, self.document, node, {})
            for task in self._task(target.task_id):
                self.rows.relate(RelType.HAS_TARGET, task, node, {})
            name = canonical_indicator(target.indicator, self.jurisdiction.region)
            if name:
                indicator = self.rows.node(Label.INDICATOR, name, {"name": name})
                self.rows.relate(RelType.MEASURES, node, indicator, {})

    def _target(self, target: Target, order: int) -> NodeRef:
        return self.rows.node(
            Label.TARGET,
            target.id,
            {
                "indicator": target.indicator,
                "comparator": str(target.comparator),
                "value": target.value,
                "value_max": target.value_max,
                "unit": target.unit,
                "si_value": target.si_value,
                "si_unit": target.si_unit,
                "kind": str(target.kind),
                "deadline": target.deadline,
                "baseline": target.baseline,
                "modality": str(target.modality),
                "path": target.path,
                "order": order,
                **stated(target.evidence),
            },
        )

    def _citations(self) -> None:
        for citation in self.notice.citations:
            claim = self._claim(citation)
            if claim is None:
                continue
            properties = {
                "role": str(citation.role),
                "surface": citation.surface,
                "title": citation.resolves_to or citation.title,
                "doc_number": citation.doc_number,
            }
            for speaker in (self.document, *self._task(citation.task_id)):
                self.rows.relate(RelType.CITES, speaker, cited(claim), properties, citation.evidence)

    def _claim(self, citation: Citation) -> DocumentClaim | None:
        """The names that a mention puts together; none for an unresolved short form, nor for the document itself."""
        title = citation.resolves_to
        if self._means_itself(citation) or not (title or citation.doc_number):
            return None
        return DocumentClaim(
            doc_number=citation.doc_number,
            title=title,
            attached_title=attached_title(title) if title else None,
            region=self.jurisdiction.region,
        )

    def _means_itself(self, citation: Citation) -> bool:
        document = self.notice.document
        if citation.doc_number and document.doc_number:
            return citation.doc_number == document.doc_number
        own = {normalise_title(title) for title in (document.title, document.attached_title) if title}
        return citation.resolves_to is not None and normalise_title(citation.resolves_to) in own

    def _task(self, task_id: str | None) -> Iterable[NodeRef]:
        return (self.tasks[task_id],) if task_id in self.tasks else ()


def _holds(outer: Evidence, inner: Evidence) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end
