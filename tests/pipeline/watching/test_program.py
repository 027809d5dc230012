"""`gongwen watch` as a program: how it is ended and killed, and what it says."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from gongwen.pipeline.terminal import INTERRUPTED, Gongwen
from gongwen.pipeline.watching import watch as watch_module
from gongwen.pipeline.watching.command import watch as watch_command
from watched import BOXES, LIMIT_S, notice, put

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


def test_a_graph_that_nobody_named_is_called_the_default(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("GONGWEN_GRAPH", raising=False)
    put(tmp_path / "收文" / "甲.txt", notice(1))
    gongwen = Gongwen(commands={"watch": watch_command})
    runner = CliRunner()
    assert runner.invoke(gongwen, ["watch", "收文", "--once", "--graph", "库"]).exit_code == 0
    default = tmp_path / ".gongwen" / "graph"
    refused = runner.invoke(gongwen, ["watch", "收文", "--once"])
    assert f"这次用的是 {default}（没有写明，是默认的）" in refused.stderr and "这次写明" not in refused.stderr
    named = runner.invoke(gongwen, ["watch", "收文", "--once", "--graph", "别的"])
    assert f"这次写明的是 {tmp_path / '别的'}，" in named.stderr


def test_of_an_archive_that_is_held_in_part_the_numbers_add_up(tmp_path: Path) -> None:
    path = tmp_path / "收文"
    put(path / "丙.txt", notice(3))
    with zipfile.ZipFile(path / "包.zip", "w") as archive:
        archive.writestr("甲.txt", notice(1))
        archive.writestr("乙.txt", notice(2))
        archive.writestr("空.txt", "")
    result = CliRunner().invoke(
        Gongwen(commands={"watch": watch_command}), ["watch", str(path), "--once", "--graph", str(tmp_path / "图")]
    )
    assert "部分入库  包.zip  压缩包里 3 份，入库 2 份。" in result.stdout
    note = (path / "入库情况" / "未入库" / "包.zip.txt").read_text(encoding="utf-8-sig")
    assert "结果：部分入库。压缩包里有 3 份文件，入库 2 份" in note
    overview = (path / "入库情况" / "一览.txt").read_text(encoding="utf-8-sig")
    assert "已入库：1 份\n未入库：1 份\n未入库中有 1 份是只有一部分入库的压缩包" in overview
    assert "这个文件夹的文件在库里：3 件" in overview
