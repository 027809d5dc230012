"""Imports run one way, and the check that says so would notice if they did not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from checkout import copy_to

BREACHES = {
    "a room knows the one above it": ("schemas/base.py", "from ..pipeline import read"),
    "extractors know graph": ("extractors/dates.py", "from ..graph import names"),
    "graph knows extractors": ("graph/names.py", "from ..extractors import dates"),
    "pipeline knows the command line": ("pipeline/decode.py", "from .. import cli"),
    "hidden inside a function": ("graph/names.py", "def f() -> None:\n    from ..extractors import dates"),
    "for types only": ("graph/names.py", "if False:\n    from ..pipeline.read import read"),
    "reading talks to the database": ("extractors/dates.py", "import neo4j"),
    "the graph cuts words": ("graph/names.py", "import spacy"),
}


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the contract over the package `folder`; its parent is where the package is looked for."""
    return subprocess.run(
        [
            sys.executable,
            "-c",
            "from importlinter.cli import lint_imports_command; lint_imports_command()",
            "--no-cache",
        ],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder.parent)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_to(tmp_path_factory.mktemp("contract") / "gongwen")


def test_contract_is_kept(copy: Path) -> None:
    result = lint_imports(copy)
    assert result.returncode == 0, result.stdout
    assert "3 kept, 0 broken" in result.stdout


@pytest.mark.parametrize(("module", "line"), BREACHES.values(), ids=BREACHES)
def test_breach_is_noticed(copy: Path, module: str, line: str) -> None:
    before = (copy / module).read_text(encoding="utf-8")
    try:
        (copy / module).write_text(f"{before}\n{line}\n", encoding="utf-8")
        result = lint_imports(copy)
    finally:
        (copy / module).write_text(before, encoding="utf-8")
    assert result.returncode == 1, result.stdout
    assert "BROKEN" in result.stdout


def test_new_room_needs_a_place(copy: Path) -> None:
    room = copy / "attic.py"
    try:
        room.write_text('"""A module that no layer names."""\n', encoding="utf-8")
        result = lint_imports(copy)
    finally:
        room.unlink()
    assert result.returncode == 1, result.stdout
    assert "attic" in result.stdout
