"""A result as `gongwen extract` writes it, read again as plain JSON: its form is looked at, its fields are left as they are.

Guarantee: what is returned has the places and names that a comparison needs; everything else is an error with its line.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from ..schemas import Evidence, GongwenError

Result = list[Mapping[str, Any]]
"""The notices of a result, in its order."""


class _Entry(BaseModel):
    """What every fact of a result has, whichever rules wrote it."""

    id: str | None = None
    task_id: str | None = None
    path: list[str] | None = None
    evidence: Evidence | None = None


class _Measure(BaseModel):
    evidence: Evidence


class _Task(_Entry):
    measures: list[_Measure] = []
    responsibilities: list[_Entry] = []


class _Source(BaseModel):
    path: str
    sha256: str


class _Shape(BaseModel):
    """As much of a notice's form as a comparison needs; more fields, and fewer, are those of another day."""

    source: _Source
    document: dict[str, Any]
    sections: list[_Entry] = []
    tasks: list[_Task] = []
    projects: list[_Entry] = []
    targets: list[_Entry] = []
    citations: list[_Entry] = []
    findings: list[_Entry] = []


def read_result(path: Path) -> Result:
    """The notices of a file; raises `GongwenError` where it is no result."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise _no_result(str(path), "it is not UTF-8") from error
    return parse_result(text, str(path))


def parse_result(text: str, name: str) -> Result:
    """The notices of JSON lines, or of one JSON value (a notice, or an array of them); `name` is for the error."""
    try:
        whole = json.loads(text)
        entries = [("", entry) for entry in (whole if isinstance(whole, list) else [whole])]
    except ValueError:
        entries = []
        for number, line in enumerate(text.split("\n"), start=1):
            try:
                entries += [(f"line {number}: ", json.loads(line))] if line.strip() else []
            except ValueError as error:
                raise _no_result(name, f"line {number} is no JSON") from error
    if not entries:
        raise _no_result(name, "it holds no notice")
    for place, entry in entries:
        try:
            _Shape.model_validate(entry)
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(map(str, first["loc"])) or "the notice"
            raise _no_result(name, f"{place}{where}: {first['msg']}") from error
    return [entry for _, entry in entries]


def _no_result(name: str, why: str) -> GongwenError:
    return GongwenError(f"{name} is no result of an extraction ({why}); write one with `gongwen extract -o FILE PATH`.")
