"""Doers: who a clause says acts, in which role; and the clauses that assign nothing to anybody."""

from __future__ import annotations

import pytest
from gongwen.extractors import doers
from gongwen.extractors.text import Layout, Piece


def doer(sentence: str) -> dict[str, list[str]]:
    """The doer of the first clause that names one, by role."""
    layout = Layout(sentence)
    whole = Piece(0, len(sentence))
    for clause in layout.clauses(0, len(sentence)):
        found = doers.find(layout, clause, whole)
        if found:
            roles: dict[str, list[str]] = {}
            for piece, role in found.members:
                roles.setdefault(role, []).append(sentence[slice(*piece)])
            return roles
    return {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("区发展改革委要牵头抓总、督促指导，编制好年度工作任务清单。", {"lead": ["区发展改革委"]}, id="要牵头"),
        pytest.param("推动成渝地区双城经济圈建设领导小组要加强统筹协调、谋划部署。", {"responsible": ["推动成渝地区双城经济圈建设领导小组"]}, id="body-named-after-its-work"),
        pytest.param("各部门、各镇街要全面担起主体责任。", {"responsible": ["各部门", "各镇街"]}, id="two-groups"),
        pytest.param("党政主要负责同志要亲自研究重大问题。", {"responsible": ["党政主要负责同志"]}, id="persons-in-office"),
        pytest.param("区领导、各部门要深入基层、下沉一线加强具体研究。", {"responsible": ["区领导", "各部门"]}, id="persons-and-departments"),
        pytest.param("各地要加强宣传，营造良好氛围。", {"responsible": ["各地"]}, id="各地"),
        pytest.param("各省（区、市）要抓紧制定方案。", {"responsible": ["各省（区、市）"]}, id="各省区市"),
        pytest.param("你市要加强组织领导，落实主体责任。", {"responsible": ["你市"]}, id="你市-in-a-reply"),
        pytest.param("财政部会同税务总局制定办法。", {"lead": ["财政部"], "support": ["税务总局"]}, id="会同"),
        pytest.param("省发展改革委要会同省财政厅、省人社厅等部门制定实施细则。", {"lead": ["省发展改革委"], "support": ["省财政厅", "省人社厅"]}, id="要会同"),
        pytest.param("市教育局、市财政局要积极配合。", {"support": ["市教育局", "市财政局"]}, id="配合"),
        pytest.param("市教育局、市财政局等部门要密切配合。", {"responsible": ["市教育局", "市财政局"]}, id="密切配合-of-equals"),
        pytest.param("各级财政部门应当将采购经费纳入预算。", {"responsible": ["各级财政部门"]}, id="应当"),
        pytest.param("各级政府机关必须使用正版软件。", {"responsible": ["各级政府机关"]}, id="必须"),
        pytest.param("税务部门将简化修复程序。", {"responsible": ["税务部门"]}, id="将"),
        pytest.param("省政府办公厅负责督查督办。", {"responsible": ["省政府办公厅"]}, id="负责"),
        pytest.param("由相关职能部门审批。", {"responsible": ["相关职能部门"]}, id="由"),
        pytest.param("由省教育厅会同有关部门组织实施。", {"lead": ["省教育厅"], "support": ["有关部门"]}, id="由-会同"),
        pytest.param("请各市人民政府于2021年6月底前报送总结。", {"responsible": ["各市人民政府"]}, id="请"),
        pytest.param("国务院办公厅适时开展督查。", {"responsible": ["国务院办公厅"]}, id="plain-statement"),
        pytest.param("工业和信息化部负责解释。", {"responsible": ["工业和信息化部"]}, id="和-inside-the-name"),
        pytest.param("教育、公安、民政部门要建立信息共享机制。", {"responsible": ["教育、公安、民政部门"]}, id="shared-head"),
        pytest.param("税务部门在办理时，应主动提供服务。", {"responsible": ["税务部门"]}, id="preposition-then-modal"),
        pytest.param("各高校、科研院所要完善制度。", {"responsible": ["各高校", "科研院所"]}, id="classes"),
        pytest.param("各银行机构要加大信贷投放。", {"responsible": ["各银行机构"]}, id="group-by-function"),
        pytest.param("各市、县（区）人民政府是责任主体，要落实属地责任。", {"responsible": ["各市、县（区）人民政府"]}, id="是责任主体"),
        pytest.param("省教育厅与省财政厅联合印发通知。", {"responsible": ["省教育厅", "省财政厅"]}, id="与"),
    ],
)  # fmt: skip
def test_who_acts(sentence: str, expected: dict[str, list[str]]) -> None:
    assert doer(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        pytest.param("任何单位不得截留资金。", id="prohibition"),
        pytest.param("机关工作人员不得随意卸载软件。", id="prohibition-of-persons"),
        pytest.param("各地可根据实际制定政策。", id="permission"),
        pytest.param("成员单位可以提出建议。", id="permission-可以"),
        pytest.param("要加强组织领导，落实责任。", id="要-without-a-subject"),
        pytest.param("全区每半年召开一次工作例会。", id="territory"),
        pytest.param("沿江地区要加强保护。", id="territory-by-position"),
        pytest.param("矿山要安装监测设备。", id="facility"),
        pytest.param("失业保险基金要保障支出。", id="money"),
        pytest.param("你们要认真贯彻执行。", id="addressee"),
        pytest.param("支持国有企业通过多种方式盘活资产。", id="object-of-支持"),
        pytest.param("推动各级各部门紧扣重要工作、重大任务。", id="object-of-推动"),
        pytest.param("鼓励企业加大投入。", id="object-of-鼓励"),
        pytest.param("积极牵头组织国际大科学计划。", id="牵头-as-a-verb-of-the-content"),
        pytest.param("实行政府负责人牵头的工作机制。", id="牵头-in-an-attribute"),
        pytest.param("建立由省教育厅牵头、省财政厅参加的协调机制。", id="由-in-an-attribute"),
        pytest.param("加强部门协调，强化机构管理。", id="nouns"),
        pytest.param("加强全民健身，布局要合理。", id="布局-is-no-局"),
        pytest.param("干部要带头。", id="干部-is-no-部"),
    ],
)
def test_nobody_acts(sentence: str) -> None:
    assert doer(sentence) == {}


