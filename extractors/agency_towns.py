"""Towns (镇, 乡) and subdistricts (街道): no regions of their own, so their names stand in full inside the names of their bodies.

镇政府 is the government of the town that speaks; where none does, it is one of each town, and no single body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from .agency_forms import full_name, written_out
from .agency_kinds import is_group, is_relative, kind_of
from .agency_scope import Jurisdiction, scope_of
from .agency_vocabulary import local
from .regions import chain, formal_name, leading_region, region_as_written

_TOWN_WORD = re.compile(r"^[我本]?(?P<word>镇|乡|街道)(?P<organ>.+)$")
_NAMED_TOWN = re.compile(r"^(?P<town>[\u4e00-\u9fff]{1,7}?(?:镇|乡|街道))(?P<organ>.+)$")
_PARTY_OF_TOWN = re.compile(r"^中共(?P<town>.+?(?:镇|乡|街道))(?P<organ>委员会|工作委员会|委|工委)$")
_COUNTY = 3


def speaking_town(issuers: Sequence[str]) -> str | None:
    """The one town whose bodies issue the document, as it stands before an office: 苏州市吴江区盛泽镇."""
    towns = {_town_of(issuer) for issuer in issuers}
    return towns.pop() if len(towns) == 1 else None


def _town_of(issuer: str) -> str | None:
    text = _party_as_called(issuer)
    found = region_as_written(text)
    named = _named_town(text[found[1] :]) if found else None
    return formal_name(found[0].id) + named[0] if found and named else None


def _named_town(text: str) -> tuple[str, str] | None:
    """(盛泽镇, 人民政府) of 盛泽镇人民政府; only before an organ that towns have."""
    match = _NAMED_TOWN.match(_party_as_called(text))
    return (match["town"], match["organ"]) if match and _is_organ(match["town"], match["organ"]) else None


def _is_organ(town: str, organ: str) -> bool:
    """Whether towns have such an organ; 办 alone is that of a subdistrict (街道办)."""
    return organ in local()["words"]["town_organs"] and (organ != "办" or town.endswith("街道"))


def _party_as_called(text: str) -> str:
    """中共盛泽镇委员会 → 盛泽镇党委; any other name as it is."""
    match = _PARTY_OF_TOWN.match(text)
    organ = local()["words"]["town_party"].get(match["organ"]) if match else None
    return match["town"] + organ if match and organ else text


def own_town_body(text: str, jurisdiction: Jurisdiction) -> str | None:
    """The full name of a body of the speaking town: 镇政府 → 苏州市吴江区盛泽镇人民政府."""
    relative = _relative_organ(text)
    town = jurisdiction.town
    return office_of_town(town, relative[1]) if relative and town and town.endswith(relative[0]) else None


def named_town_body(text: str, jurisdiction: Jurisdiction) -> str | None:
    """The full name of a body of a town of the speaking county: 周市镇政府 → 昆山市周市镇人民政府."""
    region = jurisdiction.region
    named = _named_town(text) if region and chain(region)[0].level == _COUNTY else None
    if region is None or named is None or is_relative(text) or scope_of(text, jurisdiction):
        return None
    return office_of_town(formal_name(region) + named[0], named[1])


def any_town(text: str) -> bool:
    """Whether the words name an organ of some town without saying of which: 镇政府, 镇综合行政执法局."""
    return _relative_organ(text) is not None


def _relative_organ(text: str) -> tuple[str, str] | None:
    match = _TOWN_WORD.match(text)
    if match is None or text.startswith(tuple(local()["words"]["not_town"])) or leading_region(text):
        return None
    organ = match["organ"]
    known = _is_organ(match["word"], organ) or (kind_of(text) is not None and not is_group(text))
    return (match["word"], organ) if known else None


def behind_place(rest: str, place: str, *, party: bool) -> str | None:
    """The full name of a town's organ that stands behind the name of its county: 周市镇政府 of 昆山市."""
    named = _named_town(_party_as_called("中共" + rest).removeprefix("中共") if party else rest)
    return office_of_town(place + named[0], named[1]) if named else None


def office_of_town(town: str, organ: str) -> str:
    """The full name of the town's organ, which is called as those of a county are: 政府 → 人民政府, 党委 → 中共…委员会."""
    if organ in ("办", "办事处"):
        return town + "办事处"
    if organ == "党工委":
        return f"中共{town}工作委员会"
    return full_name(organ, town, None) or town + written_out(organ)
