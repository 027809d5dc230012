"""The full name of an office whose place is known: 发改委 of 浙江省杭州市西湖区 → 浙江省杭州市西湖区发展和改革委员会.

Only forms that the vocabulary knows are written out; None says that the form is not one of them.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from .agency_compounds import compound_name
from .agency_vocabulary import local, local_bodies, party_bodies, placed_bodies
from .regions import get_region, short_name

_WITH_OWN_BRACKET = re.compile(r"^(?P<main>[^（）]+)（(?P<other>[^（）]{3,})）$")
_OFFICE_OF_GOVERNMENT = re.compile(r"^(?:人民)?政府(?P<office>.+(?:办公室|办))$")
_SHORTEST_BODY = 2
_SHORTEST_DIVISION = 2
_SHORTEST_OFFICE = 3  # 金融办; what 农 of 农办 stands for is not known


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
    of_government = _OFFICE_OF_GOVERNMENT.match(form)
    if of_government:
        office = of_government["office"]
        return full_name(office, place, region) or place + written_out(office)
    if form.startswith("政府") and len(form) > len("政府") + 1:
        return place + "人民" + form
    division = _division(form, place)
    if division is not None:
        return division
    compound = compound_name(form)
    return place + compound if compound else None


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


def _division(form: str, place: str) -> str | None:
    """公安局交巡警支队: the longest known office, and a division of it as written."""
    for at in range(len(form) - _SHORTEST_DIVISION, _SHORTEST_BODY - 1, -1):
        division = form[at:]
        body = local_bodies().get(form[:at]) if is_division(division) else None
        if body is not None:
            return place + body + written_out(division)
    return None


def is_division(words: str) -> bool:
    """Whether the words can name a division of an agency (办公室, 行政审批处)."""
    return len(words) >= _SHORTEST_DIVISION and words.endswith(tuple(local()["words"]["division_endings"]))


@cache
def _endings() -> tuple[tuple[str, str], ...]:
    return tuple(sorted(local()["words"]["endings"].items(), key=lambda item: -len(item[0])))


def written_out(name: str) -> str:
    """Endings that are written out without knowing the body: 管委会 → 管理委员会, 工委 → 工作委员会, 办 → 办公室."""
    for short, full in _endings():
        if name.endswith(short):
            return name.removesuffix(short) + str(full)
    if name.endswith("办") and len(name) >= _SHORTEST_OFFICE and not name.endswith(_not_office()):
        return name + "公室"
    return name


@cache
def _not_office() -> tuple[str, ...]:
    return tuple(local()["words"]["not_office"])
