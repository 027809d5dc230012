"""Steps of the rules: kept only while someone watches."""

from __future__ import annotations

from gongwen.extractors import trace

from .small_notice import item, reading


def test_steps_are_kept_only_while_someone_watches() -> None:
    text = item("市教育局要加强管理。")
    with trace.watch() as steps:
        reading(text)
    assert any(step.outcome == trace.FIRED for step in steps)
    count = len(steps)
    reading(text)
    assert len(steps) == count
    assert not trace.watching()


def test_a_watch_inside_a_watch_keeps_its_own_steps() -> None:
    with trace.watch() as outer:
        trace.step("rule", 0, 1, trace.LOOKED, "outer")
        with trace.watch() as inner:
            trace.step("rule", 0, 1, trace.LOOKED, "inner")
        trace.step("rule", 0, 1, trace.LOOKED, "outer again")
    assert [step.why for step in outer] == ["outer", "outer again"]
    assert [step.why for step in inner] == ["inner"]
