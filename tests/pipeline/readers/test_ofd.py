"""OFD files: every way that programs write one gives the paragraphs of the notice, in order; what is no such file is refused."""

from __future__ import annotations

import io
import random
import re
import struct
import zipfile
from collections.abc import Callable, Sequence
from functools import cache
from html import escape
from typing import Any

import pytest
from facts import differences, facts_of
from gongwen.pipeline.decode import Decoded, Undecodable
from gongwen.pipeline.readers import ofd
from gongwen.pipeline.readers.ofd import read
from gongwen.pipeline.readers.ofd_objects import numbers
from gongwen.schemas import SetAsideReason
from hypothesis import given
from hypothesis import strategies as st
from made import broken, paragraphs_of
from notice_texts import notices

WIDTH, HEIGHT, SIZE, LEADING, MARGIN, TOP, LINES = 210.0, 297.0, 5.64, 9.9, 26.0, 40.0, 22
ROOM = 28 * SIZE
XMLNS = 'xmlns:ofd="http://www.ofdspec.org/2016"'
Place = tuple[str, float, float]
"""Words, and where they begin on a page: left end and baseline, in mm."""


def laid_out(rows: Sequence[str]) -> list[list[Place]]:
    """The lines of each page: paragraphs indented by two characters, 28 characters a line, 22 lines a page."""
    lines = [
        (words, 2 * SIZE if i == 0 else 0.0)
        for row in rows
        for i, words in enumerate(broken(row, ROOM, 2 * SIZE, SIZE))
    ]
    pages = [lines[i : i + LINES] for i in range(0, len(lines), LINES)] or [[]]
    return [
        [(words, MARGIN + indent, TOP + (i + 1) * LEADING) for i, (words, indent) in enumerate(page)] for page in pages
    ]


def steps(words: str) -> list[float]:
    return [SIZE / 2 if char.isascii() else SIZE for char in words][:-1]


def by_line(words: str, x: float, y: float) -> str:
    delta = " ".join(f"{step:g}" for step in steps(words))
    return text_object(words, f"{x} {y - SIZE} {ROOM} {SIZE * 1.2}", f'X="0" Y="{SIZE}" DeltaX="{delta}"')


def by_run(words: str, x: float, y: float) -> str:
    """Equal steps as `g n v`, a new piece of text in the same object wherever they change."""
    codes, at = [], 0.0
    for run in re.findall(r"[\x00-\x7f]+|[^\x00-\x7f]+", words):
        step = SIZE / 2 if run.isascii() else SIZE
        codes.append(
            f'<ofd:TextCode X="{at:g}" Y="{SIZE}" DeltaX="g {max(1, len(run) - 1)} {step}">{escape(run)}</ofd:TextCode>'
        )
        at += step * len(run)
    return f'<ofd:TextObject ID="9" Boundary="{x} {y - SIZE} {ROOM} 7" Font="1" Size="{SIZE}">{"".join(codes)}</ofd:TextObject>'


def by_character(words: str, x: float, y: float) -> str:
    objects = []
    for char, step in zip(words, [*steps(words), 0.0], strict=True):
        objects.append(text_object(char, f"{x} {y - SIZE} {SIZE} {SIZE}", f'X="0" Y="{SIZE}"'))
        x += step
    return "".join(objects)


def by_points(words: str, x: float, y: float) -> str:
    """As converters from PDF write: size and steps in points, brought to millimetres by the matrix."""
    delta = " ".join(f"{step / 0.3527:.4f}" for step in steps(words))
    matrix = f'CTM="0.3527 0 0 0.3527 {-0.3527 * 100} {0.3527 * 300 + SIZE}"'
    return text_object(words, f"{x} {y - SIZE} 1 1", f'X="100" Y="-300" DeltaX="{delta}"', f"{matrix} ", SIZE / 0.3527)


def text_object(words: str, boundary: str, code: str, more: str = "", size: float = SIZE) -> str:
    return (
        f'<ofd:TextObject ID="9" {more}Boundary="{boundary}" Font="1" Size="{size:.4f}">'
        f"<ofd:TextCode {code}>{escape(words)}</ofd:TextCode></ofd:TextObject>"
    )


def content(objects: str, head: str = "") -> str:
    return f'<?xml version="1.0" encoding="UTF-8"?><ofd:Page {XMLNS}>{head}<ofd:Content><ofd:Layer ID="1">{objects}</ofd:Layer></ofd:Content></ofd:Page>'


