"""The folder that the tests watch."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from gongwen.graph.connection import Store
from gongwen.pipeline.ingest import ingest
from gongwen.pipeline.watching import taking as watch_taking
from watched import Folder


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
