"""Projects: named works and programmes with what the text says will happen to them.

Definition: docs/definitions.md, Project and the decided cases. A clause is read as verb + names (`建设同心桥水库、太平水厂`),
names + verb (`成渝中线高铁建成投运`), or verb + names + verb (`推动璧铜线延伸至潼南`); the strongest phase stated counts.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from . import project_names, trace
from .lexicon import Entry, alternation, anywhere, load, terms
from .reading import ProjectDraft, Reading
from .text import Piece, lines

_RANK = {"operate": 7, "complete": 6, "start": 5, "upgrade": 4, "build": 3, "plan": 2, "study": 1}
_STUDY_AFTER = re.compile(r"前期(?:工作|研究|论证)|可行性研究|论证")
_PLAN_AFTER = re.compile(r"规划研究")
_AFTER = re.compile(
    r"(?P<after>(?:全面|尽快|尽早|顺利|如期|加快)?(?:前期(?:工作|研究|论证)|规划研究|可行性研究|论证建设|论证|规划建设|整体开发|城市更新建设|城市更新|更新改造|整体更新|更新建设|更新|品质提升|修缮|搬迁|建设|实施|建成并网发电|并网发电|投产达效|达产达效|释放产能|复工|核准|启动建设|达到开工条件|建成投用|建成投运|建成通车|建成运营|建成使用|建成|投运|投用|投产|通车|运营|营运|竣工|完工|开工建设|开工"
    r"|升级改造|改造升级|改造提升|提升改造|整合优化提升|优化提升|提档升级|提质升级|升级|提升|优化|扩容|扩能|创建|申报|布局|落地|投入使用|上线运行)+)$"
)
_BOX = re.compile(r"专栏\s*[\d一二三四五六七八九十]+\s*[：:]?\s*(?P<name>[^\s，。；：]{2,24}?(?:工程|行动|计划))")


@cache
def _verbs() -> dict[str, Entry]:
    return {entry.term: entry for entry in load("work_verbs")}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    leads = {name: alternation(terms("project_leads", **{"class": name})) for name in ("adverb", "host", "stop")}
    verbs = alternation(entry.term for entry in load("work_verbs") if entry["phase"])
    # a verb that begins a noun is none: 开发区, 研究院, 规划纲要, 建设者
    guard = r"(?<!开发(?=区))(?<!开发(?=银))(?<!研究(?=院))(?<!研究(?=所))(?<!研究(?=生))(?<!规划(?=纲))(?<!规划(?=目))(?<!建设(?=者))(?<!建设(?=银))(?<!设立(?=者))"
    start = re.compile(rf"(?P<verb>{verbs}){guard}|(?P<lead>{leads['adverb']})")
    stop = re.compile(rf"^(?:{leads['adverb']})*(?:{leads['stop']})")
    host = re.compile(rf"^(?:{leads['adverb']})*(?:{leads['host']})")
    inner = re.compile(rf"(?:{leads['adverb']}){{0,6}}(?P<verb>{alternation(_strong())}){guard}")
    return start, stop, host, inner


def _strong() -> list[str]:
    """List the verbs that may govern a project from inside a clause (`依托高铁站建设…`)."""
    phases = ("build", "complete", "operate", "start", "apply", "upgrade")
    return [e.term for e in load("work_verbs") if e["phase"] in phases and e["force"] != "weak" and len(e.term) > 1]


@cache
def _firm() -> tuple[str, ...]:
    return terms("work_verbs", force="firm")


@dataclass
class _Found:
    names: list[str]
    called: bool
    phases: list[str]
    verb: str
    place: Piece
    built: bool = False


def find(reading: Reading) -> None:
    """Find all projects of a document and add them to its reading, in order; one entry a name in each section."""
    for block, start in reading.bodies():
        if block.item is None and reading.outline.items:
            continue
        seen: set[str] = set()
        if block.item and block.item.heading:
            _heading(reading, block.item.heading, seen)
        for sentence in reading.sentences(block, start):
            _boxes(reading, sentence, seen)
            urged = False
            for clause in _clauses(reading, sentence):
                if reading.text[clause.start - 1 : clause.start] in "；;":
                    urged = False
                urged = urged or bool(_URGED.match(reading.text, clause.start, clause.end))
                for part in _with_verbs_of_their_own(reading.text, clause):
                    # what is only encouraged is a project where it has a name of its own
                    _clause(reading, part, seen, urged=urged)
    _boxed_lists(reading)


_ENDS_IN_VERB = re.compile(
    r"(?:开工建设|启动建设|开工|复工|投产|投产达效|投用|投运|通车|竣工|完工|建成|建成投用|建成投产|建成通车|并网发电|达到开工条件)、"
)


def _with_verbs_of_their_own(text: str, clause: Piece) -> list[Piece]:
    """Cut a clause whose members each have a verb behind them: `A电站开工建设、B水库完工、C高速公路通车`."""
    pieces, begin = [], clause.start
    for match in _ENDS_IN_VERB.finditer(text, clause.start, clause.end):
        pieces.append(Piece(begin, match.end() - 1))
        begin = match.end()
    return [*pieces, Piece(begin, clause.end)]


_URGED = re.compile(r"(?:大力|积极|进一步|充分)*(?:鼓励|引导|倡导|提倡)")
_BOX_TITLE = re.compile(r"^\s*专栏\s*[\d一二三四五六七八九十]+[^。]{0,30}?(?:项目|工程)[^。]{0,10}$")
_BOX_ITEM = re.compile(
    r"^\s*(?:\d{1,2}[.．、]|[（(]\d{1,2}[）)]|[—·•●])?\s*(?P<label>[^：:，。；、]{2,20})[：:](?P<names>.+?)[。；;]?\s*$"
)
_BOX_PHASE = (
    ("前期|研究|论证", "study"),
    ("谋划|储备|规划", "plan"),
    ("开工|新开工", "start"),
    ("建成|竣工|完工", "complete"),
    ("投产|投用", "operate"),
)
MAX_BOX = 30
"""Lines of a boxed list of projects (专栏)."""


def _boxed_lists(reading: Reading) -> None:
    """Read boxed lists: `专栏1 重点项目⏎1.集成电路：A项目、B项目。` names works without a verb; the label may tell the phase."""
    text = reading.text
    rows = [row for row in lines(text, reading.header.body_start) if text[row.start : row.end].strip()]
    for index, row in enumerate(rows):
        if not _BOX_TITLE.match(text[row.start : row.end]):
            continue
        for line in rows[index + 1 : index + 1 + MAX_BOX]:
            match = _BOX_ITEM.match(text[line.start : line.end])
            if not match:
                break
            phase = next((name for words, name in _BOX_PHASE if re.search(words, match["label"])), "build")
            place = Piece(line.start + match.start("names"), line.start + match.end("names"))
            seen = {project.name for project in reading.projects if line.start <= project.piece.start < line.end}
            names, _ = project_names.members(re.sub(r"等(?:重点|重大)?(?:项目|工程)?$", "", match["names"]))
            found = _Found(names, True, [phase], "建设", Piece(0, 0))
            for name in names:
                _judge_and_add(reading, place, name, found, True, seen, heading=False)
    reading.projects.sort(key=lambda project: project.piece.start)


def _clauses(reading: Reading, sentence: Piece) -> list[Piece]:
    return reading.layout.clauses(sentence.start, sentence.end)


_SUBTITLE = re.compile(r"(?:——|--).+$")


def _heading(reading: Reading, piece: Piece, seen: set[str]) -> None:
    """A heading that is a programme's name names it; any other heading is read like a clause."""
    words = _SUBTITLE.sub("", reading.text[piece.start : piece.end].strip("。 　"))
    opening = _patterns()[0].match(words)
    judged = project_names.judge(project_names.clean(words), strong=False)
    if judged and judged.cls == "programme" and not opening:
        _add(reading, piece, judged.name, "build", "programme", seen)
        return
    for clause in reading.layout.clauses(piece.start, piece.end):
        _clause(reading, clause, seen, heading=True)


