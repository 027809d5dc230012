"""The whole graph as the files that `neo4j-admin database import full` takes, with the command that imports them.

Guarantees: what is imported is the graph itself, with what the loader keeps, so that gongwen goes on with it as with one that
it has loaded; the same graph gives the same bytes, from either store; no more than a page of it is in memory.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from ..schemas import StoreError
from ..schemas.graph import EVIDENCE, NODE_TYPES, RELATIONSHIP_TYPES, Label, NodeType, RelationshipType
from . import pages
from .connection import Store
from .constraints import META_LABEL, statements

ARRAY_DELIMITER = "\x1f"
"""Between the members of a list: the character made for that, which no text has. The import is told of it."""
EMPTY_LISTS = "_empty"
"""A property, of the files alone: names of the lists that a node has and that hold nothing. `completion` takes it away."""
LEAST_BUFFER = 4 << 20
"""Bytes; what the importer takes where it is not told otherwise. It must hold the largest value."""

_TYPES = {"int": "long", "float": "double", "bool": "boolean", "list of str": "string[]"}
"""How the schema begins what it says of a property → the importer's word; all else is text."""
_KEPT = {"document": "str", "_ledger": "str"}
_META = {"id": "str", "schema_version": "int", "contents": "str"}
_KEPT_OF_RELATIONSHIPS = {"key": "str", "document": "str", "_claim": "str"}

README = """\
The graph as neo4j-admin imports it, into a database that is empty or not there yet; the server must not be running.

1. Where Neo4j is installed:          sh import.sh
   or into a database of another name: sh import.sh NAME
2. Start the server, make the constraints, without which every look-up goes through all nodes, and the lists that are
   empty, which the importer leaves out:
                                      cypher-shell -u neo4j -f afterwards.cypher
   or, with GONGWEN_GRAPH_PASSWORD:    gongwen migrate-graph --graph bolt://localhost:7687

gongwen then goes on with this graph as with one that it has loaded itself: ask it, ingest more, delete.

nodes-LABEL.csv and relationships-START-TYPE-END.csv are UTF-8 with a typed header; lists are divided by U+001F, values may go
over several lines, an empty field is a property that is not there. nodes-{meta}.csv is what the loader notes of the whole.
"""

SCRIPT = """\
#!/bin/sh
# Imports this folder: sh import.sh [DATABASE]. Options for neo4j-admin (--overwrite-destination …) may follow the name.
database=${{1:-neo4j}}
[ $# -gt 0 ] && shift
cd "$(dirname "$0")" || exit 1
exec neo4j-admin database import full \\
{options} \\
  "$@" "$database"
"""


def to_neo4j_admin(store: Store, folder: Path) -> int:
    """Write the files into `folder`, made where it is missing; how many nodes and relationships of the schema.

    Raises StoreError where the graph has a property that the schema does not know.
    """
    folder.mkdir(parents=True, exist_ok=True)
    count, largest = 0, 0
    arguments = []
    for label, columns in _labels():
        name = f"nodes-{label}.csv"
        rows = (node.properties for node in pages.nodes(store, label))
        table = _Table(folder / name, [f"id:ID({label})"], columns, f"{label} nodes")
        written = table.write(([row["id"]], {k: v for k, v in row.items() if k != "id"}) for row in rows)
        count += written if label != META_LABEL else 0
        largest = max(largest, table.largest)
        arguments.append(f"--nodes={label}={name}")
    for kind in RELATIONSHIP_TYPES:
        name = f"relationships-{kind.start}-{kind.type}-{kind.end}.csv"
        ends = [f":START_ID({kind.start})", f":END_ID({kind.end})"]
        table = _Table(folder / name, ends, _columns(kind), f"{kind.type} relationships")
        count += table.write(([row.start, row.end], row.properties) for row in pages.relationships(store, kind))
        largest = max(largest, table.largest)
        arguments.append(f"--relationships={kind.type}={name}")
    # Behind the files, whose lists would take the database's name for one more.
    options = ["--array-delimiter=U+001F", "--multiline-fields=true", f"--read-buffer-size={_buffer(largest)}"]
    script = SCRIPT.format(options=" \\\n".join(f"  {each}" for each in (*arguments, *options)))
    _write(folder / "import.sh", script)
    _write(folder / "afterwards.cypher", "".join(f"{each};\n" for each in (*statements(), *completion())))
    _write(folder / "README.txt", README.format(meta=META_LABEL))
    return count


