"""Projects: named works and programmes with what the text says will happen to them.

Definition: docs/definitions.md, Project and the decided cases. A clause is read as verb + names (`建设同心桥水库、太平水厂`),
names + verb (`成渝中线高铁建成投运`), or verb + names + verb (`推动璧铜线延伸至潼南`); the strongest phase stated counts.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from . import (
    project_judging,
    project_lists,
    project_members,
    project_names,
    project_numbers,
    project_phrases,
    project_things,
    trace,
)
from .lexicon import alternation, anywhere, holds_any, terms
from .own_names import begins_with_known_name, begins_with_name
from .project_phrases import Found
from .reading import ProjectDraft, Reading
from .text import Piece, lines
from .urged import is_urged
from .words import words as cut

_BOX = re.compile(r"专栏\s*[\d一二三四五六七八九十]+\s*[：:]?\s*(?P<name>[^\s，。；：]{2,24}?(?:工程|行动|计划))")


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
            _circled(reading, sentence, seen)
            urged, carried = False, ""
            for clause in _clauses(reading, sentence):
                if reading.text[clause.start - 1 : clause.start] in "；;":
                    urged = False
                urged = urged or is_urged(reading.text, *clause)
                for part in _with_verbs_of_their_own(reading.text, clause):
                    # what is only encouraged is a project where it has a name of its own
                    carried = _clause(reading, part, seen, urged=urged, carried=carried)
    _boxed_lists(reading)


def _with_verbs_of_their_own(text: str, clause: Piece) -> list[Piece]:
    """Cut a clause whose members each have a verb behind them: `A电站开工建设、B水库完工、C高速公路通车`."""
    if text.find("、", *clause) < 0:
        return [clause]
    pieces, begin = [], clause.start
    for match in project_phrases.opened_member().finditer(text, clause.start, clause.end):
        pieces.append(Piece(begin, match.end() - 1))
        begin = match.end()
    return [*pieces, Piece(begin, clause.end)]


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
            names, _ = project_members.members(re.sub(r"等(?:重点|重大)?(?:项目|工程)?$", "", match["names"]))
            found = Found(names, True, [phase], "建设")
            for name in names:
                _judge_and_add(reading, place, name, found, True, seen, heading=False)
    reading.projects.sort(key=lambda project: project.piece.start)


def _clauses(reading: Reading, sentence: Piece) -> list[Piece]:
    return reading.layout.clauses(sentence.start, sentence.end)


_SUBTITLE = re.compile(r"(?:——|--).+$")


def _heading(reading: Reading, piece: Piece, seen: set[str]) -> None:
    """A heading that is a programme's name names it; any other heading is read like a clause."""
    words = _SUBTITLE.sub("", reading.text[piece.start : piece.end].strip("。 　"))
    opening = project_phrases.governs(words)
    judged = project_judging.judge(project_names.clean(words), strong=False)
    if judged and judged.cls == "programme" and not opening and "，" not in words:
        _add(reading, piece, judged.name, "build", "programme", seen)
        return
    if _names_a_work(words):
        _add(reading, piece, project_names.clean(words), "build", "works", seen)
        return
    for clause in reading.layout.clauses(piece.start, piece.end):
        _clause(reading, clause, seen, heading=True)


def _names_a_work(words: str) -> bool:
    """Tell whether words are nothing but the name of a 工程 or a 项目 with a name of its own (`庞口镇水渠截污导流工程`)."""
    calls = words.endswith("工程") or (words.endswith("项目") and project_judging.holds_building(words))
    if not calls or "，" in words or project_phrases.opens_with_verb(words):
        return False
    judged = project_judging.judge(project_names.clean(words), strong=False)
    return judged is not None and judged.cls != "programme"


def _names_a_programme(words: str) -> bool:
    """Tell whether words are nothing but a programme's name (`公交拓展工程`)."""
    judged = project_judging.judge(project_names.clean(words), strong=False)
    return judged is not None and judged.cls == "programme" and not project_phrases.governs(words)


