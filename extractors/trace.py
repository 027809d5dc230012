"""What the rules looked at and what they decided, for the one who writes rules. Off unless someone watches.

A rule reports a step where it decides: the place, whether it fired, and why in plain words, with the vocabulary entries that
the decision rests on. Watching changes nothing that is extracted; without it a step costs one comparison.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import NamedTuple

FIRED, LOOKED, REJECTED, BEATEN = "fired", "looked", "rejected", "beaten"
"""The outcomes: gave a fact; went on to the next question; no fact here; would be one, but another rule comes first."""


class Step(NamedTuple):
    """One decision at `text[start:end]`; `entries` are (vocabulary, term)."""

    rule: str
    start: int
    end: int
    outcome: str
    why: str
    entries: tuple[tuple[str, str], ...]


class _Watch:
    steps: list[Step] | None = None


def watching() -> bool:
    """Tell whether someone watches: for reasons that cost something to put together."""
    return _Watch.steps is not None


def step(rule: str, start: int, end: int, outcome: str, why: str, *entries: tuple[str, str]) -> None:
    """Report a decision; nothing is kept unless someone watches."""
    if _Watch.steps is not None:
        _Watch.steps.append(Step(rule, start, end, outcome, why, entries))


@contextmanager
def watch() -> Iterator[list[Step]]:
    """Collect the steps of what is extracted inside the `with`, in the order in which they are taken."""
    before, _Watch.steps = _Watch.steps, []
    try:
        yield _Watch.steps
    finally:
        _Watch.steps = before
