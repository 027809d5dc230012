"""Questions: what may not be asked, limits that really end a question, values as plain data. On both stores."""

from __future__ import annotations

import json
import sys
import threading
from pathlib import Path

import pytest
from gongwen.graph.ask import ask
from gongwen.graph.connection import Store
from gongwen.graph.loader import Loader
from gongwen.schemas import QueryError, QueryFault

sys.path.insert(0, str(Path(__file__).parent))
from notices import claim, graph, notice

WRITES = {
    "create": "CREATE (n:Agency {id: 'x'})",
    "create of a new label": "CREATE (n:Nowhere {id: 'x'})",
    "merge": "MERGE (n:Agency {id: 'x'})",
    "set": "MATCH (n:Agency) SET n.kind = 'x'",
    "set of a new property": "MATCH (n:Agency) SET n.fresh = 'x'",
    "set a label": "MATCH (n:Agency) SET n:Nowhere",
    "remove": "MATCH (n:Agency) REMOVE n.kind",
    "delete": "MATCH (n:Task) DETACH DELETE n",
    "delete a relationship": "MATCH ()-[r:LEADS]->() DELETE r",
    "create a relationship": "MATCH (a:Agency), (b:Region) CREATE (a)-[:IN_REGION {key: 'x'}]->(b)",
    "inside a subquery": "CALL { CREATE (n:Agency {id: 'x'}) } RETURN 1 AS one",
    "foreach": "FOREACH (i IN [1] | CREATE (:Agency {id: 'x'}))",
    "a constraint": "CREATE CONSTRAINT c IF NOT EXISTS FOR (n:Nowhere) REQUIRE n.id IS UNIQUE",
    "an index": "CREATE INDEX i IF NOT EXISTS FOR (n:Agency) ON (n.name)",
    "drop of a constraint": "DROP CONSTRAINT agency_id",
}


@pytest.mark.parametrize("write", WRITES.values(), ids=WRITES)
def test_the_server_refuses_to_write(store: Store, write: str) -> None:
    Loader(store).ingest(notice(claim("甲通知")))
    before = graph(store)
    with pytest.raises(QueryError, match="may only read"):
        ask(store, write)
    assert graph(store) == before


@pytest.mark.parametrize(
    "csv", ["LOAD CSV FROM 'file:///etc/passwd' AS l RETURN l", "load/**/csv with headers from $f as l return l"]
)
def test_no_file_is_read(store: Store, csv: str) -> None:
    with pytest.raises(QueryError, match="LOAD CSV is refused"):
        ask(store, csv, {"f": "file:///etc/passwd"})


def test_rows_stop_at_the_limit(store: Store) -> None:
    found = ask(store, "UNWIND range(1, 5000) AS n RETURN n ORDER BY n", row_limit=3)
    assert (found.columns, found.rows, found.truncated) == (("n",), ((1,), (2,), (3,)), True)
    assert ask(store, "UNWIND range(1, 3) AS n RETURN n", row_limit=3).truncated is False
    assert len(ask(store, "UNWIND range(1, 5000) AS n RETURN n", row_limit=None).rows) == 5000


THOUSANDS = " ".join(f"UNWIND range(1, 3000) AS {name}" for name in "abc")


def test_the_row_limit_ends_a_question_that_would_go_on(store: Store) -> None:
    found = ask(store, f"{THOUSANDS} RETURN a, b, c", row_limit=2)
    assert found.truncated and len(found.rows) == 2
    assert running(store) == []


RUNAWAYS = {
    "rows without end": f"{THOUSANDS} RETURN sum(a * b * c) AS n",
    "a product of patterns": "MATCH (a), (b), (c), (d), (e), (f), (g) WHERE a.id = b.id + c.id + d.id + 'x' RETURN count(*) AS n",
    "paths without end": "MATCH p = (:Task)-[*]-() RETURN count(p) AS n",
}


def running(store: Store) -> list[str]:
    """Texts of the questions that the server is still at, other than this one."""
    if store.embedded:
        return [query["text"] for query in store.embedded.command("list queries")]
    found = store.read(
        "SHOW TRANSACTIONS YIELD currentQuery, status WHERE status = 'Running' RETURN currentQuery"
    ).records
    return [text for (text,) in found if not text.startswith("SHOW TRANSACTIONS")]


@pytest.mark.parametrize("runaway", RUNAWAYS.values(), ids=RUNAWAYS)
def test_the_time_limit_ends_a_runaway_where_it_runs(store: Store, runaway: str) -> None:
    loader = Loader(store)
    for number in range(12):
        agencies = [f"第{n}局" for n in range(12)]
        loader.ingest(notice(claim(f"第{number}号通知"), [claim(f"第{n}号通知") for n in range(12)], agencies=agencies))
    with pytest.raises(QueryError, match="time limit of 1 s"):
        ask(store, runaway, timeout_s=1)
    assert running(store) == []
    assert ask(store, "RETURN 1 AS one").rows == ((1,),)


ENDLESS = "RETURN reduce(s = 0, x IN range(1, 3000000) | s + reduce(t = 0, y IN range(1, 3000000) | t + y)) AS n"


