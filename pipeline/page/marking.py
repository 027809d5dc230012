"""The text of a notice as it is read on the page: line by line, sentence by sentence, every fact marked in its place.

Guarantee: the words on the page are the words of the text, each character escaped here; an address `#s123` is the sentence that
begins at offset 123, and stays so as long as the text stays.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from ..highlight import shown
from ..segments import segments
from .facts import Fact

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；]+[”’」』）)》]*|[^。！？；\n]+")
NOT_LINKED = ("task", "section", "finding")
"""Kinds that cover whole paragraphs, or other facts: a click into one means the words, not the fact."""


@dataclass(frozen=True)
class Line:
    """One line of the text: its sentences, each with its offset and its marked words; `level` of the section it heads."""

    start: int
    level: int
    sentences: tuple[tuple[int, Markup], ...]


def lines(text: str, facts: Sequence[Fact], href: Callable[[str], str]) -> Iterator[Line]:
    """The lines of a text that are not empty.

    Args:
        text: as all offsets count in it.
        facts: what is marked in it.
        href: makes the address of a fact's page one of this page's language.
    """
    headings = {fact.span[0]: fact.level for fact in facts if fact.kind == "section"}
    pieces = list(segments(len(text), [fact.span for fact in facts]))
    starts = [piece.start for piece in pieces]
    at = 0
    for line in text.split("\n"):
        if line.strip():
            sentences = []
            for match in _SENTENCE.finditer(line):
                first, last = at + match.start(), at + match.end()
                marked = _marked(text, first, last, facts, pieces, starts, href)
                if match.group().strip():
                    sentences.append((first + len(match.group()) - len(match.group().lstrip()), marked))
                else:  # spaces at the end of the line
                    sentences[-1] = (sentences[-1][0], sentences[-1][1] + marked)
            level = next((headings[start] for start in range(at, at + len(line) + 1) if start in headings), 0)
            yield Line(at, level, tuple(sentences))
        at += len(line) + 1


def sentence_start(text: str, offset: int) -> int:
    """Where the sentence begins that holds an offset, as `lines` counts it."""
    first = text.rfind("\n", 0, offset) + 1
    end = text.find("\n", offset)
    line = text[first : end if end >= 0 else len(text)]
    begins = [first + m.start() + len(m.group()) - len(m.group().lstrip()) for m in _SENTENCE.finditer(line)]
    return begins[max(0, bisect_right(begins, offset) - 1)] if begins else first


def _marked(
    text: str,
    first: int,
    last: int,
    facts: Sequence[Fact],
    pieces: Sequence,  # type: ignore[type-arg]
    starts: Sequence[int],
    href: Callable[[str], str],
) -> Markup:
    out = []
    for piece in pieces[max(0, bisect_right(starts, first) - 1) : bisect_right(starts, last - 1)]:
        start, end = max(first, piece.start), min(last, piece.end)
        content = escape(shown(text[start:end]))
        if not piece.covering:
            out.append(content)
            continue
        # innermost first: the shortest fact is what a reader points at
        order = sorted(piece.covering, key=lambda index: (facts[index].span[1] - facts[index].span[0], index))
        kinds = " ".join(f"m-{kind}" for kind in dict.fromkeys(facts[index].kind for index in order))
        listed = " ".join(map(str, order))
        linked = next(
            (facts[index] for index in order if facts[index].kind not in NOT_LINKED and facts[index].path), None
        )
        if linked:
            whole = max(start, linked.span[0]) == start and facts[order[0]].span[0] == start
            tab = Markup("") if whole else Markup(' tabindex="-1"')
            title = "\n".join(facts[index].name for index in order if facts[index].kind not in NOT_LINKED)
            out.append(
                Markup('<a class="m {}" href="{}" data-facts="{}" title="{}"{}>{}</a>').format(
                    kinds, href(linked.path), listed, title, tab, content
                )
            )
        else:
            title = "\n".join(facts[index].name for index in order if facts[index].kind == "header")
            about = Markup(' title="{}"').format(title) if title else Markup("")
            out.append(Markup('<span class="m {}" data-facts="{}"{}>{}</span>').format(kinds, listed, about, content))
    return Markup("").join(out)
