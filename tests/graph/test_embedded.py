"""The embedded store through real processes: one server a folder, started, shared, ended, and put right after a kill (invariant 6)."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from gongwen.graph.connection import open_store
from gongwen.graph.java import HEAP_SETTING, memory
from gongwen.graph.loader import Loader
from gongwen.graph.processes import is_alive
from gongwen.schemas import QueryError, QueryFault, StoreError

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))
from client import documents  # noqa: E402
from notices import claim, graph, notice  # noqa: E402


class Client:
    """A child that uses the store; `said` waits for a line that begins so."""

    def __init__(self, folder: Path, what: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(HERE / "client.py"), str(folder), what], stdout=subprocess.PIPE, text=True
        )

    def said(self, word: str, times: int = 1) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            times -= line.startswith(word)
            if not times:
                return
        raise AssertionError(f"the client ended without saying {word}")

    def end(self, number: signal.Signals) -> int:
        self.process.send_signal(number)
        return self.process.wait(60)


def server_of(folder: Path) -> int:
    return int(json.loads((folder / "server.json").read_text())["pid"])


def gone(pid: int) -> bool:
    """Whether a process ends, given a moment."""
    deadline = time.monotonic() + 20
    while is_alive(pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not is_alive(pid)


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "公文 库" / "graph"
    yield place
    if (place / "server.json").exists():
        os.kill(server_of(place), signal.SIGKILL)


def test_a_folder_is_made_used_and_left_clean_and_keeps_its_secrets(folder: Path) -> None:
    with open_store(folder) as store:
        Loader(store).ingest(notice(claim("甲通知")))
        loaded = graph(store)
        pid = server_of(folder)
        words = Path(f"/proc/{pid}/cmdline")
        secrets = json.loads((folder / "passwords.json").read_text())
        if words.exists():
            assert not any(secret in words.read_text() for secret in secrets.values())
    assert gone(pid)
    assert not (folder / "server.json").exists()
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for name in ("passwords.json", "server.args"):
        assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600
    with open_store(str(folder)) as store:
        assert graph(store) == loaded


def test_others_join_the_running_server_and_the_last_one_ends_it(folder: Path) -> None:
    first = Client(folder, "hold")
    first.said("open")
    pid = server_of(folder)
    with open_store(folder) as store, open_store(folder) as again:
        assert server_of(folder) == pid
        Loader(store).ingest(notice(claim("甲通知")))
        assert graph(again) == graph(store) != ([], [])
        assert first.end(signal.SIGTERM) == 128 + signal.SIGTERM
        assert is_alive(pid)
        assert again.read("MATCH (d:Document) RETURN count(d)").records == [(1,)]
    assert gone(pid)


@pytest.mark.parametrize(("number", "status"), [(signal.SIGTERM, 143), (signal.SIGINT, -signal.SIGINT)])
def test_a_client_that_is_told_to_end_takes_the_server_along(folder: Path, number: signal.Signals, status: int) -> None:
    client = Client(folder, "hold")
    client.said("open")
    pid = server_of(folder)
    assert client.end(number) == status
    assert gone(pid)


def test_a_client_that_forgets_to_close_takes_the_server_along(folder: Path) -> None:
    client = Client(folder, "leave")
    client.said("open")
    assert client.process.wait(60) == 0
    assert not (folder / "server.json").exists()


def test_the_server_of_a_killed_client_is_ended_and_replaced(folder: Path) -> None:
    client = Client(folder, "hold")
    client.said("open")
    orphan = server_of(folder)
    client.end(signal.SIGKILL)
    assert is_alive(orphan)
    with open_store(folder) as store:
        assert not is_alive(orphan)
        assert server_of(folder) != orphan
        Loader(store).ingest(notice(claim("甲通知")))


def test_a_kill_during_the_first_start_is_put_right(folder: Path) -> None:
    client = Client(folder, "hold")
    while not (folder / "server.json").exists():
        time.sleep(0.01)
    client.end(signal.SIGKILL)
    with open_store(folder) as store:
        Loader(store).ingest(notice(claim("甲通知")))
        assert store.read("MATCH (d:Document) RETURN d.id").records == [("甲通知",)]


def test_a_killed_server_is_told_and_the_next_one_has_what_was_committed(folder: Path) -> None:
    with open_store(folder) as store:
        Loader(store).ingest(notice(claim("甲通知")))
        before = graph(store)
        os.kill(server_of(folder), signal.SIGKILL)
        with pytest.raises(StoreError, match="stopped while it was asked"):
            store.read("MATCH (n) RETURN n")
        with open_store(folder) as again:
            assert graph(again) == before


def test_kills_in_the_middle_of_loading_and_the_same_again_give_the_same_graph(folder: Path, tmp_path: Path) -> None:
    for moment in (2, 6):
        client = Client(folder, "load")
        client.said("loading", times=moment)
        time.sleep(0.005 * moment)  # into the transaction: sooner or later, never mind where
        client.end(signal.SIGKILL)
    last = Client(folder, "load")
    last.said("done")
    assert last.process.wait(60) == 0
    with open_store(folder) as store, open_store(tmp_path / "clean") as clean:
        loader = Loader(clean)
        for facts in documents():
            loader.ingest(facts)
        assert graph(store) == graph(clean)


def test_a_file_or_strange_files_in_the_way_are_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    for address, words in (
        (tmp_path / "file", "not a folder"),
        (tmp_path / "file" / "below", "not a folder"),
        (tmp_path, "other files"),
    ):
        with pytest.raises(StoreError, match=words):
            open_store(address)
    assert [entry.name for entry in tmp_path.iterdir()] == ["file"]


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that nobody may write in")
def test_a_folder_that_cannot_be_made_is_told() -> None:
    with pytest.raises(StoreError, match="Cannot make the folder /proc/gongwen"):
        open_store("/proc/gongwen/graph")


def test_lost_passwords_are_told_and_not_replaced(folder: Path) -> None:
    open_store(folder).close()
    (folder / "passwords.json").unlink()
    with pytest.raises(StoreError, match=r"passwords\.json is gone"):
        open_store(folder)


def test_a_missing_java_is_told(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = tmp_path / "site" / "arcadedb_embedded"
    wheel.mkdir(parents=True)
    (wheel / "__init__.py").write_text("raise ImportError('must never be imported')")
    monkeypatch.syspath_prepend(str(wheel.parent))
    with pytest.raises(StoreError, match="Java runtime of the embedded graph store is missing"):
        open_store(folder)


MANY_GROUPS = "UNWIND range(1, 1000000) AS x WITH toString(x) AS y, count(*) AS n RETURN count(y) AS groups"


def test_an_answer_that_needs_too_much_memory_is_told_with_the_way_out(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(HEAP_SETTING, "512m")
    with open_store(folder) as store, pytest.raises(QueryError, match=f"{HEAP_SETTING} to more") as told:
        store.read(MANY_GROUPS)
    assert told.value.fault is QueryFault.LARGE
    monkeypatch.setenv(HEAP_SETTING, "2G")
    with open_store(tmp_path / "larger") as store:
        assert store.read(MANY_GROUPS).records == [(1_000_000,)]


def test_unless_it_is_set_the_store_may_take_a_quarter_of_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(HEAP_SETTING)
    assert memory() == "-XX:MaxRAMPercentage=25"
    monkeypatch.setenv(HEAP_SETTING, " 3G ")
    assert memory() == "-Xmx3g"


@pytest.mark.parametrize("given", ["", "much", "4", "-1g", "0g", "4g -version"])
def test_a_setting_of_memory_that_is_none_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch, given: str) -> None:
    monkeypatch.setenv(HEAP_SETTING, given)
    with pytest.raises(StoreError, match=f"{HEAP_SETTING} is '{given}'"):
        open_store(folder)


def test_the_wheel_is_never_imported(folder: Path) -> None:
    code = f"import sys; from gongwen.graph.connection import open_store; open_store({str(folder)!r}).close(); print('arcadedb_embedded' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.strip()
        == "False"
    )


def test_clients_that_start_and_load_at_the_same_moment_make_one_graph(folder: Path, tmp_path: Path) -> None:
    clients = [Client(folder, "load") for _ in range(3)]
    for client in clients:
        client.said("done")
        assert client.process.wait(60) == 0
    assert not (folder / "server.json").exists()
    with open_store(folder) as store, open_store(tmp_path / "clean") as clean:
        loader = Loader(clean)
        for facts in documents():
            loader.ingest(facts)
        assert graph(store) == graph(clean)
