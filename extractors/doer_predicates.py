"""What follows a possible subject: whether it makes a doer of the organisation before it.

Definition (decided cases, Tasks): a doer is told by 要, 应, 须, 必须, 将, 负责, 由…, or a plain statement of what it does;
prohibitions (`不得`), permissions (`可`) and what describes a thing assign nothing.
"""

from __future__ import annotations

import re
from functools import cache

from . import trace
from .doer_lists import heads, predicate
from .lexicon import alternation, terms
from .text import Piece


@cache
def modal() -> re.Pattern[str]:
    """Match a word of duty: 要, 应, 须, …"""
    # 工作需要 and 实际需要 are nouns, 主要 and 重要 no modals
    return re.compile(
        rf"(?<![重主需只])(?<!工作)(?<!实际)(?<!发展)(?:{alternation(terms('predicates', **{'class': 'modal'}))})(?!求|么|素|点|件|道|闻|害|务|领|是|不是|同志|人)"
    )


_SEAT = re.compile(r"(?:挂靠|设在|设于|设立在)")
_OPEN_VERB = re.compile(
    r"(?!担任|兼任|组成|成员)(?![的和与及或、等有相负责委会内外上下中级所]|办公|办事)[一-鿿]{2}(?!担任|兼任|组成|成员)"
)
"""After 由 and a unit any verb will do, as long as it is not the unit's name going on."""
_STANDS_AS = re.compile(
    r"(?:是|作为|为)[^，。；]{0,24}(?:责任人|责任主体|牵头单位|牵头部门)[^，。；]{0,4}[，,](?:要|应|须|必须|负责|对|切实|严格)"
    r"|是[^，。；]{2,24}的?(?:第一)?(?:责任主体|责任单位|责任人|实施主体|牵头单位)(?=[，。；]|$)"
    r"|为[^，。；]{2,16}[长员][，,]负责"
)


_OVER = re.compile(r"[一-鿿]{1,4}了(?!解)")
_ATTRIBUTE = re.compile(
    r"[^，。；]{1,14}后的|[^，。；]{2,30}的(?:，)?(?:按照?|依照|依法|由)|[^，。；]{1,30}的(?:比例|比重|占比|数量|人数|面积)(?:达|提高|不低于|超过|稳定|保持)"
)
"""After an organisation: `省级财政提前通知后的剩余部分…`, `公安部对防疫工作有要求的按照公安部要求执行`, `企业设立研发机构的比例达35%`."""


_WHEN = re.compile(r"[^，。；、的在和]{2,16}(?:时|阶段|环节|过程中|期间)(?=应[当对]?|须|必须|要)(?!应急)")
"""When an organisation has to act, between it and its word of duty: `区发改委|立项阶段批复投资匡算时|应…给予支持`."""


Follower = int | re.Match[str] | None
"""What follows a possible subject: a verdict (2 a duty, 1 a plain statement, -1 certainly no duty, 0 no subject's end), the predicate
that has to be judged, or None where nothing known follows."""


def after(text: str, at: int, clause: Piece, sentence: Piece) -> Follower:
    """Look at what follows a possible subject, once for all kinds of predicates."""
    if at >= clause.end:
        # the subject fills its clause: `…的成员单位，要充分利用…`
        rest = text[at : min(sentence.end, at + 8)].lstrip("，, ")
        return (
            2
            if at < sentence.end and text[at] in "，," and re.match(r"(?:都|均)?(?:要|应当?|须|必须|负责)", rest)
            else 0
        )
    if text.startswith(("以上", "以下"), at):
        return 0  # 秘书长以上负责人: a rank, not the one who acts
    if _STANDS_AS.match(text, at, sentence.end):
        return 2
    if _ATTRIBUTE.match(text, at, clause.end):
        return _no("the words describe a thing or a case (…后的…, …的按照…)", at, clause)
    if _SEAT.match(text, at, clause.end) and not re.search(r"承担|负责", text[clause.end : sentence.end]):
        return _no("tells where an office sits", at, clause)
    if _OVER.match(text, at, min(at + 6, len(text))):
        return _no("done already (了)", at, clause)
    match = predicate().match(text, at, clause.end)
    if match and match.lastgroup:
        return match
    when = None if match else _WHEN.match(text, at, clause.end)
    return predicate().match(text, when.end(), clause.end) if when else None


def by_any_verb(text: str, at: int, clause: Piece) -> int | None:
    """Judge what follows 由 and a unit where no known predicate does: 1 where it can be a verb, else None."""
    if not _OPEN_VERB.match(text, at, clause.end) or re.search(r"[与或和]", text[max(clause.start, at - 16) : at]):
        return None
    return 1


