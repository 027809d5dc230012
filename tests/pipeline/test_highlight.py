"""The highlight page: the text on it is the text read, every extraction is marked in its place, and nothing escapes."""

from __future__ import annotations

import base64
import hashlib
import re
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest
from gongwen.pipeline.highlight import highlight
from gongwen.pipeline.highlight_facts import KINDS, facts, heading_end
from gongwen.pipeline.segments import segments
from gongwen.schemas import (
    Document,
    Evidence,
    Finding,
    FindingCode,
    HeaderMark,
    Notice,
    Project,
    Section,
    Source,
)
from gongwen.schemas.notice import Phase, ProjectKind
from hypothesis import given
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from gold_notice import EXAMPLE, SEEN, as_notice, gold, text_of

SOURCE = Source(path="notice.txt", format="txt", sha256="0" * 64, rules_version="1")


class Page(HTMLParser):
    """Text of the article, its marks with what they cover, and every tag and attribute of the page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.text = ""
        self.marks: list[tuple[dict[str, str | None], str]] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._article = self._mark = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if tag == "article":
            self._article = True
        if tag == "mark":
            self.marks.append((found, ""))
            self._mark = True

    def handle_endtag(self, tag: str) -> None:
        if tag == "article":
            self._article = False
        if tag == "mark":
            self._mark = False

    def handle_data(self, data: str) -> None:
        if self._article:
            self.text += data
            if self._mark:
                self.marks[-1] = (self.marks[-1][0], self.marks[-1][1] + data)


def notice(text: str, *places: tuple[int, int]) -> Notice:
    evidence = [Evidence(start=a, end=b, quote=text[a:b]) for a, b in places]
    return Notice(
        source=SOURCE,
        document=Document(id="x", title=text),
        projects=tuple(
            Project(
                id=f"p{i}",
                name=e.quote or "x",
                phase=Phase.BUILD,
                kind=ProjectKind.WORKS,
                path=None,
                task_id=None,
                evidence=e,
            )
            for i, e in enumerate(evidence)
        ),
        findings=tuple(Finding(code=FindingCode.NO_DATE, message=text, evidence=e) for e in evidence[:1]),
        header_marks=tuple(HeaderMark(field="title", value=text, evidence=e) for e in evidence[:1]),
    )


@pytest.mark.parametrize("name", SEEN)
def test_the_text_on_the_page_is_the_text_read_and_each_fact_is_in_its_place(name: str) -> None:
    text = text_of(name)
    found = as_notice(gold(name), text)
    page = Page(highlight(found, text))
    assert page.text == text
    covered = dict.fromkeys(range(len(facts(found))), "")
    for attributes, content in page.marks:
        for index in (attributes["data-facts"] or "").split():
            covered[int(index)] += content
    for index, fact in enumerate(facts(found)):
        assert covered[index] == (text[slice(*fact.span)] if fact.span else "")


HOSTILE = (
    "</script><script>alert(1)</script><img src=x onerror=alert(1)>&lt;\"' onmouseover='alert(1)' $title ${style} "
    "</article></mark></title></style><!-- ]]> javascript:alert(1) \u202e翻"
)


@pytest.mark.parametrize("char", ["\x1b", "\x07", "\x00", "\u202e", "\u2066", "\x9b"])
def test_what_cannot_be_seen_is_shown_and_not_obeyed(char: str) -> None:
    text = f"一、总体{char}要求"
    shown = Page(highlight(notice(text, (0, len(text))), text)).text
    assert char not in shown
    assert len(shown) == len(text)


def test_hostile_text_stays_text() -> None:
    page = Page(highlight(notice(HOSTILE, (0, 40), (20, 90), (5, len(HOSTILE))), HOSTILE))
    assert page.text == HOSTILE.replace(
        "\u202e", "\ufffd"
    )  # the mark that turns the writing round is shown, not obeyed
    tags = [tag for tag, _ in page.tags]
    assert tags.count("script") == 1
    assert "img" not in tags
    allowed = {"a", "mark", "input", "label", "details", "summary", "ol", "li", "dl", "dt", "dd", "b", "p", "section"}
    frame = {"html", "head", "meta", "title", "style", "script", "body", "header", "h1", "nav", "main", "article"}
    assert set(tags) <= allowed | frame | {"aside"}
    for _, attributes in page.tags:
        assert not any(name.startswith("on") or name in ("style", "src") for name in attributes)
        assert (attributes.get("href") or "#").startswith("#")


@given(st.text(alphabet="<>&\"'甲/ \n", max_size=30), st.data())
def test_any_text_with_any_marks_reads_back(text: str, data: st.DataObject) -> None:
    places = st.tuples(st.integers(0, len(text)), st.integers(0, len(text))).map(lambda p: (min(p), max(p)))
    assert Page(highlight(notice(text, *data.draw(st.lists(places, max_size=4))), text)).text == text


def test_the_policy_names_the_only_script_and_style() -> None:
    page = highlight(notice("甲"), "甲")
    policy = next(a["content"] for tag, a in Page(page).tags if tag == "meta" and "http-equiv" in a) or ""
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for tag in ("script", "style"):
        (content,) = re.findall(f"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
        assert "http" not in content, "nothing is fetched"


def test_every_kind_has_a_switch_that_works_without_a_script() -> None:
    page = highlight(as_notice(gold(EXAMPLE), text_of(EXAMPLE)), text_of(EXAMPLE))
    for kind, label in KINDS.items():
        assert f'id="k-{kind}" checked' in page
        assert f'<label for="k-{kind}"' in page
        assert label in page
        assert f"#k-{kind}:not(:checked) ~ main .m-{kind}" in page
    assert page.index('id="k-task"') < page.index("<main>"), "the switches' selectors reach only what follows them"


@pytest.mark.parametrize(
    ("quote", "heading", "marked"),
    [
        ("（一）加快建设。\n正文", "加快建设", "（一）加快建设"),
        ("二、\n　加快 建设\n正文", "加快建设", "二、\n　加快 建设"),
        ("1.正文一句。\n再一句", None, "1."),
        ("１．正文一句。", None, "１．"),
        ("①（二)加快（建设]。正文", "加快(建设)", "①（二)加快（建设]"),
        ("三、不在这里\n正文", "别的标题", "三、不在这里"),
    ],
)
def test_a_section_is_marked_on_its_heading(quote: str, heading: str | None, marked: str) -> None:
    evidence = Evidence(start=7, end=7 + len(quote), quote=quote)
    section = Section(id="s", path=("1.",), heading=heading, level=1, evidence=evidence)
    assert quote[: heading_end(section) - 7] == marked


@given(st.integers(0, 30), st.lists(st.tuples(st.integers(-3, 35), st.integers(-3, 35)), max_size=6))
def test_segments_cover_the_text_and_list_what_covers_them(length: int, spans: list[tuple[int, int]]) -> None:
    pieces = list(segments(length, spans))
    assert [i for piece in pieces for i in range(piece.start, piece.end)] == list(range(length))
    for piece in pieces:
        for at in range(piece.start, piece.end):
            assert piece.covering == tuple(i for i, (start, end) in enumerate(spans) if start <= at < end)
    begun = sorted(i for piece in pieces for i in piece.starts)
    assert begun == [i for i, (start, end) in enumerate(spans) if max(start, 0) < min(end, length)]
