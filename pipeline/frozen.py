"""The committed verdicts of an evaluation, and what a change turned: each gain and loss by name, not only the sum.

One CSV line per gold item and per extra: `notice,kind,item,verdict`. Items of one name are numbered (`… #2`), so a line
names one item.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ..schemas import GongwenError
from .verdicts import Outcome, Report

COLUMNS = ("notice", "kind", "item", "verdict")
Key = tuple[str, str, str]


@dataclass(frozen=True)
class Turned:
    """One verdict that is not what it was; `None` where there was, or is, no such item."""

    notice: str
    kind: str
    item: str
    before: str | None
    after: str | None

    @property
    def gain(self) -> bool:
        """Whether the change is for the better: a new hit, or an extra that is gone."""
        return self.after == Outcome.HIT or (self.after is None and self.before == Outcome.EXTRA)

    def __str__(self) -> str:
        sign = "+" if self.gain else "-"
        before, after = self.before or "nothing", self.after or "nothing"
        return f"{sign} {self.notice}  {self.kind}: {self.item}  {before} → {after}"


def rows(report: Report) -> dict[Key, str]:
    """Verdict by (notice, kind, item), in the report's order; an extra never shares a key with a gold item."""
    verdicts: dict[Key, str] = {}
    for verdict in report.verdicts:
        item = " ".join(verdict.item.split())
        if verdict.outcome is Outcome.EXTRA:
            item = f"+ {item}"
        key, number = (verdict.notice, verdict.kind.value, item), 1
        while key in verdicts:
            number += 1
            key = (verdict.notice, verdict.kind.value, f"{item} #{number}")
        verdicts[key] = verdict.outcome.value
    return verdicts


def dump(report: Report) -> str:
    r"""The report as CSV text, lines ended by `\n`."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows((*key, verdict) for key, verdict in rows(report).items())
    return out.getvalue()


def load(path: Path) -> dict[Key, str]:
    """The verdicts of a frozen file; raises `GongwenError` where it is missing or not such a file."""
    try:
        with path.open(encoding="utf-8", newline="") as file:
            lines = list(csv.reader(file))
    except OSError as error:
        raise GongwenError(f"{path}: no frozen results; write them with `gongwen evaluate --freeze`.") from error
    if not lines or tuple(lines[0]) != COLUMNS or any(len(line) != len(COLUMNS) for line in lines):
        raise GongwenError(f"{path}: not a file of frozen results; write it anew with `gongwen evaluate --freeze`.")
    return {(notice, kind, item): verdict for notice, kind, item, verdict in lines[1:]}


def only(verdicts: dict[Key, str], notices: Iterable[str]) -> dict[Key, str]:
    """Those of some notices."""
    wanted = set(notices)
    return {key: verdict for key, verdict in verdicts.items() if key[0] in wanted}


def turned(before: dict[Key, str], after: dict[Key, str]) -> list[Turned]:
    """Every verdict that differs, in the order of the old file, then what is new."""
    keys = dict.fromkeys([*before, *after])
    return [Turned(*key, before.get(key), after.get(key)) for key in keys if before.get(key) != after.get(key)]