_PERMITTED_NEXT = re.compile(r"，(?:均|也|即)?(?:可|可以)(?=[一-鿿])")


_HAVE_DONE = ("指导", "督促", "引导", "帮助", "监督")
"""Verbs whose object then does something itself."""
_GOES_ON_DOING = re.compile(r"(?![要应须必将])[一-鿿]{3,}")
_OF_ITS_WORK = re.compile(r"(?:工作|结果|指标)?(?:应(?!急|对)|须|必须|不得)")
"""After a verb behind an organisation: it is what is done with it that must be so."""
_BY_OTHERS = re.compile(r"由(?!于|此)")
_MAY = re.compile(r"(?:^|[^许认])(?:可|可以|不得|不能|有权)(?=[一-鿿])")


def by_predicate(
    text: str, match: re.Match[str], clause: Piece, sentence: Piece, *, asked: bool, kinds: frozenset[str]
) -> int | None:
    """Judge a predicate of one of `kinds`: 2 a duty, 1 a plain statement, -1 certainly no duty, None no subject's end."""
    at, kind = match.start(), str(match.lastgroup)
    if kind == "preposition" and match.group() in ("与", "同"):
        kind = "beside"
    if kind not in kinds:
        return None
    rest = text[at : clause.end]
    entry = ("predicates", match.group())
    if kind in ("modal", "adverb") and _BY_OTHERS.match(text[match.end() : match.end() + 2]):
        return _no("the sentence goes on with who does it (应由…, 统一由…)", at, clause, entry)
    if kind == "modal":
        trace.step("doer", at, match.end(), trace.LOOKED, "a word of duty follows the organisation", entry)
        return 2
    if kind == "permit":
        return _no("a permission, not a duty", at, clause, entry)
    if kind == "forbid":
        return _no("a prohibition, not a task", at, clause, entry)
    if kind == "beside":
        follower = text[match.end() : clause.end]
        if not re.search(r"合作|配合|协作|对接|签订", follower):
            return None
    if _MAY.search(rest[:20]) and not modal().search(rest):
        return _no("permitted or forbidden (可, 不得) a few words on", at, clause, entry)
    if kind in ("adverb", "preposition", "beside"):
        duty = modal().search(text, match.end(), min(sentence.end, match.end() + 120))
        permitted = _PERMITTED_NEXT.search(text, match.end(), min(sentence.end, match.end() + 90))
        if kind == "preposition" and permitted and not (duty and duty.start() < permitted.start()):
            return _no("a permission follows in the next clause", at, clause, entry)
        trace.step(
            "doer",
            at,
            match.end(),
            trace.LOOKED,
            f"{kind} after the organisation, {'with' if duty else 'without'} a word of duty",
            entry,
        )
        return 2 if duty else 1
    office = heads().match(text, match.end(), min(clause.end, match.end() + 6))
    if (
        office
        and not text.startswith("会同", match.end())
        and office["head"] not in terms("organisation_heads", **{"class": "person"})
        and not (match.group() in _HAVE_DONE and _GOES_ON_DOING.match(text, office.end("head"), clause.end))
    ):
        return None  # 审核 of 审核机构, 编制 of 编制部门; but 主管部门|指导|企业用好政策
    if _OF_ITS_WORK.match(text, match.end()):
        return _no("the verb is a noun here, and what must be is its (…医院考核应…)", at, clause, entry)
    # a verb at once: a noun after the head would read alike (部门协调, 企业管理), so the clause must go on
    if re.match(
        r"(?:的|和|与|、(?!督促|协调|监督|检查|指导|组织|管理|推动|推进|落实|服务|考核)|等|工作|机制|制度|体系|能力|水平|方案|办法|人员|责任)",
        text[match.end() : clause.end],
    ):
        trace.step("doer", at, match.end(), trace.REJECTED, "the verb reads on as part of a noun", entry)
        return None
    if (
        clause.end - match.end() < 2
        and not asked
        and not re.search(r"确定|批准|主持|负责|备案|审批|牵头|参与|配合|实施|落实$", match.group())
    ):
        trace.step("doer", at, match.end(), trace.REJECTED, "the clause stops after the verb: it may be a noun", entry)
        return None
    trace.step("doer", at, match.end(), trace.LOOKED, "a verb follows the organisation: a plain statement", entry)
    return 1


def _no(why: str, at: int, clause: Piece, *entries: tuple[str, str]) -> int:
    trace.step("doer", at, clause.end, trace.REJECTED, why, *entries)
    return -1
