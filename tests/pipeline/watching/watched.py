"""A watched folder in the tests: what is put into it, what can be seen in it, and a watcher that runs beside the test."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from gongwen.graph.connection import Store, open_store
from gongwen.graph.loader import Loader
from gongwen.pipeline.extract import extract
from gongwen.pipeline.judging.doubts import doubts
from gongwen.pipeline.judging.ledger import Ledger
from gongwen.pipeline.read import read
from gongwen.pipeline.watching.stop import Stop
from gongwen.pipeline.watching.watch import Ended, watch
from gongwen.schemas.judgement import Decision

BOXES = ("待处理", "已入库", "未入库")
LIMIT_S = 180

NEAR = "抓好落实，覆盖率达到95%，参见《纲要》。"
"""A sentence with one doubt."""
LEFT_OUT = ["~$通知.docx", "a.tmp", "a.CRDOWNLOAD", "a.docx.part", "Thumbs.db", "desktop.ini", ".隐藏", "~WRL01.tmp"]
"""Names of what programs leave in a folder."""


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
        """Box by the name of each note; no name twice. A note that moves while one looks is looked for again."""
        found, before = self._notes(), None
        while found != before:
            found, before = self._notes(), found
        assert len({name for name, _ in found}) == len(found), f"a file has two notes: {found}"
        return dict(found)

    def _notes(self) -> list[tuple[str, str]]:
        return [
            (name, box)
            for box in BOXES
            for note in sorted((self.root / box).rglob("*.txt"))
            if not (name := note.relative_to(self.root / box).as_posix()).startswith("原件/")
        ]

    def note(self, name: str) -> str:
        return (self.root / self.notes()[name] / name).read_bytes().decode("utf-8-sig").replace("\r\n", "\n")

    def state(self) -> dict[str, Any]:
        return dict(json.loads((self.root / "状态.json").read_text(encoding="utf-8"))["files"])

    def log(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in (self.root / "日志.jsonl").read_text(encoding="utf-8").splitlines()]

    def documents(self) -> tuple[str, ...]:
        return Loader(self.store).documents()


def originals(folder: Folder) -> set[str]:
    return {
        path.relative_to(folder.root).as_posix()
        for box in BOXES
        for path in (folder.root / box / "原件").rglob("*")
        if path.is_file()
    }


def paths(folder: Folder) -> set[str]:
    """Where the graph says that its documents lie, in the folder."""
    table = folder.store.read("MATCH (d:Document) WHERE d.ingested = true RETURN d.path")
    return {Path(path).relative_to(folder.path).as_posix() for (path,) in table.records}


def decide(folder: Folder, name: str, decision: Decision) -> None:
    """What a clerk answers to the question about 《纲要》 in that file."""
    path = folder.path / name
    source = read(path)
    ledger = Ledger.load(folder.ledger)
    (doubt,) = [each for each in doubts(extract(source), source.text, ledger) if each.quote == "《纲要》"]
    ledger.append(*doubt.decide(decision, "张三", "2024-05-01"))


def wait_until(true: Callable[[], bool]) -> None:
    until = time.monotonic() + LIMIT_S
    while not true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)


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
