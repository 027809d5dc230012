"""Bodies whose name begins with that of a national body, and bodies whose place stands inside the name.

**A branch belongs to the region that its name names**: 江西银保监局 to the province, 人行南昌中心支行 to the city. Customs
and maritime authorities belong to the country: they are named after a seat, and their districts cut across regions.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from .agency_forms import full_name, is_division, written_out
from .agency_scope import Jurisdiction, scope_of
from .agency_vocabulary import NationalBody, commissions, local, national, party_bodies, placed_bodies
from .regions import COUNTRY_ID, leading_region

_YOUTH_LEAGUE = re.compile(r"^(?:共青团|团)(?P<place>.{1,12})委(?:员会)?$")
_BANK = re.compile(r"^(?:中国)?(?:人民银行|人行)(?=.+(?:行|部)$)")
_OF_THE_COUNTRY = re.compile(r"(?:总部|总行)$")


class Placed(NamedTuple):
    """A full name and the id of the region it belongs to; None: only the document can say which body it is."""

    name: str
    region: str | None


def national_body(text: str, *, anywhere: bool) -> NationalBody | None:
    """The national body of that name; `anywhere` asks only for names that need no national document."""
    named, bare = national()
    return named.get(text) or (None if anywhere else bare.get(text))


def belongs_to(name: str, region: str | None) -> str | None:
    """The region of a body whose own place is `region`: the country, where its district is another than that place."""
    return COUNTRY_ID if name.endswith(tuple(local()["words"]["national_endings"])) else region


def branch_of(text: str, jurisdiction: Jurisdiction) -> Placed | None:
    """The body, if its name is built on a national body's, or has its place inside."""
    bare = text.removeprefix(COUNTRY_ID) if text.endswith(tuple(local()["words"]["national_endings"])) else text
    for read in (_youth_league, _place_inside, _commission, _division, _bank):
        found = read(bare, jurisdiction)
        if found is not None:
            return found
    return Placed(bare, COUNTRY_ID) if bare and bare != text else None


def _youth_league(text: str, jurisdiction: Jurisdiction) -> Placed | None:
    """团省委, 共青团江西省委."""
    match = _YOUTH_LEAGUE.match(text)
    scope = scope_of(match["place"] + "团委", jurisdiction) if match else None
    name = full_name(scope.rest, scope.place, scope.region) if scope and scope.region else None
    return Placed(name, scope.region) if name and scope else None


@lru_cache(maxsize=1)
def _placed_patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    """Writings with a place inside, and the form behind a place that means the same: (政协…委员会, 政协)."""
    patterns = []
    for form, template in placed_bodies().items():
        for writing in {template, form} if "{" in form else {template}:
            patterns.append((re.compile(re.sub(r"\{\w+\}", "(?P<place>.{2,20})", writing) + "$"), form))
    return tuple(sorted(patterns, key=lambda entry: (-len(entry[0].pattern), entry[0].pattern, entry[1])))


def _place_inside(text: str, jurisdiction: Jurisdiction) -> Placed | None:
    """国家税务总局江西省税务局: the place stands between the national body and its branch."""
    for pattern, form in _placed_patterns():
        match = pattern.match(text)
        scope = scope_of(match["place"], jurisdiction) if match else None
        if scope is not None and scope.region and not scope.rest:
            name = full_name(form, scope.place, scope.region)
            return Placed(name, belongs_to(name, scope.region)) if name else None
    return None


def _commission(text: str, _jurisdiction: Jurisdiction) -> Placed | None:
    """国务院食安办, 全国老龄办, 中央财办: a commission of the country by the short form that all levels use."""
    words = local()["words"]
    for prefix in words["national_commissions"]:
        full = commissions().get(text.removeprefix(prefix)) if text.startswith(prefix) else None
        if full is not None:
            return Placed(prefix + full, COUNTRY_ID)
    prefix = words["national_party"]
    organ = party_bodies().get(text.removeprefix(prefix)) if text.startswith(prefix) else None
    return Placed(prefix + organ, COUNTRY_ID) if organ else None


def _division(text: str, jurisdiction: Jurisdiction) -> Placed | None:
    """国家发展改革委办公厅, 公安部交通管理局: a division of a body that is named itself; 财政部江西监管局: a branch."""
    words = local()["words"]
    endings = (*words["branch_endings"], *words["division_endings"], *words["firm_endings"])
    for at in range(len(text) - 2, 1, -1):
        body = national_body(text[:at], anywhere=not jurisdiction.is_national)
        rest = text[at:]
        if body is None:
            continue
        place = leading_region(rest, near=jurisdiction.region) if rest.endswith(endings) else None
        if place is None and not is_division(rest):
            continue
        # a firm's branch is a firm of its own (中国移动浙江公司): its name is not the parent's with a tail
        name = text if body.name.endswith("公司") else body.name + written_out(rest)
        return Placed(name, place[0].id if place else COUNTRY_ID)
    return None


def _bank(text: str, jurisdiction: Jurisdiction) -> Placed | None:
    """人行南昌中心支行: a branch of the central bank."""
    match = _BANK.match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    scope = None if _OF_THE_COUNTRY.search(rest) else scope_of(rest, jurisdiction)
    if scope is None:
        return Placed("中国人民银行" + rest, COUNTRY_ID)
    place = rest if scope.bare or not scope.place else scope.place + scope.rest
    return Placed("中国人民银行" + place, scope.region)
