"""Clauses about works, read as phrases: the names, and the phase that the verbs before and behind them state."""

from __future__ import annotations

import pytest
from gongwen.extractors import project_phrases
from gongwen.extractors.lexicon import load


@pytest.mark.parametrize(
    ("words", "names", "phase"),
    [
        pytest.param("建设同心桥水库、太平水厂", ["同心桥水库", "太平水厂"], "build", id="verb-first"),
        pytest.param("成渝中线高铁建成投运", ["成渝中线高铁"], "operate", id="names-first"),
        pytest.param("推动璧铜线延伸至潼南", ["璧铜线"], "upgrade", id="verb-names-verb"),
        pytest.param("推动海上发射平台论证", ["海上发射平台"], "study", id="noun-of-work-behind"),
        pytest.param("各街镇全面推进垃圾分类行动", ["垃圾分类行动"], "build", id="after-a-subject"),
    ],
)
def test_read(words: str, names: list[str], phase: str) -> None:
    found = project_phrases.read(words)
    assert found is not None
    assert found.names == names
    assert project_phrases.strongest(found.phases) == phase


@pytest.mark.parametrize("words", ["融入西部陆海新通道", "全市经济稳中向好"])
def test_no_verb_of_work(words: str) -> None:
    assert project_phrases.read(words) is None


def test_every_opening_verb_has_a_phase() -> None:
    phases = {entry.term: entry["phase"] for entry in load("work_verbs")}
    opening = [entry.term for entry in load("verbs_behind") if entry["class"] != "after"]
    assert opening and all(phases.get(term) for term in opening)