def _boxes(reading: Reading, sentence: Piece, seen: set[str]) -> None:
    for match in _BOX.finditer(reading.text, sentence.start, sentence.end):
        if project_names.judge(match["name"], strong=False) is None:
            continue  # 专栏2 重大工程: a kind
        _add(reading, Piece(match.start(), match.end()), match["name"], "build", "programme", seen)


@cache
def _last_words() -> re.Pattern[str]:
    """Any last word of a work, or a quoted name: a clause without one is not looked at further."""
    return re.compile(anywhere([*terms("project_suffixes"), "”", "项目", "工程", "创建", "品质"]))


def _clause(reading: Reading, clause: Piece, seen: set[str], *, heading: bool = False, urged: bool = False) -> None:
    text = reading.text
    words = text[clause.start : clause.end]
    if (
        len(words) < 4
        or not _last_words().search(words)
        or len(words) > 400
        or re.search(r"已(?:经)?(?:建成|完成|开工|启动)", words)
    ):
        return
    found = _verb_first(words) or _names_first(words) or _after_subject(words)
    if found is None:
        if trace.watching():
            last = [("project_suffixes", match["word"]) for match in _last_words().finditer(words)]
            why = "the last word of a work, but no verb of work that governs it"
            trace.step("project", *clause, trace.REJECTED, why, *last)
        return
    if found.verb in terms("work_verbs", force="tail") and not found.built:
        trace.step(
            "project", *clause, trace.REJECTED, f"{found.verb} governs a project only with a verb behind its name"
        )
        return
    strong = not urged and (
        found.called or found.built or found.verb.endswith(_firm()) or found.verb.startswith(_firm())
    )
    if not found.names:
        trace.step(
            "project", *clause, trace.REJECTED, "the object names no single thing: a plural, or qualities in a row"
        )
    if reading.is_wide and project_names.are_kinds(found.names):
        trace.step("project", *clause, trace.REJECTED, "a list of kinds of one thing (专业服务平台、综合服务平台)")
        return
    for name in found.names:
        _judge_and_add(reading, clause, name, found, strong, seen, heading=heading)


