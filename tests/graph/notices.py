"""Facts built by hand: small documents that speak of tasks, agencies, projects and each other. And a graph as plain data."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Collection, Sequence
from typing import Any

from gongwen.graph.connection import Store
from gongwen.schemas import DocumentClaim, Facts, NodeRef, NodeRow, RelationshipRow
from gongwen.schemas.graph import NODE_TYPES, Label, RelType

DISTRICT = "重庆市铜梁区"


def claim(
    title: str | None = None, number: str | None = None, carried: str | None = None, region: str | None = None
) -> DocumentClaim:
    return DocumentClaim(doc_number=number, title=title, attached_title=carried, region=region)


def notice(
    own: DocumentClaim,
    cites: Sequence[DocumentClaim] = (),
    *,
    version: str = "1",
    agencies: Sequence[str] = ("发展和改革委员会",),
    projects: Sequence[str] = (),
    indicator: str | None = None,
    rules: str = "r1",
    kind: str = "department",
    region: str = DISTRICT,
    document_id: str | None = None,
) -> Facts:
    """One task, led by the first agency and supported by the rest, which cites, names projects and sets a target."""
    me = document_id or own.doc_number or own.title or ""
    task, section = f"{me}/一/task", f"{me}/一"
    nodes = [
        NodeRow(
            label=Label.DOCUMENT,
            id=me,
            properties={
                "title": own.title,
                "doc_number": own.doc_number,
                "text": f"正文{version}",
                "path": f"{me}.txt",
            },
        ),
        NodeRow(
            label=Label.SECTION, id=section, properties={"heading": "总体要求", "path": ("一",), "level": 1, "order": 0}
        ),
        NodeRow(
            label=Label.TASK,
            id=task,
            properties={
                "title": f"任务{version}",
                "basis": "note",
                "measures": ("甲。", "乙。"),
                "open_ended": False,
                "order": 0,
            },
        ),
        NodeRow(label=Label.REGION, id=region, properties={"name": region, "level": 3}),
    ]
    document, work, place = (
        NodeRef(label=Label.DOCUMENT, id=me),
        NodeRef(label=Label.TASK, id=task),
        NodeRef(label=Label.REGION, id=region),
    )
    said = {"start": 3, "end": 5, "quote": "任务"}
    relationships = [
        row(RelType.HAS_SECTION, document, NodeRef(label=Label.SECTION, id=section)),
        row(RelType.HAS_TASK, document, work),
        row(RelType.IN_SECTION, work, NodeRef(label=Label.SECTION, id=section)),
    ]
    for place_in_list, name in enumerate(agencies):
        agency = NodeRef(label=Label.AGENCY, id=f"{region}/{name}")
        nodes.append(NodeRow(label=Label.AGENCY, id=f"{region}/{name}", properties={"name": name, "kind": kind}))
        relationships.append(row(RelType.IN_REGION, agency, place))
        role = RelType.SUPPORTS if place_in_list else RelType.LEADS
        relationships.append(row(role, agency, work, "3-5", surface=name, **said))
    for name in projects:
        project = NodeRef(label=Label.PROJECT, id=f"{region}/{name}")
        nodes.append(NodeRow(label=Label.PROJECT, id=f"{region}/{name}", properties={"name": name, "kind": "works"}))
        relationships.append(row(RelType.HAS_PROJECT, document, project, "3-5", phase="build", **said))
        relationships.append(row(RelType.INCLUDES, work, project, "3-5", phase="build", **said))
    if indicator:
        target, measured = (
            NodeRef(label=Label.TARGET, id=f"{me}/一/target"),
            NodeRef(label=Label.INDICATOR, id=indicator),
        )
        nodes.append(
            NodeRow(
                label=Label.TARGET,
                id=f"{me}/一/target",
                properties={"indicator": indicator, "comparator": ">=", "value": 1200.0, "unit": "亿元", "order": 0},
            )
        )
        nodes.append(NodeRow(label=Label.INDICATOR, id=indicator, properties={"name": indicator}))
        relationships += [
            row(RelType.HAS_TARGET, document, target),
            row(RelType.HAS_TARGET, work, target),
            row(RelType.MEASURES, target, measured),
        ]
    for place_in_text, meant in enumerate(cites):
        other = NodeRef(label=Label.DOCUMENT, claim=meant)
        properties: dict[str, Any] = {"role": "basis", "surface": f"《{meant.title}》", "title": meant.title, **said}
        for speaker in (document, work):
            relationships.append(row(RelType.CITES, speaker, other, f"{place_in_text}", **properties))
    content = json.dumps(
        [own.model_dump(), [c.model_dump() for c in cites], version, agencies, projects, indicator, kind]
    )
    return Facts(
        document_id=me,
        sha256=hashlib.sha256(content.encode()).hexdigest(),
        rules_version=rules,
        own=own,
        nodes=tuple(nodes),
        relationships=tuple(relationships),
    )


def row(kind: RelType, start: NodeRef, end: NodeRef, key: str = "", /, **properties: Any) -> RelationshipRow:
    return RelationshipRow(type=kind, start=start, end=end, key=key, properties=properties)


def graph(store: Store, without: Collection[str] = ()) -> tuple[list[str], list[str]]:
    """Every node and relationship of the schema, as sorted lines; properties of the names in `without` are left out."""
    labels = {kind.label for kind in NODE_TYPES}
    nodes, relationships = [], []
    for label, properties in store.read("MATCH (n) RETURN labels(n)[0], properties(n)").records:
        if label in labels:
            nodes.append(f"{label} {_line(properties, without)}")
    found = store.read("MATCH (a)-[r]->(b) RETURN labels(a)[0], a.id, type(r), labels(b)[0], b.id, properties(r)")
    for *ends, properties in found.records:
        relationships.append(f"{ends} {_line(properties, without)}")
    return sorted(nodes), sorted(relationships)


def orphans(store: Store) -> list[str]:
    """Nodes of the schema, documents held left aside, to which no relationship leads: nobody speaks of them."""
    kinds = {str(kind.label) for kind in NODE_TYPES}
    spoken = {tuple(end) for end in store.read("MATCH ()-[r]->(b) RETURN DISTINCT labels(b)[0], b.id").records}
    # Agencies are what relationships start from: those of tasks they lead and carry.
    spoken |= {tuple(end) for end in store.read("MATCH (a:Agency)-[r]->(:Task) RETURN labels(a)[0], a.id").records}
    found = store.read("MATCH (n) RETURN labels(n)[0], n.id, n.ingested").records
    return sorted(
        f"{label} {id}" for label, id, held in found if label in kinds and not held and (label, id) not in spoken
    )


def _line(properties: dict[str, Any], without: Collection[str]) -> str:
    kept = {name: value for name, value in properties.items() if name not in without}
    return json.dumps(kept, ensure_ascii=False, sort_keys=True)


def emptied(store: Store) -> Store:
    with store.write_session() as session:
        session.run("MATCH (n) DETACH DELETE n").consume()
    return store
