"""Pages of single nodes: a task, a project, an indicator, a target, a region; a section is a place in its document."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from .addresses import path_of, with_query
from .marking import sentence_start
from .rendering import download, show, site_of
from .site import MissingError, Site

_TASK = """
MATCH (d:Document)-[:HAS_TASK]->(t:Task) WHERE t.id = $id
OPTIONAL MATCH (t)-[:IN_SECTION]->(s:Section)
RETURN t {.*} AS task, d.id AS document, d.title AS document_title, s.heading AS heading
"""
_DUTIES = """
MATCH (a:Agency)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(t:Task) WHERE t.id = $id
RETURN a.id AS id, a.name AS name, a.kind AS kind, r.surface AS surface, r.quote AS quote,
       CASE type(r) WHEN 'LEADS' THEN 'lead' WHEN 'RESPONSIBLE_FOR' THEN 'responsible' ELSE 'support' END AS role
ORDER BY role, r.start
"""
_TASK_TARGETS = """
MATCH (t:Task)-[:HAS_TARGET]->(x:Target) WHERE t.id = $id
OPTIONAL MATCH (x)-[:MEASURES]->(i:Indicator)
RETURN x {.*} AS target, i.id AS measured ORDER BY x.`order`
"""
_TASK_PROJECTS = """
MATCH (t:Task)-[r:INCLUDES]->(p:Project) WHERE t.id = $id
RETURN p.id AS id, p.name AS name, p.kind AS kind, r.phase AS phase ORDER BY r.start
"""
_TASK_CITES = """
MATCH (t:Task)-[r:CITES]->(c:Document) WHERE t.id = $id
RETURN c.id AS id, r.surface AS surface, r.role AS role ORDER BY r.start
"""
_PROJECT = "MATCH (p:Project) WHERE p.id = $id RETURN p.id AS id, p.name AS name, p.kind AS kind"
_PROJECT_PLACES = """
MATCH (d:Document)-[r:HAS_PROJECT]->(p:Project) WHERE p.id = $id
RETURN d.id AS document, d.title AS document_title, d.issued_on AS issued_on, r.phase AS phase, r.quote AS quote,
       r.place AS place, r.start AS start
"""
_PROJECT_TASKS = """
MATCH (d:Document)-[:HAS_TASK]->(t:Task)-[:INCLUDES]->(p:Project) WHERE p.id = $id
OPTIONAL MATCH (a:Agency)-[:LEADS]->(t)
RETURN DISTINCT t.id AS id, t.title AS title, d.id AS document, collect(DISTINCT a.name) AS leads ORDER BY document, id
"""
_INDICATOR = "MATCH (i:Indicator) WHERE i.id = $id RETURN i.id AS id, i.name AS name"
_INDICATOR_TARGETS = """
MATCH (x:Target)-[:MEASURES]->(i:Indicator) WHERE i.id = $id
MATCH (d:Document)-[:HAS_TARGET]->(x)
OPTIONAL MATCH (t:Task)-[:HAS_TARGET]->(x)
RETURN d.id AS document, d.title AS document_title, d.issued_on AS issued_on, x.indicator AS indicator, x.kind AS kind,
       x.comparator AS comparator, x.value AS value, x.value_max AS value_max, x.unit AS unit, x.deadline AS deadline,
       x.baseline AS baseline, x.modality AS modality, x.quote AS quote, x.place AS place, x.start AS start,
       t.id AS task, t.title AS task_title
