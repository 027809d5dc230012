"""Who does it: the organisations that a clause names as the ones who act, and in which role.

Definition (decided cases, Tasks): a doer is told by 要, 应, 须, 必须, 将, 负责, 由…, or a plain statement of what it does;
prohibitions (`不得`), permissions (`可`) and `要` without a subject assign nothing.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice

from . import agency_list, doer_predicates, trace
from .doer_lists import (
    MAX_SUBJECT,
    OPEN_LIST,
    PLACE_END,
    Doer,
    heads,
    may_end,
    organisations,
    places,
    predicate,
    with_roles,
)
from .lexicon import alternation, terms
from .text import Layout, Piece, strip

_CONNECTIVE = re.compile(
    r"^(?:同时|其中|此外|另外|对此|原则上|必要时|并|而且|还|也|尤其是|特别是|要求|每年(?:[^，]{0,4}(?:前|底))?|[12]\d{3}年(?:\d{1,2}月)?(?:底|末)?(?:之?前|以前|起)?|\d{1,2}月(?:\d{1,2}日)?(?:底|中旬|上旬|下旬)?(?:之?前|以前)|[一-鿿]{2,4}期[内间](?!的)|请|应当?由|要?由|主要由|分别由|统一由|一律由|——)+"
)
_BY = re.compile(r"(?<![自理缘来经事交转])由")
_PAST = re.compile(r"所称|是指|总体要求是|指导思想是|近年来|以来，|[目以]前，|取得了|截至")
_PASSES = (
    frozenset({"modal", "permit", "forbid", "adverb", "preposition"}),
    frozenset({"modal", "permit", "forbid", "adverb", "preposition", "verb"}),
    frozenset({"beside"}),
    frozenset({"any"}),
)
_PERIOD_OVER = re.compile(
    r"“十[一二三四五六七八九]?五”(?:时期|期间)，[^。]{0,240}?(?:如期|圆满|取得|显著|明显)(?:实现|完成|提升|改善|增强|重大|明显|显著|积极)"
)
"""A sentence that opens with a plan's period and tells its results."""
_TOLD = re.compile(r"提请(?:本次)?(?:大会|会议)?审[议查]|(?<![一-鿿])从[^，。]{2,10}看，")
"""A sentence that lays something before an assembly, or looks at how things stand (`从发展环境看，…`)."""
_FOUNDS = re.compile(r"(?:建立|健全|成立|形成|构建|完善|实行|组建|设立)[^，。；]{0,12}$")
_CONSTITUTED = re.compile(r"[^。；]{2,80}?(?:组成|参加|参与|牵头|配合|协同|联动)的[^，。；]{2,}")
"""What a body is made of (`建立由市绿化市容局牵头，各相关区政府组成的推进机制`) is no duty of those who make it up."""
_FOUNDED_BY = re.compile(r"(?:建立|健全|成立|形成|构建|完善|实行|组建|设立)[^，。；]{0,4}由[^，。；]{2,40}[，,]$")
"""Before the clause: a body founded, and who leads it (`成立由市交通委牵头，|市水务局等共同参与的推进机制`)."""
_SHARE = re.compile(r"[%％]|分之|半数|比[例重]|多数")
_CONSISTS = re.compile(r"(?:共同|直接)?构成$")
"""After 由 and a list: the parts of a thing (`用电价格由电能量价格、…、政府性基金|构成`)."""
_PERMITTED = re.compile(r"(?:也|还|均|并|同时)?可以?(?![再持])[^，。；应须]{0,20}$")
"""Before 由: they may (`也可以根据实际需要|由…进行审核`)."""
_CONCERNED = re.compile(r"所?(?:涉及|属|在)的(?=[^，。；]{2,})")
"""Before the units after 由 (`由|所涉及的|省政府办公厅、…牵头`)."""
MAX_BY = 3
"""由 in one clause that are looked at; a fourth has never named a further doer."""


_WITH = re.compile(r"(?:和|与|同|跟)(?!田|县|平|顺|龙|硕|静|政|时|步)")
"""Behind 并: with whom the one acts who was named before."""


