"""A real browser where the machine has one, and the page on a port of this machine."""

from __future__ import annotations

import os
import shutil
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import uvicorn
from gongwen.graph.connection import Store
from gongwen.pipeline.page.app import make_page
from gongwen.pipeline.page.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser

PROGRAMS = ("chromium", "chromium-browser", "google-chrome", "chrome")
QUIET = (
    "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update",
    "--disable-sync", "--disable-quic",
)  # fmt: skip


class NoBrowserError(Exception):
    """There is no browser to look with; the text says why."""


def program() -> str:
    """The browser of this machine. Raises NoBrowserError."""
    named = os.environ.get("GONGWEN_CHROMIUM")
    found = named or next((path for name in PROGRAMS if (path := shutil.which(name))), None)
    if not found:
        raise NoBrowserError("no Chromium: install Debian's package chromium, or name a program in GONGWEN_CHROMIUM")
    return found


@contextmanager
def browser() -> Iterator[Browser]:
    """A running browser without a window. Raises NoBrowserError."""
    path = program()
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        try:
            yield running
        finally:
            running.close()


@contextmanager
def served(store: Store, settings: Settings) -> Iterator[str]:
    """The page on a free port; its address without a slash at the end."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(128)
        config = uvicorn.Config(make_page(store, settings), log_level="error", access_log=False)
        server = uvicorn.Server(config)
        work = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
        work.start()
        while not server.started and work.is_alive():
            time.sleep(0.05)
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            work.join(10)
