"""The extractors as spaCy components, in one visible order, each usable in a notebook as the pipeline uses it.

Guarantee: a component adds its spans under its own key (`doc.spans["targets"]`) and its drafts to `doc._.reading`; it changes
neither text nor tokens.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from spacy.language import Language
from spacy.tokens import Doc, Span

from . import citations, findings, projects, targets, tasks
from .reading import Reading
from .text import Piece

ORDER = (
    "gongwen_outline",
    "gongwen_citations",
    "gongwen_tasks",
    "gongwen_targets",
    "gongwen_projects",
    "gongwen_findings",
)
"""The components of the pipeline, in the order in which they run. Tasks come before targets and projects: notes are no content."""

if not Doc.has_extension("reading"):
    Doc.set_extension("reading", default=None)


def _spans(doc: Doc, key: str, pieces: list[tuple[Piece, str]]) -> None:
    """Put pieces on the Doc as spans; a piece that ends inside a token is widened to it (the drafts keep the exact place)."""
    spans: list[Span] = []
    for piece, label in pieces:
        if piece.start >= piece.end:
            continue
        span = doc.char_span(piece.start, piece.end, label=label, alignment_mode="expand")
        if span is not None:
            spans.append(span)
    doc.spans[key] = spans


def _component(
    name: str, key: str, run: Callable[[Reading], Any], collect: Callable[[Reading], list[tuple[Piece, str]]]
) -> None:
    @Language.component(name)
    def component(doc: Doc) -> Doc:
        run(doc._.reading)
        _spans(doc, key, collect(doc._.reading))
        return doc


@Language.component("gongwen_outline")
def outline(doc: Doc) -> Doc:
    """Lay out the text: brackets, numbered outline, header. Spans: `sections`, `header`."""
    # our tokenizer leaves the text itself: joining it again from tokens costs more than the outline
    reading = Reading.of(doc.user_data.get("text") or doc.text)
    doc._.reading = reading
    _spans(doc, "sections", [(Piece(item.start, item.end), item.ordinal.mark) for item in reading.outline.items])
    _spans(doc, "header", [(piece, name) for name, _, piece in reading.header.marks])
    return doc


_component("gongwen_citations", "citations", citations.find, lambda r: [(c.piece, c.role) for c in r.citations])
_component("gongwen_tasks", "tasks", tasks.find, lambda r: [(t.piece, t.basis) for t in r.tasks])
_component("gongwen_targets", "targets", targets.find, lambda r: [(t.piece, t.kind) for t in r.targets])
_component("gongwen_projects", "projects", projects.find, lambda r: [(p.piece, p.phase) for p in r.projects])
_component("gongwen_findings", "findings", findings.find, lambda r: [(d.piece, d.code) for d in r.doubts if d.piece])
