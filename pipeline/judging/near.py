"""Agency names that may be one body: offered to a person as pairs, never joined.

A pair is offered where both names lie in one region, are of one sort (局 and 局, not 局 and its 办公室), and the one is
the other with words left out (交通厅, 交通运输厅) or differs from it in hardly a character (a slip of the pen).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from rapidfuzz import fuzz

from ...extractors.agency_names import canonical_agency, jurisdiction_of
from ...extractors.numerals import HAN
from ...extractors.regions import COUNTRY_ID, formal_name
from ...schemas import AgencyKind, Evidence, Notice

NEAR = 75.0
"""Similarity from 0 to 100 of two names of which one is the other with words left out: 交通厅 and 交通运输厅 have 75."""

NEARER = 85.0
"""Similarity of two names that differ otherwise: one character in seven or fewer; 民政局 and 财政局 have 67."""


@dataclass(frozen=True)
class SeenAgency:
    """An agency as one notice names it: canonical name, id of its region, the words of the text and their place."""

    name: str
    region: str
    surface: str
    file: str
    evidence: Evidence


def agencies_of(notice: Notice) -> tuple[SeenAgency, ...]:
    """Each single body of a known region that the notice names, once, with its first mention, in order of the text."""
    speaker = jurisdiction_of(notice.document.issuers, notice.document.doc_number)
    mentions = [(duty.surface, duty.evidence) for task in notice.tasks for duty in task.responsibilities]
    mentions += [
        (mark.value, mark.evidence) for mark in notice.header_marks if mark.field in ("issuers", "addressees")
    ]  # fmt: skip
    found: dict[tuple[str, str], SeenAgency] = {}
    for surface, evidence in sorted(mentions, key=lambda mention: (mention[1].start, mention[1].end)):
        agency = canonical_agency(surface, speaker)
        if agency.region is not None and agency.kind is not AgencyKind.GROUP:
            seen = SeenAgency(agency.name, agency.region, surface, notice.source.path, evidence)
            found.setdefault((agency.region, agency.name), seen)
    return tuple(found.values())


def near_pairs(
    named: Iterable[SeenAgency], elsewhere: Iterable[SeenAgency] = ()
) -> Iterator[tuple[SeenAgency, SeenAgency]]:
    """Pairs that may be one body: of two agencies in `named`, or of one in `named` and one in `elsewhere`."""
    own = tuple(named)
    known = {(agency.region, agency.name) for agency in own}
    others = {(agency.region, agency.name): agency for agency in elsewhere}
    abroad = tuple(agency for key, agency in sorted(others.items()) if key not in known)
    for at, one in enumerate(own):
        for other in (*own[at + 1 :], *abroad):
            if one.region == other.region and may_be_one(one, other):
                yield one, other


def may_be_one(one: SeenAgency, other: SeenAgency) -> bool:
    """Whether two names of one region are near enough to be shown to a person."""
    short, long = sorted((_own_words(one), _own_words(other)), key=len)
    if not short or short[-1] != long[-1] or _figures(short) != _figures(long):
        return False
    likeness = fuzz.ratio(short, long)
    return likeness >= NEARER or (likeness >= NEAR and _left_out(short, long))


def _own_words(agency: SeenAgency) -> str:
    """The name without its region, which all offices of the region share."""
    return agency.name if agency.region == COUNTRY_ID else agency.name.removeprefix(formal_name(agency.region))


def _figures(name: str) -> str:
    """第一 and 第二 are two: what is counted in a name tells bodies apart."""
    return "".join(char for char in name if char.isdecimal() or char in HAN)


def _left_out(short: str, long: str) -> bool:
    rest = iter(long)
    return all(char in rest for char in short)
