"""Decisions about a document that was called otherwise when they were taken: those that may be about this one.

A document's number or title can be mended, in its file or in the way it is read, and then it has another id. Guarantee: what
was decided about another document is carried out only where at least half of the passages stand word for word, and the names
tie the two together or the passages are too long to be alike by chance; where they are short, it is for a person to say.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from ...graph.names import normalise_doc_number, normalise_title
from ...schemas import Document, Notice
from ...schemas.judgement import Judgement, JudgementKind, squeezed
from .passages import Passages

HALF, MOST = 0.5, 0.6
"""Share of a document's passages that have to stand: in one with a name in common, and in one without."""
LONG = 40
"""Characters of passages, taken together, that two documents do not share by chance."""


class Former(NamedTuple):
    """Decisions that are about this document under a former name, and those that may be; in the order of the ledger."""

    sure: tuple[Judgement, ...] = ()
    unsure: tuple[Judgement, ...] = ()


def former(notice: Notice, passages: Passages, others: Mapping[str, Sequence[Judgement]]) -> Former:
    """What was decided about `others`, by their ids, and belongs to the notice."""
    sure: list[Judgement] = []
    unsure: list[Judgement] = []
    own = _names(notice.document)
    for document, judgements in others.items():
        standing = [each for each in judgements if _stands(each, passages)]
        texts, all_texts = _texts(standing), _texts(judgements)
        if not texts or len(texts) < HALF * len(all_texts):
            continue
        named = not own.isdisjoint(_called(document, judgements))
        alike = len(texts) >= MOST * len(all_texts) and sum(map(len, texts)) >= LONG
        if named or (alike and not passages.places(document)):  # who names another by its number is not that one
            sure += judgements
        else:
            unsure += standing
    return Former(tuple(sure), tuple(unsure))


def _stands(judgement: Judgement, passages: Passages) -> bool:
    """Whether its passage stands in the text as often as it did; a whole text that has changed tells nothing."""
    if "text" in judgement.fact:
        return False
    return len(passages.places(judgement.passage)) == judgement.fact.get("times", 1)


def _texts(judgements: Iterable[Judgement]) -> set[str]:
    return {squeezed(each.passage) for each in judgements if "text" not in each.fact}


def _names(document: Document) -> set[str]:
    return set().union(*map(_forms, (document.id, document.doc_number, document.title, document.attached_title)))


def _called(document: str, judgements: Iterable[Judgement]) -> set[str]:
    """The names of another document: its id, and what a person corrected its number or title to."""
    corrected = [
        value
        for each in judgements
        if each.of is JudgementKind.HEADER
        for field, value in each.correction.items()
        if field in ("doc_number", "title", "attached_title")
    ]
    return set().union(*map(_forms, (document, *corrected)))


def _forms(name: object) -> set[str]:
    return {normalise_doc_number(name), normalise_title(name)} if isinstance(name, str) else set()
