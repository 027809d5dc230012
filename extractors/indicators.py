"""The noun phrase that a number measures: cleaned, split, and with what a list shares restored.

Definition (Target.indicator): "the noun phrase measured, as the text has it, with what a list shares restored" —
`制造业、数字经济增加值占GDP比重` → two; `基本养老、基本医疗保险参保率` → `基本养老保险参保率`, `基本医疗保险参保率`.
"""

from __future__ import annotations

import re
from functools import cache

from .lexicon import alternation, terms
from .words import boundaries

MAX_INDICATOR = 60
"""Characters of an indicator; the longest real one seen has 38."""

_OPENING = re.compile(
    r"^(?:[12]\d{3}年[至—－–~-](?=[12]\d{3}年)|[“\"]?(?:到|至|在)?[12]\d{3}年(?:\d{1,2}月份?)?(?:底|末|初)?(?:之?前|以前)?[，,]?|(?:到|至|在)?“[一二三四五六七八九十]{1,3}”(?:期间|时期|期?末)|未来[一二三五十]年|今后[一二三五十]年|力争|争取|努力|奋力|确保|保证|必须|基本(?=实现)|实现|使得?|推动|促进|全面|进一步|其中|落实|预期|预计|逐步|将|把|带动|要求|要|应|原则上|同时|并且?|且|各地|——|—|\s|使|为(?=[采参][^，]{2,})|到时|期末|年均|年底(?:前)?|全年|年内|当年|今年|本年度?|[一二三四五六七八九十]是)+"
)


_CLOSING = re.compile(
    r"(?:[，、和及]|的|要|应|均|都|也|将|力争|争取|努力|确保|分别|总体|原则上|每年|提前[一二两三]年|在?[一二两三四五\d]{1,2}年之?内)+$"
)


@cache
def _measure_end() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternation(terms('measures'))})(?:[（(][^（）()]*[）)])?$")


@cache
def _weak_end() -> re.Pattern[str]:
    """Things that are counted and so measure themselves (`外资企业达25家`), unless a list shares 数 or 率 after them."""
    return re.compile(rf"(?:{alternation(terms('measures', needs='weak'))})$")


@cache
def _measure() -> re.Pattern[str]:
    return re.compile(alternation(term for term in terms("measures") if len(term) > 1 or term in ("率",)))


_COUNTED_IN = re.compile(r"[（(](?:不含|不包括|含|包括|其中)[^（）()]*[）)]")
"""What is counted in or left out, no part of what is measured: `养老机构（含民办机构）`."""
_LISTED_IN = re.compile(
    r"[（(][^（）()]*$|[（(](?![省市区县州旗盟乡镇街道、]+[）)])[^（）()]*(?:、|\d)[^（）()]*[）)]$"
)
"""Behind a counted noun: which they are, or what they cost (`重点学科（眼科中心、外科）`)."""
_HALF_QUOTED = re.compile(r"^[^“”]*“|”[^“”]*$")
_SPACES = re.compile(r"\s+")
_BEFORE_IT = re.compile(r"^.*[。；]|^[^：]*：(?!\d)")
"""What an earlier sentence or a label before the noun phrase says."""
_ALL_KINDS = re.compile(
    r"^(?:各级各类|各类|各级)(?=.{3})|(?<=.{3})(?:至|到)[12]\d{3}年(?:底|末)?$|^完成(?=(?:总)?投资$)"
)
_ON_THE_BASE = re.compile(r"^的|^(?:在|较|比)?[12]\d{3}年(?:底|末)?的?基础上|在?[12]\d{3}年(?:底|末)?的?基础上$")
_IN_YEARS = re.compile(r"^(?:未来|今后)?[\d一二两三四五六七八九十]{1,2}年(?:之?内|以内|时间)")
_BROUGHT = re.compile(r"^.*(?:逐步将|(?<!即)将|(?<!一)把)(?=.{3})")
_THAN_YEAR = re.compile(r"(?:较|比|与)[12]\d{3}年(?:底|度)?(?:相比|比)?$")
_THAN_LAST_YEAR = re.compile(r"(?:同比|[较比]上年度?|[较比]去年)$")
_FROM_WHAT = re.compile(
    r"(?<=.{2})(?:由|从)(?:[12]\d{3}年(?:底|末)?)?的?(?:约|近)?(?:[\d.]+|百分之|[一二三四五六七八九十])[^，]{0,6}$"
)


