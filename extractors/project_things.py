"""Works that no last word tells: things with a name of their own, and things to which something is done.

Definition (Project and the decided cases): "one single concrete thing with a designation of its own and a verb of its own".
"""

from __future__ import annotations

import re
from functools import cache

from .lexicon import alternation, terms
from .own_names import begins_with_name, ends_in_a_word, is_short_way
from .project_names import BRACKET_BEHIND, NO_NAME, PLURAL, PROPER, RANKS, STAGE, evaluative, is_of_a_place, suffix


@cache
def _done() -> re.Pattern[str]:
    verbs = (
        *terms("verbs_behind", **{"class": "after"}),
        *terms("verbs_behind", **{"class": "both"}),
        *terms("done_words"),
    )
    return re.compile(rf"[东南西北]?(?:{alternation(verbs)})+$")


@cache
def _done_last() -> frozenset[str]:
    words = (
        *terms("verbs_behind", **{"class": "after"}),
        *terms("verbs_behind", **{"class": "both"}),
        *terms("done_words"),
    )
    return frozenset(word[-1] for word in words)


def says_what_is_done(name: str) -> bool:
    """Tell whether a name ends in what is done to the thing (`G50|拓宽改建`)."""
    done = _done().search(name) if name[-1:] in _done_last() else None
    return done is not None and done.start() > 0


_ROAD = re.compile(r"[GSXY]\d{1,4}|[国省县]道\d{2,4}|\d{2,4}[国省县]道|[东南西北]?[一二三四五六内外中]环")
"""A road by its number, or one that goes round a city."""


def is_worked_thing(name: str) -> bool:
    """Tell whether a name is a built thing's with a name of its own and what is done to it (`沪松公路|快速化`, `G50|拓宽改建`)."""
    done = _done().search(name) if name[-1:] in _done_last() else None
    thing = name[: done.start()] if done else ""
    if done and len(thing) > 1 and _GOES_ON.fullmatch(done.group()) and (thing[-1] in "路街道环线" or suffix(thing)):
        return True  # 复兴路|西延: what goes on is one road
    if _ROAD.fullmatch(thing) or (thing and is_short_way(thing)):
        return True
    entry = suffix(thing) if len(thing) >= MIN_OWN else None
    built = entry is not None and entry["class"] in ("solid", "route")
    return built and (begins_with_name(thing) or bool(PROPER.search(thing)) or is_of_a_place(thing))


_GOES_ON = re.compile(r"[东南西北]延(?:伸|长)?")


MIN_OWN, MAX_OWN = 4, 16
"""Characters of a name that only its own first word, and what is done to it, tell to be a work's (`莘庄老街`)."""


def is_thing_of_its_own(name: str) -> bool:
    """Tell whether a name is a thing's whatever it ends in: it begins with a name, and does not end in what nobody builds."""
    entry = suffix(name)
    return (
        MIN_OWN <= len(BRACKET_BEHIND.sub("", name)) <= MAX_OWN
        and begins_with_name(name)
        and not any(marks.search(name) for marks in (PLURAL, NO_NAME, RANKS, NOT_ONE_THING, abstract_ends()))
        and not (entry is not None and entry["class"] in ("programme", "title"))
        and not evaluative().search(name)
        and (ends_in_a_word(BRACKET_BEHIND.sub("", name)) or bool(STAGE.search(name)))
    )


NOT_ONE_THING = re.compile(r"[的和与及或为将等在对]|相关|有关|\d(?:公里|千米|平方米|亩|公顷)|类[一-鿿]")
"""What no name of one thing holds: joints, a class, a quantity."""


@cache
def abstract_ends() -> re.Pattern[str]:
    """Match the end of what nobody builds (`环境`, `品牌`)."""
    return re.compile(f"(?:{alternation(terms('abstract_ends'))})$")


def keeps_company(name: str) -> bool:
    """Tell whether a member of a list of works is one as they are, whatever it ends in: it has a name of its own (`波克艺术中心、|市体育宫`)."""
    entry = suffix(name)
    return (
        MIN_KEPT <= len(name) <= MAX_OWN
        and (begins_with_name(name) or bool(_NUMBERED_ROAD.match(name)))
        and not any(marks.search(name) for marks in (PLURAL, NO_NAME, RANKS, NOT_ONE_THING, abstract_ends(), _OPEN_END))
        and not (entry is not None and entry["class"] in ("programme", "title"))
        and not evaluative().search(name)
    )


_NUMBERED_ROAD = re.compile(r"[GSXY]\d{1,4}[一-鿿]")
MIN_KEPT = 3
"""Characters of such a name."""
_OPEN_END = re.compile(r"[\dA-Z型]$|[江河湖山]$|(?:规划|治理|发展|竣工|完工|开工)$")
"""Ends of what is no whole name (`航站楼T1`, `陆港型`), no work (`黄浦江`), or said of one."""
