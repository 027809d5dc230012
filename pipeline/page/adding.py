"""Add: a file is dropped, what would be loaded and what is doubtful is shown, and then it is loaded; where that is switched on.

Guarantee: without the switch nothing is written anywhere; a file's name is never more than a name, and never that of another file:
each lies in a folder named by its content. What a person decides in the ledger is carried out as `gongwen ingest` does it.
"""

from __future__ import annotations

import hashlib
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ...schemas import Notice, SetAside, SourceText
from ..batch import notices
from ..ingest import FileResult, Outcome, ingest
from ..judging.ledger import Ledger
from ..readers.archives import member_of
from .addresses import with_query
from .rendering import show, site_of
from .site import MissingError, Site

_KEPT = re.compile(r"[0-9a-f]{16}/[^/\\\x00]{1,120}")
_UNFIT = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|\u200b-\u200f\u202a-\u202e\u2066-\u2069]')
MOST = 20
"""Notices of an archive that are shown before it is loaded."""

reading = threading.Lock()
"""The child that reads files takes one at a time."""


@dataclass(frozen=True)
class Preview:
    """What one notice of a file says."""

    notice: Notice
    text: str
    held: bool

    @property
    def header(self) -> Mapping[str, str]:
        """The header fields that the notice has."""
        fields = self.notice.document.model_dump(exclude={"id"})
        return {
            name: "、".join(value) if isinstance(value, tuple | list) else str(value)
            for name, value in fields.items()
            if value
        }

    def line(self, start: int) -> int:
        """The line of the text that an offset stands on."""
        return self.text.count("\n", 0, start) + 1


async def add(request: Request) -> Response:
    """The form, what a file would load, and what became of it."""
    site = site_of(request)
    if site.settings.uploads is None:
        status = 403 if request.method == "POST" else 200
        return await run_in_threadpool(show, request, "add.html", status, **_shown(state="off"))
    if request.method == "POST":
        async with request.form(max_files=1, max_fields=8) as form:
            file = form.get("file")
            if isinstance(file, UploadFile):
                data = await file.read()
                return await run_in_threadpool(_keep, request, site, file.filename or "", data)
            name, whole = str(form.get("load") or ""), bool(form.get("unsectioned"))
        return await run_in_threadpool(_load, request, site, name, whole)
    return await run_in_threadpool(_look, request, site)


def too_large(request: Request) -> Response:
    """The form again, with the reason."""
    return show(request, "add.html", 413, **_shown(state="too_large"))


def _keep(request: Request, site: Site, filename: str, data: bytes) -> Response:
    name = safe_name(filename)
    if not name or not data:
        return show(request, "add.html", 400, **_shown(state="empty"))
    digest = hashlib.sha256(data).hexdigest()[:16]
    folder = _uploads(site) / digest
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / name
    if not path.exists():
        path.write_bytes(data)
    language = request.query_params.get("lang")
    return RedirectResponse(with_query("/add", {"file": f"{digest}/{name}", "lang": language}), 303)


def _look(request: Request, site: Site) -> Response:
    asked = request.query_params.get("file")
    if not asked:
        return show(request, "add.html", **_shown(state="form"))
    path = _path(site, asked)
    found: list[Preview] = []
    aside: list[tuple[str, str]] = []
    with reading:
        for at, result in enumerate(notices([path], _ledger(site))):
            if at == MOST:
                break
            if isinstance(result, SetAside):
                aside.append((_member(result.path), result.reason))
            else:
                found.append(_preview(site, *result))
    return show(request, "add.html", **_shown(state="look", file=asked, name=path.name, found=found, aside=aside))


def _load(request: Request, site: Site, asked: str, unsectioned: bool) -> Response:
    path = _path(site, asked)
    with reading:
        report = ingest([path], site.store, unsectioned=unsectioned, ledger=_ledger(site))
    results: list[tuple[FileResult, str, str]] = []
    for result in report.results:
        row = site.row("MATCH (d:Document) WHERE d.document = $id RETURN d.id AS id", id=result.document or "")
        results.append((result, row["id"] if row else "", _member(result.path)))
    aside = any(result.outcome is Outcome.SET_ASIDE for result in report.results)
    shown = _shown(state="done", file=asked, name=path.name, results=results)
    return show(request, "add.html", 422 if aside else 200, **shown)


def _preview(site: Site, source: SourceText, notice: Notice) -> Preview:
    held = site.row("MATCH (d:Document) WHERE d.document = $id RETURN d.id AS id", id=notice.document.id)
    return Preview(notice, source.text, held is not None)


def _member(path: str) -> str:
    """The name in the archive of what was read from one; "" for a file of its own."""
    found = member_of(Path(path))
    return found[1] if found else ""


def _shown(**given: Any) -> dict[str, Any]:
    empty: dict[str, Any] = {"file": "", "name": "", "found": [], "aside": [], "results": []}
    return {**empty, **given}


def _uploads(site: Site) -> Path:
    assert site.settings.uploads is not None  # the switch was looked at first
    return site.settings.uploads


def _path(site: Site, asked: str) -> Path:
    """The file that was kept under that name. Raises MissingError."""
    path = _uploads(site) / asked
    if not _KEPT.fullmatch(asked) or path.name in ("..", ".") or not path.is_file() or path.is_symlink():
        raise MissingError(asked)
    return path


def _ledger(site: Site) -> Ledger:
    return Ledger.load(site.settings.ledger) if site.settings.ledger else Ledger()


def safe_name(filename: str) -> str:
    """The last part of a file's name without what a file system or a terminal takes for something else."""
    name = _UNFIT.sub("_", filename.replace("\\", "/").rpartition("/")[2]).strip(" .")
    stem, dot, suffix = name.rpartition(".")
    while len(name.encode()) > 120 and stem:
        stem = stem[:-1]
        name = f"{stem}{dot}{suffix}"
    return name if len(name.encode()) <= 120 else ""
