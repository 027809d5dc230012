"""The object of a verb as a list of names: cut, and with what the members share restored.

Definition (Project): "a list is split at `、` and shared heads are restored" (`铜梁中学淮远校区`, `铜梁二中扩建`).
"""

from __future__ import annotations

import re
from functools import cache

from .lexicon import Entry, alternation, terms
from .own_names import begins_with_known_name, is_short_way
from .project_names import PROPER, STAGE, begins_with_county, is_staged, suffix
from .project_things import is_worked_thing
from .regions import leading_region, short_names_ending
from .words import boundaries, is_known
from .words import words as segmented

_JOINT = re.compile(
    r"[（(“]|[）)”]|、|以及|和(?!谐|美|平|田[市地至]|县|顺[县至]|龙[市至]|硕|林格尔|政县|布克|(?:修复|利用|治理|整治|加固|开发|保护)(?:[、工]|$))"
    r"|(?<![普涉危以])及(?!时|配套设施|附属设施|周边)"
)
"""What may part a list; 和 begins words and names, too (`和田`), and joins what is done (`生态保护和修复`)."""


def split(words: str) -> list[str]:
    """Cut a list of names at 、 和 以及 及, outside quotation marks and brackets."""
    parts: list[str] = []
    depth, begin = 0, 0
    words = words.replace("”“", "”、“")
    for match in _JOINT.finditer(words):
        mark = match.group()
        if mark in "（(“":
            depth += 1
        elif mark in "）)”":
            depth = max(0, depth - 1)
        elif depth == 0 and (mark == "、" or _parts(words[begin : match.start()], words[match.end() :])):
            parts.append(words[begin : match.start()])
            begin = match.end()
    parts.append(words[begin:])
    return [part for part in parts if part.strip()]


_OF_RANK = "高中初平同优"
"""What makes another word of 等: 高等, 中等, 平等, …"""


@cache
def open_mark() -> str:
    """Return the pattern of the 等 that leaves a list open: not 中等, but `西安、汉中等`."""
    places = short_names_ending(_OF_RANK)
    named = (f"(?<=[、和及]{name}等)" for name in places)
    return f"等(?:(?<![{_OF_RANK}]等)|{'|'.join(named)})(?!级)"  # 等 first: it is what is searched for


_WORK_DONE = re.compile(r"(?:治理|加固|整治|改造|建设|利用|保护|修复|提升|抚育|修缮|铺装|重建|更新|项目)[”\"]?$")


def is_work_done(name: str) -> bool:
    """Tell whether a name says only what is done (`山洪灾害防治`): a field of work, in a document for a country."""
    return bool(_WORK_DONE.search(name)) or name.endswith("防治")


def _parts(left: str, right: str) -> bool:
    """Tell whether 和 or 及 stands between two names; not inside one 工程 of two works (`阿克塞生态保护及城乡供水一体化工程`)."""
    of_both = suffix(left) is None and not left.endswith("”") and _ONE_OF_TWO.search(right)
    if of_both and _TWO_PIECES.search(right) and _ACTION.search(left):
        return True  # A试点示范和B推广工程: each does something of its own
    return _complete(left) and not (of_both and not (_is_located(left) and _is_located(right)))


def _is_located(words: str) -> bool:
    return bool(PROPER.search(words)) or of_a_place(words)


_ACTION = re.compile(r"(?:推广|创新|示范|升级|提升|培育|攻坚)$")
"""What a programme does, at the end of its name before 工程."""


@cache
def _efforts() -> re.Pattern[str]:
    """Match members that each say what is striven for, before a 行动 of each."""
    effort = rf"[^、“”]{{2,12}}(?:{alternation(terms('effort_ends'))})"
    return re.compile(rf"{effort}(?:、{effort})+")


_TWO_PIECES = re.compile(r"^[^、和及]{4,20}(?:推广|创新|示范|升级|提升|培育|攻坚)工程$")
_ONE_OF_TWO = re.compile(r"^[^、和及]{4,20}工程$")


