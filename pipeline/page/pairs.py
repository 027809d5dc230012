"""Pairs of agencies with names so near that they may be one body: shown one at a time, decided as `gongwen review` decides them.

Guarantee: the same pairs as in the terminal for the documents of the graph; what is decided, by itself or by a chain of others, is not
asked; without a ledger nothing can be answered.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ...schemas import Evidence
from ...schemas.judgement import Judgement, JudgementKind
from ..judging.doubt import Doubt
from ..judging.doubts import of_pair
from ..judging.ledger import Ledger, LedgerError
from ..judging.near import SeenAgency
from . import doubt_words
from .addresses import document_name, path_of, with_query
from .answers import choices_of, lines_of
from .behind import behind, command
from .decided import decided_agencies, saved_words, take_back, undone_words
from .rendering import show, site_of, words_of
from .reviewing import in_words, key_of, ledger_of, parts_of, writing
from .site import Site
from .undecided import Pair, bare, open_pairs

LISTED = 20
"""Most documents to be read again that are listed."""
_SEEN = """
MATCH (a:Agency)-[r:LEADS|RESPONSIBLE_FOR|SUPPORTS]->(:Task)<-[:HAS_TASK]-(d:Document) WHERE a.id = $id
RETURN d.id AS id, d.title AS title, d.path AS path, d.text AS text, r.surface AS surface, r.start AS first, r.`end` AS last,
       r.place AS place
ORDER BY id, first LIMIT 1
"""
_NAMED = """
MATCH (d:Document)-[r:ISSUED_BY|ADDRESSED_TO]->(a:Agency) WHERE a.id = $id AND r.start IS NOT NULL
RETURN d.id AS id, d.title AS title, d.path AS path, d.text AS text, r.surface AS surface, r.start AS first, r.`end` AS last,
       r.place AS place
ORDER BY id, first LIMIT 1
"""
_WAITING = """
MATCH (d:Document) WHERE d.ingested = true AND size(d.findings) > 0
RETURN d.id AS id, d.title AS title, d.path AS path, size(d.findings) AS number
"""


def waiting(request: Request) -> Response:
    """The documents with something doubtful, those with most first, those that are to be read again, and the undecided pairs."""
    site = site_of(request)
    undecided, old = 0, list[dict[str, Any]]()
    with suppress(LedgerError):  # which is told where something is to be decided
        ledger = ledger_of(site)
        undecided, old = len(open_pairs(site, ledger)), behind(site, ledger)
    rows = sorted(site.rows(_WAITING), key=lambda row: (-row["number"], row["id"]))
    told = command(site, old) if old else None
    return show(request, "reviews.html", rows=rows, pairs=undecided, old=old, behind=told, listed=LISTED)


def _names(pair: Pair) -> set[str]:
    return {agency.name for agency in pair}


def _names_of(line: Judgement) -> set[str]:
    return {str(line.fact["one"]), str(line.fact["other"])} if line.kind is JudgementKind.AGENCY else set()


async def pairs(request: Request) -> Response:
    """One pair; answered by a form."""
    if request.method == "POST":
        async with request.form(max_files=0, max_fields=20) as form:
            given = {name: value for name, value in form.items() if isinstance(value, str)}
        return await run_in_threadpool(_answered, request, given)
    return await run_in_threadpool(_asked, request)


def _asked(request: Request, status: int = 200, error: str = "", given: Mapping[str, str] | None = None) -> Response:
    site, words = site_of(request), words_of(request)
    ledger, waiting, old = Ledger(), list[Pair](), list[dict[str, Any]]()
    undone = request.query_params.get("undone", "")
    try:
        ledger = ledger_of(site)
        waiting, old = open_pairs(site, ledger, late=not undone), behind(site, ledger)
    except LedgerError as broken:
        error, status = str(broken), 500
    at = request.query_params.get("n", "1")
    number = min(int(at), len(waiting)) if at.isascii() and at.isdigit() and int(at[:6]) > 0 else 1
    doubt, sides = _doubt(site, waiting[number - 1]) if waiting else (None, [])
    return show(
        request,
        "pairs.html",
        status,
        number=number,
        total=len(waiting),
        key=key_of(doubt) if doubt else "",
        question=doubt_words.question(words, doubt) if doubt else "",
        choices=choices_of(doubt, words) if doubt else (),
        sides=sides,
        error=error,
        saved=saved_words(ledger, request.query_params.get("saved", ""), words),
        undone=undone_words(ledger, undone, words, lambda line: _names_of(line) in map(_names, waiting)),
        old=len(old),
        behind=command(site, old) if old else None,
        decided=decided_agencies(ledger, words),
        given={"who": request.query_params.get("who", ""), "when": date.today().isoformat(), **(given or {})},
    )


def _answered(request: Request, given: Mapping[str, str]) -> Response:
    site = site_of(request)
    after = {"n": request.query_params.get("n"), "lang": request.query_params.get("lang"), "who": given.get("who")}
    if site.settings.ledger is None:
        return _asked(request, 403, "没有打开裁定文件，不能裁定。")
    with writing:
        try:
            ledger = ledger_of(site)
            if "undo" in given:
                take_back(ledger, given)
                after["undone"] = given["undo"]
                return RedirectResponse(with_query("/pairs", after), 303)
            asked = {key_of(bare(pair)): pair for pair in open_pairs(site, ledger)}
            pair = asked.get(given.get("key", ""))
            if pair is None:
                return _asked(request, 409, "这一条已经裁定；下面是还没有裁定的。", given)
            lines = lines_of(_doubt(site, pair)[0], given)
            ledger.append(*lines)
        except (ValueError, LedgerError) as wrong:
            return _asked(request, 400, in_words(wrong), given)
    after["saved"] = ",".join(line.id for line in lines)
    return RedirectResponse(with_query("/pairs", after), 303)


def _doubt(site: Site, pair: Pair) -> tuple[Doubt, list[dict[str, Any]]]:
    """The question, and of each name the sentence that has it."""
    sides: list[dict[str, Any]] = []
    doubts: list[tuple[SeenAgency, dict[str, Any]]] = []
    for agency in pair:
        row = site.row(_SEEN, id=agency.id) or site.row(_NAMED, id=agency.id)
        side = {
            "name": agency.name,
            "href": path_of("Agency", agency.id),
            "parts": (),
            "document": "",
            "title": "",
            "place": "",
        }
        if row is not None:
            quote = row["text"][row["first"] : row["last"]]
            evidence = Evidence(start=row["first"], end=row["last"], quote=quote, place=row["place"] or "")
            seen = SeenAgency(agency.name, agency.region or "", row["surface"], row["path"] or row["id"], evidence)
            doubt = of_pair(row["id"], row["path"] or "", row["text"], seen, seen)
            side |= {
                "parts": parts_of(doubt),
                "document": row["id"],
                "place": row["place"] or "",
                "start": row["first"],
            }
            side["title"] = document_name(row["id"], row["title"], row["path"])
            doubts.append((seen, row))
        sides.append(side)
    if len(doubts) < 2:
        return bare(pair), sides
    (here, row), (there, _) = doubts
    return of_pair(row["id"], row["path"] or "", row["text"], here, there), sides
