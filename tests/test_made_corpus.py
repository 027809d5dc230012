"""The corpus that is made for measuring: from a seed always the same, all different, read like the notices it is made of."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from gongwen.graph.connection import Store, open_store
from gongwen.graph.loader import Loader
from gongwen.pipeline.canonicalise import canonicalise
from gongwen.pipeline.extract import extract
from gongwen.pipeline.ingest import Outcome, ingest
from gongwen.schemas import Notice

sys.path.append(str(Path(__file__).parents[1]))
from checkout import ROOT
from notice_texts import faults, source_of

from benchmarks import bare
from benchmarks.corpus import bases, make, plans, regions

SAMPLE = 64
LOADED = 25


def figures(notice: Notice) -> Iterator[tuple[str, int]]:
    yield "sections", len(notice.sections)
    yield "tasks", len(notice.tasks)
    yield "responsibilities", sum(len(task.responsibilities) for task in notice.tasks)
    yield "projects", len(notice.projects)
    yield "targets", len(notice.targets)


def test_number_and_seed_decide_every_byte(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "benchmarks.corpus", "12", str(tmp_path / "made"), "--seed", "7"]
    subprocess.run(command, cwd=ROOT, check=True)
    written = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "made").iterdir()}
    assert written == dict(make(12, 7))
    assert written != dict(make(12, 8))


def test_all_differ() -> None:
    texts = [text for _, text in make(2000)]
    assert len(set(texts)) == 2000
    planned = plans(100_000)
    assert len({plan.number for plan in planned}) == 100_000
    assert len({plan.title for plan in planned}) == 100_000


def test_more_than_there_are_different_ones_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be made"):
        plans(len(bases()) * len(regions()) + 1)


@pytest.fixture(scope="module")
def sample() -> list[tuple[str, Notice]]:
    return [(text, extract(source_of(text))) for _, text in make(SAMPLE)]


def test_each_is_the_notice_that_was_planned(sample: list[tuple[str, Notice]]) -> None:
    named = 0
    for plan, (text, notice) in zip(plans(SAMPLE), sample, strict=True):
        assert faults(notice, text) == []
        assert notice.document.doc_number == plan.number
        assert notice.document.title in (None, plan.title)  # None where the notice it is made of has none
        assert notice.document.issuers[0].startswith(plan.region.full)
        named += notice.document.title is not None
    assert named > SAMPLE / 2


def test_as_much_is_read_as_in_the_notices_it_is_made_of(sample: list[tuple[str, Notice]]) -> None:
    originals = {base.number: dict(figures(extract(source_of(base.text)))) for base in bases()}
    for plan, (_, notice) in zip(plans(SAMPLE), sample, strict=True):
        for what, number in figures(notice):
            wanted = originals[plan.base.number][what]
            assert abs(number - wanted) <= max(4, wanted / 4), (plan.base.number, what)


def test_they_are_loaded_and_cite_each_other(embedded_store: Store, tmp_path: Path) -> None:
    for name, text in make(LOADED):
        (tmp_path / name).write_text(text, encoding="utf-8")
    report = ingest([tmp_path], embedded_store)
    assert report.counts[Outcome.ADDED] == LOADED
    cited = "MATCH (a:Document)-[:CITES]->(b:Document) WHERE b.ingested = true RETURN DISTINCT a.id, b.id"
    pairs = embedded_store.read(cited).records
    assert len({citing for citing, _ in pairs}) > LOADED * 0.8
    assert embedded_store.read("MATCH (d:Document) WHERE d.ingested = true RETURN count(d)").records == [(LOADED,)]


def test_the_bare_driver_writes_the_rows_that_the_loader_writes(embedded_store: Store, tmp_path: Path) -> None:
    """Else what loading is measured against would be another amount of work."""
    with open_store(tmp_path / "bare") as other:
        writer = bare.Writer(other)
        for _, text in make(8):
            facts = canonicalise(extract(source_of(text)), text=text)
            Loader(embedded_store).ingest(facts)
            writer.write(facts)
        bare.agree(embedded_store, other)
        with other.write_session() as session:
            session.run("MATCH (t:Task) WITH t LIMIT 1 DETACH DELETE t").consume()
        with pytest.raises(AssertionError):
            bare.agree(embedded_store, other)
