"""A watched folder: each file done once, its note where it belongs, whatever happens to files, folder, store and program."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from gongwen.graph.connection import Store, open_store
from gongwen.graph.loader import Loader
from gongwen.pipeline.extract import extract
from gongwen.pipeline.ingest import Outcome, ingest
from gongwen.pipeline.judging.doubts import doubts
from gongwen.pipeline.judging.ledger import Ledger, LedgerError
from gongwen.pipeline.read import read
from gongwen.pipeline.reasons_zh import GENERAL, LINK_OUTSIDE, OUTCOMES, REASONS, reason_in_words
from gongwen.pipeline.terminal import INTERRUPTED, Gongwen
from gongwen.pipeline.watching import desk as watch_desk
from gongwen.pipeline.watching import store as watch_store
from gongwen.pipeline.watching import taking as watch_taking
from gongwen.pipeline.watching import watch as watch_module
from gongwen.pipeline.watching.command import watch as watch_command
from gongwen.pipeline.watching.desk import Desk, WatchError
from gongwen.pipeline.watching.scan import is_left_out, scan
from gongwen.pipeline.watching.state import Entry, Member, State, load_state
from gongwen.pipeline.watching.stop import Stop
from gongwen.pipeline.watching.watch import Ended, watch
from gongwen.schemas import QueryError, SetAsideReason, StoreError
from gongwen.schemas.judgement import Decision
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from notices import emptied

BOXES = ("待处理", "已入库", "未入库")
LIMIT_S = 120.0


def notice(number: int, *, extra: str = "") -> str:
    return (
        f"测府〔2024〕{number}号\n测试市人民政府关于加快第{number}项工作的通知\n各县人民政府：\n"
        f"一、总体要求\n加快建设，到2027年工业总产值达到{number}00亿元。{extra}\n（牵头单位：市发展改革委）\n测试市人民政府\n2024年1月{number}日\n"
    )


def put(path: Path, text: str = "") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


class Folder:
    """A watched folder on the embedded store, and what can be seen in it."""

    def __init__(self, path: Path, store: Store) -> None:
        self.path = path
        self.store = store
        self.root = path / "入库情况"
        self.lines: list[str] = []
        self.ledger = path.with_name("裁定.jsonl")
        path.mkdir(exist_ok=True)

    def put(self, name: str, text: str = "") -> Path:
        return put(self.path / name, text)

    def open_store(self) -> Store:
        return open_store(self.store.address)

    def once(self, **options: Any) -> Ended:
        self.lines = []
        return watch(
            self.path, self.open_store, **{"once": True, "settle_s": 0.0, "tell": self.lines.append, **options}
        )

    def notes(self) -> dict[str, str]:
        """Box by the name of each note; no name twice."""
        found: dict[str, str] = {}
        for box in BOXES:
            for note in (self.root / box).rglob("*.txt"):
                name = note.relative_to(self.root / box).as_posix()
                if not name.startswith("原件/"):
                    assert name not in found, f"{name} has two notes"
                    found[name] = box
        return found

    def note(self, name: str) -> str:
        return (self.root / self.notes()[name] / name).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")

    def state(self) -> dict[str, Any]:
        return dict(json.loads((self.root / "状态.json").read_text(encoding="utf-8"))["files"])

    def log(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.root / "日志.jsonl").read_text(encoding="utf-8").splitlines()]

    def documents(self) -> tuple[str, ...]:
        return Loader(self.store).documents()


@pytest.fixture
def folder(tmp_path: Path, embedded_store: Store) -> Folder:
    return Folder(tmp_path / "收文", embedded_store)


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that were given to be read, as they come."""
    names: list[str] = []

    def counted(paths: list[Path], *rest: Any, **more: Any) -> Any:
        names.extend(path.name for path in paths)
        return ingest(paths, *rest, **more)

    monkeypatch.setattr(watch_taking, "ingest", counted)
    return names


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + LIMIT_S
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)


# In words


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


