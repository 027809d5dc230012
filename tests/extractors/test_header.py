"""Headers as documents print them: red heads, metadata, joint issues, replies, orders, with evidence of each field."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from gongwen.extractors.header import read_header
from gongwen.extractors.header_model import Header
from gongwen.extractors.outline import build
from gongwen.extractors.reading import Reading
from gongwen.extractors.text import Layout
from hypothesis import given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parent))
from small_notice import NOTICES


def header_of(text: str) -> Header:
    layout = Layout(text)
    return read_header(layout, build(layout))


PLAIN = """国办发〔2019〕6号

国务院办公厅关于有效发挥政府性融资担保基金作用
切实支持小微企业和“三农”发展的指导意见

各省、自治区、直辖市人民政府，国务院各部委、各直属机构：

近年来，各地区深入贯彻落实。

一、总体要求
坚持聚焦支小支农。

国务院办公厅
2019年1月22日

（此件公开发布）
"""
JOINT = """发改财金〔2019〕860号

国家发展改革委办公厅 国家税务总局办公厅
关于加强个人所得税纳税信用建设的通知

各省、自治区、直辖市发展改革委，国家税务总局各省、自治区、直辖市和计划单列市税务局：

为贯彻落实有关要求，现就有关事项通知如下：

一、建立记录
加强管理。

国家发展改革委办公厅
国家税务总局办公厅
2019年8月20日
"""
REPLY = """国函〔2018〕145号

国务院关于同意乌鲁木齐、昌吉、石河子高新技术产业开发区建设国家自主创新示范区的批复

新疆维吾尔自治区人民政府、科技部，新疆生产建设兵团：

你们关于建设国家自主创新示范区的请示收悉。现批复如下：

一、同意建设。

国务院
2018年11月23日
"""
METADATA = """索  引  号: 014500300/2020-00123  发布机构: 某省政府办公厅
文      号: 某府厅字〔2020〕18号
发文机关: 某省人民政府办公厅
成文日期: 2020-03-18

某省人民政府办公厅关于抢抓时间的若干措施

各市、县（区）人民政府，省政府各部门：

为做好工作，提出如下措施。

一、加快建设
抓紧推进。
"""
ORDER = """中华人民共和国教育部令
第18号

《某管理办法》已经部务会议审议通过，现予公布，自2004年9月1日起施行。
"""
CHINESE_DATE = """国发〔2004〕18号
国务院关于印发《国务院工作规则》的通知
各省、自治区、直辖市人民政府，国务院各部委、各直属机构：
现将修订后的《国务院工作规则》印发给你们，请认真贯彻执行。
国务院
二○○四年六月二十二日
"""
UPWARD = """某市发〔2021〕12号        签发人：某某

某市人民政府关于设立某开发区的请示

省人民政府：

为加快发展，现请示如下。

