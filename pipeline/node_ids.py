"""Ids of shared nodes: content, readable, and the same whoever speaks.

A body or a thing whose region is not known is joined inside its own document only: its id begins with the document's.
"""

from __future__ import annotations

from ..extractors.agency_names import AgencyName
from ..schemas import ProjectKind


def agency_id(agency: AgencyName, document_id: str) -> str:
    """`region/name`."""
    return f"{agency.region or document_id}/{agency.name}"


def project_id(name: str, kind: ProjectKind, region: str | None, document_id: str) -> str:
    """`region/name`; a programme is told from works of the same name by its kind, so that an id has one kind only."""
    mark = "" if kind is ProjectKind.WORKS else f"#{kind}"
    return f"{region or document_id}/{name}{mark}"
