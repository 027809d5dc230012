"""Read: a notice as text with every fact in its place; a document that is only cited, with those who cite it; the list of all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ...graph.names import normalise_doc_number, normalise_title
from .addresses import document_name, path_of, with_query
from .facts import KINDS, Fact, doubts, facts
from .finding import latest_first
from .marking import lines, sentence_start
from .nodes import by_date, id_of
from .rendering import download, show, site_of, words_of
from .site import MissingError, Site

PER_PAGE = 100
_ONE = "MATCH (d:Document) WHERE d.id = $id RETURN d {.*} AS document"
_BY_NAME = """
MATCH (d:Document) WHERE d.document = $id OR any(name IN $forms WHERE name IN d.names)
RETURN d.id AS id ORDER BY id LIMIT 2
"""
_CITED_BY = """
MATCH (c:Document)-[r:CITES]->(d:Document) WHERE d.id = $id
RETURN c.id AS document, c.title AS document_title, c.issued_on AS issued_on, r.role AS role, r.surface AS surface,
       r.quote AS quote, r.start AS start
"""
_HELD = """
MATCH (d:Document) WHERE d.ingested = true
RETURN d.id AS document, d.title AS title, d.path AS path, d.genre AS genre, d.issued_on AS issued_on, size(d.findings) AS findings
"""
HELD_COLUMNS = ("document", "title", "genre", "issued_on", "findings")
CITED_COLUMNS = ("cited", "title", "doc_number", "documents", "mentions")
CITED_BY_COLUMNS = ("document", "document_title", "issued_on", "role", "surface", "quote")


def document(request: Request) -> Response:
    """One document, held or only cited; any of its names leads to it. Raises MissingError."""
    site, node_id = site_of(request), id_of(request)
    found = site.row(_ONE, id=node_id)
    if found is None:
        return _other_name(request, site, node_id)
    held: dict[str, Any] = found["document"]
    citing = by_date(site.rows(_CITED_BY, id=node_id))
    if not held.get("ingested"):
        file = download(request, node_id, citing, CITED_BY_COLUMNS, role="CitationRole")
        return file or show(request, "cited.html", document=_whole(held), citing=citing)
    words = words_of(request)
    text = held.get("text") or ""
    known = [*facts(site, node_id, words), *doubts(node_id, text, held.get("findings") or ())]
    language = None if words.language == "zh" else words.language
    outline = [
        {"name": fact.name, "level": fact.level, "at": sentence_start(text, fact.span[0])}
        for fact in known
        if fact.kind == "section"
    ]
    listed = [(index, fact, sentence_start(text, fact.span[0])) for index, fact in enumerate(known)]
    return show(
        request,
        "document.html",
        document=_whole(held),
        lines=list(lines(text, known, lambda path: with_query(path, {"lang": language}))),
        outline=outline,
        facts={kind: _grouped(each for each in listed if each[1].kind == kind) for kind in KINDS if kind != "section"},
        counts=Counter(fact.kind for fact in known),
        kinds=KINDS,
        citing=len({row["document"] for row in citing}),
        file=document_name("sha256:", None, held.get("path")) if held.get("path") else "",
    )


Listed = tuple[int, Fact, int]


def _grouped(listed: Iterable[Listed]) -> list[tuple[Listed, list[Listed]]]:
    """Each fact with those that say the same again: a document cited a second time; all else stands for itself."""
    first: dict[str, list[Listed]] = {}
    found = []
    for each in listed:
        again: list[Listed] = []
        if each[1].kind == "citation" and each[1].path in first:
            first[each[1].path].append(each)
            continue
        first[each[1].path] = again
        found.append((each, again))
    return found


def documents(request: Request) -> Response:
    """The documents held, the latest first, or those that are only cited, the most cited first."""
    site = site_of(request)
    cited = bool(request.query_params.get("cited"))
    name = "orphan_citations" if cited else "documents"
    columns = CITED_COLUMNS if cited else HELD_COLUMNS
    rows = site.kept(name, lambda: _orphans(site) if cited else latest_first(site.rows(_HELD), "document"))
    file = download(request, name, rows, columns)
    if file:
        return file
    asked = request.query_params.get("page", "1")
    page = max(1, int(asked)) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 1
    return show(
        request,
        "documents.html",
        rows=rows[(page - 1) * PER_PAGE : page * PER_PAGE],
        number=len(rows),
        page=page,
        pages=-(-len(rows) // PER_PAGE),
        cited=cited,
    )


def _orphans(site: Site) -> list[dict[str, Any]]:
    from ...graph.saved import find

    return site.rows(find("orphan_citations").cypher)


def _other_name(request: Request, site: Site, name: str) -> Response:
    forms = list({name, normalise_doc_number(name), normalise_title(name)})
    meant = site.rows(_BY_NAME, id=name, forms=forms)
    if len(meant) != 1:
        raise MissingError(name)
    return RedirectResponse(with_query(path_of("Document", meant[0]["id"]), dict(request.query_params)), 302)


def _whole(held: dict[str, Any]) -> dict[str, Any]:
    """The document with every property that a page speaks of."""
    names = ("id", "title", "doc_number", "genre", "issued_on", "disclosure", "attached_title", "path", "names")
    return {**dict.fromkeys(names), **held}