def package(documents: Sequence[Sequence[str]], template: str = "", more: dict[str, bytes] | None = None) -> bytes:
    """A package of documents, each of the contents of its pages."""
    out = io.BytesIO()
    bodies = "".join(
        f"<ofd:DocBody><ofd:DocRoot>Doc_{n}/Document.xml</ofd:DocRoot></ofd:DocBody>" for n in range(len(documents))
    )
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("OFD.xml", f'<ofd:OFD {XMLNS} DocType="OFD" Version="1.0">{bodies}</ofd:OFD>')
        for n, pages in enumerate(documents):
            # the place of a page from the root of the package and from the document's folder: both occur
            places = [
                f"/Doc_{n}/Pages/Page_{i}/Content.xml" if i % 2 else f"Pages/Page_{i}/Content.xml"
                for i in range(len(pages))
            ]
            listed = "".join(f'<ofd:Page ID="{i + 10}" BaseLoc="{place}"/>' for i, place in enumerate(places))
            common = f"<ofd:PageArea><ofd:PhysicalBox>0 0 {WIDTH:g} {HEIGHT:g}</ofd:PhysicalBox></ofd:PageArea>"
            common += '<ofd:TemplatePage ID="5" BaseLoc="Tpls/Tpl_0/Content.xml"/>' if template else ""
            made.writestr(
                f"Doc_{n}/Document.xml",
                f"<ofd:Document {XMLNS}><ofd:CommonData>{common}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
            )
            for i, page in enumerate(pages):
                made.writestr(f"Doc_{n}/Pages/Page_{i}/Content.xml", page)
            if template:
                made.writestr(f"Doc_{n}/Tpls/Tpl_0/Content.xml", content(template))
        for name, data in (more or {}).items():
            made.writestr(name, data)
    return out.getvalue()


def written(rows: Sequence[str], write: Callable[[str, float, float], str]) -> bytes:
    """A file of one document with page numbers."""
    pages = []
    for number, lines in enumerate(laid_out(rows), start=1):
        places = [*lines, (f"— {number} —", 100.0, 280.0)]
        pages.append(content("".join(write(*place) for place in places)))
    return package([pages])


def shuffled(rows: Sequence[str]) -> bytes:
    """Every line in two objects, and these in no order, each line printed twice for bold."""
    pages = []
    for lines in laid_out(rows):
        objects = []
        for words, x, y in lines:
            half = len(words) // 2
            objects += [by_line(words[half:], x + sum([*steps(words), 0][:half]), y)] * 2
            objects += [by_line(words[:half], x, y)] * 2 if half else []
        random.Random(0).shuffle(objects)
        pages.append(content("".join(objects)))
    return package([pages])


WRITERS: dict[str, Callable[[Sequence[str]], bytes]] = {
    "by line": lambda rows: written(rows, by_line),
    "by run": lambda rows: written(rows, by_run),
    "by character": lambda rows: written(rows, by_character),
    "by points": lambda rows: written(rows, by_points),
    "shuffled": shuffled,
}


@cache
def rows_of(name: str) -> tuple[str, ...]:
    return tuple(paragraphs_of(notices()[name]))


def plain(text: str) -> list[str]:
    return ["".join(row.split()) for row in text.splitlines()]


@pytest.mark.parametrize("way", WRITERS)
def test_every_character_comes_out_once_and_in_order(way: str) -> None:
    wrong = [
        name for name in notices() if "".join(plain(read(WRITERS[way](rows_of(name))).text)) != "".join(whole(name))
    ]
    assert wrong == []


def whole(name: str) -> list[str]:
    return ["".join(row.split()) for row in rows_of(name)]


@pytest.mark.parametrize("way", WRITERS)
def test_lines_are_healed_into_paragraphs(way: str) -> None:
    kept = total = 0
    for name in notices():
        got = set(plain(read(WRITERS[way](rows_of(name))).text))
        total += len(whole(name))
        kept += sum(row in got for row in whole(name))
    assert kept >= 0.99 * total


@pytest.mark.parametrize(
    "name",
    ["铜府〔2023〕90号", "guofa-2018-38-zimaoqu", "jiangxi-2020-liutong-xiaofei", "guobanfa-2018-129-xiaofeifupin"],
)
def test_a_file_gives_the_facts_of_the_text(name: str) -> None:
    text = "\n".join(rows_of(name))
    assert differences(facts_of(Decoded(text, "utf-8")), facts_of(read(WRITERS["by run"](rows_of(name))))) == []


def test_pages_and_paragraphs_are_told() -> None:
    decoded = read(WRITERS["by line"](["某府〔2020〕1号"] * 30))
    assert decoded.text == "某府〔2020〕1号\n" * 30
    assert [part.place for part in decoded.parts] == [f"第{1 + i // LINES}页第{1 + i % LINES}段" for i in range(30)]


