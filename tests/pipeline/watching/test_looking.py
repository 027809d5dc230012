"""What lies in a watched folder: what is left out, links, and files that do not open."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path
from typing import Any

import pytest
from gongwen.graph.loader import Loader
from gongwen.pipeline.watching.scan import is_left_out, scan
from gongwen.pipeline.watching.watch import Ended
from gongwen.schemas import SetAsideReason
from watched import BOXES, LEFT_OUT, Folder, notice, put


@pytest.mark.parametrize("name", LEFT_OUT)
def test_files_of_programs_are_left_out(name: str) -> None:
    assert is_left_out(name)


@pytest.mark.parametrize("name", ["通知.docx", "tmp", "part.txt", "2024~2025年计划.wps"])
def test_files_of_people_are_not(name: str) -> None:
    assert not is_left_out(name)


def test_links_out_of_the_folder_are_not_followed(folder: Folder, taken: list[str], tmp_path: Path) -> None:
    outside = put(tmp_path / "外面" / "密.txt", notice(7))
    inside = folder.put("甲.txt", notice(1))
    (folder.path / "链接.txt").symlink_to(outside)
    (folder.path / "链接夹").symlink_to(outside.parent)
    (folder.path / "断.txt").symlink_to("nowhere")
    (folder.path / "里.txt").symlink_to(inside)
    (folder.path / "圈").symlink_to(folder.path)
    assert folder.once() == Ended(0, 1, 3, False)
    assert taken == ["甲.txt"] and folder.documents() == ("测府〔2024〕1号",)
    assert folder.notes()["链接夹.txt"] == "未入库"
    assert "链接指向文件夹之外" in folder.note("链接.txt.txt")
    assert folder.state()["断.txt"]["reason"] == SetAsideReason.NOT_FOUND


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_is_set_aside(folder: Folder) -> None:
    os.mkfifo(folder.path / "管道.txt")
    assert folder.once().aside == 1
    folder.once()
    assert not any(line.startswith(BOXES) for line in folder.lines)


def test_a_file_that_did_not_open_is_tried_again_when_it_does(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.put("甲.txt", notice(1))
    opens = Path.read_bytes
    locked = True

    def read_bytes(path: Path) -> bytes:
        if locked and path.name == "甲.txt":
            raise PermissionError(13, "in use")
        return opens(path)

    monkeypatch.setattr(Path, "read_bytes", read_bytes)
    monkeypatch.setattr("gongwen.pipeline.watching.scan.Retry._opens", lambda self, path: not locked)
    assert folder.once(move=True).aside == 1
    assert folder.state()["甲.txt"]["reason"] == SetAsideReason.UNREADABLE
    locked = False
    assert folder.once() == Ended(0, 1, 0, False)


def test_a_subfolder_that_cannot_be_listed_does_not_lose_its_files(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder.put("子/甲.txt", notice(1))
    folder.once()
    listed = os.scandir

    def refusing(path: Path) -> Any:
        if Path(path).name == "子":
            raise PermissionError(13, "refused")
        return listed(path)

    monkeypatch.setattr(os, "scandir", refusing)
    assert folder.once() == Ended(0, 1, 0, False)
    monkeypatch.setattr(os, "scandir", listed)
    folder.once()
    assert not any(line.startswith(BOXES) for line in folder.lines)


def test_a_file_on_which_the_program_fails_does_not_stop_the_others(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number, name in enumerate(("a.txt", "b.txt", "c.txt"), 1):
        folder.put(name, notice(number))
    whole = Loader.known

    def failing(loader: Loader, sha256: str, rules: str) -> bool:
        if sha256 == failing_sha256:
            raise RuntimeError("out of order")
        return whole(loader, sha256, rules)

    failing_sha256 = hashlib.sha256(notice(2).encode()).hexdigest()
    monkeypatch.setattr(Loader, "known", failing)
    assert folder.once() == Ended(0, 2, 1, False)
    assert folder.state()["b.txt"]["reason"] == SetAsideReason.FAILED
    assert [line.get("detail") for line in folder.log() if line.get("path") == "b.txt"] == [
        "RuntimeError: out of order"
    ]


def test_subfolders_can_be_left_out(tmp_path: Path) -> None:
    put(tmp_path / "graph" / "data.txt")
    put(tmp_path / "入库情况" / "一览.txt")
    put(tmp_path / "a" / "入库情况" / "已入库" / "b.txt.txt")
    put(tmp_path / "a" / "裁定.jsonl")
    put(tmp_path / "a" / "b.txt")
    left_out = {os.path.realpath(tmp_path / "graph"), os.path.realpath(tmp_path / "a" / "裁定.jsonl")}
    assert set(scan(tmp_path, left_out).files) == {"a/b.txt"}
