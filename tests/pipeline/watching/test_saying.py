"""What a clerk reads of a watched folder: reasons in plain Chinese, notes that have names of their own."""

from __future__ import annotations

import os
import re
import shutil
import sys
import zipfile
from pathlib import Path

import pytest
from gongwen.pipeline.ingest import Outcome
from gongwen.pipeline.reasons_zh import GENERAL, LINK_OUTSIDE, OUTCOMES, REASONS, reason_in_words
from gongwen.pipeline.watching.watch import Ended
from gongwen.schemas import SetAsideReason
from watched import BOXES, Folder, notice, put


@pytest.mark.parametrize("reason", [*SetAsideReason, LINK_OUTSIDE])
def test_every_reason_has_one_plain_chinese_sentence(reason: str) -> None:
    said = reason_in_words(str(reason))
    assert said != GENERAL, f"{reason} is not in the table"
    assert said.endswith("。") and said.count("。") == 1
    assert not re.search(r"[A-Za-z0-9]", said)


def test_the_table_has_no_words_for_what_does_not_exist() -> None:
    assert set(REASONS) == {str(reason) for reason in SetAsideReason} | {LINK_OUTSIDE}
    assert set(OUTCOMES) == set(Outcome)
    assert reason_in_words("what nobody knows") == reason_in_words(None) == GENERAL


def test_what_a_clerk_reads_has_no_english(folder: Folder) -> None:
    folder.put("甲.txt", notice(1, extra="参见《纲要。"))
    folder.put("空.txt")
    folder.put("同号.txt", notice(1))
    folder.once()
    said = "".join(map(folder.note, folder.notes())) + (folder.root / "一览.txt").read_text(encoding="utf-8-sig")
    said += "".join(folder.lines)
    said = said.replace(str(folder.path), "").replace(".txt", "")
    assert re.findall(r"[A-Za-z]+", said) == []


def test_names_never_clash(folder: Folder) -> None:
    long = "关于" + "长" * 79 + ".txt"
    for name in ("通知", "通知.txt/甲.txt", "原件/乙.txt", long, "一\n二.txt"):
        folder.put(name)
    folder.once()
    assert len(folder.notes()) == 5
    assert folder.once().aside == 5
    assert "原件（文件夹）/乙.txt.txt" in folder.notes()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere names are always text")
def test_names_that_are_no_utf8_are_shown_as_what_they_are(folder: Folder) -> None:
    for number, name in ((1, "决定"), (2, "公告")):
        raw = os.fsencode(folder.path) + b"/" + f"{name}.txt".encode("gbk")
        with Path(os.fsdecode(raw)).open("w", encoding="utf-8") as file:
            file.write(notice(number))
    assert folder.once() == Ended(0, 2, 0, False)
    assert folder.notes() == {"决定.txt.txt": "已入库", "公告.txt.txt": "已入库"}
    folder.once()
    assert not any(line.startswith(BOXES) for line in folder.lines)


def test_notes_are_mended_and_strangers_left_alone(folder: Folder) -> None:
    folder.put("甲.txt", notice(1))
    folder.once()
    note = folder.root / "已入库" / "甲.txt.txt"
    shutil.copy(note, folder.root / "未入库" / "甲.txt.txt")
    shutil.copy(note, folder.root / "已入库" / "谁.txt")
    put(folder.root / "已入库" / "我的记事.txt", "别删")
    folder.once()
    assert folder.notes() == {"甲.txt.txt": "已入库", "我的记事.txt": "已入库"}
    note.unlink()
    folder.once()
    assert "文号：测府〔2024〕1号" in folder.note("甲.txt.txt")


def test_an_archive_has_one_note_that_names_its_files(folder: Folder) -> None:
    with zipfile.ZipFile(folder.path / "包.zip", "w") as archive:
        archive.writestr("甲.txt", notice(1))
        archive.writestr("空.txt", "")
        archive.writestr("又空.txt", "")
    assert folder.once() == Ended(0, 0, 1, False)
    said = folder.note("包.zip.txt")
    assert "压缩包里有 3 份文件，入库 1 份" in said
    assert "包内文件：甲.txt\n结果：已入库（新收入）\n文号：测府〔2024〕1号" in said
    assert said.count(reason_in_words("empty")) == 2
    folder.once()
    assert not any(line.startswith(BOXES) for line in folder.lines)
    with zipfile.ZipFile(folder.path / "包.zip", "w") as archive:
        archive.writestr("甲.txt", notice(1))
        archive.writestr("乙.txt", notice(2))
    assert folder.once() == Ended(0, 1, 0, False)


ARCHIVES = {
    "one that is empty": ({"空.txt": ""}, "压缩包里 1 份，入库 0 份。包内“空.txt”：{empty}"),
    "one of two": ({"甲.txt": notice(1), "空.txt": ""}, "压缩包里 2 份，入库 1 份。包内“空.txt”：{empty}"),
    "two reasons": (
        {"甲.txt": notice(1), "空.txt": "", "散.txt": "没有章节。\n"},
        "压缩包里 3 份，入库 1 份。包内“散.txt”：{no_sections}包内“空.txt”：{empty}",
    ),
    "very many": (
        {"甲.txt": notice(1)} | {f"空{number:02}.txt": " " * number for number in range(1, 13)},
        "压缩包里 13 份，入库 1 份。"
        + "".join(f"包内“空{number:02}.txt”：{{empty}}" for number in range(1, 11))
        + "另有 2 份没有入库，见说明。",
    ),
}


@pytest.mark.parametrize("name", ARCHIVES)
def test_of_an_archive_is_said_which_files_were_not_taken_and_why(folder: Folder, name: str) -> None:
    files, expected = ARCHIVES[name]
    with zipfile.ZipFile(folder.path / "包.zip", "w") as archive:
        for inside, text in files.items():
            archive.writestr(inside, text)
    folder.once()
    said = expected.format_map({reason.value: reason_in_words(reason) for reason in SetAsideReason})
    assert f"  包.zip：{said}\n" in (folder.root / "一览.txt").read_text(encoding="utf-8-sig")
    result = "部分入库" if "甲.txt" in files else "未入库"
    assert [line for line in folder.lines if "包.zip" in line] == [f"{result}  包.zip  {said}"]
    (line,) = [line for line in folder.log() if line["event"] == "file"]
    assert line["message"] == f"{result}  包.zip  {said}" and "reason" not in line
    reasons = {member["name"]: member["reason"] for member in line["members"]}
    assert {inside for inside, reason in reasons.items() if reason is None} == {"甲.txt"} & set(files)
    assert set(reasons) == set(files)


def test_unsectioned_texts_in_an_archive_are_taken_when_that_is_asked_for_later(folder: Folder) -> None:
    with zipfile.ZipFile(folder.path / "包.zip", "w") as archive:
        archive.writestr("1.txt", "")
        archive.writestr("2.txt", "测府〔2024〕9号\n测试市人民政府关于放假的通知\n各县人民政府：\n现通知如下。\n")
    folder.once()
    folder.once(unsectioned=True)
    assert "压缩包里有 2 份文件，入库 1 份" in folder.note("包.zip.txt")
