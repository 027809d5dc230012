"""Results of files and of revisions, on a small git checkout of gongwen itself; what cannot be compared says why."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from gongwen.pipeline import revisions
from gongwen.pipeline.result_file import read_result
from gongwen.pipeline.revisions import result_of
from gongwen.pipeline.terminal import INTERRUPTED
from gongwen.schemas import GongwenError

sys.path.insert(0, str(Path(__file__).parents[1]))
from checkout import ROOT, copy_to

LABELS = "extractors/data/note_labels.tsv"
TEXT = """测府〔2024〕1号
测试市人民政府关于印发行动方案的通知
一、重点任务
（一）加强海洋治理。
建设入海排口监测站。
（牵头单位：市海洋发展局；包保单位：各区政府）
测试市人民政府
2024年3月1日
"""


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-c", "user.name=x", "-c", "user.email=x@y.z", "-c", "commit.gpgsign=false", *arguments]
    return subprocess.run(command, cwd=folder, capture_output=True, check=True, encoding="utf-8").stdout


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Gongwen with one notice and three commits: as it is, with a label more, and broken; the tree is clean again.

    `good` has the label, `broken` cannot be imported, HEAD is `good`.
    """
    folder = copy_to(tmp_path_factory.mktemp("revisions") / "gongwen")
    for path in (folder / "corpus" / "notices").glob("*.txt"):
        path.unlink()
    (folder / "corpus" / "notices" / "海洋.txt").write_text(TEXT, encoding="utf-8")
    shutil.copy(ROOT / ".gitignore", folder)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder, "As it is")
    with (folder / LABELS).open("a", encoding="utf-8") as file:
        file.write("包保单位\tresponsible\t包保单位：各区政府\n")
    commit(folder, "A label")
    git(folder, "branch", "good")
    (folder / "pipeline" / "nlp.py").unlink()
    commit(folder, "Broken")
    git(folder, "branch", "broken")
    git(folder, "reset", "--quiet", "--hard", "good")
    return folder


def command(checkout: Path, *arguments: str) -> tuple[list[str], dict[str, str]]:
    """The command line of that checkout's gongwen, and its environment with a folder of its own for what passes."""
    settings = {**os.environ, "PYTHONPATH": str(checkout.parent), "TMPDIR": str(checkout.parent / "passing")}
    (checkout.parent / "passing").mkdir(exist_ok=True)
    return [sys.executable, "-P", "-m", "gongwen", "compare", *arguments], settings