@pytest.mark.parametrize(
    ("sentence", "modal"),
    [
        ("各地要加强宣传。", True),
        ("各地积极开展宣传。", False),
        ("国务院办公厅适时开展督查。", False),
        ("由省教育厅负责。", True),
    ],
)
def test_a_duty_is_told_from_a_statement(sentence: str, modal: bool) -> None:
    layout = Layout(sentence)
    (clause,) = layout.clauses(0, len(sentence))
    found = doers.find(layout, clause, Piece(0, len(sentence)))
    assert found is not None
    assert found.modal is modal


@pytest.mark.parametrize(
    ("sentence", "background"),
    [
        ("近年来，各地区深入贯彻落实。", True),
        ("本办法所称机关，是指行政机关。", True),
        ("各地区要深入贯彻落实。", False),
    ],
)
def test_background(sentence: str, background: bool) -> None:
    assert doers.is_background(sentence, Piece(0, len(sentence))) is background


def doer_of(sentence: str) -> dict[str, list[str]]:
    layout = Layout(sentence)
    for clause in layout.clauses(0, len(sentence)):
        found = doers.find(layout, clause, Piece(0, len(sentence)))
        if found:
            given: dict[str, list[str]] = {}
            for piece, role in found.members:
                given.setdefault(role, []).append(sentence[slice(*piece)])
            return given
    return {}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        pytest.param("承储企业在承储期间发生事故的，应当立即报告。", {"responsible": ["承储企业"]}, id="a-case-that-opens-with-who-must-act"),
        pytest.param("医疗机构发现疫情的，须在2小时内报告。", {"responsible": ["医疗机构"]}, id="须-in-a-case"),
        pytest.param("申请材料齐全并送行政机关的，应当当场受理。", {}, id="a-verb-before-the-unit"),
        pytest.param("涉及跨部门的，要加强协调。", {}, id="涉及"),
        pytest.param("单位存在问题的，应当整改。", {}, id="too-short-for-a-name"),
        pytest.param("承储企业发生事故的，可以报告。", {}, id="permission-in-a-case"),
        pytest.param("用人单位招用未成年人的，应当依法处罚。", {}, id="passive"),
        pytest.param("其他部门密切配合。", {"support": ["其他部门"]}, id="others-support"),
        pytest.param("公安部、民政部密切配合。", {"responsible": ["公安部", "民政部"]}, id="equals-are-responsible"),
        pytest.param("科技部拟安排研究课题。", {"responsible": ["科技部"]}, id="拟"),
        pytest.param("科技部拟定了管理办法。", {}, id="done-already"),
        pytest.param("由国务院分管领导同志协调。", {"responsible": ["国务院分管领导同志"]}, id="the-name-goes-on"),
        pytest.param("由国务院法制机构承办。", {"responsible": ["国务院法制机构"]}, id="承办"),
        pytest.param("由市政府、有关部门组成领导小组。", {}, id="组成"),
        pytest.param("市财政局在审核时发现问题后的处理意见要公开。", {}, id="后的-describes-a-thing"),
        pytest.param("省财政厅或省审计厅要加强检查。", {"responsible": ["省财政厅", "省审计厅"]}, id="或"),
        pytest.param("中央和国家机关工委负责党建工作。", {"responsible": ["中央和国家机关工委"]}, id="levels-joined"),
        pytest.param("经营燃气管网的企业应当接收其入网。", {"responsible": ["经营燃气管网的企业"]}, id="经营-is-no-preposition"),
        pytest.param("依托单位应加大投入。", {"responsible": ["依托单位"]}, id="依托单位-is-a-unit"),
        pytest.param("过渡期内市水务集团延续运维合同至期满。", {"responsible": ["市水务集团"]}, id="a-period-before-the-doer"),
        pytest.param("一批骨干企业加快走出去。", {}, id="一批"),
        pytest.param("请各省级主管部门、电网企业，按照上述要求认真做好工作。", {"responsible": ["各省级主管部门", "电网企业"]}, id="请-and-a-comma"),
        pytest.param("区房管局指导、协调各街道做好管理工作。", {"responsible": ["区房管局"]}, id="two-verbs"),
        pytest.param("各街道、镇作为责任主体，负责日常监管。", {"responsible": ["各街道、镇"]}, id="街道、镇-is-one"),
        pytest.param("单位由市房管局牵头会同市财政局通过招标确定。", {"lead": ["市房管局"], "support": ["市财政局"]}, id="牵头会同"),
        pytest.param("建设单位已委托有资质的单位进行检测。", {}, id="已"),
        pytest.param("50%以上的专利由企业申请。", {}, id="a-share-by-whom"),
        pytest.param("由企业所在区提供孵化服务。", {}, id="所在"),
        pytest.param("建立由市绿化局牵头，各区政府组成的推进机制。", {}, id="of-whom-a-mechanism-consists"),
        pytest.param("精准、主动与重点企业对接。", {}, id="adverbs-in-a-row"),
        pytest.param("贯彻落实省委经济工作会议精神。", {}, id="贯彻落实"),
        pytest.param("省发展改革委会同商务、农业农村等部门收集需求。", {"lead": ["省发展改革委"], "support": ["商务、农业农村等部门"]}, id="partners-by-function"),
        pytest.param("上海市园科院、上海辰山植物园、上海植物园等单位开展品种筛选。",
                     {"responsible": ["上海市园科院", "上海辰山植物园", "上海植物园"]}, id="units-that-their-list-calls-so"),
        pytest.param("鼓励依托单位根据国家战略探索管理模式。", {}, id="who-is-only-encouraged"),
        pytest.param("各单位按以下职能分工牵头开展排查工作。", {"lead": ["各单位"]}, id="牵头-by-division-of-work"),
        pytest.param("区房管局负责定期牵头召开工作例会。", {"lead": ["区房管局"]}, id="负责-定期-牵头"),
        pytest.param("联合高校及研究机构加强理论研究。", {}, id="联合-says-with-whom"),
        pytest.param("成立由市交通委牵头，市水务局、市电力公司等共同参与的推进机制。", {}, id="who-takes-part-in-a-mechanism"),
        pytest.param("充分发挥各级党委农村工作领导小组牵头抓总作用。", {}, id="whose-part-is-to-be-played"),
        pytest.param("发展首发经济、赛会经济等。", {}, id="经济-is-no-preposition"),
        pytest.param("联合采购办公室负责汇总用量。", {"responsible": ["联合采购办公室"]}, id="联合-in-a-name"),
        pytest.param("配合市级专班完成年度目标。", {}, id="whom-somebody-helps"),
        pytest.param("加快供销合作社经营服务网络提质扩面。", {}, id="what-is-speeded-up"),
        pytest.param("相关海绵城市建设指标通过规划逐级落实。", {}, id="建设指标-is-a-noun"),
        pytest.param("调整方案经区建管委审核后执行。", {}, id="经-whom-something-goes"),
        pytest.param("各行业管理部门指导相关建设单位积极参与评选。", {"responsible": ["各行业管理部门"]}, id="who-guides-others"),
        pytest.param("区建管委委托专业机构通过检查进行指导。", {"responsible": ["区建管委"]}, id="who-charges-others"),
        pytest.param("区发改委、区建管委委托的第三方评审机构应开展评审。", {"responsible": ["第三方评审机构"]}, id="who-was-charged"),
        pytest.param("互联网信息服务提供者应当依法确定资费标准。", {"responsible": ["互联网信息服务提供者"]}, id="提供者"),
        pytest.param("市政府指定的部门负责受理。", {"responsible": ["市政府指定的部门"]}, id="one-who-chose-stays-in-the-name"),
        pytest.param("配合单位要做好衔接。", {"responsible": ["配合单位"]}, id="配合单位-is-a-unit"),
        pytest.param("区发改委立项阶段批复投资匡算时应给予支持。", {"responsible": ["区发改委"]}, id="when-it-has-to-act"),
    ],
)  # fmt: skip
def test_new_ways_to_name_a_doer(sentence: str, expected: dict[str, list[str]]) -> None:
    assert doer_of(sentence) == expected
