"""Lists of organisations: recognising one by its last word, and cutting a list into its members.

Definition (Responsibility): "An agency is split out of its list at 、 ， ； and at 和 及 以及 between two organisations; text in
its own brackets stays with it; a collective is one (`各市、县〔区〕人民政府`, `各区、县（市）政府`)."
"""

from __future__ import annotations

import itertools
import re
from functools import cache, lru_cache
from typing import NamedTuple

from .lexicon import Entry, alternation, load, sizes_by_last, terms
from .regions import leading_region
from .text import Layout, Piece, strip

_SEPARATOR = re.compile(
    r"[、，,；;]|以及|和|及(?!时)|与(?=[^共])|或者?|[ 　]+(?![（(])|(?<=[局委办厅部院会府])[.．](?=[一-鿿])|\n"
)
_CONJUNCTIONS = ("以及", "和", "及", "与", "或", "或者")
_TRAILING_BRACKET = re.compile(r"[（(〔\[][^（）()〔〕\[\]]{1,14}[）)〕\]]$")
OPEN_END = re.compile(
    r"等(?:[省市区县](?:直|级))?(?:各?(?:有关|相关))?(?:主管)?(?:[\d一二三四五六七八九十]{1,2}[个家]?)?(?:部门|单位|方面|机构|部委|委办局|部门和单位|部门、单位|部门（单位）|部门\(单位\)|地方|企业|群团组织|群众组织|人民团体|群团部门)?$|等$"
)
_TERRITORY_CLASS = re.compile(
    r"^(?:各|有关|相关){0,2}(?:省|市|县|区|旗|州|盟|乡|镇|街道|自治区|直辖市|自治州|自治县|设区市|计划单列市|副省级城市|地级市|县级市|区县|市县|市区"
    r"|新疆生产建设兵团|乡镇|镇街)*(?:[（(〔\[](?:[省市县区旗州盟乡镇、]|自治区|直辖市|街道)+[）)〕\]])?$"
)
_LEVELS = re.compile(r"^(?:中央|国家|省|市|县|区|乡|镇|村)(?:级)?$")


class Head(NamedTuple):
    """The last word of an organisation's name: its vocabulary entry and where it begins in the name."""

    entry: Entry
    start: int

    @property
    def cls(self) -> str:
        """`body`, `group`, `person`, `territory` or `purpose` (a body named after its work: 领导小组)."""
        return self.entry["class"]


@cache
def _heads() -> dict[str, tuple[tuple[Entry, re.Pattern[str] | None], ...]]:
    table: dict[str, list[tuple[Entry, re.Pattern[str] | None]]] = {}
    for entry in load("organisation_heads"):
        needs = entry["needs"]
        table.setdefault(entry.term, []).append((entry, re.compile(needs) if needs else None))
    return {term: tuple(rows) for term, rows in table.items()}


@cache
def _not_organisations() -> frozenset[str]:
    return frozenset(terms("not_organisations"))


@cache
def _sizes() -> dict[str, tuple[int, ...]]:
    return sizes_by_last((*_heads(), *_not_organisations()))


@lru_cache(maxsize=65536)
def head_of(words: str) -> Head | None:
    """Return the head of an organisation's name, the longest that fits; None where the words do not end in one.

    Text in brackets at the end belongs to the name (`各成员单位办公厅（室）`) and is looked through.
    """
    bare = words
    table = _heads()
    for _ in range(2):
        for size in _sizes().get(bare[-1:], ()):
            tail = bare[-size:]
            if tail in _not_organisations():
                return None
            rows = table.get(tail)
            if not rows:
                continue
            before = _TRAILING_BRACKET.sub("", bare[:-size])  # 水利（水务）|厅
            for entry, needs in rows:
                if needs is None or needs.search(before):
                    return Head(entry, len(bare) - size)
        shorter = _TRAILING_BRACKET.sub("", bare)
        if shorter == bare or not shorter:
            return None
        bare = shorter
    return None


def is_organisation(words: str) -> bool:
    """Tell whether the words, taken alone, name an organisation, a group of them or an office holder."""
    words = words.strip()
    if _OFFICES.search(words) and "、" in words[-4:]:
        return len(words) <= MAX_NAME  # 各委、办、局: one group
    return len(words) > 1 and len(words) <= MAX_NAME and head_of(words) is not None


MAX_NAME = 160
"""Characters of one organisation's name; a group by a long list of functions (工业和信息化、发展改革、…主管部门) has about 100."""


@lru_cache(maxsize=8192)
def _collective(words: str) -> bool:
    """Tell whether a member is only the beginning of a collective: `各市` of `各市、县（区）人民政府`."""
    words = words.strip()
    if _LEVELS.match(words) or (words and _TERRITORY_CLASS.match(words)):
        return True
    return bool(words) and all(_TERRITORY_CLASS.match(part) for part in re.split(r"[、及和]|以及", words))


