"""Words by jieba, only where a rule needs them: a tokenizer of our own, loaded at first use, never the global one.

What jieba is for here: word boundaries inside short noun phrases (where does a shared tail begin, does a head cut a word).
"""

from __future__ import annotations

import logging
import tempfile
import warnings
from functools import cache, lru_cache
from typing import Any


@cache
def tokenizer() -> Any:
    """Return the tokenizer, its dictionary loaded. It is ours alone: words added elsewhere cannot change a result."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # jieba 0.42 imports pkg_resources, which warns
        import jieba

    jieba.setLogLevel(logging.WARNING)
    own = jieba.Tokenizer()
    own.tmp_dir = tempfile.gettempdir()
    own.initialize()
    return own


@lru_cache(maxsize=8192)
def words(phrase: str) -> tuple[str, ...]:
    """Cut a phrase into words (accurate mode, with the hidden Markov model for unknown ones)."""
    return tuple(tokenizer().lcut(phrase))


@lru_cache(maxsize=8192)
def boundaries(phrase: str) -> tuple[int, ...]:
    """Return the offsets inside a phrase at which a word ends and another begins."""
    found, at = [], 0
    for word in words(phrase)[:-1]:
        at += len(word)
        found.append(at)
    return tuple(found)


@lru_cache(maxsize=8192)
def is_known(word: str) -> bool:
    """Tell whether jieba's dictionary has the word as such."""
    return bool(tokenizer().FREQ.get(word))


def is_strange(phrase: str) -> bool:
    """Tell whether a short phrase holds what the dictionary does not have as a word, as names do (`旭龙`; not `呼吸疾病`)."""
    return any(len(word) == 1 or not is_known(word) for word in words(phrase))
