"""The object of a verb of work, read as the names of its members: plain lists, counted ones, and open ones (`A、B等T`).

Definition (Project): "a list is split at `、` and shared heads are restored"; no `等项目` after a name.
"""

from __future__ import annotations

import re
from functools import cache

from . import project_called, project_open_lists
from .lexicon import Entry
from .ordinals import chinese_integer
from .own_names import begins_with_known_name, begins_with_name
from .project_called import MIN_ITEM, MIN_KIND_SHARED
from .project_lists import NUMBERED_ROAD, QUALITY, heads, is_work_done, of_a_place, open_mark, split, tails
from .project_names import (
    MAX_NAME,
    PLURAL,
    begins_with_county,
    is_county,
    is_staged,
    suffix,
)
from .project_numbers import is_region, written_out
from .project_open_lists import BUILT, DONE_TO_ALL, EACH
from .project_things import is_worked_thing
from .words import is_known
from .words import words as cut

_WHAT_FOR = re.compile(r"(?:建设|项目|品质)$")


def members(words: str) -> tuple[list[str], bool]:
    """Split the object of a verb into names, restoring what the list shares.

    Returns the names and whether the text itself calls them 项目 or 工程 (`…等项目`), which makes works of them.
    """
    words = _WHERE.sub("", _DESCRIBED.sub("", "".join(words.split())))
    words = _TWO_KINDS.sub(_first_of_two, words) if "等" in words else words
    each = _MARKED_KINDS.findall(words) if words.startswith("“") else []
    if each and "、".join(each) == words.replace("和“", "、“"):
        return each, False  # “煤油气硅”等多元利用工程、“风光水火”等多能互补工程
    words = _REMARK.sub(r"\1", words) if words[-1:] in "）)" else words
    words = _counted(written_out(words))
    group = _group().match(words)
    if group and (group["kind"] is None or suffix(group["kind"]) is not None):
        results = [members(group["first"]), members(group["rest"])]
        return [name for names, _ in results for name in names], any(called for _, called in results)
    things = DONE_TO_ALL.sub("", words) if "等" in words else words
    several = re.search(r"[、和及]", words[len(things) :])
    if several and (kind := suffix(things)) is not None and kind["class"] in BUILT:
        words = things
    called = _called_end().search(words)
    if called and called.start() > 3:
        return project_called.called(_cut_names(_split(words[: called.start()])), called["kind"], called["what"]), True
    several = _SEVERAL.fullmatch(words)
    if several and _is_count(several):
        return [f"{name}{several['kind']}" for name in several["names"].split("、")], False
    if "以及" in words:
        parts = [part for part in words.split("以及") if part]
        results = [members(part) for part in (parts[:1] if PLURAL.match(words) else parts)]
        return [name for names, _ in results for name in names], any(called for _, called in results)
    if words.endswith("等") and "、" in words and not words.endswith(tuple(f"{rank}等" for rank in "高中初平")):
        words = words[:-1]  # 甲、乙等|更新
    counted = _COUNTED_LIST.fullmatch(words)
    if counted and _is_count(counted):
        return [f"{name}{counted['kind']}" for name in counted["names"].split("、")], False
    open_list = _open_end().search(words)
    if open_list:
        tail = DONE_TO_ALL.sub("", _WHAT_FOR.sub("", open_list["tail"]))
        names, told = project_open_lists.open_list(_cut_names(_split(words[: open_list.start()])), tail)
        kind = suffix(tail) if _COUNTED_TAIL.match(tail) else None
        return names, told or (kind is not None and kind["class"] in BUILT)  # 甲、乙等6条高铁: things that are counted
    in_fields = _IN_FIELDS.fullmatch(words) if "领域" in words else None
    of_fields = suffix(in_fields["kind"]) if in_fields else None
    if in_fields and of_fields and of_fields["class"] != "programme":
        rank = _RANK_FIRST.match(in_fields["fields"])
        fields = [*in_fields["fields"][rank.end() if rank else 0 :].split("、"), in_fields["last"]]
        first = rank.group() if rank else ""
        return [f"{first}{field}领域{in_fields['kind']}" for field in fields], False  # A、B领域重点实验室
    parts = _without_plurals(_split(words))
    named = bool(parts) and (
        is_work_done(parts[0])
        or is_worked_thing(parts[0])
        or is_staged(parts[0])
        or parts[0].endswith("”")
        or bool(NUMBERED_ROAD.fullmatch(parts[0]))
    )
    if len(parts) > 1 and suffix(parts[0]) is None and not named:
        restored = tails(parts)
        if restored == parts:
            if "的" in parts[-1] and not any("的" in part for part in parts[:-1]):
                return [parts[-1][parts[-1].rfind("的") + 1 :]], False  # qualities, then 的 and the name
            ends = suffix(parts[-1])
            counted_last = re.search(r"[\d二三四五六七八九十](?:个|座|处|条|家|所)", parts[-1])
            if (
                (any(suffix(part) for part in parts[1:-1]) and not counted_last)
                or (
                    ends
                    and ends["class"] != "programme"
                    and len(parts[0]) >= MIN_ITEM
                    and (of_a_place(parts[0]) or begins_with_known_name(parts[0]))
                )
                or (_is_named_kind(parts[-1], ends) and not re.search(QUALITY, parts[0]))
            ):
                return heads(
                    parts
                ), False  # 广州国际生物岛、广州国际健康产业城: one whose kind is not known among names
            if ends and ends["class"] == "programme" and len(words) <= MAX_NAME:
                return [words], False  # 边远贫困地区、边疆民族地区和革命老区人才支持计划
            # modifiers in a row are one name's: 卫星智能化、标准化、批量化制造基地
            row = len(words) <= MAX_ROW and all(
                len(part) >= MIN_MODIFIER and re.search(QUALITY, part) for part in parts[:-1]
            )
            return ([words], False) if row else ([], False)
    return heads(tails(parts)), False


