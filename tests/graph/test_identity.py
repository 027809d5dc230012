"""Who is who: the named cases, and that no order of the claims matters (invariant 4)."""

from __future__ import annotations

import random
import sys
from pathlib import Path

import pytest
from gongwen.graph.claims import ClaimIndex
from gongwen.graph.identity import Resolution, names_of, resolve
from gongwen.schemas import DocumentClaim
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from notices import claim

N1, N2 = "甲府〔2023〕1号", "乙府〔2023〕2号"
A = "2023年工作要点"
T1, T2, BARE = f"甲市人民政府关于印发{A}的通知", f"乙市人民政府关于印发{A}的通知", f"关于印发{A}的通知"

Case = tuple[dict[str, DocumentClaim], list[DocumentClaim], dict[DocumentClaim, str]]
CASES: dict[str, Case] = {
    "title and 文号 written together join": (
        {},
        [claim("甲", N1), claim("甲"), claim(None, N1)],
        {claim("甲"): N1, claim(None, N1): N1},
    ),
    "a plan is its notice, by the notice's own form": ({}, [claim(T1), claim(A)], {claim(A): T1, claim(T1): T1}),
    "a plan cited by 文号 is its notice": ({}, [claim(T1), claim(A, N1)], {claim(T1): N1, claim(A, N1): N1}),
    "a held document is known by any of its names": (
        {N1: claim("甲通知", N1, "某方案")},
        [claim("甲通知"), claim("某方案"), claim(None, "甲府[2023]01号")],
        {claim("甲通知"): N1, claim("某方案"): N1, claim(None, "甲府[2023]01号"): N1},
    ),
    "a held document without 文号 gets the one that others write": (
        {"甲通知": claim("甲通知")},
        [claim("甲通知", N1)],
        {claim("甲通知", N1): N1},
    ),
    "one title of two 文号 joins nothing": (
        {},
        [claim(A, N1), claim(A, N2), claim(A)],
        {claim(A, N1): N1, claim(A, N2): N2, claim(A): A},
    ),
    "the speaker's region decides between held documents": (
        {N1: claim(A, N1, region="甲市"), N2: claim(A, N2, region="乙市")},
        [claim(A, region="甲市"), claim(A, region="丙市"), claim(A)],
        {claim(A, region="甲市"): N1, claim(A, region="丙市"): A, claim(A): A},
    ),
    "and does not where two of them are of it": (
        {N1: claim(A, N1, region="甲市"), N2: claim(A, N2, region="甲市")},
        [claim(A, region="甲市")],
        {claim(A, region="甲市"): A},
    ),
    "notices of two issuers with one plan's title stay two": (
        {},
        [claim(T1), claim(T2), claim(A)],
        {claim(T1): T1, claim(T2): T2, claim(A): A},
    ),
    "a notice cited without its issuer is the one notice that carries the plan": (
        {N1: claim(T1, N1)},
        [claim(BARE), claim(A)],
        {claim(BARE): N1, claim(A): N1},
    ),
    "but belongs to neither of two": (
        {N1: claim(T1, N1), N2: claim(T2, N2)},
        [claim(BARE), claim(T1), claim(A)],
        {claim(BARE): BARE, claim(T1): N1, claim(A): A},
    ),
    "a title of its own comes before one that is only carried": (
        {N1: claim("省政府通知", N1), N2: claim("乙市关于转发《省政府通知》的通知", N2)},
        [claim("省政府通知")],
        {claim("省政府通知"): N1},
    ),
    "no chain of names makes one of two 文号": (
        {},
        [claim("甲", N1, "丙"), claim("乙", None, "丙"), claim("乙", None, "丁"), claim("丁", N2)],
        {claim("甲", N1, "丙"): N1, claim("丁", N2): N2},
    ),
}


@pytest.mark.parametrize(("held", "mentions", "meant"), CASES.values(), ids=CASES)
def test_what_names_mean(
    held: dict[str, DocumentClaim], mentions: list[DocumentClaim], meant: dict[DocumentClaim, str]
) -> None:
    found = resolve(held, mentions)
    assert {said: found.mentions[said] for said in meant} == meant
    check(found, held, mentions)


