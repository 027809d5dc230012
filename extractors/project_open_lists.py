"""Open lists of works: `A、B等T`, where T is the kind of the members that have none, or only sums them up.

Definition (Project): "a list is split at `、` and shared heads are restored"; no `等项目` after a name.
"""

from __future__ import annotations

import re

from .lexicon import load, terms
from .own_names import begins_with_name
from .project_lists import heads, is_work_done, no_kind, of_a_place
from .project_names import (
    BRACKET_BEHIND,
    PLURAL,
    PROPER,
    generic,
    suffix,
)
from .words import is_strange

SUMS_UP = re.compile(
    r"^(?:一大?批|若干|多[个处条座项]|(?:近|约|超|超过)?[\d一二三四五六七八九十]+(?:余|多)?[个条座处项家所大]|[十百千]亿级|\d+(?:公里|千米)|大中小?型|重点|重大|重要|主要|在建|新建|续建|拟建|跨境河流|跨境|流域|城镇)+"
)
"""Words before the kind of a list that say how many and how important its members are."""
_SOME = re.compile(r"一大?批|若干|多个")
"""A kind of which there are to be some (`机器人、呼吸疾病等一批国家级重点实验室`): the members are fields, unless they are places."""
BUILT = ("solid", "route", "named")
"""Classes of last words that say what is built; a platform or a centre only sums up."""
EACH = re.compile(r"各(?=[一-鿿]{1,3}$)")
"""A class among names (`广州高新区各园区、中新广州知识城`)."""
MIN_PLACE = 4
"""Characters of a place's proper name that a list of places gives without its kind (`荷和原乡、奇彩梦园等景区`)."""
_PLACE_KIND = re.compile(r"(?:景区|街区|园区|景点|商圈|度假区)$")
_PLAIN_PROGRAMME = re.compile(r"(?:重点|重大|专项|系列)?(?:行动|计划)")
"""What only calls the members of a list programmes."""
_OF_AREAS = re.compile(r"(?:地区|区域|片区|沿线|流域)的(?P<what>[^的]{4,})|(?=(?:地区|流域|沿线)[^的]{6,})(?P<same>.+)")
"""What a list of places sums up as the places where something is built."""


def open_list(parts: list[str], tail: str) -> tuple[list[str], bool]:
    """`A、B等T`: where the members have no kind of their own, T is theirs (`涪江、琼江等生态廊道`); a general T only sums up."""
    parts = [part for part in parts if not EACH.search(part)]
    if not parts or PLURAL.search(parts[0]):
        return [], False
    where = _OF_AREAS.fullmatch(tail)
    if where and all(map(begins_with_name, parts)):
        return [part + (where["what"] or where["same"]) for part in parts], False  # 苏州河等|地区慢行交通精品区域
    if "的" in tail:
        return [], False
    if each := done_to_each(parts, tail):
        return each, True
    if are_roads_or_waters(parts, tail):
        return parts, True
    entry = suffix(tail.replace("重大", "重点"))  # no 大平台 in 重大平台
    if entry is None and parts and all(map(MARKED.fullmatch, parts)):
        return parts, len(parts) > 1 and tail in _SCENES
    if entry is None:
        return heads(parts), False
    if entry["class"] == "programme" and _PLAIN_PROGRAMME.fullmatch(tail) and all(map(no_kind, parts)):
        return [part + entry.term for part in parts], False  # 银龄讲学、银龄社会治理等计划
    if entry.term in terms("line_kinds") and all(no_kind(part) and len(part) <= MAX_LINE for part in parts):
        return [part + SUMS_UP.sub("", tail) for part in parts], True  # 兰渝、南广、贵广等一批重点铁路
    if entry["class"] == "process" or (_SOME.match(tail) and not are_places(parts)):
        return heads(parts), False
    core = SUMS_UP.sub("", tail)
    own = [suffix(part) for part in parts]
    modifier = tail[: len(tail) - len(entry.term)]
    along = terms("along_kinds")
    if tail.endswith(along) and not any(part.endswith(along) for part in parts):
        return [part + core for part in parts], False
    if entry["class"] in BUILT and not _PLACE_KIND.search(tail) and are_places(parts):
        return heads(_from_to(parts, core)), False
    if generic().match(modifier) and not (modifier == "" and entry["class"] in ("named", "route")):
        named = [part for part in parts if not generic().match(part) and (suffix(part) or len(part) >= MIN_PLACE)]
        return named, bool(_PLACE_KIND.search(tail)) and any(found is None for found in own)
    if modifier == "" and entry["class"] == "named" and not all(map(no_kind, parts)):
        return [part + core if no_kind(part) and begins_with_name(part) else part for part in heads(parts)], False
    if entry["class"] in BUILT and core != tail and any(map(_is_way, parts)):
        return [
            part + core if _is_way(part) else part for part in heads(parts)
        ], False  # 西安外环高速、西乡至镇巴等20条高速公路
    if all(map(no_kind, parts)) or 3 * sum(map(no_kind, parts)) >= 2 * len(parts) > 4:
        return heads(_from_to(parts, core)), False  # 虹桥开发区 among 苏河湾、真如、五角场等更新单元
    return heads(parts), False


