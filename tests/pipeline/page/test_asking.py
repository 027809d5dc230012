"""Ask: the limits hold, and nothing can be written, whatever is typed."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest
from gongwen.graph.connection import Store
from gongwen.graph.saved import saved_queries
from gongwen.pipeline.page.addresses import path_of
from page_client import Client
from starlette.testclient import TestClient
from test_views import OFFICE

WRITES = [
    "CREATE (n:Agency {id: 'x'}) RETURN n",
    "MATCH (n) DETACH DELETE n",
    "MATCH (a:Agency) SET a.name = 'x' RETURN a",
    "MERGE (n:Agency {id: 'x'}) RETURN n",
    "LOAD CSV FROM 'file:///etc/passwd' AS line RETURN line",
    "DROP CONSTRAINT agency_id",
    "MATCH (a:Agency) REMOVE a.name",
]


@pytest.mark.parametrize("cypher", WRITES)
def test_nothing_can_be_written(client: TestClient, shown_store: Store, cypher: str) -> None:
    before = shown_store.read("MATCH (n) RETURN count(n)").records
    answer = client.get("/cypher", params={"q": cypher})
    assert answer.status_code == 400 and 'role="alert"' in answer.text
    assert "这里只能读" in answer.text or "不能读取文件" in answer.text
    assert shown_store.read("MATCH (n) RETURN count(n)").records == before


def test_rows_are_limited_and_that_is_said(client_on: Client) -> None:
    client = client_on(row_limit=3)
    answer = client.get("/cypher", params={"q": "MATCH (n) RETURN n.id AS id"})
    assert "3 行" in answer.text and "已到上限" in answer.text
    assert len(client.get("/cypher", params={"q": "MATCH (n) RETURN n.id AS id", "format": "json"}).json()) == 3


ENDLESS = {
    "heeds the order to end": " ".join(f"UNWIND range(1, 3000) AS {name}" for name in "abc")
    + " RETURN sum(a * b * c) AS n",
    "heeds nothing": "RETURN reduce(s = 0, x IN range(1, 3000000) | s + reduce(t = 0, y IN range(1, 3000000) | t + y)) AS n",
}


@pytest.mark.parametrize("cypher", ENDLESS.values(), ids=ENDLESS.keys())
def test_time_is_limited_and_that_is_said(client_on: Client, cypher: str) -> None:
    client = client_on(timeout_s=1.0)
    answer = client.get("/cypher", params={"q": cypher})
    assert answer.status_code == 400 and "用时超过上限" in answer.text and "time limit" in answer.text
    assert client_on().get("/ask/counts").status_code == 200, "the others go on"


@pytest.mark.parametrize("name", saved_queries())
def test_every_saved_question_can_be_asked_with_its_examples(client: TestClient, name: str) -> None:
    query = saved_queries()[name]
    asked = {each.name: str(each.example) for each in query.parameters}
    answer = client.get(f"/ask/{name}", params=asked)
    assert answer.status_code == 200 and query.title_zh in answer.text and 'role="alert"' not in answer.text
    assert query.title in client.get(f"/ask/{name}", params={**asked, "lang": "en"}).text


def test_a_wrong_parameter_is_told(client: TestClient) -> None:
    answer = client.get("/ask/agencies_working_together", params={"at_least": "many"})
    assert answer.status_code == 400 and "at_least" in answer.text


def test_a_saved_question_goes_by_its_name(client: TestClient) -> None:
    answer = client.get("/cypher", params={"q": "counts"})
    assert (answer.status_code, answer.headers["location"]) == (302, "/ask/counts")


def test_an_agency_and_a_role_go_by_what_people_call_them(client: TestClient) -> None:
    full = client.get("/ask/tasks_by_agency", params={"agency": OFFICE, "role": "lead", "format": "json"}).json()
    short = client.get("/ask/tasks_by_agency", params={"agency": "区发改委", "role": "牵头", "format": "json"}).json()
    assert short == full != []
    page = client.get("/ask/tasks_by_agency", params={"agency": "区发改委", "role": "牵头"}).text
    assert '<option value="lead" selected>' in page


def test_an_agency_and_a_task_are_called_by_name_and_lead_to_their_pages(client: TestClient) -> None:
    asked = {"agency": "区发改委", "role": "牵头"}
    rows = client.get("/ask/tasks_by_agency", params={**asked, "format": "json"}).json()
    assert rows and all(row["agency"] == OFFICE and row["task"] for row in rows), "files have the ids"
    page = client.get("/ask/tasks_by_agency", params=asked).text
    table = page[page.index("<table") : page.index("</table>")]
    assert f'<a href="{path_of("Agency", OFFICE)}">{OFFICE.split("/")[1]}</a>' in table and f">{OFFICE}<" not in table
    for row in rows:
        assert f'<a href="{path_of("Task", row["task"])}">{escape(row["title"])}</a>' in table
        assert f">{row['task']}<" not in table


def test_a_name_that_nothing_has_is_told_with_near_names_to_ask_again(client: TestClient) -> None:
    answer = client.get("/ask/tasks_by_agency", params={"agency": "区发改局"})
    assert answer.status_code == 400 and "库里没有叫“区发改局”的单位" in answer.text
    again = re.search(r'<a href="([^"]*)">重庆市铜梁区发展和改革委员会</a>', answer.text)
    assert again and "行" in client.get(unescape(again[1])).text
    assert "No agency" in client.get("/ask/tasks_by_agency", params={"agency": "区发改局", "lang": "en"}).text
    assert "可选：牵头、责任、配合" in client.get("/ask/tasks_of_groups", params={"role": "boss"}).text


def test_a_name_that_several_agencies_have_is_said_to_be_one(client: TestClient) -> None:
    assert "这个名称合" in client.get("/ask/tasks_by_agency", params={"agency": "发展改革委"}).text


FAULTS = {
    "syntax": ("MATCH (a:Agency RETURN a", ["语法不对", "第 1 行第 17 列", "数据库的原话：“Syntax error"]),
    "syntax on the second line": ("MATCH (a)\nWHERE a.name = = 1\nRETURN a", ["语法不对", "第 2 行第 16 列"]),
    "syntax at the end": ("MATCH (a:Agency) RETURN a ORDER", ["语法不对", "第 1 行第 32 列"]),
    "a long one": ("MATCH (a:Agency RETURN a //" + "x" * 2000, ["语法不对", "第 1 行第 17 列"]),
    "variable": ("MATCH (a:Agency) RETURN b", ["不认识的变量"]),
    "function": ("RETURN nofunc(1)", ["不认识的变量或函数"]),
    "parameter": ("RETURN $x", ["缺少参数"]),
    "write that is refused at the end": ("MATCH (a:Agency) SET a.name = 'x'", ["只能读，不能改", "什么也没有变化"]),
}


@pytest.mark.parametrize(("cypher", "wanted"), FAULTS.values(), ids=FAULTS.keys())
def test_what_is_wrong_is_said_in_the_language_of_the_page(client: TestClient, cypher: str, wanted: list[str]) -> None:
    answer = client.get("/cypher", params={"q": cypher})
    assert answer.status_code == 400 and 'role="alert"' in answer.text
    for words in wanted:
        assert words in answer.text
    assert "Transaction error" not in answer.text and "Questions may only read" not in answer.text
    assert not re.search(
        "[一-鿿]", client.get("/cypher", params={"q": cypher, "lang": "en"}).text.split('role="alert"')[1]
    )


@pytest.mark.parametrize(
    ("cypher", "near"),
    [("MATCH (a:Agnecy) RETURN a", "没有 Agnecy 这种标签。是不是：Agency"), ("MATCH (a:Agency) RETURN a.nmae AS n", "没有 nmae 这个属性。是不是：name"),
     ("MATCH ()-[r:LEAD]->() RETURN r", "没有 LEAD 这种关系。是不是：LEADS"), ("MATCH (a:Agnecy RETURN a", "没有 Agnecy 这种标签")],
)  # fmt: skip
def test_a_mistyped_name_gets_a_hint(client: TestClient, cypher: str, near: str) -> None:
    assert near in client.get("/cypher", params={"q": cypher}).text
