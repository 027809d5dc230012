"""A clause about works, read as phrases: verbs, names, and what the text says will happen to them.

Three orders: verb + names (`建设同心桥水库、太平水厂`), names + verb (`成渝中线高铁建成投运`), verb + names + verb
(`推动璧铜线延伸至潼南`). What the names are worth is judged elsewhere (`project_names`).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from . import project_lists, project_members, project_names, project_things
from .lexicon import Entry, alternation, load, terms
from .own_names import begins_with_known_name, may_begin_a_name

_RANK = {"operate": 7, "complete": 6, "start": 5, "upgrade": 4, "build": 3, "plan": 2, "study": 1}
_STUDY_AFTER = re.compile(r"前期|立项|可行性研究|论证|建设研究")
_PLAN_AFTER = re.compile(r"规划(?:研究|编制|批复|设计)|方案(?:设计|研究)|选址")


CLOSED_BY = ("工作", "落地", "完成")
"""What may follow the verbs behind a name and says no more: `更新改造|工作`, `改造|落地`."""


@cache
def _after() -> re.Pattern[str]:
    """Match what closes the object of a verb: one work or several (`规划建设`, `全面建成投用`)."""
    adverbs = "(?:的)?(?:全面|全线|尽快|尽早|早日|按期|相继|陆续|顺利|如期|加快|整体|高品质|高标准|高质量|实现)*(?:标准化|规范化|达标|提标)?"
    words = alternation(terms("verbs_behind", **{"class": "after"}) + terms("verbs_behind", **{"class": "both"}))
    # one or several, joined or not, and what says no more: 出让及开工建设, 建设与招商工作, 改造落地
    return re.compile(
        rf"(?P<after>{adverbs}(?:{words})(?:[和与及、并]?(?:后续|及时|尽快|适时)?(?:{words}))*(?:{alternation(CLOSED_BY)})?)$"
    )


def _opening() -> str:
    return alternation(terms("verbs_behind", **{"class": "opens"}) + terms("verbs_behind", **{"class": "both"}))


@cache
def opened_member() -> re.Pattern[str]:
    """Match the end of a member that has its verb behind it: `A电站开工建设、B水库完工、C高速公路通车`."""
    return re.compile(rf"(?:{_opening()})、")


_ON_THE_WAY = (
    r"(?:也|均|都|还|将|要|有望|力争|确保|计划|预计|争取|早日|尽早|尽快|按期|如期|按时|相继|陆续|分别|先后|全面|全线|全部|顺利|实现|正式|基本|继续|加快|[于在](?=[今明年\d上下])"
    r"|[今明本]年|20\d{2}年|\d{1,2}月(?:份)?|(?<=[年月])(?:底|末|初|中旬)|年[底末内]|[上下]半年|第?[一二三四]季度|(?<=[底末年月初])之?前)*"
)
"""How and by when, between a name and its verb: `长城爱情广场|12月|建成运营`, `第十一水质净化厂|将|完工`."""
_PART_DONE = r"(?:完成|实施)[一-鿿]{0,4}(?:主体|大坝|厂房|土建|路基|桥梁|隧道|管网|征地拆迁|基础|桩基)(?:工程|结构|建设|施工|封顶|工作|铺设|安装)*"
"""What of a work is to be done, behind its name (`宜良海马箐水库将|完成大坝封顶`)."""


@cache
def _opened() -> re.Pattern[str]:
    """Match names and the verb that says what happens to them (`成渝中线高铁建成投运`)."""
    return re.compile(
        rf"^(?P<names>.{{3,120}}?){_ON_THE_WAY}(?:(?:{_opening()})并?)?(?P<verb>{_opening()}|建设迈出.{{0,6}}步伐|{_PART_DONE})$"
    )


@cache
def _opened_ends() -> tuple[str, ...]:
    part_done = ("工程", "结构", "建设", "施工", "封顶", "工作", "铺设", "安装")
    return (
        *terms("verbs_behind", **{"class": "opens"}),
        *terms("verbs_behind", **{"class": "both"}),
        "步伐",
        *part_done,
    )


@cache
def verbs() -> dict[str, Entry]:
    """Return the verbs of work by term."""
    return {entry.term: entry for entry in load("work_verbs")}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    leads = {name: alternation(terms("project_leads", **{"class": name})) for name in ("adverb", "host", "stop")}
    verbs = alternation(entry.term for entry in load("work_verbs") if entry["phase"])
    # a verb that begins a noun is none: 开发区, 研究院, 规划纲要, 建设者
    guard = r"(?<!开发(?=区))(?<!开发(?=银))(?<!研究(?=院))(?<!研究(?=所))(?<!研究(?=生))(?<!规划(?=纲))(?<!规划(?=目))(?<!建设(?=者))(?<!建设(?=银))(?<!设立(?=者))"
    guard += r"(?![性型])(?<!启动(?=区))(?<!拓展(?=区))(?<!更新(?=单元|片区))"
    guard += r"(?<!规划(?=[馆院]|展览馆))(?<!延长(?=石油))(?<!延长(?=[东西南北中]?路))(?<!建设(?=主体|周期|规模|内容|标准|条件|用地|资金))"  # 延长西路, 建设主体
    start = re.compile(rf"(?P<verb>{verbs}){guard}|(?P<lead>{leads['adverb']})")
    stop = re.compile(rf"^(?>(?:{leads['adverb']})*)(?:{leads['stop']})")
    host = re.compile(rf"^(?>(?:{leads['adverb']})*)(?:{leads['host']})")
    inner = re.compile(rf"(?:{leads['adverb']}){{0,6}}(?P<verb>{alternation(_strong())}){guard}(?![、，和及]|$)")
    return start, stop, host, inner


def _strong() -> list[str]:
    """List the verbs that may govern a project from inside a clause (`依托高铁站建设…`)."""
    phases = ("build", "complete", "operate", "start", "apply", "upgrade")
    return [e.term for e in load("work_verbs") if e["phase"] in phases and e["force"] != "weak" and len(e.term) > 1]


@cache
def firm() -> tuple[str, ...]:
    """Return the verbs whose object is a project by a plain designation (`筹建数字云平台`)."""
    return terms("work_verbs", force="firm")


@cache
def making() -> frozenset[str]:
    """Return the verbs whose object comes to be by them (`打造召楼新天地`), as against those that only bring it forward (推进)."""
    return frozenset(
        e.term for e in load("work_verbs") if e["phase"] == "build" and e["force"] not in ("weak", "local")
    )


@dataclass
class Found:
    """What a clause says of works.

    `called`: the text itself says 项目 or 工程; `phases`: in the order of the text; `built`: a verb behind the names says that
    they are things.
    """

    names: list[str]
    called: bool
    phases: list[str]
    verb: str
    built: bool = False
    worked_on: bool = False
    """Whether any verb behind the names says that something is done to them."""
    opened: bool = False
    """Whether a verb behind the names alone says what happens to them (`A、B完工`)."""

    @property
    def says_it_is_there(self) -> bool:
        """Tell whether the verb itself says that its object is a thing: it starts, ends or runs (`投运机场`)."""
        entry = verbs().get(self.verb)
        return entry is not None and entry["force"] != "weak" and entry["phase"] in ("start", "complete", "operate")


@cache
def _leading() -> re.Pattern[str]:
    verbs = (entry.term for entry in load("work_verbs") if entry["phase"])
    return re.compile(rf"(?:{alternation([*verbs, *terms('project_leads', **{'class': 'adverb'})])})*")


@cache
def _adverbs() -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternation(terms('project_leads', **{'class': 'adverb'}))})+(?=.{{4,}})")


def may_name(words: str) -> bool:
    """Tell whether what stands behind the verbs at a clause's begin, or a member of its list, may begin with a name."""
    begin = _leading().match(words)
    at = begin.end() if begin else 0
    return any(may_begin_a_name(part[:2]) for part in words[at:].split("、"))


