"""Word documents: numbers that Word makes, tables, boxes, tracked changes; what is no text; and files that are set aside."""

from __future__ import annotations

import io
import zipfile

import pytest
from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from gongwen.pipeline.decode import Undecodable
from gongwen.pipeline.readers import docx
from gongwen.schemas import SetAsideReason
from hypothesis import given, settings
from hypothesis import strategies as st
from made import to_docx

W = nsdecls("w")


def saved(document: object) -> bytes:
    out = io.BytesIO()
    document.save(out)  # type: ignore[attr-defined]
    return out.getvalue()


def body(*xml: str) -> bytes:
    """A document of these elements; `{W}` stands for the name space."""
    document = Document()
    for element in xml:
        document.element.body.insert(-1, parse_xml(element.replace("{W}", W)))
    return saved(document)


def run(text: str) -> str:
    return f"<w:r><w:t>{text}</w:t></w:r>"


@pytest.mark.parametrize(
    ("xml", "text"),
    [
        pytest.param(f"<w:p {{W}}>{run('甲')}{run('乙')}</w:p>", "甲乙", id="runs"),
        pytest.param(f"<w:p {{W}}>{run('甲')}<w:ins w:id='1' w:author='x'>{run('乙')}</w:ins></w:p>", "甲乙", id="inserted-counts"),
        pytest.param(f"<w:p {{W}}>{run('甲')}<w:del w:id='1' w:author='x'><w:r><w:delText>乙</w:delText></w:r></w:del></w:p>", "甲", id="deleted-does-not"),
        pytest.param(f"<w:p {{W}}><w:moveFrom w:id='1' w:author='x'>{run('乙')}</w:moveFrom>{run('甲')}</w:p>", "甲", id="moved-away"),
        pytest.param(f"<w:p {{W}}>{run('甲')}<w:r><w:rPr><w:vanish/></w:rPr><w:t>密</w:t></w:r></w:p>", "甲", id="hidden"),
        pytest.param(f"<w:p {{W}}>{run('甲')}<w:r><w:br/></w:r>{run('乙')}</w:p>", "甲\n乙", id="line-break"),
        pytest.param(f"<w:p {{W}}><w:hyperlink>{run('甲')}</w:hyperlink></w:p>", "甲", id="link"),
        pytest.param(f"<w:sdt {{W}}><w:sdtContent><w:p>{run('甲')}</w:p></w:sdtContent></w:sdt>", "甲", id="content-control"),
        pytest.param(f"<w:p {{W}}><w:r><w:instrText>PAGE</w:instrText></w:r>{run('甲')}</w:p>", "甲", id="field-code"),
    ],
)  # fmt: skip
def test_paragraphs(xml: str, text: str) -> None:
    assert docx.read(body(xml)).text.strip() == text


