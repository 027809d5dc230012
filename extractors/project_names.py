"""What can be the name of a project: cleaned, judged by its last word, and with what a list shares restored.

Definition (Project): "`name` is the shortest full name in the text: no verb before it, no `等项目` after it; a list is split at
`、` and shared heads are restored"; plurals, classes and fields of work are none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from .lexicon import Entry, alternation, load, terms
from .ordinals import chinese_integer
from .regions import leading_region
from .words import boundaries, is_known

MAX_NAME = 45
"""Characters of a project's name; the longest real one seen has 31."""

_PLURAL = re.compile(
    r"^[二两三四五六七八九十\d]+大(?!桥|道|街|学|厦)|^(?:一批|一系列|若干|多个|各类|各个|各|更多|一些|部分|有关|相关|其他|等|多种|[一二两三四五六七八九十\d.]+(?:[-—~～至到][\d.]+)?(?:余|多|万|亿|百|千)*(?:批|个|家|所|条|座|处|项|套|户|台|辆|张|人|名|亩|米|吨|公里|公顷|平方米|平米|平方公里)(?!弄|号|路))|一批|若干|^以[^，]*为"
)
_PROPER = re.compile(
    r"[“”\"A-Za-z\dⅠ-Ⅹ·—]|城区|[一-鿿](?:省|(?<!城)市|(?<![社园景地灌校片街专新库林矿港库市产能务聚郊作])区(?!域)|县|(?<!小)镇|(?<!城)乡(?!镇)|(?<![农乡])村|州|旗|盟|街道|河(?!流)|江|湖(?!泊)"
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
def _longest() -> int:
    return max(map(len, _suffixes()))


_STAGE = re.compile(r"(?:第?[一二三四五六\d]+期)(?:项目|工程)?$")
"""A stage after the name: `快速路二期`, `2号线一期工程`."""


def suffix(name: str) -> Entry | None:
    """Return the vocabulary entry of a name's last word, the longest that fits; brackets at the end are looked through."""
    bare = re.sub(r"[”\"’]$", "", re.sub(r"[（(][^（）()]{1,16}[）)]$", "", name))
    bare = _STAGE.sub("", bare) or bare
    for size in range(min(_longest(), len(bare)), 0, -1):
        entry = _suffixes().get(bare[-size:])
        if entry:
            return entry
    return None


_BEFORE_MARKS = re.compile(r"(?!.*(?:的|等|和|与|[一二三四五六七八九十]大?)$)[一-鿿]{4,10}")
"""What before a programme's name in marks is part of it: `乡村振兴“巾帼行动”`."""


def clean(name: str) -> str:
    """Strip quotation marks round the whole name, describing clauses (`全国统一的`), closing words (`等项目`, `建设`)."""
    name = re.sub(r"\s+", "", name)
    name = re.sub(r"^(?:力争|确保|争取|年内|(?:20\d{2}年)?(?:底|末)?前|20\d{2}年(?:底|末)?)+", "", name)
    name = re.sub(r"^现有[一-鿿]{1,10}?(?:实施)?(?=“)", "", name)
    described = re.match(r"^[^“”（）]*(?<!目)的(?=[^的]{4,}$)", name)
    if described:
        name = name[described.end() :]
    name = re.sub(r"(?<![高中初平同优])等(?!级)[^等]{0,14}$", "", name) if not _REST_QUOTED.search(name) else name
    name = _CLASS_ONLY_BEFORE.sub("", name)
    name = (
        re.sub(r"(?:的)?(?:规划建设|建设|项目建设|发展|质量|品质|等)$", "", name)
        if not re.search(r"(?:工程|行动|计划)$", name)
        else name
    )
    quoted = re.fullmatch(r"(?P<before>[^“”]*)[“\"‘](?P<inner>[^“”\"]+)[”\"’]", name)
    inner = suffix(quoted["inner"]) if quoted else None
    of_it = bool(inner and inner["class"] == "programme" and quoted and _BEFORE_MARKS.fullmatch(quoted["before"]))
    if quoted and not of_it and (not quoted["before"] or (inner and not _PROPER.search(quoted["before"]))):
        name = quoted["inner"]
    elif name.endswith("项目") and (entry := suffix(name[:-2])) and entry["class"] != "process":
        name = name[:-2]
    name = re.sub(r"[（(][^（）()]*(?:以下|简称)[^（）()]*[）)]$", "", name)
    return name.strip("，、。；：的")


@cache
def _evaluative() -> re.Pattern[str]:
    return re.compile(alternation(terms("evaluative_words")))


@cache
def _generic() -> re.Pattern[str]:
    return re.compile(rf"^(?:{alternation(terms('generic_words'))}|[、和与及的])*$")


@cache
def _built() -> re.Pattern[str]:
    return re.compile(alternation(terms("built_words")))


_NO_NAME = re.compile(r"[。；：！？《》]|^(?:其|和|与|及|已|可|并|将|从|开展|制定|编制|本市籍)|接入|开展")
"""What no name holds: marks of a sentence, and words that make it one."""


def judge(name: str, *, strong: bool, quoted: bool = False, wide: bool = False) -> Judged | None:
    """Judge a cleaned candidate.

    `strong`: a verb of building governs it, so a plain designation is enough. `quoted`: it stands in quotation marks.
    `wide`: the document speaks for a country or a province, where a plain designation means many of the kind.

    Returns None for plurals, classes (`绿色工厂`), bare kinds (`变电站`) and what does not end like a work.
    """
    if not 2 <= len(name) <= MAX_NAME or _PLURAL.search(name) or _NO_NAME.search(name):
        return None
    entry = suffix(name)
    if entry is None:
        staged = strong and _STAGE.search(name) and len(name) >= MIN_STAGED and not is_class(name)
        return Judged(name, "solid") if staged else None
    cls = entry["class"]
    bare = re.sub(r"[（(][^（）()]{1,16}[）)]$", "", name)
    modifier = bare[: bare.rfind(entry.term)] if entry.term in bare else bare
    proper = bool(_PROPER.search(name)) or quoted
    if cls == "programme" or entry.term == "工程":
        return _programme(name, modifier, entry, quoted=quoted)
    # “东翼”…集聚区: a name in marks is one, whatever its kind is called
    if (_evaluative().search(modifier if name.startswith("“") else name) and not _of_a_place(name)) or re.fullmatch(
        r"\d+千伏", modifier
    ):
        return None
    if wide and not (proper or quoted or entry["wide"] or cls in ("called", "title") or _of_a_place(name)):
        return None  # 建设现代农业产业园, in a national plan: many; 数字经济产业园 in a district's plan: one
    if cls == "called":
        # A项目: the text calls it one; the name must be more than a kind
        named = (_PROPER.search(name) and strong) or _LOCATED.search(modifier)
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
    if cls == "named" and not (proper or len(modifier) >= 3) and not (strong and len(modifier) >= 2):
        return None
    if cls == "process":
        thing = _LOCATED.search(modifier) or (strong and _built().search(name) and len(modifier) >= MIN_BUILT)
        return Judged(name, cls) if proper or thing else None
    if cls == "title":
        return Judged(name, cls) if proper or len(modifier) >= 2 else None
    plain = strong and cls == "solid" and len(modifier) >= 2 and not (wide and len(entry.term) <= 3)
    if not proper and _generic().match(modifier) and not plain:
        return None  # 绿色工厂, 特色小镇
    if cls == "soft" and not proper and not (strong and len(modifier) >= 4):
        return None
    if cls == "solid" and not proper and not strong and len(modifier) < 4:
        return None
    return Judged(name, cls)


def _of_a_place(name: str) -> bool:
    """Tell whether a name begins with a place's bare name (`上饶大数据科创城`)."""
    found = leading_region(name)
    return found is not None and found[1] >= 2


def why_not(name: str, *, strong: bool, wide: bool) -> str:
    """Say in words what keeps a cleaned candidate from being a name of its own; for `trace`, in the order of `judge`."""
    entry = suffix(name)
    reasons = (
        (not 2 <= len(name) <= MAX_NAME, "too short or too long for a name"),
        (bool(_PLURAL.search(name)), "a plural or a class (一批, 各类, …)"),
        (bool(_NO_NAME.search(name)), "holds a mark or a word that no name holds"),
        (entry is None, "does not end in a last word of project_suffixes.tsv"),
        (bool(_evaluative().search(name)), "positioning: a word of evaluative_words.tsv"),
        (
            wide and entry is not None and not entry["wide"] and not _PROPER.search(name),
            "a country's or province's document means many of this kind (column wide of project_suffixes.tsv)",
        ),
        (not strong, "no verb of building governs it, so a proper name would be needed"),
    )
    return next(
        (why for holds, why in reasons if holds), "a bare kind, or words of generic_words.tsv before its last word"
    )


MAX_KIND = 7
"""Characters of a name that can be a kind's; longer ones say what they are for (`工业互联网网络安全监测平台`)."""


def are_kinds(names: list[str]) -> bool:
    """Tell whether a list names kinds of one thing: the same last word for all, and no name of its own for any."""
    ends = {entry.term[-2:] if (entry := suffix(name)) else name for name in names}
    short = len(names) > 1 and max(map(len, names)) <= MAX_KIND
    return short and len(ends) == 1 and not any(_PROPER.search(name) or _of_a_place(name) for name in names)


def is_class(name: str) -> bool:
    """Tell whether a phrase that a list calls a project is a class or a description all the same."""
    return bool(
        _PLURAL.search(name)
        or _generic().match(name)
        or _evaluative().search(name)
        or re.search(r"[、，的]|^(?:其他|有关|发展|加强|推进|推广|促进|开展)", name)
    )


_LOCATED = re.compile(
    r"\d弄|\d+号|[一-鿿]{2}(?:小区|公园|路(?![线径])|大街)|[一-鿿]{1,3}(?:江|(?<![山先])河(?!流)|湖(?!泊|库)|溪|渠)|[GSXY]\d{2,}|[一-鿿](?:县|镇|校区)"
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
        or re.match(r"(?:重大|重点|有关|相关|各项|各类|年度|民生|基础|一号|系统|配套)+$", modifier)
    ):
        return None
    if entry.term == "计划" and re.search(
        r"(?:^行动|检查|执法|规模|指标|收购|工作|年度|招生|培训|建设|投资|资金|用地|生产|编制|科技)$", modifier
    ):
        return None
    if entry.term == "行动" and re.search(r"(?:执法|统一|具体|集体|自觉)$", modifier):
        return None
    if entry.term == "工程" and (
        _built().search(modifier)
        or _LOCATED.search(modifier)
        or suffix(_DONE_TO.sub("", re.sub(r"“[^“”]*”$", "", modifier))) is not None
    ):
        return Judged(name, "solid")
    return Judged(name, "programme")


def split(words: str) -> list[str]:
    """Cut a list of names at 、 和 以及 及, outside quotation marks and brackets."""
    parts: list[str] = []
    depth, begin = 0, 0
    words = words.replace("”“", "”、“")
    for match in re.finditer(r"[（(“]|[）)”]|、|以及|和(?!谐|美|平)|(?<![普涉危以])及(?!时)", words):
        mark = match.group()
        if mark in "（(“":
            depth += 1
        elif mark in "）)”":
            depth = max(0, depth - 1)
        elif depth == 0 and (mark == "、" or _complete(words[begin : match.start()])):
            parts.append(words[begin : match.start()])
            begin = match.end()
    parts.append(words[begin:])
    return [part for part in parts if part.strip()]


_WORK_DONE = re.compile(r"(?:治理|加固|整治|改造|建设|利用|保护|修复|提升|抚育|项目)[”\"]?$")


def _complete(words: str) -> bool:
    """Tell whether a member before 和 or 及 is a name by itself (not `就业信息` in `就业信息和服务共享平台`)."""
    return suffix(words) is not None or bool(_WORK_DONE.search(words)) or words.endswith("”")


def members(words: str) -> tuple[list[str], bool]:
    """Split the object of a verb into names, restoring what the list shares.

    Returns the names and whether the text itself calls them 项目 or 工程 (`…等项目`), which makes works of them.
    """
    words = re.sub(r"\s+", "", words)
    several = _SEVERAL.fullmatch(words)
    if several:
        return [f"{name}{several['kind']}" for name in several["names"].split("、")], False
    if "以及" in words:
        results = [members(part) for part in words.split("以及") if part]
        return [name for names, _ in results for name in names], any(called for _, called in results)
    called = re.search(r"(?<![高中初平同优])等(?!级)[^等、]{0,16}?(?:项目|工程)(?:建设|实施)?$", words)
    if called and called.start() > 3:
        parts = [
            part
            for part in split(words[: called.start()])
            if suffix(part) or _PROPER.search(part) or (len(part) >= MIN_ITEM and not is_class(part))
        ]
        return [
            part if _WORK_NAME.search(part) else re.sub(r"(?:建设|实施)$", "", part) for part in _tails(_heads(parts))
        ], True
    counted = _COUNTED_LIST.fullmatch(words)
    if counted and len(counted["names"].split("、")) == chinese_integer(counted["count"].replace("两", "二")):
        return [f"{name}{counted['kind']}" for name in counted["names"].split("、")], False
    open_list = re.search(r"(?<![高中初平同优])等(?!级|“[^”]*”[一-鿿])(?P<tail>[^等、，]{2,24})$", words)
    if open_list:
        return _open_list(split(words[: open_list.start()]), re.sub(r"(?:建设|项目|品质)$", "", open_list["tail"]))
    parts = _without_plurals(split(words))
    if len(parts) > 1 and suffix(parts[0]) is None and not _WORK_DONE.search(parts[0]) and not parts[0].endswith("”"):
        restored = _tails(parts)
        if restored == parts:
            if "的" in parts[-1] and not any("的" in part for part in parts[:-1]):
                return [parts[-1][parts[-1].rfind("的") + 1 :]], False  # qualities, then 的 and the name
            ends = suffix(parts[-1])
            if ends and ends["class"] == "programme" and len(words) <= MAX_NAME:
                return [words], False  # 边远贫困地区、边疆民族地区和革命老区人才支持计划
            # modifiers in a row are one name's: 卫星智能化、标准化、批量化制造基地
            row = len(words) <= MAX_ROW and all(
                len(part) >= MIN_MODIFIER and re.search(_QUALITY, part) for part in parts[:-1]
            )
            return ([words], False) if row else ([], False)
    return _heads(_tails(parts)), False


_SEVERAL = re.compile(
    r"“?(?P<names>[^“”、]{2,12}(?:、[^“”、]{2,12})+)[“”]?[二三四五六七八九十\d]+(?:大|项|个)(?P<kind>[^“”、]{2,12})”?"
)
_COUNTED_LIST = re.compile(
    r"(?P<names>[一-鿿]{2,6}(?:、[一-鿿]{2,6})+)等?(?P<count>\d{1,2}|[二两三四五六七八九十])(?:个|座|处|条|家|所)(?P<kind>[一-鿿]{3,12})"
)
"""`温春、五林、沙兰3个万头牧场`: each is one of the kind."""
"""`“产业提升、科技创新、城乡一体”三大人才行动计划`: three names that share what follows the number."""
_WORK_NAME = re.compile(r"(?:改造|迁建|扩建)$")


def _without_plurals(parts: list[str]) -> list[str]:
    """Drop what follows `一批` in a list: the number holds for the rest of it."""
    for index, part in enumerate(parts):
        if _PLURAL.search(part):
            return parts[:index]
    return parts


MAX_ROW = 30
"""Characters of a name with modifiers in a row."""
MIN_ITEM = 6
"""Characters of a member that a list calls a project and that ends in no known word (`恒丰纸业特种涂布纸…等35个项目`)."""
MIN_MODIFIER = 3
"""Characters of each of them; shorter ones name kinds (`众创、众包、众扶、众筹支撑平台`)."""
MIN_PLACE = 4
"""Characters of a place's proper name that a list of places gives without its kind (`荷和原乡、奇彩梦园等景区`)."""
_PLACE_KIND = re.compile(r"(?:景区|街区|园区|景点|商圈|度假区)$")


def _open_list(parts: list[str], tail: str) -> tuple[list[str], bool]:
    """`A、B等T`: where the members have no kind of their own, T is theirs (`涪江、琼江等生态廊道`); a general T only sums up."""
    if not parts or "的" in tail or _PLURAL.search(parts[0]):
        return [], False
    entry = suffix(tail)
    if entry is None:
        return _heads(parts), False
    core = re.sub(r"^(?:重点|重要|主要|跨境河流|跨境|流域)+", "", tail)
    own = [suffix(part) for part in parts]
    modifier = tail[: len(tail) - len(entry.term)]
    if _generic().match(modifier) and not (modifier == "" and entry["class"] in ("named", "route")):
        named = [part for part in parts if not _generic().match(part) and (suffix(part) or len(part) >= MIN_PLACE)]
        return named, bool(_PLACE_KIND.search(tail)) and any(found is None for found in own)
    if all(
        found is None or (found["class"] in ("named", "route") and len(part) <= 3)
        for part, found in zip(parts, own, strict=True)
    ):
        between = [re.match(r"(.+至)", part) for part in parts]
        if between[0] and not any(between[1:]):
            parts = [parts[0], *(between[0][1] + part for part in parts[1:])]
        return [part + core for part in parts], False
    return _heads(parts), False


def _tails(parts: list[str]) -> list[str]:
    """Restore a shared tail: `石梁水库、双寨水库中型灌区` → both with 中型灌区; `A至B、C跨区快速通道` likewise."""
    if len(parts) < 2:
        return parts
    last = parts[-1]
    entry = suffix(last)
    if entry is None or entry["class"] == "programme":
        return parts
    first = parts[0]
    own = suffix(first)
    if own is not None and own["class"] != "named":
        at = last.find(own.term)
        if at > 0 and at + len(own.term) < len(last) - len(entry.term) + 1 and own.term != entry.term:
            tail = last[at + len(own.term) :]
            return [part + tail if part.endswith(own.term) else part for part in parts[:-1]] + [last]
    if entry["wide"] or "的" in last:
        return parts
    # the places next to the last member share its kind; those before may have their own (盘兴高铁、官山机场和安盘、六安高速公路)
    since = len(parts) - 1
    while since > 0 and suffix(parts[since - 1]) is None and _PLACE_LIKE.fullmatch(parts[since - 1]):
        since -= 1
    places = parts[since:-1]
    if 2 * sum(map(_is_common_word, places)) > len(places):
        return parts  # 乡村、社区、街道文化中心: kinds of places, not names of them
    kind = _kind_after_place(last, [len(part) for part in places]) if places else None
    return [*parts[:since], *(part + kind for part in places), last] if kind else parts


_QUALITY = r"(?:[化型性级式的]|制造|加工|研发|测试|服务|管理|交易|共享|生产|检测|培训|教育|研究|创新|创业|物流|仓储|展示|体验|旅游|文化|体育|医疗|融合|平衡|宜居|便利)$"
"""How a quality or a field of work ends, before the kind of a work."""
_PLACE_LIKE = re.compile(rf"(?!.*{_QUALITY})[一-鿿]{{2,6}}")
"""What can be a place's bare name in a list; a quality or a field of work before the kind is none."""


def _is_common_word(words: str) -> bool:
    """Tell whether the words are one that jieba's dictionary knows and no region's name."""
    return is_known(words) and leading_region(words) is None


def _kind_after_place(last: str, lengths: list[int]) -> str | None:
    """Find what a list of places shares in its last member: `盘州、水城|煤炭储配基地`, `森兰、碧云、桃浦|楔形绿地`.

    The cut is where a word begins, after a place about as long as the others; what follows must be a kind of work by itself,
    and more than its bare last word unless that is telling (`高速公路`).
    """
    low, high = min(lengths), max(lengths)
    found = []
    for cut in boundaries(last):
        tail = last[cut:]
        entry = suffix(tail)
        if entry is None or not low - 1 <= cut <= high + 1 or cut < 2:
            continue
        if tail == entry.term and len(tail) < MIN_KIND:
            continue
        found.append((tail != entry.term, not low <= cut <= high, cut))
    return last[min(found)[2] :] if found else None


MIN_KIND = 3
"""Characters of a bare last word that a list of places can share."""


def _heads(parts: list[str]) -> list[str]:
    """Restore a shared head: `川渝特高压1000千伏交流工程及配套500千伏送出工程` → 川渝特高压配套…."""
    restored = list(parts)
    for index in range(1, len(parts)):
        if parts[index].startswith("配套"):
            head = re.match(r"^(.+?)\d", parts[0])
            if head and len(head[1]) >= 2:
                restored[index] = head[1] + parts[index]
    return restored
