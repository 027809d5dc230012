"""Names of many things in one long text, so that what holds some words is found by one search in it and not name by name.

Guarantee: what is found is in the order in which it was put in, within three tiers: names that are the words, names that begin
with them, names that hold them; each thing once.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from typing import Generic, TypeVar

T = TypeVar("T")
_MARK = "\x00"
"""Stands before and behind every name; no name has it, and what is typed is looked for without it."""


class Index(Generic[T]):
    """Things with their names, first those that are to be found first."""

    def __init__(self, things: Iterable[tuple[T, Iterable[tuple[str, str]]]]) -> None:
        """`things`: each with pairs of a name and what is handed out beside the thing where it is found by that name."""
        self._things: list[T] = []
        self._said: list[tuple[int, str]] = []
        self._starts: list[int] = []
        written, at = [_MARK], 1
        for thing, called in things:
            self._things.append(thing)
            lines: dict[str, str] = {}
            for name, said in called:
                lines.setdefault(name.replace(_MARK, ""), said)
            for name, said in lines.items():
                self._said.append((len(self._things) - 1, said))
                self._starts.append(at)
                written += (name, _MARK)
                at += len(name) + 1
        self._text = "".join(written)

    def find(self, wanted: str, limit: int) -> list[tuple[T, str]]:
        """The first `limit` things that have such a name, with what is said of it."""
        wanted = wanted.replace(_MARK, "")
        found: dict[int, str] = {}
        if wanted:
            for words in (f"{_MARK}{wanted}{_MARK}", f"{_MARK}{wanted}", wanted):
                for line in self._lines(words):
                    if len(found) >= limit:
                        break
                    thing, said = self._said[line]
                    found.setdefault(thing, said)
        return [(self._things[thing], said) for thing, said in found.items()]

    def count(self, wanted: str) -> int:
        """How many things have such a name."""
        wanted = wanted.replace(_MARK, "")
        return len({self._said[line][0] for line in self._lines(wanted)}) if wanted else 0

    def _lines(self, words: str) -> Iterator[int]:
        """The numbers of the names that hold the words, in order, each once."""
        at = self._text.find(words)
        while at >= 0:
            line = bisect_right(self._starts, at + words.startswith(_MARK)) - 1
            yield line
            after = self._starts[line + 1] - 1 if line + 1 < len(self._starts) else len(self._text)
            at = self._text.find(words, after)
