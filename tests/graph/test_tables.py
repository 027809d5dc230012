"""Tables that a program keeps for itself."""

from __future__ import annotations

import multiprocessing
import os
import signal
from pathlib import Path

import pytest
from gongwen.graph import tables
from gongwen.graph.tables import CACHE_KB, Tables
from gongwen.schemas import StoreError

SCHEMA = "CREATE TABLE t (n INTEGER PRIMARY KEY, text TEXT);"


def numbers(of: Tables) -> list[int]:
    return [n for (n,) in of.run("SELECT n FROM t ORDER BY n")]


def put(into: Tables, *new: int) -> None:
    with into.step():
        into.run_many("INSERT INTO t (n) VALUES (?)", [(n,) for n in new])


@pytest.mark.parametrize("name", [None, "file"])
def test_holds_more_than_stays_in_memory(name: str | None, tmp_path: Path) -> None:
    held = Tables(SCHEMA, tmp_path / name if name else None)
    whole = {n: f"{n:04}" * 25_000 for n in range(2 * CACHE_KB // 100)}
    with held.step():
        held.run_many("INSERT INTO t VALUES (?, ?)", whole.items())
    assert dict(held.run("SELECT n, text FROM t")) == whole


def test_two_know_nothing_of_each_other() -> None:
    one, other = Tables(SCHEMA), Tables(SCHEMA)
    put(one, 1)
    assert numbers(other) == []


@pytest.mark.parametrize("name", [None, "file"])
def test_a_step_is_done_whole_or_not_at_all(name: str | None, tmp_path: Path) -> None:
    held = Tables(SCHEMA, tmp_path / name if name else None)
    put(held, 1)
    with pytest.raises(RuntimeError), held.step():
        put(held, 2)
        raise RuntimeError
    with held.step():
        put(held, 3)
        with pytest.raises(RuntimeError), held.step():
            put(held, 4)
            raise RuntimeError
    assert numbers(held) == [1, 3]


def test_a_file_is_gone_on_with(tmp_path: Path) -> None:
    first = Tables(SCHEMA, tmp_path / "file")
    assert first.kept
    put(first, 1)
    del first
    second = Tables(SCHEMA, tmp_path / "file")
    assert second.kept
    assert numbers(second) == [1]


def test_of_two_at_a_time_one_has_the_file(tmp_path: Path) -> None:
    first, second = (Tables(SCHEMA, tmp_path / "file") for _ in range(2))
    assert (first.kept, second.kept) == (True, False)
    put(first, 1)
    put(second, 2)
    assert (numbers(first), numbers(second)) == ([1], [2])


def fill_until_killed(path: Path) -> None:
    held = Tables(SCHEMA, path)
    for n in range(3 * tables.STEPS):
        put(held, 2 * n, 2 * n + 1)
    os.kill(os.getpid(), signal.SIGKILL)


def test_what_a_kill_left_is_whole_steps(tmp_path: Path) -> None:
    child = multiprocessing.get_context("spawn").Process(target=fill_until_killed, args=(tmp_path / "file",))
    child.start()
    child.join()
    assert child.exitcode == -signal.SIGKILL
    held = numbers(Tables(SCHEMA, tmp_path / "file"))
    assert held
    assert held == list(range(2 * (len(held) // 2)))


@pytest.mark.parametrize("spoilt", ["text", "half", "other schema", "folder"])
def test_a_file_of_no_use_is_made_anew_or_left(spoilt: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    if spoilt == "folder":
        path.mkdir()
    elif spoilt == "text":
        path.write_text("no database" * 1000, encoding="utf-8")
    else:
        put(Tables("CREATE TABLE u (n);" + SCHEMA if spoilt == "other schema" else SCHEMA, path), *range(2000))
    if spoilt == "half":
        path.write_bytes(path.read_bytes()[:5000])
    held = Tables(SCHEMA, path)
    assert held.kept is (spoilt != "folder")
    assert numbers(held) == []
    put(held, 7)
    assert numbers(held) == [7]


def test_other_code_does_not_take_what_this_one_wrote(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(Tables(SCHEMA, tmp_path / "file"), 1)
    monkeypatch.setattr(tables, "_mark", lambda schema: "of another version")
    held = Tables(SCHEMA, tmp_path / "file")
    assert held.kept
    assert numbers(held) == []


def test_a_full_disk_is_said_and_the_tables_stay_of_use(tmp_path: Path) -> None:
    held = Tables(SCHEMA, tmp_path / "file")
    put(held, 1)
    held.run(f"PRAGMA max_page_count = {held.run('PRAGMA page_count').fetchone()[0] + 1}")
    with pytest.raises(StoreError, match=r"full.*Is there room"), held.step():
        held.run_many("INSERT INTO t VALUES (?, ?)", [(n, "x" * 4000) for n in range(10, 20)])
    assert numbers(held) in ([], [1])  # SQLite may undo what was not in the file yet
    held.run("PRAGMA max_page_count = 1000000")
    put(held, 2)
    assert numbers(held)[-1:] == [2]


def test_a_file_that_is_damaged_while_it_is_used_is_named(tmp_path: Path) -> None:
    held = Tables(SCHEMA, tmp_path / "file")
    with pytest.raises(StoreError, match=f"delete {tmp_path / 'file'}"):
        held.run("SELECT * FROM u")
    put(held, 1)
    assert numbers(held) == [1]
