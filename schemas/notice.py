"""Everything found in one document, with evidence: the contract between extraction and all that follows.

The field names here are the names everywhere: in JSON, in Cypher, in table columns. Definitions: `docs/definitions.md`.
"""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from .base import Model


class Evidence(Model):
    """A place in the text: code-point offsets, `start` inclusive, `end` exclusive, `quote == text[start:end]`.

    `place` says in words where it begins in the file, as a clerk would look for it: `第3页第2段`, `表1第2行第3列`, `第12行`.
    """

    start: int
    end: int
    quote: str
    place: str = ""


class Source(Model):
    """Where the notice came from and which rules read it."""

    path: str
    format: str
    sha256: str
    rules_version: str


class Document(Model):
    """One issued official document (公文, GB/T 9704—2012). `null` means: the text does not say."""

    id: str
    doc_number: str | None = None
    title: str | None = None
    attached_title: str | None = None
    genre: str | None = None
    issuers: tuple[str, ...] = ()
    addressees: tuple[str, ...] = ()
    issued_on: str | None = None
    disclosure: str | None = None


class HeaderMark(Model):
    """Evidence of one header field, or of one of its values where it has several."""

    field: str
    value: str
    evidence: Evidence


class Section(Model):
    """A node of the numbered outline. Evidence covers the whole section with all that lies under it."""

    id: str
    path: tuple[str, ...]
    heading: str | None
    level: int
    evidence: Evidence


class Role(StrEnum):
    """What an agency has to do with a task."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"


class Basis(StrEnum):
    """Where a responsibility was read."""

    NOTE = "note"
    INLINE = "inline"
    TABLE = "table"


class AgencyKind(StrEnum):
    """What sort of body an agency is. A `group` (各部门) names no single body and is never expanded."""

    GOVERNMENT = "government"
    DEPARTMENT = "department"
    PARTY = "party"
    COMMITTEE = "committee"
    ENTERPRISE = "enterprise"
    INSTITUTION = "institution"
    GROUP = "group"


class Responsibility(Model):
    """agency × task × role. `surface` is what the text says, `name` the canonical full name."""

    role: Role
    surface: str
    name: str
    kind: AgencyKind
    evidence: Evidence


class Measure(Model):
    """One sentence of a task's text (举措)."""

    evidence: Evidence


class Task(Model):
    """The smallest unit of work that the document assigns. Evidence covers the unit with its note."""

    id: str
    path: tuple[str, ...] | None
    title: str
    basis: Basis
    text: str
    deadline: str | None
    measures: tuple[Measure, ...]
    responsibilities: tuple[Responsibility, ...]
    open_ended: bool
    evidence: Evidence


class Phase(StrEnum):
    """What the text says will happen to a project."""

    STUDY = "study"
    PLAN = "plan"
    START = "start"
    BUILD = "build"
    COMPLETE = "complete"
    OPERATE = "operate"
    UPGRADE = "upgrade"
    APPLY = "apply"


class ProjectKind(StrEnum):
    """`programme`: a named 行动, 计划, 工程 without a single place; everything else is `works`."""

    WORKS = "works"
    PROGRAMME = "programme"


class Project(Model):
    """A named thing to be built, rebuilt, opened, studied or applied for."""

    id: str
    name: str
    phase: Phase
    kind: ProjectKind
    path: tuple[str, ...] | None
    task_id: str | None
    evidence: Evidence


class Comparator(StrEnum):
    """How the value bounds the indicator."""

    EQ = "="
    GE = ">="
    GT = ">"
    LE = "<="
    LT = "<"
    APPROX = "~"


class TargetKind(StrEnum):
    """Reach a state, change by that size, or change at that rate per year."""

    LEVEL = "level"
    INCREASE = "increase"
    DECREASE = "decrease"
    RATE = "rate"


class Modality(StrEnum):
    """How firmly the text commits itself."""

    PLAIN = "plain"
    STRETCH = "stretch"
    BINDING = "binding"


class Target(Model):
    """A numeric commitment about an indicator. Values as written before their unit; `si_value` multiplied out."""

    id: str
    indicator: str
    comparator: Comparator
    value: float
    value_max: float | None
    unit: str | None
    si_value: float | None
    si_unit: str | None
    kind: TargetKind
    deadline: str | None
    baseline: str | None
    modality: Modality
    path: tuple[str, ...] | None
    task_id: str | None
    evidence: Evidence


class CitationRole(StrEnum):
    """What the citing document does with the cited one."""

    BASIS = "basis"
    IMPLEMENTS = "implements"
    FORWARDS = "forwards"
    AMENDS = "amends"
    REPEALS = "repeals"
    MENTIONS = "mentions"


class Citation(Model):
    """One mention of another document. `resolves_to` is the title meant, short forms and attachments resolved."""

    id: str
    surface: str
    title: str | None
    doc_number: str | None
    role: CitationRole
    resolves_to: str | None
    path: tuple[str, ...] | None
    task_id: str | None
    evidence: Evidence


class FindingCode(StrEnum):
    """What may be doubtful in a document, for the office to look at."""

    NO_DOC_NUMBER = "no_doc_number"
    NO_TITLE = "no_title"
    NO_ISSUER = "no_issuer"
    NO_DATE = "no_date"
    NO_SECTIONS = "no_sections"
    NUMBERING_GAP = "numbering_gap"
    AGENCY_LIST_UNPARSED = "agency_list_unparsed"
    NUMBER_WITHOUT_INDICATOR = "number_without_indicator"
    CITATION_UNRESOLVED = "citation_unresolved"
    UNBALANCED_BRACKET = "unbalanced_bracket"


class Finding(Model):
    """A doubt: a code, a sentence a clerk understands, and the place."""

    code: FindingCode
    message: str
    evidence: Evidence | None = None


class Notice(Model):
    """All that one document says, in document order. `to_json` / `from_json` are exact inverses.

    `header_marks` (the evidence of the header fields) is kept for the graph and the highlight page; the one-line JSON
    of `gongwen extract` has the other fields only.
    """

    source: Source
    document: Document
    sections: tuple[Section, ...] = ()
    tasks: tuple[Task, ...] = ()
    projects: tuple[Project, ...] = ()
    targets: tuple[Target, ...] = ()
    citations: tuple[Citation, ...] = ()
    findings: tuple[Finding, ...] = ()
    header_marks: tuple[HeaderMark, ...] = Field(default=(), repr=False)

    def to_json(self, *, header_marks: bool = False) -> str:
        """One line of JSON, UTF-8 as is, keys in field order, `null` written."""
        return self.model_dump_json(exclude=None if header_marks else {"header_marks"})

    @classmethod
    def from_json(cls, line: str) -> Notice:
        """Inverse of `to_json(header_marks=True)`; raises `pydantic.ValidationError` on unknown or missing fields."""
        return cls.model_validate_json(line)
