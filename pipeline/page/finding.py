"""Find: the first page, what a search finds kind by kind, and what is suggested while one types."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from ...schemas.graph import Label
from ..auditor import sentence_around
from .addresses import path_of, with_query
from .marking import sentence_start
from .names import KINDS, Name, folded, names, names_now
from .rendering import show, site_of, words_of
from .site import Site

SUGGESTED = 4
"""Suggestions of a kind: all kinds together are to be seen at a glance."""
LISTED = 20
LATEST = 8
SENTENCES = 20
DOCUMENTS = 40
"""Most documents whose sentences are looked at for a phrase."""
WAIT_S = 5.0
"""How long a search waits for the names of documents that were just loaded."""
LONGEST = 200
"""Most characters of a search that are looked at."""

_COUNTED = (Label.DOCUMENT, Label.TASK, Label.AGENCY, Label.PROJECT, Label.TARGET, Label.INDICATOR)
_HELD = "MATCH (d:Document) WHERE d.ingested = true RETURN count(d) AS number"
_DATED = "MATCH (d:Document) WHERE d.ingested = true RETURN d.id AS id, d.issued_on AS issued_on"
_TITLED = """
MATCH (d:Document) WHERE d.id IN $ids
RETURN d.id AS id, d.title AS title, d.path AS path, d.doc_number AS number, d.issued_on AS issued_on
"""
_BUSIEST = """
MATCH (a:Agency)-[:LEADS]->() WHERE a.kind <> 'group'
RETURN a.id AS id, a.name AS name, count(*) AS tasks ORDER BY tasks DESC, id LIMIT 8
"""
_PHRASE = """
MATCH (d:Document) WHERE d.ingested = true AND d.text CONTAINS $phrase
RETURN d.id AS id, d.title AS title, d.path AS path, d.text AS text LIMIT $limit
"""


def home(request: Request) -> Response:
    """The first page: one box, and ways in for those who do not know yet what to type."""
    site = site_of(request)
    return show(request, "home.html", **home_of(site))


def home_of(site: Site) -> dict[str, Any]:
    """What the first page says of the graph."""
    return site.kept("home", lambda: _home(site), late=True)


def _home(site: Site) -> dict[str, Any]:
    counts = {}
    for label in _COUNTED:
        question = _HELD if label is Label.DOCUMENT else f"MATCH (n:{label}) RETURN count(n) AS number"
        counts[str(label)] = (site.row(question) or {"number": 0})["number"]
    latest = latest_first(site.rows(_DATED))[:LATEST]
    titled = latest_first(site.rows(_TITLED, ids=[row["id"] for row in latest]))
    return {"counts": counts, "latest": titled, "busiest": site.rows(_BUSIEST)}


def latest_first(rows: list[dict[str, Any]], key: str = "id") -> list[dict[str, Any]]:
    """Rows of documents, the latest first, those without a date last.

    Put in order here and not by the store: to sort, it would keep the texts of all documents in memory.
    """
    return sorted(sorted(rows, key=lambda row: row[key]), key=lambda row: row["issued_on"] or "", reverse=True)


def find(request: Request) -> Response:
    """What a search finds: names of every kind, and sentences that hold the words."""
    site = site_of(request)
    typed = request.query_params.get("q", "").strip()[:LONGEST]
    if not typed:
        return show(request, "find.html", typed="", kinds=[], sentences=[], more=False, near=(), current=True)
    known, current = names_now(site, WAIT_S)
    wanted = request.query_params.get("kind")
    limit = 10 * LISTED if wanted else LISTED
    kinds = []
    for label in KINDS:
        if wanted in (None, label.lower()):
            found, number = known.find(typed, label, limit), known.count(typed, label)
            if label is Label.AGENCY:
                meant = [each for each in known.meant(typed) if each.id not in {name.id for name in found}]
                found, number = meant + found, number + len(meant)
            if found:
                kinds.append((label, found, number))
    sentences, more = _sentences(site, typed) if wanted in (None, "sentence") else ([], False)
    near = () if kinds or sentences else known.near(typed)
    return show(
        request,
        "find.html",
        typed=typed,
        kinds=kinds,
        sentences=sentences,
        more=more,
        near=near,
        wanted=wanted,
        current=current,
    )


def _sentences(site: Site, phrase: str) -> tuple[list[dict[str, Any]], bool]:
    """Sentences with the phrase, the first of each document first; and whether there are more."""
    if len(phrase) < 2:
        return [], False
    rows = site.rows(_PHRASE, phrase=phrase, limit=DOCUMENTS + 1)
    found = []
    for row in rows[:DOCUMENTS]:
        text = row["text"]
        at = text.find(phrase)
        start, end = sentence_around(text, at, at + len(phrase))
        found.append(
            {
                "id": row["id"],
                "title": row["title"],
                "path": row["path"],
                "before": text[max(start, at - 60) : at],
                "words": text[at : at + len(phrase)],
                "after": text[at + len(phrase) : min(end, at + len(phrase) + 80)],
                "start": sentence_start(text, at),
                "times": text.count(phrase),
            }
        )
    found.sort(key=lambda each: (-each["times"], each["id"]))
    return found[:SENTENCES], len(found) > SENTENCES or len(rows) > DOCUMENTS


def suggest(request: Request) -> Response:
    """Names that hold what is typed so far, each with its address."""
    site, words = site_of(request), words_of(request)
    typed = request.query_params.get("q", "").strip()[:LONGEST]
    language = None if words.language == "zh" else words.language
    found = []
    if folded(typed):
        known = names(site)
        for label in KINDS:
            for name in known.find(typed, label, SUGGESTED):
                found.append(_suggestion(name, words(f"kind.{label.lower()}"), language))
    return JSONResponse(found, headers={"cache-control": "no-cache"})


def _suggestion(name: Name, kind: str, language: str | None) -> dict[str, str]:
    said = [words for words in (name.also, name.more) if words]
    return {
        "kind": kind,
        "name": name.name,
        "more": " · ".join(said),
        "href": with_query(path_of(name.label, name.id), {"lang": language}),
    }
