"""The indicators that a statement names: `指标 + 动词 + 数`, with what earlier clauses and the list share restored."""

from __future__ import annotations

import re
from typing import NamedTuple

from . import indicators, numbers
from . import target_patterns as patterns
from .lexicon import terms


def stated(
    subject: str, verb: re.Match[str], group: list[numbers.Quantity], previous: list[str], entity: str | None
) -> list[str]:
    """Return the indicators that stand before a verb and its numbers, one for each or one for all; [] where there is none.

    `previous` are the indicators of the clause before, `entity` the thing the last one was about: a measure that names nothing goes on from them.
    """
    subject = _subject(subject, verb, group[0])
    names = indicators.split(subject)
    if len(names) == 1 and len(group) > 1:
        names = indicators.each_of(subject, len(group)) or names
    if len(names) == 1 and "、" in subject and re.search(r"[均都]", verb["adverb"]):
        names = subject.split("、")  # 游客人次、旅游花费均增长10%以上: 均 says that they are several
    names = _from_before(names, verb, previous)
    names = [restored for name in names if (restored := indicators.restored(name, entity))]
    if len(names) == 1 and previous and patterns.BARE_SUM.fullmatch(names[0]) and not indicators.measured(previous[-1]):
        names = [indicators.without_scope(previous[-1]) + names[0]]  # 新建159个物流运输起降点，总规模达205个
    if len(names) > 1 and len(group) == 1 and ("总体" in verb["adverb"] or _adds_up(names, group[0], verb)):
        names = [subject]
    return names if all(is_sensible(name, group[0].unit, verb["verb"]) for name in names) else []


def _subject(words: str, verb: re.Match[str], quantity: numbers.Quantity) -> str:
    """The noun phrase before the verb, without a member that has its own number and without a verb of work."""
    subject = indicators.clean(words)
    open_list = re.sub(r"“[^“”]*”", lambda quoted: "“" * len(quoted.group()), subject)
    if re.search(r"\d[^、]*、", open_list):
        subject = subject[open_list.rfind("、") + 1 :]  # what stands before has its own number
    worked = patterns.work_start().match(subject)
    if (
        worked
        and worked.end() + 1 < len(subject)
        and numbers.class_of(quantity.unit) == "count"
        and not re.match(r"新增", subject)
    ):
        subject = subject[worked.end() :]
    elif (
        worked
        and worked["verb"] in ("建成", "完成")
        and subject[worked.end()] != "的"
        and indicators.measured(subject[worked.end() :])
    ):
        subject = subject[worked.end() :]  # 全区建成…避难面积达到87.75万平方米
    if verb["verb"] == "占" and quantity.unit == "%" and subject and not re.search(r"[重比率]$", subject):
        subject += "占比"
    return re.sub(r"分别(占比|比重|比例)$", r"\1", subject)


class Amount(NamedTuple):
    """What a number at the end of a clause measures; `certain`: a verb of work says so, whatever the noun."""

    name: str
    kind: str
    certain: bool


def amounted(subject: str, *, bounded: bool) -> Amount | None:
    """Return what is measured by a number after these words: the noun after a verb of work, or a measure; `bounded`: 以上 or the like follows.

    None where nothing says that the number is to be reached.
    """
    bare = indicators.clean(subject)
    then = list(patterns.then_work().finditer(bare))
    if then:  # 实施城市更新行动、|完成投资220亿元
        bare = bare[then[-1].start() + 1 :]
    kind = "increase" if re.search(r"新增|净增", subject) else "level"
    if re.search(r"(?:年均|每年)[^，]*(?:增速|增长|增幅)$|增速$|涨幅$", bare):
        kind = "rate"
    worked = patterns.work_start().match(bare)
    if worked and worked.end() < len(bare):
        name = bare[worked.end() :]
        second = patterns.work_start().match(name)
        if second and second.end() + 1 < len(name) and (worked["verb"] != "新增" or second["verb"] in _MADE_NEW):
            name = name[second.end() :]  # 新建改建农村公路500公里
        return Amount(bare if worked["verb"] == "新增" and name.startswith("就业") else name, kind, True)
    less = patterns.LESS.match(bare)
    if less:
        return Amount(bare[less.end() :], "decrease", True)
    placed = patterns.work_at().match(bare)
    if placed and not indicators.measured(bare[placed.end() :]):
        return Amount(bare if placed["verb"] == "新增" else placed["place"] + bare[placed.end() :], kind, True)
    behind = patterns.work_behind().match(bare)
    if behind and not indicators.measured(bare[behind.end() :]):
        return Amount(bare[behind.end() :], kind, True)
    if patterns.work_end().search(bare) or bounded or indicators.measured(bare):
        return Amount(bare, kind, bool(worked))
    return None


_MADE_NEW = ("建设", "培育", "引进", "引育", "认定", "建成", "培养", "改造")
"""Verbs behind 新增 that say only how what is new comes to be (`新增|培育|示范企业1000家`)."""