_BEFORE_VERB = re.compile(
    r"^(?:[一二三四五六七八九十]是|首先|其次|此外|另外|同时|(?:力争|确保|争取)?(?:到|至|在|于)?20\d{2}年(?:\d{1,2}月)?(?:底|末|年底)?(?:之?前|以前)?[，,]?)+(?=[一-鿿])"
)
"""What may stand before the verb and says nothing of the work: `二是重点打造…`, `2026年底前投入使用…`."""


def _verb_first(words: str) -> _Found | None:
    """`[加快] 建设 A、B [等项目] [建设]`; after a host (`依托X`) the names follow the next verb."""
    start, stop, host, inner = _patterns()
    words = _BEFORE_VERB.sub("", words)
    if stop.match(words):
        return None
    purpose = _PURPOSE.match(words)
    if purpose:
        return _found(purpose["built"] or purpose["names"], ["build"], "建设")
    at, verb, phases = 0, "", []
    if host.match(words):
        match = inner.search(words, 2)
        if not match or (words.startswith("围绕") and match.start() <= 2):
            return None
        at, verb, phases = match.end(), match["verb"], [_verbs()[match["verb"]]["phase"]]
    else:
        while True:
            match = start.match(words, at)
            if not match or not match.group():
                break
            if verb and (_name_begins(words, match) or (match["lead"] and not start.match(words, match.end()))):
                break
            if match["verb"]:
                verb = match["verb"]
                phases.append(_verbs()[verb]["phase"])
            at = match.end()
        if not phases:
            match = _ELSEWHERE.search(words)
            if at or not match:
                return None
            at, verb, phases = match.end(), match["verb"], [_verbs()[match["verb"]]["phase"]]
    rest = words[at:]
    return _object(rest, phases, verb)


_PURPOSE = re.compile(
    r"^以(?:(?:加快)?(?:建设|打造)(?P<built>[^，]{3,40}?)|(?P<names>[^，]{3,40}?)建设)为(?:契机|主目标|目标|抓手|主抓手|重点|引领|载体|支撑|核心|牵引|突破口)$"
)
_ELSEWHERE = re.compile(
    r"^(?!将|把|对|授权|允许|支持|鼓励)[^，]{0,40}在[^，、]{1,12}(?P<verb>建设|建成|新建|设立)(?!项目|工程)"
)


def _name_begins(words: str, match: re.Match[str]) -> bool:
    """Tell whether a verb after a verb begins the name instead (`推进改造功能工程`): nothing but a suffix word would be left."""
    rest = words[match.end() :]
    return bool(re.match(r"(?:提升|整治|治理|升级)?(?:工程|行动|计划|中心|平台|项目)", rest))


