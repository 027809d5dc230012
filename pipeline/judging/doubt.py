"""One question for a person: what it is about, how it is shown, and the lines of the ledger that an answer makes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ...schemas.judgement import Decision, Judgement, JudgementKind, Value
from .facts import located
from .passages import Passages, Span
from .words import KINDS, Choice


@dataclass(frozen=True)
class Doubt:
    """One question. `fact` names in a judgement what it is about; `span` are the marked words in `text`, if any.

    `reason` is a finding's code, or `citation_unresolved`, `bare_indicator`, `near_agencies`, `contradiction`, `stale`, or
    `elsewhere`: the same words were decided in a document of another name.
    `taken` is what the program took it for, in pairs of name and value; `fields` what may be corrected, with the present
    values. `adds` is the kind of fact that is added where the answer is ADD. `earlier` was decided before the text changed.
    """

    kind: JudgementKind
    reason: str
    document: str
    file: str
    place: str
    question: str
    passage: str
    quote: str
    fact: Mapping[str, Value]
    choices: tuple[Choice, ...]
    taken: tuple[tuple[str, str], ...] = ()
    fields: tuple[tuple[str, Value], ...] = ()
    adds: JudgementKind | None = None
    earlier: Judgement | None = None
    span: Span | None = None
    text: str = field(default="", repr=False)

    @property
    def key(self) -> tuple[str, ...]:
        """What is asked: two files that ask about one pair of agencies ask once."""
        if self.kind is JudgementKind.AGENCY:
            return (self.kind, str(self.fact["one"]), str(self.fact["other"]))
        return (self.kind, self.document, self.passage, self.quote, repr(sorted(self.fact.items())))

    @property
    def told(self) -> str:
        """What the program took it for, in one line; what a finding says stands without the name of its kind."""
        found = self.taken
        if self.kind is JudgementKind.FINDING and found and found[0][0] == KINDS[self.kind]:
            found = (("", found[0][1]), *found[1:])
        return "；".join("：".join(filter(None, pair)) for pair in found)

    @property
    def marked(self) -> str:
        """The sentence with the words in question in 【】."""
        if self.span is None:
            return self.passage
        line = Passages(self.text).sentence(*self.span)
        before, after = self.text[line.start : self.span.start], self.text[self.span.end : line.end]
        return f"{before}【{self.text[self.span.start : self.span.end]}】{after}"

    def decide(
        self,
        decision: Decision,
        who: str,
        when: str,
        *,
        correction: Mapping[str, Value] | None = None,
        note: str = "",
    ) -> tuple[Judgement, ...]:
        """The lines of the ledger for an answer; raises `pydantic.ValidationError` for one that does not fit."""
        before = (self.earlier.withdrawal(who, when, note),) if self.earlier else ()
        if decision is Decision.WITHDRAW:
            return before
        of_fact = decision is not Decision.ADD or self.kind is JudgementKind.MISSING
        kind = self.kind if of_fact else JudgementKind.MISSING
        fact = self.fact if of_fact else {"of": str(self.adds), **self._marks()}
        if decision is Decision.ADD and correction is None and self.earlier:
            correction = self.earlier.correction
        told = {"kind": kind, "fact": fact, "decision": decision, "correction": correction or {}}
        said = {"who": who, "when": when, "note": note}
        where = {"document": self.document, "passage": self.passage, "quote": self.quote}
        return (*before, Judgement.model_validate({**told, **where, **said}))

    def add_elsewhere(self, quote: str, who: str, when: str, correction: Mapping[str, Value]) -> Judgement | None:
        """The line that adds a fact of which the text has these words; None where they stand in it not once."""
        passages = Passages(self.text)
        places = self._places(passages, quote)
        if len(places) != 1 or self.adds is None:
            return None
        span = passages.passage(*places[0])
        header = {"field": next(iter(correction))} if self.adds is JudgementKind.HEADER else {}
        fact = {"of": str(self.adds), **header, **located(passages, span, quote, places[0].start)}
        words_there = self.text[places[0].start : places[0].end]
        told = {"kind": JudgementKind.MISSING, "fact": fact, "decision": Decision.ADD, "correction": correction}
        where = {"document": self.document, "passage": self.text[span.start : span.end], "quote": words_there}
        return Judgement.model_validate({**told, **where, "who": who, "when": when})

    def has_once(self, quote: str) -> bool:
        """Whether these words stand once where a fact can be added."""
        return self.adds is not None and len(self._places(Passages(self.text), quote)) == 1

    def _places(self, passages: Passages, quote: str) -> tuple[Span, ...]:
        return passages.places(quote, self.span if self.adds is JudgementKind.RESPONSIBILITY else None)

    def _marks(self) -> dict[str, Value]:
        return {name: value for name, value in self.fact.items() if name in ("at", "times")}
