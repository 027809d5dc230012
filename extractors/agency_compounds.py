"""Offices named after several functions, in every writing: 资规局, 规划资源局, 绿化和市容管理局.

A short name is read function by function (`data/agency_functions.tsv`), each word abbreviating one, in order, and the
office word agreeing. It counts only where exactly one reading is possible. 和 and 与 between functions, and 管理 behind
several, tell no two offices of one place apart, so the canonical name is without them, unless `data/agency_local.toml`
lists the full name of just these functions.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .agency_vocabulary import local
from .lexicon import load

_CONJUNCTION = re.compile(r"[和与及暨]")
_SHORTEST_FUNCTION = 2
_SEVERAL = 2


@lru_cache(maxsize=8192)
def compound_name(form: str) -> str | None:
    """The canonical form of an office's name without its place; None where it is not one of several functions."""
    office = next((word for word in _office_words() if form.endswith(word)), None)
    if office is None or len(form) == len(office) or form.endswith(tuple(local()["words"]["endings"])):
        return None
    body = form.removesuffix(office)
    full_office = str(local()["suffixes"][office])
    parts = _parts(body)
    functions = _functions(parts)
    if functions is not None:
        return (_stems().get(functions) or "".join(functions)) + full_office
    plain = "".join(parts)
    known = _stems().get((plain,))
    if known is not None:
        return known + full_office
    return plain + full_office if len(parts) >= _SEVERAL else None


@cache
def _office_words() -> tuple[str, ...]:
    return tuple(sorted(local()["suffixes"], key=lambda word: -len(word)))


def _parts(body: str) -> list[str]:
    """What stands between conjunctions; a conjunction has a function on either side and is no part of a word."""
    parts, begin = [], 0
    words = tuple(local()["words"]["not_conjunctions"])
    for match in _CONJUNCTION.finditer(body):
        at = match.start()
        inside = any(body.startswith(word, at - word.index(match[0])) for word in words if match[0] in word)
        if not inside and at - begin >= _SHORTEST_FUNCTION and len(body) - match.end() >= _SHORTEST_FUNCTION:
            parts.append(body[begin:at])
            begin = match.end()
    return [*parts, body[begin:]]


def _functions(parts: list[str]) -> tuple[str, ...] | None:
    """The functions of several, in order; None for one function, an unknown word, or more than one reading."""
    functions: list[str] = []
    for part in parts:
        readings = _readings(part)
        if len(readings) != 1:
            return None
        functions += next(iter(readings))
    while functions and not functions[-1]:
        functions.pop()
    return tuple(functions) if len(functions) >= _SEVERAL and all(functions) else None


@lru_cache(maxsize=4096)
def _readings(words: str) -> frozenset[tuple[str, ...]]:
    """The ways to read the words as the fewest functions: 物资储备 is one, not 物资 and 储备."""
    if not words:
        return frozenset({()})
    means = _meanings()
    every = [
        (*means[words[:size]], *rest)
        for size in range(1, min(len(words), max(map(len, means))) + 1)
        if words[:size] in means
        for rest in _readings(words[size:])
    ]
    fewest = min(map(len, every), default=0)
    return frozenset(reading for reading in every if len(reading) == fewest)


@cache
def _meanings() -> dict[str, tuple[str, ...]]:
    return {entry.term: tuple(entry["means"].split() or [""]) for entry in load("agency_functions")}


@cache
def _stems() -> dict[tuple[str, ...], str]:
    """Functions (or the plain words of what is no list of known functions) → the full name that the tables have."""
    stems: dict[tuple[str, ...], str] = {}
    for stem in local()["stems"]:
        parts = _parts(stem)
        key = _functions(parts) or ("".join(parts),)
        if stems.setdefault(key, stem) != stem:
            raise ValueError(f"two full names of the functions {key}: {stems[key]} and {stem}")
    return stems
