"""Collects the rows of one document, each once, in the order in which they are first said."""

from __future__ import annotations

from collections.abc import Mapping

from ..schemas import DocumentClaim, Evidence, NodeRef, NodeRow, RelationshipRow
from ..schemas.facts import Scalar
from ..schemas.graph import Label, RelType

Properties = Mapping[str, Scalar]


def stated(evidence: Evidence) -> dict[str, Scalar]:
    """The properties that put a finger on the sentence."""
    return {"start": evidence.start, "end": evidence.end, "quote": evidence.quote, "place": evidence.place}


class FactRows:
    """Rows under construction. One id has one set of properties: a second that differs is an error of ours."""

    def __init__(self) -> None:
        self._nodes: dict[tuple[Label, str], NodeRow] = {}
        self._relationships: dict[tuple[RelType, NodeRef, NodeRef, str], RelationshipRow] = {}

    def node(self, label: Label, node_id: str, properties: Properties) -> NodeRef:
        """Adds a node, or finds it again; the reference to it."""
        row = NodeRow(label=label, id=node_id, properties=dict(properties))
        known = self._nodes.setdefault((label, node_id), row)
        if known != row:
            raise ValueError(f"{label} {node_id} has two sets of properties: {known.properties} and {row.properties}")
        return NodeRef(label=label, id=node_id)

    def relate(
        self, kind: RelType, start: NodeRef, end: NodeRef, properties: Properties, evidence: Evidence | None = None
    ) -> None:
        """Adds a relationship; one that a sentence states carries it, and is told apart by its place."""
        key = f"{evidence.start}-{evidence.end}" if evidence else ""
        said = {**properties, **stated(evidence)} if evidence else dict(properties)
        row = RelationshipRow(type=kind, start=start, end=end, key=key, properties=said)
        self._relationships.setdefault((kind, start, end, key), row)

    def nodes(self) -> tuple[NodeRow, ...]:
        """All nodes, in order."""
        return tuple(self._nodes.values())

    def relationships(self) -> tuple[RelationshipRow, ...]:
        """All relationships, in order."""
        return tuple(self._relationships.values())


def cited(claim: DocumentClaim) -> NodeRef:
    """The end of a citation: whichever document those names belong to."""
    return NodeRef(label=Label.DOCUMENT, claim=claim)
