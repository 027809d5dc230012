"""One notice in every format says the same: as text, Word document, PDF file with a text layer, web page; a scan nearly so."""

from __future__ import annotations

import io
import subprocess
from collections import Counter
from pathlib import Path

import pytest
from facts import differences, facts_of
from gongwen.pipeline.decode import Decoded, Undecodable
from gongwen.pipeline.formats import reader_of
from gongwen.pipeline.readers import office
from made import paragraphs_of, to_docx, to_html, to_pdf, to_pictures

NOTICES = Path(__file__).parents[3] / "corpus" / "notices"
DRAWN = (
    "guobanfa-2018-127-keyanzizhuquan",
    "jiangxi-2020-yingyouer",
    "gongxin-2020-fuwuxingzhizao",
    "guobanfa-1997-11-shetuanqingli",
    "jiangxi-2020-liutong-xiaofei",
    "guofa-2004-18-gongzuoguize",
)
"""Notices of different shapes: notes, tables, articles, a web page's metadata."""
TABLE = [
    "测府〔2024〕1号", "测试市人民政府关于印发责任清单的通知", "各县人民政府：", "现将责任清单印发给你们，请认真贯彻执行。", "一、责任清单",
    "序号\t任务\t责任单位\t完成时限", "1\t修建滨江水库，改善供水条件\t市水利局、市财政局\t2025年12月底前", "2\t推进数字政务平台建设\t市大数据局\t2026年6月底前",
    "二、目标", "到2027年，全市森林覆盖率达到60%以上。", "测试市人民政府", "2024年1月5日",
]  # fmt: skip


def lines_of(name: str) -> list[str]:
    return paragraphs_of((NOTICES / f"{name}.txt").read_text(encoding="utf-8"))


@pytest.mark.parametrize("name", DRAWN)
@pytest.mark.parametrize("form", ["docx", "pdf", "html"])
def test_a_notice_says_the_same(name: str, form: str) -> None:
    lines = lines_of(name)
    made = {"docx": to_docx, "pdf": to_pdf, "html": to_html}[form](lines)
    plain = facts_of(Decoded("\n".join(lines) + "\n", "utf-8"))
    assert differences(plain, facts_of(reader_of(form)(made))) == []


@pytest.mark.parametrize("form", ["docx", "pdf", "html"])
def test_a_table_says_the_same(form: str) -> None:
    made = {"docx": to_docx, "pdf": to_pdf, "html": to_html}[form](TABLE)
    found = facts_of(reader_of(form)(made))
    assert differences(facts_of(Decoded("\n".join(TABLE) + "\n", "utf-8")), found) == []
    assert [task["deadline"] for task in found["tasks"]] == ["2025-12", "2026-06"]


@pytest.mark.skipif(office.program() is None, reason="LibreOffice is not installed")
def test_an_old_document_says_the_same(tmp_path: Path) -> None:
    path = tmp_path / "notice.docx"
    path.write_bytes(to_docx(TABLE))
    command = [
        str(office.program()),
        f"-env:UserInstallation={(tmp_path / 'p').as_uri()}",
        "--headless",
        "--convert-to",
        "doc",
        "--outdir",
    ]
    subprocess.run([*command, str(tmp_path), str(path)], check=True, capture_output=True)
    found = facts_of(office.read(path.with_suffix(".doc").read_bytes()))
    assert differences(facts_of(Decoded("\n".join(TABLE) + "\n", "utf-8")), found) == []


def font() -> str | None:
    """A font with Chinese characters, where the system has one."""
    try:
        found = subprocess.run(
            ["fc-match", "-f", "%{file}|%{lang}", ":lang=zh-cn"], capture_output=True, text=True, check=False
        )
    except OSError:
        return None
    file, _, languages = found.stdout.partition("|")
    return file if "zh-cn" in languages else None


def items(found: object) -> Counter[str]:
    """Every fact of a notice as words, so that shares can be counted."""
    assert isinstance(found, dict)
    kinds = ("sections", "tasks", "projects", "targets", "citations")
    named = dict.fromkeys(kinds, ("path", "heading", "title", "name", "indicator", "value", "surface"))
    return Counter(f"{k}: {[each.get(key) for key in named[k]]}" for k in kinds for each in found[k])


@pytest.mark.skipif(font() is None, reason="no font with Chinese characters is installed")
def test_a_scan_says_nearly_the_same() -> None:
    pytest.importorskip("rapidocr")
    lines = lines_of("guohan-2016-52-lianxihuiyi")
    pages = to_pictures(lines, font() or "")
    out = io.BytesIO()
    pages[0].save(out, "TIFF", save_all=True, append_images=pages[1:], compression="tiff_deflate")
    plain = items(facts_of(Decoded("\n".join(lines) + "\n", "utf-8")))
    scan = items(facts_of(reader_of("tiff")(out.getvalue())))
    assert (plain & scan).total() >= 0.95 * plain.total()


def test_a_picture_without_the_extra_is_set_aside_with_advice(monkeypatch: pytest.MonkeyPatch) -> None:
    from gongwen.pipeline.readers import scans
    from PIL import Image

    def missing() -> None:
        raise Undecodable(scans.WITHOUT)

    monkeypatch.setattr(scans, "_engine", missing)
    out = io.BytesIO()
    Image.new("RGB", (100, 100), "white").save(out, "PNG")
    with pytest.raises(Undecodable, match=r"gongwen\[ocr\]"):
        scans.read(out.getvalue())