_QUANTITY = re.compile(r"\d+(?:余|多)?(?:条|段|公里|千米)$")
"""How many or how long, behind the kind (`复康路等道路|80条`)."""


def are_roads_or_waters(parts: list[str], kind: str) -> bool:
    """Tell whether the members have their kind in their names, and what sums them up only says it again (`大黑河、美岱沟等13条河流`)."""
    kind = DONE_TO_ALL.sub("", _QUANTITY.sub("", kind))
    ends = next((entry["ends"] for entry in load("hypernyms") if kind.endswith(entry.term)), "")
    return bool(ends) and all(BRACKET_BEHIND.sub("", part)[-1:] in {*ends} for part in parts)


_WITH_WHAT = re.compile(r"(?P<what>[^、，]{2,10}?)(?:改造|整治|治理|修复|建设|提升|工程|安装|综合整治)+(?:工程|项目)?$")


def done_to_each(parts: list[str], kind: str) -> list[str]:
    """Give roads or waters what is done to each, where the list sums them up and says it: `广场南路等|5条路雨污分流改造`; else []."""
    core = SUMS_UP.sub("", kind)
    for entry in sorted(load("hypernyms"), key=lambda entry: -len(entry.term)):
        rest = core.removeprefix(entry.term)
        done = _WITH_WHAT.match(rest) if rest != core else None
        if done and not DONE_TO_ALL.match(rest) and all(BRACKET.sub("", part)[-1:] in entry["ends"] for part in parts):
            return [part + rest for part in parts]
    return []


BRACKET = re.compile(r"[（(][^（）()]{1,16}[）)]$")
DONE_TO_ALL = re.compile(
    r"(?:(?:续建|新建|改建|扩建|改扩建|迁建|重建|提标改造|提标扩容|提质改造|升级改造|改造|修缮|加固|整治|治理)[、和及]?)+(?:工程|项目)?$"
)
"""What is done to all that an open list names, behind their kind: `泰和、金海等近10座水厂|续建、新建和改扩建工程`."""
MARKED = re.compile(r"“[^“”]+”")
_SCENES = ("场景", "应用场景", "品牌", "平台", "项目", "工程", "载体", "子场景")
"""What sums up names in marks, each of which is one: `“找地选楼”“数资房本”等场景`."""


MAX_LINE = 3
"""Characters of a line's short name, one for each place that it joins (`太中银`)."""
_JOINS = re.compile(r"(?:[GS]\d{1,4})?[一-鿿]{2,6}(?:(?:至|[—－-]{1,2})[一-鿿]{2,6})+(?<![段线路期])")
"""A way by the places that it joins."""


def _is_way(part: str) -> bool:
    """Tell whether a member names a way by the places that it joins, without its kind (`西乡至镇巴`)."""
    return bool(_JOINS.fullmatch(part)) and suffix(part) is None


def are_places(parts: list[str]) -> bool:
    """Tell whether the members are places or stretches between places, none with a kind of its own (`尖扎至贵德`, `茨哈峡`)."""
    told = any("至" in part or PROPER.search(part) or of_a_place(part) or is_strange(part) for part in parts)
    return told and all(no_kind(part) and not generic().match(part) and not is_work_done(part) for part in parts)


def _from_to(parts: list[str], kind: str) -> list[str]:
    """Give every member the kind, and the place that they start from where only the first names it (`甲至乙、丙快速通道`)."""
    between = [re.match(r"(.+至)", part) for part in parts]
    if between[0] and not any(between[1:]):
        parts = [parts[0], *(between[0][1] + part for part in parts[1:])]
    return [part + kind for part in parts]
