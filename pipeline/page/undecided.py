"""The pairs of agencies of the graph with names so near that they may be one body, as long as nobody has decided them.

Guarantee: the same pairs as in the terminal for the documents of the graph; what is decided, by itself or by a chain of others, is
not among them.
"""

from __future__ import annotations

from collections.abc import Iterable

from ...schemas import AgencyKind, Evidence
from ..aliases import KnownAgency
from ..auditor import known_agencies
from ..judging.doubt import Doubt
from ..judging.doubts import of_pair, settled
from ..judging.ledger import Ledger
from ..judging.near import SeenAgency, near_pairs
from .site import Site

Pair = tuple[KnownAgency, KnownAgency]
_NOWHERE = Evidence(start=0, end=1, quote="x", place="")
_NAMED_IN = """
MATCH (d:Document)-[:ISSUED_BY|ADDRESSED_TO]->(a:Agency) WHERE d.id = $id RETURN a.id AS id
UNION
MATCH (d:Document)-[:HAS_TASK]->(:Task)<-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]-(a:Agency) WHERE d.id = $id RETURN a.id AS id
"""


def open_pairs(site: Site, ledger: Ledger, *, late: bool = True) -> list[Pair]:
    """The pairs that nobody has decided, in the order of their regions and names; `late` as in `Site.kept`."""
    everything = site.kept("near pairs", lambda: _pairs(known_agencies(site.store)), late=late)
    return [pair for pair in everything if not settled(bare(pair), ledger)]


def _pairs(agencies: Iterable[KnownAgency]) -> list[Pair]:
    # what may be one lies in one region and ends in one character: only those are held against each other
    alike: dict[tuple[str, str], dict[str, KnownAgency]] = {}
    for agency in agencies:
        if agency.region and agency.kind is not AgencyKind.GROUP:
            alike.setdefault((agency.region, agency.name[-1:]), {}).setdefault(agency.name, agency)
    found = []
    for (region, _), those in sorted(alike.items()):
        seen = [SeenAgency(name, region, name, "", _NOWHERE) for name in sorted(those)]
        found += [(those[one.name], those[other.name]) for one, other in near_pairs(seen)]
    return found


def open_pairs_in(site: Site, ledger: Ledger, document: str) -> list[Pair]:
    """Those of which a document names the one or the other."""
    waiting = open_pairs(site, ledger)
    named = {row["id"] for row in site.rows(_NAMED_IN, id=document)} if waiting else set()
    return [pair for pair in waiting if not named.isdisjoint(agency.id for agency in pair)]


def bare(pair: Pair) -> Doubt:
    """The question without its sentence, to see whether it is settled."""
    here, there = (SeenAgency(each.name, each.region or "", each.name, "", _NOWHERE) for each in pair)
    return of_pair("", "", "x", here, there)
