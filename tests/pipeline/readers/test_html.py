"""Web pages: every paragraph of the notice comes out, in order, and the site stays behind, whatever the site is built like."""

from __future__ import annotations

import re
from collections.abc import Callable
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from functools import cache
from html import escape
from itertools import pairwise

import pytest
from facts import differences, facts_of
from gongwen.extractors.header import _META_KEYS
from gongwen.pipeline.decode import Decoded, Undecodable
from gongwen.pipeline.readers.html import read
from gongwen.pipeline.readers.html_words import LABELS
from hypothesis import given
from hypothesis import strategies as st
from made import paragraphs_of
from notice_texts import notices

META = re.compile(r"(索  引  号|发文机关|文      号|主题分类|组配分类|成文日期):\s*(.*)")
SITE = "某某省人民政府门户网站"
NAVIGATION = """<div class="header"><img alt="logo"><h1 class="logo"><a href="/">某某省人民政府</a></h1><div class="search"><input value="搜索">
<button>搜索</button></div></div><ul class="nav"><li><a href="/a">首页</a></li><li><a href="/b">政务公开</a></li><li><a href="/c">办事服务</a></li>
<li><a href="/d">互动交流</a></li><li><a href="/e">数据开放</a></li></ul><div class="dqwz">您现在的位置：<a href="/">首页</a> &gt; <a href="/b">政务公开</a>
&gt; 规范性文件</div><script>var 脚本 = "脚本里的话，不是公文。";</script><style>.x { content: "样式里的话" }</style><!-- 注释里的话，不是公文。 -->
<div style="display: none">藏起来的话，藏起来的话，藏起来的话，不是公文。</div><noscript>请打开脚本，否则本页不能正常显示，请打开脚本。</noscript>"""
FOOTER = """<div class="share">分享到：<a href="#">微信</a><a href="#">微博</a></div><div class="tools">【<a href="#">打印</a>】【<a href="#">关闭窗口</a>】</div>
<div class="prev">上一篇：<a href="/1">某某省人民政府关于表彰先进的决定</a></div><div class="box"><h3>相关链接</h3><ul>
<li><a href="/2">图解：某某省“十四五”规划纲要，一图看懂</a><span>2021-03-02</span></li><li><a href="/3">某某省人民政府办公厅关于调整领导小组成员的通知</a></li></ul></div>
<footer><p><a href="/g">网站地图</a> | <a href="/h">联系我们</a> | <a href="/i">关于本站</a></p>
<p>版权所有：某某省人民政府办公厅 主办单位：某某省人民政府办公厅 承办：某某省信息中心</p><p>ICP备案号：赣ICP备05000001号 网站标识码：3600000000</p></footer>"""
OF_THE_SITE = re.compile(
    "脚本|样式里|注释里|藏起来|搜索|首页|办事服务|互动交流|现在的位置|分享到|打印|关闭|上一篇|相关链接|图解|领导小组成员的通知|网站地图|版权所有|ICP|标识码|浏览次数|字体"
)


class Source:
    """A notice of the corpus as a site holds it: metadata, title where it has one, and its paragraphs."""

    def __init__(self, text: str) -> None:
        rows = paragraphs_of(text)
        self.meta = [match.groups() for match in map(META.fullmatch, rows) if match]
        self.rows = [row for row in rows if not META.fullmatch(row)]
        self.facts = facts_of(Decoded(text, "utf-8"))
        self.title: str = self.facts["document"]["title"] or ""

    @property
    def lines(self) -> list[str]:
        """What a reader has to return, without white space."""
        return ["".join(f"{label}：{value}".split()) for label, value in self.meta] + [
            "".join(row.split()) for row in self.rows
        ]


@cache
def source(name: str) -> Source:
    return Source(notices()[name])


def page(source: Source, body: str, charset: str = "utf-8") -> str:
    """A whole page round its middle, which the site calls what the notice is called, or nothing in particular."""
    title = f"<title>{escape(source.title or '政务公开')}_{SITE}</title>"
    return f"<!DOCTYPE html><html><head><meta charset={charset}>{title}</head><body>{NAVIGATION}{body}{FOOTER}</body></html>"


def as_p(rows: list[str]) -> str:
    return "\n".join(f'<p style="text-indent: 2em">{escape(row)}</p>' for row in rows)


def headline(source: Source) -> str:
    return f'<h1 class="title">{escape(source.title)}</h1>' if source.title else ""