_CIRCLED = re.compile(r"\s*[①-⑳■●◆◇▲△★☆□○•]\s*(?P<name>[^，。；：]{4,40})[。；]?\s*")


def _circled(reading: Reading, sentence: Piece, seen: set[str]) -> None:
    """Read a numbered sentence of a paragraph that is a name and nothing else: `③庞口镇水渠截污导流工程。`."""
    match = _CIRCLED.fullmatch(reading.text, *sentence)
    if not match:
        return
    kind = "works" if _names_a_work(match["name"]) else "programme" if _names_a_programme(match["name"]) else None
    if kind:
        _add(reading, Piece(*match.span("name")), project_names.clean(match["name"]), "build", kind, seen)


def _boxes(reading: Reading, sentence: Piece, seen: set[str]) -> None:
    if reading.text.find("专栏", *sentence) < 0:
        return
    for match in _BOX.finditer(reading.text, sentence.start, sentence.end):
        if project_judging.judge(match["name"], strong=False) is None:
            continue  # 专栏2 重大工程: a kind
        _add(reading, Piece(match.start(), match.end()), match["name"], "build", "programme", seen)


_STAGES = tuple(f"{number}期" for number in "一二三四五")


@cache
def _any_last_word() -> re.Pattern[str]:
    """Any last word of a work, or a quoted name: a clause without one is not looked at further."""
    return holds_any([*terms("project_suffixes"), *_STAGES, "”", "项目", "工程", "创建", "品质", "前期"])


def _is_worked_on(words: str) -> bool:
    """Tell whether a clause may say that something is done to a thing, whatever that ends in: verbs behind it, or one of making before."""
    if words.endswith(terms("verbs_behind", **{"class": "opens"})):
        return True  # 中国古动物馆10月开馆: only a work is opened
    return (words[-2:] in _done_ends() or bool(_made().match(words))) and project_phrases.may_name(words)


@cache
def _done_ends() -> frozenset[str]:
    verbs = (verb for name in ("after", "both", "opens") for verb in terms("verbs_behind", **{"class": name}))
    return frozenset(verb[-2:] for verb in (*verbs, *project_phrases.CLOSED_BY))


@cache
def _made() -> re.Pattern[str]:
    making = alternation({*project_phrases.making(), *project_phrases.firm()})
    adverbs = alternation(terms("project_leads", **{"class": "adverb"}))
    return re.compile(rf"(?:{adverbs})*(?:{making})(?=.{{4,16}}$)")


@cache
def _last_words() -> re.Pattern[str]:
    return re.compile(anywhere(terms("project_suffixes")))


_STRAIGHT = re.compile(r'"([^"“”]{1,40})"')
_FOOTNOTE = re.compile(r"[\[［〔]\d{1,3}[\]］〕]")
"""A mark of a footnote (`“四化四园”[14]行动`)."""


def _curled(words: str) -> str:
    """Write quotation marks as the rules know them, without footnotes; the text may have straight ones (`"三个倍增"计划`)."""
    words = _FOOTNOTE.sub("", words) if "[" in words or "［" in words or "〔" in words else words
    return _STRAIGHT.sub(r"“\1”", words) if '"' in words else words


def _as_written(name: str, words: str) -> str:
    """Give a name the marks that the text has."""
    return name if '"' not in words else name.replace("“", '"').replace("”", '"')


_PAST = re.compile(r"已(?:经)?(?:建成|完成|开工|启动)|(?:开展|完成|建成|实施|启动|推进|形成|实现|建设|打造)了")
_COUNTED_LIST = re.compile(r"等\d{1,3}(?:条|座|处|个)[^，]{2,12}$")
"""Ends a clause whose verb may govern the next one, too: `加快甲、乙等6条高铁，丙、丁等17条高速公路，以及戊水库建设`."""


