"""Responsibility notes: `（牵头单位：A，责任单位：B、C等）`, `（A、B按职责分工负责）`, `[A、B，C]`, `责任单位：A⏎完成时限：…`.

Definition: docs/definitions.md, Responsibility, "How notes are written". A note is read as a whole or not at all: what does not
parse as one is left as text, and where it looked like one, a finding says so.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache

from . import agency_list, trace
from .lexicon import alternation, load
from .periods import time_limit
from .text import Layout, Piece, strip


@dataclass
class Member:
    """One agency of a note: its place, and the role the note gives it. `before_comma`: it stands before the first comma."""

    piece: Piece
    role: str
    before_comma: bool = False
    first: bool = False


@dataclass
class Note:
    """A parsed note. `piece` covers it with its brackets; `declared` are declarations it makes for all that follow.

    `own_order` is a declaration for this note alone (`first`, `comma`). `unread` are stretches under a label that the vocabulary does not know: their units are in nobody's list.
    """

    piece: Piece
    members: list[Member] = field(default_factory=list)
    open_ended: bool = False
    deadline: str | None = None
    labelled: str = ""
    stage: str = ""
    declared: list[tuple[str, Piece]] = field(default_factory=list)
    own_order: str = ""
    unread: list[Piece] = field(default_factory=list)

    def join(self, following: Note) -> None:
        """Take in the note that stands right behind this one."""
        self.piece = Piece(self.piece.start, following.piece.end)
        self.members.extend(following.members)
        self.declared.extend(following.declared)
        self.unread.extend(following.unread)
        self.open_ended = self.open_ended or following.open_ended
        self.deadline = self.deadline or following.deadline


@cache
def labels() -> dict[str, str]:
    """Label of a note's field → the role it gives, `deadline` or `ignore`: those listed, and those made of parts."""
    parts = load("label_parts")
    roles = [(entry.term, entry["role"]) for entry in parts if entry["part"] == "role"]
    middles = ["", *(entry.term for entry in parts if entry["part"] == "middle")]
    nouns = [entry.term for entry in parts if entry["part"] == "noun"]
    made = {f"{word}{middle}{noun}": role for word, role in roles for middle in middles for noun in nouns}
    return {**made, **{entry.term: entry["role"] for entry in load("note_labels")}}


@cache
def _verbs() -> dict[str, str]:
    return {entry.term: entry["role"] for entry in load("duty_verbs")}


@cache
def _label_pattern() -> re.Pattern[str]:
    return re.compile(
        rf"(?:^|(?<=[，,；;。\s、]))[一-鿿]{{0,4}}?(?P<label>{alternation(labels())})\s*(?:为\s*)?[：:]\s*|{boxed_label()}"
    )


@cache
def boxed_label() -> str:
    """Return the pattern of a label in brackets of its own: `【责任单位】市发展改革委、市财政局`."""
    return rf"[【〔［\[](?P<boxed>{alternation(labels())})[】〕］\]]\s*[：:]?\s*"


