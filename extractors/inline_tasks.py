"""Inline tasks: sentences that name who does the work, each with its place, doers and roles.

Definition (Task 3; decided cases): one sentence with two doers for two pieces of work gives two tasks, each with its clause; a
doer that a note on the same item already names makes no task of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from . import agency_list, doer_lists, doers, duty_paragraphs, trace
from .agency_kinds import is_group
from .text import Layout, Piece, strip
from .urged import is_urged


@dataclass
class InlineTask:
    """A sentence, or a part of one, with the doers it names."""

    piece: Piece
    members: list[tuple[Piece, str]] = field(default_factory=list)
    open_ended: bool = False


def find_in(layout: Layout, start: int, end: int, *, statements: bool, named: list[str]) -> list[InlineTask]:
    """Find the inline tasks of `text[start:end]`.

    `statements`: plain statements count, not only duties (not so in a preamble). `named`: agencies that a note names here.
    """
    found: list[InlineTask] = []
    duties = duty_paragraphs.find(layout, start, end) if statements else []
    for duty in duties:
        for piece in duty.sentences:
            found.append(of_duty(layout.text, duty, piece))
    for sentence in layout.sentences(start, end):
        if any(duty.piece.start <= sentence.start < duty.piece.end for duty in duties):
            continue
        if doers.is_background(layout.text, sentence):
            continue
        found.extend(_in_sentence(layout, sentence, statements=statements, named=named))
    found.sort(key=lambda task: task.piece)
    return _join_semicolons(layout.text, found, end)


def of_duty(text: str, duties: duty_paragraphs.Duties, sentence: Piece) -> InlineTask:
    """The task of one sentence of a unit's duties."""
    role = duty_paragraphs.role_in(text, sentence)
    return InlineTask(sentence, [(piece, role) for piece, _ in duties.members], duties.open_ended)


def _in_sentence(layout: Layout, sentence: Piece, *, statements: bool, named: list[str]) -> list[InlineTask]:
    text = layout.text
    if not doer_lists.may_end(text, *sentence):
        trace.step("inline task", *sentence, trace.REJECTED, "no word here that an organisation's name ends in")
        return []
    tasks: list[InlineTask] = []
    known: set[str] = set()
    urged = False
    for clause in layout.clauses(sentence.start, sentence.end):
        doer = doers.find(layout, clause, sentence)
        if text[clause.start - 1 : clause.start] in "；;":
            urged = False
        if doer is None and tasks and _TOGETHER.match(text, clause.start, clause.end):
            partners, _ = doer_lists.partners(layout, clause)
            if partners:
                task = tasks[-1]
                task.members = [(piece, "lead" if role == "responsible" else role) for piece, role in task.members]
                task.members.extend((piece, "support") for piece in partners)
            continue
        if doer is None:
            urged = urged or is_urged(text, *clause)
            continue
        asked = bool(doer.members) and text[doer.members[0][0].start - 1] == "由"
        if _DONE.search(text, clause.start, clause.end) and not doers.is_duty(text, clause):
            trace.step("inline task", *clause, trace.REJECTED, "done already (…了…)")
            continue
        if not doer.modal and text.endswith("如下", clause.start, clause.end):
            trace.step("inline task", *clause, trace.REJECTED, "what follows is told of them (…如下：)")
            continue
        if _MAY.match(text, clause.end, sentence.end) and text[clause.end - 1] in "时中前后":
            trace.step(
                "inline task", *clause, trace.REJECTED, "what they only may do, or are encouraged to (…时，鼓励…)"
            )
            continue
        groups = all(is_group(text[piece.start : piece.end]) for piece, _ in doer.members)
        if urged and groups and not doer.modal and not asked:
            trace.step("inline task", *clause, trace.REJECTED, "what a clause before it only encourages (鼓励, 引导)")
            continue
        if not (doer.modal or statements):
            trace.step("inline task", *clause, trace.REJECTED, "a plain statement outside the numbered items")
            continue
        if tasks and _CONTENT.search(text[max(tasks[-1].piece.start, clause.start - 10) : clause.start]):
            trace.step(
                "inline task", *clause, trace.REJECTED, "what the doer before is to lay down, no work of a second"
            )
            continue
        names = {text[piece.start : piece.end] for piece, _ in doer.members}
        if names <= known:
            trace.step("inline task", *clause, trace.BEATEN, "the sentence's task names this doer already")
            continue
        members = [(piece, role) for piece, role in doer.members if not is_named(text[piece.start : piece.end], named)]
        acting = any(role != "support" for _, role in doer.members)
        if not members or (acting and all(role == "support" for _, role in members)):
            trace.step("inline task", *clause, trace.BEATEN, "the item's note names this doer: a measure of that task")
            continue  # the note names who acts; a partner alone is no task
        if acting:
            members = doer.members  # whoever of them the note names as well, this work is all of theirs
        known |= names
        charged = tasks and _ONLY_IN_CHARGE.fullmatch(text, tasks[-1].piece.start, clause.start)
        if tasks and (charged or _partners_only(text, clause, members)):
            tasks[-1].members.extend(members)
            continue
        begin = sentence.start if not tasks else doer.start
        trace.step("inline task", begin, sentence.end, trace.FIRED, "a task told by the sentence")
        if tasks:
            tasks[-1].piece = strip(text, tasks[-1].piece.start, begin)
        tasks.append(InlineTask(Piece(begin, sentence.end), members, doer.open_ended))
    return tasks