def clean(words: str) -> str:
    """Strip what is not part of the noun phrase: time limits, modals, connectives, closing adverbs."""
    words = _SPACES.sub("", words)
    if words.count("“") != words.count("”"):
        words = _HALF_QUOTED.sub("", words)  # a mark whose partner stands in another clause
    words = _BEFORE_IT.sub("", words)
    if "）" in words or ")" in words:
        words = _COUNTED_IN.sub("", words)
    words = _ALL_KINDS.sub("", words)
    words = _ON_THE_BASE.sub("", words)
    words = _BROUGHT.sub("", words)
    while True:
        shorter = _IN_YEARS.sub("", words)
        shorter = _OPENING.sub("", shorter)
        shorter = _CLOSING.sub("", shorter)
        shorter = _THAN_YEAR.sub("", shorter)
        shorter = _THAN_LAST_YEAR.sub("", shorter)
        shorter = _FROM_WHAT.sub(
            "",
            shorter,
        )
        if shorter == words:
            break
        words = shorter
    return words


def strip_growth(words: str) -> tuple[str, str | None]:
    """Take 年均增长 off the end of a subject (`服务贸易额年均增长` + 达到5%): the words left, and the kind it makes."""
    match = re.search(r"(?:年均增长|每年增长|同比增长|年增长|年均提高|年均下降)$", words.strip())
    if match:
        return words.strip()[: match.start()], "rate"
    if re.search(r"年均增速|增速$", words):
        return words, "rate"
    if re.search(r"新增", words):
        return words, "increase"
    return words, None


def measured(name: str) -> bool:
    """Tell whether a noun phrase ends in a word of measure."""
    return bool(_measure_end().search(name))


def is_scope(name: str) -> bool:
    """Tell whether the words are a scope only, to which a measure said before belongs (`严寒和寒冷地区`)."""
    return bool(re.search(r"(?:地区|区域|城市|农村|城镇|省份|市|县|区|行业|企业|学校|园区|人群|群体)$", name))


_EACH = re.compile(
    r"(?P<each>(?:每(?![年月周天日季])(?:个|一)?[^，、]{1,14}?|各(?:设区市|区县|市县|县区|市州|街道|社区|乡镇|镇街|[省市州盟区县旗镇乡村校]))(?:[（(][^（）()]*[）)])?)(?:力争|至少|要|应|重点|各|均|都|分别)*$"
)
_EACH_BEHIND = re.compile(r"^(?P<each>.{2,30}?)各(?:自)?(?:至少|要|应)*$")


def each(words: str) -> str | None:
    """Return those of whom each is to have what follows: `每个街道`, `各区（县级市）`, `市、区和…的街（镇）|各`."""
    found = _EACH.search(words) or _EACH_BEHIND.match(clean(words))
    return found["each"] if found else None


def without_scope(name: str) -> str:
    """Return an indicator without the scope before it, where it says one in words (`全国…`)."""
    return re.sub(r"^(?:全国|全省|全市|全区|全县|我省|我市)", "", name)


_THING_AND_TOTAL = re.compile(r"^(?P<thing>.{3,20}?)(?:平均|总|年均|累计)?(?:规模|数量|总额|产值|收入)$")
"""A thing and a total of it, no character between them: `应用场景|数量`."""


def entity(name: str) -> str | None:
    """Return the thing an indicator is about, without the measure: `全国数据中心平均利用率` → `全国数据中心`."""
    whole = _THING_AND_TOTAL.match(name)
    if whole:
        return whole["thing"]
    match = re.match(
        r"^(?P<thing>.{3,20}?)(?:平均|总|年均|累计|机架|单位)?(?:[一-鿿A-Z]{0,2})(?:率|规模|算力|能力|占比|比例|比重|数量|总额|产值|收入)",
        name,
    )
    return match["thing"] if match else None


def restored(name: str, thing: str | None) -> str:
    """Put the thing before a measure that names none (`总算力`, `平均利用率`)."""
    if thing and re.fullmatch(r"(?:总|平均|累计)[一-鿿]{2,4}", name) and not name.startswith(thing):
        return thing + name
    return name


_YIELD = re.compile(r"(?:总|年)?(?:产量|产值)|单产|(?:总|年)?出栏量?|存栏量?")
_GROWN_ON = re.compile(r"(?P<thing>[^、，]{2,10}?)(?:播种|种植|栽培|养殖|生产)面积$")


def of_what_is_grown(name: str, before: str) -> str:
    """Put what is grown before a yield that names nothing (`粮食播种面积1530万亩、总产量125亿斤` → `粮食总产量`)."""
    grown = _GROWN_ON.search(before)
    return grown["thing"] + name if grown and _YIELD.fullmatch(name) else name


