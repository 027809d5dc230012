"""Every name in the graph, to be found while one types: agencies, indicators, projects, documents.

Guarantee: a name is found by any part of it, and an agency also by what a text calls it; exact names come first, then names
that begin so, then the rest, shorter before longer.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ...graph.names import normalise_doc_number, normalise_title
from ...schemas import AgencyKind
from ...schemas.graph import Label
from ..aliases import KnownAgency, find_agencies, near_names
from ..auditor import known_agencies
from .addresses import document_name
from .site import Site

KINDS = (Label.AGENCY, Label.DOCUMENT, Label.INDICATOR, Label.PROJECT)
"""In the order in which they are shown."""

_NAMED = {
    Label.INDICATOR: "MATCH (n:Indicator) RETURN n.id AS id, n.name AS name",
    Label.PROJECT: "MATCH (n:Project) RETURN n.id AS id, n.name AS name",
}
_DOCUMENTS = """
MATCH (d:Document) RETURN d.id AS id, d.title AS title, d.doc_number AS number, d.names AS names, d.path AS path,
       d.ingested AS held
"""


@dataclass(frozen=True, slots=True)
class Name:
    """One name of a node. `name` is what it is called, `by` the words that were found, `more` what tells it from others.

    `minor` ones come behind: a group of bodies, a document that is only cited.
    """

    label: Label
    id: str
    name: str
    by: str
    more: str = ""
    minor: bool = False


class Names:
    """All names, made once for a state of the graph."""

    def __init__(self, site: Site) -> None:
        self.agencies = known_agencies(site.store)
        self._entries: list[tuple[str, Name]] = []
        seen: set[tuple[str, str, str]] = set()
        for entry in (*_of_agencies(self.agencies), *_of_documents(site), *_of_others(site)):
            key = (entry.label, entry.id, folded(entry.by))
            if key not in seen:
                seen.add(key)
                self._entries.append((key[2], entry))

    def find(self, typed: str, label: Label, limit: int) -> tuple[list[Name], int]:
        """The first `limit` nodes of a label whose name holds what was typed, each once; and how many there are."""
        wanted = folded(typed)
        if not wanted:
            return [], 0
        best: dict[str, tuple[tuple[int, int, str], Name]] = {}
        for name, entry in self._entries:
            if entry.label is label and wanted in name:
                tier = 0 if name == wanted else 1 if name.startswith(wanted) else 2
                rank = (tier + 3 * entry.minor, len(entry.name), entry.id)
                held = best.get(entry.id)
                if held is None or rank < held[0]:
                    best[entry.id] = (rank, entry)
        found = sorted(best.values(), key=lambda pair: pair[0])
        return [entry for _, entry in found[:limit]], len(found)

    def meant(self, typed: str) -> list[Name]:
        """Agencies that the typed name means by the rules of names (区发改委), whether or not a text calls one so."""
        return [_agency(each, typed) for each in find_agencies(typed, self.agencies)]

    def near(self, typed: str) -> tuple[str, ...]:
        """Names of agencies that look like what was typed."""
        return near_names(typed, self.agencies)


def names(site: Site) -> Names:
    """The names of the graph as it is."""
    return site.kept("names", lambda: Names(site), late=True)


def folded(text: str) -> str:
    """What two writings of one name have in common: no spaces, brackets one way, case aside."""
    return normalise_doc_number(normalise_title(text)).casefold()


def _agency(agency: KnownAgency, by: str) -> Name:
    more = agency.region or agency.id.removesuffix(f"/{agency.name}")
    return Name(Label.AGENCY, agency.id, agency.name, by, more, agency.kind is AgencyKind.GROUP)


def _of_agencies(agencies: Iterable[KnownAgency]) -> Iterator[Name]:
    for agency in agencies:
        for by in dict.fromkeys((agency.name, *agency.surfaces)):
            yield _agency(agency, by)


def _of_documents(site: Site) -> Iterator[Name]:
    for row in site.rows(_DOCUMENTS):
        name = document_name(row["id"], row["title"], row["path"])
        for by in dict.fromkeys(filter(None, (row["number"], name, row["id"], *(row["names"] or ())))):
            yield Name(Label.DOCUMENT, row["id"], name, by, row["number"] or "", not row["held"])


def _of_others(site: Site) -> Iterator[Name]:
    for label, question in _NAMED.items():
        for row in site.rows(question):
            region = row["id"].rpartition("/")[0] if label is Label.PROJECT else ""
            yield Name(label, row["id"], row["name"], row["name"], region)