_UNITS = r"(?:[^，,。；：:（）()〔〕]|[（(][^（）()]{1,12}[）)])"
_NOT_LISTED = r"不再(?:一一|重复|单独|另行|逐一|逐项){0,2}(?:列出|列示|列明|列举|单列|标注|注明)"
DECLARATION = re.compile(
    r"(?P<first>(?:(?:排名|排序|排位|排列|位列|列|排|居)(?:在|于)?)?(?:第一|首|最前)(?:位|个|名|面)?(?:的|者)?(?:责任)?(?:单位|部门)?(?:均)?为(?:牵头|主办|主要责任)(?:责任)?(?:单位|部门)?)"
    r"|(?P<comma>(?:列|排)?(?:在)?逗号(?:之|以)?前(?:面)?(?:的|者)?(?:单位|部门)?为(?:牵头|主办)(?:单位|部门)?(?:，[^，。；）)]{2,20}(?:配合|协办|参与)(?:单位|部门)?)?)"
    rf"|以下(?:各项|所有)?(?:任务|工作|措施|内容|事项|条款){{0,2}}(?:均|都)(?:需|须|由|应由|需要|涉及|含|包含|包括)(?P<everyone>{_UNITS}{{2,50}}?)(?:共同|按职责|负责|认真|抓好|贯彻|具体|切实)*"
    rf"(?:(?:落实|负责|实施|参与)(?:[，,]?{_NOT_LISTED})?|[，,]{_NOT_LISTED})"
    rf"|(?:以下(?:各项|所有)?(?:任务|工作|措施|内容|事项|条款){{0,2}})?(?P<all>{_UNITS}{{2,50}}?)(?:均|都)为(?:以下|各项|每项|所有)*(?:任务|工作|措施|事项)?的?责任(?:单位|部门)[，,](?:以下)?{_NOT_LISTED}"
)
"""Declarations: `列第一位者为牵头单位，下同`, `逗号前为牵头单位，下同`, `以下均需各地相关部门落实，不再列出`, `以下均涉及各县区、功能区，不再重复列出`."""
SAME_BELOW = re.compile(rf"下同|以下[^，。）)]{{0,8}}[均都]|{_NOT_LISTED}|以下(?:各项)?同")
_DECLARES = re.compile(r"第一|首[位个]|最前|逗号|以下|不再")
"""What every declaration has one of; few notes do."""
_NO_NOTE = re.compile(r"校内|如|例如|指|包括|除外|以下简称|含|见|由.{1,30}的|负责人|，[^、，；]{0,6}(?:为|是)")


@cache
def _duty_hint() -> re.Pattern[str]:
    return re.compile(rf"责任|{alternation(_verbs())}")


def parse(layout: Layout, piece: Piece, *, bracketed: bool) -> Note | None:
    """Parse a stretch (with its brackets where `bracketed`) as a note; None where it is not one."""
    text = layout.text
    start, end = (piece.start + 1, piece.end - 1) if bracketed else piece
    note = Note(Piece(*piece))
    end = _take_declarations(text, start, end, note)
    inner = text[start:end]
    if _label_pattern().search(text[start:end]):
        return _labelled(layout, start, end, note)
    if not bracketed:
        return None
    if _duty_hint().search(inner):
        return _by_verbs(layout, start, end, note)
    return _bare(layout, start, end, note)


def _take_declarations(text: str, start: int, end: int, note: Note) -> int:
    """Read declarations off the note's end: `（A、B负责，列第一位者为牵头单位，下同）`."""
    match = DECLARATION.search(text, start, end) if _DECLARES.search(text, start, end) else None
    if not match:
        return end
    kind, where = declared(text, match)
    if not SAME_BELOW.search(text, match.start(), end):
        if kind == "everyone" or text[match.end() : end].strip("，,；;。 "):
            return end
        note.own_order = kind
        return _before_marks(text, start, match.start())
    note.declared.append((kind, where))
    return _before_marks(text, start, match.start())


def declared(text: str, match: re.Match[str]) -> tuple[str, Piece]:
    """Return what a declaration says (`first`, `comma`, `everyone`) and where: the units that it names, else all of it."""
    kind = match.lastgroup or ""
    if kind in ("everyone", "all"):
        return "everyone", strip(text, *match.span(kind))
    return kind, Piece(*match.span())


def _before_marks(text: str, start: int, cut: int) -> int:
    while cut > start and text[cut - 1] in "，,；;。 （(":
        cut -= 1
    return cut


_INNER_OPEN = re.compile(
    r"等(?:国务院)?(?:省直|市直)?(?:各)?(?:有关|相关)?(?:部门和单位|部门|单位|方面)?(?:和|及|以及|与|、)(?=各|有关|相关|地方|[一-鿿]{3,})(?!单位|部门)"
)
_COMMA = re.compile(r"[，,；;]")
_ANY_LETTER = re.compile(r"[一-鿿A-Za-z]")
_NO_AGENCY = re.compile(r"[。：:！？]|^(?:见|详见|同上|无$|加快|推进各项|另行)")
"""Words of a note that are a sentence or a reference, no unit."""