_SURE = "+"
"""Before a verb handed on: whatever the next clause names, the verb governs it."""
_CLOSES = re.compile(r"等[^等、，]{0,8}(?:项目|工程)(?:建设)?$")


_A_ROAD = re.compile(r"[GSXY]\d{1,4}[一-鿿]|S?\d{1,2}号线")
_LISTS = re.compile(
    r"^[^，。]{0,16}?(?P<verb>开工建设|新开工|开工|续建|新建|建设|实施|推进|建成)(?:的)?[^，。、]{0,10}(?:项目|工程)(?:还|主要|分别)?(?:包括|有|是|为)$"
)
"""A clause that only says what is to happen to what the next one lists."""
_LISTS_ENDS = ("包括", "有", "是", "为")
_BOUNDS = re.compile(r"[东南西北]至|范围")
"""How far a thing reaches (`北至东方美谷大道`)."""


def _begins_a_name(part: str) -> bool:
    return (
        bool(_A_ROAD.match(part))
        or begins_with_name(part)
        or project_lists.of_a_place(part)
        or project_names.begins_with_county(part)
    )


def _only_names(words: str) -> bool:
    """Tell whether a clause goes on with the list of the clause before: names of works and nothing else, or their list's end.

    `加快推进甲高速、乙高速丙至丁段，|戊大桥、己大桥，|庚基地一期等项目建设`.
    """
    words = words.removeprefix("以及")
    listed = _CLOSES.sub("", words)
    parts = project_lists.split(project_numbers.written_out(listed))
    if not parts or not _begins_a_name(parts[0]) or _BOUNDS.match(listed):
        return False
    judged = [project_judging.judge(project_names.clean(part), strong=False) for part in parts]
    named = sum(one is not None and one.cls in ("solid", "route", "named") for one in judged)
    return named == len(parts) or (listed != words and 2 * named >= len(parts))


def _clause(
    reading: Reading, clause: Piece, seen: set[str], *, heading: bool = False, urged: bool = False, carried: str = ""
) -> str:
    """Read one clause, governed by the verb `carried` over from the one before where it has none; return the verb it hands on."""
    text = reading.text
    words = _curled(text[clause.start : clause.end])
    if (
        len(words) < 4
        or not (
            _any_last_word().search(words)
            or _is_worked_on(words)
            or ("引" in words and project_judging.LED_WATER.search(words))
        )
        or len(words) > 400
        or (("已" in words or "了" in words) and _PAST.search(words))
    ):
        return ""
    if words.endswith(_LISTS_ENDS) and (listing := _LISTS.match(words)):
        return f"{_SURE}{listing['verb']}"  # 将开工建设的一期工程还包括：|A、B、C
    found = project_phrases.read(words)
    if found is None and carried and (carried.startswith(_SURE) or _only_names(words)):
        found = project_phrases.read(carried.removeprefix(_SURE) + words.removeprefix("以及"))
    if found is None:
        if trace.watching():
            last = [("project_suffixes", match["word"]) for match in _last_words().finditer(words)]
            why = "the last word of a work, but no verb of work that governs it"
            trace.step("project", *clause, trace.REJECTED, why, *last)
        return ""
    handed_on = f"{_SURE}{found.verb}" if _COUNTED_LIST.search(words) else found.verb if found.names else ""
    local = found.verb in terms("work_verbs", force="local")
    tail = found.verb in terms("work_verbs", force="tail") and not any(map(project_names.is_programme, found.names))
    if (local or tail) and (not found.built or (local and reading.is_wide)):
        trace.step(
            "project", *clause, trace.REJECTED, f"{found.verb} governs a project only with a verb behind its name"
        )
        return ""
    there = found.says_it_is_there
    strong = not urged and (
        found.called
        or found.built
        or there
        or found.verb.endswith(project_phrases.firm())
        or found.verb.startswith(project_phrases.firm())
    )
    if not found.names:
        trace.step(
            "project", *clause, trace.REJECTED, "the object names no single thing: a plural, or qualities in a row"
        )
    if not (there or found.opened) and project_names.are_kinds(
        [project_names.clean(name) for name in found.names], wide=reading.is_wide
    ):
        trace.step("project", *clause, trace.REJECTED, "a list of kinds of one thing (专业服务平台、综合服务平台)")
        return handed_on
    known = _known_kinds(found.names, wide=reading.is_wide)
    doubted: list[str] = []
    before = len(reading.projects)
    for name in found.names:
        entry = project_names.suffix(project_names.clean(name)) if known else None
        # 完善, 升级 of a named system (decided cases, Phases)
        system = (
            found.verb.startswith(("完善", "升级", "优化"))
            and not urged
            and project_names.is_system(project_names.clean(name))
        )
        beside = entry is not None and entry.term in known
        added = len(reading.projects)
        _judge_and_add(reading, clause, name, found, strong or beside or system, seen, heading=heading, beside=beside)
        if added == len(reading.projects):
            doubted.append(name)
    works = sum(project.kind == "works" for project in reading.projects[before:])
    if doubted and 2 * works >= len(found.names) and not urged:
        called = replace(found, called=True)
        for name in doubted:
            mostly = len(found.names) >= MIN_COMPANY and 4 * works >= 3 * len(found.names)
            kept = project_names.suffix(name) if mostly else None
            if project_things.keeps_company(name) or (kept is not None and kept["class"] in ("solid", "soft")):
                _judge_and_add(reading, clause, name, called, True, seen, heading=heading, beside=True)
    return handed_on


