"""Who is answered, and what an answer allows a browser to do."""

from __future__ import annotations

import pytest
from gongwen.pipeline.page.guard import HEADERS, host_name
from gongwen.pipeline.page.settings import is_loopback
from page_client import ORIGIN, Client
from starlette.testclient import TestClient

TOKEN = "一个很长的口令 with & and = 0123456789"


@pytest.mark.parametrize("address", ["/", "/nowhere", "/static/page.css", "/cypher?q=nonsense", "/suggest?q=a", "/add"])
def test_every_answer_forbids_what_the_page_does_not_need(client: TestClient, address: str) -> None:
    answer = client.get(address)
    for name, value in HEADERS:
        assert answer.headers.get_list(name.decode()) == [value.decode()]
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert "set-cookie" not in answer.headers


HOSTS = {
    "127.0.0.1:8000": 200,
    "localhost": 200,
    "localhost:9": 200,
    "[::1]:8000": 200,
    "127.0.0.2": 200,
    "evil.example": 400,
    "evil.example:8000": 400,
    "localhost.evil.example": 400,
    "127.0.0.1.evil.example": 400,
    "": 400,
    "10.0.0.1": 400,
}


@pytest.mark.parametrize(("host", "status"), HOSTS.items())
def test_on_loopback_only_names_of_this_machine_are_answered(client: TestClient, host: str, status: int) -> None:
    answer = client.get("/robots.txt", headers={"host": host})
    assert answer.status_code == status
    assert "content-security-policy" in answer.headers


def test_the_name_in_a_host_header() -> None:
    assert [host_name(host) for host in ("a:1", "a", "[::1]:1", "[::1]", "")] == ["a", "a", "::1", "::1", ""]
    assert is_loopback("127.8.9.1") and not is_loopback("0.0.0.0") and not is_loopback("::")


def test_with_a_token_nothing_is_answered_without_it(client_on: Client) -> None:
    client = client_on(host="0.0.0.0", token=TOKEN)
    for address in ("/", "/static/page.css", "/suggest?q=a", "/?token=", "/?token=wrong", "/nowhere"):
        assert client.get(address, headers={"host": "graph.example"}).status_code == 401
    assert client.post("/add", headers={"origin": ORIGIN}).status_code == 401
    quoted = {"cookie": "gongwen-8000=0123456789"}
    assert client.get("/", headers=quoted).status_code == 401


def test_the_token_goes_from_the_address_into_a_cookie(client_on: Client) -> None:
    client = client_on(host="0.0.0.0", token=TOKEN)
    answer = client.get("/find", params={"q": "铜梁 & 区", "token": TOKEN})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/find?q=%E9%93%9C%E6%A2%81+%26+%E5%8C%BA"
    said = answer.headers["set-cookie"]
    assert "HttpOnly" in said and "SameSite=Lax" in said and "Path=/" in said and TOKEN not in said
    assert client.get("/").status_code == 200
    assert client.get(answer.headers["location"]).status_code == 200
    again = client.get("/ask", params={"token": TOKEN})
    assert (again.status_code, again.headers["location"]) == (303, "/ask"), (
        "nor does it stay there for those who are in"
    )


def test_the_token_cannot_be_used_to_lead_elsewhere(client_on: Client) -> None:
    client = client_on(host="0.0.0.0", token=TOKEN)
    answer = client.get("//evil.example/", params={"token": TOKEN})
    assert answer.headers["location"].startswith("/") and not answer.headers["location"].startswith("//")


ORIGINS = {ORIGIN: 200, "http://evil.example": 403, "null": 403, "": 403, "http://127.0.0.1:8001": 403, "file://": 403}


@pytest.mark.parametrize(("origin", "status"), ORIGINS.items())
def test_only_the_page_itself_can_change_something(client_on: Client, origin: str, status: int, tmp_path) -> None:
    client = client_on(uploads=tmp_path)
    headers = {"origin": origin} if origin else {}
    answer = client.post("/add", data={"load": "0000000000000000/none.txt"}, headers=headers)
    assert answer.status_code == (404 if status == 200 else status)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH", "OPTIONS", "TRACE"])
def test_no_other_kind_of_request(client: TestClient, method: str) -> None:
    assert client.request(method, "/").status_code == 405


def test_nothing_can_be_posted_where_it_is_not_asked_for(client: TestClient) -> None:
    for address in ("/", "/find", "/cypher", "/ask/counts"):
        assert client.post(address, headers={"origin": ORIGIN}).status_code == 405


def test_a_body_beyond_the_limit_is_refused_as_soon_as_it_is_known(client_on: Client, tmp_path) -> None:
    client = client_on(uploads=tmp_path, upload_bytes=10_000)
    answer = client.post("/add", files={"file": ("a.txt", b"x" * 20_000)}, headers={"origin": ORIGIN})
    assert answer.status_code == 413
    assert "最多收 0.01 MB" in answer.text and 'type="file"' in answer.text and "主要栏目" in answer.text
    assert "content-security-policy" in answer.headers
    elsewhere = client.post("/review/x", data={"note": "x" * 20_000}, headers={"origin": ORIGIN})
    assert elsewhere.status_code == 413 and "提交的内容太大" in elsewhere.text

    def endless():
        yield b'--b\r\nContent-Disposition: form-data; name="file"; filename="a.txt"\r\n\r\n'
        for _ in range(100):
            yield b"x" * 1000

    said = {"origin": ORIGIN, "content-type": "multipart/form-data; boundary=b"}
    assert client.post("/add", content=endless(), headers=said).status_code == 413
    assert not list(tmp_path.rglob("*.txt"))