def opens_with_verb(words: str) -> bool:
    """Tell whether the words begin with a verb of work, or with an adverb before one."""
    return bool(_patterns()[0].match(words))


def governs(words: str) -> bool:
    """Tell whether a verb of work opens the words, adverbs before it or not (`系统推进…行动`, but not `系统平台重塑行动`)."""
    at = 0
    while (match := _patterns()[0].match(words, at)) and match.group():
        if match["verb"]:
            return match["verb"] not in PUT_RIGHT
        at = match.end()
    return project_names.is_no_name(words[at:])  # 统筹|制定抽查计划


PUT_RIGHT = frozenset({"整治", "治理"})
"""Verbs of what is done to a water that is there (`整治横河`); at the begin of a heading they are part of a name (`治理场景建设行动`)."""


def read(words: str) -> Found | None:
    """Read a clause's words; None where no verb of work governs anything."""
    return _verb_first(words) or _names_first(words) or _after_subject(words)


_BEFORE_VERB = re.compile(
    r"^(?:[一二三四五六七八九十]是|首先|其次|此外|另外|同时|其中|【[^【】]{2,12}】|(?:还|也|又)?将(?=[^，]{4,})|(?:[今明]年|本年度?|“十[一二三四五六七八九]?五”(?:期间|时期))[，,]?|计划(?=新?[建开改完竣启])|(?:力争|确保|争取)?(?:到|至|在|于)?(?:20\d{2}年(?:\d{1,2}月)?|[今明]年|年内|全年|上半年|下半年)(?:底|末|年底)?(?:之?前|以前)?[，,、]?(?:分别)?)+(?=[一-鿿\d])"
)
"""What may stand before the verb and says nothing of the work: `二是重点打造…`, `2026年底前投入使用…`."""


