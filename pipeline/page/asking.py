"""Ask: saved questions as forms, each answer an address; and free Cypher, which can only read.

Guarantee: a question is run as `gongwen query` runs it, as a user whom the server lets read and nothing else, within limits of
time and rows that hold at the server; few run at a time.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ...graph.ask import Result
from ...graph.saved import SavedQuery, find, saved_queries
from ...schemas import QueryError
from ..output import filled
from ..saved_answers import WORDS, Answer, answer_saved, value_of
from .addresses import path_of, with_query
from .names import names
from .refusals import ENUMERATIONS, Refusal, hints_in_words, refusal
from .rendering import download, show, site_of, words_of
from .site import MissingError, Site

LONGEST = 10_000
"""Most characters of a question in Cypher."""
LEADS_TO = {
    "agency_id": "Agency",
    "other_id": "Agency",
    "document": "Document",
    "cited": "Document",
    "task": "Task",
    "target": "Target",
}
"""Columns of the saved questions that name a node, where the value is its id."""
_IDS = {
    "tasks_by_agency": {"agency": "Agency"},
    "tasks_of_groups": {"agency": "Agency"},
    "projects_by_phase": {"id": "Project"},
}
_NOT_IDS = {"targets_of_document": ("task",)}
_BY_TITLE = {"tasks_by_agency": ("task", "title"), "tasks_of_groups": ("task", "title")}
"""A column of ids that only the files have, and the column that leads there on the page in its stead."""
_AGENCIES = "MATCH (a:Agency) WHERE a.id IN $ids AND a.name IS NOT NULL RETURN a.id AS id, a.name AS name"


def questions(request: Request) -> Response:
    """The saved questions."""
    return show(request, "ask.html", queries=list(saved_queries().values()))


def question(request: Request) -> Response:
    """One saved question: its form, and its answer where the parameters are there."""
    name = request.path_params["name"]
    if name not in saved_queries():
        raise MissingError(name)
    query = find(name)
    given = {p.name: request.query_params.get(p.name, "").strip() for p in query.parameters}
    given |= {name: value_of(name, given[name]) or given[name] for name in given if name in WORDS}
    asked = {key: value for key, value in given.items() if value}
    unready = [p.name for p in query.parameters if p.required and p.name not in asked]
    answer: Answer | None = None
    error: Refusal | None = None
    if not unready:
        site = site_of(request)
        try:
            with site.turn():
                answer = answer_saved(
                    lambda cypher, given: site.ask(cypher, given, site.settings.row_limit),
                    query.name,
                    asked,
                    lambda: names(site).agencies,
                )
        except QueryError as refused:
            error = refusal(words_of(request), refused)
    result = answer.result if answer else None
    file = download(request, query.name, result.dicts(), result.columns) if result else None
    if file:
        return file
    links = _links(query, result) if result else []
    hidden = _BY_TITLE.get(query.name, ("",))[0]
    return show(
        request,
        "question.html",
        400 if error else 200,
        query=query,
        given=given,
        result=_called(site_of(request), query, result) if result else None,
        error=error,
        enumerations=ENUMERATIONS,
        meant=answer.agencies if answer else (),
        missing=unready if asked else [],
        links=links,
        columns=[each for each in filled(result.dicts(), result.columns) if each != hidden] if result else [],
    )


def cypher(request: Request) -> Response:
    """A question in Cypher, and its answer. Nothing can be written: the server refuses it."""
    typed = request.query_params.get("q", "").strip()
    result: Result | None = None
    error: Refusal | None = None
    words = words_of(request)
    if len(typed) > LONGEST:
        error = Refusal(words("cypher.too_long", number=LONGEST))
    elif typed in saved_queries():
        return RedirectResponse(with_query(f"/ask/{typed}", {"lang": request.query_params.get("lang")}), 302)
    elif typed:
        try:
            site = site_of(request)
            with site.turn():
                result = site.ask(typed, {}, site.settings.row_limit)
        except QueryError as refused:
            error = refusal(words, refused, typed)
    file = download(request, "cypher", result.dicts(), result.columns) if result else None
    return file or show(
        request,
        "cypher.html",
        400 if error else 200,
        typed=typed,
        result=result,
        error=error,
        hints=hints_in_words(words, typed) if result else (),
        link_of=_node_link,
        columns=result.columns if result else (),
    )


def _links(query: SavedQuery, result: Result) -> list[dict[str, str]]:
    """For each row the addresses of the nodes that its columns name."""
    leads = {**LEADS_TO, **_IDS.get(query.name, {})}
    for column in _NOT_IDS.get(query.name, ()):
        leads.pop(column, None)
    source, shown = _BY_TITLE.get(query.name, ("", ""))
    return [
        {
            shown if column == source else column: path_of(leads[column], value)
            for column, value in row.items()
            if column in leads and isinstance(value, str)
        }
        for row in result.dicts()
    ]


def _called(site: Site, query: SavedQuery, result: Result) -> Result:
    """The answer with the names of agencies for their ids, except where two agencies of it have one name."""
    columns = [column for column, label in _IDS.get(query.name, {}).items() if label == "Agency"]
    rows = result.dicts()
    ids = sorted({row[column] for row in rows for column in columns if isinstance(row[column], str)})
    found = {row["id"]: row["name"] for row in site.rows(_AGENCIES, ids=ids)} if ids else {}
    times = Counter(found.values())
    called = {each: name for each, name in found.items() if times[name] == 1}
    told = [{**row, **{column: called.get(row[column], row[column]) for column in columns}} for row in rows]
    return result._replace(rows=tuple(tuple(row[column] for column in result.columns) for row in told))


def _node_link(value: Any) -> str:
    """Address of a node that is a value of an answer; empty for all else."""
    if isinstance(value, Mapping) and isinstance(value.get("label"), str) and isinstance(value.get("id"), str):
        return path_of(value["label"], value["id"])
    return ""