MIN_COMPANY = 4
"""Members of a list in which a kind alone is enough for the one beside three works."""


def _known_kinds(names: list[str], *, wide: bool) -> set[str]:
    """List the last words of the members that are projects by their own names: of others of that kind in the list a plain name is enough."""
    if len(names) < 2:
        return set()
    cleaned = [project_names.clean(name) for name in names]
    sure = [name for name in cleaned if project_judging.judge(name, strong=False, wide=wide)]
    return {entry.term for name in sure if (entry := project_names.suffix(name))}


MAX_MADE = 3
"""Words of a name that a verb of making alone tells to be a thing's: more of them say what it is to be (`重庆西向发展…`)."""
MIN_NAMED = 3
"""Characters of a name that nothing but the text's own 项目 or 工程 tells to be one."""
MIN_RUNNING = 8
"""Characters of a name with 项目 that its being started, finished or in operation tells to be one thing (`时代长安高竹动力电池项目`)."""
_BUILDING = re.compile(r"开工|建成|竣工|投运|投产|通车|通水")
"""Verbs that only a thing that is built can have."""
_APPLIED = frozenset({"apply", "complete", "operate", "build", "start", "plan"})
"""Phases in which a title is a project (`创建国家森林城市`, `建设县域商业示范县`), not one that is looked after."""
_EACH_ITS_OWN = re.compile(r"本(?:辖区|地区|行政区域|单位|部门|系统|行业|校|院)")
_POSITION = re.compile(r"(?:具有|富有|拥有)[^的]{2,30}的")


