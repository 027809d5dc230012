"""Tasks with their responsibilities: from notes, tables and sentences, with declarations carried on.

Definition: docs/definitions.md, Task and Responsibility, and the decided cases on tasks.
"""

from __future__ import annotations

import re

from . import agency_list, doers, duty_paragraphs, inline_tasks, note_finder, tables, trace
from .notes import DECLARATION, SAME_BELOW, Member, Note, declared
from .outline import Block, Item
from .periods import limits, month_limit, time_limit
from .reading import Doubt, Reading, TaskDraft
from .text import SENTENCE_STOPS, Piece, strip


def find(reading: Reading) -> None:
    """Find all tasks of a document and add them to its reading, in document order."""
    rows = _table_tasks(reading)
    taken = [row.piece for row in rows]
    reading.tasks.extend(rows)
    declarations = _declarations(reading)
    for block, start in reading.bodies():
        begin = block.item.ordinal.end if block.item else start
        doubts: list[Piece] = []
        found = [
            n for n in note_finder.find_in(reading.layout, begin, block.end, doubts) if not _inside(n.piece, taken)
        ]
        reading.notes[block.start] = found
        for note in found:
            _declare(reading, note, declarations)
        reading.tasks.extend(_note_tasks(reading, block, begin, [n for n in found if n.members]))
        for doubt in doubts:
            reading.doubts.append(
                Doubt("agency_list_unparsed", "这个括号像责任分工，但其中的单位没有读懂，请人工核对", doubt)
            )
        for unread in (piece for note in found for piece in note.unread):
            reading.doubts.append(
                Doubt("agency_list_unparsed", "责任分工里的这个标签不认识，它后面的单位没有读入，请人工核对", unread)
            )
        reading.tasks.extend(_inline(reading, block, start, found, taken))
    reading.tasks.sort(key=lambda task: (task.piece.start, task.piece.end))


def _inside(piece: Piece, pieces: list[Piece]) -> bool:
    return any(outer.start <= piece.start and piece.end <= outer.end for outer in pieces)


MAX_DECLARED = 80
"""Characters of a declaration before and behind the words that make it hold for what follows (`下同`, `以下均…`)."""


def _declarations(reading: Reading) -> list[tuple[int, str, Piece]]:
    """Find the declarations that hold to the end of the document: (where, kind, place of the unit or of the sentence)."""
    found: list[tuple[int, str, Piece]] = []
    if "下同" not in reading.text and "以下" not in reading.text and "不再" not in reading.text:
        return found  # every declaration says one of these; few texts do
    seen: set[int] = set()
    for below in SAME_BELOW.finditer(reading.text):
        begin, end = max(0, below.start() - MAX_DECLARED), below.end() + MAX_DECLARED
        for match in DECLARATION.finditer(reading.text, begin, end):
            if match.start() in seen or not SAME_BELOW.search(reading.text, match.start(), match.end() + 24):
                continue
            seen.add(match.start())
            kind, where = declared(reading.text, match)
            units = agency_list.split(reading.layout, *where, strict=True) if kind == "everyone" else [where]
            found.extend((match.start(), kind, unit) for unit in units)
    found.sort(key=lambda one: one[0])
    return found


def is_group(words: str) -> bool:
    """Tell whether the words name no single body (`各省级人民政府`, `有关部门`)."""
    head = agency_list.head_of(words)
    return bool(re.match(r"各|有关|相关|地方各级|县级以上", words)) or (
        head is not None and head.cls in ("group", "territory")
    )


def _declare(reading: Reading, note: Note, declarations: list[tuple[int, str, Piece]]) -> None:
    if not note.members:
        return
    own = [(note.piece.start, note.own_order, note.piece)] if note.own_order else []
    for at, kind, piece in [*own, *declarations]:
        if at > note.piece.end:
            break
        if any(member.role == "lead" for member in note.members) and kind != "everyone":
            continue
        trace.step("note", *note.piece, trace.LOOKED, f"the declaration at {at} ({kind}) holds for this note")
        if kind == "first":
            first = note.members[0]
            if not is_group(reading.text[first.piece.start : first.piece.end]):
                first.role = "lead"
        elif kind == "comma":
            others = "support" if re.search(r"配合|协办|参与", reading.text[piece.start : piece.end]) else None
            if len({m.before_comma for m in note.members}) == 2:
                for member in note.members:
                    member.role = "lead" if member.before_comma else others or member.role
        elif kind == "everyone" and all(m.piece != piece for m in note.members):
            words = reading.text[piece.start : piece.end]
            # 各县区 is there already where the note has 各县区人民政府
            if all(words not in reading.text[m.piece.start : m.piece.end] for m in note.members):
                note.members.append(Member(piece, "responsible"))


