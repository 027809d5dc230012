"""Members of a list that are told apart by their numbers alone, written out: `1、2号线`, `一、二期工程`, `第三、第四跑道`.

Definition (Project): "a list is split at `、` and shared heads are restored".
"""

from __future__ import annotations

import re

from .regions import leading_region

_LINES = re.compile(r"(?P<numbers>\d{1,2}(?:[、和]\d{1,2})+)号线(?P<tail>[^、，和及等]{0,6})")
_LINES_FROM_TO = re.compile(r"(?P<first>\d{1,2})[~～—–至-]{1,2}(?P<last>\d{1,2})号线(?P<tail>[^、，和及等]{0,6})")
_STAGES = re.compile(
    r"(?P<head>(?:^|(?<=[、和]))[^、，和]{3,24}?)(?P<numbers>[一二三四五六](?:[、和][一二三四五六])+)期(?P<tail>工程|项目)?"
)
_ORDINALS = re.compile(
    r"(?P<head>(?:^|(?<=[、和]))[^、，和]{3,24}?)第(?P<one>[一二三四五六七八])[、和]第(?P<other>[一二三四五六七八])(?P<kind>[一-鿿]{2,6})"
)
_ROADS = re.compile(r"(?P<kind>国道|省道|县道|[GSXY])(?P<numbers>\d{2,4}(?:[、和]\d{2,4})+)(?![\d条个座公千米亿万])")
_BARE_LINE = re.compile(r"(?:\d{1,2}|[A-Z]\d{1,2}|[一二三四五六七八九十]{1,2})号线")
_NETWORK = re.compile(
    r"(?P<place>[一-鿿]{2,4})?(?P<net>地铁|轨道交通|轻轨|城轨)(?:\d{1,2}|[A-Z]\d{1,2}|[一二三四五六七八九十]{1,2})号线"
)
_CUT = re.compile(r"[、和]")
MAX_LINES = 12
"""Lines that one number to another can mean; more of them would be no lines of one town."""


def with_network(name: str, before: str) -> str:
    """Give a line that only its number names the network of the last line told before it: `市轨道交通1号线，…|2号线三期`."""
    if not _BARE_LINE.match(name):
        return name
    told = list(_NETWORK.finditer(before))
    if not told:
        return name
    last = told[-1]
    place = last["place"] or ""
    region = next(
        (place[at:] for at in range(len(place) - 1) if is_region(place[at:])), "市" if place.endswith("市") else ""
    )
    return f"{region}{last['net']}{name}"


def is_region(words: str) -> bool:
    """Tell whether words are a region's name and nothing else."""
    found = leading_region(words)
    return found is not None and found[1] == len(words)


def written_out(words: str) -> str:
    """Write each numbered member out in full, with what the numbers share.

    `轨道交通6、7号线一期` → `轨道交通6号线一期、7号线一期`; `1~3号线延长线` → `1号线延长线、2号线延长线、3号线延长线`;
    `轨道交通1号线一、二期工程` → `轨道交通1号线一期工程、轨道交通1号线二期工程`.
    """
    if not ("、" in words or "和" in words or "号线" in words):
        return words
    if "号线" in words:
        words = _LINES_FROM_TO.sub(_each_line, words)
        words = _LINES.sub(lambda match: _joined(_CUT.split(match["numbers"]), "号线" + match["tail"]), words)
    words = _ROADS.sub(
        lambda match: "、".join(match["kind"] + number for number in _CUT.split(match["numbers"])), words
    )
    if "期" in words:
        words = _STAGES.sub(_each_stage, words)
    if "第" not in words:
        return words
    return _ORDINALS.sub(
        lambda match: "、".join(
            f"{match['head']}第{number}{match['kind']}" for number in (match["one"], match["other"])
        ),
        words,
    )


def _joined(numbers: list[str], behind: str) -> str:
    return "、".join(number + behind for number in numbers)


def _each_line(match: re.Match[str]) -> str:
    first, last = int(match["first"]), int(match["last"])
    if not 0 < last - first < MAX_LINES:
        return match.group()
    return _joined([str(number) for number in range(first, last + 1)], "号线" + match["tail"])


def _each_stage(match: re.Match[str]) -> str:
    tail = match["tail"] or ""
    return "、".join(f"{match['head']}{number}期{tail}" for number in _CUT.split(match["numbers"]))