LEFT_OUT = ["~$通知.docx", "a.tmp", "a.CRDOWNLOAD", "a.docx.part", "Thumbs.db", "desktop.ini", ".隐藏", "~WRL01.tmp"]


@pytest.mark.parametrize("name", LEFT_OUT)
def test_files_of_programs_are_left_out(name: str) -> None:
    assert is_left_out(name)


@pytest.mark.parametrize("name", ["通知.docx", "tmp", "part.txt", "2024~2025年计划.wps"])
def test_files_of_people_are_not(name: str) -> None:
    assert not is_left_out(name)


# One pass


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


def test_what_a_clerk_reads_has_no_english(folder: Folder) -> None:
    folder.put("甲.txt", notice(1, extra="参见《纲要。"))
    folder.put("空.txt")
    folder.put("同号.txt", notice(1))
    folder.once()
    said = "".join(map(folder.note, folder.notes())) + (folder.root / "一览.txt").read_text(encoding="utf-8-sig")
    said += "".join(folder.lines)
    said = said.replace(str(folder.path), "").replace(".txt", "")
    assert re.findall(r"[A-Za-z]+", said) == []


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
    emptied(folder.store)
    assert folder.once() == Ended(0, 1, 0, False)
    assert folder.documents() == ("测府〔2024〕1号",)


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


# Notes and names


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


# Files that say they are the same document


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


# Links, and files that do not open


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


# State


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
            {"a": {"size": 1, "mtime_ns": 1, "note": "a"}, "b": {"size": 1, "mtime_ns": 1, "note": "A"}},
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
    files = {
        "甲/\udcb1.txt": Entry(1, 2, "甲/x.txt", "00", "r", "added", "d", None, "", None, {}),
        "包.zip": Entry(1, 2, "包.zip.txt", None, "r", "set aside", None, "empty", "话", "入库情况/x", {"a": member}),
    }
    State("1", files).save(tmp_path / "s")
    assert load_state(tmp_path / "s", "2") == (State("1", files), False)
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


# Moving


def originals(folder: Folder) -> set[str]:
    return {
        path.relative_to(folder.root).as_posix()
        for box in BOXES
        for path in (folder.root / box / "原件").rglob("*")
        if path.is_file()
    }


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


def paths(folder: Folder) -> set[str]:
    """Where the graph says that its documents lie, in the folder."""
    table = folder.store.read("MATCH (d:Document) WHERE d.ingested = true RETURN d.path")
    return {Path(path).relative_to(folder.path).as_posix() for (path,) in table.records}


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


# Who may watch


def test_one_watcher_a_folder(folder: Folder) -> None:
    with Desk(folder.path):
        with pytest.raises(WatchError, match=rf"已经有一个程序在看管（进程号 {os.getpid()}，"):
            folder.once()
        assert (folder.root / "正在运行.txt").exists()
    assert not (folder.root / "正在运行.txt").exists()
    folder.once()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(WatchError, match="没有这个文件夹"):
        watch(tmp_path / "无", lambda: pytest.fail("no store is needed"), once=True)
    assert not (tmp_path / "无").exists()


def test_subfolders_can_be_left_out(tmp_path: Path) -> None:
    put(tmp_path / "graph" / "data.txt")
    put(tmp_path / "入库情况" / "一览.txt")
    put(tmp_path / "a" / "入库情况" / "已入库" / "b.txt.txt")
    put(tmp_path / "a" / "裁定.jsonl")
    put(tmp_path / "a" / "b.txt")
    left_out = {os.path.realpath(tmp_path / "graph"), os.path.realpath(tmp_path / "a" / "裁定.jsonl")}
    assert set(scan(tmp_path, left_out).files) == {"a/b.txt"}


# What people decide

NEAR = "抓好落实，覆盖率达到95%，参见《纲要》。"


def decide(folder: Folder, name: str, decision: Decision) -> None:
    """What a clerk answers to the question about 《纲要》 in that file."""
    path = folder.path / name
    source = read(path)
    ledger = Ledger.load(folder.ledger)
    (doubt,) = [each for each in doubts(extract(source), source.text, ledger) if each.quote == "《纲要》"]
    ledger.append(*doubt.decide(decision, "张三", "2024-05-01"))