_EXTENDED = re.compile(r"(?P<way>.{2,}?[路街道线])?(?<=.)[东南西北]延(?:伸)?(?:线|段|工程)?$")
"""A way that goes on at one end (`1号线|北延`)."""
_EXTENSION = re.compile(r"[东南西北]延(?:伸)?(?:线|段|工程)?(?:建设)?")


def _complete(words: str) -> bool:
    """Tell whether a member before 和 or 及 is a name by itself (not `就业信息` in `就业信息和服务共享平台`)."""
    whole = suffix(words) is not None or bool(_WORK_DONE.search(words)) or bool(_EXTENDED.search(words))
    return whole or words.endswith(("”", "期", "0版"))


def tails(parts: list[str]) -> list[str]:
    """Restore a shared tail: `石梁水库、双寨水库中型灌区` → both with 中型灌区; `A至B、C跨区快速通道` likewise."""
    if len(parts) < 2:
        return parts
    last = parts[-1]
    stretch = _ALONG_A_RIVER.fullmatch(parts[0])
    reach = _REACH.fullmatch(last)
    if stretch and reach and all(map(_BARE_PLACE.fullmatch, parts[1:-1])):
        places = (stretch["place"], *parts[1:-1], reach["place"])
        return [f"{stretch['river']}{place}{reach['what']}" for place in places]  # 长江芜湖、安庆|河段治理
    entry = suffix(last)
    if entry is None:
        road = _A_ROAD.match(last)
        if road and len(last) > road.end() and all(_ENDS_IN_ROAD.search(part) for part in parts[:-1]):
            return [*(part + last[road.end() :] for part in parts[:-1]), last]  # 开江路、文化路|路面铺装
        return parts
    if entry.term == "工程" and _TWO_PIECES.search(last) and all(map(_ACTION.search, parts[:-1])):
        return [*(part + entry.term for part in parts[:-1]), last]
    if (
        entry["class"] == "programme"
        and len(parts) > 2
        and _efforts().fullmatch("、".join([*parts[:-1], last[: -len(entry.term)]]))
    ):
        return [*(part + entry.term for part in parts[:-1]), last]  # 种业振兴、耕地质量提升、新一轮粮食产能提升行动
    if entry["class"] == "programme":
        quoted = last.startswith("“") and last.endswith(f"”{entry.term}")
        return [f"{part}{entry.term}" if quoted and part.endswith("”") else part for part in parts[:-1]] + [last]
    between = all(map(_BETWEEN.fullmatch, (*parts[:-1], last[: -len(entry.term)])))
    if entry.term in terms("line_kinds") and between and all(suffix(part) is None for part in parts[:-1]):
        return [*(part + entry.term for part in parts[:-1]), last]  # 巢湖至马鞍山至镇江、绩溪至杭州铁路
    road = NUMBERED_ROAD.match(last)
    if road and len(last) > road.end() and all(map(NUMBERED_ROAD.fullmatch, parts[:-1])):
        return [*(part + last[road.end() :] for part in parts[:-1]), last]  # G30、G312|改线工程
    of_types = _OF_TYPE.fullmatch(last)
    if of_types and all(part.endswith("型") for part in parts[:-1]):
        return [*(part + of_types["kind"] for part in parts[:-1]), last]  # 陆港型、口岸型国家物流枢纽
    first = parts[0]
    own = suffix(first)
    if own is not None and (own["class"] != "named" or len(own.term) > 1):
        at = last.find(own.term)
        tail = last[at + len(own.term) :]
        # a stretch is the last one's (甲铁路、乙铁路武张段), and where a member has a tail of its own, it is not shared
        own_tails = (
            bool(STAGE.fullmatch(tail))
            or tail.endswith(("段", *terms("part_kinds")))
            or any(own.term in part and not part.endswith(own.term) for part in parts[1:-1])
        )
        if (
            not own_tails
            and at > 0
            and (len(tail) > len(entry.term) - 1 or entry.term == own.term + tail)
            and own.term != entry.term
            and tail[0] not in "（("
        ):
            return [part + tail if part.endswith(own.term) else part for part in parts[:-1]] + [last]
    return _kinds(parts)


