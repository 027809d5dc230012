"""An agency's page: every task that depends on it, filtered as asked, counted, and handed out as exactly what is shown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from ...schemas import Role
from ..aliases import KnownAgency
from ..auditor import tasks_of
from ..task_rows import rows as task_rows
from .addresses import document_name
from .rendering import download, show, site_of
from .site import MissingError, Site

PER_PAGE = 100
"""Rows on one screen of the list: more take a browser on an old machine too long to lay out."""

MANY = 1_000
"""Documents of one region, beyond which duties of groups take seconds to find."""

CHOICES = 200
"""Documents offered by the filter, those with most tasks; any can be named in the address."""

FILTERS = ("via", "role", "document", "year", "deadline")
COLUMNS = (
    "via", "agency", "role", "document", "document_title", "year", "section", "task_title", "targets", "deadline", "quote",
    "place", "task_id",
)  # fmt: skip
NONE = "-"
"""What the address has for tasks without a deadline, or of documents without a date."""

_ONE = """
MATCH (a:Agency) WHERE a.id = $id
OPTIONAL MATCH (a)-[:IN_REGION]->(r:Region)
RETURN a.id AS id, a.name AS name, a.kind AS kind, r.id AS region
"""
_SURFACES = """
MATCH (a:Agency)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(:Task) WHERE a.id = $id
RETURN DISTINCT r.surface AS surface ORDER BY surface
"""
_IN_REGION = """
MATCH (d:Document)-[:ISSUED_BY]->(:Agency)-[:IN_REGION]->(r:Region) WHERE r.id = $region RETURN count(DISTINCT d.id) AS number
"""
_DATED = "MATCH (d:Document) WHERE d.id IN $ids RETURN d.id AS id, d.issued_on AS issued_on, d.path AS path"
_ISSUED = """
MATCH (d:Document)-[:ISSUED_BY]->(a:Agency) WHERE a.id = $id
RETURN DISTINCT d.id AS id, d.title AS title, d.issued_on AS issued_on ORDER BY id
"""


def agency(request: Request) -> Response:
    """Every task of one agency. Raises MissingError."""
    site = site_of(request)
    agency_id = request.path_params["id"] or request.query_params.get("id", "")
    known = _known(site, agency_id)
    chosen = {name: request.query_params.get(name) or None for name in FILTERS}
    groups = chosen["via"] == "group" or not _many(site, known)
    everything = site.kept(f"tasks of {agency_id} {groups}", lambda: _rows(site, known, groups))
    rows = _fitting(everything, chosen)
    file = download(request, known.name, rows, COLUMNS, via="Via", role="Role")
    if file:
        return file
    page = max(1, _number(request.query_params.get("page")))
    return show(
        request,
        "agency.html",
        agency=known,
        called=[row["surface"] for row in site.rows(_SURFACES, id=agency_id) if row["surface"] != known.name],
        issued=site.rows(_ISSUED, id=agency_id),
        rows=rows[(page - 1) * PER_PAGE : page * PER_PAGE],
        number=len(rows),
        split={via: sum(row["via"] == via for row in rows) for via in ("agency", "group")},
        tasks=len({row["task"] for row in rows}),
        documents=len({row["document"] for row in rows}),
        page=page,
        pages=-(-len(rows) // PER_PAGE),
        chosen=chosen,
        choices={name: _choices(everything, chosen, name) for name in FILTERS},
        filtered=any(chosen.values()),
        total=len(everything),
        none=NONE,
        unasked=not groups,
    )


def _known(site: Site, agency_id: str) -> KnownAgency:
    found = site.row(_ONE, id=agency_id)
    if found is None:
        raise MissingError(agency_id)
    return KnownAgency.model_validate(found)


def _many(site: Site, agency: KnownAgency) -> bool:
    """Whether so many documents of its region may mean it by a group that these are looked for only when asked."""
    found = site.row(_IN_REGION, region=agency.region) if agency.region else None
    return found is not None and found["number"] > MANY


def _rows(site: Site, agency: KnownAgency, groups: bool) -> list[dict[str, Any]]:
    own, of_groups = tasks_of(site.store, [agency], with_groups=groups)
    both = [("agency", row) for row in task_rows(own)] + [("group", row) for row in task_rows(of_groups)]
    ids = sorted({row["document"] for _, row in both})
    said = {row["id"]: row for row in site.rows(_DATED, ids=ids)} if ids else {}
    rows = []
    for via, row in both:
        document = said.get(row["document"], {"issued_on": None, "path": None})
        also = {"via": via, "task_id": row["task"], "year": (document["issued_on"] or "")[:4] or None}
        rows.append(
            {"place": "", **row, **also, "document_name": document_name(row["document"], None, document["path"])}
        )
    return rows


def _fitting(rows: Iterable[dict[str, Any]], chosen: Mapping[str, str | None]) -> list[dict[str, Any]]:
    return [row for row in rows if all(value is None or _value(row, name) == value for name, value in chosen.items())]


def _value(row: Mapping[str, Any], name: str) -> str:
    value = str(row[name] or NONE)
    return value[:4] if name == "deadline" and value != NONE else value


def _choices(rows: Sequence[dict[str, Any]], chosen: Mapping[str, str | None], name: str) -> list[tuple[str, int]]:
    """Values of a filter with the number of rows each would leave, the other filters as they are."""
    counted = Counter(_value(row, name) for row in _fitting(rows, {**chosen, name: None}))
    if name in ("via", "role"):
        order = {str(role): at for at, role in enumerate(Role)}
        return sorted(counted.items(), key=lambda pair: (order.get(pair[0], 0), pair[0]))
    if name == "document":
        most = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
        return most[:CHOICES] + [pair for pair in most[CHOICES:] if pair[0] == chosen[name]]
    return sorted(counted.items(), key=lambda pair: (pair[0] == NONE, pair[0]))


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 1
