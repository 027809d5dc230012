"""What the name of a project is made of: its last word, places and marks in it, words that name nothing.

Definition (Project): "`name` is the shortest full name in the text: no verb before it, no `等项目` after it; a list is split at
`、` and shared heads are restored"; plurals, classes and fields of work are none.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .lexicon import Entry, alternation, load, sizes_by_last, terms
from .own_names import ordinary
from .regions import leading_region, names_region
from .words import is_known, words

MAX_NAME = 45
"""Characters of a project's name; the longest real one seen has 31."""

PLURAL = re.compile(
    r"^[二两三四五六七八九十\d]+大(?!桥|道|街|学|厦)|^(?:存量|一批|一系列|若干|多个|各类|各个|各|更多|一些|部分|有关|相关|其他|等|多种|[一二两三四五六七八九十\d.]+(?:[-—~～至到][\d.]+)?(?:余|多|万|亿|百|千)*(?:批|个|家|所|条|座|处|项|套|户|台|辆|栋|幢|片|间|块|眼|盏|张|人|名|亩|米|吨|公里|公顷|平方米|平米|平方公里)(?!弄|号|路))|至各|一批|若干|^以[^，]*为|大中型"
    r"|[二三四五六七八九十\d]+[大项个](?:重点|重大|专项)?(?:工程|行动|计划)$"
)
PROPER = re.compile(
    r"[“”\"A-Za-z\dⅠ-Ⅹ·—]|城区|[一-鿿](?:省|(?<![城上])市|(?<![社园景地灌校片街专新库林矿港库市产能务聚郊作户小])区(?!域)|县|(?<![小城乡集])镇|(?<!城)乡(?!镇)|(?<![农乡通进])村|州|旗(?!舰)|(?<!联)盟|街道|河(?!流|道|湖|网)|江|湖(?!泊)"
    r"|山|岛|湾|溪|峡|古城)(?![一-鿿]?(?:域|流|级|内|场|化|际|点|长))|(?:中国|全国|国家|京津冀|长三角|粤港澳|长江|黄河)|[京津沪渝冀豫滇辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼台港澳]{2}"
)
_REST_STAYS = re.compile(r"等“[^”]+”[一-鿿]{2,6}$|^“[^“”]+”等[^等、“”]{2,12}(?:工程|行动|计划)$")
"""Where 等 and what follows are part of the name: `水电气讯等“一站式”服务平台`, `“煤油气硅”等多元利用工程`."""
_CLASS_ONLY_BEFORE = re.compile(r"^(?:等|的)+")


@cache
def _suffixes() -> dict[str, Entry]:
    return {entry.term: entry for entry in load("project_suffixes")}


@cache
def kinds() -> frozenset[str]:
    """Return the last words that tell a kind of built thing by themselves (`道路`, `机场`)."""
    return frozenset(term for term, entry in _suffixes().items() if entry["class"] == "solid") | {"道路", "学校"}


@cache
def _sizes() -> dict[str, tuple[int, ...]]:
    return sizes_by_last(_suffixes())


BRACKET_BEHIND = re.compile(r"[（(][^（）()]{1,16}[）)]$")
_CLOSING_MARK = re.compile(r"[”\"’]$")
STAGE = re.compile(r"(?:第?[一二三四五六\d]+期)(?:项目|工程)?$")
"""A stage after the name: `快速路二期`, `2号线一期工程`."""


@lru_cache(maxsize=8192)
def suffix(name: str) -> Entry | None:
    """Return the vocabulary entry of a name's last word, the longest that fits; brackets at the end are looked through."""
    bare = _CLOSING_MARK.sub("", BRACKET_BEHIND.sub("", name) if name[-1:] in "）)" else name)
    bare = STAGE.sub("", bare) or bare
    for size in _sizes().get(bare[-1:], ()):
        entry = _suffixes().get(bare[-size:])
        if entry:
            return entry
    return None