def _add(layout: Layout, note: Note, start: int, end: int, role: str) -> bool:
    """Add the members of `text[start:end]`; False where one of them cannot be an agency."""
    text = layout.text
    piece = strip(text, start, end)
    while piece.end > piece.start and text[piece.end - 1] in "。；;，,、":
        piece = strip(text, piece.start, piece.end - 1)
    tail = agency_list.OPEN_END.search(text[piece.start : piece.end])
    if tail:
        note.open_ended = True
        piece = strip(text, piece.start, piece.start + tail.start())
    if piece.start >= piece.end:
        return bool(tail)
    inner = _INNER_OPEN.search(text[piece.start : piece.end])
    if inner:  # `A、B等部门和有关地方人民政府`: the list goes on behind the 等
        note.open_ended = True
        middle = piece.start + inner.start()
        return _add(layout, note, piece.start, middle, role) and _add(
            layout, note, piece.start + inner.end(), piece.end, role
        )
    comma = _COMMA.search(text[piece.start : piece.end])
    fresh = not note.members
    for index, member in enumerate(agency_list.split(layout, piece.start, piece.end, strict=True)):
        words = text[member.start : member.end]
        inner_tail = agency_list.OPEN_END.search(words)
        if inner_tail and inner_tail.start() > 0:
            note.open_ended = True
            member = strip(text, member.start, member.start + inner_tail.start())
            words = text[member.start : member.end]
        nothing = not words or not _ANY_LETTER.search(words)
        if nothing or len(words) > agency_list.MAX_NAME or _NO_AGENCY.search(words):
            trace.step("note", member.start, member.end, trace.REJECTED, "this member of the list cannot be a unit")
            return False
        marked = _MARKED.match(words)
        if marked:
            member = Piece(member.start + marked.start("unit"), member.start + marked.end("unit"))
            words = marked["unit"]
        if remark := _REMARK.fullmatch(words):
            note.deadline = time_limit(remark["remark"]) or note.deadline
            continue  # A、6月底前完成: by when, and no unit
        before = bool(comma) and member.end <= piece.start + (comma.start() if comma else 0)
        own = _OWN_ROLE.search(words)
        if own and own.start() > 1:  # 县农业农村局（牵头）: the unit's own role stands behind it
            given = _verbs().get(own["role"], role)
            note.members.append(Member(strip(text, member.start, member.start + own.start()), given))
            continue
        note.members.append(Member(member, role, before_comma=before, first=fresh and index == 0))
    return True


_MARKED = re.compile(r"(?=[★☆*＊▲△※]|.*[★☆*＊▲△※]$)[★☆*＊▲△※]*(?P<unit>[^★☆*＊▲△※]+)[★☆*＊▲△※]*$")
"""A unit with a mark before or behind it, which is no part of its name (`市农业农村局*`)."""


_STAGE = re.compile(
    r"(?:[12]\d{3}年)?(?:\d{1,2}月(?:\d{1,2}日)?(?:底|初|中旬|上旬|下旬|份)?(?:之?前)?|年底前?|年内|长期|持续|常态化|全年|适时|分步)[^，、：]{0,16}"
)
"""How far the work is to be by when, before the first label: `（5月底取得明显成效并持续推进，牵头考核单位：…）`."""


_UNKNOWN_LABEL = re.compile(r"(?<=[，,；;。\s])[一-鿿]{2,6}(?:单位|部门|机关|处室|科室|人员|领导)\s*[：:]")
"""A label of units that the vocabulary does not know: what it lists is left out, and the known ones beside it are kept."""


