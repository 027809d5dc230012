"""Inline tasks: a sentence a doer, two doers two tasks; what a note already names makes none."""

from __future__ import annotations

import pytest
from gongwen.extractors.inline_tasks import find_in, is_local, is_named
from gongwen.extractors.text import Layout


def tasks(text: str, named: tuple[str, ...] = (), *, statements: bool = True) -> list[tuple[str, list[str]]]:
    found = find_in(Layout(text), 0, len(text), statements=statements, named=list(named))
    return [(text[slice(*task.piece)], [text[slice(*piece)] for piece, _ in task.members]) for task in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("加强领导。各地要加强宣传，营造氛围。加大投入。", [("各地要加强宣传，营造氛围。", ["各地"])], id="one-sentence"),
        pytest.param("省教育厅要制定标准；省财政厅要落实资金。", [("省教育厅要制定标准；", ["省教育厅"]), ("省财政厅要落实资金。", ["省财政厅"])], id="A要-B要"),
        pytest.param("教育部门负责学校管理，卫生健康部门负责疫情防控。",
                     [("教育部门负责学校管理，", ["教育部门"]), ("卫生健康部门负责疫情防控。", ["卫生健康部门"])], id="two-clauses"),
        pytest.param("各部门要落实责任，要强化协同，要加强督查。", [("各部门要落实责任，要强化协同，要加强督查。", ["各部门"])], id="one-doer-three-duties"),
        pytest.param("各地要制定方案；明确分工；细化措施。", [("各地要制定方案；明确分工；细化措施。", ["各地"])], id="parts-without-a-doer-of-their-own"),
        pytest.param("领导小组办公室设在市应急管理局，负责日常工作。",
                     [("领导小组办公室设在市应急管理局，负责日常工作。", ["领导小组办公室"])], id="where-an-office-sits"),
        pytest.param("由甲副市长负责，市发改委牵头，相关部门配合，并和生态环境部衔接。",
                     [("由甲副市长负责，市发改委牵头，相关部门配合，并和生态环境部衔接。", ["甲副市长", "市发改委", "相关部门"])], id="in-charge-leading-helping"),
        pytest.param("各县区要落实责任。", [("各县区要落实责任。", ["各县区"])], id="各县区"),
        pytest.param("各镇街、园区要落实责任。", [("各镇街、园区要落实责任。", ["各镇街", "园区"])], id="各-is-shared"),
        pytest.param("各市州、贵安新区要落实责任。", [("各市州、贵安新区要落实责任。", ["各市州", "贵安新区"])], id="a-named-zone"),
        pytest.param("城市新区要加强规划。", [], id="a-kind-of-zone"),
        pytest.param("市“人工智能+”专项工作组要加强统筹。", [("市“人工智能+”专项工作组要加强统筹。", ["市“人工智能+”专项工作组"])], id="a-marked-name"),
        pytest.param("工会、共青团、妇联等群团组织要发挥作用。",
                     [("工会、共青团、妇联等群团组织要发挥作用。", ["工会", "共青团", "妇联"])], id="等群团组织"),
        pytest.param("中小企业主管部门指导企业用好政策。", [("中小企业主管部门指导企业用好政策。", ["中小企业主管部门"])], id="指导-others-who-act"),
        pytest.param("发挥政策作用，资助企业开展模型训练。", [], id="who-is-paid"),
        pytest.param("近年来，各部门积极推进改革。", [], id="background"),
        pytest.param("要加强组织领导，落实责任。", [], id="no-subject"),
    ],
)  # fmt: skip
def test_inline_tasks(text: str, expected: list[tuple[str, list[str]]]) -> None:
    assert tasks(text) == expected


def test_a_preamble_gives_duties_but_no_statements() -> None:
    text = "省教育厅积极推进改革。各市要抓好落实。"
    assert [names for _, names in tasks(text, statements=False)] == [["各市"]]


@pytest.mark.parametrize(
    ("text", "named", "expected"),
    [
        pytest.param("省教育厅要制定标准。", ("省教育厅", "省财政厅"), [], id="the-note-names-it"),
        pytest.param("省商务厅要制定标准。", ("省教育厅",), [["省商务厅"]], id="the-note-does-not-name-it"),
        pytest.param("各地要制定方案。", ("各市、县（区）人民政府",), [], id="local-governments-in-other-words"),
        pytest.param("地方各级人民政府要制定方案。", ("各省级人民政府",), [], id="any-group-of-local-governments"),
        pytest.param("有关部门要制定方案。", ("各有关部门",), [], id="有关部门"),
        pytest.param("省教育厅要制定方案。", ("各有关部门",), [["省教育厅"]], id="a-group-does-not-name-a-department"),
        pytest.param(
            "各相关单位、社会组织要发挥作用。",
            ("各有关单位", "各相关单位"),
            [["各相关单位", "社会组织"]],
            id="one-of-two-is-named",
        ),
        pytest.param("审批部门要简化流程。", ("各银行机构",), [["审批部门"]], id="one-function-does-not-name-another"),
    ],
)
def test_a_note_s_agencies_make_no_task_of_their_own(
    text: str, named: tuple[str, ...], expected: list[list[str]]
) -> None:
    assert [names for _, names in tasks(text, named)] == expected


