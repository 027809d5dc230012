"""The extractors as spaCy components: one visible order, spans under their own keys, the text untouched."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from gongwen.extractors.components import ORDER
from gongwen.pipeline import nlp

sys.path.insert(0, str(Path(__file__).parent))
from small_notice import HEAD, item

TEXT = HEAD + item("根据《甲省规划》，到2025年，覆盖率达到90%，建设同心桥水库。（省教育厅负责）根据《办法》执行。")
SPANS = {
    "sections": "推进重点工作",
    "header": "某政发〔2021〕5号",
    "citations": "《甲省规划》",
    "tasks": "（省教育厅负责）",
    "targets": "覆盖率达到90%",
    "projects": "建设同心桥水库",
    "findings": "《办法》",
}


def test_the_pipeline_runs_the_components_in_their_order() -> None:
    assert tuple(nlp.load().pipe_names) == ORDER


@pytest.mark.parametrize(("key", "words"), SPANS.items())
def test_spans_under_each_key(key: str, words: str) -> None:
    doc = nlp.load()(TEXT)
    assert doc.text == TEXT
    assert any(words in span.text for span in doc.spans[key])


@pytest.mark.parametrize("key", SPANS)
def test_words_as_tokens_only_widen_the_spans(key: str) -> None:
    by_character, by_word = nlp.load()(TEXT), nlp.load(words=True)(TEXT)
    assert by_word.text == TEXT
    assert len(by_word) < len(by_character)
    pairs = zip(by_character.spans[key], by_word.spans[key], strict=True)
    for narrow, wide in pairs:
        assert narrow.label_ == wide.label_
        assert wide.start_char <= narrow.start_char < narrow.end_char <= wide.end_char


def test_a_component_can_be_used_alone() -> None:
    import spacy

    alone = spacy.blank("zh")
    alone.add_pipe("gongwen_outline")
    doc = alone(TEXT)
    assert [span.label_ for span in doc.spans["sections"]] == ["一", "（一）", "（二）"]
    assert doc._.reading.header.doc_number == "某政发〔2021〕5号"
