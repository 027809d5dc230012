"""The facts of a result, made comparable: without their ids, with the task they belong to, each with a name for a reader.

A result is the plain JSON of `gongwen extract` and no `Notice`: rules of another day may know other fields. Ids are no part
of a fact: they count within a section, so that one gain would rename all that follows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from .differences import Kind
from .matching import Span
from .output import cell

Json = Mapping[str, Any]

_APART = ("id", "task_id", "evidence", "responsibilities")
"""Entries that are no field to compare: they are looked at otherwise, or only count."""

_NAMES = {
    Kind.SECTIONS: ("path", "heading"),
    Kind.TASKS: ("title", "text"),
    Kind.RESPONSIBILITIES: ("surface", "name"),
    Kind.PROJECTS: ("name",),
    Kind.TARGETS: ("indicator", "value"),
    Kind.CITATIONS: ("surface", "title"),
    Kind.FINDINGS: ("code",),
}
"""Fields that tell which fact it is: of two readings of one place, one of them at least is nearly the same."""


@dataclass(frozen=True)
class TaskRef:
    """A task that a fact belongs to. Matched tasks of both results share their number; the title is for the reader."""

    number: int
    title: str = field(compare=False)

    def __str__(self) -> str:
        return self.title


@dataclass(frozen=True)
class Fact:
    """One fact of one kind.

    Attributes:
        item: what a reader calls it.
        place: offsets of its evidence; `None` of a header field, and of a finding about the whole document.
        quote: the words there; of a header field its value.
        fields: those that have a value, so that a field not yet known is one that says nothing.
        names: the values of `_NAMES`.
        group: facts without a place are the same only within a group: the header field.
        id: of the fact in its result, for others to refer to.
    """

    item: str
    place: Span | None
    quote: str
    fields: Json
    names: tuple[Any, ...]
    group: str = ""
    id: str | None = None


def facts(notice: Json, kind: Kind, tasks: Mapping[str | None, TaskRef] = MappingProxyType({})) -> list[Fact]:
    """The facts of one kind in a notice, in its order; `tasks` are those that others belong to, by id."""
    if kind is Kind.HEADER:
        return list(_header(notice["document"]))
    if kind is Kind.RESPONSIBILITIES:
        return [
            _fact(kind, duty, tasks.get(task.get("id")))
            for task in notice.get("tasks", ())
            for duty in task.get("responsibilities", ())
        ]
    return [_fact(kind, entry, tasks.get(entry.get("task_id"))) for entry in notice.get(kind.value, ())]


def _header(document: Json) -> Iterator[Fact]:
    """A field that has a value is a fact; of a field with several values, each of them."""
    for name, value in document.items():
        if isinstance(value, list):
            yield from (Fact(f"{name}: {each}", None, str(each), {name: each}, (each,), name) for each in value)
        elif name != "id" and value is not None:
            yield Fact(f"{name}: {value}", None, str(value), {name: value}, (name,), name)


def _fact(kind: Kind, entry: Json, task: TaskRef | None) -> Fact:
    fields = {name: value for name, value in entry.items() if name not in _APART and value is not None}
    if "measures" in fields:
        fields["measures"] = [measure["evidence"]["quote"] for measure in fields["measures"]]
    if task:
        fields["task"] = task
    evidence = entry.get("evidence")
    start, end, quote = (evidence["start"], evidence["end"], evidence["quote"]) if evidence else (0, 0, "")
    if kind is Kind.SECTIONS and evidence:
        # A section is known by the line that opens it; it ends where another begins, which is no place of its own.
        fields["end"], quote = end, quote.split("\n", 1)[0]
        end = start + len(quote)
    names = tuple(fields.get(name) for name in _NAMES[kind])
    return Fact(_item(kind, fields), (start, end) if evidence else None, quote, fields, names, id=entry.get("id"))


def _item(kind: Kind, fields: Json) -> str:
    said = defaultdict(str, {name: cell(value) for name, value in fields.items()})
    path = " ".join(fields.get("path", ()))
    if kind is Kind.TARGETS:
        upper = f"—{said['value_max']}" if said["value_max"] else ""
        when = f" by {said['deadline']}" if said["deadline"] else ""
        return f"{said['indicator']} {said['comparator']} {said['value']}{upper}{said['unit']}{when}"
    return {
        Kind.SECTIONS: f"{path} {said['heading']}",
        Kind.TASKS: f"{path} {said['title']}",
        Kind.RESPONSIBILITIES: f"{said['role']} {said['surface']} | {said['task']}",
        Kind.FINDINGS: f"{said['code']}: {said['message']}",
    }.get(kind, said["name"] or said["surface"]).strip()
