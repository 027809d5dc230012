"""Extraction of the notices that ship against cutting the same texts into words, and where the time goes.

The measure is `jieba.lcut` with the dictionary loaded: what any program that reads Chinese pays before it has understood a
word. Both are taken warm (patterns compiled, vocabulary read), extraction also cold: the memories of repeated phrases emptied.
"""

from __future__ import annotations

import gc
import sys
import time
from functools import _lru_cache_wrapper
from pathlib import Path

import gongwen
from gongwen.extractors import words
from gongwen.pipeline import nlp
from gongwen.pipeline.extract import extract
from gongwen.pipeline.read import read
from gongwen.schemas import SourceText

from .timing import best

NOTICES = Path(gongwen.__file__).parent / "corpus" / "notices"
ROUNDS = 5
BOUND = 1.5
"""Whole extraction ÷ jieba.lcut may be at most this; 1.0 is the goal."""


def measure() -> tuple[int, dict[str, float], dict[str, float]]:
    """Characters of all notices; seconds of the whole (jieba, extraction, extraction cold); seconds of each part."""
    sources = [read(str(path)) for path in sorted(NOTICES.glob("*.txt"))]
    tokenizer = words.tokenizer()
    _extract(sources)
    gc.disable()
    try:
        whole = best(
            {
                "jieba.lcut": lambda: [tokenizer.lcut(source.text) for source in sources],
                "extraction": lambda: _extract(sources),
                "extraction, no phrase remembered": lambda: _forget() or _extract(sources),
            },
            ROUNDS,
        )
        return sum(len(source.text) for source in sources), whole, _parts(sources)
    finally:
        gc.enable()


def _extract(sources: list[SourceText]) -> None:
    for source in sources:
        extract(source)


def _forget() -> None:
    """Empty the bounded memories, which fill with the phrases of the texts read; what is loaded once for good stays."""
    for name, module in list(sys.modules.items()):
        for member in vars(module).values() if name.startswith("gongwen.") else ():
            if isinstance(member, _lru_cache_wrapper) and (member.cache_parameters()["maxsize"] or 0) > 1:
                member.cache_clear()


def _parts(sources: list[SourceText]) -> dict[str, float]:
    """Seconds of each step over all texts, the quickest of all rounds each."""
    pipeline = nlp.load()
    quickest: dict[str, float] = {}
    for _ in range(ROUNDS):
        seconds: dict[str, float] = {}

        def note(name: str, start: float, seconds: dict[str, float] = seconds) -> None:
            seconds[name] = seconds.get(name, 0.0) + time.perf_counter() - start

        for source in sources:
            start = time.perf_counter()
            extract(source)
            note("whole", start)
            start = time.perf_counter()
            doc = pipeline.make_doc(source.text)
            note("characters to tokens", start)
            for name, component in pipeline.pipeline:
                start = time.perf_counter()
                component(doc)
                note(name.removeprefix("gongwen_"), start)
        quickest = {name: min(quickest.get(name, spent), spent) for name, spent in seconds.items()}
    whole = quickest.pop("whole")
    quickest["models, ids, canonical names"] = max(0.0, whole - sum(quickest.values()))
    return quickest
