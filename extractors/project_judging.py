"""Whether a cleaned candidate is the name of a work or of a programme, by its last word and what stands before it.

Definition (Project and the decided cases): plurals, classes (`绿色工厂`), positioning and fields of work are none; a programme is a 行动, a
计划 or a 工程 with a name of its own and no single place.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from .lexicon import Entry, alternation, load, terms
from .own_names import begins_with_known_name, begins_with_name, holds_name, is_short_way
from .project_names import (
    BRACKET_BEHIND,
    MAX_COUNTY,
    MAX_NAME,
    NO_NAME,
    PLURAL,
    PROPER,
    RANKS,
    STAGE,
    begins_with_county,
    evaluative,
    generic,
    is_class,
    is_common,
    is_county,
    is_of_a_place,
    is_placed,
    is_single,
    kinds,
    suffix,
)
from .project_things import NOT_ONE_THING, abstract_ends, is_thing_of_its_own, is_worked_thing
from .words import is_known, words

MIN_STAGED = 6
"""Characters of a name that only its stage (`…二期`) tells to be a work."""
MIN_TITLE = 4
"""Characters of a title that is applied for without its rank (`创建文明城市`)."""
MIN_CALLED = 4
"""Characters before 项目 that can name one."""
MIN_BUILT = 4
"""Characters before a process (`昌里水库除险加固`) that are enough where a built thing is among them."""


class Judged(NamedTuple):
    """A name with the class of its last word: solid, soft, named, title, process or programme."""

    name: str
    cls: str


@cache
def _built() -> re.Pattern[str]:
    return re.compile(alternation(terms("built_words")))


def judge(
    name: str,
    *,
    strong: bool,
    quoted: bool = False,
    wide: bool = False,
    worked_on: bool = False,
    beside: bool = False,
) -> Judged | None:
    """Judge a cleaned candidate.

    `strong`: a verb of building governs it, so a plain designation is enough. `quoted`: it stands in quotation marks.
    `wide`: the document speaks for a country or a province, where a plain designation means many of the kind. `worked_on`: the
    text says that something is done to it, so that a thing with a name of its own is enough. `beside`: another of its kind, with a
    name of its own, stands beside it in a list.

    Returns None for plurals, classes (`绿色工厂`), bare kinds (`变电站`) and what does not end like a work.
    """
    judged = _by_last_word(name, strong=strong, quoted=quoted, wide=wide, beside=beside)
    if judged is None and (worked_on or STAGE.search(name)) and is_thing_of_its_own(name):
        return Judged(name, "solid")
    if judged is None and worked_on and is_short_way(BRACKET_BEHIND.sub("", name)) and not RANKS.search(name):
        return Judged(name, "solid")
    return judged


_WHOLE_PLACE = re.compile(r"^(?:全[省市区县域]|(?:主|中心|老)?城区)的?")
"""Before what is done in all of a place, which is no single thing (`全区|雨污分流改造`)."""
_THOSE_THERE_ARE = re.compile(r"老旧|既有|现有")
"""Opens what says which of many are meant (`老旧公园`), and names none."""
_VOLTAGE = re.compile(r"\d+千伏")
_DESCRIBED = re.compile(r"(?<!目)的|下放|权限")
_SHAPED = re.compile(r"“[^“”]{2,12}”为[一-鿿]{2,3}的[一-鿿]{0,4}")
"""Before 网: what a network is called after (`“七纵七横”为骨架的|高速公路网`)."""
_CUT_OFF = re.compile(r"^(?:[与及]|和(?!田|县|顺|龙|硕|林格尔|政县|布克|平))|，")


def _by_last_word(name: str, *, strong: bool, quoted: bool, wide: bool, beside: bool) -> Judged | None:
    if not 2 <= len(name) <= MAX_NAME or PLURAL.search(name) or NO_NAME.search(name) or RANKS.search(name):
        return None
    entry = suffix(name)
    if entry is None and LED_WATER.fullmatch(name):
        return Judged(name, "solid")
    if entry is None and strong and _is_building(name):
        return Judged(name, "solid")
    if entry is None and is_worked_thing(STAGE.sub("", name) if name[-1] in "期程目" else name):
        return Judged(name, "solid")
    if entry is None:
        staged = strong and STAGE.search(name) and len(name) >= MIN_STAGED and not is_class(name)
        return Judged(name, "solid") if staged else None
    cls = entry["class"]
    bare = BRACKET_BEHIND.sub("", name)
    modifier = bare[: bare.rfind(entry.term)] if entry.term in bare else bare
    # the 区 of a kind (试验区) is no place's
    proper = bool(PROPER.search(modifier if entry.term[-1] == "区" else name)) or quoted or is_of_a_place(name)
    own = proper or begins_with_known_name(name)
    of_a_type = _OF_A_TYPE.match(name)
    if of_a_type and not proper and is_common(name[of_a_type.end() :]):
        return None  # 海绵型建筑小区, 节水型园区
    if cls == "programme" or entry.term == "工程":
        return _programme(name, modifier, entry, quoted=quoted)
    if modifier in kinds() and not quoted:
        return None  # 道路广场, 机场港口: two kinds
    if quoted and cls in ("soft", "named") and entry.term[-1] == "区" and generic().match(modifier.strip("“")):
        return None  # “无废园区”: a class, marks or not
    if _is_praise(name, modifier) or _VOLTAGE.fullmatch(modifier) or _THOSE_THERE_ARE.match(name):
        return None
    if wide and not (proper or quoted or entry["wide"] or cls in ("called", "title") or _singled_out(modifier, entry)):
        return None  # 建设现代农业产业园, in a national plan: many; 数字经济产业园 in a district's plan: one
    if cls == "called":
        # A项目: the text calls it one; the name must be more than a kind
        thing = _DONE_TO.sub("", modifier)
        done_to = thing != modifier and suffix(thing) is not None and not is_common(thing)  # 定海剧场|改建
        own = holds_name(modifier) and not any(marks.search(modifier) for marks in (abstract_ends(), NOT_ONE_THING))
        named = done_to or (PROPER.search(name) and strong) or _LOCATED.search(modifier) or own
        named = named or (strong and not wide and (is_plant(modifier) or _says_what_it_makes(modifier)))
        return Judged(name, "solid") if quoted or (named and len(modifier) >= MIN_CALLED) else None
    if cls == "route":
        line = re.search(r"[A-Z\d“]|至|(?:快线|铁路|高铁|城轨|轨道|公路|高速)", name)
        # A项目: the text calls it one; the name must be more than a kind
        return Judged(name, "solid") if quoted or (line and len(modifier) >= 2) else None
    if not modifier.strip('“”"') and not quoted and not STAGE.search(name):
        return None
    if (
        "或" in modifier
        or (not proper and "和" in modifier)
        or (not proper and re.search(r"(?:机制|体系|制度|能力|模式)与" if strong else "与", modifier))
    ):
        return None  # two things of which one has no kind of its own
    shaped = entry.term[-1] in "网络" and _SHAPED.fullmatch(modifier)
    if (_DESCRIBED.search(modifier) and not shaped) or _CUT_OFF.search(name):
        return None
    if cls == "soft" and name.startswith("全国") and not (quoted or entry["wide"] or is_single(name)):
        return None  # 全国…基地 says how far it is to reach, 全国…平台 which one it is
    if cls == "many" and not _is_one_of_many(name, modifier):
        return None
    own = own or (cls == "named" and bool(_LOCATED.search(modifier)))
    own = own or bool(cls == "named" and STAGE.search(name))
    if cls == "named" and not (own or beside or begins_with_name(name)) and is_common(name):
        return None  # 滨水绿带, 科技园区联盟: every word is one of the language
    if cls == "named" and not (own or len(modifier) >= 3) and not (strong and len(modifier) >= 2):
        return None
    if cls == "process":
        if modifier and is_common(_WHOLE_PLACE.sub("", modifier)):
            return None
        if _SLOGAN.search(modifier) and not PROPER.search(_SLOGAN.sub("", modifier)):
            return None
        built = strong and ((_built().search(name) and len(modifier) >= MIN_BUILT) or (modifier and suffix(modifier)))
        known = own or _LOCATED.search(modifier) or is_short_way(modifier)
        return Judged(name, cls) if known or built else None
    if cls != "title" and entry.term[-1] != "区" and re.fullmatch(r"(?:国家|[省部市区县])级", modifier):
        return None  # 国家级实验室: a rank, and a kind
    ranked = _RANK.match(modifier) if cls == "soft" and entry.term[-1] != "区" else None
    if ranked and len(modifier) - ranked.end() <= MAX_RANKED and is_common(modifier[ranked.end() :]):
        return None  # 国家级创新平台; but 创建国家级高新区
    if cls == "title":
        return Judged(name, cls) if proper or len(modifier) >= 2 or (strong and len(name) >= MIN_TITLE) else None
    plain = strong and cls == "solid" and len(modifier) >= 2 and not (wide and len(entry.term) <= 3)
    if not own and generic().match(modifier) and not plain:
        return None  # 绿色工厂, 特色小镇
    if cls == "soft" and not own and not (strong and len(modifier) >= 4):
        return None
    # 京保城际: by the places it joins; 文家店大桥: by where it stands
    placed = (entry.term in terms("line_kinds") and _singled_out(modifier, entry)) or is_placed(name)
    if cls == "solid" and not own and not strong and len(modifier) < 4 and not placed:
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
    bare = BRACKET_BEHIND.sub("", name)
    end = _building_ends().search(bare)
    if not end or len(bare) < MIN_BUILDING or "的" in bare:
        return False
    before = bare[: end.start()]
    at_a_building = any(suffix(before[:size]) is not None for size in range(MIN_BUILDING - 1, len(before) + 1))
    return is_of_a_place(bare) or begins_with_county(bare) or bool(PROPER.search(before)) or at_a_building


def _is_praise(name: str, modifier: str) -> bool:
    """Tell whether a word of praise or position makes a slogan of a name.

    Behind a place it does so only right before the kind (`川渝电网一体化|重要节点`, but `苏河湾|世界级滨水商务区`). The kind itself may
    have such a word where a name or a rank stands before it (`“东翼”…集聚区`, `国家数据产业集聚区`).
    """
    ranked = name.startswith(("“", "国家")) or is_single(_MARKS.sub("", modifier))
    praise = evaluative().search(modifier if ranked else name)
    if praise is None or is_of_a_place(name):
        return False
    placed = begins_with_county(name) or begins_with_name(name) or PROPER.search(_MARKS.sub("", name[: praise.start()]))
    return not placed or praise.end() == len(modifier)


def _is_one_of_many(name: str, modifier: str) -> bool:
    """Tell whether a place, or a short name of its own, singles out what is built by the dozen (`晨星口袋公园`)."""
    kind = bool(generic().match(modifier)) or suffix(modifier) is not None
    short = 2 <= len(modifier) <= MAX_COUNTY and len(words(modifier)) == 1 and not kind and begins_with_name(modifier)
    placed = bool(PROPER.search(_IN_MARKS.sub("", modifier))) or is_of_a_place(name) or begins_with_county(name)
    return placed or short


_RANK = re.compile(r"(?:国家|[省部市区县])级")
MAX_RANKED = 4
"""Characters between a rank and a kind that leave it a kind."""
_IN_MARKS = re.compile(r"“[^“”]*”")
_MARKS = re.compile(r"[“”\"]")


def is_plant(modifier: str) -> bool:
    """Tell whether words before 项目 say what is built (`污泥焚烧`, `再生水生产扩建`), which a district has one of."""
    return bool(_built().search(modifier)) and not generic().match(words(modifier)[0]) and not PLURAL.search(modifier)


def _says_what_it_makes(modifier: str) -> bool:
    """Tell whether words before 项目 say what one plant makes or does (`稀土冶炼分离`), and no word of them how important it is."""
    said = words(modifier)
    plain = any(generic().match(word) or evaluative().search(word) for word in said)
    marks = (abstract_ends(), NOT_ONE_THING, _OF_A_SORT)
    return len(said) > 1 and len(modifier) > MIN_PLANT and not plain and not any(m.search(modifier) for m in marks)


_OF_A_SORT = re.compile(r"[类型级]$")
MIN_PLANT = 4
"""Characters of words before 项目 that are too few to tell one."""
_OF_A_TYPE = re.compile(r"[一-鿿]{2,4}(?<![转大中小微巨重轻新])型(?=.)")


def _singled_out(modifier: str, entry: Entry) -> bool:
    """Tell whether a short modifier names one built thing (`共和|机场`, `茨哈峡|水电站`) and not a kind of it (`支线|机场`, `旅游|公路`)."""
    if entry["class"] != "solid" or not _SHORT_NAME.fullmatch(modifier) or generic().match(modifier):
        return False
    common = all(len(word) > 1 and is_known(word) for word in words(modifier))
    return not common or is_county(modifier)


_SHORT_NAME = re.compile(r"[一-鿿]{2,4}")


def why_not(name: str, *, strong: bool, wide: bool) -> str:
    """Say in words what keeps a cleaned candidate from being a name of its own; for `trace`, in the order of `judge`."""
    entry = suffix(name)
    reasons = (
        (not 2 <= len(name) <= MAX_NAME, "too short or too long for a name"),
        (bool(PLURAL.search(name)), "a plural or a class (一批, 各类, …)"),
        (bool(NO_NAME.search(name)), "holds a mark or a word that no name holds"),
        (entry is None, "does not end in a last word of project_suffixes.tsv"),
        (bool(evaluative().search(name)), "positioning: a word of evaluative_words.tsv"),
        (
            wide and entry is not None and not entry["wide"] and not PROPER.search(name),
            "a country's or province's document means many of this kind (column wide of project_suffixes.tsv)",
        ),
        (not strong, "no verb of building governs it, so a proper name would be needed"),
    )
    return next(
        (why for holds, why in reasons if holds), "a bare kind, or words of generic_words.tsv before its last word"
    )


def holds_building(name: str) -> bool:
    """Tell whether a name has a word for something built in it (`特高压`, `水库`)."""
    return bool(_built().search(name))


_SLOGAN = re.compile(r"“[两二三四五六七八九十][^“”\d][^“”]{0,2}[一二两三四五六七八九十][^“”]{1,3}”")
"""Counted in marks, before what is done: a field of work (`“两旧一村”改造`)."""
LED_WATER = re.compile(r"引[一-鿿]{1,3}[济入补][一-鿿]{1,3}(?:工程)?")
"""Water led from one river to another (`引白济洮`): no last word tells these names."""
_LOCATED = re.compile(
    r"引[一-鿿]{1,3}[济入补][一-鿿]|引[洮黄江汉滦大][^，、]{0,6}工程|[一-鿿]电[入送外][一-鿿]|[一-鿿]{2}[―—－-]{1,2}[一-鿿]{2}|\d弄|\d+号|[一-鿿]{2}(?:小区|公园|(?<![道公铁线网电思])路(?![线径网])|大街|大道)|[一-鿿]{1,3}(?:江|(?<![山先])河(?!流|道|湖|网)|湖(?!泊|库)|溪|渠)|[GSXY]\d{2,}|(?![强富全各老产城集村小])[一-鿿](?:县|镇|校区)"
)


_STAGE_INSIDE = re.compile(r"[一二三四五六]期")
_EXTENDED = re.compile(r"[东南西北]延(?:伸|长)?$")
"""A way that goes on (`机场快速路南延|工程`): one place."""
_RING = re.compile(r"^[东南西北]?[一二三四五六内外中]环(?![境节保])")
"""A road round a city (`内环|高架`): one place."""
_DONE_TO = re.compile(
    r"(?:新建|改建|扩建|改扩建|重建|拆除重建|修缮|加固|品质提升|提升|改造|更新|整治|扩展|修复|建设|一期|二期|三期)+$"
)
"""What is done to a thing, before 工程: `全民健身中心新建工程` is the centre's."""


