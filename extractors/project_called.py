"""Lists whose members the text itself calls 项目 or 工程: `A、B等项目`, `A、B等6个T工程`.

Definition (decided cases): "Works that the text itself calls 项目 or 工程".
"""

from __future__ import annotations

import re
from functools import cache

from .lexicon import alternation, terms
from .own_names import begins_with_known_name, begins_with_name
from .project_lists import heads, is_work_done, no_kind, of_a_place, tails
from .project_names import (
    PROPER,
    evaluative,
    generic,
    is_class,
    is_common,
    is_staged,
    suffix,
)
from .project_open_lists import BUILT, MARKED, MIN_PLACE, SUMS_UP, are_places, done_to_each
from .project_things import NOT_ONE_THING, abstract_ends
from .words import words as cut

_GOING_ON = re.compile(r"(?:续建|新建|在建|改扩建)$")
"""How far the works of a list are, behind their kind (`等高速公路|续建|项目`)."""
MIN_KIND_SHARED = 2
"""Characters of a kind that the members of a list can share."""


def called(parts: list[str], kind: str, what: str) -> list[str]:
    """Read the members of a list that the text itself calls 项目 or 工程; the kind that the list names is theirs where they have none."""
    kind = SUMS_UP.sub("", kind)
    kind = _GOING_ON.sub("", kind) if what == "项目" else kind
    if each := done_to_each(parts, kind + what):
        return each
    own_kind = suffix(kind) if len(kind) >= MIN_KIND_SHARED else None
    plain = own_kind is not None and not _adjectives(kind[: len(kind) - len(own_kind.term)])
    if (
        own_kind
        and plain
        and own_kind["class"] in BUILT
        and _says_what(kind, own_kind.term)
        and any(map(no_kind, parts))
    ):
        whole = kind if own_kind["class"] == "solid" and what == "项目" else kind + what
        if all(map(no_kind, parts)) or all(begins_with_name(part) for part in parts if no_kind(part)):
            return [
                part if part.endswith(kind) or not no_kind(part) else part + whole
                for part in parts
                if not is_class(part)
            ]
    of_plants = what == "项目" and own_kind is None and _is_kind_of_plant(kind) and len(parts) > 1
    if of_plants and all(no_kind(part) and begins_with_name(part) and not is_work_done(part) for part in parts):
        return [f"{part}{kind}{what}" for part in parts]  # 中核汇能通榆、华电榆树等5个绿色氢基能源一体化项目
    some = own_kind is not None and own_kind["class"] == "process" and any(map(suffix, parts))
    if some and all(suffix(part) or (len(part) <= MIN_PLACE and begins_with_known_name(part)) for part in parts):
        return [part if suffix(part) else f"{part}{kind}{what}" for part in parts]  # 厦门新机场以及昆明等机场改扩建工程
    if own_kind and own_kind["class"] == "process" and are_places(parts) and all(map(begins_with_name, parts)):
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
    of_works = any((own := suffix(part)) is not None and own["class"] in BUILT for part in parts)
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
        or (len(part) >= MIN_ITEM and not is_class(part) and not (_JOINED.search(part) and is_common(part)))
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


@cache
def _effort() -> re.Pattern[str]:
    return re.compile(f"(?:{alternation(terms('effort_ends'))})$")


def _is_effort(part: str) -> bool:
    """Tell whether a member says what is striven for, in no one place: `“广东强芯”`, `核心软件攻关`."""
    marked = bool(MARKED.fullmatch(part)) and suffix(part) is None
    return (marked or bool(_effort().search(part))) and no_kind(part) and not of_a_place(part)


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
_WORK_NAME = re.compile(r"(?:改造|迁建|扩建)$")
_JOINED = re.compile(r"[和与及]")
MIN_ITEM = 6
"""Characters of a member that a list calls a project and that ends in no known word (`恒丰纸业特种涂布纸…等35个项目`)."""
MIN_PLACED = 3
"""Characters of such a member that begins with a place (`重庆站`)."""
