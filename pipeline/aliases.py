"""Which agency of the graph a typed name means: the exact name, a surface that a text has, or an alias of either.

An alias counts only where canonicalisation, in a region that the graph has, gives exactly the name of an agency there.
Several that fit are all answers; for none, near names are offered and never chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from ..extractors.agency_names import Jurisdiction, canonical_agency, normalise
from ..extractors.regions import COUNTRY_ID, chain
from ..schemas import AgencyKind, Model

NEAR_NAMES = 5
"""Names offered where none fits: as many as can be read at a glance."""

NEAR_ENOUGH = 50.0
"""Similarity from 0 to 100 below which a name is no help; 发改局 and 发展和改革委员会 of one place have about 60."""


class KnownAgency(Model):
    """An agency of the graph; `region` is the id of its region, or None. `surfaces` are what the texts call it."""

    id: str
    name: str
    kind: AgencyKind
    region: str | None
    surfaces: tuple[str, ...] = ()


def find_agencies(typed: str, known: Iterable[KnownAgency]) -> tuple[KnownAgency, ...]:
    """Every agency that the typed name can mean, ordered by id; the full name of a single body leaves no doubt."""
    agencies = sorted(known, key=lambda agency: agency.id)
    name = normalise(typed)
    exact = tuple(agency for agency in agencies if name in (agency.name, normalise(agency.id)))
    single = tuple(agency for agency in exact if agency.kind is not AgencyKind.GROUP and agency.region)
    if single:
        return single
    meant = _meant(name, {agency.region for agency in agencies if agency.region})
    return tuple(
        agency
        for agency in agencies
        if agency in exact or (agency.region, agency.name) in meant or name in map(normalise, agency.surfaces)
    )


def near_names(typed: str, known: Iterable[KnownAgency]) -> tuple[str, ...]:
    """Canonical names whose own words, or whose surfaces, look like what was typed; nearest first, groups left out."""
    names: dict[str, str] = {}
    for agency in sorted(known, key=lambda agency: agency.id):
        if agency.kind is not AgencyKind.GROUP:
            for form in (agency.name, *agency.surfaces):
                names.setdefault(form, agency.name)
    return nearest(typed, names)


def nearest(typed: str, names: Mapping[str, str]) -> tuple[str, ...]:
    """The values of those keys of `names` that look most like what was typed, nearest first, each once."""
    found = process.extract(
        normalise(typed), list(names), scorer=fuzz.WRatio, limit=len(names), score_cutoff=NEAR_ENOUGH
    )
    return tuple(dict.fromkeys(names[form] for form, _, _ in found))[:NEAR_NAMES]


def _meant(name: str, regions: Iterable[str]) -> Mapping[tuple[str, str], str]:
    """(region, canonical name) of each body that the typed name means to someone in one of the regions."""
    meant: dict[tuple[str, str], str] = {}
    for region in sorted(regions):
        speaker = Jurisdiction(region=region, speakers=(region,))
        for form in (name, word_of_scope(region) + name):
            agency = canonical_agency(form, speaker)
            if agency.region is not None and agency.kind is not AgencyKind.GROUP:
                meant[agency.region, agency.name] = form
    return meant


def word_of_scope(region: str) -> str:
    """区 for a district, 自治区 for an autonomous region: what its own offices begin with; nothing for the country."""
    if region == COUNTRY_ID or not chain(region):
        return ""
    name = chain(region)[0].name
    return "自治区" if name.endswith("自治区") else name[-1]
