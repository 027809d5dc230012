"""How soon the embedded store answers: a new one, and one that is there already."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path

from gongwen.graph.connection import open_store


def measure() -> dict[str, float]:
    """Seconds from opening to the first answer, and of going away again. Each once: a first start is not to be repeated."""
    with tempfile.TemporaryDirectory() as folder:
        new, leaving = _first_answer(Path(folder) / "graph")
        again, _ = _first_answer(Path(folder) / "graph")
    return {"new store, to the first answer": new, "existing store, to the first answer": again, "closing": leaving}


def _first_answer(folder: Path) -> tuple[float, float]:
    start = time.perf_counter()
    with open_store(str(folder)) as store:
        store.read("MATCH (n) RETURN count(n) AS nodes")
        answered = time.perf_counter()
    return answered - start, time.perf_counter() - answered
