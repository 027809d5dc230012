"""Rows for the graph: what one document contributes, as nodes and relationships with ids derived from content.

`Facts` is what `pipeline.canonicalise` makes of a `Notice` and what `graph.loader` writes. It names cited documents by
*claims* (sets of names), since which node a name belongs to depends on the other documents held.
"""

from __future__ import annotations

from .base import Model
from .graph import Label, RelType

Scalar = str | int | float | bool | tuple[str, ...] | None


class NodeRow(Model):
    """One node. Properties with `None` are left out when written. `id` is unique within `label`."""

    label: Label
    id: str
    properties: dict[str, Scalar]


class DocumentClaim(Model):
    """Names that one mention puts together: a 文号, a title, the title of what it carries; at least one is given.

    `region` is the jurisdiction of the document that speaks (its issuer's region id), used only to decide between
    several documents that share a title.
    """

    doc_number: str | None = None
    title: str | None = None
    attached_title: str | None = None
    region: str | None = None


class NodeRef(Model):
    """An end of a relationship; a `Document` other than the speaking one is meant by `claim`."""

    label: Label
    id: str | None = None
    claim: DocumentClaim | None = None


class RelationshipRow(Model):
    """One relationship. `key` tells apart several of one type between the same two nodes (the mention's offsets)."""

    type: RelType
    start: NodeRef
    end: NodeRef
    key: str
    properties: dict[str, Scalar]


class Facts(Model):
    """All rows of one document. `own` are the names that the document gives itself."""

    document_id: str
    sha256: str
    rules_version: str
    own: DocumentClaim
    nodes: tuple[NodeRow, ...]
    relationships: tuple[RelationshipRow, ...]