_BEGIN_BEFORE_VERB = frozenset("一二三四五六七八九十首其此另同力确争到至在于2今明年全上下【还也又将本“计")
"""First characters of what may stand before the verb."""
_CIRCUMSTANCE = re.compile(
    r"^在[^，]{2,40}?的?(?:基础上|过程中|前提下|同时)，?|^[以用][^，]{1,12}?(?:决心|力度|之[心举力]|标准|举措|精神|劲头|担当|作风|姿态)(?=[一-鿿])"
)
"""What is there already or goes on beside it (`在完善纸质档案的基础上将信息录入…系统`), or in what spirit (`以更大的决心推动…`)."""


def _verb_first(words: str) -> Found | None:
    """`[加快] 建设 A、B [等项目] [建设]`; after a host (`依托X`) the names follow the next verb."""
    start, stop, host, inner = _patterns()
    words = _CIRCUMSTANCE.sub("", words) if words[:1] in "在以用" else words
    words = _BEFORE_VERB.sub("", words) if words[:1] in _BEGIN_BEFORE_VERB else words
    if stop.match(words):
        return None
    purpose = _PURPOSE.match(words) if words[:1] == "以" else None
    if purpose:
        return _found(purpose["built"] or purpose["names"], ["build"], "建设")
    at, verb, phases = 0, "", []
    if host.match(words):
        match = inner.search(words, 2)
        if not match or (words.startswith("围绕") and match.start() <= 2):
            return None
        at, verb, phases = match.end(), match["verb"], [verbs()[match["verb"]]["phase"]]
    else:
        while True:
            match = start.match(words, at)
            if not match or not match.group():
                break
            if verb and (
                _name_begins(words, match)
                or _PROGRAMME.match(words, at)
                or (match["lead"] and not start.match(words, match.end()))
            ):
                break
            if match["verb"]:
                verb = match["verb"]
                phases.append(verbs()[verb]["phase"])
            at = match.end()
        if not phases:
            match = _ELSEWHERE.search(words) if "在" in words else None
            if at or not match:
                return None
            at, verb, phases = match.end(), match["verb"], [verbs()[match["verb"]]["phase"]]
    rest = words[at:]
    return _object(rest, phases, verb)


_PURPOSE = re.compile(
    r"^以(?:(?:加快)?(?:建设|打造)(?P<built>[^，]{3,40}?)|(?P<names>[^，]{3,40}?)建设)为(?:契机|主目标|目标|抓手|主抓手|重点|引领|载体|支撑|核心|牵引|突破口)$"
)
_ELSEWHERE = re.compile(
    r"^(?!将|把|对|授权|允许|支持|鼓励)[^，]{0,40}在[^，、]{1,12}(?P<verb>建设|建成|新建|设立)(?!项目|工程)"
)


_PROGRAMME = re.compile(
    r"(?!实施|开展|推进|推动|组织|启动|建设|打造|加快|积极|深入|大力|持续|全面|完成)[^，、“”]{4,30}(?:行动|计划)$"
)
"""A programme whose name begins with a verb: 实施|优化营商环境改进提升三年行动."""