def test_a_text_box_stands_behind_its_paragraph_once() -> None:
    box = (
        "<w:p {W} xmlns:mc='http://schemas.openxmlformats.org/markup-compatibility/2006'>"
        + run("甲")
        + "<w:r><mc:AlternateContent>"
        f"<mc:Choice Requires='wps'><w:drawing><w:txbxContent><w:p>{run('框')}</w:p></w:txbxContent></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><w:txbxContent><w:p>{run('框')}</w:p></w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert docx.read(body(box, f"<w:p {{W}}>{run('乙')}</w:p>")).text.split() == ["甲", "框", "乙"]


def test_headers_and_footers_are_no_text() -> None:
    document = Document()
    document.sections[0].header.paragraphs[0].text = "内部资料"
    document.sections[0].footer.paragraphs[0].text = "第1页"
    document.add_paragraph("正文")
    assert docx.read(saved(document)).text == "正文\n"


LEVELS = [
    ("chineseCounting", "%1、"),
    ("chineseCounting", "（%2）"),
    ("decimal", "%3."),
    ("decimalEnclosedCircle", "%4"),
]


def numbered(*items: tuple[int, str], levels: list[tuple[str, str]] = LEVELS) -> bytes:
    """A document with an automatic numbering; `items` are level and text."""
    document = Document()
    made = "".join(
        f"<w:lvl w:ilvl='{at}'><w:start w:val='1'/><w:numFmt w:val='{form}'/><w:lvlText w:val='{text}'/></w:lvl>"
        for at, (form, text) in enumerate(levels)
    )
    root = document.part.numbering_part.element
    root.insert(0, parse_xml(f"<w:abstractNum {W} w:abstractNumId='90'>{made}</w:abstractNum>"))
    root.append(parse_xml(f"<w:num {W} w:numId='90'><w:abstractNumId w:val='90'/></w:num>"))
    for level, text in items:
        properties = f"<w:pPr><w:numPr><w:ilvl w:val='{level}'/><w:numId w:val='90'/></w:numPr></w:pPr>"
        document.element.body.insert(-1, parse_xml(f"<w:p {W}>{properties}{run(text)}</w:p>"))
    return saved(document)


@pytest.mark.parametrize(
    ("items", "lines"),
    [
        pytest.param([(0, "甲"), (1, "乙"), (1, "丙"), (0, "丁"), (1, "戊")], ["一、甲", "（一）乙", "（二）丙", "二、丁", "（一）戊"], id="a-level-starts-anew"),
        pytest.param([(0, "甲"), (1, "乙"), (2, "丙"), (3, "丁"), (2, "戊")], ["一、甲", "（一）乙", "1.丙", "①丁", "2.戊"], id="four-levels"),
        pytest.param([(0, str(n)) for n in range(1, 13)], [*(f"{c}、{n}" for n, c in enumerate("一二三四五六七八九十", 1)), "十一、11", "十二、12"], id="beyond-ten"),
    ],
)  # fmt: skip
def test_automatic_numbers_are_text(items: list[tuple[int, str]], lines: list[str]) -> None:
    assert docx.read(numbered(*items)).text.split() == lines


@pytest.mark.parametrize(
    ("form", "text", "number", "written"),
    [
        ("decimal", "%1.", 3, "3."),
        ("chineseCountingThousand", "第%1条", 21, "第二十一条"),
        ("japaneseCounting", "%1、", 10, "十、"),
        ("chineseLegalSimplified", "%1、", 2, "贰、"),
        ("upperLetter", "%1)", 27, "AA)"),
        ("lowerRoman", "(%1)", 4, "(iv)"),
        ("decimalFullWidth", "%1．", 12, "１２．"),
        ("bullet", "●", 2, ""),
        ("none", "", 2, ""),
    ],
)
def test_shapes_of_numbers(form: str, text: str, number: int, written: str) -> None:
    lines = docx.read(numbered(*[(0, "项")] * number, levels=[(form, text)])).text.splitlines()
    assert lines[-1] == f"{written}项"


def test_rows_are_lines_with_tabs_and_every_cell_has_its_place() -> None:
    found = docx.read(to_docx(["表前", "序号\t任务\t责任单位", "1\t修路\t市交通局", "表后"]))
    assert found.text == "表前\n序号\t任务\t责任单位\n1\t修路\t市交通局\n表后\n"
    assert [(part.place, found.text[part.start]) for part in found.parts] == [
        ("第1段", "表"),
        *[("表1第1行第1列", "序"), ("表1第1行第2列", "任"), ("表1第1行第3列", "责")],
        *[("表1第2行第1列", "1"), ("表1第2行第2列", "修"), ("表1第2行第3列", "市")],
        ("第2段", "表"),
    ]


def test_a_frame_of_one_cell_is_no_table() -> None:
    document = Document()
    document.add_table(1, 1).cell(0, 0).text = "专栏1 重点工程\n一、建设水库。"
    assert docx.read(saved(document)).text.splitlines() == ["专栏1 重点工程", "一、建设水库。"]


def packed(**members: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in members.items():
            package.writestr(name.replace("__", "/").replace("_", "."), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        pytest.param(b"PK\x03\x04half", SetAsideReason.DAMAGED, id="half-there"),
        pytest.param(packed(a_txt=b"x"), SetAsideReason.DAMAGED, id="no-document-inside"),
        pytest.param(packed(word__document_xml=b"0" * 150_000_000), SetAsideReason.UNSAFE, id="would-burst"),
        pytest.param(packed(word__vbaProject_bin=b"x"), SetAsideReason.UNSAFE, id="macros"),
        pytest.param(packed(word__document_xml=b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>"), SetAsideReason.UNSAFE, id="external-entity"),
    ],
)  # fmt: skip
def test_set_aside(data: bytes, reason: SetAsideReason) -> None:
    with pytest.raises(Undecodable) as caught:
        docx.read(data)
    assert caught.value.reason is reason


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.text(alphabet=st.characters(categories=["Lo", "Nd", "Po"]), min_size=1, max_size=30), min_size=1, max_size=8
    )
)
def test_any_paragraphs_come_back_in_order(lines: list[str]) -> None:
    found = docx.read(to_docx([f"甲{line}" for line in lines]))
    assert found.text.splitlines() == [docx.mended(f"甲{line}") for line in lines]
    assert [found.text[part.start] for part in found.parts] == ["甲"] * len(lines)