_BUILT_AFTER = re.compile(r"建设|搬迁|更新|开发|修缮|改造|建成|投[用运产]|竣工|完工|开工|复工|释放产能|发电")
_MIDDLE = re.compile(
    r"(?P<verb>延伸至|延伸到|延伸|创建|申报|争创|建设(?!项目|工程|平台|中心)(?=国家|全国|省级|市级))(?P<what>[^，]{2,})"
)


def _object(rest: str, phases: list[str], verb: str) -> _Found | None:
    """Read the object: take the closing verbs off, then cut the list."""
    phases = list(phases)
    title = _MIDDLE.search(rest)
    if title and title.start() >= 2:
        if title["verb"].startswith("延伸"):
            phases.append("upgrade")
            return _found(rest[: title.start()], phases, verb)
        pairs = re.findall(
            r"([^、和]{2,20}?)(?:创建|申报|争创)(?:国家|世界|全国|省级|市级|\d?[A-Z级])[^、和]{2,24}", rest
        )
        if pairs:
            return _Found([project_names.clean(pair) for pair in pairs], True, ["apply"], "创建", Piece(0, 0))
    after = _AFTER.search(rest)
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
        if before and not re.fullmatch(r"[^一-鿿]*", before):
            process = re.search(r"(?:整体迁建|迁建|扩建|改造)$", rest)
            rest = rest if process and not re.search(r"升级改造$|提升改造$|改造升级$", rest) else before
    found = _found(rest, phases, verb)
    if found and after and (_BUILT_AFTER.search(after["after"]) or _STUDY_AFTER.search(after["after"])):
        found.built = True  # 推进X建设 says as much as 建设X
    return found


@cache
def _phase_verbs() -> re.Pattern[str]:
    return re.compile(alternation(entry.term for entry in load("work_verbs") if entry["phase"]))


def _phases_in(tail: str) -> list[str]:
    found = []
    for match in _phase_verbs().finditer(tail):
        found.append(_verbs()[match.group()]["phase"])
    return found


def _found(words: str, phases: list[str], verb: str, *, places: bool = False) -> _Found | None:
    if not words:
        return None
    study = re.search(r"等项目前期工作$|前期工作$", words)
    if study:
        phases = ["study"]
        words = words[: study.start()] + ("等项目" if study.group().startswith("等项目") else "")
    names, called = project_names.members(words)
    if re.search(r"改造(?:项目|工程)$", words) and called:
        phases = [*phases, "upgrade"]
    return _Found(names, called or places, phases, verb, Piece(0, 0))


_SUBJECT = re.compile(
    r"^(?!(?:支持|鼓励|引导|督促|推动|允许|依托|围绕|对|将|把|在|以|通过))[^，、“”]{2,14}?(?=(?:要|应|将|负责)?(?:重点|加快|全面|积极|稳步|持续|大力|着力|深入|全力|共同)+)"
)
"""Who or where, before an adverb and the verb: `各街镇全面推进…行动`, `中环南翼重点推进…片区规划研究`."""


def _after_subject(words: str) -> _Found | None:
    subject = _SUBJECT.match(words)
    return _verb_first(re.sub(r"^(?:要|应|将|负责)", "", words[subject.end() :])) if subject else None


_OPENED = re.compile(
    r"^(?P<names>.{3,120}?)(?:全面|顺利|实现|如期)*(?P<verb>建成并网发电|并网发电|投产达效|复工|建成投运|建成投用|建成通车|建成投产|建成运营|建成使用|投入使用|投入运营|通车|投运|投用|投产|竣工|完工|开工建设|开工|建设迈出.{0,6}步伐)$"
)


def _names_first(words: str) -> _Found | None:
    """`成渝中线高铁建成投运`, `数字经济产业园等建设迈出重大步伐`."""
    match = _OPENED.match(words)
    if not match:
        plus = re.match(r"^(?P<names>[^，]{4,40}?)(?:重点)?(?P<verb>提升|增加|扩展)[^，]{2,30}$", words)
        if plus and re.search(r"[”\"].{0,8}$|节点$", plus["names"]):
            names, _ = project_names.members(plus["names"])
            return _Found(names, False, ["upgrade"], "提升", Piece(0, 0))
        return None
    verb = match["verb"]
    phase = "build" if verb.startswith("建设迈出") else _verbs()[verb]["phase"]
    found = _found(match["names"], [phase], "建设" if phase == "build" else verb)
    if found:
        found.built = True  # what is opened or finished is a thing
    return found