def test_what_is_ambiguous_is_said_with_its_candidates() -> None:
    found = resolve({}, [claim(A, N1), claim(A, N2), claim(A)])
    assert [(each.claim, each.candidates) for each in found.ambiguities] == [(claim(A), (N2, N1))]
    assert resolve({}, [claim(A, N1), claim(A)]).ambiguities == ()


def test_a_document_has_all_the_names_that_are_said_of_it() -> None:
    found = resolve({}, [claim(T1), claim(A, N1)]).documents[N1]
    assert found.names == tuple(sorted((T1, A, N1)))
    assert (found.doc_number, found.title, found.attached_title, found.held) == (N1, T1, A, None)


NUMBERS = st.sampled_from([None, None, N1, N2, "丙〔2020〕3号"])
NAMES = st.sampled_from([None, A, T1, T2, BARE, "甲", "乙", "《甲》", "关于转发甲的通知", "某关于印发《乙》的通知"])
REGIONS = st.sampled_from([None, "甲市", "乙市"])
CLAIMS = st.builds(claim, NAMES, NUMBERS, NAMES, REGIONS).filter(
    lambda each: any((each.title, each.doc_number, each.attached_title))
)
HELD = st.dictionaries(st.sampled_from([N1, N2, "甲", "乙", A, "x1", "x2"]), CLAIMS, max_size=4)


def check(found: Resolution, held: dict[str, DocumentClaim], mentions: list[DocumentClaim]) -> None:
    """What must hold of every resolution."""
    assert set(found.held) == set(held)
    assert len(set(found.held.values())) == len(held), "two held documents share a node"
    assert {key for key, document in found.documents.items() if document.held} == set(found.held.values())
    assert set(found.documents) == set(found.held.values()) | set(found.mentions.values())
    for said in mentions:
        names, document = names_of(said), found.documents[found.mentions[said]]
        assert names.number is None or document.doc_number == names.number, "two 文号 share a node"
        assert names.all <= set(document.names)
    for node, document in found.documents.items():
        assert node == document.id
        assert document.doc_number is None or document.held or node == document.doc_number


@given(HELD, st.lists(CLAIMS, max_size=8))
@settings(max_examples=300, deadline=None)
def test_what_must_hold_of_any_claims(held: dict[str, DocumentClaim], mentions: list[DocumentClaim]) -> None:
    check(resolve(held, mentions), held, mentions)


@given(HELD, st.lists(CLAIMS, max_size=8), st.randoms(use_true_random=False))
@settings(max_examples=300, deadline=None)
def test_no_order_matters(held: dict[str, DocumentClaim], mentions: list[DocumentClaim], chance: random.Random) -> None:
    keys, shuffled = list(held), [*mentions, *mentions[:2]]
    chance.shuffle(keys)
    chance.shuffle(shuffled)
    assert resolve({key: held[key] for key in keys}, shuffled) == resolve(held, mentions)


@given(HELD, st.lists(CLAIMS, max_size=8), CLAIMS)
@settings(max_examples=300, deadline=None)
def test_resolving_what_a_name_reaches_says_what_resolving_all_says(
    held: dict[str, DocumentClaim], mentions: list[DocumentClaim], asked: DocumentClaim
) -> None:
    index = ClaimIndex()
    for key, own in held.items():
        index.add(key, own, mentions)
    for said in [] if held else dict.fromkeys(mentions):
        index.add(f"speaker {said!r}", claim(f"speaker {said!r}"), [said])
    whole = resolve(*index.all())
    part = resolve(*index.claims(index.around(names_of(asked).all)))
    assert part.held.items() <= whole.held.items()
    assert part.mentions.items() <= whole.mentions.items()
    assert part.documents.items() <= whole.documents.items()
    assert set(part.ambiguities) <= set(whole.ambiguities)
