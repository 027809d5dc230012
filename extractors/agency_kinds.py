"""What sort of body a name is: told by its beginning and its ending, never guessed.

`is_group` is true wherever the words name no single body; `is_relative` where only the document itself can say which
body is meant. The vocabulary is `data/agency_kinds.toml`, each entry with an example.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files
from typing import Any

from ..schemas import AgencyKind


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, Any]:
    """The tables of `data/agency_kinds.toml`: `ending`, `beginning`, `group`, `relative`."""
    return tomllib.loads((files(__package__) / "data" / "agency_kinds.toml").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _group_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(_anchored(entry)) for entry in vocabulary()["group"])


def _anchored(entry: dict[str, Any]) -> str:
    pattern: str = entry["pattern"]
    return "^" + pattern if entry.get("only_whole") else pattern


@lru_cache(maxsize=1)
def _relative_patterns() -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(entry["pattern"]) for entry in vocabulary()["relative"])


@lru_cache(maxsize=1)
def _affixes() -> tuple[dict[str, AgencyKind], dict[str, AgencyKind]]:
    beginnings = {
        word: AgencyKind(table["kind"]) for table in vocabulary()["beginning"] for word in table["beginnings"]
    }
    endings = {word: AgencyKind(table["kind"]) for table in vocabulary()["ending"] for word in table["endings"]}
    return beginnings, endings


def is_group(surface: str) -> bool:
    """Whether the words name a class, a function or persons instead of one body (各部门, 税务部门, 区领导)."""
    return any(pattern.search(surface) for pattern in _group_patterns())


def is_relative(surface: str) -> bool:
    """Whether only the document can say which body is meant (联席会议办公室, 项目承担单位)."""
    return any(pattern.search(surface) for pattern in _relative_patterns())


@lru_cache(maxsize=8192)
def kind_of(name: str) -> AgencyKind | None:
    """The kind of a named body, by its beginning, else by its longest known ending; None where neither is known."""
    beginnings, endings = _affixes()
    for length in range(min(len(name), max(map(len, beginnings))), 0, -1):
        if name[:length] in beginnings:
            return beginnings[name[:length]]
    main = re.sub(r"（[^（）]*）$", "", name) or name
    for start in range(max(0, len(main) - max(map(len, endings))), len(main)):
        if main[start:] in endings:
            return endings[main[start:]]
    return None
