"""Two results over the same texts, fact by fact: what one state of the rules finds and another does not.

Guarantee: a pure function of both. A result held against itself has no difference; with the sides exchanged, what was
gained is lost.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import PurePath
from typing import Any

from ..schemas import GongwenError
from .differences import Change, Comparison, Difference, Kind
from .matching import Span, near, normalise, pair, share
from .result_facts import Fact, Json, TaskRef, facts


def compare(old: Sequence[Json], new: Sequence[Json]) -> Comparison:
    """Hold the notices of `new` against those of `old`.

    Args:
        old: notices as `gongwen extract` writes them, each with `source` and `document`.
        new: the same, of another state of the rules.

    Returns:
        The differences in documents that both have, told apart by the sha256 of their text, and the other documents.

    Raises:
        GongwenError: where no document is in both, or one is in a result twice and not alike.
    """
    before, after = _by_text(old, "old"), _by_text(new, "new")
    common = [key for key in after if key in before]
    if not common:
        raise GongwenError("The two results have no document in common; make both from the same files.")
    found = [difference for key in common for difference in _document(before[key], after[key])]
    order = list(Kind)
    return Comparison(
        differences=tuple(sorted(found, key=lambda difference: order.index(difference.kind))),
        documents=len(common),
        only_old=tuple(notice["source"]["path"] for key, notice in before.items() if key not in after),
        only_new=tuple(notice["source"]["path"] for key, notice in after.items() if key not in before),
    )


def _by_text(result: Sequence[Json], side: str) -> dict[str, Json]:
    notices: dict[str, Json] = {}
    for notice in result:
        known = notices.setdefault(notice["source"]["sha256"], notice)
        if {**known, "source": None} != {**notice, "source": None}:
            paths = " and ".join(dict.fromkeys((known["source"]["path"], notice["source"]["path"])))
            raise GongwenError(f"The {side} result has the same text twice, read in two ways ({paths}); extract anew.")
    return notices


def _document(old: Json, new: Json) -> Iterator[Difference]:
    """The differences in one document, kind after kind, each kind in the order of the text."""
    name = PurePath(new["source"]["path"]).stem
    tasks = _matched(facts(old, Kind.TASKS), facts(new, Kind.TASKS))
    refs: tuple[dict[str | None, TaskRef], ...] = ({}, {})
    for number, sides in enumerate(tasks):
        for known, task in zip(refs, sides, strict=True):
            if task:
                known[task.id] = TaskRef(number, task.fields.get("title", ""))
    for kind in Kind:
        before, after = (facts(notice, kind, known) for notice, known in zip((old, new), refs, strict=True))
        told = [_difference(kind, name, *sides) for sides in _matched(before, after)]
        yield from sorted((each for each in told if each), key=lambda each: each.place or (-1, -1))


def _difference(kind: Kind, document: str, old: Fact | None, new: Fact | None) -> Difference | None:
    if old and new:
        fields = tuple(_changes(old, new))
        return Difference(kind, document, Change.CHANGED, old.item, new.quote, new.place, fields) if fields else None
    if old:
        return Difference(kind, document, Change.LOST, old.item, old.quote, old.place)
    return Difference(kind, document, Change.GAINED, new.item, new.quote, new.place) if new else None


def _changes(old: Fact, new: Fact) -> Iterator[tuple[str, Any, Any]]:
    for name in dict.fromkeys([*old.fields, *new.fields]):
        before, after = old.fields.get(name), new.fields.get(name)
        if before != after:
            told = [str(side) if isinstance(side, TaskRef) else side for side in (before, after)]
            yield name, told[0], told[1]
    if old.place != new.place:
        same = old.quote == new.quote  # the same words, a little further on
        yield ("place", old.place, new.place) if same else ("quote", old.quote, new.quote)


def _matched(old: Sequence[Fact], new: Sequence[Fact]) -> list[tuple[Fact | None, Fact | None]]:
    """Each fact of either side once, with its partner: first what is all the same, then the best of what fits."""
    waiting: dict[Span | None, list[int]] = defaultdict(list)
    for number, fact in enumerate(new):
        waiting[fact.place].append(number)
    same: dict[int, int] = {}
    for number, fact in enumerate(old):
        for other in waiting[fact.place]:
            if new[other].fields == fact.fields:
                same[number] = other
                waiting[fact.place].remove(other)
                break
    lost = [number for number in range(len(old)) if number not in same]
    gained = sorted(number for numbers in waiting.values() for number in numbers)
    fits = pair([old[number] for number in lost], [new[number] for number in gained], _fit)
    same.update((lost[i], gained[j]) for i, j in fits)
    taken = set(same.values())
    both = [(fact, new[same[number]] if number in same else None) for number, fact in enumerate(old)]
    return [*both, *((None, fact) for number, fact in enumerate(new) if number not in taken)]


def _fit(old: Fact, new: Fact) -> tuple[float, ...] | None:
    """How well two facts go together; `None` where they are two: places that hardly overlap, or other names."""
    shared = float(old.place == new.place and old.group == new.group)
    if old.place and new.place:
        shared = share([old.place], new.place)
    if not shared or not any(map(_alike, old.names, new.names)):
        return None
    return (float(sum(new.fields.get(name) == value for name, value in old.fields.items())), shared)


def _alike(old: object, new: object) -> bool:
    """Equal; of words, also where one holds the other or they are nearly spelt the same."""
    if not isinstance(old, str) or not isinstance(new, str):
        return old is not None and old == new
    one, other = normalise(old), normalise(new)
    return bool(one and other) and (one in other or other in one or near(one, other))
