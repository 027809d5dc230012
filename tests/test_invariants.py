"""What must hold of any text: evidence is the text, the outline is total, nothing is refused, equal input gives equal bytes.

Invariants 1, 2 and 8 of docs/design.md, at the level of extraction; those of the graph are tested beside it.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from gongwen.extractors.reading import Reading
from gongwen.pipeline.extract import extract
from gongwen.schemas import Notice
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from notice_texts import DAMAGE, NOTICES, damaged, faults, notices, outline_faults, source_of

SHORT = [name for name, text in notices().items() if len(text) < 6000]
"""Notices that are read quickly enough to be damaged many times."""
SCRAPS = st.lists(
    st.one_of(
        st.sampled_from(
            ["一、", "二、", "（一）", "（二）", "1.", "2.", "①", "第一条 ", "3.1 ", "附件1：", "根据", "《某规划》", "（以下简称《规划》）", "（国发〔2020〕1号）",
             "（省教育厅牵头，", "省财政厅配合）", "责任单位：", "各市要", "到2025年，", "覆盖率", "达到", "90%", "1.8：1", "翻番", "Ⅲ类", "建设", "同心桥水库",
             "、", "，", "。", "；", "：", "\n", "\n\n", "　", "等项目", "“", "”", "（", "）", "《", "》", "下同", "列第一位者为牵头单位", "2021年3月1日\n", "某市人民政府\n"]
        ),
        st.text(max_size=4),
    ),
    max_size=60,
).map("".join)  # fmt: skip


def read(text: str) -> Notice:
    return extract(source_of(text))


@pytest.mark.parametrize("name", notices())
def test_evidence_is_the_text_in_every_notice_of_the_corpus(name: str) -> None:
    text = notices()[name]
    notice = read(text)
    assert faults(notice, text) == []
    assert notice.sections or not Reading.of(text).outline.items


@pytest.mark.parametrize("name", notices())
def test_blocks_joined_are_every_notice_of_the_corpus(name: str) -> None:
    assert outline_faults(notices()[name]) == []


@pytest.mark.parametrize("how", DAMAGE)
def test_evidence_is_the_text_whatever_happened_to_it(how: str) -> None:
    chance = random.Random(how)  # the same damage every time
    for name in chance.sample(sorted(notices()), 15):
        text = damaged(notices()[name], how, chance)
        assert faults(read(text), text) == [], name


@given(st.one_of(SCRAPS, st.text(max_size=120)))
@settings(max_examples=500, derandomize=True, deadline=None)
def test_any_text_is_read(text: str) -> None:
    assert faults(read(text), text) == []


@given(SCRAPS)
@settings(max_examples=300, derandomize=True, deadline=None)
def test_found_things_stand_in_document_order_and_inside_what_holds_them(text: str) -> None:
    notice = read(text)
    for kind in (notice.sections, notice.tasks, notice.projects, notice.targets, notice.citations):
        starts = [item.evidence.start for item in kind]
        assert starts == sorted(starts)
    for task in notice.tasks:
        assert all(
            task.evidence.start <= measure.evidence.start and measure.evidence.end <= task.evidence.end
            for measure in task.measures
        )
    holders = {task.id: task.evidence for task in notice.tasks}
    for found in (*notice.projects, *notice.targets, *notice.citations):
        if found.task_id is not None:
            holder = holders[found.task_id]
            assert holder.start <= found.evidence.start
            assert found.evidence.end <= holder.end


@given(st.sampled_from(SHORT))
@settings(max_examples=10, derandomize=True, deadline=None)
def test_reading_twice_gives_the_same_bytes(name: str) -> None:
    text = notices()[name]
    assert read(text).to_json(header_marks=True) == read(text).to_json(header_marks=True)


PROGRAM = """
import hashlib, sys
from gongwen.pipeline.extract import extract
sys.path.insert(0, sys.argv[1])
from notice_texts import notices, source_of
names = sys.argv[2:]
if names[0] == "backwards":
    names = names[:0:-1]
lines = {name: extract(source_of(notices()[name])).to_json(header_marks=True) for name in names}
print(hashlib.sha256("".join(lines[name] for name in sorted(lines)).encode()).hexdigest())
"""


def test_processes_with_other_hash_seeds_and_orders_give_the_same_bytes() -> None:
    names = ["铜府〔2023〕90号", *SHORT[:8]]
    here = sha256("".join(read(notices()[name]).to_json(header_marks=True) for name in sorted(names)).encode())
    found = []
    for seed, order in (("1", names), ("2", ["backwards", *names])):
        environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM, str(NOTICES.parents[1] / "tests"), *order],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        found.append(done.stdout.strip())
    assert found == [here.hexdigest()] * 2