def find(layout: Layout, clause: Piece, sentence: Piece) -> Doer | None:
    """Find the doer of one clause: at its start, or after 由. `sentence` gives what follows the clause."""
    text = layout.text
    if not may_end(text, clause.start, clause.end):
        why = "no word here that an organisation's name ends in"
        trace.step("doer", clause.start, clause.end, trace.REJECTED, why)
        return None
    before = max(sentence.start, clause.start - 60)
    if (
        text.find("由", before, clause.start) >= 0
        and _FOUNDED_BY.search(text, before, clause.start)
        and _CONSTITUTED.match(text, clause.start, sentence.end)
    ):
        trace.step("doer", *clause, trace.REJECTED, "says of whom a body or a mechanism consists")
        return None
    words = text[clause.start : clause.end]
    opening = _CONNECTIVE.match(words)
    start = clause.start + (opening.end() if opening else 0)
    if opening and _WITH.match(text, start, clause.end):
        trace.step("doer", *clause, trace.REJECTED, "with whom, not who (并和…衔接)")
        return None
    asked = bool(opening and re.search(r"请|由|要求", opening.group()))
    if not asked and words.endswith("的") and not words.endswith("目的"):
        doer = _conditional(layout, start, clause, sentence)
        if doer:
            return doer
        trace.step("doer", *clause, trace.REJECTED, "the clause ends in 的: a condition, not work")
        return None  # a condition: 各级人员存在违法行为的，
    concerned = _CONCERNED.match(text, start, clause.end) if asked else None
    start = concerned.end() if concerned else start
    doer = _subject_at(layout, start, clause, sentence, asked=asked)
    if doer:
        doer.start = clause.start
        return doer
    if text.find("由", start, clause.end) < 0:
        return None
    for by in islice(_BY.finditer(text, start, clause.end), MAX_BY):
        permitted = text[by.start() - 1 : by.start()] == "可" or _PERMITTED.match(text, clause.start, by.start())
        if permitted or layout.outer(by.start()):
            trace.step("doer", by.start(), clause.end, trace.REJECTED, "由 after 可 or in brackets assigns nothing")
            continue  # a permission, or a remark in brackets (校内由教务部门负责)
        if _CONSTITUTED.match(text, by.end(), sentence.end) and _FOUNDS.search(text, clause.start, by.start()):
            trace.step("doer", by.start(), clause.end, trace.REJECTED, "says of whom a body or a mechanism consists")
            continue
        if _CONSISTS.search(text, by.end(), clause.end):
            trace.step("doer", by.start(), clause.end, trace.REJECTED, "says of what a thing consists (由…构成)")
            continue
        if _SHARE.search(text, clause.start, by.start()):
            trace.step("doer", by.start(), clause.end, trace.REJECTED, "a share by whom (50%以上的专利由企业申请)")
            continue
        concerned = _CONCERNED.match(text, by.end(), clause.end)
        begin = concerned.end() if concerned else by.end()
        doer = _subject_at(layout, begin, clause, sentence, asked=True)
        if doer and not _OF_A_THING.match(text, doer.start, clause.end):
            doer.start = clause.start
            return doer
    return None


_THEN = re.compile(
    r"[，,](?:应(?:当|(?!当))|须|必须|要)(?!求|[^，。；]{0,4}由|(?:依法|从严|从重)?(?:予以)?(?:处罚|处理|追究|责令|给予|吊销|取消|暂停|撤销|没收|通报))"
)
"""What the one must do; one that is to be punished does nothing itself."""


MIN_SUBJECT = 4
"""Characters of the one whom a case opens with; what is shorter is seldom a name (委托办 of 委托办成)."""


@cache
def _acting() -> re.Pattern[str]:
    """A verb inside the words: they are no name then (`需调整…文件和部门`, `发布信息涉及其他单位`)."""
    verbs = (*terms("predicates", **{"class": "verb"}), *terms("leading_words", **{"class": "verb"}), "需", "涉及")
    return re.compile(alternation(verb for verb in verbs if len(verb) > 1 or verb == "需"))


_OF_A_THING = re.compile(r"(?!按|根据|依据|依照|依法|对|会同|结合|在|参照)[^，。；]{0,24}?的[^，。；]")
"""After 由 and a unit: its words describe a thing (`由市政府批准的规划`), unless they only say how it acts (`按低保标准的一定比例确定`)."""


def _conditional(layout: Layout, start: int, clause: Piece, sentence: Piece) -> Doer | None:
    """`承储企业在承储期间发生事故的，应当…`: a case that opens with the one who then must act."""
    text = layout.text
    if not _THEN.match(text, clause.end, sentence.end):
        return None
    for end in _possible_ends(layout, start, min(clause.end, start + MAX_SUBJECT)):
        if re.match(r"[、和及与或（(的]|[一-鿿]?[部局厅委办院]", text[end : end + 2]):
            continue
        members = organisations(layout, start, end)
        if members and end - start >= MIN_SUBJECT and not _acting().search(text, start, end):
            trace.step("doer", start, end, trace.FIRED, "a case that opens with the one who then must act")
            return Doer(clause.start, [(piece, "responsible") for piece in members], False, True)
        return None
    return None


_SITED = re.compile(r"设(?:立|置)?[在于](?=[^，。；]{2})")
"""After an office: the body that houses it does not act (`领导小组办公室|设在市应急管理局，负责日常工作`)."""


def _subject_at(layout: Layout, start: int, clause: Piece, sentence: Piece, *, asked: bool) -> Doer | None:
    """Try every organisation's head as the subject's end: first before a modal, adverb or preposition, then before a verb."""
    text, limit = layout.text, min(clause.end, start + MAX_SUBJECT)
    sited = _SITED.search(text, start, limit) if text.find("设", start, limit) >= 0 else None
    if sited and layout.outer(sited.start()) is None:
        limit = sited.start()
    ends = _possible_ends(layout, start, limit)
    if not ends:
        trace.step("doer", start, limit, trace.REJECTED, "no word here that an organisation's name ends in")
        return None
    followers: dict[int, doer_predicates.Follower] = {}
    for kinds in _PASSES:
        if "any" in kinds and text[start - 1 : start] != "由":
            continue
        if "beside" in kinds and text.find("与", start, limit) < 0 and text.find("同", start, limit) < 0:
            continue
        doer = _subject_ending(layout, start, ends, clause, sentence, followers, asked=asked, kinds=kinds)
        if doer:
            return doer
    trace.step(
        "doer",
        start,
        limit,
        trace.REJECTED,
        "no organisation here is followed by what a doer is told by",
        *_told(layout, start, ends),
    )
    return None


