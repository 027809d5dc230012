"""A watched folder heeds what people decide, at its start and while it is watched."""

from __future__ import annotations

import pytest
from gongwen.pipeline.judging.ledger import LedgerError
from gongwen.pipeline.watching.watch import Ended
from gongwen.schemas.judgement import Decision
from watched import NEAR, Folder, decide, notice, wait_until, watching


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
