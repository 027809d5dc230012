"""Vocabulary as data. Guarantee: an entry has a term, an example and only known columns, or loading fails and says where.

A vocabulary is a tab-separated file in `extractors/data/`: comment lines start with `#`, the first other line names the
columns. `term` and `example` are always there; what else a file has is said in its own comments.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a vocabulary: the term, a real example that holds it, and the file's further columns by name; `line` is where it stands."""

    term: str
    example: str
    attributes: dict[str, str]
    line: int = field(default=0, compare=False)

    def __getitem__(self, column: str) -> str:
        """`entry["role"]`: a further column, empty where the cell is empty."""
        return self.attributes[column]


class LexiconError(ValueError):
    """A vocabulary file that is not as it must be; the message names file and line."""


def parse(name: str, content: str) -> tuple[Entry, ...]:
    """Parse a vocabulary file's content. Raises LexiconError for a wrong number of cells, a missing or doubled term."""
    entries: list[Entry] = []
    columns: list[str] | None = None
    seen: set[tuple[str, ...]] = set()
    for number, line in enumerate(content.splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = line.split("\t")
        if columns is None:
            columns = cells
            if not {"term", "example"} <= set(columns):
                raise LexiconError(f"{name}:{number}: the columns must hold 'term' and 'example', found {columns}")
            continue
        if len(cells) != len(columns):
            raise LexiconError(f"{name}:{number}: {len(cells)} cells, expected {len(columns)} ({', '.join(columns)})")
        row = dict(zip(columns, (cell.strip() for cell in cells), strict=True))
        term, example = row.pop("term"), row.pop("example")
        key = (term, *row.values())
        if not term or not example:
            raise LexiconError(f"{name}:{number}: a term and an example are needed")
        if key in seen:
            raise LexiconError(f"{name}:{number}: {term} stands here twice")
        seen.add(key)
        entries.append(Entry(term, example, row, number))
    return tuple(entries)


@cache
def load(name: str) -> tuple[Entry, ...]:
    """Load `extractors/data/<name>.tsv`, in file order."""
    return parse(name, files(__package__).joinpath("data", f"{name}.tsv").read_text(encoding="utf-8"))


@cache
def terms(name: str, **only: str) -> tuple[str, ...]:
    """Return the terms of a vocabulary, longest first, those whose attributes have the given values."""
    chosen = {entry.term for entry in load(name) if all(entry[key] == value for key, value in only.items())}
    return tuple(sorted(chosen, key=lambda term: (-len(term), term)))


def sizes_by_last(words: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """Return by their last character how many characters the words have, the longest first: what a name can end in is seldom more than one."""
    sizes: dict[str, set[int]] = {}
    for word in words:
        sizes.setdefault(word[-1], set()).add(len(word))
    return {last: tuple(sorted(found, reverse=True)) for last, found in sizes.items()}


def alternation(words: Iterable[str]) -> str:
    """Return a regular expression source that matches any of the words, the longest first.

    Words with the same first character share it: an engine that tries one branch after the other then tries a third of them.
    """
    tails: dict[str, list[str]] = {}
    for word in sorted(set(words), key=lambda term: (-len(term), term)):
        tails.setdefault(word[0], []).append(re.escape(word[1:]))
    branches = (
        re.escape(first) + (rest[0] if len(rest) == 1 else f"(?:{'|'.join(rest)})") for first, rest in tails.items()
    )
    return "|".join(branches) or r"(?!)"


def holds_any(words: Iterable[str]) -> re.Pattern[str]:
    """Return a pattern that tells whether a text holds any of the words, and not which: those with another of them inside are left out."""
    known = set(words)
    longest = max(map(len, known), default=0)

    def inside(word: str) -> bool:
        parts = (word[i:j] for i in range(len(word)) for j in range(i + 1, min(len(word), i + longest) + 1))
        return any(part != word and part in known for part in parts)

    return re.compile(_skipping(word for word in known if not inside(word)))


def grouped(words: Iterable[str]) -> str:
    """Return an alternation whose words are tried by groups of first characters: of some hundred words a few are tried, not all.

    It matches what `alternation` does. To be used where the search has found one of the first characters already; at the begin
    of a pattern it would keep the search from skipping.
    """
    return "|".join(f"(?=[{first}])(?:{alternation(group)})" for first, group in _by_first(words))


MAX_GROUP = 20
"""First characters of the words that are tried together."""


def _by_first(words: Iterable[str]) -> list[tuple[str, list[str]]]:
    known = sorted(set(words))
    firsts = sorted({word[0] for word in known})
    parts = [firsts[at : at + MAX_GROUP] for at in range(0, len(firsts), MAX_GROUP)]
    return [(re.escape("".join(part)), [word for word in known if word[0] in part]) for part in parts]


def _skipping(words: Iterable[str]) -> str:
    """Return a pattern that holds at the first character of any of the words; the search skips all other characters."""
    parts = _by_first(words)
    if not parts:
        return r"(?!)"
    inner = "|".join(f"[{first}](?<=(?={alternation(group)}).)" for first, group in parts)
    return f"[{''.join(first for first, _ in parts)}](?<=(?=(?:{inner})).)"


def anywhere(words: Iterable[str]) -> str:
    """Return a regular expression source that finds any of the words at every offset, overlapping ones too (group `word`).

    It begins with the set of their first characters, which lets a search skip over all others; a plain alternation of some
    hundred words is tried in full at every character.
    """
    known = sorted(set(words))
    first = re.escape("".join(sorted({word[0] for word in known})))
    return rf"[{first}](?<=(?=(?P<word>{grouped(known)})).)"
