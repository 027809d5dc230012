"""The property graph: labels, relationship types, keys and properties, as data.

Constraints, loader, checks and `docs/graph.md` are derived from this file; nothing else may list labels or types.
"""

from __future__ import annotations

from enum import StrEnum

from .base import Model

SCHEMA_VERSION = 1
"""Raised when a stored graph would have to be rebuilt to be read by this version."""


class Label(StrEnum):
    """Node labels. Every node is keyed by `id`, unique in its label."""

    DOCUMENT = "Document"
    SECTION = "Section"
    TASK = "Task"
    AGENCY = "Agency"
    PROJECT = "Project"
    TARGET = "Target"
    INDICATOR = "Indicator"
    REGION = "Region"


class RelType(StrEnum):
    """Relationship types."""

    ISSUED_BY = "ISSUED_BY"
    ADDRESSED_TO = "ADDRESSED_TO"
    CITES = "CITES"
    HAS_SECTION = "HAS_SECTION"
    HAS_TASK = "HAS_TASK"
    IN_SECTION = "IN_SECTION"
    LEADS = "LEADS"
    RESPONSIBLE_FOR = "RESPONSIBLE_FOR"
    SUPPORTS = "SUPPORTS"
    INCLUDES = "INCLUDES"
    HAS_PROJECT = "HAS_PROJECT"
    HAS_TARGET = "HAS_TARGET"
    MEASURES = "MEASURES"
    IN_REGION = "IN_REGION"
    PART_OF = "PART_OF"


class NodeType(Model):
    """One label with its properties (name → meaning, type and unit). `owned` nodes belong to exactly one document."""

    label: Label
    owned: bool
    description: str
    properties: dict[str, str]


class RelationshipType(Model):
    """One relationship type between two labels. `stated` ones carry `start`, `end`, `quote`, `place`."""

    type: RelType
    start: Label
    end: Label
    stated: bool
    description: str
    properties: dict[str, str] = {}


EVIDENCE = {
    "start": "int, code-point offset into the document's text, inclusive",
    "end": "int, code-point offset, exclusive",
    "quote": "str, the text between the two",
    "place": "str, where it begins in the file: 第3页第2段, 表1第2行第3列, 第12行",
}

NODE_TYPES: tuple[NodeType, ...] = (
    NodeType(
        label=Label.DOCUMENT,
        owned=False,
        description="One issued official document (公文). Cited but not held: `ingested = false`.",
        properties={
            "id": "str, 文号 where known, else the full title",
            "names": "list of str, every normalised name (文号, titles) known for it, sorted",
            "doc_number": "str, 发文字号, brackets 〔〕",
            "title": "str, full title",
            "attached_title": "str, title of what a 印发/转发 notice carries",
            "genre": "str, 文种",
            "issued_on": "str, ISO 8601",
            "disclosure": "str, 公开属性",
            "ingested": "bool, true where the document itself is held",
            "sha256": "str, of the file, only where ingested",
            "rules_version": "str, of the rules that read it, only where ingested",
            "path": "str, the file it was read from, only where ingested",
            "text": "str, the text all offsets count in, only where ingested",
            "findings": "list of str, `code: message` of each doubt, only where ingested",
        },
    ),
    NodeType(
        label=Label.SECTION,
        owned=True,
        description="A node of the numbered outline.",
        properties={
            "id": "str",
            "path": "list of str, chain of ordinals",
            "heading": "str",
            "level": "int, 1 is the outermost",
            "order": "int, position in the document",
            **EVIDENCE,
        },
    ),
    NodeType(
        label=Label.TASK,
        owned=True,
        description="The smallest unit of work that the document assigns.",
        properties={
            "id": "str",
            "path": "list of str",
            "title": "str",
            "basis": "note | inline | table",
            "text": "str, the unit without its note",
            "deadline": "str, ISO 8601, as precise as the text",
            "open_ended": "bool, the list ends in 等",
            "measures": "list of str, the sentences",
            "order": "int, position in the document",
            **EVIDENCE,
        },
    ),
    NodeType(
        label=Label.AGENCY,
        owned=False,
        description="An organisation: a canonical name in a region.",
        properties={
            "id": "str, region/name",
            "name": "str, canonical full name",
            "kind": "government | department | party | committee | enterprise | institution | group",
        },
    ),
    NodeType(
        label=Label.PROJECT,
        owned=False,
        description="A named thing to be built, opened, studied or applied for; a programme has `kind = programme`.",
        properties={"id": "str, region/name", "name": "str", "kind": "works | programme"},
    ),
    NodeType(
        label=Label.TARGET,
        owned=True,
        description="A numeric commitment about an indicator.",
        properties={
            "id": "str",
            "indicator": "str, as the text has it",
            "comparator": "= >= > <= < ~",
            "value": "float, as written before its unit",
            "value_max": "float, upper end of a range",
            "unit": "str, as written",
            "si_value": "float, multiplied out",
            "si_unit": "str, without its magnitude",
            "kind": "level | increase | decrease | rate",
            "deadline": "str, ISO 8601",
            "baseline": "str, year compared with",
            "modality": "plain | stretch | binding",
            "path": "list of str",
            "order": "int, position in the document",
            **EVIDENCE,
        },
    ),
    NodeType(
        label=Label.INDICATOR,
        owned=False,
        description="A measurable quantity, one across documents.",
        properties={"id": "str, canonical name", "name": "str"},
    ),
    NodeType(
        label=Label.REGION,
        owned=False,
        description="An administrative region (行政区划).",
        properties={
            "id": "str, full name from the province down",
            "name": "str",
            "code": "str, GB/T 2260",
            "level": "int, 0 country, 1 province, 2 prefecture, 3 county",
        },
    ),
)