def gov_cn(source: Source) -> str:
    pairs = [f"<td><b>{label}：</b></td><td>{escape(value)}</td>" for label, value in source.meta]
    rows = "".join(f"<tr>{left}{right}</tr>" for left, right in zip(pairs[::2], [*pairs[1::2], ""], strict=False))
    content = f'<div class="pages_content" id="UCAP-CONTENT">{as_p(source.rows)}</div>'
    return page(
        source,
        f'<table class="bd1">{rows}</table><div class="wrap">{headline(source)}<table><tr><td>{content}</td></tr></table></div>',
    )


def trs(source: Source) -> str:
    items = "".join(f"<li><span>{label}：</span>{escape(value)}</li>" for label, value in source.meta)
    rows = "".join(
        f'<p class="MsoNormal"><span style="font: 16pt 仿宋">　　{escape(row)}</span><o:p></o:p></p>\n'
        for row in source.rows
    )
    info = "<div class='info'>发布时间：2020-03-05 09:21 来源：省政府办公厅 浏览次数：<span>123</span> 字体：[<a href=#>大</a> <a href=#>中</a> <a href=#>小</a>]</div>"
    content = f'<div class="view TRS_UEDITOR trs_paper_default">{rows}</div>'
    return page(
        source, f"<ul class='xxgk-head'>{items}</ul>{headline(source)}{info}<div class='bt_content'>{content}</div>"
    )


def zoom(source: Source) -> str:
    items = "".join(f"<dl><dt>{label}</dt><dd>{escape(value)}</dd></dl>" for label, value in source.meta)
    text = "<br/>\n<br/>\n".join(f"&nbsp;&nbsp;&nbsp;&nbsp;{escape(row)}" for row in source.rows)
    return page(source, f"{items}{headline(source)}<div id='zoom'>{text}</div>")


def article(source: Source) -> str:
    items = "".join(f"<div>{label}：{escape(value)}</div>" for label, value in source.meta)
    rows = "".join(f"<div>{escape(row)}</div>" for row in source.rows)
    share = "<div class='article_share'>分享到：<a href=#>微信</a></div>"
    return page(
        source, f"<div class='article'>{share}{items}{headline(source)}{rows}<p><a href=#>打印</a> | 关闭</p></div>"
    )


def bmtext(source: Source) -> str:
    pairs = "".join(f"<tr><th>{label}</th><td>{escape(value)}</td></tr>" for label, value in source.meta)
    return page(
        source,
        f"<table>{pairs}</table><div class='bmtext'>{as_p(source.rows)}</div><p class='ewm'>扫一扫在手机打开当前页</p>",
    )


def of_2005(source: Source) -> str:
    """Nested tables, no class at all, capitals, tags left open, the encoding of its day, and lines broken in the source."""
    rows = "<BR>\r\n".join(
        re.sub(r"(.{40}[\u4e00-\u9fff])(?=[\u4e00-\u9fff])", "\\1\r\n", escape(f"　　{row}")) for row in source.rows
    )
    meta = "".join(f"<TR><TD width=80>{label}：<TD>{escape(value)}" for label, value in source.meta)
    links = "".join(f"<TR><TD><A href=/{n}>政务公开栏目之{n}</A>" for n in range(12))
    return page(
        source,
        f"<FORM><TABLE width=770><TR><TD width=160 valign=top><TABLE>{links}</TABLE><TD><TABLE>{meta}</TABLE><CENTER><FONT size=5>"
        f"{escape(source.title)}</FONT></CENTER><TABLE><TR><TD><FONT face=宋体>{rows}</FONT></TABLE></TABLE></FORM>",
        "gb2312",
    )


def of_frames(source: Source) -> str:
    """No known class; the last paragraphs, often signature and date, in a sibling element."""
    cut = max(1, len(source.rows) - 3)
    meta = "".join(f"<p>{label}：{escape(value)}</p>" for label, value in source.meta)
    return page(
        source,
        f"<main><div class=x1>{meta}</div><div class=x2>{as_p(source.rows[:cut])}</div><div class=x3>{as_p(source.rows[cut:])}</div></main>",
    )


def xhtml(source: Source) -> str:
    return '<?xml version="1.0" encoding="utf-8"?>' + trs(source)


