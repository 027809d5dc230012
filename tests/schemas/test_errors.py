"""Errors speak to the person who has to mend it, and have one root."""

from __future__ import annotations

import pytest
from gongwen.schemas import GongwenError, QueryError, SetAside, SetAsideReason, StoreError


@pytest.mark.parametrize("error", [SetAside, StoreError, QueryError])
def test_one_root(error: type[Exception]) -> None:
    assert issubclass(error, GongwenError)


def test_a_file_set_aside_says_which_why_and_what_to_do() -> None:
    error = SetAside("甲.txt", SetAsideReason.EMPTY, "文件是空的")
    assert (error.path, error.reason, error.message) == ("甲.txt", SetAsideReason.EMPTY, "文件是空的")
    assert str(error) == "甲.txt: 文件是空的"


def test_reasons_are_stable_words_for_reports() -> None:
    assert all(reason.value == reason.name.lower() for reason in SetAsideReason)