def goes_on(name: str, before: str) -> str:
    """Read a member of a list after `before`: what is done to the same thing (`新能源开工…、投产…`), or to another (`…、治理水土流失…`)."""
    verbs = terms("work_verbs")
    if name in verbs:
        shared = next((verb for verb in sorted(verbs, key=len, reverse=True) if before.endswith(verb)), None)
        return before.removesuffix(shared) + name if shared and shared != before else name
    worked = patterns.work_start().match(name)
    rest = name[worked.end() :] if worked and worked["verb"] != "新增" else ""
    return rest if len(rest) >= MIN_WORKED else name


def of_the_rank(name: str, before: str) -> str:
    """Give a rank alone what the list counts (`省级现代农业产业园50个、国家级|10个` → `国家级现代农业产业园`)."""
    rank = patterns.RANKED.match(before) if patterns.RANKED.fullmatch(name) else None
    return name + before[rank.end() :] if rank else name


MIN_WORKED = 3
"""Characters of what is worked on, without the verb."""


def tells_itself(name: str) -> bool:
    """Tell whether a noun phrase says by itself that it is measured (`粮食总产量`, `农村公路累计改造`, `每千人床位`)."""
    return bool(
        indicators.measured(name) or patterns.work_end().search(name) or re.search(r"[产增]|^每[百千万]?[人户]", name)
    )


_TOTALS = re.compile(r"(?:[一二两三四五十\d]{1,2}年|全年|期间)?(?:总计|合计|累计|共计)(?:改造|新建|建成|完成)?")
"""What only adds up what the clause before counts: `新增点位30个，总计达60个`."""


def _from_before(names: list[str], verb: re.Match[str], previous: list[str]) -> list[str]:
    """Take from the clause before what a clause leaves out: the whole indicator, its measure after a scope, or what has the share."""
    total = len(names) == 1 and _TOTALS.fullmatch(names[0]) is not None
    if not names or not previous or total:
        return list(previous) or ([] if total else names)
    if (
        not indicators.measured(names[0])
        and re.search(r"[到至]$|^控制在|^达", verb["verb"])
        and len(names) == 1
        and indicators.is_scope(names[0])
    ):
        names = [f"{names[0]}{indicators.without_scope(previous[0])}"]
    if len(names) == 1 and names[0].startswith("占"):
        names = [previous[-1] + names[0]]  # 年产值超过10000亿元，占规模以上工业总产值的比重达45%
    return names


def _adds_up(names: list[str], quantity: numbers.Quantity, verb: re.Match[str]) -> bool:
    """Tell whether one number is the sum over a list (`城镇职工和城乡居民养老保险参保人数达到780万人`), not each member's."""
    counted = numbers.class_of(quantity.unit) in ("count", "amount")
    return counted and not re.search(r"均|分别|各", verb["adverb"] + verb["verb"]) and names[0] != names[-1]


def is_sensible(name: str, unit: str | None, verb: str = "") -> bool:
    """Tell whether a noun phrase can be what a number of `unit` measures: of time only what takes or lasts it."""
    if patterns.OF_NATURE.search(name):
        return False
    if _OF_A_PLAN.match(name):
        return False  # 完成年度建设任务的168%: how much of a plan is done
    if len(name) < 2 or len(name) > indicators.MAX_INDICATOR or re.search(r"财政.{0,14}安排$|安排$", name):
        return False  # money set aside, or no noun phrase
    if numbers.class_of(unit) == "time":
        if verb in ("不超过", "不得超过", "不少于", "为") and unit != "年" and not re.search(r"时延$", name):
            return False  # a procedural limit
        return bool(re.search(r"天数|时间|时限|时延|时长|用时|耗时|周期|寿命|年限|学时|日数|天$", name))
    return True


_OF_A_PLAN = re.compile(r"(?:年度|全年|计划|既定)(?:建设|目标|投资)*(?:任务|目标|计划)(?:的)?$")
_OF_A_TRADE = re.compile(r"产业规模|(?:总)?产值|产量|营业收入|营收|增加值")
"""Measures that say of nothing what makes them: they are of the trade that the sentences before are about."""
_TRADE = re.compile(
    r"(?:推动|推进|加快|促进|支持|聚焦|做[大强优]|壮大|发展|提升)*(?P<trade>[^，。；、：“”\d]{2,12}?(?:产业|经济|制造业|服务业|工业))(?![化链园])(?=[^的、，。；和与]{2})"
)


def trade(sentence: str) -> str | None:
    """Return the trade that a sentence begins with and is about: `石化产业持续“减油增化提质”，…`, `推动新能源汽车产业提质扩量，…`."""
    match = _TRADE.match(sentence.strip())
    return match["trade"] if match else None


def of_a_trade(name: str, of: str | None) -> str:
    """Put the trade before a measure that names none (`产值突破1300亿元` → `石化产业产值`)."""
    if of is None or not _OF_A_TRADE.fullmatch(name):
        return name
    if name == "产量" or name.startswith("产业"):
        of = of.removesuffix("产业")
    return of + name


def of_the_field(noun: str, before: str) -> str:
    """Give a counted noun the field that the list names once (`服务型制造示范企业`, `示范平台` → `服务型制造示范平台`)."""
    at = before.find(noun[:2])
    return before[:at] + noun if at > 0 else noun
