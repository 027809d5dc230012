"""Citations: one a mention, with number, role and the document meant; and what stands in 《》 and is no document."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from gongwen.extractors.citations_model import CitationDraft
from gongwen.extractors.reading import Reading

sys.path.insert(0, str(Path(__file__).parent))
from small_notice import HEAD, item, notice_text, reading


def read(sentence: str) -> tuple[Reading, list[CitationDraft]]:
    found = reading(item(sentence))
    return found, [c for c in found.citations if c.piece.start >= len(HEAD)]


def brief(sentence: str) -> list[tuple[str | None, str | None, str]]:
    return [(c.title, c.doc_number, c.role) for c in read(sentence)[1]]


@pytest.mark.parametrize(
    ("sentence", "title", "number", "role"),
    [
        pytest.param("根据《国务院关于加快改革的意见》（国发〔2019〕5号）精神，加快改革。", "国务院关于加快改革的意见", "国发〔2019〕5号", "basis", id="根据-title-and-number"),
        pytest.param("测评以《互联网内容无障碍可访问性技术要求》为依据。", "互联网内容无障碍可访问性技术要求", None, "basis", id="以-为依据"),
        pytest.param("按照《中华人民共和国政府信息公开条例》有关规定执行。", "中华人民共和国政府信息公开条例", None, "basis", id="按照"),
        pytest.param("编制《公交站点设计导则》，加强管理。", "公交站点设计导则", None, "mentions", id="a-guideline-compiled"),
        pytest.param("依据《中华人民共和国安全生产法》，加强监管。", "中华人民共和国安全生产法", None, "basis", id="依据-a-law"),
        pytest.param("为贯彻落实《国家创新驱动发展战略纲要》，制定措施。", "国家创新驱动发展战略纲要", None, "basis", id="为贯彻落实"),
        pytest.param("认真落实《关于促进平台经济发展的若干意见》。", "关于促进平台经济发展的若干意见", None, "mentions", id="落实-as-work"),
        pytest.param("《某省暂行办法》（某政发〔2015〕3号）同时废止。", "某省暂行办法", "某政发〔2015〕3号", "repeals", id="同时废止"),
        pytest.param("废止《某省暂行办法》。", "某省暂行办法", None, "repeals", id="废止"),
        pytest.param("《某省管理规定》（某政办发〔2010〕5号）停止执行。", "某省管理规定", "某政办发〔2010〕5号", "repeals", id="停止执行"),
        pytest.param("将《某省管理办法》第三条修改为“由主管部门负责”。", "某省管理办法", None, "amends", id="修改为"),
        pytest.param("修订《某省管理条例》。", "某省管理条例", None, "amends", id="修订"),
        pytest.param("提出对《某省管理条例》的修订建议。", "某省管理条例", None, "mentions", id="proposal-to-revise"),
        pytest.param("不再执行《国务院关于投资体制改革的决定》中关于备案的规定。", "国务院关于投资体制改革的决定", None, "amends", id="a-provision-that-stops"),
        pytest.param("《关于促进发展的意见》(国发[2014]28号)明确要求。", "关于促进发展的意见", "国发〔2014〕28号", "mentions", id="half-width-brackets"),
        pytest.param("按照《建筑设计防火规范》（GB 50016-2014）执行。", "建筑设计防火规范", "GB 50016-2014", "basis", id="standard-behind"),
        pytest.param("按照GB/T 37668-2019《信息技术 无障碍技术要求》执行。", "信息技术 无障碍技术要求", "GB/T 37668-2019", "basis", id="standard-before"),
        pytest.param("根据《外商投资企业管理规定》（建设部令第113号）执行。", "外商投资企业管理规定", "建设部令第113号", "basis", id="order"),
        pytest.param("根据国发〔2019〕5号《关于加快改革的意见》，加快改革。", "关于加快改革的意见", "国发〔2019〕5号", "basis", id="number-before-the-title"),
        pytest.param("对照《产业结构调整指导目录（2019年本）》，淘汰落后产能。", "产业结构调整指导目录（2019年本）", None, "mentions", id="catalogue"),
        pytest.param("国发〔2017〕37号文件要求加快推进。", None, "国发〔2017〕37号", "mentions", id="number-alone"),
        pytest.param("根据《〈中华人民共和国教育法〉实施办法》执行。", "〈中华人民共和国教育法〉实施办法", None, "basis", id="nested-marks"),
    ],
)  # fmt: skip
def test_one_mention(sentence: str, title: str | None, number: str | None, role: str) -> None:
    assert brief(sentence) == [(title, number, role)]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param(
            "根据《中华人民共和国安全生产法》《中华人民共和国消防法》等法律法规，加强监管。",
            ["basis", "basis"],
            id="a-chain-shares-根据",
        ),
        pytest.param("根据《规划甲纲要》和《行动乙方案》等精神，结合实际推进。", ["basis", "basis"], id="和"),
        pytest.param(
            "落实《“健康中国2030”规划纲要》《全民健身计划（2016—2020年）》。",
            ["mentions", "mentions"],
            id="two-mentions",
        ),
        pytest.param("依据国办发〔2018〕126号、国发〔2019〕5号文件，推进改革。", ["basis", "basis"], id="two-numbers"),
    ],
)
def test_several_mentions(sentence: str, expected: list[str]) -> None:
    assert [role for _, _, role in brief(sentence)] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("常态化开展《追梦·铜梁龙》山水实景演出。", id="show"),
        pytest.param("在《人民日报》刊登。", id="newspaper"),
        pytest.param("学习《习近平谈治国理政》。", id="book"),
        pytest.param("编制《环境影响报告书》。", id="an-account-compiled"),
        pytest.param("签订《合作框架协议》。", id="agreement-to-be-signed"),
        pytest.param("填写《项目申请表》。", id="form"),
        pytest.param("核发《食品药品经营许可证》。", id="certificate"),
        pytest.param("按照《某管理办法》（附件1）执行。", id="own-annex"),
        pytest.param("落实《某省推进高质量发展实施方案》。", id="own-attachment"),
        pytest.param("落实“十四五”规划。", id="plan-without-marks"),
        pytest.param("贯彻党的十九届五中全会精神。", id="party-meeting"),
    ],
)
def test_no_citation(sentence: str) -> None:
    assert brief(sentence) == []


def resolved(sentence: str) -> list[str | None]:
    return [c.resolves_to for c in read(sentence)[1]]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("根据《某省数字经济发展规划（2021—2025年）》（以下简称《发展规划》），推进。各地要落实《发展规划》。",
                     ["某省数字经济发展规划（2021—2025年）"] * 2, id="declared-with-marks"),
        pytest.param("根据《国家知识产权战略纲要》（以下简称纲要），推进改革。各地要落实纲要要求。", ["国家知识产权战略纲要"] * 2, id="declared-without-marks"),
        pytest.param("根据《成渝地区双城经济圈建设规划纲要》，对标《规划纲要》推进。", ["成渝地区双城经济圈建设规划纲要"] * 2, id="undeclared-where-one-fits"),
        pytest.param("根据《国务院关于印发甲省规划的通知》（国发〔2019〕5号），落实《甲省规划》。", ["国务院关于印发甲省规划的通知"] * 2, id="attachment-resolves-to-its-notice"),
        pytest.param("根据《国务院关于印发〈乙试点方案〉的通知》，落实《乙试点方案》。", ["国务院关于印发〈乙试点方案〉的通知"] * 2, id="attachment-in-inner-marks"),
        pytest.param("根据《甲规划纲要》和《乙规划纲要》，对标《规划纲要》推进。", ["甲规划纲要", "乙规划纲要", None], id="two-fit-so-none"),
        pytest.param("根据《国务院关于改革的意见》（国发〔2019〕5号），推进。国发〔2019〕5号要求加快。", ["国务院关于改革的意见"] * 2, id="number-alone-of-a-known-title"),
        pytest.param("严格按《办法》执行。", [None], id="short-form-of-nothing"),
    ],
)  # fmt: skip
def test_resolution(sentence: str, expected: list[str | None]) -> None:
    assert resolved(sentence) == expected


def test_a_short_form_that_does_not_resolve_is_a_finding() -> None:
    found, _ = read("严格按《办法》执行。")
    assert [doubt.code for doubt in found.doubts] == ["citation_unresolved"]


def test_a_declaration_is_no_mention_and_one_of_a_body_declares_no_document() -> None:
    assert len(read("根据《某省发展规划》（以下简称《规划》），推进。")[1]) == 1
    assert read("成立联席会议（以下简称联席会议），推进改革。联席会议每年召开。")[1] == []


def test_a_notice_s_own_title_cites_what_its_attachment_carries_out() -> None:
    head = HEAD.replace("推进高质量发展实施方案", "贯彻落实《国家高质量发展规划纲要》实施方案", 1)
    head = head.replace("《某省推进高质量发展实施方案》", "《某省贯彻落实〈国家高质量发展规划纲要〉实施方案》")
    found = reading(item("加快改革。"), head).citations
    assert [(c.title, c.role) for c in found] == [("国家高质量发展规划纲要", "implements")] * 2


def test_what_another_body_s_document_is_forwarded_is_cited() -> None:
    head = HEAD.replace("印发某省推进高质量发展实施方案", "转发国家部委文件")
    head = head.replace(
        "现将《某省推进高质量发展实施方案》印发给你们", "现将《关于加快改革的意见》（发改体改〔2020〕5号）转发给你们"
    )
    found = reading(item("加快改革。"), head).citations
    assert [(c.title, c.doc_number, c.role) for c in found] == [
        ("关于加快改革的意见", "发改体改〔2020〕5号", "forwards")
    ]


def test_a_request_that_a_reply_answers_is_cited() -> None:
    text = notice_text("guohan-2018-145")
    found = reading("", text).citations
    assert found
    assert all(text[slice(*c.piece)] for c in found)


def test_surface_is_the_mention_without_the_issuer_before_it() -> None:
    found, (citation,) = read("根据中共中央办公厅、国务院办公厅《关于深化改革的意见》，推进。")
    assert found.text[slice(*citation.piece)] == "《关于深化改革的意见》"


def test_title_over_two_lines_is_one_mention() -> None:
    found = reading("一、任务\n根据《某省推动改革\n行动方案（2023—2027年）》，推进。\n")
    assert [c.title for c in found.citations] == ["某省推动改革行动方案（2023—2027年）"]
