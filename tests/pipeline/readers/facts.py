"""What a notice says, whatever file it came in: for tests that read one notice from several formats."""

from __future__ import annotations

import re
from typing import Any

from gongwen.pipeline.decode import Decoded
from gongwen.pipeline.extract import extract
from gongwen.schemas import Notice, SourceText

OF_THE_FILE = frozenset({"source", "start", "end", "place"})
"""Fields that say where in which file something stands."""


def facts(notice: Notice) -> Any:
    """A notice without what depends on its file: offsets, places, source, the file's digest in ids, and all white space."""
    return _plain(notice.model_dump())


def facts_of(decoded: Decoded) -> Any:
    """The facts of a text that a reader has returned."""
    source = SourceText(path="x", format="x", encoding="x", sha256="0" * 64, text=decoded.text, parts=decoded.parts)
    return facts(extract(source))


def differences(one: Any, other: Any, at: str = "") -> list[str]:
    """Where two results of `facts` differ, in words short enough to read in the report of a failed test."""
    if isinstance(one, dict) and isinstance(other, dict):
        return [each for key in one for each in differences(one[key], other.get(key), f"{at}.{key}")]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [
            each for i, pair in enumerate(zip(one, other, strict=True)) for each in differences(*pair, f"{at}[{i}]")
        ]
    return [] if one == other else [f"{at}: {str(one)[:200]} != {str(other)[:200]}"]


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items() if key not in OF_THE_FILE}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    if isinstance(value, str):
        return re.sub(r"sha256:[0-9a-f]+", "sha256", "".join(value.split()))
    return value
