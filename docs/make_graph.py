"""Writes `docs/graph.md` from `gongwen.schemas.graph`. Run by `make docs`; a test holds the file against it.

Guarantee: the same schema gives the same bytes, with every label, type and property of it.
"""

from __future__ import annotations

from pathlib import Path

from gongwen.schemas.graph import (
    EVIDENCE,
    NODE_TYPES,
    RELATIONSHIP_TYPES,
    SCHEMA_VERSION,
    NodeType,
    RelationshipType,
)

PAGE = Path(__file__).parent / "graph.md"

OPENING = f"""\
<!-- Written by `make docs` from schemas/graph.py: change that, not this. -->
# The graph

Schema version {SCHEMA_VERSION}. What the words mean: [definitions.md](definitions.md). Nodes are keyed by `id`, unique in their label and
made from content, so that the same notices always give the same ids. A property that a document does not give is absent.
"""

NODES = """
## Nodes

An **owned** node belongs to exactly one document and goes with it; a **shared** one is there for as long as any document
speaks of it.
"""

RELATIONSHIPS = """
## Relationships

A **stated** relationship is what a sentence says, and carries that sentence:

{evidence}

The others follow from where things stand.

| relationship | stated | meaning | further properties |
| --- | --- | --- | --- |
"""

KEPT_BY_THE_LOADER = """
## Kept by the loader

Beside these, a stored relationship has `key`, which tells it from others of its type between the same two nodes, and, where one
document says it, `document`: the id that this document gives itself. A held Document has its own in `document` too (`id` may be a better
one, found in the documents that cite it). Properties that begin with `_`, and the one node `:Gongwen` (schema version and a fingerprint of
what is held), are for the loader alone; exports leave them out, but for `--format neo4j-admin`, which makes
a graph that the loader goes on with.

## Versions

A graph says in `:Gongwen` which version of this schema it was written by. A graph that has documents and no such node is from before there
were versions, and counts as version 0. Every command refuses a newer graph, and an older one until `gongwen migrate-graph` has upgraded it
where it stands (each step is one transaction; a graph that is up to date is left alone). Where a graph lacks what a step needs, it is left as
it is, and the command names the folders from which it can be ingested anew, into an empty store. What was read by older *rules* needs neither: the next
`gongwen ingest` of the files reads them again.
"""


def render() -> str:
    """The whole page."""
    nodes = "".join(_node(node) for node in NODE_TYPES)
    evidence = "\n".join(f"* `{name}`: {meaning}" for name, meaning in EVIDENCE.items())
    rows = "".join(_relationship(kind) for kind in RELATIONSHIP_TYPES)
    return OPENING + _picture() + NODES + nodes + RELATIONSHIPS.format(evidence=evidence) + rows + KEPT_BY_THE_LOADER


def _picture() -> str:
    """All relationships as Cypher patterns."""
    patterns = [f"(:{kind.start})-[:{kind.type}]->(:{kind.end})\n" for kind in RELATIONSHIP_TYPES]
    return f"\n```cypher\n{''.join(patterns)}```\n"


def _node(node: NodeType) -> str:
    held = "owned" if node.owned else "shared"
    rows = "".join(f"| `{name}` | {_cell(meaning)} |\n" for name, meaning in node.properties.items())
    return (
        f"\n### {node.label}\n\n{node.description} *{held}*\n\n| property | type and meaning |\n| --- | --- |\n{rows}"
    )


def _relationship(kind: RelationshipType) -> str:
    properties = "<br>".join(f"`{name}`: {_cell(meaning)}" for name, meaning in kind.properties.items())
    pattern = f"`({kind.start})-[:{kind.type}]->({kind.end})`"
    return f"| {pattern} | {'yes' if kind.stated else 'no'} | {kind.description} | {properties} |\n"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    PAGE.write_text(render(), encoding="utf-8", newline="\n")
