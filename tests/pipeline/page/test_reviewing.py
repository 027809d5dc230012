"""Review: every answer is a line of the ledger, as `gongwen review` writes it; without a ledger nothing can be answered."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import pytest
from gongwen.graph.connection import Store
from gongwen.pipeline.ingest import ingest
from gongwen.pipeline.judging.ledger import Ledger
from gongwen.pipeline.page.addresses import below
from gongwen.schemas.judgement import Decision
from page_client import ORIGIN, client_of
from starlette.testclient import TestClient

NUMBER = "铜府〔2024〕8号"
ADDRESS = below("/review", NUMBER)
NOTICE = f"""{NUMBER}

重庆市铜梁区人民政府
关于印发行动方案的通知

各镇人民政府：
一、总体要求
（一）扩大产业规模。到2027年，比重达到40%以上。（牵头单位：区经济信息委，责任单位：区财政局）
（三）落实《有关规定》。

重庆市铜梁区人民政府
2024年3月5日
"""


@pytest.fixture
def store(embedded_store: Store, tmp_path: Path) -> Store:
    (tmp_path / "通知.txt").write_text(NOTICE, encoding="utf-8")
    ingest([tmp_path / "通知.txt"], embedded_store)
    return embedded_store


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    return tmp_path / "裁定.jsonl"


@pytest.fixture
def client(store: Store, ledger: Path) -> TestClient:
    return client_of(store, ledger=ledger)


def asked(client: TestClient) -> list[str]:
    """The questions of the document, one page after the other."""
    found, number, total = [], 1, 1
    while number <= total:
        page = client.get(ADDRESS, params={"n": number}).text
        said = re.search(r"第 (\d+) 条，共 (\d+) 条", page)
        if not said:
            return found
        total, number = int(said[2]), number + 1
        found.append(unescape(re.search(r'<p class="ask">(.*?)</p>', page)[1]))  # type: ignore[index]
    return found


def answer(client: TestClient, question: str, **form: str):
    number = next(at for at, each in enumerate(asked(client), start=1) if question in each)
    page = client.get(ADDRESS, params={"n": number}).text
    key = re.search(r'name="key" value="([0-9a-f]+)"', page)
    assert key
    said = {"key": key[1], "who": "张三", "when": "2024-05-01", **form}
    return client.post(ADDRESS, data=said, headers={"origin": ORIGIN})


def decisions(ledger: Path) -> list[Decision]:
    return [line.decision for line in Ledger.load(ledger).lines]


def test_every_doubt_is_shown_with_its_sentence(client: TestClient) -> None:
    questions = asked(client)
    assert len(questions) >= 3
    assert any("比重" in each for each in questions) and any("有关规定" in each for each in questions)
    assert "<mark>" in client.get(ADDRESS).text
    assert NUMBER in client.get("/review").text


def test_an_accepted_doubt_is_asked_no_more(client: TestClient, ledger: Path) -> None:
    before = asked(client)
    done = answer(client, "缺", choice="1", note="原文如此")
    assert done.status_code == 303 and "who=%E5%BC%A0%E4%B8%89" in done.headers["location"]
    assert len(asked(client)) == len(before) - 1
    (line,) = Ledger.load(ledger).lines
    assert (line.decision, line.who, line.when, line.note) == (Decision.ACCEPT, "张三", "2024-05-01", "原文如此")


def test_a_correction_holds_only_what_was_changed(
    client: TestClient, ledger: Path, store: Store, tmp_path: Path
) -> None:
    given = {"field.indicator": "工业增加值占GDP比重"}
    assert answer(client, "比重", choice="2", **given).status_code == 303
    (line,) = Ledger.load(ledger).lines
    assert dict(line.correction) == {"indicator": "工业增加值占GDP比重"}
    ingest([tmp_path / "通知.txt"], store, ledger=Ledger.load(ledger))
    assert "工业增加值占GDP比重" in client.get(below("/document", NUMBER)).text


def test_a_rejected_fact_is_a_line(client: TestClient, ledger: Path) -> None:
    assert answer(client, "比重", choice="3").status_code == 303
    assert decisions(ledger) == [Decision.REJECT]


WRONG = {
    "no name": {"who": " ", "choice": "1"},
    "no choice": {"choice": "9"},
    "no day": {"when": "gestern", "choice": "1"},
    "nothing changed": {"choice": "2"},
    "a value that does not fit": {"choice": "2", "field.value": "很多"},
}


@pytest.mark.parametrize("form", WRONG.values(), ids=WRONG.keys())
def test_an_answer_that_does_not_fit_is_told_and_not_written(
    client: TestClient, ledger: Path, form: dict[str, str]
) -> None:
    said = answer(client, "比重", **form)
    assert said.status_code == 400 and 'role="alert"' in said.text
    assert not ledger.exists()


def test_a_doubt_that_is_decided_already_is_not_decided_again(client: TestClient, ledger: Path) -> None:
    page = client.get(ADDRESS).text
    key = re.search(r'name="key" value="([0-9a-f]+)"', page)[1]  # type: ignore[index]
    said = {"key": key, "who": "张三", "when": "2024-05-01", "choice": "1"}
    assert client.post(ADDRESS, data=said, headers={"origin": ORIGIN}).status_code == 303
    assert client.post(ADDRESS, data=said, headers={"origin": ORIGIN}).status_code == 409
    assert len(decisions(ledger)) == 1


def test_without_a_ledger_nothing_can_be_decided(store: Store, ledger: Path) -> None:
    client = client_of(store)
    page = client.get(ADDRESS).text
    assert "gongwen serve --ledger" in page and '<form class="form decide"' not in page
    assert client.post(ADDRESS, data={"choice": "1"}, headers={"origin": ORIGIN}).status_code == 403
    assert not ledger.exists()


def test_the_text_is_enough_where_the_file_is_gone(client: TestClient, tmp_path: Path) -> None:
    before = asked(client)
    (tmp_path / "通知.txt").unlink()
    assert asked(client) == before
