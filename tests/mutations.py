"""Notices after accidents, each made from one number, so that any of them can be made again alone.

A mutation is a stretch of a notice of the corpus after one to three accidents to its text; one in four then goes through bytes,
in some encoding, perhaps damaged or taken for another one.
"""

from __future__ import annotations

import random
from typing import NamedTuple

from notice_texts import DAMAGE, damaged, notices

STRETCH = 2500
"""Most characters of the stretch that a mutation is made of, but for one in fifty, which is of the whole notice."""
ENCODINGS = ("utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "big5", "big5hkscs")
BYTES = ("whole", "cut", "bytes changed", "bytes lost", "taken for another encoding")


class Mutation(NamedTuple):
    """What was made. `text` is for those that do not go through bytes, `data` for those that do."""

    notice: str
    accidents: tuple[str, ...]
    text: str
    data: bytes | None


def mutation(seed: int) -> Mutation:
    """The mutation of that number: the same in every process."""
    chance = random.Random(seed)
    name = chance.choice(sorted(notices()))
    text = _stretch(notices()[name], chance)
    accidents = [chance.choice(DAMAGE) for _ in range(chance.randint(1, 3))]
    for how in accidents:
        text = damaged(text, how, chance)
    if chance.random() >= 0.25:
        return Mutation(name, tuple(accidents), text, None)
    encoding, how = chance.choice(ENCODINGS), chance.choice(BYTES)
    data = _bytes(text.encode(encoding, "replace"), how, chance)
    return Mutation(name, (*accidents, encoding, how), text, data)


def _stretch(text: str, chance: random.Random) -> str:
    """The head of a notice, its middle or all of it."""
    if chance.random() < 0.02:
        return text
    length = chance.randint(1, STRETCH)
    start = 0 if chance.random() < 0.4 else chance.randrange(len(text))
    return text[start : start + length]


def _bytes(data: bytes, how: str, chance: random.Random) -> bytes:
    if how == "cut":
        return data[: chance.randrange(len(data) + 1)]
    if how == "bytes changed":
        changed = bytearray(data)
        for _ in range(chance.randint(1, 3) if data else 0):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        return bytes(changed)
    if how == "bytes lost":
        at = chance.randrange(len(data) + 1)
        return data[:at] + data[at + chance.randint(1, 3) :]
    if how == "taken for another encoding":
        return data.decode(chance.choice(ENCODINGS), "replace").encode("utf-8", "replace")
    return data