def noun_after(words: str) -> str:
    """Return the noun phrase that a counted number stands before (`100项具有较大知名度的体育精品赛事`), up to the next verb."""
    words = re.sub(r"^[（(][^（）()]*[）)]", "", words.strip())
    words = re.sub(r"^(?:以上|左右|以内|的)+", "", words)
    cut = re.search(r"(?:开展|进行|参与|作为|纳入|列入|形成|用于|给予|并|以及|、(?=\d|每|各)|和(?=\d)|，)", words)
    if cut and cut.start() >= 1:
        words = words[: cut.start()]
    words = _LISTED_IN.sub("", words.rstrip("、和及等"))
    words = _COUNTED_IN.sub("", words)
    return words if 1 <= len(words) <= MAX_INDICATOR else ""


def split(words: str) -> list[str]:
    """Split a subject into the indicators it names, with shared heads and tails restored; a list that ends in 等 is one."""
    words = words.strip("、，和及")
    if not words:
        return []
    if "等" in words or re.search(r"[（(“]", words):
        return [words]
    parts = [part for part in re.split(r"、|(?<=[一-鿿A-Z])(?:和|及(?!以[上下])|以及)(?=[一-鿿A-Z])", words) if part]
    if len(parts) < 2 or len(parts) > 6:
        return [words]
    last = parts[-1]
    if not measured(last):
        return [words]
    if "的" in last:
        return [words]
    weak = _weak_end()
    if all(measured(part) for part in parts) and (weak.search(last) or not weak.search(parts[0])):
        return _shared_head(parts)
    if any(measured(part) and not weak.search(part) for part in parts[:-1]):
        return [words]
    tail_at = _tail(parts, last)
    if tail_at is None:
        return [words]
    tail = last[tail_at:]
    return [part + tail for part in parts[:-1]] + [last]


_SUBSTANCE = re.compile(r"(?:化学|生化)需氧量")
"""What is discharged, though its name ends like a measure's (`化学需氧量、氨氮|排放量`)."""


def each_of(words: str, count: int) -> list[str]:
    """Split a subject into as many members as there are numbers (`一产、二产、三产分别增长…`), a shared measure restored.

    Returns [] where the members are not so many.
    """
    of_both = re.match(r"(?P<list>[^在]{2,30})(?P<tail>在[^，]{2,30}的[^，的]{2,12})$", words)
    if of_both and measured(of_both["tail"]):
        members = [part for part in re.split(r"、|和|及|以及|与", of_both["list"]) if part]
        return [member + of_both["tail"] for member in members] if len(members) == count else []
    parts = [part for part in re.split(r"、|和|及|以及|与(?!其)", words) if part]
    if len(parts) != count:
        return []
    measure = _measure_end().search(parts[-1])
    tail = measure.group() if measure and measure.start() > 0 else ""
    if measure and tail.startswith("率"):
        tail = _with_what_is_done(parts[-1], measure.start())
    whole = [measured(part) and not _SUBSTANCE.fullmatch(part) for part in parts]
    return [part if whole[at] or not tail else part + tail for at, part in enumerate(parts[:-1])] + [parts[-1]]


def _with_what_is_done(last: str, at: int) -> str:
    """Give 率 the word before it (`户外招牌设置|审批（备案）率`): a rate is of what is done."""
    bare = re.sub(r"[（(][^（）()]*[）)]$", "", last[:at])
    cuts = [cut for cut in boundaries(bare) if cut >= 2]
    return last[cuts[-1] :] if cuts else last[at:]


def _tail(parts: list[str], last: str) -> int | None:
    """Find where the tail that the members share begins in the last one."""
    first = parts[0]
    for size in range(min(4, len(first)), 1, -1):
        at = last.find(first[-size:])
        if at > 0:
            return at + size
    size = len(first)
    if is_scope(first) and is_scope(last[:size]):
        return size  # 城镇、农村|居民人均可支配收入
    cuts = boundaries(last)
    if len(first) > 1 and first[:2] == last[:2] and len(last) > size:
        return size
    after = [cut for cut in cuts if _measure().match(last, cut) and cut > 0]
    same = [cut for cut in cuts if cut == size]
    if same and not re.match(r"(?:增加值|总产值)", last[size:]):
        return size
    return after[0] if after else (min(cuts, key=lambda cut: (abs(cut - size), cut)) if cuts else None)


_DEPENDENT = re.compile(r"^(?:死亡|受伤|伤亡|经济|直接)")


@cache
def _before_measure() -> re.Pattern[str]:
    return re.compile(rf"^(.+?)(?:{alternation(terms('measures'))})$")


def _shared_head(parts: list[str]) -> list[str]:
    """Restore a shared head: `安全生产事故起数、死亡人数` → `安全生产事故死亡人数`."""
    head = _before_measure().match(parts[0])
    if not head:
        return parts
    return [parts[0], *(head[1] + part if _DEPENDENT.match(part) else part for part in parts[1:])]
