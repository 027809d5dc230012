"""What can be the name of a project: cleaned, and judged by its last word.

Definition (Project): "`name` is the shortest full name in the text: no verb before it, no `等项目` after it; a list is split at
`、` and shared heads are restored"; plurals, classes and fields of work are none.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import NamedTuple

from .lexicon import Entry, alternation, load, sizes_by_last, terms
from .regions import leading_region, names_region
from .words import is_known, words

MAX_NAME = 45
"""Characters of a project's name; the longest real one seen has 31."""

PLURAL = re.compile(
    r"^[二两三四五六七八九十\d]+大(?!桥|道|街|学|厦)|^(?:一批|一系列|若干|多个|各类|各个|各|更多|一些|部分|有关|相关|其他|等|多种|[一二两三四五六七八九十\d.]+(?:[-—~～至到][\d.]+)?(?:余|多|万|亿|百|千)*(?:批|个|家|所|条|座|处|项|套|户|台|辆|张|人|名|亩|米|吨|公里|公顷|平方米|平米|平方公里)(?!弄|号|路))|一批|若干|^以[^，]*为|大中型"
    r"|[二三四五六七八九十\d]+[大项个](?:重点|重大|专项)?(?:工程|行动|计划)$"
)
PROPER = re.compile(
    r"[“”\"A-Za-z\dⅠ-Ⅹ·—]|城区|[一-鿿](?:省|(?<![城上])市|(?<![社园景地灌校片街专新库林矿港库市产能务聚郊作户小])区(?!域)|县|(?<![小城乡集])镇|(?<!城)乡(?!镇)|(?<![农乡])村|州|旗(?!舰)|(?<!联)盟|街道|河(?!流|道|湖|网)|江|湖(?!泊)"
    r"|山|岛|湾|溪|峡|古城)(?![一-鿿]?(?:域|流|级|内|场|化|际|点|长))|(?:中国|全国|国家|京津冀|长三角|粤港澳|长江|黄河)|[京津沪渝冀豫滇辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼台港澳]{2}"
)
_REST_QUOTED = re.compile(r"等“[^”]+”[一-鿿]{2,6}$")
_CLASS_ONLY_BEFORE = re.compile(r"^(?:等|的)+")


MIN_STAGED = 6
"""Characters of a name that only its stage (`…二期`) tells to be a work."""
MIN_CALLED = 4
"""Characters before 项目 that can name one."""
MIN_BUILT = 4
"""Characters before a process (`昌里水库除险加固`) that are enough where a built thing is among them."""


class Judged(NamedTuple):
    """A name with the class of its last word: solid, soft, named, title, process or programme."""

    name: str
    cls: str


@cache
def _suffixes() -> dict[str, Entry]:
    return {entry.term: entry for entry in load("project_suffixes")}


@cache
def _sizes() -> dict[str, tuple[int, ...]]:
    return sizes_by_last(_suffixes())


_BRACKET_BEHIND = re.compile(r"[（(][^（）()]{1,16}[）)]$")
_CLOSING_MARK = re.compile(r"[”\"’]$")
_STAGE = re.compile(r"(?:第?[一二三四五六\d]+期)(?:项目|工程)?$")
"""A stage after the name: `快速路二期`, `2号线一期工程`."""


@lru_cache(maxsize=8192)
def suffix(name: str) -> Entry | None:
    """Return the vocabulary entry of a name's last word, the longest that fits; brackets at the end are looked through."""
    bare = _CLOSING_MARK.sub("", _BRACKET_BEHIND.sub("", name) if name[-1:] in "）)" else name)
    bare = _STAGE.sub("", bare) or bare
    for size in _sizes().get(bare[-1:], ()):
        entry = _suffixes().get(bare[-size:])
        if entry:
            return entry
    return None


_BEFORE_MARKS = re.compile(r"(?!.*(?:的|等|和|与|[一二三四五六七八九十]大?)$)[一-鿿]{4,10}")
"""What before a programme's name in marks is part of it: `乡村振兴“巾帼行动”`."""


AIMED = re.compile(r"^(?:全力|力争|确保|争取|年内|(?:20\d{2}年)?(?:底|末)?前|20\d{2}年(?:底|末)?)+")
"""What may stand before a name that its verb follows: `力争|延安东绕城高速公路建成通车`."""


