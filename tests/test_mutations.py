"""Mutated notices: none stops the reading, and invariants 1, 2 and 8 hold of each.

150 of them in every run; `GONGWEN_MUTATIONS=10000` in the environment asks for as many as that. Each is named by its number.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from gongwen.graph.rows import checked
from gongwen.pipeline.canonicalise import canonicalise
from gongwen.pipeline.extract import extract
from gongwen.pipeline.read import read
from gongwen.schemas import SetAside, SourceText
from mutations import BYTES, ENCODINGS, mutation
from notice_texts import DAMAGE, faults, outline_faults, source_of

COUNT = int(os.environ.get("GONGWEN_MUTATIONS", "150"))
ELSEWHERE = range(0, COUNT, 10)
"""Numbers of those that are also read in another process."""


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mutations") / "notice.txt"


def source(seed: int, file: Path) -> SourceText | None:
    """What reading makes of a mutation; None where it is refused."""
    made = mutation(seed)
    if made.data is None:
        return source_of(made.text)
    file.write_bytes(made.data)
    try:
        return read(file)
    except SetAside:
        return None


@pytest.mark.parametrize("seed", range(COUNT))
def test_a_mutated_notice_is_read_or_refused(seed: int, file: Path) -> None:
    found = source(seed, file)
    if found is None:
        return
    notice = extract(found)
    assert faults(notice, found.text) == []
    assert outline_faults(found.text) == []
    assert extract(found).to_json(header_marks=True) == notice.to_json(header_marks=True)
    checked(canonicalise(notice, text=found.text))


PROGRAM = """
import json, sys
from hashlib import sha256
sys.path.insert(0, sys.argv[1])
from gongwen.pipeline.extract import extract
from mutations import mutation
from notice_texts import source_of
found = {seed: extract(source_of(mutation(int(seed)).text)).to_json(header_marks=True) for seed in sys.argv[2:]}
print(json.dumps({seed: sha256(line.encode()).hexdigest() for seed, line in found.items()}))
"""


def test_another_process_with_another_hash_seed_gives_the_same_bytes() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(Path(__file__).parent), *map(str, reversed(ELSEWHERE))],
        env={**os.environ, "PYTHONHASHSEED": "4711", "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=True,
    )
    here = {seed: extract(source_of(mutation(seed).text)).to_json(header_marks=True) for seed in ELSEWHERE}
    assert json.loads(done.stdout) == {str(seed): sha256(line.encode()).hexdigest() for seed, line in here.items()}


def test_the_mutations_are_of_every_kind_and_most_can_be_read(file: Path) -> None:
    made = [mutation(seed) for seed in range(1000)]
    assert {how for each in made for how in each.accidents} == {*DAMAGE, *ENCODINGS, *BYTES}
    through_bytes = [seed for seed, each in enumerate(made) if each.data is not None]
    readable = [seed for seed in through_bytes if source(seed, file)]
    assert 0.3 < len(readable) / len(through_bytes) < 0.9