def compared(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    line, settings = command(checkout, *arguments)
    return subprocess.run(line, env=settings, cwd="/", capture_output=True, encoding="utf-8", timeout=120, check=False)


def left_behind(checkout: Path) -> list[str]:
    return [path.name for path in (checkout.parent / "passing").glob("gongwen-*")]


@pytest.mark.parametrize(("old", "new"), [("good~1", "good"), ("HEAD~1", "work")])
def test_a_label_more_is_what_the_guide_to_rules_says(checkout: Path, old: str, new: str) -> None:
    done = compared(checkout, old, new, "--format", "json")
    assert (done.returncode, done.stderr) == (0, "")
    answer = json.loads(done.stdout)
    assert [(each["change"], each["kind"], each["item"]) for each in answer["differences"]] == [
        ("gained", "responsibilities", "responsible 各区政府 | 加强海洋治理"),
        ("lost", "findings", "agency_list_unparsed: 责任分工里的这个标签不认识，它后面的单位没有读入，请人工核对"),
    ]
    assert left_behind(checkout) == []
    assert git(checkout, "status", "--porcelain") == ""


def test_what_is_not_committed_yet_is_compared(checkout: Path) -> None:
    assert compared(checkout, "HEAD", "work").stdout == "HEAD → work, documents compared: 1; no difference.\n"
    before = (checkout / LABELS).read_text(encoding="utf-8")
    try:
        (checkout / LABELS).write_text(before.replace("包保单位\t", "包干单位\t"), encoding="utf-8")
        done = compared(checkout, "HEAD", "work")
    finally:
        (checkout / LABELS).write_text(before, encoding="utf-8")
    assert done.returncode == 0
    assert "lost     海洋  responsibilities: responsible 各区政府" in done.stdout


def test_a_file_stands_for_a_revision(checkout: Path, tmp_path: Path) -> None:
    line, settings = command(checkout)
    extract = [*line[:-1], "extract", str(checkout / "corpus" / "notices"), "-o", str(tmp_path / "now.jsonl")]
    subprocess.run(extract, env=settings, check=True, cwd="/")
    done = compared(checkout, "good~1", str(tmp_path / "now.jsonl"), "--only", "responsibilities", "--fail-on-change")
    assert done.returncode == 1
    assert "gained   海洋  responsibilities: responsible 各区政府" in done.stdout


@pytest.mark.parametrize(
    ("old", "said"),
    [
        ("absent.jsonl", "absent.jsonl is neither a file nor a revision of"),
        ("good~7", "good~7 is neither a file nor a revision of"),
        ("broken", "The rules of broken could not read"),
        (":/nothing said so", "neither a file nor a revision of"),
        ("--output=x", "No such option"),
    ],
)
def test_what_cannot_be_compared_says_why(checkout: Path, old: str, said: str) -> None:
    done = compared(checkout, old, "work")
    assert done.returncode in (1, 2)
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert left_behind(checkout) == []


def test_a_revision_is_lent_no_module_of_the_working_tree(checkout: Path) -> None:
    done = compared(checkout, "broken", "work")
    assert "No module named 'gongwen.pipeline.nlp'" in done.stderr


def test_files_that_are_set_aside_are_told_and_the_others_compared(checkout: Path, tmp_path: Path) -> None:
    (tmp_path / "empty.txt").write_bytes(b"")
    (tmp_path / "n.txt").write_text(TEXT, encoding="utf-8")
    done = compared(checkout, "HEAD", "work", str(tmp_path))
    assert done.returncode == 0
    told = [line.split(" set aside")[0] for line in done.stderr.splitlines() if "[empty]" in line]
    assert told == ["HEAD:", "work:"]
    assert "documents compared: 1;" in done.stdout
    (tmp_path / "n.txt").unlink()
    assert "found no notice" in compared(checkout, "HEAD", "work", str(tmp_path)).stderr


def test_ctrl_c_leaves_nothing_behind(checkout: Path, tmp_path: Path) -> None:
    for number in range(400):
        (tmp_path / f"{number}.txt").write_text(TEXT + "市教育局要加强管理。\n" * number, encoding="utf-8")
    line, settings = command(checkout, "HEAD~1", "HEAD", str(tmp_path))
    process = subprocess.Popen(line, env=settings, cwd="/", stderr=subprocess.PIPE, start_new_session=True)
    until = time.monotonic() + 60
    while not list((checkout.parent / "passing").glob("gongwen-*/gongwen/cli.py")) and time.monotonic() < until:
        time.sleep(0.02)
    assert left_behind(checkout)
    os.killpg(process.pid, signal.SIGINT)  # as a terminal does: the whole group gets it
    _, errors = process.communicate(timeout=60)
    assert process.returncode == INTERRUPTED, errors.decode()
    assert "Traceback" not in errors.decode()
    assert left_behind(checkout) == []


def test_without_a_checkout_there_are_no_revisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(revisions, "ROOT", tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    with pytest.raises(GongwenError, match=r"no revisions to look in .*not a git repository"):
        result_of("HEAD", tmp_path, print)
    git(tmp_path, "init", "--quiet")
    (tmp_path / "inside").mkdir()
    monkeypatch.setattr(revisions, "ROOT", tmp_path / "inside")
    with pytest.raises(GongwenError, match="not run from a git checkout"):
        result_of("HEAD", tmp_path, print)


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(GongwenError, match=r"absent: there is no such file or folder"):
        result_of("work", tmp_path / "absent", print)


def test_without_git_there_are_no_revisions(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(GongwenError, match="git is not installed"):
        result_of("HEAD", tmp_path, print)


NOTICE = '{"source": {"path": "a.txt", "sha256": "0"}, "document": {}}'


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "it holds no notice"),
        (b"[]", "it holds no notice"),
        (b"\xff\xfe\x00", "it is not UTF-8"),
        (b"PK\x03\x04", "line 1 is no JSON"),
        (f"{NOTICE}\n{{".encode(), "line 2 is no JSON"),
        (b'{"figures": {}}', "source: Field required"),
        (b"[1]", "the notice: "),
        (f"{NOTICE}\n\n[1]".encode(), "line 3: the notice: "),
        (
            NOTICE.replace("{}", '{}, "targets": [{"evidence": {}}]').encode(),
            "targets.0.evidence.start: Field required",
        ),
        (NOTICE.replace("{}", '{}, "tasks": [{"measures": [1]}]').encode(), "tasks.0.measures.0: "),
    ],
)
def test_a_file_that_is_no_result_says_why(data: bytes, said: str, tmp_path: Path) -> None:
    path = tmp_path / "x.jsonl"
    path.write_bytes(data)
    with pytest.raises(GongwenError) as error:
        read_result(path)
    assert said in str(error.value)
    assert "gongwen extract -o FILE" in str(error.value)


@pytest.mark.parametrize("text", [NOTICE, f"[{NOTICE}]", f"\ufeff{NOTICE}\r\n", f"{NOTICE}\n\n"])
def test_a_result_is_json_lines_or_json(text: str, tmp_path: Path) -> None:
    (tmp_path / "x").write_text(text, encoding="utf-8", newline="")
    assert read_result(tmp_path / "x") == [json.loads(NOTICE)]


def made(folder: Path) -> subprocess.CompletedProcess[str]:
    """What `make compare` does in `folder`, with the environment of these tests instead of a new one."""
    tools = Path(sys.executable).parent
    settings = {**os.environ, "PYTHONPATH": str(folder.parent), "MAKEFLAGS": "", "MAKELEVEL": ""}
    line = ["make", "--no-print-directory", "--old-file=.venv/installed", f"BIN={tools}", "compare"]
    return subprocess.run(line, cwd=folder, env=settings, capture_output=True, encoding="utf-8", check=False)


def test_make_compares_with_the_last_commit(checkout: Path) -> None:
    clean = made(checkout)
    assert (clean.returncode, clean.stderr) == (0, "")
    assert clean.stdout.startswith("HEAD~1 → work, documents compared: 1; 1 gained, 1 lost, 0 changed.")
    (checkout / "extractors" / "data" / "new").touch()
    try:
        assert made(checkout).stdout.startswith("HEAD → work, documents compared: 1; no difference.")
    finally:
        (checkout / "extractors" / "data" / "new").unlink()


def test_make_goes_on_where_there_is_no_last_commit(checkout: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--depth=1", checkout.as_uri(), "gongwen")
    shallow = made(tmp_path / "gongwen")
    assert shallow.returncode == 0
    assert shallow.stdout == "Nothing to compare with: this clone has no HEAD~1.\n"


def test_make_fails_where_the_comparison_cannot_run(checkout: Path, tmp_path: Path) -> None:
    git(tmp_path, "clone", "--quiet", "--branch=broken", str(checkout), "gongwen")
    git(tmp_path / "gongwen", "revert", "--no-edit", "HEAD")
    failed = made(tmp_path / "gongwen")
    assert failed.returncode != 0
    assert "The rules of HEAD~1 could not read" in failed.stderr
