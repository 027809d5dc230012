"""Asking a clerk for values, field by field: what is there now is the default, what does not fit is asked again."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from ...extractors.numbers import find
from ...extractors.target_patterns import bound_of
from ...schemas.judgement import CORRECTABLE, NEEDED, Decision, Judgement, JudgementKind, Value
from . import words
from .doubt import Doubt

Ask = Callable[[str], str]
"""Asks for one line; raises `EOFError` where the input has ended, `KeyboardInterrupt` where it was broken off."""
Say = Callable[[str], None]
"""Prints one line."""

BACK = "返回"
_USUAL: Mapping[JudgementKind, Mapping[str, Value]] = {
    JudgementKind.TARGET: {"comparator": "=", "kind": "level", "modality": "plain"},
    JudgementKind.RESPONSIBILITY: {"role": "responsible"},
}


def proposed(doubt: Doubt) -> dict[str, Value]:
    """What a number in the text says by itself, for the target that a clerk makes of it: value, unit, and how the words round it bound it."""
    present: dict[str, Value] = dict(_USUAL[JudgementKind.TARGET])
    numbers = find(doubt.quote, 0, len(doubt.quote))
    if numbers:
        present |= {"value": numbers[0].value, "value_max": numbers[0].value_max, "unit": numbers[0].unit}
    at = doubt.passage.find(doubt.quote)
    if at >= 0:
        present["comparator"], present["kind"] = bound_of(doubt.passage, at, at + len(doubt.quote))
    return present


class Back(Exception):
    """The clerk goes back to the choices."""


class Fields:
    """Asks for what an answer needs, and makes the ledger's lines of it; `Back` where there is nothing to write."""

    def __init__(self, ask: Ask, say: Say, who: str, when: str, leave: str = f"请填“{BACK}”") -> None:
        """`leave` says how one gets away from a question without an answer."""
        self.ask = ask
        self.say = say
        self.who = who
        self.when = when
        self.leave = leave

    def corrected(self, doubt: Doubt) -> tuple[Judgement, ...]:
        """The lines for a correction: only what was changed goes into them."""
        self.say(f"逐项改正。直接回车：保持不变；“{words.NOTHING}”：没有这一项；“{BACK}”：不改了。")
        given: dict[str, Value] = {}
        for field, present in doubt.fields:
            value = self._value(doubt.kind, field, present, needed=field in NEEDED[doubt.kind])
            if value != present:
                given[field] = value
        if not given:
            self.say("没有改动任何一项。")
            raise Back
        return doubt.decide(Decision.CORRECT, self.who, self.when, correction=given)

    def added(self, doubt: Doubt) -> tuple[Judgement, ...]:
        """The lines for what the rules missed where the doubt points."""
        if doubt.kind is JudgementKind.MISSING:
            return doubt.decide(Decision.ADD, self.who, self.when)
        self.say(f"请逐项填写。直接回车：用现有的值；“{words.NOTHING}”：没有这一项；“{BACK}”：不补了。")
        if doubt.adds is JudgementKind.HEADER:
            return self._header(doubt)
        if doubt.adds is JudgementKind.RESPONSIBILITY:
            return tuple(self._duties(doubt))
        return self._target(doubt)

    def _target(self, doubt: Doubt) -> tuple[Judgement, ...]:
        of, present = JudgementKind.TARGET, proposed(doubt)
        given = {
            field: self._value(of, field, present.get(field), needed=field in NEEDED[of]) for field in CORRECTABLE[of]
        }
        return doubt.decide(Decision.ADD, self.who, self.when, correction=given)

    def _header(self, doubt: Doubt) -> tuple[Judgement, ...]:
        of, field = JudgementKind.HEADER, doubt.fields[0][0]
        while True:
            quote = self._line(f"请照抄文件里的{words.field_name(of, field)}：")
            if not quote or not doubt.has_once(quote):
                self.say(
                    f"文件里没有这几个字，或者不止一处；请照抄原文，多抄几个字使它只有一处；不补了，{self.leave}。"
                )
                continue
            value = self._value(of, field, self._read(field, quote), needed=True)
            made = doubt.add_elsewhere(quote, self.who, self.when, {field: value})
            assert made is not None  # the words stand there once
            before = (doubt.earlier.withdrawal(self.who, self.when),) if doubt.earlier else ()
            return (*before, made)

    def _read(self, field: str, quote: str) -> Value:
        """The words as the field's value where they can be one: a date in words cannot."""
        try:
            return words.parsed(JudgementKind.HEADER, field, "".join(quote.split()))
        except ValueError:
            return None

    def _duties(self, doubt: Doubt) -> Iterator[Judgement]:
        of, number = JudgementKind.RESPONSIBILITY, 0
        if doubt.earlier:
            yield doubt.earlier.withdrawal(self.who, self.when)
        while quote := self._line("单位（照抄原文；填完了直接回车）："):
            role = self._value(of, "role", _USUAL[of]["role"], needed=True)
            made = doubt.add_elsewhere(quote, self.who, self.when, {"role": role})
            if made is None:
                self.say(f"“{doubt.quote}”里没有这个单位，或者不止一处；请照抄原文。")
                continue
            number += 1
            yield made
        if not number:
            raise Back

    def _value(self, kind: JudgementKind, field: str, present: Value, *, needed: bool) -> Value:
        """One field; asked until the answer fits."""
        fits = words.options(kind, field)
        among = f"，可填：{'、'.join(fits)}" if fits else ""
        while True:
            typed = self._line(
                f"  {words.field_name(kind, field)}（现为“{words.shown(kind, field, present)}”{among}）："
            )
            try:
                value = words.parsed(kind, field, typed) if typed else present
            except ValueError as error:
                self.say(f"  {error}。")
                continue
            if not needed or value not in (None, "", ()):
                return value
            self.say("  这一项不能空着。")

    def _line(self, prompt: str) -> str:
        typed = self.ask(prompt).strip()
        if typed == BACK:
            raise Back
        return typed