_PERSON = re.compile(r"[一-鿿]{1,4}(?:人|领导|同志|局长|主任|县长|区长|市长)\s*[：:][^：:，,；;。]{2,20}")
"""Who is in charge in person, before the first label (`负责人：王某某；责任单位：…`)."""
_OTHER_LABEL = re.compile(r"(?<=[，,；;。\s])[一-鿿]{2,8}\s*[：:]")
"""A label that the vocabulary does not know and that names no units (`时间安排：2022年6月前`)."""
_OF_TIME = re.compile(r"时间|时限|期限|进度|节点|时序")


def _labelled(layout: Layout, start: int, end: int, note: Note) -> Note | None:
    """`label：list` fields, one after the other; what stands before the first label must be nothing."""
    text = layout.text
    inner = text[start:end]
    marks = list(_label_pattern().finditer(inner))
    opening = inner[: marks[0].start()]
    by_verbs = bool(_duty_hint().search(opening))
    words = opening.strip("，,；;。 \n（(")
    if words and not (
        _STAGE.fullmatch(words)
        or _PERSON.fullmatch(words)
        or (by_verbs and _by_verbs(layout, start, start + len(opening), note))
    ):
        return None
    note.stage = words
    given: list[str] = []
    for index, mark in enumerate(marks):
        begin = start + mark.end()
        stop = start + marks[index + 1].start() if index + 1 < len(marks) else end
        other = _OTHER_LABEL.search(text, begin, stop)
        unknown = _UNKNOWN_LABEL.search(text, begin, stop)
        if other and not (unknown and unknown.start() <= other.start()):
            if _OF_TIME.search(other.group()):
                note.deadline = time_limit(text[other.end() : stop]) or note.deadline
            stop = other.start()  # 资金来源：…, 时间安排：…: no field of units
        elif unknown:
            trace.step("note", *unknown.span(), trace.REJECTED, "a label that note_labels.tsv does not know")
            note.unread.append(strip(text, unknown.start(), stop))
            stop = unknown.start()
        label = mark["label"] or mark["boxed"]
        role = labels()[label]
        given.append(label)
        if role == "deadline":
            note.deadline = time_limit(text[begin:stop]) or note.deadline
        elif role != "ignore" and not _field(layout, note, begin, _field_end(text, begin, stop), role):
            return None
    note.labelled = "/".join(given)
    return note if note.members or note.deadline else None


_OWN_ROLE = re.compile(r"[（(](?P<role>牵头|主办|配合|协办|负责|参与|协助)(?:单位|部门)?[）)]$")


def read_list(layout: Layout, cell: Piece, role: str) -> Note:
    """Read the units of a table's cell as those of a label: with verbs, roles or remarks of their own (`A（牵头）、B`), else as they stand."""
    note = Note(cell)
    if _field(layout, note, cell.start, cell.end, role):
        return note
    note = Note(cell)
    tail = agency_list.OPEN_END.search(layout.text[cell.start : cell.end])
    note.open_ended = bool(tail)
    stop = cell.start + tail.start() if tail else cell.end
    note.members.extend(Member(member, role) for member in agency_list.split(layout, cell.start, stop, strict=True))
    return note


def _field(layout: Layout, note: Note, start: int, end: int, role: str) -> bool:
    """Read the list of a label; one with verbs of its own (`A、B分别牵头，C等配合`) gives roles, the label only the default."""
    text = layout.text
    words = text[start:end].rstrip()
    by_verbs = re.search(r"(?:牵头|配合|协办|协助)(?=[，,；;。]|$)", words)
    if not by_verbs and not (role == "responsible" and _closing().search(_REMARK.sub("", words))):
        return all(_add(layout, note, begin, stop, role) for begin, stop in _without_remarks(text, start, end, note))
    read_to = _read_segments(layout, start, end, note)
    if read_to is None:
        return False
    rest = text[read_to:end].strip("，,；;。 \n")
    return not rest or _add(layout, note, read_to, end, role)


def _field_end(text: str, start: int, stop: int) -> int:
    """End a field before a remark in a sentence of its own (`责任单位：A、B。长期坚持`)."""
    cut = text.find("。", start, stop)
    return cut if cut > 0 else stop


