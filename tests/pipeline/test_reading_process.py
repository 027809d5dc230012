"""Reading in a process of its own: what ends the child, or keeps it too long, costs one file and no more."""

from __future__ import annotations

import os
import signal

import pytest
from gongwen.pipeline.decode import Undecodable
from gongwen.pipeline.reading_process import ReadingProcess
from gongwen.schemas import SetAsideReason
from made import to_docx


@pytest.fixture
def process() -> ReadingProcess:
    made = ReadingProcess()
    yield made
    made.close()


def test_text_and_parts_come_back(process: ReadingProcess) -> None:
    found = process.read("docx", to_docx(["甲", "乙\t丙"]))
    assert found.text == "甲\n乙\t丙\n"
    assert [part.place for part in found.parts] == ["第1段", "表1第1行第1列", "表1第1行第2列"]


def test_one_child_reads_file_after_file(process: ReadingProcess) -> None:
    process.read("docx", to_docx(["甲"]))
    first = process._child
    process.read("docx", to_docx(["乙"]))
    assert process._child is first


def test_a_refusal_has_its_reason(process: ReadingProcess) -> None:
    with pytest.raises(Undecodable) as caught:
        process.read("pdf", b"%PDF-1.4 nothing")
    assert caught.value.reason is SetAsideReason.DAMAGED


def test_a_child_that_dies_costs_one_file(process: ReadingProcess) -> None:
    process.read("docx", to_docx(["甲"]))
    assert process._child is not None
    os.kill(process._child.pid, signal.SIGSTOP)
    process.limit_s = 0.2
    with pytest.raises(Undecodable) as caught:
        process.read("docx", to_docx(["乙"]))
    assert caught.value.reason is SetAsideReason.TIMEOUT
    process.limit_s = 60
    assert process.read("docx", to_docx(["丙"])).text == "丙\n"
    os.kill(process._child.pid, signal.SIGKILL)
    process._child.wait()
    assert process.read("docx", to_docx(["丁"])).text == "丁\n"


def test_a_child_that_is_ended_over_a_file_says_so(process: ReadingProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    process.read("docx", to_docx(["甲"]))
    child = process._child
    assert child is not None
    monkeypatch.setattr("gongwen.pipeline.reading_process._send", lambda stream, message: child.kill())
    with pytest.raises(Undecodable) as caught:
        process.read("docx", to_docx(["乙"]))
    assert caught.value.reason is SetAsideReason.UNSAFE
