"""What is doubtful in a notice, as questions for a person: each with its sentence, its place and the answers that fit.

Guarantee: what the ledger decides is not asked again, unless its passage has changed; then it is asked with the decision
that was taken before. The same notice, text and ledger give the same doubts in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from ...extractors.target_patterns import BARE_SUM
from ...schemas import Citation, Finding, FindingCode, Notice, Target
from ...schemas.judgement import Judgement, JudgementKind
from . import words
from .agencies import names_of
from .carrying import match
from .doubt import Doubt
from .facts import HEADER_FINDINGS, Fact, facts, located, named
from .ledger import Ledger, aliases, apply, contradictions
from .near import SeenAgency, agencies_of, near_pairs
from .passages import Passages, Span
from .stale import Today, today
from .words import Choice

_BARE = re.compile(rf"{BARE_SUM.pattern}|(?:总)?(?:比例|比率|比重|率|数额|金额|总额|水平|指标)")
"""A measure that says of nothing what it measures."""
_SHORTEST_INDICATOR = 2
_FIELD_OF = {code: name for name, code in HEADER_FINDINGS.items()}


def doubts(notice: Notice, text: str, ledger: Ledger, near: Iterable[SeenAgency] = ()) -> tuple[Doubt, ...]:
    """All that is doubtful in a notice as extracted, in order of the text, what concerns the whole of it first.

    Args:
        notice: as `extract` gives it, before the ledger is applied.
        text: the text that its offsets count in.
        ledger: what is decided already.
        near: agencies of other notices, which may be one with one of this notice.
    """
    return _Search(notice, text, ledger).doubts(near)


def contradicting(ledger: Ledger) -> tuple[Doubt, ...]:
    """A question for every decision about agencies that cannot hold together with others."""
    return tuple(
        Doubt(
            kind=JudgementKind.AGENCY,
            reason="contradiction",
            document=judgement.document,
            file="",
            place="",
            question=f"以前的裁定相互矛盾，请重新裁定：{words.question_of_agencies(*names_of(judgement))}",
            passage=judgement.passage,
            quote=judgement.quote,
            fact=judgement.fact,
            choices=words.OF_AGENCIES,
            taken=(("以前的裁定", decided_before(judgement)),),
        )
        for group in contradictions(ledger)
        for judgement in group
    )


def settled(doubt: Doubt, ledger: Ledger) -> bool:
    """Whether a question about agencies is answered by what was decided about others: by a chain, or by one of its links."""
    if doubt.kind is not JudgementKind.AGENCY:
        return False
    pair = (str(doubt.fact["one"]), str(doubt.fact["other"]))
    if doubt.reason == "contradiction":
        return all(names_of(each) != pair for group in contradictions(ledger) for each in group)
    kept = aliases(ledger)

    def meant(names: tuple[str, str]) -> frozenset[str]:
        return frozenset(kept.get(name, name) for name in names)

    return len(meant(pair)) == 1 or any(meant(names_of(each)) == meant(pair) for each in ledger.agencies())


def decided_before(judgement: Judgement) -> str:
    """Who decided what, and when: `张三，2024-05-01：不对`, `张三，2024-05-01：改正（数值：6）`."""
    given = "；".join(
        f"{words.field_name(judgement.of, field)}：{words.shown(judgement.of, field, value)}"
        for field, value in judgement.correction.items()
    )
    told = f"（{given}）" if given else ""
    return f"{judgement.who}，{judgement.when}：{words.DECISIONS[judgement.decision]}{told}"


class _Search:
    def __init__(self, notice: Notice, text: str, ledger: Ledger) -> None:
        self.notice = notice
        self.text = text
        self.ledger = ledger
        self.passages = Passages(text)
        self.known = tuple(facts(notice))
        self.applied = apply(notice, text, ledger)
        self.hints = {
            fact.key: judgement
            for judgement in self.applied.unsure
            for fact in match(judgement, self.known, self.passages).found
        }

    def doubts(self, near: Iterable[SeenAgency]) -> tuple[Doubt, ...]:
        changed = [today(each, self.known, self.passages, self.applied.decided) for each in self.applied.stale]
        again = {each.fact.key: each.judgement for each in changed if each.fact}
        of_facts = tuple(self._of_facts())
        found = [self._again(self._hinted(each, fact), again.get(fact.key)) for fact, each in of_facts]
        asked = {fact.key for fact, _ in of_facts}
        found += [self._stale(each) for each in changed if each.fact is None or each.fact.key not in asked]
        found += self._of_agencies(near)
        return tuple(sorted(found, key=lambda doubt: (doubt.span or Span(-1, -1), doubt.key)))

    def _of_facts(self) -> Iterator[tuple[Fact, Doubt]]:
        cited = {fact.evidence for fact in self.known if _unresolved(fact)}
        for fact in self.known:
            if fact.key in self.applied.decided:
                continue
            if isinstance(fact.item, Finding):
                told = fact.item.code is FindingCode.CITATION_UNRESOLVED and fact.evidence in cited
                if fact.item in self.applied.notice.findings and not told:
                    yield fact, self._of_finding(fact, fact.item)
            elif _unresolved(fact):
                yield fact, self._of_fact(fact, FindingCode.CITATION_UNRESOLVED, words.OF_CITATION)
            elif _bare(fact):
                yield fact, self._of_fact(fact, "bare_indicator", words.OF_FACT)
            elif fact.key in self.hints:
                yield fact, self._of_fact(fact, "elsewhere", words.OF_FACT)

    def _of_fact(self, fact: Fact, reason: str, choices: tuple[Choice, ...]) -> Doubt:
        evidence = fact.evidence
        passage, identity = named(fact, self.passages)
        fields = tuple((name, fact.present(name)) for name in fact.correctable)
        taken = [(words.KINDS[fact.kind], "")] + [
            (words.field_name(fact.kind, name), words.shown(fact.kind, name, value))
            for name, value in fields
            if value not in (None, (), [])
        ]
        return Doubt(
            kind=fact.kind,
            reason=reason,
            document=self.notice.document.id,
            file=self.notice.source.path,
            place=evidence.place if evidence else "",
            question=words.question_of(fact.kind, _asked(fact)) if fact.kind in words.ASKED else "",
            passage=self.text[passage.start : passage.end],
            quote=evidence.quote if evidence else "",
            fact=identity,
            choices=choices,
            taken=tuple(taken),
            fields=fields,
            span=Span(evidence.start, evidence.end) if evidence else None,
            text=self.text,
        )

    def _of_finding(self, fact: Fact, finding: Finding) -> Doubt:
        quote = finding.evidence.quote if finding.evidence else ""
        return replace(
            self._of_fact(fact, finding.code, words.OF_FINDING[finding.code]),
            question=words.question_of_finding(finding.code, quote),
            taken=((words.KINDS[fact.kind], finding.message),),
            adds=_ADDS.get(finding.code),
            fields=((_FIELD_OF[finding.code], None),) if finding.code in _FIELD_OF else (),
        )

    def _again(self, doubt: Doubt, earlier: Judgement | None) -> Doubt:
        if earlier is None:
            return doubt
        before = [("原文改动以前的裁定", decided_before(earlier))]
        if earlier.document != self.notice.document.id:
            before.append(("当时的文件编号", words.document_name(earlier.document)))
        if earlier.passage != doubt.passage:
            before.append(("当时的原文", earlier.passage))
        question = f"原文已经改动，请重新裁定：{doubt.question}"
        return replace(doubt, earlier=earlier, taken=(*doubt.taken, *before), question=question)

    def _hinted(self, doubt: Doubt, fact: Fact) -> Doubt:
        """With what was decided about the same words of a document of another name, which that decision still holds for."""
        hint = self.hints.get(fact.key)
        if hint is None:
            return doubt
        told = (f"“{words.document_name(hint.document)}”里同一句话的裁定", decided_before(hint))
        return replace(doubt, taken=(*doubt.taken, told))

    def _stale(self, now: Today) -> Doubt:
        """An earlier decision whose passage has changed, about what stands there today, or about nothing any more."""
        judgement = now.judgement
        if now.fact is not None:
            choices = words.OF_FACT
            if isinstance(now.fact.item, Finding):
                return self._again(self._of_finding(now.fact, now.fact.item), judgement)
            return self._again(self._of_fact(now.fact, "stale", choices), judgement)
        span = now.words
        passage = self.passages.passage(*span) if span else None
        adding = judgement.kind is JudgementKind.MISSING and span is not None and passage is not None
        marks = located(self.passages, passage, judgement.quote, span.start) if passage and span else {}
        fact = {name: value for name, value in judgement.fact.items() if name not in ("at", "times")}
        doubt = Doubt(
            kind=judgement.kind,
            reason="stale",
            document=self.notice.document.id,
            file=self.notice.source.path,
            place="",
            question=words.question_of(judgement.kind, judgement.quote) if adding else words.LOST,
            passage=self.text[passage.start : passage.end] if passage else judgement.passage,
            quote=judgement.quote,
            fact={**fact, **marks},
            choices=words.OF_ADDED if adding else words.OF_LOST,
            taken=((words.KINDS[judgement.of], judgement.quote),),
            span=span,
            text=self.text,
        )
        return self._again(doubt, judgement)

    def _of_agencies(self, near: Iterable[SeenAgency]) -> list[Doubt]:
        named = near_pairs(agencies_of(self.applied.notice), near)
        pairs = (of_pair(self.notice.document.id, self.notice.source.path, self.text, *pair) for pair in named)
        return [pair for pair in pairs if not settled(pair, self.ledger)]


def of_pair(document: str, file: str, text: str, here: SeenAgency, there: SeenAgency) -> Doubt:
    """The question about two names; `here` stands in `text`, that of the document."""
    one, other = sorted((here.name, there.name))
    span = Span(here.evidence.start, here.evidence.end)
    passage = Passages(text).sentence(*span)
    seen = [(each.name, f"原文“{each.surface}”，{each.file} {each.evidence.place}") for each in (here, there)]
    return Doubt(
        kind=JudgementKind.AGENCY,
        reason="near_agencies",
        document=document,
        file=file,
        place=here.evidence.place,
        question=words.question_of_agencies(one, other),
        passage=text[passage.start : passage.end],
        quote=here.evidence.quote,
        fact={"one": one, "other": other},
        choices=words.OF_AGENCIES,
        taken=tuple(seen),
        span=span,
        text=text,
    )


def _unresolved(fact: Fact) -> bool:
    return isinstance(fact.item, Citation) and not fact.item.resolves_to and not fact.item.doc_number


def _bare(fact: Fact) -> bool:
    if not isinstance(fact.item, Target):
        return False
    indicator = fact.item.indicator
    return len(indicator) < _SHORTEST_INDICATOR or _BARE.fullmatch(indicator) is not None


def _asked(fact: Fact) -> str:
    """The words that the question names: of a target what it measures, of all else its own."""
    if isinstance(fact.item, Target):
        return fact.item.indicator
    return fact.evidence.quote if fact.evidence else ""


_ADDS: Mapping[FindingCode, JudgementKind] = {
    **dict.fromkeys(_FIELD_OF, JudgementKind.HEADER),
    FindingCode.NUMBER_WITHOUT_INDICATOR: JudgementKind.TARGET,
    FindingCode.AGENCY_LIST_UNPARSED: JudgementKind.RESPONSIBILITY,
}
"""What is added where the clerk says that the finding points at something."""
