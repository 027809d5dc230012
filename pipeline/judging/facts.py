"""What can be decided in a notice: each fact by its kind, its place, and the few fields that tell it from its neighbours."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ...schemas import (
    Citation,
    Evidence,
    Finding,
    FindingCode,
    HeaderMark,
    Notice,
    Project,
    Responsibility,
    Target,
    Task,
)
from ...schemas.judgement import CORRECTABLE, JudgementKind, Value, squeezed
from .passages import Passages, Span

IDENTITY: Mapping[JudgementKind, tuple[str, ...]] = {
    JudgementKind.TASK: ("title",),
    JudgementKind.RESPONSIBILITY: ("role", "surface"),
    JudgementKind.PROJECT: ("name",),
    JudgementKind.TARGET: ("indicator", "value", "unit"),
    JudgementKind.CITATION: ("surface",),
    JudgementKind.HEADER: ("field", "value"),
    JudgementKind.FINDING: ("code",),
}
"""Fields that, with the quote, tell a fact from the others of its passage."""

MARKED = ("at", "times", "text")
"""Further marks in a judgement's `fact`, each only where it is needed: offset of the quote in the passage (it stands there
more than once), number of places of the passage, digest of a whole text (the finding has no place of its own)."""

SETTLED: Mapping[JudgementKind, frozenset[FindingCode]] = {
    JudgementKind.TARGET: frozenset({FindingCode.NUMBER_WITHOUT_INDICATOR}),
    JudgementKind.CITATION: frozenset({FindingCode.CITATION_UNRESOLVED, FindingCode.UNBALANCED_BRACKET}),
    JudgementKind.RESPONSIBILITY: frozenset({FindingCode.AGENCY_LIST_UNPARSED}),
}
"""Findings that a decision about a fact at their place answers."""

HEADER_FINDINGS: Mapping[str, FindingCode] = {
    "doc_number": FindingCode.NO_DOC_NUMBER,
    "title": FindingCode.NO_TITLE,
    "issuers": FindingCode.NO_ISSUER,
    "issued_on": FindingCode.NO_DATE,
}
"""The finding that says a header field is not there."""

Decidable = Task | Responsibility | Project | Target | Citation | HeaderMark | Finding


@dataclass(frozen=True)
class Fact:
    """One thing of a notice. `index` is its place among those of its kind, `inner` that of a responsibility in its task."""

    kind: JudgementKind
    item: Decidable
    index: int
    inner: int = 0

    @property
    def key(self) -> tuple[JudgementKind, int, int]:
        """Which one of its notice it is."""
        return self.kind, self.index, self.inner

    @property
    def evidence(self) -> Evidence | None:
        """Where it stands; None of a finding about the whole document."""
        return self.item.evidence

    @property
    def identity(self) -> dict[str, Value]:
        """The fields that tell it from others, in JSON's types."""
        return value_of(self.item, IDENTITY[self.kind])

    @property
    def correctable(self) -> tuple[str, ...]:
        """Fields of it that a person may set."""
        if isinstance(self.item, HeaderMark):
            return (self.item.field,)
        return CORRECTABLE.get(self.kind, ())

    def present(self, field: str) -> Value:
        """The value that a correctable field has now."""
        return self.item.value if isinstance(self.item, HeaderMark) else value_of(self.item, (field,))[field]


def value_of(item: Decidable, fields: tuple[str, ...]) -> dict[str, Value]:
    """Those fields of it, in JSON's types."""
    return item.model_dump(mode="json", include=set(fields))


def facts(notice: Notice) -> Iterator[Fact]:
    """Everything of the notice that can be decided, kind after kind, in document order."""
    for at, task in enumerate(notice.tasks):
        yield Fact(JudgementKind.TASK, task, at)
        for inner, duty in enumerate(task.responsibilities):
            yield Fact(JudgementKind.RESPONSIBILITY, duty, at, inner)
    listed: tuple[tuple[JudgementKind, tuple[Decidable, ...]], ...] = (
        (JudgementKind.PROJECT, notice.projects),
        (JudgementKind.TARGET, notice.targets),
        (JudgementKind.CITATION, notice.citations),
        (JudgementKind.HEADER, notice.header_marks),
        (JudgementKind.FINDING, notice.findings),
    )
    for kind, items in listed:
        for at, item in enumerate(items):
            yield Fact(kind, item, at)


def named(fact: Fact, passages: Passages) -> tuple[Span, dict[str, Value]]:
    """The passage of a fact, and the mapping by which a judgement names the fact in it."""
    if fact.evidence is None:
        return passages.opening(), {**fact.identity, "text": passages.fingerprint}
    words = fact.evidence.quote
    span = passages.passage(fact.evidence.start, fact.evidence.end)
    marks = located(passages, span, words, fact.evidence.start)
    return span, {**fact.identity, **marks}


def located(passages: Passages, span: Span, words: str, start: int) -> dict[str, Value]:
    """The marks `at` and `times`, where words in a passage would else be taken for others."""
    marks: dict[str, Value] = {}
    if len(passages.places(words, span)) > 1:
        marks["at"] = passages.offset_in(span, start)
    times = len(passages.places(passages.text[span.start : span.end]))
    if times > 1:
        marks["times"] = times
    return marks


def holds(outer: Evidence, inner: Evidence) -> bool:
    """Whether the one place lies in the other."""
    return outer.start <= inner.start and inner.end <= outer.end


def stands(fact: Fact, quote: str, spans: tuple[Span, ...], passages: Passages, at: Value) -> bool:
    """Whether a fact has that quote and lies in one of the places of a passage, at the offset given, if any."""
    evidence = fact.evidence
    if evidence is None:
        return not quote
    if squeezed(evidence.quote) != squeezed(quote):
        return False
    holding = [span for span in spans if span.start <= evidence.start and evidence.end <= span.end]
    return any(at is None or passages.offset_in(span, evidence.start) == at for span in holding)
