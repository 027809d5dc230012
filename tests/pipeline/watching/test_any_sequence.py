"""Any sequence of changes and restarts ends in the right state."""

from __future__ import annotations

import tempfile
from pathlib import Path

from gongwen.graph.connection import Store
from gongwen.pipeline.watching.watch import Ended
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from notices import emptied
from watched import BOXES, Folder, notice

NAMES = ("a.txt", "b.txt", "子/c.txt")
TEXTS = {
    "first": notice(1),
    "first, fuller": notice(1, extra="还要修建铁路。"),
    "first, fullest": notice(1, extra="还要修建铁路和公路。"),
    "second": notice(2),
    "empty": "",
    "prose": "这里没有任何编号的章节。\n",
}
STEPS = st.lists(
    st.tuples(st.sampled_from(NAMES), st.sampled_from((*TEXTS, "remove")), st.booleans()), min_size=1, max_size=8
)


def expected(files: dict[str, str]) -> dict[str, str]:
    """Of texts of one number the fullest is in, in each of its copies; what is empty or prose is not."""
    best = max((kind for kind in files.values() if kind.startswith("first")), key=len, default="")
    return {f"{name}.txt": "已入库" if kind in (best, "second") else "未入库" for name, kind in files.items()}


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_any_sequence_of_changes_and_restarts_ends_in_the_right_state(
    embedded_store: Store, steps: list[tuple[str, str, bool]]
) -> None:
    with tempfile.TemporaryDirectory() as place:
        folder = Folder(Path(place) / "收文", emptied(embedded_store))
        files: dict[str, str] = {}
        for name, kind, restart in [*steps, (NAMES[0], "second", True)]:
            if kind == "remove":
                (folder.path / name).unlink(missing_ok=True)
                files.pop(name, None)
            else:
                folder.put(name, TEXTS[kind])
                files[name] = kind
            if restart:
                ended = folder.once()
                assert folder.notes() == expected(files)
                assert set(folder.state()) == set(files)
                boxes = list(expected(files).values())
                assert ended == Ended(0, boxes.count("已入库"), boxes.count("未入库"), False)
        folder.once()
        assert not any(line.startswith(BOXES) for line in folder.lines), "nothing is done twice"