_REMARK = re.compile(r"(等[^、，等]{0,10}(?:项目|工程))[（(][^（）()、]{1,6}[）)]$")
"""A remark behind what a list is called: `等高速公路项目|(路段)`."""
_COUNT_BEHIND = re.compile(
    r"^(?P<names>[^，]{2,}[^\d，、等“])(?P<count>\d{1,2}|[二两三四五六七八九十])(?P<kind>(?:条|座|个|处|所|家|项)[^\d，、等和及与]{2,14})(?P<rest>(?:[、和及][^，]+)?)$"
)
"""How many a list names, and of what kind, right behind it: `梧州至贵港、来宾至马山|2条高速公路`."""


def _counted(words: str) -> str:
    """Write a list that says how many it names like an open one: `瑞昌站、婺源站2个项目` → `瑞昌站、婺源站等2个项目`."""
    match = _COUNT_BEHIND.match(words)
    if match is None:
        return words
    names = _split(match["names"])
    exact = len(names) > 1 and len(names) == chinese_integer(match["count"].replace("两", "二"))
    return f"{match['names']}等{match['count']}{match['kind']}{match['rest']}" if exact else words


def _split(words: str) -> list[str]:
    """Cut a list; two stretches of one way, or two ways of one kind, are two members."""
    found: list[str] = []
    for part in split(words):
        joined = "和" in part or "、" in part
        pair = (_STRETCHES.fullmatch(part) or _RANGES.fullmatch(part) or _two_places(part)) if joined else None
        both = (pair["one"], pair["other"]) if pair else ()
        found.extend([f"{pair['head']}{one}{pair['tail']}" for one in both] if pair else [part])
    return found