_ONLY_IN_CHARGE = re.compile(r"由?[^，。；]{2,24}?(?:总负责|负总责|负责|牵头负责)[，,]")
"""A clause that says who is in charge and no more: those of the next one do the same work (`由某副市长负责，|市发改委牵头，相关部门配合`)."""
_TOGETHER = re.compile(r"(?:并|及时|主动|积极|共同)*会同")
"""A later clause of the sentence says with whom: its doer leads (`司法部要加强指导，会同有关部门进行监督检查`)."""
_MAY = re.compile(r"[，,](?:鼓励|可以?(?![持再])|允许|支持)")
"""Behind `各地…在制定计划时`: no work that is assigned."""
_DONE = re.compile(
    r"(?:进行|提出|取得|开展|完成|作出|做出|实现|建立|形成|召开|制定|出台|印发|组织|建成|编制|起草|提出)了|已(?:经)?(?:达成|上报|批准|同意|列入|印发|取得|启动|开展|完成|建成)"
)


def _partners_only(text: str, clause: Piece, members: list[tuple[Piece, str]]) -> bool:
    """Tell whether a clause only says who helps with the work before it: `民政部配合`."""
    if not all(role == "support" for _, role in members):
        return False
    return bool(
        re.match(
            r"(?:等(?:部门|单位)?)?(?:积极|密切|做好)?(?:配合|协助|参与|协同)(?:做好|落实)?[^，]{0,6}$",
            text[members[-1][0].end : clause.end],
        )
    )


_CONTENT = re.compile(r"(?:中|应|要|可)?(?:明确|规定|要求|约定)[，：,:]\s*$")
"""What follows is what the first doer is to lay down, not work of a second one: `请财政部在…规定中明确，中央高校要…`."""


def _join_semicolons(text: str, tasks: list[InlineTask], end: int) -> list[InlineTask]:
    """Extend a task over the parts after ； that name no doer of their own, up to the full stop."""
    for index, task in enumerate(tasks):
        if text[task.piece.end - 1] not in "；;":
            continue
        limit = tasks[index + 1].piece.start if index + 1 < len(tasks) else end
        stop = re.compile(r"[。！？]").search(text, task.piece.end, limit)
        if stop:
            limit = stop.end()
        line_end = text.find("\n", task.piece.end, limit)
        following = text[task.piece.end : limit].lstrip()
        if not following or (
            line_end >= 0
            and re.match(r"\s*\n\s*(?:[（(]|[一二三四五六七八九十]+、|\d+[.、])", text[task.piece.end : limit])
        ):
            continue
        task.piece = strip(text, task.piece.start, limit)
    return tasks


_LOCAL = re.compile(
    r"^各?(?:地|地区|地方|市县|市、县|省|市|县|区|设区市|镇街|乡镇)(?:级)?|地方各级|县级以上|各级(?:地方)?(?:人民)?政府|(?:省|市|县|区|旗|州)[）)〕\]]?(?:人民)?政府$|^各.{0,12}[）)〕\]]$"
)
_BRACKETS = re.compile(r"[（(〔\[［【﹝）)〕\]］】﹞、，\s]")


def _plain(words: str) -> str:
    words = _BRACKETS.sub("", words)
    return words.replace("人民政府", "政府").replace("地区", "地")


def is_named(words: str, named: list[str]) -> bool:
    """Tell whether a note that names `named` already names this body, by substance.

    The same body in other brackets or width; a group of local governments by any such group; 有关部门 by any group of
    departments. A named department is not named by a group, nor one group by function by another.
    """
    plain = _plain(words)
    local = is_local(words)
    for name in named:
        if _plain(name) == plain or re.sub(r"^[省市区县我]", "", _plain(name)) == re.sub(r"^[省市区县我]", "", plain):
            return True
        if local and is_local(name):
            return True
        if re.fullmatch(r"(?:各)?(?:有关|相关)(?:部门|单位|方面)", words) and re.search(
            r"^各.*(?:部门|单位)$|有关(?:部门|单位)$|相关(?:部门|单位)$", name
        ):
            return True
    return False


def is_local(words: str) -> bool:
    """Tell whether the words mean a group of local governments (`各地`, `各市、县（区）政府`, `地方各级人民政府`)."""
    head = agency_list.head_of(words)
    if head is None:
        return False
    if head.cls == "territory":
        return True
    return head.entry.term in ("人民政府", "政府") and bool(
        re.search(r"各|地方|以上|有条件|[省市县]级|有关|^(?:乡镇|镇街|街镇|区县|县区|市县|县市区)", words)
    )