@cache
def _built() -> tuple[str, ...]:
    """Return the words for what is built that no place's short name ends in (`琼西北|供水`, but `琼港`)."""
    return tuple(word for word in terms("built_words") if len(word) > 1)


NUMBERED_ROAD = re.compile(r"(?:[GSXY]|[国省县]道)\d{2,4}|\d{2,4}[国省县]道")
_ALONG_A_RIVER = re.compile(r"(?P<river>[一-鿿]{1,3}[江河])(?P<place>[一-鿿]{2,3})")
_REACH = re.compile(r"(?P<place>[一-鿿]{2,3})(?P<what>河段[一-鿿]{0,8})")
_BARE_PLACE = re.compile(r"[一-鿿]{2,3}")
MIN_LONG, MAX_WORDS = 6, 2
"""A place's name of so many characters has no more words (`合川|渭沱`); more of them describe a thing (`信阳|国际|茶|城`)."""
MAX_BEFORE_WORKS = 4
"""Characters of a place that shares a 工程 with others; a longer member is another work (`中沙古雷乙烯、古雷炼化一体化工程`)."""
_BETWEEN = re.compile(r"[一-鿿]{2,6}(?:至[一-鿿]{2,6})+")
_OF_TYPE = re.compile(r"[^型]{2,8}型(?P<kind>[^型]{4,})")


def _kinds(parts: list[str]) -> list[str]:
    """Give places the kind of the member they stand before: `西宁、格尔木国家物流枢纽、西宁冷链物流基地` has three of two kinds."""
    if len(parts) < 2:
        return parts
    last = parts[-1]
    entry = suffix(last)
    regions = [leading_region(part) for part in parts[:-1]]  # 济南、青岛、枣庄算力枢纽
    of_regions = all(found and found[1] == len(part) for found, part in zip(regions, parts, strict=False))
    if (
        entry is None
        or _NO_PLACE.match(last)
        or (entry["wide"] and not of_regions)
        or entry["class"] == "programme"
        or "的" in last
    ):
        return [*_kinds(parts[:-1]), last]
    # the places next to the last member share its kind; those before may have their own (盘兴高铁、官山机场和安盘、六安高速公路)
    since = len(parts) - 1
    longest = MAX_BEFORE_WORKS if entry.term == "工程" else len(max(parts, key=len))
    while (
        since > 0
        and len(parts[since - 1]) <= longest
        and _PLACE_LIKE.fullmatch(parts[since - 1])
        and no_kind(parts[since - 1])
        and not (entry.term in terms("line_kinds") and parts[since - 1].endswith("路"))
        and not (is_staged(parts[since - 1]) or any(word in parts[since - 1] for word in _built()))
        and (
            len(parts[since - 1]) < MIN_LONG
            or "至" in parts[since - 1]
            or len(segmented(parts[since - 1])) <= MAX_WORDS
        )
    ):
        since -= 1
    places = parts[since:-1]
    told = of_a_place(last) or begins_with_county(last) or any(map(PROPER.search, places))
    if 2 * sum(map(_is_common_word, places)) > len(places) and not told:
        return [*_kinds(parts[:since]), *parts[since:]]  # 乡村、社区、街道文化中心: kinds of places, not names of them
    strange = not any(map(_is_common_word, places))
    ends = {part[-1] for part in places}
    end = ends.pop() if len(ends) == 1 else ""
    kind = _kind_after_place(last, [len(part) for part in places], names_only=strange, end=end) if places else None
    if kind is None:
        return [*_kinds(parts[:-1]), last]
    place = last[: -len(kind)]
    if entry.term == "工程" and place[-1:] in "路街河":  # 金寨路|高架南延工程: of roads only roads share it
        while places and places[0][-1] != place[-1]:
            since, places = since + 1, places[1:]
    return [*_kinds(parts[:since]), *(part + kind for part in places), last]


