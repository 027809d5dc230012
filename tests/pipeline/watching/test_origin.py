"""A watched folder remembers its graph and its decisions; neither is changed for another one by mistake."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from gongwen.graph.connection import Store, open_store
from gongwen.pipeline.judging.ledger import Ledger, LedgerError
from gongwen.pipeline.terminal import Gongwen
from gongwen.pipeline.watching.command import watch as watch_command
from gongwen.pipeline.watching.desk import WatchError
from gongwen.pipeline.watching.origin import graph_name
from gongwen.pipeline.watching.state import load_state
from gongwen.pipeline.watching.watch import Ended
from gongwen.schemas import StoreError
from gongwen.schemas.judgement import Decision
from watched import BOXES, NEAR, Folder, decide, notice, put, wait_until, watching


def decided(folder: Folder) -> Folder:
    """The folder with one file, read as a person decided."""
    folder.put("甲.txt", notice(1, extra=NEAR))
    folder.once(ledger=folder.ledger)
    decide(folder, "甲.txt", Decision.REJECT)
    assert folder.once(ledger=folder.ledger) == Ended(0, 1, 0, False)
    assert "疑点：没有" in folder.note("甲.txt.txt")
    return folder


def as_format_1(folder: Folder) -> None:
    path = folder.root / "状态.json"
    content = json.loads(path.read_text(encoding="utf-8"))
    kept = {"format": 1, "program": content["program"], "files": content["files"]}
    path.write_text(json.dumps(kept), encoding="utf-8")


def deleted(folder: Folder) -> Path:
    folder.ledger.unlink()
    return folder.ledger


def emptied_ledger(folder: Folder) -> Path:
    return put(folder.ledger)


def absent_elsewhere(folder: Folder) -> Path:
    return folder.path.parent / "别处" / "裁定.jsonl"


def another(folder: Folder) -> Path:
    other = Folder(folder.path.with_name("别的"), folder.store)
    other.ledger = other.path / "裁定.jsonl"
    other.put("乙.txt", notice(2, extra=NEAR))
    decide(other, "乙.txt", Decision.ACCEPT)
    return other.ledger


LACKING = [deleted, emptied_ledger, absent_elsewhere]


@pytest.mark.parametrize(
    ("other", "former"),
    [(other, former) for other in LACKING for former in (False, True)]
    + [(another, False)],  # format 1 does not tell it
)
def test_a_ledger_that_lacks_decisions_is_refused(folder: Folder, other: object, former: bool) -> None:
    decided(folder)
    path = other(folder)  # type: ignore[operator]
    if former:
        as_format_1(folder)
    state = (folder.root / "状态.json").read_bytes()
    for once in (True, False):
        with pytest.raises(LedgerError) as refused:
            folder.once(ledger=path, once=once)
    said = str(refused.value)
    assert str(path) in said and (former or str(folder.ledger) in said) and "--new-ledger" in said
    assert not re.search("[A-Za-z]", re.sub(r"/[^，。 ]*|--[a-z-]+", "", said)), said
    assert (folder.root / "状态.json").read_bytes() == state
    assert "疑点：没有" in folder.note("甲.txt.txt")
    assert folder.once(ledger=path, new_ledger=True) == Ended(0, 1, 0, False)
    assert "疑点 1 处" in folder.note("甲.txt.txt"), "that it is meant was said"
    folder.once(ledger=path)
    assert not any(line.startswith(BOXES) for line in folder.lines)


def copied(folder: Folder) -> Path:
    return Path(shutil.copy(folder.ledger, folder.path.with_name("抄件.jsonl")))


def moved(folder: Folder) -> Path:
    return folder.ledger.rename(folder.path.with_name("改名.jsonl"))


def withdrawn(folder: Folder) -> Path:
    ledger = Ledger.load(folder.ledger)
    ledger.append(*(line.withdrawal("张三", "2024-05-02") for line in ledger.effective()))
    return folder.ledger


def corrected_by_hand(folder: Folder) -> Path:
    (line,) = [json.loads(row) for row in folder.ledger.read_text(encoding="utf-8").splitlines()]
    del line["id"]
    put(folder.ledger, json.dumps({**line, "note": "改了备注"}) + "\n")
    return folder.ledger


@pytest.mark.parametrize("other", [copied, moved, withdrawn, corrected_by_hand])
def test_a_ledger_that_has_them_all_is_taken_wherever_it_lies(folder: Folder, other: object) -> None:
    decided(folder)
    assert folder.once(ledger=other(folder)) == Ended(0, 1, 0, False)  # type: ignore[operator]
    assert ("疑点 1 处" in folder.note("甲.txt.txt")) is (other is withdrawn)


def test_decisions_that_no_file_was_read_by_yet_are_not_forgotten_either(folder: Folder) -> None:
    folder.put("甲.txt", notice(1, extra=NEAR))
    folder.once(ledger=folder.ledger)
    decide(folder, "甲.txt", Decision.REJECT)
    with pytest.raises(LedgerError):
        folder.once(ledger=absent_elsewhere(folder))
    folder.once(ledger=folder.ledger)
    assert "疑点：没有" in folder.note("甲.txt.txt")


def test_a_ledger_that_vanishes_while_a_folder_is_watched_is_waited_for(
    folder: Folder, taken: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("gongwen.pipeline.watching.session.FULL_LOOK_S", 0.2)
    decided(folder)
    taken.clear()
    away = folder.ledger.with_name("不在.jsonl")
    with watching(folder, ledger=folder.ledger):
        wait_until(lambda: any("正在看管" in line for line in folder.lines))
        folder.ledger.rename(away)
        wait_until(lambda: any("请从备份恢复" in line for line in folder.lines))
        folder.put("乙.txt", notice(2))
        wait_until(lambda: folder.notes().get("乙.txt.txt") == "待处理")
        away.rename(folder.ledger)
        wait_until(lambda: folder.notes().get("乙.txt.txt") == "已入库")
    assert taken == ["乙.txt"] and "疑点：没有" in folder.note("甲.txt.txt")


def test_another_graph_is_refused_until_it_is_said_to_be_meant(
    folder: Folder, tmp_path: Path, taken: list[str]
) -> None:
    folder.put("甲.txt", notice(1))
    folder.put("空.txt")
    folder.once(move=True, graph="/甲库")
    folder.put("乙.txt", notice(2))
    folder.once(graph="/甲库")
    state = (folder.root / "状态.json").read_bytes()
    with pytest.raises(WatchError, match=r"以前读入的数据库是 /甲库，这次写明的是 /乙库.*--new-graph"):
        folder.once(graph="/乙库")
    assert (folder.root / "状态.json").read_bytes() == state
    taken.clear()
    with open_store(tmp_path / "乙库") as other:
        folder.store = other
        assert folder.once(graph="/乙库", new_graph=True) == Ended(0, 2, 1, False)
        assert folder.documents() == ("测府〔2024〕1号", "测府〔2024〕2号")
        assert sorted(taken) == ["乙.txt", "甲.txt"], "moved files are read where they are"
        assert "同名文件以前是" not in folder.note("乙.txt.txt")
        folder.once(graph="/乙库")
        assert not any(line.startswith(BOXES) for line in folder.lines)


def test_a_graph_that_never_answered_is_not_held_to(folder: Folder) -> None:
    def away() -> Store:
        raise StoreError("No graph store answers")

    folder.put("甲.txt", notice(1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(folder, "open_store", away)
        with pytest.raises(StoreError):
            folder.once(graph="bolt://typo")
    assert folder.once(graph="/甲库") == Ended(0, 1, 0, False)


def test_a_graph_that_was_only_moved_keeps_all_and_gets_nothing_twice(folder: Folder) -> None:
    folder.put("甲.txt", notice(1))
    folder.once(graph="/旧处")
    assert folder.once(graph="/新处", new_graph=True) == Ended(0, 1, 0, False)
    assert "库里已有同样的内容" in folder.note("甲.txt.txt")
    assert folder.documents() == ("测府〔2024〕1号",)


def test_a_state_of_the_former_format_is_read_and_takes_the_graph_that_is_given(
    folder: Folder, taken: list[str]
) -> None:
    folder.put("甲.txt", notice(1))
    folder.once()
    as_format_1(folder)
    folder.once(graph="/甲库", ledger=folder.ledger)
    assert taken == ["甲.txt"]
    state, damaged = load_state(folder.root / "状态.json", "1")
    assert not damaged and (state.graph, state.ledger) == ("/甲库", str(folder.ledger))


@pytest.mark.parametrize(
    ("address", "database", "name"),
    [
        ("bolt://localhost:7687", None, "bolt://localhost:7687"),
        ("bolt://localhost:7687/", "gw", "bolt://localhost:7687/gw"),
        ("neo4j+s://me:secret@host", None, "neo4j+s://host"),
        (".gongwen/graph", None, "{here}/.gongwen/graph"),
        ("库/../图/", None, "{here}/图"),
    ],
)
def test_a_graph_has_one_name(
    address: str, database: str | None, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert graph_name(address, database) == name.format(here=tmp_path.resolve())


def test_a_command_from_another_directory_makes_no_graph_there(
    tmp_path: Path, embedded_session: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GONGWEN_GRAPH", "GONGWEN_LEDGER"):
        monkeypatch.delenv(name, raising=False)
    put(tmp_path / "收文" / "甲.txt", notice(1))
    office, elsewhere = tmp_path / "办公室", tmp_path / "别处"
    for place, status in ((office, 0), (elsewhere, 1)):
        place.mkdir()
        monkeypatch.chdir(place)
        result = CliRunner().invoke(
            Gongwen(commands={"watch": watch_command}), ["watch", str(tmp_path / "收文"), "--once"]
        )
        assert result.exit_code == status, result.output
    assert str(office / ".gongwen/graph") in result.stderr and str(elsewhere / ".gongwen/graph") in result.stderr
    assert list(elsewhere.iterdir()) == []