_LIST_MARK = re.compile(rf"(?P<open>[（(〔\[［【])|(?P<close>[）)〕\]］】])|(?P<mark>{_SEPARATOR.pattern})")


def _separators(layout: Layout, start: int, end: int) -> list[tuple[int, int, str]]:
    """List the marks between members; what stands in brackets of the list itself is passed over."""
    found, depth = [], 0
    for match in _LIST_MARK.finditer(layout.text, start, end):
        if match["open"]:
            depth += 1
        elif match["close"]:
            depth = max(0, depth - 1)
        elif depth == 0:
            found.append((match.start(), match.end(), match.group().strip() or " "))
    return found


def split(layout: Layout, start: int, end: int, *, strict: bool) -> list[Piece]:
    """Cut the list `text[start:end]` into its members.

    `strict` is for a place where only agencies can stand (after 责任单位：): every 、 separates there, unless the member before
    it is the beginning of a collective. Elsewhere a 、 separates only after a complete organisation.
    """
    text = layout.text
    marks = _separators(layout, start, end)
    bounds = [at for at, _, _ in marks] + [end]
    members: list[Piece] = []
    begin = start
    for index, (at, after, mark) in enumerate(marks):
        if at < begin:
            continue
        left = text[begin:at].strip()
        if not left:
            begin = after
            continue
        right_end = _complete_from(text, after, list(bounds[index + 1 :]))
        if mark == "、" and _OFFICES.search(left) and _OFFICE.match(text, after):
            cut = False  # 市政府各委、办、局
        elif mark in "，,；;":
            cut = strict or is_organisation(left) or _DANGLING.search(left) is not None
        elif _collective(left):
            # a level joined by 和 is no organisation, but the beginning of a name (中央和国家机关工委)
            joined = mark in _CONJUNCTIONS and _LEVELS.match(left) is not None
            goes_on = joined or _goes_on(text[after : bounds[index + 1]])
            cut = not goes_on and (strict or is_organisation(left))
        elif mark == "、":
            cut = (
                (is_organisation(left) or is_one_of_those(left, text, after, end))
                and text[after : bounds[index + 1]].strip() not in ("政府", "人民政府", "人大", "政协")
                and not (left.endswith("部门") and text[after : bounds[index + 1]].strip() == "单位")
            ) or (strict and not _shared_head(text, after, right_end))
        else:
            cut = is_organisation(left) and right_end is not None and not _bare(left, text[after : bounds[index + 1]])
        if cut:
            members.append(strip(text, begin, at))
            begin = after
    members.append(strip(text, begin, end))
    return [member for member in members if member.start < member.end]


MIN_OF_A_PLACE = 3
"""Characters of a unit's name after its place (`上海|辰山植物园`)."""
_UNITS = re.compile(r"[^，。；]{0,40}等(?:有关|相关)?(?:单位|机构|院校|高校|企业)$")


def is_one_of_those(words: str, text: str, after: int, end: int) -> bool:
    """Tell whether a member that begins with a place is a unit because its list says so (`…、上海辰山植物园、上海植物园等单位`)."""
    closes = OPEN_END.search(words) if after == end else _UNITS.match(text, after, end)
    found = leading_region(words) if closes else None
    return found is not None and len(words) - found[1] >= MIN_OF_A_PLACE


_OFFICES = re.compile(r"(?:各|有关|相关)[部委办厅局院行社]+(?:、[部委办厅局院行社]+)*$")
_OFFICE = re.compile(r"[部委办厅局院行社]{1,2}(?=[、，,：:；;\s]|$)")
_DANGLING = re.compile(r"部门、单位$")
_TERRITORY_NEXT = re.compile(
    r"^(?:市|县|区|旗|州|盟|自治|直辖市|计划单列市|副省级|省直管|省管|设区市|新疆生产建设兵团|乡|镇|街道|农牧|兵团)"
)


def _goes_on(words: str) -> bool:
    """Tell whether a collective goes on in the next member (`各市、|县（区）人民政府`) or ends (`各镇街、|高新区管委会`)."""
    return bool(_TERRITORY_NEXT.match(words.strip()))


def _bare(left: str, words: str) -> bool:
    """Tell whether the words name nothing without what stands before them (`部门` in `各有关地区和部门`)."""
    words = words.strip()
    if words in (
        "人民政府",
        "政府",
        "部门",
        "单位",
        "地区",
        "机构",
        "地方",
        "人员",
        "组织",
        "团体",
        "方面",
    ) or re.match("其(?!他)", words):
        return True
    if re.search(r"委托|指定|授权", words):
        return True  # 召集人或召集人委托的副召集人: one doer, whoever it is
    return words in ("企业", "学校") and bool(re.match(r"各|有关|相关", left))


