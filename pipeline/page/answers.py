"""An answer to a doubt as a form has it: the fields that each choice asks for, and the lines of the ledger that it makes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...schemas.judgement import CORRECTABLE, Decision, Judgement, JudgementKind
from ..judging import words as judging_words
from ..judging.doubt import Doubt
from ..judging.fields import Back, Fields, proposed
from . import doubt_words
from .rendering import Words

UNITS = 6
"""Bodies that can be added at once to a list that was not read."""


def lines_of(doubt: Doubt, given: Mapping[str, str]) -> tuple[Judgement, ...]:
    """The lines of the ledger for an answer. Raises ValueError in words where it does not fit."""
    who, when = given.get("who", "").strip(), given.get("when", "").strip()
    if not who:
        raise ValueError("请填写裁定人姓名。")
    choice = next((each for each in doubt.choices if each.number == given.get("choice")), None)
    if choice is None:
        raise ValueError("请选择一项。")
    note = given.get("note", "").strip()
    if choice.decision not in (Decision.CORRECT, Decision.ADD):
        return doubt.decide(choice.decision, who, when, note=note)
    told: list[str] = []
    answers = iter(_typed(doubt, choice.decision, given))

    def ask(prompt: str) -> str:
        answer = next(answers, None)
        if answer is None:
            raise EOFError
        return answer

    fields = Fields(ask, told.append, who, when, leave="请在上面另选一项，或者跳过这一条")
    try:
        lines = fields.corrected(doubt) if choice.decision is Decision.CORRECT else fields.added(doubt)
    except (Back, EOFError):
        lines = ()
    complaints = [line.strip() for line in told[1:]]
    if complaints or not lines:
        raise ValueError(complaints[0] if complaints else "没有填写，或者没有改动任何一项。")
    return tuple(Judgement.model_validate({**line.model_dump(exclude={"id"}), "note": note}) for line in lines)


def _typed(doubt: Doubt, decision: Decision, given: Mapping[str, str]) -> Iterator[str]:
    """What was typed into the form, in the order in which the conversation asks for it."""
    if decision is Decision.ADD and doubt.adds is JudgementKind.RESPONSIBILITY:
        for at in range(1, UNITS + 1):
            if unit := given.get(f"unit{at}", "").strip():
                yield unit
                yield given.get(f"role{at}", "")
        yield ""
        return
    if decision is Decision.ADD and doubt.adds is JudgementKind.HEADER:
        yield given.get("quote", "").strip()
    for field in fields_of(doubt, decision):
        yield given.get(f"field.{field}", "").strip()


def fields_of(doubt: Doubt, decision: Decision) -> tuple[str, ...]:
    """The fields that an answer asks for."""
    if decision is Decision.ADD and doubt.adds is JudgementKind.TARGET:
        return CORRECTABLE[JudgementKind.TARGET]
    return tuple(field for field, _ in doubt.fields) if decision in (Decision.CORRECT, Decision.ADD) else ()


def choices_of(doubt: Doubt, words: Words) -> tuple[dict[str, Any], ...]:
    """The answers, each with the fields that it asks for."""
    adding = proposed(doubt) if doubt.adds is JudgementKind.TARGET else {}
    present = {**adding, **dict(doubt.fields)}
    return tuple(
        {
            "number": choice.number,
            "label": doubt_words.choice(words, choice),
            "adds": str(doubt.adds or "") if choice.decision is Decision.ADD else "",
            "fields": [
                {
                    "name": field,
                    "label": doubt_words.field(words, kind, field),
                    "now": judging_words.shown(kind, field, present.get(field)),
                    "options": judging_words.options(kind, field),
                }
                for kind in (doubt.adds if choice.decision is Decision.ADD and doubt.adds else doubt.kind,)
                for field in fields_of(doubt, choice.decision)
            ],
        }
        for choice in doubt.choices
    )