_NO_PLACE = re.compile(r"国家|全国|国际|世界|[省部市县]级")
"""Opens a name that begins with no place: what follows is nothing that a place before it could share."""
QUALITY = r"(?:[化型性级式的]|制造|加工|研发|测试|服务|管理|交易|共享|生产|检测|培训|教育|研究|创新|创业|物流|仓储|展示|体验|旅游|文化|体育|医疗|融合|平衡|宜居|便利)$"
"""How a quality or a field of work ends, before the kind of a work."""
_PLACE_LIKE = re.compile(rf"(?!.*{QUALITY})[一-鿿]{{2,6}}")
"""What can be a place's bare name in a list; a quality or a field of work before the kind is none."""


def no_kind(words: str) -> bool:
    """Tell whether a member has no kind of work of its own: none, or the last word of a short name of a river or a place."""
    own = suffix(words)
    if own is None:
        return not is_worked_thing(words)
    short = len(words) <= MAX_SHORT or (len(words) == MAX_SHORT + 1 and len(own.term) == 1)  # 荣乌新|线
    return own["class"] in ("named", "route") and short


MAX_SHORT = 3
"""Characters of a place's name whose last word is also a kind of work (`金汇港`, `吴中路`)."""


def of_a_place(words: str) -> bool:
    """Tell whether words begin with the name of a region of two characters or more (`重庆站`)."""
    found = leading_region(words)
    return found is not None and found[1] >= 2


def _is_common_word(words: str) -> bool:
    """Tell whether the words are one that jieba's dictionary knows, and not as a name."""
    return is_known(words) and leading_region(words) is None and not begins_with_known_name(words)


_PLACE_ENDS = frozenset("湖河江溪海山岛湾沟渠镇乡村县市区州旗")
"""Last characters of places that all members of a list have: the last place ends there, too (`青山湖、白马湖|水环境综合治理工程`)."""


def _kind_after_place(last: str, lengths: list[int], *, names_only: bool, end: str = "") -> str | None:
    """Find what a list of places shares in its last member: `盘州、水城|煤炭储配基地`, `森兰、碧云、桃浦|楔形绿地`.

    The cut is where a word begins, after a place about as long as the others; what follows must be a kind of work by itself,
    and more than its bare last word unless that is telling (`高速公路`).
    """
    low, high = min(lengths), max(lengths)
    whole = suffix(last)
    if whole is None:
        return None
    region = leading_region(last)
    named = region[1] if region else 0
    found = []
    if end in _PLACE_ENDS and (at := last.find(end, 1, max(lengths) + 1)) > 0:
        named = at + 1
    for cut in sorted({*boundaries(last), *_as_long_as_all(last, lengths), named}):
        tail = last[cut:]
        entry = suffix(tail)
        whole_kind = entry is not None and tail == entry.term and len(tail) > MIN_KIND
        alike = low - 1 <= cut <= high + 1 or cut == named
        if (
            entry is None
            or cut < 2
            or (tail != entry.term and "至" in last)
            or not (alike or whole_kind)
            or len(tail) < len(whole.term)
        ):
            continue  # 羊曲水|电站: the kind is 水电站
        if tail.endswith("段") or (
            tail == entry.term and not _can_be_shared(entry, cut, lengths, names_only=names_only)
        ):
            continue
        found.append(
            (bool(named) and cut != named, not alike, cut != named, tail != entry.term, not low <= cut <= high, cut)
        )
    return last[min(found)[-1] :] if found else None


def _as_long_as_all(last: str, lengths: list[int]) -> list[int]:
    """Give the cut behind a place as long as all others, where a word begins there (`江苏、新华|社区卫生服务中心`)."""
    size = lengths[0]
    behind = segmented(last[size:]) if set(lengths) == {size} and size < len(last) else ()
    return [size] if behind and len(behind[0]) > 1 and is_known(behind[0]) else []


