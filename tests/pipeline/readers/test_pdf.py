"""PDF files: lines healed, page furniture gone, tables row by row, also over a page; and files that are set aside."""

from __future__ import annotations

import io
import re

import pytest
from gongwen.pipeline.decode import Undecodable
from gongwen.pipeline.readers import pdf
from gongwen.schemas import SetAsideReason
from made import to_pdf

LONG = "为深入贯彻落实国家和省关于推动高质量发展的决策部署，结合我市实际，现提出如下意见，请认真抓好贯彻落实。"
ROWS = [f"{number}\t推进第{number}项重点工作\t市发展改革委" for number in range(1, 60)]
HEADER = "序号\t工作任务\t责任单位"


def test_broken_lines_are_healed_and_furniture_is_left_out() -> None:
    lines = ["关于推动高质量发展的意见", *[LONG] * 30, "某市人民政府"]
    found = pdf.read(to_pdf(lines, header="某市人民政府公报"))
    assert found.text.splitlines() == lines
    assert [part.place for part in found.parts[:2]] == ["第1页第1段", "第1页第2段"]
    assert max(part.page or 0 for part in found.parts) >= 3


def test_a_table_over_several_pages_is_one_with_its_header_once() -> None:
    found = pdf.read(to_pdf(["附件", HEADER, *ROWS[:20]]))
    assert found.text.splitlines() == ["附件", HEADER, *ROWS[:20]]
    pages = pdf.read(to_pdf(["附件", HEADER, *ROWS]))
    assert pages.text.splitlines() == ["附件", HEADER, *ROWS]
    assert {part.table for part in pages.parts if part.table} == {1}


@pytest.mark.parametrize(
    "text",
    ["第一条　为规范管理，制定本办法。", "投资 100 亿元 GDP", "R&D经费占2.5%"],
)
def test_blanks_that_one_sees_are_kept(text: str) -> None:
    assert pdf.read(to_pdf([text, "第二段。"])).text.splitlines()[0] == text


def in_columns(title: str, paragraphs: list[str], *, gutter: float = 24) -> bytes:
    """A page of a gazette: a title over two columns of justified text."""
    from made import broken
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    size, leading, margin = 10, 17, 60
    width = (A4[0] - 2 * margin - gutter) / 2
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    canvas.setFont("STSong-Light", 18)
    canvas.drawCentredString(A4[0] / 2, A4[1] - 110, title)
    lines = [
        (words, 2 * size if index == 0 else 0)
        for text in paragraphs
        for index, words in enumerate(broken(text, width, 2 * size, size))
    ]
    rows = -(-len(lines) // 2)
    canvas.setFont("STSong-Light", size)
    for number, (words, indent) in enumerate(lines):
        column, row = divmod(number, rows)
        canvas.drawString(margin + column * (width + gutter) + indent, A4[1] - 150 - row * leading, words)
    canvas.save()
    return out.getvalue()


def test_a_page_of_two_columns_is_read_column_by_column() -> None:
    lines = [f"第{number}段。{LONG}" for number in "一二三四五六七八"]
    found = pdf.read(in_columns("关于推动高质量发展的意见", lines))
    assert found.text.splitlines() == ["关于推动高质量发展的意见", *lines]


def test_a_list_in_two_columns_stays_as_it_stands() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out)
    canvas.setFont("STSong-Light", 12)
    rows = [
        ("牵头责任单位", "市发展改革委"),
        ("共同责任单位", "市财政局、市教育局"),
        ("配合责任单位", "各区人民政府"),
    ] * 4
    for number, (label, units) in enumerate(rows):
        canvas.drawString(80, 700 - 20 * number, label)
        canvas.drawString(320, 700 - 20 * number, units)
    canvas.save()
    text = re.sub(r"\s", "", pdf.read(out.getvalue()).text)
    assert text == "".join(label + units for label, units in rows)


def test_a_row_that_the_page_cuts_is_one() -> None:
    from gongwen.pipeline.readers.cut_rows import joined
    from gongwen.pipeline.readers.lines import Line, Row

    number = Line("— 1 —", 280, 300, 780, 790)
    first = [Row(("序号", "任务", "单位"), 100, 1), Row(("1", "推进改革，", "市发展"), 700, 1), number]
    rest = [Row(("", "落实到位。", "改革委"), 90, 1), Row(("2", "加快开放。", "市商务局"), 120, 1)]
    pages = joined([first, rest], [800, 800])
    assert [item.cells for page in pages for item in page if isinstance(item, Row)] == [
        ("序号", "任务", "单位"),
        ("1", "推进改革，落实到位。", "市发展改革委"),
        ("2", "加快开放。", "市商务局"),
    ]
    groups = [
        Row(("类别", "任务", "单位"), 100, 1),
        Row(("甲", "一", "市商务局"), 200, 1),
        Row(("", "二", "市教育局"), 300, 1),
    ]
    more = [Row(("", "三", "市财政局"), 90, 1)]
    assert joined([groups, more], [800, 800]) == [groups, more]
    other = [Row(("", "三", "市财政局"), 90, 2)]
    assert joined([first, other], [800, 800]) == [first, other]


def test_a_row_cut_in_a_file_is_one() -> None:
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out)
    pages_of_rows = [
        [HEADER.split("\t"), ["1", "推进改革并", "市发展"]],
        [["", "抓好落实", "改革委"], ["2", "加快开放", "市商务局"]],
    ]
    for rows in pages_of_rows:
        canvas.setFont("STSong-Light", 12)
        for number, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                canvas.rect(80 + 140 * column, 700 - 30 * number, 140, 30)
                canvas.drawString(84 + 140 * column, 710 - 30 * number, cell)
        canvas.showPage()
    canvas.save()
    assert pdf.read(out.getvalue()).text.splitlines() == [
        HEADER,
        "1\t推进改革并抓好落实\t市发展改革委",
        "2\t加快开放\t市商务局",
    ]


def locked() -> bytes:
    import pypdfium2  # noqa: F401  (the reader's own library; the file is made by another)
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out, encrypt=StandardEncryption("geheim", ownerPassword="x"))
    canvas.drawString(100, 700, "secret")
    canvas.save()
    return out.getvalue()


def pages(number: int) -> bytes:
    from reportlab.pdfgen.canvas import Canvas

    out = io.BytesIO()
    canvas = Canvas(out)
    for _ in range(number):
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"%PDF-1.7\n%\xe2\xe3", SetAsideReason.DAMAGED, id="half-there"),
        pytest.param(to_pdf(["正文"])[:-200], None, id="without-its-end-may-be-read"),
        pytest.param(locked(), SetAsideReason.ENCRYPTED, id="locked"),
        pytest.param(pages(pdf.MAX_PAGES + 1), SetAsideReason.TOO_LARGE, id="too-many-pages"),
    ],
)
def test_set_aside(data: bytes, reason: SetAsideReason | None) -> None:
    try:
        found = pdf.read(data)
    except Undecodable as error:
        assert error.reason is (reason or SetAsideReason.DAMAGED)
    else:
        assert reason is None and found.text == "正文\n"


def test_pages_without_anything_have_no_text() -> None:
    assert pdf.read(pages(3)).text == ""
