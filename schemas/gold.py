"""Hand annotation, as the files of `corpus/gold/` have it (see `corpus/gold/FORMAT.md`)."""

from __future__ import annotations

from pydantic import Field

from .base import Model
from .notice import Basis, CitationRole, Comparator, Modality, Phase, ProjectKind, TargetKind


class GoldDocument(Model):
    """Header fields as the annotators read them."""

    doc_number: str | None
    title: str | None
    attached_title: str | None
    genre: str | None
    issuers: tuple[str, ...]
    addressees: tuple[str, ...]
    issued_on: str | None
    disclosure: str | None


class GoldSection(Model):
    """One numbered section."""

    path: tuple[str, ...]
    heading: str | None


class GoldTask(Model):
    """One task with its agencies by role; `quote` is the note or the inline sentence."""

    path: tuple[str, ...] | None
    title: str
    basis: Basis
    lead: tuple[str, ...]
    responsible: tuple[str, ...]
    support: tuple[str, ...]
    open_ended: bool
    deadline: str | None = None
    quote: str


class GoldProject(Model):
    """One project or programme; `quote` is the shortest substring that shows it."""

    name: str
    phase: Phase
    kind: ProjectKind
    quote: str


class GoldTarget(Model):
    """One target; `quote` is the clause with the number."""

    indicator: str
    comparator: Comparator
    value: float
    value_max: float | None
    unit: str | None
    kind: TargetKind
    deadline: str | None
    baseline: str | None
    modality: Modality
    quote: str


class GoldCitation(Model):
    """One citation; `quote` has a little context."""

    surface: str
    doc_number: str | None
    resolves_to: str | None
    role: CitationRole
    quote: str


class GoldNotice(Model):
    """The annotation of one notice."""

    document: GoldDocument
    sections: tuple[GoldSection, ...]
    tasks: tuple[GoldTask, ...]
    projects: tuple[GoldProject, ...]
    targets: tuple[GoldTarget, ...]
    citations: tuple[GoldCitation, ...]
    notes: str | None = Field(default=None)
