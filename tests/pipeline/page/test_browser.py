"""The page in a real browser: each of its five views, by mouse and by keyboard alone, with hostile names, at a phone's width."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from chromium import NoBrowserError, browser, served
from gongwen.graph.connection import Store
from gongwen.pipeline.page.addresses import path_of, see_path
from gongwen.pipeline.page.settings import Settings
from test_adding import NOTICE
from test_views import DOCUMENT, HOSTILE, OFFICE, TASK_TITLE, VIEWS

pytest.importorskip("playwright.sync_api", reason="Playwright is not installed")
from playwright.sync_api import Browser, Page, expect

WIDE, PHONE = {"width": 1280, "height": 860}, {"width": 360, "height": 740}


@dataclass
class Visit:
    """A page in the browser, what it complained of, and whom it asked for anything."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    asked: list[str] = field(default_factory=list)

    def open(self, address: str) -> Page:
        self.page.goto(self.base + quote(address, safe="/?=&%+():#<>'\""))
        return self.page


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    try:
        with browser() as running:
            yield running
    except NoBrowserError as reason:
        pytest.skip(str(reason))


@pytest.fixture(scope="session")
def base(shown_store: Store) -> Iterator[str]:
    with served(shown_store, Settings()) as address:
        yield address


def visiting(chromium: Browser, base: str, size: dict[str, int], **more: object) -> Iterator[Visit]:
    context = chromium.new_context(viewport=size, **more)  # type: ignore[arg-type]
    visit = Visit(context.new_page(), base)
    visit.page.set_default_timeout(10_000)
    visit.page.on(
        "console", lambda said: visit.complaints.append(said.text) if said.type in ("error", "warning") else None
    )
    visit.page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    visit.page.on("dialog", lambda dialog: (visit.complaints.append(f"dialog {dialog.message}"), dialog.dismiss()))
    visit.page.on("request", lambda request: visit.asked.append(request.url))
    yield visit
    context.close()
    assert all(url.startswith(base) for url in visit.asked), "nothing is asked of anybody else"


@pytest.fixture
def wide(chromium: Browser, base: str) -> Iterator[Visit]:
    yield from visiting(chromium, base, WIDE)


@pytest.fixture
def phone(chromium: Browser, base: str) -> Iterator[Visit]:
    yield from visiting(chromium, base, PHONE, has_touch=True, is_mobile=True)


@pytest.fixture
def no_scripts(chromium: Browser, base: str) -> Iterator[Visit]:
    yield from visiting(chromium, base, WIDE, java_script_enabled=False)


def at(page: Page) -> str:
    """The address without its host, as one reads it."""
    return unquote(page.evaluate("location.pathname + location.search + location.hash"))


def until(page: Page, expression: str) -> None:
    """Wait until something holds; Playwright's own way would have the page evaluate text, which its policy forbids."""
    for _ in range(100):
        if page.evaluate(expression):
            return
        page.wait_for_timeout(100)
    pytest.fail(f"never: {expression}")


# Find


def test_find_by_keyboard_alone(wide: Visit) -> None:
    page = wide.open("/")
    page.keyboard.type("发展改革")  # the box has the focus
    box = page.get_by_role("combobox")
    expect(box).to_have_attribute("aria-expanded", "true")
    expect(page.get_by_role("option").first).to_be_visible()
    wanted = page.get_by_role("option").filter(has_text=OFFICE.split("/")[1]).first
    for _ in range(10):
        page.keyboard.press("ArrowDown")
        if wanted.get_attribute("aria-selected") == "true":
            break
    assert box.get_attribute("aria-activedescendant") == wanted.get_attribute("id")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text(OFFICE.split("/")[1])
    assert not wide.complaints