def _can_be_shared(entry: Entry, cut: int, lengths: list[int], *, names_only: bool) -> bool:
    """Tell whether a bare last word can be that of several places; a short one (`延榆、康渝高铁`) only where all are equally long."""
    return len(entry.term) >= MIN_KIND or (
        entry["class"] == "solid"
        and (set(lengths) == {cut} or entry.term in terms("line_kinds") or (names_only and len(lengths) > 1))
    )


MIN_KIND = 3
"""Characters of a bare last word that a list of places can share whatever their length."""


_IN_AN_AREA = re.compile(r"(?P<area>[一-鿿]{2,10}?(?:镇|街道|园区|开发区|新区|新城))(?P<road>[一-鿿]{2,5}(?:路|街))")
_ENDS_IN_ROAD = re.compile(r"[一-鿿]{2}(?:路|街)$")
_A_ROAD = re.compile(r"[一-鿿]{2,5}?(?:路|街)(?=路面|修|改|拓|整|建|$)")
_STAGE_ALONE = re.compile(r"[一二三四五六]期(?:工程|项目)?")
_STAGED = re.compile(r"(?P<head>.{3,})[一二三四五六]期(?:工程|项目)?$")
_NUMBERED = re.compile(r"(?P<head>[^\dA-Z“”]{2,}[-－]?)\d{1,2}(?!\d|千伏|万|亿|年|月)")
_BY_NUMBER = re.compile(r"\d{1,2}(?!\d|千伏|万|亿|年|月)")


_STRETCH_ALONE = re.compile(r"[一-鿿]{2,6}至[一-鿿]{2,6}段")
_STRETCH = re.compile(rf"(?P<way>.{{2,}}?(?:公路|高速(?!公)|铁路|高铁|[国省县]道|线)){_STRETCH_ALONE.pattern}$")
_EXTENDED_END = re.compile(r"[东南西北]延(?:伸)?(?:线|段|工程)?$")


def heads(parts: list[str]) -> list[str]:
    """Restore a shared head: `川渝特高压1000千伏交流工程及配套500千伏送出工程` → 川渝特高压配套…, `香日德水库及配套灌溉工程` → 香日德水库配套…."""
    restored = list(parts)
    along = _IN_AN_AREA.match(parts[0]) if parts else None
    along = along if along and is_short_way(along["road"]) else None
    for index in range(1, len(parts)):
        road = _A_ROAD.match(parts[index]) if along else None
        if along and road:
            restored[index] = along["area"] + parts[index]  # 泗泾镇开江路、文化路
            continue
        stretch = _STRETCH.match(restored[index - 1])
        if stretch and _STRETCH_ALONE.fullmatch(parts[index]):
            restored[index] = stretch["way"] + parts[index]  # 济祁高速公路利辛至淮南段和淮南至合肥段
            continue
        if _EXTENSION.fullmatch(parts[index]):
            restored[index] = _EXTENDED_END.sub("", restored[index - 1]) + parts[index]  # 桑茶快速路及东延线
            continue
        staged = _STAGE_ALONE.fullmatch(parts[index]) and _STAGED.match(restored[index - 1])
        if staged:
            restored[index] = staged["head"] + parts[index]  # 水资源配置一期、二期
            continue
        numbered = _NUMBERED.match(restored[index - 1])
        same = suffix(parts[index]) == suffix(parts[index - 1]) or "号线" in parts[index - 1]
        if numbered and _BY_NUMBER.match(parts[index]) and same:
            restored[index] = numbered["head"] + parts[index]  # 轨道交通19号线、20号线
            continue
        if parts[index].startswith("配套"):
            head = re.match(r"^(.+?)\d", parts[0])
            if head and len(head[1]) >= 2:
                restored[index] = head[1] + parts[index]
            elif suffix(parts[index - 1]):
                restored[index] = parts[index - 1] + parts[index]
    return restored
