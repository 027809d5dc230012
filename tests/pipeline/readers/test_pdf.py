"""PDF files: lines healed, page furniture gone, tables row by row, also over a page; and files that are set aside."""

from __future__ import annotations

import io

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
