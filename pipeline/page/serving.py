"""The page on a port, until it is told to stop."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable
from contextlib import suppress

import uvicorn

from ...graph.connection import Store
from ...schemas import GongwenError
from .app import make_page
from .finding import home_of
from .names import names
from .settings import Settings
from .site import Site


class PortError(GongwenError):
    """The port cannot be had; the text says what to do."""


def serve(store: Store, settings: Settings, say: Callable[[str], None]) -> None:
    """Answer until Ctrl-C or SIGTERM. Raises PortError where another program listens there already."""
    listening = _listen(settings)
    page = make_page(store, settings)
    with suppress(GongwenError):  # a store that fails now is told of when somebody asks
        home_of(page.site)
    threading.Thread(target=_read_names, args=(page.site,), daemon=True).start()
    say(f"{address(settings)}\nCtrl-C stops it.")
    # A visitor's addresses are nobody's business: no log of requests.
    config = uvicorn.Config(page, access_log=False, log_level="warning", server_header=False, date_header=False)
    with listening:
        uvicorn.Server(config).run(sockets=[listening])


def _read_names(site: Site) -> None:
    """What the first one to type would wait for."""
    with suppress(GongwenError):
        names(site)


def address(settings: Settings) -> str:
    """What to open in a browser."""
    host = socket.gethostname() if settings.host in ("0.0.0.0", "::") else settings.host
    name = f"[{host}]" if ":" in host else host
    return f"http://{name}:{settings.port}/" + (f"?token={settings.token}" if settings.token else "")


def _listen(settings: Settings) -> socket.socket:
    family = socket.AF_INET6 if ":" in settings.host else socket.AF_INET
    found = socket.socket(family, socket.SOCK_STREAM)
    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        found.bind((settings.host, settings.port))
        found.listen(128)
    except OSError as error:
        found.close()
        raise PortError(
            f"Cannot listen on {settings.host} port {settings.port} ({error.strerror}). Name another with --port or --host."
        ) from error
    return found