def _name_begins(words: str, match: re.Match[str]) -> bool:
    """Tell whether a verb after a verb begins the name instead (`推进改造功能工程`): nothing but a suffix word would be left."""
    rest = words[match.end() :]
    return bool(re.match(r"(?:提升|整治|治理|升级)?(?:工程|行动|计划|中心|平台|项目)", rest))


_BUILT_AFTER = re.compile(
    r"建设|创建|利用|植入|设立|搬迁|更新|功能提升|扩能|扩建|迁建|贯通|开发|修缮|改造|建成|投[用运产]|竣工|完工|开工|复工|释放产能|发电"
)
_MIDDLE = re.compile(
    r"(?P<verb>延伸至|延伸到|延伸(?![、等和及建改项工]|[^，]*(?:工程|项目)(?:建设)?$)|创建|申报|争创|建设(?!项目|工程|平台|中心)(?=国家|全国|省级|市级))(?P<what>[^，]{2,})"
)


_APPLIES = re.compile(
    r"([^、和]{2,20}?)等?(?:创建|申报|争创)(?:(“[^“”]+”[^、和]{0,10})|((?:国家|世界|全国|省级|市级)[^、和]{2,24})|\d?[A-Z级][^、和]{2,24})"
)
"""What applies for a title, and the title where it is a whole one: `武威工业园区创建国家经开区`, `安居古城创建5A级旅游景区`."""
_OF_IT = re.compile(
    r"(?<=.{4})的?(?:(?:国际|门户|核心|综合)?枢纽|服务|整体|综合|发展|运营|承载|核心|辐射|集散|供需对接)?(?:能级|功能|品质|质量|质效|水平|能力)$"
)
"""What of a work is raised: 提升|杭州、宁波、温州机场|枢纽能级."""


_HANDLED = re.compile(r"^[将把](?=.{4})")
"""Between a verb and its object: 争取|将|沿河至榕江高速公路纳入国家规划."""


def _keeping_its_kind(of_it: re.Match[str]) -> str:
    """Take off what of a work is raised, and not the last word of its name with it (`…物流枢纽|能级`)."""
    before = of_it.string[: of_it.start()]
    hub = _HUB.match(of_it.group()) if project_names.suffix(before) is None else None
    return hub.group() if hub else ""


_HUB = re.compile(r"[一-鿿]{0,2}枢纽")
_ADMITTED = re.compile(r"(?:(?:纳入|列入)[^，]{2,24}|纳规)$")
"""What a work is to be taken into: 争取|茨哈峡、尔多等水电站|纳入国家规划."""


def _object(rest: str, phases: list[str], verb: str) -> Found | None:
    """Read the object: take the closing verbs off, then cut the list."""
    phases = list(phases)
    rest = _HANDLED.sub("", rest)
    if phases and phases[-1] == "upgrade":
        rest = _OF_IT.sub(_keeping_its_kind, rest)
    title = _MIDDLE.search(rest)
    if title and title.start() >= 2:
        if title["verb"].startswith("延伸"):
            phases.append("upgrade")
            return _found(rest[: title.start()], phases, verb)
        pairs = _APPLIES.findall(rest)
        if pairs:
            applicants, _ = project_members.members(rest[: title.start()].removesuffix("等"))
            several = applicants if len(pairs) == 1 and len(applicants) > 1 else []
            names = [name for pair in pairs for name in (*several, *pair[bool(several) :]) if name]
            return Found([project_names.clean(name) for name in names], True, ["apply"], "创建")
    admitted = _ADMITTED.search(rest)
    if admitted:
        rest, phases = rest[: admitted.start()], [*phases, "apply"]
    done = _CLOSED.sub("", rest)
    things = _worked_on(done)
    if things != done:
        worked_on = _found(things, [*phases, "upgrade"], verb)
        if worked_on:
            worked_on.built = True
        return worked_on
    after = _after().search(rest)
    if after:
        tail = after["after"]
        before = rest[: after.start()]
        if _STUDY_AFTER.search(tail):
            phases = ["study"]
        elif _PLAN_AFTER.search(tail):
            phases = ["plan"]
        else:
            phases.extend(_phases_in(tail))
        # a name that is itself such a word (`…整治提升工程`) keeps it
        if before and _HAN.search(before):
            part_of_it = _PROCESS.search(rest) and not _UPGRADED.search(rest) and not _OPEN.search(before)
            happens = bool({"start", "complete", "operate"} & set(_phases_in(tail)))
            rest = (
                rest
                if part_of_it or _SUMMED_AND_DONE.search(rest) or _each_is_done_to(before, happens=happens)
                else before
            )
    found = _found(rest, phases, verb)
    if found and after:
        found.worked_on = True
    if found and after and any(marks.search(after["after"]) for marks in (_BUILT_AFTER, _STUDY_AFTER, _PLAN_AFTER)):
        found.built = True  # 推进X建设 says as much as 建设X
    return found