def archive(source: Source) -> bytes:
    """A web archive as browsers save it: the page in quoted printable, a picture, a frame with little in it."""
    message = MIMEMultipart("related", type="text/html")
    message["From"] = "<Saved by Blink>"
    message["Snapshot-Content-Location"] = "http://www.example.gov.cn/a.html"
    message.attach(MIMEText("<html><body>统计代码</body></html>", "html", "utf-8"))
    message.attach(MIMEText(gov_cn(source), "html", "gb18030"))
    return message.as_bytes()


STRUCTURES: dict[str, Callable[[Source], str | bytes]] = {
    each.__name__: each for each in (gov_cn, trs, zoom, article, bmtext, of_2005, of_frames, xhtml, archive)
}


def made(structure: str, name: str) -> bytes:
    whole = STRUCTURES[structure](source(name))
    return whole if isinstance(whole, bytes) else whole.encode("gb18030" if structure == "of_2005" else "utf-8")


def without_blanks(text: str) -> list[str]:
    return ["".join(row.split()).replace(":", "：", 1 if META.fullmatch(row) else 0) for row in text.splitlines()]


@pytest.mark.parametrize("structure", STRUCTURES)
def test_no_paragraph_is_lost_and_nothing_of_the_site_comes_in(structure: str) -> None:
    wrong = {}
    for name in notices():
        lines = without_blanks(read(made(structure, name)).text)
        if lines != source(name).lines:
            wrong[name] = set(source(name).lines) ^ set(lines)
    assert not wrong


@pytest.mark.parametrize("structure", ["gov_cn", "of_2005"])
def test_a_page_gives_the_facts_of_the_text(structure: str) -> None:
    wrong = {name: differences(source(name).facts, facts_of(read(made(structure, name)))) for name in notices()}
    assert not {name: each for name, each in wrong.items() if each}


@pytest.mark.parametrize("structure", STRUCTURES)
def test_every_paragraph_and_cell_has_its_place(structure: str) -> None:
    decoded = read(made(structure, "guobanfa-2018-126-chuangxingaige"))
    starts = [0, *(index + 1 for index, char in enumerate(decoded.text) if char == "\n")][:-1]
    assert [part.start for part in decoded.parts] == starts
    assert [part.paragraph for part in decoded.parts] == list(range(1, len(starts) + 1))


def test_labels_of_metadata_are_those_that_the_header_rules_take_off() -> None:
    assert set(_META_KEYS) == LABELS


PROSE = "各地要按照职责分工抓好落实，加快推进各项工作，确保按时完成全年目标任务。"


def text_of(html: str) -> list[str]:
    return read(html.encode()).text.splitlines()


@pytest.mark.parametrize(
    ("html", "lines"),
    [
        ("<p>一、加强领导</p><p>二、督促检查</p>", ["一、加强领导", "二、督促检查"]),
        ("<p>甲&nbsp;乙&ensp;丙&#x4e01;&amp;&lt;</p>", ["甲 乙\u2002丙丁&<"]),
        (f"<ol><li>{PROSE}</li><li>{PROSE}</li></ol>", [f"1. {PROSE}", f"2. {PROSE}"]),
        (f"<ol start=4><li>{PROSE}</li><li value=9>{PROSE}</li></ol>", [f"4. {PROSE}", f"9. {PROSE}"]),
        (f"<ol reversed><li>{PROSE}</li><li>{PROSE}</li></ol>", [f"2. {PROSE}", f"1. {PROSE}"]),
        (f"<ol type=a><li>{PROSE}</li></ol>", [f"a. {PROSE}"]),
        (f"<ol style='list-style-type: cjk-ideographic' start=21><li>{PROSE}</li></ol>", [f"二十一、{PROSE}"]),
        (f"<ol style='list-style: none'><li>{PROSE}</li></ol>", [PROSE]),
        (f"<ol><li>（一）{PROSE}</li></ol>", [f"（一）{PROSE}"]),
        (f"<ul><li>{PROSE}</li></ul>", [PROSE]),
        (f"<p>{PROSE}</p><pre>  甲\n  乙</pre><p>{PROSE}</p>", [PROSE, "甲", "乙", PROSE]),
        (f"<p>{PROSE}</p><pre><font><span>甲</span></font>\n<font>乙</font>1<i>丙\n</i><b>丁</b>\n\n戊</pre>后", [PROSE, "甲", "乙1丙", "丁", "戊", "后"]),
        ("<p>各地要加强\n  领导，并于 Q3\nor later 完成</p>", ["各地要加强领导，并于 Q3 or later 完成"]),
        (f"<p>{PROSE}</p><div class=share>{PROSE * 3}</div>", [PROSE, PROSE * 3]),
        (f"<p>{PROSE}<span hidden>藏</span>后<i style='visibility:hidden'>藏</i>面</p>", [f"{PROSE}后面"]),
        (f"<p>{PROSE}</p><p>附件：<a href=1.doc>任务分工表</a></p><p><a href=2.doc>2.联系表</a></p>", [PROSE, "附件：任务分工表", "2.联系表"]),
        (f"<title>某市关于加强管理的通知_某市政府网</title><p>{PROSE}</p>", ["某市关于加强管理的通知", PROSE]),
        (f"<meta name=ArticleTitle content='关于加强管理的通知'><title>某市政府网</title><p>{PROSE}</p>", ["关于加强管理的通知", PROSE]),
        (f"<div>索引号：1</div><div>体裁分类：命令</div><p>文号：</p><p>知识产权局：</p><p>{PROSE}</p>", ["索引号：1", "文号：", "知识产权局：", PROSE]),
        (f"<dl><dt>索引号<dd>1<dt>文号<dd>某府〔2020〕1号</dl><p>{PROSE}</p>", ["索引号：1", "文号：某府〔2020〕1号", PROSE]),
    ],
)  # fmt: skip
def test_a_page_reads_as_a_browser_shows_it(html: str, lines: list[str]) -> None:
    assert text_of(html) == lines


