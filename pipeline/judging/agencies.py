"""Which agency names a person said to be one: names joined over any number of steps, unless a decision forbids it.

Guarantee: the result depends on what was decided, not on the order in which it was; two names that were said to be
different are never joined, whatever chain of others lies between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ...schemas.judgement import Decision, Judgement


def fuller_first(name: str) -> tuple[int, str]:
    """The order in which names are kept: of two that a person says are one body's, the longer says it in full (docs/definitions.md)."""
    return -len(name), name


def joined(judgements: Iterable[Judgement], order: Callable[[str], Any] = fuller_first) -> Mapping[str, str]:
    """Name → the name kept in its place, for every name that is not kept itself.

    A group of names that a `different` contradicts is not joined at all, until the contradiction is resolved.
    """
    decided = tuple(judgements)
    contrary = {name for each in contradictions(decided) for pair in map(names_of, each) for name in pair}
    found: dict[str, str] = {}
    for group in _groups(decided):
        if contrary.isdisjoint(group):
            kept = min(group, key=order)
            found.update((name, kept) for name in group if name != kept)
    return dict(sorted(found.items()))


def contradictions(judgements: Iterable[Judgement]) -> tuple[tuple[Judgement, ...], ...]:
    """Groups of decisions that cannot all hold: names joined step by step, two of which were said to be different."""
    decided = tuple(judgements)
    found = []
    for group in _groups(decided):
        inside = tuple(each for each in decided if group.issuperset(names_of(each)))
        if any(each.decision is Decision.DIFFERENT for each in inside):
            found.append(tuple(sorted(inside, key=names_of)))
    return tuple(found)


def names_of(judgement: Judgement) -> tuple[str, str]:
    """The two names that an agency judgement is about."""
    return str(judgement.fact["one"]), str(judgement.fact["other"])


def _groups(judgements: Iterable[Judgement]) -> list[set[str]]:
    """Names joined by `same`, over any number of steps, in the order of their smallest names."""
    group_of: dict[str, set[str]] = {}
    for judgement in judgements:
        if judgement.decision is Decision.SAME:
            one, other = (group_of.setdefault(name, {name}) for name in names_of(judgement))
            if one is not other:
                one |= other
                group_of.update(dict.fromkeys(other, one))
    return sorted({id(group): group for group in group_of.values()}.values(), key=min)
