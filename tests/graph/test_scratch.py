"""Tables that a program keeps for itself."""

from __future__ import annotations

from gongwen.graph.scratch import CACHE_KB, Scratch


def test_holds_more_than_stays_in_memory() -> None:
    tables = Scratch("CREATE TABLE t (n INTEGER PRIMARY KEY, text TEXT)")
    whole = {n: f"{n:04}" * 25_000 for n in range(2 * CACHE_KB // 100)}
    tables.run_many("INSERT INTO t VALUES (?, ?)", whole.items())
    assert dict(tables.run("SELECT n, text FROM t")) == whole


def test_two_know_nothing_of_each_other() -> None:
    one, other = Scratch("CREATE TABLE t (n)"), Scratch("CREATE TABLE t (n)")
    one.run("INSERT INTO t VALUES (1)")
    assert other.run("SELECT * FROM t").fetchall() == []
