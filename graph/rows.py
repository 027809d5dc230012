"""The rows of one document, checked before anything is sent, and sorted into what is its own and what it shares.

Guarantees of `checked`: every id is there, every end of a relationship is a row or a claim, every type is in the schema,
every value is one that both stores keep alike. ArcadeDB would take a null key in silence, so nothing of that kind may leave.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from typing import NamedTuple

from ..schemas import DocumentClaim, Facts, GongwenError, NodeRef, NodeRow, RelationshipRow
from ..schemas.facts import Scalar
from ..schemas.graph import NODE_TYPES, RELATIONSHIP_TYPES, Label

OWNED = frozenset(node.label for node in NODE_TYPES if node.owned)
_ALLOWED = frozenset((kind.start, kind.type, kind.end) for kind in RELATIONSHIP_TYPES)

Value = str | int | float | bool | list[str]
Properties = dict[str, Value]
NodeKey = tuple[str, str]
"""Label and id."""
RelationshipKey = tuple[str, str, str, str, str, str]
"""Type, label and id of the start, label and id of the end, key."""


class FactsError(GongwenError):
    """Rows that cannot become a graph: a fault in what was extracted, not in the store."""


class Relationship(NamedTuple):
    """A relationship that the document alone says. `end` is None where `claim` says which document is meant."""

    type: str
    start: NodeKey
    end: NodeKey | None
    claim: DocumentClaim | None
    properties: Properties


class Rows(NamedTuple):
    """What a document says: of itself, in nodes of its own, of nodes that others may speak of too."""

    document: Properties
    owned: dict[NodeKey, Properties]
    shared: dict[NodeKey, Properties]
    relationships: tuple[Relationship, ...]
    shared_relationships: dict[RelationshipKey, Properties]

    @property
    def mentions(self) -> frozenset[DocumentClaim]:
        """Every claim of another document."""
        return frozenset(each.claim for each in self.relationships if each.claim)


class Ready(NamedTuple):
    """A document ready to be loaded: its rows, checked, and what is noted of it. Small to send between processes."""

    document_id: str
    sha256: str
    rules_version: str
    own: DocumentClaim
    rows: Rows


def ready(facts: Facts) -> Ready:
    """All that a loader needs of `facts`. Raises FactsError."""
    return Ready(facts.document_id, facts.sha256, facts.rules_version, facts.own, checked(facts))


def checked(facts: Facts) -> Rows:
    """The rows, sorted. Raises FactsError, naming the row at fault."""
    if not facts.document_id.strip():
        raise FactsError("A document without an id cannot be loaded.")
    document: Properties | None = None
    owned: dict[NodeKey, Properties] = {}
    shared: dict[NodeKey, Properties] = {}
    for node in facts.nodes:
        key, properties = (str(node.label), node.id), _properties(node.properties, f"{node.label} {node.id!r}")
        if not node.id.strip():
            raise FactsError(f"A {node.label} of {facts.document_id} has no id.")
        if node.label == Label.DOCUMENT:
            if node.id != facts.document_id:
                raise FactsError(f"{facts.document_id} has a row for another document, {node.id}: cite it by a claim.")
            document = properties
        elif node.label in OWNED:
            if not node.id.startswith(facts.document_id):
                raise FactsError(
                    f"The id of {node.label} {node.id} does not start with its document's, {facts.document_id}."
                )
            _put(owned, key, properties, node)
        else:
            _put(shared, key, properties, node)
    if document is None:
        raise FactsError(f"{facts.document_id} has no Document row.")
    relationships, shared_relationships = _relationships(facts, owned, shared)
    return Rows(document, owned, shared, relationships, shared_relationships)


def _relationships(
    facts: Facts, owned: dict[NodeKey, Properties], shared: dict[NodeKey, Properties]
) -> tuple[tuple[Relationship, ...], dict[RelationshipKey, Properties]]:
    own: dict[tuple[str, NodeKey, NodeKey | DocumentClaim, str], Relationship] = {}
    common: dict[RelationshipKey, Properties] = {}
    for row in facts.relationships:
        where = f"{row.type} {row.key!r} of {facts.document_id}"
        if (row.start.label, row.type, row.end.label) not in _ALLOWED:
            raise FactsError(f"{where}: the schema knows no {row.start.label}-{row.type}->{row.end.label}.")
        if row.start.claim is not None:
            raise FactsError(f"{where} starts at another document: a document speaks for itself only.")
        start = _end(row.start, facts, owned, shared, where)
        end = None if row.end.claim else _end(row.end, facts, owned, shared, where)
        if row.end.claim and not any(
            (name or "").strip()
            for name in (row.end.claim.doc_number, row.end.claim.title, row.end.claim.attached_title)
        ):
            raise FactsError(f"{where}: the document meant has no name.")
        properties = _properties(row.properties, where)
        if start in shared and end in shared:
            key = (str(row.type), *start, *end, row.key)
            if common.setdefault(key, properties) != properties:
                raise FactsError(f"{where} is said twice, and not alike.")
            continue
        properties |= {"key": row.key, "document": facts.document_id}
        found = Relationship(str(row.type), start, end, row.end.claim, properties)
        meant = end or row.end.claim
        assert meant is not None
        if own.setdefault((str(row.type), start, meant, row.key), found) != found:
            raise FactsError(f"{where} is said twice, and not alike.")
    return tuple(own.values()), common


def _end(
    ref: NodeRef, facts: Facts, owned: dict[NodeKey, Properties], shared: dict[NodeKey, Properties], where: str
) -> NodeKey:
    key = (str(ref.label), ref.id or "")
    if ref.label == Label.DOCUMENT:
        if ref.id != facts.document_id:
            raise FactsError(f"{where} names another document by id, {ref.id!r}: name it by a claim.")
    elif key not in owned and key not in shared:
        raise FactsError(f"{where} ends at {ref.label} {ref.id!r}, which is not among the document's rows.")
    return key


def _put(rows: dict[NodeKey, Properties], key: NodeKey, properties: Properties, node: NodeRow) -> None:
    if rows.setdefault(key, properties) != properties:
        raise FactsError(f"{node.label} {node.id} is said twice, and not alike.")


def _properties(properties: dict[str, Scalar], where: str) -> Properties:
    kept: Properties = {}
    for name, value in properties.items():
        if name.startswith("_") or name in ("id", "document", "key", "claim") or not name.isidentifier():
            if name == "id":
                continue
            raise FactsError(f"{where}: no property may be called {name!r}.")
        if value is None:
            continue
        if isinstance(value, float) and not math.isfinite(value):
            raise FactsError(f"{where}: {name} is not a number.")
        kept[name] = list(value) if isinstance(value, tuple) else value
    return kept


def claim_text(claim: DocumentClaim) -> str:
    """A claim as one string, the same for equal claims: how it stands on a relationship."""
    return json.dumps([claim.doc_number, claim.title, claim.attached_title, claim.region], ensure_ascii=False)


@lru_cache(maxsize=1 << 14)
def claim_from(text: str) -> DocumentClaim:
    """Inverse of `claim_text`."""
    doc_number, title, carried, region = json.loads(text)
    return DocumentClaim(doc_number=doc_number, title=title, attached_title=carried, region=region)


__all__ = [
    "FactsError",
    "NodeKey",
    "Properties",
    "Ready",
    "Relationship",
    "RelationshipKey",
    "RelationshipRow",
    "Rows",
    "checked",
    "claim_from",
    "claim_text",
    "ready",
]
