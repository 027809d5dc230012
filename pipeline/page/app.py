"""The page as an application: which address shows what, and what is said where something is missing or goes wrong."""

from __future__ import annotations

from collections.abc import Callable, MutableMapping
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from ...graph.connection import Store
from ...schemas import QueryError, StoreError
from . import adding, agency, asking, document, finding, nodes, pairs, reviewing, seeing
from .guard import Guard
from .rendering import show
from .settings import Settings
from .site import MissingError, Site


class _Static(StaticFiles):
    """Our own files, kept by a browser for an hour: they change with the version of gongwen alone."""

    def file_response(self, *args: object, **more: object) -> Response:
        """A file with a word on how long it holds."""
        response: Response = super().file_response(*args, **more)  # type: ignore[arg-type]
        response.headers["cache-control"] = "max-age=3600"
        return response


def make_page(store: Store, settings: Settings) -> Guard:
    """The whole page over an open store, behind its guard."""
    routes: list[BaseRoute] = [
        Route("/", finding.home),
        Route("/find", finding.find),
        Route("/suggest", finding.suggest),
        Route("/documents", document.documents),
        Route("/document/{id:path}", document.document),
        Route("/agency/{id:path}", agency.agency),
        Route("/task/{id:path}", nodes.task),
        Route("/project/{id:path}", nodes.project),
        Route("/indicator/{id:path}", nodes.indicator),
        Route("/target/{id:path}", nodes.target),
        Route("/section/{id:path}", nodes.section),
        Route("/region/{id:path}", nodes.region),
        Route("/see/{kind}/{id:path}", seeing.see),
        Route("/neighbours/{kind}/{id:path}", seeing.neighbours),
        Route("/ask", asking.questions),
        Route("/ask/{name}", asking.question),
        Route("/cypher", asking.cypher),
        Route("/review", pairs.waiting),
        Route("/review/{id:path}", reviewing.review, methods=["GET", "POST"]),
        Route("/pairs", pairs.pairs, methods=["GET", "POST"]),
        Route("/add", adding.add, methods=["GET", "POST"]),
        Route("/robots.txt", _robots),
        Mount("/static", _Static(directory=Path(__file__).parent / "static")),
    ]
    handlers: dict[type[Exception] | int, Callable[[Request, Exception], Response]] = {
        MissingError: _missing,
        QueryError: _refused,
        StoreError: _unreachable,
        HTTPException: _missing,
        500: _failed,
    }
    page = Starlette(routes=routes, exception_handlers=handlers)
    site = page.state.site = Site(store, settings)

    def too_large(scope: MutableMapping[str, Any]) -> Response:
        request = Request({**scope, "app": page})
        if request.url.path == "/add" and settings.uploads is not None:
            return adding.too_large(request)
        return show(request, "error.html", 413, what="too_large", name="", told="")

    return Guard(page, site, too_large)


def _missing(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 404
    name = error.name if isinstance(error, MissingError) else ""
    return show(request, "error.html", status, what="missing" if status == 404 else "refused", name=name, told="")


def _refused(request: Request, error: Exception) -> Response:
    return show(request, "error.html", 503, what="too_long", name="", told=str(error))


def _unreachable(request: Request, error: Exception) -> Response:
    return show(request, "error.html", 503, what="unreachable", name="", told=str(error))


def _failed(request: Request, error: Exception) -> Response:
    return show(request, "error.html", 500, what="failed", name="", told="")


def _robots(request: Request) -> Response:
    return PlainTextResponse("User-agent: *\nDisallow: /\n")