_BEFORE_MARKS = re.compile(r"(?!.*(?:的|等|和|与|[一二三四五六七八九十]大?)$)[一-鿿]{4,16}")
"""What before a programme's name in marks is part of it: `乡村振兴“巾帼行动”`."""


MAX_BARE = 2
"""Characters before the last word of a name in marks that tell nobody which one is meant (`国际贸易“单一窗口”`, `生活服务“微中心”`)."""
_BARE_OF = re.compile(r"(?!.*(?:的|等|和|与|及|[个家批类]|现有|企业|政府)$)[一-鿿]{4,10}")


AIMED = re.compile(
    r"^(?:全力|力争|确保|争取|实现|预计|年内|[今明]年(?:年?底|内)?(?:之?前)?|20\d{2}年(?:\d{1,2}月)?(?:底|末|份)?(?:之?前)?|年[底末](?:之?前)?|\d{1,2}月(?:底|末|份)?(?:之?前)?)+"
)
"""What may stand before a name that its verb follows: `力争|延安东绕城高速公路建成通车`."""


_SHAPE_OF_NET = re.compile(r"(?<=”)(?=的?[^，]{0,4}网)的|(?<=.{4}网)(?:主骨架|骨架|格局)$")
"""What says of a network called after its shape how it is laid out: `“五横七纵”|的|快速路网体系`, `“五纵五横”铁路网|主骨架`."""


@lru_cache(maxsize=8192)
def clean(name: str) -> str:
    """Strip quotation marks round the whole name, describing clauses (`全国统一的`), closing words (`等项目`, `建设`)."""
    name = re.sub(r"\s+|[（(]以下[^（）()]*[）)]|(?<=.{4})[（(]含[^（）()]*[）)]$", "", name)
    name = AIMED.sub("", name)
    name = re.sub(r"^(?:在建|拟建|续建|沿线|周边|[本我][省市区县])(?=.{4})", "", name)
    name = re.sub(r"^现有[一-鿿]{1,10}?(?:实施)?(?=“)", "", name)
    name = re.sub(r"(?<=.{3})枢纽能级$", "", name)
    name = _SHAPE_OF_NET.sub("", name) if "网" in name else name
    name = re.sub(r"(?<=工程|项目|行动)[\d.]+万?(?:公里|千米|亩)$", "", name)
    name = re.sub(r"(?<=.{4})的(?:服务|整体)?(?:品质|质量|功能|水平|能级)$", "", name)
    described = re.match(r"^[^“”（）]*(?<!目)的(?=[^的]{4,}$)", name)
    if described:
        name = name[described.end() :]
    name = re.sub(r"(?<![高中初平同优])等(?!级)[^等]{0,14}$", "", name) if not _REST_STAYS.search(name) else name
    name = _CLASS_ONLY_BEFORE.sub("", name)
    name = re.sub(r"(?<=行动|计划|工程)(?:任务|目标任务)$", "", name)
    name = (
        re.sub(r"(?:的)?(?:规划建设|建设|项目建设|质量|品质|功能|能级|等)$", "", name)
        if not re.search(r"(?:工程|行动|计划)$", name)
        else name
    )
    if name.endswith("建设项目") and suffix(name[:-4]) is not None:
        name = name[:-4]
    quoted = re.fullmatch(r"(?P<before>[^“”]*)[“\"‘](?P<inner>[^“”\"]+)[”\"’]", name)
    inner = suffix(quoted["inner"]) if quoted else None
    many = inner is not None and (inner["class"] == "programme" or inner.term == "工程")
    of_it = bool(many and quoted and _BEFORE_MARKS.fullmatch(quoted["before"]))
    of_it = of_it or bool(
        quoted
        and inner
        and not many
        and len(quoted["inner"]) - len(inner.term) <= MAX_BARE
        and _BARE_OF.fullmatch(quoted["before"])
    )
    if quoted and not of_it and _only_says_what(quoted["before"]):
        name = quoted["inner"]
    elif name.endswith("项目") and (entry := suffix(name[:-2])) and entry["class"] != "process":
        name = name[:-2]
    name = re.sub(r"[（(][^（）()]*(?:以下|简称)[^（）()]*[）)]$", "", name)
    return name.strip("，、。；：的")


