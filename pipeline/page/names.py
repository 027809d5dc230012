"""Every name in the graph, to be found while one types: agencies, indicators, projects, documents.

Guarantee: a name is found by any part of it, and an agency also by what a text calls it and by its short names (区发改委); exact
names come first, then names that begin so, then the rest, shorter before longer, always in the same order.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from ...graph.names import normalise_doc_number, normalise_title
from ...schemas import AgencyKind
from ...schemas.graph import Label
from ..aliases import KnownAgency, find_agencies, near_names
from ..auditor import known_agencies
from ..short_names import short_names
from .addresses import document_name
from .name_index import Index
from .site import Site

KINDS = (Label.AGENCY, Label.DOCUMENT, Label.INDICATOR, Label.PROJECT)
"""In the order in which they are shown."""

_KEPT = "names"
_NAMED = {
    Label.INDICATOR: "MATCH (n:Indicator) RETURN n.id AS id, n.name AS name",
    Label.PROJECT: "MATCH (n:Project) RETURN n.id AS id, n.name AS name",
}
_DOCUMENTS = """
MATCH (d:Document) RETURN d.id AS id, d.title AS title, d.doc_number AS number, d.names AS names, d.path AS path,
       d.ingested AS held
"""


_NUMBER = re.compile(r"(?P<code>[^〔〕]{1,20})〔\d{4}〕第?(?P<serial>\d{1,6})号")


@dataclass(frozen=True, slots=True)
class Name:
    """A node and the name it was found by. `name` is what it is called, `by` the words found, `more` what tells it from others.

    `minor` ones come behind: a group of bodies, a document that is only cited.
    """

    label: Label
    id: str
    name: str
    by: str
    more: str = ""
    minor: bool = False

    @property
    def also(self) -> str:
        """The words it was found by, where these are not what is shown anyway."""
        return "" if folded(self.by) in (folded(self.name), folded(self.more)) else self.by


class Names:
    """All names, made once for a state of the graph."""

    def __init__(self, site: Site) -> None:
        self.agencies = known_agencies(site.store)
        found: dict[tuple[Label, bool], list[tuple[Name, list[tuple[str, str]]]]] = {}
        for name, called in (*_of_agencies(self.agencies), *_of_documents(site), *_of_others(site)):
            found.setdefault((name.label, name.minor), []).append((name, called))
        self._indexes: dict[tuple[Label, bool], Index[Name]] = {}
        for key, entries in found.items():
            entries.sort(key=lambda entry: (len(entry[0].name), entry[0].id))
            self._indexes[key] = Index(
                (name, ((folded(words), by) for words, by in called)) for name, called in entries
            )

    def find(self, typed: str, label: Label, limit: int) -> list[Name]:
        """The first `limit` nodes of a label whose name holds what was typed, each once."""
        wanted, found = folded(typed), list[Name]()
        for index in self._of(label):
            found += [replace(name, by=by) for name, by in index.find(wanted, limit - len(found))]
        return found

    def count(self, typed: str, label: Label) -> int:
        """How many nodes of a label have a name that holds what was typed."""
        return sum(index.count(folded(typed)) for index in self._of(label))

    def meant(self, typed: str) -> list[Name]:
        """Agencies that the typed name means by the rules of names (区发改委), whether or not a text calls one so."""
        return [replace(_agency(each), by=typed) for each in find_agencies(typed, self.agencies)]

    def near(self, typed: str) -> tuple[str, ...]:
        """Names of agencies that look like what was typed."""
        return near_names(typed, self.agencies)

    def _of(self, label: Label) -> list[Index[Name]]:
        return [self._indexes[label, minor] for minor in (False, True) if (label, minor) in self._indexes]


def names(site: Site) -> Names:
    """The names of the graph, those of the last documents perhaps not yet."""
    return site.kept(_KEPT, lambda: Names(site), late=True)


def names_now(site: Site, wait_s: float) -> tuple[Names, bool]:
    """The names of the graph as it is, waited for so long where they are being read, and whether they are these already."""
    names(site)
    current = site.current(_KEPT, wait_s)
    return names(site), current


def folded(text: str) -> str:
    """What two writings of one name have in common: no spaces, brackets one way, case aside."""
    return normalise_doc_number(normalise_title(text)).casefold()


def _agency(agency: KnownAgency) -> Name:
    more = agency.region or agency.id.removesuffix(f"/{agency.name}")
    return Name(Label.AGENCY, agency.id, agency.name, agency.name, more, agency.kind is AgencyKind.GROUP)


_Entry = tuple[Name, list[tuple[str, str]]]
"""A node, and for each of its names the words to find it by and what is said of that."""


def _of_agencies(agencies: Iterable[KnownAgency]) -> Iterator[_Entry]:
    for agency in agencies:
        shorts = short_names(agency)
        # 发改 begins 发改委: said is the shortest name that holds it and tells whose it is
        said = [(short, next(long for long in shorts if long.endswith(short))) for short in shorts]
        yield _agency(agency), [(agency.name, agency.name), *((each, each) for each in agency.surfaces), *said]


def _of_documents(site: Site) -> Iterator[_Entry]:
    for row in site.rows(_DOCUMENTS):
        name = document_name(row["id"], row["title"], row["path"])
        called = [each for each in (row["number"], name, row["id"], *(row["names"] or ())) if each]
        # people leave the year out: 铜府90号
        short = [(_without_year(each), each) for each in called]
        yield (
            Name(Label.DOCUMENT, row["id"], name, name, row["number"] or "", not row["held"]),
            [*((each, each) for each in called), *(pair for pair in short if pair[0])],
        )


def _without_year(name: str) -> str:
    """A 文号 by its code and serial alone; "" for what is none."""
    number = _NUMBER.fullmatch(normalise_doc_number(name))
    return f"{number['code']}{number['serial']}号" if number else ""


def _of_others(site: Site) -> Iterator[_Entry]:
    for label, question in _NAMED.items():
        for row in site.rows(question):
            region = row["id"].rpartition("/")[0] if label is Label.PROJECT else ""
            yield Name(label, row["id"], row["name"], row["name"], region), [(row["name"], row["name"])]
