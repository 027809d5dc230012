"""See: what lies around a node, as data for the picture and as a table for those who see none.

Guarantee: every neighbour is counted even where not all are shown, so that nothing is left out in silence.
"""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ...schemas.graph import Label, RelType
from .addresses import KINDS, below, path_of, see_path, with_query
from .nodes import id_of
from .rendering import download, show, site_of, words_of
from .site import MissingError, Site

NEIGHBOURS = 60
"""Neighbours of one type of relationship that a picture takes in at once: what is more is counted and stands in the table."""

COLUMNS = ("direction", "relationship", "label", "name", "id", "quote")
ROWS = 2_000

_ONE = "MATCH (n:{label}) WHERE n.id = $id RETURN n {{.*}} AS node"
_AROUND = """
MATCH (n:{label})-[r]->(m) WHERE n.id = $id
RETURN 'out' AS direction, type(r) AS relationship, labels(m)[0] AS label, m.id AS id,
       coalesce(m.title, m.name, m.heading, m.indicator, m.id) AS name, r.quote AS quote, r.start AS at
UNION ALL
MATCH (n:{label})<-[r]-(m) WHERE n.id = $id
RETURN 'in' AS direction, type(r) AS relationship, labels(m)[0] AS label, m.id AS id,
       coalesce(m.title, m.name, m.heading, m.indicator, m.id) AS name, r.quote AS quote, r.start AS at
"""
_ORDER = {str(kind): at for at, kind in enumerate(RelType)}
_CHAIN = {
    "up": "MATCH p = (d:Document)-[:CITES*1..4]->(c:Document) WHERE d.id = $id AND c.id <> d.id",
    "down": "MATCH p = (c:Document)-[:CITES*1..4]->(d:Document) WHERE d.id = $id AND c.id <> d.id",
}
_STEPS = (
    " RETURN c.id AS id, c.title AS title, c.ingested AS held, min(length(p)) AS steps ORDER BY steps, id LIMIT 200"
)


def see(request: Request) -> Response:
    """The picture around a node, with the same as a table below it. Raises MissingError."""
    site, label, node_id = site_of(request), _label(request), id_of(request)
    node = _node(site, label, node_id)
    rows = _around(site, label, node_id)
    file = download(request, str(node_id), rows, COLUMNS)
    if file:
        return file
    chains: dict[str, list[dict[str, Any]]] = {"up": [], "down": []}
    if label is Label.DOCUMENT:
        chains = {way: site.rows(question + _STEPS, id=node_id) for way, question in _CHAIN.items()}
    types: dict[tuple[str, str, str], list[dict[str, Any]]] = {}
    for row in rows:
        types.setdefault((row["direction"], row["relationship"], row["label"]), []).append(row)
    return show(
        request, "see.html", label=str(label), id=node_id, name=_name(node), types=types, number=len(rows), chains=chains,
        most=NEIGHBOURS, first=data_path(label, node_id),
    )  # fmt: skip


def neighbours(request: Request) -> Response:
    """The same as data: nodes and relationships in the form in which cytoscape.js takes them. Raises MissingError."""
    site, label, node_id = site_of(request), _label(request), id_of(request)
    words = words_of(request)
    language = None if words.language == "zh" else words.language

    def node(label: str, node_id: str, name: str) -> dict[str, Any]:
        data = {
            "id": f"{label}\n{node_id}",
            "label": label,
            "kind": words(f"kind.{label.lower()}"),
            "name": name,
            "href": with_query(path_of(label, node_id), {"lang": language}),
            "see": with_query(see_path(label, node_id), {"lang": language}),
            "data": with_query(data_path(label, node_id), {"lang": language}),
        }
        return {"data": data}

    me = node(label, node_id, _name(_node(site, label, node_id)))
    nodes, left_out = {me["data"]["id"]: me}, 0
    edges: dict[str, dict[str, Any]] = {}
    taken: dict[tuple[str, str], int] = {}
    for row in _around(site, label, node_id):
        other = node(row["label"], row["id"], row["name"])
        kind = (row["direction"], row["relationship"])
        key = other["data"]["id"]
        if key not in nodes:
            if taken.get(kind, 0) >= NEIGHBOURS:
                left_out += 1
                continue
            taken[kind] = taken.get(kind, 0) + 1
            nodes[key] = other
        source, target = (me, other) if row["direction"] == "out" else (other, me)
        ends = (source["data"]["id"], target["data"]["id"])
        edge = {
            "id": "\n".join((row["relationship"], *ends)),
            "source": ends[0],
            "target": ends[1],
            "type": row["relationship"],
            "name": words(f"relationship.{row['relationship']}"),
        }
        edges.setdefault(edge["id"], {"data": edge})
    answer = {"nodes": list(nodes.values()), "edges": list(edges.values()), "left_out": left_out}
    return JSONResponse(answer, headers={"cache-control": "no-cache"})


def data_path(label: str, node_id: str) -> str:
    """Address of what lies around a node, as data."""
    return below(f"/neighbours/{label.lower()}", node_id)


def _around(site: Site, label: Label, node_id: str) -> list[dict[str, Any]]:
    rows = site.rows(_AROUND.format(label=label), id=node_id)
    return sorted(
        (row for row in rows if row["id"] is not None),
        key=lambda row: (_ORDER.get(row["relationship"], 99), row["direction"], row["at"] or 0, row["id"]),
    )[:ROWS]


def _node(site: Site, label: Label, node_id: str) -> dict[str, Any]:
    found = site.row(_ONE.format(label=label), id=node_id)
    if found is None:
        raise MissingError(node_id)
    node: dict[str, Any] = found["node"]
    return node


def _name(node: dict[str, Any]) -> str:
    return str(next((node[key] for key in ("title", "name", "heading", "indicator", "id") if node.get(key)), ""))


def _label(request: Request) -> Label:
    kind = request.path_params["kind"]
    if kind not in KINDS:
        raise MissingError(kind)
    return KINDS[kind]