"""
_TARGET = "MATCH (x:Target)-[:MEASURES]->(i:Indicator) WHERE x.id = $id RETURN i.id AS id"
_PLACES = {
    "Section": "MATCH (d:Document)-[:HAS_SECTION*1..9]->(n:Section) WHERE n.id = $id",
    "Target": "MATCH (d:Document)-[:HAS_TARGET]->(n:Target) WHERE n.id = $id",
}
_PLACE = " RETURN d.id AS document, d.text AS text, n.start AS start"
_REGION = "MATCH (r:Region) WHERE r.id = $id RETURN r.id AS id, r.name AS name, r.code AS code"
_REGION_AGENCIES = """
MATCH (a:Agency)-[:IN_REGION]->(r:Region) WHERE r.id = $id
RETURN a.id AS id, a.name AS name, a.kind AS kind, COUNT { (a)-[:LEADS|RESPONSIBLE_FOR|SUPPORTS]->() } AS tasks
ORDER BY tasks DESC, id LIMIT 500
"""
TASK_PROPERTIES = ("title", "path", "deadline", "open_ended", "text", "quote", "start")
TARGET_COLUMNS = (
    "document", "document_title", "issued_on", "indicator", "kind", "comparator", "value", "value_max", "unit", "deadline",
    "baseline", "modality", "quote", "place", "task_title",
)  # fmt: skip
PROJECT_COLUMNS = ("document", "document_title", "issued_on", "phase", "quote", "place")


def id_of(request: Request) -> str:
    """The id that an address names."""
    return str(request.path_params["id"] or request.query_params.get("id", ""))


def by_date(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What documents say, in order of their dates; not put in order by the store, which would keep their texts in memory."""
    return sorted(rows, key=lambda row: (row["issued_on"] or "", row["document"], row["start"] or 0))


def task(request: Request) -> Response:
    """A task: who has what part in it, what it is to reach, where it stands."""
    site, node_id = site_of(request), id_of(request)
    found = _one(site, _TASK, node_id)
    return show(
        request,
        "task.html",
        **{**found, "task": {**dict.fromkeys(TASK_PROPERTIES), **found["task"]}},
        duties=site.rows(_DUTIES, id=node_id),
        targets=[{**row["target"], "measured": row["measured"]} for row in site.rows(_TASK_TARGETS, id=node_id)],
        projects=site.rows(_TASK_PROJECTS, id=node_id),
        cites=site.rows(_TASK_CITES, id=node_id),
    )


def project(request: Request) -> Response:
    """A project: what each document says will happen to it."""
    site, node_id = site_of(request), id_of(request)
    found = _one(site, _PROJECT, node_id)
    rows = by_date(site.rows(_PROJECT_PLACES, id=node_id))
    file = download(request, found["name"], rows, PROJECT_COLUMNS, phase="Phase")
    return file or show(request, "project.html", project=found, rows=rows, tasks=site.rows(_PROJECT_TASKS, id=node_id))


def indicator(request: Request) -> Response:
    """An indicator: what documents commit themselves to, side by side, in order of their dates."""
    site, node_id = site_of(request), id_of(request)
    found = _one(site, _INDICATOR, node_id)
    rows = by_date(site.rows(_INDICATOR_TARGETS, id=node_id))
    kinds = {"kind": "TargetKind", "comparator": "Comparator", "modality": "Modality"}
    file = download(request, found["name"], rows, TARGET_COLUMNS, **kinds)
    return file or show(request, "indicator.html", indicator=found, rows=rows)


def target(request: Request) -> Response:
    """A target is a row of its indicator's table; one without an indicator is a place in its document."""
    site, node_id = site_of(request), id_of(request)
    found = site.row(_TARGET, id=node_id)
    if found:
        return _to(request, path_of("Indicator", found["id"]))
    return _place(request, "Target", node_id)


def section(request: Request) -> Response:
    """A section is a place in its document."""
    return _place(request, "Section", id_of(request))


def region(request: Request) -> Response:
    """A region: the agencies of it that the graph knows."""
    site, node_id = site_of(request), id_of(request)
    return show(
        request, "region.html", region=_one(site, _REGION, node_id), agencies=site.rows(_REGION_AGENCIES, id=node_id)
    )


def _place(request: Request, label: str, node_id: str) -> Response:
    found = _one(site_of(request), _PLACES[label] + _PLACE, node_id)
    start = sentence_start(found["text"] or "", found["start"] or 0)
    return _to(request, f"{path_of('Document', found['document'])}#s{start}")


def _to(request: Request, path: str) -> Response:
    return RedirectResponse(with_query(path, {"lang": request.query_params.get("lang")}), 302)


def _one(site: Site, question: str, node_id: str) -> dict[str, Any]:
    found = site.row(question, id=node_id)
    if found is None:
        raise MissingError(node_id)
    return found
