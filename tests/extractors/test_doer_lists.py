"""Lists of doers: a subject is organisations or nothing, and who follows 会同 is a partner."""

from __future__ import annotations

import pytest
from gongwen.extractors import doer_lists
from gongwen.extractors.text import Layout, Piece


@pytest.mark.parametrize(
    ("subject", "found"),
    [
        pytest.param("财政部、教育部", ["财政部", "教育部"], id="two"),
        pytest.param("外事、海关、民航等部门", ["外事、海关、民航等部门"], id="one-group-by-function"),
        pytest.param(
            "推动长江经济带发展领导小组办公室", ["推动长江经济带发展领导小组办公室"], id="named-after-its-work"
        ),
        pytest.param("组织部门", ["组织部门"], id="verb-in-the-name"),
        pytest.param("会同有关部门", None, id="opens-with-a-preposition"),
        pytest.param("产业链", None, id="no-organisation"),
    ],
)
def test_organisations(subject: str, found: list[str] | None) -> None:
    pieces = doer_lists.organisations(Layout(subject), 0, len(subject))
    assert (pieces and [subject[slice(*piece)] for piece in pieces]) == found


@pytest.mark.parametrize(
    ("clause", "found", "open_ended"),
    [
        pytest.param("会同财政部、税务总局制定办法", ["财政部", "税务总局"], False, id="up-to-the-verb"),
        pytest.param("会同市教育局等部门开展检查", ["市教育局"], True, id="open"),
        pytest.param("会同各区政府落实", ["各区政府"], False, id="group"),
    ],
)
def test_partners(clause: str, found: list[str], open_ended: bool) -> None:
    pieces, more = doer_lists.partners(Layout(clause), Piece(0, len(clause)))
    assert ([clause[slice(*piece)] for piece in pieces], more) == (found, open_ended)
