"""Zones (新区, 开发区) carry a committee and are no regions: 河北雄安新区 and 雄安新区 are one, and so are their committees."""

from __future__ import annotations

import re
from functools import cache

from .agency_forms import written_out
from .agency_vocabulary import local

_COMMITTEE = re.compile(r"(?P<zone>.{2,}区)(?:管委会|管理委员会)$")


@cache
def _common() -> re.Pattern[str]:
    return re.compile("(?:" + "|".join(local()["words"]["zone_words"]) + ")+")


def zone_with_a_name(rest: str) -> str | None:
    """The committee of a zone that has a name of its own behind the place (雄安新区), without the place; else None.

    高新技术产业开发区 is no such name: it needs its place to be told from others.
    """
    match = _COMMITTEE.fullmatch(rest)
    if match is None or _common().fullmatch(match["zone"]):
        return None
    return written_out(rest)
