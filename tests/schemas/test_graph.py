"""The property graph as data: every label and type described once, every end known, evidence where a sentence states it."""

from __future__ import annotations

import pytest
from gongwen.schemas.graph import (
    EVIDENCE,
    NODE_TYPES,
    RELATIONSHIP_TYPES,
    Label,
    NodeType,
    RelationshipType,
    RelType,
)


def test_every_label_is_described_once() -> None:
    assert [node.label for node in NODE_TYPES] == list(Label)


def test_every_relationship_type_is_described_and_no_pair_twice() -> None:
    assert {rel.type for rel in RELATIONSHIP_TYPES} == set(RelType)
    ends = [(rel.type, rel.start, rel.end) for rel in RELATIONSHIP_TYPES]
    assert len(ends) == len(set(ends))


@pytest.mark.parametrize("node", NODE_TYPES, ids=lambda node: node.label)
def test_a_node_has_its_key_and_says_what_each_property_is(node: NodeType) -> None:
    assert next(iter(node.properties)) == "id"
    assert node.description
    assert all(name.isidentifier() and name.islower() and meaning for name, meaning in node.properties.items())


@pytest.mark.parametrize("node", [n for n in NODE_TYPES if n.owned], ids=lambda node: node.label)
def test_what_one_document_owns_carries_its_evidence(node: NodeType) -> None:
    assert set(EVIDENCE) <= set(node.properties)


@pytest.mark.parametrize("rel", RELATIONSHIP_TYPES, ids=lambda rel: f"{rel.start}-{rel.type}-{rel.end}")
def test_a_relationship_is_described_and_evidence_is_not_listed_twice(rel: RelationshipType) -> None:
    assert rel.description
    assert not set(EVIDENCE) & set(rel.properties)


@pytest.mark.parametrize(
    ("type_", "stated"),
    [
        (RelType.LEADS, True),
        (RelType.RESPONSIBLE_FOR, True),
        (RelType.SUPPORTS, True),
        (RelType.CITES, True),
        (RelType.ISSUED_BY, True),
        (RelType.ADDRESSED_TO, True),
        (RelType.INCLUDES, True),
        (RelType.HAS_SECTION, False),
        (RelType.PART_OF, False),
    ],
)
def test_what_a_sentence_states_is_told_from_what_follows_from_order(type_: RelType, stated: bool) -> None:
    assert {rel.stated for rel in RELATIONSHIP_TYPES if rel.type is type_} == {stated}


def test_the_types_that_the_house_drew() -> None:
    drawn = {
        ("Document", "ISSUED_BY", "Agency"), ("Document", "ADDRESSED_TO", "Agency"), ("Document", "CITES", "Document"),
        ("Task", "CITES", "Document"), ("Document", "HAS_SECTION", "Section"), ("Section", "HAS_SECTION", "Section"),
        ("Document", "HAS_TASK", "Task"), ("Task", "IN_SECTION", "Section"), ("Agency", "LEADS", "Task"),
        ("Agency", "RESPONSIBLE_FOR", "Task"), ("Agency", "SUPPORTS", "Task"), ("Task", "INCLUDES", "Project"),
        ("Document", "HAS_PROJECT", "Project"), ("Task", "HAS_TARGET", "Target"), ("Document", "HAS_TARGET", "Target"),
        ("Target", "MEASURES", "Indicator"), ("Agency", "IN_REGION", "Region"), ("Region", "PART_OF", "Region"),
    }  # fmt: skip
    assert {(rel.start.value, rel.type.value, rel.end.value) for rel in RELATIONSHIP_TYPES} == drawn
