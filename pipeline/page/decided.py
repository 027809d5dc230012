"""What was decided about a document: said after it is saved, listed, taken back, and carried out by reading the document again.

Guarantee: the graph is changed only where files may be added (`--allow-upload`); the ledger is only ever added to.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ...schemas.judgement import Decision, Judgement, JudgementKind
from ..ingest import Outcome, ingest
from ..judging import words as judging_words
from ..judging.ledger import Ledger
from ..judging.undoing import undone
from ..read import shown
from ..readers.archives import member_of
from . import doubt_words
from .adding import reading
from .addresses import below, with_query
from .rendering import Words, show, site_of
from .site import MissingError

LONGEST_QUOTE = 60
_HELD = """
MATCH (d:Document) WHERE d.id = $id AND d.ingested = true
RETURN d.path AS path, d.sha256 AS sha256, d.document AS document
"""
_NOW = "MATCH (d:Document) WHERE d.sha256 = $sha256 AND d.ingested = true RETURN d.id AS id ORDER BY id"


def saved_words(ledger: Ledger, ids: str, words: Words) -> dict[str, str] | None:
    """What is said of an answer that was just saved: in few words, and its lines, to take them back by."""
    wanted = ids.split(",")
    lines = [line for line in ledger.effective() if line.id in wanted]
    return {"told": _told(lines[-1:], words), "ids": ids} if lines else None


def undone_words(ledger: Ledger, ids: str, words: Words, asked_again: Callable[[Judgement], bool]) -> str:
    """What is said of an answer that was just taken back: whether it is asked again, as `asked_again` finds; "" for no answer."""
    wanted = ids.split(",")
    lines = [line for line in ledger.lines if line.id in wanted and line.decision is not Decision.WITHDRAW]
    if not lines:
        return ""
    about = {line.about for line in lines}
    if any(line.about in about for line in ledger.effective()):
        return words("review.undone.held")
    return words("review.undone") if asked_again(lines[-1]) else words("review.undone.later")


def decided(ledger: Ledger, document: str, words: Words) -> list[dict[str, Any]]:
    """What holds about a document, the latest first."""
    return [{"ids": line.id, "told": _told([line], words)} for line in reversed(ledger.on(document))]


def decided_agencies(ledger: Ledger, words: Words) -> list[dict[str, Any]]:
    """What holds about pairs of agencies, the latest first."""
    return [{"ids": line.id, "told": _told([line], words)} for line in reversed(ledger.agencies())]


def _told(lines: Iterable[Judgement], words: Words) -> str:
    told = []
    for line in lines:
        zh = words.language == "zh"
        decision = judging_words.DECISIONS[line.decision] if zh else words(f"decision.{line.decision}")
        given = "；".join(
            f"{judging_words.field_name(line.of, name)}：{judging_words.shown(line.of, name, value)}"
            for name, value in line.correction.items()
        )
        names = line.kind is JudgementKind.AGENCY
        quote = " ".join(
            (f"{line.fact['one']} / {line.fact['other']}" if names else line.quote or line.passage).split()
        )
        short = quote if len(quote) <= LONGEST_QUOTE else quote[: LONGEST_QUOTE - 1] + "…"
        parts = (
            _about(line, short, words),
            decision + (f"（{given}）" if given else ""),
            line.who,
            line.when,
        )
        told.append(" · ".join(parts))
    return "；".join(told)


def _about(line: Judgement, quote: str, words: Words) -> str:
    """What was decided: the words in question; of a finding, which may have none of its own, the question."""
    if line.kind is JudgementKind.FINDING and "code" in line.fact:
        return doubt_words.of_finding(words, str(line.fact["code"]), line.quote)
    return f"“{quote}”" if quote else words(f"judged.{line.of}")


def take_back(ledger: Ledger, given: Mapping[str, str]) -> int:
    """Take back the lines that the form names; how many lines that made. Raises ValueError in words."""
    if not given.get("who", "").strip():
        raise ValueError("请填写裁定人姓名。")
    ids = given.get("undo", "").split(",")
    lines = undone(ledger, ids, given["who"].strip(), given.get("when", "").strip())
    if not lines:
        raise ValueError("这条裁定已经撤回，或者已有新的裁定。")
    ledger.append(*lines)
    return len(lines)


def where_looked(path: str, words: Words) -> str:
    """Which file was looked for in vain, from which folder, and what to do."""
    inside = member_of(Path(path))
    file = inside[0] if inside else Path(path)
    if file.is_absolute():
        return words("review.gone", file=shown(file))
    return words("review.elsewhere", file=shown(file), folder=shown(Path.cwd()))


def carried_out(request: Request, document: str) -> Response:
    """The document read again with the ledger, and the way to it. Raises MissingError."""
    site = site_of(request)
    if site.settings.ledger is None or site.settings.uploads is None:
        return show(request, "error.html", 403, what="refused", name="", told="")
    held = site.row(_HELD, id=document)
    if held is None or not held["path"]:
        raise MissingError(document)
    path = Path(held["path"])
    inside = member_of(path)
    with reading:
        report = ingest(
            [inside[0] if inside else path], site.store, unsectioned=True, ledger=Ledger.load(site.settings.ledger)
        )
    own = {shown(held["path"]), shown(inside[0] if inside else path)}  # others of the archive are none of its business
    aside = [each for each in report.results if each.outcome is Outcome.SET_ASIDE and each.path in own]
    language = request.query_params.get("lang")
    if aside:
        back = {"lang": language, "carried": str(aside[0].reason)}
        return RedirectResponse(with_query(below("/review", document), back), 303)
    now = site.row(_NOW, sha256=held["sha256"])
    found = now["id"] if now else document
    return RedirectResponse(with_query(below("/review", found), {"lang": language, "carried": "done"}), 303)
