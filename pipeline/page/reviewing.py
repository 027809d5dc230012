"""Review: what is doubtful in a document, one question at a time; the answers go into the ledger, where that is switched on.

Guarantee: an answer is on the disk before the next question is shown; what the ledger decides already is not asked again. Without
a ledger to write to, the questions can be read and nothing can be answered.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ...schemas import SetAside, SetAsideReason, SourceText
from ..batch import notice_of
from ..judging.doubt import Doubt
from ..judging.doubts import doubts
from ..judging.ledger import Ledger, LedgerError
from ..read import load, text_of
from . import doubt_words
from .adding import reading
from .addresses import document_name, with_query
from .answers import UNITS, choices_of, lines_of
from .behind import command, of_one
from .decided import carried_out, decided, saved_words, take_back, undone_words, where_looked
from .nodes import id_of
from .rendering import show, site_of, words_of
from .site import MissingError, Site
from .undecided import open_pairs_in

_ONE = """
MATCH (d:Document) WHERE d.id = $id AND d.ingested = true
RETURN d.text AS text, d.path AS path, d.sha256 AS sha256, d.title AS title
"""
writing = threading.Lock()


async def review(request: Request) -> Response:
    """One question about a document; answered by a form. Raises MissingError."""
    if request.method == "POST":
        async with request.form(max_files=0, max_fields=80) as form:
            given = {name: value for name, value in form.items() if isinstance(value, str)}
        return await run_in_threadpool(_answered, request, given)
    return await run_in_threadpool(_asked, request)


def _asked(request: Request, status: int = 200, error: str = "", given: Mapping[str, str] | None = None) -> Response:
    site, document = site_of(request), id_of(request)
    words = words_of(request)
    source, title = _source(site, document)
    ledger, pairs = Ledger(), 0
    try:
        ledger = ledger_of(site)
        open_doubts, pairs = _doubts(source, ledger), len(open_pairs_in(site, ledger, document))
    except LedgerError as broken:
        open_doubts, error, status = (), str(broken), 500
    carried = request.query_params.get("carried")
    old = of_one(site, ledger, document)
    at = request.query_params.get("n", "1")
    number = min(int(at), len(open_doubts)) if at.isascii() and at.isdigit() and int(at[:6]) > 0 else 1
    doubt = open_doubts[number - 1] if open_doubts else None
    return show(
        request,
        "review.html",
        status,
        document=document,
        title=title,
        doubt=doubt,
        key=key_of(doubt) if doubt else "",
        number=number,
        total=len(open_doubts),
        parts=parts_of(doubt) if doubt else (),
        choices=choices_of(doubt, words) if doubt else (),
        question=doubt_words.question(words, doubt) if doubt else "",
        taken=doubt_words.taken(words, doubt) if doubt else (),
        saved=saved_words(ledger, request.query_params.get("saved", ""), words),
        decided=decided(ledger, document, words),
        pairs=pairs,
        behind=command(site, old) if old else None,
        carried=carried,
        looked=where_looked(source.path, words) if carried == SetAsideReason.NOT_FOUND else "",
        undone=undone_words(ledger, request.query_params.get("undone", ""), words, lambda _: True),
        units=UNITS,
        error=error,
        given={"who": request.query_params.get("who", ""), "when": date.today().isoformat(), **(given or {})},
    )


def _answered(request: Request, given: Mapping[str, str]) -> Response:
    site, document = site_of(request), id_of(request)
    if site.settings.ledger is None:
        return _asked(request, 403, "没有打开裁定文件，不能裁定。")
    if "carry" in given:
        return carried_out(request, document)
    language = request.query_params.get("lang")
    if "undo" in given:
        with writing:
            try:
                take_back(ledger_of(site), given)
            except (ValueError, LedgerError) as wrong:
                return _asked(request, 400, in_words(wrong), given)
        parameters = {"lang": language, "who": given.get("who"), "undone": given["undo"]}
        return RedirectResponse(with_query(request.url.path, parameters), 303)
    source, _ = _source(site, document)
    with writing:
        ledger = ledger_of(site)
        asked = {key_of(each): each for each in _doubts(source, ledger)}
        doubt = asked.get(given.get("key", ""))
        if doubt is None:
            return _asked(request, 409, "这一条已经裁定，或者原文已经改动；下面是现在的存疑之处。", given)
        try:
            lines = lines_of(doubt, given)
            ledger.append(*lines)
        except (ValueError, LedgerError) as wrong:
            return _asked(request, 400, in_words(wrong), given)
    after = {"n": request.query_params.get("n"), "lang": language, "who": given.get("who")}
    after["saved"] = ",".join(line.id for line in lines)
    return RedirectResponse(with_query(request.url.path, after), 303)


def parts_of(doubt: Doubt) -> tuple[str, str, str]:
    """The sentence before the words in question, the words, and what follows."""
    before, mark, rest = doubt.marked.partition("【")
    words, _, after = rest.partition("】")
    return (before, words, after) if mark else (before, "", "")


def key_of(doubt: Doubt) -> str:
    """What is asked, as a form can say it."""
    return hashlib.sha256("\x1f".join(doubt.key).encode()).hexdigest()[:32]


def _doubts(source: SourceText, ledger: Ledger) -> tuple[Doubt, ...]:
    with reading:
        return doubts(notice_of(source), source.text, ledger)


def _source(site: Site, document: str) -> tuple[SourceText, str]:
    """The text that the document's facts were read from: the file's, where it is still there, for its pages and paragraphs."""
    found = site.row(_ONE, id=document)
    if found is None or not found["text"]:
        raise MissingError(document)
    path = found["path"] or ""
    title = document_name(document, found["title"], path)
    try:
        with reading:
            loaded = load(Path(path))
            if loaded.sha256 == found["sha256"]:
                return text_of(loaded), title
    except SetAside:
        pass
    kept = {"path": path or document, "sha256": found["sha256"] or "", "text": found["text"]}
    return SourceText(format="txt", encoding="utf-8", **kept), title


def ledger_of(site: Site) -> Ledger:
    """The decisions as they stand on the disk. Raises LedgerError."""
    return Ledger.load(site.settings.ledger) if site.settings.ledger else Ledger()


def in_words(wrong: Exception) -> str:
    """Why an answer was not taken."""
    if isinstance(wrong, ValidationError):
        first = wrong.errors()[0]
        return str(first.get("ctx", {}).get("error") or first["msg"])
    return str(wrong)