def _strongest(phases: list[str]) -> str:
    if "apply" in phases and not {"complete", "operate"} & set(phases):
        return "apply"
    if phases[:1] == ["study"] and not {"complete", "operate", "start"} & set(phases):
        return "study"  # 研究建设跨江通道
    return max(phases, key=lambda phase: _RANK.get(phase, 0)) if phases else "build"


def _own_verb(raw: str) -> tuple[list[str], str]:
    """Take a verb of its own off a member (`推进仓储建设、统筹布局粮食物流园区`): its phases, and the name left."""
    at, phases = 0, []
    while match := _patterns()[0].match(raw, at):
        if not match.group() or len(raw) - match.end() < 4 or len(match.group()) < 2:
            break
        if match["verb"]:
            phases.append(_verbs()[match["verb"]]["phase"])
        at = match.end()
    return (phases, raw[at:]) if phases else ([], raw)


_EACH_ITS_OWN = re.compile(r"本(?:辖区|地区|行政区域|单位|部门|系统|行业|校|院)")
_POSITION = re.compile(r"(?:具有|富有|拥有)[^的]{2,30}的")


def _judge_and_add(
    reading: Reading, clause: Piece, raw: str, found: _Found, strong: bool, seen: set[str], *, heading: bool
) -> None:
    own_verb, raw = _own_verb(raw)
    if own_verb:
        found = _Found(found.names, found.called, own_verb, found.verb, found.place)
    name = project_names.clean(raw)
    quoted = f"“{name}" in raw or f"“{name}" in reading.text[clause.start : clause.end]
    if _EACH_ITS_OWN.search(raw):
        trace.step("project", *clause, trace.REJECTED, f"“{raw}”: each builds one of its own")
        return
    if _POSITION.match(raw):
        trace.step(
            "project", *clause, trace.REJECTED, f"“{raw}”: what it is to be like, not what it is called (具有…的)"
        )
        return
    judged = project_names.judge(name, strong=strong, quoted=quoted, wide=reading.is_wide)
    phase = _strongest(found.phases)
    if judged is None:
        if not found.called or not 3 <= len(name) <= project_names.MAX_NAME or project_names.is_class(name):
            if trace.watching():
                why = f"“{name}” after {found.verb}: {project_names.why_not(name, strong=strong, wide=reading.is_wide)}"
                trace.step("project", *clause, trace.REJECTED, why, *_used(name, found))
            return
        judged = project_names.Judged(name, "solid")
    if judged.cls == "programme":
        kind = "programme"
        if found.verb in ("提升", "完善", "优化") or (found.verb == "参与" and not heading):
            trace.step(
                "project",
                *clause,
                trace.REJECTED,
                f"a programme that is only touched ({found.verb})",
                *_used(name, found),
            )
            return
        phase = phase if phase in ("complete", "start") else "build"
    else:
        kind = "works"
    text = reading.text
    at = text.find(raw.strip("“”"), clause.start, clause.end)
    end = at + len(raw.strip("“”")) if at >= 0 else clause.end
    if at > 0 and text[end : end + 1] == "”":
        end += 1
    trace.step(
        "project", clause.start, end, trace.FIRED, f"{kind} “{judged.name}”, {phase}", *_used(judged.name, found)
    )
    _add(reading, Piece(clause.start, end), judged.name, phase, kind, seen)


def _used(name: str, found: _Found) -> list[tuple[str, str]]:
    """List the vocabulary entries behind a name, for the one who watches."""
    entry = project_names.suffix(name) if trace.watching() else None
    used = [("project_suffixes", entry.term)] if entry else []
    return [*used, ("work_verbs", found.verb)] if found.verb in _verbs() else used


def _add(reading: Reading, piece: Piece, name: str, phase: str, kind: str, seen: set[str]) -> None:
    if name in seen:
        trace.step("project", *piece, trace.BEATEN, f"“{name}” stands in this section already: one entry a section")
        return
    seen.add(name)
    reading.projects.append(ProjectDraft(piece, name, phase, kind))
