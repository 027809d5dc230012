"""Texts to try reading on: the notices of the corpus, and what can happen to a text on its way here."""

from __future__ import annotations

import random
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from gongwen.schemas import Evidence, Notice, SourceText
from pydantic import BaseModel

NOTICES = Path(__file__).parents[1] / "corpus" / "notices"
WIDTHS = str.maketrans("（）：，；0123456789.%", "():,;０１２３４５６７８９．％")
BRACKETS = str.maketrans("（）〔〕《》“”", "〔〕()〈〉「」")
ODD = "\u200b\ufeff\u3000\u00a0\u2028\u202e\x00\x85𠮷龘é́\U0001f600»«】［﹝⑳Ⅻ〇½①㈠㊤…—\t\r"


def source_of(text: str) -> SourceText:
    """A text as reading hands it on."""
    digest = sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return SourceText(path="notice.txt", format="txt", encoding="utf-8", sha256=digest, text=text)


@cache
def notices() -> dict[str, str]:
    """Every notice of the corpus by name."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(NOTICES.glob("*.txt"))}


def places(model: BaseModel) -> Iterator[Evidence]:
    """All evidence inside a model, however deep."""
    for _, value in model:
        yield from _inside(value)


def _inside(value: object) -> Iterator[Evidence]:
    if isinstance(value, Evidence):
        yield value
    elif isinstance(value, BaseModel):
        yield from places(value)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _inside(inner)


def faults(notice: Notice, text: str) -> list[str]:
    """What is wrong with the evidence of a notice: quotes that are not the text, empty places, ids that stand twice."""
    wrong = [f"{p.start}:{p.end} {p.quote[:30]!r}" for p in places(notice) if text[p.start : p.end] != p.quote]
    wrong += [f"{p.start}:{p.end} is empty" for p in places(notice) if not p.quote or p.start < 0]
    for kind in (notice.sections, notice.tasks, notice.projects, notice.targets, notice.citations):
        ids = [item.id for item in kind]
        wrong += [f"{name} stands twice" for name in sorted({name for name in ids if ids.count(name) > 1})]
    tasks = {task.id for task in notice.tasks}
    paths = {section.path for section in notice.sections}
    for found in (*notice.projects, *notice.targets, *notice.citations):
        if found.task_id is not None and found.task_id not in tasks:
            wrong.append(f"{found.id} is in a task that is not there: {found.task_id}")
        if found.path is not None and found.path not in paths:
            wrong.append(f"{found.id} is in a section that is not there: {found.path}")
    return wrong


def damaged(text: str, how: str, chance: random.Random) -> str:
    """A text after something happened to it: `how` is one of `DAMAGE`."""
    rows = text.split("\n")
    if how == "lines deleted":
        return "\n".join(row for row in rows if chance.random() > 0.2)
    if how == "lines doubled":
        return "\n".join(row for row in rows for _ in range(1 + (chance.random() < 0.2)))
    if how == "lines shuffled":
        chance.shuffle(rows)
        return "\n".join(rows)
    if how == "lines joined":
        return "".join(row + ("" if chance.random() < 0.3 else "\n") for row in rows)
    if how == "widths":
        return text.translate(WIDTHS)
    if how == "brackets":
        return text.translate(BRACKETS)
    if how == "brackets lost":
        return "".join(char for char in text if char not in "（）〔〕《》“”" or chance.random() > 0.3)
    if how == "cut":
        start, end = sorted(chance.randrange(len(text) + 1) for _ in range(2))
        return text[start:end]
    if how == "odd characters":
        chars = list(text)
        for _ in range(len(chars) // 50 + 1):
            chars.insert(chance.randrange(len(chars) + 1), chance.choice(ODD))
        return "".join(chars)
    if how == "characters shuffled":
        at = chance.randrange(len(text) + 1)
        middle = list(text[at : at + 400])
        chance.shuffle(middle)
        return text[:at] + "".join(middle) + text[at + 400 :]
    raise ValueError(how)


DAMAGE = (
    "lines deleted",
    "lines doubled",
    "lines shuffled",
    "lines joined",
    "widths",
    "brackets",
    "brackets lost",
    "cut",
    "odd characters",
    "characters shuffled",
)
