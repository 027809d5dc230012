"""Annexes: where they begin, and what they are called."""

from __future__ import annotations

import pytest
from gongwen.extractors import annexes


@pytest.mark.parametrize(
    ("text", "titles"),
    [
        pytest.param("附件\n重点任务分工表\n一、甲", ["重点任务分工表"], id="title-on-the-next-line"),
        pytest.param("附件2\n绿色建材推广\n实施方案\n一、甲", ["绿色建材推广实施方案"], id="title-over-two-lines"),
        pytest.param("2021年3月5日\n附件1：责任清单\n一、甲", ["责任清单"], id="on-the-same-line-after-the-date"),
        pytest.param("附件：责任清单\n2021年3月5日", [], id="list-of-annexes-before-the-date"),
        pytest.param("本通知附件\n", [], id="no-annex"),
    ],
)
def test_find(text: str, titles: list[str]) -> None:
    assert [title for _, title in annexes.find(text)] == titles