def test_the_cells_of_a_row_stand_in_their_columns() -> None:
    rows = [
        "<tr><th>序号</th><th>任务</th><th>责任单位</th></tr>",
        "<tr><td rowspan=2>1</td><td>建设学校</td><td>教育局<br>财政局</td></tr>",
        "<tr><td>建设医院</td><td>卫生局，<p>财政局</p></td></tr>",
        "<tr><td colspan=2>共两项</td><td>政府办</td></tr>",
    ]
    decoded = read(f"<p>{PROSE}</p><table>{''.join(rows)}</table><p>{PROSE}</p>".encode())
    assert decoded.text.splitlines()[1:-1] == [
        "序号\t任务\t责任单位",
        "1\t建设学校\t教育局 财政局",
        "\t建设医院\t卫生局，财政局",
        "共两项\t\t政府办",
    ]
    assert [part.place for part in decoded.parts] == [
        "第1段",
        *(f"表1第{row}行第{column}列" for row in range(1, 5) for column in range(1, 4)),
        "第2段",
    ]


def test_every_row_of_a_table_of_duties_is_a_task_of_its_units() -> None:
    name = "guobanfa-2018-126-chuangxingaige"
    rows = source(name).rows
    start = rows.index("序号")
    # without the lines over groups of rows (`一、…方面`)
    rows = rows[:start] + [row for row in rows[start:] if not re.match("[一二三四五]、", row)]
    starts = [start, *(i for i, row in enumerate(rows) if i > start and row.isdigit()), len(rows)]
    cells = [[*rows[a : a + 2], "<br>".join(rows[a + 2 : b - 2]), *rows[b - 2 : b]] for a, b in pairwise(starts)]
    table = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in cells)
    decoded = read(page(source(name), f"<div id=zoom>{as_p(rows[:start])}<table>{table}</table></div>").encode())
    assert len(decoded.text.splitlines()) == start + len(cells)
    tasks = [task for task in facts_of(decoded)["tasks"] if task["basis"] == "table"]
    assert [[each["surface"] for each in task["responsibilities"]] for task in tasks] == [
        row[3].split("、") for row in cells[1:]
    ]


