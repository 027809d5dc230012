"""The object of a verb of work, read as the names of its members: plain lists, counted ones, and open ones (`A、B等T`).

Definition (Project): "a list is split at `、` and shared heads are restored"; no `等项目` after a name.
"""

from __future__ import annotations

import re
from functools import cache

from .lexicon import load, terms
from .ordinals import chinese_integer
from .own_names import begins_with_known_name, begins_with_name
from .project_lists import QUALITY, heads, is_work_done, no_kind, of_a_place, open_mark, split, tails
from .project_names import (
    BRACKET_BEHIND,
    MAX_NAME,
    PLURAL,
    PROPER,
    evaluative,
    generic,
    is_class,
    is_common,
    is_staged,
    suffix,
)
from .project_things import NOT_ONE_THING, abstract_ends, is_worked_thing
from .words import is_known, is_strange
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
    group = _group().match(words)
    if group and (group["kind"] is None or suffix(group["kind"]) is not None):
        results = [members(group["first"]), members(group["rest"])]
        return [name for names, _ in results for name in names], any(called for _, called in results)
    things = _DONE_TO_ALL.sub("", words) if "等" in words else words
    several = re.search(r"[、和及]", words[len(things) :])
    if several and (kind := suffix(things)) is not None and kind["class"] in _BUILT:
        words = things
    called = _called_end().search(words)
    if called and called.start() > 3:
        return _called(_cut_names(_split(words[: called.start()])), called["kind"], called["what"]), True
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
        tail = _DONE_TO_ALL.sub("", _WHAT_FOR.sub("", open_list["tail"]))
        names, told = _open_list(_cut_names(_split(words[: open_list.start()])), tail)
        kind = suffix(tail) if _COUNTED_TAIL.match(tail) else None
        return names, told or (kind is not None and kind["class"] in _BUILT)  # 甲、乙等6条高铁: things that are counted
    in_fields = _IN_FIELDS.fullmatch(words) if "领域" in words else None
    of_fields = suffix(in_fields["kind"]) if in_fields else None
    if in_fields and of_fields and of_fields["class"] != "programme":
        rank = _RANK_FIRST.match(in_fields["fields"])
        fields = [*in_fields["fields"][rank.end() if rank else 0 :].split("、"), in_fields["last"]]
        first = rank.group() if rank else ""
        return [f"{first}{field}领域{in_fields['kind']}" for field in fields], False  # A、B领域重点实验室
    parts = _without_plurals(_split(words))
    named = bool(parts) and (
        is_work_done(parts[0]) or is_worked_thing(parts[0]) or is_staged(parts[0]) or parts[0].endswith("”")
    )
    if len(parts) > 1 and suffix(parts[0]) is None and not named:
        restored = tails(parts)
        if restored == parts:
            if "的" in parts[-1] and not any("的" in part for part in parts[:-1]):
                return [parts[-1][parts[-1].rfind("的") + 1 :]], False  # qualities, then 的 and the name
            ends = suffix(parts[-1])
            counted_last = re.search(r"[\d二三四五六七八九十](?:个|座|处|条|家|所)", parts[-1])
            if (any(suffix(part) for part in parts[1:-1]) and not counted_last) or (
                ends
                and ends["class"] != "programme"
                and len(parts[0]) >= MIN_ITEM
                and (of_a_place(parts[0]) or begins_with_known_name(parts[0]))
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


def _split(words: str) -> list[str]:
    """Cut a list; two stretches of one way, or two ways of one kind, are two members."""
    found: list[str] = []
    for part in split(words):
        pair = _STRETCHES.fullmatch(part) or _RANGES.fullmatch(part)
        both = (pair["one"], pair["other"]) if pair else ()
        found.extend([f"{pair['head']}{one}{pair['tail']}" for one in both] if pair else [part])
    return found


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
    built = entry is not None and entry["class"] in _BUILT and len(kinds["kind"]) - len(entry.term) < MIN_KIND_SHARED
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


_SUMS_UP = re.compile(
    r"^(?:一批|若干|多[个处条座项]|(?:近|约|超|超过)?[\d一二三四五六七八九十]+(?:余|多)?[个条座处项家所大]|[十百千]亿级|重点|重大|重要|主要|在建|新建|续建|拟建|跨境河流|跨境|流域|城镇)+"
)
"""Words before the kind of a list that say how many and how important its members are."""
_GOING_ON = re.compile(r"(?:续建|新建|在建|改扩建)$")
"""How far the works of a list are, behind their kind (`等高速公路|续建|项目`)."""
_SOME = re.compile(r"一批|若干|多个")
"""A kind of which there are to be some (`机器人、呼吸疾病等一批国家级重点实验室`): the members are fields, unless they are places."""
MIN_KIND_SHARED = 2
"""Characters of a kind that the members of a list can share."""


def _called(parts: list[str], kind: str, what: str) -> list[str]:
    """Read the members of a list that the text itself calls 项目 or 工程; the kind that the list names is theirs where they have none."""
    kind = _SUMS_UP.sub("", kind)
    kind = _GOING_ON.sub("", kind)
    own_kind = suffix(kind) if len(kind) >= MIN_KIND_SHARED else None
    plain = own_kind is not None and not _adjectives(kind[: len(kind) - len(own_kind.term)])
    if (
        own_kind
        and plain
        and own_kind["class"] in _BUILT
        and _says_what(kind, own_kind.term)
        and any(map(no_kind, parts))
    ):
        whole = kind if own_kind["class"] == "solid" and what == "项目" else kind + what
        if all(map(no_kind, parts)) or all(no_kind(part) <= begins_with_name(part) for part in parts):
            return [
                part if part.endswith(kind) or not no_kind(part) else part + whole
                for part in parts
                if not is_class(part)
            ]
    of_plants = what == "项目" and own_kind is None and _is_kind_of_plant(kind) and len(parts) > 1
    if of_plants and all(no_kind(part) and begins_with_name(part) and not is_work_done(part) for part in parts):
        return [f"{part}{kind}{what}" for part in parts]  # 中核汇能通榆、华电榆树等5个绿色氢基能源一体化项目
    if own_kind and own_kind["class"] == "process" and _are_places(parts) and all(map(begins_with_name, parts)):
        return [f"{part}{kind}{what}" for part in parts]  # 重固、华新等城中村改造项目
    if (
        what == "工程"
        and is_work_done(kind)
        and not any(map(is_work_done, parts))
        and not any(part.endswith(("工程", "项目")) for part in parts)
    ):
        return [f"{part}{kind}{what}" for part in parts if not is_class(part)]  # 甲宅、乙宅等修缮工程
    if what == "工程" and kind in _SERIES and len(parts) > 1:
        return [f"{part}{kind}{what}" for part in parts if not is_class(part)]  # 智慧矿山、智慧消防等示范工程
    of_works = any((own := suffix(part)) is not None and own["class"] in _BUILT for part in parts)
    if what == "工程" and not kind and len(parts) > 1 and not of_works and all(map(_is_effort, parts)):
        return [f"{part.removesuffix('建设')}{what}" for part in parts]  # “广东强芯”、核心软件攻关等工程
    if what == "工程" and own_kind is None and kind and len(parts) == 1 and _BETWEEN.fullmatch(parts[0]):
        return [f"{parts[0]}{kind}{what}"]  # 大同至天津南等特高压工程
    engineering = what == "工程" and len(kind) >= MIN_ENGINEERING and not re.search(r"重[点大]", kind)
    if (
        engineering
        and len(parts) > 1
        and all(no_kind(part) and len(_VOLTAGE.sub("", part)) <= MIN_PLACE for part in parts)
    ):
        return [f"{part}{kind}{what}" for part in parts if not is_class(part)]  # 卡阳、松如沟等14个750千伏电网工程
    of_firms = len(parts) > 1 and all(len(part) > 1 and begins_with_name(part) for part in parts)
    made = _shared_product(parts) if what == "项目" and not kind else None
    if made:
        return made
    named = [
        part
        for part in parts
        if suffix(part)
        or of_firms
        or is_staged(part)
        or PROPER.search(part)
        or (len(part) >= MIN_ITEM and not is_class(part))
        or (len(part) >= MIN_PLACED and of_a_place(part))
        or (len(part) >= MIN_OWN and begins_with_name(part) and not is_class(part))
        or _BETWEEN.fullmatch(part)
        or _is_no_kind_of_thing(part)
    ]
    return [part if _WORK_NAME.search(part) else re.sub(r"(?:建设|实施)$", "", part) for part in tails(heads(named))]


def _shared_product(parts: list[str]) -> list[str] | None:
    """Give firms what the last of them makes: `比亚迪、吉利|汽车零部件等项目`."""
    firm = cut(parts[-1])[0]
    product = parts[-1][len(firm) :]
    alone = len(parts) > 1 and all(len(cut(part)) == 1 and begins_with_known_name(part) for part in (*parts[:-1], firm))
    return [*(part + product for part in parts[:-1]), parts[-1]] if alone and len(product) >= MIN_PLANT else None


def _is_no_kind_of_thing(part: str) -> bool:
    """Tell whether a member of a list of 项目 holds a word that is none of the language: a firm's or a place's name (`京东方、惠科等重大产业项目`)."""
    return not (is_common(part) or is_class(part) or abstract_ends().search(part) or NOT_ONE_THING.search(part))


def _is_kind_of_plant(kind: str) -> bool:
    """Tell whether words before 项目 say what each member of a list makes, and not only how important they are (`重大产业`)."""
    said = list(cut(kind))
    while said and generic().match(said[0]) and said[0] not in _NOTHING_MADE:
        kind = kind[len(said.pop(0)) :]
    return len(kind) >= MIN_PLANT and not any(
        generic().match(word) or evaluative().search(word) or word in _NOTHING_MADE for word in said
    )


_NOTHING_MADE = frozenset({"产业", "招商", "投资"})
"""Words before 项目 that tell nothing of what is made."""


MIN_PLANT = 4
"""Characters of such words (`汽车零部件`)."""
_BETWEEN = re.compile(r"[一-鿿]{2,6}至[一-鿿]{2,6}")
"""A line or a road by where it begins and ends: `晏城至表白寺`."""
MIN_OWN = 4
"""Characters of such a member that begins with a name (`东明石化`)."""


_EFFORT = re.compile(
    r"(?:攻关|攻坚|创新|培育|治理|还草|还林|还湿|减灾|防灾|保护|修复|防控|整治|提升|提质|倍增|示范|推广|振兴|引领|强基|赋能|替代|突破|行动)$"
)


def _is_effort(part: str) -> bool:
    """Tell whether a member says what is striven for, in no one place: `“广东强芯”`, `核心软件攻关`."""
    marked = bool(_MARKED.fullmatch(part)) and suffix(part) is None
    return (marked or bool(_EFFORT.search(part))) and no_kind(part) and not of_a_place(part)


def _adjectives(modifier: str) -> bool:
    """Tell whether words before a kind only praise it or say its size (`大型清洁高效|煤电`)."""
    return any(generic().match(word) or evaluative().search(word) for word in cut(modifier)) if modifier else False


def _says_what(kind: str, term: str) -> bool:
    return kind == term or not generic().match(kind)  # 铁路 is a kind, 综合平台 none


_SERIES = ("示范", "试点示范", "应用示范", "创新", "惠民")
"""Before 工程: what each member of the list is, a programme of its own."""
_VOLTAGE = re.compile(r"^\d+千伏")
"""What stands before a place in the name of a line or substation: `750千伏定靖西、330千伏沣渭等输变电工程`."""
MIN_ENGINEERING = 3
"""Characters before 工程 that say what each member of a list is."""
_STRETCHES = re.compile(
    r"(?P<head>[一-鿿]{2,8}(?:高速|公路|铁路|高铁|[江河]))(?P<one>[一-鿿]{2,3})[和、](?P<other>[一-鿿]{2,3})(?P<tail>段)"
)
"""Two stretches of one way: `太行山高速|西阜和涞曲|段`."""
_RANGES = re.compile(
    r"(?P<head>)(?P<one>[一-鿿]{2,5}[—－-]{1,2}[一-鿿]{2,5})[和、](?P<other>[一-鿿]{2,5}[—－-]{1,2}[一-鿿]{2,4})(?P<tail>(?:高等级|高速|快速|一级|二级)?(?:公路|高速|铁路|高铁|通道))"
)
"""Two ways by where they begin and end: `容城—易县和安新—满城|高等级公路`."""
_BUILT = ("solid", "route", "named")
"""Classes of last words that say what is built; a platform or a centre only sums up."""
_SEVERAL = re.compile(
    r"“?(?P<names>[^“”、]{2,20}(?:、[^“”、]{2,20})+)[“”]?(?P<count>[二两三四五六七八九十]|\d{1,2})(?:大|项|个)(?P<kind>[^“”、]{2,12})”?"
)
"""`“产业提升、科技创新、城乡一体”三大人才行动计划`: three names that share what follows the number."""
_COUNTED_LIST = re.compile(
    r"(?P<names>[一-鿿]{2,6}(?:、[一-鿿]{2,6})+)等?(?P<count>\d{1,2}|[二两三四五六七八九十])(?:个|座|处|条|家|所)(?P<kind>[一-鿿]{3,12})"
)
"""`温春、五林、沙兰3个万头牧场`: each is one of the kind."""
_WORK_NAME = re.compile(r"(?:改造|迁建|扩建)$")


_EACH = re.compile(r"各(?=[一-鿿]{1,3}$)")
"""A class among names (`广州高新区各园区、中新广州知识城`)."""
_SINGLE = re.compile(r"一(?:个|座|条|处|所|家)(?=[^、]{2,}的)")
"""One thing that is described (`一个具有国际领先水平的国家级超级计算中心`), not a number of its kind."""


def _without_plurals(parts: list[str]) -> list[str]:
    """Drop what follows `一批` in a list: the number holds for the rest of it."""
    parts = [part for part in parts if not _EACH.search(part)]
    for index, part in enumerate(parts):
        if _SINGLE.match(part):
            continue
        if PLURAL.search(part):
            return parts[:index]
    return parts


MAX_ROW = 30
"""Characters of a name with modifiers in a row."""
MIN_ITEM = 6
"""Characters of a member that a list calls a project and that ends in no known word (`恒丰纸业特种涂布纸…等35个项目`)."""
MIN_PLACED = 3
"""Characters of such a member that begins with a place (`重庆站`)."""
MIN_MODIFIER = 3
"""Characters of each of them; shorter ones name kinds (`众创、众包、众扶、众筹支撑平台`)."""
MIN_PLACE = 4
"""Characters of a place's proper name that a list of places gives without its kind (`荷和原乡、奇彩梦园等景区`)."""
_PLACE_KIND = re.compile(r"(?:景区|街区|园区|景点|商圈|度假区)$")


_PLAIN_PROGRAMME = re.compile(r"(?:重点|重大|专项|系列)?(?:行动|计划)")
"""What only calls the members of a list programmes."""
_OF_AREAS = re.compile(r"(?:地区|区域|片区|沿线|流域)的(?P<what>[^的]{4,})|(?=(?:地区|流域|沿线)[^的]{6,})(?P<same>.+)")
"""What a list of places sums up as the places where something is built."""


def _open_list(parts: list[str], tail: str) -> tuple[list[str], bool]:
    """`A、B等T`: where the members have no kind of their own, T is theirs (`涪江、琼江等生态廊道`); a general T only sums up."""
    parts = [part for part in parts if not _EACH.search(part)]
    if not parts or PLURAL.search(parts[0]):
        return [], False
    where = _OF_AREAS.fullmatch(tail)
    if where and all(map(begins_with_name, parts)):
        return [part + (where["what"] or where["same"]) for part in parts], False  # 苏州河等|地区慢行交通精品区域
    if "的" in tail:
        return [], False
    if are_roads_or_waters(parts, tail):
        return parts, True
    entry = suffix(tail)
    if entry is None and parts and all(map(_MARKED.fullmatch, parts)):
        return parts, len(parts) > 1 and tail in _SCENES
    if entry is None:
        return heads(parts), False
    if entry["class"] == "programme" and _PLAIN_PROGRAMME.fullmatch(tail) and all(map(no_kind, parts)):
        return [part + entry.term for part in parts], False  # 银龄讲学、银龄社会治理等计划
    if entry["class"] == "process" or (_SOME.match(tail) and not _are_places(parts)):
        return heads(parts), False
    core = _SUMS_UP.sub("", tail)
    own = [suffix(part) for part in parts]
    modifier = tail[: len(tail) - len(entry.term)]
    along = terms("along_kinds")
    if tail.endswith(along) and not any(part.endswith(along) for part in parts):
        return [part + core for part in parts], False
    if entry["class"] in _BUILT and not _PLACE_KIND.search(tail) and _are_places(parts):
        return heads(_from_to(parts, core)), False
    if generic().match(modifier) and not (modifier == "" and entry["class"] in ("named", "route")):
        named = [part for part in parts if not generic().match(part) and (suffix(part) or len(part) >= MIN_PLACE)]
        return named, bool(_PLACE_KIND.search(tail)) and any(found is None for found in own)
    if modifier == "" and entry["class"] == "named" and not all(map(no_kind, parts)):
        return [part + core if no_kind(part) and begins_with_name(part) else part for part in heads(parts)], False
    if all(map(no_kind, parts)) or 3 * sum(map(no_kind, parts)) >= 2 * len(parts) > 4:
        return heads(_from_to(parts, core)), False  # 虹桥开发区 among 苏河湾、真如、五角场等更新单元
    return heads(parts), False


_QUANTITY = re.compile(r"\d+(?:余|多)?(?:条|段|公里|千米)$")
"""How many or how long, behind the kind (`复康路等道路|80条`)."""


def are_roads_or_waters(parts: list[str], kind: str) -> bool:
    """Tell whether the members have their kind in their names, and what sums them up only says it again (`大黑河、美岱沟等13条河流`)."""
    kind = _DONE_TO_ALL.sub("", _QUANTITY.sub("", kind))
    ends = next((entry["ends"] for entry in load("hypernyms") if kind.endswith(entry.term)), "")
    return bool(ends) and all(BRACKET_BEHIND.sub("", part)[-1:] in {*ends} for part in parts)


_DONE_TO_ALL = re.compile(
    r"(?:(?:续建|新建|改建|扩建|改扩建|迁建|重建|提标改造|提标扩容|提质改造|升级改造|改造|修缮|加固|整治|治理)[、和及]?)+(?:工程|项目)?$"
)
"""What is done to all that an open list names, behind their kind: `泰和、金海等近10座水厂|续建、新建和改扩建工程`."""
_MARKED = re.compile(r"“[^“”]+”")
_SCENES = ("场景", "应用场景", "品牌", "平台", "项目", "工程", "载体", "子场景")
"""What sums up names in marks, each of which is one: `“找地选楼”“数资房本”等场景`."""


def _are_places(parts: list[str]) -> bool:
    """Tell whether the members are places or stretches between places, none with a kind of its own (`尖扎至贵德`, `茨哈峡`)."""
    told = any("至" in part or PROPER.search(part) or of_a_place(part) or is_strange(part) for part in parts)
    return told and all(no_kind(part) and not generic().match(part) and not is_work_done(part) for part in parts)


def _from_to(parts: list[str], kind: str) -> list[str]:
    """Give every member the kind, and the place that they start from where only the first names it (`甲至乙、丙快速通道`)."""
    between = [re.match(r"(.+至)", part) for part in parts]
    if between[0] and not any(between[1:]):
        parts = [parts[0], *(between[0][1] + part for part in parts[1:])]
    return [part + kind for part in parts]