def test_a_file_is_read_again_when_something_is_decided_about_it_and_no_other_is(
    folder: Folder, taken: list[str]
) -> None:
    for number, name in ((1, "甲.txt"), (2, "乙.txt")):
        folder.put(name, notice(number, extra=NEAR))
    folder.once(ledger=folder.ledger)
    assert "疑点 1 处" in folder.note("甲.txt.txt") and "“《纲要》”" in folder.note("甲.txt.txt")
    taken.clear()
    decide(folder, "甲.txt", Decision.ACCEPT)
    folder.once(ledger=folder.ledger)
    assert taken == ["甲.txt"]
    assert "疑点：没有" in folder.note("甲.txt.txt") and "疑点 1 处" in folder.note("乙.txt.txt")
    folder.once(ledger=folder.ledger)
    assert taken == ["甲.txt"]


def test_a_running_watch_heeds_what_is_decided_meanwhile(folder: Folder, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("gongwen.pipeline.watching.session.FULL_LOOK_S", 0.2)
    folder.put("甲.txt", notice(1, extra=NEAR))
    with watching(folder, ledger=folder.ledger):
        wait_until(lambda: folder.notes().get("甲.txt.txt") == "已入库")
        decide(folder, "甲.txt", Decision.REJECT)
        wait_until(lambda: folder.notes().get("甲.txt.txt") == "已入库" and "引用 0" in folder.note("甲.txt.txt"))
        good = folder.ledger.read_bytes()
        folder.ledger.write_bytes(good + b"{\n")
        wait_until(lambda: any("第2行不是完整的一条裁定" in line for line in folder.lines))
        folder.put("乙.txt", notice(2))
        wait_until(lambda: folder.notes().get("乙.txt.txt") == "待处理")
        folder.ledger.write_bytes(good)
        wait_until(lambda: folder.notes().get("乙.txt.txt") == "已入库")
    assert {"ledger_broken", "ledger_mended"} <= {line["event"] for line in folder.log()}


def test_with_a_broken_ledger_nothing_is_taken_and_nothing_set_aside(folder: Folder) -> None:
    folder.put("甲.txt", notice(1))
    folder.ledger.write_bytes(b"{\n")
    with pytest.raises(LedgerError, match="第1行不是完整的一条裁定"):
        folder.once(ledger=folder.ledger)
    assert folder.documents() == ()
    folder.ledger.unlink()
    assert folder.once(ledger=folder.ledger) == Ended(0, 1, 0, False)


def test_a_ledger_in_the_folder_is_no_notice(folder: Folder) -> None:
    folder.put("裁定.jsonl")
    assert folder.once(ledger=folder.path / "裁定.jsonl") == Ended(0, 0, 0, False)


# Running on and on


@contextmanager
def watching(folder: Folder, **options: Any) -> Iterator[Stop]:
    """A watcher in a thread, ended and joined at the end; what it raised is raised."""
    stop = Stop()
    raised: list[BaseException] = []
    folder.lines = []

    def run() -> None:
        try:
            folder.once(once=False, stop=stop, **{"settle_s": 0.2, **options})
        except BaseException as error:
            raised.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield stop
    finally:
        stop.asked = True
        thread.join(LIMIT_S)
    assert not thread.is_alive()
    if raised:
        raise raised[0]


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
    whole = Loader.ingest
    failures = 2

    def failing(loader: Loader, facts: Any) -> Any:
        nonlocal failures
        if facts.document_id == "测府〔2024〕2号" and failures:
            failures -= 1
            raise StoreError("stopped")
        return whole(loader, facts)

    monkeypatch.setattr(Loader, "ingest", failing)
    for number in (1, 2, 3):
        folder.put(f"{number}.txt", notice(number))
    with watching(folder):
        wait_until(lambda: list(folder.notes().values()) == ["已入库"] * 3)
    assert taken.count("1.txt") == 1, "what is done is done"


def test_a_file_that_the_store_refuses_again_and_again_is_set_aside(
    folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch_store, "FIRST_PAUSE_S", 0.01)
    whole = Loader.ingest

    def refusing(loader: Loader, facts: Any) -> Any:
        if facts.document_id == "测府〔2024〕1号":
            raise StoreError("refused")
        return whole(loader, facts)

    monkeypatch.setattr(Loader, "ingest", refusing)
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


# As a program

PROGRAM = """
import sys
for stream in (sys.stdout, sys.stderr): stream.reconfigure(encoding="utf-8")
from gongwen.pipeline.terminal import Gongwen
from gongwen.pipeline.watching.command import watch
Gongwen(commands={"watch": watch}).main()
"""


def command(path: Path, *options: str) -> list[str]:
    words = [sys.executable, "-u", "-c", PROGRAM, "watch", str(path), "--graph", str(path.with_name("graph"))]
    return [*words, *options]


def started(path: Path, *options: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        command(path, *options), stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd="/", start_new_session=True
    )


def until_line(process: subprocess.Popen[bytes], start: str) -> None:
    assert process.stdout is not None
    limit = threading.Timer(LIMIT_S, process.kill)
    limit.start()
    try:
        for line in process.stdout:
            if line.decode().startswith(start):
                return
    finally:
        limit.cancel()
    pytest.fail(f"ended without a line {start}: {process.stderr and process.stderr.read().decode()}")


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, INTERRUPTED), (signal.SIGTERM, 0)])
def test_a_running_program_ends_when_it_is_asked_to(tmp_path: Path, number: signal.Signals, status: int) -> None:
    path = tmp_path / "收文"
    put(path / "甲.txt", notice(1))
    process = started(path)
    until_line(process, "已入库  甲.txt")
    second = subprocess.run(command(path, "--once"), capture_output=True, cwd="/", timeout=LIMIT_S)
    assert second.returncode == 1
    assert f"进程号 {process.pid}" in second.stderr.decode()
    os.killpg(process.pid, number)
    out, errors = process.communicate(timeout=LIMIT_S)
    assert process.returncode == status, errors.decode()
    assert "Traceback" not in errors.decode()
    assert "已入库 1 份，未入库 0 份，待处理 0 份。" in out.decode()
    assert ("已停止" in errors.decode()) is (status == INTERRUPTED)
    assert not (path / "入库情况" / "正在运行.txt").exists()


