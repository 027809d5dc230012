"""The full name of an office whose place is known: 发改委 of 重庆市铜梁区 → 重庆市铜梁区发展和改革委员会.

Only forms that the vocabulary knows are written out; None says that the form is not one of them.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .agency_vocabulary import local, local_bodies, party_bodies, placed_bodies
from .regions import get_region, short_name

_WITH_OWN_BRACKET = re.compile(r"^(?P<main>[^（）]+)（(?P<other>[^（）]{3,})）$")
_SHORTEST_BODY = 2
_SHORTEST_DIVISION = 2


@lru_cache(maxsize=8192)
def full_name(form: str, place: str, region: str | None) -> str | None:
    """`form` is the name behind the place, `place` as it stands before an office, `region` its id if known."""
    level = _level(region)
    if form in local()["by_level"]:
        body = local()["by_level"][form].get(str(level))
        return place + body if body else None
    if form in placed_bodies():
        short = short_name(region) if region else place
        return placed_bodies()[form].format(place=place, short=short)
    party = party_name(form, place)
    if party is not None:
        return party
    if form in local_bodies():
        return place + local_bodies()[form]
    bracketed = _WITH_OWN_BRACKET.match(form)
    if bracketed:
        return full_name(bracketed["main"], place, region)
    if form.startswith("政府") and len(form) > len("政府") + 1:
        return place + "人民" + form
    return _division(form, place, region)


def _level(region: str | None) -> int:
    known = get_region(region) if region else None
    return known.level if known else 0


def party_name(form: str, place: str) -> str | None:
    """委组织部 of 江西省 → 中共江西省委组织部; 委 alone is the committee itself."""
    committee = "党委" if place.endswith("自治区") else "委"
    if form in local()["words"]["party_without_committee"]:
        return f"中共{place}{committee}{party_bodies()[form]}"
    if form in ("纪委", "纪律检查委员会"):
        return f"中共{place}纪律检查委员会"
    if form.startswith(tuple(local()["words"]["not_committee"])):
        return None
    organ = next((form.removeprefix(begin) for begin in ("党委", "委") if form.startswith(begin)), None)
    if organ is None:
        return None
    return f"中共{place}{committee}{party_bodies().get(organ) or written_out(organ)}" if organ else f"中共{place}委员会"


def _division(form: str, place: str, region: str | None) -> str | None:
    """公安局交巡警支队: the longest known office, and a division of it as written."""
    for at in range(len(form) - _SHORTEST_DIVISION, _SHORTEST_BODY - 1, -1):
        division = form[at:]
        if form[:at] in local_bodies() and is_division(division):
            return place + local_bodies()[form[:at]] + division
    return None


def is_division(words: str) -> bool:
    """Whether the words can name a division of an agency (办公室, 行政审批处)."""
    return len(words) >= _SHORTEST_DIVISION and words.endswith(tuple(local()["words"]["division_endings"]))


def written_out(name: str) -> str:
    """Endings that are written out without knowing the body: 管委会 → 管理委员会, 工委 → 工作委员会."""
    for short, full in local()["words"]["endings"].items():
        if name.endswith(short):
            return name.removesuffix(short) + str(full)
    return name