_CITES = {
    "role": "basis | implements | forwards | amends | repeals | mentions",
    "surface": "str, as written",
    "title": "str, full title meant",
    "doc_number": "str, 文号 written with it",
}
_AGENCY = {"surface": "str, what the text says"}

RELATIONSHIP_TYPES: tuple[RelationshipType, ...] = (
    RelationshipType(
        type=RelType.ISSUED_BY,
        start=Label.DOCUMENT,
        end=Label.AGENCY,
        stated=True,
        description="发文机关",
        properties=_AGENCY,
    ),
    RelationshipType(
        type=RelType.ADDRESSED_TO,
        start=Label.DOCUMENT,
        end=Label.AGENCY,
        stated=True,
        description="主送机关",
        properties=_AGENCY,
    ),
    RelationshipType(
        type=RelType.CITES,
        start=Label.DOCUMENT,
        end=Label.DOCUMENT,
        stated=True,
        description="cites, anywhere in its text",
        properties=_CITES,
    ),
    RelationshipType(
        type=RelType.CITES,
        start=Label.TASK,
        end=Label.DOCUMENT,
        stated=True,
        description="cites, inside this task",
        properties=_CITES,
    ),
    RelationshipType(
        type=RelType.HAS_SECTION,
        start=Label.DOCUMENT,
        end=Label.SECTION,
        stated=False,
        description="outermost sections",
    ),
    RelationshipType(
        type=RelType.HAS_SECTION, start=Label.SECTION, end=Label.SECTION, stated=False, description="nested sections"
    ),
    RelationshipType(type=RelType.HAS_TASK, start=Label.DOCUMENT, end=Label.TASK, stated=False, description="assigns"),
    RelationshipType(
        type=RelType.IN_SECTION, start=Label.TASK, end=Label.SECTION, stated=False, description="stands in"
    ),
    RelationshipType(
        type=RelType.LEADS, start=Label.AGENCY, end=Label.TASK, stated=True, description="牵头", properties=_AGENCY
    ),
    RelationshipType(
        type=RelType.RESPONSIBLE_FOR,
        start=Label.AGENCY,
        end=Label.TASK,
        stated=True,
        description="责任, 负责",
        properties=_AGENCY,
    ),
    RelationshipType(
        type=RelType.SUPPORTS,
        start=Label.AGENCY,
        end=Label.TASK,
        stated=True,
        description="配合, 协助, 参与",
        properties=_AGENCY,
    ),
    RelationshipType(
        type=RelType.INCLUDES,
        start=Label.TASK,
        end=Label.PROJECT,
        stated=True,
        description="project named in this task",
        properties={"phase": "study | plan | start | build | complete | operate | upgrade | apply"},
    ),
    RelationshipType(
        type=RelType.HAS_PROJECT,
        start=Label.DOCUMENT,
        end=Label.PROJECT,
        stated=True,
        description="project named anywhere in the document",
        properties={"phase": "as for INCLUDES"},
    ),
    RelationshipType(
        type=RelType.HAS_TARGET, start=Label.TASK, end=Label.TARGET, stated=False, description="target inside this task"
    ),
    RelationshipType(
        type=RelType.HAS_TARGET,
        start=Label.DOCUMENT,
        end=Label.TARGET,
        stated=False,
        description="every target of the document",
    ),
    RelationshipType(
        type=RelType.MEASURES, start=Label.TARGET, end=Label.INDICATOR, stated=False, description="is about"
    ),
    RelationshipType(
        type=RelType.IN_REGION, start=Label.AGENCY, end=Label.REGION, stated=False, description="jurisdiction"
    ),
    RelationshipType(
        type=RelType.PART_OF, start=Label.REGION, end=Label.REGION, stated=False, description="administrative hierarchy"
    ),
)
