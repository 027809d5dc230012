"""A client of the page, as a browser on the same machine is one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from gongwen.graph.connection import Store
from gongwen.pipeline.page.app import make_page
from gongwen.pipeline.page.settings import Settings
from starlette.testclient import TestClient

ORIGIN = "http://127.0.0.1:8000"
Client = Callable[..., TestClient]


def client_of(store: Store, **settings: object) -> TestClient:
    """A client of a page with these settings."""
    chosen = replace(Settings(), **settings)  # type: ignore[arg-type]
    return TestClient(make_page(store, chosen), base_url=ORIGIN, raise_server_exceptions=False, follow_redirects=False)
