"""The object of a verb as a list of names: cut, and with what the members share restored.

Definition (Project): "a list is split at `、` and shared heads are restored" (`铜梁中学淮远校区`, `铜梁二中扩建`).
"""

from __future__ import annotations

import re

from .lexicon import terms
from .ordinals import chinese_integer
from .project_names import MAX_NAME, PLURAL, PROPER, generic, is_class, suffix
from .regions import leading_region
from .words import boundaries, is_known


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


def is_work_done(name: str) -> bool:
    """Tell whether a name says only what is done (`山洪灾害防治`): a field of work, in a document for a country."""
    return bool(_WORK_DONE.search(name)) or name.endswith("防治")


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
            if suffix(part)
            or PROPER.search(part)
            or (len(part) >= MIN_ITEM and not is_class(part))
            or (len(part) >= MIN_PLACED and _of_a_place(part))
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
            counted_last = re.search(r"[\d二三四五六七八九十](?:个|座|处|条|家|所)", parts[-1])
            if (any(suffix(part) for part in parts[1:-1]) and not counted_last) or (
                ends and ends["class"] != "programme" and len(parts[0]) >= MIN_ITEM and _of_a_place(parts[0])
            ):
                return _heads(
                    parts
                ), False  # 广州国际生物岛、广州国际健康产业城: one whose kind is not known among names
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


def _open_list(parts: list[str], tail: str) -> tuple[list[str], bool]:
    """`A、B等T`: where the members have no kind of their own, T is theirs (`涪江、琼江等生态廊道`); a general T only sums up."""
    parts = [part for part in parts if not _EACH.search(part)]
    if not parts or "的" in tail or PLURAL.search(parts[0]):
        return [], False
    entry = suffix(tail)
    if entry is None:
        return _heads(parts), False
    core = re.sub(r"^(?:重点|重要|主要|跨境河流|跨境|流域)+", "", tail)
    own = [suffix(part) for part in parts]
    modifier = tail[: len(tail) - len(entry.term)]
    along = terms("along_kinds")
    if tail.endswith(along) and not any(part.endswith(along) for part in parts):
        return [part + core for part in parts], False
    if generic().match(modifier) and not (modifier == "" and entry["class"] in ("named", "route")):
        named = [part for part in parts if not generic().match(part) and (suffix(part) or len(part) >= MIN_PLACE)]
        return named, bool(_PLACE_KIND.search(tail)) and any(found is None for found in own)
    if all(map(_no_kind, parts)):
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
    if own is not None and (own["class"] != "named" or len(own.term) > 1):
        at = last.find(own.term)
        tail = last[at + len(own.term) :]
        if at > 0 and len(tail) > len(entry.term) - 1 and own.term != entry.term and tail[0] not in "（(":
            return [part + tail if part.endswith(own.term) else part for part in parts[:-1]] + [last]
    if entry["wide"] or "的" in last:
        return parts
    # the places next to the last member share its kind; those before may have their own (盘兴高铁、官山机场和安盘、六安高速公路)
    since = len(parts) - 1
    while since > 0 and _PLACE_LIKE.fullmatch(parts[since - 1]) and _no_kind(parts[since - 1]):
        since -= 1
    places = parts[since:-1]
    if 2 * sum(map(_is_common_word, places)) > len(places) and not any(map(PROPER.search, places)):
        return parts  # 乡村、社区、街道文化中心: kinds of places, not names of them
    kind = _kind_after_place(last, [len(part) for part in places]) if places else None
    return [*parts[:since], *(part + kind for part in places), last] if kind else parts


_QUALITY = r"(?:[化型性级式的]|制造|加工|研发|测试|服务|管理|交易|共享|生产|检测|培训|教育|研究|创新|创业|物流|仓储|展示|体验|旅游|文化|体育|医疗|融合|平衡|宜居|便利)$"
"""How a quality or a field of work ends, before the kind of a work."""
_PLACE_LIKE = re.compile(rf"(?!.*{_QUALITY})[一-鿿]{{2,6}}")
"""What can be a place's bare name in a list; a quality or a field of work before the kind is none."""


def _no_kind(words: str) -> bool:
    """Tell whether a member has no kind of work of its own: none, or the last word of a short name of a river or a place."""
    own = suffix(words)
    return own is None or (own["class"] in ("named", "route") and len(words) <= MAX_SHORT)


MAX_SHORT = 3
"""Characters of a place's name whose last word is also a kind of work (`金汇港`, `吴中路`)."""


def _of_a_place(words: str) -> bool:
    found = leading_region(words)
    return found is not None and found[1] >= 2


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
