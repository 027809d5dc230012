"""Files that are done and moved: none over another, none lost, and the graph knows where they lie."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import Any

import pytest
from gongwen.pipeline.ingest import ingest
from gongwen.pipeline.watching.desk import Desk
from gongwen.pipeline.watching.watch import Ended
from gongwen.schemas.judgement import Decision
from notices import emptied
from watched import NEAR, Folder, decide, notice, originals, paths, put


def test_moved_files_never_lie_over_others_and_are_not_taken_again(folder: Folder, taken: list[str]) -> None:
    for number in (1, 2, 3):
        folder.put("子/甲.txt", notice(number))
        folder.put("空.txt")
        assert folder.once(move=True) == Ended(0, number, number, False)
    held = {"已入库/原件/子/甲.txt", "已入库/原件/子/甲（2）.txt", "已入库/原件/子/甲（3）.txt"}
    assert originals(folder) == held | {f"未入库/原件/空{each}.txt" for each in ("", "（2）", "（3）")}
    assert len(folder.notes()) == 6
    assert "文件现在的位置：入库情况/已入库/原件/子/甲（2）.txt" in folder.note("子/甲.txt（2）.txt")
    assert "放回原来的文件夹" in folder.note("空.txt.txt")
    count = len(taken)
    assert folder.once(move=True) == folder.once() == Ended(0, 3, 3, False)
    assert len(taken) == count
    (folder.root / "未入库/原件/空.txt").rename(folder.path / "又.txt")
    put(folder.path / "又.txt", notice(8))
    assert folder.once(move=True) == Ended(0, 4, 2, False)


def test_files_that_were_done_before_are_moved_when_that_is_asked_for(folder: Folder, taken: list[str]) -> None:
    folder.put("甲.txt", notice(1))
    folder.once()
    folder.once(move=True)
    assert originals(folder) == {"已入库/原件/甲.txt"} and taken == ["甲.txt"]


@pytest.mark.parametrize("renamed", [True, False])
def test_a_kill_in_the_middle_of_a_move(
    folder: Folder, taken: list[str], monkeypatch: pytest.MonkeyPatch, renamed: bool
) -> None:
    folder.put("甲.txt", notice(1))
    rename = Path.rename

    def killed(path: Path, target: Path) -> None:
        if renamed:
            rename(path, target)
        raise KeyboardInterrupt

    monkeypatch.setattr(Path, "rename", killed)
    with pytest.raises(KeyboardInterrupt):
        folder.once(move=True)
    monkeypatch.undo()
    assert (folder.path / "甲.txt").exists() is not renamed
    assert folder.once(move=True) == Ended(0, 1, 0, False)
    assert originals(folder) == {"已入库/原件/甲.txt"}
    assert folder.note("甲.txt.txt").count("文件现在的位置") == 1
    assert taken in (["甲.txt"], [])


def test_moved_files_are_read_again_where_they_are_and_those_set_aside_are_not(
    folder: Folder, taken: list[str]
) -> None:
    folder.put("甲.txt", notice(1, extra=NEAR))
    folder.put("空.txt")
    folder.once(move=True, ledger=folder.ledger)
    decide(folder, "入库情况/已入库/原件/甲.txt", Decision.REJECT)
    taken.clear()
    assert folder.once(move=True, ledger=folder.ledger) == Ended(0, 1, 1, False)
    assert taken == ["甲.txt"] and "疑点：没有" in folder.note("甲.txt.txt")
    emptied(folder.store)
    assert folder.once(move=True, ledger=folder.ledger) == Ended(0, 1, 1, False)
    assert taken == ["甲.txt", "甲.txt"] and folder.documents() == ("测府〔2024〕1号",)
    said = folder.note("甲.txt.txt")
    assert said.startswith("【入库情况】\n文件：甲.txt\n") and "文件现在的位置：入库情况/已入库/原件/甲.txt" in said
    assert originals(folder) == {"已入库/原件/甲.txt", "未入库/原件/空.txt"}
    put(folder.root / "已入库/原件/甲.txt", notice(1, extra="改过。"))
    path = folder.root / "状态.json"
    path.write_text(
        re.sub(r'("rules_version": )"[\w+]+"', r'\1"old"', path.read_text(encoding="utf-8")), encoding="utf-8"
    )
    assert folder.once(move=True, ledger=folder.ledger) == Ended(0, 1, 1, False)
    assert len(taken) == 3


def test_of_two_moved_files_of_one_number_the_later_stays_whatever_is_read_again(folder: Folder) -> None:
    folder.put("旧.txt", notice(1, extra="很长很长的文字。"))
    folder.once(move=True)
    folder.put("新.txt", notice(1))
    folder.once(move=True)
    path = folder.root / "状态.json"
    path.write_text(re.sub(r'("rules_version": )"\w+"', r'\1"old"', path.read_text(encoding="utf-8")), encoding="utf-8")
    emptied(folder.store)
    assert folder.once(move=True) == Ended(0, 1, 1, False)
    assert paths(folder) == {"入库情况/已入库/原件/新.txt"}


def test_a_file_that_cannot_be_moved_stays(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.put("甲.txt", notice(1))

    def refused(path: Path, target: Path) -> None:
        raise PermissionError(13, "in use")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", refused)
        assert folder.once(move=True) == Ended(0, 1, 0, False)
    assert [line for line in folder.lines if "暂时不能移动“甲.txt”" in line]
    assert folder.state()["甲.txt"]["original"] is None
    folder.once(move=True)
    assert originals(folder) == {"已入库/原件/甲.txt"}


def test_a_file_that_changed_since_it_was_taken_is_not_moved(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder.put("甲.txt", notice(1))
    save = Desk.save

    def changing(desk: Desk) -> None:
        save(desk)
        planned = [entry for entry in desk.state.files.values() if entry.original]
        if planned and path.exists() and "五" not in path.read_text(encoding="utf-8"):
            path.write_text(notice(1, extra="第五。"), encoding="utf-8")

    monkeypatch.setattr(Desk, "save", changing)
    assert folder.once(move=True) == Ended(0, 1, 0, False)
    assert originals(folder) == {"已入库/原件/甲.txt"}
    assert "已按新内容或新裁定更新" in folder.note("甲.txt.txt")


def test_a_later_file_in_place_of_a_moved_one_is_said(folder: Folder) -> None:
    folder.put("旧.txt", notice(1, extra="很长很长的文字。"))
    folder.once(move=True)
    folder.put("新.txt", notice(1))
    assert folder.once(move=True) == Ended(0, 1, 1, False)
    assert "库里已换成“新.txt”" in folder.note("旧.txt.txt")
    assert paths(folder) == {"入库情况/已入库/原件/新.txt"}


def test_the_graph_names_the_place_where_a_file_lies_now(folder: Folder) -> None:
    folder.put("子/甲.txt", notice(1))
    with zipfile.ZipFile(folder.path / "包.zip", "w") as archive:
        archive.writestr("乙.txt", notice(2))
    folder.once()
    assert paths(folder) == {"子/甲.txt", "包.zip!/乙.txt"}
    (folder.path / "子/甲.txt").rename(folder.path / "改名.txt")
    folder.once()
    assert paths(folder) == {"改名.txt", "包.zip!/乙.txt"}
    folder.once(move=True)
    assert paths(folder) == {"入库情况/已入库/原件/改名.txt", "入库情况/已入库/原件/包.zip!/乙.txt"}


def test_the_graph_names_the_place_however_the_folder_is_called(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = folder.path.with_name("别处")
    other.mkdir()
    link = folder.path.with_name("链接")
    link.symlink_to(folder.path)
    monkeypatch.chdir(other)
    folder.put("旧.txt", notice(1, extra="很长很长的文字。"))
    ingest(["../收文/旧.txt"], folder.store)
    here = folder.path
    for path in (Path("../收文"), link):
        folder.path = path
        folder.once(move=path == link)
    folder.path = link
    assert paths(folder) == {"入库情况/已入库/原件/旧.txt"}
    folder.path = here
    folder.put("新.txt", notice(1))
    folder.once(move=True)
    assert paths(folder) == {"入库情况/已入库/原件/新.txt"}, "the later one takes the place of one that was moved"


def test_a_kill_between_a_move_and_its_note_in_the_graph(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    folder.put("甲.txt", notice(1))
    with monkeypatch.context() as patch:
        patch.setattr("gongwen.pipeline.watching.moves.Moves.name_places", killed)
        with pytest.raises(KeyboardInterrupt):
            folder.once(move=True)
    assert originals(folder) == {"已入库/原件/甲.txt"} and paths(folder) == {"甲.txt"}
    folder.once(move=True)
    assert paths(folder) == {"入库情况/已入库/原件/甲.txt"}


def test_what_is_decided_about_a_file_of_a_moved_archive_is_heeded_though_another_is_not_held(folder: Folder) -> None:
    with zipfile.ZipFile(folder.path / "包.zip", "w") as archive:
        archive.writestr("甲.txt", notice(1, extra=NEAR))
        archive.writestr("空.txt", "")
    folder.once(move=True, ledger=folder.ledger)
    assert "疑点 1 处" in folder.note("包.zip.txt")
    decide(folder, "入库情况/未入库/原件/包.zip!/甲.txt", Decision.REJECT)
    assert folder.once(move=True, ledger=folder.ledger) == Ended(0, 0, 1, False)
    assert "疑点：没有" in folder.note("包.zip.txt") and "入库 1 份" in folder.note("包.zip.txt")
    assert originals(folder) == {"未入库/原件/包.zip"}


@pytest.mark.parametrize("lost", [b"{", None])
def test_moved_files_are_known_again_after_the_state_was_lost(folder: Folder, lost: bytes | None) -> None:
    for name, text in (("子/旧.txt", notice(1, extra="很长很长的文字。")), ("子/旧.txt", notice(1)), ("空.txt", "")):
        folder.put(name, text)
        folder.once(move=True, ledger=folder.ledger)
    with zipfile.ZipFile(folder.path / "包.zip", "w") as archive:
        archive.writestr("乙.txt", notice(2, extra=NEAR))
    folder.once(move=True, ledger=folder.ledger)
    before, held = originals(folder), paths(folder)
    put(folder.root / "已入库/原件/别人的.txt", notice(3))
    state = folder.root / "状态.json"
    state.write_bytes(lost) if lost else state.unlink()
    assert folder.once(move=True, ledger=folder.ledger) == Ended(0, 2, 0, False)
    assert originals(folder) == before | {"已入库/原件/别人的.txt"} and paths(folder) == held
    assert folder.notes() == {"子/旧（2）.txt.txt": "已入库", "包.zip.txt": "已入库"}
    assert "文件现在的位置：入库情况/已入库/原件/子/旧（2）.txt" in folder.note("子/旧（2）.txt.txt")
    decide(folder, "入库情况/已入库/原件/包.zip!/乙.txt", Decision.REJECT)
    folder.once(ledger=folder.ledger)
    assert "疑点：没有" in folder.note("包.zip.txt")
