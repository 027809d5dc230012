"""A watcher that runs on and on, whatever happens to files, folder and store meanwhile."""

from __future__ import annotations

from typing import Any

import pytest
from gongwen.graph.connection import Store
from gongwen.graph.loader import Loader
from gongwen.pipeline.watching import store as watch_store
from gongwen.pipeline.watching import watch as watch_module
from gongwen.pipeline.watching.stop import Stop
from gongwen.pipeline.watching.watch import Ended
from gongwen.schemas import QueryError, StoreError
from watched import Folder, notice, wait_until, watching


@pytest.mark.parametrize("poll", [False, True])
def test_files_are_taken_as_they_come(folder: Folder, poll: bool) -> None:
    with watching(folder, poll=poll):
        wait_until(lambda: (folder.root / "已入库").is_dir())
        path = folder.put("甲.txt", notice(1)[:20])
        wait_until(lambda: folder.notes().get("甲.txt.txt") == "未入库")
        with path.open("a", encoding="utf-8") as file:
            file.write(notice(1)[20:])
        wait_until(lambda: folder.notes().get("甲.txt.txt") == "已入库")
        folder.put("子/乙.txt", notice(2))
        wait_until(lambda: folder.notes().get("子/乙.txt.txt") == "已入库")
        path.unlink()
        wait_until(lambda: "甲.txt.txt" not in folder.notes())
    assert folder.log()[-1]["event"] == "stop"


def test_a_folder_that_vanishes_and_returns(folder: Folder, monkeypatch: pytest.MonkeyPatch, taken: list[str]) -> None:
    monkeypatch.setattr(watch_module, "FOLDER_PAUSE_S", 0.05)
    monkeypatch.setattr("gongwen.pipeline.watching.session.FULL_LOOK_S", 0.2)
    folder.put("甲.txt", notice(1))
    away = folder.path.with_name("远方")
    with watching(folder):
        wait_until(lambda: (folder.root / "已入库" / "甲.txt.txt").exists())
        # Its state is written after its note: a folder that vanishes between the two has the file taken again.
        wait_until(lambda: (folder.root / "状态.json").exists() and "甲.txt" in folder.state())
        folder.path.rename(away)
        wait_until(lambda: any("文件夹不见了" in line for line in folder.lines))
        assert not folder.path.exists(), "it is not made anew"
        away.rename(folder.path)
        wait_until(lambda: any("继续看管" in line for line in folder.lines))
        folder.put("乙.txt", notice(2))
        wait_until(lambda: folder.notes().get("乙.txt.txt") == "已入库")
    assert taken == ["甲.txt", "乙.txt"]
    assert {"folder_away", "folder_back"} <= {line["event"] for line in folder.log()}


def test_a_view_that_is_thrown_away_is_made_anew(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch_module, "FOLDER_PAUSE_S", 0.05)
    monkeypatch.setattr("gongwen.pipeline.watching.session.FULL_LOOK_S", 0.2)
    folder.put("甲.txt", notice(1))
    with watching(folder):
        wait_until(lambda: (folder.root / "已入库" / "甲.txt.txt").exists())
        folder.root.rename(folder.path.with_name("丢掉的"))
        wait_until(lambda: (folder.root / "已入库" / "甲.txt.txt").exists())


def test_while_the_store_is_away_files_wait(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch_store, "FIRST_PAUSE_S", 0.01)
    monkeypatch.setattr(watch_store, "LONGEST_PAUSE_S", 0.05)
    real = folder.open_store
    away = True

    def opening() -> Store:
        if away:
            raise StoreError("No graph store answers")
        return real()

    folder.open_store = opening  # type: ignore[method-assign]
    folder.put("甲.txt", notice(1))
    with watching(folder):
        wait_until(lambda: sum("数据库现在用不了" in line for line in folder.lines) >= 3)
        assert folder.notes() == {"甲.txt.txt": "待处理"}
        away = False
        wait_until(lambda: folder.notes() == {"甲.txt.txt": "已入库"})
        wait_until(lambda: any("数据库可以用了" in line for line in folder.lines))


def test_a_store_that_fails_in_the_middle(folder: Folder, monkeypatch: pytest.MonkeyPatch, taken: list[str]) -> None:
    monkeypatch.setattr(watch_store, "FIRST_PAUSE_S", 0.01)
    whole = Loader.load
    failures = 2

    def failing(loader: Loader, facts: Any, **more: Any) -> Any:
        nonlocal failures
        if facts.document_id == "测府〔2024〕2号" and failures:
            failures -= 1
            raise StoreError("stopped")
        return whole(loader, facts, **more)

    monkeypatch.setattr(Loader, "load", failing)
    for number in (1, 2, 3):
        folder.put(f"{number}.txt", notice(number))
    with watching(folder):
        wait_until(lambda: list(folder.notes().values()) == ["已入库"] * 3)
    assert taken.count("1.txt") == 1, "what is done is done"


def test_a_file_that_the_store_refuses_again_and_again_is_set_aside(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch_store, "FIRST_PAUSE_S", 0.01)
    whole = Loader.load

    def refusing(loader: Loader, facts: Any, **more: Any) -> Any:
        if facts.document_id == "测府〔2024〕1号":
            raise StoreError("refused")
        return whole(loader, facts, **more)

    monkeypatch.setattr(Loader, "load", refusing)
    folder.put("1.txt", notice(1))
    folder.put("2.txt", notice(2))
    with watching(folder):
        wait_until(lambda: folder.notes() == {"1.txt.txt": "未入库", "2.txt.txt": "已入库"})


def test_once_asks_a_store_again_that_answers_otherwise(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Loader.known
    failures = [QueryError("The question was ended after its time limit of 60 s.")] * 2

    def slow(loader: Loader, sha256: str, rules: str) -> bool:
        if failures:
            raise failures.pop()
        return whole(loader, sha256, rules)

    monkeypatch.setattr(Loader, "known", slow)
    folder.put("甲.txt", notice(1))
    folder.put("乙.txt", notice(2))
    assert folder.once() == Ended(0, 2, 0, False)
    assert failures == []


def test_once_does_not_ask_for_ever(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def slow(*_: Any) -> None:
        raise QueryError("The question was ended after its time limit of 60 s.")

    folder.put("甲.txt", notice(1))
    with monkeypatch.context() as patch:
        patch.setattr("gongwen.pipeline.watching.taking.Taking.queue_lost", slow)
        with pytest.raises(QueryError):
            folder.once()
    assert folder.notes() == {"甲.txt.txt": "待处理"}


def test_an_end_while_the_folder_is_away_still_counts_what_is_done(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch_module, "FOLDER_PAUSE_S", 0.05)
    monkeypatch.setattr("gongwen.pipeline.watching.session.FULL_LOOK_S", 0.2)
    folder.put("甲.txt", notice(1))
    stop = Stop()

    def tell(line: str) -> None:
        if line.startswith("已入库"):
            folder.path.rename(folder.path.with_name("远方"))
        stop.asked |= "文件夹不见了" in line

    assert folder.once(once=False, stop=stop, tell=tell) == Ended(0, 1, 0, False)


def test_once_without_a_store_is_an_error(folder: Folder) -> None:
    def away() -> Store:
        raise StoreError("No graph store answers")

    folder.open_store = away  # type: ignore[method-assign]
    folder.put("甲.txt", notice(1))
    with pytest.raises(StoreError):
        folder.once()
    assert folder.notes() == {"甲.txt.txt": "待处理"}
