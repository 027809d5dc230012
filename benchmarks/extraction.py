"""Extraction of the example against cutting the same text into words, and where the time goes.

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

EXAMPLE = Path(gongwen.__file__).parent / "corpus" / "notices" / "铜府〔2023〕90号.txt"
ROUNDS = 15
BOUND = 2.0
"""Whole extraction ÷ jieba.lcut may be at most this."""


def measure() -> tuple[int, dict[str, float], dict[str, float]]:
    """Characters of the example; seconds of the whole (jieba, extraction, extraction cold); seconds of each part."""
    source = read(str(EXAMPLE))
    tokenizer = words.tokenizer()
    extract(source)
    gc.disable()
    try:
        whole = best(
            {
                "jieba.lcut": lambda: tokenizer.lcut(source.text),
                "extraction": lambda: extract(source),
                "extraction, no phrase remembered": lambda: _forget() or extract(source),
            },
            ROUNDS,
        )
        return len(source.text), whole, _parts(source)
    finally:
        gc.enable()


def _forget() -> None:
    """Empty the bounded memories, which fill with the phrases of the texts read; what is loaded once for good stays."""
    for name, module in list(sys.modules.items()):
        for member in vars(module).values() if name.startswith("gongwen.") else ():
            if isinstance(member, _lru_cache_wrapper) and (member.cache_parameters()["maxsize"] or 0) > 1:
                member.cache_clear()


def _parts(source: SourceText) -> dict[str, float]:
    """Seconds of each step of one extraction, the quickest of all rounds each."""
    pipeline = nlp.load()
    quickest: dict[str, float] = {}

    def note(name: str, start: float) -> None:
        quickest[name] = min(quickest.get(name, float("inf")), time.perf_counter() - start)

    for _ in range(ROUNDS):
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
    whole = quickest.pop("whole")
    quickest["models, ids, canonical names"] = max(0.0, whole - sum(quickest.values()))
    return quickest
