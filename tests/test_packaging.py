"""What is shipped: the wheel holds the package and its data and nothing else, and works where only it was installed.

The sdist is built from a copy of the checkout, the wheel from that sdist, as an installer without a wheel would do it.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest
from checkout import ROOT, copy_to

ROOMS = ("corpus", "extractors", "graph", "pipeline", "schemas")
NOT_SHIPPED = ("corpus/bench/",)
"""Inside the rooms and yet for development alone."""
NOTICE = "corpus/notices/铜府〔2023〕90号.txt"


def run(*command: str | Path, folder: Path) -> str:
    """Output of a command; its errors in the assertion where it fails, and nothing on stderr where it does not."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "GONGWEN"))}
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    return done.stdout


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    checkout = copy_to(tmp_path_factory.mktemp("checkout") / "gongwen")
    done = subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation"], cwd=checkout, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return checkout / "dist"


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    (wheel,) = dist.glob("*.whl")
    return wheel


def shipped() -> set[str]:
    """Every file of the rooms, and the modules of the root."""
    files = {path.relative_to(ROOT).as_posix() for room in ROOMS for path in (ROOT / room).rglob("*") if path.is_file()}
    files |= {path.name for path in ROOT.glob("*.py")} | {"py.typed"}
    return {name for name in files if "__pycache__" not in name and not name.startswith(NOT_SHIPPED)}


def test_wheel_holds_the_package_and_all_its_data(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if ".dist-info/" not in name}
    assert names == {f"gongwen/{name}" for name in shipped()}


def test_wheel_carries_licence_and_marks_itself_typed(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)
    assert "gongwen/py.typed" in names


def test_sdist_is_enough_to_test_and_develop(dist: Path) -> None:
    (sdist,) = dist.glob("*.tar.gz")
    with tarfile.open(sdist) as archive:
        names = {member.name.split("/", 1)[1] for member in archive if member.isfile()}
    assert shipped() <= names
    assert {"Makefile", "LICENSE", "README.md", "tests/test_packaging.py", "docs/definitions.md"} <= names
    assert not [name for name in names if name.endswith((".pyc", ".lock")) or name.startswith((".venv", ".cache"))]


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Programs of a fresh environment that holds the wheel and what it says it needs, and nothing else."""
    home = tmp_path_factory.mktemp("installed")
    run(sys.executable, "-m", "venv", home / "venv", folder=home)
    programs = home / "venv" / ("Scripts" if os.name == "nt" else "bin")
    install = [programs / "python", "-m", "pip", "--disable-pip-version-check", "install", "--quiet", wheel]
    done = subprocess.run(install, capture_output=True, text=True, check=False)
    if done.returncode and "No matching distribution" in done.stderr and not os.environ.get("CI"):
        pytest.skip("no package index can be reached to install what gongwen needs")
    assert done.returncode == 0, done.stderr
    return programs


def test_installed_wheel_has_one_top_level_module(installed: Path, tmp_path: Path) -> None:
    code = "from importlib.metadata import distribution as d; print(*{f.parts[0] for f in d('gongwen').files})"
    names = set(run(installed / "python", "-c", code, folder=tmp_path).split())
    assert {name for name in names if not name.endswith(".dist-info") and name != ".."} == {"gongwen"}


def test_installed_command_says_its_version(installed: Path, tmp_path: Path) -> None:
    assert run(installed / "gongwen", "--version", folder=tmp_path) == "gongwen, version 0.1.0\n"


def test_installed_command_extracts(installed: Path, tmp_path: Path) -> None:
    notice = json.loads(run(installed / "gongwen", "extract", ROOT / NOTICE, folder=tmp_path))
    assert notice["document"]["doc_number"] == "铜府〔2023〕90号"
    assert len([task for task in notice["tasks"] if task["basis"] == "note"]) == 36


def test_installed_command_loads_and_answers(installed: Path, tmp_path: Path) -> None:
    gongwen = installed / "gongwen"
    assert (
        run(gongwen, "ingest", ROOT / NOTICE, "--graph", "store", folder=tmp_path)
        .splitlines()[-1]
        .startswith("1 added")
    )
    rows = json.loads(
        run(gongwen, "tasks", "--agency", "区发改委", "--format", "json", "--graph", "store", folder=tmp_path)
    )
    assert {"区发展改革委"} <= {row["surface"] for row in rows}
