"""What an agency is called for short, whether or not a text of the graph calls it so: 区发改委, 铜梁区发改委, 国家发改委.

Guarantee: every short name is one that `aliases.find_agencies` takes for this agency; the vocabulary of the extractors is turned
round, and nothing is invented.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache

from ..extractors.agency_names import normalise
from ..extractors.agency_vocabulary import local_bodies, national, party_bodies
from ..extractors.regions import COUNTRY_ID, chain, formal_name
from ..schemas import AgencyKind
from .aliases import NEAR_NAMES, KnownAgency, near_names, word_of_scope


def short_names(agency: KnownAgency) -> tuple[str, ...]:
    """The short names, those that say where the agency is first; none for a group or where the vocabulary knows none."""
    if agency.region is None or agency.kind is AgencyKind.GROUP:
        return ()
    if agency.region == COUNTRY_ID:
        return _of_the_country().get(agency.name, ())
    regions = chain(agency.region)
    if not regions:
        return ()
    place = formal_name(agency.region)
    committee = "党委" if place.endswith("自治区") else "委"
    begins = [each for each in dict.fromkeys((word_of_scope(agency.region), regions[0].name)) if each]
    if agency.name.startswith(f"中共{place}{committee}"):
        organ = agency.name.removeprefix(f"中共{place}{committee}")
        forms, alone = [committee + form for form in (*_shorts(_PARTY, organ), organ) if form], []
    elif agency.name.startswith(place):
        forms = alone = list(_shorts(_LOCAL, agency.name.removeprefix(place)))
    else:
        return ()
    said = [begin + form for begin in begins for form in forms]
    return tuple(name for name in dict.fromkeys((*said, *alone)) if name != agency.name)


def near_names_of_all_kinds(typed: str, known: Iterable[KnownAgency]) -> tuple[str, ...]:
    """Canonical names to offer where none fits what was typed: of agencies with a short name that holds it, then those that look like it."""
    agencies = sorted(known, key=lambda agency: agency.id)
    wanted = normalise(typed)
    holding = [each.name for each in agencies if wanted and any(wanted in short for short in short_names(each))]
    return tuple(dict.fromkeys((*holding, *near_names(typed, agencies))))[:NEAR_NAMES]


_LOCAL, _PARTY = "local", "party"


def _shorts(table: str, full: str) -> tuple[str, ...]:
    return _inverted(table).get(full, ())


@cache
def _inverted(table: str) -> Mapping[str, tuple[str, ...]]:
    """Full form → its short forms, shortest first."""
    return _by_name(local_bodies() if table == _LOCAL else party_bodies())


@cache
def _of_the_country() -> Mapping[str, tuple[str, ...]]:
    anywhere, bare = national()
    return _by_name({form: body.name for table in (anywhere, bare) for form, body in table.items()})


def _by_name(forms: Mapping[str, str]) -> Mapping[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for form, full in sorted(forms.items(), key=lambda pair: (len(pair[0]), pair[0])):
        if form != full:
            found.setdefault(full, []).append(form)
    return {full: tuple(shorts) for full, shorts in found.items()}
