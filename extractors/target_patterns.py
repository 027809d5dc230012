"""How targets are written: the patterns round a number, built once from the vocabulary files."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from .lexicon import Entry, alternation, load, terms
from .numbers import Quantity
from .units import class_of

POST = re.compile(r"\s*(?:[（(]含(?:本数)?[）)])?(?:及)?(?P<post>以上|以下|以内|之内|左右|上下|内)")
PRE = re.compile(r"(?P<pre>约|大约|近|接近|将近|超过|不超过|不少于|不低于|至少|突破|超|达到|达|为)$")
POST_COMPARATOR = {"以上": ">=", "以下": "<=", "以内": "<=", "之内": "<=", "内": "<=", "左右": "~", "上下": "~"}
PRE_COMPARATOR = {
    "约": "~",
    "大约": "~",
    "近": "~",
    "接近": "~",
    "将近": "~",
    "超过": ">",
    "超": ">",
    "突破": ">",
    "不超过": "<=",
    "不少于": ">=",
    "不低于": ">=",
    "至少": ">=",
    "达到": "=",
    "达": "=",
    "为": "=",
}
RATE = re.compile(r"年均(?!浓度|值|气温|降水|流量|径流)|每年|同比|增速")
"""Before a number: it is per year, or against the year before; `年均浓度` is a measure."""
RESPECTIVELY = re.compile(r"(?:且|并)?分别(?:[较比](?:[12]\d{3}年|上年|去年)(?:底|末)?)?")
"""A clause that says of several indicators before it how each changes (`分别增长10%、12%`)."""
STRETCH = re.compile(r"力争|争取|努力|奋力")
BINDING = re.compile(r"确保|约束性|必须|保证")
TAIL_WORDS = re.compile(
    r"^(?:\s*(?:[”\"]?的[一-鿿]{1,8}目标|的?(?:目标|水平|规模|要求|任务)(?:推进|落实|完成|要求|任务)?|任务|时间|大关))?\s*$"
)


RETURN_STANDARD = re.compile(r"^的?(?P<what>[一-鿿]{0,4}标准)\s*$")
"""Behind a return period: what it is the standard of (`城区达到20年一遇|防洪标准`)."""
STATED_BEHIND = re.compile(r"(?:突破|达到?|超过?|不低于|不少于|增长|提高到?)\d[^的]*$")
"""A verb and a number in the noun behind a count: the number counts nothing that is to come."""
AMONG = re.compile(r"其中[，：:]?(?P<what>\d+(?:[万亿千百]+)?元以上(?:的)?[^，。；\d]{2,12})$")
"""How many of what was counted before are large."""
ANY_DIGIT = re.compile(r"^(?!\d+[万亿千百]*元以上(?:的)?[^\d]{2,12}$).*\d(?!\d*强)")
"""A number in a noun, where it is no size (`50亿元以上项目`) and no class (`中国500强企业`)."""
OF_THE_COST = re.compile(r"(?:计划|预计)?总投资[约近超达]*\d[\d.]*[万亿]+元(?:以上|左右)?的$")
"""Between a verb and its number: what the things cost (`加快|总投资52亿元的|34个配套项目建设`)."""
AIMS_AT = re.compile(r"(?:并|且)?(?:力争|争取)")
"""A clause of this alone before a number: of the indicator before, more is hoped for (`增长7%，|力争|8%`)."""
AMONG_THEM = re.compile(r"其中[，：:]?(?P<what>[^，。；、\d]{2,16})$")
"""How much of what was counted just before is of one sort (`新增停车泊位3000个，其中|公共停车位800个`)."""
LESS = re.compile(r"^(?:压减|减少|削减|压降|减排)(?=[^，。；\d]{2,})")
"""A verb before its noun that says of an amount that it is to go (`压减|粗钢产能100万吨`)."""
DONE_AND_RAISED = re.compile(r"(?:改造|优化|整治|完善|更新|扩容|管护|修缮|养护|品质)提升$")
"""A verb of work that ends like one that bounds a number (`高标准农田新建40万亩、|改造提升|20万亩`)."""
YEAR_OF_IT = re.compile(r"(?<=[到至为达])[12]\d{3}年(?:底|末)?的$")
"""Between a verb and its number: of which year it is (`由2020年的58%提高到|2025年的|64%`)."""
A_STANDARD = re.compile(r"[一-鿿]{2}标准$")
STRIVES_ON = re.compile(r"、(?:力争|争取|努力|确保|并|且|实现|保持)(?![^、，]{0,20}\d)")
"""After a number: what is said besides (`控制在29微克/立方米左右|、争取更优水平`)."""
RAISED_TO = re.compile(
    r"^(?P<lead>(?:力争|争取|努力|确保|逐步|稳步|持续|进一步|并|将|要)*)(?P<verb>提高|提升|降低|扩大|增加(?!值)|缩短|压缩|压减)(?P<what>[^，；。\d]{3,30}?)(?P<to>至|(?<!达)到)$"
)
"""A verb round its object, before the number: `提高有线电视超高清机顶盒占比至|75%`."""
SUMS_UP = re.compile(r"[^，；。]*\d|(?:[一-鿿]{0,2}项目|[十百千万]?亿元|段)")
"""Behind such a number: what only sums up the list, or more than one list."""
AND_AGAIN = re.compile(r"(?<=[一-鿿])[（(][补新改扩续修迁重][一-鿿]{1,3}[）)]$")
"""A second verb in brackets before the number: `新种（补种）|2500株行道树`."""
OF_A_FIELD = ("示范", "试点")
"""How nouns of a list begin that share the field named before the first (`200家服务型制造|示范企业、100家示范平台`)."""
RANKED = re.compile(r"[一-鿿]{1,4}[级型]")
OF_ALL_RANKS = re.compile(
    r"(?:[一-鿿]{1,4}[级型](?:、|和|及)?\d+[个家条座所项])+[一-鿿]{1,4}[级型](?P<noun>[^，；。、\d]{2,12})"
)
"""Ranks that share the noun behind the last: each number counts it."""
DONE_TO = re.compile(r"(?:对|将|把|为)(?:其中的|其中)?(?:约|近|不少于|至少)?$")
"""Before a number of things to which the words behind do something (`对|300个公交站台进行适老化改造`)."""
BEING_DONE = re.compile(r"\s*(?P<thing>[一-鿿“”]{2,20}?)(?:免费)?(?:进行|实施|开展|提供)(?P<work>[一-鿿“”]{2,14})$")
OPENED = re.compile(r"(?:力争|争取|努力|确保)?(?:到|在|于)?[12]\d{3}年(?:底|末)?(?:前)?[，,]")
"""A sentence that opens with its time limit: what stands before the year (`力争到2025年，…`) holds for what follows."""
BARE_SUM = re.compile(r"(?:总)?(?:规模|数量?|面积|里程|容量|能力|产能|人数|投资)|总量|总数|占比")
"""A measure that says of nothing what it measures: the thing counted just before is meant."""
EXTENT = re.compile(r"(?:亩|公顷|平米|平方米|平方公里|平方千米|公里|千米|㎡|m²|km²?|千瓦|兆瓦)$")
"""Units of land and length: what a verb of work does so much of stands after them as after a classifier (`建设10万亩高标准农田`)."""
OF_NATURE = re.compile(r"(?:年|月)?(?:平均|均)?(?:降水|降雨|气温|海拔|积温|无霜期|蒸发|日照)")
"""What nobody can commit to (`年降水量一般在400毫米以上`)."""
OF_NOTHING = re.compile(r"(?:总)?(?:规划|占地|用地|建筑|覆盖)*(?:总)?面积")
"""An area that nothing is said to be of, nor to become: it describes a place (`总规划面积约60平方公里`)."""
DESCRIBES = re.compile(r"(?:以上)?(?:、[^，；。\d]{2,24})?的[^，；。、的\d]{2,24}$")
"""Between a number and the next one: the first only describes what the second counts (`年产值超100亿元、具有竞争力的龙头企业2家`)."""
NOUN = re.compile(r"(?:以上|左右)?[一-鿿“](?<![、和及以])")
"""After a number: a noun that it counts begins."""
ENDS_IN_AMOUNT = re.compile(r"[元人吨%亩][以上]*$")
SHARED_NOUN = re.compile(r"的[^，；。、的\d]{2,20}$")
"""A noun at the end of a clause that what was counted before shares."""
AHEAD = re.compile(r"提前(?P<years>[一二两三])年")
"""`配套率提前一年达到100%`: a year before the time limit that holds for the rest."""
LIST_GOES_ON = re.compile(r"(?:以上|以下|以内|左右)?\s*(?:[、和]|及(?!以))")
"""After a number: what follows is a target of its own."""
ANY_NUMBER = re.compile(r"\d|翻|一半")
"""What a list goes on with, if more targets follow."""
DESCRIBED = re.compile(r"(?:以上|以下|以内)(?![的、和及，；。])[一-鿿]")
"""After a number: it says how large the things are that the next number counts (`百亿元|以上产业链达到15条`)."""
WHOLE_SHARE = re.compile(
    r"(?:及)?(?:以上|左右)?的?(?P<part>面积|区域|[一-鿿]{2,8}?)(?P<reach>(?:达到|符合|满足|实现|完成)[^，、；。\d]{4,24})$"
)
"""After a share: the part of a whole, and what it is to reach (`建成区40%|以上面积达到海绵城市建设要求`)."""
NO_VERB = re.compile(r"(?P<adverb>)(?P<verb>)(?P<modifier>)$")
SHARE_FIRST = re.compile(r"^(?:实现|确保|力争|推动|达到|有)?\s*$")
"""`（实现）98%以上基层医疗卫生机构接入互联网`: the share stands before what does it."""
SHARE_DOES = re.compile(
    r"(?P<does>(?:通|实现|达到|建成|完成|覆盖|落实|执行|纳入|开展|配备|公开|接入|使用|接受|参加|持)[一-鿿（）()]{1,12})$"
)
"""Behind a share: what so many of those before it do (`具备条件的行政村100%|通班车`)."""
SHARE_OF = re.compile(
    r"(?:应当?|要|须|必须)?(?P<verb>不少于|不低于|不得少于|不得低于|达到|达|超过|不超过|占)(?P<whole>[^，、；]{0,24}(?:总数|总量|总额|人数|数量|面积|规模|平均值|均值|用电量))的?$"
)
"""`法制审核人员不少于本单位执法人员总数的5%`: a share of the whole that stands after the verb."""


@cache
def verbs() -> dict[str, Entry]:
    """Verbs before a number, with what they say of it."""
    return {entry.term: entry for entry in load("target_verbs")}


@cache
def verb_end() -> re.Pattern[str]:
    """A verb that bounds the number right after it, at the end of what stands before the number."""
    adverb = r"(?:再|总体|基本|原则上|平均|分别|均|都|全部|将|要|应|力争|争取|逐步|稳步|稳定|保持){0,6}"
    modifier = r"(?:约|大约|近|接近|将近|至少|不少于|不低于|不超过|左右)?"
    return re.compile(rf"(?P<adverb>{adverb})(?P<verb>{alternation(verbs())})(?:了)?(?P<modifier>{modifier})\s*$")


def bound_of(text: str, start: int, end: int) -> tuple[str, str]:
    """Read how the words round the number `text[start:end]` bound it: (comparator, kind), `=` and `level` where they do not say.

    `不低于|4000元` → (`>=`, `level`), `4000元|以上` → (`>=`, `level`), `下降|15%` → (`=`, `decrease`).
    """
    verb = verb_end().search(text, max(0, start - MAX_VERB), start)
    entry = verbs().get(verb["verb"]) if verb else None
    post = POST.match(text, end)
    comparator = (
        (POST_COMPARATOR[post["post"]] if post else None)
        or (PRE_COMPARATOR.get(verb["modifier"] or "") if verb else None)
        or (entry["comparator"] if entry else "=")
    )
    return comparator, entry["kind"] if entry else "level"


MAX_VERB = 24
"""Characters before a number in which the verb that bounds it ends."""


def with_shared_unit(group: list[Quantity]) -> list[Quantity]:
    """Give the numbers of a list the unit that only the last has in full (`5个和10个百分点`)."""
    unit = group[-1].unit or ""
    if unit.endswith("元"):
        group = [replace(each, unit=f"{each.unit}元") if each.unit in _LARGE else each for each in group]
    return [replace(each, unit=unit) if each.unit == "个" and unit.startswith("个") else each for each in group]


_LARGE = ("万", "亿", "万亿", "千万", "百万")
"""Magnitudes whose unit a list gives only at its end (`1.28万亿、1.18万亿、8200亿元`)."""


def is_countable(unit: str | None) -> bool:
    """Tell whether a number of the unit stands before what it counts: a classifier, or land and length."""
    return bool(unit) and (class_of(unit) == "count" or is_extent(unit))


def is_extent(unit: str | None) -> bool:
    """Tell whether a unit is one of land, length or power, which stand before a thing like a classifier (`700万千瓦新型储能项目`)."""
    return bool(EXTENT.search(unit or ""))


@cache
def any_verb() -> re.Pattern[str]:
    """Any verb that bounds a number."""
    return re.compile(alternation(verbs()))


@cache
def genre_end() -> re.Pattern[str]:
    """The end of a title of a document that requires and does not commit."""
    return re.compile(rf"(?:{alternation(terms('not_targets', where='genre'))})(?:[（(][^（）()]*[）)])?$")


@cache
def no_noun() -> re.Pattern[str]:
    """A counted noun that is no target (措施, 方面)."""
    return re.compile(rf"(?:{alternation(terms('not_targets', where='noun'))})$")


WITHIN = "年内|全年|年底前|[上下]半年"
"""Between a verb and its number: by when."""


@cache
def work_end() -> re.Pattern[str]:
    """A verb of work right before the number."""
    verbs = alternation((*terms("work_verbs", target="yes"), *terms("work_verbs", target="each")))
    modifier = "约|近|大约|至少|不少于|不低于|超过|超|突破|达到|达"
    of_these = "现有|剩余|其余|余下|全部|全[国省市区县]|首批|第[一二三]批"
    place = "[一-鿿]{1,6}(?:省|市|区|县|旗|镇|乡|街道|岛|片区|园区|流域)"
    return re.compile(
        rf"(?P<verb>{verbs})(?:{WITHIN})?(?:(?P<modifier>{modifier})?(?:{of_these})?|(?P<place>(?!各|每|全){place}))\s*$"
    )


@cache
def work_on_some() -> re.Pattern[str]:
    """A verb of work, some things by name, and 等 right before how many of them there are (`消除桥园里、和苑等6处易积水点位`)."""
    verbs = alternation(terms("work_verbs", target="yes"))
    more = alternation(terms("work_verbs"))
    return re.compile(
        rf"^(?:{LEAD})*(?P<verb>{verbs})(?:[、和及]?(?:{more}))?(?P<modifier>)(?P<place>)[^，。；\d]{{2,60}}等(?:共|合计|全[省市区县])?(?:近|约)?\s*$"
    )


@cache
def work_on_several() -> re.Pattern[str]:
    """A verb of work, things by name, and 等 right before a length or an area of them (`整治横河、南环河等27公里河道`)."""
    verbs = alternation(terms("work_verbs", target="yes"))
    return re.compile(rf"^(?:{LEAD})*(?P<verb>{verbs})(?P<modifier>)(?P<place>)[^，。；\d]{{2,40}}等(?:共|合计)?\s*$")


GOALS = re.compile(r"(?:预期|主要|总体|发展|工作|具体)目标(?:任务)?(?:是|为|：|:)")
"""A sentence outside the numbered items that says what is to be reached (`今年经济社会发展的主要预期目标是：…`)."""


@cache
def hastened() -> re.Pattern[str]:
    """A verb right before the number that says of work only that it goes on (`加快6个抽水蓄能电站建设`)."""
    return re.compile(
        rf"^(?:{LEAD})*(?P<verb>{alternation(terms('work_verbs', target='done'))})(?:{WITHIN})?(?P<modifier>约|近)?(?P<place>)\s*$"
    )


DONE = re.compile(r"(?:建设|改造|创建|实施|开工|投产|投用|投运|竣工|落地)$")
"""What is done, after what is counted."""


def only_of_each(verb: str) -> bool:
    """Tell whether a verb makes a target only where each of several is to have so many (`每个街道建有1个健身广场`)."""
    return verb in terms("work_verbs", target="each")


_NOT_STANDING = "(?<!建立(?=[体交]))(?<!建成(?=区))"
"""新建|立体绿化, not 新|建立|体绿化; 全市|建成区绿化覆盖率."""


@cache
def work_start() -> re.Pattern[str]:
    """A verb of work at the beginning, and those joined to it (`新建、改建`, `建设和改造`)."""
    verbs = alternation(terms("work_verbs", target="yes"))
    further = alternation(terms("work_verbs"))
    return re.compile(
        rf"^(?:{LEAD})*(?P<verb>{verbs}){_NOT_STANDING}(?:(?:、|和|及|以及|并|或者?)(?:{LEAD})*(?:{further}|{MORE_WORK})|{MORE_WORK})*"
    )


@cache
def then_work() -> re.Pattern[str]:
    """Match where another piece of work begins in a list (`…行动、完成投资`): two verbs of work that are no one's name."""
    verbs = alternation(term for term in terms("work_verbs", target="yes") if len(term) > 1)
    return re.compile(rf"、(?=(?:{verbs})[一-鿿]{{2}})")