def _only_says_what(before: str) -> bool:
    """Tell whether words before a name in marks only say what kind of thing it is (`企业“复工复产服务专区”`), or are none."""
    return not before or not is_single(before)


@cache
def evaluative() -> re.Pattern[str]:
    """Match a word of praise or position (`重要`, `世界级`)."""
    return re.compile(alternation(terms("evaluative_words")))


@cache
def generic() -> re.Pattern[str]:
    """Match a phrase of words that name no single thing (`重点`, `基础设施`), from its begin to its end."""
    return re.compile(rf"^(?:{alternation(terms('generic_words'))}|[、和与及的])*$")


NO_NAME = re.compile(
    r"[。；：！？《》]|的“|^[一二三四五六]期(?![一-鿿]?工程)|^(?:在(?!建)|结合|依托|围绕|通过|按照|聚焦|其|和(?!田|县|顺|龙|硕|林格尔|政县|布克|平)|与|及|已|可(?!再生|持续)|并|将|从|鼓励|支持|开展|制定|编制|本市籍)|接入|融入|开展|打造|建设(?=国家|全国|[省市区]级)|试点(?:城市|县|区)$"
)
"""What no name holds: marks of a sentence, and words that make it one."""


RANKS = re.compile(
    r"[国省部市县](?:家)?级[^和及、]{0,6}[和及、][国省部市县](?:家)?级|^“?(?:[一二三四五六七八九十两][^一二三四五六七八九十两“”]{1,3}){2,}”?$"
    r"|\d(?:个|条|座|处|家|所)[一-鿿]{2}|^\d+(?:\.\d+)?(?:万|亿)?(?:千瓦|兆瓦|吨)|^“?[一二三四五六七八九十双]好[”一-鿿]{1,4}$"
    r"|(?:^|”)[双两三四五六七八九十](?:大|个)?(?:通道|中心|基地|枢纽|高地|平台|园区|廊道|走廊)$"
)
"""Ranks in a row (`国家级实验室和部级实验室`), things counted in a row (`一馆一苑一论坛`) and counted kinds (`双中心`) are several."""


def is_described(name: str) -> bool:
    """Tell whether words after a describing clause only say the kind (`无界融合的|新型大型生态公园`)."""
    entry = suffix(name)
    modifier = name[: -len(entry.term)] if entry and name.endswith(entry.term) else None
    return (
        bool(entry and modifier)
        and not (entry and entry["wide"])
        and not PROPER.search(name)
        and bool(generic().match(modifier or ""))
    )


def is_no_name(words: str) -> bool:
    """Tell whether words hold what no name holds, whatever a list calls them."""
    return bool(NO_NAME.search(words) or RANKS.search(words))


def is_of_a_place(name: str) -> bool:
    """Tell whether a name begins with a place's bare name (`上饶大数据科创城`), a county's only before a built thing (`义乌机场`)."""
    found = leading_region(name)
    if found is not None and found[1] >= 2:
        return True
    entry = suffix(name)
    place = name[: -len(entry.term)] if entry and entry["class"] == "solid" and name.endswith(entry.term) else ""
    return 2 <= len(place) <= MAX_COUNTY and is_county(place)


MAX_COUNTY = 3
"""Characters of a county's bare name that stands before what is built there."""


@lru_cache(maxsize=8192)
def is_county(place: str) -> bool:
    """Tell whether words are a county's bare name (`义乌`)."""
    return place not in _DIRECTIONS and any(names_region(place + kind) for kind in "县市区州盟旗")


def begins_with_county(words: str) -> bool:
    """Tell whether words begin with a county's bare name (`格尔木支撑调节性火电`)."""
    return any(is_county(words[:size]) for size in range(2, MAX_COUNTY + 1))


