"""Add: off unless switched on; what is shown before is what is loaded; a name of a file is never more than a name."""

from __future__ import annotations

import io
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
from gongwen.graph.connection import Store
from gongwen.pipeline.batch import notices
from gongwen.pipeline.page.adding import safe_name
from gongwen.pipeline.page.addresses import path_of
from gongwen.schemas import SetAside
from page_client import ORIGIN, client_of
from starlette.testclient import TestClient

NOTICES = Path(__file__).parents[3] / "corpus" / "notices"
FROM_PAGE = {"origin": ORIGIN}
NOTICE = """铜府〔2024〕7号

重庆市铜梁区人民政府
关于印发《<script>alert(1)</script>行动方案》的通知

各镇人民政府：
一、总体要求
（一）扩大产业规模。到2027年，全区工业总产值突破2000亿元。（牵头单位：区经济信息委，责任单位：区财政局）
（三）落实《有关规定》。

重庆市铜梁区人民政府
2024年3月5日
"""


@pytest.fixture
def adding(embedded_store: Store, tmp_path: Path) -> TestClient:
    return client_of(embedded_store, uploads=tmp_path / "uploads")


def upload(client: TestClient, name: str, data: bytes | str) -> str:
    """Address of what is shown of a file."""
    content = data.encode() if isinstance(data, str) else data
    answer = client.post("/add", files={"file": (name, content)}, headers=FROM_PAGE)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"]


def load(client: TestClient, address: str, **more: str):
    file = TestClient.get(client, address).text.split('name="load" value="')[1].split('"')[0]
    return client.post("/add", data={"load": file, **more}, headers=FROM_PAGE)


def test_it_is_off_unless_switched_on(shown_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    client = client_of(shown_store)
    assert "gongwen serve --allow-upload" in client.get("/add").text
    answer = client.post("/add", files={"file": ("a.txt", NOTICE.encode())}, headers=FROM_PAGE)
    assert answer.status_code == 403
    assert 'href="/add"' not in client.get("/").text
    assert list(tmp_path.iterdir()) == []


def test_a_file_is_looked_at_then_loaded_then_found(adding: TestClient, embedded_store: Store) -> None:
    address = upload(adding, "通知 7.txt", NOTICE)
    shown = adding.get(address).text
    for words in ("铜府〔2024〕7号", "扩大产业规模", "区经济信息委", "2000亿元", "存疑"):
        assert words in shown, words
    assert "<script>alert" not in shown and "&lt;script&gt;alert(1)" in shown
    assert embedded_store.read("MATCH (d:Document) RETURN count(d)").records == [(0,)], "nothing is loaded by looking"
    done = load(adding, address)
    assert done.status_code == 200 and "已载入" in done.text
    page = adding.get(path_of("Document", "铜府〔2024〕7号"))
    assert page.status_code == 200 and "扩大产业规模" in page.text
    assert "没有变化" in load(adding, upload(adding, "通知 7.txt", NOTICE)).text
    assert "库里已有这份文件" in adding.get(address).text


def test_every_kind_that_is_counted_is_listed(adding: TestClient) -> None:
    notice = NOTICES / "铜府〔2023〕90号.txt"
    shown = unescape(adding.get(upload(adding, notice.name, notice.read_bytes())).text)
    read = next(iter(notices([notice])))
    assert not isinstance(read, SetAside) and read[1].projects and read[1].targets and read[1].citations
    listed = " ".join(re.findall(r"<li>(.*?)</li>", shown))
    for project in read[1].projects:
        assert project.name in listed
    for citation in read[1].citations:
        assert citation.surface in listed
    counted = dict(re.findall(r"<dt>(\w+)</dt><dd>(\d+)</dd>", shown))
    folds = dict(re.findall(r"<summary>(\w+) <b>(\d+)</b></summary>", shown))
    assert folds["项目"] == counted["项目"] == str(len(read[1].projects))


REFUSED = {
    "no file": ("", b""),
    "empty": ("a.txt", b""),
    "a name of dots": ("..", b"x"),
}


@pytest.mark.parametrize(("name", "data"), REFUSED.values(), ids=REFUSED.keys())
def test_no_file_is_told(adding: TestClient, name: str, data: bytes) -> None:
    answer = adding.post("/add", files={"file": (name or "x", data)} if name else None, headers=FROM_PAGE)
    assert answer.status_code in (400, 404)


ASIDE = {
    "a picture by another name": ("a.txt", b"\x89PNG\r\n\x1a\n" + bytes(100)),
    "no text": ("b.txt", b"   \n"),
    "no notice at all": ("c.docx", b"PK\x03\x04 broken"),
}


@pytest.mark.parametrize(("name", "data"), ASIDE.values(), ids=ASIDE.keys())
def test_what_cannot_be_read_is_told_in_words(adding: TestClient, name: str, data: bytes) -> None:
    for language, words in (("", "文件"), ("&lang=en", "file")):
        answer = adding.get(upload(adding, name, data) + language)
        assert answer.status_code == 200 and 'class="error"' in answer.text and words in answer.text
        assert 'name="load"' not in answer.text


def test_what_is_refused_in_an_archive_is_named(adding: TestClient) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("一/通知.txt", NOTICE)
        archive.writestr("一/图片.txt", b"\x89PNG\r\n\x1a\n" + bytes(100))
        archive.writestr("<b>空.txt", b"  \n")
    address = upload(adding, "一批.zip", packed.getvalue())
    shown, loaded = adding.get(address).text, load(adding, address).text
    for text in (shown, loaded):
        assert re.search("<b>一/图片.txt</b>：.*文件", text)
        assert re.search("<b>&lt;b&gt;空.txt</b>：.*文件里没有文字", text)
    assert re.search("<b>一/通知.txt</b>：已载入", loaded)


def test_a_text_without_sections_is_loaded_only_where_that_is_meant(adding: TestClient) -> None:
    address = upload(adding, "a.txt", "今天下午三点在二楼开会，请各部门负责同志准时参加。\n")
    assert load(adding, address).status_code == 422
    assert "已载入" in load(adding, address, unsectioned="1").text


NAMES = {
    "../../etc/passwd": "passwd",
    "C:\\Users\\a\\通知.docx": "通知.docx",
    'a"<b>.txt': "a__b_.txt",
    "\u202etxt.exe": "_txt.exe",
    "...": "",
    "a\x00b\n.txt": "a_b_.txt",
    "通" * 200 + ".txt": "通" * 38 + ".txt",
    " 通知.txt ": "通知.txt",
}


@pytest.mark.parametrize(("given", "kept"), NAMES.items())
def test_a_name_of_a_file_is_only_a_name(given: str, kept: str) -> None:
    assert safe_name(given) == kept
    assert len(safe_name(given).encode()) <= 120


@pytest.mark.parametrize(
    "asked", ["../../../etc/passwd", "0123456789abcdef/..", "/etc/passwd", "0123456789abcdef/../x", ""]
)
def test_no_other_file_is_looked_at_or_loaded(adding: TestClient, tmp_path: Path, asked: str) -> None:
    (tmp_path / "x").write_text(NOTICE, encoding="utf-8")
    assert adding.post("/add", data={"load": asked}, headers=FROM_PAGE).status_code == 404
    assert adding.get("/add", params={"file": asked}).status_code == (404 if asked else 200)
