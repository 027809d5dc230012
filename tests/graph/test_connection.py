"""Addresses, and what is told where a store cannot be reached."""

from __future__ import annotations

import socket
import sys
from pathlib import Path

import pytest
from gongwen.graph.connection import Store, open_store
from gongwen.graph.loader import Loader
from gongwen.schemas import StoreError

sys.path.insert(0, str(Path(__file__).parent))
from neo4j_server import PASSWORD, Neo4jServer
from notices import claim, graph, notice


@pytest.fixture(autouse=True)
def no_login(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("USER", "PASSWORD", "DATABASE"):
        monkeypatch.delenv(f"GONGWEN_GRAPH_{name}", raising=False)
    for name in ("NEO4J_USERNAME", "NEO4J_PASSWORD", "NEO4J_DATABASE"):
        monkeypatch.delenv(name, raising=False)


def test_the_default_is_a_folder_under_the_current_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with open_store() as store:
        monkeypatch.chdir("/")
        assert store.read("RETURN 1").records == [(1,)]
    assert (tmp_path / ".gongwen" / "graph" / "databases").is_dir()


@pytest.mark.parametrize("prefix", ["GONGWEN_GRAPH_USER GONGWEN_GRAPH_PASSWORD", "NEO4J_USERNAME NEO4J_PASSWORD"])
@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_server_by_its_address(
    neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch, scheme: str, prefix: str
) -> None:
    user, password = prefix.split()
    monkeypatch.setenv(user, "neo4j")
    monkeypatch.setenv(password, PASSWORD)
    monkeypatch.setenv("GONGWEN_GRAPH_DATABASE", "neo4j")
    with open_store(neo4j_server.uri.replace("bolt", scheme)) as store:
        assert store.server().startswith("Neo4j/")
        assert store.embedded is None


def test_no_server(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGWEN_GRAPH_PASSWORD", "x")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        with pytest.raises(StoreError, match=r"No graph store answers at bolt://127\.0\.0\.1"):
            open_store(f"bolt://127.0.0.1:{free.getsockname()[1]}")


def test_a_wrong_password(neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGWEN_GRAPH_PASSWORD", "wrong-password")
    with pytest.raises(StoreError, match="refuses the user or the password"):
        open_store(neo4j_server.uri)


def test_no_password(neo4j_server: Neo4jServer) -> None:
    with pytest.raises(StoreError, match="Set GONGWEN_GRAPH_PASSWORD"):
        open_store(neo4j_server.uri)


def test_a_database_that_is_not_there(neo4j_server: Neo4jServer, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGWEN_GRAPH_PASSWORD", PASSWORD)
    monkeypatch.setenv("GONGWEN_GRAPH_DATABASE", "nosuch")
    with pytest.raises(StoreError, match="nosuch"):
        open_store(neo4j_server.uri)


@pytest.mark.parametrize("address", ["http://localhost:7474", "postgres://x", "bolt://"])
def test_an_address_of_another_kind(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGWEN_GRAPH_PASSWORD", "x")
    with pytest.raises(StoreError, match=r"not an address|cannot be used|No graph store answers"):
        open_store(address)


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    store = open_store(tmp_path / "graph")
    store.close()
    store.close()
    with pytest.raises(StoreError, match="is closed"):
        store.read("RETURN 1")


def test_a_graph_made_by_one_program_is_read_by_another(store: Store) -> None:
    Loader(store).ingest(notice(claim("甲通知")))
    assert Loader(store).documents() == ("甲通知",)
    assert graph(store) != ([], [])
