"""Texts to try reading on: the notices of the corpus, and what can happen to a text on its way here."""

from __future__ import annotations

import itertools
import random
from collections import Counter
from collections.abc import Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

from gongwen.extractors.reading import Reading
from gongwen.schemas import Evidence, Notice, SourceText
from pydantic import BaseModel

NOTICES = Path(__file__).parents[1] / "corpus" / "notices"
WIDTHS = str.maketrans("（）：，；0123456789.%", "():,;０１２３４５６７８９．％")
BRACKETS = str.maketrans("（）〔〕《》“”", "〔〕()〈〉「」")
BOTH_WIDTHS = {
    one: other for narrow in range(0x21, 0x7F) for one, other in ((narrow, narrow + 0xFEE0), (narrow + 0xFEE0, narrow))
}
FIGURES = "０1٣४²₅⑥Ⅶ捌𝟗〇十½"
"""Figures of every kind, some of which are digits to Python and no number, or the other way round."""
LINE_ENDS = ("\n\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029", "\t", "　")
ANYTHING = (range(0x20), range(0x7F, 0xA0), range(0x300, 0x370), range(0x2000, 0x2070), range(0x20D0, 0x20F1), range(0xFE00, 0xFE10),
            range(0xF900, 0xFB00), range(0xE000, 0xE100), range(0xFDD0, 0xFDF0), range(0x1F300, 0x1F700), range(0x20000, 0x2A6E0),
            range(0xE0100, 0xE01F0), range(0xA0, 0xD800), range(0xE000, 0x110000))  # fmt: skip
"""Blocks of code points: controls, combining marks, spaces and directions, variation selectors, compatibility and private
characters, astral planes, and all that are not surrogates."""
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
        ids = Counter(item.id for item in kind)
        wrong += [f"{name} stands twice" for name in sorted(ids) if ids[name] > 1]
    tasks = {task.id for task in notice.tasks}
    paths = {section.path for section in notice.sections}
    for found in (*notice.projects, *notice.targets, *notice.citations):
        if found.task_id is not None and found.task_id not in tasks:
            wrong.append(f"{found.id} is in a task that is not there: {found.task_id}")
        if found.path is not None and found.path not in paths:
            wrong.append(f"{found.id} is in a section that is not there: {found.path}")
    return wrong


def outline_faults(text: str) -> list[str]:
    """Where the outline of a text is not total: blocks that, joined, are not the text; items out of order or one in the other."""
    outline = Reading.of(text).outline
    joined = "".join(text[block.start : block.end] for block in outline.blocks)
    wrong = [] if joined == text else [f"the blocks have {len(joined)} characters, the text has {len(text)}"]
    own = [(item.start, item.own_end) for item in outline.items]
    if own != sorted(own):
        wrong.append("items are out of order")
    wrong += [f"{end} is after {start}" for (_, end), (start, _) in itertools.pairwise(own) if end > start]
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
    if how == "any width":
        return "".join(char.translate(BOTH_WIDTHS) if chance.random() < 0.3 else char for char in text)
    if how == "any characters":
        chars = list(text)
        for _ in range(len(chars) // 40 + 1):
            at = chance.randrange(len(chars) + 1)
            chars[at : at + chance.randrange(2)] = chr(chance.choice(chance.choice(ANYTHING)))
        return "".join(chars)
    if how == "any figures":
        return "".join(chance.choice(FIGURES) if char.isdigit() and chance.random() < 0.3 else char for char in text)
    if how == "any line ends":
        return "\n".join(row + (chance.choice(LINE_ENDS) if chance.random() < 0.3 else "") for row in rows)
    if how == "a stretch repeated":
        at = chance.randrange(len(text) + 1)
        stretch = text[at : at + chance.randint(1, 60)]
        return text[:at] + stretch * chance.randint(2, 12) + text[at:]
    if how == "another's lines":
        others = notices()[chance.choice(sorted(notices()))].split("\n")
        for _ in range(chance.randint(1, 6)):
            rows.insert(chance.randrange(len(rows) + 1), chance.choice(others)[:300])
        return "\n".join(rows)
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
    "any width",
    "any characters",
    "any figures",
    "any line ends",
    "a stretch repeated",
    "another's lines",
)
