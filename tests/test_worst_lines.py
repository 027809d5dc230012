"""Lines of 20,000 characters of whatever a rule might trip over: read without an error, and every invariant holds.

How long they take is for `make bench` to say.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from gongwen.pipeline.extract import extract

sys.path.append(str(Path(__file__).parents[1]))
from notice_texts import faults, outline_faults, source_of

from benchmarks.worst_case import REPEATED, SHORT, line


@pytest.mark.parametrize("in_item", [False, True], ids=["alone", "in an item"])
@pytest.mark.parametrize("piece", REPEATED, ids=repr)
def test_a_long_line_of_one_piece_is_read(piece: str, in_item: bool) -> None:
    text = line(piece, SHORT, in_item=in_item)
    notice = extract(source_of(text))
    assert faults(notice, text) == []
    assert outline_faults(text) == []