def _by_verbs(layout: Layout, start: int, end: int, note: Note) -> Note | None:
    """`A牵头，B、C按职责分工负责，D参与`: lists closed by a verb; `A会同B负责`: the one before 会同 leads."""
    text = layout.text
    if _NO_NOTE.match(text, start, end):
        return None  # a remark about something else
    for begin, stop in _without_remarks(text, start, end, note):
        preface = _PREFACE.match(text, begin, stop)
        begin = preface.end() if preface else begin
        read_to = _read_segments(layout, begin, stop, note)
        if read_to is None:
            return None
        rest = text[read_to:stop].strip("，,；;。 ")
        does = _DOES.fullmatch(rest)
        if does and _agency_like(does["who"]):
            at = text.index(rest, read_to)
            if not _add(layout, note, at, at + len(does["who"]), "responsible"):
                return None
        elif rest and not (note.deadline and time_limit(rest)):
            return None
    if not note.members:
        return None
    if not _credible([text[m.piece.start : m.piece.end] for m in note.members]):
        return None
    note.labelled = "verb"
    return note


_DOES = re.compile(r"(?P<who>[^，,；;。]{2,40}?)(?:做好|提供|加强|予以|给予|负责做好)[^，,；;。]{2,16}")
"""A unit at a note's end and what it is to do (`…按职责负责，财政局|做好保障`)."""
_PREFACE = re.compile(r"(?:(?:以[上下]|该|本|此)[一-鿿]{0,6}|具体|主要|统一|分别)?由")
"""What opens a list and is no part of a name (`以下任务由市发展改革委牵头`)."""
_REMARK = re.compile(
    r"(?:^|(?<=[，,；;。]))\s*(?P<remark>(?:力争|确保)?(?:[12]\d{3}年|[“\"]十.五[”\"]|今年|明年|年内|年底)[^，,；;。]{0,14}?(?:前|底|末|内)?(?:完成|建成|出台|启动|实施|落实|取得[^，；。]{0,6})?"
    r"|(?:力争|确保|于|在)?\d{1,2}月(?:\d{1,2}日)?(?:底|初|中旬|上旬|下旬|份)?(?:之?前)?[^，,；;。、]{0,8}"
    r"|(?:并)?(?:持续|长期|常态化|常年|分年度|分阶段|分步|每年|全年|适时|即时|实时)[^，,；;。、]{0,8}|(?:完成|办理)?(?:时限|时间)[：:][^，,；;。]{2,20})\s*(?=[，,；;。]|$)"
)


def _without_remarks(text: str, start: int, end: int, note: Note) -> list[tuple[int, int]]:
    """Cut a note at remarks that name no unit (`2021年底前完成`, `持续推进`); a dated one is the time limit."""
    parts, at = [], start
    for match in _REMARK.finditer(text[start:end]):
        if match.start("remark") == 0 and match.end("remark") == end - start:
            continue
        note.deadline = time_limit(match["remark"]) or note.deadline
        parts.append((at, start + match.start("remark")))
        at = start + match.end("remark")
    parts.append((at, end))
    return [(a, b) for a, b in ((_skip(text, a, b), b) for a, b in parts) if text[a:b].strip("，,；;。、 ")]


def _skip(text: str, start: int, end: int) -> int:
    while start < end and text[start] in "，,；;。 ":
        start += 1
    return start


