"""Where notes stand: in brackets that close a sentence or a paragraph, and on label lines under an item.

What a note says is read by `notes.parse`; a bracket that looks like one and does not parse is a doubt, never dropped in silence.
"""

from __future__ import annotations

import re
from functools import cache

from . import agency_list, trace
from .lexicon import alternation
from .notes import Note, boxed_label, labels, parse
from .text import Bracket, Layout, Piece, lines, strip


def suspicious(layout: Layout, pair: Bracket) -> bool:
    """Tell whether a bracket that did not parse looks enough like a note to be shown to a person."""
    inner = layout.text[pair.start + 1 : pair.end - 1]
    if len(inner) > MAX_DOUBT:
        return False
    if re.search(r"(?:牵头|责任|负责|配合)(?:单位|部门)[：:]", inner):
        return True
    closed = re.search(r"(?:负责|牵头|配合|落实|参与|组织实施|推进)[。]?$", inner)
    if closed is None:
        return False
    return any(agency_list.is_organisation(part) for part in re.split(r"[、，；]", inner[: closed.start()]))


MAX_DOUBT = 300
"""Characters of a bracket that can still be a note; the longest list of duties in one has about 200."""


def find_in(layout: Layout, start: int, end: int, doubts: list[Piece]) -> list[Note]:
    """Find the notes in `text[start:end]`: in brackets that close a sentence or the paragraph, and on label lines."""
    text = layout.text
    notes: list[Note] = []
    for pair in _brackets_in(layout, start, end):
        at = pair.start
        while at > start and text[at - 1].isspace():
            at -= 1
        before = text[max(start, at - 1) : at]
        after = strip(text, pair.end, min(end, pair.end + 8))
        closes = not before or before in "。；！？;）)" or "\n" in text[at : pair.start]
        ends = after.start >= after.end or text[after.start] in "。；;" or "\n" in text[pair.end : after.start]
        if not (closes or ends):
            trace.step("note", pair.start, pair.end, trace.REJECTED, "the bracket closes no sentence and no paragraph")
            continue
        note = parse(layout, Piece(pair.start, pair.end), bracketed=True)
        if note and note.labelled == "bare" and not (closes and before):
            trace.step("note", pair.start, pair.end, trace.REJECTED, "a bare list of units, but not after a full stop")
            continue
        if note and (note.members or note.deadline):
            notes.append(note)
        elif suspicious(layout, pair):
            trace.step(
                "note",
                pair.start,
                pair.end,
                trace.REJECTED,
                "looks like a note, but a unit in it was not read: a finding",
            )
            doubts.append(Piece(pair.start, pair.end))
        else:
            trace.step("note", pair.start, pair.end, trace.REJECTED, "the bracket holds no list of units with a duty")
    notes.extend(_label_lines(layout, start, end, notes))
    notes.sort(key=lambda found: found.piece)
    apart: list[Note] = []
    for note in notes:
        if apart and text[apart[-1].piece.end : note.piece.start].strip() == "" and _goes_on(text, apart[-1], note):
            apart[-1].join(note)
        elif not apart or note.piece.start >= apart[-1].piece.end:
            apart.append(note)  # a label line that runs into a bracket that is a note of its own: the first holds
            _report(text, note)
        else:
            trace.step("note", *note.piece, trace.BEATEN, "a note that begins earlier holds this place")
    return apart


def _goes_on(text: str, note: Note, following: Note) -> bool:
    """Tell whether a note in brackets goes on in the next brackets: `（市城管局牵头）（市公安局配合）`."""
    both = (note, following)
    return all(text[each.piece.start] in "（(〔[【" and text[each.piece.end - 1] in "）)〕]】" for each in both)


def _report(text: str, note: Note) -> None:
    if not trace.watching():
        return
    units = "、".join(f"{text[m.piece.start : m.piece.end]} ({m.role})" for m in note.members)
    used = [("note_labels", label) for label in note.labelled.split("/") if label in labels()]
    heads = [agency_list.head_of(text[m.piece.start : m.piece.end]) for m in note.members]
    used.extend(("organisation_heads", head.entry.term) for head in heads if head)
    trace.step("note", *note.piece, trace.FIRED, f"a note, read by {note.labelled}: {units}", *used)


def _brackets_in(layout: Layout, start: int, end: int) -> list[Bracket]:
    return [pair for pair in layout.outers(start, end) if pair.family in ("round", "square") and pair.end <= end]


@cache
def _closing_label() -> re.Pattern[str]:
    duties = (label for label, role in labels().items() if role in ("lead", "responsible"))
    named = alternation(duties)
    return re.compile(rf"(?:(?<=。)|(?<=；))\s*(?:(?:{named})[：:]|{boxed_label()})")


@cache
def _line_pattern() -> re.Pattern[str]:
    return re.compile(rf"^\s*(?:[（(]?[一-鿿]{{0,4}}?(?:{alternation(labels())})\s*[：:]|{boxed_label()})")


MAX_LABEL = 24
"""Characters from a line's start to the end of its label."""


def _label_lines(layout: Layout, start: int, end: int, known: list[Note]) -> list[Note]:
    """Read label and list on lines of their own under the item, consecutive ones as one note."""
    text = layout.text
    runs: list[Piece] = []
    for line in lines(text, start, end):
        piece = strip(text, *line)
        if piece.start == piece.end or any(note.piece.start <= piece.start < note.piece.end for note in known):
            continue
        words = text[piece.start : min(piece.end, piece.start + MAX_LABEL)]
        if any(mark in words for mark in "：:】〕］]") and _line_pattern().match(words):
            if runs and text[runs[-1].end : piece.start].strip() == "":
                runs[-1] = Piece(runs[-1].start, piece.end)
            else:
                runs.append(piece)
            continue
        tail = _closing_label().search(text, piece.start, piece.end)
        inside = tail and any(note.piece.start <= tail.start() < note.piece.end for note in known)
        if tail and not inside:
            runs.append(strip(text, tail.start(), piece.end))
    notes = []
    for run in runs:
        note = parse(layout, run, bracketed=False)
        if note:
            notes.append(note)
    return notes
