"""Review: what is doubtful in a document, one question at a time; the answers go into the ledger, where that is switched on.

Guarantee: an answer is on the disk before the next question is shown; what the ledger decides already is not asked again. Without
a ledger to write to, the questions can be read and nothing can be answered.
"""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ...schemas import SetAside, SourceText
from ...schemas.judgement import CORRECTABLE, Decision, Judgement, JudgementKind
from ..batch import notice_of
from ..judging import words as judging_words
from ..judging.doubt import Doubt
from ..judging.doubts import doubts
from ..judging.fields import Back, Fields, proposed
from ..judging.ledger import Ledger, LedgerError
from ..read import load, text_of
from .adding import reading
from .addresses import document_name, with_query
from .nodes import id_of
from .rendering import show, site_of
from .site import MissingError, Site

UNITS = 6
"""Bodies that can be added at once to a list that was not read."""

_WAITING = """
MATCH (d:Document) WHERE d.ingested = true AND size(d.findings) > 0
RETURN d.id AS id, d.title AS title, d.path AS path, size(d.findings) AS number
"""
_ONE = """
MATCH (d:Document) WHERE d.id = $id AND d.ingested = true
RETURN d.text AS text, d.path AS path, d.sha256 AS sha256, d.title AS title
"""
_writing = threading.Lock()


def waiting(request: Request) -> Response:
    """The documents with something doubtful, those with most first."""
    return show(
        request,
        "reviews.html",
        rows=sorted(site_of(request).rows(_WAITING), key=lambda row: (-row["number"], row["id"])),
    )


async def review(request: Request) -> Response:
    """One question about a document; answered by a form. Raises MissingError."""
    if request.method == "POST":
        async with request.form(max_files=0, max_fields=80) as form:
            given = {name: value for name, value in form.items() if isinstance(value, str)}
        return await run_in_threadpool(_answered, request, given)
    return await run_in_threadpool(_asked, request)


def _asked(request: Request, status: int = 200, error: str = "", given: Mapping[str, str] | None = None) -> Response:
    site, document = site_of(request), id_of(request)
    source, title = _source(site, document)
    try:
        open_doubts = _doubts(source, _ledger(site))
    except LedgerError as broken:
        open_doubts, error, status = (), str(broken), 500
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
        parts=_parts(doubt) if doubt else (),
        choices=_choices(doubt) if doubt else (),
        units=UNITS,
        error=error,
        given={"who": request.query_params.get("who", ""), "when": date.today().isoformat(), **(given or {})},
    )


def _answered(request: Request, given: Mapping[str, str]) -> Response:
    site, document = site_of(request), id_of(request)
    if site.settings.ledger is None:
        return _asked(request, 403, "没有打开裁定文件，不能裁定。")
    source, _ = _source(site, document)
    with _writing:
        ledger = _ledger(site)
        asked = {key_of(each): each for each in _doubts(source, ledger)}
        doubt = asked.get(given.get("key", ""))
        if doubt is None:
            return _asked(request, 409, "这一条已经裁定，或者原文已经改动；下面是现在的存疑之处。", given)
        try:
            ledger.append(*_lines(doubt, given))
        except (ValueError, LedgerError) as wrong:
            return _asked(request, 400, _in_words(wrong), given)
    asked_for = {name: request.query_params.get(name) for name in ("n", "lang")}
    return RedirectResponse(with_query(request.url.path, {**asked_for, "who": given.get("who")}), 303)


def _lines(doubt: Doubt, given: Mapping[str, str]) -> tuple[Judgement, ...]:
    """The lines of the ledger for an answer. Raises ValueError in words where it does not fit."""
    who, when = given.get("who", "").strip(), given.get("when", "").strip()
    if not who:
        raise ValueError("请填写裁定人姓名。")
    choice = next((each for each in doubt.choices if each.number == given.get("choice")), None)
    if choice is None:
        raise ValueError("请选择一项。")
    note = given.get("note", "").strip()
    if choice.decision not in (Decision.CORRECT, Decision.ADD):
        return doubt.decide(choice.decision, who, when, note=note)
    told: list[str] = []
    answers = iter(_typed(doubt, choice.decision, given))

    def ask(prompt: str) -> str:
        answer = next(answers, None)
        if answer is None:
            raise EOFError
        return answer

    fields = Fields(ask, told.append, who, when)
    try:
        lines = fields.corrected(doubt) if choice.decision is Decision.CORRECT else fields.added(doubt)
    except (Back, EOFError):
        lines = ()
    complaints = [line.strip() for line in told[1:]]
    if complaints or not lines:
        raise ValueError(complaints[0] if complaints else "没有填写，或者没有改动任何一项。")
    return tuple(Judgement.model_validate({**line.model_dump(exclude={"id"}), "note": note}) for line in lines)


def _typed(doubt: Doubt, decision: Decision, given: Mapping[str, str]) -> Iterator[str]:
    """What was typed into the form, in the order in which the conversation asks for it."""
    if decision is Decision.ADD and doubt.adds is JudgementKind.RESPONSIBILITY:
        for at in range(1, UNITS + 1):
            if unit := given.get(f"unit{at}", "").strip():
                yield unit
                yield given.get(f"role{at}", "")
        yield ""
        return
    if decision is Decision.ADD and doubt.adds is JudgementKind.HEADER:
        yield given.get("quote", "").strip()
    for field in fields_of(doubt, decision):
        yield given.get(f"field.{field}", "").strip()


def fields_of(doubt: Doubt, decision: Decision) -> tuple[str, ...]:
    """The fields that an answer asks for."""
    if decision is Decision.ADD and doubt.adds is JudgementKind.TARGET:
        return CORRECTABLE[JudgementKind.TARGET]
    return tuple(field for field, _ in doubt.fields) if decision in (Decision.CORRECT, Decision.ADD) else ()


def _choices(doubt: Doubt) -> tuple[dict[str, Any], ...]:
    """The answers, each with the fields that it asks for."""
    adding = proposed(doubt) if doubt.adds is JudgementKind.TARGET else {}
    present = {**adding, **dict(doubt.fields)}
    return tuple(
        {
            "number": choice.number,
            "label": choice.label,
            "adds": str(doubt.adds or "") if choice.decision is Decision.ADD else "",
            "fields": [
                {
                    "name": field,
                    "label": judging_words.field_name(kind, field),
                    "now": judging_words.shown(kind, field, present.get(field)),
                    "options": judging_words.options(kind, field),
                }
                for kind in (doubt.adds if choice.decision is Decision.ADD and doubt.adds else doubt.kind,)
                for field in fields_of(doubt, choice.decision)
            ],
        }
        for choice in doubt.choices
    )


def _parts(doubt: Doubt) -> tuple[str, str, str]:
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


def _ledger(site: Site) -> Ledger:
    return Ledger.load(site.settings.ledger) if site.settings.ledger else Ledger()


def _in_words(wrong: Exception) -> str:
    if isinstance(wrong, ValidationError):
        first = wrong.errors()[0]
        return str(first.get("ctx", {}).get("error") or first["msg"])
    return str(wrong)