def test_find_closes_its_list_and_still_searches(wide: Visit) -> None:
    page = wide.open("/")
    page.keyboard.type("铜梁")
    expect(page.get_by_role("option").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    page.keyboard.press("Enter")
    page.wait_for_url("**/find?q=*")
    expect(page.locator("main")).to_contain_text("重庆市铜梁区")


def test_the_first_stop_of_the_keyboard_skips_to_the_content(wide: Visit) -> None:
    page = wide.open("/documents")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().left") >= 0
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_an_agencys_page_filters_and_hands_out(wide: Visit) -> None:
    page = wide.open(path_of("Agency", OFFICE))
    rows = page.locator("tbody tr")
    everything = rows.count()
    page.get_by_label("角色").select_option("lead")
    page.wait_for_url("**role=lead*")
    assert 0 < rows.count() < everything
    assert page.locator(".role").all_inner_texts() == ["牵头"] * rows.count()
    assert "document=" not in at(page), "what is not asked does not stand in the address"
    with page.expect_download() as download:
        page.get_by_role("link", name="csv").click()
    assert download.value.suggested_filename == f"{OFFICE.split('/')[1]}.csv"
    assert len(Path(download.value.path()).read_text(encoding="utf-8").splitlines()) == rows.count() + 1
    assert not wide.complaints


# Read


def test_read_a_mark_shows_what_it_is_and_leads_to_its_node(wide: Visit) -> None:
    page = wide.open(path_of("Document", DOCUMENT))
    mark = page.locator("#text a.m-agency", has_text="区发展改革委").first
    mark.scroll_into_view_if_needed()
    mark.hover()
    expect(page.locator("#detail")).to_contain_text("重庆市铜梁区发展和改革委员会")
    mark.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(OFFICE.split("/")[1])
    assert not wide.complaints


def test_read_a_citation_leads_to_the_document_cited(wide: Visit) -> None:
    page = wide.open(path_of("Document", DOCUMENT))
    page.locator("#text a.m-citation", has_text="成渝地区双城经济圈建设规划纲要").first.click()
    expect(page.locator("main")).to_contain_text("库里没有这份文件的原文")
    page.locator("td.quote a").first.click()
    page.wait_for_url("**/document/**#s*")
    expect(page.locator(".s:target")).to_be_in_viewport()


def test_read_the_address_of_a_sentence(wide: Visit) -> None:
    page = wide.open(path_of("Agency", OFFICE))
    link = page.locator("tr", has_text=TASK_TITLE).locator("td.quote a").first
    words = link.inner_text()
    link.click()
    sentence = page.locator(".s:target")
    expect(sentence).to_be_in_viewport()
    assert words.strip("（）") in sentence.inner_text()
    address = at(page)
    inside = address.partition("#s")[0] + "#s" + str(int(address.partition("#s")[2]) + 3)
    wide.open(inside)  # a place inside the sentence leads to it, too
    until(page, "document.querySelector('.s:target') !== null")
    assert at(page) == address


def test_read_by_keyboard_alone(wide: Visit) -> None:
    page = wide.open(path_of("Document", DOCUMENT))
    page.locator(".outline a", has_text="主要任务").focus()
    page.keyboard.press("Enter")
    here = at(page)
    assert "#s" in here
    page.locator("#text").focus()
    page.keyboard.press("j")
    page.keyboard.press("j")
    further = at(page)
    page.keyboard.press("k")
    assert int(here.partition("#s")[2]) < int(at(page).partition("#s")[2]) < int(further.partition("#s")[2])
    page.locator("#k-agency").focus()
    before = page.locator("#text .m-agency").first.evaluate("each => getComputedStyle(each).borderBottomWidth")
    page.keyboard.press("Space")
    after = page.locator("#text .m-agency").first.evaluate("each => getComputedStyle(each).borderBottomWidth")
    assert (before, after) == ("2px", "0px")


def test_read_without_scripts(no_scripts: Visit) -> None:
    page = no_scripts.open(path_of("Document", DOCUMENT))
    page.locator("summary", has_text="项目").click()
    page.locator(".fact-project .at").first.click()
    expect(page.locator(".s:target")).to_be_in_viewport()
    page.locator("#text a.m-project").first.click()
    expect(page.locator("main")).to_contain_text("项目")
    no_scripts.open(see_path("Document", DOCUMENT))
    expect(page.locator("#picture")).to_be_hidden()
    expect(page.locator("main")).to_contain_text("周围的关系")


# See

NODES = "cy.nodes(':visible').length"


def see(visit: Visit, label: str, node_id: str) -> Page:
    page = visit.open(see_path(label, node_id))
    until(page, "Boolean(window.cy) && cy.nodes().length > 1")
    return page


def test_see_expand_collapse_and_filter(wide: Visit) -> None:
    page = see(wide, "Agency", OFFICE)
    before = page.evaluate(NODES)
    page.evaluate("void cy.nodes().filter(n => n.data('label') === 'Task')[0].emit('tap')")
    page.get_by_role("button", name="展开").click()
    until(page, f"{NODES} > {before}")
    page.get_by_role("button", name="收起").click()
    until(page, f"{NODES} === {before}")
    page.locator("#types label", has_text="任务").click()
    until(page, f"{NODES} < {before}")
    assert not wide.complaints


def test_see_tells_roles_by_word_and_kind_of_line(wide: Visit) -> None:
    page = see(wide, "Agency", OFFICE)
    assert "牵头" in page.locator("#lines").inner_text() and "责任" in page.locator("#lines").inner_text()
    drawn = page.evaluate(
        "['LEADS', 'RESPONSIBLE_FOR'].map(type => cy.edges().filter(e => e.data('type') === type)[0]).map(e => e.style('line-style'))"
    )
    assert drawn == ["solid", "dashed"]
    labels = page.evaluate("cy.nodes().filter(n => n.data('label') === 'Task').map(n => n.style('label'))")
    assert {label.partition(" · ")[0] for label in labels} == {"牵头", "责任"}


def test_see_on_a_phone_is_a_list_with_a_trunk(phone: Visit) -> None:
    page = see(phone, "Agency", OFFICE)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    across = page.evaluate(
        "new Set(cy.nodes(':visible').filter(n => n.data('label') === 'Task').map(n => n.position().x)).size"
    )
    assert across == 1
    ends = page.evaluate("cy.nodes(':visible').map(n => n.renderedBoundingBox().x2).every(x => x <= cy.width() + 4)")
    assert ends, "no name is cut off at the edge"
    assert not phone.complaints


def test_see_by_keyboard_alone(wide: Visit) -> None:
    page = see(wide, "Agency", OFFICE)
    before = page.evaluate(NODES)
    page.locator("#graph").focus()
    page.keyboard.press("ArrowRight")
    chosen = page.locator("#chosen a").inner_text()
    assert chosen != OFFICE.split("/")[1]
    page.keyboard.press("Enter")
    until(page, f"{NODES} > {before}")
    page.keyboard.press("Enter")
    until(page, f"{NODES} === {before}")
    page.keyboard.press("Space")
    expect(page.get_by_role("heading", level=1)).to_have_text(chosen)


def test_see_two_hundred_nodes_can_be_read(wide: Visit) -> None:
    """No two nodes lie on one another, and every name is drawn at a size that can be read."""
    page = see(wide, "Document", DOCUMENT)
    for box in page.locator("#types input").all():
        box.check()
    until(page, f"{NODES} > 160")
    assert (
        page.evaluate("Math.min(...cy.nodes(':visible').map(n => n.renderedStyle('font-size').replace('px', '') * 1))")
        >= 8
    )
    nearest = page.evaluate(
        """(() => { const places = cy.nodes(':visible').map(n => n.renderedPosition()); let least = 1e9;
        places.forEach((a, i) => places.slice(i + 1).forEach(b => {
          if (Math.abs(a.x - b.x) < 60) least = Math.min(least, Math.abs(a.y - b.y)); }));
        return least; })()"""
    )
    assert nearest >= 10


# Ask


def test_ask_by_keyboard_alone(wide: Visit) -> None:
    page = wide.open("/ask")
    page.get_by_role("link", name="某文件的依据（逐级）").focus()
    page.keyboard.press("Enter")
    page.locator("input[name=document]").focus()
    page.keyboard.type(DOCUMENT)
    page.keyboard.press("Enter")
    page.wait_for_url("**/ask/rests_on?document=*")
    expect(page.locator("table")).to_contain_text("渝府发〔2023〕8号")
    address = page.url
    with page.expect_download() as download:
        page.get_by_role("link", name="xlsx").click()
    assert download.value.suggested_filename == "rests_on.xlsx"
    page.goto("about:blank")
    page.goto(address)
    expect(page.locator("table")).to_contain_text("渝府发〔2023〕8号")
    assert not wide.complaints


def test_ask_in_cypher(wide: Visit) -> None:
    page = wide.open("/cypher")
    page.locator("textarea").fill("MATCH (a:Agency {id: '" + OFFICE + "'}) RETURN a")
    page.get_by_role("button", name="提问").click()
    page.locator("td a").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(OFFICE.split("/")[1])


# Add


def test_add_a_file(chromium: Browser, embedded_store: Store, tmp_path: Path) -> None:
    (tmp_path / "通知.txt").write_text(NOTICE, encoding="utf-8")
    with served(embedded_store, Settings(uploads=tmp_path / "uploads")) as base:
        for visit in visiting(chromium, base, WIDE):
            page = visit.open("/add")
            page.get_by_label("选一个文件").set_input_files(tmp_path / "通知.txt")
            page.get_by_role("button", name="看看读到什么").focus()
            page.keyboard.press("Enter")
            expect(page.locator("main")).to_contain_text("扩大产业规模")
            expect(page.locator("main")).to_contain_text("存疑")
            page.get_by_role("button", name="载入").focus()
            page.keyboard.press("Enter")
            page.get_by_role("link", name="铜府〔2024〕7号").click()
            expect(page.locator("#text")).to_contain_text("扩大产业规模")
            assert not visit.complaints


def test_a_file_beyond_the_limit_gets_the_page_with_the_reason(
    chromium: Browser, embedded_store: Store, tmp_path: Path
) -> None:
    (tmp_path / "大.txt").write_bytes(b"x" * 3_000_000)
    with served(embedded_store, Settings(uploads=tmp_path / "uploads", upload_bytes=1_000_000)) as base:
        for scripts in (True, False):
            for visit in visiting(chromium, base, WIDE, java_script_enabled=scripts):
                page = visit.open("/add")
                page.get_by_label("选一个文件").set_input_files(tmp_path / "大.txt")
                if not scripts:
                    page.get_by_role("button", name="看看读到什么").click()
                expect(page.get_by_role("alert")).to_contain_text("最多收 1 MB")
                expect(page.get_by_role("navigation", name="主要栏目")).to_be_visible()
                assert page.evaluate("document.querySelectorAll('input[type=file]').length") == 1
    assert not list((tmp_path / "uploads").rglob("*.txt"))


# Whatever is asked


@pytest.mark.parametrize("address", HOSTILE.values(), ids=HOSTILE.keys())
def test_no_name_is_ever_obeyed(wide: Visit, address: str) -> None:
    page = wide.open(address)
    if page.locator("#text a.m").count():
        page.locator("#text a.m").first.hover()
    if address.startswith("/see"):
        until(page, "Boolean(window.cy) && cy.nodes().length > 1")
    refused = [each for each in wide.complaints if "Failed to load resource" not in each]  # 404 and 400 are meant
    assert not refused
    assert page.evaluate("document.querySelectorAll('iframe, svg, img, style, main script').length") == 0


def test_no_name_is_obeyed_where_it_is_suggested(wide: Visit) -> None:
    page = wide.open("/")
    page.keyboard.type("alert")
    expect(page.get_by_role("option").first).to_contain_text("<img src=x onerror=alert(1)>局")
    assert not wide.complaints


@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_view_fits_a_phone(phone: Visit, language: str) -> None:
    for address, _ in VIEWS.values():
        page = phone.open(address + ("&" if "?" in address else "?") + f"lang={language}")
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], address
        small = page.evaluate(
            "[...document.querySelectorAll('main p, main li, main td, main input')]"
            ".filter(e => e.offsetParent && parseFloat(getComputedStyle(e).fontSize) < 13).map(e => e.outerHTML.slice(0, 80))"
        )
        assert not small, address
    assert not phone.complaints


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_words_stand_out_from_what_they_stand_on(chromium: Browser, base: str, scheme: str) -> None:
    """A contrast of 4.5 at least, as WCAG has it, for every word of the colours that the style names."""
    for visit in visiting(chromium, base, WIDE, color_scheme=scheme):
        page = visit.open("/documents")
        ratios = page.evaluate(
            """(() => { const style = getComputedStyle(document.documentElement);
            const light = (hex) => { const parts = [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16) / 255)
              .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
              return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]; };
            const ratio = (a, b) => { const [x, y] = [light(a), light(b)].sort((p, q) => q - p); return (x + 0.05) / (y + 0.05); };
            const of = (name) => style.getPropertyValue('--' + name).trim();
            return [['ink', 'paper'], ['soft', 'paper'], ['soft', 'panel'], ['link', 'paper'], ['link', 'panel'], ['bad', 'panel'],
              ['on-strong', 'strong'], ['ink', 'mark'], ...['header', 'section', 'agency', 'project', 'target', 'citation', 'finding']
              .map(kind => ['c-' + kind, 'paper'])].map(([a, b]) => [a + ' on ' + b, ratio(of(a), of(b))]); })()"""
        )
        assert not [each for each in ratios if each[1] < 4.5]


def test_on_paper_only_the_words_are_left(wide: Visit) -> None:
    page = wide.open(path_of("Document", DOCUMENT))
    page.emulate_media(media="print")
    for gone in (".top", ".legend", ".outline", ".facts"):
        expect(page.locator(gone)).to_be_hidden()
    expect(page.locator("#text")).to_be_visible()
