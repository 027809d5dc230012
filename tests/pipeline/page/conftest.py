"""A graph that the page shows: notices of the corpus, read from files, and one made by somebody who means harm."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from gongwen.graph.connection import Store, open_store
from gongwen.graph.loader import Loader
from gongwen.pipeline.ingest import ingest
from hostile import hostile_facts
from page_client import Client, client_of
from starlette.testclient import TestClient

NOTICES = Path(__file__).parents[3] / "corpus" / "notices"
SHOWN = ("铜府〔2023〕90号", "jiangxi-2020-putonggaozhong", "guofa-2017-37-chuangxinqudong")


@pytest.fixture(scope="session")
def shown_store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Read only: a test that adds something takes `embedded_store`."""
    with open_store(tmp_path_factory.mktemp("page") / "graph") as store:
        ingest([NOTICES / f"{name}.txt" for name in SHOWN], store)
        Loader(store).ingest(hostile_facts())
        yield store


@pytest.fixture(scope="session")
def client(shown_store: Store) -> TestClient:
    return client_of(shown_store)


@pytest.fixture
def client_on(shown_store: Store) -> Client:
    """A client of a page with other settings."""
    return lambda **settings: client_of(shown_store, **settings)