某市人民政府
2021年5月6日
"""


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(
            PLAIN,
            {
                "doc_number": "国办发〔2019〕6号",
                "title": "国务院办公厅关于有效发挥政府性融资担保基金作用切实支持小微企业和“三农”发展的指导意见",
                "attached_title": None,
                "genre": "意见",
                "issuers": ["国务院办公厅"],
                "addressees": ["各省、自治区、直辖市人民政府", "国务院各部委", "各直属机构"],
                "issued_on": "2019-01-22",
                "disclosure": "此件公开发布",
            },
            id="one-issuer",
        ),
        pytest.param(
            JOINT,
            {
                "doc_number": "发改财金〔2019〕860号",
                "title": "国家发展改革委办公厅 国家税务总局办公厅关于加强个人所得税纳税信用建设的通知",
                "genre": "通知",
                "issuers": ["国家发展改革委办公厅", "国家税务总局办公厅"],
                "addressees": ["各省、自治区、直辖市发展改革委", "国家税务总局各省、自治区、直辖市和计划单列市税务局"],
                "issued_on": "2019-08-20",
                "disclosure": None,
            },
            id="joint-issue",
        ),
        pytest.param(
            REPLY,
            {
                "genre": "批复",
                "issuers": ["国务院"],
                "addressees": ["新疆维吾尔自治区人民政府", "科技部", "新疆生产建设兵团"],
                "issued_on": "2018-11-23",
            },
            id="reply",
        ),
        pytest.param(
            METADATA,
            {
                "doc_number": "某府厅字〔2020〕18号",
                "title": "某省人民政府办公厅关于抢抓时间的若干措施",
                "genre": "措施",
                "issuers": ["某省人民政府办公厅"],
                "issued_on": "2020-03-18",
            },
            id="metadata-of-a-government-site",
        ),
        pytest.param(
            CHINESE_DATE,
            {
                "title": "国务院关于印发《国务院工作规则》的通知",
                "attached_title": "国务院工作规则",
                "genre": "通知",
                "issuers": ["国务院"],
                "issued_on": "2004-06-22",
            },
            id="date-in-chinese",
        ),
        pytest.param(
            UPWARD,
            {
                "doc_number": "某市发〔2021〕12号",
                "genre": "请示",
                "issuers": ["某市人民政府"],
                "addressees": ["省人民政府"],
                "issued_on": "2021-05-06",
            },
            id="upward-with-签发人",
        ),
    ],
)
def test_fields(text: str, expected: dict[str, object]) -> None:
    header = header_of(text)
    assert {name: getattr(header, name) for name in expected} == expected


@pytest.mark.parametrize(
    ("sentence", "attached"),
    [
        pytest.param(
            "现将《某省行动计划（2021—2023年）》印发给你们，请认真贯彻执行。",
            "某省行动计划（2021—2023年）",
            id="现将-印发",
        ),
        pytest.param(
            "现将《某区贯彻落实〈某市行动方案〉实施方案》印发给你们。",
            "某区贯彻落实《某市行动方案》实施方案",
            id="inner-marks-become-outer-ones",
        ),
        pytest.param(
            "《某省管理办法》已经省政府同意，现印发给你们，请遵照执行。", "某省管理办法", id="已经同意-现印发"
        ),
        pytest.param("现将省发展改革委《关于推进改革的意见》转发给你们。", "关于推进改革的意见", id="forwarded"),
    ],
)
def test_attached_title(sentence: str, attached: str) -> None:
    head = "某政办〔2021〕5号\n某省人民政府办公厅关于印发有关文件的通知\n各市人民政府：\n"
    assert header_of(f"{head}{sentence}\n\n某省人民政府办公厅\n2021年3月1日\n").attached_title == attached


@pytest.mark.parametrize(
    ("words", "disclosure"),
    [
        ("（此件公开发布）", "此件公开发布"),
        ("（此件主动公开）", "此件主动公开"),
        ("(此件依申请公开)", "此件依申请公开"),
        ("（此件不予公开）", "此件不予公开"),
        ("公开方式：主动公开", "主动公开"),
        ("推进政务公开发布工作", None),
    ],
)
def test_disclosure(words: str, disclosure: str | None) -> None:
    assert header_of(PLAIN.replace("（此件公开发布）", words)).disclosure == disclosure


def test_an_order_has_its_number() -> None:
    assert header_of(ORDER).doc_number == "教育部令第18号"


_ORDER = "《某某管理办法》已经通过，现予公布，自2023年3月1日起施行。\n市长　王某\n2023年1月10日\n某某管理办法\n第一条　制定本办法。\n第二条　适用。\n"
_ANNOUNCED = "现公告如下：\n一、范围。某省。\n二、期限。一年。\n2023年8月1日\n"


@pytest.mark.parametrize(
    ("text", "number", "title", "issuers", "attached"),
    [
        pytest.param("成都市人民政府令\n第213号\n" + _ORDER, "成都市人民政府令第213号", "成都市人民政府令", ["成都市人民政府"], "某某管理办法", id="serial-below"),
        pytest.param("中华人民共和国国务院令\n第　722　号\n" + _ORDER, "国务院令第722号", "中华人民共和国国务院令", ["国务院"], "某某管理办法", id="of-the-state"),
        pytest.param("中华人民共和国工业和信息化部公告\n2022年第3号\n" + _ANNOUNCED, "工业和信息化部公告2022年第3号",
                     "中华人民共和国工业和信息化部公告", ["工业和信息化部"], None, id="year-and-serial"),
        pytest.param("财政部　税务总局公告2023年第19号\n关于减免增值税政策的公告\n" + _ANNOUNCED, "财政部税务总局公告2023年第19号",
                     "关于减免增值税政策的公告", None, None, id="of-two-bodies"),
        pytest.param("教育部令第40号\n学校食品安全管理规定\n第一条　制定本规定。\n第二条　适用。\n", "教育部令第40号", "学校食品安全管理规定", ["教育部"], None, id="no-signature"),
    ],
)  # fmt: skip
def test_orders_and_announcements(
    text: str, number: str, title: str, issuers: list[str] | None, attached: str | None
) -> None:
    header = header_of(text)
    assert (header.doc_number, header.title, header.attached_title) == (number, title, attached)
    assert issuers is None or header.issuers == issuers


def test_fields_are_none_where_the_text_does_not_say() -> None:
    header = header_of("推进改革。\n加强管理。")
    assert header.title is header.doc_number is header.issued_on is header.disclosure is None
    assert header.issuers == header.addressees == []


@pytest.mark.parametrize("path", sorted(NOTICES.glob("*.txt")), ids=lambda path: path.stem)
def test_marks_of_the_corpus_stand_where_they_say(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    header = header_of(text)
    assert header.marks
    for name, value, piece in header.marks:
        words = "".join(text[piece.start : piece.end].split())
        if name in ("title", "addressees", "issuers", "disclosure"):
            assert words == "".join(value.split())


@given(
    st.lists(
        st.sampled_from(PLAIN.splitlines() + METADATA.splitlines() + ["", "关于", "《", "的通知", "文件"]), max_size=20
    )
)
@settings(max_examples=60, derandomize=True, deadline=None)
def test_lines_in_any_order_are_read(rows: list[str]) -> None:
    text = "\n".join(rows)
    for _, value, piece in header_of(text).marks:
        assert value
        assert 0 <= piece.start < piece.end <= len(text)


BODY = "\n各区县人民政府：\n\n现印发给你们。\n\n杭州市人民政府\n2021年3月1日\n"


def test_a_block_of_metadata_is_taken_off_whatever_its_keys() -> None:
    header = Reading.of(
        f"索引号：abc\n主题：综合\n来源：中国政府网\n页数：12\n\n杭州市人民政府关于加强管理的通知{BODY}"
    ).header
    assert header.title == "杭州市人民政府关于加强管理的通知"


def test_three_lines_are_no_block_of_metadata() -> None:
    header = Reading.of(f"甲：一\n乙：二\n丙：三\n杭州市人民政府关于加强管理的通知{BODY}").header
    assert header.title != "杭州市人民政府关于加强管理的通知"


def test_a_page_line_is_no_title() -> None:
    header = Reading.of(f"2021-03-05 10:00 来源：市政府\n杭州市人民政府关于加强管理的通知{BODY}").header
    assert header.title == "杭州市人民政府关于加强管理的通知"


def test_issuers_before_a_title_keep_no_colon() -> None:
    header = Reading.of("省工信厅 人行福州中心支行：关于加强管理的通知\n各设区市：\n现印发。\n").header
    assert header.issuers == ["省工信厅", "人行福州中心支行"]


def test_what_a_notice_sends_down_is_its_attachment() -> None:
    found = header_of(
        "某市绿化局关于下发《某市三年行动计划（2024-2026年）》的通知\n某绿〔2024〕2号\n各区绿化局：\n一、甲\n"
    )
    assert found.attached_title == "某市三年行动计划（2024-2026年）"


def test_the_issuer_before_what_it_passes_on_is_the_office_alone() -> None:
    found = header_of(
        "某区人民政府办公室印发关于建立排查机制实施意见的通知\n某府办发〔2014〕3号\n各街道办事处：\n一、甲\n"
    )
    assert found.issuers == ["某区人民政府办公室"]
