"""A watched folder in one pass: what is there is taken once, and again where something has changed."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from gongwen.pipeline.ingest import ingest
from gongwen.pipeline.reasons_zh import reason_in_words
from gongwen.pipeline.watching import taking as watch_taking
from gongwen.pipeline.watching.stop import Stop
from gongwen.pipeline.watching.watch import Ended
from notices import emptied
from watched import BOXES, LEFT_OUT, Folder, notice


def test_good_broken_and_empty_files_get_their_notes(folder: Folder) -> None:
    folder.put("甲.txt", notice(1, extra="按照《某规划》执行，参见《纲要。"))
    folder.put("子/乙.txt", notice(2))
    folder.put("空.txt")
    folder.put("散文.txt", "这里没有任何编号的章节，只有一段普通的文字。\n")
    (folder.path / "坏.docx").write_bytes(b"PK\x03\x04" + bytes(range(256)) * 4)
    for name in LEFT_OUT:
        folder.put(name, notice(9))
    assert folder.once() == Ended(0, 2, 3, False)
    assert folder.notes() == {
        "甲.txt.txt": "已入库",
        "子/乙.txt.txt": "已入库",
        "空.txt.txt": "未入库",
        "散文.txt.txt": "未入库",
        "坏.docx.txt": "未入库",
    }
    assert folder.documents() == ("测府〔2024〕1号", "测府〔2024〕2号")
    raw = (folder.root / "已入库" / "甲.txt.txt").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf") and raw.count(b"\n") == raw.count(b"\r\n")
    said = folder.note("甲.txt.txt")
    assert "文件：甲.txt\n结果：已入库（新收入）\n文号：测府〔2024〕1号\n标题：测试市人民政府关于" in said
    assert re.search(r"读到：任务 1，指标 1，项目 \d，引用 \d", said)
    assert re.search("书名号没有配对.*（第5行）：“《”", said)
    assert reason_in_words("empty") in folder.note("空.txt.txt")
    overview = (folder.root / "一览.txt").read_text(encoding="utf-8-sig")
    assert "待处理：0 份\n已入库：2 份\n未入库：3 份\n" in overview
    assert f"  空.txt：{reason_in_words('empty')}" in overview
    assert sum(line.startswith(BOXES) for line in folder.lines) == 5
    assert (folder.path / "甲.txt").exists(), "files stay where they are"


def test_a_new_a_changed_and_a_mended_file(folder: Folder, taken: list[str]) -> None:
    folder.put("甲.txt", notice(1))
    folder.put("乙.txt")
    folder.once()
    folder.put("甲.txt", notice(1, extra="到2028年粮食产量达到5万吨。"))
    folder.put("乙.txt", notice(2))
    folder.put("丙.txt", notice(3))
    taken.clear()
    assert folder.once() == Ended(0, 3, 0, False)
    assert sorted(taken) == ["丙.txt", "乙.txt", "甲.txt"]
    assert "已按新内容或新裁定更新" in folder.note("甲.txt.txt")
    assert "指标 2" in folder.note("甲.txt.txt")
    assert folder.notes() == dict.fromkeys(("甲.txt.txt", "乙.txt.txt", "丙.txt.txt"), "已入库")


def test_after_a_restart_nothing_is_read_again(folder: Folder, taken: list[str]) -> None:
    folder.put("甲.txt", notice(1))
    folder.put("空.txt")
    folder.once()
    assert sorted(taken) == ["甲.txt", "空.txt"]
    for _ in range(2):
        folder.once()
    assert len(taken) == 2
    assert not any(line.startswith(BOXES) for line in folder.lines)


def test_other_rules_read_again(folder: Folder, taken: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    folder.put("甲.txt", notice(1))
    folder.once()
    path = folder.root / "状态.json"
    path.write_text(re.sub(r'("rules_version": )"\w+"', r'\1"old"', path.read_text(encoding="utf-8")), encoding="utf-8")
    folder.once()
    assert taken == ["甲.txt", "甲.txt"]


def test_what_the_graph_has_lost_is_taken_again(folder: Folder, taken: list[str]) -> None:
    folder.put("甲.txt", notice(1))
    folder.once()
    assert "重新收入" not in folder.note("甲.txt.txt")
    emptied(folder.store)
    assert folder.once() == Ended(0, 1, 0, False)
    assert folder.documents() == ("测府〔2024〕1号",)
    said = "说明：库里原来有过这一份，后来没有了（可能是被删除的）；因为文件还放着，这次又重新收入了。"
    assert said in folder.note("甲.txt.txt") and any("请先把文件移出文件夹" in line for line in folder.lines)


def test_unsectioned_texts_are_taken_when_that_is_asked_for_later(folder: Folder) -> None:
    folder.put("散.txt", "测府〔2024〕9号\n测试市人民政府关于放假的通知\n各县人民政府：\n现通知如下。\n")
    assert folder.once().aside == 1
    assert folder.once(unsectioned=True) == Ended(0, 1, 0, False)


def test_a_file_that_goes_away_loses_its_note_only(folder: Folder) -> None:
    path = folder.put("子/甲.txt", notice(1))
    folder.once()
    path.unlink()
    assert folder.once() == Ended(0, 0, 0, False)
    assert folder.notes() == {} and folder.state() == {}
    assert not (folder.root / "已入库" / "子").exists()
    assert folder.documents() == ("测府〔2024〕1号",)
    assert [line["path"] for line in folder.log() if line["event"] == "gone"] == ["子/甲.txt"]


class Copying(Stop):
    """Between the two looks a copy goes on."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path

    def pause(self, seconds: float) -> None:
        with self.path.open("a", encoding="utf-8") as file:
            file.write("二、保障措施\n加强领导。\n")


def test_a_half_copied_file_waits(folder: Folder, taken: list[str]) -> None:
    path = folder.put("乙.txt", notice(2))
    assert folder.once(stop=Copying(path), settle_s=600.0) == Ended(1, 0, 0, False)
    assert taken == [] and folder.notes() == {"乙.txt.txt": "待处理"}
    assert "待处理" in folder.note("乙.txt.txt")
    assert folder.once() == Ended(0, 1, 0, False)


def test_a_file_that_changes_while_it_is_read_is_read_again(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    path = folder.put("甲.txt", notice(1))
    texts = [notice(1), notice(1, extra="再加一句。")]

    def changing(paths: list[Path], *rest: Any, **more: Any) -> Any:
        texts.pop(0)
        if texts:
            path.write_text(texts[0], encoding="utf-8")
        return ingest(paths, *rest, **more)

    monkeypatch.setattr(watch_taking, "ingest", changing)
    assert folder.once() == Ended(0, 1, 0, False)
    assert texts == []
    assert folder.state()["甲.txt"]["size"] == path.stat().st_size
