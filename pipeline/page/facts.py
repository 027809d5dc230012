"""What the graph knows of a document, each fact with its place in the text and the address of its node.

Guarantee: a fact is listed once for each place that states it; `span` are offsets into `Document.text`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from ...schemas.graph import Label
from .addresses import below, path_of
from .rendering import Words
from .site import Site

KINDS = ("header", "section", "task", "agency", "project", "target", "citation", "finding")
"""In the order of the legend, as `highlight_facts` has them."""

_DOUBT = re.compile(
    r"(?P<code>\w+): (?P<message>.*?)(?:（(?:第(?P<line>\d+)行|[^（）]*)）)?(?:：“(?P<quote>.+)”)?", re.DOTALL
)
"""A finding as the graph has it: `code: message（place）：“words”`."""

_SECTIONS = """
MATCH (d:Document)-[:HAS_SECTION*1..9]->(s:Section) WHERE d.id = $id
RETURN s.id AS id, s.path AS path, s.heading AS heading, s.level AS level, s.start AS first, s.`end` AS last,
       s.quote AS quote, s.`order` AS nth
ORDER BY nth
"""
_TASKS = """
MATCH (d:Document)-[:HAS_TASK]->(t:Task) WHERE d.id = $id
RETURN t.id AS id, t.title AS title, t.path AS path, t.deadline AS deadline, t.start AS first, t.`end` AS last
ORDER BY t.`order`
"""
_DUTIES = """
MATCH (d:Document)-[:HAS_TASK]->(t:Task)<-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(a:Agency) WHERE d.id = $id
RETURN a.id AS id, a.name AS name, a.kind AS kind, r.surface AS surface, r.start AS first, r.`end` AS last,
       t.title AS task,
       CASE type(r) WHEN 'LEADS' THEN 'lead' WHEN 'RESPONSIBLE_FOR' THEN 'responsible' ELSE 'support' END AS role
ORDER BY first, role, id
"""
_TARGETS = """
MATCH (d:Document)-[:HAS_TARGET]->(x:Target) WHERE d.id = $id
OPTIONAL MATCH (x)-[:MEASURES]->(i:Indicator)
RETURN x {.*} AS target, x.start AS first, x.`end` AS last, x.id AS id, i.id AS measured
ORDER BY first, id
"""
_PROJECTS = """
MATCH (d:Document)-[r:HAS_PROJECT]->(p:Project) WHERE d.id = $id
RETURN p.id AS id, p.name AS name, p.kind AS kind, r.phase AS phase, r.start AS first, r.`end` AS last
ORDER BY first, id
"""
_CITATIONS = """
MATCH (d:Document)-[r:CITES]->(c:Document) WHERE d.id = $id
RETURN c.id AS id, c.title AS title, c.ingested AS held, r.role AS role, r.surface AS surface, r.start AS first,
       r.`end` AS last
