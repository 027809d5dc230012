"""What the 责任清单 calls the values of the graph: a Chinese word for each, and a target in one line.

Guarantee: every value of every kind in `WORDS` has its word.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from ..schemas import CitationRole, Comparator, Modality, Phase, ProjectKind, Role, TargetKind
from . import labels
from .output import cell

COMPARATORS = {
    Comparator.EQ: "达到",
    Comparator.GE: "不低于",
    Comparator.GT: "超过",
    Comparator.LE: "不超过",
    Comparator.LT: "低于",
    Comparator.APPROX: "约",
}
WORDS: Mapping[type[StrEnum], Mapping[Any, str]] = {
    Role: labels.ROLES,
    Comparator: COMPARATORS,
    TargetKind: labels.TARGET_KINDS,
    Modality: labels.MODALITIES,
    Phase: labels.PHASES,
    ProjectKind: labels.PROJECT_KINDS,
    CitationRole: labels.CITATION_ROLES,
}
"""The Chinese word for every value that a row can show."""


def word(kind: type[StrEnum], value: str | None) -> str:
    """The Chinese word for a stored value; nothing for none."""
    return WORDS[kind][kind(value)] if value else ""


def in_words(row: Mapping[str, Any]) -> str:
    """A target in one line: 农村自来水普及率 不低于90%（2027）, 服务贸易额 增速 5%（2027）."""
    kind, comparator = TargetKind(row["kind"]), Comparator(row["comparator"])
    change = "" if kind is TargetKind.LEVEL else f"{word(TargetKind, kind)} "
    bound = "" if change and comparator is Comparator.EQ else word(Comparator, comparator)
    values = "—".join(cell(row[name]) for name in ("value", "value_max") if row[name] is not None)
    deadline = f"（{row['deadline']}）" if row["deadline"] else ""
    return f"{row['indicator']} {change}{bound}{values}{row['unit'] or ''}{deadline}"