def _told(layout: Layout, start: int, ends: list[int]) -> list[tuple[str, str]]:
    """List the last words of the organisations tried, for the one who watches."""
    if not trace.watching():
        return []
    heads = [agency_list.head_of(layout.text[start:end]) for end in ends]
    return [("organisation_heads", head.entry.term) for head in heads if head]


def _possible_ends(layout: Layout, start: int, limit: int) -> list[int]:
    """List where a subject that begins at `start` may end: after the head of an organisation."""
    ends = []
    for match in heads().finditer(layout.text, start, limit):
        end = match.end("head")
        outer = layout.outer(end - 1)
        if outer and outer.start >= start and outer.end > end:
            continue  # the head stands inside a bracket of the subject
        if agency_list.head_of(layout.text[start:end]) is None:
            continue  # a head of one character at the end of another word
        ends.append(end)
    for match in PLACE_END.finditer(layout.text, start, limit):
        if match.end() not in ends and places(layout.text, strip(layout.text, start, match.end())):
            ends.append(match.end())
    return sorted(ends)


def _name_goes_on(text: str, end: int, ends: list[int]) -> bool:
    """Tell whether an organisation's name goes on to a later end: what lies between is an organisation's name by itself."""
    return any(
        end < later <= end + MAX_REST
        and agency_list.head_of(text[end:later]) is not None
        and not predicate().match(text, end)
        for later in ends
    )


MAX_REST = 8
"""Characters of a name after the name of the body above it (国务院|著作权行政管理部门 has more, and a verb that is known)."""


def _subject_ending(
    layout: Layout,
    start: int,
    ends: list[int],
    clause: Piece,
    sentence: Piece,
    followers: dict[int, doer_predicates.Follower],
    *,
    asked: bool,
    kinds: frozenset[str],
) -> Doer | None:
    text = layout.text
    by = text[start - 1 : start] == "由"
    for end in ends:
        follower = end
        tail = OPEN_LIST.match(text, end)
        open_ended = bool(tail)
        if tail:
            follower = tail.end()
        if "any" in kinds and _name_goes_on(text, end, ends):
            continue  # 国务院 of 国务院法制机构承办
        if follower not in followers:
            followers[follower] = doer_predicates.after(text, follower, clause, sentence)
        found = followers[follower]
        if asked and not found and _ASKED_TO.match(text, follower, sentence.end):
            found = 2
        if isinstance(found, re.Match):
            verdict = doer_predicates.by_predicate(text, found, clause, sentence, asked=asked, kinds=kinds)
        elif found is None and by and "any" in kinds:
            verdict = doer_predicates.by_any_verb(text, follower, clause)
        else:
            verdict = found or None
        if verdict is None:
            continue
        if verdict < 0:
            return None
        members = organisations(layout, start, end)
        if members is None:
            trace.step(
                "doer",
                start,
                end,
                trace.REJECTED,
                "what stands before the verb is no list of organisations",
                *_told(layout, start, [end]),
            )
            if asked:
                continue
            return None
        trace.step(
            "doer",
            start,
            end,
            trace.FIRED,
            "named as the one who acts",
            *_told(layout, start, [piece.end for piece in members]),
        )
        open_ended = open_ended or members[-1].end < end  # 等单位 inside the subject
        return with_roles(layout, members, follower, clause, open_ended=open_ended, modal=verdict == 2)
    return None


_ASKED_TO = re.compile(r"[，,](?:按照?|根据|结合|对照|参照|认真|切实|抓紧|及时|积极|尽快|进一步|于)")
"""After those who are asked (`请各省级能源主管部门、电网企业，按照上述要求认真做好…`)."""


def is_duty(text: str, clause: Piece) -> bool:
    """Tell whether a word of duty (要, 应, 须) stands in a clause."""
    return bool(doer_predicates.modal().search(text, clause.start, clause.end))


def is_background(text: str, sentence: Piece) -> bool:
    """Tell whether a sentence tells what has been, not what is to be done."""
    past = (
        _PAST.search(text, sentence.start, min(sentence.end, sentence.start + 40))
        or _PERIOD_OVER.match(text, sentence.start, sentence.end)
        or (
            (text.startswith("从", sentence.start) or text.find("提请", *sentence) >= 0)
            and _TOLD.search(text, *sentence)
        )
    )
    if past:
        trace.step(
            "doer", *sentence, trace.REJECTED, f"the sentence tells what has been ({past.group()[:8].strip('，')})"
        )
    return bool(past)