ORDER BY first, id
"""
_BODIES = """
MATCH (d:Document)-[r:ISSUED_BY|ADDRESSED_TO]->(a:Agency) WHERE d.id = $id
RETURN a.id AS id, a.name AS name, type(r) AS said, r.surface AS surface, r.start AS first, r.`end` AS last
ORDER BY first, id
"""


_HEADER = "MATCH (d:Document) WHERE d.id = $id RETURN d {.text, .doc_number, .title, .attached_title, .issued_on, .disclosure} AS document"
MARKED = ("doc_number", "title", "attached_title", "issued_on", "disclosure")
"""Header fields that are properties of a document; its issuers and addressees are nodes."""


@dataclass(frozen=True)
class Fact:
    """One fact. `lines` are (label, value) pairs; `path` is where its node is shown; `level` of a section.

    Without a place, `span` is empty; without a node of its own, `path` is.
    """

    kind: str
    name: str
    span: tuple[int, int]
    path: str
    lines: tuple[tuple[str, str], ...]
    level: int = 0


def facts(site: Site, document_id: str, words: Words) -> list[Fact]:
    """Every fact that the document states, kind after kind, each in order of the text."""
    return list(_facts(site, document_id, words))


def _facts(site: Site, document_id: str, words: Words) -> Iterator[Fact]:
    def asked(question: str) -> list[dict[str, Any]]:
        return [row for row in site.rows(question, id=document_id) if row["first"] is not None]

    def lines(**pairs: object) -> tuple[tuple[str, str], ...]:
        return tuple((words(f"fact.{key}"), str(value)) for key, value in pairs.items() if value not in (None, "", "—"))

    for row in asked(_BODIES):
        said = words("fact.issuer" if row["said"] == "ISSUED_BY" else "fact.addressee")
        yield Fact(
            "header", f"{said}：{row['surface']}", _span(row), path_of(Label.AGENCY, row["id"]), lines(name=row["name"])
        )
    yield from _header(site, document_id, words)
    for row in asked(_SECTIONS):
        number = (row["path"] or [""])[-1]
        name = f"{number} {row['heading'] or ''}".strip()
        span = (row["first"], row["first"] + _heading(row))
        yield Fact("section", name, span, path_of(Label.SECTION, row["id"]), (), row["level"] or 1)
    for row in asked(_TASKS):
        told = lines(place=" ".join(row["path"] or ()), deadline=row["deadline"])
        yield Fact("task", row["title"], _span(row), path_of(Label.TASK, row["id"]), told)
    for row in asked(_DUTIES):
        role = words.value("Role", row["role"])
        told = lines(name=row["name"], agency_kind=words.value("AgencyKind", row["kind"]), task=row["task"])
        yield Fact("agency", f"{role}：{row['surface']}", _span(row), path_of(Label.AGENCY, row["id"]), told)
    for row in asked(_PROJECTS):
        phase, kind = words.value("Phase", row["phase"]), words.value("ProjectKind", row["kind"])
        yield Fact("project", row["name"], _span(row), path_of(Label.PROJECT, row["id"]), lines(phase=phase, kind=kind))
    for row in asked(_TARGETS):
        yield _target(row, words, lines)
    for row in asked(_CITATIONS):
        held = words("cited.held" if row["held"] else "cited.absent")
        told = lines(meant=row["title"] or row["id"], role=words.value("CitationRole", row["role"]), held=held)
        yield Fact("citation", " ".join(row["surface"].split()), _span(row), path_of(Label.DOCUMENT, row["id"]), told)


def _header(site: Site, document_id: str, words: Words) -> Iterator[Fact]:
    """文号, title, date where the text has them: as the rules read its header, and only what the graph holds, too."""
    from ...extractors.reading import Reading

    held = (site.row(_HEADER, id=document_id) or {"document": {}})["document"]
    marks = Reading.of(held["text"]).header.marks if held.get("text") else []
    for name, value, piece in marks:
        if name in MARKED and value == held.get(name):
            yield Fact("header", f"{words(f'header.{name}')}：{value}", (piece.start, piece.end), "", ())


def doubts(document_id: str, text: str, findings: Iterable[str]) -> Iterator[Fact]:
    """What is doubtful in the document, at the words that the finding names; without a place where they cannot be told."""
    for finding in findings:
        match = _DOUBT.fullmatch(finding)
        message, quote, line = match.group("message", "quote", "line") if match else (finding, None, None)
        starts = [0, *(at + 1 for at, char in enumerate(text) if char == "\n")]
        first = starts[int(line) - 1] if line and int(line) <= len(starts) else 0
        at = text.find(quote, first) if quote and (line or text.count(quote) == 1) else -1
        span = (at, at + len(quote)) if quote and at >= 0 else (0, 0)
        words = f"{message}：“{' '.join(quote.split())}”" if quote else message
        yield Fact("finding", words, span, below("/review", document_id), ())


def _target(row: Mapping[str, Any], words: Words, lines: Any) -> Fact:
    target = {
        name: row["target"].get(name)
        for name in ("indicator", "kind", "comparator", "value", "value_max", "unit", "deadline")
    }
    told = lines(
        indicator=row["measured"],
        kind=words.value("TargetKind", target["kind"]),
        baseline=row["target"].get("baseline"),
        modality=words.value("Modality", row["target"].get("modality")),
    )
    path = path_of(Label.INDICATOR, row["measured"]) if row["measured"] else path_of(Label.TARGET, row["id"])
    return Fact("target", words.target(target), _span(row), path, told)


def _span(row: Mapping[str, Any]) -> tuple[int, int]:
    return row["first"], row["last"]


def _heading(row: Mapping[str, Any]) -> int:
    """Length of the heading at the beginning of a section's words: it begins them, as it was read."""
    from ...schemas import Evidence, Section
    from ..highlight_facts import heading_end

    evidence = Evidence(start=0, end=len(row["quote"]), quote=row["quote"])
    section = Section(
        id=row["id"],
        path=tuple(row["path"] or ("",)),
        heading=row["heading"],
        level=row["level"] or 1,
        evidence=evidence,
    )
    return heading_end(section)
