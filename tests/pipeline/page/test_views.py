"""Every address of the page: what it shows, in both languages, and that no name is ever taken for markup or for an address."""

from __future__ import annotations

import csv
import io
import json
import re
import threading
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import quote

import openpyxl
import pytest
from gongwen.graph.connection import Store
from gongwen.pipeline.auditor import tasks_of_agency
from gongwen.pipeline.ingest import ingest
from gongwen.pipeline.page import finding, names
from gongwen.pipeline.page.addresses import KINDS, path_of, see_path
from gongwen.pipeline.page.rendering import FORMATS
from gongwen.pipeline.page.site import Site
from hostile import AGENCY, INDICATOR, NUMBER, PROJECT, TITLE
from page_client import client_of
from starlette.testclient import TestClient

NOTICES = Path(__file__).parents[3] / "corpus" / "notices"
DOCUMENT = "铜府〔2023〕90号"
OFFICE = "重庆市铜梁区/重庆市铜梁区发展和改革委员会"
CITED = "渝府发〔2023〕8号"
TASK_TITLE = "加快聚集高端要素发展高端产业"

VIEWS = {
    "first page": ("/", ["查找", "4", "重庆市铜梁区发展和改革委员会"]),
    "nothing asked": ("/find", ["查找"]),
    "agency by what a text calls it": ("/find?q=区发展改革委", [OFFICE.split("/")[1], "区发展改革委"]),
    "agency by an alias that stands nowhere": ("/find?q=区发改委", [OFFICE.split("/")[1]]),
    "document by number, brackets otherwise": ("/find?q=铜府[2023]90号", ["铜梁区人民政府关于印发"]),
    "indicator": ("/find?q=常住人口城镇化率", ["/indicator/"]),
    "project": ("/find?q=中心&kind=project", ["/project/"]),
    "phrase": ("/find?q=构建充满活力的创新生态", ["<mark>构建充满活力的创新生态</mark>", "#s"]),
    "near names": ("/find?q=铜梁区发展和改革委员曾", ["名称相近的单位", OFFICE.split("/")[1]]),
    "nothing found": ("/find?q=zzzzzz", ["没有找到"]),
    "documents": ("/documents", [DOCUMENT, "2023-06-19"]),
    "documents cited": ("/documents?cited=1", [CITED]),
    "document": (path_of("Document", DOCUMENT), ["区发展改革委", 'class="m m-agency', "主要任务", 'id="s']),
    "document only cited": (path_of("Document", CITED), ["未入库", "铜梁区人民政府关于印发"]),
    "agency": (path_of("Agency", OFFICE), [TASK_TITLE, "牵头", DOCUMENT, "（牵头单位：区发展改革委"]),
    "indicator's table": (path_of("Indicator", "常住人口城镇化率"), ["不低于70%", "2027"]),
    "region": (path_of("Region", "重庆市铜梁区"), [OFFICE.split("/")[1]]),
    "picture": (see_path("Document", DOCUMENT), ["周围的关系", "它依据和引用的文件", CITED]),
    "questions": ("/ask", ["某机关承担的任务", "自己写 Cypher"]),
    "question with an answer": (f"/ask/rests_on?document={DOCUMENT}", [CITED, "xlsx"]),
    "question not yet asked": ("/ask/rests_on", ["文件（文号、标题或编号）"]),
    "question without parameters": ("/ask/counts", ["Agency"]),
    "cypher": ("/cypher?q=MATCH (a:Agency) RETURN count(a) AS number", ["number", "1 行"]),
    "doubts": ("/review", ["存疑", "gongwen serve --ledger"]),
    "add, off": ("/add", ["gongwen serve --allow-upload"]),
}