_DIRECTIONS = frozenset({"南部", "城区", "城中", "市中", "郊区", "矿区"})
"""Counties whose bare names say where something lies, or what kind of area it lies in."""
_NATIONAL = re.compile(r"^(?:全国|国家)")


def is_single(name: str) -> bool:
    """Tell whether a name holds a proper noun or begins with a place: what a country's document can mean one of."""
    return bool(PROPER.search(_NATIONAL.sub("", name))) or is_of_a_place(name)


MAX_KIND = 7
"""Characters of a name that can be a kind's; longer ones say what they are for (`工业互联网网络安全监测平台`)."""


def are_kinds(names: list[str], *, wide: bool) -> bool:
    """Tell whether a list names kinds of one thing: the same last word for all, and no name of its own for any.

    Where the document is not a country's or a province's (`wide`), only words of the dictionary are kinds (`区域创新联盟、创业投资联盟`):
    others may be names of places (`温春万头牧场、五林万头牧场`).
    """
    entries = [suffix(name) for name in names]
    if any(entry and (entry["class"] == "programme" or entry.term == "工程") for entry in entries):
        return False
    ends = {entry.term[-2:] if entry else name for entry, name in zip(entries, names, strict=True)}
    short = len(names) > 1 and max(map(len, names)) <= MAX_KIND
    if (
        not short
        or len(ends) != 1
        or any(PROPER.search(name) or is_of_a_place(name) or is_county(name[:2]) for name in names)
    ):
        return False
    return wide or all(is_known(word) and len(word) > 1 for name in names for word in words(name))


def is_programme(name: str) -> bool:
    """Tell whether a name ends as a programme's does: 行动, 计划."""
    entry = suffix(name)
    return entry is not None and entry["class"] == "programme"


def is_common(name: str) -> bool:
    """Tell whether a name holds nothing but words of the dictionary and no place: a kind of thing (`老旧小区`, `农村公路`)."""
    if is_placed(name):
        return False
    common = (
        generic().match(word) or word in ordinary() or (len(word) > 1 and is_known(word) and not is_county(word))
        for word in words(name)
    )
    return not is_single(name) and all(common)


@lru_cache(maxsize=8192)
def is_placed(name: str) -> bool:
    """Tell whether a name begins with a short word and a kind that is called after its place (`河套灌区`)."""
    found = _placed().match(name)
    if not found:
        return False
    unless = next(entry["unless"].split() for entry in load("placed_kinds") if entry.term == found["kind"])
    before = found["place"]
    return not (
        before in unless or generic().match(before) or evaluative().search(before) or before in terms("which_words")
    )


@cache
def _placed() -> re.Pattern[str]:
    return re.compile(rf"(?P<place>[一-鿿]{{2,3}}?)(?P<kind>{alternation(terms('placed_kinds'))})")


MIN_SYSTEM = 6
"""Characters that single out a system before its last word (`危险化学品安全研究支撑|平台`)."""


def is_system(name: str) -> bool:
    """Tell whether a name is a platform's, a system's or a network's that its designation singles out."""
    entry = suffix(name)
    return (
        entry is not None
        and entry["class"] in ("soft", "solid")
        and entry["wide"] == "yes"
        and len(name) - len(entry.term) >= MIN_SYSTEM
    )


def is_staged(name: str) -> bool:
    """Tell whether a name ends in a stage (`奕斯伟二期`): what has one is a work."""
    return bool(STAGE.search(name))


def is_class(name: str) -> bool:
    """Tell whether a phrase that a list calls a project is a class or a description all the same."""
    return bool(
        PLURAL.search(name)
        or generic().match(name)
        or evaluative().search(name)
        or re.search(r"[、，的]|(?:重点|重大|系列)项目$|^(?:其他|有关|发展|加强|推进|推广|促进|开展)", name)
    )