@lru_cache(maxsize=8192)
def clean(name: str) -> str:
    """Strip quotation marks round the whole name, describing clauses (`全国统一的`), closing words (`等项目`, `建设`)."""
    name = re.sub(r"\s+|[（(]以下[^（）()]*[）)]", "", name)
    name = AIMED.sub("", name)
    name = re.sub(r"^(?:在建|拟建|续建|沿线|周边)(?=.{4})", "", name)
    name = re.sub(r"^现有[一-鿿]{1,10}?(?:实施)?(?=“)", "", name)
    name = re.sub(r"(?<=.{3})枢纽能级$", "", name)
    name = re.sub(r"(?<=工程|项目|行动)[\d.]+万?(?:公里|千米|亩|户|处|座|个|套|人次?)$", "", name)
    name = re.sub(r"(?<=.{4})的(?:服务|整体)?(?:品质|质量|功能|水平|能级)$", "", name)
    described = re.match(r"^[^“”（）]*(?<!目)的(?=[^的]{4,}$)", name)
    if described:
        name = name[described.end() :]
    name = re.sub(r"(?<![高中初平同优])等(?!级)[^等]{0,14}$", "", name) if not _REST_QUOTED.search(name) else name
    name = _CLASS_ONLY_BEFORE.sub("", name)
    name = re.sub(r"(?<=行动|计划|工程)(?:任务|目标任务)$", "", name)
    name = (
        re.sub(r"(?:的)?(?:规划建设|建设|项目建设|发展|质量|品质|功能|能级|等)$", "", name)
        if not re.search(r"(?:工程|行动|计划)$", name)
        else name
    )
    quoted = re.fullmatch(r"(?P<before>[^“”]*)[“\"‘](?P<inner>[^“”\"]+)[”\"’]", name)
    inner = suffix(quoted["inner"]) if quoted else None
    many = inner is not None and (inner["class"] == "programme" or inner.term == "工程")
    of_it = bool(many and quoted and _BEFORE_MARKS.fullmatch(quoted["before"]))
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
def _evaluative() -> re.Pattern[str]:
    return re.compile(alternation(terms("evaluative_words")))


@cache
def generic() -> re.Pattern[str]:
    """Match a phrase of words that name no single thing (`重点`, `基础设施`), from its begin to its end."""
    return re.compile(rf"^(?:{alternation(terms('generic_words'))}|[、和与及的])*$")


@cache
def _built() -> re.Pattern[str]:
    return re.compile(alternation(terms("built_words")))


_NO_NAME = re.compile(
    r"[。；：！？《》]|的“|^(?:在(?!建)|其|和|与|及|已|可|并|将|从|鼓励|支持|开展|制定|编制|本市籍)|接入|融入|开展"
)
"""What no name holds: marks of a sentence, and words that make it one."""