def _complete_from(text: str, begin: int, bounds: list[int]) -> int | None:
    for bound in bounds[:MAX_MERGE]:
        if bound > begin and is_organisation(OPEN_END.sub("", text[begin:bound].strip())):
            return bound
    return None


MAX_MERGE = 12
"""Members that one head may be shared by (`工业和信息化、公安、交通运输、市场监管部门`)."""


def _shared_head(text: str, after: int, right_end: int | None) -> bool:
    """Tell whether the next complete member is a group whose head the members before it share (`财政、人社部门`)."""
    if right_end is None:
        return False
    words = OPEN_END.sub("", text[after:right_end].strip())
    head = head_of(words)
    return bool(
        head
        and head.cls == "group"
        and head.entry.term in ("部门", "机构", "单位")
        and not re.match(r"各|有关|相关|其他", words)
    )


_SPACED = re.compile(r"(?<!\S)\S(?:\s+\S(?!\S))+(?!\S)")
"""A name spaced out letter by letter in a signature of several columns: `教      育      部`."""
_NO_NAME = re.compile(r"[。！？“”《》]")


def looks_like_organisation(words: str) -> bool:
    """Tell whether the words are a list of organisations (a signature, addressees), every member complete."""
    words = _SPACED.sub(lambda match: re.sub(r"\s+", "", match.group()), words.strip())
    if not words or _NO_NAME.search(words):
        return False
    layout = Layout(words)
    members = split(layout, 0, len(words), strict=False)
    return bool(members) and all(
        is_organisation(OPEN_END.sub("", words[m.start : m.end]))
        or _collective(words[m.start : m.end])
        or _TOWN.fullmatch(words[m.start : m.end])
        for m in members
    )


_TOWN = re.compile(r"[一-鿿]{1,4}(?<!小)[镇乡]")
"""A single town among offices stands for its government (`各街道、华泾镇`)."""


def split_addressees(layout: Layout, start: int, end: int) -> list[Piece]:
    """Cut the line of 主送机关 into units; territories of a collective (`各省、自治区、直辖市人民政府`) stay together.

    A comma always parts units, of whatever name (`街道办事处、经开区，|区政府各部门`): it stands between those of unlike rank, 、
    between those of one.
    """
    commas = [(at, after) for at, after, mark in _separators(layout, start, end) if mark in "，,；;"]
    begins = [start, *(after for _, after in commas)]
    ends = [*(at for at, _ in commas), end]
    return [unit for begin, stop in zip(begins, ends, strict=True) for unit in split(layout, begin, stop, strict=False)]


_SIGNATURE_HEAD = re.compile(
    r"(?:人民政府办公厅|人民政府办公室|办公厅|办公室|人民政府|管理委员会|委员会|联合会|总局|总署|[部委局厅署办院会行社])(?=[一-鿿])"
)


def split_signature(layout: Layout, pieces: list[Piece]) -> list[Piece]:
    """Cut the lines of a signature into issuers; units run together (`工业和信息化部科技部财政部`) are cut after each head."""
    text = layout.text
    units: list[Piece] = []
    for piece in pieces:
        # white space in a signature separates, but a name may be spaced out letter by letter (`教      育      部`)
        for part in re.finditer(rf"{_SPACED.pattern}|\S+", text[piece.start : piece.end]):
            for member in split(layout, piece.start + part.start(), piece.start + part.end(), strict=True):
                units.extend(_unglue(text, member))
    return units


_STANDALONE = re.compile(rf"(?:{alternation(terms('body_openings'))}|[一-鿿]{{1,6}}[省市区县州盟旗])")


def _unglue(text: str, member: Piece) -> list[Piece]:
    words = text[member.start : member.end]
    cuts = [0]
    for match in _SIGNATURE_HEAD.finditer(words):
        rest = words[match.end() :]
        left = words[cuts[-1] : match.end()]
        if not _STANDALONE.match(rest) or not is_organisation(left) or head_of(rest) is None:
            continue
        if match.group() in ("人民政府", "部", "委", "局") and re.match(r"(?:办公厅|办公室|党组|机关)", rest):
            continue
        if match.group().endswith("会") and re.match(r"(?:议|员|计)", rest):
            continue
        if left.endswith("银行") and re.search(r"[支分]行$", rest):
            continue  # one branch: 中国人民银行福州中心支行
        cuts.append(match.end())
    bounds = [*cuts, len(words)]
    return [Piece(member.start + a, member.start + b) for a, b in itertools.pairwise(bounds)]
