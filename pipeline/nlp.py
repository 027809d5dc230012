"""Segmenting: a spaCy pipeline for official documents, `zh` blank with our components on it.

Tokens are characters, so that every span is exact to the code point; words by jieba are cut where a rule asks for them, or, with
`words=True`, for the whole text, for those who want them in a notebook. What is extracted is the same either way.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from ..extractors import components
from ..extractors.reading import Reading
from ..extractors.words import words as cut


class _Ids(dict[str, int]):
    """The vocabulary's id of each token seen: a look-up here costs half of spaCy's own, and a text repeats its characters."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __missing__(self, token: str) -> int:
        self[token] = found = int(self.vocab.strings.add(token))
        return found


class _Tokenizer:
    """Characters or jieba words as tokens; white space is kept, `doc.text` is the text to the letter."""

    def __init__(self, vocab: Vocab, *, words: bool) -> None:
        self.vocab = vocab
        self.words = words
        self._ids = _Ids(vocab)

    def __call__(self, text: str) -> Doc:
        tokens = [word for line in text.splitlines(keepends=True) for word in cut(line)] if self.words else text
        ids: Any = list(
            map(self._ids.__getitem__, tokens)
        )  # spaCy takes strings or their ids; its types know the former
        return Doc(self.vocab, words=ids, spaces=[False] * len(ids), user_data={"text": text})

    def to_bytes(self, **_: Any) -> bytes:
        return b""

    def from_bytes(self, _data: bytes, **_kwargs: Any) -> _Tokenizer:
        return self

    def to_disk(self, *_: Any, **__: Any) -> None:
        return None

    def from_disk(self, *_: Any, **__: Any) -> _Tokenizer:
        return self


def create_tokenizer(words: bool = False) -> Any:
    """Make the tokenizer for a spaCy config: `words=True` for jieba words, else characters."""

    def build(nlp: Language) -> _Tokenizer:
        return _Tokenizer(nlp.vocab, words=words)

    return build


registry.tokenizers.register("gongwen.Tokenizer.v1", func=create_tokenizer)


@cache
def load(*, words: bool = False) -> Language:
    """Return the pipeline: `nlp(text)._.reading` holds all drafts, `nlp(text).spans["targets"]` the spans.

    Args:
        words: tokens are jieba words instead of characters; slower, and spans are widened to whole words.
    """
    nlp = spacy.blank("zh", config={"nlp": {"tokenizer": {"@tokenizers": "gongwen.Tokenizer.v1", "words": words}}})
    nlp.max_length = 50_000_000  # no parser, no entity model: memory grows with the text alone
    for name in components.ORDER:
        nlp.add_pipe(name)
    return nlp


def read(text: str) -> Reading:
    """Run the pipeline over one text and return what it found."""
    if not text:
        return Reading.of(text)
    reading: Reading = load()(text)._.reading
    return reading
