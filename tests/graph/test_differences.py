"""Where the two stores differ: the list that saved queries and loader keep clear of. Each entry is shown to be true.

A difference that a new release removes fails here, so that the list (docs: the two stores) stays what is so and no folklore.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import neo4j
import pytest
from gongwen.graph.connection import Store
from gongwen.schemas import QueryError, StoreError

REFUSED = "refused"


class Difference(NamedTuple):
    statement: str
    embedded: Any
    server: Any


READING = {
    "no column names where there are no rows and the label is unknown": Difference(
        "MATCH (n:NoSuch) RETURN n.id AS id", ([], []), (["id"], [])
    ),
    "no column names for UNWIND null": Difference("UNWIND null AS x RETURN x", ([], []), (["x"], [])),
    "no SHORTEST": Difference(
        "MATCH p = SHORTEST 1 (a:Left)-[:TO]-+(b:Right) RETURN length(p) AS n", REFUSED, (["n"], [[1]])
    ),
    "shortestPath instead works alike": Difference(
        "MATCH p = shortestPath((a:Left)-[:TO*]-(b:Right)) RETURN length(p) AS n", (["n"], [[1]]), (["n"], [[1]])
    ),
    "range() of at most some millions": Difference(
        "UNWIND range(1, 10000000) AS n RETURN count(n) AS n", REFUSED, (["n"], [[10_000_000]])
    ),
}
WRITING = {
    "MERGE on a null key makes a node without one": Difference(
        "MERGE (n:Left {id: $none}) RETURN n.id AS id", [None], REFUSED
    ),
    "a list in a list is kept": Difference(
        "MATCH (n:Left) SET n.bad = [[1], [2]] RETURN n.bad AS bad", [[[1], [2]]], REFUSED
    ),
    "a mixed list keeps its integers": Difference(
        "MATCH (n:Left) SET n.mix = [1, 2.5] RETURN n.mix AS mix", [[1, 2.5]], [[1.0, 2.5]]
    ),
    "no full-text index in Cypher": Difference(
        "CREATE FULLTEXT INDEX words IF NOT EXISTS FOR (n:Left) ON EACH [n.id]", REFUSED, []
    ),
    "read mode is not heeded": Difference("CREATE (n:Left {id: 'new'}) RETURN n.id AS id", ["new"], REFUSED),
}


@pytest.fixture
def pair(store: Store) -> Store:
    with store.write_session() as session:
        session.run("CREATE (a:Left {id: 'l'})-[:TO {z: 1, a: 2}]->(b:Right {id: 'r'})").consume()
    return store


def expected(store: Store, difference: Difference) -> Any:
    return difference.embedded if store.embedded else difference.server


@pytest.mark.parametrize("difference", READING.values(), ids=READING)
def test_reading(pair: Store, difference: Difference) -> None:
    try:
        table = pair.read(difference.statement)
        found: Any = (list(table.columns), [list(record) for record in table.records])
        found = (found[0], [list(*row) if isinstance(row[0], list) else row for row in found[1]])
    except QueryError:
        found = REFUSED
    assert found == expected(pair, difference)


@pytest.mark.parametrize("name", WRITING)
def test_writing(pair: Store, name: str) -> None:
    difference = WRITING[name]
    mode = neo4j.READ_ACCESS if name == "read mode is not heeded" else neo4j.WRITE_ACCESS
    try:
        with pair.write_session() as session:
            session._config.default_access_mode = mode
            found: Any = [record[0] for record in session.run(difference.statement, none=None)]
    except StoreError:
        found = REFUSED
    assert found == expected(pair, difference)
    assert [type(value) for value in _flat(found)] == [type(value) for value in _flat(expected(pair, difference))]


def test_neither_promises_an_order_of_keys_and_labels(pair: Store) -> None:
    with pair.write_session() as session:
        session.run("CREATE (n:B:A) SET n:Z").consume()
    [(keys, labels)] = pair.read("MATCH ()-[r:TO]->() MATCH (n:Z) RETURN keys(r), labels(n)").records
    assert (sorted(keys), sorted(labels)) == (["a", "z"], ["A", "B", "Z"])


def _flat(value: Any) -> list[Any]:
    return [leaf for item in value for leaf in _flat(item)] if isinstance(value, list) else [value]