def _read_segments(layout: Layout, start: int, end: int, note: Note) -> int | None:
    """Read `list verb, list verb …`; return where what is left begins, None where a list did not parse."""
    text, begin = layout.text, start
    for seg_start, after, role, verb_start in _segments(text, start, end):
        words = text[seg_start:verb_start]
        together = re.search(r"会同", words) or re.search(r"(?<=[部委局厅办院府会])(?:商|联合)(?![务业会])", words)
        middle = seg_start + together.start() if together else seg_start
        if together and agency_list.is_organisation(agency_list.OPEN_END.sub("", text[seg_start:middle].strip())):
            if not (
                _add(layout, note, seg_start, middle, "lead")
                and _add(layout, note, seg_start + together.end(), verb_start, "support")
            ):
                return None
        elif text.startswith("会同", seg_start) and note.members:
            if not _add(layout, note, seg_start + 2, verb_start, "support"):
                return None
        elif role == "support" and (parted := re.search(r"[；;]", words)):
            # 区商务局；区文旅局配合: only those behind the mark help
            middle = seg_start + parted.start()
            if not (
                _add(layout, note, seg_start, middle, "responsible")
                and _add(layout, note, middle + 1, verb_start, role)
            ):
                return None
        elif not _add(layout, note, seg_start, verb_start, role):
            return None
        begin = after
    return begin


MAX_UNKNOWN = 15
"""Characters of a unit whose last word is not known; it is taken as it stands beside units that are known."""


def _credible(names: list[str]) -> bool:
    """Tell whether the members of a duty note are units: half of them by their last word, the others by looking like names."""
    known = [_agency_like(name) for name in names]
    plain = [
        len(name) <= MAX_UNKNOWN
        and not re.search(r"[\d的了《》“”：]|^(?:对|在|由|按|以|加快|推进|对照|落实|开展)|会同|清单|工作$", name)
        for name in names
    ]
    return 2 * sum(known) >= len(names) and all(a or b for a, b in zip(known, plain, strict=True))


def _agency_like(words: str) -> bool:
    return agency_list.is_organisation(words) and not re.search(r"的(?!单位|部门|机构|企业)", words)


_OPEN = r"等(?:\d+个?)?(?:省直|市直|区直)?(?:有关|相关)?(?:部门|单位|方面|机构)?(?:和单位)?"
_OPEN_AT = re.compile(_OPEN)
_TAIL = r"(?:组织实施|落实|实施|推进|推动|制定|建立|统筹|协调|组织|抓落实|督促|指导){0,6}"
_MANNER = r"(?:要|应|均|都|分别|共同|各自|积极|具体|予以|结合(?:各自)?实际){0,6}(?:(?:按照?|依据?|依照|根据)(?:各自)?(?:职责|职能)?(?:分工)?)?(?:分别|共同|各自|具体){0,3}"


@cache
def _closing() -> re.Pattern[str]:
    return re.compile(
        rf"(?P<adverbs>(?:{_OPEN})?{_MANNER})(?P<verb>{alternation(_verbs())})(?:并)?{_TAIL}(?=\s*(?:[，,；;。]|$)|(?<=牵头|负责|主办)、)"
    )


def _segments(text: str, start: int, end: int) -> list[tuple[int, int, str, int]]:
    """Cut into (start, end after verb and mark, role, start of the verb with its adverbs)."""
    found = []
    begin = start
    for match in _closing().finditer(text, start, end):
        if match.end() <= begin:
            continue
        verb_start = match.start()
        opened = _OPEN_AT.match(match["adverbs"])
        if opened:  # the 等 belongs to the list: it says that the list is open
            verb_start += opened.end()
        role = _verbs()[match["verb"]]
        after = match.end()
        trace.step(
            "note", begin, after, trace.LOOKED, f"a list closed by a verb: {role}", ("duty_verbs", match["verb"])
        )
        while after < end and text[after] in "，,；;。、 ":
            after += 1
        found.append((begin, after, role, verb_start))
        begin = after
    return found


def _bare(layout: Layout, start: int, end: int, note: Note) -> Note | None:
    """`[A、B，C]` with no verb: a note only where every member is an organisation by its last word."""
    text = layout.text
    for begin, stop in _without_remarks(text, start, end, note):
        if not _add(layout, note, begin, stop, "responsible"):
            return None
    names = [text[m.piece.start : m.piece.end] for m in note.members]
    if names and (all(map(_agency_like, names)) or (len(names) > 2 and _agency_like(names[0]) and _credible(names))):
        note.labelled = "bare"
        return note
    return None