@cache
def _classes_of_works() -> re.Pattern[str]:
    whole = alternation(terms("works_classes", where="whole"))
    return re.compile(rf"^(?:{whole})$|{alternation(terms('works_classes', where='inside'))}")


def _programme(name: str, modifier: str, entry: Entry, *, quoted: bool) -> Judged | None:
    """行动, 计划 and 工程 with a name of their own; a 工程 that is a built thing in one place is works."""
    if (
        (len(modifier) < 3 and not quoted)
        or re.search(r"(?:的|系统|大科学)$|^“[^“”]*”重大$|^重大[一-鿿]{2}$|^[一-鿿]{2,4}重点$", modifier)
        or _classes_of_works().search(modifier)
        or re.match(r"(?:重大|重点|有关|相关|各项|各类|年度|民生|基础性?|引导性|一号|系统|配套)+$", modifier)
    ):
        return None
    if (
        entry.term == "计划"
        and "”" not in modifier
        and re.search(
            r"(?:^行动|检查|执法|规模|指标|收购|工作|年度|招生|培训|建设|投资|资金|用地|生产|编制|科技)$", modifier
        )
    ):
        return None
    if entry.term == "行动" and re.search(r"(?:执法|统一|具体|集体|自觉)$", modifier):
        return None
    thing = re.sub(r"“[^“”]*”$", "", modifier)
    built = _built().search(modifier) or suffix(_DONE_TO.sub("", thing)) is not None
    in_many_places = (
        name.endswith("专项工程")
        or name.startswith(("全国", "全省", "全市", "全区", "全县"))
        or (is_common(_DONE_TO.sub("", thing) or modifier) and not begins_with_known_name(thing))
    )
    located = bool(
        _STAGE_INSIDE.search(name)
        or (_EXTENDED.search(modifier) and is_worked_thing(modifier))
        or _RING.search(modifier)
        or _LOCATED.search(_IN_MARKS.sub("", name))
    ) or (begins_with_known_name(thing) and built and not in_many_places)
    if entry.term == "工程" and thing and (located or (built and not in_many_places)):
        return Judged(name, "solid")
    return Judged(name, "programme")
