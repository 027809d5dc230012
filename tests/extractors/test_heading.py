"""Headings: a line of its own, a first sentence that is a title, or none where the item is all body."""

from __future__ import annotations

import pytest
from gongwen.extractors import outline
from gongwen.extractors.text import Layout


def first_heading(text: str) -> str | None:
    return outline.build(Layout(text)).items[0].heading_text


@pytest.mark.parametrize(
    ("text", "heading"),
    [
        pytest.param("一、总体要求\n坚持改革。", "总体要求", id="line-of-its-own"),
        pytest.param(
            "（一）加快建设现代化基础设施网络。\n以提升水平为导向，统筹发展。",
            "加快建设现代化基础设施网络",
            id="line-of-its-own-with-full-stop",
        ),
        pytest.param(
            "1.建设区域性综合交通枢纽。加快构建铁路网，推动建成投运。",
            "建设区域性综合交通枢纽",
            id="runs-into-its-paragraph",
        ),
        pytest.param("1、建成开放苏州第二工人文化宫。", None, id="one-sentence-of-work"),
        pytest.param("1、新建社会足球场14片。建成横山体育公园。", None, id="one-piece-of-work-beside-another"),
        pytest.param("1.科技创新驱动工程建设。", "科技创新驱动工程建设", id="a-noun-phrase-with-a-stop"),
        pytest.param(
            "1.以数字政府建设为牵引推进数字化应用。加快建设数字政府。",
            "以数字政府建设为牵引推进数字化应用",
            id="long-title",
        ),
        pytest.param(
            "1.加快融入西部陆海新通道建设和“一带一路”倡议。推进试点，不断完善模式。",
            "加快融入西部陆海新通道建设和“一带一路”倡议",
            id="title-with-quotation",
        ),
        pytest.param(
            "（一）加强基础研究，提升原始创新能力。支持高校开展研究。",
            "加强基础研究，提升原始创新能力",
            id="two-parallel-phrases",
        ),
        pytest.param(
            "（一）着力发展新质生产力，加快构建以先进制造业为骨干的现代化产业体系。坚持创新。\n（二）扩大内需。坚持开放。",
            "着力发展新质生产力，加快构建以先进制造业为骨干的现代化产业体系",
            id="two-phrases-of-unlike-length",
        ),
        pytest.param(
            "1.创新实验未来城市低碳韧性基础设施网络和空间智能神经系统。推进建设。\n2.扩大内需。坚持开放。",
            "创新实验未来城市低碳韧性基础设施网络和空间智能神经系统",
            id="one-long-phrase",
        ),
        pytest.param("第一章　总　则\n第一条　为了规范管理，制定本办法。", "总则", id="chapter-spaced-out"),
        pytest.param("一、工作目标：到2025年，基本建成体系，形成格局。", "工作目标", id="before-a-colon"),
        pytest.param(
            "一、优化政策（由市财政局牵头实施）\n落实各项政策。", "优化政策", id="note-in-the-heading-is-not-part-of-it"
        ),
        pytest.param(
            "（一）“惠民生”：改善居住生活条件\n有序建设保障房。",
            "“惠民生”：改善居住生活条件",
            id="a-catchword-before-a-colon",
        ),
        pytest.param("（一）强化组织保障", "强化组织保障", id="nothing-but-a-short-phrase"),
    ],
)
def test_heading(text: str, heading: str) -> None:
    assert first_heading(text) == heading


@pytest.mark.parametrize(
    "text",
    [
        pytest.param(
            "1.各地区、各有关部门要高度重视，加强组织领导，明确责任分工，确保各项任务落到实处。",
            id="one-sentence-of-body",
        ),
        pytest.param("第一条　本办法所称政府信息，是指行政机关在履行职责过程中制作的信息。", id="article"),
        pytest.param("（一）对符合条件的，给予支持。具体办法另行制定。", id="condition"),
        pytest.param("1.法人社会团体还应具备：\n（1）有章程。\n（2）有场所。", id="what-leads-in"),
        pytest.param("一、各部部长、审计长负责本部门的工作。\n（一）主持会议。\n（二）签发文件。", id="who-is-charged"),
        pytest.param("一、原则同意《方案》。请认真组织实施。", id="approval"),
        pytest.param("1.支持企业开展技术改造。（省工业和信息化厅负责）", id="sentence-and-note-only"),
    ],
)
def test_no_heading(text: str) -> None:
    assert first_heading(text) is None


def test_where_most_items_are_all_body_a_longer_first_sentence_is_body_too() -> None:
    body = "（一）各单位要按规定报送材料，不得迟报漏报。"
    text = "\n".join(
        [
            body,
            body.replace("一", "二", 1),
            body.replace("一", "三", 1),
            "（四）加强对重点单位和重点环节的全过程监督检查。定期通报。",
        ]
    )
    assert [item.heading_text for item in outline.build(Layout(text)).items] == [None] * 4
