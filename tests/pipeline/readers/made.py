"""Files of every format, made by kept libraries from the text of a notice: what a test reads back."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from html import escape
from typing import Any

INDENT = "　　"


def paragraphs_of(text: str) -> list[str]:
    """The lines of a notice without blank ones and without blanks at their ends."""
    return [line.strip() for line in text.splitlines() if line.strip()]


def to_docx(lines: Sequence[str]) -> bytes:
    """A Word document, a paragraph a line; rows between tabs become tables."""
    from docx import Document

    document = Document()
    table: list[list[str]] = []

    def close_table() -> None:
        if table:
            made = document.add_table(rows=len(table), cols=max(map(len, table)))
            for row, cells in enumerate(table):
                for column, cell in enumerate(cells):
                    made.cell(row, column).text = cell
            table.clear()

    for line in lines:
        if "\t" in line:
            table.append(line.split("\t"))
            continue
        close_table()
        document.add_paragraph(line)
    close_table()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


SIZE, LEADING, MARGIN = 16, 28, 80
CLOSING = "，。、；：！？）》”〕】"


def to_pdf(lines: Sequence[str], *, header: str = "", numbers: bool = True) -> bytes:
    """A PDF file with a text layer, laid out like an office text: indented paragraphs, broken lines, page numbers, ruled tables."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.cidfonts import UnicodeCIDFont
    from reportlab.pdfgen.canvas import Canvas

    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=A4)
    width = A4[0] - 2 * MARGIN
    y = A4[1] - 100

    def turn() -> float:
        canvas.setFont("STSong-Light", 12)
        if header:
            canvas.drawString(MARGIN, A4[1] - 40, header)
        if numbers:
            canvas.drawCentredString(A4[0] / 2, 40, f"— {canvas.getPageNumber()} —")
        canvas.showPage()
        return A4[1] - 100

    for line in lines:
        if "\t" in line:
            cells = line.split("\t")
            step = width / len(cells)
            rows = max(len(broken(cell, step - 8, 0, 12)) for cell in cells)
            if y - rows * 16 < 100:
                y = turn()
            canvas.setFont("STSong-Light", 12)
            for index, cell in enumerate(cells):
                canvas.rect(MARGIN + index * step, y - rows * 16, step, rows * 16 + 0)
                for row, words in enumerate(broken(cell, step - 8, 0, 12)):
                    canvas.drawString(MARGIN + index * step + 3, y - 12 - row * 16, words)
            y -= rows * 16
            continue
        for index, words in enumerate(broken(line, width, 2 * SIZE, SIZE)):
            if y - LEADING < 90:
                y = turn()
            y -= LEADING
            canvas.setFont("STSong-Light", SIZE)
            canvas.drawString(MARGIN + (2 * SIZE if index == 0 else 0), y, words)
    turn()
    canvas.save()
    return out.getvalue()


def broken(text: str, width: float, indent: float, size: float) -> list[str]:
    """Break a paragraph into lines as office programs do: no closing mark begins a line."""
    lines, line, room = [], "", width - indent
    for word in re.findall(r"[!-~]+|.", text):
        wide = sum(size / 2 if char.isascii() else size for char in word)
        if wide > room and word not in CLOSING:
            lines.append(line)
            line, room = "", width
        line += word
        room -= wide
    return [*lines, line]


def to_html(lines: Sequence[str], *, title: str = "公文") -> bytes:
    """A saved page of a government site: navigation, the text in paragraphs, a footer."""
    body, rows = [], list[str]()

    def close_table() -> None:
        if rows:
            body.append(f"<table>{''.join(rows)}</table>")
            rows.clear()

    for line in lines:
        if "\t" in line:
            rows.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in line.split("\t")) + "</tr>")
            continue
        close_table()
        body.append(f"<p>　　{escape(line)}</p>")
    close_table()
    page = (
        f"<!DOCTYPE html><html><head><meta charset='utf-8'><title>{title}</title></head><body>"
        "<div class='nav'><ul><li><a href='/'>首页</a></li><li><a href='/zw'>政务公开</a></li><li><a href='/hd'>互动交流</a></li></ul></div>"
        f"<div class='TRS_Editor'>{''.join(body)}</div>"
        "<div class='footer'>版权所有：测试市人民政府办公室　ICP备12345678号　网站标识码1234567890</div></body></html>"
    )
    return page.encode()


def to_pictures(lines: Sequence[str], font: str) -> list[Any]:
    """Pictures of pages at 200 dots an inch, as a scanner gives them: black on white, with page numbers."""
    from PIL import Image, ImageDraw, ImageFont

    width, height, margin, size, leading = 1654, 2339, 220, 44, 78
    letters = ImageFont.truetype(font, size)
    pages: list[Any] = []

    def turn() -> tuple[Any, int]:
        pages.append(Image.new("RGB", (width, height), "white"))
        draw = ImageDraw.Draw(pages[-1])
        draw.text((width / 2 - 60, height - 150), f"— {len(pages)} —", font=letters, fill="black")
        return draw, margin + 80

    draw, y = turn()
    for line in lines:
        for index, words in enumerate(broken(line.replace("\t", "　"), width - 2 * margin, 2 * size, size)):
            if y > height - 300:
                draw, y = turn()
            draw.text((margin + (2 * size if index == 0 else 0), y), words, font=letters, fill="black")
            y += leading
    return pages