def test_a_second_ctrl_c_is_answered_in_chinese(tmp_path: Path) -> None:
    path = tmp_path / "收文"
    for number in range(1, 7):
        put(path / f"{number}.txt", notice(number, extra="加强管理。\n" * 2000))
    process = started(path)
    until_line(process, "已入库  1.txt")
    os.killpg(process.pid, signal.SIGINT)
    time.sleep(0.05)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=LIMIT_S)
    assert process.returncode == INTERRUPTED, errors.decode()
    assert re.fullmatch(r"(已立即停止|已停止)[^A-Za-z]*\n", errors.decode())


def test_a_second_ctrl_c_wherever_it_strikes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def struck(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(watch_module, "watch", struck)
    result = CliRunner().invoke(Gongwen(commands={"watch": watch_command}), ["watch", str(tmp_path)])
    assert (result.exit_code, result.stdout) == (INTERRUPTED, "")
    assert result.stderr == "已立即停止，手上的一份没有读完。做完的都已记下，下次从这里接着做。\n"


def test_of_what_goes_wrong_a_clerk_reads_chinese(tmp_path: Path) -> None:
    path = tmp_path / "收文"
    put(path / "甲.txt", notice(1))
    words = [sys.executable, "-u", "-c", PROGRAM, "watch", str(path), "--once"]
    away = subprocess.run([*words, "--graph", "bolt://127.0.0.1:1"], capture_output=True, cwd=tmp_path, timeout=LIMIT_S)
    assert away.returncode == 1
    assert away.stderr.decode().startswith("数据库（bolt://127.0.0.1:1）现在用不了，还没有读入的文件留在“待处理”")
    assert "store_away" in (path / "入库情况" / "日志.jsonl").read_text(encoding="utf-8")
    put(tmp_path / "裁定.jsonl", "{")
    broken = subprocess.run(words, capture_output=True, cwd=tmp_path, timeout=LIMIT_S)
    assert broken.returncode == 1
    assert "第1行不是完整的一条裁定" in broken.stderr.decode()
    assert not re.search("[A-Za-z]", broken.stderr.decode().replace(str(tmp_path), "").replace("裁定.jsonl", ""))
    assert not (tmp_path / ".gongwen").exists(), "no store is needed to say so"


def test_after_a_kill_the_same_command_goes_on(tmp_path: Path) -> None:
    path = tmp_path / "收文"
    for number in range(1, 7):
        put(path / f"{number}.txt", notice(number, extra="加强管理。\n" * 40))
    put(path / "空.txt")
    process = started(path, "--move")
    until_line(process, "已入库  1.txt")
    process.kill()
    process.communicate(timeout=LIMIT_S)
    json.loads((path / "入库情况" / "状态.json").read_text(encoding="utf-8"))
    again = subprocess.run(command(path, "--once", "--move"), capture_output=True, cwd="/", timeout=LIMIT_S)
    assert again.returncode == 1, "one is empty"
    assert "已入库 6 份，未入库 1 份，待处理 0 份。" in again.stdout.decode()
    assert "已入库  1.txt" not in again.stdout.decode(), "what was done is not done again"
    boxes = {box: sorted(p.name for p in (path / "入库情况" / box).glob("*.txt")) for box in BOXES}
    assert boxes == {"待处理": [], "已入库": [f"{n}.txt.txt" for n in range(1, 7)], "未入库": ["空.txt.txt"]}
    assert [each.name for each in path.iterdir()] == ["入库情况"]
    last = subprocess.run(command(path, "--once"), capture_output=True, cwd="/", timeout=LIMIT_S)
    assert last.stdout.decode().count("\n") == 2, "nothing to do"
    (path / "入库情况" / "未入库" / "原件" / "空.txt").unlink()
    assert subprocess.run(command(path, "--once"), capture_output=True, cwd="/", timeout=LIMIT_S).returncode == 0


# Whatever happens

NAMES = ("a.txt", "b.txt", "子/c.txt")
TEXTS = {
    "first": notice(1),
    "first, fuller": notice(1, extra="还要修建铁路。"),
    "first, fullest": notice(1, extra="还要修建铁路和公路。"),
    "second": notice(2),
    "empty": "",
    "prose": "这里没有任何编号的章节。\n",
}
STEPS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from((*TEXTS, "remove")), st.booleans()), min_size=1, max_size=8
)


def expected(files: dict[str, str]) -> dict[str, str]:
    """Of texts of one number the fullest is in, in each of its copies; what is empty or prose is not."""
    best = max((kind for kind in files.values() if kind.startswith("first")), key=len, default="")
    return {f"{name}.txt": "已入库" if kind in (best, "second") else "未入库" for name, kind in files.items()}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_sequence_of_changes_and_restarts_ends_in_the_right_state(
    embedded_store: Store, steps: list[tuple[str, str, bool]]
) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Folder(Path(place) / "收文", emptied(embedded_store))
        files: dict[str, str] = {}
        for name, kind, restart in [*steps, (NAMES[0], "second", True)]:
            if kind == "remove":
                (folder.path / name).unlink(missing_ok=True)
                files.pop(name, None)
            else:
                folder.put(name, TEXTS[kind])
                files[name] = kind
            if restart:
                ended = folder.once()
                assert folder.notes() == expected(files)
                assert set(folder.state()) == set(files)
                boxes = list(expected(files).values())
                assert ended == Ended(0, boxes.count("已入库"), boxes.count("未入库"), False)
        folder.once()
        assert not any(line.startswith(BOXES) for line in folder.lines), "nothing is done twice"