def _note_tasks(reading: Reading, block: Block, begin: int, found: list[Note]) -> list[TaskDraft]:
    """Make the tasks of one item: one for a single note, else one for each note with the sentences since the note before."""
    if not found:
        return []
    item, text = block.item, reading.text
    tasks: list[TaskDraft] = []
    heading_end = item.body_start if item else begin
    in_heading = [
        note
        for note in found
        if item and item.heading and note.piece.start < heading_end + 2 and note.piece.start >= item.heading.start
    ]
    rest = [note for note in found if note not in in_heading]
    for note in in_heading:
        assert item  # a note in a heading has an item
        piece = strip(text, item.start, item.end)
        tasks.append(
            _draft(
                reading, block, note, piece, item.heading_text or "", [note.piece], Piece(item.body_start, item.own_end)
            )
        )
    if len(rest) == 1:
        note = rest[0]
        piece = strip(text, item.start if item else begin, block.end if item else note.piece.end)
        body = Piece(max(begin, heading_end), piece.end)
        title = (item.heading_text if item else None) or first_clause(reading, body, note.piece)
        tasks.append(_draft(reading, block, note, piece, title, [note.piece], body))
        return tasks
    at = heading_end if item else begin
    for note in rest:
        if note.piece.start < at:
            continue
        piece = strip(text, at, note.piece.end)
        body = Piece(at, note.piece.start)
        title = first_clause(reading, body, note.piece)
        tasks.append(_draft(reading, block, note, piece, title, [note.piece], body))
        at = note.piece.end
    return tasks


def _draft(
    reading: Reading, block: Block, note: Note, piece: Piece, title: str, cut: list[Piece], body: Piece
) -> TaskDraft:
    deadline = note.deadline or month_limit(note.stage, reading.context)
    if deadline is None and block.item and block.item.heading:
        found = limits(reading.text, block.item.heading.start, block.item.heading.end, reading.context)
        deadline = found[-1].iso if found else None
    if deadline is None:
        deadline = _bracket_limit(reading, piece)
    return TaskDraft(block.item, "note", title, piece, list(note.members), note.open_ended, deadline, cut, body)


_BRACKET_LIMIT = re.compile(
    r"[（(]\s*((?:[12]\d{3}年|.{0,6}时限[：:])[^（）()]{0,16}(?:前|底|完成)[^（）()]{0,4})[）)]"
)


def _bracket_limit(reading: Reading, piece: Piece) -> str | None:
    """`（2021年9月30日前完成）` at the unit's end."""
    match = _BRACKET_LIMIT.search(reading.text, max(piece.start, piece.end - 120), piece.end)
    return time_limit(match[1]) if match else None


def _limit_beside(reading: Reading, item: Item | None, piece: Piece) -> str | None:
    """The time limit in brackets right after a sentence (`…。（2021年11月30日前完成）`), else that of the item's heading."""
    match = _BRACKET_LIMIT.match(reading.text, piece.end)
    if match:
        return time_limit(match[1])
    found = limits(reading.text, *item.heading, reading.context) if item and item.heading else []
    return found[-1].iso if found else None


def first_clause(reading: Reading, body: Piece, note: Piece | None) -> str:
    """Return the first clause of a unit's first sentence, which is its title where there is no heading."""
    end = min(body.end, note.start) if note and note.start > body.start else body.end
    clauses = reading.layout.clauses(body.start, end)
    for clause in clauses:
        words = re.sub(r"\s+", "", reading.text[clause.start : clause.end].strip("—　 。；"))
        if words and not (_TIME_ALONE.fullmatch(words) and clause is not clauses[-1]):
            return words
    return ""