def test_templates_and_several_documents_are_read_in_order() -> None:
    head = by_line("某某省人民政府文件", 60, 50)
    pages = [
        content(by_line("甲甲甲甲", MARGIN, 120), '<ofd:Template TemplateID="5" ZOrder="Background"/>'),
        content(by_line("乙乙乙乙", MARGIN, 120)),
    ]
    last = [content(by_line("丙丙丙丙", MARGIN, 120))]
    decoded = read(package([pages, last], head))
    assert decoded.text == "某某省人民政府文件\n甲甲甲甲\n乙乙乙乙\n丙丙丙丙\n"
    assert [part.page for part in decoded.parts] == [1, 1, 2, 3]


def test_blanks_that_one_sees_are_blanks() -> None:
    objects = (
        by_line("某府〔2020〕1号", MARGIN, 60)
        + by_line("签发人：某某", 140, 60)
        + by_line("关于加强工作的通知", 80, 100)
    )
    assert re.fullmatch(
        "某府〔2020〕1号　+签发人：某某\n关于加强工作的通知\n", read(package([[content(objects)]])).text
    )


def test_a_watermark_hidden_text_and_a_page_that_lies_are_told_apart() -> None:
    hidden = by_line("看不见的话", MARGIN, 90).replace('ID="9"', 'ID="9" Visible="false"')
    mark = text_object("内部资料", "50 100 100 100", 'X="0" Y="20" DeltaX="6 6 6"', 'CTM="0.7 -0.7 0.7 0.7 0 0" ')
    assert read(package([[content(by_line("甲甲甲甲", MARGIN, 60) + hidden + mark)]])).text == "甲甲甲甲\n"
    lying = [
        text_object(f"第{n}行的话说完了。", f"{60 + 10 * n} 200 10 90", 'X="0" Y="5"', 'CTM="0 -1 1 0 0 0" ')
        for n in (2, 1, 3)
    ]
    assert read(package([[content("".join(lying))]])).text == "".join(f"第{n}行的话说完了。\n" for n in (1, 2, 3))


def ruled(rows: Sequence[Sequence[str]], top: float) -> str:
    """A table 150 mm wide with all its lines drawn, one path a line."""
    step, height = 150 / len(rows[0]), 10.0
    paths = [f"M 0 {i * height} L 150 {i * height}" for i in range(len(rows) + 1)]
    paths += [f"M {i * step} 0 L {i * step} {len(rows) * height}" for i in range(len(rows[0]) + 1)]
    drawn = "".join(
        f'<ofd:PathObject ID="3" Boundary="30 {top} 150 90"><ofd:AbbreviatedData>{path}</ofd:AbbreviatedData></ofd:PathObject>'
        for path in paths
    )
    cells = [
        by_line(cell, 31 + j * step, top + i * height + 8)
        for i, row in enumerate(rows)
        for j, cell in enumerate(row)
        if cell
    ]
    return drawn + "".join(cells)


def test_a_ruled_table_is_read_row_by_row_and_goes_on_over_the_page() -> None:
    header = ["序号", "任务", "责任单位"]
    first = content(by_line("任务分工如下：", MARGIN, 50) + ruled([header, ["1", "建学校", "教育局"]], 200))
    second = content(
        ruled([header, ["2", "建医院", ""], ["3", "建车站", "交通局"]], 45) + by_line("某市人民政府", 100, 150)
    )
    decoded = read(package([[first, second]]))
    assert (
        decoded.text
        == "任务分工如下：\n序号\t任务\t责任单位\n1\t建学校\t教育局\n2\t建医院\t\n3\t建车站\t交通局\n某市人民政府\n"
    )
    assert [part.place for part in decoded.parts[1:7]] == [
        f"第1页表1第{row}行第{column}列" for row in (1, 2) for column in (1, 2, 3)
    ]
    assert decoded.parts[-2].place == "第2页表1第4行第3列"


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("g 3 5 7", [5, 5, 5, 7]),
        ("1 2.5 -3", [1, 2.5, -3]),
        ("g 2", []),
        ("1 x 2", [1]),
        ("g -4 1", []),
        ("nan", []),
        ("", []),
        (None, []),
    ],
)
def test_numbers_are_read_as_the_standard_has_them(words: str | None, found: list[float]) -> None:
    assert numbers(words) == found
    assert len(numbers("g 999999999 1")) == 100_000


GOOD = package([[content(by_line("甲甲甲甲", MARGIN, 60))]])
BOMB = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
OUTER = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'


def without(name: str) -> bytes:
    return changed(name, None)


def changed(name: str, data: bytes | None) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(GOOD)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info))
            elif data is not None:
                new.writestr(info.filename, data)
    return out.getvalue()


