"""Where files are read makes no difference to what becomes of them; and nothing is left running."""

from __future__ import annotations

import functools
import importlib.util
import multiprocessing
import subprocess
import sys
import time
from pathlib import Path

import pytest
from gongwen.graph.connection import Store
from gongwen.graph.export import to_jsonl
from gongwen.graph.processes import is_alive
from gongwen.pipeline import engines
from gongwen.pipeline.engines import Name, engine
from gongwen.pipeline.ingest import FileResult, Outcome, ingest
from gongwen.pipeline.one_file import Found, Work
from gongwen.pipeline.read import Loaded, load
from gongwen.schemas import GongwenError, SetAside, SetAsideReason
from killing import DEADLY, Killing

HERE = Path(__file__).parent
NOTICES = HERE.parents[1] / "corpus" / "notices"


@pytest.fixture
def store(embedded_store: Store) -> Store:
    return embedded_store


@pytest.fixture(params=["processes", "ray"])
def name(request: pytest.FixtureRequest) -> Name:
    found = Name(request.param)
    if found is Name.RAY and (missing := without_ray()):
        pytest.skip(missing)
    return found


@functools.cache
def without_ray() -> str:
    """Why no cluster can be started here; nothing where one can."""
    if importlib.util.find_spec("ray") is None:
        return "ray is not installed: make .venv/ray"
    code = "import ray; ray.init(num_cpus=1, include_dashboard=False, log_to_driver=False); ray.shutdown()"
    try:
        begun = subprocess.run([sys.executable, "-c", code], capture_output=True, timeout=120)
    except subprocess.TimeoutExpired:
        return "ray starts no cluster on this machine"
    return "" if begun.returncode == 0 else "ray starts no cluster on this machine"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Notices, the same one twice, three that say that they are one document, and some that cannot be read."""
    folder = tmp_path_factory.mktemp("files")
    for path in sorted(NOTICES.glob("gu*2018*.txt")):
        (folder / path.name).write_bytes(path.read_bytes())
    text = (NOTICES / "guofa-2019-5-shuangsuiji.txt").read_text(encoding="utf-8")
    for file, end in (
        ("a.txt", ""),
        ("m.txt", "以此为准。\n"),
        ("z.txt", "废。\n"),
        ("twin.txt", "以此为准。\n"),
    ):
        (folder / file).write_text(text + end, encoding="utf-8")
    (folder / "prose.txt").write_text("这里没有任何编号的章节。\n", encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "scan.pdf").write_bytes(b"%PDF-1.4")
    (folder / "latin.txt").write_bytes("déjà".encode("latin-1"))
    return folder


def loaded(folder: Path, text: bytes, name: str) -> Loaded:
    (folder / name).write_bytes(text)
    return load(folder / name)


def exported(store: Store, path: Path) -> bytes:
    to_jsonl(store, path)
    noted = store.read("MATCH (m:Gongwen) RETURN m.contents").records
    ledgers = store.read("MATCH (d:Document) RETURN d._ledger ORDER BY d.id").records
    return path.read_bytes() + repr((noted, ledgers)).encode()


def emptied(store: Store) -> None:
    with store.write_session() as session:
        session.run("MATCH (n) DETACH DELETE n").consume()


def test_results_and_graph_are_the_same_to_the_byte(store: Store, files: Path, tmp_path: Path, name: Name) -> None:
    told: list[list[tuple[FileResult, int, int]]] = [[], []]
    here = ingest([files], store, tell=lambda *each: told[0].append(each))
    first = exported(store, tmp_path / "here.jsonl")
    again = ingest([files], store)
    emptied(store)
    there = ingest([files], store, tell=lambda *each: told[1].append(each), processes=2, by=name)
    assert there == here
    assert told[0] == told[1]
    assert exported(store, tmp_path / "there.jsonl") == first
    assert ingest([files], store, processes=2, by=name) == again
    assert {result.outcome for result in here.results} == {
        Outcome.ADDED,
        Outcome.CHANGED,
        Outcome.UNCHANGED,
        Outcome.SET_ASIDE,
    }
    reasons = {result.reason for result in here.results if result.reason}
    assert {
        SetAsideReason.NO_SECTIONS,
        SetAsideReason.DAMAGED,
        SetAsideReason.UNKNOWN_ENCODING,
        SetAsideReason.CONFLICT,
    } <= reasons


def test_unchanged_files_are_not_sent_out_again(store: Store, files: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = files / "m.txt"
    ingest([path], store, processes=2)
    monkeypatch.setattr(engines.Processes, "start", lambda *_: pytest.fail("sent out again"))
    assert ingest([path], store, processes=2).counts[Outcome.UNCHANGED] == 1


def test_a_file_that_ends_its_process_is_set_aside_and_the_others_are_read(tmp_path: Path) -> None:
    text = (NOTICES / "guohan-2018-145-zizhuchuangxin.txt").read_bytes()
    batch = [loaded(tmp_path, DEADLY if n in (2, 5) else text + b"\n" * n, f"{n}.txt") for n in range(8)]
    with engine(Killing(), processes=2) as reading:
        answers = [reading.start(each) for each in batch]
        found = [answer() for answer in answers]
    for number, each in enumerate(found):
        if number in (2, 5):
            assert isinstance(each, SetAside)
            assert (each.path, each.reason) == (batch[number].path, SetAsideReason.UNSAFE)
        else:
            assert isinstance(each, Found)
            assert each.document.sha256 == batch[number].sha256


def test_what_is_broken_off_leaves_no_process(tmp_path: Path) -> None:
    before = set(multiprocessing.active_children())
    text = (NOTICES / "guofa-2018-5-dakexue.txt").read_bytes()
    with pytest.raises(KeyboardInterrupt), engine(Work(), processes=2) as reading:
        answers = [reading.start(loaded(tmp_path, text + b"\n" * n, f"{n}.txt")) for n in range(20)]
        answers[0]()
        assert len(set(multiprocessing.active_children()) - before) == 2
        raise KeyboardInterrupt
    assert set(multiprocessing.active_children()) <= before


def test_processes_end_with_the_program_that_started_them() -> None:
    command = [sys.executable, str(HERE / "reading_client.py"), str(NOTICES / "guohan-2018-145-zizhuchuangxin.txt")]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    children = [int(each) for each in program.stdout.readline().split()]
    assert len(children) == 2
    assert all(map(is_alive, children))
    program.kill()
    program.wait()
    program.stdout.close()
    deadline = time.monotonic() + 60
    while any(map(is_alive, children)) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not any(map(is_alive, children))


def test_an_engine_that_is_not_installed_says_how_to_install_it(
    store: Store, files: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "ray", None)
    with pytest.raises(GongwenError, match=r'not installed.*pip install "gongwen\[ray\]"'):
        ingest([files], store, by=Name.RAY)
