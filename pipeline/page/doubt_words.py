"""The questions of the review in the language of the page: in Chinese as `judging.words` has them, in English by what they ask."""

from __future__ import annotations

import re

from ...schemas import FindingCode
from ...schemas.judgement import JudgementKind
from ..judging import words as judging_words
from ..judging.doubt import Doubt
from .rendering import Words

_QUOTED = re.compile("“(.*)”", re.DOTALL)
_FIELDS = {name: field for field, name in judging_words.FIELDS.items()}
_KINDS = {name: kind for kind, name in judging_words.KINDS.items()}


def question(words: Words, doubt: Doubt) -> str:
    """What is asked."""
    if words.language == "zh":
        return doubt.question
    if doubt.kind is JudgementKind.AGENCY:
        asked = words("doubt.agency", one=doubt.fact["one"], other=doubt.fact["other"])
        return words("doubt.contradiction") + asked if doubt.reason == "contradiction" else asked
    quoted = _QUOTED.search(doubt.question)
    quote = quoted[1] if quoted else ""
    if doubt.question.endswith(judging_words.LOST):
        asked = words("doubt.lost")
    elif doubt.kind is JudgementKind.FINDING:
        asked = words(f"doubt.{doubt.reason}", quote=quote)
    else:
        asked = words(f"doubt.{doubt.kind}", quote=quote)
    return words("doubt.changed") + asked if doubt.earlier else asked


def of_finding(words: Words, code: str, quote: str) -> str:
    """What is asked about a finding of that code."""
    if words.language == "zh":
        return judging_words.question_of_finding(FindingCode(code), quote)
    return words(f"doubt.{code}", quote=quote)


def choice(words: Words, one: judging_words.Choice) -> str:
    """An answer that can be given."""
    return one.label if words.language == "zh" else words(f"decision.{one.decision}")


def field(words: Words, kind: JudgementKind, name: str) -> str:
    """What a field is called."""
    chinese = judging_words.field_name(kind, name)
    return chinese if words.language == "zh" else _english(words, name, chinese)


def taken(words: Words, doubt: Doubt) -> tuple[tuple[str, str], ...]:
    """What the program took it for, in pairs of name and value."""
    if words.language == "zh":
        return doubt.taken
    return tuple((_name(words, name), value) for name, value in doubt.taken)


def _name(words: Words, chinese: str) -> str:
    if chinese in _KINDS:
        return words(f"judged.{_KINDS[chinese]}")
    return _english(words, _FIELDS.get(chinese, ""), chinese)


def _english(words: Words, name: str, otherwise: str) -> str:
    for begin in ("header.", "column.", "field."):
        told = words.known(f"{begin}{name}", "")
        if told:
            return told
    return otherwise
