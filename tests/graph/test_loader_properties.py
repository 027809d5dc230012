"""Invariants 3 to 5 and 7 for documents that nobody thought of: any documents, any order, any changes. On both stores."""

from __future__ import annotations

import random
import shutil
import sys
from pathlib import Path

from gongwen.graph.connection import Store
from gongwen.graph.loader import FILE, Loader, Outcome
from gongwen.schemas import DocumentClaim, Facts
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from notices import claim, emptied, graph, notice

NUMBERS = ("甲府〔2023〕1号", "乙府〔2023〕2号", "丙府〔2023〕3号")
PLAN = "2023年工作要点"
TITLES = (
    f"甲市人民政府关于印发{PLAN}的通知",
    f"乙市人民政府关于印发《{PLAN}》的通知",
    PLAN,
    "丁规划",
    "关于转发丁规划的通知",
)
REGIONS = ("甲市", "乙市")

mentions = st.builds(
    claim,
    st.sampled_from((None, *TITLES)),
    st.sampled_from((None, None, *NUMBERS)),
    st.none(),
    st.sampled_from(REGIONS),
).filter(lambda said: bool(said.title or said.doc_number))


@st.composite
def notices(draw: st.DrawFn, version: str = "1") -> Facts:
    region = draw(st.sampled_from(REGIONS))
    own = draw(st.builds(claim, st.sampled_from(TITLES), st.sampled_from((None, *NUMBERS)), st.none(), st.just(region)))
    return notice(
        own,
        draw(st.lists(mentions, max_size=4)),
        version=version,
        agencies=draw(st.lists(st.sampled_from(["甲局", "乙局", "丙局"]), min_size=1, max_size=3, unique=True)),
        projects=draw(st.lists(st.sampled_from(["一号线", "二号线"]), max_size=2, unique=True)),
        indicator=draw(st.sampled_from([None, "GDP"])),
        kind=draw(st.sampled_from(["department", "group"])),
        region=region,
    )


def one_of_each(found: list[Facts]) -> list[Facts]:
    return list({facts.document_id: facts for facts in found}.values())


sets = st.lists(notices(), min_size=1, max_size=5).map(one_of_each)
on_a_store = settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)


def loaded(store: Store, documents: list[Facts]) -> tuple[list[str], list[str]]:
    loader = Loader(emptied(store))
    for facts in documents:
        loader.ingest(facts)
    return graph(store)


@given(documents=sets, chance=st.randoms(use_true_random=False))
@on_a_store
def test_any_order_gives_the_same_graph(store: Store, documents: list[Facts], chance: random.Random) -> None:
    first = loaded(store, documents)
    shuffled = documents.copy()
    chance.shuffle(shuffled)
    assert loaded(store, shuffled) == first
    assert all(Loader(store).ingest(facts) == Outcome.UNCHANGED for facts in documents)
    assert graph(store) == first


@given(documents=sets, others=st.lists(notices(version="2"), max_size=3), kept=st.sets(st.integers(0, 4)))
@on_a_store
def test_what_was_changed_or_deleted_leaves_no_trace(
    store: Store, documents: list[Facts], others: list[Facts], kept: set[int]
) -> None:
    last = {facts.document_id: facts for facts in documents}
    loader = Loader(emptied(store))
    for facts in documents:
        loader.ingest(facts)
    for facts in others:
        loader.ingest(facts)
        last[facts.document_id] = facts
    for place, document_id in enumerate(sorted(last)):
        if place not in kept:
            assert loader.delete(document_id) == Outcome.DELETED
            del last[document_id]
    assert graph(store) == loaded(store, list(last.values()))


@given(
    documents=sets, others=st.lists(notices(version="2"), min_size=1, max_size=3), deleted=st.sets(st.integers(0, 4))
)
@on_a_store
def test_a_file_of_another_day_is_no_worse_than_none(
    embedded_store: Store, documents: list[Facts], others: list[Facts], deleted: set[int], tmp_path: Path
) -> None:
    """The tables beside the graph: put back from a copy, they are behind it, or ahead."""
    file, copy = embedded_store.embedded.folder / FILE, tmp_path / FILE
    loaded(embedded_store, documents)
    shutil.copy(file, copy)
    last = {facts.document_id: facts for facts in documents}
    for place, document_id in enumerate(sorted(last)):
        if place in deleted:
            Loader(embedded_store).delete(document_id)
            del last[document_id]
    for facts in others[1:]:
        Loader(embedded_store).ingest(facts)
        last[facts.document_id] = facts
    shutil.copy(copy, file)
    Loader(embedded_store).ingest(others[0])
    last[others[0].document_id] = others[0]
    assert graph(embedded_store) == loaded(embedded_store, list(last.values()))


@given(documents=sets)
@settings(on_a_store, max_examples=10)
def test_both_stores_hold_the_same_graph(embedded_store: Store, neo4j_store: Store, documents: list[Facts]) -> None:
    assert loaded(embedded_store, documents) == loaded(neo4j_store, documents)


def test_the_documents_made_up_here_are_ones_that_join_part_and_conflict() -> None:
    """Else the properties above would say little."""
    drawn: list[DocumentClaim] = []

    @given(documents=sets)
    @settings(max_examples=100, database=None, derandomize=True)
    def draw(documents: list[Facts]) -> None:
        drawn.extend(facts.own for facts in documents)

    draw()
    assert {own.doc_number for own in drawn} == {None, *NUMBERS}
    assert {own.title for own in drawn} == set(TITLES)