def completion() -> tuple[str, ...]:
    """Cypher that makes of an imported graph the one that was exported: the importer cannot say that a list is empty."""
    said = []
    for node in NODE_TYPES:
        lists = [name for name, meaning in _columns(node).items() if _is_list(meaning)]
        for name in lists:
            said.append(f"MATCH (n:{node.label}) WHERE '{name}' IN n.{EMPTY_LISTS} SET n.{name} = []")
        if lists:
            said.append(f"MATCH (n:{node.label}) WHERE n.{EMPTY_LISTS} IS NOT NULL REMOVE n.{EMPTY_LISTS}")
    return tuple(said)


class _Table:
    """One file: what every row begins with, then the properties. `largest`: bytes of the longest field written."""

    def __init__(self, path: Path, first: list[str], properties: dict[str, str], what: str) -> None:
        self._path = path
        self._header = [*first, *(f"{name}:{_type(meaning)}" for name, meaning in properties.items())]
        self._names = list(properties)
        self._what = what
        self.largest = 0

    def write(self, rows: Iterable[tuple[list[str], dict[str, Any]]]) -> int:
        """Write the header and all rows; how many."""
        count = 0
        with self._path.open("w", encoding="utf-8", newline="") as file:
            file.write(",".join(self._header) + "\n")
            for first, properties in rows:
                if unknown := sorted(properties.keys() - set(self._names)):
                    raise StoreError(
                        f"{self._what} have a property that the schema does not know ({', '.join(unknown)}): "
                        "take it off them, or export as JSONL."
                    )
                empty = [name for name, value in properties.items() if value == []]
                said = properties | ({EMPTY_LISTS: sorted(empty)} if empty else {})
                fields = [_field(value) for value in (*first, *(said.get(name) for name in self._names))]
                self.largest = max(self.largest, *(len(field.encode()) for field in fields))
                file.write(",".join(fields) + "\n")
                count += 1
        return count


def _labels() -> Iterator[tuple[Label | str, dict[str, str]]]:
    for node in NODE_TYPES:
        columns = _columns(node)
        lists = any(map(_is_list, columns.values()))
        yield node.label, columns | ({EMPTY_LISTS: "list of str"} if lists else {})
    yield META_LABEL, {name: meaning for name, meaning in _META.items() if name != "id"}


def _columns(kind: NodeType | RelationshipType) -> dict[str, str]:
    """Every property that may be stored, `id` left out → what the schema says of it."""
    if isinstance(kind, NodeType):
        kept = _KEPT if kind.label == Label.DOCUMENT else {}
        return {name: meaning for name, meaning in kind.properties.items() if name != "id"} | kept
    return kind.properties | (EVIDENCE if kind.stated else {}) | _KEPT_OF_RELATIONSHIPS


def _type(meaning: str) -> str:
    return _TYPES.get(meaning.split(",")[0], "string")


def _is_list(meaning: str) -> bool:
    return _type(meaning).endswith("[]")


def _field(value: Any) -> str:
    """A value as the importer reads it; text always between quotation marks, so that an empty one is not taken for none."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (int, float)):
        return repr(value)
    text = ARRAY_DELIMITER.join(value) if isinstance(value, (list, tuple)) else str(value)
    return '"' + text.replace('"', '""') + '"'


def _buffer(largest: int) -> int:
    """Bytes that hold a value twice, as a power of two."""
    return max(LEAST_BUFFER, 1 << math.ceil(math.log2(2 * max(largest, 1))))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
