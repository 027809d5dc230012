"""Files that say they are the same document: one is held, and the notes of both say so."""

from __future__ import annotations

from gongwen.pipeline.watching.watch import Ended
from watched import Folder, notice


def test_of_two_files_of_one_number_the_notes_say_which_is_held(folder: Folder) -> None:
    folder.put("短.txt", notice(1))
    folder.once()
    full = folder.put("全.txt", notice(1, extra="还要修建铁路和公路。"))
    assert folder.once() == Ended(0, 1, 1, False)
    assert folder.notes() == {"全.txt.txt": "已入库", "短.txt.txt": "未入库"}
    assert "库里已换成这一份" in folder.note("全.txt.txt")
    assert "两份文件都是 测府〔2024〕1号，库里留的是“全.txt”。" in folder.note("短.txt.txt")
    full.unlink()
    assert folder.once() == Ended(0, 1, 0, False), "what stood in the way is gone"


def test_a_name_that_stood_for_another_document_is_pointed_out(folder: Folder) -> None:
    folder.put("甲.txt", notice(1))
    folder.once()
    folder.put("甲.txt", notice(2))
    folder.once()
    assert "同名文件以前是 测府〔2024〕1号，那一份仍在库里" in folder.note("甲.txt.txt")