class Parsed(HTMLParser):
    """Elements and their attributes, and the text outside of them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, name: str) -> list[str]:
        return [value for _, attributes in self.elements if (value := attributes.get(name)) is not None]


@pytest.mark.parametrize(("address", "wanted"), VIEWS.values(), ids=VIEWS.keys())
def test_a_view_shows_what_it_should(client: TestClient, address: str, wanted: list[str]) -> None:
    answer = client.get(address)
    assert answer.status_code == 200
    for words in wanted:
        assert words in answer.text, words


@pytest.mark.parametrize(("address", "wanted"), VIEWS.values(), ids=VIEWS.keys())
def test_a_view_has_english_and_keeps_it(client: TestClient, address: str, wanted: list[str]) -> None:
    answer = client.get(address + ("&" if "?" in address else "?") + "lang=en")
    assert answer.status_code == 200
    page = Parsed(answer.text)
    assert ("html", {"lang": "en"}) in page.elements
    links = [href for href in page.all("href") if href.startswith("/") and not href.startswith("/static/")]
    chinese = [link for link in links if "lang=en" not in link]
    assert len(chinese) == 1, chinese  # the switch back


@pytest.mark.parametrize(("address", "wanted"), VIEWS.values(), ids=VIEWS.keys())
def test_a_view_is_whole_without_scripts_and_styles_of_its_own(
    client: TestClient, address: str, wanted: list[str]
) -> None:
    page = Parsed(client.get(address).text)
    names = {name for name, _ in page.elements}
    assert {"main", "h1", "nav", "title"} <= names
    assert "style" not in names and not page.all("style")
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    scripts = [attributes.get("src") for name, attributes in page.elements if name == "script"]
    assert all(source and source.startswith("/static/") for source in scripts)
    loaded = [*page.all("src"), *(a["href"] or "" for n, a in page.elements if n == "link")]
    assert all(each.startswith("/static/") for each in loaded), "nothing comes from elsewhere"
    ids = page.all("id")
    assert len(ids) == len(set(ids))


MISSING = {
    "document": path_of("Document", "没有〔2023〕1号"),
    "agency": path_of("Agency", "没有/没有"),
    "task": path_of("Task", "没有"),
    "project": path_of("Project", "没有"),
    "indicator": path_of("Indicator", "没有"),
    "target": path_of("Target", "没有"),
    "section": path_of("Section", "没有"),
    "region": path_of("Region", "没有"),
    "picture": see_path("Agency", "没有"),
    "kind of picture": "/see/gongwen/graph",
    "question": "/ask/nothing",
    "doubts": "/review/没有",
    "page": "/nowhere",
    "file beyond static": "/static/..%2Fapp.py",
}


@pytest.mark.parametrize("address", MISSING.values(), ids=MISSING.keys())
def test_what_is_not_there_is_said(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code == 404
    assert "没有这一页" in answer.text
    assert "There is no such page" in client.get(f"{address}?lang=en").text


def test_any_name_of_a_document_leads_to_it(client: TestClient) -> None:
    title = re.search(r"<h1>(.*?)</h1>", client.get(path_of("Document", DOCUMENT)).text)
    assert title
    for name in (title[1], "铜府[2023]090号"):
        answer = client.get(path_of("Document", name))
        assert answer.status_code == 302
        assert answer.headers["location"] == path_of("Document", DOCUMENT)


def test_every_link_of_the_main_views_leads_somewhere(client: TestClient) -> None:
    seen: set[str] = set()
    for address, _ in VIEWS.values():
        for href in Parsed(client.get(address).text).all("href"):
            if href.startswith("/"):
                seen.add(href.partition("#")[0])
    broken = {href: status for href in sorted(seen) if (status := client.get(href).status_code) not in (200, 302)}
    assert len(seen) > 300 and not broken


# What is handed out is what is shown


def test_an_agencys_list_is_that_of_the_command(client: TestClient, shown_store: Store) -> None:
    said = tasks_of_agency(shown_store, "区发改委")
    rows = client.get(path_of("Agency", OFFICE) + "?format=json").json()
    assert [(row["task_id"], row["role"], row["start"]) for row in rows if "start" in row] == []
    assert [(row["task_id"], row["role"], row["quote"]) for row in rows] == [
        (task.task, task.role, task.quote) for task in (*said.tasks, *said.group_tasks)
    ]


def test_the_count_of_an_agency_tells_its_own_from_those_of_groups(client: TestClient, shown_store: Store) -> None:
    said = tasks_of_agency(shown_store, "区发改委")
    page = client.get(path_of("Agency", OFFICE)).text
    assert f"点名本单位 {len(said.tasks)} 行" in page and f"可能也包括它的 {len(said.group_tasks)} 行" in page


FILTERS = {
    "role": ("role=lead", lambda row: row["role"] == "lead"),
    "document": (f"document={DOCUMENT}", lambda row: row["document"] == DOCUMENT),
    "year": ("year=2023", lambda row: row["year"] == "2023"),
    "no deadline": ("deadline=-", lambda row: not row["deadline"]),
    "groups": ("via=group", lambda row: row["via"] == "group"),
    "two at once": ("role=responsible&via=agency", lambda row: (row["role"], row["via"]) == ("responsible", "agency")),
    "nothing fits": ("role=lead&year=1999", lambda row: False),
}


@pytest.mark.parametrize(("query", "fits"), FILTERS.values(), ids=FILTERS.keys())
def test_what_is_downloaded_is_what_is_shown(client: TestClient, query: str, fits) -> None:
    address = path_of("Agency", OFFICE)
    everything = client.get(f"{address}?format=json").json()
    rows = client.get(f"{address}?{query}&format=json").json()
    assert rows == [row for row in everything if fits(row)]
    page = client.get(f"{address}?{query}").text
    assert f"{len(rows)} 行" in page
    for row in rows:
        assert row["task_title"] in page
    lines = list(csv.reader(io.StringIO(client.get(f"{address}?{query}&format=csv").content.decode())))
    assert len(lines) == len(rows) + 1 and "任务" in lines[0] and "牵头" not in lines[0]
    sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"{address}?{query}&format=xlsx").content)).active
    assert sheet is not None
    assert [[cell.value or "" for cell in line] for line in sheet.iter_rows()] == lines


def test_the_counts_beside_a_filter_are_what_it_leaves(client: TestClient) -> None:
    address = path_of("Agency", OFFICE)
    for role, number in re.findall(
        r'<option value="(lead|responsible|support)">[^<]*\((\d+)\)', client.get(address).text
    ):
        assert len(client.get(f"{address}?role={role}&format=json").json()) == int(number)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize(
    "address",
    ["/documents", "/documents?cited=1", path_of("Indicator", "常住人口城镇化率"), see_path("Document", DOCUMENT),
     path_of("Document", CITED), f"/ask/rests_on?document={DOCUMENT}", "/cypher?q=RETURN 1 AS one"],
)  # fmt: skip
def test_every_table_has_every_format(client: TestClient, address: str, form: str) -> None:
    answer = client.get(f"{address}{'&' if '?' in address else '?'}format={form}")
    assert answer.status_code == 200
    assert re.fullmatch(rf"attachment; filename\*=UTF-8''[^;]+\.{form}", answer.headers["content-disposition"])
    if form == "json":
        assert json.loads(answer.content)


def test_a_format_that_there_is_not_is_the_page(client: TestClient) -> None:
    assert client.get("/documents?format=exe").headers["content-type"] == "text/html; charset=utf-8"


# Reading


def test_number_title_and_date_are_marked_in_the_text(client: TestClient) -> None:
    page = client.get(path_of("Document", DOCUMENT)).text
    text = page.split('<article id="text"')[1].split("</article>")[0]
    for said, words in (("发文字号", DOCUMENT), ("标题", "铜梁区"), ("成文日期", "2023年6月19日")):
        marks = re.findall(rf'<(?:span|a) class="m m-header[^>]*title="[^"]*{said}：[^>]*>([^<]*)', text)
        assert marks and words in "".join(marks), said
    assert "发文字号：" + DOCUMENT in page and "成文日期：2023-06-19" in page


def test_a_document_cited_again_is_listed_once(client: TestClient) -> None:
    page = client.get(path_of("Document", DOCUMENT)).text
    cited = page.split('class="list list-citation"')[1].split('<details class="list')[0]
    assert "文中还提到" in cited
    outer = re.sub(r'<li class="again">.*?</details></li>', "", cited, flags=re.DOTALL)
    addresses = re.findall(r'<li id="f\d+"[^>]*><a href="([^"]*)"', outer)
    assert len(addresses) == len(set(addresses)) > 1


def test_a_document_without_a_number_has_its_title_once(client: TestClient) -> None:
    everything = client.get("/documents").text + client.get("/documents?cited=1").text + client.get("/review").text
    for title, more in re.findall(
        r'<li><a href="/(?:document|review)/[^"]*">([^<]*)</a> <span class="soft">([^<]*)', everything
    ):
        assert title not in more


# Suggestions and the picture's data


def test_suggestions(client: TestClient) -> None:
    found = client.get("/suggest?q=发展改革").json()
    assert {"kind": "单位", "name": OFFICE.split("/")[1], "more": "区发展改革委 · 重庆市铜梁区", "href": path_of("Agency", OFFICE)} in found  # fmt: skip
    assert client.get("/suggest?q=铜府〔2023〕").json()[0]["href"] == path_of("Document", DOCUMENT)
    assert client.get("/suggest?q=").json() == client.get("/suggest?q=《》").json() == []
    assert client.get("/suggest?q=发展改革&lang=en").json()[0]["href"].endswith("?lang=en")


SHORT = {
    "half a short name": ("区发改", "区发改委"),
    "a part of it": ("发改", "区发改委"),
    "the whole": ("区发改委", "区发改委"),
    "with its place": ("铜梁区发改", "铜梁区发改委"),
}


@pytest.mark.parametrize(("typed", "by"), SHORT.values(), ids=SHORT.keys())
def test_an_agency_is_suggested_and_found_by_half_a_short_name(client: TestClient, typed: str, by: str) -> None:
    found = client.get(f"/suggest?q={typed}").json()
    mine = [each for each in found if each["href"] == path_of("Agency", OFFICE)]
    assert [each["more"] for each in mine] == [f"{by} · 重庆市铜梁区"]
    assert found == client.get(f"/suggest?q={typed}").json()
    assert f'href="{path_of("Agency", OFFICE)}"' in client.get(f"/find?q={typed}").text


@pytest.mark.parametrize("typed", ["铜府90号", "铜府 90 号", "铜府90", "铜府〔2023〕90号"])
def test_a_number_is_found_without_its_year(client: TestClient, typed: str) -> None:
    assert f'href="{path_of("Document", DOCUMENT)}"' in client.get("/find", params={"q": typed}).text
    suggested = client.get("/suggest", params={"q": typed}).json()
    assert path_of("Document", DOCUMENT) in [each["href"] for each in suggested]


def test_what_was_just_loaded_is_found_or_said_to_be_being_read(
    embedded_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    client = client_of(embedded_store)
    assert "没有找到" in client.get("/find?q=教育厅").text
    made, goes_on = names.Names, threading.Event()

    def slow(site: Site) -> names.Names:
        goes_on.wait()
        return made(site)

    monkeypatch.setattr(names, "Names", slow)
    monkeypatch.setattr(finding, "WAIT_S", 0.01)
    ingest([NOTICES / "jiangxi-2020-putonggaozhong.txt"], embedded_store)
    said = client.get("/find?q=教育厅").text
    assert "名称还在读取" in said and "没有找到。" not in said
    goes_on.set()
    monkeypatch.setattr(finding, "WAIT_S", 60.0)
    said = client.get("/find?q=教育厅").text
    assert "名称还在读取" not in said and "江西省教育厅" in said


def test_the_picture_holds_every_neighbour_or_counts_it(client: TestClient) -> None:
    rows = client.get(see_path("Document", DOCUMENT) + "?format=json").json()
    found = client.get("/neighbours" + path_of("Document", DOCUMENT)).json()
    drawn = {node["data"]["id"] for node in found["nodes"]}
    assert len(drawn) - 1 + found["left_out"] >= len({(row["label"], row["id"]) for row in rows}) > 100
    assert all({edge["data"]["source"], edge["data"]["target"]} <= drawn for edge in found["edges"])


# Hostile names

HOSTILE = {
    "first page": "/",
    "document": path_of("Document", NUMBER),
    "documents": "/documents",
    "documents cited": "/documents?cited=1",
    "agency": path_of("Agency", f"重庆市铜梁区/{AGENCY}"),
    "task": path_of("Task", f"{NUMBER}/一/task"),
    "project": path_of("Project", f"重庆市铜梁区/{PROJECT}"),
    "indicator": path_of("Indicator", INDICATOR),
    "region": path_of("Region", "重庆市铜梁区"),
    "picture": see_path("Document", NUMBER),
    "found": "/find?q=alert",
    "asked for": f"/find?q={quote(TITLE)}",
    "question": f"/ask/targets_by_indicator?indicator={quote(INDICATOR)}",
    "cypher": "/cypher?q=" + quote("RETURN '<script>alert(9)</script>' AS `<b>`"),
    "cypher refused": "/cypher?q=" + quote("<script>alert(9)</script>"),
    "address": "/document/" + quote("<script>alert(9)</script>", safe=""),
    "language": '/?lang="><script>alert(9)</script>',
    "filter": path_of("Agency", OFFICE) + '?role="><script>alert(9)</script>',
}
ALLOWED = {
    "html", "head", "meta", "title", "link", "script", "body", "a", "header", "div", "form", "input", "button", "nav", "main", "h1",
    "h2", "p", "ol", "ul", "li", "dl", "dt", "dd", "span", "section", "mark", "blockquote", "table", "thead", "tbody", "tr", "th",
    "td", "details", "summary", "b", "label", "article", "aside", "time", "select", "option", "pre", "code", "textarea", "br", "strong",
}  # fmt: skip


@pytest.mark.parametrize("address", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_name_is_taken_for_markup(client: TestClient, address: str) -> None:
    answer = client.get(address)
    assert answer.status_code in (200, 400, 404)
    page = Parsed(answer.text)
    assert {name for name, _ in page.elements} <= ALLOWED
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert len([name for name, _ in page.elements if name == "script"]) <= 3
    assert all(href.startswith(("/", "#")) for href in page.all("href"))
    assert "49" not in page.text.replace("2049", "") or "7 * 7" in page.text


def test_hostile_names_are_shown_as_they_are(client: TestClient) -> None:
    page = Parsed(client.get(path_of("Document", NUMBER)).text)
    assert TITLE in page.text and "<iframe src=//x>" in page.text
    assert "\u202e" not in page.text
    assert INDICATOR in Parsed(client.get(path_of("Indicator", INDICATOR)).text).text


ODD_IDS = [
    "a/b",
    "a#b",
    "a?b",
    "a%b",
    "a b",
    "a+b",
    "a&b=c",
    "..",
    ".",
    "a/../b",
    "./a",
    "甲〔2023〕1号",
    "a\\b",
    "a;b",
    "\u202ea",
    "//x",
    "a/",
]


@pytest.mark.parametrize("label", KINDS.values())
@pytest.mark.parametrize("name", ODD_IDS)
def test_an_address_leads_to_its_node_and_no_other(client: TestClient, label: str, name: str) -> None:
    address = path_of(label, name)
    assert "#" not in address and address.startswith(f"/{label.lower()}/")
    assert not {".", ".."} & set(address.partition("?")[0].replace("%2F", "/").split("/"))
    answer = client.get(address)
    assert answer.status_code == 404
    assert f">{name}<".replace("&", "&amp;") in answer.text or label in ("Section", "Target")
