"""Why there is no answer, in the language of the page: what is wrong, where, what may have been meant; the store's words as a quote."""

from __future__ import annotations

from dataclasses import dataclass

from ...graph.hints import hints
from ...schemas import QueryError, QueryFault
from ..saved_answers import WORDS, UnknownNameError
from .rendering import Words

ENUMERATIONS = {"role": "Role", "phase": "Phase", "kind": "ProjectKind"}
"""Parameters that take one of a few values."""


@dataclass(frozen=True)
class Refusal:
    """`what` is one sentence; `quote` the store's own words, "" where they would say nothing more."""

    what: str
    quote: str = ""
    hints: tuple[str, ...] = ()
    parameter: str = ""
    near: tuple[str, ...] = ()


def refusal(words: Words, error: QueryError, cypher: str = "") -> Refusal:
    """What the page says of it; `cypher` is looked through for names that were mistyped."""
    if isinstance(error, UnknownNameError):
        return _unknown(words, error)
    what = words(f"refused.{error.fault}")
    if error.place:
        what += words("refused.place", line=error.place[0], column=error.place[1])
    told = error.said or str(error)
    quote = "" if error.fault in (QueryFault.WRITES, QueryFault.FILE, QueryFault.BUSY) else told
    return Refusal(what, quote, hints_in_words(words, cypher))


def hints_in_words(words: Words, cypher: str) -> tuple[str, ...]:
    """What the graph has no name for in a question, with near names."""
    comma = words("comma")
    return tuple(words(f"hint.{hint.kind}", name=hint.name, near=comma.join(hint.near)) for hint in hints(cypher))


def _unknown(words: Words, error: UnknownNameError) -> Refusal:
    if not error.words:
        return Refusal(words(f"unknown.{error.parameter}", typed=error.typed), "", (), error.parameter, error.near)
    listed = (words.value(ENUMERATIONS[error.parameter], value) for value in WORDS[error.parameter])
    return Refusal(words("unknown.word", typed=error.typed, words=words("comma").join(listed)))