_TIME_ALONE = re.compile(
    r"(?:力争|争取|确保)?(?:到|至|在|于|自)?(?:[12]\d{3}年|“十[一二三四五六]五”)?(?:\d{1,2}月(?:\d{1,2}日)?)?"
    r"(?:年?底|末|初|中期|期间|时期|上半年|下半年|起|内|之?前|以前|年内|年底前){0,2}"
)
"""A clause that says only when (`到2025年`): it names no work."""


def _table_tasks(reading: Reading) -> list[TaskDraft]:
    tasks = []
    for row in tables.of(reading.layout):
        if row.piece.start < reading.header.body_start:
            continue
        title = re.sub(r"\s+", "", reading.text[row.title.start : row.title.end])
        item = reading.item_at(row.piece.start)
        trace.step("table", *row.piece, trace.FIRED, "a row of a table with a column of units")
        tasks.append(
            TaskDraft(item, "table", title, row.piece, row.members, row.open_ended, row.deadline, [], row.piece)
        )
    return tasks


def _inline(reading: Reading, block: Block, start: int, found: list[Note], taken: list[Piece]) -> list[TaskDraft]:
    layout, text = reading.layout, reading.text
    named = [text[m.piece.start : m.piece.end] for note in found for m in note.members]
    item = block.item
    drafts = [
        draft
        for piece in reading.stretches(block, start)
        for draft in inline_tasks.find_in(layout, piece.start, piece.end, statements=item is not None, named=named)
    ]
    if item and item.heading:
        above = item.parent.heading_text if item.parent else None
        duties = duty_paragraphs.of_heading(layout, item.heading, Piece(start, block.end), above)
        known = {draft.piece.start for draft in drafts}
        for sentence in duties.sentences if duties else ():
            if duties and sentence.start not in known:
                drafts.append(inline_tasks.of_duty(text, duties, sentence))
        drafts.sort(key=lambda draft: draft.piece)
    if item and item.heading and not named:
        # a heading that itself assigns the work: 科研单位要健全完善内部管理制度
        doer = doers.find(layout, item.heading, item.heading)
        if doer and doer.modal:
            drafts.insert(0, inline_tasks.InlineTask(item.heading, doer.members, doer.open_ended))
    tasks = []
    for draft in drafts:
        if _inside(draft.piece, taken) or any(o.start <= draft.piece.start < o.end for o in taken):
            trace.step("inline task", *draft.piece, trace.BEATEN, "a row of a table holds this place")
            continue
        piece = draft.piece
        members = [Member(member, role) for member, role in draft.members]
        limit = [
            found_limit.iso
            for found_limit in limits(text, piece.start, piece.end, reading.context)
            if found_limit.strong
        ]
        deadline = limit[-1] if limit else _limit_beside(reading, item, piece)
        title = first_clause(reading, piece, None)
        tasks.append(TaskDraft(item, "inline", title, piece, members, draft.open_ended, deadline, [], piece))
    return tasks


def measures(reading: Reading, task: TaskDraft) -> list[Piece]:
    """List the sentences of a task's text, heading and notes excluded."""
    body = task.body or task.piece
    pieces = []
    for sentence in reading.layout.sentences(body.start, body.end, stops=SENTENCE_STOPS):
        start, end = sentence
        for note in task.notes:
            if note.start <= start and end <= note.end + 1:
                end = start
            elif start < note.start < end:
                end = note.start
            elif note.start <= start < note.end < end:
                start = note.end
        piece = strip(reading.text, start, end)
        if piece.end - piece.start > 1:
            pieces.append(piece)
    return pieces


def unit_text(reading: Reading, task: TaskDraft) -> str:
    """Return the unit's text without its notes and its number."""
    start = task.item.ordinal.end if task.item and task.piece.start == task.item.start else task.piece.start
    parts, at = [], start
    for note in sorted(task.notes):
        parts.append(reading.text[at : note.start])
        at = max(at, note.end)
    parts.append(reading.text[at : task.piece.end])
    return "".join(parts).strip()