def test_what_heeds_no_order_to_end_ends_with_its_server_and_the_graph_stays(embedded_store: Store) -> None:
    Loader(embedded_store).ingest(notice(claim("甲通知")))
    before = graph(embedded_store)
    with pytest.raises(QueryError, match="time limit of 1 s"):
        ask(embedded_store, ENDLESS, timeout_s=1)
    assert running(embedded_store) == []
    assert graph(embedded_store) == before
    assert str(Loader(embedded_store).ingest(notice(claim("乙通知")))) == "added"


def test_whoever_asks_stops_waiting_even_where_the_server_does_not(neo4j_store: Store) -> None:
    with pytest.raises(QueryError, match="time limit of 1 s"):
        ask(neo4j_store, ENDLESS.replace("3000000", "12000"), timeout_s=1)


def test_several_may_ask_at_once(store: Store) -> None:
    answers: list[object] = []
    threads = [
        threading.Thread(target=lambda n=n: answers.append(ask(store, "RETURN $n AS n", {"n": n}).rows[0][0]))
        for n in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(map(int, map(str, answers))) == list(range(8))


def test_values_are_plain_and_alike(embedded_store: Store, neo4j_store: Store) -> None:
    answers = []
    for store in (embedded_store, neo4j_store):
        Loader(store).ingest(notice(claim("甲通知"), [claim("规划")]))
        found = ask(
            store,
            "MATCH p = (d:Document {id: '甲通知'})-[r:CITES]->(c) "
            "RETURN d, r, p, [1, 2.5, null, true, {b: 1, a: [c]}] AS list, date('2023-06-19') AS day",
        )
        answers.append(json.loads(json.dumps(found.dicts(), ensure_ascii=False)))
    assert answers[0] == answers[1]
    [row] = answers[0]
    assert row["d"]["label"] == "Document" and row["d"]["id"] == "甲通知" and "_ledger" not in row["d"]["properties"]
    assert (row["r"]["type"], row["r"]["start"], row["r"]["end"]) == ("CITES", "甲通知", "规划")
    assert [node["id"] for node in row["p"]["nodes"]] == ["甲通知", "规划"]
    assert row["day"] == "2023-06-19"
    assert list(row["list"][4]) == ["a", "b"]


COLUMNS = {
    "RETURN": ("MATCH (n:Agency) WHERE n.id = 'none' RETURN n.name AS name, n.kind", ("name", "n.kind")),
    "DISTINCT and ORDER": (
        "MATCH (n:Nowhere) RETURN DISTINCT n.a AS `甲 乙`, count(*) AS n ORDER BY n LIMIT 3",
        ("甲 乙", "n"),
    ),
    "commas inside": ("MATCH (n:Nowhere) RETURN coalesce(n.a, 'x,y') AS a, [n.b, n.c] AS b // RETURN c", ("a", "b")),
    "a subquery's RETURN": ("MATCH (n:Nowhere) CALL (n) { RETURN 1 AS inner } RETURN inner AS outer", ("outer",)),
    "UNWIND of nothing": ("UNWIND [] AS x RETURN x", ("x",)),
}


@pytest.mark.parametrize(("question", "columns"), COLUMNS.values(), ids=COLUMNS)
def test_an_answer_without_rows_has_its_columns(store: Store, question: str, columns: tuple[str, ...]) -> None:
    found = ask(store, question)
    assert (found.columns, found.rows) == (columns, ())


MISTAKES = {
    "syntax": "MATCH (n RETURN n",
    "unknown name": "RETURN nobody",
    "unknown function": "RETURN nosuch(1)",
    "a parameter not given": "RETURN $missing",
    "division by zero": "RETURN 1 / 0",
}


@pytest.mark.parametrize("question", MISTAKES.values(), ids=MISTAKES)
def test_a_wrong_question_is_told_so(store: Store, question: str) -> None:
    with pytest.raises(QueryError, match="could not answer"):
        ask(store, question)


FAULTS = {
    "syntax": ("MATCH (n RETURN n", QueryFault.SYNTAX, (1, 10)),
    "syntax on another line": ("MATCH (n)\nRETURN n n", QueryFault.SYNTAX, (2, 10)),
    "unknown name": ("RETURN nobody", QueryFault.MEANING, None),
    "unknown function": ("RETURN nosuch(1)", QueryFault.MEANING, None),
    "parameter": ("RETURN $missing", QueryFault.PARAMETER, None),
    "write": ("CREATE (n:Agency {id: 'x'})", QueryFault.WRITES, None),
    "file": ("LOAD CSV FROM 'file:///x' AS line RETURN line", QueryFault.FILE, None),
}


@pytest.mark.parametrize(("question", "fault", "place"), FAULTS.values(), ids=FAULTS)
def test_an_error_says_what_is_wrong_and_where(
    store: Store, question: str, fault: QueryFault, place: tuple[int, int] | None
) -> None:
    with pytest.raises(QueryError) as told:
        ask(store, question)
    assert told.value.fault is fault
    assert place is None or told.value.place == place


def test_a_parameter_that_cannot_be_sent_is_told(store: Store) -> None:
    with pytest.raises(QueryError, match="parameter"):
        ask(store, "RETURN $x", {"x": object()})