def locked() -> bytes:
    """The package with the mark of a password on every member."""
    data = bytearray(GOOD)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        for found in re.finditer(re.escape(mark), GOOD):
            struct.pack_into("<H", data, found.start() + at, 1)
    return bytes(data)


PAGE = "Doc_0/Pages/Page_0/Content.xml"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", SetAsideReason.DAMAGED),
        (b"PK\x03\x04" + b"\x00" * 50, SetAsideReason.DAMAGED),
        (GOOD[: len(GOOD) // 2], SetAsideReason.DAMAGED),
        (GOOD[:-10], SetAsideReason.DAMAGED),
        (without("OFD.xml"), SetAsideReason.DAMAGED),
        (without("Doc_0/Document.xml"), SetAsideReason.DAMAGED),
        (without(PAGE), SetAsideReason.DAMAGED),
        (changed(PAGE, b"<ofd:Page"), SetAsideReason.DAMAGED),
        (changed(PAGE, b""), SetAsideReason.DAMAGED),
        (changed(PAGE, bytes(range(256))), SetAsideReason.DAMAGED),
        (changed(PAGE, b"<a>" * 100_000), SetAsideReason.DAMAGED),
        (changed(PAGE, content("", '<ofd:Template TemplateID="77"/>').encode()), SetAsideReason.DAMAGED),
        (changed(PAGE, (BOMB + "<x>&b;</x>").encode()), SetAsideReason.UNSAFE),
        (changed(PAGE, (OUTER + "<x>&e;</x>").encode()), SetAsideReason.UNSAFE),
        (changed(PAGE, content("").encode()), SetAsideReason.NO_TEXT),
        (changed("OFD.xml", b"<OFD/>"), SetAsideReason.NO_TEXT),
        (changed("Doc_0/Document.xml", b"<Document/>"), SetAsideReason.NO_TEXT),
        (changed(PAGE, b"<a>" + b" " * (ofd.MAX_MEMBER + 1) + b"</a>"), SetAsideReason.UNSAFE),
        (package([["<x/>"]], more={"Encryptions.xml": b"<x/>"}), SetAsideReason.ENCRYPTED),
        (locked(), SetAsideReason.ENCRYPTED),
    ],
    ids=range(20),
)
def test_what_cannot_be_read_is_refused_with_its_reason(data: bytes, reason: SetAsideReason) -> None:
    with pytest.raises(Undecodable) as caught:
        read(data)
    assert caught.value.reason is reason


def many_pages(count: int) -> bytes:
    listed = f'<Page BaseLoc="/{PAGE}"/>' * count
    return changed("Doc_0/Document.xml", f"<Document><Pages>{listed}</Pages></Document>".encode())


def test_too_many_pages_and_one_page_many_times_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Undecodable, match="more than 5000 pages"):
        read(many_pages(ofd.MAX_PAGES + 1))
    monkeypatch.setattr(ofd, "MAX_UNPACKED", 100_000)
    with pytest.raises(Undecodable, match="unpack"):
        read(many_pages(1000))


@pytest.mark.parametrize(
    "odd",
    [
        'Boundary="nan inf 1 1" Size="x"',
        'Boundary="" Size="-5"',
        'CTM="0 0 0 0 0 0" Boundary="1 1 1 1" Size="5"',
        'CTM="1e308 1e308 1e308 1e308 0 0" Boundary="1 1 1 1" Size="1e308"',
        'Boundary="1e300 1e300 1 1" Size="5"',
    ],
)
def test_numbers_out_of_all_measure_do_no_harm(odd: str) -> None:
    objects = f"<ofd:TextObject {odd}><ofd:TextCode DeltaX='g 1e9 z'>甲乙</ofd:TextCode></ofd:TextObject>" + by_line(
        "丙丙丙丙", MARGIN, 60
    )
    assert "丙丙丙丙" in read(package([[content(objects)]])).text


WORDS = st.text(
    st.sampled_from("各地区部门要加强落实工作责任任务目标完成〔2020〕《》，、；（）%"), min_size=1, max_size=70
)


@given(st.lists(WORDS, min_size=1, max_size=30))
def test_any_text_comes_out_in_order(words: list[str]) -> None:
    rows = [f"各{each}。" for each in words]
    assert "".join(plain(read(WRITERS["by line"](rows)).text)) == "".join(rows)


@given(st.binary(max_size=300), st.integers(0, 3))
def test_any_member_is_read_or_refused(data: bytes, which: int) -> None:
    name: Any = ["OFD.xml", "Doc_0/Document.xml", PAGE, "other"][which]
    try:
        read(changed(name, data))
    except Undecodable:
        return