def _each_is_done_to(before: str, *, happens: bool) -> bool:
    """Tell whether the members before the last say what is done to them: what stands behind the last is part of its name, too.

    Not where that only `happens` to all of them (`A电气化改造、B扩能改造工程早日|开工`).
    """
    others = before.split("、")[:-1]
    return bool(others) and not (_OPEN.search(before) or happens) and all(map(project_things.says_what_is_done, others))


_HAN = re.compile(r"[一-鿿]")
_CLOSED = re.compile(f"(?:{'|'.join(CLOSED_BY)})$")
_OPEN = re.compile(r"、[^、]{2,8}等[^、等]{2,8}$")
"""A list of places and their kind, to all of which something is done: 赵口、渠村等灌区|现代化改造."""
_SUMMED_AND_DONE = re.compile(r"等[^、，]{0,6}?[条座所个处段批](?:道路|路|河道|河流|学校)[^、，]{4,10}$")
"""A list summed up, and what is done to each: `解放路等5条路|雨污分流改造`."""
_PROCESS = re.compile(
    r"(?:扩能|提速|现代化|电气化|智能化|数字化|绿色化|系统性|综合性)?(?:整体迁建|新建迁建|迁建扩建|迁建|改扩建|扩建|改造)$"
)
"""What is done to a thing, at the end of its name."""
_UPGRADED = re.compile(r"升级改造$|提升改造$|更新改造$|改造升级$")
"""What is done, and never part of a name."""


def _worked_on(names: str) -> str:
    """Take what is done off things that are works by themselves, where it is done to all of them.

    `义乌机场改扩建` and `静安公园改造和不夜城绿地改造` name the airport and the parks, `老旧小区改造` nothing; in a list of other
    works (`余杭中学新校区、余杭小学扩建`) what is done is part of the name.
    """
    if not _PROCESS.search(names) or _UPGRADED.search(names):
        return names
    parts = project_lists.split(names)
    things = [_PROCESS.sub("", part) for part in parts]
    ends = [project_names.suffix(project_names.clean(thing)) for thing in things]
    kinds = {entry.term if entry and entry["class"] in ("solid", "route", "named") else "" for entry in ends}
    if len(things) == 1 and project_things.is_thing_of_its_own(things[0]):
        kinds = {"own"}
    to_all = len(kinds) == 1 or all(map(_PROCESS.search, parts))
    if not to_all or "" in kinds:
        return names
    named = (thing for thing in things if not project_names.is_common(thing) or begins_with_known_name(thing))
    return "、".join(named)


@cache
def _phase_verbs() -> re.Pattern[str]:
    return re.compile(alternation(entry.term for entry in load("work_verbs") if entry["phase"]))


def _phases_in(tail: str) -> list[str]:
    found = []
    for match in _phase_verbs().finditer(tail):
        found.append(verbs()[match.group()]["phase"])
    return found


_STUDY_ENDS = re.compile(r"(?:等项目)?前期工作$")


def _found(words: str, phases: list[str], verb: str, *, places: bool = False) -> Found | None:
    if not words:
        return None
    study = _STUDY_ENDS.search(words)
    if study:
        phases = ["study"]
        words = words[: study.start()] + ("等项目" if study.group().startswith("等项目") else "")
    names, called = project_members.members(words)
    if called and words.endswith(("改造项目", "改造工程")):
        phases = [*phases, "upgrade"]
    return Found(names, called or places, phases, verb)


