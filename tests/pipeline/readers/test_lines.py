"""Lines back into paragraphs: what runs on, what begins anew, and what stands on every page and is no text."""

from __future__ import annotations

import pytest
from gongwen.pipeline.readers.lines import Item, Line, Row, closed_up, paragraphs

LEFT, SIZE, WIDTH = 100.0, 16.0, 28
HEIGHT = 842.0
FULL = "国" * WIDTH


def line(text: str, row: int, indent: int = 0) -> Line:
    wide = sum(0.5 if char.isascii() else 1 for char in text)
    x0 = LEFT + indent * SIZE
    return Line(text, x0, x0 + wide * SIZE, 100 + 28 * row, 116 + 28 * row)


def texts(*pages: list[Item]) -> list[str]:
    return [passage.text for passage in paragraphs(pages, [(648.0, HEIGHT)] * len(pages))]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        pytest.param([("国" * 26, 2), (FULL, 0), ("完。", 0)], ["国" * 26 + FULL + "完。"], id="runs-on"),
        pytest.param([("国" * 26, 2), ("短句。", 0), ("国" * 26, 2)], ["国" * 26 + "短句。", "国" * 26], id="a-short-line-ends-it"),
        pytest.param([("国" * 25 + "。", 2), ("国" * 26, 2)], ["国" * 25 + "。", "国" * 26], id="an-indent-begins-one"),
        pytest.param([("国" * 26, 2), ("一、加快建设", 2), ("国" * 26, 2)], ["国" * 26, "一、加快建设", "国" * 26], id="heading"),
        pytest.param([("国" * 26, 2), ("GDP" + "国" * 10, 0)], ["国" * 26 + "GDP" + "国" * 10], id="letters"),
        pytest.param([("第三章资金分配", 2)], ["第三章　资金分配"], id="a-blank-too-narrow-to-see"),
        pytest.param([("第三章规定的资金", 2)], ["第三章规定的资金"], id="an-article-cited"),
    ],
)  # fmt: skip
def test_paragraphs(rows: list[tuple[str, int]], expected: list[str]) -> None:
    assert texts([line(text, at, indent) for at, (text, indent) in enumerate(rows)]) == expected


def test_a_paragraph_goes_on_over_the_page_and_has_the_place_where_it_began() -> None:
    first: list[Item] = [line("标题", 0, 10), line("国" * 26, 1, 2), line(FULL, 2)]
    found = paragraphs([first, [line("完。", 0), line("国" * 26, 1, 2)]], [(648.0, HEIGHT)] * 2)
    assert [(passage.page, passage.paragraph) for passage in found] == [(1, 1), (1, 2), (2, 1)]
    assert found[1].text == "国" * 26 + FULL + "完。"


@pytest.mark.parametrize("number", ["— 1 —", "- 1 -", "1", "第1页", "第 1 页 共 9 页", "1/9", "－１－"])
def test_page_numbers_are_no_text(number: str) -> None:
    foot = Line(number, 290, 310, HEIGHT - 50, HEIGHT - 38)
    assert texts([line("正文。", 0, 2), foot]) == ["正文。"]


def test_what_stands_on_every_page_is_no_text_but_a_number_within_it_is() -> None:
    def page(number: int) -> list[Item]:
        return [Line(f"某省公报{number}", 100, 180, 30, 42), line(f"第{number}点说明。", 0, 2), line("2021", 5, 2)]

    assert texts(page(1), page(2), page(3)) == ["第1点说明。", "2021", "第2点说明。", "2021", "第3点说明。", "2021"]


def test_rows_stay_rows_and_count_on_over_pages() -> None:
    found = paragraphs(
        [[line("前", 0, 2), Row(("甲", "乙"), 200, 1)], [Row(("丙", "丁"), 100, 1), line("后", 9, 2)]],
        [(648.0, HEIGHT)] * 2,
    )
    assert [(p.text, p.page, p.table, p.row) for p in found] == [
        ("前", 1, None, None), ("甲\t乙", 1, 1, 1), ("丙\t丁", 2, 1, 2), ("后", 2, None, None)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "closed"),
    [
        ("关 于 印 发", "关于印发"),
        ("GDP 增长 6%", "GDP 增长 6%"),
        ("甲　乙", "甲　乙"),
        (" 甲 ", "甲"),
        ("第一条 为了", "第一条　为了"),
    ],
)
def test_closed_up(text: str, closed: str) -> None:
    assert closed_up(text) == closed
