"""A graph store, whichever it is: one driver, one way to read, one way to write.

Guarantees: a question is asked with rights that cannot write, on the embedded store as a user who may only read, on a Neo4j
server in read mode; its limits of time and rows hold on both; every failure comes out as a StoreError or QueryError that says
what to do.
"""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from types import TracebackType
from typing import Any

import neo4j
from neo4j.exceptions import (
    AuthError,
    ConfigurationError,
    DatabaseUnavailable,
    DriverError,
    Neo4jError,
    ServiceUnavailable,
)

from ..schemas import StoreError
from .embedded import Embedded
from .reading import Reading, Table
from .signals import unbroken

DEFAULT_ADDRESS = ".gongwen/graph"
CONNECT_S = 10.0
_SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")
# What goes wrong is raised; the driver's own log would put it on the terminal a second time.
logging.getLogger("neo4j").addHandler(logging.NullHandler())
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*)://")


class Store:
    """An open graph store; a context manager. Made by `open_store`.

    Attributes:
        address: what it was opened by, a folder or a Bolt address.
        embedded: the folder's server, or None where the store is a server that others run.
        database: the database's name, or None for the one that the server makes the user's home.
    """

    def __init__(self, address: str, embedded: Embedded | None, uri: str, database: str | None) -> None:
        self.address = address
        self.embedded = embedded
        self.database = database
        self._uri = uri
        self._closed = False
        self._drivers: dict[tuple[str, str], neo4j.Driver] = {}
        self._server_login = None if embedded else _login()

    def __enter__(self) -> Store:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection and leave the store; the second time nothing happens."""
        self._closed = True
        with unbroken():
            try:
                while self._drivers:
                    # A question that was broken off may still hold a connection; its socket ends with the process.
                    with suppress(Exception):
                        self._drivers.popitem()[1].close()
            finally:
                if self.embedded:
                    self.embedded.close()

    def read(
        self,
        cypher: str,
        parameters: Mapping[str, Any] | None = None,
        *,
        timeout_s: float = 60.0,
        limit: int | None = None,
    ) -> Table:
        """Ask one question; rows as the driver gives them.

        At most `limit` rows come back. A question that takes longer than `timeout_s` seconds is ended at the server and
        raises QueryError, as does one that the server refuses; StoreError where there is no server any more.
        """
        driver = self._driver(self.embedded.reader if self.embedded else self._server_login)
        with told(self.address):
            return Reading(driver, self.database, self.embedded).run(cypher, parameters or {}, timeout_s, limit)

    @contextmanager
    def write_session(self) -> Iterator[neo4j.Session]:
        """A session that may write, alone on the embedded store as long as the `with` lasts. Raises StoreError.

        Ctrl-C waits for the end of the `with`; pressed again, it does not.
        """
        with told(self.address):
            if self.embedded:
                with (
                    self.embedded.writing(),
                    unbroken(),
                    self._driver(self.embedded.writer).session(database=self.database) as session,
                ):
                    yield session
            else:
                with unbroken(), self._driver(self._server_login).session(database=self.database) as session:
                    yield session

    def server(self) -> str:
        """Name and version of what answers, such as `Neo4j/5.26.30`."""
        driver = self._driver(self.embedded.reader if self.embedded else self._server_login)
        with told(self.address), unbroken():
            return str(driver.get_server_info().agent)

    def check(self) -> None:
        """Raise StoreError where the server cannot be reached, or does not know us."""
        with told(self.address), unbroken():
            driver = self._driver(self.embedded.reader if self.embedded else self._server_login)
            with driver.session(database=self.database, default_access_mode=neo4j.READ_ACCESS) as session:
                session.run("RETURN 1").consume()

    def _driver(self, login: tuple[str, str] | None) -> neo4j.Driver:
        if self._closed:
            raise StoreError(f"The graph store at {self.address} is closed: open it again.")
        if login is None:
            raise StoreError(
                f"{self.address} wants a password. Set GONGWEN_GRAPH_PASSWORD (and GONGWEN_GRAPH_USER, where it is not neo4j)."
            )
        if login not in self._drivers:
            with told(self.address), unbroken():
                self._drivers[login] = neo4j.GraphDatabase.driver(
                    self._uri,
                    auth=login,
                    connection_timeout=CONNECT_S,
                    notifications_min_severity="OFF",
                    telemetry_disabled=True,
                )
        return self._drivers[login]


def open_store(address: str | os.PathLike[str] = DEFAULT_ADDRESS) -> Store:
    """Open the store at `address`: a folder (made where it is missing), or `bolt://…`, `neo4j://…` (also `+s`, `+ssc`).

    A server's user, password and database come from GONGWEN_GRAPH_USER, GONGWEN_GRAPH_PASSWORD and GONGWEN_GRAPH_DATABASE,
    or else from NEO4J_USERNAME, NEO4J_PASSWORD and NEO4J_DATABASE. Raises StoreError.
    """
    text = os.fspath(address)
    scheme = _SCHEME.match(text)
    if scheme is None:
        embedded = Embedded(Path(text))
        embedded.open()
        return Store(text, embedded, embedded.uri, embedded.database)
    if scheme[1].lower() not in _SCHEMES:
        raise StoreError(
            f"{text} is not an address of a graph: give a folder, or bolt://host:7687, or neo4j://host:7687."
        )
    store = Store(text, None, text, server_database(text))
    try:
        store.check()
    except BaseException:
        store.close()
        raise
    return store


def server_database(address: str) -> str | None:
    """The database that is meant on the server at `address`; None for the user's home, and for a folder."""
    return _setting("DATABASE", "NEO4J_DATABASE") if _SCHEME.match(address) else None


@contextmanager
def told(address: str) -> Iterator[None]:
    """Turn what the driver raises about reaching or writing to the store at `address` into a StoreError."""
    try:
        yield
    except AuthError as error:
        raise StoreError(
            f"{address} refuses the user or the password. Set GONGWEN_GRAPH_USER and GONGWEN_GRAPH_PASSWORD to the right ones."
        ) from error
    except (ServiceUnavailable, DatabaseUnavailable) as error:
        if "://" not in address:
            raise StoreError(
                f"The store in {address} stopped while it was asked. Run the same command again."
            ) from error
        raise StoreError(
            f"No graph store answers at {address}. Is the server running, and the address right?"
        ) from error
    except ConfigurationError as error:
        raise StoreError(f"{address} cannot be used as an address: {error}") from error
    except Neo4jError as error:
        raise StoreError(f"The graph store at {address} refused: {error.message}") from error
    except DriverError as error:
        raise StoreError(f"Talking to the graph store at {address} failed: {error}") from error


def _login() -> tuple[str, str] | None:
    password = _setting("PASSWORD", "NEO4J_PASSWORD")
    return None if password is None else (_setting("USER", "NEO4J_USERNAME") or "neo4j", password)


def _setting(name: str, fallback: str) -> str | None:
    return os.environ.get(f"GONGWEN_GRAPH_{name}") or os.environ.get(fallback) or None
