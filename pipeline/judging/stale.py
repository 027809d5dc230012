"""Where a decision's passage is today: the sentence most like it, and the fact in it that was meant, if there is one."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from ...schemas.judgement import Judgement, JudgementKind, squeezed
from .facts import MARKED, Fact
from .passages import Passages, Span

LIKE = 50.0
"""Similarity from 0 to 100 below which a sentence is another one and not the old one changed."""


@dataclass(frozen=True)
class Today:
    """A stale judgement, the fact that it would be about now, and where its words stand, if they do."""

    judgement: Judgement
    fact: Fact | None
    words: Span | None


def today(
    judgement: Judgement, known: Sequence[Fact], passages: Passages, decided: Container[tuple[JudgementKind, int, int]]
) -> Today:
    """Look for what the judgement was about; a fact that another judgement decides (`decided`) is not taken."""
    sentence = _sentence(judgement, passages)
    free = [fact for fact in known if _of_one_sort(fact, judgement) and fact.key not in decided]
    if not squeezed(judgement.quote):
        whole = [fact for fact in free if fact.evidence is None]
        return Today(judgement, whole[0] if whole else None, None)
    if sentence is None:
        return Today(judgement, None, None)
    here = [fact for fact in free if _inside(fact, sentence)]
    best = max(here, key=lambda fact: _likeness(fact, judgement), default=None)
    if best is not None and len(here) > 1 and not _likeness(best, judgement):
        best = None
    places = passages.places(judgement.quote, sentence)
    return Today(judgement, best, places[0] if places else None)


def _sentence(judgement: Judgement, passages: Passages) -> Span | None:
    """The stretch most like the passage, before all where its words stand."""
    wanted = squeezed(judgement.passage)
    holding = {passages.sentence(*place) for place in passages.places(judgement.quote)}
    for spans in (sorted(holding), passages.sentences()):
        near = {span: fuzz.ratio(wanted, squeezed(passages.text[span.start : span.end])) for span in spans}
        best = max(near, key=lambda span: near[span], default=None)
        if best is not None and near[best] >= LIKE:
            return best
    return None


def _of_one_sort(fact: Fact, judgement: Judgement) -> bool:
    """Whether the fact can be what was decided, changed: a finding of another code is another doubt, a field another field."""
    sort = [name for name in ("code", "field") if name in judgement.fact]
    return fact.kind is judgement.kind and all(fact.identity.get(name) == judgement.fact[name] for name in sort)


def _inside(fact: Fact, sentence: Span) -> bool:
    evidence = fact.evidence
    return evidence is not None and evidence.start < sentence.end and sentence.start < evidence.end


def _likeness(fact: Fact, judgement: Judgement) -> int:
    """How many of the fields that name the fact are as they were, its own words among them."""
    told = {name: value for name, value in judgement.fact.items() if name not in (*MARKED, "code", "field")}
    same = sum(fact.identity.get(name) == value for name, value in told.items())
    quote = fact.evidence.quote if fact.evidence else ""
    return same + (squeezed(quote) == squeezed(judgement.quote))