@pytest.mark.parametrize(
    ("words", "name", "same"),
    [
        ("各县（市、区）人民政府", "各县(市、区)政府", True),
        ("省教育厅", "教育厅", True),
        ("各市", "各地区", True),
        ("省教育厅", "省教育厅办公室", False),
        ("市财政局", "省财政厅", False),
    ],
)
def test_named_means_by_substance(words: str, name: str, same: bool) -> None:
    assert is_named(words, [name]) is same


@pytest.mark.parametrize(
    ("words", "local"),
    [
        ("各地", True),
        ("各市、县（区）政府", True),
        ("地方各级人民政府", True),
        ("省教育厅", False),
        ("各部门", False),
        ("某市人民政府", False),
    ],
)
def test_groups_of_local_governments(words: str, local: bool) -> None:
    assert is_local(words) is local


def inline(text: str) -> list[list[str]]:
    return [
        [text[slice(*p)] for p, _ in task.members]
        for task in find_in(Layout(text), 0, len(text), statements=True, named=[])
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("鼓励企业创新；市经信局要加强监测。", [["市经信局"]], id="a-semicolon-ends-it"),
        pytest.param("鼓励企业创新，市经信局要加强监测。", [["市经信局"]], id="a-duty-stands"),
        pytest.param("市教育局牵头，有关部门密切配合，共同推进。", [["市教育局", "有关部门"]], id="partners-only"),
        pytest.param("杭州市、宁波市要加强协作。", [["杭州市", "宁波市"]], id="places-mean-their-governments"),
        pytest.param("杭州市建成了数字经济园。", [], id="a-place-that-has-done"),
        pytest.param("市科技局、西湖区牵头建立工作机制，细化任务。", [["市科技局", "西湖区"]], id="a-place-among-bodies"),
        pytest.param("省、市、县建设本级应急指挥部，形成应急指挥体系。", [["省、市、县"]], id="levels-are-one-collective"),
        pytest.param("沿江地区要加强绿化。", [], id="a-territory"),
        pytest.param("畜牧大县要编制种养循环发展规划。", [["畜牧大县"]], id="a-kind-of-county"),
        pytest.param("强化部门协同。", [], id="a-heading-with-a-verb"),
        pytest.param("并抄送农业部备案。", [], id="抄送"),
        pytest.param("发展改革委会同水利部研究提出了办理意见：该项目需要论证。", [], id="done-with-a-partner"),
        pytest.param("大中型企业设立研发机构的比例达35%。", [], id="a-ratio"),
        pytest.param("污染防治由地方人民政府负总责。", [["地方人民政府"]], id="负总责"),
        pytest.param("“十三五”时期，各地区认真贯彻落实部署，各项任务如期实现。", [], id="a-period-that-is-over"),
        pytest.param("市卫生健康委组织了培训。", [], id="done-already"),
        pytest.param("引导金融机构加大投入，人民银行加强指导。", [["人民银行"]], id="a-named-department-after-引导"),
    ],
)  # fmt: skip
def test_encouraged_done_and_partners(text: str, expected: list[list[str]]) -> None:
    assert inline(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("从事科学研究活动的企业、事业单位、社会组织等应加强科研成果管理。",
                     [["从事科学研究活动的企业", "事业单位", "社会组织"]], id="told-by-what-they-do"),
        pytest.param("从事科技评估、科技咨询和科研经费审计等的科技中介服务机构要严格遵守行业规范。",
                     [["从事科技评估、科技咨询和科研经费审计等的科技中介服务机构"]], id="told-by-a-list-of-what-they-do"),
        pytest.param("学会、协会、研究会等社会团体要主动发挥作用。", [["学会、协会、研究会等社会团体"]], id="a-group-shown-by-kinds"),
        pytest.param("合同各方应根据示范文本签订合同。", [["合同各方"]], id="parties"),
        pytest.param("试点工作依托所在地设区市主管部门统一实施。", [], id="on-whom-it-rests"),
        pytest.param("各区县将普遍面临较大的入园压力。", [], id="a-forecast"),
        pytest.param("用电价格由电能量价格、输配电价格、政府性基金构成。", [], id="parts-of-a-thing"),
        pytest.param("各地政府主管部门在制定计划时，鼓励根据本地区情况签订合同。", [], id="encouraged-behind-a-when"),
        pytest.param("在不同领域建立联系点，实现领导干部直接联系群众。", [], id="a-verb-before-the-persons"),
        pytest.param("省政府全面贯彻会议精神，编制了规划，提请本次大会审议。", [], id="laid-before-an-assembly"),
        pytest.param("全面推行部门联合“双随机、一公开”监管。", [], id="推行-names-no-unit"),
        pytest.param("满足部门联合双随机抽查需求。", [], id="满足-names-no-unit"),
        pytest.param("推进使用正版软件工作部际联席会议负责组织协调工作。", [["推进使用正版软件工作部际联席会议"]], id="a-body-founded-for-its-work"),
        pytest.param("三级公立综合医院考核应采用上述全部考核指标。", [], id="what-must-be-is-the-assessment"),
        pytest.param("也可以根据实际需要由本级人民政府确定的审核机构进行审核。", [], id="they-may"),
        pytest.param("由所涉及的省政府办公厅、省财政厅等省级主管部门（单位）牵头完成自查报告。", [["省政府办公厅", "省财政厅"]], id="those-concerned"),
        pytest.param("从发展环境看，国务院继续实施积极有为的宏观政策。", [], id="how-things-stand"),
    ],
)  # fmt: skip
def test_described_doers_and_what_assigns_nothing(text: str, expected: list[list[str]]) -> None:
    assert [names for _, names in tasks(text)] == expected
