"""A saved question asked as a person asks it: 区发改委 for an agency, 牵头 for a role, 铜府[2023]90号 for a document.

Guarantee: an agency is whatever `gongwen tasks` takes the name for; a parameter that names nothing the graph knows is an error that
says so with near names, and never an answer without rows. Used by `gongwen query`, `gongwen shell` and the page alike.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from ..extractors.lexicon import load
from ..extractors.notes import labels as note_labels
from ..graph.ask import Result
from ..graph.names import normalise_doc_number, normalise_title
from ..graph.saved import find
from ..schemas import QueryError
from . import labels
from .aliases import KnownAgency, find_agencies, near_names, nearest

Ask = Callable[[str, Mapping[str, Any]], Result]
"""Asks a question in Cypher with its parameters, within the limits of whoever asks."""
Agencies = Callable[[], Sequence[KnownAgency]]
"""Every agency of the graph: called only where a parameter names one."""

WORDS: Mapping[str, Mapping[str, str]] = {
    "role": {str(value): word for value, word in labels.ROLES.items()},
    "phase": {str(value): word for value, word in labels.PHASES.items()},
    "kind": {str(value): word for value, word in labels.PROJECT_KINDS.items()},
}
"""Parameters that take one of a few values, and the Chinese word for each."""
_DOCUMENT = """
MATCH (d:Document) WHERE d.id IN $forms OR d.document IN $forms OR any(name IN $forms WHERE name IN d.names)
RETURN d.id AS id ORDER BY id LIMIT 2
"""
_DOCUMENTS = "MATCH (d:Document) RETURN d.id AS id, d.title AS title ORDER BY id"
_INDICATOR = """
MATCH (x:Target) OPTIONAL MATCH (x)-[:MEASURES]->(i:Indicator)
WITH x, i WHERE i.name = $name OR x.indicator = $name RETURN count(x) AS number
"""
_INDICATORS = "MATCH (i:Indicator) RETURN i.name AS name ORDER BY name"


class UnknownNameError(QueryError):
    """A parameter names nothing that is known. `near` are names that could be meant; `words` where only these can be."""

    def __init__(self, parameter: str, typed: str, near: Iterable[str], words: Iterable[str] = ()) -> None:
        self.parameter, self.typed, self.near, self.words = parameter, typed, tuple(near), tuple(words)
        if self.words:
            told = f"The parameter {parameter} is {typed}, and should be one of: {', '.join(self.words)}."
        else:
            told = f"No {parameter} of the graph is called {typed}."
            told += f" Near names: {'、'.join(self.near)}." if self.near else ""
        super().__init__(told)


class Answer(NamedTuple):
    """The answer, and the agencies that a name in the question was taken for."""

    result: Result
    agencies: tuple[KnownAgency, ...]


def answer_saved(ask: Ask, name: str, given: Mapping[str, Any] | None, agencies: Agencies) -> Answer:
    """Ask a saved question. Raises QueryError, as `graph.saved.run` does, and UnknownNameError."""
    query = find(name)
    asked, meant = query.arguments(given), tuple[KnownAgency, ...]()
    for each in query.parameters:
        value = asked[each.name]
        if value in (None, [], ""):
            continue
        if each.name == "agency":
            asked["agency"], meant = _agencies(value, agencies())
        elif each.name == "document":
            asked["document"] = _document(ask, value)
        elif each.name in WORDS:
            asked[each.name] = _value(each.name, value)
    result = ask(query.cypher, asked)
    if not result.rows and asked.get("indicator") is not None:
        _known_indicator(ask, str(asked["indicator"]))
    return Answer(result, meant)


def _agencies(typed: Sequence[str], known: Sequence[KnownAgency]) -> tuple[list[str], tuple[KnownAgency, ...]]:
    found: dict[str, KnownAgency] = {}
    for name in typed:
        fitting = find_agencies(name, known)
        if not fitting:
            raise UnknownNameError("agency", name, near_names(name, known))
        found.update((agency.id, agency) for agency in fitting)
    return list(found), tuple(found.values())


def _document(ask: Ask, typed: str) -> str:
    """The id of the document; the name as it was typed where several documents have it, which is for the question to tell."""
    forms = list(dict.fromkeys((typed, normalise_doc_number(typed), normalise_title(typed))))
    found = ask(_DOCUMENT, {"forms": forms}).dicts()
    if found:
        return str(found[0]["id"]) if len(found) == 1 else typed
    rows = ask(_DOCUMENTS, {}).dicts()
    raise UnknownNameError("document", typed, nearest(typed, {str(n): str(n) for r in rows for n in r.values() if n}))


def _known_indicator(ask: Ask, typed: str) -> None:
    if ask(_INDICATOR, {"name": typed}).dicts()[0]["number"]:
        return
    names = [str(row["name"]) for row in ask(_INDICATORS, {}).dicts()]
    raise UnknownNameError("indicator", typed, nearest(typed, {name: name for name in names}))


def value_of(parameter: str, typed: str) -> str | None:
    """The value that a typed word means for a parameter of `WORDS`: lead for 牵头; None where it means none."""
    return _values(parameter).get("".join(typed.split()).casefold())


def _value(parameter: str, typed: str) -> str:
    value = value_of(parameter, typed)
    if value is None:
        raise UnknownNameError(parameter, typed, (), (f"{each} ({word})" for each, word in WORDS[parameter].items()))
    return value


@cache
def _values(parameter: str) -> Mapping[str, str]:
    """What may be typed for a value: the value, its Chinese word; for a role also what notices say (牵头单位, 负责)."""
    words = WORDS[parameter]
    said: dict[str, str] = {}
    if parameter == "role":
        said = {**{each.term: each["role"] for each in load("duty_verbs")}, **note_labels()}
        said = {label: role for label, role in said.items() if role in words}
    return {**said, **{word: value for value, word in words.items()}, **{value: value for value in words}}
