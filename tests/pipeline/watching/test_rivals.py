"""Files that say they are the same document: one is held, and the notes of both say so."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest
from gongwen.graph.loader import Loader
from gongwen.pipeline.ingest import ingest
from gongwen.pipeline.watching.watch import Ended
from watched import BOXES, Folder, notice, put, wait_until, watching

FULLER = "还要修建铁路和公路。"
FULLEST = "还要修建铁路、公路、机场和港口。"


def test_of_two_files_of_one_number_the_notes_say_which_is_held(folder: Folder) -> None:
    folder.put("短.txt", notice(1))
    folder.once()
    full = folder.put("全.txt", notice(1, extra=FULLER))
    assert folder.once() == Ended(0, 1, 1, False)
    assert folder.notes() == {"全.txt.txt": "已入库", "短.txt.txt": "未入库"}
    said = "说明：“短.txt”也是 测府〔2024〕1号，内容与它不一样，这一份的文字较全，库里已换成这一份。"
    assert said in folder.note("全.txt.txt")
    said = "两份文件都是 测府〔2024〕1号，内容却不一样，库里留的是“全.txt”，因为它的文字较全；请核对两份文件"
    assert said in folder.note(
        "短.txt.txt"
    ) and "把另一份移出文件夹；这一份还在文件夹里的话，之后会自动再试" in folder.note("短.txt.txt")
    full.unlink()
    assert folder.once() == Ended(0, 1, 0, False), "what stood in the way is gone"


def test_of_two_that_are_equally_long_the_notes_say_so(folder: Folder) -> None:
    first, second = notice(1, extra="修建铁路。"), notice(1, extra="修建公路。")
    later = min(first, second, key=lambda text: hashlib.sha256(text.encode()).hexdigest())
    folder.put("先.txt", first if later == second else second)
    folder.once()
    folder.put("后.txt", later)
    assert folder.once() == Ended(0, 1, 1, False)
    assert "“先.txt”也是 测府〔2024〕1号，内容与它不一样，两份一样长" in folder.note("后.txt.txt")
    assert "库里留的是“后.txt”，两份一样长" in folder.note("先.txt.txt")


def test_a_blank_line_makes_no_file_the_fuller_one(folder: Folder) -> None:
    first, second = notice(1, extra="修建铁路10公里。"), notice(1, extra="修建铁路11公里。")
    held = min(first, second, key=lambda text: hashlib.sha256(text.encode()).hexdigest())
    lost = second if held == first else first
    folder.put("少.txt", held)
    blank = f"{lost}\n"
    folder.put("多.txt", blank)
    kept = min((held, "少"), (blank, "多"), key=lambda each: hashlib.sha256(each[0].encode()).hexdigest())[1]
    assert folder.once() == Ended(0, 1, 1, False)
    gave_way = "多" if kept == "少" else "少"
    said = folder.note(f"{gave_way}.txt.txt")
    assert f"库里留的是“{kept}.txt”，两份一样长，只能按固定的次序留一份" in said and "文字较全" not in said


def test_of_two_that_were_moved_the_note_says_which_is_to_be_put_back(folder: Folder) -> None:
    folder.put("全.txt", notice(1, extra=FULLER))
    folder.put("短.txt", notice(1))
    assert folder.once(move=True) == Ended(0, 1, 1, False)
    said = folder.note("短.txt.txt")
    assert "库里留的是“全.txt”，因为它的文字较全" in said and "请把这一份从“文件现在的位置”放回原来的文件夹" in said
    assert "文件现在的位置：入库情况/未入库/原件/短.txt" in said
    assert "之后会自动再试" not in said and "移出文件夹" not in said and "改好以后" not in said
    folder.once(move=True)
    assert folder.note("短.txt.txt") == said
    assert "请把这一份从“文件现在的位置”放回" in (folder.root / "一览.txt").read_text(encoding="utf-8-sig")
    (folder.root / "未入库/原件/短.txt").rename(folder.path / "短.txt")
    assert folder.once(move=True) == Ended(0, 1, 1, False)
    assert folder.notes() == {"短.txt.txt": "已入库", "全.txt.txt": "未入库"}, "it took the place of the other"
    assert "库里已换成“短.txt”，因为它是后来的" in folder.note("全.txt.txt")


def elsewhere(folder: Folder, extra: str) -> Path:
    """A file that `gongwen ingest` took from a place outside of the folder."""
    path = put(folder.path.with_name("别处") / "旧.txt", notice(1, extra=extra))
    ingest([path], folder.store)
    return path


@pytest.mark.parametrize("way", ["delete", "move", "replace"])
def test_a_file_that_gives_way_to_one_elsewhere_is_told_what_can_be_done(folder: Folder, way: str) -> None:
    other = elsewhere(folder, FULLER)
    folder.put("短.txt", notice(1))
    assert folder.once() == Ended(0, 0, 1, False)
    said = folder.note("短.txt.txt")
    assert f"不在这个文件夹里（{other}）；库里留的是那一份，因为它的文字较全。" in said
    assert "gongwen delete '测府〔2024〕1号'" in said and "移出文件夹" not in said
    folder.once()
    assert not any(line.startswith(BOXES) for line in folder.lines)
    if way == "delete":
        Loader(folder.store).delete("测府〔2024〕1号")
    elif way == "move":
        other.unlink()
    else:
        ingest([put(other.with_name("新.txt"), notice(1, extra=FULLEST))], folder.store)
    assert folder.once() == (Ended(0, 0, 1, False) if way == "replace" else Ended(0, 1, 0, False))
    if way == "replace":
        assert f"（{other.with_name('新.txt')}）" in folder.note("短.txt.txt")


def test_a_file_that_takes_the_place_of_one_elsewhere_says_so(folder: Folder) -> None:
    other = elsewhere(folder, "")
    folder.put("全.txt", notice(1, extra=FULLER))
    assert folder.once() == Ended(0, 1, 0, False)
    said = f"说明：库里原来的 测府〔2024〕1号 不在这个文件夹里（{other}），内容与它不一样，这一份的文字较全，库里已换成这一份"
    assert said in folder.note("全.txt.txt")


def test_a_running_watch_notices_that_what_stood_in_the_way_elsewhere_is_gone(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongwen.pipeline.watching.session.FULL_LOOK_S", 0.2)
    elsewhere(folder, FULLER)
    folder.put("短.txt", notice(1))
    with watching(folder):
        wait_until(lambda: folder.notes().get("短.txt.txt") == "未入库")
        Loader(folder.store).delete("测府〔2024〕1号")
        wait_until(lambda: folder.notes().get("短.txt.txt") == "已入库")


@pytest.mark.parametrize("together", [False, True])
def test_a_note_names_the_file_that_is_held_now(folder: Folder, together: bool) -> None:
    for name, extra in (("1.txt", FULLER), ("2.txt", ""), ("3.txt", FULLEST)):
        folder.put(name, notice(1, extra=extra))
        if not together:
            folder.once()
    assert folder.once() == Ended(0, 1, 2, False)
    for name in ("1.txt.txt", "2.txt.txt"):
        assert "库里留的是“3.txt”" in folder.note(name)
    (folder.path / "3.txt").rename(folder.path / "4.txt")
    assert folder.once() == Ended(0, 1, 2, False)
    assert "库里留的是“4.txt”" in folder.note("2.txt.txt")


def test_the_note_of_a_moved_file_names_the_file_that_is_held_now(folder: Folder) -> None:
    for name in ("1.txt", "2.txt", "3.txt"):
        folder.put(name, notice(1, extra=f"第{name}。"))
        folder.once(move=True)
    for name in ("1.txt.txt", "2.txt.txt"):
        assert "库里已换成“3.txt”，因为它是后来的" in folder.note(name)
    assert "“2.txt”也是 测府〔2024〕1号，内容与它不一样，这一份是后来的，库里已换成这一份" in folder.note("3.txt.txt")


def test_of_a_moved_archive_only_what_gave_way_is_set_aside(folder: Folder) -> None:
    with zipfile.ZipFile(folder.path / "包.zip", "w") as archive:
        archive.writestr("甲.txt", notice(1))
        archive.writestr("乙.txt", notice(2))
    folder.once(move=True)
    folder.put("新.txt", notice(1, extra=FULLER))
    assert folder.once(move=True) == Ended(0, 1, 1, False)
    said = folder.note("包.zip.txt")
    assert "压缩包里有 2 份文件，入库 1 份" in said and "库里已换成“新.txt”" in said
    assert "包内文件：乙.txt\n结果：已入库（新收入）\n文号：测府〔2024〕2号" in said
    assert folder.once(move=True) == Ended(0, 1, 1, False)


def test_files_of_an_archive_give_way_one_by_one(folder: Folder) -> None:
    with zipfile.ZipFile(folder.path / "包.zip", "w") as archive:
        archive.writestr("甲.txt", notice(1))
        archive.writestr("乙.txt", notice(2))
    folder.once()
    folder.put("全.txt", notice(1, extra=FULLER))
    assert folder.once() == Ended(0, 1, 1, False)
    said = folder.note("包.zip.txt")
    assert (
        "包内文件：甲.txt\n结果：未入库\n原因和办法：两份文件都是 测府〔2024〕1号，内容却不一样，库里留的是“全.txt”"
        in said
    )
    assert "包内文件：乙.txt\n结果：已入库" in said
    assert "说明：“包.zip!/甲.txt”也是 测府〔2024〕1号" in folder.note("全.txt.txt")


def test_a_name_that_stood_for_another_document_is_pointed_out(folder: Folder) -> None:
    folder.put("甲.txt", notice(1))
    folder.once()
    folder.put("甲.txt", notice(2))
    folder.once()
    assert "同名文件以前是 测府〔2024〕1号，那一份仍在库里" in folder.note("甲.txt.txt")
