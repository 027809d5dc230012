"""How an answer becomes a page: the words of a language, the addresses that keep it, the templates.

Guarantee: everything that comes from a document or from an address is escaped by the templates; nothing here marks text as
safe but the marks of `marking`, which escapes for itself.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import quote

from jinja2 import Environment, PackageLoader, StrictUndefined
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response

from ...schemas import AgencyKind
from .. import labels
from ..output import Format, cell, render
from ..report_words import WORDS, in_words
from .addresses import below, document_name, path_of, see_path, with_query
from .site import Site

LANGUAGES = ("zh", "en")
FORMATS = ("xlsx", "csv", "json")
_MEDIA = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json; charset=utf-8",
}
_EMPTY_TARGET = {"kind": "level", "comparator": "=", **dict.fromkeys(("value", "value_max", "unit", "deadline"))}
_KINDS: Mapping[str, Mapping[Any, str]] = {
    **{kind.__name__: those for kind, those in WORDS.items()},
    AgencyKind.__name__: labels.AGENCY_KINDS,
    "Via": {"agency": "本单位", "group": "统称"},
}

_IN_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "role": ("Role", "CitationRole"),
    "kind": ("TargetKind", "ProjectKind", "AgencyKind"),
    "modality": ("Modality",),
    "phase": ("Phase",),
    "comparator": ("Comparator",),
}
"""Which enumerations a column of that name may hold."""


@cache
def catalogue() -> Mapping[str, tuple[str, str]]:
    """Key → words in Chinese and in English, from `words.tsv`."""
    lines = files(__package__).joinpath("words.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {key: (zh, en) for key, zh, en in rows}


class Words:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else LANGUAGES[0]
        self._at = LANGUAGES.index(self.language)

    def __call__(self, key: str, **values: object) -> str:
        """The words for `key`, its `{names}` filled."""
        return catalogue()[key][self._at].format(**values)

    def value(self, kind: str, value: object) -> str:
        """A stored value of an enumeration (`Role`, `Phase`, …) as a reader calls it; in English it is called what it is."""
        known = _KINDS[kind]
        found = next((word for each, word in known.items() if each == value), str(value or ""))
        return found if self.language == "zh" else str(value or "").replace("_", " ")

    def known(self, key: str, otherwise: str) -> str:
        """The words for `key` where the catalogue has them, else what is given."""
        return self(key) if key in catalogue() else otherwise

    def values(self, kind: str) -> list[str]:
        """The values of an enumeration, as stored."""
        return [str(value) for value in _KINDS[kind]]

    def column(self, name: str) -> str:
        """The head of a column; its own name where the catalogue has no other."""
        return self.known(f"column.{name}", name)

    def stored(self, column: str, value: object) -> str:
        """A value of an answer: of a column that holds an enumeration, its word."""
        if isinstance(value, bool):
            return self("yes") if value else self("no")
        for kind in _IN_COLUMNS.get(column, ()):
            if value in _KINDS[kind]:
                return self.value(kind, value)
        return cell(value)

    def target(self, row: Mapping[str, Any], **instead: object) -> str:
        """A target in one line; what it does not say may be missing, and `instead` is said in place of what it says."""
        told = {**_EMPTY_TARGET, **{name: value for name, value in row.items() if value is not None}, **instead}
        if self.language == "zh":
            return in_words(told).strip()
        values = "–".join(cell(told[name]) for name in ("value", "value_max") if told[name] is not None)
        kind = "" if told["kind"] == "level" else f"{told['kind']} "
        deadline = f" ({told['deadline']})" if told["deadline"] else ""
        return f"{told['indicator']} {kind}{told['comparator']} {values}{told['unit'] or ''}{deadline}".strip()

    def raw(self, key: str) -> str:
        """The words for `key`, its `{names}` left for a script to fill."""
        return catalogue()[key][self._at]


def words_of(request: Request) -> Words:
    """The language that the address asks for."""
    return Words(request.query_params.get("lang", ""))


def site_of(request: Request) -> Site:
    """What the page is made of."""
    found = request.app.state.site
    assert isinstance(found, Site)
    return found


def show(request: Request, template: str, status: int = 200, **context: Any) -> Response:
    """A page; what every template knows is said here."""
    words = words_of(request)
    site = site_of(request)

    def link(path: str, **parameters: str | int | None) -> str:
        """An address in the language of this page."""
        if words.language != LANGUAGES[0]:
            parameters["lang"] = words.language
        return with_query(path, parameters)

    def again(**changed: str | int | None) -> str:
        """The address of this page with some parameters changed, or left out where None."""
        asked: dict[str, str | int | None] = dict(request.query_params)
        return with_query(quote(request.url.path), {**asked, **changed})

    shown = {
        "t": words,
        "lang": words.language,
        "link": link,
        "again": again,
        "node": lambda label, node_id, **more: link(path_of(label, node_id), **more),
        "see": lambda label, node_id: link(see_path(label, node_id)),
        "doubts": lambda document_id: link(below("/review", document_id)),
        "settings": site.settings,
        "cell": cell,
        "named": document_name,
        "numbered": lambda node_id, title: node_id if title and node_id != title else "",
        "formats": FORMATS,
        "asked": request.query_params,
        "request_path": request.url.path,
        **context,
    }
    html = _environment().get_template(template).render(shown)
    return HTMLResponse(html, status, headers={"cache-control": "no-cache", "content-language": words.language})


def download(
    request: Request, name: str, rows: Sequence[Mapping[str, Any]], columns: Sequence[str], **kinds: str
) -> Response | None:
    """`rows` as the file that the address asks for by `format`; None where it asks for a page.

    JSON has the names and values of the graph; workbooks and CSV files have what the page shows: the heads in its language, and
    the words for the values of the columns named in `kinds` (column → enumeration).
    """
    form = request.query_params.get("format")
    if form not in FORMATS:
        return None
    if form == "json":
        data = render(rows, columns, Format.JSON)
    else:
        words = words_of(request)
        heads = {column: words.column(column) for column in columns}
        named = [
            {
                head: words.value(kinds[key], row.get(key)) if key in kinds else row.get(key)
                for key, head in heads.items()
            }
            for row in rows
        ]
        data = render(named, list(heads.values()), Format(form))
    safe = "".join("_" if char in '/\\:*?"<>|' or not char.isprintable() else char for char in name)[:80]
    disposition = f"attachment; filename*=UTF-8''{quote(f'{safe}.{form}')}"
    return Response(data, media_type=_MEDIA[form], headers={"content-disposition": disposition})


@cache
def _environment() -> Environment:
    made = Environment(
        loader=PackageLoader(str(__package__), "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["thousands"] = lambda number: f"{number:,}"
    return made
