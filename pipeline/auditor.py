"""Every task that depends on an agency, whatever alias is typed, with the sentence that says so.

Reads the graph only. A name that fits several agencies is answered with all of them and `ambiguous` is set; for one
that fits none, near names are offered. Tasks addressed to a group that could include the agency stand in a list apart.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..extractors.agency_groups import could_include
from ..extractors.regions import chain, formal_name
from ..graph.ask import ask
from ..graph.connection import Store
from ..graph.names import normalise_doc_number, normalise_title
from ..schemas import AgencyKind, Model, Role
from ..schemas.graph import RelType
from .aliases import KnownAgency, find_agencies
from .short_names import near_names_of_all_kinds

_ROLES = {RelType.LEADS: Role.LEAD, RelType.RESPONSIBLE_FOR: Role.RESPONSIBLE, RelType.SUPPORTS: Role.SUPPORT}
_SENTENCE_ENDS = "。！？\n"

_AGENCIES = """
MATCH (a:Agency)
OPTIONAL MATCH (a)-[:IN_REGION]->(r:Region)
RETURN a.id AS id, a.name AS name, a.kind AS kind, r.id AS region
ORDER BY id
"""
_SURFACES = (
    """
    MATCH (a:Agency)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(:Task)
    RETURN DISTINCT a.id AS id, r.surface AS surface ORDER BY id, surface
    """,
    """
    MATCH (:Document)-[r:ISSUED_BY|ADDRESSED_TO]->(a:Agency)
    RETURN DISTINCT a.id AS id, r.surface AS surface ORDER BY id, surface
    """,
)
_DUTIES = """
MATCH (a:Agency)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(t:Task)<-[:HAS_TASK]-(d:Document)
WHERE a.id IN $agencies AND type(r) IN $roles
OPTIONAL MATCH (t)-[:IN_SECTION]->(s:Section)
RETURN a.id AS agency, type(r) AS role, r.surface AS surface, r.start AS first, r.`end` AS last,
       r.place AS place, d.id AS document, d.title AS document_title, d.names AS names, s.path AS path,
       s.heading AS heading, t.id AS task, t.title AS task_title, t.deadline AS deadline, t.`order` AS nth
"""
"""Put in order here: a store that sorts keeps the whole documents of all rows in memory."""
_GROUPS = """
MATCH (g:Agency {kind: 'group'})-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(:Task)<-[:HAS_TASK]-(d:Document)
MATCH (d)-[:ISSUED_BY]->(:Agency)-[:IN_REGION]->(r:Region)
WHERE r.id IN $regions
RETURN DISTINCT g.id AS id, g.name AS name, r.id AS region, d.id AS document
"""
_TARGETS = """
MATCH (t:Task)-[:HAS_TARGET]->(g:Target)
WHERE t.id IN $tasks
RETURN t.id AS task, g.indicator AS indicator, g.comparator AS comparator, g.value AS value,
       g.value_max AS value_max, g.unit AS unit, g.kind AS kind, g.deadline AS deadline, g.`order` AS nth
ORDER BY task, nth
"""
_TEXTS = "MATCH (d:Document) WHERE d.id IN $documents RETURN d.id AS id, d.text AS text"


class AgencyTask(Model):
    """One duty of one agency. `quote` is the sentence (or note) that names it, `start` and `end` its offsets.

    `place` is where the agency is named in the file, such as `第3页第2段`; "" where the format cannot tell.
    """

    agency: str
    kind: AgencyKind
    surface: str
    role: Role
    document: str
    document_title: str | None
    path: tuple[str, ...]
    heading: str | None
    task: str
    task_title: str
    targets: tuple[str, ...]
    deadline: str | None
    quote: str
    place: str
    start: int
    end: int


class AgencyTasks(Model):
    """The answer. `agencies` are all that the typed name fits; `near` is filled only where there is none."""

    typed: str
    agencies: tuple[KnownAgency, ...]
    ambiguous: bool
    near: tuple[str, ...]
    tasks: tuple[AgencyTask, ...]
    group_tasks: tuple[AgencyTask, ...]


def tasks_of_agency(store: Store, typed: str, role: Role | None = None, document: str | None = None) -> AgencyTasks:
    """Tasks of the agency that `typed` means, in document order.

    Args:
        store: an open graph; only read.
        typed: any name of the agency: full, as a text has it, or short.
        role: only tasks in which it has this role.
        document: only those of the document of this 文号 or title (of the notice or of what it carries).
    """
    known = known_agencies(store)
    found = find_agencies(typed, known)
    own, of_groups = tasks_of(store, found, role, document)
    return AgencyTasks(
        typed=typed,
        agencies=found,
        ambiguous=len(found) > 1,
        near=() if found else near_names_of_all_kinds(typed, known),
        tasks=own,
        group_tasks=of_groups,
    )


def tasks_of(
    store: Store,
    found: Sequence[KnownAgency],
    role: Role | None = None,
    document: str | None = None,
    *,
    with_groups: bool = True,
) -> tuple[tuple[AgencyTask, ...], tuple[AgencyTask, ...]]:
    """Tasks of agencies of the graph, and those given to groups that could include one of them, where these are wanted."""
    groups = _groups_of(store, found) if with_groups else []
    return (
        _duties(store, {agency.id: agency for agency in found}, None, role, document),
        _duties(store, {agency.id: agency for agency, _ in groups}, groups, role, document),
    )


def known_agencies(store: Store) -> tuple[KnownAgency, ...]:
    """Every agency of the graph with its region and what the texts call it, ordered by id."""
    surfaces: dict[str, dict[str, None]] = {}
    for query in _SURFACES:
        for row in _ask(store, query):
            surfaces.setdefault(row["id"], {})[row["surface"]] = None
    return tuple(
        KnownAgency.model_validate({**row, "surfaces": tuple(surfaces.get(row["id"], ()))})
        for row in _ask(store, _AGENCIES)
    )


def _groups_of(store: Store, found: Sequence[KnownAgency]) -> list[tuple[KnownAgency, str]]:
    """Groups that could include one of the agencies, with the id of the document (of its jurisdiction) that says so."""
    regions = {agency.id: _jurisdiction(agency) for agency in found}
    asked = sorted({region for region in regions.values() if region})
    rows = _ask(store, _GROUPS, {"regions": asked}) if asked else []
    rows.sort(key=lambda row: (row["id"], row["document"]))  # as with duties, not by the store
    groups: dict[tuple[str, str], KnownAgency] = {}
    for row in rows:
        members = [agency for agency in found if regions[agency.id] == row["region"]]
        if any(could_include(row["name"], agency.name, agency.kind) for agency in members):
            group = KnownAgency(id=row["id"], name=row["name"], kind=AgencyKind.GROUP, region=row["region"])
            groups.setdefault((row["id"], row["document"]), group)
    return [(group, document) for (_, document), group in groups.items()]


def _jurisdiction(agency: KnownAgency) -> str | None:
    """The region whose documents can mean the agency by a group: its own; for a region's government the one above."""
    regions = chain(agency.region) if agency.region else ()
    own_government = agency.region is not None and agency.name == f"{formal_name(agency.region)}人民政府"
    return regions[1].id if own_government and len(regions) > 1 else agency.region