_SUBJECT = re.compile(
    r"^(?!(?:支持|鼓励|引导|督促|推动|允许|依托|围绕|对|将|把|在|以|通过))[^，、“”]{2,14}?(?=(?:要|应|将|负责)?(?:重点|加快|全面|积极|稳步|持续|大力|着力|深入|全力|共同)+|(?:还|也)?(?:将|拟|计划|力争|争取)(?:新?[建改扩续迁]|开工|启动|推[进动]|实施|完成|打造|谋划|竣工|构建|形成))"
)
"""Who or where, before an adverb and the verb (`各街镇全面推进…行动`, `中环南翼重点推进…片区规划研究`), or before 将 and a verb (`江西省将建成…`)."""
_MODAL = re.compile(r"^(?:要|应|(?:还|也)?将|拟|计划|力争|争取|负责)")


def _after_subject(words: str) -> Found | None:
    subject = _SUBJECT.match(words)
    return _verb_first(_MODAL.sub("", words[subject.end() :])) if subject else None


_TAKEN_IN = re.compile(
    rf"^(?!将|把|对|支持|鼓励)(?P<names>[^，]{{4,60}}?){_ON_THE_WAY}(?:纳入|列入)(?:国家|全国|省|市|部)[^，、]{{0,12}}(?:规划|计划|盘子|方案)$"
)
"""Names, and that a plan from above is to take them in: `兴永郴赣铁路|纳入国家建设规划`."""
_GAINS = re.compile(r"^(?P<names>[^，]{4,40}?)(?:重点)?(?P<verb>提升|增加|扩展)[^，]{2,30}$")
_NAMED_PLACE = re.compile(r"[”\"].{0,8}$|节点$")


def _names_first(words: str) -> Found | None:
    """`成渝中线高铁建成投运`, `数字经济产业园等建设迈出重大步伐`."""
    admitted = _TAKEN_IN.match(words) if "入" in words else None
    if admitted:
        found = _found(project_names.AIMED.sub("", admitted["names"]), ["apply"], "争取")
        if found:
            found.built = True
        return found
    match = _opened().match(words) if words.endswith(_opened_ends()) else None
    if not match:
        plus = _GAINS.match(words)
        if plus and _NAMED_PLACE.search(plus["names"]):
            names, _ = project_members.members(plus["names"])
            return Found(names, False, ["upgrade"], "提升")
        return None
    verb = match["verb"]
    phase = verbs()[verb]["phase"] if verb in verbs() else "build"
    words = _adverbs().sub("", project_names.AIMED.sub("", _whose(match["names"])))
    found = _found(words, [phase], "建设" if phase == "build" else verb)
    if found:
        found.built = found.opened = True  # what is opened or finished is a thing
    return found


_WHOSE = re.compile(r"^(?P<place>[一-鿿]{2,4}?)(?:力争|将|确保|计划)(?=[^，]{3,})")


def _whose(words: str) -> str:
    """Take off the place whose government speaks (`江西力争|瑞金机场|实现通航`)."""
    match = _WHOSE.match(words)
    return words[match.end() :] if match and project_lists.of_a_place(match["place"]) else words


def strongest(phases: list[str]) -> str:
    """Choose the phase that counts (definition, Project: "the strongest one stated")."""
    if "apply" in phases and not {"complete", "operate"} & set(phases):
        return "apply"
    if phases[:1] == ["study"] and not {"complete", "operate", "start"} & set(phases):
        return "study"  # 研究建设跨江通道
    return max(phases, key=lambda phase: _RANK.get(phase, 0)) if phases else "build"


def own_verb(raw: str) -> tuple[list[str], str]:
    """Take a verb of its own off a member (`推进仓储建设、统筹布局粮食物流园区`): its phases, and the name left."""
    at, phases = 0, []
    if _PROGRAMME.match(raw):
        return [], raw
    while match := _patterns()[0].match(raw, at):
        if not match.group() or len(raw) - match.end() < 4 or len(match.group()) < 2 or raw[match.end()] in "性型化":
            break
        if match["verb"]:
            phases.append(verbs()[match["verb"]]["phase"])
        at = match.end()
    return (phases, raw[at:]) if phases else ([], raw)
