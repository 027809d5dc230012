"""What an evaluation says: one verdict per item, counted into precision, recall and F1 per kind and notice."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What is scored, in the order of reports."""

    HEADER = "header fields"
    SECTIONS = "sections"
    TASKS_NOTE = "tasks by note or table"
    TASKS_INLINE = "inline tasks"
    RESPONSIBILITIES_NOTE = "responsibilities by note or table"
    RESPONSIBILITIES_INLINE = "inline responsibilities"
    WORKS = "works"
    WORKS_EXACT = "works, exact name"
    PROGRAMMES = "programmes"
    PROGRAMMES_EXACT = "programmes, exact name"
    TARGETS_NUMBER = "targets, number alone"
    TARGETS_FOUND = "targets found"
    TARGETS_STRICT = "targets strict"
    CITATIONS = "citations"
    RESOLUTION = "resolution"


class Outcome(StrEnum):
    """Right, not found, or found where gold has nothing."""

    HIT = "hit"
    MISS = "miss"
    EXTRA = "extra"


@dataclass(frozen=True)
class Verdict:
    """One item of one notice: `item` names it for a reader, `quote` is its text, `note` says what differs."""

    notice: str
    kind: Kind
    item: str
    outcome: Outcome
    quote: str = ""
    note: str = ""


@dataclass(frozen=True)
class Tally:
    """Counts of one kind. The three figures are 1.0 where there was nothing to find and nothing was found."""

    hits: int
    misses: int
    extras: int

    @property
    def precision(self) -> float:
        """Share of what was found that is right."""
        return self.hits / (self.hits + self.extras) if self.hits + self.extras else 1.0

    @property
    def recall(self) -> float:
        """Share of what is there that was found."""
        return self.hits / (self.hits + self.misses) if self.hits + self.misses else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        wanted = 2 * self.hits + self.misses + self.extras
        return 2 * self.hits / wanted if wanted else 1.0


@dataclass(frozen=True)
class Report:
    """All verdicts, in the order of notices, kinds and text. Totals are micro-averages: every item counts once."""

    verdicts: tuple[Verdict, ...]

    @property
    def notices(self) -> tuple[str, ...]:
        """Names of the notices, in order of appearance."""
        return tuple(dict.fromkeys(verdict.notice for verdict in self.verdicts))

    def tally(self, kind: Kind, notice: str | None = None) -> Tally:
        """Counts of `kind` in one notice, or in all."""
        return count(v for v in self.verdicts if v.kind is kind and notice in (None, v.notice))

    def errors(self, kind: Kind | None = None) -> tuple[Verdict, ...]:
        """Misses and extras, of one kind or of all."""
        return tuple(v for v in self.verdicts if v.outcome is not Outcome.HIT and kind in (None, v.kind))

    def figures(self) -> dict[str, dict[str, dict[str, float]]]:
        """For JSON: `{notice or "total": {kind: {hits, misses, extras, precision, recall, f1}}}`, to 4 places."""
        scopes: list[str | None] = [*self.notices, None]
        return {scope or "total": {kind.value: _figures(self.tally(kind, scope)) for kind in Kind} for scope in scopes}


def count(verdicts: Iterable[Verdict]) -> Tally:
    """Counts of some verdicts."""
    outcomes = Counter(verdict.outcome for verdict in verdicts)
    return Tally(outcomes[Outcome.HIT], outcomes[Outcome.MISS], outcomes[Outcome.EXTRA])


def _figures(tally: Tally) -> dict[str, float]:
    return {
        "hits": tally.hits,
        "misses": tally.misses,
        "extras": tally.extras,
        "precision": round(tally.precision, 4),
        "recall": round(tally.recall, 4),
        "f1": round(tally.f1, 4),
    }
