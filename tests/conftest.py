"""Both graph stores, started once a run, emptied before each test that uses one."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from gongwen.graph.connection import Store, open_store
from gongwen.graph.java import HEAP_SETTING
from hypothesis import HealthCheck, settings

sys.path[:0] = [str(Path(__file__).parent / folder) for folder in ("neo4j", "graph")]
from neo4j_server import PASSWORD, Neo4jServer, Unavailable  # noqa: E402
from notices import emptied  # noqa: E402

# What the embedded store refuses must not depend on how much memory the machine has.
os.environ[HEAP_SETTING] = "1g"

# No test depends on how fast the machine is, nor on how busy.
settings.register_profile("any machine", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("any machine")

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell's background jobs are started deaf to Ctrl-C and hand that on to what the tests start.
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session")
def embedded_session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with open_store(tmp_path_factory.mktemp("store") / "图 库") as store:
        yield store


@pytest.fixture(scope="session")
def neo4j_server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Neo4jServer]:
    try:
        server = Neo4jServer(tmp_path_factory.mktemp("neo4j"))
    except Unavailable as reason:
        if os.environ.get("CI"):
            pytest.fail(f"the tests on a Neo4j server must run in CI: {reason}")
        pytest.skip(f"no Neo4j server: {reason}")
    yield server
    server.stop()


@pytest.fixture(scope="session")
def neo4j_session(neo4j_server: Neo4jServer) -> Iterator[Store]:
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("GONGWEN_GRAPH_USER", "neo4j")
        environment.setenv("GONGWEN_GRAPH_PASSWORD", PASSWORD)
        environment.delenv("GONGWEN_GRAPH_DATABASE", raising=False)
        store = open_store(neo4j_server.uri)
    with store:
        yield store


@pytest.fixture
def embedded_store(embedded_session: Store) -> Store:
    return emptied(embedded_session)


@pytest.fixture
def neo4j_store(neo4j_session: Store) -> Store:
    return emptied(neo4j_session)


@pytest.fixture(params=["embedded", "neo4j"])
def store(request: pytest.FixtureRequest) -> Store:
    """Each store in turn, empty."""
    return request.getfixturevalue(f"{request.param}_store")