_TWO_WAYS = re.compile(
    r"(?P<head>)(?P<one>[GS]\d{1,4}[一-鿿]{2,6}[—－-]{1,2}[一-鿿]{2,6})和(?P<other>[GS]\d{1,4}[一-鿿]{2,6}[—－-]{1,2}[一-鿿]{2,6})(?P<tail>)"
)
_TWO_PLACES = re.compile(r"(?P<head>)(?P<one>[一-鿿]{2,4})和(?P<other>[一-鿿]{4,16})(?P<tail>)")


def _two_places(part: str) -> re.Match[str] | None:
    """Match two members that a place each begins (`嘉峪关和庆阳机场`, `G216五彩湾-富蕴和S20五工台-克拉玛依`)."""
    if ways := _TWO_WAYS.fullmatch(part):
        return ways
    pair = _TWO_PLACES.fullmatch(part)
    if pair is None or suffix(pair["one"]) is not None:
        return None
    whole = is_region(pair["one"]) or is_county(pair["one"])
    return pair if whole and (of_a_place(pair["other"]) or begins_with_county(pair["other"])) else None


_TWO_NAMES = re.compile(r"(?P<one>[一-鿿]{2,6})[和及与](?P<other>[一-鿿]{2,8})")


def _cut_names(parts: list[str]) -> list[str]:
    """Cut two bare names of an open list at their 和: `敦牡和四梅集扩能`, `大黑河和美岱沟`; what follows the list is the kind of both."""
    found: list[str] = []
    for part in parts:
        two = _TWO_NAMES.fullmatch(part)
        bare = two and begins_with_name(two["one"]) and not _begins_ordinary(two["other"])
        found.extend((two["one"], two["other"]) if two and bare else (part,))
    return found


def _begins_ordinary(words: str) -> bool:
    first = cut(words)[0]
    return len(first) > 1 and is_known(first) and not begins_with_name(words)


def _is_named_kind(part: str, entry: Entry | None) -> bool:
    """Tell whether a member is a built thing's with a name of its own, and says nothing of the one before it (`迈湾|水利枢纽`)."""
    return entry is not None and entry["class"] == "solid" and begins_with_name(part)


_DESCRIBED = re.compile(r"^(?:基于[^，“”]{2,40}?|以[^，“”]{2,20}?为[^，“”、]{1,6})的(?=[^的]{3,}$)")
"""What a name is given before it, lists and all: `基于天通、北斗等技术的|卫星通信管理系统`, `以活态考古为特色的|上博北馆`."""
_WHERE = re.compile(r"^(?:中心城区|主城区|老城区|城区|郊区|境内|全域)(?=[^、]{2,8}[、等])")
"""Before a list of places: where all of them lie (`中心城区|石洞口、竹园、白龙港…`)."""
_IN_FIELDS = re.compile(
    r"(?P<fields>[^、和等]{3,12}(?:、[^、和等]{3,12}){0,3})[、和](?P<last>[^、和等]{2,12})领域(?P<kind>[^、和等]{3,12})"
)
"""Things of a kind, one for each field."""
_RANK_FIRST = re.compile(r"国家级?|[省市区县]级")
"""What all of them are (`国家|医疗、农业领域…中试基地`)."""
_MARKED_KINDS = re.compile(r"“[^“”]+”等(?!重[点大])[^、“”]{2,12}?(?:工程|行动|计划)")
_COUNTED_TAIL = re.compile(r"\d{1,3}(?:条|座|处)")
_TWO_KINDS = re.compile(r"(?<=[^、]等)(?P<kind>[^等、和及与]{2,8})[和及与][^等、和及与]{2,12}$")


def _first_of_two(kinds: re.Match[str]) -> str:
    """`旭龙、古水等水电站和抽水蓄能项目`: the places are of the first kind, where that is a thing that is built."""
    entry = suffix(kinds["kind"])
    built = entry is not None and entry["class"] in BUILT and len(kinds["kind"]) - len(entry.term) < MIN_KIND_SHARED
    return kinds["kind"] if built else kinds[0]