def _judge_and_add(
    reading: Reading,
    clause: Piece,
    raw: str,
    found: Found,
    strong: bool,
    seen: set[str],
    *,
    heading: bool,
    beside: bool = False,
) -> None:
    own_verb, raw = project_phrases.own_verb(raw)
    if own_verb:
        found = Found(found.names, found.called, own_verb, found.verb)
    name = project_names.clean(raw)
    if "号线" in name:
        paragraph = reading.text.rfind("\n", 0, clause.start) + 1
        name = project_numbers.with_network(name, reading.text[paragraph : clause.end].split(raw)[0])
    quoted = f"“{name}" in raw or f"“{name}" in _curled(reading.text[clause.start : clause.end])
    if _EACH_ITS_OWN.search(raw):
        trace.step("project", *clause, trace.REJECTED, f"“{raw}”: each builds one of its own")
        return
    if _POSITION.match(raw):
        trace.step(
            "project", *clause, trace.REJECTED, f"“{raw}”: what it is to be like, not what it is called (具有…的)"
        )
        return
    if "的" in raw and "的" not in name and project_names.is_described(name):
        trace.step("project", *clause, trace.REJECTED, f"“{raw}”: described, and given no name")
        return
    worked_on = found.worked_on or found.called or raw.endswith("项目")
    made = strong or found.verb in project_phrases.making() or found.verb in project_phrases.PUT_RIGHT
    worked_on = worked_on or (made and len(cut(name)) <= MAX_MADE)
    judged = project_judging.judge(
        name, strong=strong, quoted=quoted, wide=reading.is_wide, worked_on=worked_on, beside=beside
    )
    phase = project_phrases.strongest(found.phases)
    if judged is None:
        field = project_lists.is_work_done(name) and (
            not project_names.is_single(name) if reading.is_wide else project_names.is_common(name)
        )
        running = found.built and {"start", "complete", "operate"} & set(found.phases)
        one = running and name.endswith("项目") and len(name) >= MIN_RUNNING
        if (
            not (found.called or one)
            or field
            or not MIN_NAMED <= len(name) <= project_names.MAX_NAME
            or project_names.is_class(name)
            or project_names.is_no_name(name)
        ):
            if trace.watching():
                why = (
                    f"“{name}” after {found.verb}: {project_judging.why_not(name, strong=strong, wide=reading.is_wide)}"
                )
                trace.step("project", *clause, trace.REJECTED, why, *_used(name, found))
            return
        judged = project_judging.Judged(name, "solid")
    if (
        judged.cls == "programme"
        and name.endswith("工程")
        and (
            (project_judging.holds_building(name) and _BUILDING.search(found.verb))
            or (found.called and begins_with_known_name(name) and reading.text.find("项目", *clause) >= 0)
        )
    ):
        judged = project_judging.Judged(judged.name, "solid")  # 开工建设…特高压交流工程
    looked_after = found.verb in terms("work_verbs", force="local") or not _APPLIED & set(found.phases)
    entry = project_phrases.verbs().get(found.verb)
    looked_after = looked_after or bool(reading.is_wide and entry and entry["force"] == "weak" and not found.built)
    if judged.cls == "title" and looked_after and not (found.called or project_names.is_single(name)):
        trace.step("project", *clause, trace.REJECTED, f"“{name}”: a title, and nobody applies for it or builds it")
        return
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
    written = text[clause.start : clause.end]
    raw, name = _as_written(raw.strip("“”"), written), _as_written(judged.name, written)
    at = text.find(raw, clause.start, clause.end)
    end = at + len(raw) if at >= 0 else clause.end
    if at > 0 and text[end : end + 1] == "”":
        end += 1
    trace.step("project", clause.start, end, trace.FIRED, f"{kind} “{name}”, {phase}", *_used(judged.name, found))
    _add(reading, Piece(clause.start, end), name, phase, kind, seen)


def _used(name: str, found: Found) -> list[tuple[str, str]]:
    """List the vocabulary entries behind a name, for the one who watches."""
    entry = project_names.suffix(name) if trace.watching() else None
    used = [("project_suffixes", entry.term)] if entry else []
    return [*used, ("work_verbs", found.verb)] if found.verb in project_phrases.verbs() else used


def _add(reading: Reading, piece: Piece, name: str, phase: str, kind: str, seen: set[str]) -> None:
    if name in seen:
        trace.step("project", *piece, trace.BEATEN, f"“{name}” stands in this section already: one entry a section")
        return
    seen.add(name)
    reading.projects.append(ProjectDraft(piece, name, phase, kind))