@pytest.mark.parametrize(
    ("said", "written", "encoding"),
    [
        ("gb2312", "gb18030", "gb18030"),
        ("GBK", "gbk", "gb18030"),
        ("utf-8", "utf-8", "utf-8"),
        ("utf-8", "utf-8-sig", "utf-8"),
        ("gb2312", "utf-8", "utf-8"),
        ("utf-8", "gb18030", "gb18030"),
        ("iso-8859-1", "gbk", "gb18030"),
        ("big5", "big5", "big5hkscs"),
        ("utf-16", "utf-8", "utf-8"),
        ("gb2312", "utf-16", "utf-16-le"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_is_in(said: str, written: str, encoding: str) -> None:
    words = "關於加強城市建設的通知，各有關單位應加強工作，推進發展，完成年度目標。" if said == "big5" else PROSE
    decoded = read(
        f"<html><meta http-equiv=Content-Type content='text/html; charset={said}'><p>{words}</p>".encode(written)
    )
    assert (decoded.text, decoded.encoding) == (f"{words}\n", encoding)


DEEP = 100_000
BOMB = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (b"", ""),
        (b" \r\n", ""),
        (b"<html></html>", ""),
        (b"<!-- x -->", ""),
        (b"<html><body><img src=scan.jpg><script>alert(1)</script></body></html>", ""),
        (f"{'<div>' * 300}{PROSE}".encode(), f"{PROSE}\n"),
        (f"<?xml version='1.0'?><!DOCTYPE html [<!ENTITY a0 'x'>{BOMB}]><html><body><p>{PROSE}&a9;</p></body></html>".encode(), f"{PROSE}&a9;\n"),
        (f"<!DOCTYPE html [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><p>{PROSE}&e;</p>".encode(), f"{PROSE}&e;\n"),
        (f"<p>{PROSE}</p><table><tr><td colspan=999999>甲<td rowspan=999999>乙<tr><td>丙<td>丁</table>".encode(), None),
        (f"<p>{PROSE}</p><table>{'<tr><td rowspan=1000 colspan=50>甲<td>乙' * 2000}</table>".encode(), None),
        (f"{'<div>' * DEEP}{PROSE}{'</div>' * DEEP}".encode(), None),
        (f"{'<div class=nav>' * DEEP}{PROSE}".encode(), None),
        (f"{'<table><tr><td>甲<td>乙<tr><td>' * 5000}{PROSE}".encode(), None),
        (f"{'<ol><li>' * DEEP}{PROSE}".encode(), None),
        (f"<p>{PROSE}</p>{'<p>甲</p>' * DEEP}".encode(), None),
        (f"<p>{'打印' * DEEP}甲</p><p>{'>' * DEEP}</p><p>{PROSE}</p>".encode(), None),
        (f"<meta name=ArticleTitle content='{'-' * DEEP}'><p>{PROSE}</p>".encode(), None),
        (f"<p>{'一 ' * DEEP}</p><p>{PROSE}</p>".encode(), None),
    ],
    ids=range(18),
)  # fmt: skip
def test_hostile_pages_do_no_harm(data: bytes, text: str | None) -> None:
    decoded = read(data)
    assert text is None or (decoded.text == text or decoded.text == f"]>\n{text}")


NESTED = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(2000))


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 20,
        b"\x00\x01\x02" * 50,
        b"<meta charset=utf-8>" + PROSE.encode() + b"\xff" + PROSE.encode("gbk"),
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: image/png\n\nAA\n--x--",
        b"MIME-Version: 1.0\n" + NESTED,
        b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n",
    ],
    ids=range(6),
)
def test_what_is_no_page_is_refused(data: bytes) -> None:
    with pytest.raises(Undecodable):
        read(data)


@pytest.mark.parametrize("structure", STRUCTURES)
def test_a_page_cut_off_gives_what_is_there(structure: str) -> None:
    whole = made(structure, "guohan-2018-145-zizhuchuangxin")
    for size in range(0, len(whole), 997):
        try:
            read(whole[:size])
        except Undecodable:
            continue


WORDS = st.text(
    st.sampled_from("各地区部门要加强落实工作责任任务目标完成〔2020〕《》，。、；：（一）1.%"), min_size=1, max_size=60
)


@given(st.lists(WORDS, min_size=1, max_size=12), st.sampled_from(["p", "div", "li", "section", "td"]))
def test_any_text_in_paragraphs_comes_out_in_order(rows: list[str], tag: str) -> None:
    content = "".join(f"<{tag}>{PROSE}{row}</{tag}>" for row in rows)
    content = f"<table>{content.replace('<td>', '<tr><td>')}</table>" if tag == "td" else content
    html = f"<html><body>{NAVIGATION}<div>{content}</div>{FOOTER}</body></html>"
    assert text_of(html) == [PROSE + row for row in rows]


@given(st.text(max_size=200))
def test_any_page_is_read(text: str) -> None:
    try:
        read(text.encode("utf-8", "surrogatepass"))
    except Undecodable:
        return