def _is_count(match: re.Match[str]) -> bool:
    """Tell whether a list has as many members as its number says (`宝鸡、延安等4个…` is an open one)."""
    return len(match["names"].split("、")) == chinese_integer(match["count"].replace("两", "二"))


@cache
def _open_end() -> re.Pattern[str]:
    """Match the end of an open list: `、B等T`."""
    return re.compile(rf"{open_mark()}(?!“[^”]*”[一-鿿])(?P<tail>[^等、，]{{2,24}})$")


@cache
def _called_end() -> re.Pattern[str]:
    """Match what calls the members of a list projects: `等项目`, `等7个铁路项目`, `等12个百亿元、70个30亿元以上项目`."""
    kind = r"(?:[^等、]{0,10}、)?“?(?P<kind>[^等、“”]{0,16}?)(?P<what>项目|工程)”?(?:建设|实施)?$"
    return re.compile(open_mark() + kind)


@cache
def _group() -> re.Pattern[str]:
    """Match a called list with more behind it: `卡阳、松如沟等14个750千伏电网工程、青疆联网通道`."""
    first = rf"(?P<first>.{{4,}}?{open_mark()}(?:[^等、和]{{0,16}}?(?:项目|工程)|\d{{1,3}}(?:条|座|个|处|家)[^等、和元亿]{{2,10}}|(?P<kind>[一-鿿]{{2,6}}?)(?=及|和|以及)))"
    return re.compile(rf"{first}(?:、|和|及|以及)(?P<rest>.{{4,}})$")


_STRETCHES = re.compile(
    r"(?P<head>[一-鿿]{2,8}(?:高速|公路|铁路|高铁|[江河]))(?P<one>[一-鿿]{2,3})[和、](?P<other>[一-鿿]{2,3})(?P<tail>段)"
)
"""Two stretches of one way: `太行山高速|西阜和涞曲|段`."""
_RANGES = re.compile(
    r"(?P<head>)(?P<one>[一-鿿]{2,5}[—－-]{1,2}[一-鿿]{2,5})[和、](?P<other>[一-鿿]{2,5}[—－-]{1,2}[一-鿿]{2,4})(?P<tail>(?:高等级|高速|快速|一级|二级)?(?:公路|高速|铁路|高铁|通道))"
)
"""Two ways by where they begin and end: `容城—易县和安新—满城|高等级公路`."""
_SEVERAL = re.compile(
    r"“?(?P<names>[^“”、]{2,20}(?:、[^“”、]{2,20})+)(?<!等)[“”]?(?P<count>[二两三四五六七八九十]|\d{1,2})(?:大|项|个)(?P<kind>(?!类)[^“”、]{2,12})”?"
)
"""`“产业提升、科技创新、城乡一体”三大人才行动计划`: three names that share what follows the number."""
_COUNTED_LIST = re.compile(
    r"(?P<names>[一-鿿]{2,6}(?:、[一-鿿]{2,6})+)(?<!等)等?(?P<count>\d{1,2}|[二两三四五六七八九十])(?:个|座|处|条|家|所)(?P<kind>(?!.*[和与及])[一-鿿]{3,12})"
)
"""`温春、五林、沙兰3个万头牧场`: each is one of the kind."""
_SINGLE = re.compile(r"一(?:个|座|条|处|所|家)(?=[^、]{2,}的)")
"""One thing that is described (`一个具有国际领先水平的国家级超级计算中心`), not a number of its kind."""


def _without_plurals(parts: list[str]) -> list[str]:
    """Drop what follows `一批` in a list: the number holds for the rest of it."""
    parts = [part for part in parts if not EACH.search(part)]
    for index, part in enumerate(parts):
        if _SINGLE.match(part):
            continue
        if PLURAL.search(part):
            return parts[:index]
    return parts


MAX_ROW = 30
"""Characters of a name with modifiers in a row."""
MIN_MODIFIER = 3
"""Characters of each of them; shorter ones name kinds (`众创、众包、众扶、众筹支撑平台`)."""