_RANKS = re.compile(
    r"[国省部市县](?:家)?级[^和及、]{0,6}[和及、][国省部市县](?:家)?级|^“?(?:[一二三四五六七八九十两][^一二三四五六七八九十两“”]{1,3}){2,}”?$"
    r"|\d(?:个|条|座|处|家|所)[一-鿿]{2}|^\d+(?:\.\d+)?(?:万|亿)?(?:千瓦|兆瓦|吨)|^“[一二三四五六七八九十双]好”"
    r"|^[双两三四五六七八九十](?:大|个)?(?:中心|基地|枢纽|高地|平台|园区|廊道|走廊)$"
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
    return bool(_NO_NAME.search(words) or _RANKS.search(words))


def judge(name: str, *, strong: bool, quoted: bool = False, wide: bool = False) -> Judged | None:
    """Judge a cleaned candidate.

    `strong`: a verb of building governs it, so a plain designation is enough. `quoted`: it stands in quotation marks.
    `wide`: the document speaks for a country or a province, where a plain designation means many of the kind.

    Returns None for plurals, classes (`绿色工厂`), bare kinds (`变电站`) and what does not end like a work.
    """
    if not 2 <= len(name) <= MAX_NAME or any(marks.search(name) for marks in (PLURAL, _NO_NAME, _RANKS)):
        return None
    entry = suffix(name)
    if entry is None and LED_WATER.fullmatch(name):
        return Judged(name, "solid")
    if entry is None and strong and _is_building(name):
        return Judged(name, "solid")
    if entry is None:
        staged = strong and _STAGE.search(name) and len(name) >= MIN_STAGED and not is_class(name)
        return Judged(name, "solid") if staged else None
    cls = entry["class"]
    bare = re.sub(r"[（(][^（）()]{1,16}[）)]$", "", name)
    modifier = bare[: bare.rfind(entry.term)] if entry.term in bare else bare
    proper = bool(PROPER.search(name)) or quoted or _of_a_place(name)
    of_a_type = _OF_A_TYPE.match(name)
    if of_a_type and not proper and is_common(name[of_a_type.end() :]):
        return None  # 海绵型建筑小区, 节水型园区
    if cls == "programme" or entry.term == "工程":
        return _programme(name, modifier, entry, quoted=quoted)
    if _is_praise(name, modifier) or re.fullmatch(r"\d+千伏", modifier):
        return None
    if wide and not (proper or quoted or entry["wide"] or cls in ("called", "title") or _singled_out(modifier, entry)):
        return None  # 建设现代农业产业园, in a national plan: many; 数字经济产业园 in a district's plan: one
    if cls == "called":
        # A项目: the text calls it one; the name must be more than a kind
        thing = _DONE_TO.sub("", modifier)
        done_to = thing != modifier and suffix(thing) is not None and not is_common(thing)  # 定海剧场|改建
        named = done_to or (PROPER.search(name) and strong) or _LOCATED.search(modifier)
        return Judged(name, "solid") if quoted or (named and len(modifier) >= MIN_CALLED) else None
    if cls == "route":
        line = re.search(r"[A-Z\d“]|至|(?:快线|铁路|高铁|城轨|轨道|公路|高速)", name)
        # A项目: the text calls it one; the name must be more than a kind
        return Judged(name, "solid") if quoted or (line and len(modifier) >= 2) else None
    if not modifier.strip('“”"') and not quoted:
        return None
    if (
        "或" in modifier
        or (not proper and "和" in modifier)
        or (not proper and re.search(r"(?:机制|体系|制度|能力|模式)与" if strong else "与", modifier))
    ):
        return None  # two things of which one has no kind of its own
    if re.search(r"(?<!目)的|下放|权限", modifier) or re.search(r"^[和与及]|，", name):
        return None
    if cls == "soft" and name.startswith("全国") and not (quoted or entry["wide"] or is_single(name)):
        return None  # 全国…基地 says how far it is to reach, 全国…平台 which one it is
    if cls == "many" and not _is_one_of_many(name, modifier):
        return None
    if cls == "named" and not (proper or len(modifier) >= 3) and not (strong and len(modifier) >= 2):
        return None
    if cls == "process":
        if modifier and is_common(modifier):
            return None
        if _SLOGAN.search(modifier) and not PROPER.search(_SLOGAN.sub("", modifier)):
            return None
        built = strong and ((_built().search(name) and len(modifier) >= MIN_BUILT) or (modifier and suffix(modifier)))
        return Judged(name, cls) if proper or _LOCATED.search(modifier) or built else None
    if cls != "title" and entry.term[-1] != "区" and re.fullmatch(r"(?:国家|[省部市区县])级", modifier):
        return None  # 国家级实验室: a rank, and a kind
    if cls == "title":
        return Judged(name, cls) if proper or len(modifier) >= 2 else None
    plain = strong and cls == "solid" and len(modifier) >= 2 and not (wide and len(entry.term) <= 3)
    if not proper and generic().match(modifier) and not plain:
        return None  # 绿色工厂, 特色小镇
    if cls == "soft" and not proper and not (strong and len(modifier) >= 4):
        return None
    if cls == "solid" and not proper and not strong and len(modifier) < 4:
        return None
    return Judged(name, cls)


@cache
def _building_ends() -> re.Pattern[str]:
    ends = (f"(?<![{entry['unless'] or ' '}]){entry.term}" for entry in load("building_ends"))
    return re.compile(f"(?:{'|'.join(ends)})$")


MIN_BUILDING = 5
"""Characters of a building's name that begins with a place's or another building's (`杨浦图书馆|滨江馆`)."""


def _is_building(name: str) -> bool:
    """Tell whether a name without a known last word is a building's: it ends like one, and a place or a building stands before."""
    bare = _BRACKET_BEHIND.sub("", name)
    end = _building_ends().search(bare)
    if not end or len(bare) < MIN_BUILDING or "的" in bare:
        return False
    before = bare[: end.start()]
    at_a_building = any(suffix(before[:size]) is not None for size in range(MIN_BUILDING - 1, len(before) + 1))
    return _of_a_place(bare) or begins_with_county(bare) or bool(PROPER.search(before)) or at_a_building


def _is_praise(name: str, modifier: str) -> bool:
    """Tell whether a word of praise or position makes a slogan of a name.

    Behind a place it does so only right before the kind (`川渝电网一体化|重要节点`, but `苏河湾|世界级滨水商务区`). The kind itself may
    have such a word where a name or a rank stands before it (`“东翼”…集聚区`, `国家数据产业集聚区`).
    """
    ranked = name.startswith(("“", "国家")) or is_single(_MARKS.sub("", modifier))
    praise = _evaluative().search(modifier if ranked else name)
    if praise is None or _of_a_place(name):
        return False
    placed = begins_with_county(name) or PROPER.search(_MARKS.sub("", name[: praise.start()]))
    return not placed or praise.end() == len(modifier)


def _is_one_of_many(name: str, modifier: str) -> bool:
    """Tell whether a place, or a short name of its own, singles out what is built by the dozen (`晨星口袋公园`)."""
    kind = bool(generic().match(modifier)) or suffix(modifier) is not None
    short = 2 <= len(modifier) <= MAX_COUNTY and len(words(modifier)) == 1 and not kind
    return bool(PROPER.search(_IN_MARKS.sub("", modifier))) or _of_a_place(name) or short


_IN_MARKS = re.compile(r"“[^“”]*”")
_MARKS = re.compile(r"[“”\"]")


_OF_A_TYPE = re.compile(r"[一-鿿]{2,4}(?<![转大中小微巨重轻新])型(?=.)")


def _singled_out(modifier: str, entry: Entry) -> bool:
    """Tell whether a short modifier names one built thing (`共和|机场`, `茨哈峡|水电站`) and not a kind of it (`支线|机场`, `旅游|公路`)."""
    if entry["class"] != "solid" or not _SHORT_NAME.fullmatch(modifier) or generic().match(modifier):
        return False
    common = all(len(word) > 1 and is_known(word) for word in words(modifier))
    return not common or _is_county(modifier)


_SHORT_NAME = re.compile(r"[一-鿿]{2,4}")


def _of_a_place(name: str) -> bool:
    """Tell whether a name begins with a place's bare name (`上饶大数据科创城`), a county's only before a built thing (`义乌机场`)."""
    found = leading_region(name)
    if found is not None and found[1] >= 2:
        return True
    entry = suffix(name)
    place = name[: -len(entry.term)] if entry and entry["class"] == "solid" and name.endswith(entry.term) else ""
    return 2 <= len(place) <= MAX_COUNTY and _is_county(place)


MAX_COUNTY = 3
"""Characters of a county's bare name that stands before what is built there."""


def _is_county(place: str) -> bool:
    return place not in _DIRECTIONS and any(names_region(place + kind) for kind in "县市区州盟旗")


def begins_with_county(words: str) -> bool:
    """Tell whether words begin with a county's bare name (`格尔木支撑调节性火电`)."""
    return any(_is_county(words[:size]) for size in range(2, MAX_COUNTY + 1))


_DIRECTIONS = frozenset({"南部", "城区", "城中", "市中", "郊区", "矿区"})
"""Counties whose bare names say where something lies, or what kind of area it lies in."""


def why_not(name: str, *, strong: bool, wide: bool) -> str:
    """Say in words what keeps a cleaned candidate from being a name of its own; for `trace`, in the order of `judge`."""
    entry = suffix(name)
    reasons = (
        (not 2 <= len(name) <= MAX_NAME, "too short or too long for a name"),
        (bool(PLURAL.search(name)), "a plural or a class (一批, 各类, …)"),
        (bool(_NO_NAME.search(name)), "holds a mark or a word that no name holds"),
        (entry is None, "does not end in a last word of project_suffixes.tsv"),
        (bool(_evaluative().search(name)), "positioning: a word of evaluative_words.tsv"),
        (
            wide and entry is not None and not entry["wide"] and not PROPER.search(name),
            "a country's or province's document means many of this kind (column wide of project_suffixes.tsv)",
        ),
        (not strong, "no verb of building governs it, so a proper name would be needed"),
    )
    return next(
        (why for holds, why in reasons if holds), "a bare kind, or words of generic_words.tsv before its last word"
    )


def is_single(name: str) -> bool:
    """Tell whether a name holds a proper noun or begins with a place: what a country's document can mean one of."""
    return bool(PROPER.search(re.sub(r"^(?:全国|国家)", "", name))) or _of_a_place(name)


MAX_KIND = 7
"""Characters of a name that can be a kind's; longer ones say what they are for (`工业互联网网络安全监测平台`)."""


def are_kinds(names: list[str], *, wide: bool) -> bool:
    """Tell whether a list names kinds of one thing: the same last word for all, and no name of its own for any.

    Where the document is not a country's or a province's (`wide`), only words of the dictionary are kinds (`区域创新联盟、创业投资联盟`):
    others may be names of places (`温春万头牧场、五林万头牧场`).
    """
    entries = [suffix(name) for name in names]
    if any(entry and entry["class"] == "programme" for entry in entries):
        return False
    ends = {entry.term[-2:] if entry else name for entry, name in zip(entries, names, strict=True)}
    short = len(names) > 1 and max(map(len, names)) <= MAX_KIND
    if not short or len(ends) != 1 or any(PROPER.search(name) or _of_a_place(name) for name in names):
        return False
    return wide or all(is_known(word) and len(word) > 1 for name in names for word in words(name))


def is_programme(name: str) -> bool:
    """Tell whether a name ends as a programme's does: 行动, 计划."""
    entry = suffix(name)
    return entry is not None and entry["class"] == "programme"


def is_common(name: str) -> bool:
    """Tell whether a name holds nothing but words of the dictionary and no place: a kind of thing (`老旧小区`, `农村公路`)."""
    common = (
        generic().match(word) or (len(word) > 1 and is_known(word) and not _is_county(word)) for word in words(name)
    )
    return not is_single(name) and all(common)


MIN_SYSTEM = 6
"""Characters that single out a system before its last word (`危险化学品安全研究支撑|平台`)."""


def is_system(name: str) -> bool:
    """Tell whether a name is a platform's, a system's or a network's that its designation singles out."""
    entry = suffix(name)
    return (
        entry is not None
        and entry["class"] == "soft"
        and entry["wide"] == "yes"
        and len(name) - len(entry.term) >= MIN_SYSTEM
    )


def holds_building(name: str) -> bool:
    """Tell whether a name has a word for something built in it (`特高压`, `水库`)."""
    return bool(_built().search(name))


def is_staged(name: str) -> bool:
    """Tell whether a name ends in a stage (`奕斯伟二期`): what has one is a work."""
    return bool(_STAGE.search(name))


def is_class(name: str) -> bool:
    """Tell whether a phrase that a list calls a project is a class or a description all the same."""
    return bool(
        PLURAL.search(name)
        or generic().match(name)
        or _evaluative().search(name)
        or re.search(r"[、，的]|(?:重点|重大|系列)项目$|^(?:其他|有关|发展|加强|推进|推广|促进|开展)", name)
    )


_SLOGAN = re.compile(r"“[两二三四五六七八九十][^“”\d][^“”]{0,2}[一二两三四五六七八九十][^“”]{1,3}”")
"""Counted in marks, before what is done: a field of work (`“两旧一村”改造`)."""
LED_WATER = re.compile(r"引[一-鿿]{1,3}[济入补][一-鿿]{1,3}(?:工程)?")
"""Water led from one river to another (`引白济洮`): no last word tells these names."""
_LOCATED = re.compile(
    r"引[一-鿿]{1,3}[济入补][一-鿿]|引[洮黄江汉滦大][^，、]{0,6}工程|[一-鿿]电[入送外][一-鿿]|\d弄|\d+号|[一-鿿]{2}(?:小区|公园|(?<![道公铁线网电思])路(?![线径])|大街)|[一-鿿]{1,3}(?:江|(?<![山先])河(?!流|道|湖|网)|湖(?!泊|库)|溪|渠)|[GSXY]\d{2,}|[一-鿿](?:县|镇|校区)"
)


_DONE_TO = re.compile(
    r"(?:新建|改建|扩建|改扩建|重建|拆除重建|修缮|加固|品质提升|提升|改造|更新|整治|扩展|修复|建设|一期|二期|三期)+$"
)
"""What is done to a thing, before 工程: `全民健身中心新建工程` is the centre's."""


def _programme(name: str, modifier: str, entry: Entry, *, quoted: bool) -> Judged | None:
    """行动, 计划 and 工程 with a name of their own; a 工程 that is a built thing in one place is works."""
    if (
        (len(modifier) < 3 and not quoted)
        or re.search(r"(?:的|系统|大科学)$", modifier)
        or re.match(r"(?:重大|重点|有关|相关|各项|各类|年度|民生|基础性?|引导性|一号|系统|配套)+$", modifier)
    ):
        return None
    if entry.term == "计划" and re.search(
        r"(?:^行动|检查|执法|规模|指标|收购|工作|年度|招生|培训|建设|投资|资金|用地|生产|编制|科技)$", modifier
    ):
        return None
    if entry.term == "行动" and re.search(r"(?:执法|统一|具体|集体|自觉)$", modifier):
        return None
    thing = re.sub(r"“[^“”]*”$", "", modifier)
    built = _built().search(modifier) or suffix(_DONE_TO.sub("", thing)) is not None
    in_many_places = (
        name.endswith("专项工程")
        or name.startswith(("全国", "全省", "全市", "全区", "全县"))
        or is_common(_DONE_TO.sub("", thing) or modifier)
    )
    if entry.term == "工程" and thing and (_LOCATED.search(name) or (built and not in_many_places)):
        return Judged(name, "solid")
    return Judged(name, "programme")
