"""State, lock and log of a watched folder survive what happens to them."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from gongwen.pipeline.ingest import Precedence, Rival
from gongwen.pipeline.watching import desk as watch_desk
from gongwen.pipeline.watching.desk import Desk, WatchError
from gongwen.pipeline.watching.state import Entry, Member, State, load_state
from gongwen.pipeline.watching.watch import Ended, watch
from watched import Folder, notice


@pytest.mark.parametrize(
    "damage",
    [b"", b"{", b"\xff\xfe", b"[]", b'{"format": 1}', b'{"format": 99, "program": "1", "files": {}}']
    + [
        json.dumps({"format": 1, "program": "1", "files": files}).encode()
        for files in (
            {"a": {}},
            {"a": {"size": "1", "mtime_ns": 1, "note": "a"}},
            {"a": {"size": 1, "mtime_ns": 1, "note": "../a"}},
            {"a": {"size": 1, "mtime_ns": 1, "note": "a", "outcome": "?"}},
            {
                "a": {
                    "size": 1,
                    "mtime_ns": 1,
                    "note": "a",
                    "rival": {"document": "d", "path": 1, "sha256": "", "why": None},
                }
            },
            {
                "a": {
                    "size": 1,
                    "mtime_ns": 1,
                    "note": "a",
                    "rival": {"document": "d", "path": "", "sha256": "", "why": "x"},
                }
            },
            {"a": {"size": 1, "mtime_ns": 1, "note": "a", "rival": "d"}},
            {"a": {"size": 1, "mtime_ns": 1, "note": "a"}, "b": {"size": 1, "mtime_ns": 1, "note": "A"}},
        )
    ]
    + [
        json.dumps({"format": 2, "program": "1", "files": {}, **origin}).encode()
        for origin in (
            {},
            {"graph": None, "ledger": "", "decisions": []},
            {"graph": "", "ledger": "", "decisions": [1]},
            {"graph": "", "ledger": "", "decisions": 1},
        )
    ],
)
def test_a_damaged_state_is_put_aside(tmp_path: Path, damage: bytes) -> None:
    path = tmp_path / "状态.json"
    path.write_bytes(damage)
    assert load_state(path, "1") == (State("1"), True)
    assert (tmp_path / "状态.json.坏").read_bytes() == damage
    assert not path.exists()


def test_a_state_is_read_as_it_was_written(tmp_path: Path) -> None:
    member = Member("0", "added", "测府〔2024〕1号")
    rival = Rival("测府〔2024〕1号", "子/甲.txt", "01", Precedence.FULLER)
    beaten = Member("0", "set aside", None, "conflict", Rival("测府〔2024〕1号", "/别处/甲.txt", "01"))
    files = {
        "甲/\udcb1.txt": Entry(1, 2, "甲/x.txt", "00", "r", "added", "d", None, "", None, {}),
        "包.zip": Entry(1, 2, "包.zip.txt", None, "r", "set aside", None, "empty", "话", "入库情况/x", {"a": member}),
        "乙.txt": Entry(1, 2, "乙.txt", "00", "r", "set aside", None, "conflict", "", None, {}, rival),
        "丙.zip": Entry(1, 2, "丙.txt", "00", "r", "set aside", None, "conflict", members={"a": member, "b": beaten}),
    }
    State("1", files, "/图库", "/裁定.jsonl", ["0"]).save(tmp_path / "s")
    assert load_state(tmp_path / "s", "2") == (State("1", files, "/图库", "/裁定.jsonl", ["0"]), False)
    assert load_state(tmp_path / "none", "2") == (State("2"), False)


def test_after_a_damaged_state_all_is_as_before(folder: Folder) -> None:
    folder.put("甲.txt", notice(1))
    gone = folder.put("丁.txt", notice(4))
    folder.put("空.txt")
    folder.once()
    gone.unlink()
    (folder.root / "状态.json").write_bytes(b'{"files": ')
    assert folder.once() == Ended(0, 1, 1, False)
    assert "记录文件坏了" in "".join(folder.lines)
    assert folder.notes() == {"甲.txt.txt": "已入库", "空.txt.txt": "未入库"}
    assert "库里已有同样的内容" in folder.note("甲.txt.txt")
    assert (folder.root / "状态.json.坏").exists()


def test_the_log_is_one_object_a_line_and_is_rotated(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch_desk, "LOG_BYTES", 2_000)
    folder.put("甲.txt", notice(1))
    for _ in range(60):
        folder.once()
    logs = sorted(path.name for path in folder.root.glob("日志.jsonl*"))
    assert logs == ["日志.jsonl", *(f"日志.jsonl.{n}" for n in range(1, 6))]
    monkeypatch.undo()
    folder.put("乙.txt", notice(2))
    folder.once()
    (line,) = [line for line in folder.log() if line["event"] == "file"]
    assert {key: line[key] for key in ("path", "outcome", "document")} == {
        "path": "乙.txt",
        "outcome": "added",
        "document": "测府〔2024〕2号",
    }
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d", line["time"])
    assert line["seconds"] >= 0


def test_one_watcher_a_folder(folder: Folder) -> None:
    with Desk(folder.path):
        with pytest.raises(WatchError, match=rf"已经有一个程序在看管（进程号 {os.getpid()}，"):
            folder.once()
        assert (folder.root / "正在运行.txt").exists()
    assert not (folder.root / "正在运行.txt").exists()
    folder.once()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    file = tmp_path / "备忘.txt"
    file.touch()
    with pytest.raises(WatchError, match="这是一个文件，不是文件夹"):
        watch(file, lambda: pytest.fail("no store is needed"))
    with pytest.raises(WatchError, match="没有这个文件夹"):
        watch(tmp_path / "无", lambda: pytest.fail("no store is needed"), once=True)
    assert not (tmp_path / "无").exists()