_ROUND_ABOUT = r"利用|依托|通过|在|向|围绕|面向|结合|会同|联合|聚焦"


@cache
def work_behind() -> re.Pattern[str]:
    """Match what comes before the verb of work, a circumstance, and the verb (`向民间资本|推介`, `利用路口|新增`); the last verb counts."""
    verbs = alternation(term for term in terms("work_verbs", target="yes") if len(term) > 1)
    return re.compile(rf"^(?:{LEAD})*(?:{_ROUND_ABOUT})[^，；。\d]{{2,60}}(?P<verb>{verbs})(?=[^，；。\d]{{2,}})")


@cache
def work_at() -> re.Pattern[str]:
    """Match the place and the verb of work before what is worked on (`城区|新建|口袋公园50个`)."""
    verbs = alternation(term for term in terms("work_verbs", target="yes") if len(term) > 1)
    place = "城区|城镇|农村|城乡|[一-鿿]{1,6}(?:省|市|城区|城|区|县|旗|镇|乡)"
    return re.compile(rf"^(?:{LEAD})*(?P<place>{place})(?P<verb>{verbs}){_NOT_STANDING}(?=[^，；。\d]{{2,}})")


MORE_WORK = "提升|维修改造|维修|改善|亮化|美化|拓宽"
"""Verbs that only go on from another (`新建改扩建及维修改造公办幼儿园200所`)."""
LEAD = (
    r"我[省市区县州]|本[省市区县]|预计|可|计划|拟|力争|争取|努力|确保|全面|每年|累计|再|新|继续|加快"
    r"|积极|稳步|持续|重点|共|全省|全市|全区|全县|全国|总计|共计|自主|支持|推动|到时|逐步"
)


@cache
def blocked_words(where: str) -> re.Pattern[str]:
    """Words that say a number is no commitment, by where they stand."""
    return re.compile(alternation(terms("not_targets", where=where)))
