"""Whose 区, 市, 省 is meant: the jurisdiction of the document that speaks, and the place that a name begins with.

A scope is resolved only where exactly one region fits; a word of scope that the issuers do not explain stays open.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..schemas import Model
from .agency_vocabulary import local, local_bodies
from .regions import COUNTRY_ID, Region, chain, formal_name, get_region, leading_region, names_in_full, words

_SPEAKERS_OWN = ("我", "本", "全")
_PLACE_ENDS = "省市区县州旗盟"
_LONG_WORDS = ("自治区", "地区")
_PREFECTURE = "地区"
_PREFECTURE_PARTY = "地委"


class Jurisdiction(Model):
    """What the words of scope mean in one document.

    `speakers` are the ids of the issuers' regions, `region` that one of them in which all lie, or None; `place` is an
    issuer's place as written where it is no region (赣江新区), `town` that of the one town or subdistrict that speaks
    (苏州市吴江区盛泽镇); `offices` are the issuers' canonical names.
    """

    region: str | None = None
    speakers: tuple[str, ...] = ()
    place: str | None = None
    town: str | None = None
    offices: tuple[str, ...] = ()

    @property
    def is_national(self) -> bool:
        """Whether the document speaks for the whole country, so that bare short forms mean ministries."""
        return self.region == COUNTRY_ID

    @property
    def own(self) -> str | None:
        """The region that a name without a place belongs to: None for a town, whose own bodies and groups the region has many of."""
        return None if self.town else self.region


class Scope(Model):
    """The place a name begins with. `region` is None where the words are not resolved; `bare` is 江西 for 江西省."""

    region: str | None
    place: str
    rest: str
    bare: bool = False


def scope_of(text: str, jurisdiction: Jurisdiction) -> Scope | None:
    """The scope of an agency's name; None where it begins with no place and no word of scope."""
    return _relative(text, jurisdiction) or _explicit(text, jurisdiction)


def _word_of_scope(said: str, jurisdiction: Jurisdiction) -> str:
    """自治区, 市 …; 地区 only where a 地区 speaks, and 地 for it before 委."""
    for word in _LONG_WORDS:
        if said.startswith(word) and (word != _PREFECTURE or _of_prefecture(jurisdiction)):
            return word
    if said.startswith(_PREFECTURE_PARTY) and _of_prefecture(jurisdiction):
        return _PREFECTURE[:1]
    return said[:1] if said[:1] in tuple(_PLACE_ENDS) else ""


def _of_prefecture(jurisdiction: Jurisdiction) -> bool:
    return any(_meant(_PREFECTURE, speaker) for speaker in jurisdiction.speakers)


def _relative(text: str, jurisdiction: Jurisdiction) -> Scope | None:
    said = text[1:] if text.startswith(_SPEAKERS_OWN) else text
    word = _word_of_scope(said, jurisdiction)
    rest = said[len(word) :]
    if not word or not rest or said.startswith(tuple(local()["words"]["not_scope"])):
        return None
    if jurisdiction.place and jurisdiction.place.endswith(word):
        return Scope(region=None, place=jurisdiction.place, rest=rest)
    meant = {region for speaker in jurisdiction.speakers if (region := _meant(word, speaker))}
    if len(meant) != 1:
        return Scope(region=None, place="", rest=rest)
    region = meant.pop()
    return Scope(region=region, place=formal_name(region), rest=rest)


def _meant(word: str, speaker: str) -> str | None:
    """The nearest region above (or at) the speaker's that the word can name."""
    regions = chain(speaker)
    if word == "区" and regions[0].level == 1 and regions[0].name.endswith("自治区"):
        return regions[0].id
    kind = _PREFECTURE if word == _PREFECTURE[:1] else word
    for region in regions:
        own = next((long for long in _LONG_WORDS if region.name.endswith(long)), region.name[-1])
        if own == kind:
            return region.id
    return None


def _explicit(text: str, jurisdiction: Jurisdiction) -> Scope | None:
    for name, region in _own_names(jurisdiction):
        if text.startswith(name):
            return _at(text, region, len(name))
    found = leading_region(text, near=jurisdiction.region)
    return _at(text, found[0], found[1]) if found else _district_of_common_name(text, jurisdiction)


def _own_names(jurisdiction: Jurisdiction) -> Iterator[tuple[str, Region]]:
    """Full names first: the speaker's own region may be one that the package does not know."""
    for speaker in jurisdiction.speakers:
        own = get_region(speaker)
        if own is not None and own.code is None and own.level:
            for name in (own.id, formal_name(own.id), own.name):
                yield name, own


def _district_of_common_name(text: str, jurisdiction: Jurisdiction) -> Scope | None:
    """东区教育局 in a document of 攀枝花市: a district of the speaker's, and the name of an office behind it."""
    for name in words()["generic"]:
        region = get_region(f"{jurisdiction.region}{name}") if text.startswith(name) else None
        if region is not None and region.code is not None and text.removeprefix(name) in local_bodies():
            return _at(text, region, len(name))
    return None


def _at(text: str, region: Region, end: int) -> Scope:
    bare = not names_in_full(text[:end], region.id)
    return Scope(region=region.id, place=formal_name(region.id), rest=text[end:], bare=bare)