def _duties(
    store: Store,
    agencies: Mapping[str, KnownAgency],
    said_in: Sequence[tuple[KnownAgency, str]] | None,
    role: Role | None,
    document: str | None,
) -> tuple[AgencyTask, ...]:
    if not agencies:
        return ()
    roles = [kind for kind, named in _ROLES.items() if role in (None, named)]
    rows = sorted(_ask(store, _DUTIES, {"agencies": sorted(agencies), "roles": roles}), key=_in_order)
    pairs = None if said_in is None else {(group.id, where) for group, where in said_in}
    rows = [
        row for row in rows if (pairs is None or (row["agency"], row["document"]) in pairs) and _is_named(document, row)
    ]
    texts = {row["id"]: row["text"] for row in _ask(store, _TEXTS, {"documents": _each(rows, "document")})}
    targets = _targets(store, _each(rows, "task"))
    return tuple(_task(row, agencies[row["agency"]], texts.get(row["document"]) or "", targets) for row in rows)


def _in_order(row: Mapping[str, Any]) -> tuple[Any, ...]:
    return row["document"], row["nth"] or 0, row["first"] or 0, row["agency"], row["role"]


def _is_named(document: str | None, row: Mapping[str, Any]) -> bool:
    if document is None:
        return True
    forms = {document, normalise_doc_number(document), normalise_title(document)}
    return not forms.isdisjoint({row["document"], row["document_title"], *(row["names"] or ())})


def _task(row: Mapping[str, Any], agency: KnownAgency, text: str, targets: Mapping[str, tuple[str, ...]]) -> AgencyTask:
    start, end = sentence_around(text, row["first"], row["last"])
    return AgencyTask(
        agency=agency.name,
        kind=agency.kind,
        surface=row["surface"],
        role=_ROLES[RelType(row["role"])],
        document=row["document"],
        document_title=row["document_title"],
        path=tuple(row["path"] or ()),
        heading=row["heading"],
        task=row["task"],
        task_title=row["task_title"],
        targets=targets.get(row["task"], ()),
        deadline=row["deadline"],
        quote=text[start:end],
        place=row["place"] or "",
        start=start,
        end=end,
    )


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Offsets of the sentence, or the note between two sentences, that holds the place; without white space around."""
    first = max((text.rfind(mark, 0, start) for mark in _SENTENCE_ENDS), default=-1) + 1
    ends = [at for mark in _SENTENCE_ENDS if (at := text.find(mark, end)) >= 0]
    last = min(ends) + 1 if ends else len(text)
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _targets(store: Store, tasks: Sequence[str]) -> dict[str, tuple[str, ...]]:
    said: dict[str, list[str]] = {}
    for row in _ask(store, _TARGETS, {"tasks": tasks}) if tasks else ():
        said.setdefault(row["task"], []).append(_target(row))
    return {task: tuple(targets) for task, targets in said.items()}


def _target(row: Mapping[str, Any]) -> str:
    """农村自来水普及率 >= 90%（2027）, 服务贸易额 年均 = 5%（2027）: one line for a table's cell; a change is said to be one."""
    values = "—".join(_number(row[name]) for name in ("value", "value_max") if row[name] is not None)
    deadline = f"（{row['deadline']}）" if row["deadline"] else ""
    change = _CHANGES.get(row["kind"], "")
    return f"{row['indicator']} {change}{row['comparator']} {values}{row['unit'] or ''}{deadline}"


_CHANGES = {"rate": "年均 ", "increase": "增加 ", "decrease": "减少 "}


def _number(value: float) -> str:
    return str(int(value)) if value == int(value) else str(value)


def _each(rows: Sequence[Mapping[str, Any]], name: str) -> list[str]:
    return list(dict.fromkeys(row[name] for row in rows))


def _ask(store: Store, cypher: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
    """Every row there is: a limit would lose a duty in silence."""
    return ask(store, cypher, parameters, row_limit=None).dicts()
