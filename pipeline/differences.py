"""What a comparison says: facts gained, lost and changed, counted a kind, told in lines or as JSON.

Guarantee: the same comparison gives the same bytes; what comes from a document is shown as text and never as terminal codes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from .output import cell, printable, to_table

if TYPE_CHECKING:
    from rich.table import Table

LONGEST = 80
"""Most characters of a quote or a value in a line; the JSON has them whole."""

ROUND = 8
"""Characters shown on either side of the place in which two long values differ."""


class Kind(StrEnum):
    """What is compared, in the order of reports."""

    HEADER = "header"
    SECTIONS = "sections"
    TASKS = "tasks"
    RESPONSIBILITIES = "responsibilities"
    PROJECTS = "projects"
    TARGETS = "targets"
    CITATIONS = "citations"
    FINDINGS = "findings"


class Change(StrEnum):
    """Only in the new result, only in the old one, or in both and not alike."""

    GAINED = "gained"
    LOST = "lost"
    CHANGED = "changed"


@dataclass(frozen=True)
class Difference:
    """One fact that is not what it was.

    Attributes:
        kind: of the fact.
        document: name of the notice's file, without its ending.
        change: what became of the fact.
        item: names the fact for a reader; of a changed one, as it was.
        quote: its words in the text, as the new result has them unless it is lost; a header field's value.
        place: offsets of `quote`, where the result gives any.
        fields: what changed: (field, old value, new value); empty unless `change` is `changed`.
    """

    kind: Kind
    document: str
    change: Change
    item: str
    quote: str
    place: tuple[int, int] | None = None
    fields: tuple[tuple[str, Any, Any], ...] = ()


@dataclass(frozen=True)
class Comparison:
    """Every difference, in the order of kinds, documents and text; and how far the two results go together.

    Attributes:
        differences: of the documents that both results have.
        documents: how many these are.
        only_old: paths of documents that only the old result has: nothing is said of their facts.
        only_new: the same of the new result.
    """

    differences: tuple[Difference, ...]
    documents: int
    only_old: tuple[str, ...] = ()
    only_new: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        """Whether anything differs, a missing document included."""
        return bool(self.differences or self.only_old or self.only_new)

    def only(self, kinds: Collection[str]) -> Comparison:
        """The differences of some kinds; of all, where none is given."""
        return replace(self, differences=tuple(d for d in self.differences if not kinds or d.kind in kinds))

    def counts(self) -> dict[Kind, dict[Change, int]]:
        """How many of each change, for every kind that has a difference."""
        number = Counter((d.kind, d.change) for d in self.differences)
        kinds = [kind for kind in Kind if any(number[kind, change] for change in Change)]
        return {kind: {change: number[kind, change] for change in Change} for kind in kinds}

    def to_json(self) -> dict[str, Any]:
        """For JSON: the counts, each difference with its fields as `{field: {old, new}}`, and the documents of one side."""
        return {
            "documents": self.documents,
            "only_old": list(self.only_old),
            "only_new": list(self.only_new),
            "counts": self.counts(),
            "differences": [
                {
                    "kind": each.kind,
                    "document": each.document,
                    "change": each.change,
                    "item": each.item,
                    "fields": {name: {"old": old, "new": new} for name, old, new in each.fields},
                    "start": each.place[0] if each.place else None,
                    "end": each.place[1] if each.place else None,
                    "quote": each.quote,
                }
                for each in self.differences
            ],
        }


def opening(comparison: Comparison, old: str, new: str) -> Iterator[str]:
    """How much was compared and found, then each document that only one side has; `old` and `new` name the sides."""
    total = Counter(each.change for each in comparison.differences)
    found = ", ".join(f"{total[change]} {change}" for change in Change) if total else "no difference"
    yield _clean(f"{old} → {new}, documents compared: {comparison.documents}; {found}.")
    for side, paths in ((old, comparison.only_old), (new, comparison.only_new)):
        for path in paths:
            yield _clean(f"only in {side}, not compared: {path}")


def counts_table(comparison: Comparison) -> Table:
    """The counts as a table for the terminal."""
    rows = [{"kind": kind.value, **numbers} for kind, numbers in comparison.counts().items()]
    return to_table(rows, ["kind", *Change])


def lines(comparison: Comparison) -> Iterator[str]:
    """Each difference on lines of its own: what and where, then what changed in it, then its words."""
    for each in comparison.differences:
        yield _clean(f"{each.change:7}  {each.document}  {each.kind}: {each.item}")
        told: dict[tuple[str, str], list[str]] = {}
        for name, old, new in each.fields:
            told.setdefault(contrast(" ".join(cell(old).split()), " ".join(cell(new).split())), []).append(name)
        for (before, after), names in told.items():
            yield _clean(f"         {', '.join(names)}: {before or 'nothing'} → {after or 'nothing'}")
        yield _clean(f"         「{_cut(' '.join(each.quote.split()))}」")


def contrast(old: str, new: str) -> tuple[str, str]:
    """Two values for one line: of long ones, only where they differ, with a few characters round it."""
    if max(len(old), len(new)) <= LONGEST // 2:
        return old, new
    head = _shared(old, new)
    tail = _shared(old[head:][::-1], new[head:][::-1])
    begin, end = max(0, head - ROUND), max(0, tail - ROUND)
    parts = (("…" if begin else "") + _cut(text[begin : len(text) - end]) for text in (old, new))
    before, after = (part + ("…" if end else "") for part in parts)
    return before, after


def _shared(one: str, other: str) -> int:
    """How many characters two texts have in common at their beginning."""
    differ = (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b)
    return next(differ, min(len(one), len(other)))


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST // 2]}…{text[1 - LONGEST // 2 :]}"


def _clean(text: str) -> str:
    return printable(text).rstrip()
