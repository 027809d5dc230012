"""Whose 区, 市, 省 is meant: the jurisdiction of the document that speaks, and the place that a name begins with.

A scope is resolved only where exactly one region fits; a word of scope that the issuers do not explain stays open.
"""

from __future__ import annotations

from collections.abc import Iterator

from ..schemas import Model
from .agency_vocabulary import local
from .regions import COUNTRY_ID, Region, chain, formal_name, get_region, leading_region

_SPEAKERS_OWN = ("我", "本", "全")
_PLACE_ENDS = "省市区县州旗盟"


class Jurisdiction(Model):
    """What the words of scope mean in one document.

    `speakers` are the ids of the issuers' regions, `region` that one of them in which all lie, or None; `place` is an
    issuer's place as written where it is no region (赣江新区), `offices` are the issuers' canonical names.
    """

    region: str | None = None
    speakers: tuple[str, ...] = ()
    place: str | None = None
    offices: tuple[str, ...] = ()

    @property
    def is_national(self) -> bool:
        """Whether the document speaks for the whole country, so that bare short forms mean ministries."""
        return self.region == COUNTRY_ID


class Scope(Model):
    """The place a name begins with. `region` is None where the words are not resolved; `bare` is 江西 for 江西省."""

    region: str | None
    place: str
    rest: str
    bare: bool = False


def scope_of(text: str, jurisdiction: Jurisdiction) -> Scope | None:
    """The scope of an agency's name; None where it begins with no place and no word of scope."""
    return _relative(text, jurisdiction) or _explicit(text, jurisdiction)


def _relative(text: str, jurisdiction: Jurisdiction) -> Scope | None:
    said = text[1:] if text.startswith(_SPEAKERS_OWN) else text
    word = "自治区" if said.startswith("自治区") else said[:1]
    rest = said[len(word) :]
    if word[-1:] not in _PLACE_ENDS or not word or not rest or said.startswith(tuple(local()["words"]["not_scope"])):
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
    for region in regions:
        autonomous = region.name.endswith("自治区")
        if region.name.endswith(word) and (word == "自治区" or not autonomous):
            return region.id
    return None


def _explicit(text: str, jurisdiction: Jurisdiction) -> Scope | None:
    for name, region in _own_names(jurisdiction):
        if text.startswith(name):
            return _at(text, region, len(name))
    found = leading_region(text, near=jurisdiction.region)
    return _at(text, found[0], found[1]) if found else None


def _own_names(jurisdiction: Jurisdiction) -> Iterator[tuple[str, Region]]:
    """Full names first: the speaker's own region may be one that the package does not know."""
    for speaker in jurisdiction.speakers:
        own = get_region(speaker)
        if own is not None and own.code is None and own.level:
            for name in (own.id, formal_name(own.id), own.name):
                yield name, own


def _at(text: str, region: Region, end: int) -> Scope:
    return Scope(region=region.id, place=formal_name(region.id), rest=text[end:], bare=text[end - 1] not in _PLACE_ENDS)
